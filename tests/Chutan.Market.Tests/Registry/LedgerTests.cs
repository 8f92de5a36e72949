using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using static Chutan.Market.Tests.Registry.RegistryMarket;

namespace Chutan.Market.Tests.Registry;

/// <summary>Issue, transfer, chain, cancellation and correction.</summary>
public sealed class LedgerTests
{
    private static readonly HoldId First = new(1);

    [Fact]
    public void No_allowance_is_issued_without_a_cap() => Refused(Founded(), RegistryRefusals.NoIssueLimit,
        d => d.Issue(Ironworks, UnitKind.Allowance, Vintage2024, new Tonnes(1),
            Origin.InitialAllocation, "", false, ""));

    [Fact]
    public void The_cap_limits_what_is_issued() => Refused(Holding100(), RegistryRefusals.IssueLimit,
        d => d.Issue(Ironworks, UnitKind.Allowance, Vintage2023, new Tonnes(901),
            Origin.InitialAllocation, "", false, ""));

    [Fact]
    public void A_cap_cannot_fall_below_what_is_issued() => Refused(Holding100(), RegistryRefusals.LimitBelowIssued,
        d => d.LimitIssue(UnitKind.Allowance, Vintage2023, new Tonnes(99)));

    [Fact]
    public void An_issue_has_its_other_side_in_the_control() => Holding100().Then(s =>
    {
        Assert.Equal(100, s.Registry.Issued(UnitKind.Allowance, Vintage2023).Count);
        Assert.Equal(1, s.Registry.Lots(Ironworks).Single().Block.First);
        Assert.Equal(Control, s.Registry.IssuanceControl);
    });

    [Fact]
    public void A_transfer_is_held_until_the_receiver_confirms() => Holding100()
        .When(Transfer(30), IronworksClerk).ThenAccepted()
        .Then(s => Assert.Equal(70, s.Registry.Available(Ironworks, UnitKind.Allowance).Count))
        .When(new ConfirmTransfer(PaperMill, First), PaperMillClerk).ThenAccepted()
        .Then(s => Assert.Equal(new SerialBlock(1, 30), s.Registry.Lots(PaperMill).Single().Block))
        .Then(s => Assert.Equal(new SerialBlock(31, 70), s.Registry.Lots(Ironworks).Single().Block)).Reload();

    [Fact]
    public void A_transfer_nobody_confirmed_lapses() =>
        Assert.Equal(100, Holding100().Given(Transfer(30), IronworksClerk)
        .On(Scenario.FirstDay.PlusDays(1))
        .When(new ConfirmTransfer(PaperMill, First), PaperMillClerk).ThenRefused(RegistryRefusals.TransferLapsed)
        .When(new ExpireTransfers(), Actor.Scheduler).ThenAccepted().Available(Ironworks));

    [Fact]
    public void A_transfer_may_be_withdrawn_once() => Assert.Equal(100, Holding100().Given(Transfer(30), IronworksClerk)
        .When(new WithdrawTransfer(Ironworks, First), IronworksClerk).ThenAccepted()
        .When(new WithdrawTransfer(Ironworks, First), IronworksClerk).ThenRefused(RegistryRefusals.UnknownTransfer)
        .Available(Ironworks));

    [Fact]
    public void Pending_transfers_are_limited() => Holding100()
        .Given(Transfer(1), IronworksClerk).Given(Transfer(1), IronworksClerk)
        .When(Transfer(1), IronworksClerk).ThenRefused(RegistryRefusals.TooManyPending);

    [Fact]
    public void A_transfer_says_why_how_much_and_to_whom() => Holding100()
        .When(Transfer(1) with { Reason = "" }, IronworksClerk).ThenRefused(RegistryRefusals.ReasonNeeded)
        .When(Transfer(0), IronworksClerk).ThenRefused(RegistryRefusals.ZeroQuantity)
        .When(Transfer(1) with { To = Ironworks }, IronworksClerk).ThenRefused(RegistryRefusals.SameAccount)
        .When(Transfer(1) with { To = Control }, IronworksClerk).ThenRefused(RegistryRefusals.SystemAccount)
        .When(Transfer(101), IronworksClerk).ThenRefused(RegistryRefusals.InsufficientHolding);

    [Fact]
    public void A_chain_happens_entirely_or_not_at_all() => Holding100()
        .When(Chain(100, 101), Registrar).ThenRefused(RegistryRefusals.InsufficientHolding)
        .Then(s => Assert.Equal(100, s.Registry.Balance(Ironworks, UnitKind.Allowance).Count))
        .When(Chain(100, 60), Registrar).ThenAccepted()
        .Then(s => Assert.Equal((40, 60), (s.Registry.Balance(PaperMill, UnitKind.Allowance).Count,
            s.Registry.Balance(Fund, UnitKind.Allowance).Count)));

    [Fact]
    public void A_chain_has_a_bounded_number_of_steps() => Holding100()
        .When(new TransferChain([], "merger"), Registrar).ThenRefused(RegistryRefusals.ChainLength);

    [Fact]
    public void Blocks_that_meet_again_are_one_block() => Holding100()
        .Given(new TransferChain([Step(Ironworks, PaperMill, 30), Step(PaperMill, Ironworks, 30)],
            "there and back"), Registrar)
        .Then(s => Assert.Equal(new SerialBlock(1, 100), s.Registry.Lots(Ironworks).Single().Block));

    [Fact]
    public void The_oldest_vintage_leaves_first() => Founded()
        .Given(new IssueLimitSet(UnitKind.Allowance, Vintage2023, new Tonnes(10)),
            new IssueLimitSet(UnitKind.Allowance, Vintage2024, new Tonnes(10)))
        .Issued(Ironworks, 10, Vintage2024).Issued(Ironworks, 10)
        .Given(new TransferChain([Step(Ironworks, PaperMill, 12)], "sale"), Registrar)
        .Then(s => Assert.Equal([new SerialBlock(11, 10), new SerialBlock(1, 2)],
            s.Registry.Lots(PaperMill).Select(l => l.Block)));

    [Fact]
    public void A_cancellation_is_certified_and_final() => Holding100()
        .When(new CancelUnits(Ironworks, UnitKind.Allowance, new Tonnes(10), "武汉马拉松", "neutrality"), IronworksClerk)
        .ThenAccepted()
        .Then(s =>
        {
            var certificate = s.Registry.Certificates.All.Single();
            Assert.True(Certificate.TryParse(Certificate.Format(certificate.Number), out _));
            Assert.False(Certificate.TryParse(Certificate.Format(certificate.Number + 1), out _));
            Assert.Equal(10, s.Registry.Balance(s.Registry.Cancelled, UnitKind.Allowance).Count);
        })
        .When(new CancelUnits(Ironworks, UnitKind.Allowance, new Tonnes(10), "", ""), IronworksClerk)
        .ThenRefused(RegistryRefusals.ReasonNeeded);

    [Fact]
    public void A_correction_returns_the_same_serials_and_revokes_the_certificate()
    {
        var scenario = Holding100().Given(
            new CancelUnits(Ironworks, UnitKind.Allowance, new Tonnes(10), "武汉马拉松", "neutrality"), IronworksClerk);
        var wrong = scenario.Position;
        scenario.When(new ReverseMovement(wrong, 1, "wrong quantity"), Registrar).ThenAccepted().Reload()
            .Then(s => Assert.True(s.Registry.Certificates.All.Single().Revoked))
            .Then(s => Assert.Equal(new SerialBlock(1, 100), s.Registry.Lots(Ironworks).Single().Block))
            .When(new ReverseMovement(wrong, 1, "again"), Registrar).ThenRefused(RegistryRefusals.AlreadyReversed)
            .When(new ReverseMovement(wrong, 2, "none"), Registrar).ThenRefused(RegistryRefusals.UnknownMovement);
    }

    [Fact]
    public void Units_that_went_on_cannot_be_returned()
    {
        var scenario = Holding100()
            .Given(new TransferChain([Step(Ironworks, PaperMill, 30)], "merger"), Registrar);
        var wrong = scenario.Position;
        scenario.Given(new TransferChain([Step(PaperMill, Fund, 1)], "sale"), Registrar)
            .When(new ReverseMovement(wrong, 1, "mistake"), Registrar).ThenRefused(RegistryRefusals.UnitsGone);
    }

    [Fact]
    public void A_hold_gives_no_more_than_it_holds() => Holding100().Given(Freeze(10, HoldCause.Court), Court)
        .When(new DeductByJudgment(Ironworks, First, PaperMill, new Tonnes(11), "ruling"), Court)
        .ThenRefused(RegistryRefusals.BeyondHold)
        .When(new DeductByJudgment(PaperMill, First, Ironworks, new Tonnes(1), "ruling"), Court)
        .ThenRefused(RegistryRefusals.UnknownHold)
        .When(new ReleaseHold(Ironworks, First, null, "x"), Department).ThenRefused(RegistryRefusals.WrongCause)
        .When(Freeze(10, HoldCause.InOrder), Registrar).ThenRefused(RegistryRefusals.WrongCause);

    private static TransferChain Chain(long there, long on) =>
        new([Step(Ironworks, PaperMill, there), Step(PaperMill, Fund, on)], "merger");

    private static ChainStep Step(AccountId from, AccountId to, long tonnes) =>
        new(from, to, UnitKind.Allowance, new Tonnes(tonnes));

    private static void Refused(Scenario scenario, RefusalCode code, Func<LedgerDraft, Refusal?> step)
    {
        var draft = new LedgerDraft(scenario.State.Registry);
        Assert.Equal(code.Code, step(draft)?.Code);
        Assert.Empty(draft.Events);
    }
}
