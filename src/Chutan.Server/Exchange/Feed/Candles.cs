using Chutan.Market.Kernel;

namespace Chutan.Server.Exchange.Feed;

/// <summary>How long one candle is.</summary>
public enum CandleSpan
{
    Minute = 0,
    Hour = 1,
    Day = 2,
    Week = 3,
    Month = 4,
}

/// <summary>Candles of one instrument, kept by the minute; longer ones are put together from them. A minute without a
/// trade has no candle, and so no invented price.</summary>
internal sealed class Candles
{
    private readonly List<Candle> minutes = [];
    private readonly SortedDictionary<LocalDate, long> closes = [];

    public void Add(LocalDateTime at, long priceFen, long tonnes)
    {
        var minute = new LocalDateTime(at.Year, at.Month, at.Day, at.Hour, at.Minute);
        if (minutes.Count == 0 || minutes[^1].Start != minute) minutes.Add(new Candle(minute, priceFen));
        minutes[^1].Add(priceFen, priceFen, priceFen, tonnes, priceFen * tonnes, 1);
    }

    /// <summary>The published close of a day.</summary>
    public void Close(LocalDate date, long closeFen) => closes[date] = closeFen;

    /// <summary>The candles of a span of dates, earliest first.</summary>
    public List<CandleAnswer> Of(CandleSpan span, LocalDate? from, LocalDate? through, DateTimeZone zone)
    {
        var candles = new List<Candle>();
        foreach (var minute in minutes)
        {
            if (from is { } first && minute.Start.Date < first || through is { } last && minute.Start.Date > last)
                continue;
            var start = StartOf(minute.Start, span);
            if (candles.Count == 0 || candles[^1].Start != start) candles.Add(new Candle(start, minute.Open));
            candles[^1].Add(minute.High, minute.Low, minute.Last, minute.Volume, minute.Turnover, minute.Trades);
            if (span >= CandleSpan.Day && closes.TryGetValue(minute.Start.Date, out var close))
                candles[^1].Last = close;
        }
        return [.. candles.Select(c => new CandleAnswer(zone.AtLeniently(c.Start).ToInstant(), c.Start.Date, c.Open,
            c.High, c.Low, c.Last, Rounding.HalfUp(c.Turnover, c.Volume), c.Volume, c.Turnover, c.Trades))];
    }

    private static LocalDateTime StartOf(LocalDateTime minute, CandleSpan span) => span switch
    {
        CandleSpan.Minute => minute,
        CandleSpan.Hour => minute.Date.At(new LocalTime(minute.Hour, 0)),
        CandleSpan.Day => minute.Date.AtMidnight(),
        CandleSpan.Week => minute.Date.PlusDays(1 - (int)minute.DayOfWeek).AtMidnight(),
        _ => new LocalDate(minute.Year, minute.Month, 1).AtMidnight(),
    };

    private sealed class Candle(LocalDateTime start, long open)
    {
        public LocalDateTime Start { get; } = start;
        public long Open { get; } = open;
        public long High { get; private set; } = open;
        public long Low { get; private set; } = open;
        public long Last { get; set; } = open;
        public long Volume { get; private set; }
        public long Turnover { get; private set; }
        public int Trades { get; private set; }

        public void Add(long high, long low, long last, long volume, long turnover, int trades)
        {
            High = Math.Max(High, high);
            Low = Math.Min(Low, low);
            Last = last;
            Volume += volume;
            Turnover += turnover;
            Trades += trades;
        }
    }
}
