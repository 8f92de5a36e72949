using Chutan.Market.Exchange.Modes;

namespace Chutan.Market.Exchange;

/// <summary>开市: opens a trading day. Refused until the day before is settled and reconciled without difference.
/// </summary>
[Wire("exchange.open-day"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Exchange)]
public sealed record OpenBusinessDay(LocalDate Date) : Command;

/// <summary>收市: ends trading, lets all open orders expire and fixes the closing price.</summary>
[Wire("exchange.close-trading"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Exchange)]
public sealed record CloseTrading(LocalDate Date) : Command;

/// <summary>The rules that hold for one instrument for one whole trading day, read from the rulebook once, at its
/// opening, and published with it: limits, tick, hours and methods do not change under an order.</summary>
/// <param name="Mode">How its order book trades.</param>
/// <param name="LeastOrder">0 when the rules set none beyond one step.</param>
/// <param name="MostOrder">Null when the rules set none.</param>
/// <param name="ResaleLagDays">Trading days after which bought units may be sold again.</param>
/// <param name="OpeningCall">An opening call auction runs from here to the morning's opening; null for none.</param>
/// <param name="ClosingCall">A closing call auction runs from here to the afternoon's close; null for none.</param>
public sealed record DayTerms(Price PreviousClose, Price LimitDown, Price LimitUp, Price Tick, Tonnes Step,
    CloseMethod CloseMethod, LocalTime MorningOpens, LocalTime MorningCloses, LocalTime AfternoonOpens,
    LocalTime AfternoonCloses, TradeMode Mode = TradeMode.Negotiated,
    MatchPriceRule MatchPrice = MatchPriceRule.MiddleOfBidAskLast,
    SelfTradeChoice SelfTrade = SelfTradeChoice.RejectNewest, bool MarketOrders = false, Tonnes LeastOrder = default,
    Tonnes? MostOrder = null, int ResaleLagDays = 1, LocalTime? OpeningCall = null, LocalTime? ClosingCall = null)
{
    /// <summary>Whether orders are taken at this time: a session begins at its first second and ends before its last.
    /// </summary>
    public bool InSession(LocalTime time) =>
        (time >= MorningOpens && time < MorningCloses) || (time >= AfternoonOpens && time < AfternoonCloses);
}

/// <summary>Units that a settlement brought are held until they may be sold again.</summary>
/// <param name="Days">Trading days until then: the opening of the last of them releases the hold.</param>
[Wire("exchange.resale-held")]
public sealed record ResaleHeld(HoldId Hold, AccountId Account, int Days) : ExchangeEvent;

/// <summary>One instrument on one trading day, with its rules of that day.</summary>
public sealed record InstrumentDay(TradedInstrument Instrument, DayTerms Terms);

/// <summary>A trading day began, with everything listed on it.</summary>
[Wire("exchange.day-opened", 2)]
public sealed record BusinessDayOpened(LocalDate Date, ImmutableArray<InstrumentDay> Markets) : ExchangeEvent
{
    /// <summary>The day's rules of one instrument; null when it is not listed.</summary>
    public DayTerms? TermsOf(string instrument)
    {
        foreach (var market in Markets)
            if (market.Instrument.Code == instrument) return market.Terms;
        return null;
    }
}

/// <summary>终止挂牌: a trading day began without an instrument that the one before had. What still stood in it ended with
/// this; a halt of its own did, too.</summary>
/// <param name="LastDay">Its last trading day.</param>
[Wire("exchange.instrument-delisted")]
public sealed record InstrumentDelisted(string Instrument, LocalDate LastDay) : ExchangeEvent;

/// <summary>Trading has ended: the trade list is frozen and the figures of every listed instrument are final.</summary>
/// <param name="TradeListHash">SHA-256 of the day's frozen trade list, all instruments and modes, in hexadecimal.
/// </param>
[Wire("exchange.trading-closed", 2)]
public sealed record TradingClosed(LocalDate Date, ImmutableArray<DayRecord> Days, string TradeListHash) : ExchangeEvent
{
    /// <summary>The day's figures of one instrument; null when it was not listed.</summary>
    public DayRecord? Find(string instrument)
    {
        foreach (var day in Days)
            if (day.Instrument == instrument) return day;
        return null;
    }
}

/// <summary>开市与收市: the trading day as the exchange sees it.</summary>
internal static class BusinessDay
{
    public static (BusinessDayOpened? Opened, Refusal? Refusal) Open(OpenBusinessDay command, CommandContext context,
        ExchangeState exchange)
    {
        var (date, rules) = (command.Date, context.Rules);
        if (date != context.Date)
            return (null, ExchangeRefusals.NotToday.With(Basis.TradingRules, ("date", date), ("today", context.Date)));
        if (exchange.BusinessDate is { } last && date <= last)
            return (null, ExchangeRefusals.AlreadyOpened.With(Basis.TradingRules, ("date", last)));
        if (rules.Calendar.IsTradingDay(date) is not { } trading)
            return (null, RulebookRefusals.NoCalendar.With(Basis.TradingRules, ("year", date.Year)));
        if (!trading) return (null, ExchangeRefusals.NoTradingDay.With(Basis.TradingRules, ("date", date)));
        var markets = ImmutableArray.CreateBuilder<InstrumentDay>();
        foreach (var instrument in Instruments.Listed(rules, date))
        {
            var terms = ReadTerms(instrument.Code, date, rules, exchange.Find(instrument.Code)?.LastClose);
            if (rules.Missing is { } missing) return (null, missing);
            if (Unsupported(instrument.Code, terms, date, rules) is { } unsupported) return (null, unsupported);
            markets.Add(new InstrumentDay(instrument, terms));
        }
        return rules.Missing is { } unlisted
            ? (null, unlisted)
            : (new BusinessDayOpened(date, markets.ToImmutable()), null);
    }

    /// <summary>The refusal when trading cannot be closed now; null when it can.</summary>
    public static Refusal? CloseProblem(CloseTrading command, CommandContext context, ExchangeState exchange)
    {
        if (exchange.Phase != TradingPhase.Open || exchange.BusinessDate != command.Date)
            return ExchangeRefusals.NotOpen.With(Basis.TradingRules, ("date", command.Date));
        var until = exchange.TradingUntil;
        if (exchange.Halt is null && context.Date == command.Date && context.Time < until)
            return ExchangeRefusals.StillInSession.With(context.Rules.Cite(TradingKeys.AfternoonClose, command.Date),
                ("time", context.Time), ("until", until));
        if (context.Date != command.Date) return null;
        foreach (var market in exchange.Markets)
            if (market is { Terms: not null, InCall: true } && exchange.HaltOf(market.Code) is null)
                return ExchangeRefusals.CallOpen.With(Basis.TradingRules, ("instrument", market.Code));
        foreach (var session in exchange.OneWay.All)
            if (session.Status == OneWayStatus.Open && exchange.HaltOf(session.Terms.Instrument) is null)
                return OneWayRefusals.StillOpen.With(Basis.TradingRules, ("session", session.Id));
        return null;
    }

    /// <summary>The final figures of the open day.</summary>
    public static TradingClosed Close(ExchangeState exchange)
    {
        var days = ImmutableArray.CreateBuilder<DayRecord>();
        foreach (var market in exchange.Markets)
        {
            if (market.Terms is not { } terms) continue;
            var close = PriceRules.Close(terms.CloseMethod, market.TradeSpan, terms.PreviousClose, terms.Tick,
                terms.Mode);
            days.Add(market.Figures with { Close = close });
        }
        var date = exchange.BusinessDate!.Value; // asked only of an open day
        return new TradingClosed(date, days.ToImmutable(), DayFigures.HashOf(exchange.TradeSpan));
    }

    /// <summary>The refusal for a value of the rules that this market cannot carry out; null when it can.</summary>
    private static Refusal? Unsupported(string code, DayTerms terms, LocalDate date, RuleReader rules)
    {
        if (terms.Mode is not (TradeMode.Negotiated or TradeMode.ContinuousBidding))
            return CannotHonour(TradingKeys.ScreenMode, terms.Mode, "negotiated, continuous-bidding");
        return null;

        Refusal CannotHonour<T>(ParameterKey<T> key, object value, string supported) => ExchangeRefusals.CannotHonour
            .With(rules.Cite(key, code, date), ("key", key.Name), ("value", value), ("supported", supported));
    }

    /// <summary>Reads every rule of the day at once; meaningless when one was missing.</summary>
    private static DayTerms ReadTerms(string code, LocalDate date, RuleReader rules, Price? lastClose)
    {
        var lag = rules.Get(TradingKeys.ResaleLagDays, code, date);
        var before = lastClose ?? rules.Get(TradingKeys.OpeningPrice, code, date);
        var up = rules.Get(TradingKeys.LimitNegotiatedUp, code, date);
        var down = rules.Get(TradingKeys.LimitNegotiatedDown, code, date);
        var tick = rules.Get(TradingKeys.Tick, code, date);
        var step = rules.Get(TradingKeys.OrderStep, code, date);
        var method = rules.Get(TradingKeys.CloseMethod, code, date);
        var match = rules.Get(TradingKeys.MatchPrice, code, date);
        var (opens, breaks) = (rules.Get(TradingKeys.MorningOpen, code, date),
            rules.Get(TradingKeys.MorningClose, code, date));
        var (again, closes) = (rules.Get(TradingKeys.AfternoonOpen, code, date),
            rules.Get(TradingKeys.AfternoonClose, code, date));
        var mode = rules.Find(TradingKeys.ScreenMode, code, date) ?? TradeMode.Negotiated;
        var selfTrade = rules.Find(TradingKeys.SelfTrade, code, date) ?? SelfTradeChoice.RejectNewest;
        var marketOrders = rules.Find(TradingKeys.MarketOrders, code, date) ?? false;
        var (least, most) = (rules.Find(TradingKeys.LeastOrder, code, date) ?? Tonnes.Zero,
            rules.Find(TradingKeys.MostOrder, code, date));
        var (openingCall, closingCall) = (rules.Find(TradingKeys.OpeningCall, code, date),
            rules.Find(TradingKeys.ClosingCall, code, date));
        if (rules.Missing is not null) (tick, step) = (new Price(1), new Tonnes(1));
        return new DayTerms(before, PriceRules.LimitDown(before, down, tick), PriceRules.LimitUp(before, up, tick),
            tick, step, method, opens, breaks, again, closes, mode, match, selfTrade, marketOrders, least, most, lag,
            openingCall, closingCall);
    }
}

/// <summary>Legal bases of this room that no rule value carries.</summary>
internal static class Basis
{
    public static readonly Citation TradingRules = new("湖北碳排放权交易规则");
}
