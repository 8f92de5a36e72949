using Chutan.Market.Exchange;
using Chutan.Market.Kernel;

namespace Chutan.Server.Exchange.Feed;

/// <summary>The book of one instrument as its published decisions leave it: what waits at each price.</summary>
internal sealed class BookCopy
{
    private readonly SortedDictionary<long, Level> bids = [];
    private readonly SortedDictionary<long, Level> asks = [];
    private readonly Dictionary<(Side Side, long Price), Level> before = [];

    /// <summary>Adds to a price, or takes from it.</summary>
    public void Change(Side side, Price price, long tonnes, int orders)
    {
        var levels = side == Side.Buy ? bids : asks;
        var key = price.FenPerTonne;
        var old = levels.GetValueOrDefault(key);
        before.TryAdd((side, key), old);
        var now = new Level(old.Tonnes + tonnes, old.Orders + orders);
        if (now == default) levels.Remove(key);
        else levels[key] = now;
    }

    /// <summary>The best prices of one side, best first.</summary>
    public IReadOnlyList<LevelAnswer> Depth(Side side, int most)
    {
        var levels = side == Side.Buy ? bids.Reverse() : asks;
        return [.. levels.Take(most).Select(l => new LevelAnswer(l.Key, l.Value.Tonnes, l.Value.Orders))];
    }

    /// <summary>The prices that are not what they were at the last call.</summary>
    public IReadOnlyList<LevelChange> TakeChanges()
    {
        if (before.Count == 0) return [];
        var changes = new List<LevelChange>();
        foreach (var ((side, price), old) in before)
        {
            var now = (side == Side.Buy ? bids : asks).GetValueOrDefault(price);
            if (now == old) continue;
            changes.Add(new LevelChange(side == Side.Buy ? "buy" : "sell", price, now.Tonnes, now.Orders));
        }
        before.Clear();
        return changes;
    }

    private readonly record struct Level(long Tonnes, int Orders);
}
