namespace Chutan.Market.Exchange;

/// <summary>申报: a buy or sell order; a limit order is good until the end of the trading day.</summary>
/// <param name="Instrument">Code of what is traded, for example HBEA, the Hubei spot allowance.</param>
/// <param name="Price">Worst price accepted, within the day's limits and on the tick; not read for a market order.
/// </param>
/// <param name="Quantity">Whole tonnes, 1 or more.</param>
/// <param name="ClientOrderId">The sender's own number, 1 to 32 characters, once per account and day.</param>
[Wire("exchange.place-order", 2)]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record PlaceOrder(AccountId Account, string Instrument, Side Side, Price Price, Tonnes Quantity,
    string ClientOrderId, OrderType Type = OrderType.Limit) : Command, IConcernsAccount;

/// <summary>撤单: withdraws what is left of an order.</summary>
[Wire("exchange.cancel-order")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record CancelOrder(AccountId Account, OrderId Order) : Command, IConcernsAccount;

/// <summary>An order entered the book; when it matched at once, the trades follow.</summary>
/// <param name="Price">Worst price accepted; for a market order, the day's limit.</param>
/// <param name="Hold">The registry's hold on the units of a sell order; number 0 when it holds none.</param>
/// <param name="Covered">Tonnes under that hold; less than the quantity where units bought the same day are sold.
/// </param>
[Wire("exchange.order-accepted", 2)]
public sealed record OrderAccepted(OrderId Order, AccountId Account, string Instrument, Side Side, Price Price,
    Tonnes Quantity, string ClientOrderId, HoldId Hold, OrderType Type, Tonnes Covered) : ExchangeEvent;

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

/// <summary>What was left of an order ended before the day did.</summary>
[Wire("exchange.order-cancelled", 2)]
public sealed record OrderCancelled(OrderId Order, AccountId Account, Tonnes Remaining,
    OrderEnd Reason = OrderEnd.Withdrawn) : ExchangeEvent;

/// <summary>The trading day ended before the order was filled.</summary>
[Wire("exchange.order-expired")]
public sealed record OrderExpired(OrderId Order, AccountId Account, Tonnes Remaining) : ExchangeEvent;

/// <summary>One trade of the current day 成交记录; its fields are those of <see cref="TradeExecuted"/>.</summary>
public readonly record struct Trade(TradeId Id, string Instrument, TradeMode Mode, OrderId BuyOrder, OrderId SellOrder,
    AccountId Buyer, AccountId Seller, Price Price, Tonnes Quantity, Side Taker, Instant At, HoldId Hold)
{
    public Money Value => Price * Quantity;
}
