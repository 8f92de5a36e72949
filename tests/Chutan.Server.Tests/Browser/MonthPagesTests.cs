using System.Text.Json;
using System.Text.RegularExpressions;
using Chutan.Tests.Mrv;
using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>月度存证 in the browser: the power year of example P6 entered month by month, field by field.</summary>
[Trait("needs", "browser")]
public sealed partial class MonthPagesTests(PlayedMarket played) : IClassFixture<PlayedMarket>
{
    private static readonly string[] Days =
        ["lab.sampledFrom", "lab.sampledThrough", "lab.receivedOn", "lab.testedOn", "lab.issuedOn"];

    /// <summary>
    /// Goal: it does not matter how figures come in. Method: one company downloads the template, fills it as an
    /// accountant would and uploads it; another enters every field of every month in the wizard. What a machine sends
    /// gives the same (<see cref="MonthEndpointTests"/>).
    /// </summary>
    [Fact]
    public async Task The_power_year_entered_in_the_wizard_has_the_trace_hash_of_the_same_year_uploaded_as_a_workbook()
    {
        using var accountant = await played.SignedInAsync("company");
        var (sender, _, _) = await PowerYear.FoundAsync(played, accountant, 11);
        await using (var browser = await MarketBrowser.SignedInAsync(played, "company", $"/mrv/months/{sender}/2022"))
            await UploadAsync(browser);
        using var person = await played.SignedInAsync("company2");
        var (entity, _, _) = await PowerYear.FoundAsync(played, person, 12);
        await using (var browser = await MarketBrowser.SignedInAsync(played, "company2"))
            for (var month = 1; month <= 12; month++) await EnterAsync(browser, entity, month);

        var (uploaded, entered) = (await ResultAsync(accountant, sender), await ResultAsync(person, entity));
        Assert.Equal("2710883.28", entered.GetProperty("results").EnumerateArray()
            .First(r => r.GetProperty("name").GetString() == "E_total").GetProperty("value").GetString());
        Assert.Equal(uploaded.GetProperty("traceHash").GetString(), entered.GetProperty("traceHash").GetString());
        await using var phone = await MarketBrowser.SignedInAsync(played, "company2", $"/mrv/months/{entity}/2022",
            phone: true);
        await phone.Page.GetByTestId("trace-hash").WaitForAsync();
        await phone.FitsAsync();
        Assert.Equal(12, await phone.Page.Locator(".month-tile").CountAsync());
        foreach (var path in new[] { "1", "1/edit" })
        {
            await phone.Page.GotoAsync($"/mrv/months/{entity}/2022/{path}");
            await phone.Page.Locator(".month-table, .month-wizard").First.WaitForAsync();
            await phone.FitsAsync();
        }
    }

    [Fact]
    public async Task A_value_that_cannot_be_is_said_beside_its_field_while_typing_and_the_draft_is_kept()
    {
        using var company = await played.SignedInAsync("company");
        if ((await PlayedMarket.Get(company, "/mrv/plans")).GetProperty("total").GetInt32() == 0)
            await PowerYear.FoundAsync(played, company, 11);
        var entity = (await PlayedMarket.Get(company, "/mrv/plans")).GetProperty("items")[0].GetProperty("entityId")
            .GetString()!;
        await using var browser = await MarketBrowser.SignedInAsync(played, "company",
            $"/mrv/months/{entity}/2023/6/edit");
        await browser.Page.GetByLabel("fuel.FC", Exact).FillAsync("-1");
        var fault = browser.Page.Locator(".month-figure .field-fault").First;
        await fault.WaitForAsync();
        Assert.Contains("FC", await fault.InnerTextAsync(), StringComparison.Ordinal);
        await browser.Page.ReloadAsync();
        Assert.Equal("-1", await browser.Page.GetByLabel("fuel.FC", Exact).InputValueAsync());
    }

    /// <summary>What is wrong in a file is said where it is uploaded, cell by cell, in the reader's language, and no
    /// month comes in; nor does a PDF by another name.</summary>
    [Theory]
    [InlineData("text", "fuel!D3", "约 12 万")]
    [InlineData("unit", "fuel!D3", "GJ")]
    [InlineData("column", "fuel!D1", "耗煤量")]
    [InlineData("merged", "fuel!D3:E3", "")]
    [InlineData("pdf", "", "PDF")]
    public async Task A_wrong_workbook_is_refused_with_its_cell_where_it_is_uploaded(string wrong, string cell,
        string says)
    {
        using var company = await played.SignedInAsync("company");
        if ((await PlayedMarket.Get(company, "/mrv/plans")).GetProperty("total").GetInt32() == 0)
            await PowerYear.FoundAsync(played, company, 11);
        var entity = (await PlayedMarket.Get(company, "/mrv/plans")).GetProperty("items")[0].GetProperty("entityId")
            .GetString()!;
        var template = await company.GetByteArrayAsync(
            new Uri(played.Address, $"/api/v1/mrv/months/{entity}/2022/template"));
        var head = played.Market.Head.Next;
        await using var browser = await MarketBrowser.SignedInAsync(played, "company", $"/mrv/months/{entity}/2022");
        var texts = new List<string>();
        foreach (var language in new[] { "zh", "en" })
        {
            if (language == "en") await browser.Page.GetByText("English", Exactly).ClickAsync();
            await browser.Page.Locator("input[type=file]").SetInputFilesAsync(Workbook(
                wrong == "pdf" ? PowerYear.LedgerFile : PowerWorkbook.Filled(template, wrong)));
            var refusal = browser.Page.Locator(".refusal");
            await refusal.GetByText(language == "zh" ? "错误" : "fault").First.WaitForAsync();
            texts.Add(await refusal.InnerTextAsync());
        }
        Assert.All(texts, t => Assert.Contains(cell, t, StringComparison.Ordinal));
        Assert.All(texts, t => Assert.Contains(says, t, StringComparison.Ordinal));
        Assert.NotEqual(texts[0], texts[1]);
        Assert.Equal(0, await browser.Page.Locator("button", new() { HasTextRegex = Filing }).CountAsync());
        Assert.Equal(head, played.Market.Head.Next);
    }

    private static PageGetByLabelOptions Exact => new() { Exact = true };

    [GeneratedRegex("提交这 \\d+ 个月|File these")]
    private static partial Regex Filing { get; }

    private static PageGetByTextOptions Exactly => new() { Exact = true };

    private static FilePayload Workbook(byte[] content) => new()
    { Name = "months.xlsx", MimeType = "application/vnd.openxmlformats", Buffer = content };

    /// <summary>Takes the template from the page, fills it, uploads it and files what was read.</summary>
    private static async Task UploadAsync(MarketBrowser browser)
    {
        var page = browser.Page;
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[href*='/template']").ClickAsync());
        var template = await File.ReadAllBytesAsync(await download.PathAsync());
        await page.Locator("input[type=file]").SetInputFilesAsync(Workbook(PowerWorkbook.Filled(template)));
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Filing }).ClickAsync();
        await page.Locator(".receipt p").Nth(11).WaitForAsync();
    }

    private static async Task EnterAsync(MarketBrowser browser, string entity, int month)
    {
        var page = browser.Page;
        await page.GotoAsync($"/mrv/months/{entity}/2022/{month}/edit");
        await page.GetByLabel("fuel.FC", Exact).WaitForAsync();
        await FillAsync(page, month, "fuel");
        await NextAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "增加检测报告" }).ClickAsync();
        await ReportAsync(page, month);
        await NextAsync(page);
        await NextAsync(page);
        await FillAsync(page, month, "electricity", "heat");
        await NextAsync(page);
        await ChooseAsync(page, "inputs.unit_class", "常规燃煤机组");
        await ChooseAsync(page, "output.unit", "1 号机组");
        await FillAsync(page, month, "output");
        await ChooseAsync(page, "未附证据的实测值统一使用", "台账.pdf");
        await page.GetByRole(AriaRole.Button, new() { Name = "补全证据" }).ClickAsync();
        await NextAsync(page);
        await page.GetByText("没有错误，可以提交").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "提交存证" }).ClickAsync();
        await page.Locator(".receipt").WaitForAsync();
    }

    private static async Task FillAsync(IPage page, int month, params string[] tables)
    {
        foreach (var (table, figures) in PowerYear.Rows(month).Where(r => tables.Contains(r.Table)))
            foreach (var (column, text, _) in figures.Where(f => f.Evidence.Length > 0))
                await page.GetByLabel($"{table}.{column}", Exact).FillAsync(text);
    }

    private static async Task ReportAsync(IPage page, int month)
    {
        foreach (var (key, text) in new[]
        {
            ("number", PowerYear.Report(month)), ("laboratory", "省煤炭质检中心"), ("accreditation", "CMA-170012"),
            ("sample", $"S-{month:00}"), ("ncv", "19.85"), ("carbon", "51.8"), ("hydrogen", "3.2"), ("oxygen", "7.6"),
            ("sulphur", "0.7"), ("totalMoisture", "14.6"), ("innerMoisture", "3.85"), ("verificationCode", "Q"),
        })
            await page.GetByLabel($"lab.{key}", Exact).FillAsync(text);
        foreach (var (label, day) in Days.Zip(PowerYear.Dates(month)))
            await page.GetByLabel(label, Exact).FillAsync(day.ToString("uuuu-MM-dd", null));
        await ChooseAsync(page, "lab.document", "检测报告.pdf");
    }

    private static async Task ChooseAsync(IPage page, string label, string option)
    {
        await page.GetByRole(AriaRole.Combobox, new() { Name = label, Exact = true }).ClickAsync();
        await page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option",
            new PageLocatorOptions { HasText = option }).First.ClickAsync();
    }

    private static Task NextAsync(IPage page) =>
        page.GetByRole(AriaRole.Button, new() { Name = "下一步" }).ClickAsync();

    private static Task<JsonElement> ResultAsync(HttpClient client, string entity) =>
        PlayedMarket.Get(client, $"/mrv/months/{entity}/2022/calculation");
}
