using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>撤单与收市: an order ends → what it still tied up is free. What was traded stays reserved for settlement.
/// </summary>
internal static class EndingOrders
{
    public static Decision Decide(CancelOrder command, MarketState state)
    {
        var (order, refusal) = OrderEntry.FindOpen(command.Account, command.Order, state.Exchange);
        if (order is null) return refusal!; // one of the two is there
        var (events, units) = (ImmutableArray.CreateBuilder<Event>(2), new LedgerDraft(state.Registry));
        if (Cancel(order, OrderEnd.Withdrawn, state.Clearing, units, events) is { } stuck) return stuck;
        events.AddRange(units.Events);
        return Decision.Accept(events);
    }

    public static Decision Decide(CancelAllOrders command, MarketState state)
    {
        if (command.Disconnected && !state.Exchange.CancelsOnDisconnect(command.Account))
            return ExchangeRefusals.NoDisconnectOption.With(Basis.TradingRules, ("account", command.Account));
        var (events, units) = (ImmutableArray.CreateBuilder<Event>(), new LedgerDraft(state.Registry));
        var reason = command.Disconnected ? OrderEnd.Disconnected : OrderEnd.MassCancelled;
        foreach (var order in state.Exchange.OrdersOf(command.Account))
        {
            if (order.Status != OrderStatus.Open) continue;
            if (command.Instrument is { } instrument && order.Instrument != instrument) continue;
            if (command.Side is { } side && order.Side != side) continue;
            if (Cancel(order, reason, state.Clearing, units, events) is { } stuck) return stuck;
        }
        return Decision.Accept([.. events, .. units.Events]);
    }

    /// <summary>Ends an order and frees what it ties up.</summary>
    public static Refusal? Cancel(Order order, OrderEnd reason, ClearingState clearing, LedgerDraft units,
        ImmutableArray<Event>.Builder events)
    {
        events.Add(new OrderCancelled(order.Id, order.Account, order.Remaining, reason));
        return Free(order, clearing, units, events);
    }

    public static Decision Decide(CloseTrading command, CommandContext context, MarketState state)
    {
        if (BusinessDay.CloseProblem(command, context, state.Exchange) is { } problem) return problem;
        var events = ImmutableArray.CreateBuilder<Event>();
        var units = new LedgerDraft(state.Registry);
        foreach (var order in state.Exchange.Orders)
        {
            if (order.Status != OrderStatus.Open) continue;
            events.Add(new OrderExpired(order.Id, order.Account, order.Remaining));
            if (Free(order, state.Clearing, units, events) is { } stuck) return stuck;
        }
        if (EndingOffers.Lapse(command.Date, state, units, events) is { } held) return held;
        if (EndingOneWay.Lapse(command.Date, state, units, events) is { } kept) return kept;
        return Decision.Accept([.. events, .. units.Events, BusinessDay.Close(state.Exchange)]);
    }

    private static Refusal? Free(Order order, ClearingState clearing, LedgerDraft units,
        ImmutableArray<Event>.Builder events)
    {
        if (order.Side == Side.Buy)
        {
            events.Add(new MoneyReleased(order.Account, order.Id, clearing.Reserved(order.Id)));
            return null;
        }
        var held = order.HeldFor(order.Remaining);
        return held.IsZero ? null : units.Reduce(order.Hold, held);
    }
}
