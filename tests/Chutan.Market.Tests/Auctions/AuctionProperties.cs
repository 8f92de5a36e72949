using Chutan.Market.Auctions;
using Chutan.Market.Kernel;
using Chutan.Tests;

namespace Chutan.Market.Tests.Auctions;

[Trait("kind", "simulation")]
public sealed class AuctionProperties
{
    private const int Rounds = 200;

    /// <summary>
    /// Goal: no set of bids sells more than there is, below the reserve, above a bid, a limit or a bidder's price, or
    /// leaves units unsold that a higher bid still wanted.
    /// Method: from a seed, random terms and bids, in few prices and times so that ties are the rule.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    public void Every_outcome_keeps_the_rules(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var (terms, bids) = (Terms(random), Bids(random));
            var outcome = AuctionClearing.Clear(terms, bids);
            Assert.Equal(bids.Length, outcome.Awards.Length);
            Assert.Equal(terms.Supply, outcome.Sold + outcome.Unsold);
            Assert.Equal(outcome.Sold.Count, outcome.Awards.Sum(a => a.Awarded.Count));
            Assert.Equal(outcome.Revenue.Fen, outcome.Awards.Sum(a => a.Pays.Fen));
            if (!outcome.IsVoid) Assert.Equal(Tonnes.Min(terms.Supply, outcome.Demand), outcome.Sold);
            Assert.All(outcome.Awards, a => CheckAward(a, terms, outcome));
            CheckLimit(outcome, terms.BidderLimit, a => a.Bid.Bidder);
            CheckLimit(outcome, terms.GroupLimit, a => a.Bid.Group);
        }
    }

    /// <summary>
    /// Goal: the outcome follows from what is bid, not from how the bids are listed.
    /// Method: every bid has its own time; the list is shuffled and cleared again.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    public void The_order_of_the_list_changes_nothing(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var terms = Terms(random);
            var bids = Bids(random).Select((b, i) => b with { Time = i }).ToArray();
            var first = AuctionClearing.Clear(terms, bids);
            random.Shuffle(bids);
            var second = AuctionClearing.Clear(terms, bids);
            Assert.Equal(first.ClearingPrice, second.ClearingPrice);
            Assert.Equal(first.Awards.OrderBy(a => a.Bid.Number), second.Awards.OrderBy(a => a.Bid.Number));
        }
    }

    /// <summary>
    /// Goal: bidding more never gets a bid less.
    /// Method: one bid of a random list raises its price; whatever the rules, it gets at least what it got.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    public void A_higher_price_never_gets_less(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var terms = Terms(random) with { Shortfall = ShortfallRule.SellWhatIsBid };
            if (terms.Tie == TieRule.Random) terms = terms with { Tie = TieRule.Time };
            var bids = Bids(random).ToArray();
            var one = random.Next(bids.Length);
            var before = AuctionClearing.Clear(terms, bids);
            bids[one] = bids[one] with { Price = new(bids[one].Price.FenPerTonne + random.Next(1, 300)) };
            var after = AuctionClearing.Clear(terms, bids);
            Assert.True(after.Awards[one].Awarded >= before.Awards[one].Awarded,
                $"{bids[one]}: {before.Awards[one]} before, {after.Awards[one]} after");
        }
    }

    /// <summary>
    /// Goal: more supply never sells less nor raises the price, and never takes from a bid under time priority.
    /// Method: the same bids at two supplies.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    public void More_supply_never_sells_less(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var terms = Terms(random) with { Shortfall = ShortfallRule.SellWhatIsBid, Tie = TieRule.Time };
            var bids = Bids(random);
            var less = AuctionClearing.Clear(terms, bids);
            var more = AuctionClearing.Clear(terms with { Supply = terms.Supply + new Tonnes(terms.Lot.Count * 3) },
                bids);
            Assert.True(more.Sold >= less.Sold);
            if (less.ClearingPrice is { } before) Assert.True(more.ClearingPrice!.Value <= before);
            for (var i = 0; i < bids.Length; i++)
                Assert.True(more.Awards[i].Awarded >= less.Awards[i].Awarded);
        }
    }

    private static void CheckAward(Award award, AuctionTerms terms, AuctionOutcome outcome)
    {
        Assert.True(award.Awarded <= award.Bid.Quantity);
        Assert.Equal(0, award.Awarded.Count % terms.Lot.Count);
        if (award.Awarded.IsZero)
        {
            Assert.Equal(Money.Zero, award.Pays);
            Assert.NotEqual(AwardReason.Filled, award.Reason);
            return;
        }
        Assert.True(award.Bid.Price >= outcome.ClearingPrice!.Value);
        Assert.True(terms.Reserve is not { } reserve || outcome.ClearingPrice.Value >= reserve);
        Assert.True(award.Pays <= award.Bid.Price * award.Awarded);
        Assert.Equal(terms.Pricing == AuctionPricing.Uniform
            ? outcome.ClearingPrice.Value * award.Awarded
            : award.Bid.Price * award.Awarded, award.Pays);
    }

    private static void CheckLimit(AuctionOutcome outcome, Tonnes? limit, Func<Award, string?> of)
    {
        if (limit is not { } most) return;
        foreach (var each in outcome.Awards.Where(a => of(a) is not null).GroupBy(of))
            Assert.True(each.Sum(a => a.Awarded.Count) <= most.Count, $"{each.Key} got more than {most}");
    }

    private static AuctionTerms Terms(Random random)
    {
        var lot = new[] { 1, 10, 100 }[random.Next(3)];
        return new AuctionTerms(new(lot * random.Next(0, 60)), new(lot),
            random.Next(3) == 0 ? null : new Price(random.Next(2_400, 2_600)),
            (AuctionPricing)random.Next(2), (TieRule)random.Next(3), (ulong)random.Next(),
            random.Next(2) == 0 ? null : new Tonnes(random.Next(1, 40) * lot / 2),
            random.Next(2) == 0 ? null : new Tonnes(random.Next(1, 60) * lot / 2),
            (ShortfallRule)random.Next(2), Rate.Of(random.Next(0, 101) / 100m));
    }

    private static ImmutableArray<SealedBid> Bids(Random random) =>
    [
        .. Enumerable.Range(1, random.Next(1, 30)).Select(i => new SealedBid(i, $"bidder {random.Next(8)}",
            random.Next(3) == 0 ? null : $"group {random.Next(3)}", new(random.Next(24, 28) * 100),
            new(random.Next(0, 30) * (random.Next(8) == 0 ? 7 : 100)), random.Next(5))),
    ];
}
