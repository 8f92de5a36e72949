namespace Chutan.Market.Registry;

/// <summary>What one account holds: lots in order of vintage and serial, and the holds upon them. A copy shares its
/// lists until one of the two is changed.</summary>
internal sealed class Holdings
{
    private static readonly int Kinds = Enum.GetValues<UnitKind>().Length;

    private readonly long[] balance = new long[Kinds];
    private readonly long[] held = new long[Kinds];
    private List<Lot> lots = [];
    private SortedDictionary<HoldId, Hold> holds = [];
    private bool lotsShared;
    private bool holdsShared;

    public IReadOnlyList<Lot> Lots => lots;
    public IReadOnlyCollection<Hold> Holds => holds.Values;

    public Tonnes Balance(UnitKind kind) => new(balance[(int)kind]);

    /// <summary>What no hold touches. Court and authority holds may lie over held units, so the sum can exceed the
    /// balance; nothing is available then.</summary>
    public Tonnes Available(UnitKind kind) => new(Math.Max(0, balance[(int)kind] - held[(int)kind]));

    public Tonnes Held(UnitKind kind, HoldCause cause) =>
        new(holds.Values.Where(h => h.Kind == kind && h.Cause == cause).Sum(h => h.Quantity.Count));

    public Hold? Find(HoldId id) => holds.GetValueOrDefault(id);

    public static bool LiesOver(HoldCause cause) => cause is HoldCause.Court or HoldCause.Sanction;

    public Holdings Copy()
    {
        lotsShared = holdsShared = true;
        var copy = new Holdings { lots = lots, holds = holds, lotsShared = true, holdsShared = true };
        balance.CopyTo(copy.balance, 0);
        held.CopyTo(copy.held, 0);
        return copy;
    }

    public void Put(Lot lot)
    {
        OwnLots();
        var at = Place(lot);
        balance[(int)lot.Attributes.Kind] += lot.Block.Count;
        if (at > 0 && Joins(lots[at - 1], lot))
        {
            lot = new Lot(new SerialBlock(lots[at - 1].Block.First, lots[at - 1].Block.Count + lot.Block.Count), lot.Attributes);
            lots.RemoveAt(--at);
        }
        if (at < lots.Count && Joins(lot, lots[at]))
        {
            lot = new Lot(new SerialBlock(lot.Block.First, lot.Block.Count + lots[at].Block.Count), lot.Attributes);
            lots.RemoveAt(at);
        }
        lots.Insert(at, lot);
    }

    /// <summary>Takes exactly these serials out. They must be here, with these attributes: anything else is a mistake of
    /// the programmer.</summary>
    public void Take(Lot lot)
    {
        OwnLots();
        var at = Place(lot);
        if (at == lots.Count || lots[at].Block.First != lot.Block.First) at--;
        if (at < 0 || lots[at].Attributes != lot.Attributes || !lots[at].Block.Contains(lot.Block.First)
            || !lots[at].Block.Contains(lot.Block.Last))
            throw new InvalidOperationException($"{Serial.Text(lot.Block.First)}+{lot.Block.Count} is not in this account.");
        var whole = lots[at];
        lots.RemoveAt(at);
        var before = lot.Block.First - whole.Block.First;
        var after = whole.Block.Last - lot.Block.Last;
        if (after > 0) lots.Insert(at, new Lot(new SerialBlock(lot.Block.Last + 1, after), whole.Attributes));
        if (before > 0) lots.Insert(at, new Lot(new SerialBlock(whole.Block.First, before), whole.Attributes));
        balance[(int)lot.Attributes.Kind] -= lot.Block.Count;
    }

    /// <summary>The first lots that make up a quantity, oldest vintage first; null when there are not enough.</summary>
    public ImmutableArray<Lot>? Pick(UnitKind kind, Tonnes quantity, Func<Lot, bool>? where)
    {
        var picked = ImmutableArray.CreateBuilder<Lot>();
        var left = quantity.Count;
        foreach (var lot in lots)
        {
            if (left == 0) break;
            if (lot.Attributes.Kind != kind || where is not null && !where(lot)) continue;
            var count = Math.Min(left, lot.Block.Count);
            picked.Add(new Lot(new SerialBlock(lot.Block.First, count), lot.Attributes));
            left -= count;
        }
        return left == 0 ? picked.ToImmutable() : null;
    }

    public void Set(Hold hold)
    {
        OwnHolds();
        var before = holds.TryGetValue(hold.Id, out var old) ? old.Quantity.Count : 0;
        held[(int)hold.Kind] += hold.Quantity.Count - before;
        if (hold.Quantity.IsZero) holds.Remove(hold.Id);
        else holds[hold.Id] = hold;
    }

    /// <summary>What is wrong with the balance and holds of a kind; null when nothing is.</summary>
    public string? Fault(UnitKind kind)
    {
        long exclusive = 0, largest = 0;
        foreach (var hold in holds.Values)
        {
            if (hold.Kind != kind) continue;
            if (hold.Quantity.IsZero) return $"hold {hold.Id} is empty";
            if (LiesOver(hold.Cause)) largest = Math.Max(largest, hold.Quantity.Count);
            else exclusive += hold.Quantity.Count;
        }
        if (balance[(int)kind] < 0) return "balance below zero";
        if (exclusive > balance[(int)kind]) return $"holds of {exclusive} t on a balance of {balance[(int)kind]} t";
        return largest > balance[(int)kind] ? $"a hold of {largest} t on a balance of {balance[(int)kind]} t" : null;
    }

    private static bool Joins(Lot a, Lot b) => a.Block.Last + 1 == b.Block.First && a.Attributes == b.Attributes;

    /// <summary>Index of the first lot not before this one, by kind, vintage and serial.</summary>
    private int Place(Lot lot)
    {
        int low = 0, high = lots.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Compare(lots[middle], lot) < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static int Compare(Lot a, Lot b)
    {
        var byVintage = a.Attributes.Vintage.CompareTo(b.Attributes.Vintage);
        return byVintage != 0 ? byVintage : a.Block.First.CompareTo(b.Block.First);
    }

    private void OwnLots()
    {
        if (!lotsShared) return;
        lots = [.. lots];
        lotsShared = false;
    }

    private void OwnHolds()
    {
        if (!holdsShared) return;
        holds = new SortedDictionary<HoldId, Hold>(holds);
        holdsShared = false;
    }
}
