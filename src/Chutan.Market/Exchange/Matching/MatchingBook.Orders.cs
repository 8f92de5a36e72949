using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chutan.Market.Exchange;

/// <summary>Where the orders of the book lie.</summary>
/// <remarks>
/// Both sides are kept in the same shape, so that no step asks which side it works on: a price has a place on its side
/// that is the higher the better the price, the tick above the lowest for bids, the tick below the highest for asks.
/// The places of both sides are the first elements of the orders' array: each is the head of a ring of the orders
/// waiting there, the earliest next to it, and carries their sum. An order leaves its ring without a question.
/// Places are checked where they are computed from a caller's number; what the array's own elements name is read
/// without a second check.
/// </remarks>
public sealed partial class MatchingBook
{
    /// <summary>Place 0 is the head of a ring, so no order has it.</summary>
    private const int None = 0;
    private const int Bid = 0;
    private const int Ask = 1;

    private readonly int prices;
    private readonly PriceSet[] sides;
    private readonly int[] best = [-1, -1];
    private RestingOrder[] orders;
    private int[] slots;
    private int free;
    private int used;
    private readonly long firstOrder;

    /// <summary>The highest price bid, in ticks; null when nobody bids.</summary>
    public int? BestBid => best[Bid] < 0 ? null : PriceAt(Bid, best[Bid]);

    /// <summary>The lowest price asked, in ticks; null when nobody asks.</summary>
    public int? BestAsk => best[Ask] < 0 ? null : PriceAt(Ask, best[Ask]);

    /// <summary>Orders in the book.</summary>
    public int Live { get; private set; }

    /// <summary>Tonnes waiting on one side.</summary>
    public long Waiting(Side side)
    {
        var total = 0L;
        for (var at = best[(int)side]; at >= 0; at = sides[(int)side].Below(at)) total += Head((int)side, at).Remaining;
        return total;
    }

    /// <summary>The best prices of one side, best first, as many as fit.</summary>
    /// <returns>How many were written.</returns>
    public int Depth(Side side, Span<BookDepth> to)
    {
        var count = 0;
        for (var at = best[(int)side]; count < to.Length && at >= 0; at = sides[(int)side].Below(at))
        {
            var (head, waiting) = (HeadAt((int)side, at), 0);
            for (var slot = At(head).Next; slot != head; slot = At(slot).Next) waiting++;
            to[count++] = new BookDepth(PriceAt((int)side, at), At(head).Remaining, waiting);
        }
        return count;
    }

    /// <summary>Tonnes left of an order; 0 when it is not in the book.</summary>
    public long Remaining(long order) => SlotOf(order) is not None and var slot ? At(slot).Remaining : 0;

    /// <summary>The slot of an order; 0 when it is not in the book.</summary>
    internal int SlotOf(long order) => PlaceOf(order) is var at && at < (ulong)slots.Length ? slots[at] : None;

    /// <summary>Puts an order into the book as it is, without matching.</summary>
    internal int Add(in BookOrder order) => band.Contains(order.Price) ? Insert(order, PlaceOf(order), order.Quantity)
        : throw new ArgumentOutOfRangeException(nameof(order), order, $"The band is {band}.");

    /// <summary>A trade took so much of an order; when nothing is left it leaves the book.</summary>
    internal void Fill(int slot, long quantity)
    {
        ref var order = ref At(slot);
        At(order.Head).Remaining -= quantity;
        if ((order.Remaining -= quantity) == 0) Unlink(slot);
    }

    internal void Remove(int slot) => Unlink(slot);

    private int Insert(in BookOrder order, int place, long quantity)
    {
        var slot = free;
        if (slot != None) free = At(slot).Next;
        else if ((slot = used++) >= orders.Length) Array.Resize(ref orders, orders.Length * 2);
        Register(order.Id, slot);
        var side = SideOf(order);
        var index = HeadAt(side, place);
        ref var head = ref At(index);
        ref var resting = ref At(slot);
        resting.Id = order.Id;
        resting.Account = order.Account;
        resting.Head = index;
        resting.Remaining = quantity;
        resting.Before = head.Before;
        resting.Next = index;
        At(head.Before).Next = slot;
        head.Before = slot;
        head.Remaining += quantity;
        sides[side].Add(place);
        best[side] = Math.Max(best[side], place);
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

    private void Unlink(int slot)
    {
        ref var order = ref At(slot);
        var (before, next, head) = (order.Before, order.Next, order.Head);
        slots[order.Id - firstOrder] = None;
        At(before).Next = next;
        At(next).Before = before;
        At(head).Remaining -= order.Remaining;
        order.Next = free;
        free = slot;
        Live--;
        if (before == next) Close(head);
    }

    /// <summary>The last order has left a place.</summary>
    private void Close(int head)
    {
        var side = SideOf(head);
        var place = head - side * prices;
        sides[side].Remove(place);
        if (place == best[side]) best[side] = sides[side].Below(place);
    }

    /// <summary>Where an order number is looked up; huge, so beyond any array, when it is before the first.</summary>
    private ulong PlaceOf(long order) => unchecked((ulong)(order - firstOrder));

    /// <summary>The place of an order's worst price on its own side; not yet known to be in the band.</summary>
    private int PlaceOf(in BookOrder order)
    {
        if (order.Type == OrderType.Market) return prices - 1;
        return unchecked(order.Side == Side.Buy ? order.Price - band.Lowest : band.Highest - order.Price);
    }

    /// <summary>The price of a place, in ticks.</summary>
    private int PriceAt(int side, int place) => band.Lowest + place + side * (prices - 1 - 2 * place);

    private int HeadAt(int side, int place) => side * prices + place;

    private static int SideOf(in BookOrder order) => (int)order.Side & 1;

    private int SideOf(int head) => head < prices ? Bid : Ask;

    private int PriceOf(in RestingOrder order)
    {
        var side = SideOf(order.Head);
        return PriceAt(side, order.Head - side * prices);
    }

    private ref RestingOrder Head(int side, int place) => ref At(HeadAt(side, place));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref RestingOrder At(int slot) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(orders), (nint)(uint)slot);

    /// <summary>An order in the book, or the head of the ring of a place. Half a cache line.</summary>
    private struct RestingOrder
    {
        public long Id;
        /// <summary>Tonnes left; of a head, of all orders of the ring.</summary>
        public long Remaining;
        /// <summary>The order behind at the same price; in a free slot, the next free slot.</summary>
        public int Next;
        public int Before;
        public int Account;
        /// <summary>The head of the ring.</summary>
        public int Head;
    }
}

/// <summary>One price of a side with what waits at it, in ticks and tonnes.</summary>
public readonly record struct BookDepth(int Price, long Quantity, int Orders);
