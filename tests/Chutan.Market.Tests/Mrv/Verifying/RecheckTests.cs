using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;

namespace Chutan.Market.Tests.Mrv.Verifying;

/// <summary>复查、事后差错、市级日常检查与核查机构评估.</summary>
public sealed class RecheckTests
{
    private readonly VerifyingMarket market = new();

    private LawMarket Law => market.Law;

    [Fact]
    public void Rechecks_are_drawn_once_a_year_with_a_public_seed_and_a_change_of_the_total_is_always_drawn()
    {
        var draw = new DrawRechecks(VerifyingMarket.Year, "price 4321");
        Law.Refused(VerifyingRefusals.NothingToDraw.Code, draw, market.Authority);
        market.Finished(verified: 94_000);
        Law.Refused(VerifyingRefusals.BadSeed.Code, draw with { Seed = "" }, market.Authority);
        var drawn = Law.Do<RechecksDrawn>(draw, market.Authority).Draw;
        var one = Assert.Single(drawn.Drawn);
        Assert.Equal((1, RecheckCause.Change, 70), (one.Task, one.Cause, one.Score));
        Law.Refused(VerifyingRefusals.NothingToDraw.Code, draw, market.Authority);
    }

    [Fact]
    public void A_complaint_goes_on_the_checklist_and_has_the_report_drawn()
    {
        var complaint = new FileReportComplaint(Law.Entity, VerifyingMarket.Year, "a second coal yard");
        Law.Refused("mrv.reason-needed", complaint with { Text = "" }, market.Authority);
        Law.Refused("mrv.not-an-emitter", complaint with { Participant = market.First.Id }, market.Authority);
        Law.Do(complaint, market.Authority);
        var task = market.Finished();
        Assert.Contains(market.Task(task).Checklist, i => i.Origin == ChecklistOrigin.Complaint
            && i.TextEn.Contains("second coal yard", StringComparison.Ordinal));
        var drawn = Law.Do<RechecksDrawn>(new DrawRechecks(VerifyingMarket.Year, "seed"), market.Authority).Draw;
        Assert.Equal(RecheckCause.Complaint, Assert.Single(drawn.Drawn).Cause);
    }

    [Fact]
    public void A_second_body_looks_again_and_a_different_figure_is_the_first_ones_error()
    {
        var task = market.Finished();
        Law.Refused(VerifyingRefusals.SameBody.Code, new OpenRecheck(task, market.First.Id, "drawn"),
            market.Authority);
        Law.Refused(VerifyingRefusals.NoProfile.Code, new OpenRecheck(task, Law.Verifier, "drawn"), market.Authority);
        Law.Do(new OpenRecheck(task, market.Second.Id, "drawn"), market.Authority);
        Assert.Equal(VerificationStage.ReVerification, market.Task(task).Stage);
        Law.Date = Law.Date.PlusDays(1);
        market.Clear(2, market.Second);
        market.OnSite(market.Second, existing: 2);
        Law.Do(new IssueFindings(market.Second.Id, 2), market.Second.Leader);
        market.Conclude(2, 103_000, market.Second);
        Law.Refused(VerifyingRefusals.NotNotified.Code, new SettleRecheck(2), market.Authority);
        Law.Do(new AgreeToConclusion(Law.Entity, 2), market.Entity);
        var events = Law.Do(new SettleRecheck(2), market.Authority);
        Assert.Equal(3_000, events.OfType<VerificationErrorFound>().Single().Error.Effect);
        Assert.Equal(VerificationStage.Closed, market.Task(task).Stage);
        Assert.Equal(100_000, Law.State.Mrv.Accepted(VerifyingMarket.Year, Law.Entity)!.Value.Count);
        var evaluation = Law.Do<EvaluationPublished>(new PublishEvaluation(VerifyingMarket.Year), market.Authority)
            .Evaluation;
        Assert.Equal([(market.Second.Id, 10_000), (market.First.Id, 6_000)],
            evaluation.Bodies.Select(b => (b.Body, b.Score)));
        Law.Reloaded();
    }

    [Fact]
    public void An_error_that_comes_to_light_otherwise_counts_against_the_body()
    {
        var record = new RecordVerificationError(1, "customs data", 500, "letter 12");
        Law.Refused(VerifyingRefusals.NoConclusion.Code, record, market.Authority);
        Law.Refused(VerifyingRefusals.NothingToDraw.Code, new PublishEvaluation(VerifyingMarket.Year),
            market.Authority);
        market.Finished();
        Law.Refused("mrv.reason-needed", record with { Source = "" }, market.Authority);
        Law.Do(record, market.Authority);
        Assert.Equal(500, Assert.Single(market.Task().Errors).Effect);
        Law.Refused(VerifyingRefusals.NotAtThisStage.Code, new HandInRecheck(market.First.Id, 1), market.First.Leader);
    }

    [Fact]
    public void A_city_draws_entities_and_inspectors_by_lot_each_quarter_and_records_what_it_found()
    {
        var (bureau, officer) = Law.Representative(ParticipantKind.CityAuthority, "wuhan", "420100");
        var (far, stranger) = Law.Representative(ParticipantKind.CityAuthority, "yichang", "420500");
        Law.Representative(ParticipantKind.CoveredEntity, "E2", "420111");
        Law.Representative(ParticipantKind.CoveredEntity, "E3", "420500");
        var draw = new DrawRoutineChecks(bureau, 2023, 1, ["Li", "Wang", "Zhao"], "seed");
        Law.Refused("access.not-permitted", draw, stranger);
        Law.Refused(VerifyingRefusals.BadQuarter.Code, draw with { Quarter = 2 }, officer);
        Law.Refused(VerifyingRefusals.BadInspectors.Code, draw with { Inspectors = ["Li", "Li"] }, officer);
        Law.Refused(VerifyingRefusals.BadSeed.Code, draw with { Seed = new string('x', 41) }, officer);
        var check = Assert.Single(Law.Do<RoutineChecksDrawn>(draw, officer).Checks);
        Assert.Equal(2, check.Inspectors.Length);
        Law.Refused(VerifyingRefusals.NothingToDraw.Code, draw, officer);
        var again = new VerifyingMarket();
        var (sameBureau, sameOfficer) = again.Law.Representative(ParticipantKind.CityAuthority, "wuhan", "420100");
        again.Law.Representative(ParticipantKind.CoveredEntity, "E2", "420111");
        var repeated = again.Law.Do<RoutineChecksDrawn>(draw with { Participant = sameBureau }, sameOfficer).Checks;
        Assert.Equal(check.Inspectors.AsEnumerable(), repeated[0].Inspectors);
        var result = new RecordRoutineCheck(check.Participant, check.Number, RoutineResult.Problems, "no belt scale");
        Law.Refused("access.not-permitted", result, stranger);
        Law.Refused("mrv.reason-needed", result with { Notes = "" }, officer);
        Law.Refused(VerifyingRefusals.UnknownCheck.Code, result with { Check = 9 }, officer);
        Law.Do(result, officer);
        Law.Refused(VerifyingRefusals.UnknownCheck.Code, result, officer);
        Assert.Equal(far, Law.State.Participants.Find(stranger.User)!.Participant);
    }

    [Fact]
    public void A_city_takes_complaints_about_its_own_entities_only()
    {
        var (_, officer) = Law.Representative(ParticipantKind.CityAuthority, "yichang", "420500");
        var (_, own) = Law.Representative(ParticipantKind.CityAuthority, "wuhan", "420100");
        var complaint = new FileReportComplaint(Law.Entity, VerifyingMarket.Year, "smoke at night");
        Law.Refused("access.not-permitted", complaint, officer);
        Law.Do(complaint, own);
    }

    /// <summary>A finished verification, and a second one that found this figure.</summary>
    private void Rechecked(long found, bool settled = true)
    {
        var task = market.Finished();
        Law.Do(new OpenRecheck(task, market.Second.Id, "drawn"), market.Authority);
        Law.Date = Law.Date.PlusDays(1);
        market.Clear(2, market.Second);
        market.OnSite(market.Second, existing: 2);
        Law.Do(new IssueFindings(market.Second.Id, 2), market.Second.Leader);
        market.Conclude(2, found, market.Second);
        Law.Do(new AgreeToConclusion(Law.Entity, 2), market.Entity);
        if (settled) Law.Do(new SettleRecheck(2), market.Authority);
    }

    private static ReopenOnRecheck OnRecheck => new(2, "鄂环令〔2023〕12号", "复查发现备用锅炉", Fraud: false);

    private DetermineEmissions ByRecheck => new(Law.Entity, VerifyingMarket.Year, DeterminationBasis.Recheck, null,
        null, "鄂环核〔2023〕7号");

    [Fact]
    public void A_recheck_with_another_figure_opens_the_report_again_and_its_figure_is_taken_over()
    {
        Rechecked(103_000);
        Law.Refused("report.decision-needed", OnRecheck with { Order = "" }, market.Authority);
        var events = Law.Do(OnRecheck, market.Authority);
        Assert.Equal((2, 103_000), (events.OfType<ReopeningGrounded>().Single().Recheck,
            events.OfType<ReopeningGrounded>().Single().Found.Count));
        Law.Refused("report.not-final", OnRecheck, market.Authority);
        events = Law.Do(ByRecheck, market.Authority);
        Assert.Equal((100_000, 103_000), (events.OfType<EmissionsRestated>().Single().Before.Count,
            events.OfType<EmissionsRestated>().Single().After.Count));
        Assert.Equal(103_000, Law.State.Mrv.Accepted(VerifyingMarket.Year, Law.Entity)!.Value.Count);
        Assert.Equal(2, Law.State.Mrv.Annuals.Reopenings(Law.Entity, VerifyingMarket.Year)[0].Recheck);
        Law.Refused("mrv.recheck-no-error", OnRecheck, market.Authority);
        Snapshots.Check(Law.State);
    }

    [Fact]
    public void A_recheck_that_found_less_is_taken_over_all_the_same()
    {
        Rechecked(98_000);
        Law.Do(OnRecheck, market.Authority);
        Assert.Equal(98_000, Law.Do(ByRecheck, market.Authority).OfType<EmissionsRestated>().Single().After.Count);
    }

    [Fact]
    public void Nothing_is_opened_again_on_a_recheck_that_is_not_closed_or_agrees()
    {
        Rechecked(100_000, settled: false);
        Law.Refused("mrv.recheck-not-closed", OnRecheck, market.Authority);
        Law.Refused("mrv.recheck-not-closed", OnRecheck with { Task = 1 }, market.Authority);
        Law.Do(new SettleRecheck(2), market.Authority);
        Law.Refused("mrv.recheck-no-error", OnRecheck, market.Authority);
    }

    [Fact]
    public void Only_a_report_opened_again_on_a_recheck_takes_over_its_figure()
    {
        Rechecked(103_000);
        Law.Do(new ReopenReport(Law.Entity, VerifyingMarket.Year, "鄂环令〔2023〕12号", "举报", false), market.Authority);
        Law.Refused("report.no-recheck", ByRecheck, market.Authority);
    }

    [Fact]
    public void A_year_that_was_opened_again_is_always_drawn()
    {
        Rechecked(103_000);
        Law.Do(OnRecheck, market.Authority);
        Law.Do(ByRecheck, market.Authority);
        var drawn = Law.Do<RechecksDrawn>(new DrawRechecks(VerifyingMarket.Year, "seed"), market.Authority).Draw;
        Assert.Equal(RecheckCause.Reopened, Assert.Single(drawn.Drawn).Cause);
    }
}
