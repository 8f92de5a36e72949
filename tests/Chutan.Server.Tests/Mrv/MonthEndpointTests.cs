using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Chutan.Tests.World;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Chutan.Tests.Mrv;

/// <summary>月度存证 over HTTP: the power example by the API of machines and by Excel, and what is refused on the way.
/// </summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class MonthEndpointTests(PlayedMarket played) : IAsyncLifetime
{
    private static readonly Dictionary<PlayedMarket, (string Entity, string Ledger, string Scan)[]> Founded = [];
    private HttpClient company = null!, second = null!; // both are set before any test
    private (string Entity, string Ledger, string Scan) one, two;

    public async Task InitializeAsync()
    {
        (company, second) = (await played.SignedInAsync("company"), await played.SignedInAsync("company2"));
        if (!Founded.TryGetValue(played, out var both))
            both = Founded[played] = [await PowerYear.FoundAsync(played, company, 1),
                await PowerYear.FoundAsync(played, second, 2)];
        (one, two) = (both[0], both[1]);
    }

    public Task DisposeAsync()
    {
        company.Dispose();
        second.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_power_year_by_machine_and_by_excel_has_the_same_trace_hash()
    {
        for (var month = 1; month <= 12; month++)
            await FiledAsync(company, one.Entity, month, PowerYear.Content(month, one.Ledger, one.Scan));
        var machine = await PlayedMarket.Get(company, $"/mrv/months/{one.Entity}/2022/calculation");
        Assert.Equal("2710883.28", machine.GetProperty("results").EnumerateArray()
            .First(r => r.GetProperty("name").GetString() == "E_total").GetProperty("value").GetString());

        var template = await second.GetByteArrayAsync(
            new Uri(played.Address, $"/api/v1/mrv/months/{two.Entity}/2022/template"));
        var preview = await PreviewAsync(PowerWorkbook.Filled(template));
        Assert.True(preview.GetProperty("faults").GetArrayLength() == 0, preview.GetProperty("faults").GetRawText());
        Assert.Equal(12, preview.GetProperty("months").GetArrayLength());
        foreach (var month in preview.GetProperty("months").EnumerateArray())
            await FiledAsync(second, two.Entity, month.GetProperty("month").GetInt32(), month.GetProperty("content"));
        var excel = await PlayedMarket.Get(second, $"/mrv/months/{two.Entity}/2022/calculation");
        Assert.Equal(machine.GetProperty("traceHash").GetString(), excel.GetProperty("traceHash").GetString());
    }

    [Fact]
    public async Task A_month_sent_again_under_its_key_is_filed_once()
    {
        var path = $"/mrv/months/{one.Entity}/2023/1";
        var body = PowerYear.Body(new { content = PowerYear.Content(1, one.Ledger, one.Scan) });
        using var first = await PlayedMarket.Send(company, HttpMethod.Post, path, body, "machine-2023-01");
        using var again = await PlayedMarket.Send(company, HttpMethod.Post, path, body, "machine-2023-01");
        Assert.True(first.IsSuccessStatusCode, await first.Content.ReadAsStringAsync());
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_trial_names_every_field_that_is_wrong_and_files_nothing()
    {
        var content = PowerYear.Content(2, one.Ledger, one.Scan);
        var fuel = content.Rows[1];
        content = content with
        {
            Rows = content.Rows.SetItem(1, fuel with
            {
                Figures = [fuel.Figures[0], fuel.Figures[1] with { Text = "-5" },
                    fuel.Figures[2] with { Evidence = [] },
                    fuel.Figures[3], fuel.Figures[4], fuel.Figures[5] with { Unit = "t" }],
            }),
        };
        var head = played.Market.Head.Next;
        using var answer = await PlayedMarket.Send(company, HttpMethod.Post, $"/mrv/months/{one.Entity}/2022/2/try",
            PowerYear.Body(new { content }), null);
        var faults = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("faults");
        Assert.Equal(["rows[1].C_ad", "rows[1].FC", "rows[1].NCV"], faults.EnumerateArray()
            .Select(f => f.GetProperty("path").GetString()).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(head, played.Market.Head.Next);
    }

    [Fact]
    public async Task A_strangers_months_are_not_there()
    {
        foreach (var path in new[] { "", "/form", "/1", "/template", "/calculation" })
            Assert.Equal(404, (await PlayedMarket.Refused(second, $"/mrv/months/{one.Entity}/2022{path}")).Status);
        using var filing = await PlayedMarket.Send(second, HttpMethod.Post, $"/mrv/months/{one.Entity}/2022/1",
            PowerYear.Body(new { content = PowerYear.Content(1, one.Ledger, one.Scan) }), "stranger-month");
        Assert.Equal(HttpStatusCode.Forbidden, filing.StatusCode);
    }

    [Theory]
    [InlineData("text", "quantification.not-a-number", "fuel!D3")]
    [InlineData("unit", "quantification.unit-mismatch", "fuel!D3")]
    [InlineData("column", "quantification.unknown-column", "fuel!D1")]
    [InlineData("merged", "quantification.merged-cells", "fuel!D3:E3")]
    [InlineData("formula", "quantification.formula-cell", "fuel!D3")]
    [InlineData("month", "mrv.month-bad", "fuel!A3")]
    public async Task What_is_wrong_in_a_workbook_is_shown_at_its_cell(string what, string code, string cell)
    {
        var template = await second.GetByteArrayAsync(
            new Uri(played.Address, $"/api/v1/mrv/months/{two.Entity}/2022/template"));
        var faults = (await PreviewAsync(PowerWorkbook.Filled(template, what))).GetProperty("faults").EnumerateArray()
            .ToList();
        Assert.Contains(faults, f => f.GetProperty("code").GetString() == code
            && f.GetProperty("path").GetString() == cell);
    }

    [Fact]
    public async Task Columns_may_stand_in_another_order()
    {
        var template = await second.GetByteArrayAsync(
            new Uri(played.Address, $"/api/v1/mrv/months/{two.Entity}/2022/template"));
        var preview = await PreviewAsync(PowerWorkbook.Filled(template, "moved"));
        Assert.Equal(0, preview.GetProperty("faults").GetArrayLength());
    }

    [Fact]
    public async Task A_renamed_pdf_and_a_file_too_large_are_refused()
    {
        var faults = (await PreviewAsync(PowerYear.LedgerFile)).GetProperty("faults");
        Assert.Equal("quantification.file-kind", faults[0].GetProperty("code").GetString());
        using var request = new HttpRequestMessage(HttpMethod.Post,
            $"/api/v1/mrv/months/{two.Entity}/2022/workbook?file=a.xlsx")
        { Content = new ByteArrayContent(new byte[(20 << 20) + 1]) };
        request.Headers.ExpectContinue = true;
        using var answer = await second.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Evidence_changed_after_it_was_filed_is_not_given_out()
    {
        var content = Encoding.UTF8.GetBytes("%PDF-1.7\n磅单\n%%EOF");
        var hash = await PowerYear.PutAsync(company, "磅单.pdf", content, 5);
        var kept = Directory.EnumerateFiles(played.Folder, "*", SearchOption.AllDirectories)
            .Single(f => Path.GetFileName(f).Contains(hash[4..], StringComparison.Ordinal));
        File.SetAttributes(kept, FileAttributes.Normal);
        await File.WriteAllBytesAsync(kept, [.. content, 32]);
        var (status, problem) = await PlayedMarket.Refused(company, $"/documents/{hash}");
        Assert.Equal((409, "http.document_damaged"), (status, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Hours_of_a_stack_come_from_a_file_in_evidence()
    {
        var text = new StringBuilder("time,co2,flow,load\n");
        for (var hour = 0; hour < 744; hour++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"2022-01-{1 + hour / 24:00} {hour % 24:00}:00,{(hour == 7 ? "" : "12")},1000,300\n");
        var file = await PowerYear.PutAsync(company, "cems-2022-01.csv", Encoding.UTF8.GetBytes(text.ToString()), 3);
        using var filed = await PlayedMarket.Send(company, HttpMethod.Post, $"/mrv/cems/{one.Entity}/2022/1",
            new { stack = "stack-1", document = file }, "cems-2022-01");
        Assert.True(filed.IsSuccessStatusCode, await filed.Content.ReadAsStringAsync());
        var cems = (await PlayedMarket.Get(company, $"/mrv/months/{one.Entity}/2022/1")).GetProperty("cems")[0];
        Assert.Equal((1, 176506.56m), (cems.GetProperty("missing").GetInt32(),
            cems.GetProperty("tonnes").GetDecimal()));

        var bad = await PowerYear.PutAsync(company, "cems-bad.csv",
            "2022-01-01 00:30,12,1\n2022-01-01,x,1\n"u8.ToArray(), 4);
        using var refused = await PlayedMarket.Send(company, HttpMethod.Post, $"/mrv/cems/{one.Entity}/2022/1",
            new { stack = "stack-1", document = bad }, "cems-bad-file");
        Assert.Equal("mrv.cems-line", (await PlayedMarket.Problem(refused)).Problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Plans_and_months_are_listed_for_the_authority_and_fit_the_contract()
    {
        using var authority = await played.SignedInAsync("regulator");
        var contract = new Contract.WebContract();
        foreach (var (path, type) in new[]
        {
            ("/mrv/plans", "Page<PlanLine>"), ($"/mrv/plans/{one.Entity}", "PlansAnswer"),
            ("/mrv/months?year=2022", "Page<MonthsLine>"), ($"/mrv/months/{one.Entity}/2022", "MonthYear"),
            ($"/mrv/months/{one.Entity}/2022/form", "MonthForm"), ($"/mrv/months/{one.Entity}/2022/1", "MonthDetail"),
            ("/mrv/meters", "Page<MeterLine>"), ("/mrv/captures", "Page<CaptureLine>"),
            ($"/mrv/cems/{one.Entity}/2022", "CemsYear"),
        })
            Assert.Empty(contract.Differences(await PlayedMarket.Get(authority, path), type));
        Assert.Equal(["belt"], (await PlayedMarket.Get(authority, "/mrv/meters?standing=overdue&size=1000"))
            .GetProperty("items").EnumerateArray().Where(m => m.GetProperty("entityId").GetString() == one.Entity)
            .Select(m => m.GetProperty("meter").GetString()));
    }

    /// <summary>Columns moved, times as a spreadsheet keeps them, and a word where a number belongs.</summary>
    [Fact]
    public async Task Hours_in_a_workbook_are_read_by_their_headings_and_wrong_ones_named_by_cell()
    {
        var workbook = Hours(("流量", "CO2浓度", "时间"), (1000m, "12", 44562m), (1000m, "x", 44562.0416666667m),
            (1000m, "12", 44562.0833333333m), (1000m, "12", 44593m));
        using var request = new HttpRequestMessage(HttpMethod.Post,
            $"/api/v1/mrv/cems/{one.Entity}/2022/1/preview?file=cems.xlsx")
        { Content = new ByteArrayContent(workbook) };
        using var answer = await company.SendAsync(request);
        var preview = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Empty(new Contract.WebContract().Differences(preview, "CemsPreview"));
        Assert.Equal((744, 4, 3), (preview.GetProperty("hours").GetInt32(), preview.GetProperty("read").GetInt32(),
            preview.GetProperty("measured").GetInt32()));
        Assert.Equal([("mrv.cems-figure", "cems!B3"), ("mrv.cems-hour-of-other-month", "cems!C5")],
            preview.GetProperty("faults").EnumerateArray().Select(f =>
                (f.GetProperty("code").GetString(), f.GetProperty("path").GetString())));
    }

    private static byte[] Hours((string, string, string) head, params (decimal Flow, string Co2, decimal Time)[] rows)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory,
            DocumentFormat.OpenXml.SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var sheet = book.AddNewPart<WorksheetPart>();
            var data = new SheetData(new Row(Word(head.Item1), Word(head.Item2), Word(head.Item3)));
            foreach (var (flow, co2, time) in rows)
                data.Append(new Row(Number(flow), co2 == "x" ? Word(co2) : Number(decimal.Parse(co2,
                    System.Globalization.CultureInfo.InvariantCulture)), Number(time)));
            var at = 1U;
            foreach (var row in data.Elements<Row>())
            {
                row.RowIndex = at;
                foreach (var (cell, column) in row.Elements<Cell>().Zip("ABC")) cell.CellReference = $"{column}{at}";
                at++;
            }
            sheet.Worksheet = new Worksheet(data);
            book.Workbook = new Workbook(new Sheets(new Sheet
            { Name = "cems", SheetId = 1, Id = book.GetIdOfPart(sheet) }));
        }
        return memory.ToArray();

        static Cell Word(string text) => new()
        { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) };
        static Cell Number(decimal value) => new() { CellValue = new CellValue(value) };
    }

    private async Task FiledAsync(HttpClient client, string entity, int month, object content)
    {
        using var filed = await PlayedMarket.Send(client, HttpMethod.Post, $"/mrv/months/{entity}/2022/{month}",
            PowerYear.Body(new { content }), $"month-{entity}-2022-{month:00}");
        Assert.True(filed.IsSuccessStatusCode, $"{month}: {await filed.Content.ReadAsStringAsync()}");
    }

    private async Task<JsonElement> PreviewAsync(byte[] workbook)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post,
            $"/api/v1/mrv/months/{two.Entity}/2022/workbook?file=months.xlsx")
        { Content = new ByteArrayContent(workbook) };
        using var answer = await second.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}
