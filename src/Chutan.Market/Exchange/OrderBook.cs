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

/// <summary>An order of the current trading day 申报 as it stood when it was asked for. Its number grows with time, so
/// number order is time priority.</summary>
/// <param name="EndedBy">Why it ended before its day did; null while it is open, filled or expired.</param>
/// <param name="Hold">The registry's hold on the units of a sell order; number 0 when it holds none.</param>
/// <param name="Covered">Tonnes put under that hold; what goes beyond it is to come from purchases of the day.</param>
/// <param name="EndedAt">When it was withdrawn or expired; null while it stands and when it was filled.</param>
public sealed record Order(OrderId Id, AccountId Account, string Instrument, Side Side, Price Price, Tonnes Quantity,
    Tonnes Remaining, OrderStatus Status, string ClientOrderId, OrderType Type, OrderEnd? EndedBy, HoldId Hold,
    Tonnes Covered, Instant At, Instant? EndedAt);

/// <summary>One price of the book with everything waiting at it.</summary>
public readonly record struct BookLevel(Price Price, Tonnes Quantity, int Orders);

/// <summary>One match that an incoming order would make.</summary>
internal readonly record struct Fill(OrderId Resting, Tonnes Quantity, Price Price);

/// <summary>One trade that the end of a call auction would make.</summary>
internal readonly record struct AuctionFill(OrderId Buy, OrderId Sell, Tonnes Quantity);

/// <summary>What an order would do in the book now.</summary>
/// <param name="Fills">Its trades, in order.</param>
/// <param name="Cancelled">Orders of its own account that the self-trade rule cancels.</param>
/// <param name="Left">What does not trade.</param>
/// <param name="Rests">Whether what is left waits in the book; otherwise it is cancelled.</param>
/// <param name="Refused">The order of its own account for which the whole order is refused; otherwise null.</param>
internal readonly record struct OrderPlan(ImmutableArray<Fill> Fills, ImmutableArray<OrderId> Cancelled, Tonnes Left,
    bool Rests, OrderId? Refused)
{
    /// <summary>Whether it trades, rests, and does nothing else.</summary>
    public bool IsPlain => Cancelled.IsEmpty && (Rests || Left.IsZero);
}

/// <summary>How much a book holds: orders of a day, and places for those that stand at the same time.</summary>
internal readonly record struct BookRoom(int Orders, int Places);

/// <summary>The order book of one trading day as its orders' owners see it: the matching core with prices, tonnes and
/// orders for ticks and numbers. Decisions ask what would happen; events change the book.</summary>
public sealed class OrderBook
{
    private const int UsualOrders = 64;

    private readonly long tick;
    private readonly MatchingRules rules;
    private readonly PriceBand band;
    private readonly Dictionary<AccountId, int> accounts = [];
    private MatchingBook book;
    private readonly BookRoom room;
    private OrderId[] owners; // by place in the book
    private OrderId first;
    private OrderId last;
    private bool numbered;

    /// <summary>A book by the usual rules: the middle price, and an order that meets one of its own account is refused.
    /// </summary>
    internal OrderBook(Price lowest, Price highest, Price tick)
        : this(lowest, highest, tick, new MatchingRules(PriceRule.Negotiated, SelfTradeRule.RefuseNewest))
    {
    }

    /// <param name="lowest">A whole number of ticks, as is <paramref name="highest"/>.</param>
    /// <param name="room">What the day is expected to need; it grows where that is too little.</param>
    internal OrderBook(Price lowest, Price highest, Price tick, MatchingRules rules, BookRoom room = default)
    {
        this.room = room;
        owners = new OrderId[Math.Max(UsualOrders, room.Places)];
        (this.tick, this.rules) = (tick.FenPerTonne, rules);
        band = new PriceBand(TicksOf(lowest), TicksOf(highest));
        book = NewBook(1);
    }

    /// <summary>What the day has needed so far.</summary>
    internal BookRoom Room => new((int)Math.Min(last.Number - first.Number + 1, Array.MaxLength), owners.Length);

    public Price? BestBid => book.BestBid is { } ticks ? PriceOf(ticks) : null;
    public Price? BestAsk => book.BestAsk is { } ticks ? PriceOf(ticks) : null;

    /// <summary>The best prices of one side, best first, at most <paramref name="most"/>.</summary>
    public IReadOnlyList<BookLevel> Depth(Side side, int most)
    {
        var found = new BookDepth[Math.Min(most, band.Prices)];
        var depth = new BookLevel[book.Depth(side, found)];
        for (var i = 0; i < depth.Length; i++)
            depth[i] = new BookLevel(PriceOf(found[i].Price), new Tonnes(found[i].Quantity), found[i].Orders);
        return depth;
    }

    /// <summary>The matches an incoming limit order would make now, in order; the book does not change. Returns the
    /// sender's own resting order for which the whole order is refused, otherwise null.</summary>
    internal OrderId? Match(Side side, AccountId account, Price limit, Tonnes quantity, Price last, List<Fill> fills)
    {
        var plan = Plan(side, account, OrderType.Limit, limit, quantity, last);
        fills.AddRange(plan.Fills);
        return plan.Refused;
    }

    /// <summary>What an incoming order would do now; the book does not change.</summary>
    /// <param name="limit">Not read for a market order, which accepts any price of the band.</param>
    /// <param name="last">The price before: the last trade's, or the previous close.</param>
    /// <param name="replaced">The order that would make place for this one.</param>
    internal OrderPlan Plan(Side side, AccountId account, OrderType type, Price limit, Tonnes quantity, Price last,
        OrderId replaced = default)
    {
        var number = accounts.GetValueOrDefault(account, accounts.Count);
        var order = new BookOrder(0, number, side, type, TicksOf(limit), quantity.Count);
        var plan = book.Plan(order, TicksOf(last), replaced.Number);
        var (fills, cancelled) = StepsOf(plan);
        return new OrderPlan(fills, cancelled, new Tonnes(plan.Left),
            plan.Left > 0 && type == OrderType.Limit && plan.End == PlanEnd.Open,
            plan.End == PlanEnd.Refused ? owners[plan.Own] : null);
    }

    private (ImmutableArray<Fill> Fills, ImmutableArray<OrderId> Cancelled) StepsOf(in MatchPlan plan)
    {
        var steps = book.Steps(plan);
        if (steps.IsEmpty) return ([], []);
        var fills = ImmutableArray.CreateBuilder<Fill>(steps.Length);
        var cancelled = ImmutableArray.CreateBuilder<OrderId>(0);
        foreach (ref readonly var step in steps)
        {
            if (step.Quantity == 0) cancelled.Add(owners[step.Slot]);
            else fills.Add(new Fill(owners[step.Slot], new Tonnes(step.Quantity), PriceOf(step.Price)));
        }
        return (fills.DrainToImmutable(), cancelled.DrainToImmutable());
    }

    /// <summary>What a limit order collected for a call auction does to other orders of its account: it never rests
    /// across from one of them, unless the rules allow it. The plan has no fills.</summary>
    internal OrderPlan PlanCollect(Side side, AccountId account, Price limit, Tonnes quantity)
    {
        var number = accounts.GetValueOrDefault(account, accounts.Count);
        var plan = book.PlanCollect(new BookOrder(0, number, side, OrderType.Limit, TicksOf(limit), quantity.Count));
        var cancelled = ImmutableArray.CreateBuilder<OrderId>();
        foreach (ref readonly var step in book.Steps(plan)) cancelled.Add(owners[step.Slot]);
        return new OrderPlan([], cancelled.ToImmutable(), quantity, plan.End == PlanEnd.Open,
            plan.End == PlanEnd.Refused ? owners[plan.Own] : null);
    }

    /// <summary>The price a call auction would give now, what would trade at it and what more is bid (or, negative,
    /// asked) there; no price when nothing can trade.</summary>
    internal (Price? Price, Tonnes Quantity, long Surplus) Indicate(Price reference)
    {
        var (price, quantity, surplus) = book.Indicate(TicksOf(reference));
        return (price is { } ticks ? PriceOf(ticks) : null, new Tonnes(quantity), surplus);
    }

    /// <summary>The trades that end a call auction, in order, all at one price; the book does not change.</summary>
    internal (Price? Price, ImmutableArray<AuctionFill> Fills) PlanUncross(Price reference)
    {
        var (outcome, count) = book.PlanUncross(TicksOf(reference));
        var fills = ImmutableArray.CreateBuilder<AuctionFill>(count);
        foreach (var (buy, sell, quantity) in book.Pairs(count))
            fills.Add(new AuctionFill(owners[buy], owners[sell], new Tonnes(quantity)));
        return (outcome.Price is { } ticks ? PriceOf(ticks) : null, fills.MoveToImmutable());
    }

    internal void Add(in OrderRow order)
    {
        if (!numbered)
        {
            (numbered, first) = (true, order.Id);
            book = NewBook(order.Id.Number);
        }
        last = order.Id;
        if (!accounts.TryGetValue(order.Account, out var number)) accounts.Add(order.Account, number = accounts.Count);
        var slot = book.Add(new BookOrder(order.Id.Number, number, order.Side, OrderType.Limit, TicksOf(order.Price),
            order.Remaining.Count));
        if (slot >= owners.Length) Array.Resize(ref owners, Math.Max(owners.Length * 2, slot + 1));
        owners[slot] = order.Id;
    }

    internal void Reduce(OrderId order, Tonnes by) => book.Fill(PlaceOf(order), by.Count);

    /// <summary>See <see cref="MarketState.Foresee"/>.</summary>
    internal void Foresee(OrderId order, int step)
    {
        if (step == 2) book.ExpectSlot(order.Number);
        else book.ExpectOrder(order.Number);
    }

    internal void Remove(OrderId order) => book.Remove(PlaceOf(order));

    private int PlaceOf(OrderId order) => book.SlotOf(order.Number) is not 0 and var slot ? slot
        : throw new InvalidOperationException($"Order {order} is not in the book.");

    /// <summary>The numbers of a day's orders begin where the day before ended.</summary>
    private MatchingBook NewBook(long first) =>
        new(band, rules, band.Lowest, new BookCapacity(first, Math.Max(UsualOrders, numbered ? room.Orders : 0),
            Math.Max(UsualOrders, numbered ? room.Places : 0)));

    private int TicksOf(Price price) => (int)(price.FenPerTonne / tick);

    private Price PriceOf(int ticks) => new(ticks * tick);
}
