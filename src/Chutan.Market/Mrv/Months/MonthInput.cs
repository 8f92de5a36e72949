using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>月度数据汇入核算: makes the figures of months into what a methodology calculates with. Figures that do not count
/// are left out, so that the method's own conservative value takes their place. The same figures give the same input,
/// in whatever order they were entered.</summary>
public static class MonthInput
{
    /// <summary>The province this market is of, for factors that are by province.</summary>
    public const string Region = "CN-HB";
    private const string Source = "months";

    /// <summary>The input of a period.</summary>
    /// <param name="months">One record for each month there is; the caller chooses accepted or merely filed ones.
    /// </param>
    /// <param name="of">Whether a facility's rows are meant; null for the whole entity.</param>
    public static InputData Of(Methodology method, ComplianceYear year, int from, int through,
        IEnumerable<MonthRecord> months, Func<string, bool>? of, Faults faults)
    {
        var figures = months.Where(m => m.Year == year && m.Month >= from && m.Month <= through)
            .OrderBy(m => m.Month)
            .SelectMany(m => m.Content.Rows.Select((row, i) => new Given(m.Month, i, Used(m, row, i))))
            .Where(g => of is null || of(g.Row.Facility))
            .ToImmutableArray();
        return Of(method, year, from, through, figures, faults);
    }

    /// <summary>The input of one month that is not (yet) a record: every figure as given.</summary>
    /// <param name="of">Whether a facility's rows are meant; null for the whole entity.</param>
    public static InputData OfMonth(Methodology method, ComplianceYear year, int month, ImmutableArray<MonthRow> rows,
        Faults faults, Func<string, bool>? of = null) => Of(method, year, month, month,
        [.. rows.Select((row, i) => new Given(month, i, Counting(row))).Where(g => of is null || of(g.Row.Facility))],
        faults);

    /// <summary>The code that tells a row of a table apart, such as the fuel; empty when it has none.</summary>
    public static string ChoiceOf(Methodology method, MonthRow row) =>
        method.Table(row.Table) is { } table && PlanCheck.RowChoice(table) is { } choice
            ? row.Find(choice.Name)?.Text.Trim() ?? "" : "";

    private static InputData Of(Methodology method, ComplianceYear year, int from, int through,
        ImmutableArray<Given> given, Faults faults)
    {
        var at = new Place(Source);
        var single = method.Inputs.SelectMany(i => Single(i, given, faults)).ToImmutableArray();
        var unknown = given.Where(g => g.Row.Table.Length == 0).SelectMany(g => g.Row.Figures.Select(f => (g, f)))
            .Where(x => method.Inputs.All(i => i.Name != x.f.Column)).Select(x => Value(x.g, x.f));
        var tables = given.Where(g => g.Row.Table.Length > 0).GroupBy(g => g.Row.Table, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new GivenTable(g.Key, Rows(method.Table(g.Key), [.. g], faults), at)).ToImmutableArray();
        return new InputData(year.Year, Region, from, through, [.. single, .. unknown], tables, [], at);
    }

    /// <summary>The row without the figures that rest on reports that do not count.</summary>
    private static MonthRow Used(MonthRecord record, MonthRow row, int index)
    {
        var unused = record.Substitutions.Where(s => s.Row == index).Select(s => s.Column).ToHashSet(
            StringComparer.Ordinal);
        return Counting(unused.Count == 0 ? row : row with
        { Figures = [.. row.Figures.Where(f => !unused.Contains(f.Column))] });
    }

    /// <summary>The row without what is left to the method's default.</summary>
    private static MonthRow Counting(MonthRow row) =>
        row with { Figures = [.. row.Figures.Where(f => f.Acquisition != Acquisition.Default)] };

    private static ImmutableArray<GivenRow> Rows(TableDefinition? table, ImmutableArray<Given> given, Faults faults)
    {
        var ordered = given.OrderBy(g => g.Month).ThenBy(g => Key(table, g.Row), StringComparer.Ordinal);
        if (table?.Cover == RowCover.EachMonth)
            return [.. ordered.GroupBy(g => g.Month).Select(g => Merged(table, [.. g], faults))];
        return [.. ordered.Select(g => new GivenRow(
            [.. Month(table, g), .. g.Row.Figures.Select(f => Value(g, f))], PlaceOf(g, "")))];
    }

    /// <summary>Several facilities' rows of a table that has one row a month: quantities add up.</summary>
    private static GivenRow Merged(TableDefinition table, ImmutableArray<Given> given, Faults faults)
    {
        if (given is [var only])
            return new GivenRow([.. Month(table, only), .. only.Row.Figures.Select(f => Value(only, f))],
                PlaceOf(only, ""));
        var values = table.Columns.SelectMany(c => Together(c, [.. given.SelectMany(g =>
            g.Row.Figures.Where(f => f.Column == c.Name).Select(f => (g, f)))], faults));
        return new GivenRow([.. Month(table, given[0]), .. values], PlaceOf(given[0], ""));
    }

    private static IEnumerable<GivenValue> Single(InputDefinition input, ImmutableArray<Given> given, Faults faults) =>
        Together(input, [.. given.Where(g => g.Row.Table.Length == 0)
            .SelectMany(g => g.Row.Figures.Where(f => f.Column == input.Name).Select(f => (g, f)))], faults);

    /// <summary>One figure out of several: quantities add up, everything else must be the same each time.</summary>
    private static IEnumerable<GivenValue> Together(InputDefinition input,
        ImmutableArray<(Given Given, MonthFigure Figure)> figures, Faults faults)
    {
        if (figures.IsEmpty) yield break;
        var first = Value(figures[0].Given, figures[0].Figure);
        var evidence = figures.SelectMany(f => f.Figure.Evidence).Distinct().Order(StringComparer.Ordinal)
            .ToImmutableArray();
        if (figures.Length == 1) yield return first;
        else if (!input.IsChoice && IsQuantity(input.Unit) && Sum(input, figures) is { } sum)
            yield return first with { Text = sum.ToString(), Unit = input.Unit.Symbol, Evidence = evidence };
        else
        {
            var values = figures.Select(f => $"{f.Figure.Text.Trim()} {f.Figure.Unit}".Trim()).Distinct().ToList();
            if (values.Count > 1)
                faults.Add(MonthRefusals.FiguresDiffer, first.Place, ("figure", input.Name),
                    ("values", string.Join(", ", values)));
            yield return first with { Evidence = evidence };
        }
    }

    private static Rational? Sum(InputDefinition input, ImmutableArray<(Given Given, MonthFigure Figure)> figures)
    {
        var sum = Rational.Zero;
        foreach (var (_, figure) in figures)
        {
            var unit = figure.Unit.Trim().Length == 0 ? input.Unit : Unit.Find(figure.Unit);
            if (unit is null || unit.Dimension != input.Unit.Dimension
                || !Rational.TryParse(figure.Text.Trim(), out var number)) return null;
            sum += number * unit.Scale / input.Unit.Scale;
        }
        return sum;
    }

    /// <summary>Whether figures of this unit add up over months and facilities: tonnes do, shares and ratios do not.
    /// </summary>
    private static bool IsQuantity(Unit unit) => unit.Dimension.IsQuantity;

    private static IEnumerable<GivenValue> Month(TableDefinition? table, Given given) => table is { HasMonths: false }
        ? [] : [new GivenValue(InputData.MonthColumn, Text.Of(given.Month), "", [], PlaceOf(given, "month"))];

    private static GivenValue Value(Given given, MonthFigure figure) => new(figure.Column, figure.Text.Trim(),
        figure.Unit.Trim(), [.. figure.Evidence.Order(StringComparer.Ordinal)], PlaceOf(given, figure.Column));

    private static Place PlaceOf(Given given, string column) => new(Source, given.Month, given.Index + 1,
        $"{Text.Of(given.Month)}/rows[{Text.Of(given.Index)}]{(column.Length > 0 ? "." + column : "")}");

    /// <summary>What rows of a month are ordered by: the choices, then everything else that was given.</summary>
    private static string Key(TableDefinition? table, MonthRow row)
    {
        var choices = table?.Columns.Where(c => c.IsChoice).Select(c => row.Find(c.Name)?.Text.Trim() ?? "") ?? [];
        var rest = row.Figures.OrderBy(f => f.Column, StringComparer.Ordinal)
            .Select(f => $"{f.Column}={Plain(f.Text)} {f.Unit}");
        return string.Join('\u0001', [.. choices, row.Facility, .. rest]);
    }

    private static string Plain(string text) =>
        Rational.TryParse(text.Trim(), out var number) ? number.ToString() : text.Trim();

    private sealed record Given(int Month, int Index, MonthRow Row);
}
