using System.Globalization;
using System.IO.Compression;
using Chutan.Market.Quantification;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Chutan.Server.Quantification;

/// <summary>The sheets of a workbook as blocks, each cell with its address. Numbers are taken as the shortest decimal
/// that is the stored one; a cell formatted as a percentage has the unit %. Merged cells are refused.</summary>
internal static class XlsxGrids
{
    private const long MostUnpackedBytes = 200L * 1024 * 1024;
    private const int MostColumns = 200;

    /// <param name="refusesFormulas">Whether a cell with a formula is noted as a fault instead of taking its last
    /// value.</param>
    public static ImmutableArray<Grid> Read(string file, byte[] bytes, Faults faults, bool refusesFormulas = false)
    {
        var place = new Place(file);
        if (InputFiles.KindOf(bytes) is var kind and not "ZIP")
        {
            faults.Add(FileRefusals.WrongKind, place, ("expected", "xlsx"), ("found", kind));
            return [];
        }
        try
        {
            using (var zip = new ZipArchive(new MemoryStream(bytes, writable: false)))
            {
                var size = zip.Entries.Sum(e => e.Length);
                if (size > MostUnpackedBytes)
                {
                    faults.Add(FileRefusals.TooLarge, place, ("size", size), ("limit", MostUnpackedBytes));
                    return [];
                }
            }
            using var document = SpreadsheetDocument.Open(new MemoryStream(bytes, writable: false), isEditable: false);
            if (document.WorkbookPart is { } workbook) return Sheets(file, workbook, faults, refusesFormulas);
            faults.Add(FileRefusals.WrongKind, place, ("expected", "xlsx"), ("found", "ZIP"));
        }
        catch (Exception e) when (e is InvalidDataException or OpenXmlPackageException or FileFormatException
            or System.Xml.XmlException or InvalidOperationException)
        {
            faults.Add(FileRefusals.Unreadable, place, ("reason", e.Message));
        }
        return [];
    }

    private static ImmutableArray<Grid> Sheets(
        string file, WorkbookPart workbook, Faults faults, bool refusesFormulas)
    {
        var shared = workbook.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>()
            .Select(s => s.InnerText).ToArray() ?? [];
        var percent = PercentFormats(workbook);
        var grids = ImmutableArray.CreateBuilder<Grid>();
        foreach (var sheet in workbook.Workbook?.Sheets?.Elements<Sheet>() ?? [])
        {
            var name = sheet.Name?.Value ?? "";
            if (name.StartsWith('_') || sheet.Id?.Value is not { } id
                || workbook.GetPartById(id) is not WorksheetPart { Worksheet: { } worksheet }) continue;
            foreach (var merged in worksheet.Descendants<MergeCell>())
                faults.Add(FileRefusals.MergedCells, new Place(file, 0, 0, $"{name}!{merged.Reference}"),
                    ("range", merged.Reference?.Value ?? ""));
            foreach (var cell in worksheet.Descendants<Cell>().Where(c => refusesFormulas && c.CellFormula is not null))
                faults.Add(FileRefusals.Formula, new Place(file, 0, 0, $"{name}!{cell.CellReference}"),
                    ("formula", cell.CellFormula?.Text ?? ""));
            var rows = worksheet.Descendants<Row>().Take(InputFiles.MostRows + 1).ToList();
            if (rows.Count > InputFiles.MostRows)
                faults.Add(FileRefusals.TooManyRows, new Place(file), ("block", name), ("limit", InputFiles.MostRows));
            else if (rows.Count > 0)
                grids.Add(new Grid(name, new Place(file, 0, 0, name),
                    [.. rows.Select(r => ReadRow(file, name, r, shared, percent))]));
        }
        return grids.ToImmutable();
    }

    private static GridRow ReadRow(string file, string sheet, Row row, string[] shared, HashSet<uint> percent)
    {
        var cells = new SortedDictionary<int, GridCell>();
        var next = 0;
        foreach (var cell in row.Elements<Cell>())
        {
            var column = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : next;
            next = column + 1;
            if (column >= MostColumns) break;
            var isPercent = cell.DataType is null && cell.StyleIndex?.Value is { } style && percent.Contains(style);
            var text = TextOf(cell, shared, isPercent);
            var address = cell.CellReference?.Value ?? $"{column}:{row.RowIndex}";
            if (text.Length > 0)
                cells[column] = new GridCell(text, isPercent ? "%" : "", new Place(file, 0, 0, $"{sheet}!{address}"));
        }
        var last = cells.Count == 0 ? -1 : cells.Keys.Max();
        return new GridRow(new Place(file, 0, 0, $"{sheet}!{row.RowIndex}"),
            [.. Enumerable.Range(0, last + 1).Select(c => cells.GetValueOrDefault(c))]);
    }

    private static string TextOf(Cell cell, string[] shared, bool isPercent)
    {
        var raw = cell.CellValue?.Text ?? "";
        if (cell.DataType?.Value is { } type)
        {
            if (type == CellValues.SharedString)
                return int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
                    && at < shared.Length ? shared[at] : "";
            if (type == CellValues.InlineString) return cell.InlineString?.InnerText ?? "";
            if (type != CellValues.Number) return raw;
        }
        if (!double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number)) return raw;
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return isPercent && Rational.TryParse(text, out var share) ? (share * Rational.Of(100)).ToString() : text;
    }

    /// <summary>Indexes of the cell formats that show a percentage.</summary>
    private static HashSet<uint> PercentFormats(WorkbookPart workbook)
    {
        var formats = workbook.WorkbookStylesPart?.Stylesheet?.CellFormats?.Elements<CellFormat>() ?? [];
        return [.. formats.Select((f, i) => (Format: f, Index: (uint)i))
            .Where(f => f.Format.NumberFormatId?.Value is 9 or 10).Select(f => f.Index)];
    }

    /// <summary>The column number, from 0, of an address such as C5.</summary>
    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetterUpper)) column = column * 26 + letter - 'A' + 1;
        return column - 1;
    }
}
