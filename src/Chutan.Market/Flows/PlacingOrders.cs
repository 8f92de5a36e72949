using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>申报: valid? → reserve money or units → match → obligations.</summary>
internal static class PlacingOrders
{
    public static Decision Decide(PlaceOrder command, CommandContext context, MarketState state)
    {
        var exchange = state.Exchange;
        if (OrderEntry.Check(command, context, exchange) is { } invalid) return invalid;
        if (TradingAccounts.Problem(command.Account, state) is { } barred) return barred;
        if (TradingAccounts.Restricted(command.Account, command.Side == Side.Buy, command.Quantity, context, state)
            is { } restricted) return restricted;
        if (command.Side == Side.Buy
            && TradingAccounts.BeyondHolding(command.Account, command.Quantity, context, state) is { } excess)
            return excess;
        var market = exchange.Find(command.Instrument)!; // a valid order's instrument is listed
        var fills = new List<Fill>();
        // A valid order means an open day, which has a book and a price before.
        if (market.Book!.Match(command.Side, command.Account, command.Price, command.Quantity,
            market.LastPrice!.Value, fills) is { } own)
            return ExchangeRefusals.OwnOrder.With(Basis.TradingRules, ("order", own.Id));
        var events = ImmutableArray.CreateBuilder<Event>();
        var (hold, unfunded) = Reserve(command, market.Instrument.Kind, state, events);
        if (unfunded is not null) return unfunded;
        events.Add(new OrderAccepted(exchange.NextOrder, command.Account, command.Instrument, command.Side,
            command.Price, command.Quantity, command.ClientOrderId, hold));
        Trade(command, context.At, fills, state, events);
        return new Decision.Accepted(events.ToImmutable(), []);
    }

    /// <summary>Full prepayment 全额预付: all the money, or all the units, before the order counts.</summary>
    private static (HoldId Hold, Refusal? Refusal) Reserve(PlaceOrder command, UnitKind kind,
        MarketState state, ImmutableArray<Event>.Builder events)
    {
        if (command.Side == Side.Buy)
        {
            var (frozen, unfunded) = Reserving.Freeze(command.Account, state.Exchange.NextOrder, command.Price,
                command.Quantity, state.Clearing);
            if (frozen is not null) events.Add(frozen);
            return (default, unfunded);
        }
        var draft = new LedgerDraft(state.Registry);
        var (hold, refusal) = draft.Hold(command.Account, kind, command.Quantity, HoldCause.InOrder,
            TradingAccounts.Reference(state.Exchange.NextOrder));
        events.AddRange(draft.Events);
        return (hold, refusal);
    }

    private static void Trade(PlaceOrder command, Instant at, List<Fill> fills, MarketState state,
        ImmutableArray<Event>.Builder events)
    {
        var (order, trade, left) = (state.Exchange.NextOrder, state.Exchange.NextTrade, command.Quantity);
        var terms = state.Clearing.Terms!; // an open day has terms
        var (code, mode) = (command.Instrument, state.Exchange.Find(command.Instrument)!.Terms!.Mode);
        foreach (var (resting, quantity, price) in fills)
        {
            if (command.Side == Side.Buy)
            {
                events.Add(new TradeExecuted(trade, code, mode, order, resting.Id, command.Account, resting.Account,
                    price, quantity, command.Side, at, default));
                events.Add(Reserving.Book(trade, code, mode, order, command.Account, resting.Account, price, quantity,
                    command.Price, left, terms));
            }
            else
            {
                events.Add(new TradeExecuted(trade, code, mode, resting.Id, order, resting.Account, command.Account,
                    price, quantity, command.Side, at, default));
                events.Add(Reserving.Book(trade, code, mode, resting.Id, resting.Account, command.Account, price,
                    quantity, resting.Price, resting.Remaining, terms));
            }
            left -= quantity;
            trade = new TradeId(trade.Number + 1);
        }
    }
}
