namespace Chutan.Market.Rulebook;

/// <summary>Which gases an emission counts.</summary>
public enum GasScope
{
    /// <summary>Carbon dioxide only 二氧化碳.</summary>
    Co2Only = 0,
    /// <summary>All greenhouse gases of the scheme.</summary>
    AllGreenhouseGases = 1,
}

/// <summary>Keys of who is covered 纳入范围 (ets-rules §1).</summary>
public static class CoverageKeys
{
    public static readonly ParameterKey<int> ThresholdEnergy = new(
        "coverage.threshold.energy", "tce", Axis.ComplianceYear,
        Kinds.Count, "纳入的年综合能耗门槛", "Yearly energy use from which an enterprise is covered");
    public static readonly ParameterKey<Tonnes> ThresholdEmission = new("coverage.threshold.emission", "t", Axis.Date,
        Kinds.Tonnage, "纳入的年排放量法定门槛", "Legal threshold of yearly emissions from which an enterprise is covered");
    public static readonly ParameterKey<Tonnes> ListThresholdEmission = new(
        "coverage.list.threshold.emission", "t", Axis.ComplianceYear,
        Kinds.Tonnage, "编制某履约年度名录所用的排放门槛", "Threshold actually used for the list of a compliance year");
    public static readonly ParameterKey<int> ExitYearsBelow = new(
        "coverage.exit.years_below", "years", Axis.ComplianceYear,
        Kinds.Count, "移出名录所需连续低于门槛的年数",
        "Consecutive years below the threshold after which an entity leaves the list");
    public static readonly ParameterKey<int> ReportThresholdEnergy = new(
        "report.threshold.energy", "tce", Axis.ComplianceYear,
        Kinds.Count, "仅报告单位的年综合能耗门槛",
        "Yearly energy use from which an enterprise must report without a surrender duty");
    public static readonly ParameterKey<GasScope> Gases = new("coverage.gases", "choice", Axis.ComplianceYear,
        Kinds.OneOf<GasScope>(), "纳入的温室气体", "Which gases count as emissions");
    public static readonly ParameterKey<bool> NationalCarveOut = new(
        "coverage.national.carve_out", "yes/no", Axis.Date,
        Kinds.Switch, "全国市场名录单位不再执行湖北规则", "Units on the national list follow national rules, not these");
    public static readonly ParameterKey<int> Entities = new("coverage.entities", "units", Axis.ComplianceYear,
        Kinds.Count, "公布的纳入单位数", "Published number of covered entities, for comparison only");
}
