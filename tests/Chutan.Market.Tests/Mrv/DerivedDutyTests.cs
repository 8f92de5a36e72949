using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;

namespace Chutan.Market.Tests.Mrv;

/// <summary>Whoever has a plan reports from its months, and the checks of the year stand at the door.</summary>
public sealed class DerivedDutyTests
{
    private const string Catalogue = """
        {"catalogue": "test", "version": "1", "source": "tests", "checks": [
          {"id": "110", "zh": "整月", "en": "Whole months", "text-zh": "{uncovered} 个月（{months}）。",
           "text-en": "{uncovered} months ({months}).", "stage": "year", "measure": "coverage", "fields": ["months"],
           "levels": [{"severity": "block", "when": "uncovered + overlapping + off_boundary > 0"}]},
          {"id": "201", "zh": "合计", "en": "Sum", "text-zh": "{quantity}：{annual}、{months}。",
           "text-en": "{quantity}: {annual} and {months}.", "stage": "year", "measure": "annual-quantities",
           "fields": ["quantity"], "thresholds": [{"name": "allowed", "key": "201.quantity"}],
           "levels": [{"severity": "block", "when": "is_mean == 0 and abs(annual - months) > allowed"}]},
          {"id": "201-total", "zh": "总量", "en": "Total", "text-zh": "{annual}、{months}。",
           "text-en": "{annual} and {months}.", "stage": "year", "measure": "annual-total", "fields": ["total"],
           "thresholds": [{"name": "allowed", "key": "201.total"}],
           "levels": [{"severity": "block", "when": "abs(annual - months) > allowed"}]},
          {"id": "202", "zh": "均值", "en": "Mean", "text-zh": "{quantity}：{annual}、{months}。",
           "text-en": "{quantity}: {annual} and {months}.", "stage": "year", "measure": "annual-quantities",
           "fields": ["quantity"], "thresholds": [{"name": "allowed", "key": "202.limit"}],
           "levels": [{"severity": "block", "when": "is_mean == 1 and abs(annual - months) > allowed"}]},
          {"id": "401", "zh": "同比", "en": "Year on year", "text-zh": "{before}、{now}、{change}。",
           "text-en": "{before} to {now}, {change}.", "stage": "year", "measure": "year-on-year",
           "fields": ["total"], "thresholds": [{"name": "share", "key": "401.share"},
             {"name": "floor", "key": "401.floor"}],
           "levels": [{"severity": "warn", "when": "abs(change) > share and abs(now - before) >= floor"}]},
          {"id": "402", "zh": "强度", "en": "Intensity", "text-zh": "{product} {before}、{now}、{change}。",
           "text-en": "{product}: {before} to {now}, {change}.", "stage": "year", "measure": "intensity",
           "fields": ["total"], "thresholds": [{"name": "share", "key": "402.share"}],
           "levels": [{"severity": "warn", "when": "abs(change) > share"}]}]}
        """;

    private static readonly ComplianceYear Before = AnnualMarket.Year.Previous;

    private static AnnualMarket Checked(Func<int, MonthContent>? content = null)
    {
        var market = new AnnualMarket(12, content, ("mrv.check.201.quantity", "0.01"), ("mrv.check.201.total", "1"),
            ("mrv.check.202.limit", "0.001"), ("mrv.check.401.share", "0.30"), ("mrv.check.401.floor", "5000"),
            ("mrv.check.402.share", "0.10"));
        market.Law.Do(new PublishChecks(Catalogue, "首次发布"), market.Law.Authority);
        return market;
    }

    private static BringInReport History(AnnualMarket market, long tonnes, decimal output = 1_000) => new(
        market.Law.Entity, Before, new(tonnes), new Activity([new ProductOutput("power", output, "tCO2")], 350, 10),
        "2021年度核定结果");

    private static Refusal Refused(AnnualMarket market, Command command, Actor by) =>
        Assert.IsType<Decision.Refused>(market.Law.Try(command, by)).Refusal;

    private static AnnualContent ByHand(string column, string text, string unit) => AnnualMarket.Content with
    { ManualFigures = [new ManualFigure(column, text, unit, "以结算单为准", [MonthMarket.Ledger])] };

    [Fact]
    public void Who_has_a_plan_for_the_year_cannot_hand_in_lines()
    {
        var market = new AnnualMarket();
        var lines = new SubmitReport(market.Law.Entity, AnnualMarket.Year, new(1),
            [new SourceLine("煤", 1, "t", 1, 1)], new Activity([], 350, 10));
        var refusal = Refused(market, lines, market.Law.Operator);
        Assert.Equal(ReportRefusals.FromMonths.Code, refusal.Code);
        Assert.Equal("report.from-months", refusal.Code);
        Assert.Equal("第十一条", refusal.Basis.Article);
        market.Law.Do(lines with { Year = Before }, market.Law.Operator);
        market.Submitted();
        market.Law.Refused("report.from-months", lines, market.Law.Operator);
    }

    [Fact]
    public void A_plan_that_was_not_approved_does_not_stop_a_report_by_lines()
    {
        var months = new MonthMarket(withPlan: false);
        months.Law.Date = new LocalDate(2021, 12, 20);
        months.Law.Do(months.FilePlan(MonthMarket.Plan), months.Law.Operator);
        months.Law.Date = new LocalDate(2023, 2, 10);
        months.Law.Do(new SubmitReport(months.Law.Entity, AnnualMarket.Year, new(1),
            [new SourceLine("煤", 1, "t", 1, 1)], new Activity([], 350, 10)), months.Law.Operator);
    }

    [Fact]
    public void Last_year_is_brought_in_with_its_source_and_only_where_nothing_stands()
    {
        var market = new AnnualMarket();
        var history = History(market, 20_000);
        var authority = market.Law.Authority;
        market.Law.Refused("report.decision-needed", history with { Source = " " }, authority);
        market.Law.Refused("mrv.not-an-emitter", history with { Participant = market.Law.Verifier }, authority);
        market.Law.Refused("mrv.year-not-over", history with { Year = new(2023) }, authority);
        market.Law.Refused("mrv.bad-days", history with { Activity = new([], 360, 10) }, authority);
        market.Law.Refused("report.not-earlier", history with { Year = AnnualMarket.Year }, authority);
        market.Law.Do(history, authority);
        market.Law.Refused("report.not-earlier", history, authority);
        var report = market.Law.State.Mrv.Find(Before, market.Law.Entity)!;
        Assert.Equal((ReportState.Accepted, 20_000, "2021年度核定结果"),
            (report.State, report.Accepted!.Value.Count, report.Findings));
        Assert.Equal(1_000, report.AcceptedActivity!.Of("power"));
        Snapshots.Check(market.Law.State);
    }

    [Fact]
    public void A_year_far_from_the_last_is_taken_and_leaves_its_alerts_only_once()
    {
        var market = Checked();
        market.Law.Do(History(market, 15_000, output: 100), market.Law.Authority);
        var report = market.Submitted();
        var alerts = market.Law.State.Mrv.Checks.Of(market.Law.Entity, AnnualMarket.Year).ToList();
        Assert.Equal(["401", "402"], alerts.Select(a => a.Hit.Check));
        Assert.All(alerts, a => Assert.Equal((QualityAlertState.Open, AlertOrigin.Filing), (a.State, a.Origin)));
        Assert.Equal(report.Result.Compliance.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
            alerts[0].Hit.Figures.Single(f => f.Name == "now").Value);
        // The same report again raises nothing twice.
        market.Submitted();
        Assert.Equal(2, market.Law.State.Mrv.Checks.Of(market.Law.Entity, AnnualMarket.Year).Count());
    }

    [Fact]
    public void A_figure_of_the_year_that_is_not_the_sum_of_its_months_stops_the_report()
    {
        var market = Checked();
        var prepared = market.Prepared(ByHand("W", "1300", "MWh"));
        var hits = QualityGate.Try(prepared, market.Law.Date, new Market.Rulebook.RuleReader(market.Law.State.Rulebook),
            market.Law.State.Mrv, market.Law.State.Quantification);
        Assert.Equal(["201", "201-total"], hits.Where(h => h.Severity == CheckSeverity.Block).Select(h => h.Check));
        var refusal = Refused(market, market.Submit(prepared.Version), market.Second);
        Assert.Equal(QualityRefusals.CheckFailed.Code, refusal.Code);
        Assert.Equal("201", refusal.Parameters.Single(p => p.Name == "check").Value);
        Assert.Contains(": 1300 and 1200", refusal.Parameters.Single(p => p.Name == "text").Value,
            StringComparison.Ordinal);
        Assert.Null(market.Law.State.Mrv.Find(AnnualMarket.Year, market.Law.Entity));
        market.Submitted(ByHand("W", "1200000", "kWh"));
        Assert.Equal(1, market.Report.Revision);
    }

    [Fact]
    public void A_mean_of_the_year_is_that_of_its_months()
    {
        var market = Checked(month => MonthMarket.Content(month) with
        {
            Rows = [.. MonthMarket.Content(month).Rows, MonthMarket.Single(MonthMarket.Figure("share", "40",
                MonthMarket.Ledger))],
        });
        var version = market.Prepared(ByHand("share", "41", "%")).Version;
        Assert.Equal("202", Refused(market, market.Submit(version), market.Second).Parameters
            .Single(p => p.Name == "check").Value);
        market.Submitted(ByHand("share", "0.4", "1"));
    }

    [Fact]
    public void A_figure_of_the_year_that_no_month_has_is_taken()
    {
        var market = Checked();
        market.Submitted(ByHand("W_green", "50", "MWh"));
        Assert.Equal(1, market.Report.Revision);
    }

    [Fact]
    public void A_month_corrected_after_the_report_shows_in_the_review_as_a_total_that_is_not_of_its_months()
    {
        var market = Checked();
        market.Submitted();
        var corrected = MonthMarket.Content(5) with
        { Rows = [MonthMarket.Coal("1100", report: "R-5"), .. MonthMarket.Content(5).Rows.Skip(1)] };
        market.Law.Do(new RequestCorrection(market.Law.Entity, AnnualMarket.Year, 5, corrected, "磅单漏记"),
            market.Law.Operator);
        market.Law.Do(new DecideCorrection(market.Law.Entity, AnnualMarket.Year, 5, true, "同意"),
            market.Law.Authority);
        market.Law.Do(new ReviewQuality(AnnualMarket.Year), market.Law.Authority);
        var alert = Assert.Single(market.Law.State.Mrv.Checks.Of(market.Law.Entity, AnnualMarket.Year));
        Assert.Equal("201-total", alert.Hit.Check);
        market.Submitted();
        alert = market.Law.State.Mrv.Checks.Find(alert.Number)!;
        Assert.Equal((QualityAlertState.Closed, AlertOutcome.Corrected, "v2"),
            (alert.State, alert.Outcome, alert.Reason));
    }

    [Fact]
    public void A_report_that_comes_again_after_the_deadline_is_no_later_than_it_was()
    {
        var market = Checked();
        market.Submitted();
        market.Law.Given(new VerifierAssigned(AnnualMarket.Year, market.Law.Entity, market.Law.Verifier));
        market.Law.Given(new ReportReturned(AnnualMarket.Year, market.Law.Entity, "更正"));
        market.Law.Date = new LocalDate(2023, 6, 30);
        market.Submitted();
        Assert.Equal((2, false), (market.Report.Revision, market.Report.Late));
        var picture = QualityPicture.Of(market.Law.Entity, AnnualMarket.Year, market.Law.State.Mrv,
            market.Law.State.Quantification);
        Assert.Equal(new LocalDate(2023, 1, 31), picture.Annual!.SubmittedOn);
    }

    [Fact]
    public void A_first_plan_that_begins_in_the_year_covers_it_from_there_unless_the_entity_reported_before()
    {
        MonthRecord Month(int number) => new(new(1), AnnualMarket.Year, number, 1, MonthMarket.Content(number), 1,
            MonthState.Accepted, new(2023, 1, 15), false, new(1), default, "", 1, [], []);
        var report = new CheckedReport(new(1), AnnualMarket.Year)
        {
            Plans = [new MonitoringPlan(new(1), 1, new LocalDate(2022, 7, 1), MonthMarket.Plan, PlanChange.First, "",
                PlanState.Approved, new(1), default, "", 1)],
            Months = [.. Enumerable.Range(7, 6).Select(Month)],
        };
        decimal Uncovered(CheckedReport of) => MeasureCatalogue.Find("coverage")!.OfReport!(of).Single().Figures
            .Single(f => f.Name == "uncovered").Value;
        Assert.Equal(0, Uncovered(report));
        Assert.Equal(1, Uncovered(report with { Months = report.Months.RemoveAt(2) }));
        Assert.Equal(6, Uncovered(report with
        { Before = new AnnualPicture(Before, 20_000, 0, [], [], [], null, null, null, null) }));
    }
}
