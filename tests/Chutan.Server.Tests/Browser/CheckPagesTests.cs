using System.Text;
using System.Text.Json;
using Chutan.Engine.Quality;
using Chutan.Tests.Documents;
using Chutan.Tests.Mrv;
using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>数据质量校核 from end to end: the authority publishes checks and a laboratory, a company files a month with a
/// file that an editor made, and both find their way from the alert to the field.</summary>
[Trait("needs", "browser")]
public sealed class CheckPagesTests(PlayedMarket played) : IClassFixture<PlayedMarket>
{
    private static readonly PageGetByLabelOptions Exact = new() { Exact = true };

    [Fact]
    public async Task A_file_made_with_an_editor_raises_an_alert_that_leads_to_its_field_and_hits_show_while_typing()
    {
        using var regulator = await played.SignedInAsync("regulator");
        await PublishAsync(regulator);
        using var company = await played.SignedInAsync("company");
        var (entity, ledger, _) = await PowerYear.FoundAsync(played, company, 307);
        var scan = await PowerYear.PutAsync(company, "扫描件-2022-03.pdf", FileFactsTests.Pdf("20220420093000+08'00'",
            "20220420093000+08'00'", "(somebody)", "Adobe Photoshop 23.0"), 308);
        using var filed = await PlayedMarket.Send(company, HttpMethod.Post, $"/mrv/months/{entity}/2022/3",
            PowerYear.Body(new { content = PowerYear.Content(3, ledger, scan) }), "file-month-307");
        Assert.True(filed.IsSuccessStatusCode, await filed.Content.ReadAsStringAsync());

        var alert = (await PlayedMarket.Get(regulator, "/mrv/alerts?size=500")).GetProperty("items").EnumerateArray()
            .Single(a => a.GetProperty("check").GetString() == "307-made");
        Assert.Contains("Adobe Photoshop 23.0", alert.GetProperty("says").GetProperty("en").GetString(),
            StringComparison.Ordinal);
        var own = await PlayedMarket.Get(company, "/mrv/alerts?size=500");
        Assert.DoesNotContain("307-made", own.GetRawText(), StringComparison.Ordinal);

        await using var browser = await MarketBrowser.SignedInAsync(played, "regulator",
            $"/mrv/alerts/{alert.GetProperty("number").GetInt32()}");
        await browser.Page.Locator(".inline-links a").First.ClickAsync();
        var pointed = browser.Page.Locator("[data-place='labReports[0].document'].pointed");
        await pointed.WaitForAsync();
        Assert.Equal(1, await browser.Page.Locator(".pointed").CountAsync());
        await browser.Page.Locator(".caution a").WaitForAsync();
        await browser.FitsAsync();
        await TypeAsync(entity);
    }

    /// <summary>A calorific value that no coal has is told beside its field before anything is filed.</summary>
    private async Task TypeAsync(string entity)
    {
        await using var browser = await MarketBrowser.SignedInAsync(played, "company",
            $"/mrv/months/{entity}/2022/4/edit");
        await browser.Page.GetByLabel("fuel.FC", Exact).FillAsync("120000");
        await browser.Page.GetByLabel("fuel.fuel_kind", Exact).First.WaitForAsync();
        await browser.Page.GetByLabel("fuel.NCV", Exact).FillAsync("99");
        // The field has no evidence yet either, which another check says; only what is said of the value goes away.
        var hit = browser.Page.Locator(".month-figure[data-place$='.NCV'] .field-hits li",
            new PageLocatorOptions { HasText = "104" });
        await hit.WaitForAsync();
        await browser.Page.GetByLabel("fuel.NCV", Exact).FillAsync("19.85");
        await hit.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
    }

    private static async Task PublishAsync(HttpClient regulator)
    {
        var catalogue = CheckLibrary.Load(Repository.At("checks")).Catalogue
            ?? throw new InvalidOperationException("The catalogue of checks has faults.");
        await SentAsync(regulator, "/mrv/checks", new { content = catalogue.Content, reason = "首次发布" },
            "publish-checks");
        await SentAsync(regulator, "/mrv/laboratories", new
        {
            name = "省煤炭质检中心", accreditation = "CMA-170012", validFrom = "2020-01-01", validThrough = "2026-12-31",
            scope = new[] { "carbon", "ncv" }, samplesPerDay = 60, online = false,
        }, "laboratory-307");
        Assert.Equal("CMA-170012", (await PlayedMarket.Get(regulator, "/mrv/laboratories")).GetProperty("items")[0]
            .GetProperty("accreditation").GetString());
    }

    private static async Task SentAsync(HttpClient by, string path, object body, string key)
    {
        using var answer = await PlayedMarket.Send(by, HttpMethod.Post, path, JsonSerializer.Serialize(body), key);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
