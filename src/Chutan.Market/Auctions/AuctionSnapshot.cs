namespace Chutan.Market.Auctions;

/// <summary>The auctions' records in a snapshot.</summary>
internal static class AuctionSnapshot
{
    public static void Write(StateWriter to, Auction a)
    {
        to.Long(a.Id.Number);
        Write(to, a.Notice);
        Write(to, a.Reserve?.FenPerTonne);
        ExplanationSnapshot.Write(to, a.Floor);
        to.Date(a.AnnouncedOn);
        to.Long(a.Position);
        to.Int((int)a.Phase);
        to.Many(a.Bids, b => Write(to, b));
        to.Bool(a.Result is not null);
        if (a.Result is { } result) Write(to, result);
        to.Many(a.Winners, w =>
        {
            foreach (var number in new[] { w.Account.Number, w.Quantity.Count, w.Owes.Fen }) to.Long(number);
            to.Int((int)w.Status);
        });
        to.String(a.CancelReason);
    }

    public static Auction ReadAuction(StateReader from) => new(new(from.Long()), ReadNotice(from), ReadPrice(from),
        ExplanationSnapshot.Read(from), from.Date(), from.Long())
    {
        Phase = (AuctionPhase)from.Int(),
        Bids = Many(from, () => ReadBid(from)),
        Result = from.Bool() ? ReadResult(from) : null,
        Winners = Many(from, () => new Winner(new(from.Long()), new(from.Long()), new(from.Long()),
            (PaymentStatus)from.Int())),
        CancelReason = from.String(),
    };

    private static void Write(StateWriter to, AuctionNotice n)
    {
        foreach (var text in new[] { n.TitleZh, n.TitleEn, n.Decision }) to.String(text);
        to.Int(n.Year.Year);
        to.Long(n.Supply.Count);
        to.Long(n.Lot.Count);
        to.Int((int)n.Floor.Rule);
        Write(to, n.Floor.Price?.FenPerTonne);
        Write(to, n.Floor.Factor?.Parts);
        Write(to, n.Floor.Months);
        to.Bool(n.Admission.CoveredEntities);
        to.Bool(n.Admission.Institutions);
        to.Bool(n.Admission.Individuals);
        Write(to, n.Admission.OnlyIfShortIn?.Year);
        Write(to, n.Limits.Bidder?.Count);
        Write(to, n.Limits.BidderShare?.Parts);
        Write(to, n.Limits.Group?.Count);
        Write(to, n.Limits.GroupShare?.Parts);
        foreach (var choice in new[] { (int)n.Pricing, (int)n.Tie, (int)n.Shortfall, n.BidsEach, (int)n.ForfeitTo })
            to.Int(choice);
        to.Long(n.LeastCoverage.Parts);
        to.Long(n.Guarantee.Parts);
        to.Bool(n.MayWithdraw);
        foreach (var at in new[] { n.Opens, n.Closes, n.PayBy }) to.Instant(at);
    }

    private static AuctionNotice ReadNotice(StateReader from)
    {
        var (zh, en, decision) = (from.String(), from.String(), from.String());
        var (year, supply, lot) = (new ComplianceYear(from.Int()), new Tonnes(from.Long()), new Tonnes(from.Long()));
        var floor = new Floor((FloorRule)from.Int(), ReadPrice(from), ReadRate(from), (int?)ReadLong(from));
        var admission = new Admission(from.Bool(), from.Bool(), from.Bool(),
            ReadLong(from) is { } short_ ? new ComplianceYear((int)short_) : null);
        var limits = new PurchaseLimits(ReadTonnes(from), ReadRate(from), ReadTonnes(from), ReadRate(from));
        var (pricing, tie, shortfall) = ((AuctionPricing)from.Int(), (TieRule)from.Int(), (ShortfallRule)from.Int());
        var (bidsEach, forfeit) = (from.Int(), (ForfeitTo)from.Int());
        var (coverage, guarantee, mayWithdraw) = (new Rate(from.Long()), new Rate(from.Long()), from.Bool());
        return new AuctionNotice(zh, en, year, decision, supply, lot, floor, admission, limits, pricing, tie, shortfall,
            coverage, bidsEach, mayWithdraw, guarantee, forfeit, from.Instant(), from.Instant(), from.Instant());
    }

    private static void Write(StateWriter to, Bid b)
    {
        foreach (var number in new[] { b.Id.Number, b.Account.Number, b.Bidder.Number, b.Price.FenPerTonne,
            b.Quantity.Count, b.Guarantee.Fen })
            to.Long(number);
        to.Instant(b.At);
        to.Bool(b.Withdrawn);
    }

    private static Bid ReadBid(StateReader from) => new(new(from.Long()), new(from.Long()), new(from.Long()),
        new(from.Long()), new(from.Long()), new(from.Long()), from.Instant())
    {
        Withdrawn = from.Bool(),
    };

    private static void Write(StateWriter to, AuctionResult r)
    {
        to.Date(r.Date);
        Write(to, r.ClearingPrice?.FenPerTonne);
        foreach (var number in new[] { r.Demand.Count, r.Sold.Count, r.Unsold.Count, r.Revenue.Fen }) to.Long(number);
        to.Bool(r.IsVoid);
        to.Long(r.Seed);
        to.Many(r.Awards, a =>
        {
            foreach (var number in new[] { a.Bid.Number, a.Account.Number, a.Price.FenPerTonne, a.Quantity.Count,
                a.Awarded.Count, a.Pays.Fen })
                to.Long(number);
            to.Int((int)a.Reason);
        });
    }

    private static AuctionResult ReadResult(StateReader from) => new(from.Date(), ReadPrice(from), new(from.Long()),
        new(from.Long()), new(from.Long()), new(from.Long()), from.Bool(), from.Long(),
        Many(from, () => new BidAward(new(from.Long()), new(from.Long()), new(from.Long()), new(from.Long()),
            new(from.Long()), new(from.Long()), (AwardReason)from.Int())));

    internal static ImmutableArray<T> Many<T>(StateReader from, Func<T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        from.Many(() => items.Add(read()));
        return items.ToImmutable();
    }

    private static void Write(StateWriter to, long? value) => to.Long(value ?? -1);
    private static long? ReadLong(StateReader from) => from.Long() is >= 0 and var value ? value : null;
    private static Price? ReadPrice(StateReader from) => ReadLong(from) is { } fen ? new Price(fen) : null;
    private static Rate? ReadRate(StateReader from) => ReadLong(from) is { } parts ? new Rate(parts) : null;
    private static Tonnes? ReadTonnes(StateReader from) => ReadLong(from) is { } count ? new Tonnes(count) : null;
}
