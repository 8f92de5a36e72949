using Chutan.Market.Auctions;
using Chutan.Market.Clearing;
using Chutan.Market.Participants;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>竞价交收: result → losers' guarantees free, unsold units back → winners pay against delivery → who does not
/// pay loses its guarantee.</summary>
internal static class SettlingAuction
{
    public static Decision Decide(ClearAuction command, CommandContext context, MarketState state)
    {
        var (auction, refusal) = Course.In(AuctionPhase.Closed, command.Auction, state.Auctions);
        if (auction is null) return refusal!; // one of the two is there
        var result = Course.Clear(auction, context.Date, a => IsBarred(a, state), state.Auctions);
        var (units, money) = (new LedgerDraft(state.Registry), new MoneyDraft(state.Clearing));
        foreach (var bidder in result.Awards.GroupBy(a => a.Account).OrderBy(g => g.Key))
            if (FreeBeyond(money, auction, bidder.Key, new Money(bidder.Sum(a => a.Pays.Fen))) is { } stuck)
                return stuck;
        if (AuctioningReserve.ReturnToReserve(units, auction, result.Unsold, state) is { } unreturned)
            return unreturned;
        var events = new List<Event>([.. units.Events, .. money.Events, new AuctionCleared(auction.Id, result)]);
        if (result.Sold.IsZero) events.Add(new AuctionSettled(auction.Id, Tonnes.Zero, Money.Zero));
        return Decision.Accept(events);
    }

    /// <summary>Payment in full and delivery, in one decision or not at all.</summary>
    public static Decision Decide(PayAward command, CommandContext context, MarketState state)
    {
        var (auction, refusal) = Course.In(AuctionPhase.Cleared, command.Auction, state.Auctions);
        if (auction is null) return refusal!; // one of the two is there
        if (auction.WinnerOf(command.Account) is not { Status: PaymentStatus.Due } winner)
            return AuctionRefusals.NothingDue.With(Announcing.Order371, ("auction", auction.Id),
                ("account", command.Account));
        if (context.At >= auction.Notice.PayBy)
            return AuctionRefusals.PaymentsOver.With(new Citation(auction.Notice.Decision), ("auction", auction.Id),
                ("due", auction.Notice.PayBy));
        var (units, money) = (new LedgerDraft(state.Registry), new MoneyDraft(state.Clearing));
        if (Pay(money, auction, winner) is { } unpaid) return unpaid;
        if (Deliver(units, auction, winner, state) is { } undelivered) return undelivered;
        var events = new List<Event>([.. units.Events, .. money.Events,
            new AwardPaid(auction.Id, winner.Account, winner.Quantity, winner.Owes)]);
        if (auction.Winners.Count(w => w.Status == PaymentStatus.Due) == 1) events.Add(Settled(auction, winner));
        return Decision.Accept(events);
    }

    public static Decision Decide(EndPayments command, CommandContext context, MarketState state)
    {
        var (auction, refusal) = Course.In(AuctionPhase.Cleared, command.Auction, state.Auctions);
        if (auction is null) return refusal!; // one of the two is there
        var open = auction.Winners.Where(w => w.Status == PaymentStatus.Due).ToList();
        if (context.At < auction.Notice.PayBy)
            return AuctionRefusals.PaymentsRunning.With(new Citation(auction.Notice.Decision), ("auction", auction.Id),
                ("open", open.Count), ("due", auction.Notice.PayBy));
        var (units, money) = (new LedgerDraft(state.Registry), new MoneyDraft(state.Clearing));
        var defaults = new List<Event>();
        foreach (var winner in open)
        {
            var forfeited = money.Payable(winner.Account, AuctioningReserve.Reference(auction.Id));
            if (Forfeit(money, auction, winner.Account, forfeited) is { } stuck) return stuck;
            if (AuctioningReserve.ReturnToReserve(units, auction, winner.Quantity, state) is { } unreturned)
                return unreturned;
            defaults.Add(new AwardDefaulted(auction.Id, winner.Account, winner.Quantity, winner.Owes, forfeited));
        }
        return Decision.Accept([.. units.Events, .. money.Events, .. defaults, Settled(auction, null)]);
    }

    /// <summary>Whether a bidder may not buy any more: its account or itself is suspended or closed.</summary>
    private static bool IsBarred(AccountId account, MarketState state) =>
        TradingAccounts.Problem(account, state) is not null
        || state.Participants.Find(state.Registry.OwnerOf(account)!.Value) is not { Status: ParticipantStatus.Active };

    /// <summary>Of a bidder's guarantees, no more than it owes stays frozen.</summary>
    private static Refusal? FreeBeyond(MoneyDraft money, Auction auction, AccountId account, Money owes)
    {
        var reference = AuctioningReserve.Reference(auction.Id);
        var beyond = money.Reserved(account, reference) - owes;
        return beyond > Money.Zero ? money.Unreserve(account, reference, beyond) : null;
    }

    private static Refusal? Pay(MoneyDraft money, Auction auction, Winner winner)
    {
        var (reference, revenue) = (AuctioningReserve.Reference(auction.Id), Purse.Of(HouseAccount.AuctionRevenue));
        var rest = winner.Owes - money.Reserved(winner.Account, reference);
        if (rest > Money.Zero && money.Reserve(winner.Account, reference, rest) is { } short_) return short_;
        return money.Move(Purse.Of(winner.Account), revenue, winner.Owes, MoneyCause.AuctionPayment, reference,
            outOf: reference);
    }

    private static Refusal? Deliver(LedgerDraft units, Auction auction, Winner winner, MarketState state) =>
        units.Move(state.Auctions.SalesAccount!.Value, winner.Account, UnitKind.Allowance, winner.Quantity,
            MovementCause.Reserve, marksTraded: true, AuctioningReserve.Reference(auction.Id), null,
            AuctioningReserve.OfYear(auction.Notice.Year)); // an auction has had a sales account

    /// <summary>Takes the guarantee, as far as the account has the money; whatever is left of it is free.</summary>
    private static Refusal? Forfeit(MoneyDraft money, Auction auction, AccountId account, Money amount)
    {
        var reference = AuctioningReserve.Reference(auction.Id);
        if (amount == Money.Zero) return money.Unreserve(account, reference);
        var to = auction.Notice.ForfeitTo == ForfeitTo.RiskReserve
            ? HouseAccount.RiskReserve
            : HouseAccount.AuctionRevenue;
        return money.Move(Purse.Of(account), Purse.Of(to), amount, MoneyCause.DefaultPenalty, reference,
            outOf: reference) ?? money.Unreserve(account, reference);
    }

    /// <param name="last">The winner whose payment completes it; null when the deadline does.</param>
    private static AuctionSettled Settled(Auction auction, Winner? last)
    {
        var paid = auction.Winners.Where(w => w.Status == PaymentStatus.Paid || w == last).ToList();
        return new AuctionSettled(auction.Id, new Tonnes(paid.Sum(w => w.Quantity.Count)),
            new Money(paid.Sum(w => w.Owes.Fen)));
    }
}
