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
}
