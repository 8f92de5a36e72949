using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using static Chutan.Market.Tests.Registry.RegistryMarket;

namespace Chutan.Market.Tests.Registry;

/// <summary>轮候冻结: freezes stack over what is held, and each ends alone (ets-rules §3).</summary>
public sealed class StackedFreezeTests
{
    private static readonly HoldId First = new(1);
    private static readonly HoldId Second = new(2);

    [Fact]
    public void A_court_freeze_lies_over_pledged_units_and_nothing_is_available() => Assert.Equal(0, Holding100()
        .Given(Freeze(80, HoldCause.Pledged), IronworksClerk)
        .When(Freeze(60, HoldCause.Court), Court).ThenAccepted().Available(Ironworks));

    [Fact]
    public void Ending_the_pledge_leaves_the_court_freeze() => Assert.Equal(40, Holding100()
        .Given(Freeze(80, HoldCause.Pledged), IronworksClerk).Given(Freeze(60, HoldCause.Court), Court)
        .When(new ReleaseHold(Ironworks, First, null, "repaid"), Registrar).ThenAccepted().Available(Ironworks));

    [Fact]
    public void Ending_the_court_freeze_leaves_the_sanction() => Assert.Equal(70, Holding100()
        .Given(Freeze(100, HoldCause.Court), Court).Given(Freeze(30, HoldCause.Sanction), Department)
        .When(new ReleaseHold(Ironworks, First, null, "ended"), Court).ThenAccepted().Available(Ironworks));

    [Fact]
    public void One_freeze_never_exceeds_the_balance() => Holding100()
        .When(Freeze(101, HoldCause.Court), Court).ThenRefused(RegistryRefusals.InsufficientHolding);

    [Fact]
    public void A_pledge_needs_available_units() => Holding100()
        .Given(Freeze(60, HoldCause.Court), Court)
        .When(Freeze(41, HoldCause.Pledged), IronworksClerk).ThenRefused(RegistryRefusals.InsufficientHolding);

    [Fact]
    public void A_freeze_that_needs_units_in_orders_is_refused() => Holding100().InOrder(Ironworks, 30)
        .When(Freeze(71, HoldCause.Court), Court).ThenRefused(RegistryRefusals.UnitsInOrders)
        .When(Freeze(70, HoldCause.Court), Court).ThenAccepted();

    [Fact]
    public void Units_pledged_under_a_freeze_cannot_be_sold_off_beneath_it() => Holding100()
        .Given(Freeze(100, HoldCause.Pledged), IronworksClerk).Given(Freeze(60, HoldCause.Court), Court)
        .Then(s =>
        {
            Assert.Null(Sell(s, 40));
            Assert.Equal(RegistryRefusals.BreaksFreeze.Code, Sell(s, 41)!.Code);
        });

    [Fact]
    public void A_trade_out_of_an_order_is_never_stopped_by_a_freeze_beside_it() => Holding100().InOrder(Ironworks, 30)
        .Given(Freeze(70, HoldCause.Court), Court)
        .Drafted(d => d.Move(Ironworks, PaperMill, UnitKind.Allowance, new Tonnes(30), MovementCause.Trade,
            marksTraded: true, "trade", First))
        .Then(s => Assert.True(s.Registry.Lots(PaperMill).Single().Attributes.Traded));

    [Fact]
    public void A_deduction_cuts_the_freeze_that_waits_behind_it() => Assert.Equal(40, Holding100()
        .Given(Freeze(60, HoldCause.Court), Court).Given(Freeze(60, HoldCause.Court), Court)
        .When(new DeductByJudgment(Ironworks, First, PaperMill, new Tonnes(60), "ruling"), Court).ThenAccepted()
        .State.Registry.FindHold(Second)!.Quantity.Count);

    [Fact]
    public void A_deduction_from_the_waiting_freeze_may_not_touch_the_first() => Holding100()
        .Given(Freeze(60, HoldCause.Court), Court).Given(Freeze(60, HoldCause.Court), Court)
        .When(new DeductByJudgment(Ironworks, Second, PaperMill, new Tonnes(41), "ruling"), Court)
        .ThenRefused(RegistryRefusals.BreaksFreeze)
        .When(new DeductByJudgment(Ironworks, Second, PaperMill, new Tonnes(40), "ruling"), Court).ThenAccepted();

    [Fact]
    public void A_deduction_waits_for_the_pledge_to_end() => Holding100()
        .Given(Freeze(80, HoldCause.Pledged), IronworksClerk).Given(Freeze(60, HoldCause.Court), Court)
        .When(new DeductByJudgment(Ironworks, Second, PaperMill, new Tonnes(21), "ruling"), Court)
        .ThenRefused(RegistryRefusals.Encumbered);

    [Fact]
    public void A_pledgor_cannot_free_its_own_pledge() => Holding100()
        .Given(Freeze(80, HoldCause.Pledged), IronworksClerk)
        .When(new ReleaseHold(Ironworks, First, null, "please"), IronworksClerk).ThenRefused("access.not-permitted");

    private static Refusal? Sell(MarketState state, long tonnes) => new LedgerDraft(state.Registry).Move(Ironworks,
        PaperMill, UnitKind.Allowance, new Tonnes(tonnes), MovementCause.Transfer, marksTraded: false,
            "forced sale", First);
}
