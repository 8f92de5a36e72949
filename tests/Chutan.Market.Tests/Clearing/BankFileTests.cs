using Chutan.Market.Clearing;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Tests.Exchange;

namespace Chutan.Market.Tests.Clearing;

public sealed class BankFileTests
{
    private const string Head = "H,CHUTAN-BANK-1,HBNK,IN-1,2024-05-31,CNY";
    private readonly TradingMarket market = new();
    private readonly AccountId one;
    private readonly AccountId other;

    public BankFileTests()
    {
        market.Bank("HBNK", house: true);
        (one, other) = (market.Trader(0, 0), market.Trader(0, 0));
        market.Accept(new BindBankAccount(one, "HBNK", "6200-1"), market.Clearing);
        market.Accept(new BindBankAccount(other, "HBNK", "6200-2"), market.Clearing);
    }

    [Fact]
    public void One_file_books_all_its_deposits()
    {
        var events = market.Import("IN-1", "D,B1,6200-1,1000.00", "D,B2,6200-2,250.50");
        var file = Assert.IsType<BankFileImported>(events[^1]).File;
        Assert.Equal((2, new Money(125_050), Money.Zero), (file.Records, file.In, file.Out));
        Assert.Equal((new Money(100_000), new Money(25_050), new Money(125_050)), (Balance(one), Balance(other),
            market.State.Clearing.Banks.Find("HBNK")!.Cash));
        market.Reload();
    }

    [Fact]
    public void The_same_file_is_booked_once_by_number_and_by_content()
    {
        market.Import("IN-1", "D,B1,6200-1,1000.00");
        Refused("clearing.file-imported", Command("IN-1", Head, "D,B1,6200-1,1000.00", "T,1,1000.00,0.00"));
        Refused("clearing.file-imported", Command("IN-1", Head, "D,B9,6200-1,1.00", "T,1,1.00,0.00"));
        Refused("clearing.content-imported",
            Command("IN-2", Head, "D,B1,6200-1,1000.00", "T,1,1000.00,0.00"));
        Assert.Equal(new Money(100_000), Balance(one));
    }

    [Fact]
    public void A_bank_reference_in_another_file_or_twice_in_one_is_refused_and_nothing_is_booked()
    {
        market.Import("IN-1", "D,B1,6200-1,1000.00");
        Assert.Equal("2", Line(market.RefuseImport("clearing.file-duplicate", "IN-2", "D,B1,6200-1,5.00")));
        Assert.Equal("3", Line(market.RefuseImport("clearing.file-duplicate", "IN-2", "D,B2,6200-1,5.00",
            "D,B2,6200-2,5.00")));
        Assert.Equal(new Money(100_000), Balance(one));
    }

    [Fact]
    public void Each_fault_is_refused_with_its_line()
    {
        Assert.Equal("3", Line(market.RefuseImport("clearing.file-unknown-account", "IN-1", "D,B1,6200-1,5.00",
            "D,B2,6299-9,5.00")));
        Assert.Equal("2", Line(market.RefuseImport("clearing.file-unknown-withdrawal", "IN-1", "W,B1,7,5.00")));
        Assert.Equal("2", Line(market.RefuseImport("clearing.file-unknown-deposit", "IN-1", "R,B1,B0,5.00,error")));
        foreach (var amount in new[] { "5", "5.0", "-5.00", "0.00", "1e3", "5,00", "99999999999999999.00" })
            Assert.Equal("2", Line(market.Refuse(
                amount == "5,00" ? "clearing.file-line" : "clearing.file-amount",
                Command("IN-1", Head, $"D,B1,6200-1,{amount}", "T,1,5.00,0.00"), market.Clearing)));
        Refused("clearing.file-line", Command("IN-1", Head, "Z,B1,6200-1,5.00", "T,1,5.00,0.00"));
        Refused("clearing.file-line", Command("IN-1", Head, "X,B1,1,5.00", "T,1,0.00,0.00"));
        Refused("clearing.file-line", Command("IN-1", Head, "D,B1,6200-1,5.00"));
        Refused("clearing.file-line", Command("IN-1", Head.Replace("2024-05-31", "31.05.2024",
            StringComparison.Ordinal), "T,0,0.00,0.00"));
        Refused("clearing.file-currency", Command("IN-1", Head.Replace("CNY", "USD", StringComparison.Ordinal),
            "D,B1,6200-1,5.00", "T,1,5.00,0.00"));
        Refused("clearing.file-length", Command("IN-1", Head));
        Refused("clearing.file-header", Command("IN-2", Head, "D,B1,6200-1,5.00", "T,1,5.00,0.00"));
        Refused("clearing.file-altered", Command("IN-1", Head, "T,0,0.00,0.00") with { ContentHash = "00" });
        Refused("clearing.unknown-bank", Command("IN-1", Head, "T,0,0.00,0.00") with { Bank = "ZZ" });
        Assert.Equal(Money.Zero, Balance(one));
    }

    [Theory]
    [InlineData("T,2,5.00,0.00", "records", "1")]
    [InlineData("T,1,6.00,0.00", "total in", "5.00")]
    [InlineData("T,1,5.00,5.00", "total out", "0.00")]
    public void A_wrong_control_total_is_refused(string trailer, string total, string found)
    {
        var refusal = market.Refuse("clearing.file-control-total",
            Command("IN-1", Head, "D,B1,6200-1,5.00", trailer), market.Clearing);
        Assert.Equal(("3", total, found), (Line(refusal), Value(refusal, "total"), Value(refusal, "found")));
    }

    [Fact]
    public void All_faults_of_a_file_are_found_before_it_is_handed_in()
    {
        var problems = BankFiles.Check([Head, "D,B1,6299-9,5.00", "D,B2,6200-1,5.00", "W,B3,1,2.00",
            "T,3,10.00,2.00"], market.State.Clearing);
        Assert.Equal(["2", "4"], problems.Select(Line));
        market.Import("IN-1", "D,B1,6200-1,1000.00");
        Assert.Equal("clearing.file-imported",
            Assert.Single(BankFiles.Check([Head, "T,0,0.00,0.00"], market.State.Clearing)).Code);
    }

    [Fact]
    public void A_bank_hands_in_only_its_own_files()
    {
        var stranger = market.Join(ParticipantKind.Bank);
        market.Refuse("clearing.not-your-file", Command("IN-1", Head, "T,0,0.00,0.00"), stranger);
    }

    [Fact]
    public void A_withdrawal_is_tied_up_sent_to_the_bank_and_paid()
    {
        market.Import("IN-1", "D,B1,6200-1,1000.00");
        market.Accept(new RequestWithdrawal(one, new Money(40_000)), market.ActorOf(one));
        Assert.Equal(new Money(60_000), market.State.Clearing.Withdrawable(one));
        market.RefuseImport("clearing.file-unknown-withdrawal", "IN-2", "W,B2,1,400.00");

        var sent = market.Accept(new IssueBankFile("HBNK"), market.Clearing).OfType<BankFileIssued>().Single();
        Assert.Equal((1, new Money(40_000)), (sent.File.Records, sent.File.Out));
        Assert.Equal(sent.File.ContentHash, BankFileFormat.HashOf(["H,CHUTAN-BANK-1,HBNK,OUT-1,2024-05-31,CNY",
            "P,1,6200-1,400.00", "T,1,0.00,400.00"]));
        Refused("clearing.nothing-to-send", new IssueBankFile("HBNK"));
        market.RefuseImport("clearing.file-amount-differs", "IN-2", "W,B2,1,399.00");
        market.RefuseImport("clearing.file-unknown-withdrawal", "IN-2", "W,B2,1,400.00", "W,B3,1,400.00");
        market.Import("IN-2", "W,B2,1,400.00");

        Assert.Equal((new Money(60_000), Money.Zero, WithdrawalStatus.Paid), (Balance(one),
            market.State.Clearing.Frozen(one), market.State.Clearing.Traffic.FindWithdrawal(1)!.Status));
        market.Reload();
    }

    [Fact]
    public void A_rejected_withdrawal_is_free_money_again()
    {
        market.Import("IN-1", "D,B1,6200-1,1000.00");
        market.Accept(new RequestWithdrawal(one, new Money(100_000)), market.ActorOf(one));
        market.Accept(new IssueBankFile("HBNK"), market.Clearing);
        market.Import("IN-2", "X,B2,1,1000.00,account blocked");
        Assert.Equal((new Money(100_000), "account blocked"), (market.State.Clearing.Withdrawable(one),
            market.State.Clearing.Traffic.FindWithdrawal(1)!.Note));
    }

    [Fact]
    public void A_withdrawal_is_taken_back_only_before_it_is_sent()
    {
        market.Import("IN-1", "D,B1,6200-1,1000.00");
        var actor = market.ActorOf(one);
        market.Accept(new RequestWithdrawal(one, new Money(1_000)), actor);
        market.Accept(new CancelWithdrawal(one, 1), actor);
        Assert.Equal(new Money(100_000), market.State.Clearing.Withdrawable(one));
        market.Refuse("clearing.withdrawal-under-way", new CancelWithdrawal(one, 1), actor);
        market.Refuse("clearing.unknown-withdrawal", new CancelWithdrawal(one, 2), actor);
        market.Refuse("clearing.no-amount", new RequestWithdrawal(one, Money.Zero), actor);
        market.Refuse("clearing.insufficient-funds", new RequestWithdrawal(one, new Money(100_001)), actor);
        market.Refuse("access.not-permitted", new RequestWithdrawal(other, new Money(1)), actor);
        var unbound = market.Trader(10, 0);
        market.Refuse("clearing.no-bank-account", new RequestWithdrawal(unbound, new Money(1)),
            market.ActorOf(unbound));
    }

    [Fact]
    public void A_deposit_taken_back_by_the_bank_leaves_the_account_short_of_its_orders()
    {
        market.Import("IN-1", "D,B1,6200-1,1000.00");
        market.Open(new LocalDate(2024, 5, 31));
        market.Buy(one, 2000, 40);
        market.RefuseImport("clearing.file-amount-differs", "IN-2", "R,B2,B1,999.00,sent twice");
        market.Import("IN-2", "R,B2,B1,1000.00,sent twice");
        Assert.Equal((Money.Zero, market.State.Clearing.Frozen(one)),
            (Balance(one), market.State.Clearing.Find(one)!.Shortfall));
        market.RefuseImport("clearing.file-unknown-deposit", "IN-3", "R,B3,B1,1000.00,again");
        market.Reload();
        market.Import("IN-3", "D,B4,6200-1,1000.00");
        Assert.Equal(Money.Zero, market.State.Clearing.Find(one)!.Shortfall);
    }

    [Fact]
    public void No_more_is_taken_back_than_the_account_has()
    {
        market.Import("IN-1", "D,B1,6200-1,1000.00");
        market.Accept(new WithdrawMoney(one, new Money(1), "out"), market.Clearing);
        market.RefuseImport("clearing.file-reversal-beyond", "IN-2", "R,B2,B1,1000.00,sent twice");
    }

    [Fact]
    public void A_withdrawal_on_its_way_is_not_taken_back_and_a_short_account_sends_none()
    {
        market.Import("IN-1", "D,B1,6200-1,1000.00", "D,B2,6200-1,600.00");
        market.Accept(new RequestWithdrawal(one, new Money(70_000)), market.ActorOf(one));
        market.Accept(new IssueBankFile("HBNK"), market.Clearing);
        var refusal = market.RefuseImport("clearing.file-reversal-beyond", "IN-2", "R,B3,B1,1000.00,sent twice");
        Assert.Equal("900.00", Value(refusal, "balance"));
        market.Import("IN-2", "R,B3,B2,600.00,sent twice");
        market.Import("IN-3", "W,B4,1,700.00");
        Assert.Equal(new Money(30_000), Balance(one));

        market.Import("IN-4", "D,B5,6200-1,100.00");
        market.Accept(new RequestWithdrawal(one, new Money(35_000)), market.ActorOf(one));
        market.Import("IN-5", "R,B6,B5,100.00,sent twice");
        Refused("clearing.nothing-to-send", new IssueBankFile("HBNK"));
        market.Import("IN-6", "D,B7,6200-1,50.00");
        market.Accept(new IssueBankFile("HBNK"), market.Clearing);
    }

    private static ImportBankFile Command(string number, params string[] lines) =>
        new("HBNK", number, BankFileFormat.HashOf(lines), [.. lines]);

    private void Refused(string code, Command command) => market.Refuse(code, command, market.Clearing);
    private Money Balance(AccountId account) => market.State.Clearing.Balance(account);
    private static string Line(Refusal refusal) => Value(refusal, "line");
    private static string Value(Refusal refusal, string name) => refusal.Parameters.Single(p => p.Name == name).Value;
}
