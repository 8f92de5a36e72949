namespace Chutan.Market.Quantification;

/// <summary>One of the parts that add up to the answer of a methodology.</summary>
/// <param name="Line">The methodology's line.</param>
/// <param name="Gas">The greenhouse gas it is of, such as <c>CH4</c>; <c>CO2</c> when no warming potential is in it.
/// </param>
/// <param name="Indirect">It stems from electricity or heat bought, so somebody else emitted it.</param>
/// <param name="Value">Its part of the answer in the answer's unit, with its sign; exact.</param>
/// <param name="Mass">The mass of the gas itself, t; null for CO₂ and for mixtures of gases.</param>
public sealed record Contribution(
    string Line, string Zh, string En, string Gas, bool Indirect, Rational Value, Rational? Mass);

/// <summary>分项: takes the answer of a methodology apart into the lines it is the sum of, as its formulas say. What is
/// no sum stays whole. The parts always add up to the answer.</summary>
public static class Contributions
{
    public const string CarbonDioxide = "CO2";
    private const string WarmingSeries = "gwp.";
    private const string Mixture = "fluorinated";
    private static readonly ImmutableArray<string> IndirectSeries = ["electricity.", "heat."];

    /// <summary>The parts of the methodology's first result, in the order of its formula; those of nothing are left
    /// out.</summary>
    public static ImmutableArray<Contribution> Of(Methodology method, Calculation calculation)
    {
        var answer = method.Line(method.Results[0].Name);
        var terms = new List<(Line Line, Rational Times)>();
        if (!Split(method, answer.Syntax, Rational.One, terms)) terms = [(answer, Rational.One)];
        return
        [
            .. terms.Select(t => Part(method, calculation, t.Line, t.Times, answer.Unit)).Where(c => !c.Value.IsZero),
        ];
    }

    /// <summary>The lines a methodology takes off its first result.</summary>
    public static ImmutableHashSet<string> TakenOff(Methodology method)
    {
        var answer = method.Line(method.Results[0].Name);
        var terms = new List<(Line Line, Rational Times)>();
        return Split(method, answer.Syntax, Rational.One, terms)
            ? [.. terms.Where(t => t.Times.Sign < 0).Select(t => t.Line.Name)] : [];
    }

    private static Contribution Part(
        Methodology method, Calculation calculation, Line line, Rational times, Unit unit)
    {
        var value = calculation.Exact(line.Name) * line.Unit.Scale * times / unit.Scale;
        var slots = new HashSet<string>(StringComparer.Ordinal);
        Gather(method, line.Syntax, slots, []);
        var used = method.Factors.Where(f => slots.Contains(f.Name)).ToList();
        var warming = used.Where(f => f.Series.StartsWith(WarmingSeries, StringComparison.Ordinal)).ToList();
        var gas = warming is [var one] ? one.Series[WarmingSeries.Length..]
            : warming.Count == 0 ? CarbonDioxide : Mixture;
        var indirect = used.Any(f => IndirectSeries.Any(s => f.Series.StartsWith(s, StringComparison.Ordinal)));
        return new Contribution(line.Name, line.Zh, line.En, gas, indirect, value,
            gas is CarbonDioxide or Mixture ? null : Mass(calculation, warming[0].Name, value));
    }

    /// <summary>The mass behind an amount of CO₂ equivalent, by the warming potential the calculation took.</summary>
    private static Rational? Mass(Calculation calculation, string slot, Rational equivalent) =>
        calculation.Trace.FirstOrDefault(t => t.Kind == TraceKind.Factor && t.Name == slot) is { } factor
            && Rational.TryParse(factor.Value, out var potential) && !potential.IsZero ? equivalent / potential : null;

    /// <summary>Takes a sum apart; false when the expression is none.</summary>
    private static bool Split(Methodology method, Syntax syntax, Rational times, List<(Line, Rational)> terms)
    {
        switch (syntax)
        {
            case NameSyntax name when method.Lines.FirstOrDefault(l => l.Name == name.Name) is { } line:
                var inner = new List<(Line, Rational)>();
                if (line.Rounding is null && line.Syntax is BinarySyntax or NegateSyntax
                    && Split(method, line.Syntax, times, inner)) terms.AddRange(inner);
                else terms.Add((line, times));
                return true;
            case NegateSyntax negate:
                return Split(method, negate.Of, -times, terms);
            case BinarySyntax { Operator: Operator.Add } sum:
                return Split(method, sum.Left, times, terms) && Split(method, sum.Right, times, terms);
            case BinarySyntax { Operator: Operator.Subtract } difference:
                return Split(method, difference.Left, times, terms) && Split(method, difference.Right, -times, terms);
            case BinarySyntax { Operator: Operator.Multiply } product:
                if (Fixed(method, product.Right) is { } right) return Split(method, product.Left, times * right, terms);
                return Fixed(method, product.Left) is { } left
                    && Split(method, product.Right, times * left, terms);
            default:
                return false;
        }
    }

    /// <summary>The value of a number or of one the methodology fixes, in base units; null for anything else.</summary>
    private static Rational? Fixed(Methodology method, Syntax syntax) => syntax switch
    {
        NumberSyntax number => number.Value,
        NameSyntax name => method.Constants.FirstOrDefault(c => c.Name == name.Name)?.Value,
        _ => null,
    };

    /// <summary>Every factor an expression rests on, through the lines and rows it names.</summary>
    private static void Gather(Methodology method, Syntax syntax, HashSet<string> slots, HashSet<string> seen)
    {
        switch (syntax)
        {
            case NameSyntax name when seen.Add(name.Name):
                slots.Add(name.Name);
                var line = method.Lines.FirstOrDefault(l => l.Name == name.Name)
                    ?? method.Tables.SelectMany(t => t.Lines).FirstOrDefault(l => l.Name == name.Name);
                if (line is not null) Gather(method, line.Syntax, slots, seen);
                break;
            case NegateSyntax negate: Gather(method, negate.Of, slots, seen); break;
            case NotSyntax not: Gather(method, not.Of, slots, seen); break;
            case BinarySyntax both:
                Gather(method, both.Left, slots, seen);
                Gather(method, both.Right, slots, seen);
                break;
            case CaseSyntax choice:
                foreach (var (when, then) in choice.Branches)
                {
                    Gather(method, when, slots, seen);
                    Gather(method, then, slots, seen);
                }
                Gather(method, choice.Otherwise, slots, seen);
                break;
            case CallSyntax call:
                foreach (var argument in call.Arguments) Gather(method, argument, slots, seen);
                break;
        }
    }
}
