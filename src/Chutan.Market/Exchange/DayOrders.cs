using System.Collections;

namespace Chutan.Market.Exchange;

/// <summary>One order of the day as it lies in memory. Nothing in it points anywhere, so that the collector has nothing
/// to walk through or to move, however many orders a day has.</summary>
internal struct OrderRow
{
    private const sbyte None = -1;

    public OrderId Id;
    public AccountId Account;
    public Price Price;
    public Tonnes Quantity;
    public Tonnes Remaining;
    public HoldId Hold;
    public Tonnes Covered;
    private long at;
    private long endedAt;
    private byte side;
    private byte type;
    private byte status;
    private sbyte endedBy;

    /// <summary>Its instrument's place among all that were ever listed.</summary>
    public ushort Market;

    /// <summary>Where the sender's own number begins in the day's text, and how long it is.</summary>
    public ushort TextLength;
    public int Text;

    public OrderRow(OrderAccepted e, Instant at) : this()
    {
        (Id, Account, Hold, Covered) = (e.Order, e.Account, e.Hold, e.Covered);
        (Price, Quantity, Remaining) = (e.Price, e.Quantity, e.Quantity);
        (side, type, this.at) = ((byte)e.Side, (byte)e.Type, at.ToUnixTimeTicks());
        (endedAt, endedBy) = (long.MinValue, None);
    }

    public OrderRow(Order order) : this()
    {
        (Id, Account, Hold, Covered) = (order.Id, order.Account, order.Hold, order.Covered);
        (Price, Quantity, Remaining) = (order.Price, order.Quantity, order.Remaining);
        (side, type, at) = ((byte)order.Side, (byte)order.Type, order.At.ToUnixTimeTicks());
        (status, endedAt) = ((byte)order.Status, order.EndedAt?.ToUnixTimeTicks() ?? long.MinValue);
        endedBy = order.EndedBy is { } reason ? (sbyte)reason : None;
    }

    public readonly Side Side => (Side)side;
    public readonly OrderType Type => (OrderType)type;
    public readonly OrderStatus Status => (OrderStatus)status;
    public readonly bool IsOpen => Status == OrderStatus.Open;
    public readonly OrderEnd? EndedBy => endedBy == None ? null : (OrderEnd)endedBy;
    public readonly Instant At => Instant.FromUnixTimeTicks(at);
    public readonly Instant? EndedAt => endedAt == long.MinValue ? null : Instant.FromUnixTimeTicks(endedAt);

    /// <summary>What it took or may still take of its quantity: all of it while it is open, else what it traded.
    /// </summary>
    public readonly Tonnes Claimed => IsOpen ? Quantity : Quantity - Remaining;

    /// <summary>Tonnes that the hold keeps for an unfilled rest: trades use the hold first.</summary>
    public readonly Tonnes HeldFor(Tonnes rest) => Covered.Beyond(Quantity - rest);

    public void Fill(Tonnes by)
    {
        Remaining -= by;
        if (Remaining.IsZero) status = (byte)OrderStatus.Filled;
    }

    public void End(OrderStatus how, Instant when, OrderEnd? by)
    {
        (status, endedAt) = ((byte)how, when.ToUnixTimeTicks());
        endedBy = by is { } reason ? (sbyte)reason : None;
    }
}

/// <summary>The orders of the latest trading day in order of arrival, all instruments, ended ones too. Their rows and
/// their senders' numbers lie in pages that are kept from day to day.</summary>
/// <param name="markets">What a row's instrument is a place in.</param>
internal sealed class DayOrders(IReadOnlyList<InstrumentMarket> markets) : IReadOnlyList<Order>
{
    private const int RowBits = 9; // pages small enough to be moved together with what is young
    private const int TextBits = 14;
    private const int TextPage = 1 << TextBits;

    private readonly List<OrderRow[]> pages = [];
    private readonly List<char[]> texts = [];
    private int text;

    public int Count { get; private set; }

    public Order this[int index] => Seen(At(index));

    /// <summary>The row at a place; it changes with its order.</summary>
    public ref OrderRow At(int index)
    {
        if ((uint)index >= (uint)Count) throw new ArgumentOutOfRangeException(nameof(index));
        return ref pages[index >> RowBits][index & ((1 << RowBits) - 1)];
    }

    public void Add(OrderRow row, ReadOnlySpan<char> clientOrderId)
    {
        var page = Count >> RowBits;
        if (page == pages.Count) pages.Add(new OrderRow[1 << RowBits]);
        (row.Text, row.TextLength) = (Keep(clientOrderId), checked((ushort)clientOrderId.Length));
        pages[page][Count & ((1 << RowBits) - 1)] = row;
        Count++;
    }

    /// <summary>The sender's own number of an order.</summary>
    public ReadOnlySpan<char> ClientOrderId(in OrderRow row) =>
        texts[row.Text >> TextBits].AsSpan(row.Text & (TextPage - 1), row.TextLength);

    public Order Seen(in OrderRow row) => new(row.Id, row.Account, markets[row.Market].Code, row.Side, row.Price,
        row.Quantity, row.Remaining, row.Status, new string(ClientOrderId(row)), row.Type, row.EndedBy, row.Hold,
        row.Covered, row.At, row.EndedAt);

    /// <summary>A new day: the pages are written anew.</summary>
    public void Clear() => (Count, text) = (0, 0);

    public IEnumerator<Order> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Keep(ReadOnlySpan<char> id)
    {
        if ((text & (TextPage - 1)) + id.Length > TextPage) text = (text | (TextPage - 1)) + 1;
        var page = text >> TextBits;
        if (page == texts.Count) texts.Add(new char[TextPage]);
        if (id.Length > TextPage) texts[page] = new char[id.Length];
        id.CopyTo(texts[page].AsSpan(text & (TextPage - 1)));
        var at = text;
        text += Math.Min(id.Length, TextPage);
        return at;
    }
}

/// <summary>One instrument's part of the day's orders.</summary>
internal sealed class MarketOrders(DayOrders day) : IReadOnlyList<Order>
{
    private readonly List<int> places = [];

    public int Count => places.Count;
    public Order this[int index] => day[places[index]];

    public ref readonly OrderRow At(int index) => ref day.At(places[index]);
    public void Add(int place) => places.Add(place);
    public void Clear() => places.Clear();

    public IEnumerator<Order> GetEnumerator()
    {
        foreach (var place in places) yield return day[place];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
