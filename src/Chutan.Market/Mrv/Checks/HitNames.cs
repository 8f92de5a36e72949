using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>Names for the codes in a hit: tables, choices and columns of the entity's methodology and facilities of its
/// plan. A word without a name stays as it is.</summary>
public sealed class HitNames
{
    /// <summary>Words of the catalogue's texts that hold codes.</summary>
    private static readonly ImmutableHashSet<string> Coded =
        ["fuel", "parameter", "parameters", "figure", "figures", "quantity", "source", "product"];

    /// <summary>What a subject is of, besides the rows of a methodology.</summary>
    private static readonly ImmutableDictionary<string, (string Zh, string En)> Things =
        new Dictionary<string, (string, string)>(StringComparer.Ordinal)
        {
            ["lab"] = ("检测报告", "Laboratory report"), ["laboratory"] = ("检测机构", "Laboratory"),
            ["ledger"] = ("台账", "Ledger"), ["power"] = ("电表读数", "Meter reading"), ["plan"] = ("方案参数", "Plan"),
            ["evidence"] = ("证据", "Evidence"), ["report"] = ("报告", "Report"), ["reports"] = ("检测报告", "reports"),
            ["station"] = ("发电机组", "Power units"), ["heat"] = ("供热", "Heat"), ["electricity"] = ("电力", "Electricity"),
            ["stack"] = ("烟囱", "Stack"), ["total"] = ("排放总量", "Total"), ["intensity"] = ("单位排放", "Intensity"),
            ["quantities"] = ("月度数量", "Monthly quantities"), ["digits"] = ("末位数字", "Last digits"),
            ["verified"] = ("核定量", "Verified amount"), ["verification"] = ("核查", "Verification"),
            ["consultant"] = ("咨询机构", "Consultant"), ["corrections"] = ("更正", "Corrections"),
            ["output"] = ("产量", "Output"), ["carbon"] = ("碳平衡", "Carbon"), ["processes"] = ("工序", "Processes"),
            ["substitutes"] = ("替代原料", "Substitutes"), ["clinker"] = ("熟料", "Clinker"),
            ["aluminium"] = ("电解铝", "Aluminium"),
            ["crude-steel"] = ("粗钢", "Crude steel"), ["PFC"] = ("全氟化碳", "PFC"),
        }.ToImmutableDictionary(StringComparer.Ordinal);

    private readonly Dictionary<string, (string Zh, string En)> known = new(StringComparer.Ordinal);

    private HitNames(ImmutableArray<Methodology> methods, MonitoringPlan? plan)
    {
        foreach (var facility in plan?.Content.Facilities ?? [])
            known.TryAdd(facility.Id, (facility.NameZh, facility.NameEn));
        foreach (var table in methods.SelectMany(m => m.Tables))
        {
            known.TryAdd(table.Name, (table.Zh, table.En));
            foreach (var column in table.Columns) Add(column);
        }
        foreach (var input in methods.SelectMany(m => m.Inputs)) Add(input);
    }

    /// <summary>The names by the plan and methodology of an entity's year.</summary>
    public static HitNames Of(ParticipantId participant, ComplianceYear year, MrvState mrv,
        QuantificationState methods) => new(
            [.. QualityPicture.MethodsOf(participant, year, mrv, methods)?.All.Select(m => m.Method) ?? []],
            mrv.Plans.Versions(participant).LastOrDefault(p => p.State == PlanState.Approved));

    /// <summary>Whether a word of a text holds codes.</summary>
    public static bool Holds(string word) => Coded.Contains(word);

    /// <summary>A subject or a list of codes in words.</summary>
    public (string Zh, string En) Of(string codes)
    {
        var parts = codes.Split('、').Select(list =>
        {
            var words = list.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            // A laboratory report's number, a ledger's fuel: what follows such a word is not looked up as a thing.
            var named = words.Select((w, i) => Name(w, first: i == 0)).ToList();
            return (Zh: string.Join(" · ", named.Select(n => n.Zh)), En: string.Join(" · ", named.Select(n => n.En)));
        }).ToList();
        return (string.Join("、", parts.Select(p => p.Zh)), string.Join(", ", parts.Select(p => p.En)));
    }

    private (string Zh, string En) Name(string code, bool first) => known.TryGetValue(code, out var name) ? name
        : first && Things.TryGetValue(code, out var thing) ? thing : (code, code);

    private void Add(InputDefinition column)
    {
        known.TryAdd(column.Name, (column.Zh, column.En));
        foreach (var option in column.Options) known.TryAdd(option.Code, (option.Zh, option.En));
    }
}
