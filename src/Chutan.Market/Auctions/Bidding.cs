using Chutan.Market.Participants;

namespace Chutan.Market.Auctions;

/// <summary>密封申报: bids in an auction. Nobody but the bidder can read it before the auction is cleared.</summary>
/// <param name="Price">CNY per tonne, at or above the floor.</param>
/// <param name="Quantity">Whole lots.</param>
[Wire("auctions.bid")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record SubmitBid(AuctionId Auction, AccountId Account, Price Price, Tonnes Quantity)
    : Command, IConcernsAccount;

/// <summary>撤回申报, where the announcement allows it. The scheduler withdraws that of a bidder that may no longer buy,
/// whatever the announcement says.</summary>
[Wire("auctions.withdraw-bid")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
[By(Scope.Any, Rights.None, Role.Scheduler)]
public sealed record WithdrawBid(AuctionId Auction, AccountId Account, BidId Bid) : Command, IConcernsAccount;

[Wire("auctions.bid-taken")]
public sealed record BidTaken(AuctionId Auction, BidId Bid, AccountId Account, ParticipantId Bidder, Price Price,
    Tonnes Quantity, Money Guarantee) : AuctionEvent;

[Wire("auctions.bid-withdrawn")]
public sealed record BidWithdrawn(AuctionId Auction, BidId Bid, AccountId Account) : AuctionEvent;

/// <summary>What a bid must satisfy before money is frozen for it 申报有效性.</summary>
public static class BidRules
{
    /// <summary>The money frozen with a bid: a share of its value, rounded up to the fen.</summary>
    public static Money Guarantee(AuctionNotice notice, Price price, Tonnes quantity) =>
        notice.Guarantee.RoundUp(price * quantity);

    /// <summary>What an account may still bid for.</summary>
    public static Tonnes Room(Auction auction, AccountId account)
    {
        var most = auction.Notice.Limits.ForBidder(auction.Notice.Supply) ?? auction.Notice.Supply;
        return Tonnes.Min(most, auction.Notice.Supply).Beyond(BidFor(auction, account));
    }

    /// <summary>The auction when it takes bids now; otherwise the refusal.</summary>
    internal static (Auction? Auction, Refusal? Refusal) Open(AuctionId id, Instant now, AuctionsState auctions)
    {
        if (auctions.Find(id) is not { } auction) return (null, Unknown(id));
        var (opens, closes) = (auction.Notice.Opens, auction.Notice.Closes);
        return auction.Phase == AuctionPhase.Open && now >= opens && now < closes
            ? (auction, null)
            : (null, AuctionRefusals.NotOpen.With(Announcing.Order371, ("auction", id), ("phase", auction.Phase),
                ("opens", opens), ("closes", closes)));
    }

    /// <summary>The refusal for a bidder that is not admitted; null when it is.</summary>
    /// <param name="gap">By how much the bidder's verified emissions exceed its allocation of the year the admission
    /// names; null when one of the two is not known.</param>
    internal static Refusal? AdmissionProblem(Auction auction, Participant bidder, Tonnes? gap)
    {
        var admission = auction.Notice.Admission;
        var admitted = bidder.Kind switch
        {
            ParticipantKind.CoveredEntity => admission.CoveredEntities,
            ParticipantKind.Institution => admission.Institutions,
            ParticipantKind.Individual => admission.Individuals,
            _ => false,
        };
        if (!admitted)
            return AuctionRefusals.NotAdmitted.With(new Citation(auction.Notice.Decision), ("auction", auction.Id),
                ("kind", bidder.Kind));
        return admission.OnlyIfShortIn is { } year && gap is not { IsZero: false }
            ? AuctionRefusals.NotShort.With(new Citation(auction.Notice.Decision), ("auction", auction.Id),
                ("year", year))
            : null;
    }

    /// <summary>The refusal for a bid that the terms do not allow; null when they do.</summary>
    internal static Refusal? Problem(SubmitBid bid, Auction auction)
    {
        var (notice, basis) = (auction.Notice, new Citation(auction.Notice.Decision));
        if (auction.LiveBids.Count(b => b.Account == bid.Account) >= notice.BidsEach)
            return AuctionRefusals.TooManyBids.With(basis, ("auction", auction.Id), ("most", notice.BidsEach));
        if (bid.Quantity.IsZero || bid.Quantity.Count % notice.Lot.Count != 0)
            return AuctionRefusals.OffLot.With(basis, ("quantity", bid.Quantity), ("lot", notice.Lot));
        if (bid.Price.FenPerTonne == 0 || auction.Reserve is { } reserve && bid.Price < reserve)
            return AuctionRefusals.BelowFloor.With(basis, ("price", bid.Price),
                ("floor", auction.Reserve ?? new Price(1)));
        var room = Room(auction, bid.Account);
        return bid.Quantity > room
            ? AuctionRefusals.BeyondLimit.With(basis, ("quantity", bid.Quantity), ("room", room))
            : null;
    }

    /// <summary>The bid to withdraw, or the refusal. Another's bid is not found.</summary>
    internal static (Bid? Bid, Refusal? Refusal) Withdrawable(WithdrawBid command, Auction auction,
        bool evenIfFinal)
    {
        if (auction.LiveBids.FirstOrDefault(b => b.Id == command.Bid) is not { } bid || bid.Account != command.Account)
            return (null, AuctionRefusals.UnknownBid.With(Announcing.Order371, ("bid", command.Bid)));
        return auction.Notice.MayWithdraw || evenIfFinal
            ? (bid, null)
            : (null, AuctionRefusals.Irrevocable.With(new Citation(auction.Notice.Decision), ("auction", auction.Id)));
    }

    internal static Refusal Unknown(AuctionId id) =>
        AuctionRefusals.Unknown.With(Announcing.Order371, ("auction", id));

    private static Tonnes BidFor(Auction auction, AccountId account) =>
        new(auction.LiveBids.Where(b => b.Account == account).Sum(b => b.Quantity.Count));
}
