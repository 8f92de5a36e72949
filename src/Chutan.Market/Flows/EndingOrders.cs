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
        var (order, refusal) = OrderEntry.FindOpen(command, state.Exchange);
        if (order is null) return refusal!; // one of the two is there
        var events = new List<Event> { new OrderCancelled(order.Id, order.Account, order.Remaining) };
        var units = new LedgerDraft(state.Registry);
        if (Free(order, state.Clearing, units, events) is { } stuck) return stuck;
        return Decision.Accept([.. events, .. units.Events]);
    }

    public static Decision Decide(CloseTrading command, CommandContext context, MarketState state)
    {
        if (BusinessDay.CloseProblem(command, context, state.Exchange) is { } problem) return problem;
        var events = new List<Event>();
        var units = new LedgerDraft(state.Registry);
        foreach (var order in state.Exchange.Orders)
        {
            if (order.Status != OrderStatus.Open) continue;
            events.Add(new OrderExpired(order.Id, order.Account, order.Remaining));
            if (Free(order, state.Clearing, units, events) is { } stuck) return stuck;
        }
        if (EndingOffers.Lapse(command.Date, state, units, events) is { } held) return held;
        return Decision.Accept([.. events, .. units.Events, BusinessDay.Close(state.Exchange)]);
    }

    private static Refusal? Free(Order order, ClearingState clearing, LedgerDraft units, List<Event> events)
    {
        if (order.Side == Side.Sell) return units.Reduce(order.Hold, order.Remaining);
        events.Add(new MoneyReleased(order.Account, order.Id, clearing.Reserved(order.Id)));
        return null;
    }
}
