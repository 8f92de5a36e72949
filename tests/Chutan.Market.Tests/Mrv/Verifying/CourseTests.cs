using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;

namespace Chutan.Market.Tests.Mrv.Verifying;

/// <summary>核查流程: each step, who takes it, and what stops it.</summary>
public sealed class CourseTests
{
    private readonly VerifyingMarket market = new();

    private VerificationStage Stage => market.Task(market.State.Tasks.Count).Stage;
    private LawMarket Law => market.Law;
    private VerifyingMarket.Body Body => market.First;

    [Fact]
    public void Steps_belong_to_people_of_the_task_and_a_stranger_learns_nothing()
    {
        var task = market.AssignedAndCleared();
        Law.Refused(VerifyingRefusals.UnknownTask.Code, new StartDocumentReview(market.Second.Id, task),
            market.Second.Leader);
        Law.Refused(VerifyingRefusals.UnknownTask.Code, new StartDocumentReview(Body.Id, 99), Body.Leader);
        Law.Refused(VerifyingRefusals.NotYourStep.Code, new StartDocumentReview(Body.Id, task), Body.People["N"]);
        Law.Refused(VerifyingRefusals.NotAtThisStage.Code, new IssueFindings(Body.Id, task), Body.Leader);
        Law.Refused("access.not-permitted", new StartDocumentReview(Body.Id, task), market.Second.Leader);
        Law.Do(new StartDocumentReview(Body.Id, task), Body.Member);
        Assert.Equal(VerificationStage.DocReview, Stage);
        Assert.Equal(6, market.Task(task).Checklist.Length);
    }

    [Fact]
    public void A_site_is_planned_only_after_the_documents_and_only_as_people_can_go()
    {
        var task = market.AssignedAndCleared();
        Law.Do(new StartDocumentReview(Body.Id, task), Body.Member);
        var plan = VerifyingMarket.Plan(Law.Date);
        Law.Refused(VerifyingRefusals.DocumentsNotReviewed.Code, new PlanSiteVisit(Body.Id, task, plan, []),
            Body.Leader);
        Law.Refused(VerifyingRefusals.EmptyList.Code, new ReviewDocuments(Body.Id, task, []), Body.Member);
        Law.Do(new ReviewDocuments(Body.Id, task, [new DocumentLine("coal", "scale", "log", "", true)]), Body.Member);
        foreach (var bad in new[]
        {
            plan with { Place = "" }, plan with { Latitude = 91m }, plan with { From = Law.Date.PlusDays(-1) },
            plan with { Through = Law.Date.PlusDays(-1) }, plan with { Members = ["L"] },
            plan with { Members = ["L", "N"] },
        })
            Law.Refused(VerifyingRefusals.BadSitePlan.Code, new PlanSiteVisit(Body.Id, task, bad, []), Body.Leader);
        Law.Refused(VerifyingRefusals.TooManySiteDays.Code, new PlanSiteVisit(Body.Id, task,
            plan with { Through = Law.Date.PlusDays(5) }, []), Body.Leader);
        Law.Do(new PlanSiteVisit(Body.Id, task, plan, ["weigh a truck", " "]), Body.Leader);
        Assert.Equal("weigh a truck", market.Task(task).Checklist[^1].TextZh);
    }

    [Fact]
    public void Nobody_is_at_two_far_places_on_one_day()
    {
        market.OnSite();
        var (other, actor) = Law.Representative(ParticipantKind.CoveredEntity, "E2");
        market.Submit(other, actor);
        Law.Do(new AssignVerifier(VerifyingMarket.Year, other, Body.Id), market.Authority);
        market.Clear(2, Body);
        Law.Do(new StartDocumentReview(Body.Id, 2), Body.Member);
        Law.Do(new ReviewDocuments(Body.Id, 2, [new DocumentLine("coal", "scale", "log", "", true)]), Body.Member);
        var enshi = VerifyingMarket.Plan(Law.Date) with { Latitude = 30.27m, Longitude = 109.49m };
        var refusal = Law.Refused(VerifyingRefusals.TwoPlaces.Code, new PlanSiteVisit(Body.Id, 2, enshi, []),
            Body.Leader);
        Assert.Contains("distance=462", refusal.ToString(), StringComparison.Ordinal);
        Law.Do(new PlanSiteVisit(Body.Id, 2, enshi with { From = Law.Date.PlusDays(1), Through = Law.Date.PlusDays(1) },
            []), Body.Leader);
    }

    [Fact]
    public void Evidence_of_a_visit_is_filed_made_there_by_those_planned_and_shows_a_full_day()
    {
        var task = market.AssignedAndCleared();
        Law.Do(new StartDocumentReview(Body.Id, task), Body.Member);
        Law.Do(new ReviewDocuments(Body.Id, task, [new DocumentLine("coal", "scale", "log", "", true)]), Body.Member);
        Law.Do(new PlanSiteVisit(Body.Id, task, VerifyingMarket.Plan(Law.Date), []), Body.Leader);
        var good = market.MadeAt(Body, SiteEvidenceKind.SignIn, 9);
        void Not(RefusalCode code, SiteEvidence evidence) =>
            Law.Refused(code.Code, new RecordSiteVisit(Body.Id, task, [evidence], []), Body.Member);
        Not(VerifyingRefusals.NotInEvidence, good with { Document = "" });
        Not(VerifyingRefusals.BadSiteEvidence, good with { Person = "N" });
        Not(VerifyingRefusals.BadSiteEvidence, good with { Date = Law.Date.PlusDays(1) });
        Not(VerifyingRefusals.OffSite, good with { Latitude = 30.70m });
        Law.Refused(VerifyingRefusals.UnknownItem.Code, new RecordSiteVisit(Body.Id, task, [good],
            [new ChecklistResult("no-such", "seen", true)]), Body.Member);
        Law.Refused(VerifyingRefusals.EmptyList.Code, new RecordSiteVisit(Body.Id, task, [], []), Body.Member);
        Law.Do(new RecordSiteVisit(Body.Id, task, [good, market.MadeAt(Body, SiteEvidenceKind.Photo, 11)], []),
            Body.Member);
        var refusal = Law.Refused(VerifyingRefusals.NoFullDay.Code, new IssueFindings(Body.Id, task), Body.Leader);
        Assert.Contains("given=2", refusal.ToString(), StringComparison.Ordinal);
        Law.Do(new RecordSiteVisit(Body.Id, task, [market.MadeAt(Body, SiteEvidenceKind.SignOut, 16)], []),
            Body.Member);
        Law.Refused(VerifyingRefusals.ChecklistOpen.Code, new IssueFindings(Body.Id, task), Body.Leader);
        market.Visit(task, Body);
        Law.Do(new IssueFindings(Body.Id, task), Body.Leader);
        Assert.Equal(VerificationStage.TechReview, Stage);
    }

    [Fact]
    public void A_finding_names_its_clause_and_its_evidence_and_is_answered_whole()
    {
        var task = market.OnSite();
        var note = new NoteFinding(Body.Id, task, FindingClass.Data, FindingSeverity.Major, "guide 5.2", "wrong", []);
        Law.Refused(VerifyingRefusals.FindingIncomplete.Code, note with { Clause = "" }, Body.Member);
        Law.Refused(VerifyingRefusals.NotInEvidence.Code, note with { Evidence = ["f"] }, Body.Member);
        Law.Do(note, Body.Member);
        market.Note(task);
        market.Note(task, FindingSeverity.Observation);
        Law.Do(new IssueFindings(Body.Id, task), Body.Leader);
        Assert.Equal(new LocalDate(2023, 3, 13), market.Task(task).DueOn);
        Law.Do(new AcknowledgeFindings(Law.Entity, task), market.Entity);
        Law.Refused(VerifyingRefusals.EmptyList.Code, new AnswerFindings(Law.Entity, task, []), market.Entity);
        Law.Refused(VerifyingRefusals.UnknownFinding.Code, new AnswerFindings(Law.Entity, task,
            [new FindingAnswer(3, "a", "b", [], null)]), market.Entity);
        Law.Refused(VerifyingRefusals.AnswerIncomplete.Code, new AnswerFindings(Law.Entity, task,
            [new FindingAnswer(1, "a", "", [], null)]), market.Entity);
        Law.Refused(VerifyingRefusals.NotInEvidence.Code, new AnswerFindings(Law.Entity, task,
            [new FindingAnswer(1, "a", "b", ["f"], null)]), market.Entity);
        market.Answer(task, 1);
        Assert.Equal(VerificationStage.AwaitingAnswer, Stage);
        market.Answer(task, 2);
        Assert.Equal(VerificationStage.AnswerCheck, Stage);
        Law.Refused(VerifyingRefusals.NotAllJudged.Code,
            new CheckAnswers(Body.Id, task, [new AnswerVerdict(1, true, "")]), Body.Member);
        Law.Refused("mrv.reason-needed", new CheckAnswers(Body.Id, task,
            [new AnswerVerdict(1, true, ""), new AnswerVerdict(2, false, "")]), Body.Member);
        Law.Refused(VerifyingRefusals.UnknownFinding.Code,
            new CheckAnswers(Body.Id, task, [new AnswerVerdict(3, true, "")]), Body.Member);
        Law.Do(new CheckAnswers(Body.Id, task, [new AnswerVerdict(1, true, ""), new AnswerVerdict(2, true, "")]),
            Body.Member);
        Assert.All(market.Task(task).Findings.Take(2), f => Assert.Equal((FindingStatus.Satisfied, "M"),
            (f.Status, f.CheckedBy)));
    }

    [Fact]
    public void The_reviewer_closes_what_the_team_found_sufficient_and_no_member_can()
    {
        var task = market.FindingOut();
        market.Answer(task, 1);
        Law.Do(new CheckAnswers(Body.Id, task, [new AnswerVerdict(1, true, "")]), Body.Member);
        Law.Refused(VerifyingRefusals.NoConclusion.Code, new ReviewConclusion(Body.Id, task, true, ""), Body.Reviewer);
        Law.Date = Law.Date.PlusDays(1);
        Law.Do(new DraftConclusion(Body.Id, task, VerifyingMarket.Conclusion(99_500)), Body.Leader);
        Law.Refused(VerifyingRefusals.NotYourStep.Code, new ReviewConclusion(Body.Id, task, true, ""), Body.Leader);
        Law.Refused("mrv.reason-needed", new ReviewConclusion(Body.Id, task, false, ""), Body.Reviewer);
        Law.Do(new ReviewConclusion(Body.Id, task, true, "sound"), Body.Reviewer);
        var finding = market.Task(task).Findings[0];
        Assert.Equal((FindingStatus.Closed, "M", "R"), (finding.Status, finding.Author, finding.ClosedBy));
        Assert.NotEqual(finding.Author, finding.ClosedBy);
    }

    [Fact]
    public void The_reviewer_may_send_it_back_to_the_site()
    {
        var task = market.OnSite();
        Law.Do(new IssueFindings(Body.Id, task), Body.Leader);
        Law.Date = Law.Date.PlusDays(1);
        Law.Do(new DraftConclusion(Body.Id, task, VerifyingMarket.Conclusion(100_000)), Body.Leader);
        Law.Do(new ReviewConclusion(Body.Id, task, false, "no meter was seen"), Body.Reviewer);
        Assert.Equal((VerificationStage.OnSite, 1), (Stage, market.Task(task).SentBack));
    }

    [Fact]
    public void Answers_that_do_not_hold_are_asked_again_then_replaced_by_conservative_values()
    {
        var task = market.FindingOut();
        void Judge() => Law.Do(new CheckAnswers(Body.Id, task, [new AnswerVerdict(1, false, "no proof")]),
            Body.Member);
        market.Answer(task, 1);
        Judge();
        Assert.Equal((VerificationStage.FindingsIssued, 2), (Stage, market.Task(task).Findings[0].Round));
        market.Answer(task, 1);
        Judge();
        Assert.Equal(VerificationStage.ConservativeRecalculation, Stage);
        Recalculate(task);
        Assert.Equal(VerificationStage.TechReview, Stage);
        market.Conclude(task, 101_000);
        Assert.Equal(FindingStatus.Unresolved, market.Task(task).Findings[0].Status);
        Assert.Equal(101_000, Law.State.Mrv.Find(VerifyingMarket.Year, Law.Entity)!.Verified!.Value.Count);
    }

    [Fact]
    public void A_term_that_passes_without_an_answer_ends_in_conservative_values()
    {
        var task = market.FindingOut();
        Law.Refused(VerifyingRefusals.NotYetDue.Code, new LapseAnswers(Body.Id, task), Body.Member);
        Law.Date = new LocalDate(2023, 3, 13);
        Law.Refused(VerifyingRefusals.NothingDue.Code, new EndAnswerTerms(), Actor.Scheduler);
        Law.Date = new LocalDate(2023, 3, 14);
        Law.Do<AnswersLapsed>(new EndAnswerTerms(), Actor.Scheduler);
        Assert.Equal((VerificationStage.ConservativeRecalculation, FindingStatus.Unresolved),
            (Stage, market.Task(task).Findings[0].Status));
        Law.Refused(VerifyingRefusals.NotAtThisStage.Code, new AnswerFindings(Law.Entity, task,
            [new FindingAnswer(1, "late", "late", [], null)]), market.Entity);
    }

    [Fact]
    public void A_conservative_value_stands_for_each_unresolved_finding_and_never_lowers_emissions()
    {
        var task = market.FindingOut();
        Law.Date = new LocalDate(2023, 3, 14);
        Law.Do(new LapseAnswers(Body.Id, task), Body.Member);
        var value = new ConservativeValue(1, "carbon content", "0.0250", "0.03085", "no valid report", 1_000);
        void Not(RefusalCode code, params ConservativeValue[] values) =>
            Law.Refused(code.Code, new RecalculateConservatively(Body.Id, task, [.. values]), Body.Member);
        Not(VerifyingRefusals.NotConservative);
        Not(VerifyingRefusals.NotConservative, value with { Effect = -1 });
        Not(VerifyingRefusals.NotConservative, value with { Reason = "" });
        Not(VerifyingRefusals.UnknownFinding, value with { Finding = 2 });
        Recalculate(task);
    }

    [Fact]
    public void A_report_the_entity_never_brings_back_is_concluded_with_conservative_values()
    {
        var task = market.FindingOut();
        Law.Do(new ReturnReport(VerifyingMarket.Year, Law.Entity, "correct the ledger"), Body.Member);
        Law.Date = new LocalDate(2023, 3, 14);
        Law.Do(new EndAnswerTerms(), Actor.Scheduler);
        Recalculate(task);
        market.Conclude(task, 101_000);
        Assert.Equal(ReportState.Verified, Law.State.Mrv.Find(VerifyingMarket.Year, Law.Entity)!.State);
    }

    [Fact]
    public void Nothing_is_concluded_while_the_report_is_out_for_correction()
    {
        var task = market.OnSite();
        Law.Do(new ReturnReport(VerifyingMarket.Year, Law.Entity, "correct the ledger"), Body.Member);
        Law.Do(new IssueFindings(Body.Id, task), Body.Leader);
        Law.Date = Law.Date.PlusDays(1);
        var draft = new DraftConclusion(Body.Id, task, VerifyingMarket.Conclusion(100_000));
        Law.Refused(VerifyingRefusals.ReportOut.Code, draft, Body.Leader);
        market.Submit(Law.Entity, market.Entity);
        Law.Refused(VerifyingRefusals.NotAtThisStage.Code,
            new ReturnReport(VerifyingMarket.Year, Law.Entity, "again"), Body.Member);
        Law.Do(draft, Body.Leader);
    }

    [Fact]
    public void A_task_keeps_its_whole_file_through_a_snapshot()
    {
        var task = market.FindingOut();
        market.Answer(task, 1);
        Law.Do(new CheckAnswers(Body.Id, task, [new AnswerVerdict(1, true, "fine")]), Body.Member);
        market.Conclude(task, 99_500);
        Law.Do(new ObjectToConclusion(Law.Entity, task, "too high", ""), market.Entity);
        var before = market.Task(task);
        Law.Reloaded();
        Assert.Equal(before.Entries.Length, market.Task(task).Entries.Length);
        Assert.Equal(before.Findings[0].Effect, market.Task(task).Findings[0].Effect);
        Assert.Equal(before.Conclusion!.Verified, market.Task(task).Conclusion!.Verified);
    }

    private void Recalculate(int task) => Law.Do(new RecalculateConservatively(Body.Id, task,
        [new ConservativeValue(1, "carbon content", "0.0250", "0.03085", "no valid report", 1_000)]), Body.Member);
}
