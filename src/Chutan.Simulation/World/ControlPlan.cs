using Chutan.Market.Mrv;

namespace Chutan.Simulation.World;

/// <summary>数据质量控制方案: the plan an entity files for its profile, with the meters its figures come from.</summary>
internal static class ControlPlan
{
    /// <summary>The scale of fuel and materials, the first to need calibrating anew.</summary>
    public const string Belt = "belt";
    public const int BeltMonths = 18;
    private const int MeterMonths = 36;

    private static readonly ImmutableArray<string> Output =
        ["W_fd", "W_cy", "W_rcy", "Q_cr", "a_stated", "P_e", "t_e"];

    public static PlanContent Of(Profile profile)
    {
        var parameters = new List<(string Table, string Column, string Meter)>();
        if (profile.Shares[Profile.Coal] > 0)
            parameters.AddRange([("fuel", "FC", Belt), ("fuel", "C_ar", ""), ("fuel", "NCV", "")]);
        if (profile.Shares[Profile.Gas] > 0) parameters.Add(("gas", "FV", "gas"));
        if (profile.GasHeat.Length > 0 && profile.Shares[Profile.Gas] > 0) parameters.Add(("gas", "NCV_v", ""));
        if (profile.Shares[Profile.Power] > 0) parameters.Add(("electricity", "W_in", "grid"));
        if (profile.HandsOn > 0) parameters.Add(("electricity", "W_out", "grid"));
        if (profile.IsCement) parameters.Add(("clinker", "Q_clinker", Belt));
        if (profile.Trait == Trait.Slag) parameters.Add(("clinker", "A_carbide", Belt));
        if (profile.Trait == Trait.Feedstock)
            parameters.AddRange([("carbon", "M_flow", Belt), ("carbon", "C_flow", "")]);
        if (profile.Trait == Trait.Smelter)
            parameters.AddRange([("", "P_Al", Belt), ("", "M_anode", Belt), ("", "L_butt", "")]);
        if (profile.IsCeramics) parameters.AddRange([("", "M_clay", Belt), ("", "CaCO3", ""), ("", "MgCO3", "")]);
        if (profile.IsStation)
            parameters.AddRange([("heat", "M", "steam"), ("heat", "h", "steam"),
                .. Output.Select(column => ("output", column, "generator"))]);
        return new PlanContent(profile.Regime, profile.Sector, "厂界内全部生产设施与辅助设施",
            [new PlanFacility("site", "主厂区", "Main site", "plant", null, "", "")],
            [
                Meter(Belt, "皮带秤", PowerOrigin.None, BeltMonths),
                Meter("gas", "气体流量计", PowerOrigin.None, MeterMonths),
                Meter("grid", "关口电能表", PowerOrigin.Grid, MeterMonths),
                .. profile.IsStation ? [Meter("steam", "蒸汽流量计", PowerOrigin.None, MeterMonths),
                    Meter("generator", "发电机出口电能表", PowerOrigin.None, MeterMonths)] : Array.Empty<PlanMeter>(),
            ],
            [.. parameters.Select((p, i) => new PlanParameter($"p{i + 1}", "", p.Table, "", p.Column,
                p.Column == "NCV_v" ? Acquisition.Default : Acquisition.Measured, p.Meter,
                p.Meter.Length == 0 ? "GB/T 476、GB/T 213，委托有资质机构" : "连续计量",
                p.Meter.Length == 0 ? "每月缩分样" : "每日", "生产部", "取近12个月最大值"))],
            "专人负责，月度内审，原始记录保存五年", []);

        static PlanMeter Meter(string id, string kind, PowerOrigin power, int months) =>
            new(id, kind, "厂内", "0.5", new LocalDate(2023, 11, 20), months, power);
    }
}
