namespace Chutan.Market.Exchange;

/// <summary>Why an order ended before its day did.</summary>
public enum OrderEnd
{
    /// <summary>Withdrawn by its owner 撤单.</summary>
    Withdrawn = 0,
    /// <summary>Its owner put another in its place 改单.</summary>
    Replaced = 1,
    /// <summary>Withdrawn with all others of its account 全撤.</summary>
    MassCancelled = 2,
    /// <summary>Its owner's connection was lost 断线撤单.</summary>
    Disconnected = 3,
    /// <summary>What an immediate or market order could not trade at once.</summary>
    NotResting = 4,
    /// <summary>It would have met an order of its own account.</summary>
    SelfTrade = 5,
}

/// <summary>改单: withdraws what is left of a limit order and enters a new one on its side, last in time, in one
/// decision: both happen, or neither.</summary>
/// <param name="Quantity">Tonnes of the new order, whatever the old one has traded.</param>
[Wire("exchange.replace-order")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record ReplaceOrder(AccountId Account, OrderId Order, Price Price, Tonnes Quantity,
    string ClientOrderId) : Command, IConcernsAccount;

/// <summary>全部撤单: withdraws every open order of an account, or those of one instrument or side. Accepted also when
/// there are none.</summary>
/// <param name="Instrument">Null for all.</param>
/// <param name="Side">Null for both.</param>
/// <param name="Disconnected">Sent because the owner's connection was lost; only for an account that has asked for it.
/// </param>
[Wire("exchange.cancel-all-orders")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
[By(Scope.Any, Rights.None, Role.Exchange, Role.Scheduler)]
public sealed record CancelAllOrders(AccountId Account, string? Instrument = null, Side? Side = null,
    bool Disconnected = false) : Command, IConcernsAccount;

/// <summary>断线撤单: whether an account's open orders are withdrawn when its last live connection is lost.</summary>
[Wire("exchange.set-cancel-on-disconnect")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record SetCancelOnDisconnect(AccountId Account, bool On) : Command, IConcernsAccount;

[Wire("exchange.cancel-on-disconnect-set")]
public sealed record CancelOnDisconnectSet(AccountId Account, bool On) : ExchangeEvent;

internal static class DisconnectOption
{
    public static Decision Decide(SetCancelOnDisconnect command, ExchangeState exchange) =>
        exchange.CancelsOnDisconnect(command.Account) == command.On
            ? ExchangeRefusals.AlreadySet.With(Basis.TradingRules, ("account", command.Account))
            : Decision.Accept(new CancelOnDisconnectSet(command.Account, command.On));
}
