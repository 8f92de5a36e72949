namespace Chutan.Market.Exchange;

/// <summary>The exchange's records in a snapshot.</summary>
internal static class ExchangeSnapshot
{
    public static void Write(StateWriter to, in Trade trade)
    {
        WriteCore(to, trade);
        WriteMarket(to, trade);
    }

    /// <summary>What every trade had when the spot allowance was the only instrument; the trade list's hash begins with
    /// it.</summary>
    public static void WriteCore(StateWriter to, in Trade trade)
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

    public static void WriteMarket(StateWriter to, in Trade trade)
    {
        to.String(trade.Instrument);
        to.Int((int)trade.Mode);
        to.Long(trade.Hold.Number);
    }

    public static Trade ReadTrade(StateReader from)
    {
        var (id, buy, sell) = (new TradeId(from.Long()), new OrderId(from.Long()), new OrderId(from.Long()));
        var (buyer, seller) = (new AccountId(from.Long()), new AccountId(from.Long()));
        var (price, quantity, taker) = (new Price(from.Long()), new Tonnes(from.Long()), (Side)from.Int());
        var at = from.Instant();
        return new Trade(id, from.String(), (TradeMode)from.Int(), buy, sell, buyer, seller, price, quantity, taker, at,
            new(from.Long()));
    }

    public static void Write(StateWriter to, TradedInstrument instrument)
    {
        to.String(instrument.Code);
        to.Int((int)instrument.Kind);
        to.String(instrument.NameZh);
        to.String(instrument.NameEn);
        to.String(instrument.Segment);
    }

    public static TradedInstrument ReadInstrument(StateReader from) =>
        new(from.String(), (UnitKind)from.Int(), from.String(), from.String(), from.String());

    public static void Write(StateWriter to, Order order)
    {
        to.Long(order.Id.Number);
        to.Long(order.Account.Number);
        to.String(order.Instrument);
        to.Int((int)order.Side);
        to.Long(order.Price.FenPerTonne);
        to.Long(order.Quantity.Count);
        to.String(order.ClientOrderId);
        to.Long(order.Hold.Number);
        to.Instant(order.At);
        to.Long(order.Remaining.Count);
        to.Int((int)order.Status);
        to.Bool(order.EndedAt is not null);
        if (order.EndedAt is { } ended) to.Instant(ended);
        to.Int((int)order.Type);
        to.Long(order.Covered.Count);
        to.Int((int?)order.EndedBy ?? -1);
    }

    public static Order ReadOrder(StateReader from)
    {
        var (id, account, instrument) = (new OrderId(from.Long()), new AccountId(from.Long()), from.String());
        var (side, price, quantity) = ((Side)from.Int(), new Price(from.Long()), new Tonnes(from.Long()));
        var (client, hold, at) = (from.String(), new HoldId(from.Long()), from.Instant());
        var (remaining, status) = (new Tonnes(from.Long()), (OrderStatus)from.Int());
        Instant? ended = from.Bool() ? from.Instant() : null;
        var (type, covered) = ((OrderType)from.Int(), new Tonnes(from.Long()));
        OrderEnd? by = from.Int() is >= 0 and var end ? (OrderEnd)end : null;
        return new Order(id, account, instrument, side, price, quantity, remaining, status, client, type, by, hold,
            covered, at, ended);
    }

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
        to.Int((int)terms.Mode);
        to.Int((int)terms.MatchPrice);
        to.Int((int)terms.SelfTrade);
        to.Bool(terms.MarketOrders);
        to.Long(terms.LeastOrder.Count);
        to.Long(terms.MostOrder?.Count ?? -1);
        to.Int(terms.ResaleLagDays);
        to.Long(terms.OpeningCall?.TickOfDay ?? -1);
        to.Long(terms.ClosingCall?.TickOfDay ?? -1);
    }

    public static DayTerms ReadTerms(StateReader from) => new(new(from.Long()), new(from.Long()), new(from.Long()),
        new(from.Long()), new(from.Long()), (CloseMethod)from.Int(), ReadTime(from), ReadTime(from),
        ReadTime(from), ReadTime(from), (TradeMode)from.Int(), (MatchPriceRule)from.Int(), (SelfTradeChoice)from.Int(),
        from.Bool(), new(from.Long()), from.Long() is >= 0 and var most ? new Tonnes(most) : null, from.Int(),
        MaybeTime(from), MaybeTime(from));

    public static void Write(StateWriter to, DayRecord day)
    {
        to.String(day.Instrument);
        to.Date(day.Date);
        foreach (var price in new Price?[] { day.PreviousClose, day.LimitDown, day.LimitUp, day.Open, day.High, day.Low,
            day.Last, day.Close, day.Average })
            to.Long(price?.FenPerTonne ?? -1);
        to.Long(day.Volume.Count);
        to.Long(day.Turnover.Fen);
        to.Int(day.Trades);
        to.Many(day.Modes, m =>
        {
            to.Int((int)m.Mode);
            to.Long(m.Volume.Count);
            to.Long(m.Turnover.Fen);
            to.Int(m.Trades);
            to.Long(m.Low.FenPerTonne);
            to.Long(m.High.FenPerTonne);
        });
    }

    public static DayRecord ReadDay(StateReader from) => new(from.String(), from.Date(), new(from.Long()),
        new(from.Long()), new(from.Long()), ReadPrice(from), ReadPrice(from), ReadPrice(from), ReadPrice(from),
        new(from.Long()),
        ReadPrice(from), new(from.Long()), new(from.Long()), from.Int(),
        ReadModes(from));

    private static ImmutableArray<ModeFigures> ReadModes(StateReader from)
    {
        var modes = ImmutableArray.CreateBuilder<ModeFigures>();
        from.Many(() => modes.Add(new ModeFigures((TradeMode)from.Int(), new(from.Long()), new(from.Long()), from.Int(),
            new(from.Long()), new(from.Long()))));
        return modes.ToImmutable();
    }

    private static LocalTime? MaybeTime(StateReader from) =>
        from.Long() is >= 0 and var ticks ? LocalTime.FromTicksSinceMidnight(ticks) : null;

    private static Price? ReadPrice(StateReader from) => from.Long() is >= 0 and var fen ? new Price(fen) : null;

    private static LocalTime ReadTime(StateReader from) => LocalTime.FromTicksSinceMidnight(from.Long());
}
