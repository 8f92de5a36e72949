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
        var (place, refusal) = OrderEntry.FindOpen(command.Account, command.Order, state.Exchange);
        if (refusal is not null) return refusal;
        ref readonly var order = ref state.Exchange.Rows.At(place);
        var ended = new OrderCancelled(order.Id, order.Account, order.Remaining, OrderEnd.Withdrawn);
        if (order.Side == Side.Buy) return Decision.Accept(ended, Released(order, state.Clearing));
        var held = order.HeldFor(order.Remaining);
        if (held.IsZero) return Decision.Accept(ended);
        var (changed, stuck) = OrderHolds.Reduce(order.Hold, held, state.Registry);
        return changed is null ? stuck! : Decision.Accept(ended, changed); // one of the two is there
    }

    public static Decision Decide(CancelAllOrders command, MarketState state)
    {
        if (command.Disconnected && !state.Exchange.CancelsOnDisconnect(command.Account))
            return ExchangeRefusals.NoDisconnectOption.With(Basis.TradingRules, ("account", command.Account));
        var (events, units) = (ImmutableArray.CreateBuilder<Event>(), new LedgerDraft(state.Registry));
        var reason = command.Disconnected ? OrderEnd.Disconnected : OrderEnd.MassCancelled;
        var rows = state.Exchange.Rows;
        for (var i = 0; i < rows.Count; i++)
        {
            ref readonly var order = ref rows.At(i);
            if (order.Account != command.Account || !order.IsOpen) continue;
            if (command.Instrument is { } instrument && state.Exchange.Markets[order.Market].Code != instrument)
                continue;
            if (command.Side is { } side && order.Side != side) continue;
            if (Cancel(order, reason, state.Clearing, units, events) is { } stuck) return stuck;
        }
        return Decision.Accept([.. events, .. units.Events]);
    }

    /// <summary>Ends an order and frees what it ties up.</summary>
    public static Refusal? Cancel(in OrderRow order, OrderEnd reason, ClearingState clearing, LedgerDraft units,
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
        for (var i = 0; i < state.Exchange.Rows.Count; i++)
        {
            ref readonly var order = ref state.Exchange.Rows.At(i);
            if (!order.IsOpen) continue;
            events.Add(new OrderExpired(order.Id, order.Account, order.Remaining));
            if (Free(order, state.Clearing, units, events) is { } stuck) return stuck;
        }
        if (EndingOffers.Lapse(command.Date, state, units, events) is { } held) return held;
        if (EndingOneWay.Lapse(command.Date, state, units, events) is { } kept) return kept;
        return Decision.Accept([.. events, .. units.Events, BusinessDay.Close(state.Exchange)]);
    }

    private static Refusal? Free(in OrderRow order, ClearingState clearing, LedgerDraft units,
        ImmutableArray<Event>.Builder events)
    {
        if (order.Side == Side.Buy)
        {
            events.Add(Released(order, clearing));
            return null;
        }
        var held = order.HeldFor(order.Remaining);
        return held.IsZero ? null : units.Reduce(order.Hold, held);
    }

    private static MoneyReleased Released(in OrderRow order, ClearingState clearing) =>
        new(order.Account, order.Id, clearing.Reserved(order.Id));
}
