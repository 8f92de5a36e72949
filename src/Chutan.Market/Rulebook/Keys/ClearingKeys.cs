namespace Chutan.Market.Rulebook;

/// <summary>Keys of fees, payment and settlement 清算交收 (ets-rules §4.1, §4.5, §6).</summary>
public static class ClearingKeys
{
    public static readonly ParameterKey<Rate> FeeNegotiated = new("trade.fee.negotiated", "share", Axis.Date,
        Kinds.Share, "协商议价手续费率（每边）", "Fee on a negotiated trade, each side");
    public static readonly ParameterKey<Rate> FeeFixedPriceSeller = new(
        "trade.fee.fixed_price.seller", "share", Axis.Date,
        Kinds.Share, "定价转让手续费率（卖方）", "Fee on a fixed-price transfer, paid by the seller");
    public static readonly ParameterKey<RoundingRule> FeeRounding = new("trade.fee.rounding", "choice", Axis.Date,
        Kinds.OneOf<RoundingRule>(), "手续费取整到分的方式", "How a fee is rounded to the fen, per side and trade");
    public static readonly ParameterKey<bool> FullPrepayment = new("trade.prepayment.full", "yes/no", Axis.Date,
        Kinds.Switch, "全额预付", "Buyers pay, and sellers deposit, in full before trading");
    public static readonly ParameterKey<int> CashReuseLagDays = new(
        "trade.cash-reuse-lag-days", "trading days", Axis.Date,
        Kinds.Count, "卖出资金可再用于买入的间隔", "Trading days after which sale proceeds may be used again");
    public static readonly ParameterKey<bool> SameDaySettlement = new("clearing.same_day", "yes/no", Axis.Date,
        Kinds.Switch, "当日清算", "Trades settle on their own day after the close");
}
