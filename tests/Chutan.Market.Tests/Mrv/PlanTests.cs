using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Rulebook;
using NodaTime.Text;
using static Chutan.Market.Tests.Mrv.MonthMarket;

namespace Chutan.Market.Tests.Mrv;

public sealed class PlanTests
{
    private static readonly PlanContent Good = Plan;

    [Fact]
    public void A_plan_governs_from_its_month_until_a_revision_begins_and_both_survive_a_snapshot()
    {
        var market = new MonthMarket();
        var revised = Meter(m => m with { CalibratedOn = new(2022, 6, 1) }) with { Boundary = "新增 2 号机组" };
        var filed = market.Law.Do<PlanFiled>(market.FilePlan(revised, PlanChange.NewSources, "2 号机组投运") with
        { From = new LocalDate(2022, 7, 1) }, market.Law.Operator).Plan;
        Assert.Equal((2, PlanState.Submitted), (filed.Version, filed.State));
        market.Law.Do(new ApprovePlan(market.Law.Entity, 2), market.Law.Authority);
        var plans = market.Law.Reloaded().State.Mrv.Plans;
        Assert.Equal(1, plans.InForce(market.Law.Entity, new LocalDate(2022, 6, 1))!.Version);
        Assert.Equal(2, plans.InForce(market.Law.Entity, new LocalDate(2022, 7, 1))!.Version);
        Assert.Null(plans.InForce(market.Law.Entity, new LocalDate(2021, 12, 1)));
        Assert.Equal("新增 2 号机组", plans.Find(market.Law.Entity, 2)!.Content.Boundary);
        Assert.Null(plans.Find(market.Law.Entity, 3));
    }

    [Fact]
    public void A_returned_plan_governs_nothing_and_another_may_be_filed()
    {
        var market = new MonthMarket(withPlan: false);
        market.Law.Do(market.FilePlan(Good), market.Law.Operator);
        market.Law.Refused("mrv.plan-pending", market.FilePlan(Good), market.Law.Operator);
        market.Law.Refused("mrv.reason-needed", new ReturnPlan(market.Law.Entity, 1, " "), market.Law.Authority);
        market.Law.Do(new ReturnPlan(market.Law.Entity, 1, "边界不清"), market.Law.Authority);
        Assert.Equal("边界不清", market.Law.State.Mrv.Plans.Find(market.Law.Entity, 1)!.Remarks);
        Assert.Null(market.Law.State.Mrv.Plans.InForce(market.Law.Entity, January));
        market.Law.Do(market.FilePlan(Good), market.Law.Operator);
        market.Law.Refused("mrv.plan-decided", new ApprovePlan(market.Law.Entity, 1), market.Law.Authority);
        market.Law.Refused("mrv.plan-unknown", new ApprovePlan(market.Law.Entity, 3), market.Law.Authority);
    }

    [Fact]
    public void A_revision_gives_its_reason_and_never_reaches_back()
    {
        var market = new MonthMarket(withPlan: false);
        market.Law.Refused("mrv.plan-nothing-to-revise", market.FilePlan(Good, PlanChange.WrongMethod, "误"),
            market.Law.Operator);
        market.Law.Refused("mrv.plan-not-a-month", market.FilePlan(Good) with { From = new(2022, 1, 2) },
            market.Law.Operator);
        market.Law.Do(market.FilePlan(Good), market.Law.Operator);
        market.Law.Do(new ApprovePlan(market.Law.Entity, 1), market.Law.Authority);
        market.Law.Refused("mrv.plan-change-unexplained", market.FilePlan(Good), market.Law.Operator);
        market.Law.Refused("mrv.plan-change-unexplained", market.FilePlan(Good, PlanChange.NotPerGuide, " "),
            market.Law.Operator);
        market.Law.Refused("mrv.plan-before-the-present", market.FilePlan(Good, PlanChange.NotPerGuide, "改") with
        { From = new(2021, 12, 1) }, market.Law.Operator);
        market.Filed();
        market.Law.Refused("mrv.plan-month-filed", market.FilePlan(Good, PlanChange.NotPerGuide, "改"),
            market.Law.Operator);
    }

    [Fact]
    public void A_plan_that_does_not_fit_together_is_refused_naming_the_part()
    {
        Refused("mrv.plan-text-missing", Good with { Boundary = " " });
        Refused("mrv.plan-text-missing", Good with { Facilities = [] });
        Refused("mrv.plan-repeated", Good with { Meters = [.. Good.Meters, Good.Meters[0]] });
        Refused("mrv.plan-bad-id", Good with { Facilities = [Good.Facilities[0] with { Id = "U 1" }] });
        Refused("mrv.plan-unknown-facility", With(p => p with { Facility = "u9" }));
        Refused("mrv.plan-unknown-meter", With(p => p with { Meter = "none" }));
        Refused("mrv.plan-no-missing-treatment", With(p => p with { MissingTreatment = "" }));
        Refused("mrv.plan-meter-needed", With(p => p with { Meter = "", Method = "" }));
        Refused("mrv.plan-bad-interval", Meter(m => m with { CalibrationMonths = 0 }));
        Refused("mrv.plan-meter-not-calibrated", Meter(m => m with { CalibratedOn = new(2020, 1, 1) }));
    }

    [Fact]
    public void A_plan_is_held_against_the_methodology_of_its_year()
    {
        Refused("mrv.plan-no-method", Good with { Sector = "cement" });
        Refused("mrv.plan-unknown-table", With(p => p with { Table = "kiln" }));
        Refused("mrv.plan-unknown-column", With(p => p with { Column = "NCV" }));
        Refused("mrv.plan-unknown-choice", With(p => p with { Choice = "straw" }));
        Refused("mrv.plan-parameter-twice", Good with
        { Parameters = [.. Good.Parameters, Good.Parameters[0] with { Id = "p9" }] });
        Refused("mrv.plan-figure-unplanned", Good with { Parameters = Good.Parameters.RemoveAt(0) });
        Refused("mrv.plan-figure-unplanned", Good with { Parameters = Good.Parameters.RemoveAt(2) });
    }

    [Fact]
    public void Non_fossil_power_stands_on_a_meter_of_its_own()
    {
        Refused("mrv.plan-power-mixed", Good with
        { Parameters = Good.Parameters.SetItem(3, Good.Parameters[3] with { Meter = "grid" }) });
        Refused("mrv.plan-green-as-grid", Good with
        { Parameters = Good.Parameters.SetItem(2, Good.Parameters[2] with { Meter = "wind" }) });
    }

    /// <summary>The deadline of 2024's plans is the last working day of September 2023; the methodology stands since
    /// January of that year.</summary>
    [Theory]
    [InlineData("2023-09-29", false)]
    [InlineData("2023-10-09", true)]
    public void The_first_plan_of_a_year_handed_in_after_its_deadline_is_marked_late(string on, bool late)
    {
        var market = new MonthMarket(withPlan: false, (MrvKeys.PlanMonth.Name, "9"));
        market.Law.Date = LocalDatePattern.Iso.Parse(on).Value;
        market.Law.Do(market.FilePlan(Meter(m => m with { CalibratedOn = new(2023, 6, 1) })) with
        { From = new LocalDate(2024, 1, 1) }, market.Law.Operator);
        foreach (var state in new[] { market.Law.State, market.Law.Reloaded().State })
            Assert.Equal(late ? new LocalDate(2023, 9, 29) : null, state.Mrv.Plans.MissedBy(market.Law.Entity, 1));
    }

    [Fact]
    public void A_plan_that_could_not_have_been_handed_in_before_its_methodology_stood_is_not_late()
    {
        var market = new MonthMarket(withPlan: false, (MrvKeys.PlanMonth.Name, "9"));
        market.Law.Do(market.FilePlan(Good), market.Law.Operator);
        Assert.Null(market.Law.State.Mrv.Plans.MissedBy(market.Law.Entity, 1));
    }

    [Fact]
    public void The_calibration_that_holds_longest_counts()
    {
        var market = new MonthMarket();
        var (belt, plans) = (Good.Meters[0], market.Law.State.Mrv.Plans);
        Assert.Equal((new LocalDate(2021, 6, 30), new LocalDate(2022, 6, 30), ""),
            plans.LatestCalibration(market.Law.Entity, belt));
        market.Law.Do(new RecordCalibration(market.Law.Entity, "belt", new LocalDate(2022, 2, 1), 12, Scan),
            market.Law.Operator);
        market.Law.Do(new RecordCalibration(market.Law.Entity, "belt", new LocalDate(2022, 2, 2), 3, Ledger),
            market.Law.Operator);
        Assert.Equal((new LocalDate(2022, 2, 1), new LocalDate(2023, 2, 1), Scan),
            market.Law.State.Mrv.Plans.LatestCalibration(market.Law.Entity, belt));
    }

    [Fact]
    public void Only_an_emitter_has_a_plan()
    {
        var market = new MonthMarket();
        market.Law.Refused("access.not-permitted", market.FilePlan(Good), market.Law.Checker);
    }

    private static PlanContent With(Func<PlanParameter, PlanParameter> change) =>
        Good with { Parameters = Good.Parameters.SetItem(0, change(Good.Parameters[0])) };

    private static PlanContent Meter(Func<PlanMeter, PlanMeter> change) =>
        Good with { Meters = Good.Meters.SetItem(0, change(Good.Meters[0])) };

    private static void Refused(string code, PlanContent content)
    {
        var market = new MonthMarket(withPlan: false);
        market.Law.Refused(code, market.FilePlan(content), market.Law.Operator);
    }
}
