using Chutan.Tests.Contract;
using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>交易监察 in the browser, after a stressed year: from the alert to the closed case, and what strangers see.
/// </summary>
[Trait("needs", "browser")]
public sealed class OversightTests(StressedMarket stressed) : IClassFixture<StressedMarket>
{
    private readonly PlayedMarket played = stressed.Played;

    [Fact]
    public async Task The_exchange_makes_a_case_of_an_alert_and_closes_it_as_explained()
    {
        await using var browser = await SignInAsync("exchange");
        var page = browser.Page;
        await page.GotoAsync("/oversight");
        await page.Locator(".oversight-list a[href^='/oversight/alerts/']").First.ClickAsync();
        await page.Locator("[role=img] svg").First.WaitForAsync();
        await page.Locator("a[href^='/parameters/surveillance.']").First.WaitForAsync();
        await page.Locator("form.oversight-form input").First.FillAsync("核实成交双方关系");
        await page.GetByRole(AriaRole.Button, new() { Name = "立案" }).ClickAsync();
        await page.Locator(".oversight-list a[href^='/oversight/cases/']").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "分派" }).ClickAsync();
        var note = page.Locator("form.oversight-form textarea").First;
        await note.WaitForAsync();
        await note.FillAsync("双方提供了合同，价格与当日市价一致。");
        await page.GetByRole(AriaRole.Button, new() { Name = "记入案卷" }).ClickAsync();
        var inputs = page.Locator("form.oversight-form input.ant-input");
        await inputs.First.WaitForAsync();
        await inputs.First.FillAsync("真实贸易背景，不构成违规。");
        await page.GetByRole(AriaRole.Button, new() { Name = "结案" }).ClickAsync();
        await browser.ShowsAsync("已作合理解释 · 无");
    }

    [Fact]
    public async Task A_stranger_sees_the_limit_days_and_the_figures_and_no_alert()
    {
        await using var browser = await MarketBrowser.OpenAsync(played, "/oversight?part=alerts");
        await browser.Page.Locator(".oversight-strip").First.WaitForAsync();
        Assert.Equal(0, await browser.Page.Locator("a[href^='/oversight/alerts/']").CountAsync());
        Assert.Equal(0, await browser.Page.Locator(".act-form").CountAsync());
        await browser.Page.GotoAsync("/oversight?part=statistics");
        await browser.ShowsAsync("各月市场统计");
        await browser.Page.GotoAsync("/oversight/alerts/1");
        await browser.Page.Locator("h1").First.WaitForAsync();
        Assert.Equal(0, await browser.Page.Locator("form.oversight-form").CountAsync());
        using var visitor = played.Client();
        Assert.Equal(404, (await PlayedMarket.Refused(visitor, "/oversight/alerts/1")).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_report_of_the_year_tells_of_the_shock_and_leads_the_exchange_to_the_alerts(bool phone)
    {
        await using var browser = await MarketBrowser.SignedInAsync(played, "exchange", "/report", phone);
        var page = browser.Page;
        await page.GetByRole(AriaRole.Heading, new() { Name = "压力情景" }).WaitForAsync();
        await browser.ShowsAsync("6 个涨跌停日");
        await browser.ShowsAsync("4 / 6");
        var schemes = page.GetByRole(AriaRole.Region, new() { Name = "设定的操纵与预警" });
        foreach (var planted in new[] { "对敲", "虚假申报" })
        {
            var row = schemes.Locator("tbody tr", new() { HasText = planted }).First;
            await row.GetByText("已发现", new() { Exact = true }).WaitForAsync();
            await row.Locator("a[href^='/oversight/alerts/']").First.WaitForAsync();
        }
        await browser.FitsAsync();
        await schemes.Locator("a[href^='/oversight/alerts/']").First.ClickAsync();
        await page.Locator("a[href^='/parameters/surveillance.']").First.WaitForAsync();
    }

    [Fact]
    public async Task A_stranger_reads_of_the_shock_in_the_report_and_is_led_to_no_alert()
    {
        using var visitor = played.Client();
        var report = await PlayedMarket.Get(visitor, "/simulation/report");
        Assert.Equal([], new WebContract().Differences(report, "YearReport"));
        Assert.Equal([], new WebContract().Differences(report.GetProperty("stress"), "StressReport"));
        await using var browser = await MarketBrowser.OpenAsync(played, "/report");
        await browser.Page.GetByRole(AriaRole.Heading, new() { Name = "压力情景" }).WaitForAsync();
        await browser.ShowsAsync("已发现");
        Assert.Equal(0, await browser.Page.Locator("a[href^='/oversight/alerts/']").CountAsync());
    }

    [Fact]
    public async Task The_exchange_downloads_who_holds_how_much()
    {
        await using var browser = await SignInAsync("exchange");
        await browser.Page.GotoAsync("/oversight?part=statistics");
        var largest = await browser.Page.GetByRole(AriaRole.Region, new() { Name = "前十名持有人" })
            .Locator("tbody tr").First.InnerTextAsync();
        var download = await browser.Page.RunAndWaitForDownloadAsync(() => browser.Page
            .Locator("a[href*='/oversight/statistics/holders'][href*=csv]").ClickAsync());
        var rows = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.True(rows.Length > 11, $"{rows.Length} rows");
        Assert.Contains(rows[1].Split(',')[0], largest, StringComparison.Ordinal);
    }

    private Task<MarketBrowser> SignInAsync(string user) => MarketBrowser.SignedInAsync(played, user);
}
