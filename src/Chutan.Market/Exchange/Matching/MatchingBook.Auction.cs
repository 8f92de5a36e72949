namespace Chutan.Market.Exchange;

/// <summary>What a call auction would come to.</summary>
/// <param name="Price">The one price of all its trades, in ticks; null when nothing can trade.</param>
/// <param name="Surplus">What more is bid (or, negative, asked) at this price than can trade.</param>
public readonly record struct AuctionOutcome(int? Price, long Quantity, long Surplus);

/// <summary>One trade of a call auction, between the orders in two slots.</summary>
internal readonly record struct AuctionPair(int Buy, int Sell, long Quantity);

/// <summary>集合竞价: orders are collected without trading, then all that can trade does so at one price.</summary>
public sealed partial class MatchingBook
{
    private AuctionPair[] pairs;

    /// <summary>Takes a limit order for the call auction. Under a self-trade rule it never rests across from an order
    /// of its own account: either gives way as the rule says.</summary>
    public bool Collect(in BookOrder order, BookEvents to)
    {
        var place = PlaceOf(order);
        var side = SideOf(order);
        var reason = order.Type != OrderType.Limit ? BookReason.NotInAuction
            : Invalid(order, side, place, None, out _);
        var own = reason == BookReason.None ? Across(order, place) : default;
        if (own.End == PlanEnd.Refused) reason = BookReason.SelfTrade;
        if (reason != BookReason.None)
        {
            to.Refused(order, reason);
            return false;
        }
        collecting = true;
        Accept(order, side, order.Price, to);
        foreach (ref readonly var step in Steps(own)) End(step.Slot, BookReason.SelfTrade, to);
        Finish(order, place, own.Left, own.End, to);
        return true;
    }

    /// <summary>The price at which most trades 最大成交量; of several, where least is left over; of several still,
    /// the one nearest to the reference price.</summary>
    /// <remarks>Demand falls and supply rises with the price, so the prices that are equally good lie side by side and
    /// exactly one of them is nearest.</remarks>
    public AuctionOutcome Indicate(int reference)
    {
        var (supply, demand) = (0L, Waiting(Side.Buy));
        var (most, least, from, through) = (0L, 0L, 0, -1);
        for (var at = 0; at < prices; at++)
        {
            supply += DepthAt(Ask, prices - 1 - at).Quantity;
            var (volume, imbalance) = (Math.Min(supply, demand), Math.Abs(demand - supply));
            if (volume > most || (volume == most && volume > 0 && imbalance < least))
                (most, least, from) = (volume, imbalance, at);
            if (most > 0 && volume == most && imbalance == least) through = at;
            demand -= DepthAt(Bid, at).Quantity;
        }
        if (most == 0) return new AuctionOutcome(null, 0, 0);
        var price = Math.Clamp(reference - band.Lowest, from, through);
        return new AuctionOutcome(band.Lowest + price, most, Reaching(Bid, price) - Reaching(Ask, prices - 1 - price));
    }

    /// <summary>The trades of the call auction: best prices first on both sides, at one price the earlier order. The
    /// book does not change.</summary>
    internal (AuctionOutcome Outcome, int Pairs) PlanUncross(int reference)
    {
        var outcome = Indicate(reference);
        var (left, count) = (outcome.Quantity, 0);
        if (left == 0) return (outcome, 0);
        var (buy, sell) = (At(HeadAt(Bid, best[Bid])).Next, At(HeadAt(Ask, best[Ask])).Next);
        var (bought, sold) = (At(buy).Remaining, At(sell).Remaining);
        while (true)
        {
            var quantity = Math.Min(left, Math.Min(bought, sold));
            if (count == pairs.Length) Array.Resize(ref pairs, Math.Max(16, count * 2));
            pairs[count++] = new AuctionPair(buy, sell, quantity);
            if ((left -= quantity) == 0) return (outcome, count);
            if ((bought -= quantity) == 0) bought = At(buy = Behind(buy)).Remaining;
            if ((sold -= quantity) == 0) sold = At(sell = Behind(sell)).Remaining;
        }
    }

    /// <summary>The next order of the same side: later at the same price, or first at the next worse one.</summary>
    private int Behind(int slot)
    {
        var (next, head) = (At(slot).Next, At(slot).Head);
        if (next != head) return next;
        var side = SideOf(head);
        return At(HeadAt(side, sides[side].Below(PlaceOf(head)))).Next;
    }

    internal ReadOnlySpan<AuctionPair> Pairs(int count) => pairs.AsSpan(0, count);

    /// <summary>Ends the collection: everything that can trade does, at one price. What is left stays in the book.
    /// </summary>
    /// <param name="reference">The price before, in ticks.</param>
    public AuctionOutcome Uncross(int reference, BookEvents to)
    {
        var (outcome, count) = PlanUncross(reference);
        collecting = false;
        if (outcome.Price is not { } price) return outcome;
        Last = price;
        for (var i = 0; i < count; i++)
        {
            var (buy, sell, quantity) = pairs[i];
            ref var bid = ref At(buy);
            ref var ask = ref At(sell);
            to.Add(new BookEvent(ask.Id, bid.Id, quantity, price, ask.Account, BookEventKind.Traded, Side.Sell,
                BookReason.None));
            funds?.Trade(bid.Account, PriceOf(bid), ask.Account, price, quantity);
            Fill(buy, quantity);
            Fill(sell, quantity);
        }
        return outcome;
    }

    /// <summary>What <see cref="Collect"/> would do to other orders of the account; the book does not change.</summary>
    internal MatchPlan PlanCollect(in BookOrder order) => Across(order, PlaceOf(order));

    /// <summary>The orders of the same account across from an order, as the self-trade rule has them end.</summary>
    private MatchPlan Across(in BookOrder order, int place)
    {
        var (count, other) = (0, Ask - SideOf(order));
        if (rules.SelfTrade != SelfTradeRule.Allow)
            for (var at = best[other]; place + at >= prices - 1; at = sides[other].Below(at))
            {
                var head = HeadAt(other, at);
                for (var slot = At(head).Next; slot != head; slot = At(slot).Next)
                {
                    if (At(slot).Account != order.Account) continue;
                    if (rules.SelfTrade == SelfTradeRule.RefuseNewest)
                        return new MatchPlan(0, order.Quantity, PlanEnd.Refused, slot);
                    AddStep(count++, slot, 0, 0);
                    if (rules.SelfTrade == SelfTradeRule.CancelBoth)
                        return new MatchPlan(count, order.Quantity, PlanEnd.Stopped, slot);
                }
            }
        return new MatchPlan(count, order.Quantity, PlanEnd.Open, None);
    }

    /// <summary>Tonnes of a side that accept the price of a place of it.</summary>
    private long Reaching(int side, int place)
    {
        var total = 0L;
        for (var at = best[side]; at >= place; at = sides[side].Below(at)) total += DepthAt(side, at).Quantity;
        return total;
    }
}
