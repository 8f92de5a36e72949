using System.Collections.Frozen;

namespace Chutan.Market.Mrv;

/// <summary>The texts of the lines that explain a determination, in both languages.</summary>
public static class ReportTexts
{
    private static readonly FrozenDictionary<string, (string Zh, string En)> Texts =
        new Dictionary<string, (string Zh, string En)>(StringComparer.Ordinal)
        {
            ["report.line.margin"] = ("保守上浮比例", "Margin on the safe side"),
            ["report.line.determined"] = ("核定排放量", "Determined emissions"),
            ["report.line.capacity"] = ("年产能", "Annual capacity"),
            ["report.line.per-unit"] = ("单位产品排放量", "Emissions per unit"),
            ["report.line.base"] = ("满负荷排放量", "Emissions at full capacity"),
            ["report.line.last-accepted"] = ("最近一年经认可的排放量", "Last accepted emissions"),
            ["report.line.recheck"] = ("复查任务编号", "Number of the second verification"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The text of a label; the label itself in both when it is not known.</summary>
    public static (string Zh, string En) Of(string label) => Texts.GetValueOrDefault(label, (label, label));
}
