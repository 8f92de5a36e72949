using System.Collections.Frozen;

namespace Chutan.Market.Compliance;

/// <summary>The texts of the lines that explain what became of surrendered units, in both languages.</summary>
public static class ComplianceTexts
{
    private static readonly FrozenDictionary<string, (string Zh, string En)> Texts =
        new Dictionary<string, (string Zh, string En)>(StringComparer.Ordinal)
        {
            ["compliance.line.counted"] = ("计入本年度的缴还量", "Surrendered and counted for the year"),
            ["compliance.line.restated"] = ("更正后的核定排放量", "Restated emissions"),
            ["compliance.line.surplus-rule"] = ("多缴部分抵作下一年度", "What was too much counts for the next year"),
            ["compliance.line.credited"] = ("抵作以后年度的数量", "Counted for a later year"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The text of a label; the label itself in both when it is not known.</summary>
    public static (string Zh, string En) Of(string label) => Texts.GetValueOrDefault(label, (label, label));
}
