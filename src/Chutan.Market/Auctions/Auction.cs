namespace Chutan.Market.Auctions;

public abstract record AuctionEvent : Event;

/// <summary>How far an auction has come.</summary>
public enum AuctionPhase
{
    /// <summary>Its terms are public, bidding has not begun 已公告.</summary>
    Announced = 0,
    /// <summary>Bids are taken 申报中.</summary>
    Open = 1,
    /// <summary>Bidding is over, the bids are still sealed 待出清.</summary>
    Closed = 2,
    /// <summary>The result is public, winners pay 待付款.</summary>
    Cleared = 3,
    /// <summary>All paid, or defaulted 已完成.</summary>
    Settled = 4,
    /// <summary>Called off 已取消.</summary>
    Cancelled = 5,
}

/// <summary>How the lowest valid price of an auction is found.</summary>
public enum FloorRule
{
    /// <summary>There is none.</summary>
    None = 0,
    /// <summary>A price the announcement fixes.</summary>
    Fixed = 1,
    /// <summary>A factor times the volume-weighted average price of the months up to the announcement.</summary>
    AverageOfMonths = 2,
    /// <summary>A factor times the volume-weighted average price of whole calendar months before that of the
    /// announcement.</summary>
    AverageOfCalendarMonths = 3,
}

/// <summary>保留价规则: a fixed price, or a formula over the exchange's day records.</summary>
/// <param name="Price">For a fixed floor.</param>
/// <param name="Factor">For a formula: times the average; 1.2 in Shanghai in 2024.</param>
/// <param name="Months">For a formula: how many months.</param>
public sealed record Floor(FloorRule Rule, Price? Price, Rate? Factor, int? Months);

/// <summary>参加条件: who may bid.</summary>
/// <param name="OnlyIfShortIn">Only entities whose verified emissions exceed their allocation of this year; null for
/// all.</param>
public sealed record Admission(bool CoveredEntities, bool Institutions, bool Individuals,
    ComplianceYear? OnlyIfShortIn);

/// <summary>限购: the most one bidder, or one corporate group, may buy; whichever of tonnes and share is less. All null:
/// no limit.</summary>
/// <param name="BidderShare">Of the supply.</param>
/// <param name="GroupShare">Of the supply.</param>
public sealed record PurchaseLimits(Tonnes? Bidder, Rate? BidderShare, Tonnes? Group, Rate? GroupShare)
{
    /// <summary>The most one bidder may get of a supply; null without a limit.</summary>
    public Tonnes? ForBidder(Tonnes supply) => Least(Bidder, BidderShare?.RoundDown(supply));

    /// <summary>The most one group may get of a supply; null without a limit.</summary>
    public Tonnes? ForGroup(Tonnes supply) => Least(Group, GroupShare?.RoundDown(supply));

    private static Tonnes? Least(Tonnes? a, Tonnes? b) => a is { } x && b is { } y ? Tonnes.Min(x, y) : a ?? b;
}

/// <summary>Where the guarantee of a winner goes that does not pay.</summary>
public enum ForfeitTo
{
    AuctionRevenue = 0,
    RiskReserve = 1,
}

/// <summary>竞价公告: everything a bidder must know, fixed at the announcement.</summary>
/// <param name="Year">Compliance year of the reserve the units come from; their vintage.</param>
/// <param name="Decision">The authority's decision behind the sale.</param>
/// <param name="BidsEach">How many bids one bidder may have.</param>
/// <param name="MayWithdraw">Whether bids may be withdrawn before bidding closes; irrevocable otherwise.</param>
/// <param name="Guarantee">Share of a bid's value frozen with it.</param>
/// <param name="Opens">Bids are taken from here.</param>
/// <param name="Closes">Bids are taken until here, which does not count.</param>
/// <param name="PayBy">Winners pay until here, which does not count.</param>
public sealed record AuctionNotice(string TitleZh, string TitleEn, ComplianceYear Year, string Decision, Tonnes Supply,
    Tonnes Lot, Floor Floor, Admission Admission, PurchaseLimits Limits, AuctionPricing Pricing, TieRule Tie,
    ShortfallRule Shortfall, Rate LeastCoverage, int BidsEach, bool MayWithdraw, Rate Guarantee, ForfeitTo ForfeitTo,
    Instant Opens, Instant Closes, Instant PayBy)
{
    /// <summary>What clearing needs of it.</summary>
    public AuctionTerms Terms(Price? reserve, long seed) => new(Supply, Lot, reserve, Pricing, Tie, (ulong)seed,
        Limits.ForBidder(Supply), Limits.ForGroup(Supply), Shortfall, LeastCoverage);
}

/// <summary>One bid as the market holds it: sealed until the auction is cleared.</summary>
/// <param name="Guarantee">Money frozen for it.</param>
public sealed record Bid(BidId Id, AccountId Account, ParticipantId Bidder, Price Price, Tonnes Quantity,
    Money Guarantee, Instant At)
{
    public bool Withdrawn { get; init; }
}

/// <summary>What one bid came to, as the result states it.</summary>
public sealed record BidAward(BidId Bid, AccountId Account, Price Price, Tonnes Quantity, Tonnes Awarded, Money Pays,
    AwardReason Reason);

/// <summary>成交结果公告.</summary>
/// <param name="Seed">Seed of the draw, taken from the sealed bids themselves; it decided nothing under another tie
/// rule.</param>
public sealed record AuctionResult(LocalDate Date, Price? ClearingPrice, Tonnes Demand, Tonnes Sold, Tonnes Unsold,
    Money Revenue, bool IsVoid, long Seed, ImmutableArray<BidAward> Awards);

/// <summary>How a winner stands.</summary>
public enum PaymentStatus
{
    /// <summary>Owes the money 待付款.</summary>
    Due = 0,
    /// <summary>Has paid and has its units 已交割.</summary>
    Paid = 1,
    /// <summary>Did not pay in time: guarantee forfeited, units back in the reserve 违约.</summary>
    Defaulted = 2,
}

/// <summary>What one winner owes over all its bids, and whether it paid.</summary>
public sealed record Winner(AccountId Account, Tonnes Quantity, Money Owes, PaymentStatus Status);

/// <summary>有偿竞价: one auction of allowances from the government reserve.</summary>
public sealed record Auction(AuctionId Id, AuctionNotice Notice, Price? Reserve, ImmutableArray<ExplanationLine> Floor,
    LocalDate AnnouncedOn, long Position)
{
    public AuctionPhase Phase { get; init; }

    /// <summary>Bids in the order they came, withdrawn ones too.</summary>
    public ImmutableArray<Bid> Bids { get; init; } = [];

    /// <summary>Null until it is cleared.</summary>
    public AuctionResult? Result { get; init; }

    /// <summary>Winners by account, once it is cleared.</summary>
    public ImmutableArray<Winner> Winners { get; init; } = [];

    /// <summary>Why it was called off; empty otherwise.</summary>
    public string CancelReason { get; init; } = "";

    public IEnumerable<Bid> LiveBids => Bids.Where(b => !b.Withdrawn);

    public Winner? WinnerOf(AccountId account) => Winners.FirstOrDefault(w => w.Account == account);

    /// <summary>Whether what was bid is public.</summary>
    public bool IsUnsealed => Phase is AuctionPhase.Cleared or AuctionPhase.Settled;

    /// <summary>What it takes, or took, out of the reserve for good.</summary>
    public Tonnes OutOfReserve => Phase switch
    {
        AuctionPhase.Cancelled => Tonnes.Zero,
        AuctionPhase.Cleared or AuctionPhase.Settled => new Tonnes(
            Winners.Where(w => w.Status != PaymentStatus.Defaulted).Sum(w => w.Quantity.Count)),
        _ => Notice.Supply,
    };
}
