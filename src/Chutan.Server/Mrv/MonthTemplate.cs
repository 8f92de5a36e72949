using System.Globalization;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;
using Chutan.Server.Quantification;

namespace Chutan.Server.Mrv;

/// <summary>填报模板: a workbook with a sheet for everything a year's months ask for, its rows begun, its choices to pick
/// from. What was filed already stands in it.</summary>
internal static class MonthTemplate
{
    public static byte[] Of(PlanMethods methods, IReadOnlyList<MonthRecord> filed) =>
        SheetForms.Workbook(Sheets(methods, filed));

    private static IEnumerable<SheetForm> Sheets(PlanMethods methods, IReadOnlyList<MonthRecord> filed)
    {
        foreach (var sheet in methods.All.SelectMany(m => Sheets(m, filed))) yield return sheet;
        yield return new(WorkbookLayout.Labs, WorkbookLayout.LabColumns, Each(filed, m => m.LabReports, Lab));
        yield return new(WorkbookLayout.Ledgers, WorkbookLayout.LedgerColumns, Each(filed, m => m.Ledgers, Ledger));
        yield return new(WorkbookLayout.Meters, WorkbookLayout.MeterColumns, Each(filed, m => m.Power, Reading));
    }

    private static List<Dictionary<string, string>> Each<T>(IReadOnlyList<MonthRecord> filed,
        Func<MonthContent, ImmutableArray<T>> of, Func<T, IEnumerable<(string Key, string Text)>> cells) =>
        [.. from month in filed
            from one in of(month.Content)
            select cells(one).Append((WorkbookLayout.Month, Text.Of(month.Month))).Where(c => c.Item2.Length > 0)
                .ToDictionary(c => c.Item1, c => c.Item2, StringComparer.Ordinal)];

    private static IEnumerable<(string Key, string Text)> Lab(LabReport of) =>
    [
        ("number", of.Number), ("laboratory", of.Laboratory), ("accreditation", of.Accreditation),
        ("sample", of.Sample), ("fuel", of.Fuel), ("sampledFrom", Text.Of(of.SampledFrom)),
        ("sampledThrough", Text.Of(of.SampledThrough)), ("receivedOn", Text.Of(of.ReceivedOn)),
        ("testedOn", Text.Of(of.TestedOn)), ("issuedOn", Text.Of(of.IssuedOn)), ("ncv", Number(of.Ncv)),
        ("carbon", Number(of.Carbon)), ("hydrogen", Number(of.Hydrogen)), ("oxygen", Number(of.Oxygen)),
        ("sulphur", Number(of.Sulphur)), ("totalMoisture", Number(of.TotalMoisture)),
        ("innerMoisture", Number(of.InnerMoisture)), ("verificationCode", of.VerificationCode),
        ("stamped", of.Stamped ? "yes" : "no"), ("document", of.Document),
    ];

    private static IEnumerable<(string Key, string Text)> Ledger(FuelLedger of) =>
    [
        ("fuel", of.Fuel), ("opening", Number(of.Opening)), ("received", Number(of.Received)),
        ("consumed", Number(of.Consumed)), ("closing", Number(of.Closing)), ("runningDays", Text.Of(of.RunningDays)),
        ("subSamples", Text.Of(of.SubSamples)), ("dailyMoisture", Number(of.DailyMoisture)),
        ("retained", of.Retained ? "yes" : "no"), ("document", of.Document),
    ];

    private static IEnumerable<(string Key, string Text)> Reading(PowerReading of) =>
    [
        ("meter", of.Meter), ("mwh", Number(of.Mwh)), ("certificates", string.Join("; ", of.Certificates)),
        ("document", of.Document),
    ];

    private static string Number(decimal? value) => value is { } number ? Text.Of(number) : "";

    private static IEnumerable<SheetForm> Sheets(ModuleMethod module, IReadOnlyList<MonthRecord> filed)
    {
        var (method, planned) = (module.Method, MonthAnswers.Rows(module).ToList());
        if (method.Inputs.Length > 0)
            yield return new(WorkbookLayout.SheetOf(module, WorkbookLayout.Singles),
                WorkbookLayout.Of(method.Inputs, module), Rows(module, "", method.Inputs, module.IsMain
                    ? [new FormRow("", "", "")] : [.. planned.Where(r => r.Table.Length == 0)], filed));
        foreach (var table in method.Tables.Where(t => planned.Exists(p => p.Table == t.Name)))
            yield return new(WorkbookLayout.SheetOf(module, table.Name), WorkbookLayout.Of(table.Columns, module),
                Rows(module, table.Name, table.Columns, [.. planned.Where(r => r.Table == table.Name)], filed));
    }

    private static List<Dictionary<string, string>> Rows(ModuleMethod module, string table,
        ImmutableArray<InputDefinition> columns, List<FormRow> planned, IReadOnlyList<MonthRecord> filed)
    {
        var rows = new List<Dictionary<string, string>>();
        for (var month = 1; month <= 12; month++)
        {
            var present = filed.FirstOrDefault(m => m.Month == month)?.Content.Rows
                .Where(r => r.Table == table && module.Covers(r.Facility)).ToList() ?? [];
            foreach (var row in present) rows.Add(Filled(month, row));
            if (present.Count > 0) continue;
            foreach (var row in planned)
            {
                var begun = new Dictionary<string, string>
                {
                    [WorkbookLayout.Month] = month.ToString(CultureInfo.InvariantCulture),
                    [WorkbookLayout.Facility] = row.Facility,
                };
                if (row.Choice.Length > 0 && columns.FirstOrDefault(c => c.IsChoice) is { } choice)
                    begun[choice.Name] = row.Choice;
                rows.Add(begun);
            }
        }
        return rows;
    }

    private static Dictionary<string, string> Filled(int month, MonthRow row)
    {
        var cells = new Dictionary<string, string>
        {
            [WorkbookLayout.Month] = month.ToString(CultureInfo.InvariantCulture),
            [WorkbookLayout.Facility] = row.Facility,
        };
        if (row.Figures.FirstOrDefault(f => f.Acquisition != Acquisition.Measured) is { } other)
            (cells[WorkbookLayout.How], cells[WorkbookLayout.Reason]) =
                (other.Acquisition.ToString().ToLowerInvariant(), other.Reason);
        foreach (var figure in row.Figures)
        {
            cells[figure.Column] = figure.Unit.Length == 0 ? figure.Text : $"{figure.Text} {figure.Unit}";
            if (figure.Evidence.Length > 0)
                cells[figure.Column + WorkbookLayout.Evidence] = string.Join("; ", figure.Evidence);
        }
        return cells;
    }
}
