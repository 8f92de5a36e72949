namespace Chutan.Market.Rulebook;

/// <summary>Which calendar year the "average price of the year" of a fine is taken over.</summary>
public enum PenaltyPriceYear
{
    /// <summary>The year whose emissions were to be covered.</summary>
    ComplianceYear = 0,
    /// <summary>The year in which the surrender was due.</summary>
    DeadlineYear = 1,
}

/// <summary>By which provisions a shortfall is fined.</summary>
public enum PenaltyRegime
{
    /// <summary>A multiple of shortfall × average price, with a ceiling (省政府令第371号 第四十六条).</summary>
    LocalMultiple = 0,
    /// <summary>A fixed amount (national market before 2024-05).</summary>
    NationalFixed = 1,
    /// <summary>A multiple of shortfall × average price of the month before the deadline (国务院令第775号).</summary>
    NationalMultiple = 2,
}

/// <summary>Choices of operation around surrender and penalties that the sources leave open.</summary>
public static class CompliancePolicyKeys
{
    public static readonly ParameterKey<bool> MakeUpAllowed = new(
        "compliance.surrender.make_up", "yes/no", Axis.ComplianceYear,
        Kinds.Switch, "逾期后可补缴", "Whether units may still be surrendered after the deadline, as a make-up");
    public static readonly ParameterKey<bool> ReservesExpire = new(
        "compliance.cancellation.reserves", "yes/no", Axis.ComplianceYear,
        Kinds.Switch, "未使用的预留配额一并注销", "Whether what is left in the reserves is cancelled with the year");
    public static readonly ParameterKey<PenaltyRegime> Regime = new("penalty.shortfall.regime", "choice", Axis.Date,
        Kinds.OneOf<PenaltyRegime>(), "未足额缴还适用的罚则", "By which provisions a shortfall is fined");
    public static readonly ParameterKey<PenaltyPriceYear> PriceYear = new(
        "penalty.shortfall.price_year", "choice", Axis.Date,
        Kinds.OneOf<PenaltyPriceYear>(), "“当年度均价”所指年份", "Which year the average price of the year is taken over");
}

/// <summary>Choices of operation around offset credits that the sources leave open.</summary>
public static class OffsetPolicyKeys
{
    public static readonly ParameterKey<string> HomeProvince = new("offset.home_province", "name", Axis.ComplianceYear,
        Kinds.Words, "本省（代码）", "Code of the market's own province");
    public static readonly ParameterKey<ImmutableArray<string>> PartnerProvinces = new(
        "offset.partner_province.names", "names", Axis.ComplianceYear,
        Kinds.Names, "签署碳市场合作协议的省份（代码）", "Codes of provinces with a carbon-market agreement");
    public static readonly ParameterKey<bool> WuhanScheme = new(
        "offset.carbon_inclusion.wuhan.scheme", "yes/no", Axis.Date,
        Kinds.Switch, "武汉碳普惠管理办法有效", "Whether the Wuhan carbon-inclusion measures are in force");
}
