using System.Globalization;
using Chutan.Market.Exchange;
using Chutan.Market.Participants;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>Which accounts may trade, and how the ledgers name an order or a trade.</summary>
internal static class TradingAccounts
{
    /// <summary>The refusal when the account or its owner may not trade; null when both may.</summary>
    public static Refusal? Problem(AccountId id, MarketState state)
    {
        if (state.Registry.Find(id) is not { } account || state.Registry.OwnerOf(id) is not { } owner)
            return ExchangeRefusals.AccountUnknown.With(Basis.TradingRules, ("account", id));
        if (account.Status != AccountStatus.Open)
            return ExchangeRefusals.AccountRestricted.With(Basis.TradingRules, ("account", id),
                ("status", account.Status));
        return state.Participants.Find(owner) is { Status: ParticipantStatus.Active }
            ? null
            : ParticipantRefusals.Suspended.With(Basis.TradingRules, ("participant", owner));
    }

    public static string Reference(OrderId order) => string.Create(CultureInfo.InvariantCulture, $"order {order}");
    public static string Reference(TradeId trade) => string.Create(CultureInfo.InvariantCulture, $"trade {trade}");
}
