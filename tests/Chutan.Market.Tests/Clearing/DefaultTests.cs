using Chutan.Market.Clearing;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Market.Tests.Exchange;

namespace Chutan.Market.Tests.Clearing;

public sealed class DefaultTests
{
    private static readonly LocalDate Friday = new(2024, 5, 31);
    private static readonly LocalDate Monday = new(2024, 6, 3);
    private static readonly LocalDate Tuesday = new(2024, 6, 4);

    private readonly TradingMarket market = new();
    private readonly AccountId seller;
    private readonly AccountId buyer;
    private readonly AccountId sound;

    /// <summary>Two buyers buy 100 t at 20.00 each; the bank then takes the first one's deposit back.</summary>
    public DefaultTests()
    {
        market.Bank("HBNK", house: true);
        (seller, buyer, sound) = (market.Trader(0, 500), market.Trader(0, 0), market.Trader(0, 0));
        foreach (var account in new[] { seller, buyer, sound })
            market.Accept(new BindBankAccount(account, "HBNK", $"6200-{account}"), market.Clearing);
        market.Import("IN-1", $"D,B1,6200-{buyer},2010.50", $"D,B2,6200-{sound},5000.00");
        market.Open(Friday);
        market.Sell(seller, 2000, 200);
        market.Buy(buyer, 2000, 100);
        market.Buy(sound, 2000, 100);
    }

    private ClearingState Clearing => market.State.Clearing;
    private DefaultCase Case => Clearing.Defaults.Find(1)!;

    [Fact]
    public void One_buyer_who_cannot_pay_does_not_stop_the_others()
    {
        Reverse();
        var events = market.Accept(new SettleDay(Friday), market.Clearing);
        var opened = events.OfType<DefaultOpened>().Single();
        Assert.Equal((DefaultKind.Payment, buyer, Monday, "clearing.insufficient-funds"),
            (opened.Kind, opened.Defaulter, opened.Deadline, opened.Reason));
        Assert.Equal(new Tonnes(100), market.State.Registry.Balance(sound, UnitKind.Allowance));
        Assert.Equal(new Money(199_000), Clearing.Balance(seller));
        Assert.Equal(new Tonnes(400), market.State.Registry.Balance(seller, UnitKind.Allowance));
        Assert.Equal(new Tonnes(300), market.State.Registry.Available(seller, UnitKind.Allowance));
        market.Accept(market.Reconciliation() with { RegistryDelivered = new Tonnes(100) }, Actor.Scheduler);
        Assert.Empty(Clearing.Differences);
        market.Reload();
    }

    [Fact]
    public void A_defaulter_neither_trades_nor_takes_money_out_until_the_case_is_over()
    {
        ToMonday();
        market.RefuseOrder("clearing.in-default", buyer, Chutan.Market.Exchange.Side.Buy, 2000, 1);
        market.Refuse("clearing.in-default", new RequestWithdrawal(buyer, new Money(1)), market.ActorOf(buyer));
    }

    [Fact]
    public void Money_that_comes_in_time_settles_the_trade_without_penalty()
    {
        ToMonday();
        Refused("clearing.cannot-pay", new MakeUpDefault(1));
        market.Import("IN-3", $"D,B5,6200-{buyer},2010.00");
        market.Accept(new MakeUpDefault(1), market.Clearing);
        Assert.Equal((DefaultStatus.MadeUp, Money.Zero), (Case.Status, Case.OwedPenalty));
        Assert.Equal((new Tonnes(100), Money.Zero, Money.Zero), (market.State.Registry.Balance(buyer,
            UnitKind.Allowance), Clearing.Balance(buyer), Clearing.Frozen(buyer)));
        Assert.Equal(new Money(2 * 199_000), Clearing.Balance(seller));
        Refused("clearing.unknown-default", new MakeUpDefault(1));
        Refused("clearing.nothing-to-collect", new CollectDefault(1));
        market.Buy(seller, 2000, 1);
        market.Reload();
    }

    [Fact]
    public void The_trade_is_undone_after_the_deadline_and_the_penalty_collected()
    {
        ToMonday();
        Refused("clearing.still-to-make-up", new CloseOutDefault(1, "no payment came"));
        market.Finish();
        market.Open(Tuesday);
        Refused("clearing.reason-needed", new CloseOutDefault(1, " "));
        market.Accept(new CloseOutDefault(1, "no payment came"), market.Clearing);
        Assert.Equal((DefaultStatus.ClosedOut, new Money(2_000), Money.Zero),
            (Case.Status, Case.OwedPenalty, Clearing.Frozen(buyer)));
        Assert.Equal(new Tonnes(400), market.State.Registry.Available(seller, UnitKind.Allowance));

        Refused("clearing.nothing-to-collect", new CollectDefault(1));
        market.Import("IN-3", $"D,B5,6200-{buyer},15.00");
        market.Accept(new CollectDefault(1), market.Clearing);
        Assert.Equal(new Money(500), Case.OwedPenalty);
        market.Import("IN-4", $"D,B6,6200-{buyer},15.00");
        market.Accept(new CollectDefault(1), market.Clearing);
        Assert.Equal((Money.Zero, new Money(1_000), new Money(2_000)), (Case.OwedPenalty, Clearing.Balance(buyer),
            Clearing.House.Balance(HouseAccount.Penalties)));
        Assert.Null(Clearing.Defaults.Barring(buyer));
        market.Reload();
    }

    [Fact]
    public void The_risk_reserve_lays_out_what_is_missing_and_gets_it_back()
    {
        ToMonday();
        Refused("clearing.reserve-minimum", new CoverDefault(1));
        market.Refuse("clearing.house-short", new CoverDefault(1), market.Authority);
        market.Import("IN-3", $"D,B5,6200-{sound},10000.00", $"D,B6,6200-{buyer},10.00");
        Give(HouseAccount.RiskReserve, sound, new Money(205_000));
        Refused("clearing.reserve-minimum", new CoverDefault(1)); // 2,000.00 of 2,050.00, and 100.00 have to stay
        Give(HouseAccount.RiskReserve, sound, new Money(5_000));
        market.Accept(new CoverDefault(1), market.Clearing);
        Assert.Equal((DefaultStatus.Covered, new Money(200_000), new Money(2_000)),
            (Case.Status, Case.OwedToReserve, Case.OwedPenalty));
        Assert.Equal((new Tonnes(100), new Money(10_000)), (market.State.Registry.Balance(buyer, UnitKind.Allowance),
            Clearing.House.Balance(HouseAccount.RiskReserve)));

        market.Import("IN-4", $"D,B7,6200-{buyer},2020.00");
        market.Accept(new CollectDefault(1), market.Clearing);
        Assert.Equal((Money.Zero, Money.Zero, new Money(210_000)), (Case.OwedToReserve, Case.OwedPenalty,
            Clearing.House.Balance(HouseAccount.RiskReserve)));
    }

    [Fact]
    public void What_cannot_be_delivered_the_reserve_cannot_cover()
    {
        market.Close();
        market.Apply(new AccountStatusChanged(buyer, AccountStatus.Closed, "court"));
        market.Accept(new SettleDay(Friday), market.Clearing);
        Refused("clearing.nothing-to-cover", new CoverDefault(1));
        Refused("clearing.cannot-deliver", new MakeUpDefault(1));
        market.Apply(new AccountStatusChanged(buyer, AccountStatus.Open, "court"));
        market.Accept(new MakeUpDefault(1), market.Clearing);
        Assert.Equal(new Tonnes(100), market.State.Registry.Balance(buyer, UnitKind.Allowance));
    }

    [Fact]
    public void A_share_of_the_fees_goes_to_the_risk_reserve()
    {
        var other = new TradingMarket(("clearing.risk_reserve.fee_share", "0.20"));
        var (a, b) = (other.Trader(10_000, 0), other.Trader(0, 500));
        other.Open(Friday);
        other.Sell(b, 2000, 100);
        other.Buy(a, 2000, 100);
        other.Finish();
        Assert.Equal((new Money(400), new Money(1_600)), (
            other.State.Clearing.House.Balance(HouseAccount.RiskReserve), other.State.Clearing.FeeIncome));
    }

    /// <summary>Where units bought today may be sold on, net settlement leaves the hold of a trade in default alone,
    /// though the same order sold to others too.</summary>
    [Fact]
    public void Net_delivery_leaves_what_a_trade_in_default_holds()
    {
        var net = new TradingMarket(("clearing.settlement.method", "net"), ("trade.resale-lag-days", "0"));
        net.Bank("HBNK", house: true);
        var (a, b, poor) = (net.Trader(5_000, 500), net.Trader(5_000, 500), net.Trader(0, 0));
        net.Accept(new BindBankAccount(poor, "HBNK", "6200-9"), net.Clearing);
        net.Import("IN-1", "D,B1,6200-9,1000.00");
        net.Open(Friday);
        net.Sell(a, 2000, 30);
        net.Buy(poor, 2000, 20);
        net.Buy(b, 2000, 10);
        net.Sell(b, 2000, 8);
        net.Buy(a, 2000, 8);
        net.Import("IN-2", "R,B2,B1,1000.00,sent twice");
        net.Close();
        net.Accept(new SettleDay(Friday), net.Clearing);
        Assert.Equal((new Tonnes(498), new Tonnes(502), new Tonnes(20)), (Units(a), Units(b),
            net.State.Registry.Held(a, UnitKind.Allowance, HoldCause.InOrder)));

        Tonnes Units(AccountId account) => net.State.Registry.Balance(account, UnitKind.Allowance);
    }

    private void Reverse()
    {
        market.Import("IN-2", "R,B3,B1,2010.50,sent twice");
        market.Close();
    }

    private void ToMonday()
    {
        Reverse();
        market.Accept(new SettleDay(Friday), market.Clearing);
        market.Accept(market.Reconciliation() with
        { RegistryDelivered = new Tonnes(100) }, Actor.Scheduler);
        market.Open(Monday);
    }

    /// <summary>Money for a house account, by event alone.</summary>
    private void Give(HouseAccount house, AccountId from, Money amount) => market.Apply(new MoneyMoved(
        Purse.Of(from), Purse.Of(house), amount, MoneyCause.HouseTransfer, null, "given"));

    private void Refused(string code, Command command) => market.Refuse(code, command, market.Clearing);
}
