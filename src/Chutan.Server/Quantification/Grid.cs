using System.Globalization;
using System.Text.Json;
using Chutan.Market.Kernel;
using Chutan.Market.Quantification;

namespace Chutan.Server.Quantification;

/// <summary>A cell as read from a sheet or a line: its text, the unit its number format implies, and its place.
/// </summary>
internal sealed record GridCell(string Text, string Unit, Place Place)
{
    /// <summary>The figure and its unit, whether the unit stands in the cell (<c>120 t</c>), in its number format, or
    /// at the head of its column. What is chosen from a list has none.</summary>
    public (string Text, string Unit) Apart(string columnUnit, bool isChoice)
    {
        if (isChoice) return (Text.Trim(), "");
        var (text, unit) = Figures.Apart(Text);
        return (text, unit.Length > 0 ? unit : Unit.Length > 0 ? Unit : columnUnit);
    }
}

/// <summary>Figures as people write them.</summary>
internal static class Figures
{
    /// <summary>Takes <c>120 t</c> apart into number and unit; a text that does not begin with a number stays whole,
    /// and so does one whose second part is a number too.</summary>
    public static (string Text, string Unit) Apart(string text)
    {
        text = text.Trim();
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        if (space < 1 || !Rational.TryParse(text[..space], out _)) return (text, "");
        var unit = text[space..].Trim();
        return Rational.TryParse(unit.Split(' ')[0], out _) ? (text, "") : (text[..space], unit);
    }

    /// <summary>Whether a name is one of the figures that are chosen from a list.</summary>
    public static bool IsChoice(Methodology methodology, string name) =>
        methodology.Inputs.Concat(methodology.Tables.SelectMany(t => t.Columns))
            .Any(i => i.Name == name && i.IsChoice);
}

/// <summary>A row of cells by column number from 0; absent cells are null.</summary>
internal sealed record GridRow(Place Place, ImmutableArray<GridCell?> Cells)
{
    public bool IsEmpty => Cells.All(c => c is null || c.Text.Trim().Length == 0);
    public GridCell? At(int column) => column < Cells.Length ? Cells[column] : null;
}

/// <summary>One block of a file: a sheet of a workbook, or the lines under a name in brackets.</summary>
internal sealed record Grid(string Name, Place Place, ImmutableArray<GridRow> Rows);

/// <summary>Turns blocks into the figures a methodology asks for. The block <c>inputs</c> has a row per figure (name,
/// value, unit, evidence); every other block is a table, its columns found by their headings, wherever they stand.
/// </summary>
internal sealed class GridInput(Methodology methodology, string file, InputHead head, Faults faults)
{
    private const string Inputs = "inputs";
    private const string Factors = "factors";
    private static readonly ImmutableArray<string> Single = ["name", "value", "unit", "evidence"];

    private static readonly ImmutableDictionary<string, string> Headings = new Dictionary<string, string>
    {
        ["输入"] = Inputs, ["因子"] = Factors, ["名称"] = "name", ["数值"] = "value", ["值"] = "value", ["单位"] = "unit",
        ["证据"] = "evidence", ["月份"] = InputData.MonthColumn, ["年度"] = "year", ["地区"] = "region",
        ["起始月份"] = "from-month", ["截止月份"] = "through-month",
    }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly List<GivenValue> values = [];
    private readonly List<GivenValue> stated = [];
    private readonly List<GivenTable> tables = [];

    public InputData? Read(ImmutableArray<Grid> grids)
    {
        foreach (var grid in grids)
        {
            var name = Headings.GetValueOrDefault(grid.Name, grid.Name);
            if (name is Inputs or Factors) ReadSingle(grid, name == Factors ? stated : values);
            else if (methodology.Tables.FirstOrDefault(t => t.Name == name || t.Zh == name) is { } table)
            {
                var read = ReadTable(grid, table);
                if (!read.Rows.IsEmpty || !table.IsOptional) tables.Add(read);
            }
            else
                faults.Add(FileRefusals.UnknownBlock, grid.Place, ("block", grid.Name),
                    ("known", string.Join(", ", methodology.Tables.Select(t => t.Name).Prepend(Inputs))));
        }
        return head.Complete(file, [.. values], [.. tables], [.. stated], faults);
    }

    private void ReadSingle(Grid grid, List<GivenValue> into)
    {
        if (HeaderOf(grid, out var at) is not { } header) return;
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < header.Cells.Length; i++)
            if (header.At(i) is { } cell && cell.Text.Trim() is { Length: > 0 } text)
            {
                var name = KeyOf(text, Single);
                if (name is not ("name" or "value" or "unit" or "evidence"))
                    faults.Add(FileRefusals.UnknownColumn, cell.Place, ("column", text),
                        ("known", "name, value, unit, evidence"));
                else if (!columns.TryAdd(name, i))
                    faults.Add(FileRefusals.ColumnTwice, cell.Place, ("column", text));
            }
        foreach (var needed in new[] { "name", "value" })
            if (!columns.ContainsKey(needed))
            {
                faults.Add(FileRefusals.ColumnMissing, header.Place, ("column", needed), ("block", grid.Name));
                return;
            }
        foreach (var row in grid.Rows.Skip(at + 1).Where(IsFilled))
        {
            var label = row.At(columns["name"])?.Text.Trim() ?? "";
            var name = Headings.GetValueOrDefault(label, label);
            if (methodology.Inputs.FirstOrDefault(i => i.Zh == label) is { } byLabel) name = byLabel.Name;
            var cell = row.At(columns["value"]);
            if (cell is null) continue;
            if (head.Take(name, cell, faults)) continue;
            var (figure, unit) = cell.Apart("", Figures.IsChoice(methodology, name));
            into.Add(new GivenValue(name, figure, Text(row, columns, "unit") is { Length: > 0 } stated
                && figure == cell.Text.Trim() ? stated : unit, Evidence(Text(row, columns, "evidence")), cell.Place));
        }
    }

    private GivenTable ReadTable(Grid grid, TableDefinition table)
    {
        if (HeaderOf(grid, out var at) is not { } header) return new GivenTable(table.Name, [], grid.Place);
        var (columns, evidence) = (new Dictionary<string, (int At, string Unit)>(StringComparer.Ordinal), -1);
        for (var i = 0; i < header.Cells.Length; i++)
            if (header.At(i) is { } cell && cell.Text.Trim() is { Length: > 0 } text)
            {
                var (label, unit) = Split(text);
                var name = KeyOf(label, [.. table.Columns.Select(c => c.Name), InputData.MonthColumn, "evidence"]);
                if (table.Columns.FirstOrDefault(c => c.Name == name || c.Zh == label || c.En == label) is { } column)
                    name = column.Name;
                else if (name == "evidence")
                {
                    evidence = i;
                    continue;
                }
                else if (!(table.HasMonths && name == InputData.MonthColumn))
                {
                    faults.Add(FileRefusals.UnknownColumn, cell.Place, ("column", text),
                        ("known", string.Join(", ", table.Columns.Select(c => c.Name))));
                    continue;
                }
                if (!columns.TryAdd(name, (i, unit)))
                    faults.Add(FileRefusals.ColumnTwice, cell.Place, ("column", text));
            }
        foreach (var needed in Needed(table).Where(n => !columns.ContainsKey(n)))
            faults.Add(FileRefusals.ColumnMissing, header.Place, ("column", needed), ("block", grid.Name));
        return new GivenTable(table.Name, [.. grid.Rows.Skip(at + 1).Where(IsFilled)
            .Select(r => ReadRow(r, table, columns, evidence))], grid.Place);
    }

    private static GivenRow ReadRow(
        GridRow row, TableDefinition table, Dictionary<string, (int At, string Unit)> columns, int evidence)
    {
        var proof = evidence < 0 ? [] : Evidence(row.At(evidence)?.Text ?? "");
        return new GivenRow([.. columns.Where(c => row.At(c.Value.At) is not null).Select(c =>
        {
            var cell = row.At(c.Value.At)!; // the cells that are not there were left out above
            var (figure, unit) = cell.Apart(c.Value.Unit, table.Column(c.Key) is { IsChoice: true });
            return new GivenValue(c.Key, figure, unit, proof, cell.Place);
        })], row.Place);
    }

    private static IEnumerable<string> Needed(TableDefinition table) => table.Columns
        .Where(c => !c.IsOptional && c.MissingText.Length == 0).Select(c => c.Name)
        .Concat(table.HasMonths ? [InputData.MonthColumn] : []);

    /// <summary>A row with figures, and not one that only explains.</summary>
    private static bool IsFilled(GridRow row) => !row.IsEmpty &&
        row.Cells.First(c => c is not null)!.Text is not ['#', ..]; // one is there, or it were empty

    /// <summary>The key of a heading: itself, its Chinese name, or the key that follows a name as in <c>消耗量 FC</c>.
    /// </summary>
    private static string KeyOf(string heading, ImmutableArray<string> keys)
    {
        if (Headings.TryGetValue(heading, out var key)) return key;
        return keys.Contains(heading) ? heading
            : heading.Split(' ') is [.., var last] && keys.Contains(last) ? last : heading;
    }

    private GridRow? HeaderOf(Grid grid, out int at)
    {
        for (at = 0; at < grid.Rows.Length; at++)
            if (!grid.Rows[at].IsEmpty) return grid.Rows[at];
        faults.Add(FileRefusals.EmptyBlock, grid.Place, ("block", grid.Name));
        return null;
    }

    /// <summary>The heading and its unit: <c>FC [t]</c>, <c>消耗量（t）</c>.</summary>
    private static (string Label, string Unit) Split(string heading)
    {
        var open = heading.IndexOfAny(['[', '(', '（']);
        if (open < 1 || heading[^1] is not (']' or ')' or '）')) return (heading, "");
        return (heading[..open].Trim(), heading[(open + 1)..^1].Trim());
    }

    private static string Text(GridRow row, Dictionary<string, int> columns, string name) =>
        columns.TryGetValue(name, out var at) ? row.At(at)?.Text.Trim() ?? "" : "";

    private static ImmutableArray<string> Evidence(string text) =>
        [.. text.Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}

/// <summary>Finds the year a file of figures is for before anything else in it is read.</summary>
internal static class YearOfFile
{
    private static readonly ImmutableArray<string> Called = ["year", "年度"];

    public static int? In(ImmutableArray<Grid> grids) => grids.SelectMany(g => g.Rows)
        .Where(r => r.At(0) is { } first && Called.Contains(first.Text.Trim()))
        .Select(r => r.At(1)).OfType<GridCell>().Select(c => Number(c.Text)).FirstOrDefault(n => n is not null);

    public static int? In(JsonElement root) => root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("year", out var year) ? Number(year.ToString()) : null;

    private static int? Number(string text) => int.TryParse(text.Trim(), NumberStyles.None,
        CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Year, region and months of a report, from the file or from the call; the call wins.</summary>
internal sealed class InputHead(int? callYear, string? callRegion)
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private string? region;

    /// <summary>Takes a row of the head; false when it is none.</summary>
    public bool Take(string name, GridCell cell, Faults faults)
    {
        var text = cell.Text.Trim();
        switch (name)
        {
            case "region":
                region = text;
                return true;
            case "year" or "from-month" or "through-month":
                if (int.TryParse(text, CultureInfo.InvariantCulture, out var number))
                    numbers[name] = number;
                else faults.Add(QuantificationRefusals.BadNumber, cell.Place, ("text", text));
                return true;
            default:
                return false;
        }
    }

    public InputData? Complete(string file, ImmutableArray<GivenValue> values, ImmutableArray<GivenTable> tables,
        ImmutableArray<GivenValue> stated, Faults faults)
    {
        var year = callYear ?? (numbers.TryGetValue("year", out var inFile) ? inFile : (int?)null);
        var (from, through) = (numbers.GetValueOrDefault("from-month", 1),
            numbers.GetValueOrDefault("through-month", 12));
        if (year is null or < 1990 or > 2200)
            faults.Add(QuantificationRefusals.FieldMissing, new Place(file), ("field", "year 年度"));
        if (from < 1 || through > 12 || from > through)
            faults.Add(QuantificationRefusals.FieldShape, new Place(file), ("field", "from-month, through-month"),
                ("expected", "1–12"));
        return faults.Any ? null : new InputData(year!.Value, callRegion ?? region ?? "", from, through, values, tables,
            stated, new Place(file));
    }
}

/// <summary>What can be wrong with a file of figures before any figure is looked at.</summary>
internal static class FileRefusals
{
    public static readonly RefusalCode TooLarge = new("quantification.file-too-large",
        "文件 {size} 字节，超过上限 {limit} 字节。", "The file has {size} bytes; at most {limit} are taken.");
    public static readonly RefusalCode WrongKind = new("quantification.file-kind",
        "文件不是 {expected}，其内容是 {found}。", "The file is not {expected}; its content is {found}.");
    public static readonly RefusalCode Unreadable = new("quantification.file-unreadable",
        "文件无法读取：{reason}", "The file cannot be read: {reason}");
    public static readonly RefusalCode TooManyRows = new("quantification.too-many-rows",
        "{block} 超过 {limit} 行。", "{block} has more than {limit} rows.");
    public static readonly RefusalCode MergedCells = new("quantification.merged-cells",
        "单元格 {range} 是合并的；请取消合并。", "The cells {range} are merged: take them apart.");
    public static readonly RefusalCode Formula = new("quantification.formula-cell",
        "单元格是公式“={formula}”；请粘贴为数值。", "The cell is a formula '={formula}': paste its value.");
    public static readonly RefusalCode UnknownBlock = new("quantification.unknown-block",
        "不认识名为“{block}”的表；已知：{known}。", "The block or sheet '{block}' is not known; known: {known}.");
    public static readonly RefusalCode EmptyBlock = new("quantification.empty-block",
        "表“{block}”是空的。", "The block or sheet '{block}' is empty.");
    public static readonly RefusalCode UnknownColumn = new("quantification.unknown-column",
        "不认识的列“{column}”；已知：{known}。", "The column '{column}' is not known; known: {known}.");
    public static readonly RefusalCode ColumnMissing = new("quantification.column-missing",
        "表“{block}”缺少列 {column}。", "The block or sheet '{block}' lacks the column {column}.");
    public static readonly RefusalCode ColumnTwice = new("quantification.column-twice",
        "列“{column}”出现了两次。", "The column '{column}' stands twice.");
}
