using Chutan.Market.Clearing;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Tests.Exchange;

namespace Chutan.Market.Tests.Clearing;

public sealed class BankingTests
{
    private static readonly LocalDate Friday = new(2024, 5, 31);

    [Fact]
    public void Money_from_before_any_bank_is_taken_over_by_the_bank_an_account_is_bound_to()
    {
        var market = new TradingMarket();
        var (one, other) = (market.Trader(100, 0), market.Trader(50, 0));
        var bank = market.Bank("HBNK", house: true);
        market.Accept(new BindBankAccount(one, "HBNK", "6200-1"), market.Clearing);

        Assert.Equal((new Money(10_000), Money.Zero), (bank().Cash, bank().DueFromBanks));
        Assert.Equal(new Money(5_000), market.State.Clearing.Banks.Find(SettlementBanks.Unnamed)!.Cash);
        Assert.Equal((SettlementBanks.Unnamed, one),
            (market.State.Clearing.Banks.BankOf(Purse.Of(other)), market.State.Clearing.Banks.AccountAt("HBNK",
                "6200-1")));
        market.Reload();
    }

    [Fact]
    public void A_trade_between_clients_of_two_banks_leaves_one_bank_owing_the_other()
    {
        var market = new TradingMarket();
        var (first, second) = (market.Bank("HBNK", house: true), market.Bank("CBNK"));
        var (buyer, seller) = (market.Trader(0, 0), market.Trader(0, 500));
        market.Accept(new BindBankAccount(buyer, "HBNK", "6200-1"), market.Clearing);
        market.Accept(new BindBankAccount(seller, "CBNK", "7300-1"), market.Clearing);
        market.Accept(new DepositMoney(buyer, new Money(1_000_000), "in 1"), market.Clearing);
        Assert.Equal(new Money(1_000_000), first().Cash);

        market.Open(Friday);
        market.Sell(seller, 2000, 100);
        market.Buy(buyer, 2000, 100);
        market.Finish();

        // The seller's bank is owed the price less the seller's fee, which goes to the house at the first bank.
        Assert.Equal((new Money(-199_000), new Money(199_000)), (first().DueFromBanks, second().DueFromBanks));
        Assert.Equal(new Money(2_000), market.State.Clearing.FeeIncome);
        market.Reload();
    }

    [Fact]
    public void The_houses_money_moves_with_the_bank_that_holds_it()
    {
        var market = new TradingMarket();
        var first = market.Bank("HBNK", house: true);
        var (buyer, seller) = (market.Trader(0, 0), market.Trader(0, 500));
        market.Accept(new BindBankAccount(buyer, "HBNK", "1"), market.Clearing);
        market.Accept(new BindBankAccount(seller, "HBNK", "2"), market.Clearing);
        market.Accept(new DepositMoney(buyer, new Money(1_000_000), "in 1"), market.Clearing);
        market.Open(Friday);
        market.Sell(seller, 2000, 100);
        market.Buy(buyer, 2000, 100);
        market.Finish();

        var second = market.Bank("CBNK", house: true);
        Assert.Equal((new Money(-2_000), new Money(2_000)), (first().DueFromBanks, second().DueFromBanks));
    }

    [Fact]
    public void Banks_and_bindings_that_make_no_sense_are_refused()
    {
        var market = new TradingMarket();
        var account = market.Trader(0, 0);
        var bank = market.State.Participants.Find(market.Join(ParticipantKind.Bank).User)!.Participant;
        Refused("clearing.bad-bank-code", new RegisterSettlementBank("h1", bank, true));
        Refused("clearing.not-a-bank", new RegisterSettlementBank("HBNK", new ParticipantId(1), true));
        Refused("clearing.no-house-bank", new RegisterSettlementBank("HBNK", bank, false));
        Refused("clearing.unknown-bank", new BindBankAccount(account, "HBNK", "1"));
        market.Accept(new RegisterSettlementBank("HBNK", bank, true), market.Clearing);
        Refused("clearing.bank-exists", new RegisterSettlementBank("HBNK", bank, true));
        Refused("clearing.unknown-account", new BindBankAccount(new AccountId(97), "HBNK", "1"));
        Refused("clearing.bad-bank-account", new BindBankAccount(account, "HBNK", "1 2"));
        market.Accept(new BindBankAccount(account, "HBNK", "1"), market.Clearing);
        Refused("clearing.bank-account-taken", new BindBankAccount(market.Trader(0, 0), "HBNK", "1"));

        market.Accept(new DepositMoney(account, new Money(100), "in 1"), market.Clearing);
        market.Bank("CBNK");
        Refused("clearing.money-at-bank", new BindBankAccount(account, "CBNK", "1"));
        market.Accept(new WithdrawMoney(account, new Money(100), "out 1"), market.Clearing);
        market.Accept(new BindBankAccount(account, "CBNK", "1"), market.Clearing);
        Assert.Null(market.State.Clearing.Banks.AccountAt("HBNK", "1"));

        void Refused(string code, Command command) => market.Refuse(code, command, market.Clearing);
    }
}
