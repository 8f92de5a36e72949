using System.Globalization;

namespace Chutan.Market.Kernel;

/// <summary>What a line of an explanation is.</summary>
public enum LineKind
{
    /// <summary>A figure somebody reported, verified or entered.</summary>
    Input = 0,
    /// <summary>A value the law or a yearly plan fixes.</summary>
    Rule = 1,
    /// <summary>An intermediate result.</summary>
    Step = 2,
    /// <summary>The outcome, rounded once.</summary>
    Result = 3,
}

/// <summary>One line of how a figure was worked out; a later line may use earlier ones by their symbol.</summary>
/// <param name="Symbol">Short name used in formulas, for example <c>Q</c>.</param>
/// <param name="Label">Key of the line's text in both languages.</param>
/// <param name="Formula">For example <c>Q × I × k × m</c>; null for a plain input.</param>
/// <param name="Value">Exact decimal as text.</param>
/// <param name="Unit">For example <c>t</c>, <c>d</c>; empty for a bare number.</param>
/// <param name="RuleKey">The rule key the value was read from; null when it is not from the rulebook.</param>
/// <param name="Basis">Instrument and article; null for inputs.</param>
/// <param name="Standing">How sure the rule value is; null when it is not from the rulebook.</param>
public sealed record ExplanationLine(string Symbol, string Label, string? Formula, string Value, string Unit,
    LineKind Kind, string? RuleKey, Citation? Basis, string? Standing);

/// <summary>Collects the lines of one explanation in the order they were worked out.</summary>
public sealed class Explanation(RuleReader rules)
{
    private readonly ImmutableArray<ExplanationLine>.Builder lines = ImmutableArray.CreateBuilder<ExplanationLine>();

    public ImmutableArray<ExplanationLine> Lines => lines.ToImmutable();

    public decimal Input(string symbol, string label, decimal value, string unit, Citation? basis = null) =>
        Add(symbol, label, null, value, unit, LineKind.Input, basis);

    public decimal Step(string symbol, string label, string formula, decimal value, string unit) =>
        Add(symbol, label, formula, value, unit, LineKind.Step, null);

    /// <summary>The result of rounding once; the residual stays visible in the step before it.</summary>
    public Tonnes Result(string symbol, string label, string formula, Tonnes value, Citation? basis = null)
    {
        Add(symbol, label, formula, value.Count, "t", LineKind.Result, basis);
        return value;
    }

    /// <summary>A value fixed by a decision of the authority, for example a sector's control coefficient.</summary>
    public decimal Decided(string symbol, string label, decimal value, string unit, Citation basis) =>
        Add(symbol, label, null, value, unit, LineKind.Rule, basis);

    /// <summary>A value the rulebook fixes, read just before.</summary>
    public decimal Rule(string symbol, string label, ParameterKey key, decimal value)
    {
        var use = rules.Used.LastOrDefault(u => u.Key == key.Name);
        lines.Add(new ExplanationLine(symbol, label, null, Write(value), key.Unit, LineKind.Rule, key.Name, use?.Basis,
            use?.Standing));
        return value;
    }

    private decimal Add(string symbol, string label, string? formula, decimal value, string unit, LineKind kind,
        Citation? basis)
    {
        lines.Add(new ExplanationLine(symbol, label, formula, Write(value), unit, kind, null, basis, null));
        return value;
    }

    private static string Write(decimal value) =>
        value.ToString("0.############################", CultureInfo.InvariantCulture);
}

/// <summary>How explanations are written into snapshots.</summary>
internal static class ExplanationSnapshot
{
    public static void Write(StateWriter to, ImmutableArray<ExplanationLine> lines) =>
        to.Many(lines.IsDefault ? [] : lines, l =>
        {
            foreach (var text in new[] { l.Symbol, l.Label, l.Formula, l.Value, l.Unit, l.RuleKey }) to.String(text);
            to.Int((int)l.Kind);
            to.Bool(l.Basis is not null);
            if (l.Basis is not null)
            {
                to.String(l.Basis.Instrument);
                to.String(l.Basis.Article);
            }
            to.String(l.Standing);
        });

    public static ImmutableArray<ExplanationLine> Read(StateReader from)
    {
        var lines = ImmutableArray.CreateBuilder<ExplanationLine>();
        from.Many(() =>
        {
            var (symbol, label, formula) = (from.String(), from.String(), from.MaybeString());
            var (value, unit, key, kind) = (from.String(), from.String(), from.MaybeString(), (LineKind)from.Int());
            var basis = from.Bool() ? new Citation(from.String(), from.MaybeString()) : null;
            lines.Add(new ExplanationLine(symbol, label, formula, value, unit, kind, key, basis, from.MaybeString()));
        });
        return lines.ToImmutable();
    }
}
