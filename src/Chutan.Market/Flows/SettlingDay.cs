using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>货银对付: frozen trade list → units and money of every trade, in one decision or not at all.</summary>
internal static class SettlingDay
{
    public static Decision Decide(SettleDay command, MarketState state)
    {
        var (exchange, clearing) = (state.Exchange, state.Clearing);
        if (exchange.Phase != TradingPhase.Closed || exchange.BusinessDate != command.Date
            || clearing.Phase != SettlementPhase.Trading)
            return ClearingRefusals.NotClosed.With(ClearingBasis.SameDay, ("date", command.Date));
        var frozen = exchange.TradeListHash!; // a closed day has one
        if (DayFigures.HashOf(exchange.TradeSpan) != frozen || !SameTrades(exchange.Trades, clearing.Obligations))
            return ClearingRefusals.TradeListDiffers.With(ClearingBasis.SameDay, ("date", command.Date),
                ("hash", frozen));
        var units = new LedgerDraft(state.Registry);
        foreach (var trade in exchange.Trades)
            if (Deliver(trade, exchange, units) is { } undelivered) return undelivered;
        var (payments, unpaid) = SettlementDay.Pay(command.Date, frozen, clearing);
        return unpaid is not null ? unpaid : Decision.Accept([.. units.Events, .. payments]);
    }

    private static Refusal? Deliver(Trade trade, ExchangeState exchange, LedgerDraft units)
    {
        // A trade's orders are of its day, and what was traded is listed.
        var hold = trade.SellOrder.Number == 0 ? trade.Hold : exchange.FindOrder(trade.SellOrder)!.Hold;
        var kind = exchange.Find(trade.Instrument)!.Instrument.Kind;
        var refusal = units.Move(trade.Seller, trade.Buyer, kind, trade.Quantity, MovementCause.Trade,
            marksTraded: true, TradingAccounts.Reference(trade.Id), hold);
        return refusal is null
            ? null
            : ClearingRefusals.CannotDeliver.With(ClearingBasis.SameDay, ("trade", trade.Id),
                ("account", trade.Seller), ("quantity", trade.Quantity), ("reason", refusal.Code));
    }

    /// <summary>Whether clearing's obligations are exactly the exchange's trades, in the same order.</summary>
    private static bool SameTrades(IReadOnlyList<Trade> trades, IReadOnlyCollection<Obligation> obligations)
    {
        if (trades.Count != obligations.Count) return false;
        var index = 0;
        foreach (var o in obligations)
        {
            var trade = trades[index++];
            if (o.Trade != trade.Id || o.Instrument != trade.Instrument || o.Mode != trade.Mode
                || o.Buyer != trade.Buyer || o.Seller != trade.Seller || o.Quantity != trade.Quantity
                || o.Value != trade.Value)
                return false;
        }
        return true;
    }
}
