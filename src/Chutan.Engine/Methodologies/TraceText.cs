using Chutan.Market.Quantification;
using Chutan.Market.Rulebook;
using static System.FormattableString;

namespace Chutan.Engine.Methodologies;

/// <summary>A calculation as a page of text that a person can follow line by line, in both languages.</summary>
public static class TraceText
{
    private const int ShortestCut = 40;
    private const int MostGaps = 12;

    /// <summary>The results, the checks that failed, and the trace hash.</summary>
    public static string Summary(Calculation calculation) => Page(
    [
        .. Head(calculation),
        .. calculation.Results.Select(r => $"  {r.Name,-12} {WithUnit(r.Value, r.Unit)}   {r.Zh} {r.En}"),
        .. Checks([.. calculation.Checks.Where(c => !c.Holds)]),
        .. Gaps(calculation.EvidenceGaps),
        $"核算过程摘要 trace sha256 {calculation.TraceHash}",
    ]);

    /// <summary>Everything: constants, factors, inputs, steps, results, checks.</summary>
    public static string Full(Calculation calculation) => Page(
    [
        .. Head(calculation),
        .. Section(calculation, "常数与因子 constants and factors", TraceKind.Constant, TraceKind.Factor),
        .. Section(calculation, "输入 inputs", TraceKind.Input, TraceKind.Substitute),
        .. Section(calculation, "步骤 steps", TraceKind.Step),
        "",
        "结果 results",
        .. calculation.Results.Select(r =>
            $"  {r.Name} = {WithUnit(r.Value, r.Unit)}   {r.Zh} {r.En} · {r.Rounding} ← {Cut(r.Exact)}"),
        .. Checks(calculation.Checks),
        .. Gaps(calculation.EvidenceGaps),
        "",
        $"核算过程摘要 trace sha256 {calculation.TraceHash}",
    ]);

    private static string Page(IEnumerable<string> lines) => string.Join('\n', lines) + "\n";

    private static IEnumerable<string> Head(Calculation of)
    {
        yield return $"{of.NameZh} · {of.NameEn}";
        yield return $"{of.Methodology} {of.Version} · sha256 {of.MethodologyHash}";
        yield return Invariant($"年度 year {of.Year} · 月份 months {of.FromMonth}–{of.ThroughMonth}")
            + (of.Region.Length == 0 ? "" : $" · 地区 region {of.Region}");
        if (of.IsWhatIf) yield return "试算，不得用于报告 · what-if: not for any report";
    }

    private static IEnumerable<string> Section(Calculation calculation, string title, params TraceKind[] kinds) =>
        calculation.Trace.Where(t => kinds.Contains(t.Kind)).Select(Line).Prepend(title).Prepend("");

    private static string Line(TraceLine line) => string.Concat(
        "  ",
        line.Row.Length == 0 ? "" : $"[{line.Row}] ",
        $"{line.Name} = {WithUnit(line.Shown, line.Unit)}   {line.Zh} {line.En}",
        line.Kind == TraceKind.Substitute ? " · 缺测替代 substituted" : "",
        line.IsWhatIf ? " · 试算 what-if" : "",
        line.Formula.Length == 0 ? "" : $" ← {line.Formula}",
        line.Source.Length == 0 ? "" : $" · {line.Source}",
        line.Standing is { } standing ? $" · {Name(standing)}" : "",
        line.Evidence.Length == 0 ? "" : $" · 证据 evidence {string.Join(", ", line.Evidence)}");

    private static IEnumerable<string> Checks(ImmutableArray<CheckOutcome> checks)
    {
        if (checks.IsEmpty) yield break;
        yield return "";
        yield return "检查 checks";
        foreach (var check in checks)
            yield return (check.Holds ? "  ✓ " : "  ✗ ") + $"{check.Id} {check.Zh} · {check.En}"
                + (check.Row.Length == 0 ? "" : $" [{check.Row}]") + (check.Holds ? "" : $" · {Name(check.Severity)}");
    }

    private static IEnumerable<string> Gaps(ImmutableArray<string> gaps)
    {
        if (gaps.IsEmpty) yield break;
        yield return $"缺少证据 no evidence named for: {string.Join(", ", gaps.Take(MostGaps))}"
            + (gaps.Length > MostGaps ? Invariant($" … ({gaps.Length})") : "");
    }

    private static string WithUnit(string value, string unit) => unit is "" or "1" ? value : $"{value} {unit}";
    private static string Cut(string exact) => exact.Length <= ShortestCut ? exact : exact[..ShortestCut] + "…";

    private static string Name(CheckSeverity severity) => severity switch
    {
        CheckSeverity.Block => "不得使用 blocks",
        CheckSeverity.Warn => "须说明 needs an explanation",
        _ => "计入风险 risk",
    };

    private static string Name(Standing standing) => standing switch
    {
        Standing.Confirmed => "已证实 confirmed",
        Standing.Reported => "转引 reported",
        Standing.Assumed => "假定 assumed",
        _ => "有争议 disputed",
    };
}
