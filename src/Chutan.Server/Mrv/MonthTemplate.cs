using System.Globalization;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;
using Chutan.Server.Quantification;

namespace Chutan.Server.Mrv;

/// <summary>填报模板: a workbook with a sheet for everything a year's months ask for, its rows begun, its choices to pick
/// from. What was filed already stands in it.</summary>
internal static class MonthTemplate
{
    public static byte[] Of(MonitoringPlan plan, Methodology method, IReadOnlyList<MonthRecord> filed) =>
        SheetForms.Workbook(Sheets(plan, method, filed));

    private static IEnumerable<SheetForm> Sheets(
        MonitoringPlan plan, Methodology method, IReadOnlyList<MonthRecord> filed)
    {
        if (method.Inputs.Length > 0)
            yield return new(WorkbookLayout.Singles, WorkbookLayout.Of(method.Inputs, plan),
                Rows("", method.Inputs, [new FormRow("", "", "")], filed));
        foreach (var table in method.Tables.Where(t => plan.Content.Parameters.Any(p => p.Table == t.Name)))
            yield return new(table.Name, WorkbookLayout.Of(table.Columns, plan), Rows(table.Name, table.Columns,
                [.. MonthAnswers.Rows(plan, method).Where(r => r.Table == table.Name)], filed));
        yield return new(WorkbookLayout.Labs, WorkbookLayout.LabColumns, []);
        yield return new(WorkbookLayout.Ledgers, WorkbookLayout.LedgerColumns, []);
        yield return new(WorkbookLayout.Meters, WorkbookLayout.MeterColumns, []);
    }

    private static List<Dictionary<string, string>> Rows(string table, ImmutableArray<InputDefinition> columns,
        List<FormRow> planned, IReadOnlyList<MonthRecord> filed)
    {
        var rows = new List<Dictionary<string, string>>();
        for (var month = 1; month <= 12; month++)
        {
            var present = filed.FirstOrDefault(m => m.Month == month)?.Content.Rows.Where(r => r.Table == table)
                .ToList() ?? [];
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
        foreach (var figure in row.Figures)
        {
            cells[figure.Column] = figure.Unit.Length == 0 ? figure.Text : $"{figure.Text} {figure.Unit}";
            if (figure.Evidence.Length > 0)
                cells[figure.Column + WorkbookLayout.Evidence] = string.Join("; ", figure.Evidence);
        }
        return cells;
    }
}
