using System.Security.Cryptography;

namespace Chutan.Market.Quantification;

/// <summary>What a line of a trace is.</summary>
public enum TraceKind
{
    /// <summary>A number the methodology fixes.</summary>
    Constant = 0,
    /// <summary>A dated factor.</summary>
    Factor = 1,
    /// <summary>A figure somebody gave.</summary>
    Input = 2,
    /// <summary>The conservative value the method puts where a figure is missing.</summary>
    Substitute = 3,
    /// <summary>Worked out on the way.</summary>
    Step = 4,
    /// <summary>The outcome, rounded once.</summary>
    Result = 5,
}

/// <summary>One line of how a result came about.</summary>
/// <param name="Row">Which row of which table, for example <c>fuel m03 coal</c>; empty for single figures.</param>
/// <param name="Formula">The expression, or the value as it was given with another unit; empty otherwise.</param>
/// <param name="Value">Exact, in the unit: a decimal when it ends, otherwise a fraction.</param>
/// <param name="Shown">The same for people, with at most eight decimals.</param>
/// <param name="Evidence">References to what proves a given figure.</param>
/// <param name="Source">Where a factor or constant is written, with its region and data year.</param>
/// <param name="IsWhatIf">The value was put in place of another, to try.</param>
public sealed record TraceLine(TraceKind Kind, string Name, string Row, string Zh, string En, string Formula,
    string Value, string Shown, string Unit, ImmutableArray<string> Evidence, string Source, Standing? Standing,
    bool IsWhatIf);

/// <summary>One value the methodology answers with.</summary>
/// <param name="Exact">Before rounding.</param>
/// <param name="Rounding">For example <c>half-up 2</c>.</param>
public sealed record OutputValue(
    string Name, string Zh, string En, string Value, string Exact, string Unit, string Rounding);

/// <summary>Whether a check held, and for which row.</summary>
public sealed record CheckOutcome(string Id, CheckSeverity Severity, bool Holds, string Row, string Zh, string En,
    ImmutableArray<string> Fields);

/// <summary>核算结果: the answer of a methodology with everything it rests on. The trace hash covers methodology, year,
/// inputs, evidence, factors, steps and rounding, and nothing about the file or form they came from: the same figures
/// entered in any way give the same hash.</summary>
/// <param name="EvidenceGaps">Given figures for which the method asks evidence and none was named.</param>
public sealed record Calculation(string Methodology, string Version, string MethodologyHash, string NameZh,
    string NameEn, int Year, string Region, int FromMonth, int ThroughMonth, bool IsWhatIf,
    ImmutableArray<OutputValue> Results, ImmutableArray<TraceLine> Trace, ImmutableArray<CheckOutcome> Checks,
    ImmutableArray<string> EvidenceGaps, string TraceHash)
{
    /// <summary>Whether the result may be used: nothing tried out, and no blocking check failed.</summary>
    public bool IsUsable => !IsWhatIf && Checks.All(c => c.Holds || c.Severity != CheckSeverity.Block);

    public OutputValue Result(string name) => Results.First(r => r.Name == name);

    /// <summary>The exact value of a named single line.</summary>
    public Rational Exact(string name)
    {
        var line = Trace.Last(t => t.Name == name && t.Row.Length == 0);
        return Rational.Exact(line.Value) ?? throw new FormatException($"{name} has no number in the trace.");
    }

    /// <summary>The same result with its trace hash filled in.</summary>
    internal Calculation Sealed()
    {
        var to = new StateWriter();
        foreach (var text in new[] { "chutan-trace-1", Methodology, Version, MethodologyHash, Region }) to.String(text);
        foreach (var number in new[] { Year, FromMonth, ThroughMonth }) to.Int(number);
        to.Bool(IsWhatIf);
        to.Many(Trace, t =>
        {
            to.Int((int)t.Kind);
            foreach (var text in new[] { t.Name, t.Row, t.Value, t.Unit, t.Source }) to.String(text);
            to.Many(t.Evidence, e => to.String(e));
            to.Int(t.Standing is { } standing ? (int)standing : -1);
            to.Bool(t.IsWhatIf);
        });
        to.Many(Results, r =>
        {
            foreach (var text in new[] { r.Name, r.Value, r.Exact, r.Unit, r.Rounding }) to.String(text);
        });
        to.Many(Checks, c =>
        {
            to.String(c.Id);
            to.String(c.Row);
            to.Bool(c.Holds);
        });
        return this with { TraceHash = Convert.ToHexStringLower(SHA256.HashData(to.Written.Span)) };
    }
}
