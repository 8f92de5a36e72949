using Chutan.Market.Allocation;
using Chutan.Market.Compliance;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Market.Registry;

namespace Chutan.Market.Tests.Compliance;

public sealed class AssessmentTests
{
    private static readonly ComplianceYear Year = LawMarket.Year;

    [Fact]
    public void Every_entity_of_the_year_is_judged_after_the_deadline()
    {
        var market = new LawMarket().Determined(1_000, 1_200);
        var silent = market.Representative(ParticipantKind.CoveredEntity, "S").Participant;
        market.Listed(market.Steel(10, silent));
        market.Do(new SurrenderUnits(market.Account, Year, UnitKind.Allowance, new(1_000)), market.Operator);
        market.Date = new LocalDate(2023, 6, 1);
        var events = market.Do(new AssessCompliance(Year), market.Authority);
        Assert.Equal((0, 1, 1), events.OfType<YearAssessed>().Select(y => (y.Settled, y.Short, y.Others)).Single());
        var entity = market.State.Compliance.Find(Year, market.Entity)!;
        Assert.Equal((ComplianceStatus.Short, 1_200, 200),
            (entity.Status!.Value, entity.Due!.Value.Count, entity.Shortfall!.Value.Count));
        Assert.Equal(ComplianceStatus.NotReported, market.State.Compliance.Find(Year, silent)!.Status);
    }

    [Theory]
    [InlineData(new[] { 100L, 200L, 300L }, 600, ComplianceStatus.Settled)]
    [InlineData(new[] { 100L, 200L, 300L }, 599, ComplianceStatus.Short)]
    [InlineData(new[] { 100L, -1L, -1L }, 100, ComplianceStatus.Settled)]
    [InlineData(new[] { 100L, -1L, -1L }, 99, ComplianceStatus.Short)]
    [InlineData(new[] { -1L, -1L, -1L }, 0, ComplianceStatus.Excluded)]
    [InlineData(new[] { 100L, 200L, -2L }, 300, ComplianceStatus.NotReported)]
    [InlineData(new[] { -2L, -2L, -2L }, 0, ComplianceStatus.NotApplicable)]
    public void A_cumulative_duty_is_judged_over_all_years(
        long[] emissions, long surrendered, ComplianceStatus expected)
    {
        var market = new LawMarket(("compliance.obligation", "cumulative"),
            ("compliance.surrender.beyond_owed", "allowed"))
        { Date = new LocalDate(2023, 5, 10) };
        for (var i = 0; i < emissions.Length; i++)
            if (emissions[i] != -2)
                market.Do(new RecordVerifiedEmissions(new(2020 + i), market.Entity,
                    emissions[i] < 0 ? null : new Tonnes(emissions[i]), emissions[i] < 0 ? "excluded" : null, "report"),
                    market.Authority);
        if (surrendered > 0)
        {
            market.Do(new SetCap(new(2021), new(10_000), default, default, "cap"), market.Authority);
            market.Do(new IssueByTable(new(2021), market.Entity, new(10_000), default, "table"), market.Authority);
            market.Do(new SurrenderUnits(market.Account, Year, UnitKind.Allowance, new(surrendered)), market.Operator);
        }
        market.Date = new LocalDate(2023, 6, 1);
        market.Do(new AssessCompliance(Year), market.Authority);
        Assert.Equal(expected, market.State.Compliance.Find(Year, market.Entity)!.Status);
    }

    [Fact]
    public void Untraded_allowances_lapse_and_traded_ones_are_kept()
    {
        var market = new LawMarket().Determined(1_000, 900, reserve: 10_000, newEntrant: 70);
        market.Do(new ReleaseReserve(Year, market.Account, new(40), Sold: true, "sale"), market.Authority);
        market.Refused("compliance.not-assessed", new ExpireUnits(Year), market.Authority);
        market.Date = new LocalDate(2023, 6, 1);
        market.Do(new AssessCompliance(Year), market.Authority);
        market.Refused("compliance.before-deadline", new ExpireUnits(Year), market.Authority);
        market.Date = new LocalDate(2023, 6, 30);
        var expired = market.Do<UnitsExpired>(new ExpireUnits(Year), Actor.Scheduler);
        Assert.Equal((1_000, 10_030), (expired.Cancelled.Count, expired.Reserves.Count));
        Assert.Equal(40, market.Holding.Count);
        Assert.Equal(11_030, market.State.Registry.Balance(market.State.Registry.Cancelled, UnitKind.Allowance).Count);
        market.Refused("compliance.already-expired", new ExpireUnits(Year), market.Authority);
    }

    [Theory]
    [InlineData("all-kept", "no", 1_040)]
    [InlineData("all-expire", "no", 0)]
    public void Other_banking_rules_keep_or_cancel_everything(string banking, string reserves, long left)
    {
        var market = new LawMarket(("compliance.banking", banking), ("compliance.cancellation.reserves", reserves))
            .Determined(1_000, 900, reserve: 10_000);
        market.Do(new ReleaseReserve(Year, market.Account, new(40), Sold: true, "sale"), market.Authority);
        market.Date = new LocalDate(2023, 7, 1);
        market.Do(new AssessCompliance(Year), market.Authority);
        market.Do(new ExpireUnits(Year), market.Authority);
        Assert.Equal(left, market.Holding.Count);
        Assert.Equal(9_960, market.State.Registry.Balance(
            market.State.Registry.GovernmentReserve, UnitKind.Allowance).Count);
    }

    [Fact]
    public void Lots_marked_not_bankable_lapse_even_where_everything_is_kept()
    {
        var market = new LawMarket(("compliance.banking", "all-kept")).Determined(1_000, 900, reserve: 100_000);
        var draft = new LedgerDraft(market.State.Registry);
        Assert.Null(draft.Issue(market.Account, UnitKind.Allowance, LawMarket.OfYear, new(77), Origin.Intervention, "",
            notBankable: true, "release"));
        market.Given([.. draft.Events]);
        market.Date = new LocalDate(2023, 7, 1);
        market.Do(new AssessCompliance(Year), market.Authority);
        Assert.Equal(77, market.Do<UnitsExpired>(new ExpireUnits(Year), market.Authority).Cancelled.Count);
    }
}
