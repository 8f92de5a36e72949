using System.Security.Cryptography;

namespace Chutan.Market.Exchange;

/// <summary>What one trading day of an instrument came to 日行情. Prices, volume and turnover are those of the modes that
/// make prices; prices are null when nothing was traded so, and the close then is the previous one.</summary>
/// <param name="Modes">Every mode that was traded in, by its own figures; their prices may lie outside the limits.
/// </param>
public sealed record DayRecord(string Instrument, LocalDate Date, Price PreviousClose, Price LimitDown, Price LimitUp,
    Price? Open, Price? High, Price? Low, Price? Last, Price Close, Price? Average, Tonnes Volume, Money Turnover,
    int Trades, ImmutableArray<ModeFigures> Modes)
{
    /// <summary>Tonnes traded in all modes.</summary>
    public Tonnes TotalVolume() => new(Modes.Sum(m => m.Volume.Count));

    /// <summary>What all modes were worth.</summary>
    public Money TotalTurnover() => new(Modes.Sum(m => m.Turnover.Fen));
}

/// <summary>One mode's part of a day.</summary>
public sealed record ModeFigures(TradeMode Mode, Tonnes Volume, Money Turnover, int Trades, Price Low, Price High);

/// <summary>The figures of a trading day, from its trades.</summary>
internal static class DayFigures
{
    /// <summary>Separates a trade of another instrument or mode than negotiated spot in the hashed bytes: no trade has
    /// this number.</summary>
    private const long OtherMarket = -1;

    /// <summary>The running figures; the close stands at the last price.</summary>
    public static DayRecord Of(string instrument, LocalDate date, DayTerms terms, ReadOnlySpan<Trade> trades)
    {
        var (volume, turnover, count) = (Tonnes.Zero, Money.Zero, 0);
        Price? open = null, high = null, low = null, last = null;
        foreach (ref readonly var trade in trades)
        {
            if (!trade.Mode.MakesPrices(terms.Mode)) continue;
            count++;
            volume += trade.Quantity;
            turnover += trade.Value;
            open ??= trade.Price;
            if (high is null || trade.Price > high) high = trade.Price;
            if (low is null || trade.Price < low) low = trade.Price;
            last = trade.Price;
        }
        return new DayRecord(instrument, date, terms.PreviousClose, terms.LimitDown, terms.LimitUp, open, high, low,
            last, last ?? terms.PreviousClose,
            count == 0 ? null : PriceRules.Average(turnover, volume, terms.Tick), volume, turnover, count,
            ByMode(trades));
    }

    /// <summary>SHA-256 over the canonical bytes of a trade list: for each trade, in order, its number, orders,
    /// accounts, price, quantity, taker and instant as little-endian integers; for one that is not negotiated spot,
    /// then −1, its instrument, its mode and its hold.</summary>
    public static string HashOf(ReadOnlySpan<Trade> trades)
    {
        var bytes = new StateWriter();
        bytes.Int(trades.Length);
        foreach (ref readonly var trade in trades)
        {
            ExchangeSnapshot.WriteCore(bytes, trade);
            if (trade is { Mode: TradeMode.Negotiated, Instrument: Instruments.HubeiSpot }) continue;
            bytes.Long(OtherMarket);
            ExchangeSnapshot.WriteMarket(bytes, trade);
        }
        return Convert.ToHexStringLower(SHA256.HashData(bytes.Written.Span));
    }

    private static ImmutableArray<ModeFigures> ByMode(ReadOnlySpan<Trade> trades)
    {
        var modes = new SortedDictionary<TradeMode, ModeFigures>();
        foreach (ref readonly var trade in trades)
        {
            var so = modes.GetValueOrDefault(trade.Mode)
                ?? new ModeFigures(trade.Mode, Tonnes.Zero, Money.Zero, 0, trade.Price, trade.Price);
            modes[trade.Mode] = new ModeFigures(trade.Mode, so.Volume + trade.Quantity, so.Turnover + trade.Value,
                so.Trades + 1, trade.Price < so.Low ? trade.Price : so.Low,
                trade.Price > so.High ? trade.Price : so.High);
        }
        return [.. modes.Values];
    }
}
