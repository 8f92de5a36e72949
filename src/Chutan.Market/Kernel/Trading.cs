namespace Chutan.Market.Kernel;

/// <summary>What a unit entitles to; always one tonne of CO₂ equivalent.</summary>
public enum UnitKind
{
    /// <summary>碳排放配额.</summary>
    Allowance = 0,
    /// <summary>国家核证自愿减排量.</summary>
    Ccer = 1,
    /// <summary>碳普惠减排量.</summary>
    InclusionReduction = 2,
    /// <summary>Reduction by carbon capture, use and storage 碳捕集利用与封存减排量.</summary>
    Ccus = 3,
}

/// <summary>How a trade came about 交易方式. Prices, fees and statistics are kept apart by it.</summary>
public enum TradeMode
{
    /// <summary>协商议价: the screen of the Hubei market.</summary>
    Negotiated = 0,
    /// <summary>连续竞价: the screen at the price of the order that waited.</summary>
    ContinuousBidding = 1,
    /// <summary>集合竞价: all orders of a call meet at one price.</summary>
    CallAuction = 2,
    /// <summary>定价转让: a listing at a fixed price, taken up.</summary>
    ListingTransfer = 3,
    /// <summary>协议转让: a contract between two sides, confirmed by both.</summary>
    Agreement = 4,
    /// <summary>挂牌协议: the national market's listing agreement.</summary>
    ListingAgreement = 5,
    /// <summary>大宗协议: the national market's block agreement.</summary>
    Block = 6,
    /// <summary>单向竞价: one seller or one buyer, many bids.</summary>
    OneWayBidding = 7,
    /// <summary>有偿竞价: a sale of allowances by the government.</summary>
    Auction = 8,
    /// <summary>投放: a release from the reserve to steady the market.</summary>
    Release = 9,
    /// <summary>回购: a buy-back to steady the market.</summary>
    BuyBack = 10,
}

/// <summary>What follows from the way a trade came about.</summary>
public static class TradeModes
{
    /// <summary>Whether trades of this mode make the day's prices: open, high, low, last and close. Those of the order
    /// book do, however it trades; the others count in the volume of their mode only, since their prices may lie
    /// outside the daily limits (notice of 2023-10-18: negotiated trades only).</summary>
    /// <param name="screen">How the order book of the instrument trades.</param>
    public static bool MakesPrices(this TradeMode mode, TradeMode screen) => mode == screen
        || mode is TradeMode.Negotiated or TradeMode.ContinuousBidding or TradeMode.CallAuction;

    /// <summary>Whether the government is one of the two sides: the primary market and interventions.</summary>
    public static bool IsPrimary(this TradeMode mode) =>
        mode is TradeMode.Auction or TradeMode.Release or TradeMode.BuyBack;
}
