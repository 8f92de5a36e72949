using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;

namespace Chutan.Market.Tests.Mrv;

public sealed class ReportingTests
{
    private static readonly ComplianceYear Year = LawMarket.Year;
    private static readonly Activity Full = new([new ProductOutput("steel", 1_000, "t")], 350, 10);

    [Fact]
    public void Every_action_by_every_role_in_every_state_is_in_the_table_or_refused()
    {
        var listed = ReportWorkflow.Steps.ToDictionary(s => (s.From, s.Action, s.By), s => s.To);
        foreach (var from in Enum.GetValues<ReportState>())
            foreach (var action in Enum.GetValues<ReportAction>())
                foreach (var by in Enum.GetValues<Role>())
                    Assert.Equal(listed.TryGetValue((from, action, by), out var to) ? to : null,
                        ReportWorkflow.Next(from, action, by));
    }

    [Fact]
    public void Every_state_is_reached_and_none_is_a_dead_end()
    {
        var reached = new HashSet<ReportState> { ReportState.Draft };
        for (var grown = true; grown;)
            grown = ReportWorkflow.Steps.Any(s => reached.Contains(s.From) && reached.Add(s.To));
        Assert.Equal(Enum.GetValues<ReportState>().Length, reached.Count);
        var final = Enum.GetValues<ReportState>().Where(s => ReportWorkflow.Steps.All(x => x.From != s));
        Assert.Empty(final);
        Assert.Equal([(ReportAction.Reopen, Role.Authority)],
            ReportWorkflow.Steps.Where(s => s.From == ReportState.Accepted).Select(s => (s.Action, s.By)));
    }

    [Fact]
    public void A_report_walks_from_submission_over_a_return_to_acceptance_and_keeps_both_figures()
    {
        var market = InTime();
        market.Do(Report(market), market.Operator);
        market.Do(new AssignVerifier(Year, market.Entity, market.Verifier), market.Authority);
        market.Do(new ReturnReport(Year, market.Entity, "coal invoices missing"), market.Checker);
        var again = market.Do<ReportSubmitted>(Report(market), market.Operator);
        Assert.Equal((2, ReportState.UnderVerification), (again.Revision, again.To));
        market.Do(new SubmitVerification(Year, market.Entity, new(260), Full, "fine"), market.Checker);
        Assert.Null(market.State.Mrv.Accepted(Year, market.Entity));
        market.Do(new AcceptReport(Year, market.Entity), market.Authority);
        var report = market.State.Mrv.Find(Year, market.Entity)!;
        Assert.Equal((250, 260), (report.Reported!.Value.Count, report.Accepted!.Value.Count));
        Assert.Equal(1_000, report.AcceptedActivity!.Of("steel"));
        market.Refused("mrv.not-now", Report(market), market.Operator);
    }

    [Fact]
    public void A_refused_report_may_be_handed_in_anew()
    {
        var market = InTime();
        market.Do(Report(market), market.Operator);
        market.Do(new AssignVerifier(Year, market.Entity, market.Verifier), market.Authority);
        market.Do(new SubmitVerification(Year, market.Entity, new(260), Full, ""), market.Checker);
        market.Refused("mrv.reason-needed", new RefuseReport(Year, market.Entity, " "), market.Authority);
        market.Do(new RefuseReport(Year, market.Entity, "boundaries"), market.Authority);
        Assert.Equal(ReportState.Submitted, market.Do<ReportSubmitted>(Report(market), market.Operator).To);
    }

    [Fact]
    public void A_late_report_is_taken_and_marked_late_with_the_day_it_was_due()
    {
        var market = new LawMarket { Date = new LocalDate(2023, 2, 28) };
        var inTime = market.Do<ReportSubmitted>(Report(market), market.Operator);
        Assert.Equal((false, new LocalDate(2023, 2, 28)), (inTime.Late, inTime.Due));
        market.Date = new LocalDate(2023, 3, 1);
        var late = market.Do<ReportSubmitted>(Report(market), market.Operator);
        Assert.True(late.Late);
        Assert.Equal("第一条", late.DueBasis.Article);
    }

    [Fact]
    public void A_line_that_does_not_multiply_out_is_named()
    {
        var market = InTime();
        var refusal = market.Refused("mrv.line-mismatch", Report(market) with
        { Lines = [Line("coal", 100, 2, 200), Line("gas", 10, 5, 49)] }, market.Operator);
        Assert.Contains(refusal.Parameters, p => p is { Name: "line", Value: "2" });
        Assert.Contains(refusal.Parameters, p => p is { Name: "source", Value: "gas" });
        market.Refused("mrv.total-mismatch", Report(market) with { Total = new(251) }, market.Operator);
        market.Refused("mrv.no-lines", Report(market) with { Lines = [] }, market.Operator);
    }

    [Fact]
    public void The_total_is_rounded_once_over_all_lines()
    {
        var market = InTime();
        market.Do(Report(market) with
        { Total = new(2), Lines = [Line("coal", 1, 0.7m, 0.7m), Line("gas", 1, 0.8m, 0.8m)] }, market.Operator);
    }

    [Fact]
    public void Impossible_activity_data_and_years_are_refused()
    {
        var market = InTime();
        market.Refused("mrv.bad-days", Report(market) with { Activity = new([], 300, 66) }, market.Operator);
        market.Refused("mrv.bad-output", Report(market) with { Activity = new([new("steel", -1, "t")], 1, 0) },
            market.Operator);
        market.Refused("mrv.year-not-over", Report(market) with { Year = new(2023) }, market.Operator);
    }

    [Fact]
    public void Only_the_assigned_and_independent_verifier_may_verify()
    {
        var market = InTime();
        market.Refused("mrv.no-report", new AssignVerifier(Year, market.Entity, market.Verifier), market.Authority);
        market.Do(Report(market), market.Operator);
        market.Refused("mrv.not-a-verifier", new AssignVerifier(Year, market.Entity, new(9_999)), market.Authority);
        market.Refused("mrv.not-independent", new AssignVerifier(Year, market.Entity, market.Entity), market.Authority);
        market.Do(new AssignVerifier(Year, market.Entity, market.Verifier), market.Authority);
        var stranger = market.Representative(ParticipantKind.Verifier, "V2").Actor;
        market.Refused("mrv.not-assigned", new SubmitVerification(Year, market.Entity, new(1), Full, ""), stranger);
        market.Refused("mrv.not-assigned", new ReturnReport(Year, market.Entity, "x"), stranger);
        market.Refused("mrv.reason-needed", new ReturnReport(Year, market.Entity, ""), market.Checker);
        market.Refused("mrv.not-now", new AcceptReport(Year, market.Entity), market.Authority);
    }

    [Fact]
    public void Figures_from_outside_are_booked_with_their_source_or_the_reason_why_the_year_does_not_count()
    {
        var market = new LawMarket();
        var record = new RecordVerifiedEmissions(Year, market.Entity, new(500), null, "public report");
        market.Refused("mrv.figure-or-reason", record with { Exclusion = "hospital" }, market.Authority);
        market.Refused("mrv.figure-or-reason", record with { Source = "" }, market.Authority);
        market.Refused("mrv.not-an-emitter", record with { Participant = market.Verifier }, market.Authority);
        market.Do(record, market.Authority);
        market.Refused("mrv.already-reported", record, market.Authority);
        market.Do(record with { Year = new(2021), Emissions = null, Exclusion = "hospital" }, market.Authority);
        Assert.Equal(500, market.State.Mrv.Accepted(Year, market.Entity)!.Value.Count);
        Assert.Null(market.State.Mrv.Accepted(new(2021), market.Entity));
    }

    [Fact]
    public void Reports_survive_a_snapshot_byte_for_byte()
    {
        var market = InTime();
        market.Do(Report(market), market.Operator);
        market.Do(new AssignVerifier(Year, market.Entity, market.Verifier), market.Authority);
        market.Do(new SubmitVerification(Year, market.Entity, new(260), Full, "fine"), market.Checker);
        var report = market.Reloaded().State.Mrv.Find(Year, market.Entity)!;
        Assert.Equal((ReportState.Verified, 2, 10),
            (report.State, report.Lines.Length, report.VerifiedActivity!.StoppedDays));
    }

    private static LawMarket InTime() => new() { Date = new LocalDate(2023, 2, 10) };

    private static SubmitReport Report(LawMarket market) => new(market.Entity, Year, new(250),
        [Line("coal", 100, 2, 200), Line("gas", 10, 5, 50)], Full);

    private static SourceLine Line(string source, decimal amount, decimal factor, decimal emissions) =>
        new(source, amount, "t", factor, emissions);
}
