using System.Globalization;
using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Oversight;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>Which accounts may trade, and how the ledgers name an order or a trade.</summary>
internal static class TradingAccounts
{
    /// <summary>The refusal when the account may not trade; null when it may. Whether its owner may act at all, the
    /// authority check has asked before.</summary>
    public static Refusal? Problem(AccountId id, MarketState state)
    {
        if (state.Clearing.Defaults.Barring(id) is { } barring)
            return ClearingRefusals.InDefault.With(ClearingBasis.Settlement, ("account", id),
                ("case", barring.Number));
        var account = state.Registry.Find(id);
        return account is { Status: AccountStatus.Open }
            ? null
            : ExchangeRefusals.AccountRestricted.With(Basis.TradingRules, ("account", id),
                ("status", account?.Status ?? AccountStatus.Closed));
    }

    /// <summary>The refusal when a purchase would take the account over its holding limit 最大持有量, counting what it
    /// holds and all it bought or bids for today; null when it fits or no limit is set.</summary>
    public static Refusal? BeyondHolding(AccountId buyer, Tonnes quantity, in CommandContext context, MarketState state)
    {
        if (BeyondParty(buyer, quantity, state) is { } together) return together;
        if (state.Registry.Find(buyer)?.HoldingLimit is not { } limit) return null;
        var expected = Expected(buyer, state);
        return expected + quantity > limit
            ? ExchangeRefusals.HoldingLimit.With(context.Rules.Cite(TradingKeys.HoldingLimit, context.Date),
                ("account", buyer), ("limit", limit), ("expected", expected), ("quantity", quantity))
            : null;
    }

    /// <summary>The refusal when a restriction of the owner stands against it 限制交易; null when none does.</summary>
    public static Refusal? Restricted(
        AccountId id, bool buys, Tonnes quantity, in CommandContext context, MarketState state)
    {
        var measures = state.Oversight.Measures;
        if (measures.Restrictions.Count == 0 || state.Registry.OwnerOf(id) is not { } owner) return null;
        var expected = buys ? Expected(id, state) + quantity : Tonnes.Zero;
        return Measures.Standing(measures, owner, buys, expected, context.Date) is { } standing
            ? OversightRefusals.Restricted.With(OversightRefusals.Supervision, ("participant", owner),
                ("kind", standing.Kind), ("from", standing.From), ("cause", standing.Cause))
            : null;
    }

    /// <summary>The refusal when those who belong together would hold more than their group, or the class of the
    /// buyer, may hold 合并持有.</summary>
    private static Refusal? BeyondParty(AccountId buyer, Tonnes quantity, MarketState state)
    {
        var measures = state.Oversight.Measures;
        if (measures.Relations.Count == 0 && measures.ClassLimits.Count == 0) return null;
        if (state.Registry.Find(buyer) is not { IsSystem: false } account
            || state.Participants.Find(account.Owner) is not { } owner)
            return null;
        Tonnes? limit = measures.ClassLimits.TryGetValue(owner.Kind, out var ofClass) ? ofClass : null;
        foreach (var relation in measures.Relations)
            if (relation is { EndedOn: null, Limit: { } most } && relation.Members.Contains(owner.Id)
                && (limit is not { } lowest || most < lowest))
                limit = most;
        if (limit is not { } bound) return null;
        var expected = Tonnes.Zero;
        foreach (var member in measures.PartyOf(owner.Id))
            if (state.Registry.AccountOf(member) is { } held) expected += Expected(held, state);
        return expected + quantity > bound
            ? OversightRefusals.PartyLimit.With(OversightRefusals.Supervision, ("limit", bound),
                ("expected", expected), ("quantity", quantity))
            : null;
    }

    private static Tonnes Expected(AccountId id, MarketState state) =>
        state.Registry.TotalOf(id) + state.Exchange.BuyingToday(id);

    public static string Reference(OfferId offer) => string.Create(CultureInfo.InvariantCulture, $"offer {offer}");
    public static string Reference(OneWayId session) =>
        string.Create(CultureInfo.InvariantCulture, $"one-way {session}");
    public static string Reference(TradeId trade) => string.Create(CultureInfo.InvariantCulture, $"trade {trade}");
}
