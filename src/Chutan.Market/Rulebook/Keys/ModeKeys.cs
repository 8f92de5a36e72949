namespace Chutan.Market.Rulebook;

/// <summary>At which price a winner of one-way bidding 单向竞价 trades.</summary>
public enum OneWayPricing
{
    /// <summary>At its own bid 按各自报价成交.</summary>
    OwnBid = 0,
    /// <summary>All at the worst price that still wins 统一价.</summary>
    Uniform = 1,
}

/// <summary>Keys of the trading modes beside the screen: fixed-price listing 定价转让, agreement transfer 协议转让, and the
/// national listing 挂牌协议 and block 大宗协议 agreements (ets-rules §4.2, §4.6).</summary>
public static class ModeKeys
{
    public static readonly ParameterKey<ImmutableArray<string>> Modes = new("trade.modes", "names", Axis.Date,
        Kinds.Names, "交易规则规定的交易方式", "Trading modes that the rules provide");
    public static readonly ParameterKey<ImmutableArray<string>> ModesAdopted = new(
        "trade.modes.adopted", "names", Axis.Date,
        Kinds.Names, "运营方另行采用的交易方式", "Further trading modes that the operator has adopted");
    public static readonly ParameterKey<Rate> LimitFixedPrice = new("trade.limit.fixed_price", "share", Axis.Date,
        Kinds.Share, "定价转让价格幅度", "Most a fixed price may differ from the previous close");
    public static readonly ParameterKey<bool> BilateralListing = new("trade.fixed_price.bilateral", "yes/no", Axis.Date,
        Kinds.Switch, "定价转让可否指定受让方", "Whether a fixed-price listing may name its buyer");
    public static readonly ParameterKey<int> ContractDays = new("trade.agreement.filing_days", "trading days",
        Axis.Date, Kinds.Count, "协议签订后申报的期限", "Trading days from signing within which a contract may be filed");
    public static readonly ParameterKey<int> DeliveryDays = new("trade.agreement.delivery_days", "trading days",
        Axis.Date, Kinds.Count, "协议交割时间距申报日的上限", "Most trading days from filing to the delivery a contract names");
    public static readonly ParameterKey<int> MostOffers = new("trade.offers.max", "offers", Axis.Date,
        Kinds.Count, "单一账户同时有效的挂牌与意向上限", "Most listings and proposals one account may have open");
    public static readonly ParameterKey<int> ListingLevels = new("natl.listing.levels", "levels", Axis.Date,
        Kinds.Count, "挂牌协议可摘取的对手方最优价位数", "Best opposite price levels a counterparty may choose among");
    public static readonly ParameterKey<Tonnes> BlockLeast = new("natl.block.min_order", "t", Axis.Date,
        Kinds.Tonnage, "大宗协议单笔下限", "Block agreement: smallest quantity");
    public static readonly ParameterKey<LocalTime> BlockOpen = new("natl.hours.block.open", "time", Axis.Date,
        Kinds.Time, "大宗协议开始时间", "Block agreement: from");
    public static readonly ParameterKey<LocalTime> BlockClose = new("natl.hours.block.close", "time", Axis.Date,
        Kinds.Time, "大宗协议结束时间", "Block agreement: until");
    public static readonly ParameterKey<Rate> LimitOneWay = new("trade.limit.one_way", "share", Axis.Date,
        Kinds.Share, "单向竞价价格幅度", "Most a one-way bid may differ from the previous close");
    public static readonly ParameterKey<int> OneWayNotice = new("trade.one_way.notice_minutes", "minutes", Axis.Date,
        Kinds.Count, "单向竞价公告至开始的最短时间", "Least minutes from the announcement of one-way bidding to its opening");
    public static readonly ParameterKey<int> OneWayAhead = new("trade.one_way.ahead_days", "trading days", Axis.Date,
        Kinds.Count, "单向竞价最早可提前公告的交易日数", "Most trading days that one-way bidding may be announced ahead");
    public static readonly ParameterKey<OneWayPricing> OneWayPricing = new("trade.one_way.pricing", "choice", Axis.Date,
        Kinds.OneOf<OneWayPricing>(), "单向竞价成交价", "What a winner of one-way bidding trades at");
    public static readonly ParameterKey<Rate> FeeAgreementSeller = new("trade.fee.agreement.seller", "share", Axis.Date,
        Kinds.Share, "协议转让手续费率（卖方）", "Fee on an agreement transfer, paid by the seller");
    public static readonly ParameterKey<Rate> FeeNational = new("natl.fee", "share", Axis.Date,
        Kinds.Share, "挂牌协议、大宗协议手续费率（每边）", "Fee on a national listing or block agreement, each side");
}
