using System.Runtime.CompilerServices;

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
/// double. <see cref="Enter"/>, <see cref="Cancel"/> and <see cref="Replace"/> are each compiled as one piece that
/// holds all that most orders need, and no more. An order that is refused, for whatever reason, leaves the book and
/// the funds as they were; an order that replaces another is refused together with the withdrawal.
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
        (sides[Bid], sides[Ask]) = (new PriceSet(prices), new PriceSet(prices));
        firstOrder = capacity.FirstOrder;
        used = prices * 2;
        orders = new RestingOrder[used + Math.Max(1, capacity.LiveOrders)];
        slots = new int[Math.Max(1, capacity.Orders)];
        (steps, pairs) = (new MatchStep[Math.Max(16, capacity.LiveOrders)], []);
        // Memory nobody has written to is given to the process only at the first touch, which would cost the first
        // orders of the day a page fault each.
        slots.AsSpan().Clear();
        orders.AsSpan(used).Clear();
        for (var head = 0; head < used; head++) orders[head] = new RestingOrder { Next = head, Before = head };
    }

    /// <summary>The price before: of the last trade, or the previous close.</summary>
    public int Last { get; private set; }

    /// <summary>A new order: it trades with what it meets; its type says what becomes of the rest.</summary>
    /// <returns>Whether it was accepted.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Enter(in BookOrder order, BookEvents to)
    {
        var (side, place) = (SideOf(order), LimitPlaceOf(order));
        if (!OnlyRests(order, side, place)) return EnterAcross(order, to);
        var reason = Invalid(order, side, place, None, out var cost);
        if (reason != BookReason.None) return Refuse(order, reason, to);
        Rest(order, side, place, cost, to);
        return true;
    }

    /// <summary>Withdraws an order; false when it is not in the book.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Cancel(long order, BookEvents to)
    {
        var slot = SlotOf(order);
        if (slot == None) return RefuseUnknown(order, to);
        End(slot, BookReason.Withdrawn, to);
        return true;
    }

    /// <summary>Withdraws an order and enters another in its place, last in the queue of its price.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Replace(long replaced, in BookOrder order, BookEvents to)
    {
        var old = SlotOf(replaced);
        var (side, place) = (SideOf(order), LimitPlaceOf(order));
        if (old == None || !OnlyRests(order, side, place)) return ReplaceAcross(old, order, to);
        var reason = Invalid(order, side, place, old, out var cost);
        if (reason != BookReason.None) return Refuse(order, reason, to);
        End(old, BookReason.Withdrawn, to);
        Rest(order, side, place, cost, to);
        return true;
    }

    /// <summary>What an order would do now. The steps hold until the next call; the book does not change.</summary>
    /// <param name="last">The price before, in ticks.</param>
    /// <param name="replaced">The order in the book that this one would replace; 0 for none.</param>
    internal MatchPlan Plan(in BookOrder order, int last, long replaced = 0) =>
        PlanAt(order, PlaceOf(order), last, SlotOf(replaced));

    private MatchPlan PlanAt(in BookOrder order, int place, int last, int replaced)
    {
        var planning = new Planning(this);
        return Match(order, place, last, replaced, ref planning);
    }

    internal ReadOnlySpan<MatchStep> Steps(in MatchPlan plan) => steps.AsSpan(0, plan.Steps);

    /// <summary>Whether all that a valid order can do is to wait: a limit order that reaches nobody, as most are.
    /// </summary>
    /// <remarks>Three questions asked as one: the processor guesses one answer, and is rarely wrong.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool OnlyRests(in BookOrder order, int side, int place) =>
        !(collecting | order.Type != OrderType.Limit | Reaches(side, place));

    private bool Reaches(int side, int place) => unchecked(place + best[Ask - side] >= prices - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Rest(in BookOrder order, int side, int place, long cost, BookEvents to)
    {
        funds?.Take(order.Account, side, cost);
        to.Accepted(order, order.Price);
        Insert(order, side, place, order.Quantity);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool EnterAcross(in BookOrder order, BookEvents to)
    {
        var place = PlaceOf(order);
        var reason = Check(order, place, None);
        if (reason != BookReason.None) return Refuse(order, reason, to);
        Execute(order, place, to);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool ReplaceAcross(int old, in BookOrder order, BookEvents to)
    {
        var place = PlaceOf(order);
        var reason = old == None ? BookReason.NotLive : Check(order, place, old);
        if (reason != BookReason.None) return Refuse(order, reason, to);
        End(old, BookReason.Withdrawn, to);
        Execute(order, place, to);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Refuse(in BookOrder order, BookReason reason, BookEvents to)
    {
        to.Refused(order, reason);
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool RefuseUnknown(long order, BookEvents to)
    {
        to.Add(new BookEvent(order, 0, 0, 0, 0, BookEventKind.Refused, default, BookReason.NotLive));
        return false;
    }

    private BookReason Check(in BookOrder order, int place, int replaced)
    {
        if (collecting) throw new InvalidOperationException("Orders are being collected: uncross the book first.");
        if (Invalid(order, SideOf(order), place, replaced, out _) is not BookReason.None and var reason) return reason;
        if (rules.SelfTrade != SelfTradeRule.RefuseNewest) return BookReason.None;
        return PlanAt(order, place, Last, replaced).End == PlanEnd.Refused ? BookReason.SelfTrade : BookReason.None;
    }

    /// <param name="replaced">The slot of the order it replaces, or none.</param>
    /// <param name="cost">What it could cost at most, when somebody checks that here.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private BookReason Invalid(in BookOrder order, int side, int place, int replaced, out long cost)
    {
        cost = 0;
        if (place < 0 || place >= prices) return BookReason.OutsideBand;
        if (order.Quantity is <= 0 or > MostQuantity) return BookReason.BadQuantity;
        if (funds is null) return BookReason.None;
        cost = BookFunds.Cost(side, PriceAt(side, place), order.Quantity);
        return funds.Shortage(order.Account, side, cost, replaced == None ? 0 : Freed(order, replaced));
    }

    /// <summary>What the order to be replaced gives back to the same account and side.</summary>
    private long Freed(in BookOrder order, int replaced)
    {
        ref var old = ref At(replaced);
        var side = SideOf(old.Head);
        return old.Account == order.Account && side == SideOf(order)
            ? BookFunds.Cost(side, PriceOf(old), old.Remaining) : 0;
    }

    private void Execute(in BookOrder order, int place, BookEvents to)
    {
        var side = SideOf(order);
        Accept(order, side, PriceAt(side, place), to);
        var trading = new Trading(this, in order, PriceAt(side, place), to);
        var plan = Match(order, place, Last, None, ref trading);
        Finish(order, place, plan.Left, plan.End, to);
    }

    private void Accept(in BookOrder order, int side, int price, BookEvents to)
    {
        to.Accepted(order, price);
        funds?.Take(order.Account, side, BookFunds.Cost(side, price, order.Quantity));
    }

    /// <summary>What an order does with the part that did not trade.</summary>
    private void Finish(in BookOrder order, int place, long left, PlanEnd end, BookEvents to)
    {
        if (left == 0) return;
        var side = SideOf(order);
        if (order.Type == OrderType.Limit && end == PlanEnd.Open)
        {
            Insert(order, side, place, left);
            return;
        }
        var price = PriceAt(side, place);
        funds?.Give(order.Account, side, BookFunds.Cost(side, price, left));
        to.Add(new BookEvent(order.Id, 0, left, price, order.Account, BookEventKind.Cancelled, order.Side,
            end == PlanEnd.Open ? BookReason.NotResting : BookReason.SelfTrade));
    }

    /// <summary>Takes an order out of the book and gives back what it still held.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void End(int slot, BookReason reason, BookEvents to)
    {
        ref var order = ref At(slot);
        var side = SideOf(order.Head);
        var price = PriceOf(order);
        funds?.Give(order.Account, side, BookFunds.Cost(side, price, order.Remaining));
        to.Add(new BookEvent(order.Id, 0, order.Remaining, price, order.Account, BookEventKind.Cancelled, (Side)side,
            reason));
        Leave(slot);
    }
}

/// <summary>How much room the core makes at the start.</summary>
/// <param name="FirstOrder">The lowest order number that will come.</param>
/// <param name="Orders">Order numbers that will come.</param>
/// <param name="LiveOrders">Orders in the book at one time.</param>
public readonly record struct BookCapacity(long FirstOrder, int Orders, int LiveOrders);
