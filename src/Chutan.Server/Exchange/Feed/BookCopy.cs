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

    /// <summary>What a call auction of this book would come to now: the price at which most trades; of several, where
    /// least is left over; of several still, the one nearest to the price before.</summary>
    public CallAnswer Indicate(DayTerms terms, long reference)
    {
        var tick = terms.Tick.FenPerTonne;
        var (supply, demand) = (0L, bids.Values.Sum(l => l.Tonnes));
        var (most, least, from, through) = (0L, 0L, 0L, -1L);
        for (var price = terms.LimitDown.FenPerTonne; price <= terms.LimitUp.FenPerTonne; price += tick)
        {
            supply += asks.GetValueOrDefault(price).Tonnes;
            var (volume, left) = (Math.Min(supply, demand), Math.Abs(demand - supply));
            if (volume > most || (volume == most && volume > 0 && left < least))
                (most, least, from) = (volume, left, price);
            if (most > 0 && volume == most && left == least) through = price;
            demand -= bids.GetValueOrDefault(price).Tonnes;
        }
        if (most == 0) return new CallAnswer(reference, null, 0, 0);
        var fixedAt = Math.Clamp(reference, from, through);
        return new CallAnswer(reference, fixedAt, most, SurplusAt(fixedAt));
    }

    private long SurplusAt(long price) => bids.Where(b => b.Key >= price).Sum(b => b.Value.Tonnes)
        - asks.Where(a => a.Key <= price).Sum(a => a.Value.Tonnes);

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
