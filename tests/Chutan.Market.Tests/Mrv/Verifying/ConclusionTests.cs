using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;

namespace Chutan.Market.Tests.Mrv.Verifying;

/// <summary>结论、告知、异议、中止与改派.</summary>
public sealed class ConclusionTests
{
    private readonly VerifyingMarket market = new();

    private LawMarket Law => market.Law;
    private VerifyingMarket.Body Body => market.First;
    private EmissionReport Report => Law.State.Mrv.Find(VerifyingMarket.Year, Law.Entity)!;

    private int ReadyToConclude()
    {
        var task = market.OnSite();
        Law.Do(new IssueFindings(Body.Id, task), Body.Leader);
        return task;
    }

    [Fact]
    public void A_conclusion_comes_after_the_site_and_hours_after_its_last_evidence()
    {
        var task = ReadyToConclude();
        var draft = new DraftConclusion(Body.Id, task, VerifyingMarket.Conclusion(100_000));
        Law.Refused(VerifyingRefusals.TooSoonAfterEvidence.Code, draft, Body.Leader);
        Law.Date = Law.Date.PlusDays(1);
        Law.Do(draft, Body.Leader);
        var early = new VerifyingMarket();
        var planned = early.AssignedAndCleared();
        early.Law.Do(new StartDocumentReview(early.First.Id, planned), early.First.Member);
        early.Law.Do(new ReviewDocuments(early.First.Id, planned,
            [new DocumentLine("coal", "scale", "log", "", true)]), early.First.Member);
        early.Law.Do(new PlanSiteVisit(early.First.Id, planned, VerifyingMarket.Plan(early.Law.Date) with
        { Through = early.Law.Date.PlusDays(2) }, []), early.First.Leader);
        early.Visit(planned, early.First);
        early.Law.Do(new IssueFindings(early.First.Id, planned), early.First.Leader);
        early.Law.Date = early.Law.Date.PlusDays(1);
        early.Law.Refused(VerifyingRefusals.BeforeSite.Code, new DraftConclusion(early.First.Id, planned,
            VerifyingMarket.Conclusion(100_000)), early.First.Leader);
    }

    [Fact]
    public void A_conclusion_lists_sources_that_add_up_with_a_reason_for_each_change()
    {
        var task = ReadyToConclude();
        Law.Date = Law.Date.PlusDays(1);
        void Not(RefusalCode code, VerificationConclusion conclusion) =>
            Law.Refused(code.Code, new DraftConclusion(Body.Id, task, conclusion), Body.Leader);
        var good = VerifyingMarket.Conclusion(99_000);
        Not(VerifyingRefusals.ConclusionIncomplete, good with { Sources = [] });
        Not(VerifyingRefusals.ConclusionIncomplete, good with { Sources = [good.Sources[0] with { Reason = "" }] });
        Not(VerifyingRefusals.ReportedOff, good with { Initial = new(1) });
        Not(VerifyingRefusals.VerifiedOff, good with { Verified = new(98_000) });
        Not(new RefusalCode("mrv.bad-days", "", ""), good with
        { Activity = VerifyingMarket.Made with { StoppedDays = 300 } });
        Law.Do(new DraftConclusion(Body.Id, task, good), Body.Leader);
    }

    [Fact]
    public void Figures_are_handed_over_only_after_the_steps_and_as_they_were_concluded()
    {
        var task = ReadyToConclude();
        var hand = new SubmitVerification(VerifyingMarket.Year, Law.Entity, new(99_000), VerifyingMarket.Made, "ok");
        Law.Refused(VerifyingRefusals.StepsMissing.Code, hand, Body.Leader);
        Law.Date = Law.Date.PlusDays(1);
        market.Draft(task, 99_000, Body);
        Law.Refused(VerifyingRefusals.NotAsConcluded.Code, hand with { Verified = new(98_000) }, Body.Leader);
        Law.Refused(VerifyingRefusals.NotAsConcluded.Code,
            hand with { Activity = VerifyingMarket.Made with { ProductionDays = 299 } }, Body.Leader);
        Law.Refused(VerifyingRefusals.NotYourStep.Code, hand, Body.Member);
        Law.Do(hand, Body.Leader);
        Assert.Equal(VerificationStage.AuthorityReview, market.Task(task).Stage);
        Assert.Equal(99_000, Report.Verified!.Value.Count);
    }

    [Fact]
    public void Nothing_counts_before_the_entity_was_told_and_its_time_for_objecting_is_over()
    {
        var task = ReadyToConclude();
        Law.Date = Law.Date.PlusDays(1);
        market.Draft(task, 99_000, Body);
        Law.Do(new SubmitVerification(VerifyingMarket.Year, Law.Entity, new(99_000), VerifyingMarket.Made, "ok"),
            Body.Leader);
        var accept = new AcceptReport(VerifyingMarket.Year, Law.Entity);
        Law.Refused(VerifyingRefusals.NotNotified.Code, accept, market.Authority);
        Law.Do(new NotifyConclusion(task), market.Authority);
        Assert.Equal(new LocalDate(2023, 3, 16), market.Task(task).DueOn);
        Law.Refused(VerifyingRefusals.NotNotified.Code, accept, market.Authority);
        Law.Date = new LocalDate(2023, 3, 17);
        Law.Refused(VerifyingRefusals.ObjectionTooLate.Code, new ObjectToConclusion(Law.Entity, task, "no", ""),
            market.Entity);
        Law.Do(accept, market.Authority);
        Assert.Equal((VerificationStage.Closed, ReportState.Accepted), (market.Task(task).Stage, Report.State));
    }

    [Fact]
    public void An_objection_is_decided_before_anything_counts_and_upheld_sends_it_back_to_the_body()
    {
        var task = ReadyToConclude();
        market.Conclude(task, 99_000);
        Law.Refused(VerifyingRefusals.NoObjection.Code, new DecideConclusionObjection(task, true, "x"),
            market.Authority);
        Law.Refused("mrv.reason-needed", new ObjectToConclusion(Law.Entity, task, "", ""), market.Entity);
        Law.Do(new ObjectToConclusion(Law.Entity, task, "the ledger is right", ""), market.Entity);
        Law.Refused(VerifyingRefusals.AlreadyAnswered.Code, new AgreeToConclusion(Law.Entity, task), market.Entity);
        Law.Refused(VerifyingRefusals.ObjectionOpen.Code, new AcceptReport(VerifyingMarket.Year, Law.Entity),
            market.Authority);
        Law.Do(new DecideConclusionObjection(task, true, "ledger accepted"), market.Authority);
        Assert.Equal((VerificationStage.Returned, ReportState.UnderVerification),
            (market.Task(task).Stage, Report.State));
        market.Conclude(task, 100_000);
        Law.Do(new ObjectToConclusion(Law.Entity, task, "still", ""), market.Entity);
        Law.Do(new DecideConclusionObjection(task, false, "measured"), market.Authority);
        Law.Do(new AcceptReport(VerifyingMarket.Year, Law.Entity), market.Authority);
        Assert.Equal(100_000, Report.Accepted!.Value.Count);
    }

    [Fact]
    public void The_authority_returns_a_conclusion_or_refuses_the_report()
    {
        var task = ReadyToConclude();
        Law.Date = Law.Date.PlusDays(1);
        market.Draft(task, 99_000, Body);
        Law.Do(new SubmitVerification(VerifyingMarket.Year, Law.Entity, new(99_000), VerifyingMarket.Made, "ok"),
            Body.Leader);
        Law.Do(new ReturnVerification(task, "cross-check of electricity missing"), market.Authority);
        Assert.Equal(ReportState.UnderVerification, Report.State);
        market.Conclude(task, 99_000);
        Law.Do(new RefuseReport(VerifyingMarket.Year, Law.Entity, "not credible"), market.Authority);
        Assert.Equal((VerificationStage.Closed, ReportState.Refused), (market.Task(task).Stage, Report.State));
        market.Submit(Law.Entity, market.Entity);
        Assert.Equal(2, market.Assign(market.Second));
        Assert.Equal(1, market.Task(2).Follows);
    }

    [Fact]
    public void A_body_that_finds_itself_in_conflict_gives_the_task_back_and_another_takes_it()
    {
        var task = market.Assign();
        Law.Refused("mrv.reason-needed", new DeclineVerification(Body.Id, task, ""), Body.Leader);
        Law.Do(new DeclineVerification(Body.Id, task, "our director's sister is the plant manager"), Body.Leader);
        Assert.Equal((VerificationStage.OnHold, HoldReason.Declined), (market.Task().Stage, market.Task().Held));
        Law.Refused(VerifyingRefusals.NothingHeld.Code, new ResumeVerification(task, "go on"), market.Authority);
        Law.Refused(VerifyingRefusals.TaskOpen.Code,
            new AssignVerifier(VerifyingMarket.Year, Law.Entity, market.Second.Id), market.Authority);
        Law.Refused(VerifyingRefusals.SameBody.Code, new ReassignVerification(task, Body.Id, "again"),
            market.Authority);
        Law.Do(new ReassignVerification(task, market.Second.Id, "conflict"), market.Authority);
        Assert.Equal((VerificationStage.Reassigned, 2), (market.Task().Stage, market.Task().Successor));
        Assert.Equal((market.Second.Id, market.Second.Id), (market.Task(2).Body, Report.Verifier!.Value));
    }

    [Fact]
    public void Suspending_a_body_stops_its_work_with_the_clock_and_nothing_is_lost()
    {
        var task = market.FindingOut();
        Assert.Equal(new LocalDate(2023, 3, 13), market.Task(task).DueOn);
        Law.Date = new LocalDate(2023, 3, 8);
        Law.Do(new SetParticipantStatus(Body.Id, ParticipantStatus.Suspended, "inquiry"), market.Authority);
        Assert.Equal((VerificationStage.OnHold, HoldReason.BodySuspended), (market.Task().Stage, market.Task().Held));
        Law.Refused("access.suspended", new IssueFindings(Body.Id, task), Body.Leader);
        Law.Refused(VerifyingRefusals.NothingHeld.Code, new ResumeVerification(task, "go on"), market.Authority);
        Law.Date = new LocalDate(2023, 3, 20);
        Law.Refused(VerifyingRefusals.NothingDue.Code, new EndAnswerTerms(), Actor.Scheduler);
        Law.Do(new SetParticipantStatus(Body.Id, ParticipantStatus.Active, "cleared"), market.Authority);
        Assert.Equal((VerificationStage.FindingsIssued, new LocalDate(2023, 3, 23)),
            (market.Task().Stage, market.Task().DueOn!.Value));
        Assert.Equal(FindingStatus.Open, market.Task().Findings[0].Status);
    }

    [Fact]
    public void A_suspended_bodys_findings_go_with_the_task_to_the_next()
    {
        var task = market.FindingOut();
        Law.Do(new SetParticipantStatus(Body.Id, ParticipantStatus.Suspended, "inquiry"), market.Authority);
        Law.Refused(VerifyingRefusals.NoProfile.Code, new ReassignVerification(task, Law.Verifier, "suspended"),
            market.Authority);
        Law.Do(new ReassignVerification(task, market.Second.Id, "suspended"), market.Authority);
        var next = market.Task(2);
        Assert.Equal((FindingStatus.Noted, "M"), (next.Findings[0].Status, next.Findings[0].Author));
        market.Clear(2, market.Second);
        market.OnSite(market.Second, existing: 2);
        Assert.Contains(market.Task(2).Checklist, i => i.Origin == ChecklistOrigin.Carried);
        Law.Do(new IssueFindings(market.Second.Id, 2), market.Second.Leader);
        market.Answer(2, 1);
        Law.Do(new CheckAnswers(market.Second.Id, 2, [new AnswerVerdict(1, true, "")]), market.Second.Member);
        market.Conclude(2, 99_500, market.Second);
        Assert.Equal("R", market.Task(2).Findings[0].ClosedBy);
        Assert.Equal(FindingStatus.Open, market.Task().Findings[0].Status);
    }

    [Fact]
    public void Work_that_comes_back_to_a_suspended_body_stands_still_at_once()
    {
        var task = ReadyToConclude();
        market.Conclude(task, 99_000);
        Law.Do(new SetParticipantStatus(Body.Id, ParticipantStatus.Suspended, "inquiry"), market.Authority);
        Assert.Equal(VerificationStage.Notified, market.Task().Stage);
        Law.Do(new ObjectToConclusion(Law.Entity, task, "no", ""), market.Entity);
        Law.Do(new DecideConclusionObjection(task, true, "right"), market.Authority);
        Assert.Equal((VerificationStage.OnHold, VerificationStage.Returned),
            (market.Task().Stage, market.Task().HeldFrom));
    }

    [Fact]
    public void The_authority_holds_a_task_and_lets_it_go_on_where_it_stood()
    {
        var task = ReadyToConclude();
        Law.Refused("mrv.reason-needed", new HoldVerification(task, ""), market.Authority);
        Law.Do(new HoldVerification(task, "flood"), market.Authority);
        Law.Date = Law.Date.PlusDays(7);
        Law.Do(new ResumeVerification(task, "water is gone"), market.Authority);
        Assert.Equal((VerificationStage.TechReview, new LocalDate(2023, 3, 20)),
            (market.Task().Stage, market.Task().DueOn!.Value));
    }
}
