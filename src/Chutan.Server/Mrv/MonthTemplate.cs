using System.Globalization;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Chutan.Server.Mrv;

/// <summary>填报模板: a workbook with a sheet for everything a year's months ask for, its rows begun, its choices to pick
/// from. What was filed already stands in it.</summary>
internal static class MonthTemplate
{
    private const int MostRows = 2000;

    public static byte[] Of(MonitoringPlan plan, Methodology method, IReadOnlyList<MonthRecord> filed)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook();
            var sheets = workbook.Workbook.AppendChild(new Sheets());
            foreach (var (name, columns, rows) in Sheets(plan, method, filed))
                Add(workbook, sheets, name, columns, rows);
        }
        return memory.ToArray();
    }

    private static IEnumerable<(string, ImmutableArray<SheetColumn>, List<Dictionary<string, string>>)> Sheets(
        MonitoringPlan plan, Methodology method, IReadOnlyList<MonthRecord> filed)
    {
        if (method.Inputs.Length > 0)
            yield return (WorkbookLayout.Singles, WorkbookLayout.Of(method.Inputs, plan),
                Rows("", method.Inputs, [new FormRow("", "", "")], filed));
        foreach (var table in method.Tables.Where(t => plan.Content.Parameters.Any(p => p.Table == t.Name)))
            yield return (table.Name, WorkbookLayout.Of(table.Columns, plan), Rows(table.Name, table.Columns,
                [.. MonthAnswers.Rows(plan, method).Where(r => r.Table == table.Name)], filed));
        yield return (WorkbookLayout.Labs, WorkbookLayout.LabColumns, []);
        yield return (WorkbookLayout.Ledgers, WorkbookLayout.LedgerColumns, []);
        yield return (WorkbookLayout.Meters, WorkbookLayout.MeterColumns, []);
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

    private static void Add(WorkbookPart workbook, Sheets sheets, string name, ImmutableArray<SheetColumn> columns,
        List<Dictionary<string, string>> rows)
    {
        var part = workbook.AddNewPart<WorksheetPart>();
        var data = new SheetData();
        Append(columns.Select(c => Text(c.Heading)));
        Append(columns.Select((c, i) => Text((i == 0 ? "# " : "") + c.Help)));
        foreach (var row in rows) Append(columns.Select(c => CellOf(row.GetValueOrDefault(c.Key, ""))));
        var sheet = new Worksheet(
            new SheetViews(new SheetView(new Pane
            {
                VerticalSplit = 2, TopLeftCell = "A3", ActivePane = PaneValues.BottomLeft,
                State = PaneStateValues.Frozen,
            }) { WorkbookViewId = 0 }),
            new Columns(new Column { Min = 1, Max = (uint)columns.Length, Width = 18, CustomWidth = true }), data);
        if (Choices(columns) is { } choices) sheet.Append(choices);
        part.Worksheet = sheet;
        sheets.Append(new Sheet
        {
            Id = workbook.GetIdOfPart(part),
            SheetId = (uint)(sheets.ChildElements.Count + 1),
            Name = name,
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
        var all = columns.Select((c, i) => (Column: c, Index: i)).Where(c => c.Column.Options.Length > 0).Select(c =>
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
