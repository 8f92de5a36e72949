using System.Text.Json;
using Chutan.Tests.Mrv;
using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>月度存证 in the browser: the power year of example P6 entered month by month, field by field.</summary>
[Trait("needs", "browser")]
public sealed class MonthPagesTests(PlayedMarket played) : IClassFixture<PlayedMarket>
{
    private static readonly string[] Days =
        ["lab.sampledFrom", "lab.sampledThrough", "lab.receivedOn", "lab.testedOn", "lab.issuedOn"];

    [Fact]
    public async Task The_power_year_entered_by_hand_has_the_trace_hash_of_the_same_year_sent_by_a_machine()
    {
        using var machine = await played.SignedInAsync("company");
        var (sender, ledger, scan) = await PowerYear.FoundAsync(played, machine, 11);
        for (var month = 1; month <= 12; month++)
        {
            using var filed = await PlayedMarket.Send(machine, HttpMethod.Post, $"/mrv/months/{sender}/2022/{month}",
                PowerYear.Body(new { content = PowerYear.Content(month, ledger, scan) }), $"machine-2022-{month:00}");
            Assert.True(filed.IsSuccessStatusCode, await filed.Content.ReadAsStringAsync());
        }
        using var person = await played.SignedInAsync("company2");
        var (entity, _, _) = await PowerYear.FoundAsync(played, person, 12);
        await using (var browser = await MarketBrowser.SignedInAsync(played, "company2"))
            for (var month = 1; month <= 12; month++) await EnterAsync(browser, entity, month);

        var (sent, entered) = (await ResultAsync(machine, sender), await ResultAsync(person, entity));
        Assert.Equal(sent.GetProperty("traceHash").GetString(), entered.GetProperty("traceHash").GetString());
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

    private static PageGetByLabelOptions Exact => new() { Exact = true };

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
