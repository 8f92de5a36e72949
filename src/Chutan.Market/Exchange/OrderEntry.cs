namespace Chutan.Market.Exchange;

/// <summary>What an order must satisfy before anything is reserved for it 申报有效性.</summary>
internal static class OrderEntry
{
    public const int LongestClientOrderId = 32;

    /// <summary>The reason why an order is invalid, or null.</summary>
    public static Refusal? Check(PlaceOrder command, in CommandContext context, ExchangeState exchange)
    {
        if (DayProblem(command.Instrument, context, exchange) is { } shut) return shut;
        // DayProblem refuses unless the instrument is open, and then it has terms.
        var market = exchange.Find(command.Instrument)!;
        var terms = market.Terms!;
        if (HoursProblem(market, terms, context) is { } closed) return closed;
        if (TypeProblem(command, market, terms, context) is { } type) return type;
        if (SizeProblem(command, terms, context) is { } size) return size;
        if (command.ClientOrderId is not { Length: > 0 and <= LongestClientOrderId })
            return ExchangeRefusals.BadClientOrderId.With(Basis.TradingRules, ("most", LongestClientOrderId));
        if (command.Type != OrderType.Market && PriceProblem(command, terms, context) is { } price) return price;
        return exchange.HasClientOrderId(command.Account, command.ClientOrderId)
            ? ExchangeRefusals.DuplicateClientOrderId.With(Basis.TradingRules, ("id", command.ClientOrderId))
            : null;
    }

    /// <summary>The refusal when an instrument is not listed, its day is not open or trading is halted; null when it
    /// may be traded today. Hours are asked for apart.</summary>
    public static Refusal? DayProblem(string instrument, in CommandContext context, ExchangeState exchange)
    {
        if (exchange.Phase != TradingPhase.Open || exchange.BusinessDate != context.Date)
            return exchange.Find(instrument) is null
                ? Unknown(instrument)
                : ExchangeRefusals.NoTradingDay.With(Basis.TradingRules, ("date", context.Date));
        if (exchange.Find(instrument) is not { } market) return Unknown(instrument);
        if (market.Terms is null)
            return market.Days.Count == 0
                ? Unknown(instrument)
                : ExchangeRefusals.Delisted.With(Instruments.Basis(context.Rules, context.Date),
                    ("instrument", instrument));
        return exchange.HaltOf(instrument) is { } halt
            ? ExchangeRefusals.Halted.With(Basis.TradingRules, ("cause", halt.Cause), ("reason", halt.Reason))
            : null;
    }

    /// <summary>The place of the account's own open order to withdraw, or the refusal. Another's order is not found.
    /// </summary>
    public static (int Place, Refusal? Refusal) FindOpen(AccountId account, OrderId id, ExchangeState exchange)
    {
        var place = exchange.PlaceOf(id);
        if (place < 0 || exchange.Rows.At(place).Account != account)
            return (-1, ExchangeRefusals.UnknownOrder.With(Basis.TradingRules, ("order", id)));
        ref readonly var order = ref exchange.Rows.At(place);
        return order.IsOpen
            ? (place, null)
            : (-1, ExchangeRefusals.OrderEnded.With(Basis.TradingRules, ("order", id), ("status", order.Status)));
    }

    /// <summary>Orders are taken in the sessions and in a call. Between the end of a stage and the command that begins
    /// the next one, none are.</summary>
    private static Refusal? HoursProblem(InstrumentMarket market, DayTerms terms, in CommandContext context)
    {
        var time = context.Time;
        var due = market.Stage switch
        {
            SessionStage.OpeningCall => time >= terms.MorningOpens,
            SessionStage.Continuous => terms.ClosingCall is { } call && time >= call && time < terms.AfternoonCloses,
            _ => false,
        };
        if (due)
            return ExchangeRefusals.StageDue.With(Basis.TradingRules, ("instrument", market.Code), ("time", time));
        var taken = market.Stage switch
        {
            SessionStage.OpeningCall => time >= terms.OpeningCall,
            SessionStage.ClosingCall => time < terms.AfternoonCloses,
            SessionStage.Continuous => terms.InSession(time),
            _ => false,
        };
        return taken
            ? null
            : ExchangeRefusals.OutOfHours.With(context.Rules.Cite(TradingKeys.MorningOpen, market.Code, context.Date),
                ("time", time), ("morningFrom", terms.MorningOpens), ("morningTo", terms.MorningCloses),
                ("afternoonFrom", terms.AfternoonOpens), ("afternoonTo", terms.AfternoonCloses));
    }

    private static Refusal? TypeProblem(PlaceOrder command, InstrumentMarket market, DayTerms terms,
        in CommandContext context)
    {
        if (command.Type == OrderType.Market && !terms.MarketOrders)
            return ExchangeRefusals.NoMarketOrders.With(
                context.Rules.Cite(TradingKeys.MarketOrders, market.Code, context.Date), ("instrument", market.Code));
        return command.Type != OrderType.Limit && market.InCall
            ? ExchangeRefusals.OnlyLimitInCall.With(Basis.TradingRules, ("instrument", market.Code))
            : null;
    }

    private static Refusal? SizeProblem(PlaceOrder command, DayTerms terms, in CommandContext context)
    {
        if (command.Quantity.IsZero || command.Quantity.Count % terms.Step.Count != 0)
            return ExchangeRefusals.OffStep.With(
                context.Rules.Cite(TradingKeys.OrderStep, command.Instrument, context.Date),
                ("quantity", command.Quantity), ("step", terms.Step));
        if (command.Quantity < terms.LeastOrder)
            return ExchangeRefusals.BelowLeastOrder.With(
                context.Rules.Cite(TradingKeys.LeastOrder, command.Instrument, context.Date),
                ("quantity", command.Quantity), ("least", terms.LeastOrder));
        return terms.MostOrder is { } most && command.Quantity > most
            ? ExchangeRefusals.AboveMostOrder.With(
                context.Rules.Cite(TradingKeys.MostOrder, command.Instrument, context.Date),
                ("quantity", command.Quantity), ("most", most))
            : null;
    }

    private static Refusal? PriceProblem(PlaceOrder command, DayTerms terms, in CommandContext context)
    {
        if (command.Price > terms.LimitUp)
            return ExchangeRefusals.AboveLimit.With(
                context.Rules.Cite(TradingKeys.LimitNegotiatedUp, command.Instrument, context.Date),
                ("price", command.Price), ("limit", terms.LimitUp), ("close", terms.PreviousClose));
        if (command.Price < terms.LimitDown)
            return ExchangeRefusals.BelowLimit.With(
                context.Rules.Cite(TradingKeys.LimitNegotiatedDown, command.Instrument, context.Date),
                ("price", command.Price), ("limit", terms.LimitDown), ("close", terms.PreviousClose));
        return command.Price.FenPerTonne % terms.Tick.FenPerTonne != 0
            ? ExchangeRefusals.OffTick.With(context.Rules.Cite(TradingKeys.Tick, command.Instrument, context.Date),
                ("price", command.Price), ("tick", terms.Tick))
            : null;
    }

    private static Refusal Unknown(string instrument) =>
        ExchangeRefusals.UnknownInstrument.With(Basis.TradingRules, ("instrument", instrument));
}
