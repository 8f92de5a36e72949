using System.Globalization;
using System.Text;
using Chutan.Market.Quantification;

namespace Chutan.Server.Quantification;

/// <summary>填写模板: an empty file of figures for a methodology, xlsx or csv: every figure with its unit, its bounds or
/// its choices, and a row for every month where each month is asked for.</summary>
public static class FiguresTemplate
{
    private const string Name = "name";
    private const string Value = "value";
    private const string UnitOf = "unit";
    private const string Evidence = "evidence";

    private static readonly ImmutableArray<SheetColumn> Single =
    [
        new(Name, "名称", "", [], "勿改 · leave as it is"), new(Value, "数值", "", [], "填写 · fill in"),
        new(UnitOf, "单位", "", [], ""), new(Evidence, "证据", "", [], "编号或文件名，分号隔开 · separated by semicolons"),
    ];

    /// <summary>The template in the form its ending names: <c>.csv</c>, else a workbook.</summary>
    public static byte[] Of(Methodology methodology, string ending) =>
        ending.Equals(".csv", StringComparison.OrdinalIgnoreCase) ? Csv(methodology)
            : SheetForms.Workbook(Forms(methodology));

    private static IEnumerable<SheetForm> Forms(Methodology methodology)
    {
        yield return new SheetForm("inputs", Single, Singles(methodology));
        foreach (var table in methodology.Tables)
            yield return new SheetForm(table.Name, Columns(table), Begun(table));
    }

    private static List<Dictionary<string, string>> Singles(Methodology methodology)
    {
        var rows = new List<Dictionary<string, string>>
        {
            Row("year", (methodology.Head.ThroughYear ?? methodology.Head.FromYear)?.ToString(
                CultureInfo.InvariantCulture) ?? "", ""),
            Row("from-month", "1", ""), Row("through-month", "12", ""),
        };
        if (methodology.Factors.Any(f => f.Region == FactorSlot.ReportRegion)) rows.Add(Row("region", "", ""));
        rows.AddRange(methodology.Inputs.Select(i => Row(i.Name, i.Options is [var only] ? only.Code : "",
            Symbol(i))));
        return rows;

        static Dictionary<string, string> Row(string name, string value, string unit) =>
            new(StringComparer.Ordinal) { [Name] = name, [Value] = value, [UnitOf] = unit };
    }

    private static ImmutableArray<SheetColumn> Columns(TableDefinition table)
    {
        var month = new SheetColumn(InputData.MonthColumn, "月份", "", [], "1–12");
        return [.. table.HasMonths ? [month] : Array.Empty<SheetColumn>(),
            .. table.Columns.Select(c => new SheetColumn(c.Name, c.Zh, Symbol(c),
                [.. c.Options.Select(o => o.Code)], Help(c))),
            Single[^1]];
    }

    private static List<Dictionary<string, string>> Begun(TableDefinition table) => table.IsOptional || !table.HasMonths
        ? [] : [.. Enumerable.Range(1, 12).Select(m => new Dictionary<string, string>(StringComparer.Ordinal)
            { [InputData.MonthColumn] = m.ToString(CultureInfo.InvariantCulture) })];

    private static string Symbol(InputDefinition input) => input.IsChoice || input.Unit.Symbol == "1" ? ""
        : input.Unit.Symbol;

    private static string Help(InputDefinition input)
    {
        if (input.IsChoice) return string.Join(", ", input.Options.Select(o => $"{o.Code} {o.Zh} {o.En}"));
        var least = input.Least is { } l ? (l / input.Unit.Scale).Shown(6) : "…";
        var most = input.Most is { } m ? (m / input.Unit.Scale).Shown(6) : "…";
        return $"{input.En} · {least}–{most}"
            + (input.IsOptional || input.MissingText.Length > 0 ? " · 可空 may be left empty" : "");
    }

    private static byte[] Csv(Methodology methodology)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var form in Forms(methodology))
        {
            text.Append('[').Append(form.Name).Append("]\r\n");
            Line(form.Columns.Select(c => c.Unit.Length > 0 ? $"{c.Key} [{c.Unit}]" : c.Key));
            foreach (var column in form.Columns.Where(c => c.Help.Length > 0))
                text.Append("# ").Append(column.Key).Append(' ').Append(column.Zh).Append(": ").Append(column.Help)
                    .Append("\r\n");
            foreach (var row in form.Rows) Line(form.Columns.Select(c => row.GetValueOrDefault(c.Key, "")));
        }
        return Encoding.UTF8.GetBytes(text.ToString());

        void Line(IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(c =>
            c.AsSpan().ContainsAny(',', '"') ? $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : c))
            .Append("\r\n");
    }
}
