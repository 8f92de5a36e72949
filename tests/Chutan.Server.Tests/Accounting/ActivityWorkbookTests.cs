using System.Globalization;
using System.Net;
using System.Text.Json;
using Chutan.Tests.Contract;
using Chutan.Tests.World;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Chutan.Tests.Accounting;

/// <summary>活动数据的 Excel: the template filled in, moved about and spoilt; the preview, and all of it or none. And what
/// the year's uncertainty says of it.</summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class ActivityWorkbookTests(PlayedMarket played)
{
    private const string Gas = "enterprise-gas";
    private static readonly WebContract Contract = new();
    private static readonly Dictionary<PlayedMarket, NewCompany> Blank = [];

    [Fact]
    public async Task A_filled_template_gives_what_was_typed_and_a_second_import_changes_nothing()
    {
        using var company = await NewCompany.WithSourcesAsync(played);
        var preview = await PreviewAsync(company, Filled(await TemplateAsync(company)));
        Assert.Equal([], Contract.Differences(preview, "ActivityWorkbook"));
        Assert.Equal("[]", preview.GetProperty("faults").GetRawText());
        Assert.Equal(24, preview.GetProperty("lines").GetArrayLength());
        await EnterAsync(company, preview);
        var book = await PlayedMarket.Get(company.Client, company.Own + "/2024");
        Assert.Equal(24, book.GetProperty("entries").GetArrayLength());
        var shown = preview.GetProperty("lines").EnumerateArray().Sum(l => l.GetProperty("location").GetDecimal());
        Assert.InRange(book.GetProperty("totals").GetProperty("location").GetDecimal() - shown, -0.02m, 0.02m);

        var again = await PreviewAsync(company, await TemplateAsync(company));
        Assert.Equal("[]", again.GetProperty("faults").GetRawText());
        Assert.Equal((0, 24), (again.GetProperty("lines").GetArrayLength(), again.GetProperty("unchanged").GetInt32()));
        var moved = await PreviewAsync(company, Filled(await TemplateAsync(company), "moved"));
        Assert.Equal((0, 24), (moved.GetProperty("lines").GetArrayLength(), moved.GetProperty("unchanged").GetInt32()));
    }

    [Theory]
    [InlineData("text", "quantification.not-a-number", "enterprise-gas!D3")]
    [InlineData("negative", "quantification.out-of-bounds", "enterprise-gas!D3")]
    [InlineData("unit", "quantification.unit-mismatch", "enterprise-gas!D3")]
    [InlineData("merged", "quantification.merged-cells", "enterprise-gas!A3:B3")]
    [InlineData("formula", "quantification.formula-cell", "enterprise-gas!D3")]
    [InlineData("column", "quantification.unknown-column", "enterprise-gas!D1")]
    [InlineData("month", "accounting.bad-month", "enterprise-gas!C3")]
    [InlineData("twice", "accounting.line-twice", "enterprise-gas!C4")]
    [InlineData("stranger", "accounting.unknown-source", "enterprise-gas!A3")]
    [InlineData("quality", "mrv.workbook-choice", "enterprise-gas!G3")]
    [InlineData("measured", "accounting.no-evidence", "enterprise-gas!3")]
    [InlineData("sheet", "quantification.unknown-block", "elsewhere")]
    public async Task What_is_wrong_is_shown_at_its_cell_and_nothing_is_entered(string what, string code, string cell)
    {
        var company = await BlankAsync();
        var faults = (await PreviewAsync(company, Filled(await TemplateAsync(company), what)))
            .GetProperty("faults").EnumerateArray().ToList();
        Assert.True(faults.Exists(f => f.GetProperty("code").GetString() == code
            && f.GetProperty("path").GetString() == cell), string.Join('\n', faults.Select(f => f.GetRawText())));
    }

    [Fact]
    public async Task A_renamed_pdf_an_empty_workbook_and_a_bad_batch_are_refused()
    {
        var company = await BlankAsync();
        var pdf = await PreviewAsync(company, "%PDF-1.7 账单"u8.ToArray());
        Assert.Equal("quantification.file-kind",
            pdf.GetProperty("faults")[0].GetProperty("code").GetString());
        var begun = await PreviewAsync(company, await TemplateAsync(company));
        Assert.Equal("quantification.empty-block",
            begun.GetProperty("faults")[0].GetProperty("code").GetString());
        Assert.Equal("accounting.bad-batch", await NewCompany.RefusedAsync(company.Client,
            "/accounting/inventories/2024/batch", new { lines = Array.Empty<object>() }));
    }

    [Fact]
    public async Task Certificates_are_read_and_held_against_the_green_power()
    {
        using var company = await NewCompany.WithSourcesAsync(played);
        var path = "/accounting/inventories/2024/batch";
        object Line(int month, string reference, decimal covered) => new
        {
            source = company.Meter, month, quality = "calculated",
            figures = new[] { new { name = "W_bought", value = "100", unit = "" },
                new { name = "W_green", value = "40", unit = "" } },
            certificates = new[] { new { reference, quantity = covered } },
        };
        var reference = $"GEC-{company.Id}";
        Assert.Equal("accounting.certificates-differ",
            await NewCompany.RefusedAsync(company.Client, path, new { lines = new[] { Line(1, reference, 39) } }));
        await company.PostAsync(path, new { lines = new[] { Line(1, reference, 40), Line(2, reference + "b", 40) } });
        var template = await TemplateAsync(company);
        var again = await PreviewAsync(company, template);
        Assert.Equal(2, again.GetProperty("unchanged").GetInt32());
    }

    [Fact]
    public async Task The_uncertainty_of_the_year_is_shown_stated_and_exported()
    {
        using var company = await NewCompany.WithSourcesAsync(played);
        await EnterAsync(company, await PreviewAsync(company, Filled(await TemplateAsync(company))));
        var path = company.Own + "/2024/uncertainty";
        var before = await PlayedMarket.Get(company.Client, path);
        Assert.Equal([], Contract.Differences(before, "InventoryUncertainty"));
        await company.PostAsync("/accounting/inventories/2024/uncertainty", new
        {
            source = company.Boiler, activityPercent = 3, factor = "measured", factorPercent = 4, basis = "流量计 1.0 级",
        });
        var boiler = (await PlayedMarket.Get(company.Client, path)).GetProperty("sources").EnumerateArray()
            .Single(s => s.GetProperty("source").GetInt64() == company.Boiler);
        Assert.Equal(5m, boiler.GetProperty("combined").GetDecimal());
        Assert.Equal("accounting.bad-uncertainty", await NewCompany.RefusedAsync(company.Client,
            "/accounting/inventories/2024/uncertainty",
            new { source = company.Boiler, activityPercent = -3, factor = "measured", basis = "x" }));
        var report = await company.Client.GetByteArrayAsync(
            new Uri(played.Address, $"/api/v1{company.Own}/2024/report"));
        using var book = SpreadsheetDocument.Open(new MemoryStream(report), false);
        Assert.Contains(book.WorkbookPart!.Workbook!.Descendants<Sheet>(), s => s.Name == "不确定性 Uncertainty");
        using var other = await played.SignedInAsync("company");
        Assert.Equal(404, (await PlayedMarket.Refused(other, path)).Status);
    }

    /// <summary>One company for all tests that enter nothing: registering is limited.</summary>
    private async Task<NewCompany> BlankAsync()
    {
        if (!Blank.TryGetValue(played, out var company))
            Blank[played] = company = await NewCompany.WithSourcesAsync(played);
        return company;
    }

    private Task<byte[]> TemplateAsync(NewCompany company) => company.Client.GetByteArrayAsync(
        new Uri(played.Address, $"/api/v1{company.Own}/2024/template"));

    private static async Task<JsonElement> PreviewAsync(NewCompany company, byte[] workbook)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post,
            "/api/v1/accounting/inventories/2024/workbook?file=activity.xlsx")
        { Content = new ByteArrayContent(workbook) };
        using var answer = await company.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private static Task<JsonElement> EnterAsync(NewCompany company, JsonElement preview) =>
        company.PostAsync("/accounting/inventories/2024/batch", new
        {
            lines = preview.GetProperty("lines").EnumerateArray().Select(l => new
            {
                source = l.GetProperty("source").GetInt64(), month = l.GetProperty("month").GetInt32(),
                quality = l.GetProperty("quality").GetString(), figures = l.GetProperty("figures"),
                evidence = l.GetProperty("evidence"), certificates = l.GetProperty("certificates"),
                note = l.GetProperty("note").GetString(),
            }),
        });

    /// <summary>The template with every quantity filled in; or with something wrong in the first gas row.</summary>
    internal static byte[] Filled(byte[] template, string wrong = "")
    {
        using var memory = new MemoryStream();
        memory.Write(template);
        using (var document = SpreadsheetDocument.Open(memory, true))
        {
            var workbook = document.WorkbookPart!; // it is a workbook
            foreach (var sheet in workbook.Workbook!.Descendants<Sheet>())
            {
                var part = (WorksheetPart)workbook.GetPartById(sheet.Id!.Value!);
                var rows = part.Worksheet!.Descendants<Row>().ToList();
                var isGas = sheet.Name!.Value == Gas;
                foreach (var row in rows.Skip(2))
                    Set(row, 3, isGas ? "10" : "100");
                if (isGas) Spoil(part, rows, wrong);
                if (isGas && wrong == "sheet") sheet.Name = "elsewhere";
                if (wrong == "moved") foreach (var row in rows) Turn(row);
            }
        }
        return memory.ToArray();
    }

    private static void Spoil(WorksheetPart part, List<Row> rows, string wrong)
    {
        switch (wrong)
        {
            case "text": Set(rows[2], 3, "很多"); break;
            case "negative": Set(rows[2], 3, "-1"); break;
            case "unit": Set(rows[2], 3, "10 MWh"); break;
            case "month": Set(rows[2], 2, "13"); break;
            case "twice": Set(rows[2], 2, "2"); break;
            case "stranger": Set(rows[2], 0, "999999"); break;
            case "quality": Set(rows[2], Quality(), "guess"); break;
            case "measured": Set(rows[2], Quality(), "measured"); break;
            case "column": Set(rows[0], 3, "用量"); break;
            case "formula": rows[2].Elements<Cell>().ElementAt(3).CellFormula = new CellFormula("1+1"); break;
            case "merged":
                part.Worksheet!.InsertAfter(new MergeCells(new MergeCell { Reference = "A3:B3" }),
                    part.Worksheet.GetFirstChild<SheetData>());
                break;
        }

        int Quality() => rows[0].Elements<Cell>().TakeWhile(c =>
            !c.InnerText.Contains("quality", StringComparison.Ordinal)).Count();
    }

    private static void Set(Row row, int column, string text)
    {
        var cell = row.Elements<Cell>().ElementAt(column);
        cell.InlineString = null;
        cell.CellValue = null;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            cell.DataType = CellValues.Number;
            cell.CellValue = new CellValue(text);
        }
        else
        {
            cell.DataType = CellValues.InlineString;
            cell.InlineString = new InlineString(new Text(text));
        }
    }

    /// <summary>The columns the other way round.</summary>
    private static void Turn(Row row)
    {
        var cells = row.Elements<Cell>().Reverse().ToList();
        row.RemoveAllChildren<Cell>();
        foreach (var cell in cells)
        {
            cell.CellReference = $"{(char)('A' + row.ChildElements.Count)}{row.RowIndex}";
            row.Append(cell);
        }
    }
}
