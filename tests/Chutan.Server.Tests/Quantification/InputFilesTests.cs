using System.Globalization;
using System.Text;
using Chutan.Engine.Methodologies;
using Chutan.Market.Quantification;
using Chutan.Server.Quantification;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Chutan.Tests.Quantification;

/// <summary>Files of figures: the same figures give the same trace hash in whatever form, and every kind of bad file is
/// refused with its line or cell.</summary>
public sealed class InputFilesTests
{
    private static readonly Methodology Power =
        MethodologyLibrary.Load(Repository.At("methodologies")).Find("cn-power@2022")!;

    private static readonly string[] Header = ["month", "fuel_kind", "FC [t]", "C_ad [%]", "M_ar [%]", "M_ad [%]",
        "NCV [GJ/t]", "evidence"];

    [Fact]
    public void The_power_year_gives_one_trace_hash_from_csv_json_and_xlsx()
    {
        var csv = Run("p6.csv", Encoding.UTF8.GetBytes(Csv()));
        var xlsx = Run("p6.xlsx", Xlsx(Rows(), null));
        var json = Run("p6.json", Encoding.UTF8.GetBytes(Json()));
        Assert.Equal("2707689.60", csv.Result("E_fuel").Value);
        Assert.Equal(csv.TraceHash, xlsx.TraceHash);
        Assert.Equal(csv.TraceHash, json.TraceHash);
    }

    [Fact]
    public void Columns_that_moved_together_with_their_headings_are_found_by_them()
    {
        var moved = Csv().Split('\n').Select(l => l.Split(',') is { Length: 8 } c
            ? string.Join(',', c[0], c[1], c[6], c[2], c[3], c[4], c[5], c[7]) : l);
        Assert.Equal(Run("p6.csv", Encoding.UTF8.GetBytes(Csv())).TraceHash,
            Run("p6.csv", Encoding.UTF8.GetBytes(string.Join('\n', moved))).TraceHash);
    }

    [Theory]
    [InlineData("FC [t]", "Coal [t]", "quantification.unknown-column", "4:3")]
    [InlineData("C_ad [%]", "FC [t]", "quantification.column-twice", "4:4")]
    [InlineData("month,fuel", "mois,fuel", "quantification.column-missing", "")]
    [InlineData("[fuel]", "[coal]", "quantification.unknown-block", "")]
    [InlineData("3,coal,120000", "3,coal,约12万", "quantification.not-a-number", "7:3")]
    [InlineData("3,coal,120000", "3,coal,-1", "quantification.out-of-bounds", "7:3")]
    [InlineData("NCV [GJ/t]", "NCV [MWh/t]", "quantification.unit-mismatch", "5:7")]
    [InlineData("year,2022", "year,MMXXII", "quantification.bad-number", "2:2")]
    [InlineData("year,2022", "unit_class,ordinary", "quantification.field-missing", "")]
    public void A_wrong_csv_is_refused_with_line_and_column(string from, string to, string code, string cell)
    {
        var faults = Refused("p6.csv", Encoding.UTF8.GetBytes(Csv().Replace(from, to, StringComparison.Ordinal)));
        Assert.Contains(faults, f => f.Code.Code == code && (cell.Length == 0 || f.Place.Cell == cell));
    }

    [Fact]
    public void Merged_cells_are_refused_with_their_range()
    {
        var fault = Assert.Single(Refused("p6.xlsx", Xlsx(Rows(), "A2:A4")));
        Assert.Equal("quantification.merged-cells", fault.Code.Code);
        Assert.Equal("p6.xlsx fuel!A2:A4", fault.Place.ToString());
    }

    [Fact]
    public void Text_in_a_number_cell_is_refused_with_its_address()
    {
        var rows = Rows();
        rows[3][2] = "120 000 t";
        var fault = Assert.Single(Refused("p6.xlsx", Xlsx(rows, null)));
        Assert.Equal("quantification.not-a-number", fault.Code.Code);
        Assert.Equal("fuel!C5", fault.Place.Cell);
    }

    [Theory]
    [InlineData("report.xlsx", "%PDF-1.7 …", "quantification.file-kind")]
    [InlineData("report.xlsx", "PK\u0003\u0004 not a workbook", "quantification.file-unreadable")]
    [InlineData("report.csv", "%PDF-1.7 …", "quantification.file-kind")]
    [InlineData("report.csv", "", "quantification.file-kind")]
    [InlineData("report.csv", "\n\n", "quantification.empty-block")]
    [InlineData("report.json", "{\"year\": 2022,", "quantification.file-unreadable")]
    [InlineData("report.json", "{\"year\": 2022, \"colour\": 1}", "quantification.field-unknown")]
    [InlineData("report.json", "[1]", "quantification.field-shape")]
    public void A_file_that_is_not_what_its_name_says_is_refused(string name, string content, string code) =>
        Assert.Equal(code, Refused(name, Encoding.UTF8.GetBytes(content))[0].Code.Code);

    [Fact]
    public void A_file_that_is_too_large_is_refused_before_it_is_read() => Assert.Equal("quantification.file-too-large",
        Assert.Single(Refused("big.csv", new byte[InputFiles.MostBytes + 1])).Code.Code);

    [Fact]
    public void A_file_with_too_many_lines_is_refused() => Assert.Equal("quantification.too-many-rows",
        Assert.Single(Refused("long.csv", Encoding.UTF8.GetBytes(new string('\n', 30_000)))).Code.Code);

    [Fact]
    public void The_readable_trace_of_a_measured_and_a_defaulted_month()
    {
        const string csv = """
            name,value,unit,evidence
            year,2022
            through-month,2
            unit_class,ordinary
            [fuel]
            month,fuel_kind,FC [t],C_ad [%],M_ar [%],M_ad [%],NCV [GJ/t],evidence
            1,coal,120000,58.32,14.60,3.85,19.850,LAB-2022-01
            2,coal,120000,,,,19.850,LEDGER-2022-02
            [electricity]
            month,W_in [MWh],evidence
            1,5600,BILL-01
            2,0,BILL-02
            """;
        Golden.Equal("quantify-power.txt", TraceText.Full(Run("power.csv", Encoding.UTF8.GetBytes(csv))));
    }

    private static Calculation Run(string name, byte[] bytes)
    {
        var faults = new Faults();
        var data = InputFiles.Read(name, bytes, Power, null, null, faults);
        var calculation = data is null ? null : Calculating.Run(Power, data, [], faults);
        Assert.True(calculation is not null, string.Join('\n', faults.Sorted));
        return calculation;
    }

    private static ImmutableArray<Fault> Refused(string name, byte[] bytes)
    {
        var faults = new Faults();
        var data = InputFiles.Read(name, bytes, Power, null, null, faults);
        Assert.Null(data is null ? null : Calculating.Run(Power, data, [], faults));
        return faults.Sorted;
    }

    private static string[][] Rows() => [.. Enumerable.Range(1, 12).Select(m => new[]
    {
        m.ToString(CultureInfo.InvariantCulture), "coal", "120000", "58.32", "14.60", "3.85", "19.850", $"LAB-{m}",
    })];

    private static string Csv() => "name,value,unit,evidence\nyear,2022\n[fuel]\n" + string.Join(',', Header) + "\n"
        + string.Join('\n', Rows().Select(r => string.Join(',', r))) + "\n[inputs]\nname,value\nunit_class,ordinary\n";

    private static string Json() =>
        "{\"year\": 2022, \"inputs\": {\"unit_class\": \"ordinary\"}, \"rows\": {\"fuel\": ["
        + string.Join(',', Rows().Select(r => $"{{\"month\": {r[0]}, \"fuel_kind\": {Figure("\"coal\"", r)}, "
            + $"\"FC\": {Figure(r[2], r)}, \"C_ad\": {Figure(r[3], r)}, \"M_ar\": {Figure(r[4], r)}, "
            + $"\"M_ad\": {Figure(r[5], r)}, \"NCV\": {Figure(r[6], r)}}}")) + "]}}";

    private static string Figure(string value, string[] row) =>
        $"{{\"value\": {value}, \"evidence\": \"{row[7]}\"}}";

    private static byte[] Xlsx(string[][] rows, string? merged)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook();
            var sheets = workbook.Workbook.AppendChild(new Sheets());
            Add("inputs", [["名称", "数值"], ["year", "2022"], ["unit_class", "ordinary"]], null);
            Add("fuel", [Header, .. rows], merged);

            void Add(string name, IEnumerable<string[]> cells, string? range)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                var data = new SheetData(cells.Select((r, i) => new Row(r.Select((c, k) => CellOf(c, i + 1, k)))
                {
                    RowIndex = (uint)(i + 1),
                }));
                part.Worksheet = range is null ? new Worksheet(data)
                    : new Worksheet(data, new MergeCells(new MergeCell { Reference = range }));
                sheets.Append(new Sheet
                {
                    Id = workbook.GetIdOfPart(part),
                    SheetId = (uint)(sheets.ChildElements.Count + 1),
                    Name = name,
                });
            }
        }
        return memory.ToArray();
    }

    /// <summary>Numbers as a spreadsheet stores them: binary, with the digits that come of it.</summary>
    private static Cell CellOf(string text, int row, int column)
    {
        var reference = $"{(char)('A' + column)}{row}";
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new Cell { CellReference = reference, CellValue = new CellValue(number.ToString("G17",
                CultureInfo.InvariantCulture)) }
            : new Cell { CellReference = reference, DataType = CellValues.InlineString,
                InlineString = new InlineString(new Text(text)) };
    }
}
