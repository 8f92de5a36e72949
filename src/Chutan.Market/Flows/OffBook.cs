using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>One deal made beside the order book: agreed by two sides, taken from a listing, or awarded.</summary>
/// <param name="Taker">The side that came last.</param>
/// <param name="Hold">A hold on the seller's units that is there already, as for a listing; it must be an
/// <see cref="HoldCause.InOrder"/> hold, and keeps what the deal delivers until settlement. Number 0 to hold them now.
/// </param>
/// <param name="Fees">What each side pays in this mode; null for what the screen's trades cost.</param>
internal sealed record OffBookDeal(string Instrument, TradeMode Mode, AccountId Seller, AccountId Buyer, Price Price,
    Tonnes Quantity, Side Taker, HoldId Hold = default, FeeRates? Fees = null);

/// <summary>场外成交: the deals of one decision beside the order book. Each is checked, the seller's units are held, the
/// buyer's money is frozen, and the trade joins the day's trade list; settlement delivers and pays it with all others.
/// Whether hours, price and quantity suit its mode, the mode's own rules have asked before.</summary>
internal sealed class OffBook(CommandContext context, MarketState state)
{
    private readonly List<Event> trades = [];
    private readonly Dictionary<AccountId, Money> spent = [];
    private readonly Dictionary<AccountId, Tonnes> bought = [];
    private readonly Dictionary<HoldId, Tonnes> promised = [];

    /// <summary>The units of this decision; a caller that ends or shrinks its own holds does so here.</summary>
    public LedgerDraft Units { get; } = new(state.Registry);

    /// <summary>Everything that happened, units first. A caller's own releases of money come before it.</summary>
    public IEnumerable<Event> Events => [.. Units.Events, .. trades];

    /// <summary>Money that the caller's decision frees for a buyer, before its deals.</summary>
    public void Free(AccountId account, Money amount) =>
        spent[account] = spent.GetValueOrDefault(account) - amount;

    /// <summary>Adds a deal, or refuses it; a caller that gets a refusal refuses the whole decision.</summary>
    public Refusal? Add(OffBookDeal deal)
    {
        if (OrderEntry.DayProblem(deal.Instrument, context, state.Exchange) is { } shut) return shut;
        var market = state.Exchange.Find(deal.Instrument)!; // an open instrument is listed and has terms
        if (TermsProblem(deal, market.Terms!) is { } invalid) return invalid;
        if (deal.Seller == deal.Buyer)
            return ExchangeRefusals.SameSides.With(Basis.TradingRules, ("account", deal.Buyer));
        if ((TradingAccounts.Problem(deal.Seller, state) ?? TradingAccounts.Problem(deal.Buyer, state)) is { } barred)
            return barred;
        var total = bought.GetValueOrDefault(deal.Buyer) + deal.Quantity;
        if ((TradingAccounts.Restricted(deal.Buyer, buys: true, total, context, state)
            ?? TradingAccounts.Restricted(deal.Seller, buys: false, deal.Quantity, context, state)) is { } restricted)
            return restricted;
        if (TradingAccounts.BeyondHolding(deal.Buyer, total, context, state) is { } excess) return excess;
        var trade = new TradeId(state.Exchange.NextTrade.Number + trades.Count / 2);
        var booked = Reserving.BookBeside(trade, deal.Instrument, deal.Mode, deal.Buyer, deal.Seller, deal.Price,
            deal.Quantity, state.Clearing.Terms!, state.Clearing.Settings, deal.Fees); // an open day has terms
        if (MoneyProblem(booked) is { } unfunded) return unfunded;
        var (hold, uncovered) = HoldUnits(deal, market.Instrument.Kind, trade);
        if (uncovered is not null) return uncovered;
        bought[deal.Buyer] = total;
        trades.Add(new TradeExecuted(trade, deal.Instrument, deal.Mode, default, default, deal.Buyer, deal.Seller,
            deal.Price, deal.Quantity, deal.Taker, context.At, hold));
        trades.Add(booked);
        return null;
    }

    private Refusal? TermsProblem(OffBookDeal deal, DayTerms terms)
    {
        if (deal.Quantity.IsZero || deal.Quantity.Count % terms.Step.Count != 0)
            return ExchangeRefusals.OffStep.With(Cite(TradingKeys.OrderStep), ("quantity", deal.Quantity),
                ("step", terms.Step));
        return deal.Price.FenPerTonne == 0 || deal.Price.FenPerTonne % terms.Tick.FenPerTonne != 0
            ? ExchangeRefusals.OffTick.With(Cite(TradingKeys.Tick), ("price", deal.Price), ("tick", terms.Tick))
            : null;

        Citation Cite<T>(ParameterKey<T> key) => context.Rules.Cite(key, deal.Instrument, context.Date);
    }

    private Refusal? MoneyProblem(ObligationBooked booked)
    {
        var already = spent.GetValueOrDefault(booked.Buyer);
        var (needed, available) = (booked.Obligation.Payable, state.Clearing.Available(booked.Buyer) - already);
        if (needed > available)
            return ClearingRefusals.InsufficientFunds.With(ClearingBasis.FullPayment, ("account", booked.Buyer),
                ("needed", needed), ("available", Money.Max(available, Money.Zero)));
        spent[booked.Buyer] = already + needed;
        return null;
    }

    /// <summary>The units under the hold named, as far as no deal of this decision has them, or under a new one.
    /// </summary>
    private (HoldId Hold, Refusal? Refusal) HoldUnits(OffBookDeal deal, UnitKind kind, TradeId trade)
    {
        if (deal.Hold.Number == 0)
            return Units.Hold(deal.Seller, kind, deal.Quantity, HoldCause.InOrder, TradingAccounts.Reference(trade));
        if (Units.FindHold(deal.Hold) is not { Cause: HoldCause.InOrder } hold || hold.Account != deal.Seller
            || hold.Kind != kind)
            return (default, RegistryRefusals.UnknownHold.With(RegistryRefusals.Basis, ("account", deal.Seller),
                ("hold", deal.Hold)));
        var taken = promised.GetValueOrDefault(deal.Hold) + PromisedBefore(deal.Hold) + deal.Quantity;
        if (taken > hold.Quantity)
            return (default, RegistryRefusals.BeyondHold.With(RegistryRefusals.Basis, ("hold", deal.Hold),
                ("remaining", hold.Quantity), ("quantity", taken)));
        promised[deal.Hold] = promised.GetValueOrDefault(deal.Hold) + deal.Quantity;
        return (deal.Hold, null);
    }

    /// <summary>What earlier trades of the day will deliver out of a hold.</summary>
    private Tonnes PromisedBefore(HoldId hold)
    {
        var total = Tonnes.Zero;
        foreach (var trade in state.Exchange.Trades)
            if (trade.Hold == hold) total += trade.Quantity;
        return total;
    }
}
