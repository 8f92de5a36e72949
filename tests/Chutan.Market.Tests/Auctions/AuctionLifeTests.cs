using Chutan.Market.Auctions;
using Chutan.Market.Clearing;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;

namespace Chutan.Market.Tests.Auctions;

/// <summary>An auction from its announcement to the last payment.</summary>
public sealed class AuctionLifeTests
{
    [Fact]
    public void The_worked_example_is_sold_paid_and_delivered_at_26()
    {
        var it = new AuctionMarket();
        var (a, b, c) = (it.Bidder(20_000), it.Bidder(20_000), it.Bidder(20_000));
        it.Opened();
        Assert.Equal((new Tonnes(9_000), new Tonnes(1_000)), (it.InReserve, it.OnSale));
        it.Bid(a, 2_700, 400);
        it.Market.At(10, 1);
        it.Bid(b, 2_600, 300);
        it.Market.At(10, 2);
        it.Bid(c, 2_600, 500);
        Assert.Equal(new Money(216_000), it.Frozen(a)); // a fifth of 10,800.00
        var result = it.Cleared();
        Assert.Equal(new Price(2_600), result.ClearingPrice);
        Assert.Equal([400, 300, 300], result.Awards.Select(x => x.Awarded.Count));
        foreach (var winner in new[] { a, b, c }) it.Pay(winner);
        Assert.Equal(AuctionPhase.Settled, it.Auction.Phase);
        Assert.Equal([400, 300, 300], new[] { a, b, c }.Select(x => it.Units(x).Count));
        Assert.Equal([960_000, 1_220_000, 1_220_000], new[] { a, b, c }.Select(x => it.Cash(x).Fen));
        Assert.All(new[] { a, b, c }, x => Assert.Equal(Money.Zero, it.Frozen(x)));
        Assert.Equal(new Money(2_600_000), it.State.Clearing.House.Balance(HouseAccount.AuctionRevenue));
        Assert.Equal(Tonnes.Zero, it.OnSale);
        Assert.All(it.State.Registry.Lots(a), l => Assert.Equal((Origin.Auction, true), (l.Attributes.Origin,
            l.Attributes.Traded)));
    }

    [Fact]
    public void Losers_are_free_at_once_and_unsold_units_return_to_the_reserve()
    {
        var it = new AuctionMarket();
        var (winner, loser) = (it.Bidder(20_000), it.Bidder(20_000));
        it.Opened(AuctionMarket.Notice() with { Limits = new PurchaseLimits(new(300), null, null, null) });
        it.Bid(winner, 2_700, 300);
        it.Bid(loser, 2_600, 200);
        it.Market.Accept(new SetAccountStatus(loser, AccountStatus.Frozen, "test"), it.Market.Registry);
        var result = it.Cleared();
        Assert.Equal([AwardReason.Filled, AwardReason.Barred], result.Awards.Select(a => a.Reason));
        Assert.Equal(Money.Zero, it.Frozen(loser));
        Assert.Equal((new Tonnes(9_700), new Tonnes(300)), (it.InReserve, it.OnSale));
    }

    [Fact]
    public void Who_does_not_pay_loses_the_guarantee_and_the_units()
    {
        var it = new AuctionMarket();
        var (payer, defaulter) = (it.Bidder(20_000), it.Bidder(3_000));
        it.Opened(AuctionMarket.Notice() with { ForfeitTo = ForfeitTo.RiskReserve });
        it.Bid(payer, 2_700, 400);
        it.Bid(defaulter, 2_600, 500);
        it.Cleared();
        it.Pay(payer);
        it.Market.Refuse("clearing.insufficient-funds", new PayAward(it.Last, defaulter),
            it.Market.ActorOf(defaulter));
        it.Market.Refuse("auctions.payments-running", new EndPayments(it.Last), Actor.Scheduler);
        it.Ended();
        Assert.Equal(AuctionPhase.Settled, it.Auction.Phase);
        Assert.Equal([PaymentStatus.Paid, PaymentStatus.Defaulted], it.Auction.Winners.Select(w => w.Status));
        Assert.Equal(new Money(260_000), it.State.Clearing.House.Balance(HouseAccount.RiskReserve));
        Assert.Equal(new Money(1_040_000), it.State.Clearing.House.Balance(HouseAccount.AuctionRevenue));
        Assert.Equal((new Money(40_000), Money.Zero), (it.Cash(defaulter), it.Frozen(defaulter)));
        Assert.Equal((new Tonnes(9_600), Tonnes.Zero), (it.InReserve, it.OnSale));
        Assert.Equal(new Tonnes(400), it.State.Auctions.OutOfReserve(AuctionMarket.Year));
    }

    /// <summary>The bank takes the winner's deposit back after the result: it cannot pay out of a guarantee that is no
    /// longer there, and only what is there is lost.</summary>
    [Fact]
    public void A_guarantee_without_money_behind_it_neither_pays_nor_goes_below_zero()
    {
        var it = new AuctionMarket();
        it.Market.Bank("HBNK", house: true);
        var winner = it.Bidder(100);
        it.Market.Accept(new BindBankAccount(winner, "HBNK", "6200-9"), it.Market.Clearing);
        it.Market.Import("IN-1", "D,B1,6200-9,2600.00");
        it.Opened(AuctionMarket.Notice() with { Guarantee = Rate.One });
        it.Bid(winner, 2_600, 100);
        it.Cleared();
        it.Market.Import("IN-2", "R,B2,B1,2600.00,sent twice");
        it.Market.Refuse("clearing.insufficient-funds", new PayAward(it.Last, winner), it.Market.ActorOf(winner));
        it.Ended();
        Assert.Equal((Money.Zero, Money.Zero, new Money(10_000)), (it.Cash(winner), it.Frozen(winner),
            it.State.Clearing.House.Balance(HouseAccount.AuctionRevenue)));
    }

    [Fact]
    public void Payment_after_the_deadline_is_refused_and_nothing_is_due_twice()
    {
        var it = new AuctionMarket();
        var (a, b) = (it.Bidder(20_000), it.Bidder(20_000));
        it.Opened();
        it.Bid(a, 2_700, 400);
        it.Bid(b, 2_700, 400);
        it.Cleared();
        it.Pay(a);
        it.Market.Refuse("auctions.nothing-due", new PayAward(it.Last, a), it.Market.ActorOf(a));
        it.Market.At(AuctionMarket.Tuesday.PlusDays(3), 12);
        it.Market.Refuse("auctions.payments-over", new PayAward(it.Last, b), it.Market.ActorOf(b));
    }

    [Fact]
    public void A_cancelled_auction_leaves_no_trace_in_money_or_units()
    {
        var it = new AuctionMarket();
        var bidder = it.Bidder(20_000);
        it.Opened();
        it.Bid(bidder, 2_700, 400);
        it.Market.Refuse("auctions.reason-needed", new CancelAuction(it.Last, " "), it.Market.Authority);
        it.Market.Accept(new CancelAuction(it.Last, "重大事项"), it.Market.Authority);
        Assert.Equal((Money.Zero, new Tonnes(10_000), Tonnes.Zero), (it.Frozen(bidder), it.InReserve, it.OnSale));
        Assert.Equal(Tonnes.Zero, it.State.Auctions.OutOfReserve(AuctionMarket.Year));
        it.Market.Refuse("auctions.wrong-phase", new CancelAuction(it.Last, "again"), it.Market.Authority);
    }

    [Fact]
    public void Without_bids_everything_returns_and_the_auction_is_done()
    {
        var it = new AuctionMarket().Opened();
        it.Cleared();
        Assert.Equal((AuctionPhase.Settled, new Tonnes(10_000)), (it.Auction.Phase, it.InReserve));
    }

    [Fact]
    public void The_state_survives_a_snapshot_at_every_stage_and_goes_on_the_same()
    {
        var it = new AuctionMarket();
        var (a, b) = (it.Bidder(20_000), it.Bidder(20_000));
        it.Market.Accept(new SetCorporateGroup(it.State.Registry.OwnerOf(a)!.Value, "集团"), it.Market.Authority);
        it.Opened(AuctionMarket.Notice() with
        {
            Limits = new PurchaseLimits(null, Rate.Of(0.5m), new(600), null),
            Admission = new Admission(true, true, true, null),
        });
        it.Market.Reload();
        it.Bid(a, 2_700, 400);
        it.Market.Reload();
        it.Bid(b, 2_600, 500);
        it.Cleared();
        it.Market.Reload();
        it.Pay(a);
        it.Market.Reload();
        it.Ended();
        it.Market.Reload();
        Assert.Equal((new Tonnes(400), Tonnes.Zero), (it.Units(a), it.Units(b)));
        Assert.Equal("集团", it.State.Auctions.GroupOf(it.State.Registry.OwnerOf(a)!.Value));
    }

    [Fact]
    public void A_draw_takes_its_seed_from_the_bids_and_puts_it_on_record()
    {
        var it = new AuctionMarket();
        var bidders = Enumerable.Range(0, 4).Select(_ => it.Bidder(20_000)).ToList();
        it.Opened(AuctionMarket.Notice(200) with { Tie = TieRule.Random });
        foreach (var bidder in bidders) it.Bid(bidder, 2_600, 100);
        var result = it.Cleared();
        Assert.NotEqual(0, result.Seed);
        var again = AuctionClearing.Clear(it.Auction.Notice.Terms(it.Auction.Reserve, result.Seed),
            [.. it.Auction.Bids.Select(b => new SealedBid(b.Id.Number, b.Account.ToString(), null, b.Price, b.Quantity,
                b.At.ToUnixTimeTicks()))]);
        Assert.Equal(result.Awards.Select(a => a.Awarded), again.Awards.Select(a => a.Awarded));
    }

    [Fact]
    public void Companies_of_one_group_share_their_limit_at_the_clearing()
    {
        var it = new AuctionMarket();
        var (a, b, c) = (it.Bidder(20_000), it.Bidder(20_000), it.Bidder(20_000));
        foreach (var one in new[] { a, b })
            it.Market.Accept(new SetCorporateGroup(it.State.Registry.OwnerOf(one)!.Value, "集团"), it.Market.Exchange);
        it.Opened(AuctionMarket.Notice() with { Limits = new PurchaseLimits(null, null, null, Rate.Of(0.5m)) });
        it.Bid(a, 2_800, 400);
        it.Bid(b, 2_700, 400);
        it.Bid(c, 2_600, 400);
        Assert.Equal([400, 100, 400], it.Cleared().Awards.Select(x => x.Awarded.Count));
    }

    [Fact]
    public void The_floor_follows_the_day_records_by_its_formula()
    {
        var it = new AuctionMarket();
        var market = it.Market;
        var (seller, buyer) = (market.Trader(0, 1_000), market.Trader(100_000, 0));
        foreach (var (date, fen) in new[] { (new LocalDate(2024, 6, 3), 2_000L), (new LocalDate(2024, 6, 4), 2_100) })
        {
            market.Open(date);
            market.Sell(seller, fen, 100);
            market.Buy(buyer, fen, 100);
            market.Finish();
        }
        market.At(new LocalDate(2024, 7, 1), 9);
        var floor = new Floor(FloorRule.AverageOfCalendarMonths, null, Rate.Of(1.2m), 1);
        var after = Duration.FromDays(30);
        var notice = AuctionMarket.Notice() with { Floor = floor };
        notice = notice with
        {
            Opens = notice.Opens + after, Closes = notice.Closes + after, PayBy = notice.PayBy + after,
        };
        it.Announce(notice);
        Assert.Equal(new Price(2_460), it.Auction.Reserve); // 20.50 × 1.2
        Assert.Contains(it.Auction.Floor, l => l is { Symbol: "P", Value: "24.60", Formula: "T ÷ V × f" });
        market.Refuse("auctions.no-average", new AnnounceAuction(notice with
        {
            Floor = floor with { Rule = FloorRule.AverageOfMonths },
            Opens = notice.Opens + after * 3, Closes = notice.Closes + after * 3, PayBy = notice.PayBy + after * 3,
        }), market.At(new LocalDate(2024, 8, 1), 9).Authority);
    }
}
