using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Market.Tests.Exchange;

namespace Chutan.Market.Tests.Clearing;

public sealed class SettlementRunTests
{
    private static readonly LocalDate Friday = new(2024, 5, 31);
    private static readonly LocalDate Monday = new(2024, 6, 3);

    private readonly TradingMarket market = new();
    private readonly AccountId buyer;
    private readonly AccountId seller;

    public SettlementRunTests()
    {
        market.Bank("HBNK", house: true);
        market.Bank("CBNK");
        (buyer, seller) = (market.Trader(0, 0), market.Trader(0, 500));
        market.Accept(new BindBankAccount(buyer, "HBNK", "6200-1"), market.Clearing);
        market.Accept(new BindBankAccount(seller, "CBNK", "7300-1"), market.Clearing);
        market.Import("IN-1", "D,B1,6200-1,50000.00");
        market.Open(Friday);
        market.Sell(seller, 2000, 300);
        market.Buy(buyer, 2000, 100);
        market.Accept(new RequestWithdrawal(buyer, new Money(100_000)), market.ActorOf(buyer));
        market.Close();
    }

    private ClearingState Clearing => market.State.Clearing;

    [Fact]
    public void The_steps_of_a_day_are_taken_in_order_each_with_its_figures()
    {
        foreach (var step in TradingMarket.Steps) market.Step(step);
        Assert.Equal(Enum.GetValues<RunStep>()[1..], Clearing.Run.Steps.Select(s => s.Step));
        Assert.Equal((1, 100, 200_000), (Figure(RunStep.TradeListFrozen, "trades", "HBEA"),
            Figure(RunStep.TradeListFrozen, "quantity", "HBEA"), Figure(RunStep.TradeListFrozen, "value", "HBEA")));
        Assert.Equal(market.State.Exchange.TradeListHash, Clearing.Run.Steps[1].Hash);
        Assert.Equal(2_000, Figure(RunStep.ClosesComputed, "close", "HBEA"));
        Assert.Equal((1_000, 1_000), (Figure(RunStep.FeesComputed, "buyer-fees", "Negotiated"),
            Figure(RunStep.FeesComputed, "seller-fees", "Negotiated")));
        Assert.Equal((201_000, 199_000), (Figure(RunStep.ObligationsFixed, "payable", "HBEA"),
            Figure(RunStep.ObligationsFixed, "receivable", "HBEA")));
        Assert.Equal((1, 0), (Figure(RunStep.Checked, "sound", ""), Figure(RunStep.Checked, "defaults", "")));
        Assert.Equal((100, 1, 2), (Figure(RunStep.Delivered, "moved", "HBEA"),
            Figure(RunStep.Delivered, "unit-movements", ""), Figure(RunStep.Delivered, "money-movements", "")));
        Assert.Equal((100_000, 199_000, -199_000), (Figure(RunStep.BankFilesIssued, "withdrawals", "HBNK"),
            Figure(RunStep.BankFilesIssued, "to-other-banks", "HBNK"),
            Figure(RunStep.BankFilesIssued, "to-other-banks", "CBNK")));
        Assert.All(Clearing.Banks.All, bank => Assert.Equal(Money.Zero, bank.DueFromBanks));
        Assert.Equal(new Money(199_000), Clearing.Banks.Find("CBNK")!.Cash);
        market.Reload();
        market.Open(Monday);
    }

    [Fact]
    public void No_step_is_skipped_repeated_or_taken_before_the_close()
    {
        Refused("clearing.step-out-of-order", new RunSettlementStep(Friday, RunStep.Delivered));
        market.Step(RunStep.TradingStopped);
        Refused("clearing.step-out-of-order", new RunSettlementStep(Friday, RunStep.TradingStopped));
        Refused("clearing.not-closed", new RunSettlementStep(Monday, RunStep.TradeListFrozen));
        Refused("clearing.not-closed", new SettleDay(Friday));
        market.Refuse("clearing.step-out-of-order", new ConfirmDelivery(Friday, []), market.Registry);
        Refused("clearing.step-out-of-order", new ReconcileBooks(Friday, []));
        foreach (var step in TradingMarket.Steps.TakeWhile(s => s != RunStep.RegistryConfirmed).Skip(1))
            market.Step(step);
        Refused("clearing.step-of-others", new RunSettlementStep(Friday, RunStep.RegistryConfirmed));
        Refused("clearing.not-settled", new ReconcileDay(Friday, default, default, default, default));
    }

    [Fact]
    public void The_next_day_waits_for_the_whole_run()
    {
        foreach (var step in TradingMarket.Steps.TakeWhile(s => s != RunStep.ReadyToOpen)) market.Step(step);
        market.At(Monday).Refuse("clearing.run-not-finished", new OpenBusinessDay(Monday), Actor.Scheduler);
        market.At(Friday, 16).Step(RunStep.ReadyToOpen);
        market.Open(Monday);
    }

    [Fact]
    public void A_day_in_one_command_has_no_steps()
    {
        market.Accept(new SettleDay(Friday), market.Clearing);
        Refused("clearing.not-closed", new RunSettlementStep(Friday, RunStep.TradingStopped));
    }

    [Fact]
    public void A_balance_the_bank_states_in_its_file_counts_and_typing_another_needs_a_reason()
    {
        foreach (var step in TradingMarket.Steps.TakeWhile(s => s != RunStep.Reconciled)) market.Step(step);
        var cash = Clearing.Banks.Find("HBNK")!.Cash;
        market.RefuseImport("clearing.file-line", "BAL-1", "C,B8,today,1.00");
        market.Import("BAL-1", $"C,B8,2024-05-31,{Text.Of(cash + new Money(100))}");
        Assert.Equal(cash + new Money(100), Clearing.Traffic.ClosingOf("HBNK", Friday));
        market.Reload();

        var typed = market.Books();
        Refused("clearing.typed-against-file", typed);
        var silent = typed with
        { Reported = typed.Reported.RemoveAll(f => f.Subject == "HBNK") };
        market.Accept(silent, market.Clearing);
        Assert.Equal(cash.Fen + 100, Assert.Single(Clearing.Cases.All).Reported);
        var typing = Assert.Single(market.Accept(typed with { Reason = "银行来函更正" }, market.Clearing)
            .OfType<BalanceTyped>());
        Assert.Equal((cash, cash + new Money(100), "银行来函更正"), (typing.Typed, typing.Stated, typing.Reason));
        Assert.Equal(DifferenceStatus.Agreed, Assert.Single(Clearing.Cases.All).Status);
    }

    [Fact]
    public void A_later_statement_takes_the_place_of_an_earlier_one()
    {
        foreach (var step in TradingMarket.Steps.TakeWhile(s => s != RunStep.Reconciled)) market.Step(step);
        market.Import("BAL-1", "C,B8,2024-05-31,1.00");
        market.Import("BAL-2", $"C,B9,2024-05-31,{Text.Of(Clearing.Banks.Find("HBNK")!.Cash)}");
        market.Accept(market.Books(), market.Clearing);
        Assert.Empty(Clearing.Cases.All);
    }

    [Fact]
    public void An_injected_difference_keeps_the_market_shut_until_two_people_override_it()
    {
        foreach (var step in TradingMarket.Steps.TakeWhile(s => s != RunStep.Reconciled)) market.Step(step);
        var wrong = market.Books().With(Chutan.Market.Clearing.Figure.BankTotal, "HBNK", 5_000_000);
        market.Accept(wrong, market.Clearing);
        var found = Assert.Single(Clearing.Cases.All);
        Assert.Equal((Chutan.Market.Clearing.Figure.BankTotal, "HBNK", 5_000_000, DifferenceStatus.Open),
            (found.Figure, found.Subject, found.Reported, found.Status));
        Assert.Equal(SettlementPhase.Different, Clearing.Phase);
        market.Refuse("clearing.not-reconciled", new OpenBusinessDay(Friday.PlusDays(3)), Actor.Scheduler, Monday);
        Refused("clearing.step-out-of-order", new RunSettlementStep(Friday, RunStep.StatementsIssued));

        Refused("clearing.reason-needed", new NoteDifference(1, " "));
        Refused("clearing.unknown-case", new NoteDifference(2, "?"));
        market.Accept(new NoteDifference(1, "the bank counts Monday's value date"), market.Clearing);
        Refused("clearing.not-proposed", new ConfirmOverride(1));
        Refused("clearing.reason-needed", new ProposeOverride(1, ""));
        Refused("clearing.unknown-case", new ProposeOverride(2, "?"));
        market.Accept(new ProposeOverride(1, "value date, corrected on Monday"), market.Clearing);
        Refused("clearing.same-person", new ConfirmOverride(1));
        market.Refuse("access.not-permitted", new ConfirmOverride(1), market.Registry);
        market.Reload();
        var second = market.Join(ParticipantKind.ClearingOperator);
        market.Accept(new ConfirmOverride(1), second);
        Refused("clearing.unknown-case", new ConfirmOverride(1));

        var closed = Clearing.Cases.Find(1)!;
        Assert.Equal((DifferenceStatus.Overridden, (UserId?)market.Clearing.User, (UserId?)second.User),
            (closed.Status, closed.ProposedBy, closed.ConfirmedBy));
        Assert.Equal("the bank counts Monday's value date", Assert.Single(closed.Notes).Text);
        market.Step(RunStep.StatementsIssued);
        market.Step(RunStep.ReadyToOpen);
        market.Reload();
        market.Open(Monday);
    }

    [Fact]
    public void A_difference_that_a_later_comparison_does_not_find_is_agreed()
    {
        foreach (var step in TradingMarket.Steps.TakeWhile(s => s != RunStep.Reconciled)) market.Step(step);
        var books = market.Books();
        market.Accept(books.With(Chutan.Market.Clearing.Figure.RegistryDelivered, "HBEA", 99)
            .With(Chutan.Market.Clearing.Figure.ExchangeVolume, "HBEA", 101), market.Clearing);
        Assert.Equal(2, Clearing.Cases.OpenOn(Friday).Count());
        market.Accept(books.With(Chutan.Market.Clearing.Figure.RegistryDelivered, "HBEA", 98), market.Clearing);
        Assert.Equal(98, Assert.Single(Clearing.Cases.OpenOn(Friday)).Reported);
        market.Accept(books, market.Clearing);
        Assert.All(Clearing.Cases.All, c => Assert.Equal(DifferenceStatus.Agreed, c.Status));
        Assert.Equal(RunStep.Reconciled, Clearing.Run.DoneOn(Friday));
    }

    [Fact]
    public void A_participant_objects_until_the_next_opening_and_silence_is_agreement()
    {
        foreach (var step in TradingMarket.Steps.TakeWhile(s => s != RunStep.StatementsIssued)) market.Step(step);
        var objection = new ObjectToStatement(buyer, Friday, "the fee is too high");
        market.Refuse("clearing.no-statement", objection, market.ActorOf(buyer));
        market.Step(RunStep.StatementsIssued);
        market.Refuse("clearing.reason-needed", objection with { Text = "" }, market.ActorOf(buyer));
        market.Refuse("access.not-permitted", objection, market.ActorOf(seller));
        market.Accept(objection, market.ActorOf(buyer));
        market.Refuse("clearing.objected-already", objection, market.ActorOf(buyer));
        market.Step(RunStep.ReadyToOpen);
        market.Reload();

        market.At(Monday);
        var agreed = market.Accept(new OpenBusinessDay(Monday), Actor.Scheduler).OfType<StatementsAgreed>().Single();
        Assert.Equal((Friday, 1, 1), (agreed.Date, agreed.Silent, agreed.Objected));
        market.Refuse("clearing.too-late-to-object", new ObjectToStatement(seller, Friday, "late"),
            market.ActorOf(seller));
        Refused("clearing.reason-needed", new AnswerObjection(1, false, " "));
        market.Accept(new AnswerObjection(1, false, "0.5 % of 2,000.00 is 10.00"), market.Clearing);
        Refused("clearing.unknown-objection", new AnswerObjection(1, false, "again"));
        Assert.Equal(ObjectionStatus.Rejected, Clearing.Objections.Find(1)!.Status);
        market.Reload();
    }

    private long Figure(RunStep step, string name, string subject) => Clearing.Run.Figure(step, name, subject);

    private void Refused(string code, Command command) => market.Refuse(code, command, market.Clearing);
}

internal static class ReconcileBooksChanges
{
    /// <summary>The same report with one figure changed.</summary>
    public static ReconcileBooks With(this ReconcileBooks books, Figure figure, string subject, long value) =>
        books with
        {
            Reported = [.. books.Reported.Select(r => r.Figure == figure && r.Subject == subject
                ? r with { Value = value } : r)],
        };
}
