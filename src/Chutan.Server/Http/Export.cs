using System.Text;
using Microsoft.AspNetCore.Http;

namespace Chutan.Server.Http;

/// <summary>A sheet of a workbook: rows of texts and numbers.</summary>
internal sealed record ExportSheet(string Name, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>Any list as a file: CSV for programs, with a byte-order mark (so that spreadsheets read the Chinese) and
/// its columns as the API names them; or xlsx for people, in words of the reader's language.</summary>
internal static class Export
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Several sheets in one workbook; the first row of each is its heading.</summary>
    public static IResult Book(string name, IReadOnlyList<ExportSheet> sheets) =>
        Results.File(Workbooks.Of(sheets), Xlsx, $"{name}.xlsx");

    public static IResult File<T>(IReadOnlyList<T> rows, ListQuery query, string name) => query.Format == "csv"
        ? Results.File(Csv(rows), "text/csv; charset=utf-8", $"{name}.csv")
        : Results.File(Workbooks.Of(rows, query.English, name), Xlsx, $"{name}.xlsx");

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
}
