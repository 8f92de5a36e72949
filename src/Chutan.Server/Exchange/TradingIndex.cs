using Chutan.Engine.Records;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;

namespace Chutan.Server.Exchange;

/// <summary>Where orders, closes and trades stand in the journal, so that pages can link to the decision.</summary>
public sealed class TradingIndex
{
    private readonly Dictionary<OrderId, long> orders = [];
    private readonly Dictionary<LocalDate, long> closes = [];
    private readonly Dictionary<TradeId, Price> prices = [];
    private readonly Lock changing = new();

    public void Add(MarketRecord record)
    {
        if (record.Decision is not Decision.Accepted accepted) return;
        lock (changing)
            foreach (var happened in accepted.Events)
                switch (happened)
                {
                    case OrderAccepted e: orders[e.Order] = record.Position; break;
                    case TradingClosed e: closes[e.Date] = record.Position; break;
                    case TradeExecuted e: prices[e.Trade] = e.Price; break;
                }
    }

    /// <summary>The record that accepted an order; null for an order nobody placed.</summary>
    public long? PositionOf(OrderId order)
    {
        lock (changing) return orders.TryGetValue(order, out var position) ? position : null;
    }

    /// <summary>The record that closed a day.</summary>
    public long? PositionOf(LocalDate day)
    {
        lock (changing) return closes.TryGetValue(day, out var position) ? position : null;
    }

    /// <summary>The price of a trade; null for one that never was.</summary>
    public Price? PriceOf(TradeId trade)
    {
        lock (changing) return prices.TryGetValue(trade, out var price) ? price : null;
    }
}
