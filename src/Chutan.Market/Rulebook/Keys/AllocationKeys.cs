namespace Chutan.Market.Rulebook;

/// <summary>How a decimal number of tonnes becomes whole tonnes.</summary>
public enum RoundingRule
{
    /// <summary>Half goes up 四舍五入.</summary>
    HalfUp = 0,
    /// <summary>Anything beyond the whole is dropped 舍去.</summary>
    Down = 1,
}

/// <summary>The percentile of an even number of firms.</summary>
public enum PercentileRule
{
    /// <summary>The mean of the two middle values.</summary>
    Midpoint = 0,
    /// <summary>The lower of the two middle values.</summary>
    Lower = 1,
    /// <summary>The higher of the two middle values.</summary>
    Higher = 2,
}

/// <summary>How the market-regulation factor 市场调节因子 of a year is found.</summary>
public enum MarketFactorRule
{
    /// <summary>There is none: every unit's factor is 1.</summary>
    None = 0,
    /// <summary>1 − stock carried from the year before ÷ initial allowances of the year.</summary>
    StockOverInitial = 1,
}

/// <summary>Keys of the cap and its distribution 配额分配 (ets-rules §2).</summary>
public static class AllocationKeys
{
    public static readonly ParameterKey<Tonnes> CapTotal = new("cap.total", "t", Axis.ComplianceYear,
        Kinds.Tonnage, "公布的年度配额总量", "Published cap of a year, for comparison and scenarios");
    public static readonly ParameterKey<Rate> GovReserveShare = new(
        "cap.gov_reserve.share", "share", Axis.ComplianceYear,
        Kinds.Share, "政府预留配额占总量的比例", "Government reserve as a share of the cap");
    public static readonly ParameterKey<Rate> GovReserveShareMax = new(
        "cap.gov_reserve.share_max", "share", Axis.ComplianceYear,
        Kinds.Share, "政府预留配额比例上限", "Ceiling of the government reserve as a share of the cap");
    public static readonly ParameterKey<Rate> GovReserveAuctionShareMax = new(
        "cap.gov_reserve.auction_share_max", "share", Axis.ComplianceYear,
        Kinds.Share, "政府预留中可用于价格发现的比例上限", "Most of the government reserve that may be sold for price discovery");
    public static readonly ParameterKey<Rate> PreallocationShare = new(
        "alloc.preallocation.share", "share", Axis.ComplianceYear,
        Kinds.Share, "预分配比例", "Share of the expected amount handed out before verification");
    public static readonly ParameterKey<Rate> ExpostToleranceRelative = new(
        "alloc.expost.tolerance.rel", "share", Axis.ComplianceYear,
        Kinds.Share, "事后调节容忍度（相对）",
        "Relative tolerance of the ex-post correction: the entity bears this much of its gap itself");
    public static readonly ParameterKey<Tonnes> ExpostToleranceAbsolute = new(
        "alloc.expost.tolerance.abs", "t", Axis.ComplianceYear,
        Kinds.Tonnage, "事后调节容忍度（绝对）", "Absolute ceiling of that tolerance, per legal entity");
    public static readonly ParameterKey<bool> RestatedTopUpOnFraud = new(
        "alloc.restated.top_up_on_fraud", "yes/no", Axis.ComplianceYear,
        Kinds.Switch, "因造假重新启动的年度可否增加追加配额",
        "Whether a year re-opened for fraud may be topped up more than before");
    public static readonly ParameterKey<int> DayDivisor = new("alloc.day_divisor", "days", Axis.ComplianceYear,
        Kinds.Count, "生产天数修正的除数", "Divisor of the production-day correction");
    public static readonly ParameterKey<ImmutableArray<string>> DayCorrectionSectors = new(
        "alloc.day_correction.sectors", "names", Axis.ComplianceYear,
        Kinds.Names, "适用生产天数修正的行业", "Sectors whose historical allocation is corrected by production days");
    public static readonly ParameterKey<bool> DayCorrectionCapped = new(
        "alloc.day_correction.capped", "yes/no", Axis.ComplianceYear,
        Kinds.Switch, "闰年生产天数不超过除数", "Production days count at most as many as the divisor, also in a leap year");
    public static readonly ParameterKey<int> ShutdownDaysOver = new(
        "alloc.shutdown.days_over", "days", Axis.ComplianceYear,
        Kinds.Count, "停产天数超过此值",
        "Days of whole-plant stop beyond which nothing is issued, with the emission condition");
    public static readonly ParameterKey<Tonnes> ShutdownEmissionBelow = new(
        "alloc.shutdown.emission_below", "t", Axis.ComplianceYear,
        Kinds.Tonnage, "且排放量低于此值的不发配额", "Emissions below which a stopped plant is issued nothing");
    public static readonly ParameterKey<Rate> BenchmarkPercentile = new(
        "alloc.benchmark.percentile", "share", Axis.ComplianceYear,
        Kinds.Share, "标杆值所取百分位", "Percentile of the verified unit values that is the benchmark");
    public static readonly ParameterKey<PercentileRule> BenchmarkPercentileRule = new(
        "alloc.benchmark.percentile_rule", "choice", Axis.ComplianceYear,
        Kinds.OneOf<PercentileRule>(), "企业数为偶数时的取值", "How the percentile of an even number of firms is taken");
    public static readonly ParameterKey<ImmutableArray<string>> BenchmarkSectors = new(
        "alloc.method.benchmark.sectors", "names", Axis.ComplianceYear,
        Kinds.Names, "采用标杆法的行业", "Sectors under the benchmark method");
    public static readonly ParameterKey<ImmutableArray<string>> IntensitySectors = new(
        "alloc.method.intensity.sectors", "names", Axis.ComplianceYear,
        Kinds.Names, "采用历史强度法的行业", "Sectors under the historical-intensity method");
    public static readonly ParameterKey<int> IntensityMaxProducts = new(
        "alloc.method.intensity.max_products", "products", Axis.ComplianceYear,
        Kinds.Count, "历史强度法的产品数上限", "Most products a firm may have to stay under the historical-intensity method");
    public static readonly ParameterKey<ImmutableArray<string>> HistoricalSectors = new(
        "alloc.method.historical.sectors", "names", Axis.ComplianceYear,
        Kinds.Names, "采用历史法的行业", "Sectors under the historical method");
    public static readonly ParameterKey<RoundingRule> Rounding = new("alloc.rounding", "choice", Axis.ComplianceYear,
        Kinds.OneOf<RoundingRule>(), "年度配额取整方式", "How an entity's yearly total is rounded, once, to whole tonnes");
    public static readonly ParameterKey<MarketFactorRule> MarketFactor = new(
        "alloc.market_factor.rule", "choice", Axis.ComplianceYear,
        Kinds.OneOf<MarketFactorRule>(), "市场调节因子算法", "How the market-regulation factor is found");
    public static readonly ParameterKey<Rate> CapacityChangeShare = new(
        "alloc.capacity_change.share", "share", Axis.ComplianceYear,
        Kinds.Share, "须报告的产能或边界变化幅度", "Change of emissions by capacity or boundary that must be reported");
    public static readonly ParameterKey<int> AppealFileDays = new(
        "appeal.file.days", "working days", Axis.ComplianceYear,
        Kinds.Count, "提出复核申请的期限", "Working days after the notice within which an entity may ask for review");
    public static readonly ParameterKey<int> AppealDecideDays = new(
        "appeal.decide.days", "working days", Axis.ComplianceYear,
        Kinds.Count, "复核决定的期限", "Working days within which the review is decided");
    public static readonly ParameterKey<int> ComplaintAnswerDays = new(
        "appeal.complaint.answer_days", "working days", Axis.Date,
        Kinds.Count, "一般申诉的答复期限", "Working days within which a general complaint is answered");
}
