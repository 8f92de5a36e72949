using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using static Chutan.Market.Tests.Exchange.Modes.ModesMarket;
using static Chutan.Market.Tests.Exchange.Modes.OneWayMarket;

namespace Chutan.Market.Tests.Exchange.Modes;

/// <summary>What holds in every session of one-way bidding, whatever is bid.</summary>
public sealed class OneWayProperties
{
    private const int Bidders = 6;

    [Theory]
    [InlineData(Side.Sell, "own-bid")]
    [InlineData(Side.Buy, "own-bid")]
    [InlineData(Side.Sell, "uniform")]
    [InlineData(Side.Buy, "uniform")]
    public void Units_and_money_are_conserved_and_nobody_trades_at_worse_than_its_bid(Side side, string pricing)
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var random = new Random(seed);
            var market = New(("trade.one_way.pricing", pricing));
            var initiator = market.Trader(60_000, 2000);
            var bidders = Enumerable.Range(0, Bidders).Select(_ => market.Trader(8_000, 300)).ToArray();
            market.Open(Friday);
            var cash = Money();
            var session = market.Begin(initiator, side, 2000, random.Next(5, 100) * 10, least: random.Next(1, 5) * 10);
            for (var turns = random.Next(0, 30); turns > 0; turns--)
            {
                var away = random.Next(-1, 20) * (side == Side.Sell ? 10 : -10);
                var bidder = bidders[random.Next(Bidders)];
                market.Send(Bid(bidder, session, 2000 + away, random.Next(1, 60) * 10), market.ActorOf(bidder));
                Assert.Null(Invariants.CheckAll(market.State));
            }
            if (random.Next(3) == 0) market.Reload();
            var closed = market.CloseBidding(session);

            Assert.True(closed.Traded <= closed.Terms.Quantity);
            Assert.Equal(closed.Traded.Count, closed.Awards.Sum(a => a.Awarded.Count));
            Assert.All(closed.Awards.Where(a => !a.Awarded.IsZero),
                a => Assert.False(closed.Terms.IsBetter(a.Paid, than: a.Bid), $"seed {seed}"));
            AssertRanked(closed, seed);
            market.Finish();
            Assert.Equal(2000 + Bidders * 300, bidders.Append(initiator).Sum(a => market.Units(a).Count));
            Assert.Equal(cash, Money());
            Assert.All(bidders.Append(initiator), a => Assert.Equal((new Money(0), Tonnes.Zero),
                (market.Frozen(a), market.Held(a))));

            Money Money() => market.State.Clearing.BankTotal;
        }
    }

    /// <summary>A bid gets something only after every better one got all it asked for, or was void.</summary>
    private static void AssertRanked(OneWaySession closed, int seed)
    {
        var short_ = false;
        foreach (var award in closed.Awards)
        {
            if (short_) Assert.True(award.Awarded.IsZero, $"seed {seed}");
            short_ |= award.Awarded < award.Quantity && award.Void.Length == 0;
        }
    }
}
