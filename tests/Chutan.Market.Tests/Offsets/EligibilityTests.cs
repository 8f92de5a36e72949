using Chutan.Market.Compliance;
using Chutan.Market.Kernel;
using Chutan.Market.Offsets;
using Chutan.Market.Participants;
using Chutan.Market.Registry;

namespace Chutan.Market.Tests.Offsets;

public sealed class EligibilityTests
{
    private static readonly ComplianceYear Year = LawMarket.Year;

    [Fact]
    public void Credits_from_within_a_covered_boundary_do_not_count() =>
        Refused("offset.inside-covered-boundary", m => m.Project("P", inside: true));

    [Fact]
    public void Large_hydropower_does_not_count() =>
        Refused("offset.large-hydropower", m => m.Project("P", hydropower: true));

    [Fact]
    public void Credits_from_a_province_without_an_agreement_do_not_count() =>
        Refused("offset.wrong-province", m => m.Project("P", province: "510000"));

    [Fact]
    public void Unregistered_reductions_count_from_the_own_province_only() =>
        Refused("offset.wrong-province", m => m.Project("P", province: "360000", registered: false, generated: 1_000));

    [Fact]
    public void Unregistered_reductions_are_issued_up_to_60_percent_and_only_while_the_rule_lasts()
    {
        var market = new LawMarket().Determined(100_000, 100_000).Project("P", registered: false, generated: 1_000);
        market.Credits("P", 600);
        market.Refused("offset.unregistered-share", Issue(market, "P", 1), market.Registry);
        market.Do(new SurrenderUnits(market.Account, Year, UnitKind.Ccer, new(600)), market.Operator);

        var later = new LawMarket(("offset.nonregistered.share", "")).Project("P", registered: false, generated: 1_000);
        later.Refused("rulebook.no-value", Issue(later, "P", 1), later.Registry);
    }

    [Fact]
    public void Carbon_inclusion_reductions_count_one_for_one_for_an_entity_in_wuhan_only()
    {
        var market = new LawMarket().Determined(100_000, 100_000).Project("W", UnitKind.InclusionReduction);
        market.Credits("W", 50);
        market.Do(new SurrenderUnits(market.Account, Year, UnitKind.InclusionReduction, new(50)), market.Operator);
        Assert.Equal(50, market.State.Compliance.Find(Year, market.Entity)!.Offsets.Count);

        var (outside, actor) = market.Representative(ParticipantKind.CoveredEntity, "Y", "420500");
        var account = market.OpenAccount(outside);
        market.Verified(1_000, outside);
        market.Do(new IssueCredits(account, "W", new(2022), new(10), "certificate"), market.Registry);
        market.Refused("offset.wrong-city", new SurrenderUnits(account, Year, UnitKind.InclusionReduction, new(10)),
            actor);
    }

    [Fact]
    public void Carbon_inclusion_credits_are_not_issued_once_the_city_measures_have_lapsed()
    {
        var market = new LawMarket(("offset.carbon_inclusion.wuhan.scheme", "")).Project(
            "W", UnitKind.InclusionReduction);
        market.Refused("rulebook.no-value", Issue(market, "W", 1), market.Registry);
    }

    [Fact]
    public void Carbon_capture_is_shipped_disabled()
    {
        var market = new LawMarket().Determined(100_000, 100_000).Project("C", UnitKind.Ccus);
        market.Refused("offset.type-disabled", Issue(market, "C", 1), market.Registry);
        market.Refused("offset.type-disabled", new SurrenderUnits(market.Account, Year, UnitKind.Ccus, new(1)),
            market.Operator);
    }

    [Fact]
    public void A_mixed_holding_offers_only_its_eligible_part()
    {
        var market = new LawMarket().Determined(100_000, 100_000).Project("H", hydropower: true).Project("P")
            .Credits("H", 500).Credits("P", 300);
        var refusal = market.Refused("compliance.not-enough-eligible",
            new SurrenderUnits(market.Account, Year, UnitKind.Ccer, new(400)), market.Operator);
        Assert.Contains(refusal.Parameters, p => p is { Name: "eligible", Value: "300" });
        market.Do(new SurrenderUnits(market.Account, Year, UnitKind.Ccer, new(300)), market.Operator);
        Assert.Equal(500, market.State.Registry.Balance(market.Account, UnitKind.Ccer).Count);
    }

    [Fact]
    public void Projects_and_issues_must_be_complete()
    {
        var market = new LawMarket().Project("P");
        var project = market.State.Offsets.Find("P")!;
        market.Refused("offset.already-registered", new RegisterProject(project), market.Registry);
        market.Refused("offset.not-a-credit", new RegisterProject(project with { Kind = UnitKind.Allowance }),
            market.Registry);
        market.Refused("offset.incomplete", new RegisterProject(project with { Code = "Q", Methodology = "" }),
            market.Registry);
        market.Refused("offset.unknown-project", Issue(market, "X", 1), market.Registry);
        market.Refused("offset.incomplete", Issue(market, "P", 0), market.Registry);
        market.Refused("access.not-permitted", Issue(market, "P", 1), market.Operator);
    }

    [Fact]
    public void Projects_survive_a_snapshot_byte_for_byte()
    {
        var market = new LawMarket().Project("P", generated: 7).Credits("P", 5).Reloaded();
        Assert.Equal((7, 5), (market.State.Offsets.Find("P")!.Generated.Count, market.State.Offsets.Issued("P").Count));
    }

    private static IssueCredits Issue(LawMarket market, string project, long tonnes) =>
        new(market.Account, project, new(2022), new(tonnes), "certificate");

    private static void Refused(string code, Func<LawMarket, LawMarket> project)
    {
        var market = project(new LawMarket().Determined(100_000, 100_000)).Credits("P", 100);
        market.Refused(code, new SurrenderUnits(market.Account, Year, UnitKind.Ccer, new(10)), market.Operator);
    }
}
