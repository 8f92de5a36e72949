using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chutan.Market.Exchange;

/// <summary>Where the orders of the book lie.</summary>
/// <remarks>
/// Both sides are kept in the same shape, so that no step asks which side it works on: a price has a place on its side
/// that is the higher the better the price, the tick above the lowest for bids, the tick below the highest for asks.
/// The places of both sides are the first elements of the orders' array: each is the head of a ring of the orders
/// waiting there, the earliest next to it. An order leaves its ring without a question. Heads of both sides come by
/// turns, so that the lowest bit of a head tells its side.
/// Places are checked where they are computed from a caller's number; what the array's own elements name is read
/// without a second check, and what is computed from checked places cannot overflow. Quantities are always checked.
/// </remarks>
public sealed partial class MatchingBook
{
    /// <summary>Place 0 is the head of a ring, so no order has it.</summary>
    private const int None = 0;
    private const int Bid = 0;
    private const int Ask = 1;

    private readonly int prices;
    private Sided<PriceSet> sides;
    private Sided<int> best = Sided<int>.Of(-1);
    private Sided<long> waiting;
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
    public long Waiting(Side side) => waiting[(int)side];

    /// <summary>The best prices of one side, best first, as many as fit.</summary>
    /// <returns>How many were written.</returns>
    public int Depth(Side side, Span<BookDepth> to)
    {
        var count = 0;
        for (var at = best[(int)side]; count < to.Length && at >= 0; at = sides[(int)side].Below(at))
            to[count++] = DepthAt((int)side, at);
        return count;
    }

    private BookDepth DepthAt(int side, int place)
    {
        var (head, quantity, count) = (HeadAt(side, place), 0L, 0);
        for (var slot = At(head).Next; slot != head; slot = At(slot).Next, count++) quantity += At(slot).Remaining;
        return new BookDepth(PriceAt(side, place), quantity, count);
    }

    /// <summary>Tonnes left of an order; 0 when it is not in the book.</summary>
    public long Remaining(long order) => SlotOf(order) is not None and var slot ? At(slot).Remaining : 0;

    /// <summary>Has the place fetched in which the slot of an order stands; see <see cref="MarketState.Foresee"/>.
    /// </summary>
    internal void ExpectSlot(long order)
    {
        if (PlaceOf(order) is var at && at < (ulong)slots.Length) Ahead.Expect(in slots[at]);
    }

    /// <summary>Has the order itself fetched.</summary>
    internal void ExpectOrder(long order)
    {
        if (SlotOf(order) is not None and var slot) Ahead.Expect(in At(slot));
    }

    /// <summary>The slot of an order; 0 when it is not in the book.</summary>
    internal int SlotOf(long order) => PlaceOf(order) is var at && at < (ulong)slots.Length ? SlotAt(at) : None;

    /// <summary>Puts an order into the book as it is, without matching.</summary>
    internal int Add(in BookOrder order) => band.Contains(order.Price)
        ? Insert(order, SideOf(order), LimitPlaceOf(order), order.Quantity)
        : throw new ArgumentOutOfRangeException(nameof(order), order, $"The band is {band}.");

    /// <summary>A trade took so much of an order; when nothing is left it leaves the book.</summary>
    internal void Fill(int slot, long quantity)
    {
        ref var order = ref At(slot);
        order.Remaining -= quantity;
        waiting[SideOf(order.Head)] -= quantity;
        if (order.Remaining == 0) Unlink(slot, ref order);
    }

    internal void Remove(int slot) => Leave(slot);

    /// <summary>An order leaves the book, filled or not.</summary>
    private void Leave(int slot)
    {
        ref var order = ref At(slot);
        waiting[SideOf(order.Head)] -= order.Remaining;
        Unlink(slot, ref order);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Insert(in BookOrder order, int side, int place, long quantity)
    {
        var slot = free;
        if (slot != None) free = At(slot).Next;
        else slot = NewSlot();
        Register(order.Id, slot);
        var index = HeadAt(side, place);
        ref var rows = ref MemoryMarshal.GetArrayDataReference(orders);
        ref var head = ref Unsafe.Add(ref rows, index);
        ref var resting = ref Unsafe.Add(ref rows, slot);
        var before = head.Before;
        resting.Id = order.Id;
        resting.Remaining = quantity;
        resting.Next = index;
        resting.Before = before;
        resting.Account = order.Account;
        resting.Head = index;
        Unsafe.Add(ref rows, before).Next = slot;
        head.Before = slot;
        waiting[side] += quantity;
        sides[side].Add(place);
        best[side] = Math.Max(best[side], place);
        Live++;
        return slot;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int NewSlot()
    {
        if (used == orders.Length) Array.Resize(ref orders, used * 2);
        return used++;
    }

    private void Register(long order, int slot)
    {
        var at = PlaceOf(order);
        if (at >= (ulong)slots.Length) GrowSlots(order);
        ref var registered = ref SlotAt(at);
        if (registered != None) ThrowKnown(order);
        registered = slot;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref int SlotAt(ulong place) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(slots), unchecked((nint)place));

    [DoesNotReturn]
    private static void ThrowKnown(long order) =>
        throw new InvalidOperationException($"Order {order} is in the book already.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void GrowSlots(long order)
    {
        if (order < firstOrder) throw new InvalidOperationException($"Order {order} is before order {firstOrder}.");
        Array.Resize(ref slots, (int)Math.Max(slots.Length * 2L, order - firstOrder + 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Unlink(int slot, ref RestingOrder order)
    {
        SlotAt(PlaceOf(order.Id)) = None;
        ref var rows = ref MemoryMarshal.GetArrayDataReference(orders);
        var (before, next) = (order.Before, order.Next);
        Unsafe.Add(ref rows, before).Next = next;
        Unsafe.Add(ref rows, next).Before = before;
        order.Next = free;
        free = slot;
        Live--;
        Close(order.Head, before == next);
    }

    /// <summary>An order has left a place.</summary>
    /// <param name="last">Whether it was the last one there. Now and then it is, and the processor cannot know when:
    /// so this is computed with, not asked. What is asked below is nearly always answered with no.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Close(int head, bool last)
    {
        var (side, place) = (SideOf(head), PlaceOf(head));
        sides[side].Remove(place, last);
        if (last & place == best[side]) best[side] = sides[side].Below(place);
    }

    /// <summary>Where an order number is looked up; huge, so beyond any array, when it is before the first.</summary>
    private ulong PlaceOf(long order) => unchecked((ulong)(order - firstOrder));

    /// <summary>The place of an order's worst price on its own side; not yet known to be in the band.</summary>
    private int PlaceOf(in BookOrder order) => order.Type == OrderType.Market ? prices - 1 : LimitPlaceOf(order);

    private int LimitPlaceOf(in BookOrder order) => Turn(SideOf(order), unchecked(order.Price - band.Lowest));

    /// <summary>The price of a place, in ticks.</summary>
    private int PriceAt(int side, int place) => unchecked(band.Lowest + Turn(side, place));

    /// <summary>From ticks above the lowest price to the place on a side, and back: bids keep the order, asks turn it
    /// round. No branch, because orders of both sides come by turns and no processor guesses which.</summary>
    private int Turn(int side, int place) => unchecked((place ^ -side) + (prices & -side));

    private static int HeadAt(int side, int place) => unchecked(place * 2 + side);

    private static int SideOf(in BookOrder order) => (int)order.Side & 1;

    private static int SideOf(int head) => head & 1;

    private static int PlaceOf(int head) => head >> 1;

    private int PriceOf(in RestingOrder order) => PriceAt(SideOf(order.Head), PlaceOf(order.Head));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref RestingOrder At(int slot) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(orders), slot);

    /// <summary>An order in the book, or the head of the ring of a place. Half a cache line.</summary>
    private struct RestingOrder
    {
        public long Id;
        /// <summary>Tonnes left.</summary>
        public long Remaining;
        /// <summary>The order behind at the same price; in a free slot, the next free slot.</summary>
        public int Next;
        public int Before;
        public int Account;
        /// <summary>The head of the ring.</summary>
        public int Head;
    }
}

/// <summary>One thing for either side, inside the book itself.</summary>
[InlineArray(2)]
internal struct Sided<T> where T : struct
{
    private T bid;

    public static Sided<T> Of(T both)
    {
        var made = default(Sided<T>);
        (made[0], made[1]) = (both, both);
        return made;
    }
}

/// <summary>One price of a side with what waits at it, in ticks and tonnes.</summary>
public readonly record struct BookDepth(int Price, long Quantity, int Orders);
