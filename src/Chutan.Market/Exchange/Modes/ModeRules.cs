namespace Chutan.Market.Exchange.Modes;

/// <summary>The prices a mode allows for one instrument: a share either way of one close.</summary>
/// <param name="Of">The trading day of that close.</param>
public readonly record struct PriceRange(Price Low, Price High, Price Close, LocalDate Of, Rate Limit);

/// <summary>What every listing, proposal and contract must satisfy, whatever its mode: the mode exists, the hours, the
/// price, the quantity. Each refusal names the article it comes from.</summary>
public static class ModeRules
{
    /// <summary>The price range of a mode: of the previous close, or for a contract of the close of the trading day
    /// before it was signed.</summary>
    /// <param name="against">The range is measured at the last close before this date.</param>
    /// <param name="on">The date whose rules count.</param>
    public static (PriceRange Range, Refusal? Refusal) Range(TradeMode mode, string instrument, LocalDate against,
        LocalDate on, RuleReader rules, ExchangeState exchange)
    {
        if (exchange.Find(instrument)?.CloseBefore(against) is not var (date, close))
            return (default, ModeRefusals.NoCloseBefore.With(Basis.TradingRules, ("date", against)));
        var limit = rules.Get(LimitOf(mode), instrument, on);
        var tick = rules.Get(TradingKeys.Tick, instrument, on);
        if (rules.Missing is { } missing) return (default, missing);
        return (new PriceRange(PriceRules.LimitDown(close, limit, tick), PriceRules.LimitUp(close, limit, tick), close,
            date, limit), null);
    }

    /// <summary>The key of the price limit of a mode.</summary>
    public static ParameterKey<Rate> LimitOf(TradeMode mode) => mode switch
    {
        TradeMode.ListingTransfer => ModeKeys.LimitFixedPrice,
        TradeMode.Agreement => TradingKeys.LimitAgreement,
        TradeMode.ListingAgreement => TradingKeys.NationalLimitListing,
        TradeMode.Block => TradingKeys.NationalLimitBlock,
        TradeMode.OneWayBidding => ModeKeys.LimitOneWay,
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    /// <summary>How a mode is written in the rulebook.</summary>
    public static string NameOf(TradeMode mode) => mode switch
    {
        TradeMode.ListingTransfer => "fixed-price",
        TradeMode.Agreement => "agreement",
        TradeMode.ListingAgreement => "listing-agreement",
        TradeMode.Block => "block",
        TradeMode.OneWayBidding => "one-way",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    /// <summary>The refusal when an instrument is not traded by a mode; null when it is: by the rules, or by the
    /// operator's own adoption, which alone is asked for when the rules do not name the mode.</summary>
    public static Refusal? Provision(TradeMode mode, string instrument, LocalDate on, RuleReader rules)
    {
        var name = NameOf(mode);
        var provided = rules.Get(ModeKeys.Modes, instrument, on);
        if (rules.Missing is { } missing) return missing;
        if (provided.Contains(name)) return null;
        var adopted = rules.Find(ModeKeys.ModesAdopted, instrument, on);
        if (rules.Missing is { } unadopted) return unadopted;
        return adopted is { } further && further.Contains(name)
            ? null
            : ModeRefusals.NotOffered.With(rules.Cite(ModeKeys.Modes, instrument, on), ("instrument", instrument),
                ("mode", name));
    }

    /// <summary>The refusal when nothing can be entered in this mode now; null when it can.</summary>
    internal static Refusal? Admission(TradeMode mode, string instrument, CommandContext context,
        ExchangeState exchange)
    {
        if (OrderEntry.DayProblem(instrument, context, exchange) is { } shut) return shut;
        if (Provision(mode, instrument, context.Date, context.Rules) is { } without) return without;
        // DayProblem refuses unless the instrument is open, and then it has terms.
        return mode == TradeMode.Block
            ? BlockHours(instrument, context)
            : SessionProblem(instrument, context, exchange.Find(instrument)!.Terms!);
    }

    /// <summary>The refusal for a later day on which the rules do not list the instrument any more.</summary>
    internal static Refusal? ListingProblem(string instrument, LocalDate on, RuleReader rules) =>
        Instruments.IsListed(instrument, rules, on)
            ? null
            : ExchangeRefusals.DeliveryUnlisted.With(Instruments.Basis(rules, on), ("instrument", instrument),
                ("date", on));

    /// <summary>The refusal for a price off the tick or outside the range of its mode.</summary>
    internal static Refusal? PriceProblem(TradeMode mode, string instrument, Price price, LocalDate against,
        CommandContext context, ExchangeState exchange)
    {
        var (rules, on) = (context.Rules, context.Date);
        var (range, refusal) = Range(mode, instrument, against, on, rules, exchange);
        if (refusal is not null) return refusal;
        var tick = exchange.Find(instrument)!.Terms!.Tick; // asked only of an open instrument
        if (price.FenPerTonne == 0 || price.FenPerTonne % tick.FenPerTonne != 0)
            return ExchangeRefusals.OffTick.With(rules.Cite(TradingKeys.Tick, instrument, on), ("price", price),
                ("tick", tick));
        return price < range.Low || price > range.High
            ? ModeRefusals.PriceOutOfRange.With(rules.Cite(LimitOf(mode), instrument, on), ("price", price),
                ("low", range.Low), ("high", range.High), ("close", range.Close), ("date", range.Of),
                ("limit", range.Limit))
            : null;
    }

    /// <summary>The refusal for a quantity off the step of the instrument.</summary>
    internal static Refusal? StepProblem(string instrument, Tonnes quantity, CommandContext context,
        ExchangeState exchange)
    {
        var step = exchange.Find(instrument)!.Terms!.Step; // asked only of an open instrument
        return quantity.IsZero || quantity.Count % step.Count != 0
            ? ExchangeRefusals.OffStep.With(context.Rules.Cite(TradingKeys.OrderStep, instrument, context.Date),
                ("quantity", quantity), ("step", step))
            : null;
    }

    /// <summary>The refusal when an account has as many offers open as it may.</summary>
    internal static Refusal? CountProblem(AccountId account, CommandContext context, ExchangeState exchange)
    {
        var most = context.Rules.Get(ModeKeys.MostOffers, context.Date);
        if (context.Rules.Missing is { } missing) return missing;
        return exchange.Offers.OpenOf(account) + exchange.OneWay.RunningOf(account) >= most
            ? ModeRefusals.TooManyOffers.With(context.Rules.Cite(ModeKeys.MostOffers, context.Date),
                ("account", account), ("limit", most))
            : null;
    }

    /// <summary>An open offer of a mode that the account may answer, or the refusal. One that names somebody else is
    /// not found.</summary>
    internal static (Offer? Offer, Refusal? Refusal) FindFor(AccountId taker, OfferId id, TradeMode mode,
        CommandContext context, ExchangeState exchange)
    {
        if (exchange.Offers.Find(id) is not { } offer || offer.Mode != mode
            || offer.Counterparty is not null && !offer.Concerns(taker)) return (null, Unknown(id));
        if (!offer.IsOpen) return (null, Over(offer));
        if (Admission(mode, offer.Instrument, context, exchange) is { } shut) return (null, shut);
        return offer.Account == taker
            ? (null, ModeRefusals.OwnOffer.With(Basis.TradingRules, ("offer", id)))
            : (offer, null);
    }

    /// <summary>The refusal for a part of an offer that cannot be taken.</summary>
    internal static Refusal? PartProblem(Offer offer, Tonnes quantity, CommandContext context, ExchangeState exchange)
    {
        if (StepProblem(offer.Instrument, quantity, context, exchange) is { } off) return off;
        if (quantity > offer.Remaining)
            return ModeRefusals.BeyondOffer.With(Basis.TradingRules, ("quantity", quantity),
                ("remaining", offer.Remaining));
        return quantity < offer.Minimum && quantity < offer.Remaining
            ? ModeRefusals.BelowMinimum.With(Basis.TradingRules, ("quantity", quantity), ("minimum", offer.Minimum),
                ("remaining", offer.Remaining))
            : null;
    }

    internal static Refusal Unknown(OfferId id) => ModeRefusals.UnknownOffer.With(Basis.TradingRules, ("offer", id));

    internal static Refusal Over(Offer offer) =>
        ModeRefusals.OfferOver.With(Basis.TradingRules, ("offer", offer.Id), ("status", offer.Status));

    /// <summary>Block agreements have hours of their own within the day; every other mode has the screen's.</summary>
    private static Refusal? BlockHours(string instrument, CommandContext context)
    {
        var from = context.Rules.Get(ModeKeys.BlockOpen, instrument, context.Date);
        var until = context.Rules.Get(ModeKeys.BlockClose, instrument, context.Date);
        if (context.Rules.Missing is { } missing) return missing;
        return context.Time < from || context.Time >= until
            ? ModeRefusals.BlockHours.With(context.Rules.Cite(ModeKeys.BlockOpen, instrument, context.Date),
                ("time", context.Time), ("from", from), ("until", until))
            : null;
    }

    private static Refusal? SessionProblem(string instrument, CommandContext context, DayTerms terms) =>
        terms.InSession(context.Time)
            ? null
            : ExchangeRefusals.OutOfHours.With(context.Rules.Cite(TradingKeys.MorningOpen, instrument, context.Date),
                ("time", context.Time), ("morningFrom", terms.MorningOpens), ("morningTo", terms.MorningCloses),
                ("afternoonFrom", terms.AfternoonOpens), ("afternoonTo", terms.AfternoonCloses));
}
