namespace Chutan.Market.Rulebook;

/// <summary>Over which years an entity's duty is counted.</summary>
public enum ObligationBasis
{
    /// <summary>Each compliance year stands alone.</summary>
    Yearly = 0,
    /// <summary>All years since the entity's start are counted together.</summary>
    Cumulative = 1,
}

/// <summary>What happens to a surrender that exceeds what is still owed.</summary>
public enum OverSurrender
{
    Refused = 0,
    Allowed = 1,
}

/// <summary>What becomes of allowances left over when the year is closed.</summary>
public enum BankingRule
{
    /// <summary>Lots never traded are cancelled; traded lots are kept 未经交易的配额注销.</summary>
    UntradedExpire = 0,
    /// <summary>Everything is kept.</summary>
    AllKept = 1,
    /// <summary>Nothing is kept.</summary>
    AllExpire = 2,
}

/// <summary>What becomes of units surrendered beyond what a lower, restated figure asks for. Surrendered units are
/// never handed back: they have left the market.</summary>
public enum RestatedSurplus
{
    /// <summary>They stay surrendered for that year and count for nothing else.</summary>
    Kept = 0,
    /// <summary>They count towards the first year that is not assessed yet 抵作下一年度缴还.</summary>
    Credited = 1,
}

/// <summary>Which average price a shortfall is fined at.</summary>
public enum PenaltyPriceBase
{
    /// <summary>The average of the allowance market in that year 当年度碳排放配额市场均价.</summary>
    YearAverage = 0,
    /// <summary>The average in the month before the surrender deadline.</summary>
    MonthBeforeDeadline = 1,
}

/// <summary>Keys of surrender, banking and penalties 清缴履约与罚则 (ets-rules §2.4, §7, §8).</summary>
public static class ComplianceKeys
{
    public static readonly ParameterKey<ObligationBasis> Obligation = new(
        "compliance.obligation", "choice", Axis.ComplianceYear,
        Kinds.OneOf<ObligationBasis>(), "履约义务按年或累计", "Over which years the duty is counted");
    public static readonly ParameterKey<OverSurrender> BeyondOwed = new(
        "compliance.surrender.beyond_owed", "choice", Axis.ComplianceYear,
        Kinds.OneOf<OverSurrender>(), "超过应缴量的缴还", "What happens to a surrender beyond what is owed");
    public static readonly ParameterKey<RestatedSurplus> RestatedSurplus = new(
        "compliance.restated.surplus", "choice", Axis.ComplianceYear,
        Kinds.OneOf<RestatedSurplus>(), "排放量更正后多缴配额的处理",
        "What becomes of units surrendered beyond a restated figure");
    public static readonly ParameterKey<int> SurrenderMonth = new(
        "compliance.surrender.deadline_month", "month", Axis.ComplianceYear,
        Kinds.Month, "缴还期限所在月份（次年，最后一个工作日）",
        "Month of the next year whose last working day is the surrender deadline");
    public static readonly ParameterKey<int> CancellationMonth = new(
        "compliance.cancellation.deadline_month", "month", Axis.ComplianceYear,
        Kinds.Month, "注销期限所在月份（次年，最后一个工作日）",
        "Month of the next year whose last working day ends the cancellation of unused allowances");
    public static readonly ParameterKey<BankingRule> Banking = new(
        "compliance.banking", "choice", Axis.ComplianceYear,
        Kinds.OneOf<BankingRule>(), "剩余配额的结转", "What becomes of allowances left over");
    public static readonly ParameterKey<bool> Borrowing = new("compliance.borrowing", "yes/no", Axis.ComplianceYear,
        Kinds.Switch, "预借下一年配额", "Whether next year's allocation may be borrowed");
    public static readonly ParameterKey<Rate> ShortfallMultipleMin = new(
        "penalty.shortfall.mult.min", "times", Axis.Date,
        Kinds.Factor, "未足额缴还罚款倍数下限", "Least multiple of shortfall × price as a fine");
    public static readonly ParameterKey<Rate> ShortfallMultipleMax = new(
        "penalty.shortfall.mult.max", "times", Axis.Date,
        Kinds.Factor, "未足额缴还罚款倍数上限", "Most multiple of shortfall × price as a fine");
    public static readonly ParameterKey<Money> ShortfallCap = new("penalty.shortfall.cap", "CNY", Axis.Date,
        Kinds.Yuan, "未足额缴还罚款最高限额", "The fine for a shortfall never exceeds this");
    public static readonly ParameterKey<PenaltyPriceBase> ShortfallPriceBase = new(
        "penalty.shortfall.price_base", "choice", Axis.Date,
        Kinds.OneOf<PenaltyPriceBase>(), "罚款所依据的均价", "Which average price a shortfall is fined at");
    public static readonly ParameterKey<Rate> ShortfallDeduction = new(
        "penalty.shortfall.deduction", "times", Axis.Date,
        Kinds.Factor, "下一年度扣除配额的倍数", "Multiple of the shortfall taken off the next allocation");
    public static readonly ParameterKey<int> ShortfallDeductionYears = new(
        "penalty.shortfall.deduction.years", "years", Axis.Date,
        Kinds.Count, "扣除发生在其后第几年", "How many years later the deduction falls");
    public static readonly ParameterKey<Money> ReportFineMin = new("penalty.report.min", "CNY", Axis.Date,
        Kinds.Yuan, "未提交监测计划或报告罚款下限", "Least fine for a missing monitoring plan or report");
    public static readonly ParameterKey<Money> ReportFineMax = new("penalty.report.max", "CNY", Axis.Date,
        Kinds.Yuan, "未提交监测计划或报告罚款上限", "Most fine for a missing monitoring plan or report");
    public static readonly ParameterKey<Rate> VerificationNextYearFactor = new(
        "penalty.verification.nextyear_factor", "share", Axis.Date,
        Kinds.Share, "拒绝核查时下一年度配额占上年的比例",
        "Next year's allocation as a share of last year's when verification is blocked");
    public static readonly ParameterKey<Rate> TradingMultipleMin = new("penalty.trading.mult.min", "times", Axis.Date,
        Kinds.Factor, "违规交易罚款倍数下限", "Least multiple of the unlawful gain as a fine");
    public static readonly ParameterKey<Rate> TradingMultipleMax = new("penalty.trading.mult.max", "times", Axis.Date,
        Kinds.Factor, "违规交易罚款倍数上限", "Most multiple of the unlawful gain as a fine");
    public static readonly ParameterKey<Money> TradingCap = new("penalty.trading.cap", "CNY", Axis.Date,
        Kinds.Yuan, "违规交易罚款最高限额", "The fine on an unlawful gain never exceeds this");
    public static readonly ParameterKey<Money> TradingNoGainMin = new("penalty.trading.no_gain.min", "CNY", Axis.Date,
        Kinds.Yuan, "无违法所得的罚款下限", "Least fine where there was no gain");
    public static readonly ParameterKey<Money> TradingNoGainMax = new("penalty.trading.no_gain.max", "CNY", Axis.Date,
        Kinds.Yuan, "无违法所得的罚款上限", "Most fine where there was no gain");
    public static readonly ParameterKey<Rate> NationalShortfallMultipleMin = new(
        "penalty.natl.shortfall.mult.min", "times", Axis.Date,
        Kinds.Factor, "全国市场未清缴罚款倍数下限", "National market: least multiple of shortfall × price as a fine");
    public static readonly ParameterKey<Rate> NationalShortfallMultipleMax = new(
        "penalty.natl.shortfall.mult.max", "times", Axis.Date,
        Kinds.Factor, "全国市场未清缴罚款倍数上限", "National market: most multiple of shortfall × price as a fine");
    public static readonly ParameterKey<Rate> NationalShortfallDeduction = new(
        "penalty.natl.shortfall.deduction", "times", Axis.Date,
        Kinds.Factor, "全国市场拒不清缴的扣减倍数", "National market: multiple of the shortfall cut from next year if refused");
    public static readonly ParameterKey<Money> NationalShortfallFixedMin = new(
        "penalty.natl.shortfall.fixed.min", "CNY", Axis.Date,
        Kinds.Yuan, "全国市场未清缴定额罚款下限", "National market before 2024-05: least fine for a shortfall");
    public static readonly ParameterKey<Money> NationalShortfallFixedMax = new(
        "penalty.natl.shortfall.fixed.max", "CNY", Axis.Date,
        Kinds.Yuan, "全国市场未清缴定额罚款上限", "National market before 2024-05: most fine for a shortfall");
}
