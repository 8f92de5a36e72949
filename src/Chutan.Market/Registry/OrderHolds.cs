using System.Globalization;

namespace Chutan.Market.Registry;

/// <summary>A sell order's hold as it lies in memory. There are as many as open sell orders, and nothing in them points
/// anywhere, so that the collector has nothing to walk through.</summary>
internal readonly record struct OrderHold(AccountId Account, UnitKind Kind, Tonnes Quantity, OrderId Order)
{
    private const string Prefix = "order ";

    public static string ReferenceOf(OrderId order) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{order.Number}");

    /// <summary>Whether a hold is that of a sell order, and can be written down so.</summary>
    public static bool TryOf(Hold hold, out OrderHold row)
    {
        row = default;
        if (hold.Cause != HoldCause.InOrder || !hold.Reference.StartsWith(Prefix, StringComparison.Ordinal)
            || hold.Reference.Length == Prefix.Length || hold.Reference[Prefix.Length] == '0'
            || !long.TryParse(hold.Reference.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture,
                out var order))
            return false;
        row = new OrderHold(hold.Account, hold.Kind, hold.Quantity, new OrderId(order));
        return true;
    }

    public Hold Seen(HoldId id) => new(id, Account, Kind, Quantity, HoldCause.InOrder, ReferenceOf(Order));
}

/// <summary>挂单冻结: what most decisions about orders do to the ledger is one step, which needs no
/// <see cref="LedgerDraft"/>; its rules are the same.</summary>
internal static class OrderHolds
{
    /// <summary>Lays the hold of a sell order.</summary>
    public static (UnitsHeld? Held, Refusal? Refusal) Lay(
        AccountId account, UnitKind kind, Tonnes quantity, OrderId order, RegistryState registry)
    {
        if (LedgerDraft.CannotHold(account, quantity, HoldCause.InOrder, registry) is { } refusal)
            return (null, refusal);
        var available = registry.Available(account, kind);
        return quantity > available
            ? (null, LedgerDraft.Insufficient(account, quantity, available))
            : (new UnitsHeld(new Hold(registry.NextHold, account, kind, quantity, HoldCause.InOrder,
                OrderHold.ReferenceOf(order))), null);
    }

    /// <summary>Takes part of a sell order's hold off, more than nothing.</summary>
    public static (HoldChanged? Changed, Refusal? Refusal) Reduce(HoldId id, Tonnes by, RegistryState registry)
    {
        if (registry.FindOrderHold(id) is not { } hold) return (null, LedgerDraft.NoHold(default, id));
        return by > hold.Quantity
            ? (null, LedgerDraft.BeyondHold(id, hold.Quantity, by))
            : (new HoldChanged(id, hold.Account, hold.Quantity - by), null);
    }
}
