namespace Chutan.Market.Exchange;

/// <summary>The exchange's records in a snapshot.</summary>
internal static class ExchangeSnapshot
{
    public static void Write(StateWriter to, in Trade trade)
    {
        to.Long(trade.Id.Number);
        to.Long(trade.BuyOrder.Number);
        to.Long(trade.SellOrder.Number);
        to.Long(trade.Buyer.Number);
        to.Long(trade.Seller.Number);
        to.Long(trade.Price.FenPerTonne);
        to.Long(trade.Quantity.Count);
        to.Int((int)trade.Taker);
        to.Instant(trade.At);
    }

    public static Trade ReadTrade(StateReader from) => new(new(from.Long()), new(from.Long()), new(from.Long()),
        new(from.Long()), new(from.Long()), new(from.Long()), new(from.Long()), (Side)from.Int(), from.Instant());

    public static void Write(StateWriter to, Order order)
    {
        to.Long(order.Id.Number);
        to.Long(order.Account.Number);
        to.Int((int)order.Side);
        to.Long(order.Price.FenPerTonne);
        to.Long(order.Quantity.Count);
        to.String(order.ClientOrderId);
        to.Long(order.Hold.Number);
        to.Instant(order.At);
        to.Long(order.Remaining.Count);
        to.Int((int)order.Status);
    }

    public static Order ReadOrder(StateReader from) => new(new(from.Long()), new(from.Long()), (Side)from.Int(),
        new(from.Long()), new(from.Long()), from.String(), new(from.Long()), from.Instant())
    {
        Remaining = new(from.Long()),
        Status = (OrderStatus)from.Int(),
    };

    public static void Write(StateWriter to, Halt halt)
    {
        to.Int((int)halt.Cause);
        to.String(halt.Reason);
        to.Instant(halt.Since);
    }

    public static Halt ReadHalt(StateReader from) => new((HaltCause)from.Int(), from.String(), from.Instant());

    public static void Write(StateWriter to, DayTerms terms)
    {
        foreach (var price in new[] { terms.PreviousClose, terms.LimitDown, terms.LimitUp, terms.Tick })
            to.Long(price.FenPerTonne);
        to.Long(terms.Step.Count);
        to.Int((int)terms.CloseMethod);
        foreach (var time in new[]
            { terms.MorningOpens, terms.MorningCloses, terms.AfternoonOpens, terms.AfternoonCloses })
            to.Long(time.TickOfDay);
    }

    public static DayTerms ReadTerms(StateReader from) => new(new(from.Long()), new(from.Long()), new(from.Long()),
        new(from.Long()), new(from.Long()), (CloseMethod)from.Int(), ReadTime(from), ReadTime(from),
        ReadTime(from), ReadTime(from));

    public static void Write(StateWriter to, DayRecord day)
    {
        to.Date(day.Date);
        foreach (var price in new Price?[] { day.PreviousClose, day.LimitDown, day.LimitUp, day.Open, day.High, day.Low,
            day.Last, day.Close, day.Average })
            to.Long(price?.FenPerTonne ?? -1);
        to.Long(day.Volume.Count);
        to.Long(day.Turnover.Fen);
        to.Int(day.Trades);
        to.String(day.TradeListHash);
    }

    public static DayRecord ReadDay(StateReader from) => new(from.Date(), new(from.Long()), new(from.Long()),
        new(from.Long()), ReadPrice(from), ReadPrice(from), ReadPrice(from), ReadPrice(from), new(from.Long()),
        ReadPrice(from), new(from.Long()), new(from.Long()), from.Int(), from.String());

    private static Price? ReadPrice(StateReader from) => from.Long() is >= 0 and var fen ? new Price(fen) : null;

    private static LocalTime ReadTime(StateReader from) => LocalTime.FromTicksSinceMidnight(from.Long());
}
