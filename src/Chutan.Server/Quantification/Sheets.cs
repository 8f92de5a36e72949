using System.Globalization;
using Chutan.Market.Quantification;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Chutan.Server.Quantification;

/// <summary>One column of a sheet: its key, what people call it, and its unit.</summary>
/// <param name="Options">The texts that may be chosen; empty when anything may be written.</param>
internal sealed record SheetColumn(string Key, string Zh, string Unit, ImmutableArray<string> Options, string Help)
{
    /// <summary>As the heading is written: <c>消耗量 FC [t]</c>.</summary>
    public string Heading => $"{Zh} {Key}" + (Unit.Length > 0 ? $" [{Unit}]" : "");
}

/// <summary>A sheet to fill in: its columns, and the rows already begun.</summary>
internal sealed record SheetForm(
    string Name, ImmutableArray<SheetColumn> Columns, List<Dictionary<string, string>> Rows);

/// <summary>A row whose cells are asked for by their column's key.</summary>
internal sealed class SheetRow(GridRow row, IReadOnlyDictionary<string, (int At, string Unit)> columns)
{
    public Place Place => row.Place;
    public bool Has(string key) => columns.ContainsKey(key);
    public GridCell? Cell(string key) => columns.TryGetValue(key, out var column) ? row.At(column.At) : null;
    public string Text(string key) => Cell(key)?.Text.Trim() ?? "";
    public string Unit(string key) => columns.TryGetValue(key, out var column) ? column.Unit : "";
    public Place At(string key) => Cell(key)?.Place ?? row.Place;
}

/// <summary>Reads a sheet made from a form: its columns are found by their headings, wherever they stand.</summary>
internal static class SheetForms
{
    /// <summary>Rows that begin with it explain and are not read.</summary>
    public const string HelpMark = "#";
    private const int MostRows = 2000;
    /// <summary>Excel opens no workbook with a longer list of choices; such a column has its choices in the help line
    /// only.</summary>
    private const int LongestChoices = 250;

    /// <param name="needed">Columns without which nothing is read.</param>
    public static IEnumerable<SheetRow> Rows(
        Grid grid, ImmutableArray<SheetColumn> known, ImmutableArray<string> needed, Faults faults)
    {
        var rows = grid.Rows.Where(r => !r.IsEmpty).ToList();
        if (rows.Count == 0) yield break;
        var columns = Headings(rows[0], known, faults);
        var missing = known.Where(k => needed.Contains(k.Key) && !columns.ContainsKey(k.Key)).ToList();
        foreach (var column in missing)
            faults.Add(FileRefusals.ColumnMissing, rows[0].Place, ("column", column.Heading), ("block", grid.Name));
        if (missing.Count > 0) yield break;
        foreach (var row in rows.Skip(1))
            if (!row.Cells.Any(c => c?.Text.StartsWith(HelpMark, StringComparison.Ordinal) == true))
                yield return new SheetRow(row, columns);
    }

    private static Dictionary<string, (int At, string Unit)> Headings(
        GridRow header, ImmutableArray<SheetColumn> known, Faults faults)
    {
        var columns = new Dictionary<string, (int, string)>(StringComparer.Ordinal);
        for (var i = 0; i < header.Cells.Length; i++)
        {
            if (header.At(i) is not { } cell || cell.Text.Trim() is not { Length: > 0 } text) continue;
            var open = text.IndexOf('[', StringComparison.Ordinal);
            var (label, unit) = open > 0 && text[^1] == ']' ? (text[..open].Trim(), text[(open + 1)..^1].Trim())
                : (text, "");
            var words = label.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var found = known.FirstOrDefault(k => words.Contains(k.Key)) ?? known.FirstOrDefault(k => k.Zh == label);
            if (found is null)
                faults.Add(FileRefusals.UnknownColumn, cell.Place, ("column", text),
                    ("known", string.Join(", ", known.Select(k => k.Key))));
            else if (!columns.TryAdd(found.Key, (i, unit == found.Unit ? "" : unit)))
                faults.Add(FileRefusals.ColumnTwice, cell.Place, ("column", text));
        }
        return columns;
    }

    /// <summary>The forms as a workbook: headings frozen, a line of help, choices to pick from.</summary>
    public static byte[] Workbook(IEnumerable<SheetForm> forms)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook();
            var sheets = workbook.Workbook.AppendChild(new Sheets());
            foreach (var form in forms) Add(workbook, sheets, form);
        }
        return memory.ToArray();
    }

    private static void Add(WorkbookPart workbook, Sheets sheets, SheetForm form)
    {
        var part = workbook.AddNewPart<WorksheetPart>();
        var data = new SheetData();
        Append(form.Columns.Select(c => Text(c.Heading)));
        Append(form.Columns.Select((c, i) => Text((i == 0 ? $"{HelpMark} " : "") + c.Help)));
        foreach (var row in form.Rows) Append(form.Columns.Select(c => CellOf(row.GetValueOrDefault(c.Key, ""))));
        var sheet = new Worksheet(
            new SheetViews(new SheetView(new Pane
            {
                VerticalSplit = 2, TopLeftCell = "A3", ActivePane = PaneValues.BottomLeft,
                State = PaneStateValues.Frozen,
            }) { WorkbookViewId = 0 }),
            new Columns(new Column { Min = 1, Max = (uint)form.Columns.Length, Width = 18, CustomWidth = true }), data);
        if (Choices(form.Columns) is { } choices) sheet.Append(choices);
        part.Worksheet = sheet;
        sheets.Append(new Sheet
        {
            Id = workbook.GetIdOfPart(part),
            SheetId = (uint)(sheets.ChildElements.Count + 1),
            Name = form.Name,
        });

        void Append(IEnumerable<Cell> cells)
        {
            var row = new Row { RowIndex = (uint)data.ChildElements.Count + 1 };
            foreach (var cell in cells)
            {
                cell.CellReference = Letter(row.ChildElements.Count) + row.RowIndex;
                row.Append(cell);
            }
            data.Append(row);
        }
    }

    private static DataValidations? Choices(ImmutableArray<SheetColumn> columns)
    {
        var all = columns.Select((c, i) => (Column: c, Index: i)).Where(c => c.Column.Options.Length > 0
            && c.Column.Options.Sum(o => o.Length + 1) <= LongestChoices).Select(c =>
            new DataValidation(new Formula1($"\"{string.Join(',', c.Column.Options)}\""))
            {
                Type = DataValidationValues.List,
                AllowBlank = true,
                ShowErrorMessage = true,
                SequenceOfReferences = new ListValue<StringValue>(
                    [new StringValue($"{Letter(c.Index)}3:{Letter(c.Index)}{MostRows}")]),
            }).ToList();
        return all.Count == 0 ? null : new DataValidations(all) { Count = (uint)all.Count };
    }

    private static Cell CellOf(string text) => text.Length == 0 ? new Cell()
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? new Cell { DataType = CellValues.Number, CellValue = new CellValue(text) } : Text(text);

    private static Cell Text(string text) =>
        new() { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) };

    private static string Letter(int column) =>
        column < 26 ? ((char)('A' + column)).ToString() : Letter(column / 26 - 1) + (char)('A' + column % 26);
}
