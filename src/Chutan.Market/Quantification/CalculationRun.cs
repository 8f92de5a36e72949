namespace Chutan.Market.Quantification;

/// <summary>One calculation: substitutes, rows, formulas, checks and results in their fixed order, each step traced.
/// </summary>
internal sealed class CalculationRun(Methodology methodology, InputData data, ImmutableArray<Override> overrides,
    GivenFigures given, Faults faults, bool outsideItsYears)
{
    private const int ShownDigits = 8;
    private readonly Dictionary<string, Value> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Dictionary<string, Value>>> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Slot, string Item), Rational?> factors = [];
    private readonly HashSet<string> broken = new(StringComparer.Ordinal);
    private readonly List<TraceLine> fixedLines = [];
    private readonly List<TraceLine> trace = [];
    private readonly List<string> evidenceGaps = [];

    public Calculation? Run()
    {
        values[Calculating.Year] = Value.Of(Rational.Of(data.Year));
        values[Calculating.Months] = Value.Of(Rational.Of(data.ThroughMonth - data.FromMonth + 1));
        foreach (var constant in methodology.Constants) Take(constant);
        foreach (var input in methodology.Inputs) Take(input, given.Values.GetValueOrDefault(input.Name), "", values,
            null);
        foreach (var condition in methodology.Conditions)
            if (Evaluator(condition.Id, condition.Place, null).Condition(condition.Syntax) == false)
                faults.Add(QuantificationRefusals.NotApplicable, data.Place, ("id", condition.Id),
                    ("condition", $"{condition.Zh} {condition.En}"));
        foreach (var table in methodology.Tables) Take(table);
        if (faults.Any) return null;
        foreach (var line in methodology.Lines)
            if (Work(line, "", null) is { } value) values[line.Name] = Value.Of(value);
        var checks = methodology.Checks.SelectMany(Check).ToImmutableArray();
        if (faults.Any) return null;
        var results = methodology.Results.Select(Result).ToImmutableArray();
        return new Calculation(methodology.Id, methodology.Version, methodology.Hash, methodology.Head.Zh,
            methodology.Head.En, data.Year, data.Region, data.FromMonth, data.ThroughMonth,
            overrides.Length > 0 || outsideItsYears, results, [.. fixedLines, .. trace], checks, [.. evidenceGaps], "")
            .Sealed();
    }

    /// <summary>The factors the reporter says were used must be those this methodology takes for the year.</summary>
    public void CheckStatedFactors()
    {
        foreach (var stated in data.StatedFactors)
        {
            if (methodology.Factors.FirstOrDefault(f => f.Name == stated.Name) is not { } slot)
            {
                faults.Add(QuantificationRefusals.InputUnknown, stated.Place, ("name", stated.Name),
                    ("known", string.Join(", ", methodology.Factors.Select(f => f.Name))));
                continue;
            }
            var series = methodology.SeriesOf(slot);
            if (given.Number(stated.Text.Trim(), stated.Unit, series.Unit, stated.Place, stated.Name) is not { } value)
                continue;
            var right = series.Resolve(slot, slot.Item, Region(slot), data.Year, stated.Place, faults);
            if (right is null || right.Value == value) continue;
            var other = series.Values.FirstOrDefault(v => v.Item == slot.Item && v.Value == value);
            if (other is null)
                faults.Add(QuantificationRefusals.FactorDiffers, stated.Place, ("name", stated.Name),
                    ("stated", stated.Text), ("value", right.Written), ("year", right.DataYear),
                    ("source", right.Source));
            else
                faults.Add(QuantificationRefusals.FactorWrongYear, stated.Place, ("name", stated.Name),
                    ("stated", stated.Text), ("other", $"{other.Region} {Text.Of(other.DataYear)}"),
                    ("value", right.Written), ("year", right.DataYear), ("source", right.Source));
        }
    }

    /// <summary>The value of a factor for this report, resolved once; null with the fault noted.</summary>
    internal Rational? Factor(FactorSlot slot, string item, Place place)
    {
        if (factors.TryGetValue((slot.Name, item), out var known)) return known;
        var series = methodology.SeriesOf(slot);
        var change = item == slot.Item ? overrides.FirstOrDefault(o => o.Name == slot.Name) : null;
        if (change is not null)
        {
            var tried = given.Number(change.Text, change.Unit, series.Unit, new Place("--set"), slot.Name);
            if (tried is { } number)
                fixedLines.Add(Traced(TraceKind.Factor, slot.Name, "", slot.Zh, slot.En, "", number, series.Unit) with
                {
                    IsWhatIf = true,
                });
            return factors[(slot.Name, item)] = tried;
        }
        var value = series.Resolve(slot, item, Region(slot), data.Year, place, faults);
        if (value is not null)
        {
            var name = item == slot.Item ? slot.Name : $"{slot.Name}[{item}]";
            var source = $"{value.Source} {value.Region} {Text.Of(value.DataYear)}"
                + (value.Cite.Length == 0 ? "" : $" · {value.Cite}");
            fixedLines.Add(Traced(TraceKind.Factor, name, "", slot.Zh, slot.En, "", value.Value, series.Unit) with
            {
                Source = source,
                Standing = value.Standing,
            });
        }
        return factors[(slot.Name, item)] = value?.Value;
    }

    internal FactorSlot? Slot(string name) => methodology.Factors.FirstOrDefault(f => f.Name == name);
    internal List<Dictionary<string, Value>> Rows(string table) => tables[table];
    /// <summary>Whether a value could not be worked out: what rests on it is then not called missing too.</summary>
    internal bool IsBroken(string name) => broken.Contains(name);
    internal bool TryValue(string name, out Value value) => values.TryGetValue(name, out value);

    private string Region(FactorSlot slot) => slot.Region == FactorSlot.ReportRegion ? data.Region : slot.Region;

    private Evaluator Evaluator(string name, Place place, Dictionary<string, Value>? row) =>
        new(this, name, place, row, faults);

    private void Take(Constant constant)
    {
        var change = overrides.FirstOrDefault(o => o.Name == constant.Name);
        var value = change is null ? constant.Value
            : given.Number(change.Text, change.Unit, constant.Unit, new Place("--set"), constant.Name)
                ?? constant.Value;
        values[constant.Name] = Value.Of(value);
        var line = Traced(TraceKind.Constant, constant.Name, "", constant.Zh, constant.En, "", value, constant.Unit);
        fixedLines.Add(line with { Source = constant.Source, IsWhatIf = change is not null });
    }

    /// <summary>Takes over a given figure, or the conservative value where it is missing.</summary>
    private void Take(InputDefinition input, ReadFigure? figure, string row, Dictionary<string, Value> into,
        Dictionary<string, Value>? rowValues)
    {
        if (figure is null)
        {
            if (input.Missing is not { } missing) return;
            if (Evaluator(input.Name, input.Place, rowValues).Number(missing) is not { } number)
            {
                broken.Add(input.Name);
                return;
            }
            into[input.Name] = Value.Of(number);
            trace.Add(Traced(TraceKind.Substitute, input.Name, row, input.Zh, input.En, input.MissingText, number,
                input.Unit));
            return;
        }
        into[input.Name] = figure.Value;
        if (input.Evidence.Length > 0 && figure.Given.Evidence.Length == 0 && !figure.IsWhatIf)
            evidenceGaps.Add(row.Length == 0 ? input.Name : $"{row} {input.Name}");
        var line = input.IsChoice
            ? new TraceLine(TraceKind.Input, input.Name, row, input.Zh, input.En, "", figure.Value.Code,
                figure.Value.Code, "", [], "", null, false)
            : Traced(TraceKind.Input, input.Name, row, input.Zh, input.En, Converted(input, figure.Given),
                figure.Value.Number, input.Unit);
        trace.Add(line with
        {
            Evidence = [.. figure.Given.Evidence.Order(StringComparer.Ordinal)],
            IsWhatIf = figure.IsWhatIf,
        });
    }

    private static string Converted(InputDefinition input, GivenValue given) =>
        given.Unit.Length == 0 || Unit.Find(given.Unit)?.Scale == input.Unit.Scale ? ""
            : $"{given.Text.Trim()} {given.Unit}";

    private void Take(TableDefinition table)
    {
        var rows = tables[table.Name] = [];
        foreach (var read in given.Rows.GetValueOrDefault(table.Name, []))
        {
            var row = new Dictionary<string, Value>(StringComparer.Ordinal);
            if (table.HasMonths)
            {
                row[InputData.MonthColumn] = Value.Of(Rational.Of(read.Month));
                row[Calculating.MonthHours] = Value.Of(
                    Rational.Of(24L * CalendarSystem.Iso.GetDaysInMonth(data.Year, read.Month)));
            }
            foreach (var column in table.Columns)
                Take(column, read.Figures.GetValueOrDefault(column.Name), read.Label, row, row);
            foreach (var line in table.Lines)
                if (Work(line, read.Label, row) is { } value) row[line.Name] = Value.Of(value);
            rows.Add(row);
        }
    }

    private Rational? Work(Line line, string row, Dictionary<string, Value>? rowValues)
    {
        if (Evaluator(line.Name, line.Place, rowValues).Number(line.Syntax) is not { } value)
        {
            broken.Add(line.Name);
            return null;
        }
        var formula = line.Formula;
        if (line.Rounding is { } rounding)
        {
            value = (value / line.Unit.Scale).Round(rounding.Digits, rounding.Mode) * line.Unit.Scale;
            formula = $"{formula}  → {Words(rounding)}";
        }
        trace.Add(Traced(TraceKind.Step, line.Name, row, line.Zh, line.En, formula, value, line.Unit) with
        {
            Source = line.Source,
        });
        return value;
    }

    private IEnumerable<CheckOutcome> Check(CheckDefinition check)
    {
        if (check.Table.Length == 0)
        {
            yield return Outcome(null, "");
            yield break;
        }
        var labels = given.Rows.GetValueOrDefault(check.Table, []);
        var rows = tables[check.Table];
        for (var i = 0; i < rows.Count; i++) yield return Outcome(rows[i], labels[i].Label);

        CheckOutcome Outcome(Dictionary<string, Value>? row, string label) => new(check.Id, check.Severity,
            Evaluator(check.Id, check.Place, row).Condition(check.Syntax) ?? false, label, check.Zh, check.En,
            check.Fields);
    }

    private OutputValue Result(ResultDefinition result)
    {
        var line = methodology.Line(result.Name);
        var exact = values[line.Name].Number / line.Unit.Scale;
        var rounded = exact.Round(result.Rounding.Digits, result.Rounding.Mode);
        var text = rounded.Fixed(Math.Max(result.Rounding.Digits, 0));
        return new OutputValue(line.Name, line.Zh, line.En, text, exact.ToString(), line.Unit.Symbol,
            Words(result.Rounding));
    }

    private static string Words(DeclaredRounding rounding) => $"{rounding.Mode switch
    {
        RoundingMode.HalfUp => "half-up",
        RoundingMode.HalfEven => "half-even",
        RoundingMode.Floor => "floor",
        _ => "ceiling",
    }} {Text.Of(rounding.Digits)}";

    private static TraceLine Traced(TraceKind kind, string name, string row, string zh, string en, string formula,
        Rational value, Unit unit)
    {
        var own = value / unit.Scale;
        return new TraceLine(kind, name, row, zh, en, formula, own.ToString(), own.Shown(ShownDigits),
            unit.Symbol == "1" ? "" : unit.Symbol, [], "", null, false);
    }
}
