namespace Chutan.Market.Oversight;

/// <summary>对敲: trades whose two sides belong together. An account can never trade with itself; the order book sees
/// to that.</summary>
internal static class WashTrading
{
    public static IEnumerable<Finding> Find(DayPicture day, RuleReader rules)
    {
        if (rules.Find(SurveillanceKeys.WashQuantity, day.Instrument, day.Date) is not { } most) yield break;
        var own = day.Trades.Where(t => day.PartyOf(t.Buyer) == day.PartyOf(t.Seller));
        foreach (var party in own.GroupBy(t => day.PartyOf(t.Buyer)).OrderBy(g => g.Key))
        {
            var quantity = new Tonnes(party.Sum(t => t.Quantity.Count));
            if (quantity < most) continue;
            yield return new Finding(Detector.WashTrading, day.Date,
                [.. party.SelectMany(t => new[] { t.Buyer, t.Seller }).Distinct().Order()],
                [.. party.SelectMany(t => new[] { t.BuyOrder, t.SellOrder }).Where(o => o.Number > 0).Distinct()
                    .Order()],
                [.. party.Select(t => t.Id)],
                [
                    Figure.Of("quantity", quantity, SurveillanceKeys.WashQuantity, most),
                    Figure.Of("trades", party.Count(), ""),
                    Figure.Share("share-of-day", quantity.Count, day.Volume.Count),
                ]);
        }
    }
}

/// <summary>虚假申报: one side withdraws large orders, hardly filled, soon after it has traded on the other side.
/// Several orders that do so together count as one: layering.</summary>
internal static class Spoofing
{
    public static IEnumerable<Finding> Find(DayPicture day, RuleReader rules)
    {
        if (rules.Find(SurveillanceKeys.SpoofQuantity, day.Instrument, day.Date) is not { } most) yield break;
        var share = rules.Get(SurveillanceKeys.SpoofShare, day.Instrument, day.Date);
        var seconds = rules.Get(SurveillanceKeys.SpoofSeconds, day.Instrument, day.Date);
        var filled = rules.Get(SurveillanceKeys.SpoofFilled, day.Instrument, day.Date);
        if (rules.Missing is not null) yield break;
        var opposite = new SortedSet<TradeId>();
        var suspects = new List<(WatchedOrder Order, WatchedTrade Trade)>();
        foreach (var order in day.Orders)
        {
            if (order.CancelledAt is not { } at || Figure.Reaches(order.Filled.Count, order.Quantity.Count, filled))
                continue;
            if (Opposite(order, at, Duration.FromSeconds(seconds), day) is { } trade) suspects.Add((order, trade));
        }
        foreach (var side in suspects.GroupBy(s => (Party: day.PartyOf(s.Order.Account), s.Order.Buys))
            .OrderBy(g => g.Key.Party).ThenBy(g => g.Key.Buys))
        {
            var withdrawn = new Tonnes(side.Sum(s => s.Order.Quantity.Count - s.Order.Filled.Count));
            if (withdrawn < most || !Figure.Reaches(withdrawn.Count, day.Volume.Count, share)) continue;
            opposite.Clear();
            foreach (var (_, trade) in side) opposite.Add(trade.Id);
            yield return new Finding(Detector.Spoofing, day.Date,
                [.. side.Select(s => s.Order.Account).Distinct().Order()], [.. side.Select(s => s.Order.Id).Order()],
                [.. opposite],
                [
                    Figure.Of("withdrawn", withdrawn, SurveillanceKeys.SpoofQuantity, most),
                    Figure.Share("withdrawn-of-day", withdrawn.Count, day.Volume.Count, SurveillanceKeys.SpoofShare,
                        share),
                    Figure.Of("seconds", side.Min(s => (s.Order.CancelledAt!.Value - s.Trade.At).BclCompatibleTicks
                        / NodaConstants.TicksPerSecond), "s", SurveillanceKeys.SpoofSeconds, seconds),
                    Figure.Of("orders", side.Count(), ""),
                ]);
        }
    }

    /// <summary>The last trade of the same party on the other side while the order stood, not longer before its
    /// withdrawal than the time allowed.</summary>
    private static WatchedTrade? Opposite(WatchedOrder order, Instant cancelled, Duration within, DayPicture day)
    {
        var party = day.PartyOf(order.Account);
        for (var i = day.Trades.Length - 1; i >= 0; i--)
        {
            var trade = day.Trades[i];
            if (trade.At > cancelled) continue;
            if (trade.At < order.At || cancelled - trade.At > within) return null;
            if (day.PartyOf(order.Buys ? trade.Seller : trade.Buyer) == party) return trade;
        }
        return null;
    }
}

/// <summary>尾市操纵: much of the last minutes' volume on one side in one hand, while the price moved its way.</summary>
internal static class MarkingTheClose
{
    public static IEnumerable<Finding> Find(DayPicture day, RuleReader rules)
    {
        if (rules.Find(SurveillanceKeys.CloseQuantity, day.Instrument, day.Date) is not { } most) yield break;
        var share = rules.Get(SurveillanceKeys.CloseShare, day.Instrument, day.Date);
        var move = rules.Get(SurveillanceKeys.CloseMove, day.Instrument, day.Date);
        if (rules.Missing is not null) yield break;
        var last = day.Trades.Where(t => t.MakesPrices && t.At >= day.LastMinutesFrom).ToArray();
        if (last.Length == 0) yield break;
        var earlier = day.Trades.LastOrDefault(t => t.MakesPrices && t.At < day.LastMinutesFrom);
        var before = earlier.Quantity.IsZero ? day.PreviousClose : earlier.Price;
        var rise = last[^1].Price.FenPerTonne - before.FenPerTonne;
        if (!Figure.Reaches(Math.Abs(rise), before.FenPerTonne, move)) yield break;
        var volume = last.Sum(t => t.Quantity.Count);
        foreach (var party in last.GroupBy(t => day.PartyOf(rise > 0 ? t.Buyer : t.Seller)).OrderBy(g => g.Key))
        {
            var quantity = new Tonnes(party.Sum(t => t.Quantity.Count));
            if (quantity < most || !Figure.Reaches(quantity.Count, volume, share)) continue;
            yield return new Finding(Detector.MarkingTheClose, day.Date,
                [.. party.Select(t => rise > 0 ? t.Buyer : t.Seller).Distinct().Order()],
                [.. party.Select(t => rise > 0 ? t.BuyOrder : t.SellOrder).Distinct().Order()],
                [.. party.Select(t => t.Id)],
                [
                    Figure.Of("quantity", quantity, SurveillanceKeys.CloseQuantity, most),
                    Figure.Share("share-of-last-minutes", quantity.Count, volume, SurveillanceKeys.CloseShare, share),
                    Figure.Share("move", Math.Abs(rise), before.FenPerTonne, SurveillanceKeys.CloseMove, move),
                    Figure.Of("price-before", before),
                    Figure.Of("price-after", last[^1].Price),
                ]);
        }
    }
}
