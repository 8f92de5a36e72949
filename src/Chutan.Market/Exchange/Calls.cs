namespace Chutan.Market.Exchange;

/// <summary>Where an instrument stands within its trading day.</summary>
public enum SessionStage
{
    /// <summary>Orders match as they come.</summary>
    Continuous = 0,
    /// <summary>开盘集合竞价: orders are collected until the morning session opens.</summary>
    OpeningCall = 1,
    /// <summary>收盘集合竞价: orders are collected until the afternoon session closes.</summary>
    ClosingCall = 2,
    /// <summary>The closing call has ended; the day takes no more orders.</summary>
    AfterCall = 3,
}

/// <summary>开始收盘集合竞价: from now on orders of this instrument are collected. Orders in the book stay in it.</summary>
[Wire("exchange.begin-closing-call"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Exchange)]
public sealed record BeginClosingCall(LocalDate Date, string Instrument) : Command;

/// <summary>集合竞价成交: ends a call. All that can trade does so at one price: most volume, then least imbalance, then
/// nearest to the price before.</summary>
/// <param name="Call">Which of the day's calls it is.</param>
[Wire("exchange.uncross-call"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Exchange)]
public sealed record UncrossCall(LocalDate Date, string Instrument, SessionStage Call) : Command;

[Wire("exchange.closing-call-begun")]
public sealed record ClosingCallBegun(string Instrument) : ExchangeEvent;

/// <summary>A call ended; its trades stand beside this event.</summary>
/// <param name="Price">Null when nothing could trade.</param>
/// <param name="Surplus">Tonnes more bid than asked at the price; negative when more was asked.</param>
[Wire("exchange.call-uncrossed")]
public sealed record CallUncrossed(string Instrument, SessionStage Call, Price? Price, Tonnes Quantity,
    long Surplus) : ExchangeEvent;

/// <summary>集合竞价: which stage follows which, and when.</summary>
internal static class Calls
{
    public static Decision Decide(BeginClosingCall command, CommandContext context, ExchangeState exchange)
    {
        var (market, refusal) = Open(command.Date, command.Instrument, context, exchange);
        if (market is null) return refusal!; // one of the two is there
        if (market.Stage != SessionStage.Continuous || market.Terms!.ClosingCall is not { } from) // open: it has terms
            return ExchangeRefusals.NoSuchStage.With(Basis.TradingRules, ("instrument", market.Code),
                ("stage", market.Stage));
        return context.Time < from
            ? TooEarly(context, from)
            : Decision.Accept(new ClosingCallBegun(market.Code));
    }

    /// <summary>The market whose call may be uncrossed now, or the refusal.</summary>
    public static (InstrumentMarket? Market, Refusal? Refusal) ToUncross(UncrossCall command, CommandContext context,
        ExchangeState exchange)
    {
        var (market, refusal) = Open(command.Date, command.Instrument, context, exchange);
        if (market is null) return (null, refusal);
        if (!market.InCall || market.Stage != command.Call)
            return (null, ExchangeRefusals.NoSuchStage.With(Basis.TradingRules, ("instrument", market.Code),
                ("stage", market.Stage)));
        var terms = market.Terms!; // open: it has terms
        var until = market.Stage == SessionStage.OpeningCall ? terms.MorningOpens : terms.AfternoonCloses;
        return context.Time < until ? (null, TooEarly(context, until)) : (market, null);
    }

    private static (InstrumentMarket? Market, Refusal? Refusal) Open(LocalDate date, string instrument,
        CommandContext context, ExchangeState exchange)
    {
        if (date != context.Date)
            return (null, ExchangeRefusals.NotToday.With(Basis.TradingRules, ("date", date), ("today", context.Date)));
        return OrderEntry.DayProblem(instrument, context, exchange) is { } shut
            ? (null, shut)
            : (exchange.Find(instrument), null);
    }

    private static Refusal TooEarly(CommandContext context, LocalTime until) =>
        ExchangeRefusals.StageNotDue.With(Basis.TradingRules, ("time", context.Time), ("until", until));
}
