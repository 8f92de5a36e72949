using System.Security.Cryptography;

namespace Chutan.Market.Exchange;

/// <summary>开市: opens a trading day. Refused until the day before is settled and reconciled without difference.
/// </summary>
[Wire("exchange.open-day"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Exchange)]
public sealed record OpenBusinessDay(LocalDate Date) : Command;

/// <summary>收市: ends trading, lets all open orders expire and fixes the closing price.</summary>
[Wire("exchange.close-trading"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Exchange)]
public sealed record CloseTrading(LocalDate Date) : Command;

/// <summary>The rules that hold for one whole trading day, read from the rulebook once, at its opening, and published
/// with it: limits, tick, hours and the closing method do not change under an order.</summary>
public sealed record DayTerms(Price PreviousClose, Price LimitDown, Price LimitUp, Price Tick, Tonnes Step,
    CloseMethod CloseMethod, LocalTime MorningOpens, LocalTime MorningCloses, LocalTime AfternoonOpens,
    LocalTime AfternoonCloses)
{
    /// <summary>Whether orders are taken at this time: a session begins at its first second and ends before its last.
    /// </summary>
    public bool InSession(LocalTime time) =>
        (time >= MorningOpens && time < MorningCloses) || (time >= AfternoonOpens && time < AfternoonCloses);
}

/// <summary>What one trading day came to 日行情. Prices are null when nothing was traded; the close then is the previous
/// one.</summary>
/// <param name="TradeListHash">SHA-256 of the day's frozen trade list, in hexadecimal.</param>
public sealed record DayRecord(LocalDate Date, Price PreviousClose, Price LimitDown, Price LimitUp, Price? Open,
    Price? High, Price? Low, Price? Last, Price Close, Price? Average, Tonnes Volume, Money Turnover, int Trades,
    string TradeListHash);

[Wire("exchange.day-opened")]
public sealed record BusinessDayOpened(LocalDate Date, DayTerms Terms) : ExchangeEvent;

/// <summary>Trading has ended: the trade list is frozen and the day's figures are final.</summary>
[Wire("exchange.trading-closed")]
public sealed record TradingClosed(DayRecord Day) : ExchangeEvent;

/// <summary>开市与收市: the trading day as the exchange sees it.</summary>
internal static class BusinessDay
{
    /// <summary>Units arrive at the settlement after the close, so the next trading day is the first to sell them on.
    /// </summary>
    private const int ResaleLagHonoured = 1;

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
        var lag = rules.Get(TradingKeys.ResaleLagDays, date);
        var terms = ReadTerms(date, rules, exchange);
        if (rules.Missing is { } missing) return (null, missing);
        return lag == ResaleLagHonoured
            ? (new BusinessDayOpened(date, terms), null)
            : (null, ExchangeRefusals.CannotHonour.With(rules.Cite(TradingKeys.ResaleLagDays, date),
                ("key", TradingKeys.ResaleLagDays.Name), ("value", lag), ("supported", ResaleLagHonoured)));
    }

    /// <summary>The refusal when trading cannot be closed now; null when it can.</summary>
    public static Refusal? CloseProblem(CloseTrading command, CommandContext context, ExchangeState exchange)
    {
        if (exchange.Phase != TradingPhase.Open || exchange.BusinessDate != command.Date)
            return ExchangeRefusals.NotOpen.With(Basis.TradingRules, ("date", command.Date));
        var until = exchange.Terms!.AfternoonCloses; // an open day has terms
        return exchange.Halt is null && context.Date == command.Date && context.Time < until
            ? ExchangeRefusals.StillInSession.With(context.Rules.Cite(TradingKeys.AfternoonClose, command.Date),
                ("time", context.Time), ("until", until))
            : null;
    }

    /// <summary>The final figures of the open day.</summary>
    public static DayRecord Close(ExchangeState exchange)
    {
        var (date, terms) = (exchange.BusinessDate!.Value, exchange.Terms!); // asked only of an open day
        var trades = exchange.TradeSpan;
        var close = PriceRules.Close(terms.CloseMethod, trades, terms.PreviousClose, terms.Tick);
        return Figures(date, terms, trades) with { Close = close, TradeListHash = HashOf(trades) };
    }

    /// <summary>Open, high, low, last, volume and turnover of a list of trades; the close stands at the last price.
    /// </summary>
    public static DayRecord Figures(LocalDate date, DayTerms terms, ReadOnlySpan<Trade> trades)
    {
        var (volume, turnover) = (Tonnes.Zero, Money.Zero);
        Price? high = null, low = null;
        foreach (ref readonly var trade in trades)
        {
            volume += trade.Quantity;
            turnover += trade.Value;
            if (high is null || trade.Price > high) high = trade.Price;
            if (low is null || trade.Price < low) low = trade.Price;
        }
        Price? last = trades.IsEmpty ? null : trades[^1].Price;
        return new DayRecord(date, terms.PreviousClose, terms.LimitDown, terms.LimitUp,
            trades.IsEmpty ? null : trades[0].Price, high, low, last, last ?? terms.PreviousClose,
            trades.IsEmpty ? null : PriceRules.Average(turnover, volume, terms.Tick), volume, turnover, trades.Length,
            TradeListHash: "");
    }

    /// <summary>SHA-256 over the canonical bytes of a trade list: for each trade, in order, its number, orders,
    /// accounts, price, quantity, taker and instant as little-endian integers.</summary>
    public static string HashOf(ReadOnlySpan<Trade> trades)
    {
        var bytes = new StateWriter();
        bytes.Int(trades.Length);
        foreach (ref readonly var trade in trades) ExchangeSnapshot.Write(bytes, trade);
        return Convert.ToHexStringLower(SHA256.HashData(bytes.Written.Span));
    }

    /// <summary>Reads every rule of the day at once; meaningless when one was missing.</summary>
    private static DayTerms ReadTerms(LocalDate date, RuleReader rules, ExchangeState exchange)
    {
        var before = exchange.LastClose ?? rules.Get(TradingKeys.OpeningPrice, date);
        var up = rules.Get(TradingKeys.LimitNegotiatedUp, date);
        var down = rules.Get(TradingKeys.LimitNegotiatedDown, date);
        var tick = rules.Get(TradingKeys.Tick, date);
        var step = rules.Get(TradingKeys.OrderStep, date);
        var method = rules.Get(TradingKeys.CloseMethod, date);
        rules.Get(TradingKeys.MatchPrice, date); // one rule exists; the reading puts it on the record
        var (opens, breaks) = (rules.Get(TradingKeys.MorningOpen, date), rules.Get(TradingKeys.MorningClose, date));
        var (again, closes) = (rules.Get(TradingKeys.AfternoonOpen, date), rules.Get(TradingKeys.AfternoonClose, date));
        if (rules.Missing is not null) (tick, step) = (new Price(1), new Tonnes(1));
        return new DayTerms(before, PriceRules.LimitDown(before, down, tick), PriceRules.LimitUp(before, up, tick),
            tick, step, method, opens, breaks, again, closes);
    }
}

/// <summary>Legal bases of this room that no rule value carries.</summary>
internal static class Basis
{
    public static readonly Citation TradingRules = new("湖北碳排放权交易规则");
}
