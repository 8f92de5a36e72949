using Chutan.Market.Clearing;
using Chutan.Market.Exchange;

namespace Chutan.Market.Flows;

/// <summary>集合竞价成交: the call ends → one price → its trades and their obligations → the next stage.</summary>
internal static class UncrossingCalls
{
    public static Decision Decide(UncrossCall command, CommandContext context, MarketState state)
    {
        var (market, refusal) = Calls.ToUncross(command, context, state.Exchange);
        if (market is null) return refusal!; // one of the two is there
        // A market in a call is open: it has a book and a price before, and clearing has terms.
        var (reference, terms) = (market.LastPrice!.Value, state.Clearing.Terms!);
        var (_, _, surplus) = market.Book!.Indicate(reference);
        var (price, fills) = market.Book.PlanUncross(reference);
        var (events, left, total) = (new List<Event>(), new Dictionary<OrderId, Tonnes>(), Tonnes.Zero);
        var trade = state.Exchange.NextTrade;
        foreach (var (buying, selling, quantity) in fills)
        {
            ref readonly var buy = ref state.Exchange.RowOf(buying);
            ref readonly var sell = ref state.Exchange.RowOf(selling);
            var before = left.GetValueOrDefault(buy.Id, buy.Remaining);
            left[buy.Id] = before - quantity;
            total += quantity;
            events.Add(new TradeExecuted(trade, market.Code, TradeMode.CallAuction, buy.Id, sell.Id, buy.Account,
                sell.Account, price!.Value, quantity, buy.Id.CompareTo(sell.Id) > 0 ? Side.Buy : Side.Sell,
                context.At, default)); // what trades has a price
            events.Add(Reserving.Book(trade, market.Code, TradeMode.CallAuction, buy.Id, buy.Account, sell.Account,
                price.Value, quantity, buy.Price, before, terms));
            trade = new TradeId(trade.Number + 1);
        }
        events.Add(new CallUncrossed(market.Code, market.Stage, price, total, surplus));
        return Decision.Accept(events);
    }
}
