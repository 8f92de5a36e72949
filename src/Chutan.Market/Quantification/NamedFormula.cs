namespace Chutan.Market.Quantification;

/// <summary>A formula or condition over named figures, outside any methodology: the same language with the same check
/// of dimensions. A figure that is not there makes the answer null.</summary>
public sealed class NamedFormula
{
    private readonly Syntax syntax;
    private readonly string text;
    private readonly Place place;

    private NamedFormula(Syntax syntax, string text, Place place)
    {
        this.syntax = syntax;
        this.text = text;
        this.place = place;
    }

    /// <summary>Reads a condition over the figures; null with the fault noted when it is none.</summary>
    public static NamedFormula? Condition(string text, IEnumerable<(string Name, Unit Unit)> figures, Place place,
        Faults faults) => Read(text, figures, place, faults) is var (formula, names) && formula is not null
            && new Typing(names, place, faults).Condition(formula.syntax) is not null ? formula : null;

    /// <summary>Reads a formula that gives a number of the unit's dimension; null with the fault noted otherwise.
    /// </summary>
    public static NamedFormula? Number(string text, Unit unit, IEnumerable<(string Name, Unit Unit)> figures,
        Place place, Faults faults)
    {
        var (formula, names) = Read(text, figures, place, faults);
        if (formula is null || new Typing(names, place, faults).Number(formula.syntax) is not { } type) return null;
        if (type.IsBareZero || type.Dimension == unit.Dimension) return formula;
        faults.Add(QuantificationRefusals.ResultDimension, place, ("name", text), ("unit", unit.Symbol),
            ("declared", unit.Dimension.ToString()), ("found", type.Dimension.ToString()));
        return null;
    }

    /// <summary>Whether the condition holds; null when a figure it needs is not there.</summary>
    /// <param name="figures">In base units.</param>
    public bool? Holds(IReadOnlyDictionary<string, Rational> figures) => Evaluator(figures).Condition(syntax);

    /// <summary>The number in base units; null when a figure is not there or something is divided by zero.</summary>
    public Rational? Value(IReadOnlyDictionary<string, Rational> figures) => Evaluator(figures).Number(syntax);

    private Evaluator Evaluator(IReadOnlyDictionary<string, Rational> figures) =>
        new(null, text, place, null, new Faults()) { Figures = figures };

    private static (NamedFormula? Formula, NameTable Names) Read(string text,
        IEnumerable<(string Name, Unit Unit)> figures, Place place, Faults faults)
    {
        var names = new NameTable();
        foreach (var (name, unit) in figures)
        {
            names.Add(name, ValueType.Number(unit.Dimension));
            names.AddOptional(name);
        }
        return (Parser.Read(text, place, faults) is { } syntax ? new NamedFormula(syntax, text, place) : null, names);
    }
}
