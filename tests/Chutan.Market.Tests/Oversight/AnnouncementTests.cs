using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Market.Tests.Auctions;

namespace Chutan.Market.Tests.Oversight;

/// <summary>What counts as an announcement that moves prices.</summary>
public sealed class AnnouncementTests
{
    [Fact]
    public void Selling_much_right_before_an_auction_is_announced_is_front_running()
    {
        var raised = Monday(sold: 2_000).Alerts;
        var alert = Assert.Single(raised, a => a.Detector == Detector.FrontRunning);
        Assert.Equal("2000", alert.Figures.Single(f => f.Name == "net-traded").Value);
        Assert.Equal("0", alert.Figures.Single(f => f.Name == "knew").Value);
    }

    [Fact]
    public void Nobody_runs_in_front_of_an_auction_with_a_small_sale() =>
        Assert.DoesNotContain(Monday(sold: 1).Alerts, a => a.Detector == Detector.FrontRunning);

    /// <summary>One sells on Monday; on Tuesday an auction is announced and the price falls.</summary>
    private static SurveillanceState Monday(int sold)
    {
        var auctions = new AuctionMarket(true, [.. Thresholds.All.Where(t => t.Key != "surveillance.front.profit"),
            ("surveillance.front.profit", "100.00")]);
        var market = auctions.Market;
        var (seller, buyer, other) = (market.Trader(0, 10_000), market.Trader(10_000_000, 0), market.Trader(0, 10_000));
        for (var day = 0; day < 2; day++)
        {
            var date = AuctionMarket.Tuesday.PlusDays(day - 1);
            market.At(date, 9).Open();
            market.At(date, 10);
            var terms = market.State.Exchange.Terms!;
            var price = (day == 0 ? terms.PreviousClose : terms.LimitDown).FenPerTonne;
            if (day == 1) auctions.Announce(AuctionMarket.Notice() with
            {
                Opens = AuctionMarket.Moment(10).Plus(Duration.FromDays(1)),
                Closes = AuctionMarket.Moment(11).Plus(Duration.FromDays(1)),
            });
            var quantity = day == 0 ? sold : 1;
            market.Sell(day == 0 ? seller : other, price, quantity);
            market.Buy(buyer, price, quantity);
            market.Finish();
            market.Accept(new ReviewDay(date), Actor.Scheduler);
        }
        return market.State.Oversight.Surveillance;
    }
}
