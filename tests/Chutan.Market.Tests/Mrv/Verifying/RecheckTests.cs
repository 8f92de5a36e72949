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
}
