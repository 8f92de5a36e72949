namespace Chutan.Market.Registry;

/// <summary>The lots of one account and one unit class, ordered by serial. Neighbours with equal attributes are one
/// lot, so a holding is stored in as few blocks as it can be.</summary>
internal sealed class LotList
{
    private readonly List<Lot> lots;

    public LotList() => lots = [];
    private LotList(List<Lot> copied) => lots = copied;

    public IReadOnlyList<Lot> Lots => lots;
    public bool IsEmpty => lots.Count == 0;
    public LotList Copy() => new([.. lots]);

    public void Add(Lot lot)
    {
        if (lot.Block.Count <= 0) throw new InvalidOperationException("A lot holds at least one unit.");
        var at = After(lot.Block.First);
        var before = at > 0 ? lots[at - 1] : (Lot?)null;
        var after = at < lots.Count ? lots[at] : (Lot?)null;
        if (before is { } b && b.Block.Last >= lot.Block.First || after is { } a && a.Block.First <= lot.Block.Last)
            throw new InvalidOperationException($"Serials {lot.Block} are already in this account.");
        var joinsBefore = before is { } p && p.Block.Last + 1 == lot.Block.First && p.Attributes == lot.Attributes;
        var joinsAfter = after is { } n && lot.Block.Last + 1 == n.Block.First && n.Attributes == lot.Attributes;
        if (joinsBefore)
        {
            var joined = before!.Value.Block.Count + lot.Block.Count + (joinsAfter ? after!.Value.Block.Count : 0);
            lots[at - 1] = before.Value.First(joined);
            if (joinsAfter) lots.RemoveAt(at);
        }
        else if (joinsAfter)
        {
            lots[at] = lot.First(lot.Block.Count + after!.Value.Block.Count);
        }
        else
        {
            lots.Insert(at, lot);
        }
    }

    /// <summary>Takes exactly this lot out; it must be there with these attributes.</summary>
    public void Remove(Lot lot)
    {
        if (Find(lot.Block.First) is not { } at || !lots[at].Block.Contains(lot.Block)
            || lots[at].Attributes != lot.Attributes)
            throw new InvalidOperationException($"Serials {lot.Block} are not in this account as the movement says.");
        var from = lots[at].Block;
        var left = lot.Block.First - from.First;
        var right = from.Last - lot.Block.Last;
        var rest = new Lot(new SerialBlock(lot.Block.Last + 1, right), lot.Attributes);
        if (left > 0) lots[at] = lots[at].First(left);
        if (left > 0 && right > 0) lots.Insert(at + 1, rest);
        else if (left == 0 && right > 0) lots[at] = rest;
        else if (left == 0) lots.RemoveAt(at);
    }

    /// <summary>The lots, or parts of lots, that hold the serials of a block; null when some are missing.</summary>
    public ImmutableArray<Lot>? Within(SerialBlock block)
    {
        var found = ImmutableArray.CreateBuilder<Lot>();
        for (var next = block.First; next <= block.Last;)
        {
            if (Find(next) is not { } at) return null;
            var end = Math.Min(lots[at].Block.Last, block.Last);
            found.Add(lots[at] with { Block = new SerialBlock(next, end - next + 1) });
            next = end + 1;
        }
        return found.ToImmutable();
    }

    /// <summary>Whether one lot of this list holds the whole block.</summary>
    public bool HoldsWhole(SerialBlock block) => Find(block.First) is { } at && lots[at].Block.Contains(block);

    /// <summary>Whether any serial of the block is here.</summary>
    public bool HoldsAny(SerialBlock block)
    {
        var after = After(block.First);
        return after > 0 && lots[after - 1].Block.Overlaps(block)
            || after < lots.Count && lots[after].Block.Overlaps(block);
    }

    private int? Find(long serial)
    {
        var at = After(serial) - 1;
        return at >= 0 && lots[at].Block.Contains(serial) ? at : null;
    }

    /// <summary>The index of the first lot that begins after a serial.</summary>
    private int After(long serial)
    {
        var (low, high) = (0, lots.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (lots[middle].Block.First <= serial) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
