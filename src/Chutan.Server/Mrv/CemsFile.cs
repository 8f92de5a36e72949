using System.Globalization;
using System.Text;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;
using Chutan.Server.Http;
using Chutan.Server.Quantification;
using NodaTime.Text;

namespace Chutan.Server.Mrv;

/// <summary>An hour as read, and the cell it begins at.</summary>
internal readonly record struct CemsLine(CemsHour Hour, Place Place);

/// <summary>A file of hours, csv or xlsx: a row an hour with time, concentration, flow and load. Where there are
/// headings the columns are found by them, wherever they stand; without, they stand in that order. An empty cell was
/// not measured. Everything wrong is noted with its cell.</summary>
internal static class CemsFile
{
    private const int MostHours = 24 * 31;
    private const int HoursOfDay = 24;
    private const decimal Slack = 0.02m; // of an hour: what a spreadsheet's fractions of a day are off
    private static readonly LocalDate SerialStart = new(1899, 12, 30);
    private static readonly LocalDateTimePattern Time =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd H:mm");
    private static readonly LocalDateTimePattern TimeWithSeconds =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd H:mm:ss");
    private static readonly ImmutableArray<(string Key, ImmutableArray<string> Called)> Headings =
    [
        ("time", ["time", "时间", "小时", "hour"]), ("co2", ["co2", "二氧化碳", "浓度", "co₂"]),
        ("flow", ["flow", "流量", "烟气流量", "标干流量"]), ("load", ["load", "负荷", "出力"]),
    ];

    public static ImmutableArray<CemsLine> Read(string name, byte[] bytes, Faults faults)
    {
        var rows = Rows(name, bytes, faults);
        if (faults.Any || rows.Count == 0) return [];
        var (columns, first) = Columns(rows[0], faults);
        if (columns is null) return [];
        var lines = ImmutableArray.CreateBuilder<CemsLine>();
        foreach (var row in rows.Skip(first).Take(MostHours + 1))
            if (Line(row, columns, faults) is { } line) lines.Add(line);
        return lines.ToImmutable();
    }

    /// <summary>Notes, with its cell, every hour that is not of the month or stands there twice.</summary>
    public static void Check(ImmutableArray<CemsLine> lines, ComplianceYear year, int month, Faults faults)
    {
        var seen = new HashSet<(LocalDate, int)>();
        for (var i = 0; i < lines.Length; i++)
        {
            var (hour, place) = (lines[i].Hour, lines[i].Place);
            var name = $"{Text.Of(hour.Day)} {Text.Of(hour.Hour)}";
            if (hour.Day.Year != year.Year || hour.Day.Month != month)
                faults.Add(MonthRefusals.HourOfOtherMonth, place, ("line", i + 1), ("hour", name), ("month", month));
            else if (!seen.Add((hour.Day, hour.Hour)))
                faults.Add(MonthRefusals.HourTwice, place, ("line", i + 1), ("hour", name));
        }
    }

    /// <summary>Headings in Chinese, and a line for every hour of the month.</summary>
    public static byte[] Template(ComplianceYear year, int month)
    {
        var text = new StringBuilder("\uFEFF时间 time,CO2浓度 co2 [%],标干流量 flow [10³Nm³/h],负荷 load [MW]\r\n");
        var first = new LocalDate(year.Year, month, 1).AtMidnight();
        for (var hour = 0; hour < HoursOfDay * CalendarSystem.Iso.GetDaysInMonth(year.Year, month); hour++)
            text.Append(Time.Format(first.PlusHours(hour))).Append(",,,\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static List<GridRow> Rows(string name, byte[] bytes, Faults faults)
    {
        if (Path.GetExtension(name).Equals(".xlsx", StringComparison.OrdinalIgnoreCase))
            return XlsxGrids.Read(name, bytes, faults, refusesFormulas: true) is [var sheet, ..]
                ? [.. sheet.Rows.Where(r => !r.IsEmpty)] : [];
        var rows = new List<GridRow>();
        var lines = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length && rows.Count <= MostHours + 1; i++)
        {
            if (lines[i].Trim().Length == 0) continue;
            var cells = lines[i].Split(',').Select((text, column) => text.Trim().Length == 0 ? null
                : new GridCell(text.Trim(), "", new Place(name, i + 1, column + 1, Address(column, i + 1))));
            rows.Add(new GridRow(new Place(name, i + 1, 0, Address(0, i + 1)), [.. cells]));
        }
        return rows;
    }

    private static string Address(int column, int line) => $"{(char)('A' + Math.Min(column, 25))}{Text.Of(line)}";

    /// <summary>Where each figure stands, and the first row with an hour; null when the headings will not do.
    /// </summary>
    private static (Dictionary<string, int>? Columns, int First) Columns(GridRow header, Faults faults)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        if (header.At(0) is { Text: [>= '0' and <= '9', ..] })
        {
            for (var i = 0; i < Headings.Length; i++) columns[Headings[i].Key] = i;
            return (columns, 0);
        }
        for (var i = 0; i < header.Cells.Length; i++)
        {
            if (header.At(i) is not { } cell) continue;
            var words = cell.Text.ToLowerInvariant().Split([' ', '[', ']', '(', ')', '（', '）'],
                StringSplitOptions.RemoveEmptyEntries);
            var key = Headings.Where(h => words.Any(w => h.Called.Any(c => w == c || w.Contains(c,
                StringComparison.Ordinal)))).Select(h => h.Key).FirstOrDefault();
            if (key is null)
                faults.Add(FileRefusals.UnknownColumn, cell.Place, ("column", cell.Text),
                    ("known", string.Join(", ", Headings.Select(h => h.Key))));
            else if (!columns.TryAdd(key, i))
                faults.Add(FileRefusals.ColumnTwice, cell.Place, ("column", cell.Text));
        }
        foreach (var needed in Headings.Take(3).Where(h => !columns.ContainsKey(h.Key)))
            faults.Add(FileRefusals.ColumnMissing, header.Place, ("column", needed.Key), ("block", "cems"));
        return columns.Count >= 3 && columns.ContainsKey("time") ? (columns, 1) : (null, 1);
    }

    private static CemsLine? Line(GridRow row, Dictionary<string, int> columns, Faults faults)
    {
        var cell = row.At(columns["time"]);
        if (cell is null || TimeOf(cell.Text) is not { } time)
        {
            faults.Add(EdgeRefusals.BadHour, cell?.Place ?? row.Place, ("text", cell?.Text ?? ""));
            return null;
        }
        return new CemsLine(new CemsHour(time.Date, time.Hour, Number("co2"), Number("flow"), Number("load")),
            cell.Place);

        decimal? Number(string key)
        {
            if (!columns.TryGetValue(key, out var at) || row.At(at) is not { } figure) return null;
            if (decimal.TryParse(figure.Text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                return number;
            faults.Add(EdgeRefusals.BadHourFigure, figure.Place, ("text", figure.Text));
            return null;
        }
    }

    /// <summary>A full hour, as text or as a spreadsheet's number of days; null when it is none.</summary>
    private static LocalDateTime? TimeOf(string text)
    {
        text = text.Trim().Replace('T', ' ').Replace('/', '-');
        if (Time.Parse(text) is { Success: true } plain) return plain.Value.Minute == 0 ? plain.Value : null;
        if (TimeWithSeconds.Parse(text) is { Success: true } seconds)
            return seconds.Value is { Minute: 0, Second: 0 } ? seconds.Value : null;
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial)
            || serial is < 1 or > 100_000) return null;
        var hours = serial * HoursOfDay;
        var whole = decimal.Round(hours);
        return Math.Abs(hours - whole) > Slack ? null : SerialStart.AtMidnight().PlusHours((long)whole);
    }
}
