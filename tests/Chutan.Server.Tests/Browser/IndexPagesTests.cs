using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>中碳指数 in a real browser: the exchange writes a definition, sees what it would give, publishes it, revises
/// it; everybody reads it and may cite it.</summary>
[Collection(PlayedMarketCollection.Name), Trait("needs", "browser")]
public sealed class IndexPagesTests(PlayedMarket played)
{
    private const string Code = "BRW";

    [Fact]
    public async Task An_index_is_tried_while_it_is_written_published_and_revised()
    {
        await using var browser = await MarketBrowser.SignedInAsync(played, "exchange", "/indices/new");
        var page = browser.Page;
        var form = page.Locator("form.index-form");
        var publish = form.Locator("button[type=submit]");
        await browser.ShowsAsync("填齐左侧内容后");
        var texts = form.Locator("label input.ant-input");
        await texts.Nth(0).FillAsync(Code.ToLowerInvariant());
        await texts.Nth(1).FillAsync("网页指数");
        await texts.Nth(2).FillAsync("Index from the page");
        await form.Locator(".ant-picker input").FillAsync("2024-07-06"); // a Saturday: there is no close
        await form.Locator(".ant-picker input").PressAsync("Enter");
        await form.Locator("textarea").FillAsync("湖北配额现货收盘价，固定权重。");
        await texts.Last.FillAsync("交易所公告 2025-1");
        await page.Locator(".split-even .refusal").WaitForAsync();
        Assert.True(await publish.IsDisabledAsync());

        await form.Locator(".ant-picker input").FillAsync(await ClosedDayAsync());
        await form.Locator(".ant-picker input").PressAsync("Enter");
        await browser.ShowsAsync("试算，尚未发布");
        var share = form.Locator(".constituent .ant-input-number-input");
        await share.FillAsync("60");
        await page.Locator(".constituents .caution").WaitForAsync();
        await page.Locator(".split-even .refusal").WaitForAsync();
        await share.FillAsync("100");
        await browser.ShowsAsync("试算，尚未发布");
        await publish.ClickAsync();
        await page.Locator(".receipt").WaitForAsync();
        await page.GetByText("查看编制方法").ClickAsync();
        await browser.ShowsAsync("网页指数（BRW）第 1 版，交易所公告 2025-1");
        await page.Locator("table.plain", new() { HasTextString = "HBEA" }).First.WaitForAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "修订" }).ClickAsync();
        await page.Locator("form.index-form textarea").FillAsync("改按成交量加权。");
        await page.Locator("form.index-form label input.ant-input").Last.FillAsync("交易所公告 2025-2");
        await page.Locator("form.index-form input[type=radio][value=byVolume]").CheckAsync();
        await browser.ShowsAsync("修订不改变已发布的点位");
        await page.Locator("form.index-form button[type=submit]").ClickAsync();
        await page.GetByText("查看编制方法").ClickAsync();
        await browser.ShowsAsync("第 2 版，交易所公告 2025-2");
    }

    /// <summary>A trading day early in the year.</summary>
    private async Task<string> ClosedDayAsync()
    {
        using var visitor = played.Client();
        return (await PlayedMarket.Get(visitor, "/market/days?size=5")).GetProperty("items")[4].GetProperty("date")
            .GetString()!; // the year has more days than five
    }

    [Fact]
    public async Task A_visitor_reads_the_definition_and_the_reason_of_a_day_and_defines_nothing()
    {
        await using var visitor = await MarketBrowser.OpenAsync(played, "/indices/ZTI", phone: true);
        await visitor.ShowsAsync("编制方法");
        await visitor.ShowsAsync("未舍入");
        await visitor.FitsAsync();
        Assert.Equal(0, await visitor.Page.Locator("form.ticket").CountAsync());
        await visitor.Page.GotoAsync("/indices/new");
        await visitor.ArrivesAsync("/prices");
    }
}
