using Chutan.Market.Allocation;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Registry;
using Chutan.Market.Tests.Mrv;

namespace Chutan.Market.Tests.Allocation;

/// <summary>重新核算配额: what a restated year does to its allocation.</summary>
public sealed class RecalculationTests
{
    private static readonly ComplianceYear Year = LawMarket.Year;

    /// <summary>Determined and corrected: 600,000 t allocated against 780,000 t emitted, 60,000 t on top.</summary>
    private static LawMarket Corrected(long allocation = 600_000, long emissions = 780_000)
    {
        var law = new LawMarket().Determined(allocation, emissions, newEntrant: 1_000_000);
        law.Do(new CorrectAllocation(Year, law.Entity), law.Authority);
        return law;
    }

    private static void Restate(LawMarket law, long emissions, bool fraud = false, int days = 365, int stopped = 0)
    {
        var activity = new Activity([], days, stopped);
        law.Do(new ReopenReport(law.Entity, Year, "鄂环令〔2023〕9号", "复查发现", fraud), law.Authority);
        law.Given(
            new ReportSubmitted(law.Entity, Year, new(emissions), [], activity, 2, ReportState.Submitted, law.Date,
                false, new("test")),
            new VerifierAssigned(Year, law.Entity, law.Verifier),
            new ReportVerified(Year, law.Entity, new(emissions), new(emissions), activity, ""));
        law.Do(new AcceptReport(Year, law.Entity), law.Authority);
    }

    private static AllocationRecalculated Recalculate(LawMarket law)
    {
        var happened = law.Do<AllocationRecalculated>(new RecalculateAllocation(Year, law.Entity), law.Authority);
        Assert.Null(Invariants.CheckAll(law.State));
        return happened;
    }

    [Fact]
    public void A_lower_figure_takes_back_the_top_up_that_is_no_longer_due()
    {
        var law = Corrected();
        Assert.Equal(660_000, law.Holding.Count);
        Restate(law, 700_000);
        var happened = Recalculate(law);
        Assert.Equal((600_000, 0, 60_000), (happened.Initial.Count, happened.TopUp.Count,
            happened.TopUpPart.TakenBack.Count));
        Assert.Equal((600_000, 600_000), (law.Holding.Count, law.Allocation.Final!.Value.Count));
        Assert.Contains(happened.Lines, l => l is { Symbol: "Δ", Value: "-60000" });
        Assert.Contains(happened.Lines, l => l.RuleKey == "alloc.expost.tolerance.rel" && l.Basis is not null);
        Snapshots.Check(law.State);
    }

    [Fact]
    public void A_higher_figure_tops_up_the_difference_only()
    {
        var law = Corrected();
        Restate(law, 800_000);
        var happened = Recalculate(law);
        Assert.Equal((80_000, 20_000), (happened.TopUp.Count, happened.TopUpPart.Issued.Count));
        Assert.Equal(680_000, law.Holding.Count);
    }

    [Fact]
    public void Hidden_emissions_earn_no_more_top_up_but_a_take_back_stands()
    {
        var law = Corrected();
        Restate(law, 800_000, fraud: true);
        var happened = Recalculate(law);
        Assert.Equal((60_000, 660_000), (happened.TopUp.Count, law.Holding.Count));
        Assert.Contains(happened.Lines, l => l.RuleKey == "alloc.restated.top_up_on_fraud");
        Restate(law, 700_000, fraud: true);
        Assert.Equal(60_000, Recalculate(law).TopUpPart.TakenBack.Count);
    }

    [Fact]
    public void What_was_withdrawn_too_much_is_issued_again()
    {
        var law = Corrected(3_000_000, 2_500_000);
        Assert.Equal(2_700_000, law.Holding.Count);
        Restate(law, 2_700_000);
        Assert.Equal(200_000, Recalculate(law).InitialPart.Issued.Count);
        Assert.Equal((2_900_000, 2_900_000), (law.Holding.Count, law.Allocation.NetIssued.Count));
    }

    [Fact]
    public void New_activity_changes_the_initial_allocation_by_the_years_own_formula()
    {
        var law = new LawMarket();
        law.WithCap(1_000_000).Listed(law.Steel(365_000, sector: "ceramics")).Verified(300_000, days: 365);
        law.Do(new DetermineAllocation(Year, law.Entity), law.Authority);
        Assert.Equal(365_000, law.Holding.Count);
        Restate(law, 290_000, days: 300);
        var happened = Recalculate(law);
        Assert.Equal((300_000, 65_000), (happened.Initial.Count, happened.InitialPart.TakenBack.Count));
        Assert.Equal(300_000, law.Holding.Count);
        Assert.Contains(happened.Lines, l => l is { Symbol: "A₀", Value: "365000" });
    }

    [Fact]
    public void What_is_no_longer_held_is_booked_against_the_first_year_that_is_still_open()
    {
        var law = Corrected();
        var (other, _) = law.Representative(Chutan.Market.Participants.ParticipantKind.CoveredEntity, "E2", "420100");
        var account = law.OpenAccount(other);
        var draft = new LedgerDraft(law.State.Registry);
        Assert.Null(draft.Move(law.Account, account, UnitKind.Allowance, new(650_000), MovementCause.Trade, true, "t"));
        law.Given([.. draft.Events]);
        Restate(law, 700_000);
        var events = law.Do(new RecalculateAllocation(Year, law.Entity), law.Authority);
        Assert.Equal((10_000, 50_000), (events.OfType<AllocationRecalculated>().Single().TopUpPart.TakenBack.Count,
            events.OfType<AllocationRecalculated>().Single().TopUpPart.Outstanding.Count));
        Assert.Equal((Year.Next, 50_000), (events.OfType<DeductionBooked>().Single().Year,
            events.OfType<DeductionBooked>().Single().Quantity.Count));
        Assert.Null(Invariants.CheckAll(law.State));
    }

    [Fact]
    public void A_plant_that_turns_out_to_have_stood_still_gives_everything_back()
    {
        var law = new LawMarket().Determined(150_000, 180_000);
        Restate(law, 120_000, days: 100, stopped: 200);
        Assert.Equal(ExclusionGround.Shutdown, Recalculate(law).Ground);
        Assert.Equal((0, Tonnes.Zero), (law.Holding.Count, law.Allocation.NetIssued));
        law.Refused("allocation.no-issue", new RecalculateAllocation(Year, law.Entity), law.Authority);
    }

    [Fact]
    public void Only_a_year_restated_since_its_allocation_is_worked_out_again_and_only_once()
    {
        var law = new LawMarket();
        var command = new RecalculateAllocation(Year, law.Entity);
        law.Refused("allocation.not-listed", command, law.Authority);
        law.WithCap(1_000_000).Listed(law.Steel(100_000));
        law.Refused("allocation.not-determined", command, law.Authority);
        law.Verified(110_000);
        law.Do(new DetermineAllocation(Year, law.Entity), law.Authority);
        law.Refused("allocation.nothing-restated", command, law.Authority);
        Restate(law, 120_000);
        Recalculate(law);
        law.Refused("allocation.nothing-restated", command, law.Authority);
    }

    /// <summary>However often a year is restated and worked out again, units are conserved, and in the end the entity
    /// has what one calculation with the last figures would have given it.</summary>
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void Many_recalculations_come_to_what_the_last_figures_give(int seed)
    {
        var random = new Random(seed);
        var law = Corrected();
        for (var turn = 0; turn < 6; turn++)
        {
            var emissions = random.Next(200_000, 1_200_000);
            Restate(law, emissions);
            Recalculate(law);
            var tolerance = 120_000;
            var (gap, entity) = (emissions - 600_000, law.Allocation);
            Assert.Equal((Math.Max(0, gap - tolerance), Math.Max(0, -gap - tolerance)),
                (entity.TopUp.Count, entity.Withdrawn.Count));
            Assert.Equal(entity.Final!.Value.Count, law.Holding.Count);
            Assert.Equal(entity.NetIssued, law.State.Allocation.NetIssued(Year));
        }
        Snapshots.Check(law.State);
    }
}
