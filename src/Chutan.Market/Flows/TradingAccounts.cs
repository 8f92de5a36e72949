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

    /// <summary>The refusal when a purchase would take the account over its holding limit 最大持有量, counting what it
    /// holds and all it bought or bids for today; null when it fits or no limit is set.</summary>
    public static Refusal? BeyondHolding(AccountId buyer, Tonnes quantity, CommandContext context, MarketState state)
    {
        if (state.Registry.Find(buyer)?.HoldingLimit is not { } limit) return null;
        var expected = state.Registry.TotalOf(buyer) + state.Exchange.BuyingToday(buyer);
        return expected + quantity > limit
            ? ExchangeRefusals.HoldingLimit.With(context.Rules.Cite(TradingKeys.HoldingLimit, context.Date),
                ("account", buyer), ("limit", limit), ("expected", expected), ("quantity", quantity))
            : null;
    }

    public static string Reference(OrderId order) => string.Create(CultureInfo.InvariantCulture, $"order {order}");
    public static string Reference(OfferId offer) => string.Create(CultureInfo.InvariantCulture, $"offer {offer}");
    public static string Reference(TradeId trade) => string.Create(CultureInfo.InvariantCulture, $"trade {trade}");
}
