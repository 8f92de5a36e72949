using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;

namespace Chutan.Market.Tests.Exchange;

public sealed class OrderTests
{
    private static readonly LocalDate Friday = new(2024, 5, 31);

    [Fact]
    public void A_buy_order_freezes_its_worst_cost_and_a_sell_order_its_units()
    {
        var market = new TradingMarket();
        var (buyer, seller) = (market.Trader(10_000, 0), market.Trader(0, 500));
        market.Open(Friday);

        market.Buy(buyer, 2000, 100);
        market.Sell(seller, 2100, 300);

        // 2,000.00 and at worst 10.00 of fees with half a fen for each of 100 tonnes.
        Assert.Equal(new Money(200_000 + 1_050), market.State.Clearing.Frozen(buyer));
        Assert.Equal(new Money(1_000_000 - 201_050), market.State.Clearing.Available(buyer));
        Assert.Equal(new Tonnes(300), market.State.Registry.Held(seller, UnitKind.Allowance, HoldCause.InOrder));
        Assert.Equal(new Tonnes(200), market.State.Registry.Available(seller, UnitKind.Allowance));
    }

    [Fact]
    public void A_match_trades_at_the_middle_price_and_frees_what_was_saved()
    {
        var market = new TradingMarket();
        var (buyer, seller) = (market.Trader(10_000, 0), market.Trader(0, 500));
        market.Open(Friday);

        market.Sell(seller, 1900, 100);
        market.Buy(buyer, 2100, 100);

        var trade = Assert.Single(market.State.Exchange.Trades);
        Assert.Equal((new Price(2000), new Tonnes(100), Side.Buy), (trade.Price, trade.Quantity, trade.Taker));
        Assert.Equal(new Money(201_000), market.State.Clearing.Frozen(buyer));
        Assert.Equal(new Tonnes(100), market.State.Registry.Held(seller, UnitKind.Allowance, HoldCause.InOrder));
        Assert.Equal(Tonnes.Zero, market.State.Registry.Balance(buyer, UnitKind.Allowance));
    }

    [Fact]
    public void The_fee_of_1000_tonnes_at_2528_is_12640_for_each_side()
    {
        var market = new TradingMarket(("trade.opening-price", "25.28"));
        var (buyer, seller) = (market.Trader(30_000, 0), market.Trader(0, 1000));
        market.Open(Friday);

        market.Sell(seller, 2528, 1000);
        market.Buy(buyer, 2528, 1000);
        market.Finish();

        Assert.Equal(new Money(3_000_000 - 2_528_000 - 12_640), market.State.Clearing.Balance(buyer));
        Assert.Equal(new Money(2_528_000 - 12_640), market.State.Clearing.Balance(seller));
        Assert.Equal(new Money(25_280), market.State.Clearing.FeeIncome);
    }

    [Fact]
    public void Orders_are_refused_without_the_money_or_the_units()
    {
        var market = new TradingMarket();
        var trader = market.Trader(2010, 99);
        market.Open(Friday);

        market.RefuseOrder("clearing.insufficient-funds", trader, Side.Buy, 2000, 100); // fees may need 10.50
        Assert.StartsWith("registry.", RefusalOf(market, market.Order(trader, Side.Sell, 2000, 100)),
            StringComparison.Ordinal);
        market.Buy(trader, 1999, 100);
    }

    [Fact]
    public void Orders_outside_the_price_limits_are_invalid_with_the_article()
    {
        var market = new TradingMarket();
        var trader = market.Trader(100_000, 100);
        market.Open(Friday);

        var above = market.RefuseOrder("exchange.above-limit", trader, Side.Buy, 2201, 1);
        var below = market.RefuseOrder("exchange.below-limit", trader, Side.Sell, 1799, 1);
        Assert.Equal("rules of trade.limit.negotiated.up 第一条", above.Basis.ToString());
        Assert.Equal("rules of trade.limit.negotiated.down 第一条", below.Basis.ToString());
        Assert.Contains(new RefusalParameter("limit", "22.00"), above.Parameters);
        market.Buy(trader, 2200, 1);
        market.RefuseOrder("exchange.own-order", trader, Side.Sell, 1800, 1);
    }

    [Fact]
    public void From_july_to_december_2016_the_price_falls_one_percent_at_most()
    {
        var market = new TradingMarket();
        var trader = market.Trader(100_000, 100);

        market.Open(new LocalDate(2016, 7, 15));
        market.Sell(trader, 1800, 1);
        market.Finish();
        market.Open(new LocalDate(2016, 7, 18));
        market.RefuseOrder("exchange.below-limit", trader, Side.Sell, 1979, 1);
        market.Sell(trader, 1980, 1);
        Assert.Equal(new Price(2200), market.State.Exchange.Terms!.LimitUp);
        market.Finish();
        market.Open(new LocalDate(2016, 12, 26));
        market.Sell(trader, 1800, 1);
    }

    [Theory]
    [InlineData(9, 29, false)]
    [InlineData(9, 30, true)]
    [InlineData(11, 29, true)]
    [InlineData(11, 30, false)]
    [InlineData(12, 59, false)]
    [InlineData(13, 0, true)]
    [InlineData(14, 59, true)]
    [InlineData(15, 0, false)]
    public void Orders_are_taken_in_the_two_sessions_only(int hour, int minute, bool taken)
    {
        var market = new TradingMarket();
        var trader = market.Trader(100_000, 0);
        market.Open(Friday).At(hour, minute);

        var decision = market.Send(market.Order(trader, Side.Buy, 2000, 1), market.ActorOf(trader));
        if (taken) Assert.IsType<Decision.Accepted>(decision);
        else Assert.Equal(("exchange.out-of-hours", "rules of trade.hours.morning.open 第一条"),
            (((Decision.Refused)decision).Refusal.Code, ((Decision.Refused)decision).Refusal.Basis.ToString()));
    }

    [Fact]
    public void Malformed_orders_are_refused()
    {
        var market = new TradingMarket(("trade.tick", "0.05"), ("trade.order.step", "10"));
        var trader = market.Trader(100_000, 0);
        market.Open(Friday);
        var actor = market.ActorOf(trader);

        market.Refuse("exchange.unknown-instrument",
            market.Order(trader, Side.Buy, 2000, 10) with { Instrument = "HBEB" }, actor);
        market.RefuseOrder("exchange.off-step", trader, Side.Buy, 2000, 0);
        market.RefuseOrder("exchange.off-step", trader, Side.Buy, 2000, 15);
        market.RefuseOrder("exchange.off-tick", trader, Side.Buy, 2001, 10);
        market.RefuseOrder("exchange.bad-client-order-id", trader, Side.Buy, 2000, 10, "");
        market.RefuseOrder("exchange.bad-client-order-id", trader, Side.Buy, 2000, 10, new string('x', 33));
        market.Buy(trader, 2005, 20);
    }

    [Fact]
    public void A_client_order_id_is_good_once_per_account_and_day()
    {
        var market = new TradingMarket();
        var (one, other) = (market.Trader(10_000, 0), market.Trader(10_000, 0));
        market.Open(Friday);

        market.Accept(market.Order(one, Side.Buy, 2000, 1, "A1"), market.ActorOf(one));
        market.RefuseOrder("exchange.duplicate-client-order-id", one, Side.Buy, 2000, 1, "A1");
        market.Accept(market.Order(other, Side.Buy, 2000, 1, "A1"), market.ActorOf(other));
        market.Finish();
        market.Open(new LocalDate(2024, 6, 3));
        market.Accept(market.Order(one, Side.Buy, 2000, 1, "A1"), market.ActorOf(one));
    }

    [Fact]
    public void A_withdrawn_order_frees_only_what_was_not_traded()
    {
        var market = new TradingMarket();
        var (buyer, seller) = (market.Trader(10_000, 0), market.Trader(0, 500));
        market.Open(Friday);
        var sell = market.Sell(seller, 2000, 300);
        var buy = market.Buy(buyer, 2000, 100);
        var rest = market.Buy(buyer, 1990, 50);

        market.Accept(new CancelOrder(seller, sell), market.ActorOf(seller));
        market.Accept(new CancelOrder(buyer, rest), market.ActorOf(buyer));

        Assert.Equal(new Tonnes(100), market.State.Registry.Held(seller, UnitKind.Allowance, HoldCause.InOrder));
        Assert.Equal(new Money(201_000), market.State.Clearing.Frozen(buyer));
        market.Refuse("exchange.order-ended", new CancelOrder(buyer, buy), market.ActorOf(buyer));
        market.Refuse("exchange.order-ended", new CancelOrder(seller, sell), market.ActorOf(seller));
        market.Refuse("exchange.unknown-order", new CancelOrder(seller, buy), market.ActorOf(seller));
        market.Refuse("exchange.unknown-order", new CancelOrder(seller, new OrderId(99)), market.ActorOf(seller));
    }

    [Fact]
    public void A_halt_stops_orders_but_not_withdrawals()
    {
        var market = new TradingMarket();
        var trader = market.Trader(10_000, 0);
        market.Open(Friday);
        var order = market.Buy(trader, 2000, 1);

        market.Refuse("exchange.reason-needed", new HaltTrading(HaltCause.Emergency, " "), market.Exchange);
        market.Accept(new HaltTrading(HaltCause.SystemFault, "行情中断"), market.Exchange);
        market.Refuse("exchange.halted", new HaltTrading(HaltCause.Emergency, "again"), market.Authority);
        market.RefuseOrder("exchange.halted", trader, Side.Buy, 2000, 1);
        market.Accept(new CancelOrder(trader, order), market.ActorOf(trader));
        market.Reload();
        market.Refuse("exchange.reason-needed", new ResumeTrading(""), market.Exchange);
        market.Accept(new ResumeTrading("恢复"), market.Exchange);
        market.Refuse("exchange.not-halted", new ResumeTrading("again"), market.Exchange);
        market.Buy(trader, 2000, 1);
    }

    [Fact]
    public void A_restricted_account_and_a_suspended_participant_cannot_trade()
    {
        var market = new TradingMarket();
        var (one, other) = (market.Trader(10_000, 0), market.Trader(10_000, 0));
        market.Open(Friday);

        market.Apply(new AccountStatusChanged(one, AccountStatus.Restricted, "身份信息过期"));
        market.RefuseOrder("exchange.account-restricted", one, Side.Buy, 2000, 1);
        market.Apply(new Market.Participants.ParticipantStatusChanged(market.State.Registry.OwnerOf(other)!.Value,
            Market.Participants.ParticipantStatus.Suspended, "调查"));
        market.RefuseOrder("access.suspended", other, Side.Buy, 2000, 1);
    }

    [Fact]
    public void A_purchase_beyond_the_holding_limit_is_refused_but_a_trade_once_made_is_settled()
    {
        var market = new TradingMarket();
        var (buyer, seller) = (market.Trader(100_000, 50), market.Trader(0, 500));
        market.Apply(new HoldingLimitSet(buyer, new Tonnes(200), "限额"));
        market.Open(Friday);
        market.Sell(seller, 2000, 100);
        market.Buy(buyer, 2000, 60);
        var bid = market.Buy(buyer, 1900, 90);

        market.RefuseOrder("exchange.holding-limit", buyer, Side.Buy, 1900, 1);
        market.Accept(new CancelOrder(buyer, bid), market.ActorOf(buyer));
        market.Buy(buyer, 1900, 90);
        market.Apply(new HoldingLimitSet(buyer, new Tonnes(100), "下调"));
        market.Finish();

        Assert.Equal(new Tonnes(110), market.State.Registry.Balance(buyer, UnitKind.Allowance));
    }

    [Fact]
    public void Only_a_representative_with_the_right_to_trade_places_orders_for_its_own_account()
    {
        var market = new TradingMarket();
        var (one, looker) = (market.Trader(10_000, 0), market.Trader(10_000, 0, Rights.View));
        market.Open(Friday);

        market.Refuse("access.not-permitted", market.Order(one, Side.Buy, 2000, 1), market.ActorOf(looker));
        market.RefuseOrder("access.not-permitted", looker, Side.Buy, 2000, 1);
        market.Refuse("access.not-permitted", market.Order(one, Side.Buy, 2000, 1), market.Exchange);
    }

    private static string RefusalOf(TradingMarket market, PlaceOrder order) =>
        Assert.IsType<Decision.Refused>(market.Send(order, market.ActorOf(order.Account))).Refusal.Code;
}
