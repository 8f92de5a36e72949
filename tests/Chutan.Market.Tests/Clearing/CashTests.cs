using Chutan.Market.Clearing;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Market.Tests.Exchange;

namespace Chutan.Market.Tests.Clearing;

public sealed class CashTests
{
    [Fact]
    public void A_bank_reference_is_booked_once()
    {
        var market = new TradingMarket();
        var account = market.Trader(0, 0);

        market.Accept(new DepositMoney(account, new Money(100), "B1"), market.Clearing);
        market.Refuse("clearing.duplicate-reference", new DepositMoney(account, new Money(100), "B1"), market.Clearing);
        market.Reload();
        market.Refuse("clearing.duplicate-reference", new WithdrawMoney(account, new Money(1), "B1"), market.Clearing);
        Assert.Equal((new Money(100), new Money(100)),
            (market.State.Clearing.Balance(account), market.State.Clearing.BankTotal));
    }

    [Fact]
    public void No_more_is_paid_out_than_is_free()
    {
        var market = new TradingMarket();
        var account = market.Trader(10_000, 0);
        market.Open(new LocalDate(2024, 5, 31));
        market.Buy(account, 2000, 100);

        market.Refuse("clearing.insufficient-funds", new WithdrawMoney(account, new Money(798_951), "B1"),
            market.Clearing);
        market.Accept(new WithdrawMoney(account, new Money(798_950), "B1"), market.Clearing);
        Assert.Equal(Money.Zero, market.State.Clearing.Available(account));
    }

    [Fact]
    public void An_account_with_money_is_not_closed()
    {
        var market = new TradingMarket();
        var account = market.Trader(100, 0);

        market.Refuse("clearing.money-left", new CloseAccount(account), market.Registry);
        market.Accept(new WithdrawMoney(account, new Money(10_000), "B1"), market.Clearing);
        market.Accept(new CloseAccount(account), market.Registry);
    }

    [Fact]
    public void Malformed_payments_are_refused()
    {
        var market = new TradingMarket();
        var account = market.Trader(0, 0);

        market.Refuse("clearing.unknown-account", new DepositMoney(new(97), new Money(1), "B1"), market.Clearing);
        market.Refuse("clearing.no-amount", new DepositMoney(account, Money.Zero, "B1"), market.Clearing);
        market.Refuse("clearing.no-amount", new WithdrawMoney(account, new Money(-5), "B1"), market.Clearing);
        market.Refuse("clearing.bad-reference", new DepositMoney(account, new Money(1), " "), market.Clearing);
        market.Refuse("access.not-permitted", new DepositMoney(account, new Money(1), "B1"), market.ActorOf(account));
    }
}
