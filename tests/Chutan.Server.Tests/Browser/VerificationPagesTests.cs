using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>核查 in a real browser, in a market of its own: a second verification of a company's report, opened by the
/// authority and already on site.</summary>
[Trait("needs", "browser")]
public sealed class VerificationPagesTests(PlayedMarket played) : IClassFixture<PlayedMarket>
{
    private const string Found = "七月燃煤量与台账不符";
    private const string Said = "七月台账漏记一车";

    [Fact]
    public async Task A_finding_is_written_answered_on_a_phone_and_judged_before_the_conclusion_is_drafted()
    {
        var (task, answering) = await new RecheckCase(played).OnSiteAsync();
        var path = $"/verification/{task}";
        played.MoveTo(played.Morning + Duration.FromHours(6));
        await using var verifier = await MarketBrowser.SignedInAsync(played, "verifier", path);
        var note = Form(verifier.Page, "记录不符合项");
        await note.Locator("> summary").ClickAsync();
        await ChooseAsync(note, 0, "数据");
        await ChooseAsync(note, 1, "一般");
        await note.Locator("input.ant-input").FillAsync("指南 5.2");
        await note.Locator("textarea").FillAsync(Found);
        await note.Locator("button[type=submit]").ClickAsync();
        await verifier.ShowsAsync("未开具");
        var issue = Form(verifier.Page, "开具不符合项清单");
        await issue.Locator("> summary").ClickAsync();
        await issue.Locator("button[type=submit]").ClickAsync();
        await verifier.ShowsAsync("待答复");

        await using (var company = await MarketBrowser.SignedInAsync(played, answering, path, phone: true))
        {
            await company.ShowsAsync(Found);
            await company.FitsAsync();
            var answers = Form(company.Page, "答复不符合项");
            await answers.Locator("textarea").Nth(0).FillAsync(Said);
            await answers.Locator("textarea").Nth(1).FillAsync("台账已更正");
            await answers.Locator("button[type=submit]").ClickAsync();
            await company.ShowsAsync("轮到核查组办理");
            await company.ShowsAsync($"{Said}；台账已更正");
            await company.FitsAsync();
        }

        await verifier.Page.ReloadAsync();
        await Form(verifier.Page, "答复验证").Locator("button[type=submit]").ClickAsync();
        await verifier.ShowsAsync("待复核关闭");
        await Form(verifier.Page, "拟定结论").Locator("button[type=submit]").ClickAsync();
        await verifier.ShowsAsync("报告符合指南");
        Assert.Contains("拟定结论", await verifier.Page.Locator("ol.timeline li").First.InnerTextAsync(),
            StringComparison.Ordinal);
        await verifier.FitsAsync();
    }

    private static ILocator Form(IPage page, string title) => page.Locator(".act-form", new()
    { Has = page.Locator("summary", new() { HasTextString = title }) });

    private static async Task ChooseAsync(ILocator form, int field, string option)
    {
        await form.Locator(".ant-select").Nth(field).ClickAsync();
        await form.Page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option",
            new() { HasTextString = option }).First.ClickAsync();
    }
}
