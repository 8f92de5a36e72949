using System.Globalization;
using Chutan.Market.Exchange;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>Which accounts may trade, and how the ledgers name an order or a trade.</summary>
internal static class TradingAccounts
{
    /// <summary>The refusal when the account may not trade; null when it may. Whether its owner may act at all, the
    /// authority check has asked before.</summary>
    public static Refusal? Problem(AccountId id, MarketState state)
    {
        var account = state.Registry.Find(id);
        return account is { Status: AccountStatus.Open }
            ? null
            : ExchangeRefusals.AccountRestricted.With(Basis.TradingRules, ("account", id),
                ("status", account?.Status ?? AccountStatus.Closed));
    }

    public static string Reference(OrderId order) => string.Create(CultureInfo.InvariantCulture, $"order {order}");
    public static string Reference(TradeId trade) => string.Create(CultureInfo.InvariantCulture, $"trade {trade}");
}
