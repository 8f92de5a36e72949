namespace Chutan.Market.Exchange;

/// <summary>Buy or sell.</summary>
public enum Side
{
    Buy = 0,
    Sell = 1,
}

public enum OrderStatus
{
    /// <summary>In the book, wholly or for what is left of it.</summary>
    Open = 0,
    Filled = 1,
    /// <summary>Withdrawn by its owner 撤单; what was filled before stays filled.</summary>
    Cancelled = 2,
    /// <summary>Ended with the trading day.</summary>
    Expired = 3,
}

/// <summary>An order of the current trading day 申报. Its number grows with time, so number order is time priority.
/// </summary>
public sealed class Order
{
    internal Order(OrderId id, AccountId account, Side side, Price price, Tonnes quantity, string clientOrderId,
        HoldId hold, Instant at)
    {
        (Id, Account, Side, Price, Quantity, Remaining) = (id, account, side, price, quantity, quantity);
        (ClientOrderId, Hold, At) = (clientOrderId, hold, at);
    }

    public OrderId Id { get; }
    public AccountId Account { get; }
    public Side Side { get; }
    public Price Price { get; }
    public Tonnes Quantity { get; }
    public Tonnes Remaining { get; internal set; }
    public OrderStatus Status { get; internal set; }
    public string ClientOrderId { get; }

    /// <summary>The registry's hold on the units of a sell order; number 0 for a buy order.</summary>
    public HoldId Hold { get; }
    public Instant At { get; }

    internal Order? Before { get; set; }
    internal Order? After { get; set; }
}

/// <summary>One price of the book with everything waiting at it.</summary>
public readonly record struct BookLevel(Price Price, Tonnes Quantity, int Orders);

/// <summary>One match that an incoming order would make.</summary>
internal readonly record struct Fill(Order Resting, Tonnes Quantity, Price Price);

/// <summary>The order book of one trading day. The price limits bound it, so every valid price has its own place in an
/// array: finding, adding and removing take constant time. Within a price, first come, first served.</summary>
public sealed class OrderBook
{
    private readonly Price lowest;
    private readonly Price tick;
    private readonly Level[] bids;
    private readonly Level[] asks;
    private int bestBid = -1;
    private int bestAsk;

    internal OrderBook(Price lowest, Price highest, Price tick)
    {
        this.lowest = lowest;
        this.tick = tick;
        var levels = (int)((highest.FenPerTonne - lowest.FenPerTonne) / tick.FenPerTonne) + 1;
        bids = new Level[levels];
        asks = new Level[levels];
        bestAsk = levels;
    }

    public Price? BestBid => bestBid < 0 ? null : PriceAt(bestBid);
    public Price? BestAsk => bestAsk == asks.Length ? null : PriceAt(bestAsk);

    /// <summary>The best prices of one side, best first, at most <paramref name="most"/>.</summary>
    public IReadOnlyList<BookLevel> Depth(Side side, int most)
    {
        var depth = new List<BookLevel>();
        if (side == Side.Buy)
        {
            for (var i = bestBid; i >= 0 && depth.Count < most; i--) Show(depth, bids[i], i);
        }
        else
        {
            for (var i = bestAsk; i < asks.Length && depth.Count < most; i++) Show(depth, asks[i], i);
        }
        return depth;
    }

    /// <summary>The matches an incoming order would make now, in order; the book does not change. Returns the sender's
    /// own resting order when one stands in the way, otherwise null.</summary>
    internal Order? Match(Side side, AccountId account, Price limit, Tonnes quantity, Price last, List<Fill> fills)
    {
        var left = quantity.Count;
        var place = IndexOf(limit);
        var (step, level, levels) = side == Side.Buy ? (1, bestAsk, asks) : (-1, bestBid, bids);
        for (; left > 0 && level >= 0 && level < levels.Length && (place - level) * step >= 0; level += step)
        {
            for (var resting = levels[level].First; resting is not null && left > 0; resting = resting.After)
            {
                if (resting.Account == account) return resting;
                var matched = new Tonnes(Math.Min(left, resting.Remaining.Count));
                last = side == Side.Buy
                    ? PriceRules.Negotiated(limit, resting.Price, last)
                    : PriceRules.Negotiated(resting.Price, limit, last);
                fills.Add(new Fill(resting, matched, last));
                left -= matched.Count;
            }
        }
        return null;
    }

    internal void Add(Order order)
    {
        var index = IndexOf(order.Price);
        ref var level = ref (order.Side == Side.Buy ? bids : asks)[index];
        order.Before = level.Last;
        order.After = null;
        if (level.Last is { } last) last.After = order;
        else level.First = order;
        level.Last = order;
        level.Quantity += order.Remaining.Count;
        level.Orders++;
        if (order.Side == Side.Buy) bestBid = Math.Max(bestBid, index);
        else bestAsk = Math.Min(bestAsk, index);
    }

    internal void Reduce(Order order, Tonnes by)
    {
        order.Remaining -= by;
        LevelOf(order).Quantity -= by.Count;
        if (order.Remaining.IsZero) Remove(order);
    }

    internal void Remove(Order order)
    {
        ref var level = ref LevelOf(order);
        if (order.Before is { } before) before.After = order.After;
        else level.First = order.After;
        if (order.After is { } after) after.Before = order.Before;
        else level.Last = order.Before;
        order.Before = order.After = null;
        level.Quantity -= order.Remaining.Count;
        level.Orders--;
        while (bestBid >= 0 && bids[bestBid].First is null) bestBid--;
        while (bestAsk < asks.Length && asks[bestAsk].First is null) bestAsk++;
    }

    private ref Level LevelOf(Order order) => ref (order.Side == Side.Buy ? bids : asks)[IndexOf(order.Price)];

    private int IndexOf(Price price) => (int)((price.FenPerTonne - lowest.FenPerTonne) / tick.FenPerTonne);

    private Price PriceAt(int index) => new(lowest.FenPerTonne + index * tick.FenPerTonne);

    private void Show(List<BookLevel> depth, in Level level, int index)
    {
        if (level.Orders > 0) depth.Add(new BookLevel(PriceAt(index), new Tonnes(level.Quantity), level.Orders));
    }

    private struct Level
    {
        public Order? First;
        public Order? Last;
        public long Quantity;
        public int Orders;
    }
}
