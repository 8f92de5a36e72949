using Chutan.Market.Flows;
using Chutan.Market.Mrv;

namespace Chutan.Market.Tests.Mrv.Verifying;

/// <summary>轮到谁办理: who has to act in a verification now, and what goes on when another body takes over.</summary>
public sealed class WhoseTurnTests
{
    private readonly VerifyingMarket market = new();

    private void Now(int task, params VerificationParty[] parties) =>
        Assert.Equal(parties, VerificationReading.Waiting(market.Task(task), market.Law.Date));

    private bool May(int task, VerificationAction action) =>
        VerificationReading.IsOpen(market.Task(task), action, market.Law.Date);

    [Fact]
    public void While_findings_wait_for_an_answer_it_is_the_entitys_turn_until_its_day_and_then_the_teams()
    {
        var task = market.FindingOut();
        Now(task, VerificationParty.Emitter);
        Assert.False(May(task, VerificationAction.LetLapse));
        market.Law.Date = market.Task(task).DueOn!.Value;
        Now(task, VerificationParty.Emitter);
        market.Law.Date = market.Law.Date.PlusDays(1);
        Now(task, VerificationParty.Team);
        Assert.True(May(task, VerificationAction.LetLapse));
    }

    [Fact]
    public void The_leader_drafts_then_the_reviewer_reviews_and_no_earlier()
    {
        var task = market.OnSite();
        market.Law.Do(new IssueFindings(market.First.Id, task), market.First.Leader);
        Now(task, VerificationParty.Leader);
        Assert.False(May(task, VerificationAction.PassReview));
        market.Law.Date = market.Law.Date.PlusDays(1);
        market.Law.Do(new DraftConclusion(market.First.Id, task, VerifyingMarket.Conclusion(VerifyingMarket.Reported)),
            market.First.Leader);
        Now(task, VerificationParty.Reviewer);
        Assert.True(May(task, VerificationAction.PassReview));
    }

    [Fact]
    public void Told_the_result_the_entity_has_its_say_and_then_the_authority_decides()
    {
        var task = market.OnSite();
        market.Law.Do(new IssueFindings(market.First.Id, task), market.First.Leader);
        market.Conclude(task);
        Now(task, VerificationParty.Emitter);
        Assert.False(May(task, VerificationAction.Accept));
        market.Law.Do(new ObjectToConclusion(market.Law.Entity, task, "电表口径", ""), market.Entity);
        Now(task, VerificationParty.Authority);
        Assert.False(May(task, VerificationAction.Object));
        Assert.True(May(task, VerificationAction.UpholdObjection));
        market.Law.Do(new DecideConclusionObjection(task, false, "口径符合指南"), market.Authority);
        Now(task, VerificationParty.Authority);
        Assert.True(May(task, VerificationAction.Accept));
        market.Law.Do(new AcceptReport(VerifyingMarket.Year, market.Law.Entity), market.Authority);
        Now(task);
    }

    [Fact]
    public void A_recheck_that_found_another_figure_is_offered_for_opening_the_report_again_once()
    {
        var task = market.Finished();
        market.Law.Do(new OpenRecheck(task, market.Second.Id, "drawn"), market.Authority);
        Now(task);
        market.Law.Date = market.Law.Date.PlusDays(1);
        market.Clear(2, market.Second);
        market.OnSite(market.Second, existing: 2);
        market.Law.Do(new IssueFindings(market.Second.Id, 2), market.Second.Leader);
        market.Conclude(2, 103_000, market.Second);
        Assert.Null(RecheckReading.Reopening(market.Task(2), market.Law.State));
        market.Law.Do(new AgreeToConclusion(market.Law.Entity, 2), market.Entity);
        market.Law.Do(new SettleRecheck(2), market.Authority);
        Assert.Equal((new Kernel.Tonnes(100_000), new Kernel.Tonnes(103_000)),
            RecheckReading.Reopening(market.Task(2), market.Law.State));
        market.Law.Do(new ReopenOnRecheck(2, "鄂环令1号", "复查", false), market.Authority);
        Assert.Null(RecheckReading.Reopening(market.Task(2), market.Law.State));
    }

    [Fact]
    public void A_report_opened_again_on_a_recheck_says_what_is_still_to_be_done_until_its_figure_is_taken_over()
    {
        var task = market.Finished();
        market.Law.Do(new OpenRecheck(task, market.Second.Id, "drawn"), market.Authority);
        market.Law.Date = market.Law.Date.PlusDays(1);
        market.Clear(2, market.Second);
        market.OnSite(market.Second, existing: 2);
        market.Law.Do(new IssueFindings(market.Second.Id, 2), market.Second.Leader);
        market.Conclude(2, 103_000, market.Second);
        market.Law.Do(new AgreeToConclusion(market.Law.Entity, 2), market.Entity);
        market.Law.Do(new SettleRecheck(2), market.Authority);
        Assert.Null(RecheckReading.Of(market.Task(2), market.Law.State));
        market.Law.Do(new ReopenOnRecheck(2, "鄂环令1号", "备用锅炉用煤未计入", Fraud: true), market.Authority);
        var open = RecheckReading.Of(market.Task(2), market.Law.State)!;
        Assert.Equal((103_000, true, true), (open.Found.Count, open.IsTakeOverDue, open.IsFraudPenaltyDue));
        market.Law.Do(new DetermineEmissions(market.Law.Entity, VerifyingMarket.Year, DeterminationBasis.Recheck, null,
            null, "鄂环核定1号"), market.Authority);
        var taken = RecheckReading.Of(market.Task(2), market.Law.State)!;
        Assert.Equal((103_000, false), (taken.Reopening.Restated!.Value.Count, taken.IsTakeOverDue));
        Assert.Empty(taken.Duties); // the year is not assessed yet
        Assert.Null(RecheckReading.PenaltyOf(VerifyingMarket.Year, market.Law.Entity, market.Law.State));
        Assert.Equal(task, RecheckReading.FirstOf(market.Task(2), market.Law.State)!.Number);
        Assert.Null(RecheckReading.FirstOf(market.Task(task), market.Law.State));
    }

    [Fact]
    public void An_answer_held_sufficient_goes_with_its_finding_and_the_new_reviewer_closes_it()
    {
        var task = market.FindingOut();
        market.Answer(task, 1);
        market.Law.Do(new CheckAnswers(market.First.Id, task, [new AnswerVerdict(1, true, "ok")]), market.First.Member);
        market.Law.Do(new ReassignVerification(task, market.Second.Id, "body leaves"), market.Authority);
        var carried = Assert.Single(market.Task(2).Findings);
        Assert.Equal((FindingStatus.Satisfied, "the ledger was wrong", 1),
            (carried.Status, carried.Answer, carried.Round));
        market.Law.Date = market.Law.Date.PlusDays(1);
        market.Clear(2, market.Second);
        market.OnSite(market.Second, existing: 2);
        Assert.Contains(market.Task(2).Checklist, i => i.Origin == ChecklistOrigin.Carried
            && i.TextZh.Contains("请复核", StringComparison.Ordinal));
        market.Law.Do(new IssueFindings(market.Second.Id, 2), market.Second.Leader);
        Assert.Equal(VerificationStage.TechReview, market.Task(2).Stage);
        market.Conclude(2, on: market.Second);
        Assert.Equal((FindingStatus.Closed, "R"), (market.Task(2).Findings[0].Status,
            market.Task(2).Findings[0].ClosedBy));
        Snapshots.Check(market.Law.State);
    }
}
