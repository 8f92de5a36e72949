using System.Text;
using System.Text.Json;
using Chutan.Engine.Quality;
using Chutan.Market.Mrv;
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

    private const int Key = 307;

    [Fact]
    public async Task A_file_made_with_an_editor_raises_an_alert_that_leads_to_its_field()
    {
        var (regulator, company, entity, ledger) = await FoundAsync();
        var scan = await PowerYear.PutAsync(company, "扫描件-2022-03.pdf", FileFactsTests.Pdf("20220420093000+08'00'",
            "20220420093000+08'00'", "(somebody)", "Adobe Photoshop 23.0"), 308);
        await FileAsync(company, entity, 3, PowerYear.Content(3, ledger, scan));

        var alert = (await AlertsAsync(regulator, "307-made")).Single();
        Assert.Contains("Adobe Photoshop 23.0", alert.GetProperty("says").GetProperty("en").GetString(),
            StringComparison.Ordinal);
        Assert.Empty(await AlertsAsync(company, "307-made"));

        await using var browser = await MarketBrowser.SignedInAsync(played, "regulator", PageOf(alert));
        await browser.Page.Locator(".inline-links a").First.ClickAsync();
        await browser.Page.Locator("[data-place='labReports[0].document'].pointed").WaitForAsync();
        Assert.Equal(1, await browser.Page.Locator(".pointed").CountAsync());
        await browser.Page.Locator(".caution a").WaitForAsync();
        await browser.FitsAsync();
    }

    [Fact]
    public async Task A_wrong_figure_is_told_beside_its_field_before_saving_and_no_longer_once_put_right()
    {
        var (regulator, _, entity, _) = await FoundAsync();
        var before = (await AlertsAsync(regulator)).Count;
        await using var browser = await MarketBrowser.SignedInAsync(played, "company",
            $"/mrv/months/{entity}/2022/4/edit");
        var page = browser.Page;
        await page.GetByLabel("fuel.FC", Exact).FillAsync("120000");
        await page.GetByLabel("fuel.fuel_kind", Exact).First.WaitForAsync();
        await page.GetByLabel("fuel.NCV", Exact).FillAsync("99");
        // The field has no evidence yet either, which another check says; only what is said of the value goes away.
        var hit = page.Locator(".month-figure[data-place$='.NCV'] .field-hits li",
            new PageLocatorOptions { HasText = "104" });
        await hit.WaitForAsync();
        Assert.Contains("阻断", await hit.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator(".month-figure[data-place$='.FC'] .field-hits li",
            new PageLocatorOptions { HasText = "104" }).CountAsync());
        await page.GetByLabel("fuel.NCV", Exact).FillAsync("19.85");
        await hit.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        // Nothing of it was kept: no month, no alert.
        Assert.Equal(before, (await AlertsAsync(regulator)).Count);
        Assert.Empty((await PlayedMarket.Get(regulator, $"/mrv/months/{entity}/2022/4")).GetProperty("revisions")
            .EnumerateArray());
    }

    [Fact]
    public async Task An_alert_is_explained_corrected_or_handed_on_and_the_rate_of_false_alarms_follows()
    {
        var (regulator, company, entity, ledger) = await FoundAsync();
        foreach (var month in new[] { 5, 6, 7 })
        {
            var scan = await PowerYear.PutAsync(company, $"检测报告-{month}.pdf",
                Encoding.UTF8.GetBytes($"%PDF-1.7\n检测报告 {month}\n%%EOF"), 500 + month);
            var content = PowerYear.Content(month, ledger, scan);
            await FileAsync(company, entity, month, content with
            {
                LabReports = [content.LabReports[0] with { VerificationCode = "" }],
            });
        }
        var alerts = (await AlertsAsync(regulator, "306")).ToDictionary(a => a.GetProperty("month").GetInt32(), PageOf);
        Assert.Equal([5, 6, 7], alerts.Keys.Order());

        await using var enterprise = await MarketBrowser.SignedInAsync(played, "company", alerts[5]);
        await using var authority = await MarketBrowser.SignedInAsync(played, "regulator", alerts[5]);
        await ExplainAsync(enterprise.Page, "实验室当月停用防伪码，附其证明");
        await CloseAsync(authority.Page, alerts[5], "说明成立", "已向检测机构核实");
        await CorrectAsync(enterprise.Page, entity, alerts[6]);
        await CloseAsync(authority.Page, alerts[7], "移送", "转执法核查");

        var became = (await AlertsAsync(regulator, "306")).ToDictionary(a => a.GetProperty("month").GetInt32(),
            a => a.GetProperty("outcome").GetString());
        Assert.Equal(("explained", "corrected", "escalated"), (became[5], became[6], became[7]));
        await RatedAsync(authority, regulator);
    }

    /// <summary>The checks page has the share of false alarms of the check, and so has its export.</summary>
    private static async Task RatedAsync(MarketBrowser authority, HttpClient regulator)
    {
        var page = authority.Page;
        await page.GotoAsync("/mrv/checks");
        var row = page.Locator("tr[data-row-key='306']");
        await row.GetByText("33 % (1/3)").WaitForAsync();
        await row.GetByRole(AriaRole.Link, new() { Name = "3", Exact = true }).ClickAsync();
        await authority.ArrivesAsync("/mrv/alerts?check=306");
        await page.Locator("h1", new() { HasText = "校核预警" }).WaitForAsync();
        await page.Locator("tr.ant-table-row").Nth(2).WaitForAsync();
        Assert.Equal(3, await page.Locator("tr.ant-table-row").CountAsync());
        await authority.FitsAsync();

        var file = (await regulator.GetStringAsync(new Uri("/api/v1/mrv/checks?format=csv", UriKind.Relative)))
            .Split("\r\n");
        var heads = file[0].TrimStart('\uFEFF').Split(',');
        var line = file.Single(l => l.StartsWith("306,", StringComparison.Ordinal)).Split(',');
        // Texts may hold commas: the figures stand at the end.
        string Of(string column) => line[^(heads.Length - Array.IndexOf(heads, column))];
        Assert.Equal(("3", "0", "3", "1", "1", "1", "1", "0.3333"), (Of("raised"), Of("open"), Of("closed"),
            Of("explained"), Of("corrected"), Of("escalated"), Of("falseAlarms"), Of("falseShare")));
    }

    private static async Task ExplainAsync(IPage page, string text)
    {
        var form = page.Locator("details.act-form", new() { HasText = "说明原因" });
        await form.Locator("summary").ClickAsync();
        await form.Locator("textarea").First.FillAsync(text);
        await form.GetByRole(AriaRole.Button, new() { Name = "提交说明" }).ClickAsync();
        await page.Locator(".mark", new() { HasText = "已说明" }).First.WaitForAsync();
    }

    private static async Task CloseAsync(IPage page, string path, string outcome, string reason)
    {
        await page.GotoAsync(path);
        var form = page.Locator("details.act-form", new() { HasText = "结案" }).First;
        await form.Locator("summary").ClickAsync();
        await form.GetByRole(AriaRole.Combobox, new() { Name = "结果", Exact = true }).ClickAsync();
        await page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option",
            new PageLocatorOptions { HasText = outcome }).First.ClickAsync();
        await form.Locator("textarea").First.FillAsync(reason);
        await form.Locator("button[type=submit]").ClickAsync();
        await page.Locator("dl.fields .mark", new() { HasText = outcome }).First.WaitForAsync();
    }

    /// <summary>From the alert to the field, and with the right figure back into the evidence.</summary>
    private static async Task CorrectAsync(IPage page, string entity, string alert)
    {
        await page.GotoAsync(alert);
        await page.Locator(".inline-links a").First.ClickAsync();
        await page.Locator("[data-place='labReports[0].verificationCode'].pointed").WaitForAsync();
        await page.GotoAsync($"/mrv/months/{entity}/2022/6/edit?at=labReports[0].verificationCode");
        var code = page.GetByLabel("lab.verificationCode", Exact);
        await code.WaitForAsync();
        await page.Locator(".field-hits li", new() { HasText = "306" }).WaitForAsync();
        await code.FillAsync("QR-2022-06");
        await page.Locator(".field-hits li", new() { HasText = "306" })
            .WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await page.Locator(".ant-steps-item [role=button]", new() { HasText = "核对提交" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "提交存证" }).ClickAsync();
        await page.Locator(".receipt").WaitForAsync();
        await page.GotoAsync(alert);
        await page.Locator("dl.fields .mark", new() { HasText = "已更正" }).First.WaitForAsync();
    }

    /// <summary>Checks in force, and a company with an approved plan; the same for every test.</summary>
    private async Task<(HttpClient Regulator, HttpClient Company, string Entity, string Ledger)> FoundAsync()
    {
        var regulator = await played.SignedInAsync("regulator");
        await PublishAsync(regulator);
        var company = await played.SignedInAsync("company");
        var (entity, ledger, _) = await PowerYear.FoundAsync(played, company, Key);
        return (regulator, company, entity, ledger);
    }

    private static async Task FileAsync(HttpClient company, string entity, int month, MonthContent content)
    {
        using var filed = await PlayedMarket.Send(company, HttpMethod.Post, $"/mrv/months/{entity}/2022/{month}",
            PowerYear.Body(new { content }), $"file-month-{Key}-{month}");
        Assert.True(filed.IsSuccessStatusCode, await filed.Content.ReadAsStringAsync());
    }

    private static async Task<IReadOnlyList<JsonElement>> AlertsAsync(HttpClient by, string? check = null) =>
        [.. (await PlayedMarket.Get(by, $"/mrv/alerts?size=500{(check is null ? "" : $"&check={check}")}"))
            .GetProperty("items").EnumerateArray()];

    private static string PageOf(JsonElement alert) => $"/mrv/alerts/{alert.GetProperty("number").GetInt32()}";

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
