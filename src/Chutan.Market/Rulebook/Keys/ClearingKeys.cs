namespace Chutan.Market.Rulebook;

/// <summary>How the trades of an instrument are settled.</summary>
public enum SettlementMethod
{
    /// <summary>逐笔全额: each trade on its own.</summary>
    Gross = 0,
    /// <summary>多边净额: one net position per account.</summary>
    Net = 1,
}

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
    public static readonly ParameterKey<Rate> FeeOneWay = new("trade.fee.one_way", "share", Axis.Date, Kinds.Share,
        "单向竞价手续费率（每边）", "Fee on a one-way bidding, each side");
    public static readonly ParameterKey<Rate> FeeAuction = new("trade.fee.auction", "share", Axis.Date, Kinds.Share,
        "有偿竞价手续费率（每边）", "Fee on an auction of the primary market, each side");
    public static readonly ParameterKey<Rate> FeeIntervention = new("trade.fee.intervention", "share", Axis.Date,
        Kinds.Share, "投放与回购手续费率（每边）", "Fee on a release or buy-back, each side");
    public static readonly ParameterKey<SettlementMethod> SettlementMethod = new("clearing.settlement.method",
        "choice", Axis.Date, Kinds.OneOf<SettlementMethod>(), "交收方式", "How the trades of an instrument are settled");
    public static readonly ParameterKey<Rate> ReserveFeeShare = new("clearing.risk_reserve.fee_share", "share",
        Axis.Date, Kinds.Share, "手续费提取风险准备金的比例", "Share of each day's fees that goes to the risk reserve");
    public static readonly ParameterKey<Money> ReserveMinimum = new("clearing.risk_reserve.minimum", "CNY", Axis.Date,
        Kinds.Yuan, "风险准备金最低额", "What the clearing house alone has to leave in the risk reserve");
    public static readonly ParameterKey<int> MakeUpDays = new("clearing.default.make_up_days", "working days",
        Axis.Date, Kinds.Count, "违约补足期限", "Working days a defaulter has to deliver or pay after all");
    public static readonly ParameterKey<Rate> DefaultPenalty = new("clearing.default.penalty", "share", Axis.Date,
        Kinds.Share, "违约金比例", "Penalty of a defaulter, of the value of the trade");
}
