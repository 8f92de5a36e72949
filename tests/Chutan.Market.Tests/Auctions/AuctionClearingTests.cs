using Chutan.Market.Auctions;
using Chutan.Market.Kernel;

namespace Chutan.Market.Tests.Auctions;

/// <summary>The worked examples of auction clearing.</summary>
public sealed class AuctionClearingTests
{
    private static readonly AuctionTerms Thousand = new(new(1_000), new(100), new Price(2_500));

    private static readonly ImmutableArray<SealedBid> Example =
    [
        Bid(1, "A", 2_700, 400, 1), Bid(2, "B", 2_600, 300, 2), Bid(3, "C", 2_600, 500, 3), Bid(4, "D", 2_490, 200, 4),
    ];

    [Fact]
    public void The_worked_example_of_a_thousand_tonnes_clears_at_26_with_the_earlier_bid_first()
    {
        var outcome = AuctionClearing.Clear(Thousand, Example);
        Assert.Equal(new Price(2_600), outcome.ClearingPrice);
        Assert.Equal([400, 300, 300, 0], outcome.Awards.Select(a => a.Awarded.Count));
        Assert.Equal(
            [AwardReason.Filled, AwardReason.Filled, AwardReason.Rationed, AwardReason.BelowReserve],
            outcome.Awards.Select(a => a.Reason));
        Assert.Equal((new Money(2_600_000), new Tonnes(1_000), Tonnes.Zero),
            (outcome.Revenue, outcome.Sold, outcome.Unsold));
    }

    [Fact]
    public void Pay_as_bid_charges_everybody_its_own_price()
    {
        var outcome = AuctionClearing.Clear(Thousand with { Pricing = AuctionPricing.PayAsBid }, Example);
        Assert.Equal([1_080_000, 780_000, 780_000, 0], outcome.Awards.Select(a => a.Pays.Fen));
        Assert.Equal(new Money(2_640_000), outcome.Revenue);
    }

    [Fact]
    public void Pro_rata_gives_whole_lots_and_the_lot_left_over_to_the_largest_remainder()
    {
        // 600 t for 300 and 500: 225 and 375 are two and three lots; 75 is the larger remainder.
        var outcome = AuctionClearing.Clear(Thousand with { Tie = TieRule.ProRata }, Example);
        Assert.Equal([400, 200, 400, 0], outcome.Awards.Select(a => a.Awarded.Count));
    }

    [Fact]
    public void Equal_remainders_go_to_the_earlier_bid()
    {
        var terms = new AuctionTerms(new(100), new(100), Tie: TieRule.ProRata);
        var outcome = AuctionClearing.Clear(terms, [Bid(1, "late", 2_600, 300, 9), Bid(2, "early", 2_600, 300, 2)]);
        Assert.Equal([0, 100], outcome.Awards.Select(a => a.Awarded.Count));
    }

    [Fact]
    public void A_draw_depends_on_its_seed_and_not_on_the_order_of_the_bids()
    {
        var bids = Enumerable.Range(0, 12).Select(i => Bid(i, $"bidder {i:00}", 2_600, 100, 0)).ToImmutableArray();
        var winners = new HashSet<string>();
        for (var seed = 1UL; seed <= 20; seed++)
        {
            var terms = Thousand with { Supply = new(100), Tie = TieRule.Random, Seed = seed };
            var winner = Winner(AuctionClearing.Clear(terms, bids));
            Assert.Equal(winner, Winner(AuctionClearing.Clear(terms, [.. bids.Reverse()])));
            winners.Add(winner);
        }
        Assert.True(winners.Count > 5, $"only {winners.Count} bidders ever won");

        static string Winner(AuctionOutcome outcome) => outcome.Awards.Single(a => !a.Awarded.IsZero).Bid.Bidder;
    }

    [Fact]
    public void The_draw_of_a_seed_never_changes()
    {
        var bids = Enumerable.Range(0, 6).Select(i => Bid(i, $"{(char)('A' + i)}", 2_600, 100, 0)).ToImmutableArray();
        var terms = new AuctionTerms(new(300), new(100), Tie: TieRule.Random, Seed: 7);
        var served = AuctionClearing.Clear(terms, bids).Awards.Where(a => !a.Awarded.IsZero).Select(a => a.Bid.Bidder);
        Assert.Equal("ABF", string.Concat(served));
    }

    [Fact]
    public void A_bidder_gets_no_more_than_its_limit_over_all_its_bids()
    {
        var terms = Thousand with { BidderLimit = new(550) }; // five whole lots
        var outcome = AuctionClearing.Clear(terms,
            [Bid(1, "A", 2_800, 400, 1), Bid(2, "A", 2_700, 400, 2), Bid(3, "B", 2_600, 400, 3)]);
        Assert.Equal([400, 100, 400], outcome.Awards.Select(a => a.Awarded.Count));
        Assert.Equal([AwardReason.Filled, AwardReason.BidderLimit, AwardReason.Filled],
            outcome.Awards.Select(a => a.Reason));
        Assert.Equal(new Tonnes(100), outcome.Unsold);
    }

    [Fact]
    public void The_companies_of_a_group_share_one_limit()
    {
        var terms = Thousand with { GroupLimit = new(500) };
        var outcome = AuctionClearing.Clear(terms,
        [
            Bid(1, "A", 2_800, 400, 1, "steel"), Bid(2, "B", 2_700, 400, 2, "steel"), Bid(3, "C", 2_600, 700, 3),
        ]);
        Assert.Equal([400, 100, 500], outcome.Awards.Select(a => a.Awarded.Count));
        Assert.Equal([AwardReason.Filled, AwardReason.GroupLimit, AwardReason.Rationed],
            outcome.Awards.Select(a => a.Reason));
    }

    [Fact]
    public void Too_little_demand_sells_what_is_bid_or_voids_the_sale_as_set()
    {
        ImmutableArray<SealedBid> bids = [Bid(1, "A", 2_800, 300, 1), Bid(2, "B", 2_600, 100, 2)];
        var sold = AuctionClearing.Clear(Thousand, bids);
        Assert.Equal((new Price(2_600), new Tonnes(400), new Tonnes(600)),
            (sold.ClearingPrice!.Value, sold.Sold, sold.Unsold));
        var half = Thousand with { Shortfall = ShortfallRule.VoidBelowCoverage, LeastCoverage = Rate.Of(0.5m) };
        var outcome = AuctionClearing.Clear(half, bids);
        Assert.True(outcome.IsVoid);
        Assert.Null(outcome.ClearingPrice);
        Assert.Equal((Tonnes.Zero, Money.Zero), (outcome.Sold, outcome.Revenue));
        Assert.All(outcome.Awards, a => Assert.Equal(AwardReason.Void, a.Reason));
        Assert.False(AuctionClearing.Clear(half with { LeastCoverage = Rate.Of(0.4m) }, bids).IsVoid);
    }

    [Fact]
    public void Invalid_bids_drop_out_with_their_reason()
    {
        var outcome = AuctionClearing.Clear(Thousand,
        [
            Bid(1, "A", 2_499, 100, 1), Bid(2, "B", 2_600, 150, 2), Bid(3, "C", 2_600, 0, 3), Bid(4, "D", 0, 100, 4),
        ]);
        Assert.Equal(
            [AwardReason.BelowReserve, AwardReason.NotWholeLots, AwardReason.NotWholeLots, AwardReason.NoPrice],
            outcome.Awards.Select(a => a.Reason));
        Assert.Equal((Tonnes.Zero, Tonnes.Zero), (outcome.Demand, outcome.Sold));
    }

    [Fact]
    public void No_bids_sell_nothing()
    {
        var outcome = AuctionClearing.Clear(Thousand, []);
        Assert.Null(outcome.ClearingPrice);
        Assert.Equal(new Tonnes(1_000), outcome.Unsold);
    }

    private static SealedBid Bid(long number, string bidder, long fen, long tonnes, long time, string? group = null) =>
        new(number, bidder, group, new(fen), new(tonnes), time);
}
