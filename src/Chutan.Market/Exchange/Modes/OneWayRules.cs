namespace Chutan.Market.Exchange.Modes;

/// <summary>单向竞价公告: announces that the account will sell to, or buy from, the best bids. Its units are held, or its
/// money at the start price is tied up, from now until bidding closes.</summary>
[Wire("exchange.announce-one-way")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
[By(Scope.Any, Rights.None, Role.Exchange)]
public sealed record AnnounceOneWay(AccountId Account, OneWayTerms Terms) : Command, IConcernsAccount;

/// <summary>取消单向竞价: calls a session off while nobody has bid. The scheduler voids that of an initiator that may no
/// longer trade, whoever has bid.</summary>
[Wire("exchange.cancel-one-way")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
[By(Scope.Any, Rights.None, Role.Exchange, Role.Scheduler)]
public sealed record CancelOneWay(AccountId Account, OneWayId Session, string Reason) : Command, IConcernsAccount;

/// <summary>单向竞价报价: bids, or improves the account's own bid by whole steps. The bid stands in full, overtaken or
/// not, until bidding closes; it cannot be withdrawn.</summary>
[Wire("exchange.bid-one-way")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record BidOneWay(AccountId Account, OneWayId Session, Price Price, Tonnes Quantity)
    : Command, IConcernsAccount;

/// <summary>开始单向竞价: bids are taken from the announced time on.</summary>
[Wire("exchange.open-one-way"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Exchange)]
public sealed record OpenOneWay(OneWayId Session) : Command;

/// <summary>截止单向竞价: the best bids win. A session whose time runs out during a halt is closed after it.</summary>
[Wire("exchange.close-one-way"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Exchange)]
public sealed record CloseOneWay(OneWayId Session) : Command;

/// <summary>What an announcement and a bid must satisfy.</summary>
internal static class OneWayRules
{
    private const TradeMode Mode = TradeMode.OneWayBidding;
    private const int LongestReason = 200;

    /// <summary>The reason why a session cannot be announced like this, or null.</summary>
    public static Refusal? Check(AnnounceOneWay command, CommandContext context, ExchangeState exchange)
    {
        var terms = command.Terms;
        if (OrderEntry.DayProblem(terms.Instrument, context, exchange) is { } shut) return shut;
        if (ModeRules.Provision(Mode, terms.Instrument, context.Date, context.Rules) is { } without) return without;
        if ((DateProblem(terms, context) ?? WindowProblem(terms, context, exchange)) is { } untimely) return untimely;
        if (ModeRules.StepProblem(terms.Instrument, terms.Quantity, context, exchange) is { } off) return off;
        var day = exchange.Find(terms.Instrument)!.Terms!; // DayProblem refuses unless the instrument is open
        if (terms.Least.IsZero || terms.Least > terms.Quantity || terms.Least.Count % day.Step.Count != 0)
            return OneWayRefusals.BadLeast.With(Basis.TradingRules, ("least", terms.Least), ("step", day.Step),
                ("quantity", terms.Quantity));
        if (terms.Step.FenPerTonne == 0 || terms.Step.FenPerTonne % day.Tick.FenPerTonne != 0)
            return OneWayRefusals.BadPriceStep.With(
                context.Rules.Cite(TradingKeys.Tick, terms.Instrument, context.Date), ("price", terms.Step),
                ("tick", day.Tick));
        return ModeRules.PriceProblem(Mode, terms.Instrument, terms.Start, terms.Date, context, exchange)
            ?? ModeRules.CountProblem(command.Account, context, exchange);
    }

    /// <summary>The session to bid in, or the refusal.</summary>
    public static (OneWaySession? Session, Refusal? Refusal) Check(BidOneWay command, CommandContext context,
        ExchangeState exchange)
    {
        if (exchange.OneWay.Find(command.Session) is not { } session) return (null, Unknown(command.Session));
        return Closed(session, context, exchange) is { } closed ? (null, closed)
            : session.Account == command.Account
                ? (null, OneWayRefusals.OwnSession.With(Basis.TradingRules, ("session", session.Id)))
            : BidProblem(command, session, context, exchange) is { } invalid ? (null, invalid)
            : (session, null);
    }

    /// <summary>The session to call off, or the refusal.</summary>
    public static (OneWaySession? Session, Refusal? Refusal) Check(CancelOneWay command, bool evenWithBids,
        ExchangeState exchange)
    {
        if (exchange.OneWay.Find(command.Session) is not { } session || session.Account != command.Account)
            return (null, Unknown(command.Session));
        if (!session.IsRunning) return (null, Over(session));
        if (session.Bids.Length > 0 && !evenWithBids)
            return (null, OneWayRefusals.HasBids.With(Basis.TradingRules, ("session", session.Id)));
        return string.IsNullOrWhiteSpace(command.Reason) || command.Reason.Length > LongestReason
            ? (null, ExchangeRefusals.ReasonNeeded.With(Basis.TradingRules))
            : (session, null);
    }

    /// <summary>The session whose next step is due, or the refusal.</summary>
    public static (OneWaySession? Session, Refusal? Refusal) Due(OneWayId id, OneWayStatus needed,
        CommandContext context, ExchangeState exchange)
    {
        if (exchange.OneWay.Find(id) is not { } session) return (null, Unknown(id));
        if (!session.IsRunning) return (null, Over(session));
        if (session.Status != needed)
            return (null, OneWayRefusals.WrongStatus.With(Basis.TradingRules, ("session", id),
                ("status", session.Status)));
        var terms = session.Terms;
        var due = needed == OneWayStatus.Announced ? terms.From : terms.Until;
        if (context.Date.At(context.Time) < terms.Date.At(due))
            return (null, OneWayRefusals.TooEarly.With(Basis.TradingRules, ("session", id), ("date", terms.Date),
                ("due", due)));
        return OrderEntry.DayProblem(terms.Instrument, context, exchange) is { } shut ? (null, shut) : (session, null);
    }

    private static Refusal? DateProblem(OneWayTerms terms, CommandContext context)
    {
        var (rules, today) = (context.Rules, context.Date);
        var ahead = rules.Get(ModeKeys.OneWayAhead, terms.Instrument, today);
        if (rules.Missing is { } missing) return missing;
        if (rules.Calendar.AddTradingDays(today, ahead) is not { } last)
            return RulebookRefusals.NoCalendar.With(Basis.TradingRules, ("year", today.Year + 1));
        return terms.Date < today || terms.Date > last || rules.Calendar.IsTradingDay(terms.Date) != true
            ? OneWayRefusals.BadDate.With(rules.Cite(ModeKeys.OneWayAhead, terms.Instrument, today),
                ("date", terms.Date), ("from", today), ("until", last))
            : ModeRules.ListingProblem(terms.Instrument, terms.Date, rules);
    }

    private static Refusal? WindowProblem(OneWayTerms terms, CommandContext context, ExchangeState exchange)
    {
        var (rules, day) = (context.Rules, exchange.Find(terms.Instrument)!.Terms!); // asked of an open instrument
        var inside = terms.From >= day.MorningOpens && terms.Until <= day.MorningCloses
            || terms.From >= day.AfternoonOpens && terms.Until <= day.AfternoonCloses;
        if (terms.From >= terms.Until || !inside)
            return OneWayRefusals.BadWindow.With(rules.Cite(TradingKeys.MorningOpen, terms.Instrument, context.Date),
                ("from", terms.From), ("until", terms.Until), ("morningFrom", day.MorningOpens),
                ("morningTo", day.MorningCloses), ("afternoonFrom", day.AfternoonOpens),
                ("afternoonTo", day.AfternoonCloses));
        var notice = rules.Get(ModeKeys.OneWayNotice, terms.Instrument, context.Date);
        if (rules.Missing is { } missing) return missing;
        var earliest = context.Date.At(context.Time).PlusMinutes(notice);
        return terms.Date.At(terms.From) < earliest
            ? OneWayRefusals.ShortNotice.With(rules.Cite(ModeKeys.OneWayNotice, terms.Instrument, context.Date),
                ("minutes", notice), ("earliest", earliest.TimeOfDay))
            : null;
    }

    private static Refusal? Closed(OneWaySession session, CommandContext context, ExchangeState exchange)
    {
        if (!session.IsRunning) return Over(session);
        var (terms, now) = (session.Terms, context.Time);
        if (session.Status != OneWayStatus.Open || context.Date != terms.Date || now < terms.From || now >= terms.Until)
            return OneWayRefusals.OutsideWindow.With(Basis.TradingRules, ("session", session.Id), ("date", terms.Date),
                ("from", terms.From), ("until", terms.Until));
        return OrderEntry.DayProblem(terms.Instrument, context, exchange);
    }

    private static Refusal? BidProblem(BidOneWay bid, OneWaySession session, CommandContext context,
        ExchangeState exchange)
    {
        var terms = session.Terms;
        if (ModeRules.StepProblem(terms.Instrument, bid.Quantity, context, exchange) is { } off) return off;
        if (bid.Quantity < terms.Least || bid.Quantity > terms.Quantity)
            return OneWayRefusals.BadQuantity.With(Basis.TradingRules, ("quantity", bid.Quantity),
                ("least", terms.Least), ("most", terms.Quantity));
        if (terms.IsBetter(terms.Start, than: bid.Price))
            return OneWayRefusals.WorseThanStart.With(Basis.TradingRules, ("price", bid.Price),
                ("start", terms.Start));
        if ((bid.Price.FenPerTonne - terms.Start.FenPerTonne) % terms.Step.FenPerTonne != 0)
            return OneWayRefusals.OffPriceStep.With(Basis.TradingRules, ("price", bid.Price), ("start", terms.Start),
                ("step", terms.Step));
        if (session.BidOf(bid.Account) is { } own
            && (!terms.IsBetter(bid.Price, than: own.Price) || bid.Quantity < own.Quantity))
            return OneWayRefusals.NotBetter.With(Basis.TradingRules, ("price", bid.Price), ("quantity", bid.Quantity),
                ("standing", own.Price), ("least", own.Quantity));
        return ModeRules.PriceProblem(Mode, terms.Instrument, bid.Price, terms.Date, context, exchange);
    }

    private static Refusal Unknown(OneWayId id) => OneWayRefusals.Unknown.With(Basis.TradingRules, ("session", id));

    private static Refusal Over(OneWaySession session) =>
        OneWayRefusals.Over.With(Basis.TradingRules, ("session", session.Id), ("status", session.Status));
}
