using System.Collections;

namespace Chutan.Market.Clearing;

/// <summary>Obligations not settled yet, in the order of their trades. New ones come behind all others, which is where
/// they are put; what was settled leaves a gap that is closed when there are many.</summary>
internal sealed class OpenObligations : IReadOnlyCollection<Obligation>
{
    private const int FewGaps = 64;

    private readonly List<(TradeId Trade, Obligation? Open)> places = [];

    public int Count { get; private set; }

    public void Add(Obligation obligation)
    {
        var place = (obligation.Trade, obligation);
        if (places.Count == 0 || places[^1].Trade.CompareTo(obligation.Trade) < 0) places.Add(place);
        else if (Find(obligation.Trade) is < 0 and var before) places.Insert(~before, place);
        else if (Find(obligation.Trade) is var at && places[at].Open is null) places[at] = place;
        else throw new InvalidOperationException($"Trade {obligation.Trade} has an obligation already.");
        Count++;
    }

    /// <summary>Takes out the obligation of a trade; null when it has none.</summary>
    public Obligation? Remove(TradeId trade)
    {
        if (Find(trade) is not (>= 0 and var at) || places[at].Open is not { } obligation) return null;
        places[at] = (trade, null);
        if (--Count == 0) places.Clear();
        else if (places.Count > FewGaps && 2 * Count < places.Count) places.RemoveAll(p => p.Open is null);
        return obligation;
    }

    public IEnumerator<Obligation> GetEnumerator()
    {
        foreach (var (_, open) in places)
            if (open is not null) yield return open;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The place of a trade, or the complement of where it would stand.</summary>
    private int Find(TradeId trade)
    {
        var (low, high) = (0, places.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = places[middle].Trade.CompareTo(trade);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }
}
