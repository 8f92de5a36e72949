namespace Chutan.Market.Rulebook;

/// <summary>Keys of the enterprise accounting platform 企业碳核算 (footprint-and-accounting §4).</summary>
public static class AccountingKeys
{
    public static readonly ParameterKey<Rate> BaseYearThreshold = new("accounting.base_year.threshold", "share",
        Axis.Date, Kinds.Share, "基准年重算的变化阈值", "Change of the base year beyond which its figures are recalculated");
    public static readonly ParameterKey<int> SmallestGroup = new("accounting.peers.smallest_group", "companies",
        Axis.Date, Kinds.Count, "同行比较的最小企业数", "Fewest companies in a group whose figures are shown");
    public static readonly ParameterKey<Rate> DiscountRate = new("accounting.measures.discount_rate", "share",
        Axis.Date, Kinds.Share, "减排措施投资的折现率", "Yearly rate by which investments in measures are spread");
    public static readonly ParameterKey<Rate> ActivityMeasured = new(
        "accounting.uncertainty.activity.measured", "share", Axis.Date, Kinds.Share, "实测活动数据的不确定性",
        "Uncertainty of measured activity data");
    public static readonly ParameterKey<Rate> ActivityCalculated = new(
        "accounting.uncertainty.activity.calculated", "share", Axis.Date, Kinds.Share, "计算所得活动数据的不确定性",
        "Uncertainty of activity data worked out");
    public static readonly ParameterKey<Rate> ActivityEstimated = new(
        "accounting.uncertainty.activity.estimated", "share", Axis.Date, Kinds.Share, "估算活动数据的不确定性",
        "Uncertainty of estimated activity data");
    public static readonly ParameterKey<Rate> FactorMeasured = new(
        "accounting.uncertainty.factor.measured", "share", Axis.Date, Kinds.Share, "实测因子的不确定性",
        "Uncertainty of a measured factor");
    public static readonly ParameterKey<Rate> FactorSupplier = new(
        "accounting.uncertainty.factor.supplier", "share", Axis.Date, Kinds.Share, "供应商因子的不确定性",
        "Uncertainty of a supplier's factor");
    public static readonly ParameterKey<Rate> FactorPublished = new(
        "accounting.uncertainty.factor.published", "share", Axis.Date, Kinds.Share, "公布缺省因子的不确定性",
        "Uncertainty of a published factor");
    public static readonly ParameterKey<Rate> FactorProxy = new(
        "accounting.uncertainty.factor.proxy", "share", Axis.Date, Kinds.Share, "替代因子的不确定性",
        "Uncertainty of a factor borrowed from elsewhere");
    public static readonly ParameterKey<Rate> GradeHigh = new(
        "accounting.uncertainty.grade.high", "share", Axis.Date, Kinds.Share, "清单质量“优”的不确定性上限",
        "Most uncertainty of an inventory graded high");
    public static readonly ParameterKey<Rate> GradeGood = new(
        "accounting.uncertainty.grade.good", "share", Axis.Date, Kinds.Share, "清单质量“良”的不确定性上限",
        "Most uncertainty of an inventory graded good");
    public static readonly ParameterKey<Rate> GradeFair = new(
        "accounting.uncertainty.grade.fair", "share", Axis.Date, Kinds.Share, "清单质量“中”的不确定性上限",
        "Most uncertainty of an inventory graded fair");
}
