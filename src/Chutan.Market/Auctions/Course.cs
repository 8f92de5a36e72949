using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Chutan.Market.Auctions;

/// <summary>开始申报: bidding begins at the announced time.</summary>
[Wire("auctions.open"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Exchange)]
public sealed record OpenAuction(AuctionId Auction) : Command;

/// <summary>截止申报: bidding ends at the announced time; the bids stay sealed.</summary>
[Wire("auctions.close-bidding"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Exchange)]
public sealed record CloseBidding(AuctionId Auction) : Command;

/// <summary>出清: opens the bids and works out the result.</summary>
[Wire("auctions.clear"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Exchange)]
public sealed record ClearAuction(AuctionId Auction) : Command;

/// <summary>支付竞价款: a winner pays what it owes in full and gets its units against it 货银对付. The guarantee counts
/// towards it.</summary>
[Wire("auctions.pay")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
[By(Scope.Any, Rights.None, Role.Clearing)]
public sealed record PayAward(AuctionId Auction, AccountId Account) : Command, IConcernsAccount;

/// <summary>付款截止: who has not paid defaults; its guarantee is forfeited and its units return to the reserve.</summary>
[Wire("auctions.end-payments"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Exchange, Role.Clearing)]
public sealed record EndPayments(AuctionId Auction) : Command;

[Wire("auctions.opened")]
public sealed record AuctionOpened(AuctionId Auction) : AuctionEvent;

[Wire("auctions.bidding-closed")]
public sealed record BiddingClosed(AuctionId Auction, int Bids) : AuctionEvent;

[Wire("auctions.cleared")]
public sealed record AuctionCleared(AuctionId Auction, AuctionResult Result) : AuctionEvent;

[Wire("auctions.paid")]
public sealed record AwardPaid(AuctionId Auction, AccountId Account, Tonnes Quantity, Money Amount) : AuctionEvent;

/// <param name="Forfeited">The guarantee that was lost.</param>
[Wire("auctions.defaulted")]
public sealed record AwardDefaulted(AuctionId Auction, AccountId Account, Tonnes Quantity, Money Owed,
    Money Forfeited) : AuctionEvent;

/// <param name="Revenue">What winners paid.</param>
[Wire("auctions.settled")]
public sealed record AuctionSettled(AuctionId Auction, Tonnes Delivered, Money Revenue) : AuctionEvent;

/// <summary>From the opening of the bidding to the result.</summary>
internal static class Course
{
    /// <summary>What is left of 64 bits is a whole number in every program that reads JSON.</summary>
    private const int DroppedBits = 11;

    public static Decision Decide(OpenAuction command, CommandContext context, AuctionsState auctions)
    {
        var (auction, refusal) = In(AuctionPhase.Announced, command.Auction, auctions);
        if (auction is null) return refusal!; // one of the two is there
        return Early(auction, context.At, auction.Notice.Opens) is { } early
            ? early
            : Decision.Accept(new AuctionOpened(auction.Id));
    }

    public static Decision Decide(CloseBidding command, CommandContext context, AuctionsState auctions)
    {
        var (auction, refusal) = In(AuctionPhase.Open, command.Auction, auctions);
        if (auction is null) return refusal!; // one of the two is there
        return Early(auction, context.At, auction.Notice.Closes) is { } early
            ? early
            : Decision.Accept(new BiddingClosed(auction.Id, auction.LiveBids.Count()));
    }

    /// <summary>The auction in a phase, or the refusal.</summary>
    public static (Auction? Auction, Refusal? Refusal) In(AuctionPhase phase, AuctionId id, AuctionsState auctions)
    {
        if (auctions.Find(id) is not { } auction) return (null, BidRules.Unknown(id));
        return auction.Phase == phase
            ? (auction, null)
            : (null, AuctionRefusals.WrongPhase.With(Announcing.Order371, ("auction", id), ("phase", auction.Phase),
                ("needed", phase)));
    }

    public static Refusal? Early(Auction auction, Instant now, Instant due) => now < due
        ? AuctionRefusals.TooEarly.With(new Citation(auction.Notice.Decision), ("auction", auction.Id), ("due", due),
            ("now", now))
        : null;

    /// <summary>The result of an auction from its sealed bids.</summary>
    /// <param name="barred">Accounts that may not buy any more; their bids are void.</param>
    public static AuctionResult Clear(Auction auction, LocalDate date, Func<AccountId, bool> barred,
        AuctionsState auctions)
    {
        var bids = auction.LiveBids.ToImmutableArray();
        var seed = SeedOf(auction.Id, bids);
        var outcome = AuctionClearing.Clear(auction.Notice.Terms(auction.Reserve, seed),
            [.. bids.Where(b => !barred(b.Account)).Select(b => new SealedBid(b.Id.Number, b.Account.ToString(),
                auctions.GroupOf(b.Bidder), b.Price, b.Quantity, b.At.ToUnixTimeTicks()))]);
        var awards = outcome.Awards.ToDictionary(a => a.Bid.Number);
        return new AuctionResult(date, outcome.ClearingPrice, outcome.Demand, outcome.Sold, outcome.Unsold,
            outcome.Revenue, outcome.IsVoid, seed, [.. bids.Select(b => awards.TryGetValue(b.Id.Number, out var a)
                ? new BidAward(b.Id, b.Account, b.Price, b.Quantity, a.Awarded, a.Pays, a.Reason)
                : new BidAward(b.Id, b.Account, b.Price, b.Quantity, Tonnes.Zero, Money.Zero, AwardReason.Barred))]);
    }

    /// <summary>The seed of the draw: 53 bits of SHA-256 over the auction and all its bids. Nobody can know it before
    /// bidding ends, since nobody knows the others' bids; everybody can check it afterwards.</summary>
    private static long SeedOf(AuctionId auction, ImmutableArray<Bid> bids)
    {
        var bytes = new StateWriter();
        bytes.Long(auction.Number);
        foreach (var bid in bids)
        {
            bytes.Long(bid.Id.Number);
            bytes.Long(bid.Account.Number);
            bytes.Long(bid.Price.FenPerTonne);
            bytes.Long(bid.Quantity.Count);
            bytes.Instant(bid.At);
        }
        return (long)(BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(bytes.Written.Span)) >> DroppedBits);
    }
}
