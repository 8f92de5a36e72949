using Chutan.Market.Exchange;

namespace Chutan.Market.Disclosure;

/// <summary>What an index sees of one constituent on one day. A day without trading has no observation.</summary>
internal readonly record struct Observation(Price Price, Tonnes Volume, Money Turnover);

/// <summary>The prices an index may use: this market's own daily figures, and those of other markets as entered.
/// </summary>
/// <param name="home">Territory code of this market.</param>
internal sealed class IndexMarket(string home, ExchangeState exchange, DisclosureState disclosure)
{
    public bool IsHome(string market) => market == home;

    /// <summary>The last closed trading day; null before the first.</summary>
    public LocalDate? LastClosed => exchange.Days.Count == 0 ? null : exchange.Days[^1].Date;

    /// <summary>The closed trading days after a date, in order.</summary>
    public IEnumerable<LocalDate> DaysAfter(LocalDate date) => exchange.Days.Select(d => d.Date).Where(d => d > date);

    public bool IsClosedDay(LocalDate date) => DayOf(Instruments.HubeiSpot, date) is not null;

    /// <summary>The close of a day, traded or not; null when there is none.</summary>
    public Price? PriceOn(string market, string instrument, LocalDate date) => IsHome(market)
        ? DayOf(instrument, date)?.Close
        : disclosure.OutsidePrice(market, instrument, date)?.Price;

    /// <summary>What was traded on a day in the modes that make prices; null when nothing was.</summary>
    public Observation? Observe(string market, string instrument, LocalDate date)
    {
        if (IsHome(market))
            return DayOf(instrument, date) is { } day && !day.Volume.IsZero
                ? new Observation(day.Close, day.Volume, day.Turnover)
                : null;
        return disclosure.OutsidePrice(market, instrument, date) is { } entered
            ? new Observation(entered.Price, entered.Volume, entered.Turnover)
            : null;
    }

    private DayRecord? DayOf(string instrument, LocalDate date)
    {
        if (exchange.Find(instrument)?.Days is not { } days) return null;
        for (var i = days.Count - 1; i >= 0 && days[i].Date >= date; i--)
            if (days[i].Date == date) return days[i];
        return null;
    }
}
