using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;

namespace Chutan.Market.Tests.Exchange;

/// <summary>Immediate and market orders, replacement, mass cancellation, own orders that meet, halts of one instrument.
/// </summary>
public sealed class OrderTypeTests
{
    [Theory, InlineData(Side.Buy), InlineData(Side.Sell)]
    public void The_rest_of_an_immediate_order_ends_at_once_and_frees_what_it_tied_up(Side side)
    {
        var (market, one, two) = Opened();
        market.Place(one, side == Side.Buy ? Side.Sell : Side.Buy, 2000, 30);
        var order = Send(market, two, side, 2000, 100, OrderType.ImmediateOrCancel);
        var ended = market.State.Exchange.FindOrder(order)!;
        Assert.Equal((OrderStatus.Cancelled, OrderEnd.NotResting, new Tonnes(70)),
            (ended.Status, ended.EndedBy!.Value, ended.Remaining));
        Assert.Equal(side == Side.Buy ? new Money(60_300) : Money.Zero, market.State.Clearing.Frozen(two));
        Assert.Equal(new Tonnes(side == Side.Sell ? 30 : 0), Held(market, two));
        Assert.Null(market.State.Exchange.Book!.BestBid ?? market.State.Exchange.Book.BestAsk);
        market.Reload();
        market.Finish();
    }

    [Fact]
    public void An_immediate_order_that_meets_nobody_is_accepted_and_ends()
    {
        var (market, _, two) = Opened();
        var order = Send(market, two, Side.Sell, 2000, 10, OrderType.ImmediateOrCancel);
        Assert.Equal(OrderStatus.Cancelled, market.State.Exchange.FindOrder(order)!.Status);
        Assert.Equal((Tonnes.Zero, Money.Zero), (Held(market, two), market.State.Clearing.Frozen(two)));
    }

    [Fact]
    public void A_market_order_is_refused_where_the_rules_allow_none()
    {
        var (market, one, _) = Opened();
        market.Refuse("exchange.no-market-orders",
            market.Order(one, Side.Buy, 0, 10) with { Type = OrderType.Market }, market.ActorOf(one));
    }

    [Fact]
    public void A_market_order_takes_any_price_of_the_day_and_its_money_is_frozen_at_the_limit()
    {
        var (market, one, two) = Opened(("trade.order.market", "yes"), ("trade.match.price", "resting"));
        market.Sell(one, 2010, 10);
        market.Sell(one, 2200, 10);
        var order = Send(market, two, Side.Buy, 0, 25, OrderType.Market);
        Assert.Equal([2010L, 2200L], market.State.Exchange.Trades.Select(t => t.Price.FenPerTonne));
        Assert.Equal(new Price(2200), market.State.Exchange.FindOrder(order)!.Price);
        Assert.Equal(OrderEnd.NotResting, market.State.Exchange.FindOrder(order)!.EndedBy);
        market.Finish();
    }

    [Theory]
    [InlineData("middle-of-bid-ask-last", 2000)]
    [InlineData("resting", 1950)]
    public void The_price_rule_of_the_instrument_sets_the_price_of_a_match(string rule, long price)
    {
        var (market, one, two) = Opened(("trade.match.price", rule));
        market.Sell(one, 1950, 10);
        market.Buy(two, 2100, 10);
        Assert.Equal(new Price(price), Assert.Single(market.State.Exchange.Trades).Price);
    }

    [Fact]
    public void Continuous_bidding_is_a_mode_of_its_own()
    {
        var (market, one, two) = Opened(("trade.mode", "continuous-bidding"), ("trade.match.price", "resting"));
        market.Sell(one, 1950, 10);
        market.Buy(two, 2100, 10);
        Assert.Equal(TradeMode.ContinuousBidding, Assert.Single(market.State.Exchange.Trades).Mode);
        Assert.Equal(new Price(1950), market.Finish().Close);
    }

    [Fact]
    public void Replacing_uses_the_money_of_the_old_order_and_loses_its_place_in_time()
    {
        var market = new TradingMarket();
        var (one, two, seller) = (market.Trader(2_011, 0), market.Trader(100_000, 0), market.Trader(0, 1_000));
        market.Open();
        var old = market.Buy(one, 2000, 100);
        market.Buy(two, 2000, 100);
        var replaced = Replace(market, one, old, 2000, 100);
        Assert.Equal((OrderStatus.Cancelled, OrderEnd.Replaced), (market.State.Exchange.FindOrder(old)!.Status,
            market.State.Exchange.FindOrder(old)!.EndedBy!.Value));
        Assert.Equal(new Money(201_000), market.State.Clearing.Frozen(one) - new Money(50));
        market.Sell(seller, 2000, 150);
        Assert.Equal([two, one], market.State.Exchange.Trades.Select(t => t.Buyer));
        Assert.Equal(new Tonnes(50), market.State.Exchange.FindOrder(replaced)!.Remaining);
        market.Finish();
    }

    [Fact]
    public void A_replacement_that_cannot_be_paid_leaves_the_old_order_as_it_was()
    {
        var market = new TradingMarket();
        var one = market.Trader(2_011, 500);
        market.Open();
        var old = market.Buy(one, 2000, 100);
        market.Refuse("clearing.insufficient-funds", new ReplaceOrder(one, old, new(2010), new(100), "r1"),
            market.ActorOf(one));
        Assert.Equal(OrderStatus.Open, market.State.Exchange.FindOrder(old)!.Status);
        var sell = market.Sell(one, 2100, 500);
        var moved = Replace(market, one, sell, 2150, 500);
        market.Refuse("registry.insufficient-holding", new ReplaceOrder(one, moved, new(2150), new(501), "n2"),
            market.ActorOf(one));
        market.Refuse("exchange.order-ended", new ReplaceOrder(one, sell, new(2150), new(1), "n3"),
            market.ActorOf(one));
    }

    [Fact]
    public void All_orders_of_an_account_or_of_one_side_go_at_once()
    {
        var (market, one, two) = Opened();
        market.Buy(one, 1900, 10);
        market.Sell(one, 2100, 10);
        market.Buy(one, 1910, 10);
        var other = market.Buy(two, 1900, 10);
        Assert.Equal(2, Cancelled(market, new CancelAllOrders(one, null, Side.Buy), market.ActorOf(one)));
        Assert.Equal(1, Cancelled(market, new CancelAllOrders(one, "HBEA"), market.ActorOf(one)));
        Assert.Equal(0, Cancelled(market, new CancelAllOrders(one), market.ActorOf(one)));
        Assert.Equal((Tonnes.Zero, Money.Zero), (Held(market, one), market.State.Clearing.Frozen(one)));
        Assert.Equal(OrderStatus.Open, market.State.Exchange.FindOrder(other)!.Status);
        market.Refuse("access.not-permitted", new CancelAllOrders(two), market.ActorOf(one));
    }

    [Fact]
    public void A_lost_connection_withdraws_orders_only_of_an_account_that_asked_for_it()
    {
        var (market, one, _) = Opened();
        var order = market.Buy(one, 1900, 10);
        var lost = new CancelAllOrders(one, Disconnected: true);
        market.Refuse("exchange.no-disconnect-option", lost, Actor.Scheduler);
        market.Accept(new SetCancelOnDisconnect(one, true), market.ActorOf(one));
        market.Refuse("exchange.already-set", new SetCancelOnDisconnect(one, true), market.ActorOf(one));
        market.Reload();
        Assert.Equal(1, Cancelled(market, lost, Actor.Scheduler));
        Assert.Equal(OrderEnd.Disconnected, market.State.Exchange.FindOrder(order)!.EndedBy);
        market.Accept(new SetCancelOnDisconnect(one, false), market.ActorOf(one));
        market.Refuse("exchange.no-disconnect-option", lost, Actor.Scheduler);
    }

    [Fact]
    public void When_own_orders_meet_the_rules_may_refuse_the_newer_one()
    {
        var (market, one, _) = Opened(("trade.self-trade", "reject-newest"));
        market.Sell(one, 2000, 10);
        market.RefuseOrder("exchange.own-order", one, Side.Buy, 2000, 5);
    }

    [Fact]
    public void When_own_orders_meet_the_rules_may_cancel_the_older_one_and_go_on()
    {
        var (market, one, two) = Opened(("trade.self-trade", "cancel-oldest"));
        var own = market.Sell(one, 1990, 10);
        market.Sell(two, 2000, 10);
        market.Buy(one, 2000, 15);
        Assert.Equal(OrderEnd.SelfTrade, market.State.Exchange.FindOrder(own)!.EndedBy);
        Assert.Equal(two, Assert.Single(market.State.Exchange.Trades).Seller);
        Assert.Equal(Tonnes.Zero, Held(market, one));
        Assert.Equal(new Price(2000), market.State.Exchange.Book!.BestBid);
        market.Finish();
    }

    [Fact]
    public void When_own_orders_meet_the_rules_may_cancel_both()
    {
        var (market, one, two) = Opened(("trade.self-trade", "cancel-both"));
        market.Sell(two, 1980, 4);
        var own = market.Sell(one, 1990, 10);
        var newer = market.Buy(one, 2000, 15);
        Assert.Equal(new Tonnes(4), Assert.Single(market.State.Exchange.Trades).Quantity);
        Assert.Equal((OrderEnd.SelfTrade, OrderEnd.SelfTrade), (market.State.Exchange.FindOrder(own)!.EndedBy,
            market.State.Exchange.FindOrder(newer)!.EndedBy));
        Assert.Equal(new Tonnes(11), market.State.Exchange.FindOrder(newer)!.Remaining);
        market.Finish();
    }

    [Fact]
    public void One_instrument_may_be_halted_alone_and_an_order_racing_the_halt_is_refused_with_its_cause()
    {
        var (market, one, two) = Opened();
        var order = market.Buy(one, 1900, 10);
        market.Refuse("exchange.unknown-instrument", new HaltTrading(HaltCause.Emergency, "x", "GOLD"),
            market.Exchange);
        market.Accept(new HaltTrading(HaltCause.SystemFault, "行情中断", "HBEA"), market.Exchange);
        var refused = market.RefuseOrder("exchange.halted", two, Side.Buy, 1900, 10);
        Assert.Contains(refused.Parameters, p => p.Value == "行情中断");
        market.Refuse("exchange.halted", new HaltTrading(HaltCause.SystemFault, "again", "HBEA"), market.Exchange);
        market.Refuse("exchange.not-halted", new ResumeTrading("whole"), market.Exchange);
        market.Accept(new CancelOrder(one, order), market.ActorOf(one));
        market.Reload();
        market.Accept(new ResumeTrading("恢复", "HBEA"), market.Exchange);
        market.Buy(two, 1900, 10);
    }

    [Fact]
    public void Withdrawing_after_the_fill_is_refused_and_says_that_it_was_filled()
    {
        var (market, one, two) = Opened();
        var buy = market.Buy(one, 2000, 10);
        market.Sell(two, 2000, 10);
        var refused = market.Refuse("exchange.order-ended", new CancelOrder(one, buy), market.ActorOf(one));
        Assert.Contains(refused.Parameters, p => p is { Name: "status", Value: "Filled" });
    }

    private static (TradingMarket Market, AccountId One, AccountId Two) Opened(params (string, string)[] rules)
    {
        var market = new TradingMarket(rules);
        var (one, two) = (market.Trader(100_000, 1_000), market.Trader(100_000, 1_000));
        return (market.Open(), one, two);
    }

    private static OrderId Send(
        TradingMarket market, AccountId who, Side side, long fen, long tonnes, OrderType type) => market
            .Accept(market.Order(who, side, fen, tonnes) with { Type = type }, market.ActorOf(who))
            .OfType<OrderAccepted>().Single().Order;

    private static OrderId Replace(TradingMarket market, AccountId who, OrderId old, long fen, long tonnes) =>
        market.Accept(new ReplaceOrder(who, old, new Price(fen), new Tonnes(tonnes), $"r{old}"), market.ActorOf(who))
            .OfType<OrderAccepted>().Single().Order;

    private static int Cancelled(TradingMarket market, CancelAllOrders command, Actor actor) =>
        market.Accept(command, actor).OfType<OrderCancelled>().Count();

    private static Tonnes Held(TradingMarket market, AccountId account) =>
        market.State.Registry.Balance(account, UnitKind.Allowance)
        - market.State.Registry.Available(account, UnitKind.Allowance);
}
