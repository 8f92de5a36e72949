using System.Runtime.CompilerServices;

namespace Chutan.Market.Exchange;

/// <summary>Whom an order meets, at what price and for how many tonnes. There is one walk for both uses, so that a plan
/// and its execution cannot differ: what it does at each order met is a type that the compiler puts in its place.
/// </summary>
public sealed partial class MatchingBook
{
    /// <summary>Walks the other side from its best price on, as far as the order reaches.</summary>
    /// <param name="last">The price before.</param>
    /// <param name="replaced">The slot of an order that is passed over, or none.</param>
    private MatchPlan Match<TMeeting>(in BookOrder order, int place, int last, int replaced, ref TMeeting meeting)
        where TMeeting : struct, IMeeting, allows ref struct
    {
        var (left, count, other) = (order.Quantity, 0, Ask - SideOf(order));
        var limit = PriceAt(SideOf(order), place);
        for (var at = best[other]; left > 0 && unchecked(place + at) >= prices - 1; at = sides[other].Below(at))
        {
            var (head, price) = (HeadAt(other, at), PriceAt(other, at));
            for (int slot = At(head).Next, next; slot != head && left > 0; slot = next)
            {
                next = At(slot).Next;
                ref var resting = ref At(slot);
                if (slot == replaced) continue;
                count++;
                if (resting.Account == order.Account && rules.SelfTrade != SelfTradeRule.Allow)
                {
                    if (rules.SelfTrade == SelfTradeRule.RefuseNewest)
                        return new MatchPlan(0, left, PlanEnd.Refused, slot);
                    meeting.GiveWay(slot);
                    if (rules.SelfTrade == SelfTradeRule.CancelBoth)
                        return new MatchPlan(count, left, PlanEnd.Stopped, slot);
                    continue;
                }
                var matched = Math.Min(left, resting.Remaining);
                last = rules.Price == PriceRule.RestingOrder ? price : PriceRules.Middle(limit, price, last);
                meeting.Trade(slot, last, matched);
                left -= matched;
            }
        }
        return new MatchPlan(count, left, PlanEnd.Open, 0);
    }

    /// <summary>What becomes of an order that is met.</summary>
    private interface IMeeting
    {
        void Trade(int slot, int price, long quantity);

        /// <summary>It belongs to the same account and gives way.</summary>
        void GiveWay(int slot);
    }

    /// <summary>Writes the steps down; the book does not change.</summary>
    private struct Planning(MatchingBook book) : IMeeting
    {
        private int count;

        public void Trade(int slot, int price, long quantity) => book.AddStep(count++, slot, price, quantity);

        public void GiveWay(int slot) => book.AddStep(count++, slot, 0, 0);
    }

    /// <summary>Carries every step out as it is found.</summary>
    private readonly ref struct Trading(MatchingBook book, ref readonly BookOrder order, int limit, BookEvents to)
        : IMeeting
    {
        private readonly ref readonly BookOrder order = ref order;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Trade(int slot, int price, long quantity)
        {
            ref var resting = ref book.At(slot);
            book.Last = price;
            to.Add(new BookEvent(order.Id, resting.Id, quantity, price, order.Account, BookEventKind.Traded,
                order.Side, BookReason.None));
            if (order.Side == Side.Buy)
                book.funds?.Trade(order.Account, limit, resting.Account, price, quantity);
            else book.funds?.Trade(resting.Account, book.PriceOf(resting), order.Account, price, quantity);
            book.Fill(slot, quantity);
        }

        public void GiveWay(int slot) => book.End(slot, BookReason.SelfTrade, to);
    }

    private void AddStep(int at, int slot, int price, long quantity)
    {
        if (at == steps.Length) Array.Resize(ref steps, at * 2);
        steps[at] = new MatchStep(slot, price, quantity);
    }
}

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
