namespace Chutan.Market.Exchange;

/// <summary>
/// The matching core 撮合: price-time priority over one day's price band, in integers only. It is the same for the
/// exchange's own books and for the benchmarks. A call either plans (<see cref="Plan"/>, <see cref="PlanUncross"/>:
/// the book does not change, which is what a decision needs) or plans and carries out in one go
/// (<see cref="Enter"/>, <see cref="Cancel"/>, <see cref="Replace"/>, <see cref="Collect"/>, <see cref="Uncross"/>).
/// </summary>
/// <remarks>
/// Orders lie in one array and name each other by their place in it; prices and order numbers are looked up by
/// subtraction. Nothing is allocated per order as long as the sizes given at the start hold; beyond them the arrays
/// double. An order that is refused, for whatever reason, leaves the book and the funds as they were; an order that
/// replaces another is refused together with the withdrawal.
/// </remarks>
public sealed partial class MatchingBook
{
    /// <summary>The largest quantity of one order, so that no sum or product can leave 64 bits.</summary>
    public const long MostQuantity = uint.MaxValue;

    /// <summary>The widest band, in ticks.</summary>
    public const int MostPrices = PriceSet.MostPlaces;

    private readonly PriceBand band;
    private readonly MatchingRules rules;
    private readonly BookFunds? funds;
    private MatchStep[] steps;
    private bool collecting;

    /// <param name="last">The price before, in ticks: the previous close.</param>
    /// <param name="funds">Checks cash and units of every order; null when somebody else does.</param>
    public MatchingBook(PriceBand band, MatchingRules rules, int last, BookCapacity capacity, BookFunds? funds = null)
    {
        if (band.Lowest < 0 || band.Highest < band.Lowest || band.Highest - band.Lowest >= MostPrices)
            throw new ArgumentOutOfRangeException(nameof(band), band, $"1 to {MostPrices} prices from 0 on.");
        (this.band, this.rules, this.funds, Last) = (band, rules, funds, last);
        prices = band.Prices;
        sides = [new PriceSet(prices), new PriceSet(prices)];
        firstOrder = capacity.FirstOrder;
        used = prices * 2;
        orders = new RestingOrder[used + Math.Max(1, capacity.LiveOrders)];
        slots = new int[Math.Max(1, capacity.Orders)];
        (steps, pairs) = (new MatchStep[Math.Max(16, capacity.LiveOrders)], []);
        // Memory nobody has written to is given to the process only at the first touch, which would cost the first
        // orders of the day a page fault each.
        slots.AsSpan().Clear();
        orders.AsSpan(used).Clear();
        for (var head = 0; head < used; head++)
            orders[head] = new RestingOrder { Next = head, Before = head, Head = head };
    }

    /// <summary>The price before: of the last trade, or the previous close.</summary>
    public int Last { get; private set; }

    /// <summary>A new order: it trades with what it meets; its type says what becomes of the rest.</summary>
    /// <returns>Whether it was accepted.</returns>
    public bool Enter(in BookOrder order, BookEvents to)
    {
        var place = PlaceOf(order);
        var reason = Check(order, place, None, out var plan);
        if (reason != BookReason.None)
        {
            to.Refused(order, reason);
            return false;
        }
        Execute(order, place, plan, to);
        return true;
    }

    /// <summary>Withdraws an order; false when it is not in the book.</summary>
    public bool Cancel(long order, BookEvents to)
    {
        var slot = SlotOf(order);
        if (slot == None)
        {
            to.Add(new BookEvent(order, 0, 0, 0, 0, BookEventKind.Refused, default, BookReason.NotLive));
            return false;
        }
        End(slot, BookReason.Withdrawn, to);
        return true;
    }

    /// <summary>Withdraws an order and enters another in its place, last in the queue of its price.</summary>
    public bool Replace(long replaced, in BookOrder order, BookEvents to)
    {
        var old = SlotOf(replaced);
        var place = PlaceOf(order);
        var plan = default(MatchPlan);
        var reason = old == None ? BookReason.NotLive : Check(order, place, old, out plan);
        if (reason != BookReason.None)
        {
            to.Refused(order, reason);
            return false;
        }
        End(old, BookReason.Withdrawn, to);
        Execute(order, place, plan, to);
        return true;
    }

    /// <summary>What an order would do now. The steps hold until the next call; the book does not change.</summary>
    /// <param name="last">The price before, in ticks.</param>
    /// <param name="replaced">The order in the book that this one would replace; 0 for none.</param>
    internal MatchPlan Plan(in BookOrder order, int last, long replaced = 0) =>
        Match(order, PlaceOf(order), last, SlotOf(replaced));

    internal ReadOnlySpan<MatchStep> Steps(in MatchPlan plan) => steps.AsSpan(0, plan.Steps);

    private BookReason Check(in BookOrder order, int place, int replaced, out MatchPlan plan)
    {
        plan = new MatchPlan(0, order.Quantity, PlanEnd.Open, 0);
        if (collecting) throw new InvalidOperationException("Orders are being collected: uncross the book first.");
        if (Invalid(order, place, replaced) is not BookReason.None and var reason) return reason;
        if (place + best[Ask - SideOf(order)] < prices - 1) return BookReason.None;
        plan = Match(order, place, Last, replaced);
        return plan.End == PlanEnd.Refused ? BookReason.SelfTrade : BookReason.None;
    }

    private BookReason Invalid(in BookOrder order, int place, int replaced)
    {
        if (order.Type != OrderType.Market && !band.Contains(order.Price)) return BookReason.OutsideBand;
        if (order.Quantity is <= 0 or > MostQuantity) return BookReason.BadQuantity;
        if (funds is null) return BookReason.None;
        var side = SideOf(order);
        return funds.Shortage(order.Account, side, PriceAt(side, place), order.Quantity,
            replaced == None ? 0 : Freed(order, replaced));
    }

    /// <summary>What the order to be replaced gives back to the same account and side.</summary>
    private long Freed(in BookOrder order, int replaced)
    {
        ref var old = ref At(replaced);
        var side = SideOf(old.Head);
        return old.Account == order.Account && side == SideOf(order)
            ? BookFunds.Cost(side, PriceOf(old), old.Remaining) : 0;
    }

    /// <summary>Walks the other side from its best price on, as far as the order reaches.</summary>
    private MatchPlan Match(in BookOrder order, int place, int last, int replaced)
    {
        var (left, count, other) = (order.Quantity, 0, Ask - SideOf(order));
        var limit = PriceAt(SideOf(order), place);
        for (var at = best[other]; left > 0 && place + at >= prices - 1; at = sides[other].Below(at))
        {
            var head = HeadAt(other, at);
            for (var slot = At(head).Next; slot != head && left > 0; slot = At(slot).Next)
            {
                ref var resting = ref At(slot);
                if (slot == replaced) continue;
                if (resting.Account == order.Account && rules.SelfTrade != SelfTradeRule.Allow)
                {
                    if (rules.SelfTrade == SelfTradeRule.RefuseNewest)
                        return new MatchPlan(0, left, PlanEnd.Refused, slot);
                    AddStep(count++, new MatchStep(slot, 0, 0));
                    if (rules.SelfTrade == SelfTradeRule.CancelBoth)
                        return new MatchPlan(count, left, PlanEnd.Stopped, slot);
                    continue;
                }
                var matched = Math.Min(left, resting.Remaining);
                last = rules.Price == PriceRule.RestingOrder ? PriceAt(other, at)
                    : PriceRules.Middle(limit, PriceAt(other, at), last);
                AddStep(count++, new MatchStep(slot, last, matched));
                left -= matched;
            }
        }
        return new MatchPlan(count, left, PlanEnd.Open, 0);
    }

    private void AddStep(int at, in MatchStep step)
    {
        if (at == steps.Length) Array.Resize(ref steps, at * 2);
        steps[at] = step;
    }

    private void Execute(in BookOrder order, int place, in MatchPlan plan, BookEvents to)
    {
        var side = SideOf(order);
        var price = PriceAt(side, place);
        to.Accepted(order, price);
        funds?.Take(order.Account, side, price, order.Quantity);
        if (plan.Steps > 0) Execute(order, price, plan.Steps, to);
        if (plan.Left == 0) return;
        if (order.Type == OrderType.Limit && plan.End == PlanEnd.Open)
        {
            Insert(order, place, plan.Left);
            return;
        }
        funds?.Give(order.Account, side, price, plan.Left);
        to.Add(new BookEvent(order.Id, 0, plan.Left, price, order.Account, BookEventKind.Cancelled, order.Side,
            plan.End == PlanEnd.Open ? BookReason.NotResting : BookReason.SelfTrade));
    }

    private void Execute(in BookOrder order, int limit, int count, BookEvents to)
    {
        foreach (ref readonly var step in steps.AsSpan(0, count))
        {
            if (step.Quantity == 0)
            {
                End(step.Slot, BookReason.SelfTrade, to);
                continue;
            }
            ref var resting = ref At(step.Slot);
            Last = step.Price;
            to.Add(new BookEvent(order.Id, resting.Id, step.Quantity, step.Price, order.Account, BookEventKind.Traded,
                order.Side, BookReason.None));
            if (order.Side == Side.Buy)
                funds?.Trade(order.Account, limit, resting.Account, step.Price, step.Quantity);
            else funds?.Trade(resting.Account, PriceOf(resting), order.Account, step.Price, step.Quantity);
            Fill(step.Slot, step.Quantity);
        }
    }

    /// <summary>Takes an order out of the book and gives back what it still held.</summary>
    private void End(int slot, BookReason reason, BookEvents to)
    {
        ref var order = ref At(slot);
        var side = SideOf(order.Head);
        var price = PriceAt(side, order.Head - side * prices);
        funds?.Give(order.Account, side, price, order.Remaining);
        to.Add(new BookEvent(order.Id, 0, order.Remaining, price, order.Account, BookEventKind.Cancelled, (Side)side,
            reason));
        Unlink(slot);
    }
}

/// <summary>How much room the core makes at the start.</summary>
/// <param name="FirstOrder">The lowest order number that will come.</param>
/// <param name="Orders">Order numbers that will come.</param>
/// <param name="LiveOrders">Orders in the book at one time.</param>
public readonly record struct BookCapacity(long FirstOrder, int Orders, int LiveOrders);

/// <summary>One step of a plan: a trade with the order in a slot, or its cancellation (quantity 0) because it belongs
/// to the same account.</summary>
internal readonly record struct MatchStep(int Slot, int Price, long Quantity);

internal enum PlanEnd
{
    /// <summary>What is left does what its type says.</summary>
    Open = 0,
    /// <summary>The whole order is refused: it met one of its own account.</summary>
    Refused = 1,
    /// <summary>What is left is cancelled: it met one of its own account.</summary>
    Stopped = 2,
}

/// <summary>What an order would do: so many steps, so much left.</summary>
/// <param name="Own">The slot of the order of the same account that ended it; 0 for none.</param>
internal readonly record struct MatchPlan(int Steps, long Left, PlanEnd End, int Own);
