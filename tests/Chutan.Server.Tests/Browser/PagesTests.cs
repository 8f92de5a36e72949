using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>A person looks at the market, in a real browser, served by the real server.</summary>
[Collection(PlayedMarketCollection.Name), Trait("needs", "browser")]
public sealed class PagesTests(PlayedMarket played)
{
    [Fact]
    public async Task The_market_page_shows_what_the_market_answers_and_keeps_its_place_in_the_other_language()
    {
        using var visitor = played.Client();
        var overview = await PlayedMarket.Get(visitor, "/market/overview");
        await using var browser = await MarketBrowser.OpenAsync(played, "/");
        await browser.Page.Locator(".quote").WaitForAsync();
        var quote = await browser.Page.Locator(".quote").InnerTextAsync();
        var previous = overview.GetProperty("instrument").GetProperty("previousCloseFen").GetInt64() / 100m;
        Assert.Contains(previous.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), quote,
            StringComparison.Ordinal);
        await browser.Page.GotoAsync("/compliance?year=2024");
        await browser.Page.Locator("tr.ant-table-row").First.WaitForAsync();
        await browser.Page.GetByText("English", new PageGetByTextOptions { Exact = true }).First.ClickAsync();
        await browser.ShowsAsync("Compliance");
        Assert.EndsWith("/compliance?year=2024", browser.Page.Url, StringComparison.Ordinal);
        Assert.Equal("en", await browser.Page.EvaluateAsync<string>("document.documentElement.lang"));
    }

    [Fact]
    public async Task The_compliance_table_filters_and_exports()
    {
        await using var browser = await MarketBrowser.OpenAsync(played, "/compliance?year=2024&status=short&size=100");
        using var visitor = played.Client();
        var rows = await PlayedMarket.Get(visitor, "/compliance?year=2024&status=short&size=100");
        await browser.Page.Locator(".ledger, table").First.WaitForAsync();
        foreach (var row in rows.GetProperty("items").EnumerateArray())
            await browser.ShowsAsync(row.GetProperty("name").GetProperty("zh").GetString()!);
        await browser.Page.Locator("button:has(.anticon-download)").First.ClickAsync();
        var link = browser.Page.Locator("a[href*='format=csv']").First;
        await link.WaitForAsync();
        var download = await browser.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        var text = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.Equal(rows.GetProperty("total").GetInt32() + 1, text.Length);
    }

    [Fact]
    public async Task An_allocation_is_explained_line_by_line_with_articles()
    {
        var id = await CompanyAsync();
        await using var browser = await MarketBrowser.OpenAsync(played, $"/entities/{id}?year=2024&tab=allocation");
        await browser.Page.Locator(".steps .step-result").First.WaitForAsync();
        Assert.True(await browser.Page.Locator(".steps .citation").CountAsync() > 1);
    }

    [Fact]
    public async Task A_serial_s_life_opens_from_its_example()
    {
        await using var browser = await MarketBrowser.OpenAsync(played, "/units");
        var example = browser.Page.Locator(".examples a.serial").First;
        var serial = await example.InnerTextAsync();
        await example.ClickAsync();
        await browser.Page.Locator(".unit-serial").WaitForAsync();
        Assert.Contains(serial, await browser.Page.Locator(".unit-serial").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rulebook_marks_what_is_assumed_or_disputed()
    {
        await using var browser = await MarketBrowser.OpenAsync(played, "/rules");
        await browser.Page.Locator(".instruments li").First.WaitForAsync();
        Assert.True(await browser.Page.Locator(".standing-assumed, .standing-disputed").CountAsync() > 0);
    }

    [Fact]
    public async Task A_company_signs_in_and_its_order_outside_the_band_is_refused_with_the_article()
    {
        using var visitor = played.Client();
        var instrument = (await PlayedMarket.Get(visitor, "/market/overview")).GetProperty("instrument");
        var above = (instrument.GetProperty("limitUpFen").GetInt64() + 100) / 100m;
        await using var browser = await MarketBrowser.OpenAsync(played, "/sign-in");
        await browser.Page.GetByText($"company / {played.Password}").First.ClickAsync();
        var ticket = browser.Page.Locator("form.ticket").First;
        await ticket.WaitForAsync();
        await ticket.Locator("input[inputmode=decimal]").First.FillAsync(
            above.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
        await ticket.Locator("button[type=submit]").ClickAsync();
        var refusal = ticket.Locator(".refusal");
        await refusal.WaitForAsync();
        Assert.Contains("exchange.above-limit", await refusal.InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await refusal.Locator(".citation").CountAsync() > 0);
        var position = await LastRefusalAsync();
        await browser.Page.GotoAsync($"/journal/{position}");
        await browser.Page.Locator(".refusal .citation").First.WaitForAsync();
    }

    private async Task<string?> CompanyAsync()
    {
        using var company = await played.SignedInAsync("company");
        return (await PlayedMarket.Get(company, "/session")).GetProperty("organisation").GetProperty("id").GetString();
    }

    private async Task<long> LastRefusalAsync()
    {
        using var company = await played.SignedInAsync("company");
        return (await PlayedMarket.Get(company, "/journal?outcome=refused&size=1")).GetProperty("items")[0]
            .GetProperty("position").GetInt64();
    }
}
