namespace Chutan.Market.Auctions;

/// <summary>What winners pay.</summary>
public enum AuctionPricing
{
    /// <summary>Everybody pays the clearing price 统一价.</summary>
    Uniform = 0,
    /// <summary>Everybody pays what it bid 按报价支付.</summary>
    PayAsBid = 1,
}

/// <summary>Who comes first among bids of one price when not all of them can be filled.</summary>
public enum TieRule
{
    /// <summary>The earlier bid 时间优先.</summary>
    Time = 0,
    /// <summary>Everybody in proportion, in whole lots 按比例: rounded down, and the lots left over go one each to the
    /// largest remainders; equal remainders by time.</summary>
    ProRata = 1,
    /// <summary>A draw whose seed is on record 抽签.</summary>
    Random = 2,
}

/// <summary>What happens when less is bid for than is offered.</summary>
public enum ShortfallRule
{
    /// <summary>What is bid for is sold 按有效申报成交.</summary>
    SellWhatIsBid = 0,
    /// <summary>Nothing is sold when the valid bids cover less than a share of the supply 流拍.</summary>
    VoidBelowCoverage = 1,
}

/// <summary>How one auction is cleared: everything the outcome depends on besides the bids.</summary>
/// <param name="Supply">Offered; whole lots.</param>
/// <param name="Lot">Quantities are multiples of it.</param>
/// <param name="Reserve">The lowest valid price 保留价; null when there is none.</param>
/// <param name="Seed">Seed of the draw; read only under <see cref="TieRule.Random"/>.</param>
/// <param name="BidderLimit">The most one bidder may get over all its bids; null for no limit.</param>
/// <param name="GroupLimit">The most the companies of one group may get together; null for no limit.</param>
/// <param name="LeastCoverage">Share of the supply the valid bids must reach; read only under
/// <see cref="ShortfallRule.VoidBelowCoverage"/>.</param>
public sealed record AuctionTerms(Tonnes Supply, Tonnes Lot, Price? Reserve = null,
    AuctionPricing Pricing = AuctionPricing.Uniform, TieRule Tie = TieRule.Time, ulong Seed = 0,
    Tonnes? BidderLimit = null, Tonnes? GroupLimit = null,
    ShortfallRule Shortfall = ShortfallRule.SellWhatIsBid, Rate LeastCoverage = default);

/// <summary>One sealed bid 密封报价.</summary>
/// <param name="Number">Line of the bid file, or number of the bid; unique, and the last word among equals.</param>
/// <param name="Bidder">Who bids; one bidder may have several bids.</param>
/// <param name="Group">The corporate group the bidder belongs to; null when it stands alone.</param>
/// <param name="Time">When it came, in any unit that grows with time.</param>
public sealed record SealedBid(long Number, string Bidder, string? Group, Price Price, Tonnes Quantity, long Time);

/// <summary>Why a bid got what it got.</summary>
public enum AwardReason
{
    /// <summary>All it asked for.</summary>
    Filled = 0,
    /// <summary>At the clearing price, where not all could be filled: part, or nothing.</summary>
    Rationed = 1,
    /// <summary>Below the clearing price.</summary>
    Outbid = 2,
    /// <summary>Cut back to what one bidder may get.</summary>
    BidderLimit = 3,
    /// <summary>Cut back to what one group may get.</summary>
    GroupLimit = 4,
    /// <summary>Invalid: below the reserve price.</summary>
    BelowReserve = 5,
    /// <summary>Invalid: not a whole number of lots, or zero.</summary>
    NotWholeLots = 6,
    /// <summary>Invalid: a price of zero.</summary>
    NoPrice = 7,
    /// <summary>The valid bids did not cover enough of the supply: nothing was sold.</summary>
    Void = 8,
    /// <summary>Invalid: the bidder may not buy any more.</summary>
    Barred = 9,
}

/// <summary>What came of one bid.</summary>
/// <param name="Pays">What the bidder owes for it in all.</param>
public sealed record Award(SealedBid Bid, Tonnes Awarded, Money Pays, AwardReason Reason);

/// <summary>What came of an auction.</summary>
/// <param name="ClearingPrice">The lowest price that got anything; null when nothing was sold.</param>
/// <param name="Demand">What the valid bids ask for, within the limits.</param>
/// <param name="Awards">One for each bid, in the order the bids were given.</param>
public sealed record AuctionOutcome(Price? ClearingPrice, Tonnes Demand, Tonnes Sold, Tonnes Unsold, Money Revenue,
    bool IsVoid, ImmutableArray<Award> Awards);
