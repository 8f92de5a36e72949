namespace Chutan.Market.Exchange;

/// <summary>申报: a buy or sell order at a limit price, good until the end of the trading day.</summary>
/// <param name="Instrument">Code of what is traded, for example HBEA, the Hubei spot allowance.</param>
/// <param name="Price">Worst price accepted, within the day's limits and on the tick.</param>
/// <param name="Quantity">Whole tonnes, 1 or more.</param>
/// <param name="ClientOrderId">The sender's own number, 1 to 32 characters, once per account and day.</param>
[Wire("exchange.place-order")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record PlaceOrder(AccountId Account, string Instrument, Side Side, Price Price, Tonnes Quantity,
    string ClientOrderId) : Command, IConcernsAccount;

/// <summary>撤单: withdraws what is left of an order.</summary>
[Wire("exchange.cancel-order")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record CancelOrder(AccountId Account, OrderId Order) : Command, IConcernsAccount;

/// <summary>An order entered the book; when it matched at once, the trades follow.</summary>
/// <param name="Hold">The registry's hold on the units of a sell order; number 0 for a buy order.</param>
[Wire("exchange.order-accepted")]
public sealed record OrderAccepted(OrderId Order, AccountId Account, string Instrument, Side Side, Price Price,
    Tonnes Quantity, string ClientOrderId, HoldId Hold) : ExchangeEvent;

/// <summary>成交: two orders met, or two sides agreed beside the book. <paramref name="Taker"/> is the side that came
/// last.</summary>
/// <param name="BuyOrder">The buyer's order; number 0 for a trade beside the book.</param>
/// <param name="SellOrder">The seller's order; number 0 for a trade beside the book.</param>
/// <param name="Hold">The registry's hold on the seller's units of a trade beside the book; number 0 when the sell
/// order's own hold has them.</param>
[Wire("exchange.trade-executed", 2)]
public sealed record TradeExecuted(TradeId Trade, string Instrument, TradeMode Mode, OrderId BuyOrder,
    OrderId SellOrder, AccountId Buyer, AccountId Seller, Price Price, Tonnes Quantity, Side Taker, Instant At,
    HoldId Hold) : ExchangeEvent
{
    internal Trade Record =>
        new(Trade, Instrument, Mode, BuyOrder, SellOrder, Buyer, Seller, Price, Quantity, Taker, At, Hold);
}

/// <summary>An order's owner withdrew what was left of it.</summary>
[Wire("exchange.order-cancelled")]
public sealed record OrderCancelled(OrderId Order, AccountId Account, Tonnes Remaining) : ExchangeEvent;

/// <summary>The trading day ended before the order was filled.</summary>
[Wire("exchange.order-expired")]
public sealed record OrderExpired(OrderId Order, AccountId Account, Tonnes Remaining) : ExchangeEvent;

/// <summary>One trade of the current day 成交记录; its fields are those of <see cref="TradeExecuted"/>.</summary>
public readonly record struct Trade(TradeId Id, string Instrument, TradeMode Mode, OrderId BuyOrder, OrderId SellOrder,
    AccountId Buyer, AccountId Seller, Price Price, Tonnes Quantity, Side Taker, Instant At, HoldId Hold)
{
    public Money Value => Price * Quantity;
}

/// <summary>What an order must satisfy before anything is reserved for it 申报有效性.</summary>
internal static class OrderEntry
{
    public const int LongestClientOrderId = 32;

    /// <summary>The reason why an order is invalid, or null.</summary>
    public static Refusal? Check(PlaceOrder command, CommandContext context, ExchangeState exchange)
    {
        if (DayProblem(command.Instrument, context, exchange) is { } shut) return shut;
        // DayProblem refuses unless the instrument is open, and then it has terms.
        var terms = exchange.Find(command.Instrument)!.Terms!;
        if (!terms.InSession(context.Time))
            return ExchangeRefusals.OutOfHours.With(
                context.Rules.Cite(TradingKeys.MorningOpen, command.Instrument, context.Date),
                ("time", context.Time), ("morningFrom", terms.MorningOpens), ("morningTo", terms.MorningCloses),
                ("afternoonFrom", terms.AfternoonOpens), ("afternoonTo", terms.AfternoonCloses));
        if (SizeProblem(command, terms, context) is { } size) return size;
        if (command.ClientOrderId is not { Length: > 0 and <= LongestClientOrderId })
            return ExchangeRefusals.BadClientOrderId.With(Basis.TradingRules, ("most", LongestClientOrderId));
        if (PriceProblem(command, terms, context) is { } price) return price;
        return exchange.HasClientOrderId(command.Account, command.ClientOrderId)
            ? ExchangeRefusals.DuplicateClientOrderId.With(Basis.TradingRules, ("id", command.ClientOrderId))
            : null;
    }

    /// <summary>The refusal when an instrument is not listed, its day is not open or trading is halted; null when it
    /// may be traded today. Hours are asked for apart.</summary>
    public static Refusal? DayProblem(string instrument, CommandContext context, ExchangeState exchange)
    {
        if (exchange.Phase != TradingPhase.Open || exchange.BusinessDate != context.Date)
            return exchange.Find(instrument) is null
                ? Unknown(instrument)
                : ExchangeRefusals.NoTradingDay.With(Basis.TradingRules, ("date", context.Date));
        if (exchange.Find(instrument)?.Terms is null) return Unknown(instrument);
        return exchange.Halt is { } halt
            ? ExchangeRefusals.Halted.With(Basis.TradingRules, ("cause", halt.Cause), ("reason", halt.Reason))
            : null;
    }

    /// <summary>The account's own open order to withdraw, or the refusal. Another's order is not found.</summary>
    public static (Order? Order, Refusal? Refusal) FindOpen(CancelOrder command, ExchangeState exchange)
    {
        if (exchange.FindOrder(command.Order) is not { } order || order.Account != command.Account)
            return (null, ExchangeRefusals.UnknownOrder.With(Basis.TradingRules, ("order", command.Order)));
        return order.Status == OrderStatus.Open
            ? (order, null)
            : (null, ExchangeRefusals.OrderEnded.With(Basis.TradingRules, ("order", command.Order),
                ("status", order.Status)));
    }

    private static Refusal? SizeProblem(PlaceOrder command, DayTerms terms, CommandContext context)
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

    private static Refusal? PriceProblem(PlaceOrder command, DayTerms terms, CommandContext context)
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
