using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>What authority, exchange and experts enter by hand, in a real browser: restrictions, relations, seats on
/// the committee, and a plan from its trigger to its adoption by vote.</summary>
[Trait("needs", "browser")]
public sealed class OversightFormsTests(StressedMarket stressed) : IClassFixture<StressedMarket>
{
    private readonly PlayedMarket played = stressed.Played;

    [Fact]
    public async Task A_restriction_is_imposed_and_lifted_and_a_relation_recorded_and_ended()
    {
        await using var browser = await MarketBrowser.SignedInAsync(played, "exchange", "/oversight?part=measures");
        var page = browser.Page;
        var form = await OpenAsync(page, "限制交易");
        await ChooseAsync(form, 0);
        await ChooseAsync(form, 1);
        await form.Locator("input.ant-input").FillAsync("持仓说明逾期未报");
        await SubmitAsync(form);
        await browser.ShowsAsync("禁止买入");
        form = await OpenAsync(page, "解除限制");
        await form.Locator("input.ant-input").FillAsync("已补报");
        await form.Locator("button[type=submit]").ClickAsync();
        await page.Locator(".act-form > summary", new() { HasTextString = "解除限制" }).WaitForAsync(
            new() { State = WaitForSelectorState.Detached });

        form = await OpenAsync(page, "登记关联关系");
        await ChooseAsync(form, 0, times: 2);
        await ChooseAsync(form, 1);
        await form.Locator("input.ant-input").Nth(0).FillAsync("长江集团");
        await form.Locator("input.ant-input").Nth(1).FillAsync("年报");
        await SubmitAsync(form);
        form = await OpenAsync(page, "终止关联关系：长江集团");
        await form.Locator("input.ant-input").FillAsync("股权已转让");
        await form.Locator("button[type=submit]").ClickAsync();
        await page.Locator(".act-form > summary", new() { HasTextString = "终止关联关系：长江集团" }).WaitForAsync(
            new() { State = WaitForSelectorState.Detached });
    }

    [Fact]
    public async Task A_plan_is_drafted_on_a_trigger_and_adopted_by_two_thirds_and_a_seat_is_ended()
    {
        await using var browser = await MarketBrowser.SignedInAsync(played, "regulator", "/oversight?part=stability");
        var page = browser.Page;
        var form = await OpenAsync(page, "提请市场调节");
        await form.Locator("textarea").FillAsync("供需明显失衡");
        await SubmitAsync(form);
        form = await OpenAsync(page, "拟定调节方案");
        await form.Locator("input[role=spinbutton]").FillAsync("1000");
        await form.Locator("input[inputmode=decimal]").FillAsync("40");
        await PickDateAsync(page, form, 1, 20);
        await form.Locator("textarea").FillAsync("投放少量预留配额");
        await form.Locator("button[type=submit]").ClickAsync();
        await browser.ShowsAsync("待表决");

        for (var i = 1; i <= 4; i++)
        {
            await using var expert = await MarketBrowser.SignedInAsync(played, i == 1 ? "expert" : $"expert{i}",
                "/oversight", phone: i == 2);
            var vote = expert.Page.Locator("form.oversight-form").First;
            await vote.Locator("input.ant-input").FillAsync("同意");
            if (i == 2) await expert.FitsAsync();
            await vote.GetByRole(AriaRole.Button, new() { Name = "赞成" }).ClickAsync();
            await expert.Page.Locator("table.plain td", new() { HasTextString = "同意" }).First.WaitForAsync();
        }
        await page.ReloadAsync();
        await browser.ShowsAsync("已通过");

        form = await OpenAsync(page, "结束专家任期");
        await ChooseAsync(form, 0);
        await form.Locator("input.ant-input").FillAsync("本人辞任");
        await SubmitAsync(form);
    }

    private static async Task<ILocator> OpenAsync(IPage page, string title)
    {
        var act = page.Locator("details.act-form", new() { HasTextString = title }).First;
        await act.Locator("summary").ClickAsync();
        return act.Locator("form");
    }

    /// <summary>Takes the first choice, or the first few, of the select at this place.</summary>
    private static async Task ChooseAsync(ILocator form, int place, int times = 1)
    {
        await form.Locator(".ant-select").Nth(place).ClickAsync();
        var list = form.Page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)");
        for (var i = 0; i < times; i++) await list.Locator(".ant-select-item-option").Nth(i).ClickAsync();
        if (times > 1) await form.Locator(".ant-select").Nth(place).Locator("input").PressAsync("Escape");
        await list.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    private static async Task PickDateAsync(IPage page, ILocator form, int place, int day)
    {
        var field = form.Locator(".ant-picker input").Nth(place);
        await field.ClickAsync();
        await page.Locator(".ant-picker-dropdown:not(.ant-picker-dropdown-hidden) .ant-picker-header-next-btn")
            .ClickAsync();
        await page.Locator(".ant-picker-dropdown:not(.ant-picker-dropdown-hidden) "
            + $"td[title$='-{day:00}'].ant-picker-cell-in-view").ClickAsync();
    }

    private static async Task SubmitAsync(ILocator form)
    {
        await form.Locator("button[type=submit]").ClickAsync();
        await form.Locator(".receipt").WaitForAsync();
    }
}
