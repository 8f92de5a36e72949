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
