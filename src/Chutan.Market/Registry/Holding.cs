namespace Chutan.Market.Registry;

/// <summary>What one account holds: lots by class, balances by kind, and what is held of them by cause.</summary>
internal sealed class Holding(Account account)
{
    internal const int Kinds = 4;
    internal const int Causes = 8;

    private readonly long[] balance = new long[Kinds];
    private readonly long[] held = new long[Kinds * Causes];

    public Account Account { get; set; } = account;
    public SortedDictionary<UnitClass, LotList> Classes { get; } = [];

    /// <summary>Every hold on this account, in the order they were laid.</summary>
    public List<HoldId> Holds { get; } = [];

    /// <summary>The courts' and the authority's freezes among them, earliest first.</summary>
    public List<HoldId> Freezes { get; } = [];

    public ReadOnlySpan<long> Balances => balance;
    public ReadOnlySpan<long> HeldByCause => held;
    public long Balance(UnitKind kind) => balance[(int)kind];
    public long Held(UnitKind kind, HoldCause cause) => held[Slot(kind, cause)];

    public static int Slot(UnitKind kind, HoldCause cause) => (int)kind * Causes + (int)cause;

    /// <summary>All holds on a kind, whatever their cause.</summary>
    public long HeldOf(UnitKind kind) => Sum(held, kind);

    public static long Sum(ReadOnlySpan<long> held, UnitKind kind)
    {
        var sum = 0L;
        foreach (var one in held.Slice((int)kind * Causes, Causes)) sum += one;
        return sum;
    }

    public void Add(Lot lot)
    {
        if (!Classes.TryGetValue(lot.Attributes.Class, out var list))
            Classes.Add(lot.Attributes.Class, list = new LotList());
        list.Add(lot);
        balance[(int)lot.Attributes.Kind] += lot.Block.Count;
    }

    public void Remove(Lot lot)
    {
        if (!Classes.TryGetValue(lot.Attributes.Class, out var list))
            throw new InvalidOperationException($"Account {Account.Id} holds nothing of {lot.Attributes.Class}.");
        list.Remove(lot);
        if (list.IsEmpty) Classes.Remove(lot.Attributes.Class);
        balance[(int)lot.Attributes.Kind] -= lot.Block.Count;
    }

    /// <summary>Enters a hold, or its change from one quantity to another.</summary>
    public void Enter(HoldId hold, UnitKind kind, HoldCause cause, long before, long after)
    {
        ref var sum = ref held[Slot(kind, cause)];
        sum += after - before;
        if (sum < 0) throw new InvalidOperationException($"Hold {hold} falls below zero.");
        var freezes = cause is HoldCause.Court or HoldCause.Sanction;
        if (before == 0)
        {
            if (Holds.Count == 0 || Holds[^1].CompareTo(hold) < 0) Holds.Add(hold);
            else Holds.Insert(~Holds.BinarySearch(hold), hold);
            if (freezes) Freezes.Add(hold);
        }
        if (after != 0) return;
        Holds.RemoveAt(Holds.BinarySearch(hold));
        if (freezes) Freezes.Remove(hold);
    }
}
