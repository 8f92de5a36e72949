using System.Runtime.CompilerServices;

namespace Chutan.Market.Exchange;

public enum BookEventKind : byte
{
    Accepted = 0,
    Traded = 1,
    Cancelled = 2,
    Refused = 3,
}

/// <summary>One thing that happened in the book, as it is sent out.</summary>
/// <param name="Order">The order it happened to; for a trade, the one that came last (in a call auction, the sell
/// order).</param>
/// <param name="Other">For a trade: the order that was in the book (in a call auction, the buy order). Otherwise 0.
/// </param>
/// <param name="Quantity">Accepted, traded, cancelled or refused tonnes; 0 where the order is not known.</param>
/// <param name="Price">Price of the order or trade, in ticks.</param>
/// <param name="Account">The account of <paramref name="Order"/>.</param>
public readonly record struct BookEvent(long Order, long Other, long Quantity, int Price, int Account,
    BookEventKind Kind, Side Side, BookReason Reason)
{
    /// <summary>One byte, as the others of few values, so that an event is short.</summary>
    private readonly byte side = unchecked((byte)Side);

    public Side Side
    {
        get => (Side)side;
        init => side = unchecked((byte)value);
    }
}

/// <summary>What the book sends out, in order. The caller makes it as large as it will need, reads
/// <see cref="Items"/> after each call and clears it; it grows, and allocates, only beyond that size.</summary>
public sealed class BookEvents
{
    private BookEvent[] events;
    private int count;

    public BookEvents(int capacity) => events = new BookEvent[Math.Max(1, capacity)];

    public ReadOnlySpan<BookEvent> Items => events.AsSpan(0, count);

    public void Clear() => count = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Accepted(in BookOrder order, int price) => Add(new BookEvent(order.Id, 0, order.Quantity, price,
        order.Account, BookEventKind.Accepted, order.Side, BookReason.None));

    internal void Refused(in BookOrder order, BookReason reason) => Add(new BookEvent(order.Id, 0, order.Quantity,
        order.Price, order.Account, BookEventKind.Refused, order.Side, reason));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(in BookEvent happened)
    {
        var (to, at) = (events, count);
        if (at >= to.Length) to = Grow();
        to[at] = happened;
        count = unchecked(at + 1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private BookEvent[] Grow()
    {
        Array.Resize(ref events, count * 2);
        return events;
    }
}
