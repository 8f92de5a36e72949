using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using static Chutan.Market.Tests.Exchange.Modes.ModesMarket;
using static Chutan.Market.Tests.Exchange.Modes.OneWayMarket;

namespace Chutan.Market.Tests.Exchange.Modes;

/// <summary>单向竞价: a seller takes the highest bids, a buyer the lowest.</summary>
public sealed class OneWayTests
{
    [Fact]
    public void A_seller_takes_the_best_bids_and_each_winner_pays_its_own()
    {
        var market = New();
        var seller = market.Trader(0, 1000);
        var (first, second, third) = (market.Trader(30_000, 0), market.Trader(30_000, 0), market.Trader(30_000, 0));
        market.Open(Friday);
        var session = market.Begin(seller, Side.Sell, 2000, 1000);
        Assert.Equal(new Tonnes(1000), market.Held(seller));

        market.Do(Bid(first, session, 2050, 500));
        market.Do(Bid(second, session, 2100, 400));
        market.Do(Bid(third, session, 2050, 500));
        // 10,250.00, a fee of 51.25 and half a fen for each of 500 tonnes.
        Assert.Equal(new Money(1_025_000 + 5_125 + 250), market.Frozen(first));
        Assert.Equal([second, first, third], market.OneWay(session).Ranked().Select(b => b.Account));
        market.Reload();
        var closed = market.CloseBidding(session);

        Assert.Equal(OneWayStatus.Traded, closed.Status);
        Assert.Equal([(2100, 400), (2050, 500), (2050, 100)],
            closed.Awards.Select(a => (a.Paid.FenPerTonne, a.Awarded.Count)));
        Assert.All(market.State.Exchange.Trades, t => Assert.Equal(TradeMode.OneWayBidding, t.Mode));
        // The third trade: 2,050.00 and its fee of 10.25; the rest of its bid is free.
        Assert.Equal(new Money(205_000 + 1_025), market.Frozen(third));
        market.Reload();
        var day = market.Finish();

        Assert.Equal((new Tonnes(500), new Tonnes(400), new Tonnes(100)),
            (market.Units(first), market.Units(second), market.Units(third)));
        Assert.Equal(new Money(2_070_000 - 4_200 - 5_125 - 1_025), market.Cash(seller));
        Assert.Equal(new Money(3_000_000 - 206_025), market.Cash(third));
        Assert.Equal((new Tonnes(0), new Tonnes(1000)), (day.Volume, day.TotalVolume()));
    }

    [Fact]
    public void A_buyer_takes_the_lowest_bids_and_gets_back_what_it_did_not_need()
    {
        var market = New();
        var buyer = market.Trader(30_000, 0);
        var (first, second) = (market.Trader(0, 800), market.Trader(0, 800));
        market.Open(Friday);
        var session = market.Begin(buyer, Side.Buy, 2200, 1000);
        Assert.Equal(new Money(2_200_000 + 11_000 + 500), market.Frozen(buyer));

        market.Do(Bid(first, session, 2100, 600));
        market.Do(Bid(second, session, 2000, 700));
        Assert.Equal((new Tonnes(600), new Tonnes(700)), (market.Held(first), market.Held(second)));
        var closed = market.CloseBidding(session);

        Assert.Equal([(second, 2000, 700), (first, 2100, 300)],
            closed.Awards.Select(a => (a.Account, a.Paid.FenPerTonne, a.Awarded.Count)));
        Assert.Equal(new Tonnes(300), market.Held(first));
        Assert.Equal(new Money(1_400_000 + 7_000 + 630_000 + 3_150), market.Frozen(buyer));
        market.Finish();

        Assert.Equal(new Tonnes(1000), market.Units(buyer));
        Assert.Equal(new Money(3_000_000 - 2_040_150), market.Cash(buyer));
        Assert.Equal((new Money(626_850), new Money(1_393_000)), (market.Cash(first), market.Cash(second)));
        Assert.Equal((new Tonnes(500), new Tonnes(100)), (market.Units(first), market.Units(second)));
    }

    [Fact]
    public void At_a_uniform_price_every_winner_pays_the_worst_price_that_won()
    {
        var market = New(("trade.one_way.pricing", "uniform"));
        var (seller, first, second) = (market.Trader(0, 100), market.Trader(3_000, 0), market.Trader(3_000, 0));
        market.Open(Friday);
        var session = market.Begin(seller, Side.Sell, 2000, 100);
        market.Do(Bid(first, session, 2300, 60));
        market.Do(Bid(second, session, 2100, 60));

        Assert.Equal([2100, 2100], market.CloseBidding(session).Awards.Select(a => a.Paid.FenPerTonne));
    }

    [Fact]
    public void An_improved_bid_takes_the_place_of_the_earlier_one_and_goes_behind_equal_prices()
    {
        var market = New();
        var (seller, first, second) = (market.Trader(0, 100), market.Trader(3_000, 0), market.Trader(3_000, 0));
        market.Open(Friday);
        var session = market.Begin(seller, Side.Sell, 2000, 100);
        market.Do(Bid(first, session, 2000, 100));
        market.Do(Bid(second, session, 2010, 100));
        market.Do(Bid(first, session, 2010, 100));

        Assert.Equal([second, first], market.OneWay(session).Ranked().Select(b => b.Account));
        // One bid stands: 2,010.00, a fee of 10.05 and half a fen for each of 100 tonnes.
        Assert.Equal(new Money(201_000 + 1_005 + 50), market.Frozen(first));
        Assert.Equal(second, Assert.Single(market.CloseBidding(session).Awards, a => !a.Awarded.IsZero).Account);
        Assert.Equal(Money.Zero, market.Frozen(first));
    }

    [Fact]
    public void A_bid_to_sell_is_improved_with_the_units_already_held_for_it()
    {
        var market = New();
        var (buyer, seller) = (market.Trader(3_000, 0), market.Trader(0, 100));
        market.Open(Friday);
        var session = market.Begin(buyer, Side.Buy, 2000, 100);
        market.Do(Bid(seller, session, 2000, 80));
        market.Do(Bid(seller, session, 1990, 100));

        Assert.Equal(new Tonnes(100), market.Held(seller));
    }

    [Fact]
    public void Nobody_bids_and_everything_is_free_again()
    {
        var market = New();
        var seller = market.Trader(0, 100);
        market.Open(Friday);
        var session = market.Begin(seller, Side.Sell, 2000, 100);

        Assert.Equal(OneWayStatus.Unsold, market.CloseBidding(session).Status);
        Assert.Equal(Tonnes.Zero, market.Held(seller));
        Assert.Empty(market.State.Exchange.Trades);
    }

    [Fact]
    public void A_session_is_called_off_by_its_owner_or_the_exchange_until_somebody_bids()
    {
        var market = New();
        var (seller, bidder) = (market.Trader(0, 300), market.Trader(3_000, 0));
        market.Open(Friday);
        var own = market.Announce(Session(market, seller, Side.Sell, 2000, 100));
        market.No(ExchangeRefusals.ReasonNeeded, new CancelOneWay(seller, own, " "));
        market.Do(new CancelOneWay(seller, own, "改用挂牌"));
        Assert.Equal((OneWayStatus.Cancelled, "改用挂牌"), (market.OneWay(own).Status, market.OneWay(own).Reason));
        Assert.Equal(Tonnes.Zero, market.Held(seller));

        market.Accept(Session(market, seller, Side.Sell, 2000, 100), market.Exchange);
        market.Accept(new CancelOneWay(seller, new OneWayId(2), "系统测试"), market.Exchange);
        var third = market.Begin(seller, Side.Sell, 2000, 100);
        market.Do(Bid(bidder, third, 2000, 10));
        market.No(OneWayRefusals.HasBids, new CancelOneWay(seller, third, "后悔"));
        market.No(OneWayRefusals.Unknown, new CancelOneWay(bidder, third, "捣乱"));
    }

    [Fact]
    public void A_session_for_another_day_is_held_for_overnight_and_opens_on_its_own_day()
    {
        var market = New();
        var (seller, bidder) = (market.Trader(0, 100), market.Trader(3_000, 0));
        market.Open(Friday);
        var monday = Friday.PlusDays(3);
        var command = Session(market, seller, Side.Sell, 2000, 100);
        var session = market.Announce(command with { Terms = command.Terms with { Date = monday } });
        market.At(10, 30).Refuse(OneWayRefusals.TooEarly.Code, new OpenOneWay(session), Actor.Scheduler);
        market.Finish();
        Assert.Equal(new Tonnes(100), market.Held(seller));

        market.At(monday, 9).Open();
        market.At(10, 30).Accept(new OpenOneWay(session), Actor.Scheduler);
        market.Do(Bid(bidder, session, 2000, 100));
        Assert.Equal(OneWayStatus.Traded, market.CloseBidding(session).Status);
        market.Finish();
        Assert.Equal(new Tonnes(100), market.Units(bidder));
    }

    [Fact]
    public void A_bid_at_the_closing_second_is_late_and_one_just_before_it_counts()
    {
        var market = New();
        var (seller, early, late) = (market.Trader(0, 100), market.Trader(3_000, 0), market.Trader(3_000, 0));
        market.Open(Friday);
        var session = market.Begin(seller, Side.Sell, 2000, 100);
        market.At(10, 59).Refuse(OneWayRefusals.TooEarly.Code, new CloseOneWay(session), Actor.Scheduler);
        market.Do(Bid(early, session, 2000, 100));
        market.At(11).No(OneWayRefusals.OutsideWindow, Bid(late, session, 2500, 100));
        Assert.Equal(new Tonnes(100), market.CloseBidding(session).Awards.Single().Awarded);

        market.No(OneWayRefusals.Over, Bid(late, session, 2500, 100));
        market.Refuse(OneWayRefusals.Over.Code, new CloseOneWay(session), Actor.Scheduler);
        market.No(OneWayRefusals.Over, new CancelOneWay(seller, session, "太迟"));
    }

    [Fact]
    public void A_session_whose_time_runs_out_in_a_halt_is_closed_after_it_or_lapses_with_the_day()
    {
        var market = New();
        var (seller, bidder) = (market.Trader(0, 100), market.Trader(30_000, 0));
        market.Open(Friday);
        var session = market.Begin(seller, Side.Sell, 2000, 50);
        market.Do(Bid(bidder, session, 2000, 50));
        market.Accept(new HaltTrading(HaltCause.SystemFault, "网络故障"), market.Exchange);
        market.No(ExchangeRefusals.Halted, Bid(bidder, session, 2010, 50));
        market.At(11).Refuse(ExchangeRefusals.Halted.Code, new CloseOneWay(session), Actor.Scheduler);
        market.At(11, 10).Accept(new ResumeTrading("已恢复"), market.Exchange);
        Assert.Equal(OneWayStatus.Traded, market.CloseBidding(session).Status);

        var afternoon = Session(market, seller, Side.Sell, 2000, 50);
        var second = market.Announce(afternoon with
        {
            Terms = afternoon.Terms with { From = new LocalTime(14, 0), Until = new LocalTime(15, 0) },
        });
        market.At(14).Accept(new OpenOneWay(second), Actor.Scheduler);
        market.Do(Bid(bidder, second, 2000, 50));
        market.At(15).Refuse(OneWayRefusals.StillOpen.Code, new CloseTrading(market.Date), Actor.Scheduler);
        market.Accept(new HaltTrading(HaltCause.SystemFault, "网络故障"), market.Exchange);
        market.Finish();

        Assert.Equal(OneWayStatus.Lapsed, market.OneWay(second).Status);
        Assert.Equal((Money.Zero, Tonnes.Zero), (market.Frozen(bidder), market.Held(seller)));
        Assert.Equal(new Tonnes(50), market.Units(bidder));
    }

    [Fact]
    public void A_session_missed_altogether_lapses_when_it_should_open()
    {
        var market = New();
        var seller = market.Trader(0, 100);
        market.Open(Friday);
        var session = market.Announce(Session(market, seller, Side.Sell, 2000, 100));
        market.At(11).Accept(new OpenOneWay(session), Actor.Scheduler);

        Assert.Equal(OneWayStatus.Lapsed, market.OneWay(session).Status);
        Assert.Equal(Tonnes.Zero, market.Held(seller));
    }

    [Fact]
    public void A_bid_that_may_not_buy_any_more_is_void_and_the_next_one_wins()
    {
        var market = New();
        var (seller, best, next) = (market.Trader(0, 100), market.Trader(3_000, 0), market.Trader(3_000, 0));
        market.Open(Friday);
        var session = market.Begin(seller, Side.Sell, 2000, 100);
        market.Do(Bid(best, session, 2100, 100));
        market.Do(Bid(next, session, 2000, 100));
        market.Accept(new SetAccountStatus(best, AccountStatus.Restricted, "核查"), market.Registry);
        var closed = market.CloseBidding(session);

        Assert.Equal([(best, 0, ModeRefusals.CounterpartyBarred.Code), (next, 100, "")],
            closed.Awards.Select(a => (a.Account, a.Awarded.Count, a.Void)));
        Assert.Equal(Money.Zero, market.Frozen(best));
        market.Finish();
    }

    [Fact]
    public void An_initiator_that_may_not_trade_any_more_voids_its_session()
    {
        var market = New();
        var (buyer, seller) = (market.Trader(3_000, 0), market.Trader(0, 100));
        market.Open(Friday);
        var session = market.Begin(buyer, Side.Buy, 2000, 100);
        market.Do(Bid(seller, session, 2000, 100));
        market.Accept(new SetAccountStatus(buyer, AccountStatus.Restricted, "核查"), market.Registry);
        var closed = market.CloseBidding(session);

        Assert.Equal((OneWayStatus.Void, ModeRefusals.CounterpartyBarred.Code), (closed.Status, closed.Reason));
        Assert.Equal((Money.Zero, Tonnes.Zero), (market.Frozen(buyer), market.Held(seller)));
    }
}
