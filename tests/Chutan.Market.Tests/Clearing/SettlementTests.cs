using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Market.Tests.Exchange;

namespace Chutan.Market.Tests.Clearing;

public sealed class SettlementTests
{
    private static readonly LocalDate Friday = new(2024, 5, 31);
    private static readonly LocalDate Monday = new(2024, 6, 3);

    [Fact]
    public void Units_and_money_of_all_trades_change_hands_in_one_decision()
    {
        var market = new TradingMarket();
        var (buyer, seller) = (market.Trader(10_000, 0), market.Trader(0, 500));
        market.Open(Friday);
        market.Sell(seller, 2000, 300);
        market.Buy(buyer, 2000, 100);
        market.Buy(buyer, 2000, 50);
        market.Close();

        var events = market.Accept(new SettleDay(Friday), market.Clearing);

        Assert.Equal(2, events.OfType<UnitsMoved>().Count());
        Assert.Equal(2, events.OfType<TradeSettled>().Count());
        var settled = Assert.IsType<DaySettled>(events[^1]);
        Assert.Equal((2, new Tonnes(150), new Money(300_000), new Money(3_000)),
            (settled.Trades, settled.Quantity, settled.Value, settled.Fees));
        Assert.Equal(market.State.Exchange.TradeListHash, settled.TradeListHash);
        Assert.All(events.OfType<UnitsMoved>(), m => Assert.Equal(
            (seller, buyer, MovementCause.Trade, true),
            (m.Movement.From, m.Movement.To, m.Movement.Cause, m.Movement.MarksTraded)));
        Assert.All(market.State.Registry.Lots(buyer), lot => Assert.True(lot.Attributes.Traded));
        Assert.Equal(Money.Zero, market.State.Clearing.Frozen(buyer));
        Assert.Equal(new Tonnes(350), market.State.Registry.Available(seller, UnitKind.Allowance));
        market.Refuse("clearing.not-closed", new SettleDay(Friday), market.Clearing);
    }

    [Fact]
    public void Settlement_waits_for_the_close()
    {
        var market = new TradingMarket();
        market.Refuse("clearing.not-closed", new SettleDay(Friday), market.Clearing);
        market.Open(Friday);
        market.Refuse("clearing.not-closed", new SettleDay(Friday), market.Clearing);
        market.Refuse("clearing.not-settled", new ReconcileDay(Friday, default, default, default, default),
            market.Clearing);
    }

    [Fact]
    public void Bought_units_can_be_sold_from_the_next_trading_day()
    {
        var market = new TradingMarket();
        var (buyer, seller) = (market.Trader(10_000, 0), market.Trader(0, 500));
        market.Open(Friday);
        market.Sell(seller, 2000, 100);
        market.Buy(buyer, 2000, 100);

        Assert.IsType<Decision.Refused>(
            market.Send(market.Order(buyer, Side.Sell, 2100, 100), market.ActorOf(buyer)));
        market.Finish();
        market.Open(Monday);
        market.Sell(buyer, 2100, 100);
    }

    [Fact]
    public void Units_that_arrive_in_a_settlement_are_not_passed_on_in_it()
    {
        var market = new TradingMarket();
        var (first, middle, last) = (market.Trader(0, 500), market.Trader(10_000, 200), market.Trader(10_000, 0));
        var own = market.State.Registry.Lots(middle).Select(l => l.Block).ToList();
        market.Open(Friday);
        market.Sell(first, 2000, 100);
        market.Buy(middle, 2000, 100);
        market.Sell(middle, 2000, 150);
        market.Buy(last, 2000, 150);
        market.Finish();

        Assert.Equal(150, market.State.Registry.Balance(last, UnitKind.Allowance).Count);
        Assert.All(market.State.Registry.Lots(last), lot => Assert.Contains(own, block =>
            block.Contains(lot.Block.First) && block.Contains(lot.Block.Last)));
    }

    [Fact]
    public void Sale_proceeds_buy_again_the_same_day_but_cannot_be_paid_out()
    {
        var market = new TradingMarket();
        var (buyer, seller, third) = (market.Trader(10_000, 0), market.Trader(0, 500), market.Trader(0, 500));
        market.Open(Friday);
        market.Sell(seller, 2000, 100);
        market.Buy(buyer, 2000, 100);
        Assert.Equal(new Money(199_000), market.State.Clearing.Available(seller));
        market.Refuse("clearing.insufficient-funds", new WithdrawMoney(seller, new Money(1), "out 1"), market.Clearing);

        market.Sell(third, 1950, 100);
        market.Buy(seller, 1950, 100);
        market.Finish();

        Assert.Equal(new Money(199_000 - 195_000 - 975), market.State.Clearing.Balance(seller));
    }

    [Fact]
    public void With_a_lag_of_one_day_sale_proceeds_buy_from_the_next_trading_day()
    {
        var market = new TradingMarket(("trade.cash-reuse-lag-days", "1"));
        var (buyer, seller) = (market.Trader(10_000, 0), market.Trader(0, 500));
        market.Open(Friday);
        market.Sell(seller, 2000, 100);
        market.Buy(buyer, 2000, 100);
        market.RefuseOrder("clearing.insufficient-funds", seller, Side.Buy, 1950, 1);
        market.Finish();
        market.Open(Monday);
        market.Buy(seller, 1950, 1);
    }

    [Fact]
    public void A_difference_is_recorded_and_keeps_the_next_day_shut_until_the_books_agree()
    {
        var market = new TradingMarket();
        var buyer = market.Trader(10_000, 0);
        market.Open(Friday).Close();
        market.Accept(new SettleDay(Friday), Actor.Scheduler);
        var even = market.Reconciliation();

        market.Accept(even with
        {
            BankTotal = new Money(1_005_000),
            ExchangeVolume = new(1),
            ExchangeTurnover = new(2000),
            RegistryDelivered = new(3)
        }, Actor.Scheduler);
        Assert.Equal<Difference>(
            [new(Figure.BankTotal, 1_000_000, 1_005_000), new(Figure.ExchangeVolume, 0, 1),
             new(Figure.ExchangeTurnover, 0, 2000), new Difference(Figure.RegistryDelivered, 0, 3)],
            market.State.Clearing.Differences);
        market.Reload();
        market.At(Monday).Refuse("clearing.not-reconciled", new OpenBusinessDay(Monday), Actor.Scheduler);

        // The bank was right: a payment had not been booked.
        market.Accept(new DepositMoney(buyer, new Money(5_000), "late"), market.Clearing);
        market.Accept(even with { BankTotal = new Money(1_005_000) }, Actor.Scheduler);
        Assert.Empty(market.State.Clearing.Differences);
        market.Refuse("clearing.not-settled", even, Actor.Scheduler);
        market.Open();
    }

    [Fact]
    public void Each_account_gets_a_statement_that_adds_up()
    {
        var market = new TradingMarket();
        var (buyer, seller) = (market.Trader(10_000, 0), market.Trader(0, 500));
        market.Open(Friday);
        market.Sell(seller, 2000, 100);
        market.Buy(buyer, 2000, 100);
        market.Finish();
        market.Open(Monday);
        market.Accept(new WithdrawMoney(seller, new Money(50_000), "out 1"), market.Clearing);
        market.Finish();

        Assert.Equal(new Statement(seller, Monday, new Money(199_000), Money.Zero, new Money(50_000), Money.Zero,
            Money.Zero, Money.Zero, Money.Zero, new Money(149_000)), market.State.Clearing.Statements[seller]);
        Assert.Equal(new Money(1_000_000 - 201_000), market.State.Clearing.Statements[buyer].Opening);
    }

    [Fact]
    public void A_trade_that_cannot_be_delivered_is_set_aside_and_the_day_settles()
    {
        var market = new TradingMarket();
        var (buyer, seller) = Traded(market);
        market.Apply(new AccountStatusChanged(buyer, AccountStatus.Closed, "注销"));

        var events = market.Accept(new SettleDay(Friday), market.Clearing);
        Assert.Equal((DefaultKind.Delivery, buyer), (events.OfType<DefaultOpened>().Single().Kind,
            events.OfType<DefaultOpened>().Single().Defaulter));
        Assert.Equal(0, events.OfType<DaySettled>().Single().Trades);
        Assert.Equal(new Tonnes(500), market.State.Registry.Balance(seller, UnitKind.Allowance));
    }

    [Fact]
    public void Damaged_books_stop_the_settlement()
    {
        var market = new TradingMarket();
        var (buyer, seller) = Traded(market);
        // By events alone, as no command could do it.
        market.Apply(new MoneyFrozen(buyer, new OrderId(99), Money.Zero));
        market.Apply(new ObligationBooked(new(2), Instruments.HubeiSpot, TradeMode.Negotiated, new(99), buyer, seller,
            default, default, default, default, default));
        market.Refuse("clearing.trade-list-differs", new SettleDay(Friday), market.Clearing);
    }

    private static (AccountId Buyer, AccountId Seller) Traded(TradingMarket market)
    {
        var (buyer, seller) = (market.Trader(10_000, 0), market.Trader(0, 500));
        market.Open(Friday);
        market.Sell(seller, 2000, 100);
        market.Buy(buyer, 2000, 100);
        market.Close();
        return (buyer, seller);
    }
}
