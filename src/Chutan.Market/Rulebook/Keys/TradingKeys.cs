namespace Chutan.Market.Rulebook;

/// <summary>How the close of a day is found.</summary>
public enum CloseMethod
{
    /// <summary>Volume-weighted average of the last five trades.</summary>
    Last5Vwap = 0,
    /// <summary>Volume-weighted average of all negotiated trades of the day.</summary>
    DayVwap = 1,
}

/// <summary>How the price of a match is found.</summary>
public enum MatchPriceRule
{
    /// <summary>The middle one of bid, ask and the price of the last trade.</summary>
    MiddleOfBidAskLast = 0,
    /// <summary>The price of the order that was there first.</summary>
    Resting = 1,
}

/// <summary>What happens when an order would meet another of the same account.</summary>
public enum SelfTradeChoice
{
    /// <summary>The incoming order is refused.</summary>
    RejectNewest = 0,
    /// <summary>The order that waited is withdrawn, the incoming one goes on.</summary>
    CancelOldest = 1,
    /// <summary>Both are withdrawn.</summary>
    CancelBoth = 2,
}

/// <summary>Keys of the exchange 交易 (ets-rules §4). Each may have a value of its own for one instrument, under the key
/// with the instrument's code after a colon; without one, the general value holds for it.</summary>
public static class TradingKeys
{
    public static readonly ParameterKey<ImmutableArray<string>> Instruments = new("trade.instruments", "codes",
        Axis.Date, Kinds.Codes, "上市交易品种", "What is listed for trading, in order");
    public static readonly ParameterKey<UnitKind> InstrumentKind = new("trade.instrument.kind", "choice", Axis.Date,
        Kinds.OneOf<UnitKind>(), "品种对应的登记单位", "Kind of unit that an instrument delivers");
    public static readonly ParameterKey<string> InstrumentNameZh = new("trade.instrument.name.zh", "text", Axis.Date,
        Kinds.Words, "品种中文名称", "Chinese name of an instrument");
    public static readonly ParameterKey<string> InstrumentNameEn = new("trade.instrument.name.en", "text", Axis.Date,
        Kinds.Words, "品种英文名称", "English name of an instrument");
    public static readonly ParameterKey<string> InstrumentSegment = new("trade.instrument.segment", "text", Axis.Date,
        Kinds.Words, "品种所属板块", "Part of the market an instrument belongs to");
    public static readonly ParameterKey<TradeMode> ScreenMode = new("trade.mode", "choice", Axis.Date,
        Kinds.OneOf<TradeMode>(), "主板交易方式", "Mode of the order book");
    public static readonly ParameterKey<SelfTradeChoice> SelfTrade = new("trade.self-trade", "choice", Axis.Date,
        Kinds.OneOf<SelfTradeChoice>(), "自成交的处理", "What happens when an order would meet one of its own account");
    public static readonly ParameterKey<bool> MarketOrders = new("trade.order.market", "yes/no", Axis.Date,
        Kinds.Switch, "是否接受市价申报", "Whether orders without a price are taken");
    public static readonly ParameterKey<Tonnes> LeastOrder = new("trade.order.min", "t", Axis.Date,
        Kinds.Tonnage, "单笔申报下限", "Least quantity of one order");
    public static readonly ParameterKey<Tonnes> MostOrder = new("trade.order.max", "t", Axis.Date,
        Kinds.Tonnage, "单笔申报上限", "Most quantity of one order");
    public static readonly ParameterKey<LocalTime> OpeningCall = new("trade.call.opening.from", "time", Axis.Date,
        Kinds.Time, "开盘集合竞价开始", "Opening call auction begins; it ends when the morning session opens");
    public static readonly ParameterKey<LocalTime> ClosingCall = new("trade.call.closing.from", "time", Axis.Date,
        Kinds.Time, "收盘集合竞价开始", "Closing call auction begins; it ends when the afternoon session closes");
    public static readonly ParameterKey<Price> Tick = new("trade.tick", "CNY/t", Axis.Date,
        Kinds.YuanPerTonne, "最小报价单位", "Smallest step of a price");
    public static readonly ParameterKey<Tonnes> OrderStep = new("trade.order.step", "t", Axis.Date,
        Kinds.Tonnage, "最小交易单位", "Smallest step of a quantity");
    public static readonly ParameterKey<Price> OpeningPrice = new("trade.opening-price", "CNY/t", Axis.Date,
        Kinds.YuanPerTonne, "首日基准价", "Reference price of the very first trading day");
    public static readonly ParameterKey<LocalTime> MorningOpen = new("trade.hours.morning.open", "time", Axis.Date,
        Kinds.Time, "上午开市", "Morning session opens");
    public static readonly ParameterKey<LocalTime> MorningClose = new("trade.hours.morning.close", "time", Axis.Date,
        Kinds.Time, "上午休市", "Morning session closes");
    public static readonly ParameterKey<LocalTime> AfternoonOpen = new(
        "trade.hours.afternoon.open", "time", Axis.Date,
        Kinds.Time, "下午开市", "Afternoon session opens");
    public static readonly ParameterKey<LocalTime> AfternoonClose = new(
        "trade.hours.afternoon.close", "time", Axis.Date,
        Kinds.Time, "下午收市", "Afternoon session closes");
    public static readonly ParameterKey<Rate> LimitNegotiatedUp = new("trade.limit.negotiated.up", "share", Axis.Date,
        Kinds.Share, "协商议价涨幅限制", "Most a negotiated price may rise above the previous close");
    public static readonly ParameterKey<Rate> LimitNegotiatedDown = new(
        "trade.limit.negotiated.down", "share", Axis.Date,
        Kinds.Share, "协商议价跌幅限制", "Most a negotiated price may fall below the previous close");
    public static readonly ParameterKey<Rate> LimitAgreement = new("trade.limit.agreement", "share", Axis.Date,
        Kinds.Share, "协议转让价格幅度", "Most an agreement price may differ from the previous negotiated close");
    public static readonly ParameterKey<MatchPriceRule> MatchPrice = new("trade.match.price", "choice", Axis.Date,
        Kinds.OneOf<MatchPriceRule>(), "成交价的确定", "How the price of a match is found");
    public static readonly ParameterKey<CloseMethod> CloseMethod = new("trade.close.method", "choice", Axis.Date,
        Kinds.OneOf<CloseMethod>(), "收盘价算法", "How the close is found");
    public static readonly ParameterKey<int> ResaleLagDays = new("trade.resale-lag-days", "trading days", Axis.Date,
        Kinds.Count, "买入后可再卖出的间隔", "Trading days after which bought units may be sold again");
    public static readonly ParameterKey<Tonnes> HoldingLimit = new("trade.holding.limit", "t", Axis.Date,
        Kinds.Tonnage, "现货最大持有量", "Most units one account may hold");
    public static readonly ParameterKey<Tonnes> NationalMaxListingOrder = new(
        "natl.listing.max_order", "t", Axis.Date,
        Kinds.Tonnage, "全国市场挂牌协议单笔上限（须小于）", "National listing agreement: a single order must stay below this");
    public static readonly ParameterKey<Rate> NationalLimitListing = new("natl.limit.listing", "share", Axis.Date,
        Kinds.Share, "全国市场挂牌协议涨跌幅", "National listing agreement: price limit either way");
    public static readonly ParameterKey<Rate> NationalLimitBlock = new("natl.limit.block", "share", Axis.Date,
        Kinds.Share, "全国市场大宗协议涨跌幅", "National block agreement: price limit either way");
}
