using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using static Chutan.Market.Tests.Mrv.MonthMarket;

namespace Chutan.Market.Tests.Mrv;

public sealed class CorrectionTests
{
    [Fact]
    public void A_locked_month_is_replaced_only_by_an_approved_correction_and_the_old_is_kept()
    {
        var market = new MonthMarket();
        market.Law.Refused("mrv.month-not-filed", Request(market), market.Law.Operator);
        market.Filed();
        market.Law.Refused("mrv.month-not-locked", Request(market), market.Law.Operator);
        market.Accepted();
        market.Law.Refused("mrv.reason-needed", Request(market) with { Reason = " " }, market.Law.Operator);
        market.Law.Refused("quantification.out-of-bounds", Request(market) with { Content = With("-1") },
            market.Law.Operator);
        market.Law.Do(Request(market), market.Law.Operator);
        market.Law.Refused("mrv.month-correction-pending", Request(market), market.Law.Operator);
        market.Law.Reloaded();
        market.Law.Do(Decide(market, true), market.Law.Authority);
        var months = market.Law.Reloaded().State.Mrv.Months;
        var revisions = months.Revisions(market.Law.Entity, Year, 1);
        Assert.Equal((3, MonthState.Accepted, "抄表错误"),
            (revisions[^1].Revision, revisions[^1].State, revisions[^1].Remarks));
        Assert.Equal(["1000", "1100"], revisions.TakeLast(2).Select(r => r.Content.Rows
            .First(x => x.Table == "fuel").Find("FC")!.Text));
        var methods = PlanMethods.Of(Plan, 2022, market.Law.State.Quantification)!;
        Assert.Equal([new MonthDifference("fuel", "u1", "coal", "FC", "1000", "1100")],
            MonthDifference.Of(methods, revisions[^2].Content, revisions[^1].Content).AsEnumerable());
        Assert.Equal(CorrectionState.Approved, Assert.Single(months.AllCorrections).State);
        market.Law.Refused("mrv.month-no-correction", Decide(market, true), market.Law.Authority);
    }

    [Fact]
    public void A_refused_correction_changes_nothing_and_stays_on_record()
    {
        var market = new MonthMarket();
        market.Accepted();
        market.Law.Do(Request(market), market.Law.Operator);
        market.Law.Refused("mrv.reason-needed", Decide(market, false) with { Reason = "" }, market.Law.Authority);
        market.Law.Do(Decide(market, false), market.Law.Authority);
        Assert.Single(market.Law.State.Mrv.Months.Revisions(market.Law.Entity, Year, 1));
        var refused = Assert.Single(market.Law.State.Mrv.Months.Corrections(market.Law.Entity, Year, 1));
        Assert.Equal((CorrectionState.Refused, "依据不足"), (refused.State, refused.Decision));
    }

    [Fact]
    public void A_new_calibration_makes_a_meters_figures_count_again()
    {
        var market = new MonthMarket();
        market.Law.Date = new LocalDate(2022, 8, 10);
        market.Law.Refused("mrv.month-meter-lapsed", market.FileMonth(month: 7), market.Law.Operator);
        var again = new RecordCalibration(market.Law.Entity, "belt", new(2022, 6, 20), 12, Scan);
        market.Law.Refused("mrv.plan-no-such-meter", again with { Meter = "none" }, market.Law.Operator);
        market.Law.Refused("mrv.plan-bad-interval", again with { Months = 0 }, market.Law.Operator);
        market.Law.Refused("mrv.plan-calibrated-later", again with { On = new(2022, 8, 11) }, market.Law.Operator);
        market.Law.Refused("mrv.month-evidence-not-filed", again with { Document = "" }, market.Law.Operator);
        market.Law.Do(again, market.Law.Operator);
        market.Law.Reloaded();
        market.Filed(month: 7);
    }

    private static MonthContent With(string tonnes) =>
        Content() with { Rows = [Coal(tonnes), Single(Figure("W", "100", Ledger))] };

    private static RequestCorrection Request(MonthMarket market) =>
        new(market.Law.Entity, Year, 1, With("1100"), "抄表错误");

    private static DecideCorrection Decide(MonthMarket market, bool approved) =>
        new(market.Law.Entity, Year, 1, approved, approved ? "" : "依据不足");
}
