namespace Chutan.Market.Registry;

/// <summary>The holds that one draft laid or changed. Most drafts touch one: it lies here itself, and only further ones
/// need a table.</summary>
internal struct DraftHolds
{
    private Hold? first;
    private Tonnes firstLeft;
    private Dictionary<HoldId, (Hold Hold, Tonnes Left)>? others;

    /// <summary>Notes how much of a hold is left.</summary>
    public void Note(Hold hold, Tonnes left)
    {
        if (first is null || first.Id == hold.Id) (first, firstLeft) = (hold, left);
        else (others ??= [])[hold.Id] = (hold, left);
    }

    /// <summary>Whether this draft touched the hold; and what it is now, null when it has ended.</summary>
    public readonly bool Knows(HoldId id, out Hold? hold)
    {
        hold = null;
        var touched = (Hold: first, Left: firstLeft);
        if (first is null || first.Id != id)
        {
            if (others is null || !others.TryGetValue(id, out var other)) return false;
            touched = other;
        }
        if (touched.Left.IsZero) return true;
        hold = touched.Hold!.Quantity == touched.Left ? touched.Hold : touched.Hold with { Quantity = touched.Left };
        return true;
    }
}
