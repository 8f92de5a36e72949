using System.Runtime.CompilerServices;

namespace Chutan.Market.Exchange;

/// <summary>Where the orders of the book lie.</summary>
public sealed partial class MatchingBook
{
    /// <summary>Slot 0 holds no order, so that an empty array is an empty book.</summary>
    private const int None = 0;

    private RestingOrder[] orders = [];
    private PriceLevel[] levels = [];
    private int[] slots = [];
    private PriceSet bidPrices;
    private PriceSet askPrices;
    private int prices;
    private int bestBid;
    private int bestAsk;
    private int free;
    private int used = 1;
    private long firstOrder;

    /// <summary>The highest price bid, in ticks; null when nobody bids.</summary>
    public int? BestBid => bestBid < 0 ? null : band.Lowest + bestBid;

    /// <summary>The lowest price asked, in ticks; null when nobody asks.</summary>
    public int? BestAsk => bestAsk == prices ? null : band.Lowest + bestAsk;

    /// <summary>Orders in the book.</summary>
    public int Live { get; private set; }

    /// <summary>Tonnes waiting on one side.</summary>
    public long Waiting(Side side)
    {
        var total = 0L;
        for (var at = 0; at < prices; at++) total += levels[LevelAt(side == Side.Buy, at)].Quantity;
        return total;
    }

    /// <summary>The best prices of one side, best first, as many as fit.</summary>
    /// <returns>How many were written.</returns>
    public int Depth(Side side, Span<BookDepth> to)
    {
        var (count, buys) = (0, side == Side.Buy);
        for (var at = buys ? bestBid : bestAsk; count < to.Length && at >= 0 && at < prices; at = Next(buys, at))
        {
            ref var level = ref levels[LevelAt(buys, at)];
            var waiting = 0;
            for (var slot = level.First; slot != None; slot = orders[slot].Next) waiting++;
            to[count++] = new BookDepth(band.Lowest + at, level.Quantity, waiting);
        }
        return count;
    }

    /// <summary>Tonnes left of an order; 0 when it is not in the book.</summary>
    public long Remaining(long order) => orders[SlotOf(order)].Remaining;

    /// <summary>The place of an order; 0 when it is not in the book.</summary>
    internal int SlotOf(long order) => PlaceOf(order) is var at && at < (ulong)slots.Length ? slots[at] : None;

    /// <summary>Puts an order into the book as it is, without matching.</summary>
    internal int Add(in BookOrder order) => Insert(order, order.Price - band.Lowest, order.Quantity);

    /// <summary>A trade took so much of an order; when nothing is left it leaves the book.</summary>
    internal void Fill(int slot, long quantity)
    {
        ref var order = ref orders[slot];
        order.Remaining -= quantity;
        levels[order.Level].Quantity -= quantity;
        if (order.Remaining == 0) Unlink(slot);
    }

    internal void Remove(int slot) => Unlink(slot);

    private void MakeRoom(BookCapacity capacity)
    {
        prices = band.Prices;
        levels = new PriceLevel[prices * 2];
        (bidPrices, askPrices) = (new PriceSet(prices), new PriceSet(prices));
        (bestBid, bestAsk) = (-1, prices);
        firstOrder = capacity.FirstOrder;
        slots = new int[Math.Max(1, capacity.Orders)];
        orders = new RestingOrder[capacity.LiveOrders + 1];
        // Memory that nobody has written yet is given to the process only at the first touch, which would cost the
        // first orders of the day a page fault each.
        slots.AsSpan().Clear();
        orders.AsSpan().Clear();
    }

    private int Insert(in BookOrder order, int at, long quantity)
    {
        var slot = free;
        if (slot != None) free = orders[slot].Next;
        else if ((slot = used++) >= orders.Length) Array.Resize(ref orders, orders.Length * 2);
        Register(order.Id, slot);
        var buys = order.Side == Side.Buy;
        var index = LevelAt(buys, at);
        ref var level = ref levels[index];
        ref var resting = ref orders[slot];
        resting.Id = order.Id;
        resting.Account = order.Account;
        resting.Level = index;
        resting.Remaining = quantity;
        resting.Before = level.Last;
        resting.Next = None;
        if (level.Last != None) orders[level.Last].Next = slot;
        else
        {
            level.First = slot;
            Open(buys, at);
        }
        level.Last = slot;
        level.Quantity += quantity;
        Live++;
        return slot;
    }

    private void Register(long order, int slot)
    {
        var at = PlaceOf(order);
        if (at >= (ulong)slots.Length) GrowSlots(order);
        if (slots[at] != None) throw new InvalidOperationException($"Order {order} is in the book already.");
        slots[at] = slot;
    }

    private void GrowSlots(long order)
    {
        if (order < firstOrder) throw new InvalidOperationException($"Order {order} is before order {firstOrder}.");
        Array.Resize(ref slots, (int)Math.Max(slots.Length * 2L, order - firstOrder + 1));
    }

    /// <summary>Where an order number is looked up; huge, so beyond any array, when it is before the first.</summary>
    private ulong PlaceOf(long order) => unchecked((ulong)(order - firstOrder));

    private void Unlink(int slot)
    {
        ref var order = ref orders[slot];
        ref var level = ref levels[order.Level];
        slots[order.Id - firstOrder] = None;
        if (order.Before != None) orders[order.Before].Next = order.Next;
        else level.First = order.Next;
        if (order.Next != None) orders[order.Next].Before = order.Before;
        else level.Last = order.Before;
        level.Quantity -= order.Remaining;
        if (level.First == None) Close(order.Level);
        order.Remaining = 0;
        order.Next = free;
        free = slot;
        Live--;
    }

    private void Open(bool buys, int at)
    {
        if (buys)
        {
            bidPrices.Add(at);
            if (at > bestBid) bestBid = at;
        }
        else
        {
            askPrices.Add(at);
            if (at < bestAsk) bestAsk = at;
        }
    }

    private void Close(int level)
    {
        if (level < prices)
        {
            bidPrices.Remove(level);
            if (level == bestBid) bestBid = bidPrices.Highest();
        }
        else
        {
            askPrices.Remove(level - prices);
            if (level - prices == bestAsk) bestAsk = askPrices.Lowest(prices);
        }
    }

    /// <summary>The next worse price of a side with orders; -1 or the number of prices when there is none.</summary>
    private int Next(bool bids, int at) => bids ? bidPrices.Below(at) : askPrices.Above(at, prices);

    private int LevelAt(bool bids, int at) => bids ? at : at + prices;

    private Side SideOf(in RestingOrder order) => order.Level < prices ? Side.Buy : Side.Sell;

    private int PriceOf(in RestingOrder order) =>
        band.Lowest + (order.Level < prices ? order.Level : order.Level - prices);

    /// <summary>Half a cache line.</summary>
    private struct RestingOrder
    {
        public long Id;
        public long Remaining;
        /// <summary>The order behind at the same price; in a free slot, the next free slot.</summary>
        public int Next;
        public int Before;
        public int Account;
        public int Level;
    }

    private struct PriceLevel
    {
        public int First;
        public int Last;
        public long Quantity;
    }
}

/// <summary>One price of a side with what waits at it, in ticks and tonnes.</summary>
public readonly record struct BookDepth(int Price, long Quantity, int Orders);
