using System.Globalization;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;
using Chutan.Server.Http;
using Chutan.Server.Quantification;
using NodaTime.Text;

namespace Chutan.Server.Mrv;

/// <summary>Reads a filled workbook into months. Columns are found by their headings, wherever they stand; everything
/// wrong is noted with its cell. Where each figure stood is kept, so that what is wrong with it later can be shown
/// there.</summary>
internal sealed class MonthSheets(
    string file, PlanMethods methods, IReadOnlyDictionary<string, string> documents, Faults faults)
{
    private static readonly LocalDate SerialStart = new(1899, 12, 30);
    private readonly SortedDictionary<int, Draft> months = [];
    private readonly Dictionary<string, Place> places = new(StringComparer.Ordinal);

    public ImmutableSortedDictionary<int, MonthContent> Read(byte[] bytes)
    {
        foreach (var grid in XlsxGrids.Read(file, bytes, faults, refusesFormulas: true)) Sheet(grid);
        return months.ToImmutableSortedDictionary(m => m.Key, m => new MonthContent([.. m.Value.Rows],
            [.. m.Value.Labs], [.. m.Value.Ledgers], [.. m.Value.Power]));
    }

    /// <summary>The cell a fault of a month belongs to; the fault's own place when it came from no cell.</summary>
    public FormFault At(Fault fault)
    {
        var cell = fault.Place.Cell ?? "";
        var place = places.TryGetValue(cell, out var at) ? at
            : cell.LastIndexOf('.') is var dot and > 0 && places.TryGetValue(cell[..dot], out var row) ? row : default;
        return new FormFault(fault.Code.Code, fault.Zh, fault.En, place.Cell ?? cell);
    }

    private void Sheet(Grid grid)
    {
        switch (grid.Name)
        {
            case WorkbookLayout.Labs: Each(grid, WorkbookLayout.LabColumns, Lab); break;
            case WorkbookLayout.Ledgers: Each(grid, WorkbookLayout.LedgerColumns, Ledger); break;
            case WorkbookLayout.Meters: Each(grid, WorkbookLayout.MeterColumns, Power); break;
            default:
                if (methods.All.FirstOrDefault(m => TablesOf(m).Any(t => t.Sheet == grid.Name)) is not { } module)
                {
                    faults.Add(FileRefusals.UnknownBlock, grid.Place, ("block", grid.Name), ("known",
                        string.Join(", ", methods.All.SelectMany(TablesOf).Select(t => t.Sheet))));
                    break;
                }
                var (_, name, columns) = TablesOf(module).First(t => t.Sheet == grid.Name); // just found
                Each(grid, WorkbookLayout.Of(columns, module), r => Figures(r, name, columns));
                break;
        }
    }

    /// <summary>The sheets of a module: its single figures, then its tables.</summary>
    private static IEnumerable<(string Sheet, string Table, ImmutableArray<InputDefinition> Columns)> TablesOf(
        ModuleMethod module) => module.Method.Tables.Select(t => (t.Name, t.Columns))
        .Prepend(("", module.Method.Inputs)).Select(t => (WorkbookLayout.SheetOf(module,
            t.Item1.Length == 0 ? WorkbookLayout.Singles : t.Item1), t.Item1, t.Item2));

    private void Each(Grid grid, ImmutableArray<SheetColumn> known, Action<SheetRow> read)
    {
        foreach (var row in SheetForms.Rows(grid, known, [WorkbookLayout.Month], faults)) read(row);
    }

    private void Figures(SheetRow row, string table, ImmutableArray<InputDefinition> columns)
    {
        var figures = new List<(MonthFigure Figure, Place Place)>();
        var (how, reason) = (How(row), row.Text(WorkbookLayout.Reason));
        foreach (var column in columns)
        {
            if (row.Cell(column.Name) is not { } cell || cell.Text.Trim().Length == 0)
            {
                if (how == Acquisition.Default && row.Has(column.Name) && !column.IsChoice
                    && Substituting.HasDefault(column))
                    figures.Add((new MonthFigure(column.Name, "", "", how, reason, []), row.Place));
                continue;
            }
            var evidence = column.IsChoice ? [] : Evidence(row, column.Name);
            var (text, unit) = cell.Apart(row.Unit(column.Name), column.IsChoice);
            figures.Add((new MonthFigure(column.Name, text, unit,
                column.IsChoice ? Acquisition.Measured : how, column.IsChoice ? "" : reason, evidence), cell.Place));
        }
        if (figures.TrueForAll(f => columns.First(c => c.Name == f.Figure.Column).IsChoice
            && table.Length > 0 || f.Figure.Text.Length == 0)) return; // a row that was only begun
        if (Month(row) is not { } month) return;
        var draft = Of(month);
        var at = $"{Text.Of(month)}/rows[{Text.Of(draft.Rows.Count)}]";
        places[at] = row.Place;
        foreach (var (figure, place) in figures) places[$"{at}.{figure.Column}"] = place;
        draft.Rows.Add(new MonthRow(table, row.Text(WorkbookLayout.Facility), [.. figures.Select(f => f.Figure)]));
    }

    private Acquisition How(SheetRow row)
    {
        var text = row.Text(WorkbookLayout.How);
        if (text.Length == 0) return Acquisition.Measured;
        if (Enum.TryParse<Acquisition>(text, ignoreCase: true, out var how) && Enum.IsDefined(how)) return how;
        faults.Add(EdgeRefusals.BadChoice, row.At(WorkbookLayout.How), ("text", text),
            ("known", "measured, calculated, default, estimated"));
        return Acquisition.Measured;
    }

    private ImmutableArray<string> Evidence(SheetRow row, string column) =>
        [.. row.Text(column + WorkbookLayout.Evidence)
            .Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Named)];

    /// <summary>A file's hash, where it was called by its name.</summary>
    private string Named(string text) => documents.GetValueOrDefault(text, text);

    private void Lab(SheetRow row)
    {
        if (Month(row) is not { } month) return;
        var draft = Of(month);
        Note(row, $"{Text.Of(month)}/labReports[{Text.Of(draft.Labs.Count)}]", WorkbookLayout.LabColumns);
        draft.Labs.Add(new LabReport(row.Text("number"), row.Text("laboratory"), row.Text("accreditation"),
            row.Text("sample"), row.Text("fuel"), Day(row, "sampledFrom"), Day(row, "sampledThrough"),
            Day(row, "receivedOn"), Day(row, "testedOn"), Day(row, "issuedOn"), Number(row, "ncv"),
            Number(row, "carbon"), Number(row, "hydrogen"), Number(row, "oxygen"), Number(row, "sulphur"),
            Number(row, "totalMoisture"), Number(row, "innerMoisture"), row.Text("verificationCode"),
            IsYes(row.Text("stamped")), Named(row.Text("document"))));
    }

    private void Ledger(SheetRow row)
    {
        if (Month(row) is not { } month) return;
        var draft = Of(month);
        Note(row, $"{Text.Of(month)}/ledgers[{Text.Of(draft.Ledgers.Count)}]", WorkbookLayout.LedgerColumns);
        draft.Ledgers.Add(new FuelLedger(row.Text("fuel"), Number(row, "opening") ?? 0, Number(row, "received") ?? 0,
            Number(row, "consumed") ?? 0, Number(row, "closing") ?? 0, Days(row, "runningDays"),
            Days(row, "subSamples"), Number(row, "dailyMoisture"), IsYes(row.Text("retained")),
            Named(row.Text("document"))));
    }

    private void Power(SheetRow row)
    {
        if (Month(row) is not { } month) return;
        var draft = Of(month);
        Note(row, $"{Text.Of(month)}/power[{Text.Of(draft.Power.Count)}]", WorkbookLayout.MeterColumns);
        draft.Power.Add(new PowerReading(row.Text("meter"), Number(row, "mwh") ?? 0,
            [.. row.Text("certificates").Split([';', '；'],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            Named(row.Text("document"))));
    }

    private void Note(SheetRow row, string at, ImmutableArray<SheetColumn> columns)
    {
        places[at] = row.Place;
        foreach (var column in columns) places[$"{at}.{column.Key}"] = row.At(column.Key);
    }

    private int? Month(SheetRow row)
    {
        var text = row.Text(WorkbookLayout.Month).TrimEnd('月');
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            && month is >= 1 and <= 12) return month;
        faults.Add(MonthRefusals.BadMonth, row.At(WorkbookLayout.Month), ("month", text));
        return null;
    }

    private decimal? Number(SheetRow row, string key)
    {
        var text = row.Text(key);
        if (text.Length == 0) return null;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        faults.Add(QuantificationRefusals.NotANumber, row.At(key), ("name", key), ("unit", row.Unit(key)),
            ("text", text));
        return null;
    }

    private int Days(SheetRow row, string key) => Number(row, key) is { } n && n == decimal.Truncate(n)
        && n is >= -1 and <= 400 ? (int)n : 0;

    private LocalDate Day(SheetRow row, string key)
    {
        var text = row.Text(key);
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } day) return day.Value;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial)
            && serial is > 1 and < 100_000) return SerialStart.PlusDays((int)serial);
        faults.Add(EdgeRefusals.BadDay, row.At(key), ("text", text));
        return SerialStart;
    }

    private static bool IsYes(string text) => text is "yes" or "是" or "1" or "true" or "TRUE";

    private Draft Of(int month)
    {
        if (!months.TryGetValue(month, out var draft)) months[month] = draft = new Draft();
        return draft;
    }

    private sealed class Draft
    {
        public List<MonthRow> Rows { get; } = [];
        public List<LabReport> Labs { get; } = [];
        public List<FuelLedger> Ledgers { get; } = [];
        public List<PowerReading> Power { get; } = [];
    }
}
