using Chutan.Market.Exchange;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>买入后可再卖出的间隔. 0: units bought today may be sold and delivered today, in the order of the trades;
/// 1: from the next trading day, which settlement after the close brings about by itself; n: held at the settlement
/// until the n-th trading day after the purchase opens.</summary>
internal static class ResaleLag
{
    /// <summary>The units of a settlement; those of lag 0 can be passed on as soon as they have come.</summary>
    public static LedgerDraft Draft(MarketState state) => new(state.Registry)
    {
        AtOnce = [.. state.Exchange.Markets.Where(m => m.Terms?.ResaleLagDays == 0).Select(m => m.Instrument.Kind)],
    };

    /// <summary>Delivers one trade: out of the seller's hold as far as it reaches, the rest out of what has come in
    /// today.</summary>
    public static Refusal? Deliver(AccountId seller, AccountId buyer, UnitKind kind, Tonnes quantity, string reference,
        HoldId hold, LedgerDraft units)
    {
        var there = units.FindHold(hold)?.Quantity ?? Tonnes.Zero;
        var held = units.AtOnce.Contains(kind) ? Tonnes.Min(quantity, there) : quantity;
        var rest = quantity - held;
        if (!rest.IsZero && units.Move(seller, buyer, kind, rest, MovementCause.Trade, marksTraded: true, reference)
            is { } missing) return missing;
        return held.IsZero
            ? null
            : units.Move(seller, buyer, kind, held, MovementCause.Trade, marksTraded: true, reference, hold);
    }

    /// <summary>Holds what the settlement brought of instruments with a lag of two days or more.</summary>
    public static (IReadOnlyList<Event> Held, Refusal? Refusal) HoldArrivals(LocalDate date, LedgerDraft units,
        ExchangeState exchange)
    {
        var held = new List<Event>();
        foreach (var (account, kind, quantity) in units.Arrive())
        {
            var lag = exchange.Markets.Max(m => m.Instrument.Kind == kind ? m.Terms?.ResaleLagDays ?? 0 : 0);
            if (lag < 2) continue;
            var (hold, refusal) = units.Hold(account, kind, quantity, HoldCause.ResaleLag, $"resale {Text.Of(date)}");
            if (refusal is not null) return ([], refusal);
            held.Add(new ResaleHeld(hold, account, lag));
        }
        return (held, null);
    }

    /// <summary>Releases the holds whose last day begins with this opening; the exchange forgets them with it.
    /// </summary>
    public static (IReadOnlyList<Event> Released, Refusal? Refusal) ReleaseDue(MarketState state)
    {
        var units = new LedgerDraft(state.Registry);
        foreach (var (hold, days) in state.Exchange.ResaleHolds)
            if (days <= 1 && units.FindHold(hold) is not null && units.Release(hold) is { } refusal)
                return ([], refusal);
        return (units.Events, null);
    }

    /// <summary>What a seller may offer beyond what is free in the registry: bought today in an instrument of lag 0,
    /// not settled, and not sold on already.</summary>
    public static Tonnes Coming(AccountId account, InstrumentMarket market)
    {
        if (market.Terms is not { ResaleLagDays: 0 }) return Tonnes.Zero;
        var coming = 0L;
        foreach (var trade in market.Trades)
            if (trade.Buyer == account) coming += trade.Quantity.Count;
        for (var i = 0; i < market.Rows.Count; i++)
        {
            ref readonly var order = ref market.Rows.At(i);
            if (order.Account == account && order.Side == Side.Sell)
                coming -= order.Claimed.Beyond(order.Covered).Count;
        }
        return new Tonnes(Math.Max(0, coming));
    }
}
