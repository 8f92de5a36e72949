using System.Globalization;

namespace Chutan.Market.Quantification;

/// <summary>A value on its way through a calculation; numbers are in base units.</summary>
internal readonly record struct Value(ValueKind Kind, Rational Number, string Code, bool Holds)
{
    public static Value Of(Rational number) => new(ValueKind.Number, number, "", false);
    public static Value Of(bool holds) => new(ValueKind.Condition, Rational.Zero, "", holds);
    public static Value Of(string code) => new(ValueKind.Choice, Rational.Zero, code, false);
}

/// <summary>A given figure, read: its value and what proves it.</summary>
internal sealed record ReadFigure(InputDefinition Input, Value Value, GivenValue Given, bool IsWhatIf);

/// <summary>One row of given figures, read; a name that is not in it was left empty.</summary>
internal sealed record ReadRow(string Label, int Month, ImmutableDictionary<string, ReadFigure> Figures, Place Place);

/// <summary>Reads what was given against what a methodology asks for: names, units, bounds, months. Everything that is
/// wrong is noted with its place.</summary>
internal sealed class GivenFigures(
    Methodology methodology, InputData data, ImmutableArray<Override> overrides, Faults faults)
{
    /// <summary>Names that were given, rightly or wrongly: a wrong figure is not also called missing.</summary>
    private readonly HashSet<string> named = new(StringComparer.Ordinal);

    public ImmutableDictionary<string, ReadFigure> Values { get; private set; } =
        ImmutableDictionary<string, ReadFigure>.Empty;

    public ImmutableDictionary<string, ImmutableArray<ReadRow>> Rows { get; private set; } =
        ImmutableDictionary<string, ImmutableArray<ReadRow>>.Empty;

    public void Read()
    {
        var single = ImmutableDictionary.CreateBuilder<string, ReadFigure>(StringComparer.Ordinal);
        ReadAll(data.Values, methodology.Inputs, "", single, () =>
            string.Join(", ", methodology.Inputs.Select(i => i.Name)));
        foreach (var change in overrides)
            if (methodology.Inputs.FirstOrDefault(i => i.Name == change.Name) is { } input
                && Figure(input, new GivenValue(change.Name, change.Text, change.Unit, [], new Place("--set")),
                    input.Name) is { } value)
                single[input.Name] = new ReadFigure(input, value,
                    new GivenValue(change.Name, change.Text, change.Unit, [], default), true);
        RefuseAbsent(methodology.Inputs, single, "", data.Place);
        Values = single.ToImmutable();
        foreach (var given in data.Tables)
            if (methodology.Table(given.Name) is null)
                faults.Add(QuantificationRefusals.InputUnknown, given.Place, ("name", given.Name),
                    ("known", string.Join(", ", methodology.Tables.Select(t => t.Name))));
        foreach (var table in methodology.Tables)
        {
            var given = data.Tables.Where(t => t.Name == table.Name).ToList();
            if (given.Count == 0 && table.IsOptional) Rows = Rows.SetItem(table.Name, []);
            else ReadTable(table, [.. given.SelectMany(g => g.Rows)], given.FirstOrDefault()?.Place ?? data.Place);
        }
    }

    private void ReadTable(TableDefinition table, ImmutableArray<GivenRow> given, Place place)
    {
        var rows = ImmutableArray.CreateBuilder<ReadRow>();
        var labels = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < given.Length; i++)
        {
            var row = given[i];
            var month = table.HasMonths ? Month(table, row) : 0;
            var figures = ImmutableDictionary.CreateBuilder<string, ReadFigure>(StringComparer.Ordinal);
            var label = Label(table, row, month, i + 1);
            var same = labels[label] = labels.GetValueOrDefault(label) + 1;
            if (same > 1) label = $"{label} ({Text.Of(same)})";
            ReadAll([.. row.Values.Where(v => !table.HasMonths || v.Name != InputData.MonthColumn)], table.Columns,
                $"{table.Name}[{label}].", figures, () => string.Join(", ", table.Columns.Select(c => c.Name)));
            RefuseAbsent(table.Columns, figures, $"{table.Name}[{label}].", row.Place);
            if (month is { } number) rows.Add(new ReadRow($"{table.Name} {label}", number, figures.ToImmutable(),
                row.Place));
        }
        if (table.HasMonths) CheckMonths(table, rows, place);
        Rows = Rows.SetItem(table.Name,
            [.. rows.OrderBy(r => r.Month).ThenBy(r => r.Label, StringComparer.Ordinal)]);
    }

    private void CheckMonths(TableDefinition table, IReadOnlyCollection<ReadRow> rows, Place place)
    {
        var missing = Enumerable.Range(data.FromMonth, Math.Max(0, data.ThroughMonth - data.FromMonth + 1))
            .Where(m => rows.All(r => r.Month != m)).ToList();
        if (missing.Count > 0)
            faults.Add(QuantificationRefusals.MonthMissing, place, ("table", table.Name),
                ("months", string.Join(", ", missing.Select(m => Text.Of(m)))));
        if (table.Cover != RowCover.EachMonth) return;
        foreach (var twice in rows.GroupBy(r => r.Month).Where(g => g.Count() > 1))
            faults.Add(QuantificationRefusals.MonthTwice, twice.Last().Place, ("table", table.Name),
                ("month", twice.Key));
    }

    /// <summary>A month as 3, 03, 3月 or 2024-03; null, with the fault noted, when it is none of the period.</summary>
    private int? Month(TableDefinition table, GivenRow row)
    {
        var given = row.Find(InputData.MonthColumn);
        var text = given?.Text.Trim() ?? "";
        var year = Text.Of(data.Year) + "-";
        var digits = text.StartsWith(year, StringComparison.Ordinal) ? text[year.Length..]
            : text.EndsWith('月') ? text[..^1] : text;
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            && month >= data.FromMonth && month <= data.ThroughMonth) return month;
        faults.Add(QuantificationRefusals.BadMonth, given?.Place ?? row.Place, ("table", table.Name), ("text", text),
            ("from", data.FromMonth), ("through", data.ThroughMonth));
        return null;
    }

    private static string Label(TableDefinition table, GivenRow row, int? month, int number)
    {
        var codes = table.Columns.Where(c => c.IsChoice).Select(c => row.Find(c.Name)?.Text.Trim())
            .Where(t => !string.IsNullOrEmpty(t));
        var first = table.HasMonths ? $"m{(month ?? 0).ToString("00", CultureInfo.InvariantCulture)}"
            : $"#{number.ToString("00", CultureInfo.InvariantCulture)}";
        return string.Join(" ", codes.Prepend(first));
    }

    private void ReadAll(ImmutableArray<GivenValue> given, ImmutableArray<InputDefinition> asked, string prefix,
        ImmutableDictionary<string, ReadFigure>.Builder into, Func<string> known)
    {
        foreach (var value in given)
        {
            if (value.Text.Trim().Length == 0) continue;
            named.Add(prefix + value.Name);
            if (asked.FirstOrDefault(i => i.Name == value.Name) is not { } input)
                faults.Add(QuantificationRefusals.InputUnknown, value.Place, ("name", prefix + value.Name),
                    ("known", known()));
            else if (into.ContainsKey(input.Name))
                faults.Add(QuantificationRefusals.InputTwice, value.Place, ("name", prefix + value.Name));
            else if (Figure(input, value, prefix + value.Name) is { } figure)
                into[input.Name] = new ReadFigure(input, figure, value, false);
        }
    }

    private void RefuseAbsent(ImmutableArray<InputDefinition> asked,
        ImmutableDictionary<string, ReadFigure>.Builder read, string prefix, Place place)
    {
        foreach (var input in asked)
            if (!read.ContainsKey(input.Name) && !input.IsOptional && input.Missing is null
                && !named.Contains(prefix + input.Name))
                faults.Add(QuantificationRefusals.InputMissing, place, ("name", prefix + input.Name),
                    ("label", input.Zh), ("unit", input.Unit.Symbol));
    }

    private Value? Figure(InputDefinition input, GivenValue given, string name)
    {
        var text = given.Text.Trim();
        if (input.IsChoice)
        {
            var option = input.Options.FirstOrDefault(o => o.Code == text || o.Zh == text || o.En == text);
            if (option is not null) return Value.Of(option.Code);
            faults.Add(QuantificationRefusals.UnknownOption, given.Place, ("option", text), ("name", name),
                ("expected", string.Join(", ", input.Options.Select(o => $"{o.Code} {o.Zh}"))));
            return null;
        }
        if (Number(text, given.Unit, input.Unit, given.Place, name) is not { } number) return null;
        if (input.StoredDigits is { } digits)
            number = (number / input.Unit.Scale).Round(digits, RoundingMode.HalfUp) * input.Unit.Scale;
        if ((input.Least is { } least && number < least) || (input.Most is { } most && number > most))
        {
            faults.Add(QuantificationRefusals.OutOfBounds, given.Place, ("name", name),
                ("value", (number / input.Unit.Scale).Shown(8)), ("unit", input.Unit.Symbol),
                ("least", Bound(input.Least, input.Unit)), ("most", Bound(input.Most, input.Unit)));
            return null;
        }
        return Value.Of(number);
    }

    /// <summary>A number with its unit, in base units; null with the fault noted.</summary>
    public Rational? Number(string text, string givenUnit, Unit asked, Place place, string name)
    {
        if (!Rational.TryParse(text, out var number))
        {
            faults.Add(QuantificationRefusals.NotANumber, place, ("name", name), ("unit", asked.Symbol),
                ("text", text));
            return null;
        }
        if (givenUnit.Trim().Length == 0) return number * asked.Scale;
        if (Unit.Find(givenUnit) is not { } unit)
        {
            faults.Add(QuantificationRefusals.UnknownUnit, place, ("unit", givenUnit));
            return null;
        }
        if (unit.Dimension == asked.Dimension) return number * unit.Scale;
        faults.Add(QuantificationRefusals.UnitMismatch, place, ("name", name), ("given", unit.Symbol),
            ("found", unit.Dimension.ToString()), ("unit", asked.Symbol), ("expected", asked.Dimension.ToString()));
        return null;
    }

    private static string Bound(Rational? bound, Unit unit) => bound is { } b ? (b / unit.Scale).Shown(8) : "…";
}
