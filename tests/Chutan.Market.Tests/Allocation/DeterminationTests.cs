using Chutan.Market.Allocation;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Market.Registry;

namespace Chutan.Market.Tests.Allocation;

public sealed class DeterminationTests
{
    private static readonly ComplianceYear Year = LawMarket.Year;

    [Fact]
    public void Half_is_handed_out_before_verification_and_the_rest_after()
    {
        var market = new LawMarket().WithCap(10_000_000);
        market.Listed(market.Steel(60_001));
        var pre = market.Do<AllowancesPreAllocated>(new PreAllocate(Year, market.Entity), market.Authority);
        Assert.Equal((60_001, 30_001), (pre.Expected.Count, pre.Quantity.Count));
        market.Verified(60_000);
        var determined = Determine(market);
        Assert.Equal((60_001, 30_000), (determined.Initial.Count, determined.Settlement.Issued.Count));
        Assert.Equal(60_001, market.Holding.Count);
    }

    [Fact]
    public void Too_much_pre_allocation_is_taken_back_into_the_reserve_and_what_is_gone_is_deducted_next_year()
    {
        var market = new LawMarket().WithCap(10_000_000);
        market.Listed(Heat(market, expected: 100_000));
        market.Do(new PreAllocate(Year, market.Entity), market.Authority);
        var other = market.OpenAccount(market.Representative(ParticipantKind.CoveredEntity, "O").Participant);
        MoveAway(market, other, 45_000);
        market.Verified(10_000, outputs: new ProductOutput("heat", 20_000, "GJ"));
        var determined = Determine(market);
        Assert.Equal(new Settlement(default, new(5_000), new(25_000)), determined.Settlement);
        Assert.Equal(25_000, market.State.Allocation.DeductionOf(Year.Next, market.Entity).Count);
        Assert.Equal(5_000, market.State.Registry.Balance(
            market.State.Registry.GovernmentReserve, UnitKind.Allowance).Count);
    }

    [Fact]
    public void A_deduction_of_8000_is_taken_off_pre_allocation_first_and_only_once()
    {
        var market = new LawMarket().WithCap(10_000_000);
        market.Listed(market.Steel(60_000)).Given(new DeductionBooked(Year, market.Entity, new(8_000), "penalty"));
        var pre = market.Do<AllowancesPreAllocated>(new PreAllocate(Year, market.Entity), market.Authority);
        Assert.Equal((22_000, 8_000), (pre.Quantity.Count, pre.Deducted.Count));
        market.Verified(50_000);
        var determined = Determine(market);
        Assert.Equal((60_000, 8_000, 30_000), (determined.Initial.Count, determined.Deducted.Count,
            determined.Settlement.Issued.Count));
        Assert.Equal((52_000, 52_000), (market.Holding.Count, market.Allocation.Final!.Value.Count));
        Assert.Equal(Tonnes.Zero, market.State.Allocation.DeductionOf(Year.Next, market.Entity));
    }

    [Fact]
    public void A_deduction_larger_than_the_allocation_goes_on_to_the_next_year()
    {
        var market = new LawMarket().WithCap(10_000_000);
        market.Listed(market.Steel(5_000)).Given(new DeductionBooked(Year, market.Entity, new(8_000), "penalty"));
        market.Verified(1_000);
        Assert.Equal(5_000, Determine(market).Deducted.Count);
        Assert.Equal(3_000, market.State.Allocation.DeductionOf(Year.Next, market.Entity).Count);
        Assert.Equal(Tonnes.Zero, market.Holding);
    }

    [Fact]
    public void A_deduction_withheld_from_too_large_a_pre_allocation_is_not_lost()
    {
        var market = new LawMarket().WithCap(10_000_000);
        market.Listed(Heat(market, expected: 20_000)).Given(new DeductionBooked(Year, market.Entity, new(8_000), "p"));
        market.Do(new PreAllocate(Year, market.Entity), market.Authority);
        Assert.Equal(2_000, market.Holding.Count);
        market.Verified(5_000, outputs: new ProductOutput("heat", 5_000, "GJ"));
        Assert.Equal((5_000, 2_000), (Determine(market).Deducted.Count, 2_000 - market.Holding.Count));
        Assert.Equal(3_000, market.State.Allocation.DeductionOf(Year.Next, market.Entity).Count);
    }

    [Fact]
    public void An_excluded_year_passes_its_deduction_on()
    {
        var market = new LawMarket().WithCap(10_000_000);
        market.Listed(market.Steel(60_000)).Given(new DeductionBooked(Year, market.Entity, new(8_000), "penalty"));
        var exclude = new ExcludeFromIssue(Year, market.Entity, ExclusionGround.OrderedToClose, 0, default, "list");
        market.Refused("allocation.decision-needed", exclude with { Decision = "" }, market.Authority);
        market.Do(exclude, market.Authority);
        Assert.Equal(8_000, market.State.Allocation.DeductionOf(Year.Next, market.Entity).Count);
    }

    [Fact]
    public void Blocked_verification_sets_the_next_allocation_to_half_of_the_last()
    {
        var market = new LawMarket().Determined(60_000, 50_000);
        var next = Year.Next;
        market.Given(new NextYearFactorBooked(next, market.Entity, Rate.Of(0.5m), "art. 48"));
        market.Do(new SetCap(next, new(1_000_000), default, default, "plan"), market.Authority);
        market.Do(new ListEntities(next, "list", [market.Steel(60_000)]), market.Authority);
        market.Verified(50_000, year: next);
        var determined = market.Do<AllocationDetermined>(
            new DetermineAllocation(next, market.Entity), market.Authority);
        Assert.Equal(30_000, determined.Initial.Count);
    }

    [Theory]
    [InlineData(183, 199_999, false)]
    [InlineData(184, 199_999, true)]
    [InlineData(184, 200_000, false)]
    public void Shutdown_edge_cases_183_and_184_days(int stopped, long emissions, bool excluded)
    {
        var market = new LawMarket().WithCap(10_000_000);
        market.Listed(market.Steel(100_000));
        market.Do(new PreAllocate(Year, market.Entity), market.Authority);
        market.Verified(emissions, days: 100, stopped: stopped);
        var determined = Determine(market);
        Assert.Equal(excluded ? ExclusionGround.Shutdown : null, determined.Ground);
        Assert.Equal(excluded ? 0 : 100_000, market.Holding.Count);

        var byCommand = new LawMarket().WithCap(10_000_000);
        byCommand.Listed(byCommand.Steel(100_000));
        byCommand.Do(new PreAllocate(Year, byCommand.Entity), byCommand.Authority);
        var exclude = new ExcludeFromIssue(
            Year, byCommand.Entity, ExclusionGround.Shutdown, stopped, new(emissions), "list");
        if (!excluded)
        {
            byCommand.Refused("allocation.shutdown-not-met", exclude, byCommand.Authority);
            return;
        }
        byCommand.Do(exclude, byCommand.Authority);
        Assert.Equal(Tonnes.Zero, byCommand.Holding);
        byCommand.Refused("allocation.no-issue", exclude, byCommand.Authority);
        byCommand.Refused("allocation.no-issue", new PreAllocate(Year, byCommand.Entity), byCommand.Authority);
        byCommand.Refused("allocation.no-issue", new DetermineAllocation(Year, byCommand.Entity), byCommand.Authority);
        byCommand.Refused("allocation.no-issue", new CorrectAllocation(Year, byCommand.Entity), byCommand.Authority);
    }

    [Fact]
    public void Double_20_example_1_tops_up_60000_and_leaves_120000_to_find()
    {
        var market = new LawMarket().Determined(600_000, 780_000, newEntrant: 100_000);
        var corrected = market.Do<AllocationCorrected>(new CorrectAllocation(Year, market.Entity), market.Authority);
        Assert.Equal((120_000, 60_000, 0),
            (corrected.Tolerance.Count, corrected.TopUp.Count, corrected.Withdrawn.Count));
        Assert.Equal(120_000, 780_000 - market.Holding.Count);
    }

    [Fact]
    public void Double_20_example_2_withdraws_300000_and_leaves_a_surplus_of_200000()
    {
        var market = new LawMarket().Determined(3_000_000, 2_500_000);
        var corrected = market.Do<AllocationCorrected>(new CorrectAllocation(Year, market.Entity), market.Authority);
        Assert.Equal((200_000, 0, 300_000),
            (corrected.Tolerance.Count, corrected.TopUp.Count, corrected.Withdrawn.Count));
        Assert.Equal(200_000, market.Holding.Count - 2_500_000);
        market.Refused("allocation.already-corrected", new CorrectAllocation(Year, market.Entity), market.Authority);
    }

    [Theory]
    [InlineData(600_000, 720_000)]
    [InlineData(600_000, 480_000)]
    public void Within_the_tolerance_nothing_is_corrected(long allocation, long emissions)
    {
        var market = new LawMarket().Determined(allocation, emissions);
        var corrected = market.Do<AllocationCorrected>(new CorrectAllocation(Year, market.Entity), market.Authority);
        Assert.Equal((Tonnes.Zero, Tonnes.Zero), (corrected.TopUp, corrected.Withdrawn));
    }

    [Fact]
    public void Nothing_is_determined_without_list_factor_parameters_and_verification()
    {
        var market = new LawMarket();
        var determine = new DetermineAllocation(Year, market.Entity);
        market.Refused("allocation.not-listed", determine, market.Authority);
        market.Refused("allocation.not-listed", new PreAllocate(Year, market.Entity), market.Authority);
        market.Refused("allocation.not-listed", new CorrectAllocation(Year, market.Entity), market.Authority);
        market.Do(new ListEntities(Year, "list", [market.Steel(1_000, sector: "cement") with
        { Products = [new ProductBaseline("clinker", "t", 1, 1_000)] }]), market.Authority);
        market.Refused("allocation.not-verified", determine, market.Authority);
        market.Refused("allocation.not-determined", new CorrectAllocation(Year, market.Entity), market.Authority);
        market.Verified(900, outputs: new ProductOutput("clinker", 1_000, "t"));
        market.Refused("allocation.no-factor", determine, market.Authority);
        market.WithCap(2_000);
        market.Refused("allocation.no-sector-parameters", determine, market.Authority);
        market.Refused("allocation.no-sector-parameters", new FixBenchmark(Year, "cement"), market.Authority);
        market.Do(new SetSectorParameters(Year, "cement", Rate.One, null, "plan"), market.Authority);
        market.Refused("allocation.no-benchmark", determine, market.Authority);
        market.Refused("allocation.no-benchmark", new SetSectorParameters(Year, "cement", Rate.One, 0m, "plan"),
            market.Authority);
        market.Refused("allocation.not-a-benchmark-sector", new FixBenchmark(Year, "steel"), market.Authority);
        market.Do(new FixBenchmark(Year, "cement"), market.Authority);
        market.Do(determine, market.Authority);
        market.Refused("allocation.already-determined", determine, market.Authority);
        market.Refused("allocation.already-determined", new PreAllocate(Year, market.Entity), market.Authority);
        market.Refused("allocation.benchmark-in-use", new FixBenchmark(Year, "cement"), market.Authority);
    }

    [Fact]
    public void A_benchmark_waits_until_every_firm_of_the_sector_is_verified()
    {
        var market = new LawMarket().WithCap(2_000);
        market.Listed(market.Steel(
            1, sector: "cement") with
        { Products = [new ProductBaseline("clinker", "t", 1, 1)] });
        market.Refused("allocation.no-verified-values", new FixBenchmark(Year, "cement"), market.Authority);
        market.Refused("allocation.decision-needed", new SetSectorParameters(Year, "cement", Rate.One, null, ""),
            market.Authority);
        market.Refused("allocation.unknown-sector", new SetSectorParameters(Year, "farming", Rate.One, null, "plan"),
            market.Authority);
    }

    [Fact]
    public void Nothing_is_issued_without_an_account_beyond_the_initial_allowances_or_twice()
    {
        var market = new LawMarket().WithCap(1_000);
        var stranger = market.Representative(ParticipantKind.CoveredEntity, "S").Participant;
        market.Listed(market.Steel(4_000)).Listed(market.Steel(10, stranger));
        market.Refused("allocation.no-account", new PreAllocate(Year, stranger), market.Authority);
        market.Refused("allocation.initial-exhausted", new PreAllocate(Year, market.Entity), market.Authority);
        var enough = new LawMarket().WithCap(10_000);
        enough.Listed(enough.Steel(4_000));
        enough.Do(new PreAllocate(Year, enough.Entity), enough.Authority);
        enough.Refused("allocation.already-pre-allocated", new PreAllocate(Year, enough.Entity), enough.Authority);
    }

    [Fact]
    public void Allocation_survives_a_snapshot_byte_for_byte()
    {
        var market = new LawMarket().Determined(600_000, 780_000, newEntrant: 100_000, reserve: 1_000);
        market.Do(new FileObjection(Year, market.Entity, "output"), market.Operator);
        market.Given(new DeductionBooked(Year.Next, market.Entity, new(5), "x"),
            new NextYearFactorBooked(Year.Next, market.Entity, Rate.Of(0.5m), "y"));
        var before = market.Allocation;
        var after = market.Reloaded().Allocation;
        Assert.Equal((before.Initial, before.NetIssued, before.Objection, before.DeterminationLines.Length),
            (after.Initial, after.NetIssued, after.Objection, after.DeterminationLines.Length));
        market.Do(new CorrectAllocation(Year, market.Entity), market.Authority);
    }

    private static ListedEntity Heat(LawMarket market, decimal expected) =>
        new(market.Entity, "heat", true, new(90_000),
        0, default, true, false, [new ProductBaseline("heat", "GJ", 1m, expected)]);

    private static void MoveAway(LawMarket market, AccountId to, long tonnes)
    {
        var draft = new LedgerDraft(market.State.Registry);
        Assert.Null(draft.Move(
            market.Account, to, UnitKind.Allowance, new(tonnes), MovementCause.Transfer, false, "t"));
        market.Given([.. draft.Events]);
    }

    private static AllocationDetermined Determine(LawMarket market) =>
        market.Do<AllocationDetermined>(new DetermineAllocation(Year, market.Entity), market.Authority);
}
