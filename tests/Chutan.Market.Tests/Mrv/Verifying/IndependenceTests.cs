using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Oversight;
using Chutan.Market.Participants;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Tests.Mrv.Verifying;

/// <summary>独立性、资质与轮换: every guard between a body or its people and an entity, and what each says.</summary>
public sealed class IndependenceTests
{
    private readonly VerifyingMarket market = new();

    private AssignVerifier ToFirst => new(VerifyingMarket.Year, market.Law.Entity, market.First.Id);

    private void Refused(RefusalCode code, params string[] words)
    {
        var refusal = market.Law.Refused(code.Code, ToFirst, market.Authority);
        foreach (var word in words)
            Assert.Contains(word, refusal.ToString(), StringComparison.Ordinal);
        Assert.Empty(market.State.Tasks);
    }

    private void Declared(InterestKind kind, LocalDate? through = null, ParticipantId? emitter = null) =>
        market.Law.Do(new DeclareInterest(market.First.Id, kind, emitter, kind == InterestKind.PersonalTie ? "M" : "",
            new(2020, 1, 1), through, "contract 7"), market.Authority);

    private void WithHistory(string person, EmploymentKind kind, LocalDate? through)
    {
        var found = market.State.FindBody(market.First.Id)!.Find(person)!;
        market.Law.Do(new EnterVerifier(market.First.Id, found with
        { History = [new Employment("E", kind, new(2015, 1, 1), through)] }), market.First.Leader);
    }

    [Fact]
    public void A_body_without_a_profile_is_given_no_report_where_the_rulebook_asks_for_one()
    {
        market.Law.Refused(VerifyingRefusals.NoProfile.Code,
            ToFirst with { Verifier = market.Law.Verifier }, market.Authority);
        var old = new VerifyingMarket(("mrv.verification.profile_required", "no"));
        old.Law.Do(ToFirst with { Verifier = old.Law.Verifier }, old.Authority);
        Assert.Empty(old.State.Tasks);
        Assert.Equal(ReportState.UnderVerification,
            old.Law.State.Mrv.Find(VerifyingMarket.Year, old.Law.Entity)!.State);
    }

    [Fact]
    public void A_body_that_keeps_every_rule_gets_the_report_and_a_task()
    {
        var events = market.Law.Do(ToFirst, market.Authority);
        Assert.Equal(2, events.Length);
        var task = market.Task();
        Assert.Equal((VerificationStage.Assigned, market.First.Id, VerifyingMarket.Reported),
            (task.Stage, task.Body, task.Initial.Count));
    }

    [Fact]
    public void A_body_without_this_years_self_check_or_with_a_bad_one_is_refused()
    {
        var third = market.Found("third", ["steel"], checkedItself: false);
        var assign = ToFirst with { Verifier = third.Id };
        market.Law.Refused(VerifyingRefusals.SelfCheckMissing.Code, assign, market.Authority);
        market.Law.Do(new CheckImpartiality(third.Id, 2023, [3, 5], "trades", ""), third.Leader);
        var refusal = market.Law.Refused(VerifyingRefusals.SelfCheckFailed.Code, assign, market.Authority);
        Assert.Contains("3, 5", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_is_qualified_by_sector()
    {
        market.Law.Do(new FileBodyProfile(market.First.Id, VerifyingMarket.Profile(["paper"])), market.First.Leader);
        Refused(VerifyingRefusals.NotQualified, "steel");
    }

    [Fact]
    public void Prohibition_1_allowance_consulting_by_service_or_by_contract()
    {
        Declared(InterestKind.AllowanceConsulting, emitter: market.Law.Entity);
        Refused(VerifyingRefusals.AllowanceConsulting, "第1项", "contract 7");
        market.Law.Do(new EndInterest(1, new(2023, 3, 1), "ended"), market.Authority);
        market.Law.Do(new FileBodyProfile(market.First.Id,
            VerifyingMarket.Profile(["steel"], BodyService.AllowanceConsulting)), market.First.Leader);
        Refused(VerifyingRefusals.AllowanceConsulting, nameof(BodyService.AllowanceConsulting));
    }

    [Fact]
    public void Prohibition_2_gifts_and_contracts()
    {
        Declared(InterestKind.GiftOrContract);
        Refused(VerifyingRefusals.GiftOrContract, "第2项");
    }

    [Fact]
    public void Prohibition_3_carbon_assets_by_service_or_by_a_common_parent()
    {
        var (fund, _) = market.Law.Representative(ParticipantKind.Institution, "fund");
        market.Law.Do(new RecordRelation([market.First.Id, fund], RelationKind.CorporateGroup, "group G", "register"),
            market.Authority);
        Refused(VerifyingRefusals.AssetManagement, "第3项", "group G");
        market.Law.Do(new EndRelation(1, "sold"), market.Authority);
        market.Law.Do(new FileBodyProfile(market.First.Id,
            VerifyingMarket.Profile(["steel"], BodyService.AssetManagement)), market.First.Leader);
        Refused(VerifyingRefusals.AssetManagement, nameof(BodyService.AssetManagement));
    }

    [Fact]
    public void Prohibition_4_ownership_by_a_group_on_record_by_auctions_or_by_the_bodys_own_word()
    {
        market.Law.Do(new FileBodyProfile(market.First.Id,
            VerifyingMarket.Profile(["steel"]) with { Groups = ["E"] }), market.First.Leader);
        Refused(VerifyingRefusals.OwnershipTie, "第4项");
        market.Law.Do(new FileBodyProfile(market.First.Id, VerifyingMarket.Profile(["steel"])), market.First.Leader);
        market.Law.Do(new RecordRelation([market.First.Id, market.Law.Entity], RelationKind.CorporateGroup, "group H",
            "register"), market.Authority);
        Refused(VerifyingRefusals.OwnershipTie, "group H");
    }

    [Fact]
    public void Prohibition_5_consulting_on_emissions()
    {
        Declared(InterestKind.EmissionConsulting, emitter: market.Law.Entity);
        Refused(VerifyingRefusals.EmissionConsulting, "第5项");
    }

    [Fact]
    public void Prohibition_6_shared_managers_within_the_years_and_not_after()
    {
        WithHistory("R", EmploymentKind.Manager, new(2020, 3, 6));
        Refused(VerifyingRefusals.SharedManager, "years=3");
        WithHistory("R", EmploymentKind.Manager, new(2020, 3, 5));
        Declared(InterestKind.SharedManager, through: new(2021, 1, 1));
        Refused(VerifyingRefusals.SharedManager, "第6项");
    }

    [Fact]
    public void Prohibition_7_people_who_worked_for_the_entity_or_advised_it()
    {
        var task = market.Assign();
        var name = new NameVerificationTeam(market.First.Id, task, "L", ["L", "M"], "R", Declared: true);
        WithHistory("M", EmploymentKind.Consultant, new(2021, 1, 1));
        var refusal = market.Law.Refused(VerifyingRefusals.PersonalTie.Code, name, market.First.Leader);
        Assert.Contains("Consultant", refusal.ToString(), StringComparison.Ordinal);
        WithHistory("M", EmploymentKind.Consultant, new(2019, 1, 1));
        Declared(InterestKind.PersonalTie, emitter: market.Law.Entity);
        market.Law.Refused(VerifyingRefusals.PersonalTie.Code, name, market.First.Leader);
        market.Law.Do(name with { Members = ["L", "N"] }, market.First.Leader);
    }

    [Fact]
    public void Prohibition_8_hints_at_a_consultant()
    {
        Declared(InterestKind.ConsultantHint);
        Refused(VerifyingRefusals.ConsultantHint, "第8项");
    }

    [Fact]
    public void A_laboratory_of_the_body_and_any_other_declared_interest_bar_it()
    {
        Declared(InterestKind.LaboratoryTie, emitter: market.Law.Entity);
        Refused(VerifyingRefusals.LaboratoryTie);
        market.Law.Do(new EndInterest(1, new(2023, 3, 1), "sold"), market.Authority);
        Declared(InterestKind.Declared, emitter: market.Law.Entity);
        Refused(VerifyingRefusals.DeclaredInterest);
    }

    [Fact]
    public void An_interest_towards_another_entity_or_one_that_ended_bars_nobody()
    {
        var (other, _) = market.Law.Representative(ParticipantKind.CoveredEntity, "E2");
        Declared(InterestKind.OwnershipTie, emitter: other);
        Declared(InterestKind.GiftOrContract, through: new(2022, 12, 31));
        market.Law.Do(ToFirst, market.Authority);
    }

    [Fact]
    public void A_body_goes_after_so_many_years_running_and_may_come_back_after_a_pause()
    {
        void Served(int year) => market.Law.Given(
            new ReportSubmitted(market.Law.Entity, new(year), new(1), [], VerifyingMarket.Made, 1,
                ReportState.Submitted, new(year + 1, 1, 1), false, new("test")),
            new VerifierAssigned(new(year), market.Law.Entity, market.First.Id));
        Served(2021);
        Served(2020);
        market.Law.Do(new AssignVerifier(VerifyingMarket.Year, market.Law.Entity, market.Second.Id), market.Authority);
        var again = new VerifyingMarket();
        foreach (var year in new[] { 2021, 2020, 2019 })
            again.Law.Given(new ReportSubmitted(again.Law.Entity, new(year), new(1), [], VerifyingMarket.Made, 1,
                ReportState.Submitted, new(year + 1, 1, 1), false, new("test")),
                new VerifierAssigned(new(year), again.Law.Entity, again.First.Id));
        var refusal = again.Law.Refused(VerifyingRefusals.BodyTooLong.Code,
            new AssignVerifier(VerifyingMarket.Year, again.Law.Entity, again.First.Id), again.Authority);
        Assert.Contains("served=3", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_team_has_two_members_a_leader_a_skill_and_a_reviewer_from_outside()
    {
        var task = market.Assign();
        var good = new NameVerificationTeam(market.First.Id, task, "L", ["L", "M"], "R", Declared: true);
        void Not(RefusalCode code, NameVerificationTeam team) =>
            market.Law.Refused(code.Code, team, market.First.Leader);
        Not(VerifyingRefusals.NotDeclared, good with { Declared = false });
        Not(VerifyingRefusals.TeamTooSmall, good with { Members = ["L", "L"] });
        Not(VerifyingRefusals.NotItsPerson, good with { Members = ["L", "X"] });
        Not(VerifyingRefusals.NoLeader, good with { Leader = "N" });
        Not(VerifyingRefusals.ReviewerInTeam, good with { Reviewer = "M" });
        market.Law.Do(new EndVerifier(market.First.Id, "M", market.Law.Date), market.First.Leader);
        Not(VerifyingRefusals.NotItsPerson, good);
        market.Law.Do(good with { Members = ["L", "N"] }, market.First.Leader);
        Assert.Equal(("L", "R"), (market.Task().Leader, market.Task().Reviewer));
    }

    [Fact]
    public void A_team_needs_somebody_who_knows_the_sector()
    {
        var task = market.Assign();
        var leader = market.State.FindBody(market.First.Id)!.Find("L")!;
        market.Law.Do(new EnterVerifier(market.First.Id, leader with { Skills = ["paper"] }), market.First.Leader);
        market.Law.Refused(VerifyingRefusals.NoSectorSkill.Code,
            new NameVerificationTeam(market.First.Id, task, "L", ["L", "N"], "R", Declared: true), market.First.Leader);
    }

    [Fact]
    public void A_leader_goes_after_so_many_years_running()
    {
        var strict = new VerifyingMarket(("mrv.verification.rotation_years", "1"));
        var earlier = new ComplianceYear(2021);
        strict.Submit(strict.Law.Entity, strict.Entity, earlier);
        strict.Law.Do(new AssignVerifier(earlier, strict.Law.Entity, strict.First.Id), strict.Authority);
        strict.Clear(1, strict.First);
        strict.OnSite(existing: 1);
        strict.Law.Do(new IssueFindings(strict.First.Id, 1), strict.First.Leader);
        strict.Law.Date = strict.Law.Date.PlusDays(1);
        strict.Draft(1, VerifyingMarket.Reported, strict.First);
        strict.Law.Do(new SubmitVerification(earlier, strict.Law.Entity, new(VerifyingMarket.Reported),
            VerifyingMarket.Made, ""), strict.First.Leader);
        strict.Law.Refused(VerifyingRefusals.BodyTooLong.Code,
            new AssignVerifier(VerifyingMarket.Year, strict.Law.Entity, strict.First.Id), strict.Authority);
        strict.Law.Do(new AdoptRuleValue("mrv.verification.rotation_years", new(2014, 4, 2), "2", "trial"),
            strict.Authority);
        strict.Law.Do(new AssignVerifier(VerifyingMarket.Year, strict.Law.Entity, strict.First.Id), strict.Authority);
        strict.Law.Do(new AdoptRuleValue("mrv.verification.rotation_years", new(2014, 4, 2), "1", "trial ended"),
            strict.Authority);
        var team = new NameVerificationTeam(strict.First.Id, 2, "L", ["L", "M"], "R", Declared: true);
        strict.Law.Refused(VerifyingRefusals.LeaderTooLong.Code, team, strict.First.Leader);
        strict.Law.Do(team with { Leader = "M" }, strict.First.Leader);
    }

    [Fact]
    public void Nobody_is_given_more_reports_than_the_rulebook_allows()
    {
        var strict = new VerifyingMarket(("mrv.verification.reports_per_person", "1"));
        strict.AssignedAndCleared();
        var (other, actor) = strict.Law.Representative(ParticipantKind.CoveredEntity, "E2");
        strict.Submit(other, actor);
        strict.Law.Do(new AssignVerifier(VerifyingMarket.Year, other, strict.First.Id), strict.Authority);
        var refusal = strict.Law.Refused(VerifyingRefusals.TooManyReports.Code,
            new NameVerificationTeam(strict.First.Id, 2, "L", ["L", "N"], "R", Declared: true), strict.First.Leader);
        Assert.Contains("person=L", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_rule_value_is_named_and_nobody_is_assigned()
    {
        var silent = new VerifyingMarket(("mrv.verification.rotation_years", ""));
        silent.Law.Refused(RulebookRefusals.NoValue.Code,
            new AssignVerifier(VerifyingMarket.Year, silent.Law.Entity, silent.First.Id), silent.Authority);
    }
}
