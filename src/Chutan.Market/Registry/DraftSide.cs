namespace Chutan.Market.Registry;

/// <summary>One account as a draft sees it: the state's figures plus what the draft did so far. Lots are copied only
/// when some are taken out.</summary>
internal sealed class DraftSide(Holding holding)
{
    private readonly long[] held = holding.HeldByCause.ToArray();
    private readonly SortedDictionary<UnitClass, LotList>?[] opened =
        new SortedDictionary<UnitClass, LotList>?[Holding.Kinds];
    private List<Lot>? incoming;

    public long[] Balance { get; } = holding.Balances.ToArray();

    public long Held(UnitKind kind, HoldCause cause) => held[Holding.Slot(kind, cause)];

    public long Available(UnitKind kind) => Math.Max(0, Balance[(int)kind] - Holding.Sum(held, kind));

    /// <summary>What a freeze may reach: everything but units in orders and unsettled trades.</summary>
    public long OutsideOrders(UnitKind kind) => Balance[(int)kind] - Held(kind, HoldCause.InOrder);

    /// <summary>What is held for causes that never share units with one another.</summary>
    public long Exclusive(UnitKind kind) =>
        Holding.Sum(held, kind) - Held(kind, HoldCause.Court) - Held(kind, HoldCause.Sanction);

    public HoldCause FirstExclusive(UnitKind kind)
    {
        for (var cause = 0; cause < Holding.Causes; cause++)
            if ((HoldCause)cause is not (HoldCause.Court or HoldCause.Sanction) && Held(kind, (HoldCause)cause) > 0)
                return (HoldCause)cause;
        throw new InvalidOperationException("No exclusive hold on this kind.");
    }

    public void Enter(Hold hold, long before, long after) =>
        held[Holding.Slot(hold.Kind, hold.Cause)] += after - before;

    public void Add(Lot lot)
    {
        Balance[(int)lot.Attributes.Kind] += lot.Block.Count;
        if (opened[(int)lot.Attributes.Kind] is { } open) AddTo(open, lot);
        else (incoming ??= []).Add(lot);
    }

    public void Remove(Lot lot)
    {
        Open(lot.Attributes.Kind)[lot.Attributes.Class].Remove(lot);
        Balance[(int)lot.Attributes.Kind] -= lot.Block.Count;
    }

    /// <summary>Lots up to a quantity, oldest vintage first, and how much was found.</summary>
    public (ImmutableArray<Lot> Lots, long Found) Pick(UnitKind kind, long quantity, Func<Lot, bool>? where)
    {
        var picked = ImmutableArray.CreateBuilder<Lot>();
        var left = quantity;
        foreach (var list in Open(kind).Values)
            foreach (var lot in list.Lots)
            {
                if (left == 0) return (picked.ToImmutable(), quantity);
                if (where is not null && !where(lot)) continue;
                var taken = lot.Block.Count <= left ? lot : lot.First(left);
                picked.Add(taken);
                left -= taken.Block.Count;
            }
        return (picked.ToImmutable(), quantity - left);
    }

    /// <summary>The lots that hold exactly a block's serials; null when some are not here.</summary>
    public ImmutableArray<Lot>? Within(SerialBlock block)
    {
        for (var kind = 0; kind < Holding.Kinds; kind++)
            foreach (var list in Open((UnitKind)kind).Values)
                if (list.Within(block) is { } found) return found;
        return null;
    }

    private SortedDictionary<UnitClass, LotList> Open(UnitKind kind)
    {
        if (opened[(int)kind] is { } already) return already;
        var open = new SortedDictionary<UnitClass, LotList>();
        foreach (var (unitClass, list) in holding.Classes)
            if (unitClass.Kind == kind) open.Add(unitClass, list.Copy());
        opened[(int)kind] = open;
        if (incoming is null) return open;
        foreach (var lot in incoming)
            if (lot.Attributes.Kind == kind) AddTo(open, lot);
        incoming.RemoveAll(l => l.Attributes.Kind == kind);
        return open;
    }

    private static void AddTo(SortedDictionary<UnitClass, LotList> open, Lot lot)
    {
        if (!open.TryGetValue(lot.Attributes.Class, out var list))
            open.Add(lot.Attributes.Class, list = new LotList());
        list.Add(lot);
    }
}
