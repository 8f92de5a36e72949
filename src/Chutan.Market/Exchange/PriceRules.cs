namespace Chutan.Market.Exchange;

/// <summary>The price arithmetic of the Hubei spot market.</summary>
public static class PriceRules
{
    private const int LastTrades = 5;

    /// <summary>The price of a negotiated trade 协商议价: the middle one of bid, ask and the price before.</summary>
    /// <param name="last">The previous trade of the day; for its first trade, the previous close.</param>
    public static Price Negotiated(Price bid, Price ask, Price last)
    {
        var (low, high) = bid < ask ? (bid, ask) : (ask, bid);
        return last < low ? low : last > high ? high : last;
    }

    /// <summary>The same in ticks; the order of bid and ask does not matter.</summary>
    internal static int Middle(int bid, int ask, int last) =>
        Math.Clamp(last, Math.Min(bid, ask), Math.Max(bid, ask));

    /// <summary>Highest valid order price: the previous close plus the limit, half up to the tick.</summary>
    public static Price LimitUp(Price previousClose, Rate limit, Price tick) =>
        ToTick((Int128)previousClose.FenPerTonne * (Rate.Scale + limit.Parts), Rate.Scale, tick);

    /// <summary>Lowest valid order price: the previous close less the limit, half up to the tick; at least one tick.
    /// </summary>
    public static Price LimitDown(Price previousClose, Rate limit, Price tick)
    {
        var lowest = ToTick((Int128)previousClose.FenPerTonne * (Rate.Scale - limit.Parts), Rate.Scale, tick);
        return lowest < tick ? tick : lowest;
    }

    /// <summary>Volume-weighted average price, half up to the tick. The volume is not zero.</summary>
    public static Price Average(Money turnover, Tonnes volume, Price tick) => ToTick(turnover.Fen, volume.Count, tick);

    /// <summary>The day's closing price, of the trades that make prices; the previous close when there are none.
    /// </summary>
    /// <param name="screen">How the order book trades.</param>
    public static Price Close(CloseMethod method, ReadOnlySpan<Trade> trades, Price previousClose, Price tick,
        TradeMode screen = TradeMode.Negotiated)
    {
        var (turnover, volume, counted) = (Money.Zero, Tonnes.Zero, 0);
        for (var i = trades.Length - 1; i >= 0; i--)
        {
            ref readonly var trade = ref trades[i];
            if (!trade.Mode.MakesPrices(screen)) continue;
            if (method == CloseMethod.Last5Vwap && counted == LastTrades) break;
            counted++;
            turnover += trade.Value;
            volume += trade.Quantity;
        }
        return counted == 0 ? previousClose : Average(turnover, volume, tick);
    }

    private static Price ToTick(Int128 fen, long divisor, Price tick) =>
        new(Rounding.HalfUp(fen, divisor * tick.FenPerTonne) * tick.FenPerTonne);
}
