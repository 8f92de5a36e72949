using Chutan.Market.Exchange;
using Chutan.Market.Kernel;

namespace Chutan.Market.Tests.Exchange;

/// <summary>Opening and closing call auctions: collected, uncrossed at one price, then the next stage.</summary>
public sealed class CallAuctionTests
{
    private static readonly (string, string)[] Calls =
        [("trade.call.opening.from", "09:15"), ("trade.call.closing.from", "14:50")];

    [Fact]
    public void Orders_of_the_opening_call_meet_at_the_price_of_most_volume()
    {
        var (market, one, two) = Opened();
        market.At(9, 20);
        market.Buy(one, 2100, 100);
        market.Buy(one, 2050, 50);
        market.Sell(two, 2000, 80);
        market.Sell(two, 2050, 40);
        Assert.Empty(market.State.Exchange.Trades);
        market.Refuse("exchange.stage-not-due", Uncross(market), Actor.Scheduler);
        market.Refuse("exchange.no-such-stage", Uncross(market) with { Call = SessionStage.ClosingCall },
            Actor.Scheduler);
        market.At(9, 30);
        market.RefuseOrder("exchange.stage-due", one, Side.Buy, 2000, 10);
        var events = market.Accept(Uncross(market), Actor.Scheduler);
        Assert.All(events.OfType<TradeExecuted>(),
            t => Assert.Equal((new Price(2050), TradeMode.CallAuction), (t.Price, t.Mode)));
        var uncrossed = Assert.Single(events.OfType<CallUncrossed>());
        Assert.Equal((SessionStage.OpeningCall, new Tonnes(120), 30L),
            (uncrossed.Call, uncrossed.Quantity, uncrossed.Surplus));
        Assert.Equal((SessionStage.Continuous, new Price(2050)),
            (market.State.Exchange.Spot.Stage, market.State.Exchange.LastPrice!.Value));
        market.Reload();
        market.Sell(two, 2050, 10);
        Assert.Equal(TradeMode.Negotiated, market.State.Exchange.Trades[^1].Mode);
    }

    [Fact]
    public void The_closing_call_begins_by_command_and_the_day_closes_only_after_it()
    {
        var (market, one, two) = Opened();
        market.At(9, 30);
        Assert.Null(market.Accept(Uncross(market), Actor.Scheduler).OfType<CallUncrossed>().Single().Price);
        market.At(14, 40);
        market.Buy(one, 1990, 10);
        market.Refuse("exchange.stage-not-due", Begin(market), Actor.Scheduler);
        market.Refuse("exchange.no-such-stage", Uncross(market), Actor.Scheduler);
        market.At(14, 50);
        market.RefuseOrder("exchange.stage-due", one, Side.Buy, 2000, 10);
        market.Accept(Begin(market), Actor.Scheduler);
        market.Refuse("exchange.no-such-stage", Begin(market), Actor.Scheduler);
        market.Sell(two, 1980, 10);
        Assert.Empty(market.State.Exchange.Trades);
        market.Refuse("exchange.only-limit-in-call",
            market.Order(two, Side.Sell, 1980, 10) with { Type = OrderType.ImmediateOrCancel }, market.ActorOf(two));
        market.Reload();
        market.At(15);
        market.RefuseOrder("exchange.out-of-hours", one, Side.Buy, 2000, 10);
        market.Refuse("exchange.call-open", new CloseTrading(market.Date), Actor.Scheduler);
        market.Accept(Uncross(market), Actor.Scheduler);
        var day = market.Finish();
        Assert.Equal((new Price(1990), new Tonnes(10), TradeMode.CallAuction),
            (day.Close, day.Volume, Assert.Single(day.Modes).Mode));
    }

    [Fact]
    public void In_a_call_an_order_never_lies_across_from_one_of_its_own_account_and_may_be_withdrawn()
    {
        var (market, one, _) = Opened();
        market.At(9, 15);
        var sell = market.Sell(one, 2000, 10);
        market.RefuseOrder("exchange.own-order", one, Side.Buy, 2000, 10);
        market.Accept(new CancelOrder(one, sell), market.ActorOf(one));
        market.Buy(one, 2000, 10);
    }

    [Fact]
    public void A_halted_call_is_not_uncrossed_and_its_orders_expire_with_the_day()
    {
        var (market, one, two) = Opened();
        market.At(9, 20);
        market.Buy(one, 2000, 10);
        market.Sell(two, 2000, 10);
        market.Accept(new HaltTrading(HaltCause.Emergency, "暴雨"), market.Exchange);
        market.At(9, 30);
        market.Refuse("exchange.halted", Uncross(market), Actor.Scheduler);
        Assert.Equal(Tonnes.Zero, market.Finish().Volume);
    }

    [Fact]
    public void Before_the_call_no_orders_are_taken()
    {
        var (market, one, _) = Opened();
        market.At(9, 14);
        market.RefuseOrder("exchange.out-of-hours", one, Side.Buy, 2000, 10);
    }

    private static UncrossCall Uncross(TradingMarket market) =>
        new(market.Date, Instruments.HubeiSpot, market.State.Exchange.Spot.Stage);

    private static BeginClosingCall Begin(TradingMarket market) => new(market.Date, Instruments.HubeiSpot);

    private static (TradingMarket Market, AccountId One, AccountId Two) Opened()
    {
        var market = new TradingMarket(Calls);
        var (one, two) = (market.Trader(100_000, 1_000), market.Trader(100_000, 1_000));
        return (market.Open(), one, two);
    }
}
