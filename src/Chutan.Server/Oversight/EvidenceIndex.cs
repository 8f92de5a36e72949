using Chutan.Engine.Records;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;

namespace Chutan.Server.Oversight;

/// <summary>One order as evidence.</summary>
/// <param name="Filled">Tonnes of it that traded.</param>
/// <param name="EndedAt">When it was filled, withdrawn or expired; null while it stands.</param>
public sealed record EvidenceOrder(string Id, string Account, string Side, long PriceFen, long Tonnes, Instant At,
    Instant? CancelledAt, string Instrument, long Filled, Instant? EndedAt);

/// <summary>One trade as evidence.</summary>
/// <param name="Mode">How it came about; only the screen's modes make the day's price.</param>
/// <param name="Screen">Whether it is of such a mode.</param>
public sealed record EvidenceTrade(string Id, string Buyer, string Seller, long PriceFen, long Tonnes, Instant At,
    string Instrument, string Mode, bool Screen);

/// <summary>Every order and trade there ever was, for the evidence of alerts. The exchange itself keeps one day.
/// </summary>
public sealed class EvidenceIndex
{
    private readonly Dictionary<OrderId, EvidenceOrder> orders = [];
    private readonly List<(TradeId Id, LocalDate Date, EvidenceTrade Trade)> trades = [];
    private readonly Lock changing = new();

    public void Add(MarketRecord record)
    {
        if (record.Decision is not Decision.Accepted accepted) return;
        lock (changing)
            foreach (var happened in accepted.Events)
                switch (happened)
                {
                    case OrderAccepted e:
                        orders[e.Order] = new EvidenceOrder(e.Order.ToString(), e.Account.ToString(),
                            e.Side == Side.Buy ? "buy" : "sell", e.Price.FenPerTonne, e.Quantity.Count, record.At,
                            null, e.Instrument, 0, null);
                        break;
                    case OrderCancelled e when orders.TryGetValue(e.Order, out var order):
                        orders[e.Order] = order with { CancelledAt = record.At, EndedAt = record.At };
                        break;
                    case OrderExpired e when orders.TryGetValue(e.Order, out var order):
                        orders[e.Order] = order with { EndedAt = record.At };
                        break;
                    case TradeExecuted e:
                        trades.Add((e.Trade, record.Date, new EvidenceTrade(e.Trade.ToString(), e.Buyer.ToString(),
                            e.Seller.ToString(), e.Price.FenPerTonne, e.Quantity.Count, e.At, e.Instrument,
                            Parse.Camel(e.Mode), e.Mode.MakesPrices(TradeMode.Negotiated))));
                        Fill(e.BuyOrder, e);
                        Fill(e.SellOrder, e);
                        break;
                }
    }

    private void Fill(OrderId id, TradeExecuted trade)
    {
        if (!orders.TryGetValue(id, out var order)) return;
        var filled = order.Filled + trade.Quantity.Count;
        orders[id] = order with { Filled = filled, EndedAt = filled == order.Tonnes ? trade.At : null };
    }

    public IReadOnlyList<EvidenceOrder> Orders(IEnumerable<OrderId> ids)
    {
        lock (changing)
            return [.. ids.Select(i => orders.GetValueOrDefault(i)).OfType<EvidenceOrder>()];
    }

    /// <summary>Trades by number; they are kept in the order of their numbers.</summary>
    public IReadOnlyList<EvidenceTrade> Trades(IEnumerable<TradeId> ids)
    {
        var wanted = ids.ToHashSet();
        lock (changing) return [.. trades.Where(t => wanted.Contains(t.Id)).Select(t => t.Trade)];
    }

    /// <summary>All trades of one day in an instrument, in order.</summary>
    public IReadOnlyList<EvidenceTrade> DayOf(LocalDate date, string instrument)
    {
        lock (changing)
            return [.. trades.Where(t => t.Date == date && t.Trade.Instrument == instrument).Select(t => t.Trade)];
    }
}
