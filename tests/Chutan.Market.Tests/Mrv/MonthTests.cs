using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using static Chutan.Market.Tests.Mrv.MonthMarket;

namespace Chutan.Market.Tests.Mrv;

public sealed class MonthTests
{
    [Fact]
    public void A_month_walks_from_its_filing_over_county_and_city_to_the_lock()
    {
        var market = new MonthMarket();
        var record = market.Accepted();
        Assert.Equal((MonthState.Accepted, 1, 1), (record.State, record.Revision, record.PlanVersion));
        Assert.Equal((new LocalDate(2022, 2, 20), false), (record.DueOn, record.Late));
        Assert.Equal([MonthCheckLevel.County, MonthCheckLevel.City], record.Checks.Select(c => c.Level));
        market.Law.Refused("mrv.month-not-now", market.FileMonth(), market.Law.Operator);
        var months = market.Law.Reloaded().State.Mrv.Months;
        Assert.Equal([1], months.OfYear(market.Law.Entity, Year).Select(m => m.Month));
        Assert.Equal(market.Law.Entity, Assert.Single(months.OfMonth(Year, 1)).Participant);
        Assert.Equal([new MonthUse(market.Law.Entity, Year, 1)], months.UsesOfReport("R-1").AsEnumerable());
        Assert.Equal([new MonthUse(market.Law.Entity, Year, 1)], months.UsesOfDocument(Scan).AsEnumerable());
        Assert.Empty(months.UsesOfReport("R-2"));
    }

    [Fact]
    public void A_returned_month_is_filed_again_and_the_first_revision_is_kept()
    {
        var market = new MonthMarket();
        market.Filed();
        market.Law.Refused("mrv.reason-needed", market.Check(MonthCheckLevel.County, false, " "), market.County);
        market.Law.Do(market.Check(MonthCheckLevel.County, false, "台账不清"), market.County);
        Assert.Equal("台账不清", market.Law.State.Mrv.Months.Find(market.Law.Entity, Year, 1)!.Remarks);
        market.Law.Date = new LocalDate(2022, 3, 3);
        var again = market.Filed();
        Assert.Equal((2, MonthState.Submitted, false), (again.Revision, again.State, again.Late));
        Assert.Equal(MonthState.Returned,
            market.Law.State.Mrv.Months.Revisions(market.Law.Entity, Year, 1)[0].State);
    }

    [Fact]
    public void The_late_mark_stays_through_later_revisions_and_late_checks_are_marked_too()
    {
        var market = new MonthMarket();
        market.Law.Date = new LocalDate(2022, 2, 21);
        Assert.True(market.Filed().Late);
        market.Law.Date = new LocalDate(2022, 2, 26);
        Assert.True(market.Law.Do<MonthChecked>(market.Check(MonthCheckLevel.County), market.County).Check.Late);
        Assert.False(market.Law.Do<MonthChecked>(market.Check(MonthCheckLevel.City), market.City).Check.Late);
        market.Law.Refused("mrv.reason-needed", new ReturnMonth(market.Law.Entity, Year, 1, ""),
            market.Law.Authority);
        market.Law.Do(new ReturnMonth(market.Law.Entity, Year, 1, "抽查不符"), market.Law.Authority);
        Assert.True(market.Filed().Late);
    }

    [Fact]
    public void Standing_follows_from_the_calendar_until_something_is_filed()
    {
        var due = new LocalDate(2022, 2, 20);
        Assert.Equal(MonthStanding.NotDue, Standing(new(2022, 1, 31)));
        Assert.Equal(MonthStanding.Open, Standing(new(2022, 2, 1)));
        Assert.Equal(MonthStanding.Open, Standing(due));
        Assert.Equal(MonthStanding.Overdue, Standing(due.PlusDays(1)));

        MonthStanding Standing(LocalDate today) => MonthDeadlines.Standing(null, Year, 1, due, today);
    }

    [Fact]
    public void A_regime_may_have_days_of_its_own()
    {
        var market = new MonthMarket(rules: ("mrv.month.enterprise_days:HUBEI-PILOT", "5"));
        Assert.Equal((new LocalDate(2022, 2, 5), true), (market.Filed().DueOn, market.Filed().Late));
    }

    [Fact]
    public void Checks_are_made_in_order_by_different_persons_of_the_entitys_own_city()
    {
        var market = new MonthMarket();
        market.Law.Refused("mrv.month-not-filed", market.Check(MonthCheckLevel.County), market.County);
        market.Filed();
        market.Law.Refused("mrv.month-not-now", market.Check(MonthCheckLevel.City), market.City);
        market.Law.Refused("mrv.month-not-now", new AcceptMonth(market.Law.Entity, Year, 1), market.Law.Authority);
        var elsewhere = market.Law.Representative(ParticipantKind.CityAuthority, "Y", "420500").Actor;
        market.Law.Refused("access.not-permitted", market.Check(MonthCheckLevel.County), elsewhere);
        market.Law.Do(market.Check(MonthCheckLevel.County), market.County);
        market.Law.Refused("mrv.month-same-person", market.Check(MonthCheckLevel.City), market.County);
        market.Law.Do(market.Check(MonthCheckLevel.City), market.City);
    }

    [Fact]
    public void Every_action_in_every_state_is_in_the_table_or_refused_and_only_the_lock_is_final()
    {
        var listed = MonthWorkflow.Steps.ToDictionary(s => (s.From, s.Action), s => s.To);
        var states = Enum.GetValues<MonthState>().Select(s => (MonthState?)s).Prepend(null).ToList();
        foreach (var from in states)
            foreach (var action in Enum.GetValues<MonthAction>())
                Assert.Equal(listed.TryGetValue((from, action), out var to) ? to : null,
                    MonthWorkflow.Next(from, action));
        Assert.Equal([MonthState.Accepted], states.Where(s => MonthWorkflow.Steps.All(x => x.From != s)));
    }

    [Fact]
    public void A_month_is_filed_after_its_end_under_a_plan()
    {
        var market = new MonthMarket();
        market.Law.Refused("mrv.month-not-over", market.FileMonth(month: 2), market.Law.Operator);
        market.Law.Refused("mrv.month-bad", market.FileMonth(Content()) with { Month = 13 }, market.Law.Operator);
        market.Law.Refused("mrv.month-no-plan", market.FileMonth() with { Year = Year.Previous }, market.Law.Operator);
        market.Law.Refused("access.not-permitted", market.FileMonth(), market.Law.Authority);
    }

    [Fact]
    public void Figures_are_held_against_the_plan_and_their_evidence()
    {
        Rows("mrv.month-no-rows");
        Rows("mrv.month-too-much", [.. Enumerable.Repeat(Coal(), 401)]);
        Rows("mrv.month-unknown-facility", Coal() with { Facility = "u9" });
        Rows("mrv.month-not-in-plan", Coal() with
        { Figures = [Figure("kind", "oil"), Figure("FC", "1", Ledger)] });
        Rows("mrv.month-evidence-missing", Change("FC", f => f with { Evidence = [] }));
        Rows("mrv.month-evidence-not-filed", Change("FC", f => f with { Evidence = [new string('1', 64)] }));
        Rows("mrv.month-report-not-in-month", Coal(report: "R-9"));
        Rows("mrv.month-reason-missing", Change("FC", f => f with { Acquisition = Acquisition.Estimated }));
        Rows("mrv.month-reason-missing", Change("FC", f => f with
        { Acquisition = Acquisition.Calculated, Evidence = [] }));
        Rows("mrv.month-default-not-allowed", Change("FC", f => f with
        { Acquisition = Acquisition.Default, Reason = "缺测" }));
    }

    [Fact]
    public void Units_bounds_and_options_are_the_methodologys()
    {
        Rows("quantification.unit-mismatch", Change("FC", f => f with { Unit = "GJ" }));
        Rows("quantification.unknown-unit", Change("FC", f => f with { Unit = "spoon" }));
        Rows("quantification.out-of-bounds", Coal("-1"));
        Rows("quantification.out-of-bounds", Coal("100001"));
        Rows("quantification.not-a-number", Coal("about 5"));
        Rows("quantification.unknown-option", Change("kind", f => f with { Text = "straw" }));
        Rows("quantification.input-missing", Change("FC", f => f with { Text = " " }));
        Rows("quantification.input-unknown", Coal() with { Table = "kiln" });
        Refused("quantification.month-missing", Content() with { Rows = [Single(Figure("W", "100", Ledger))] });
    }

    [Fact]
    public void Laboratory_reports_ledgers_and_electricity_must_be_possible()
    {
        Refused("mrv.month-report-twice", Content() with
        { LabReports = [MonthMarket.Report(), MonthMarket.Report()] });
        Report("mrv.month-report-incomplete", r => r with { Laboratory = "" });
        Report("mrv.month-report-impossible", r => r with { Carbon = 101 });
        Report("mrv.month-report-impossible", r => r with { TotalMoisture = -1 });
        Report("mrv.month-evidence-not-filed", r => r with { Document = "" });
        Refused("mrv.month-ledger-impossible", Content() with
        { Ledgers = [Content().Ledgers[0] with { Opening = -1 }] });
        Refused("mrv.month-ledger-impossible", Content() with
        { Ledgers = [Content().Ledgers[0] with { RunningDays = 32 }] });
        Refused("mrv.month-unknown-meter", Content() with { Power = [new("belt", 1, [], Ledger)] });
        Refused("mrv.month-bad-power", Content() with { Power = [new("grid", -1, [], Ledger)] });
        Refused("mrv.month-certificate-missing", Content() with { Power = [new("wind", 1, [], Ledger)] });
    }

    [Fact]
    public void A_meter_out_of_calibration_measures_nothing()
    {
        var market = new MonthMarket();
        market.Law.Date = new LocalDate(2022, 8, 10);
        market.Filed(month: 6);
        var refusal = market.Law.Refused("mrv.month-meter-lapsed", market.FileMonth(month: 7), market.Law.Operator);
        Assert.Contains(refusal.Parameters, p => p is { Name: "through", Value: "2022-06-30" });
        market.Filed(Content(7) with
        {
            Rows = [Change("FC", f => f with { Acquisition = Acquisition.Estimated, Reason = "皮带秤送检" }, 7),
                Single(Figure("W", "1", Ledger))],
        }, 7);
    }

    private static MonthRow Change(string column, Func<MonthFigure, MonthFigure> change, int month = 1)
    {
        var row = Coal(report: Number(month));
        return row with { Figures = [.. row.Figures.Select(f => f.Column == column ? change(f) : f)] };
    }

    private static void Rows(string code, params MonthRow[] rows) =>
        Refused(code, Content() with { Rows = rows.Length == 0 ? [] : [.. rows, Single(Figure("W", "1", Ledger))] });

    private static void Report(string code, Func<LabReport, LabReport> change) =>
        Refused(code, Content() with { LabReports = [change(MonthMarket.Report())] });

    private static void Refused(string code, MonthContent content)
    {
        var market = new MonthMarket();
        market.Law.Refused(code, market.FileMonth(content), market.Law.Operator);
    }
}
