namespace Chutan.Market.Exchange;

/// <summary>申报: a buy or sell order at a limit price, good until the end of the trading day.</summary>
/// <param name="Instrument">What is traded: HBEA, the Hubei spot allowance.</param>
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

/// <summary>成交: two orders met. <paramref name="Taker"/> is the side whose order came last.</summary>
[Wire("exchange.trade-executed")]
public sealed record TradeExecuted(TradeId Trade, OrderId BuyOrder, OrderId SellOrder, AccountId Buyer,
    AccountId Seller, Price Price, Tonnes Quantity, Side Taker, Instant At) : ExchangeEvent;

/// <summary>An order's owner withdrew what was left of it.</summary>
[Wire("exchange.order-cancelled")]
public sealed record OrderCancelled(OrderId Order, AccountId Account, Tonnes Remaining) : ExchangeEvent;

/// <summary>The trading day ended before the order was filled.</summary>
[Wire("exchange.order-expired")]
public sealed record OrderExpired(OrderId Order, AccountId Account, Tonnes Remaining) : ExchangeEvent;

/// <summary>One trade of the current day 成交记录.</summary>
public readonly record struct Trade(TradeId Id, OrderId BuyOrder, OrderId SellOrder, AccountId Buyer, AccountId Seller,
    Price Price, Tonnes Quantity, Side Taker, Instant At)
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
        if (command.Instrument != Instruments.HubeiSpot)
            return ExchangeRefusals.UnknownInstrument.With(Basis.TradingRules, ("instrument", command.Instrument));
        if (SessionProblem(context, exchange) is { } closed) return closed;
        // SessionProblem refuses unless a day is open, and an open day has terms.
        var terms = exchange.Terms!;
        if (command.Quantity.IsZero || command.Quantity.Count % terms.Step.Count != 0)
            return ExchangeRefusals.OffStep.With(context.Rules.Cite(TradingKeys.OrderStep, context.Date),
                ("quantity", command.Quantity), ("step", terms.Step));
        if (command.ClientOrderId is not { Length: > 0 and <= LongestClientOrderId })
            return ExchangeRefusals.BadClientOrderId.With(Basis.TradingRules, ("most", LongestClientOrderId));
        if (command.Price > terms.LimitUp)
            return ExchangeRefusals.AboveLimit.With(context.Rules.Cite(TradingKeys.LimitNegotiatedUp, context.Date),
                ("price", command.Price), ("limit", terms.LimitUp), ("close", terms.PreviousClose));
        if (command.Price < terms.LimitDown)
            return ExchangeRefusals.BelowLimit.With(context.Rules.Cite(TradingKeys.LimitNegotiatedDown, context.Date),
                ("price", command.Price), ("limit", terms.LimitDown), ("close", terms.PreviousClose));
        if (command.Price.FenPerTonne % terms.Tick.FenPerTonne != 0)
            return ExchangeRefusals.OffTick.With(context.Rules.Cite(TradingKeys.Tick, context.Date),
                ("price", command.Price), ("tick", terms.Tick));
        return exchange.HasClientOrderId(command.Account, command.ClientOrderId)
            ? ExchangeRefusals.DuplicateClientOrderId.With(Basis.TradingRules, ("id", command.ClientOrderId))
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

    private static Refusal? SessionProblem(CommandContext context, ExchangeState exchange)
    {
        if (exchange.Phase != TradingPhase.Open || exchange.BusinessDate != context.Date)
            return ExchangeRefusals.NoTradingDay.With(Basis.TradingRules, ("date", context.Date));
        if (exchange.Halt is { } halt)
            return ExchangeRefusals.Halted.With(Basis.TradingRules, ("cause", halt.Cause), ("reason", halt.Reason));
        var terms = exchange.Terms!; // an open day has terms
        return terms.InSession(context.Time)
            ? null
            : ExchangeRefusals.OutOfHours.With(context.Rules.Cite(TradingKeys.MorningOpen, context.Date),
                ("time", context.Time), ("morningFrom", terms.MorningOpens), ("morningTo", terms.MorningCloses),
                ("afternoonFrom", terms.AfternoonOpens), ("afternoonTo", terms.AfternoonCloses));
    }
}

/// <summary>What the exchange lists.</summary>
public static class Instruments
{
    /// <summary>The Hubei spot allowance 湖北碳排放权配额现货.</summary>
    public const string HubeiSpot = "HBEA";
}
