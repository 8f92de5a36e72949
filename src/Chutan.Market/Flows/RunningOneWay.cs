using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>单向竞价: announced with units or money behind it → opened → bids, each with its money or units in full.
/// </summary>
internal static class RunningOneWay
{
    public static Decision Decide(AnnounceOneWay command, CommandContext context, MarketState state)
    {
        if (OneWayRules.Check(command, context, state.Exchange) is { } invalid) return invalid;
        var (id, terms) = (state.Exchange.OneWay.Next, command.Terms);
        var stakes = new OneWayStakes(id, terms, context, state);
        var (hold, uncovered) = stakes.PutUp(command.Account, terms.Side, terms.Start, terms.Quantity, before: null);
        return uncovered is not null
            ? uncovered
            : Decision.Accept([.. stakes.Events, new OneWayAnnounced(id, command.Account, terms, hold)]);
    }

    /// <summary>A session whose time is over, whose initiator may not trade any more or whose start price the day does
    /// not allow ends instead of opening.</summary>
    public static Decision Decide(OpenOneWay command, CommandContext context, MarketState state)
    {
        var (session, refusal) = OneWayRules.Due(command.Session, OneWayStatus.Announced, context, state.Exchange);
        if (session is null) return refusal!; // one of the two is there
        var terms = session.Terms;
        if (context.Time >= terms.Until) return EndingOneWay.End(session, OneWayStatus.Lapsed, reason: "", state);
        var against = MakingOffers.Barred(session.Account, state) ?? ModeRules.PriceProblem(TradeMode.OneWayBidding,
            terms.Instrument, terms.Start, terms.Date, context, state.Exchange);
        if (context.Rules.Missing is { } missing) return missing;
        return against is { } wrong
            ? EndingOneWay.End(session, OneWayStatus.Void, wrong.Code, state)
            : Decision.Accept(new OneWayOpened(session.Id));
    }

    public static Decision Decide(BidOneWay command, CommandContext context, MarketState state)
    {
        var (session, refusal) = OneWayRules.Check(command, context, state.Exchange);
        if (session is null) return refusal!; // one of the two is there
        var stakes = new OneWayStakes(session.Id, session.Terms, context, state);
        var (hold, uncovered) = stakes.PutUp(command.Account, session.Terms.BidSide, command.Price, command.Quantity,
            session.BidOf(command.Account));
        return uncovered is not null
            ? uncovered
            : Decision.Accept([.. stakes.Events,
                new OneWayBidTaken(session.Id, command.Account, command.Price, command.Quantity, hold)]);
    }
}

/// <summary>What one side of one-way bidding puts up: all its units, or all its money with the fee.</summary>
internal sealed class OneWayStakes(OneWayId session, OneWayTerms terms, CommandContext context, MarketState state)
{
    private readonly LedgerDraft units = new(state.Registry);
    private readonly MoneyDraft money = new(state.Clearing);

    public IEnumerable<Event> Events => [.. units.Events, .. money.Events];

    /// <param name="before">The own bid that is improved; what stood for it is free for the new one.</param>
    public (HoldId Hold, Refusal? Refusal) PutUp(AccountId account, Side side, Price price, Tonnes quantity,
        OneWayBid? before)
    {
        var reference = TradingAccounts.Reference(session);
        var more = quantity - (before?.Quantity ?? Tonnes.Zero);
        if (TradingAccounts.Problem(account, state) is { } barred) return (default, barred);
        if (TradingAccounts.Restricted(account, side == Side.Buy, more, context, state) is { } restricted)
            return (default, restricted);
        if (side == Side.Sell)
        {
            if (before is not null && units.Release(before.Hold) is { } stuck) return (default, stuck);
            var kind = state.Exchange.Find(terms.Instrument)!.Instrument.Kind; // announced for a listed instrument
            return units.Hold(account, kind, quantity, HoldCause.InOrder, reference);
        }
        var wanted = more + state.Exchange.OneWay.BuyingOf(account) + state.Exchange.Offers.BuyingOf(account);
        if (TradingAccounts.BeyondHolding(account, wanted, context, state) is { } excess) return (default, excess);
        var fees = FeeRates.Of(TradeMode.OneWayBidding, terms.Instrument, context.Date, context.Rules);
        if (context.Rules.Missing is { } missing) return (default, missing);
        if (before is not null && money.Unreserve(account, reference) is { } kept) return (default, kept);
        var cost = fees.WorstCost(price, quantity, state.Clearing.Terms!); // an open day has terms
        return (default, money.Reserve(account, reference, cost));
    }
}
