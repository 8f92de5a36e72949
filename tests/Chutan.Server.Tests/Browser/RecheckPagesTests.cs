using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>复查的后果 in a real browser, in a market of its own: a recheck that found more than the first verification,
/// carried by the authority from the order to the penalty.</summary>
[Trait("needs", "browser")]
public sealed class RecheckPagesTests(PlayedMarket played) : IClassFixture<PlayedMarket>
{
    private const long Beyond = 1_200;

    [Fact]
    public async Task A_recheck_with_another_figure_is_carried_to_the_allocation_the_duty_and_the_penalty()
    {
        var (task, company, before) = await new RecheckCase(played).ClosedAsync(Beyond);
        var path = $"/verification/{task}";
        var figures = FormattableString.Invariant($"{before:N0} t → {before + Beyond:N0} t");
        await using var regulator = await MarketBrowser.SignedInAsync(played, "regulator", path);
        await regulator.ShowsAsync("据复查重新启动报告");
        await SendAsync(regulator.Page, "因差错重新启动", "鄂环复查〔2025〕1号");
        await regulator.ShowsAsync("复查的后果");
        await SendAsync(regulator.Page, "按复查结果核定", "鄂环核定〔2025〕1号");
        await regulator.ShowsAsync($"应缴还 {figures}");
        await regulator.ShowsAsync("+1,200 t");
        await SendAsync(regulator.Page, "重新核算配额");
        await regulator.Page.Locator(".cards li", new() { HasTextString = "当年配额" })
            .Locator(".mark", new() { HasTextString = "已办" }).WaitForAsync();
        await regulator.FitsAsync();

        await using (var owner = await MarketBrowser.SignedInAsync(played, company, path, phone: true))
        {
            await owner.ShowsAsync("尚缺 1,200 t");
            await owner.ShowsAsync("去补缴");
            Assert.Equal(0, await owner.Page.GetByText("首次核查机构的差错").CountAsync());
            await owner.FitsAsync();
        }

        var penalty = Form(regulator.Page, "处罚未足额缴还（1,200 t）");
        await penalty.Locator("> summary").ClickAsync();
        await penalty.Locator("input").Nth(0).FillAsync("9");
        await penalty.Locator("input").Nth(1).FillAsync("鄂环罚〔2025〕1号");
        await penalty.Locator("button[type=submit]").ClickAsync();
        await penalty.Locator("[role=alert]").WaitForAsync();
        await penalty.Locator("input").Nth(0).FillAsync("1");
        await penalty.Locator("button[type=submit]").ClickAsync();
        await penalty.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await regulator.ShowsAsync("罚款（元）");
        await regulator.ShowsAsync("首次核查机构的差错");
        await regulator.ShowsAsync("现得分");
    }

    /// <summary>Opens an act's line, writes what its first field asks for, and sends it.</summary>
    private static async Task SendAsync(IPage page, string title, string? text = null)
    {
        var form = Form(page, title);
        await form.Locator("> summary").ClickAsync();
        if (text is not null) await form.Locator("input").First.FillAsync(text);
        await form.Locator("button[type=submit]").ClickAsync();
    }

    private static ILocator Form(IPage page, string title) => page.Locator(".act-form", new()
    { Has = page.Locator("summary", new() { HasTextString = title }) });
}
