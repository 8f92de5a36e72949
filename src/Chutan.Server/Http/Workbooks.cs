using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Sheet = DocumentFormat.OpenXml.Spreadsheet.Sheet;

namespace Chutan.Server.Http;

/// <summary>xlsx files whose dates, amounts and percentages are such to a spreadsheet too: they sort, sum and chart.
/// Moments are in the time of Beijing.</summary>
internal static class Workbooks
{
    private const int LongestName = 31;
    private const int WidestColumn = 60;
    private const int RowsMeasured = 200;

    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    /// <summary>Day nought of spreadsheets.</summary>
    private static readonly LocalDate Epoch = new(1899, 12, 30);

    /// <summary>How a cell looks; the numbers are the places in the style sheet.</summary>
    private enum Look : uint { Plain, Title, Day, Moment, Clock, Amount, Percent }

    /// <summary>Several sheets; the first row of each is its heading.</summary>
    public static byte[] Of(IReadOnlyList<ExportSheet> sheets) =>
        Write([.. sheets.Select(s => (s.Name, new Worksheet(new SheetData(s.Rows.Select(r =>
            new Row(r.Select(CellOf)))))))]);

    /// <summary>A list, its headings in one language standing still above it.</summary>
    public static byte[] Of<T>(IReadOnlyList<T> rows, bool english, string name)
    {
        var columns = WorkbookColumn.Of(typeof(T), english);
        var widths = columns.Select(c => Width(c.Title)).ToArray();
        var data = new SheetData(new Row(columns.Select(c => TextCell(c.Title, Look.Title))));
        foreach (var (at, row) in rows.Index())
        {
            var cells = columns.Select(c => CellOf(c.Value(row!))).ToArray();
            data.Append(new Row(cells));
            if (at < RowsMeasured)
                for (var i = 0; i < cells.Length; i++) widths[i] = Math.Max(widths[i], Width(cells[i]));
        }
        return Write([(name, new Worksheet(
            new SheetViews(new SheetView(new Pane
            {
                VerticalSplit = 1, TopLeftCell = "A2",
                ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen,
            }) { WorkbookViewId = 0 }),
            new DocumentFormat.OpenXml.Spreadsheet.Columns(widths.Select((w, i) => new Column
            {
                Min = (uint)i + 1, Max = (uint)i + 1, Width = Math.Min(w + 2, WidestColumn), CustomWidth = true,
            })), data))]);
    }

    private static byte[] Write(IReadOnlyList<(string Name, Worksheet Content)> sheets)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var list = new Sheets();
            foreach (var (name, content) in sheets)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                part.Worksheet = content;
                list.Append(new Sheet
                {
                    Id = workbook.GetIdOfPart(part),
                    SheetId = (uint)list.ChildElements.Count + 1,
                    Name = name.Length > LongestName ? name[..LongestName] : name,
                });
            }
            workbook.Workbook.AppendChild(list);
        }
        return memory.ToArray();
    }

    /// <summary>The looks, in the order of <see cref="Look"/>.</summary>
    private static Stylesheet Styles()
    {
        const uint day = 164, moment = 165, clock = 21, amount = 4, percent = 10;
        return new Stylesheet(
            new NumberingFormats(
                new NumberingFormat { NumberFormatId = day, FormatCode = "yyyy-mm-dd" },
                new NumberingFormat { NumberFormatId = moment, FormatCode = "yyyy-mm-dd hh:mm:ss" }),
            new Fonts(new Font(), new Font(new Bold())),
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
            new Borders(new Border()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
                new CellFormat(),
                new CellFormat { FontId = 1, ApplyFont = true },
                Numbered(day), Numbered(moment), Numbered(clock), Numbered(amount), Numbered(percent)));
    }

    private static CellFormat Numbered(uint format) => new() { NumberFormatId = format, ApplyNumberFormat = true };

    private static Cell CellOf(object? value) => value switch
    {
        null => new Cell(),
        long or int or decimal => NumberCell(Convert.ToDecimal(value, CultureInfo.InvariantCulture), Look.Plain),
        LocalDate date => NumberCell(Days(date), Look.Day),
        Instant at => NumberCell(Days(at.InZone(Zone).LocalDateTime), Look.Moment),
        LocalTime time => NumberCell(Part(time), Look.Clock),
        Yuan yuan => NumberCell(yuan.Amount, Look.Amount),
        Percentage percentage => NumberCell(percentage.Share, Look.Percent),
        _ => TextCell(Chutan.Market.Kernel.Text.Of(value), Look.Plain),
    };

    private static decimal Days(LocalDate date) => Period.DaysBetween(Epoch, date);

    private static decimal Days(LocalDateTime at) => Days(at.Date) + Part(at.TimeOfDay);

    /// <summary>The part of the day gone by, to a tenth of a second.</summary>
    private static decimal Part(LocalTime time) =>
        decimal.Round(time.TickOfDay / (decimal)NodaConstants.TicksPerDay, 6, MidpointRounding.ToEven);

    private static Cell NumberCell(decimal value, Look look) => new()
    {
        DataType = CellValues.Number,
        StyleIndex = look == Look.Plain ? null : (uint)look,
        CellValue = new CellValue(value.ToString(CultureInfo.InvariantCulture)),
    };

    private static Cell TextCell(string text, Look look) => new()
    {
        DataType = CellValues.InlineString,
        StyleIndex = look == Look.Plain ? null : (uint)look,
        InlineString = new InlineString(
            new DocumentFormat.OpenXml.Spreadsheet.Text(text) { Space = SpaceProcessingModeValues.Preserve }),
    };

    /// <summary>How wide a cell reads, in figures.</summary>
    private static int Width(Cell cell) => (Look?)cell.StyleIndex?.Value switch
    {
        Look.Day => 10,
        Look.Moment => 19,
        Look.Amount => cell.InnerText.Length + 3,
        _ => Width(cell.InnerText),
    };

    /// <summary>A Chinese character is as wide as two figures.</summary>
    private static int Width(string text) => text.Sum(c => c > '\u2e7f' ? 2 : 1);
}
