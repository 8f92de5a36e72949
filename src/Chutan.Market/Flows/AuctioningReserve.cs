using System.Globalization;
using Chutan.Market.Allocation;
using Chutan.Market.Auctions;
using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Participants;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>有偿竞价: reserve → sales account → sealed bids with guarantees → result. What becomes of it is in
/// <see cref="SettlingAuction"/>.</summary>
public static class AuctioningReserve
{
    internal static Decision Decide(AnnounceAuction command, CommandContext context, MarketState state)
    {
        var notice = command.Notice;
        if (Announcing.Problem(notice, context.At) is { } invalid) return invalid;
        if (state.Allocation.CapOf(notice.Year) is not { } cap)
            return AllocationRefusals.NoCap.With(AllocationRefusals.Order, ("year", notice.Year));
        if (Announcing.ShareProblem(notice, cap.GovernmentReserve, context, state.Auctions) is { } beyond)
            return beyond;
        var (reserve, lines, unknown) = FloorPrice.Of(notice.Floor, context.Date, state.Exchange.Days);
        if (unknown is not null) return unknown;
        var id = state.Auctions.Next;
        if (state.Auctions.SalesAccount is { } sales)
        {
            var draft = new LedgerDraft(state.Registry);
            return SetAside(draft, sales, notice, id, state) is { } short_
                ? short_
                : Decision.Accept([.. draft.Events, new AuctionAnnounced(id, notice, reserve, lines)]);
        }
        return AuctionRefusals.NoSalesAccount.With(Announcing.Order371);
    }

    /// <summary>开立竞价专户: once, before the first auction.</summary>
    internal static Decision DecideAccount(CommandContext context, MarketState state)
    {
        if (state.Auctions.SalesAccount is { } there)
            return AuctionRefusals.SalesAccountExists.With(Announcing.Order371, ("account", there));
        if (!state.Registry.IsFounded || state.Participants.Find(context.Actor.User) is not { } user)
            return RegistryRefusals.NotFounded.With(RegistryRefusals.Basis);
        var opened = new Account(state.Registry.NextAccount, user.Participant, AccountKind.AuctionSales,
            AccountStatus.Open, context.Date, HoldingLimit: null);
        return Decision.Accept(new AccountOpened(opened), new AuctionAccountOpened(opened.Id));
    }

    internal static Decision Decide(SubmitBid command, CommandContext context, MarketState state)
    {
        var (auction, closed) = BidRules.Open(command.Auction, context.At, state.Auctions);
        if (auction is null) return closed!; // one of the two is there
        if (AdmissionProblem(auction, command.Account, state) is { } outside) return outside;
        if (BidRules.Problem(command, auction) is { } invalid) return invalid;
        if (HoldingProblem(command, auction, context, state) is { } excess) return excess;
        var guarantee = BidRules.Guarantee(auction.Notice, command.Price, command.Quantity);
        var money = new MoneyDraft(state.Clearing);
        if (money.Reserve(command.Account, Reference(auction.Id), guarantee) is { } unfunded) return unfunded;
        var bidder = state.Registry.OwnerOf(command.Account)!.Value; // an open account has an owner
        return Decision.Accept([.. money.Events, new BidTaken(auction.Id, state.Auctions.NextBid, command.Account,
            bidder, command.Price, command.Quantity, guarantee)]);
    }

    /// <summary>The refusal for an account whose owner is not admitted to an auction; null when it is.</summary>
    public static Refusal? AdmissionProblem(Auction auction, AccountId account, MarketState state)
    {
        if (TradingAccounts.Problem(account, state) is { } barred) return barred;
        var bidder = state.Participants.Find(state.Registry.OwnerOf(account)!.Value)!; // an open account has an owner
        return BidRules.AdmissionProblem(auction, bidder, GapOf(auction, bidder.Id, state));
    }

    /// <summary>The floor that an announcement of a date would state, and how it comes about.</summary>
    public static (Price? Reserve, ImmutableArray<ExplanationLine> Lines, Refusal? Refusal) FloorOn(LocalDate date,
        Floor floor, MarketState state) => FloorPrice.Of(floor, date, state.Exchange.Days);

    internal static Decision Decide(WithdrawBid command, CommandContext context, MarketState state)
    {
        var (auction, closed) = BidRules.Open(command.Auction, context.At, state.Auctions);
        if (auction is null) return closed!; // one of the two is there
        var (bid, refusal) = BidRules.Withdrawable(command, auction,
            evenIfFinal: context.Actor.Role == Role.Scheduler);
        if (bid is null) return refusal!; // one of the two is there
        var money = new MoneyDraft(state.Clearing);
        return money.Unreserve(bid.Account, Reference(auction.Id), bid.Guarantee) is { } stuck
            ? stuck
            : Decision.Accept([.. money.Events, new BidWithdrawn(auction.Id, bid.Id, bid.Account)]);
    }

    internal static Decision Decide(CancelAuction command, MarketState state)
    {
        if (state.Auctions.Find(command.Auction) is not { } auction) return BidRules.Unknown(command.Auction);
        if (auction.Phase > AuctionPhase.Closed)
            return AuctionRefusals.WrongPhase.With(Announcing.Order371, ("auction", auction.Id),
                ("phase", auction.Phase), ("needed", AuctionPhase.Closed));
        if (string.IsNullOrWhiteSpace(command.Reason)) return AuctionRefusals.ReasonNeeded.With(Announcing.Order371);
        var (units, money) = (new LedgerDraft(state.Registry), new MoneyDraft(state.Clearing));
        foreach (var account in auction.LiveBids.Select(b => b.Account).Distinct())
            if (money.Unreserve(account, Reference(auction.Id)) is { } stuck) return stuck;
        return ReturnToReserve(units, auction, auction.Notice.Supply, state) is { } unreturned
            ? unreturned
            : Decision.Accept([.. units.Events, .. money.Events, new AuctionCancelled(auction.Id, command.Reason)]);
    }

    /// <summary>Moves units of an auction from the sales account back to the reserve.</summary>
    internal static Refusal? ReturnToReserve(LedgerDraft units, Auction auction, Tonnes quantity, MarketState state) =>
        quantity.IsZero ? null : units.Move(state.Auctions.SalesAccount!.Value, state.Registry.GovernmentReserve,
            UnitKind.Allowance, quantity, MovementCause.Reserve, marksTraded: false, Reference(auction.Id), null,
            OfYear(auction.Notice.Year)); // an auction has had a sales account

    internal static Func<Lot, bool> OfYear(ComplianceYear year) => lot => lot.Attributes.Vintage.Year == year.Year;

    /// <summary>How the ledgers name an auction.</summary>
    internal static string Reference(AuctionId auction) =>
        string.Create(CultureInfo.InvariantCulture, $"auction {auction}");

    /// <summary>By how much verified emissions exceed the allocation of the year the admission names; null when that
    /// is not asked, or not known.</summary>
    private static Tonnes? GapOf(Auction auction, ParticipantId bidder, MarketState state) =>
        auction.Notice.Admission.OnlyIfShortIn is { } year
        && state.Mrv.Accepted(year, bidder) is { } verified
        && state.Allocation.Find(year, bidder)?.Final is { } allocated
            ? verified.Beyond(allocated)
            : null;

    private static Refusal? SetAside(LedgerDraft draft, AccountId sales, AuctionNotice notice, AuctionId id,
        MarketState state) => draft.Move(state.Registry.GovernmentReserve, sales, UnitKind.Allowance, notice.Supply,
            MovementCause.Reserve, marksTraded: false, Reference(id), null, OfYear(notice.Year));

    /// <summary>The refusal when winning all it bids for would take the account over its holding limit 最大持有量.</summary>
    private static Refusal? HoldingProblem(SubmitBid command, Auction auction, CommandContext context,
        MarketState state)
    {
        if (state.Registry.Find(command.Account)?.HoldingLimit is not { } limit) return null;
        var bidFor = auction.LiveBids.Where(b => b.Account == command.Account).Sum(b => b.Quantity.Count);
        var expected = state.Registry.TotalOf(command.Account) + state.Exchange.BuyingToday(command.Account)
            + new Tonnes(bidFor);
        return expected + command.Quantity > limit
            ? ExchangeRefusals.HoldingLimit.With(context.Rules.Cite(TradingKeys.HoldingLimit, context.Date),
                ("account", command.Account), ("limit", limit), ("expected", expected), ("quantity", command.Quantity))
            : null;
    }
}
