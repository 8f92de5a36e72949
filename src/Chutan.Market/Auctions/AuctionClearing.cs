namespace Chutan.Market.Auctions;

/// <summary>
/// 竞价出清: the outcome of a sealed-bid auction. Invalid bids drop out; the rest are served from the highest price down,
/// each within what its bidder and its group may still get, until the supply is used up. Only at the price where it
/// runs out does the tie rule decide. The lowest price served is the clearing price. Whole tonnes and fen throughout.
/// </summary>
public static class AuctionClearing
{
    /// <summary>Clears an auction. Depends on nothing but its arguments; on the order of the bids only through their
    /// numbers, and on those only among bids equal in price and time.</summary>
    public static AuctionOutcome Clear(AuctionTerms terms, IReadOnlyList<SealedBid> bids)
    {
        Check(terms);
        var rows = new Row[bids.Count];
        for (var i = 0; i < rows.Length; i++) rows[i] = new Row(bids[i], terms);
        var valid = rows.Where(r => r.Invalid is null).ToArray();
        Array.Sort(valid, ByPriority);
        var demand = LimitDemand(terms, valid);
        var coverageFailed = terms.Shortfall == ShortfallRule.VoidBelowCoverage
            && (Int128)demand.Count * Rate.Scale < (Int128)terms.Supply.Count * terms.LeastCoverage.Parts;
        if (coverageFailed) return Void(terms, rows, demand);
        Serve(terms, valid);
        return Outcome(terms, rows, valid, demand);
    }

    private static void Check(AuctionTerms terms)
    {
        if (terms.Lot.IsZero) throw new ArgumentException("A lot has at least one tonne.", nameof(terms));
        if (terms.Supply.Count % terms.Lot.Count != 0)
            throw new ArgumentException("The supply is a whole number of lots.", nameof(terms));
    }

    /// <summary>Highest price first; at one price by time, then by number.</summary>
    private static int ByPriority(Row a, Row b)
    {
        var byPrice = b.Bid.Price.CompareTo(a.Bid.Price);
        return byPrice != 0 ? byPrice : ByTime(a, b);
    }

    private static int ByTime(Row a, Row b)
    {
        var byTime = a.Bid.Time.CompareTo(b.Bid.Time);
        return byTime != 0 ? byTime : a.Bid.Number.CompareTo(b.Bid.Number);
    }

    /// <summary>Cuts each bid, in priority order, to what its bidder and group may still get; the sum of what is left.
    /// What an unserved bid would have used up is of no account: the bids after it get nothing either, and at its own
    /// price the tie rule shares out what these limits leave.</summary>
    private static Tonnes LimitDemand(AuctionTerms terms, Row[] valid)
    {
        var bidders = new Dictionary<string, long>(StringComparer.Ordinal);
        var groups = new Dictionary<string, long>(StringComparer.Ordinal);
        var demand = 0L;
        foreach (var row in valid)
        {
            var wanted = row.Bid.Quantity.Count;
            var forBidder = Math.Min(wanted, Room(bidders, row.Bid.Bidder, terms.BidderLimit, terms.Lot));
            var forGroup = row.Bid.Group is { } group
                ? Math.Min(forBidder, Room(groups, group, terms.GroupLimit, terms.Lot))
                : forBidder;
            row.Wanted = forGroup;
            row.Cut = forGroup < forBidder ? AwardReason.GroupLimit
                : forBidder < wanted ? AwardReason.BidderLimit
                : null;
            Use(bidders, row.Bid.Bidder, forGroup);
            if (row.Bid.Group is { } used) Use(groups, used, forGroup);
            demand += forGroup;
        }
        return new Tonnes(demand);
    }

    private static long Room(Dictionary<string, long> used, string who, Tonnes? limit, Tonnes lot)
    {
        if (limit is not { } most) return long.MaxValue;
        var wholeLots = most.Count - most.Count % lot.Count;
        return Math.Max(0, wholeLots - used.GetValueOrDefault(who));
    }

    private static void Use(Dictionary<string, long> used, string who, long quantity) =>
        used[who] = used.GetValueOrDefault(who) + quantity;

    private static void Serve(AuctionTerms terms, Row[] valid)
    {
        var left = terms.Supply.Count;
        for (var from = 0; from < valid.Length && left > 0;)
        {
            var to = from + 1;
            while (to < valid.Length && valid[to].Bid.Price == valid[from].Bid.Price) to++;
            var level = valid.AsSpan(from, to - from);
            var asked = 0L;
            foreach (var row in level) asked += row.Wanted;
            if (asked <= left)
                foreach (var row in level) row.Awarded = row.Wanted;
            else
                Ration(terms, level, left, asked);
            left -= Math.Min(left, asked);
            from = to;
        }
    }

    private static void Ration(AuctionTerms terms, Span<Row> level, long left, long asked)
    {
        switch (terms.Tie)
        {
            case TieRule.ProRata:
                ShareOut(terms.Lot.Count, level, left, asked);
                break;
            case TieRule.Random:
                Draw.Shuffle(terms.Seed, level, ByIdentity);
                FillInOrder(level, left);
                break;
            default:
                FillInOrder(level, left);
                break;
        }
    }

    private static void FillInOrder(Span<Row> level, long left)
    {
        foreach (var row in level)
        {
            row.Awarded = Math.Min(row.Wanted, left);
            left -= row.Awarded;
        }
    }

    private static void ShareOut(long lot, Span<Row> level, long left, long asked)
    {
        var lots = left / lot;
        var given = 0L;
        foreach (var row in level)
        {
            var share = (Int128)lots * row.Wanted;
            row.Awarded = (long)(share / asked) * lot;
            row.Remainder = (long)(share % asked);
            given += row.Awarded;
        }
        level.Sort((a, b) => a.Remainder != b.Remainder ? b.Remainder.CompareTo(a.Remainder) : ByTime(a, b));
        for (var i = 0; i < level.Length && given < left; i++)
        {
            level[i].Awarded += lot;
            given += lot;
        }
    }

    /// <summary>The order bids of one price enter a draw in: by who bids what, so that the order of the file does not
    /// matter.</summary>
    private static int ByIdentity(Row a, Row b)
    {
        var byBidder = string.CompareOrdinal(a.Bid.Bidder, b.Bid.Bidder);
        if (byBidder != 0) return byBidder;
        var byQuantity = a.Bid.Quantity.CompareTo(b.Bid.Quantity);
        return byQuantity != 0 ? byQuantity : ByTime(a, b);
    }

    private static AuctionOutcome Outcome(AuctionTerms terms, Row[] rows, Row[] valid, Tonnes demand)
    {
        Price? clearing = null;
        foreach (var row in valid)
            if (row.Awarded > 0 && (clearing is not { } lowest || row.Bid.Price < lowest)) clearing = row.Bid.Price;
        var (sold, revenue) = (Tonnes.Zero, Money.Zero);
        var awards = ImmutableArray.CreateBuilder<Award>(rows.Length);
        foreach (var row in rows)
        {
            var price = terms.Pricing == AuctionPricing.Uniform ? clearing ?? default : row.Bid.Price;
            var award = new Award(row.Bid, new Tonnes(row.Awarded), price * new Tonnes(row.Awarded),
                row.ReasonAt(clearing));
            sold += award.Awarded;
            revenue += award.Pays;
            awards.Add(award);
        }
        return new AuctionOutcome(clearing, demand, sold, terms.Supply - sold, revenue, IsVoid: false,
            awards.MoveToImmutable());
    }

    private static AuctionOutcome Void(AuctionTerms terms, Row[] rows, Tonnes demand) =>
        new(null, demand, Tonnes.Zero, terms.Supply, Money.Zero, IsVoid: true,
            [.. rows.Select(r => new Award(r.Bid, Tonnes.Zero, Money.Zero, r.Invalid ?? AwardReason.Void))]);

    private sealed class Row(SealedBid bid, AuctionTerms terms)
    {
        public SealedBid Bid { get; } = bid;

        public AwardReason? Invalid { get; } =
            bid.Price.FenPerTonne == 0 ? AwardReason.NoPrice
            : bid.Quantity.IsZero || bid.Quantity.Count % terms.Lot.Count != 0 ? AwardReason.NotWholeLots
            : terms.Reserve is { } reserve && bid.Price < reserve ? AwardReason.BelowReserve
            : null;

        /// <summary>What it may get at most, after the limits.</summary>
        public long Wanted { get; set; }

        /// <summary>The limit that cut it; null when none did.</summary>
        public AwardReason? Cut { get; set; }
        public long Awarded { get; set; }
        public long Remainder { get; set; }

        public AwardReason ReasonAt(Price? clearing)
        {
            if (Invalid is { } invalid) return invalid;
            if (Awarded == Bid.Quantity.Count) return AwardReason.Filled;
            if (Awarded == Wanted && Cut is { } cut) return cut;
            return Bid.Price < clearing ? AwardReason.Outbid : AwardReason.Rationed;
        }
    }
}

/// <summary>抽签: a draw that everybody can repeat from its published seed. SplitMix64 (Steele, Lea and Flood 2014)
/// gives the numbers; a Fisher–Yates shuffle with rejection gives every order the same chance.</summary>
internal static class Draw
{
    /// <summary>Puts items into an order that depends on the seed and on the items only.</summary>
    public static void Shuffle<T>(ulong seed, Span<T> items, Comparison<T> canonical)
    {
        items.Sort(canonical);
        var state = seed;
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = (int)Below(ref state, (ulong)i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Below(ref ulong state, ulong bound)
    {
        var unfair = ulong.MaxValue - (ulong.MaxValue % bound + 1) % bound;
        ulong value;
        do value = Next(ref state);
        while (value > unfair);
        return value % bound;
    }

    private static ulong Next(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            var mixed = state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }
}
