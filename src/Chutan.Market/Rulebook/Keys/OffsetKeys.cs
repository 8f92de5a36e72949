namespace Chutan.Market.Rulebook;

/// <summary>What the offset limit is a share of.</summary>
public enum OffsetBase
{
    /// <summary>The entity's initial allocation of the year 年度初始配额.</summary>
    InitialAllocation = 0,
    /// <summary>The amount due for surrender 应清缴配额量.</summary>
    AmountDue = 1,
}

/// <summary>Keys of offsets 抵销 (ets-rules §8.2–8.4).</summary>
public static class OffsetKeys
{
    public static readonly ParameterKey<Rate> LimitHubei = new("offset.limit.hubei", "share", Axis.ComplianceYear,
        Kinds.Share, "湖北抵销比例上限", "Most of the base that offset credits may cover in Hubei");
    public static readonly ParameterKey<OffsetBase> LimitBase = new(
        "offset.limit.base", "choice", Axis.ComplianceYear,
        Kinds.OneOf<OffsetBase>(), "抵销比例的基数", "What the offset limit is a share of");
    public static readonly ParameterKey<Rate> LimitNational = new("offset.limit.national", "share", Axis.Date,
        Kinds.Share, "全国抵销比例上限", "Most of the amount due that offset credits may cover nationally");
    public static readonly ParameterKey<Rate> NonregisteredShare = new(
        "offset.nonregistered.share", "share", Axis.ComplianceYear,
        Kinds.Share, "未备案减排量可用比例", "Share of not yet registered reductions that may be used");
    public static readonly ParameterKey<Tonnes> PartnerProvinceCap = new(
        "offset.partner_province.cap", "t/yr", Axis.ComplianceYear,
        Kinds.Tonnage, "合作省份减排量年度上限", "Most credits a year from provinces with a carbon-market agreement");
    public static readonly ParameterKey<bool> LargeHydropower = new(
        "offset.ccer.large_hydropower", "yes/no", Axis.ComplianceYear,
        Kinds.Switch, "大中型水电减排量可否使用", "Whether credits of large and medium hydropower count");
    public static readonly ParameterKey<Rate> GreenPowerFactor = new(
        "greenpower.factor", "t/MWh", Axis.ComplianceYear,
        Kinds.Factor, "绿电折算系数", "Tonnes per megawatt-hour of green-power certificates");
    public static readonly ParameterKey<Rate> CarbonInclusionWuhan = new(
        "offset.carbon_inclusion.wuhan", "t/t", Axis.ComplianceYear,
        Kinds.Factor, "武汉碳普惠减排量折算", "Tonnes offset per tonne of Wuhan carbon-inclusion reduction");
    public static readonly ParameterKey<bool> CcerEnabled = new("offset.type.ccer", "yes/no", Axis.ComplianceYear,
        Kinds.Switch, "国家核证自愿减排量可用", "Certified emission reductions may be used");
    public static readonly ParameterKey<bool> InclusionEnabled = new(
        "offset.type.inclusion", "yes/no", Axis.ComplianceYear,
        Kinds.Switch, "碳普惠减排量可用", "Carbon-inclusion reductions may be used");
    public static readonly ParameterKey<ImmutableArray<string>> InclusionCities = new(
        "offset.type.inclusion.cities", "names", Axis.ComplianceYear,
        Kinds.Names, "可使用碳普惠减排量的单位所在市州（代码）", "City codes of the entities that may use carbon-inclusion reductions");
    public static readonly ParameterKey<bool> GreenPowerEnabled = new(
        "offset.type.green_power", "yes/no", Axis.ComplianceYear,
        Kinds.Switch, "绿电减排量可用", "Reductions from green-power certificates may be used");
    public static readonly ParameterKey<bool> CcusEnabled = new("offset.type.ccus", "yes/no", Axis.ComplianceYear,
        Kinds.Switch, "碳捕集利用与封存减排量可用", "Reductions from carbon capture, use and storage may be used");
}
