using Chutan.Market.Exchange;
using Chutan.Market.Oversight;

namespace Chutan.Market.Flows;

/// <summary>日终监察: the closed day → its place in the strip, triggers, what the running intervention
/// did, large holders, and what the surveillance finds.</summary>
internal static class ReviewingDay
{
    public static Decision Decide(ReviewDay command, CommandContext context, MarketState state)
    {
        var (exchange, oversight) = (state.Exchange, state.Oversight);
        if (exchange.Phase != TradingPhase.Closed || exchange.BusinessDate != command.Date)
            return OversightRefusals.DayNotClosed.With(OversightRefusals.Basis, ("date", command.Date));
        if (oversight.Stability.Days is [.., var last] && last.Date >= command.Date)
            return OversightRefusals.DayReviewed.With(OversightRefusals.Basis, ("date", command.Date));
        var events = new List<Event>();
        events.AddRange(Triggers.Evaluate(LimitDayOf(exchange), context.Rules, oversight.Stability));
        if (Intervening.TradedOn(command.Date, state) is { } traded) events.Add(traded);
        var watching = new Watching(command.Date, context, state);
        events.AddRange(LargeHolders.Evaluate(watching.Positions(forDeadline: false), context.Rules, command.Date,
            oversight.Measures));
        foreach (var picture in watching.Pictures())
            events.AddRange(Surveillance.Evaluate(picture, context.Rules, oversight.Surveillance,
                events.OfType<AlertRaised>().Count()));
        return Decision.Accept(events);
    }

    /// <summary>Whether the price of the day that has closed stood at a limit.</summary>
    private static LimitDay LimitDayOf(ExchangeState exchange)
    {
        var day = exchange.Days[^1]; // the day has closed
        return new LimitDay(day.Date, day.High is { } high && high >= day.LimitUp,
            day.Low is { } low && low <= day.LimitDown, exchange.Halt is not null && day.Trades == 0);
    }
}
