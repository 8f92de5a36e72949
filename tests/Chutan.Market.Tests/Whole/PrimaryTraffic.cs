using Chutan.Market.Auctions;
using Chutan.Market.Clearing;
using Chutan.Market.Kernel;

namespace Chutan.Market.Tests.Whole;

/// <summary>The primary market: announcements, sealed bids, results, payment and default, and what the revenue is spent
/// on.</summary>
internal sealed class PrimaryTraffic(WholeMarket world)
{
    private readonly Random random = world.Random;

    public Sent? Next() => random.Next(13) switch
    {
        0 or 1 => Announce(),
        2 => random.Next(4) == 0 && Of(AuctionPhase.Announced, AuctionPhase.Open, AuctionPhase.Closed) is { } auction
            ? world.By(world.Market.Authority, new CancelAuction(auction.Id, "公告有误")) : null,
        3 => Withdraw(),
        4 or 5 => Pay(),
        6 => Group(),
        7 => Spend(),
        8 => Withdraw(),
        _ => Bid(),
    };

    /// <summary>Auctions whose next step is due.</summary>
    public IEnumerable<Sent> Due()
    {
        var now = (world.Market.Date + world.Market.Time).WithOffset(Offset.FromHours(8)).ToInstant();
        foreach (var auction in world.State.Auctions.All)
        {
            Command? step = auction.Phase switch
            {
                AuctionPhase.Announced when now >= auction.Notice.Opens => new OpenAuction(auction.Id),
                AuctionPhase.Open when now >= auction.Notice.Closes => new CloseBidding(auction.Id),
                AuctionPhase.Closed => new ClearAuction(auction.Id),
                AuctionPhase.Cleared when now >= auction.Notice.PayBy => new EndPayments(auction.Id),
                _ => null,
            };
            if (step is not null) yield return world.By(Actor.Scheduler, step);
        }
    }

    private Sent? Announce()
    {
        if (world.State.Auctions.All.Count(a => a.Phase < AuctionPhase.Settled) > 1) return null;
        var date = world.Market.Date;
        var opens = world.Market.Time.PlusMinutes(random.Next(0, 30));
        var floor = world.State.Exchange.Days.Count > 0 && random.Next(3) == 0
            ? new Floor(FloorRule.AverageOfMonths, null, Rate.Of(0.9m), 1)
            : new Floor(FloorRule.Fixed, new Price(1_500), null, null);
        var limits = new PurchaseLimits(null, random.Next(2) == 0 ? Rate.Of(0.5m) : null, null,
            random.Next(2) == 0 ? Rate.Of(0.8m) : null);
        return world.By(world.Market.Authority, new AnnounceAuction(new AuctionNotice("有偿竞价", "Auction",
            WholeMarket.Year, "竞价决定", new(random.Next(1, 8) * 50L), new(10), floor,
            new Admission(true, true, random.Next(2) == 0, null), limits, (AuctionPricing)random.Next(2),
            (TieRule)random.Next(3), (ShortfallRule)random.Next(2), Rate.Of(0.3m), BidsEach: 3,
            MayWithdraw: random.Next(4) > 0, Rate.Of(0.2m), (ForfeitTo)random.Next(2), At(date, opens),
            At(date, opens.PlusMinutes(60)), At(date.PlusDays(random.Next(2)), new LocalTime(16, 30)))));
    }

    private Sent? Bid() => Of(AuctionPhase.Open) is { } auction
        ? world.Own(new SubmitBid(auction.Id, world.AnyAccount(),
            new Price((auction.Reserve?.FenPerTonne ?? 1_500) + random.Next(-10, 500)), new(random.Next(1, 16) * 10L)))
        : null;

    private Sent? Withdraw() => Of(AuctionPhase.Open) is { } auction && world.Any(auction.LiveBids) is { } bid
        ? world.Own(new WithdrawBid(auction.Id, bid.Account, bid.Id))
        : null;

    private Sent? Pay() => Of(AuctionPhase.Cleared) is { } auction
        && world.Any(auction.Winners.Where(w => w.Status == PaymentStatus.Due)) is { } winner
        ? world.Own(new PayAward(auction.Id, winner.Account))
        : null;

    private Sent Group() => world.By(world.Market.Authority, new SetCorporateGroup(
        world.ParticipantOf(world.AnyAccount()), random.Next(3) == 0 ? "" : $"集团{random.Next(2)}"));

    private Sent? Spend()
    {
        var there = world.State.Clearing.House.Balance(HouseAccount.AuctionRevenue).Fen;
        return there == 0 ? null : world.By(world.Market.Authority, new DisburseAuctionRevenue(
            (RevenueUse)random.Next(4), new Money(Math.Max(1, random.NextInt64(there))), "收款单位", "支出决定",
            world.NextReference()));
    }

    private Auction? Of(params AuctionPhase[] phases) =>
        world.Any(world.State.Auctions.All.Where(a => phases.Contains(a.Phase)));

    private static Instant At(LocalDate date, LocalTime time) =>
        (date + time).WithOffset(Offset.FromHours(8)).ToInstant();
}
