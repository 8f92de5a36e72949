namespace Chutan.Market.Oversight;

/// <summary>循环交易: units go from one to another and come back over two or three hands in nearly the same
/// quantity.</summary>
internal static class CircularTrading
{
    public static IEnumerable<Finding> Find(DayPicture day, RuleReader rules)
    {
        if (rules.Find(SurveillanceKeys.CircularDays, day.Instrument, day.Date) is not { } days) yield break;
        var least = rules.Get(SurveillanceKeys.CircularQuantity, day.Instrument, day.Date);
        var tolerance = rules.Get(SurveillanceKeys.CircularTolerance, day.Instrument, day.Date);
        var share = rules.Get(SurveillanceKeys.CircularShare, day.Instrument, day.Date);
        if (rules.Missing is not null || day.Today.Flows.IsEmpty) yield break;
        var window = day.Last(days);
        var legs = Legs(day, window, least, share);
        foreach (var circle in Circles(legs))
        {
            var (low, high) = (circle.Min(l => l.Quantity), circle.Max(l => l.Quantity));
            // Every leg is at least the largest less the tolerance.
            if ((Int128)low * Rate.Scale < (Int128)high * (Rate.Scale - tolerance.Parts)) continue;
            if (!circle.Any(l => l.Today)) continue;
            yield return new Finding(Detector.CircularTrading, window[0].Date,
                [.. circle.SelectMany(l => l.Accounts).Distinct().Order()], [],
                [.. circle.SelectMany(l => l.Trades).Distinct().Order()],
                [
                    Figure.Of("least-leg", new Tonnes(low), SurveillanceKeys.CircularQuantity, least),
                    Figure.Of("greatest-leg", new Tonnes(high)),
                    Figure.Share("difference", high - low, high, SurveillanceKeys.CircularTolerance, tolerance),
                    Figure.Of("hands", circle.Length, ""),
                    Figure.Of("days", window.Count, "d", SurveillanceKeys.CircularDays, days),
                ]);
        }
    }

    private static SortedDictionary<(ParticipantId From, ParticipantId To), Leg> Legs(
        DayPicture day, IReadOnlyList<DayWatched> window, Tonnes least, Rate share)
    {
        var legs = new SortedDictionary<(ParticipantId From, ParticipantId To), Leg>();
        var sold = new Dictionary<ParticipantId, long>();
        foreach (var watched in window)
            foreach (var flow in watched.Flows)
            {
                var (from, to) = (day.PartyOf(flow.Seller), day.PartyOf(flow.Buyer));
                if (from == to) continue;
                if (!legs.TryGetValue((from, to), out var leg)) legs.Add((from, to), leg = new Leg());
                leg.Add(flow, watched.Date == day.Date);
                sold[from] = sold.GetValueOrDefault(from) + flow.Quantity.Count;
            }
        foreach (var ends in legs.Keys.ToArray())
            if (legs[ends].Quantity < least.Count || !Figure.Reaches(legs[ends].Quantity, sold[ends.From], share))
                legs.Remove(ends);
        return legs;
    }

    /// <summary>Every circle of two or three, once each: it begins with its lowest number.</summary>
    private static IEnumerable<Leg[]> Circles(SortedDictionary<(ParticipantId From, ParticipantId To), Leg> legs)
    {
        var next = legs.Keys.ToLookup(k => k.From, k => k.To);
        foreach (var ((a, b), first) in legs)
        {
            if (a.CompareTo(b) < 0 && legs.TryGetValue((b, a), out var back)) yield return [first, back];
            foreach (var c in next[b])
                if (c != a && a.CompareTo(b) < 0 && a.CompareTo(c) < 0 && legs.TryGetValue((c, a), out var home))
                    yield return [first, legs[(b, c)], home];
        }
    }

    private sealed class Leg
    {
        public long Quantity { get; private set; }
        public bool Today { get; private set; }
        public SortedSet<AccountId> Accounts { get; } = [];
        public SortedSet<TradeId> Trades { get; } = [];

        public void Add(PairFlow flow, bool today)
        {
            Quantity += flow.Quantity.Count;
            Today |= today;
            Accounts.Add(flow.Seller);
            Accounts.Add(flow.Buyer);
            Trades.Add(flow.First);
            Trades.Add(flow.Last);
        }
    }
}

/// <summary>履约前囤积: in the last days before the deadline one hand buys much of what is traded and holds much of what
/// others could still buy.</summary>
internal static class Cornering
{
    public static IEnumerable<Finding> Find(DayPicture day, RuleReader rules)
    {
        if (rules.Find(SurveillanceKeys.CornerDays, day.Instrument, day.Date) is not { } days) yield break;
        var bought = rules.Get(SurveillanceKeys.CornerBought, day.Instrument, day.Date);
        var held = rules.Get(SurveillanceKeys.CornerFloat, day.Instrument, day.Date);
        if (rules.Missing is not null || day.DaysToDeadline is not { } left || left > days) yield break;
        var window = day.Last(days - left + 1);
        var net = day.NetOver(window);
        var volume = window.Sum(d => d.Flows.Sum(f => f.Quantity.Count));
        var free = day.Positions.Sum(p => p.Free.Count);
        foreach (var position in day.Positions)
        {
            var quantity = net.GetValueOrDefault(position.Holder).Quantity;
            if (quantity <= 0 || !Figure.Reaches(quantity, volume, bought)
                || !Figure.Reaches(position.Free.Count, free, held)) continue;
            yield return new Finding(Detector.Cornering, window[0].Date, position.Accounts, [],
                TradesOf(position.Holder, day, window),
                [
                    Figure.Share("bought-of-volume", quantity, volume, SurveillanceKeys.CornerBought, bought),
                    Figure.Share("share-of-float", position.Free.Count, free, SurveillanceKeys.CornerFloat, held),
                    Figure.Of("net-bought", new Tonnes(quantity)),
                    Figure.Of("free-holding", position.Free),
                    Figure.Of("days-left", left, "d", SurveillanceKeys.CornerDays, days),
                ]);
        }
    }

    /// <summary>First and last trades of a party with each other account, by day.</summary>
    internal static ImmutableArray<TradeId> TradesOf(
        ParticipantId party, DayPicture day, IEnumerable<DayWatched> window) =>
        [.. window.SelectMany(d => d.Flows)
            .Where(f => day.PartyOf(f.Buyer) == party != (day.PartyOf(f.Seller) == party))
            .SelectMany(f => new[] { f.First, f.Last }).Distinct().Order()];
}

/// <summary>抢先交易: before an announcement became public, somebody who knew of it traded the right way, or anybody so
/// much so that it paid unusually well. Looked at on the first day reviewed after the announcement.</summary>
internal static class FrontRunning
{
    public static IEnumerable<Finding> Find(DayPicture day, RuleReader rules)
    {
        if (rules.Find(SurveillanceKeys.FrontDays, day.Instrument, day.Date) is not { } days) yield break;
        if (day.Announcements.IsEmpty) yield break;
        var informed = rules.Get(SurveillanceKeys.FrontInformed, day.Instrument, day.Date);
        var share = rules.Get(SurveillanceKeys.FrontShare, day.Instrument, day.Date);
        var profit = rules.Get(SurveillanceKeys.FrontProfit, day.Instrument, day.Date);
        if (rules.Missing is not null) yield break;
        foreach (var announcement in day.Announcements)
        {
            var window = day.Before.Where(d => d.Date < announcement.On).TakeLast(days).ToArray();
            if (window.Length == 0) continue;
            var volume = window.Sum(d => d.Flows.Sum(f => f.Quantity.Count));
            foreach (var (party, net) in day.NetOver(window))
            {
                var right = announcement.Lowers ? -net.Quantity : net.Quantity;
                if (right <= 0 || party == DayPicture.House) continue;
                var gain = new Money(net.Quantity * day.Close.FenPerTonne - net.Paid);
                var knew = announcement.Informed.Contains(party) && right >= informed.Count;
                if (!knew && (gain < profit || !Figure.Reaches(right, volume, share))) continue;
                yield return new Finding(Detector.FrontRunning, window[0].Date, day.AccountsOf(party, window), [],
                    Cornering.TradesOf(party, day, window),
                    [
                        Figure.Of("net-traded", new Tonnes(right),
                            knew ? SurveillanceKeys.FrontInformed : null, knew ? informed : null),
                        Figure.Share("share-of-volume", right, volume, SurveillanceKeys.FrontShare, share),
                        Figure.Of("profit", gain, SurveillanceKeys.FrontProfit, profit),
                        Figure.Of("knew", knew ? 1 : 0, ""),
                        Figure.Of("days", window.Length, "d", SurveillanceKeys.FrontDays, days),
                    ]);
            }
        }
    }
}
