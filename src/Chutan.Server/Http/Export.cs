using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.AspNetCore.Http;

namespace Chutan.Server.Http;

/// <summary>A sheet of a workbook: rows of texts and numbers.</summary>
internal sealed record ExportSheet(string Name, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>Any list as a file: CSV with a byte-order mark (so that spreadsheets read the Chinese), its columns as the
/// API names them; or xlsx, for people: where a column has a heading in words, money under it is in yuan.</summary>
internal static class Export
{
    private const string Fen = "Fen";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Several sheets in one workbook; the first row of each is its heading.</summary>
    public static IResult Book(string name, IReadOnlyList<ExportSheet> sheets)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook();
            var list = new Sheets();
            foreach (var sheet in sheets)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(new SheetData(sheet.Rows.Select(r => new Row(r.Select(CellOf)))));
                list.Append(new Sheet
                {
                    Id = workbook.GetIdOfPart(part),
                    SheetId = (uint)list.ChildElements.Count + 1,
                    Name = sheet.Name.Length > 31 ? sheet.Name[..31] : sheet.Name,
                });
            }
            workbook.Workbook.AppendChild(list);
        }
        return Results.File(memory.ToArray(), Xlsx, $"{name}.xlsx");
    }

    public static IResult File<T>(IReadOnlyList<T> rows, string format, string name) => format == "csv"
        ? Results.File(Csv(rows), "text/csv; charset=utf-8", $"{name}.csv")
        : Results.File(Workbook(rows, name), Xlsx, $"{name}.xlsx");

    private static byte[] Csv<T>(IReadOnlyList<T> rows)
    {
        var columns = Columns.Of(typeof(T));
        var text = new StringBuilder();
        text.AppendJoin(',', columns.Select(c => c.Name)).Append("\r\n");
        foreach (var row in rows) text.AppendJoin(',', columns.Select(c => Quote(c.Text(row!)))).Append("\r\n");
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>Quotes where needed,
    /// and takes the sting out of texts that a spreadsheet would run as a formula.</summary>
    private static string Quote(string value)
    {
        var risky = value.Length > 0 && value[0] is '=' or '+' or '@' or '\t'
            || value.Length > 1 && value[0] == '-' && !char.IsAsciiDigit(value[1]);
        if (risky) value = "'" + value;
        return value.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? value
            : "\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    private static byte[] Workbook<T>(IReadOnlyList<T> rows, string name)
    {
        var columns = Columns.Of(typeof(T));
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook();
            var part = workbook.AddNewPart<WorksheetPart>();
            var data = new SheetData();
            var headings = columns.Select(c => Names.Find($"column:{name.Split('-')[0]}/{c.Name}")).ToArray();
            data.Append(new Row(columns.Zip(headings, (c, words) =>
                TextCell(words is null ? c.Name : $"{words.Zh} {words.En}"))));
            foreach (var row in rows)
                data.Append(new Row(columns.Zip(headings, (c, words) => CellOf(
                    words is not null && c.Name.EndsWith(Fen, StringComparison.Ordinal) && c.Value(row!) is long fen
                        ? fen / 100m : c.Value(row!)))));
            part.Worksheet = new Worksheet(data);
            workbook.Workbook.AppendChild(new Sheets(new Sheet
            {
                Id = workbook.GetIdOfPart(part),
                SheetId = 1,
                Name = name.Length > 31 ? name[..31] : name,
            }));
        }
        return memory.ToArray();
    }

    private static Cell CellOf(object? value) => value switch
    {
        null => new Cell(),
        long or int or decimal => new Cell
        {
            DataType = CellValues.Number,
            CellValue = new CellValue(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        },
        _ => TextCell(Chutan.Market.Kernel.Text.Of(value)),
    };

    private static Cell TextCell(string text) => new()
    {
        DataType = CellValues.InlineString,
        InlineString = new InlineString(
            new DocumentFormat.OpenXml.Spreadsheet.Text(text) { Space = SpaceProcessingModeValues.Preserve }),
    };
}
