using System.Globalization;

namespace Chutan.Market.Rulebook;

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
