using Chutan.Market.Quantification;

namespace Chutan.Engine.Methodologies;

/// <summary>Two calculations of the same figures as a page of text, in both languages.</summary>
public static class ComparisonText
{
    /// <summary>Results in full; of the rest what differs, or everything.</summary>
    public static string Of(Comparison comparison, bool everything) => string.Join('\n',
    [
        Head("① ", comparison.First),
        Head("② ", comparison.Second),
        "",
        "结果 results",
        .. comparison.Results.Select(Line),
        .. Section("因子与常数 factors and constants", comparison.Factors, everything),
        .. Section("输入与步骤 inputs and steps", comparison.Lines, everything),
        .. comparison.NotAsked.IsEmpty ? []
            : new[] { "", $"②不需要的数据 not asked for by ②: {string.Join(", ", comparison.NotAsked)}" },
    ]) + "\n";

    private static string Head(string mark, Calculation of) =>
        $"{mark}{of.NameZh} · {of.NameEn}\n   {of.Methodology} {of.Version} · trace sha256 {of.TraceHash}"
        + (of.IsWhatIf ? "\n   试算，不得用于报告 · what-if: not for any report" : "");

    private static IEnumerable<string> Section(
        string title, ImmutableArray<ComparedValue> values, bool everything)
    {
        var shown = values.Where(v => everything || v.Change != ComparedChange.Same).ToList();
        if (shown.Count == 0) return [];
        return shown.Select(Line).Prepend(title).Prepend("");
    }

    private static string Line(ComparedValue value) => string.Concat(
        value.Change == ComparedChange.Same ? "  = " : "  ≠ ",
        value.Row.Length == 0 ? "" : $"[{value.Row}] ",
        $"{value.Name}: {Text(value.First)} → {Text(value.Second)}",
        value.Unit.Length == 0 ? "" : $" {value.Unit}",
        value.Difference.Length == 0 || value.Change == ComparedChange.Same ? "" : $" ({Signed(value.Difference)})",
        $"   {value.Zh} {value.En}");

    private static string Text(string value) => value.Length == 0 ? "—" : value;

    private static string Signed(string difference) =>
        difference.StartsWith('-') ? difference : "+" + difference;
}
