using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;
using Chutan.Market.Tests.Quantification;

namespace Chutan.Market.Tests.Mrv;

/// <summary>年度报告: derived from accepted months by the year's methodology, made by one person and signed by another.
/// </summary>
public sealed class AnnualReportTests
{
    /// <summary>12 × (1000 t × 0.6 × 44/12 + 100 MWh × 0.5703).</summary>
    private const decimal Whole = 26_400m + 684.36m;

    [Fact]
    public void A_report_is_what_the_methodology_makes_of_the_twelve_months()
    {
        var market = new AnnualMarket();
        var report = market.Submitted();
        Assert.Equal((Whole, new Tonnes(27_084)), (report.Result.EntityTonnes, report.Result.Compliance));
        Assert.Equal(("test", "1", 12),
            (report.Result.Methodology, report.Result.Version, report.Result.Months.Length));
        Assert.Equal([("E_fuel", 26_400m), ("E_el", 684.36m)],
            report.Result.Of(PartKind.Source).Select(p => (p.Code, p.Tonnes)));
        Assert.Equal([("CO2", Whole)], report.Result.Of(PartKind.Gas).Select(p => (p.Code, p.Tonnes)));
        Assert.Equal((ReportState.Submitted, new Tonnes(27_084), 1),
            (market.Report.State, market.Report.Reported, market.Report.Revision));
        Assert.Equal(684.36m, market.Report.ReportedActivity!.Of("power"));
        Assert.Equal(350, market.Report.ReportedActivity.ProductionDays);
        Assert.Equal(Whole, market.Report.Lines.Sum(l => l.Emissions));
    }

    [Fact]
    public void What_a_facility_does_not_burn_itself_is_shown_beside_it_and_all_add_up()
    {
        var result = new AnnualMarket().Prepared().Result;
        Assert.Equal(result.EntityTonnes, result.Of(PartKind.Facility).Sum(p => p.Tonnes));
        Assert.Equal(result.EntityTonnes, result.Of(PartKind.Source).Sum(p => p.Tonnes));
        Assert.Equal([("u1", 26_400m), ("", 684.36m)],
            result.Of(PartKind.Facility).Select(p => (p.Code, p.Tonnes)));
        Assert.Equal(26_400m, result.ProcessTonnes);
    }

    [Fact]
    public void The_rulebook_says_whether_the_entity_or_its_facilities_count()
    {
        var result = new AnnualMarket(12, PerUnit, ("mrv.report.level", "process")).Prepared().Result;
        Assert.Equal((Whole, Whole), (result.EntityTonnes, result.ProcessTonnes));
        Assert.Equal(result.Of(PartKind.Facility).Where(p => p.Code.Length > 0).Sum(p => p.Tonnes),
            result.ProcessTonnes);
        Assert.Equal(new Tonnes((long)Math.Round(result.ProcessTonnes)), result.Compliance);
    }

    [Fact]
    public void A_facility_that_cannot_be_calculated_alone_stops_a_report_that_counts_by_facility()
    {
        var market = new AnnualMarket(12, Idle, ("mrv.report.level", "process"));
        market.Law.Refused("report.facility-not-calculable", market.Prepare(), market.Law.Operator);
    }

    [Fact]
    public void The_same_report_is_found_again_from_the_revisions_it_rests_on_to_the_same_trace()
    {
        var market = new AnnualMarket();
        var report = market.Submitted();
        var faults = new Faults();
        var basis = AnnualCalculation.BasisOf(report, market.Law.State.Mrv, market.Law.State.Quantification)!;
        var again = Calculating.Run(basis.Method,
            basis.Input(basis.Methods.Main, AnnualMarket.Year, report.Content, faults), [], faults)!;
        Assert.Equal(report.Result.TraceHash, again.TraceHash);
        Assert.Contains(again.Trace, t => t.Name == "FC" && t.Row == "fuel m01 coal"
            && t.Evidence.Contains(MonthMarket.Ledger));
    }

    [Fact]
    public void Every_month_has_its_own_answer_and_they_add_up()
    {
        var market = new AnnualMarket();
        var basis = AnnualCalculation.BasisOf(market.Prepared(), market.Law.State.Mrv,
            market.Law.State.Quantification)!;
        Assert.Equal(Whole, AnnualCalculation.ByMonth(AnnualMarket.Year, basis).Sum(m => m.Tonnes));
    }

    [Fact]
    public void A_month_that_is_not_accepted_stops_the_report_and_is_named()
    {
        var market = new AnnualMarket(months: 11);
        var refusal = market.Law.Refused("report.months-not-accepted", market.Prepare(), market.Law.Operator);
        Assert.Contains(refusal.Parameters, p => p is { Name: "months", Value: "12" });
    }

    [Fact]
    public void An_entity_without_a_plan_has_nothing_to_derive_from()
    {
        var market = new MonthMarket(withPlan: false, [.. AnnualMarket.Defaults]);
        market.Law.Date = new LocalDate(2023, 1, 31);
        market.Law.Refused("report.no-plan",
            new PrepareAnnualReport(market.Law.Entity, AnnualMarket.Year, AnnualMarket.Content), market.Law.Operator);
    }

    [Fact]
    public void Who_prepared_a_report_may_not_sign_it()
    {
        var market = new AnnualMarket();
        market.Law.Refused("report.not-prepared", market.Submit(), market.Second);
        market.Prepared();
        market.Law.Refused("report.same-person", market.Submit(), market.Law.Operator);
        market.Law.Refused("report.other-version", market.Submit(2), market.Second);
        market.Law.Refused("report.bad-declaration", market.Submit() with
        { Declaration = new Declaration(" ", new LocalDate(2023, 1, 31)) }, market.Second);
        market.Law.Refused("report.bad-declaration", market.Submit() with
        { Declaration = new Declaration("甲", new LocalDate(2023, 2, 1)) }, market.Second);
        market.Law.Do(market.Submit(), market.Second);
    }

    [Fact]
    public void A_report_is_made_again_as_the_next_version_and_the_one_before_is_kept()
    {
        var market = new AnnualMarket();
        var first = market.Submitted();
        var second = market.Submitted(AnnualMarket.Content with
        { ManualFigures = [new ManualFigure("W", "1300", "MWh", "以供电公司年度结算单为准", [MonthMarket.Ledger])] });
        var versions = market.Law.State.Mrv.Annuals.Versions(market.Law.Entity, AnnualMarket.Year);
        Assert.Equal([AnnualState.Superseded, AnnualState.Submitted], versions.Select(v => v.State));
        Assert.Equal(first.Result.TraceHash, versions[0].Result.TraceHash);
        Assert.Equal(57.03m, second.Result.EntityTonnes - first.Result.EntityTonnes);
        Assert.Equal(2, market.Report.Revision);
    }

    [Fact]
    public void A_figure_by_hand_needs_a_reason_and_files_in_evidence()
    {
        var market = new AnnualMarket();
        ManualFigure Figure(string reason, params string[] hashes) => new("W", "1300", "MWh", reason, [.. hashes]);
        market.Law.Refused("report.manual-reason", market.Prepare(AnnualMarket.Content with
        { ManualFigures = [Figure(" ")] }), market.Law.Operator);
        market.Law.Refused("report.evidence-unknown", market.Prepare(AnnualMarket.Content with
        { ManualFigures = [Figure("结算单", new string('c', 64))] }), market.Law.Operator);
        market.Law.Refused("quantification.input-unknown", market.Prepare(AnnualMarket.Content with
        { ManualFigures = [Figure("结算单") with { Column = "nothing" }] }), market.Law.Operator);
    }

    [Theory]
    [InlineData("0.5703", null)]
    [InlineData("0.6101", "quantification.factor-wrong-year")]
    [InlineData("0.4", "quantification.factor-differs")]
    public void A_stated_factor_must_be_that_of_the_year(string stated, string? code)
    {
        var market = new AnnualMarket();
        var prepare = market.Prepare(AnnualMarket.Content with
        { StatedFactors = [new StatedFactor("EF", stated, "tCO2/MWh")] });
        if (code is null) market.Law.Do(prepare, market.Law.Operator);
        else market.Law.Refused(code, prepare, market.Law.Operator);
    }

    [Fact]
    public void Two_active_factors_stop_the_report()
    {
        var market = new AnnualMarket();
        var ambiguous = Content("{'year': '2022', 'value': '0.5703'}",
            "{'year': '2022', 'value': '0.5703'}, {'year': '2022', 'value': '0.58', 'source': 's2'}");
        Publish(market, ambiguous.Replace("\"year\": \"2022\", \"region\": \"CN\", \"through-month\"",
            "\"year\": \"2020\", \"region\": \"CN\", \"through-month\"", StringComparison.Ordinal)
            .Replace("12.303", "12.701", StringComparison.Ordinal));
        market.Law.Refused("quantification.factor-ambiguous", market.Prepare(), market.Law.Operator);
    }

    [Fact]
    public void A_blocking_check_such_as_a_carbon_balance_stops_the_report_and_a_warning_asks_for_an_explanation()
    {
        var market = new AnnualMarket();
        Publish(market, Content("'expr': 'E < 1000000[tCO2]'", "'expr': 'E_fuel < 10000[tCO2]'"));
        var refusal = market.Law.Refused("report.check-blocks", market.Prepare(), market.Law.Operator);
        Assert.Contains(refusal.Parameters, p => p is { Name: "check", Value: "c1" });
        Publish(market, Content("'severity': 'block', 'expr': 'E < 1000000[tCO2]'",
            "'severity': 'warn', 'expr': 'E_fuel < 10000[tCO2]'"), "3");
        market.Law.Refused("report.explanation-needed", market.Prepare(), market.Law.Operator);
        Assert.Equal("c1", Assert.Single(
            market.Prepared(AnnualMarket.Content with { Explanation = "燃煤用量随产量增加" }).Result.Warnings));
    }

    [Fact]
    public void A_product_comes_from_a_line_of_the_method_or_is_stated_with_a_reason()
    {
        var market = new AnnualMarket();
        PrepareAnnualReport With(ReportedProduct product) => market.Prepare(AnnualMarket.Content with
        { Products = [product] });
        foreach (var wrong in new ReportedProduct[]
        {
            new("heat", "nothing", null, "", ""), new("heat", "", 5, "GJ", " "), new("heat", "", null, "GJ", "统计"),
            new("heat", "", -1, "GJ", "统计"), new(" ", "E_el", null, "", ""),
        }) market.Law.Refused("report.bad-product", With(wrong), market.Law.Operator);
        market.Law.Do(With(new("heat", "", 5, "GJ", "统计局口径")), market.Law.Operator);
        market.Law.Refused("mrv.bad-days", market.Prepare(AnnualMarket.Content with { ProductionDays = 366 }),
            market.Law.Operator);
    }

    [Fact]
    public void Gaps_of_the_months_stand_in_the_report_with_their_effect()
    {
        var market = new AnnualMarket(content: month => month is 3 or 4
            ? MonthMarket.Content(month) with
            { LabReports = [MonthMarket.Report(month) with { Accreditation = "" }] }
            : MonthMarket.Content(month));
        var gap = Assert.Single(market.Prepared().Result.Gaps);
        Assert.Equal(("fuel", "C", "NoAccreditation"), (gap.Table, gap.Column, gap.Cause));
        Assert.Equal("3, 4", string.Join(", ", gap.Months));
    }

    [Fact]
    public void Captured_carbon_is_never_deducted_by_hand()
    {
        var market = new AnnualMarket();
        Publish(market, Content("'unit': 't', 'optional': 'yes'}",
            "'unit': 'tCO2', 'missing': '0', 'evidence': ['transfer-record']}")
            .Replace("\"E_fuel + E_el\"", "\"E_fuel + E_el - note\"", StringComparison.Ordinal));
        market.Law.Refused("report.manual-deduction", market.Prepare(AnnualMarket.Content with
        { ManualFigures = [new ManualFigure("note", "100", "tCO2", "移交单", [MonthMarket.Scan])] }),
            market.Law.Operator);
        Assert.Equal(Whole, market.Prepared().Result.EntityTonnes);
    }

    [Fact]
    public void A_total_below_zero_is_not_taken()
    {
        var market = new AnnualMarket();
        Publish(market, Content().Replace("\"E_fuel + E_el\"", "\"E_fuel + E_el - 90000[tCO2]\"",
            StringComparison.Ordinal).Replace("12.303", "-89987.697", StringComparison.Ordinal));
        market.Law.Refused("report.negative", market.Prepare(), market.Law.Operator);
    }

    [Fact]
    public void A_plan_that_changes_its_regime_in_the_year_makes_no_one_report()
    {
        var market = new AnnualMarket();
        market.Law.Do(new SelectMethodology("national", "power", 2020, 2024, "test", "1", "tests"),
            market.Law.Authority);
        var plan = market.Law.State.Mrv.Plans.Versions(market.Law.Entity)[0];
        market.Law.Given(new PlanFiled(plan with
        {
            Version = 2,
            From = new LocalDate(2022, 7, 1),
            Content = plan.Content with { Regime = "national" },
        }), new PlanApproved(market.Law.Entity, 2));
        market.Law.Refused("report.rules-change", market.Prepare(), market.Law.Operator);
    }

    [Fact]
    public void A_month_corrected_after_the_report_was_prepared_asks_for_a_new_version()
    {
        var market = new AnnualMarket();
        market.Prepared();
        var month = market.Law.State.Mrv.Months.Find(market.Law.Entity, AnnualMarket.Year, 5)!;
        market.Law.Given(new MonthFiled(month with { Revision = 2 }));
        market.Law.Refused("report.months-changed", market.Submit(), market.Second);
    }

    [Fact]
    public void A_report_in_verification_or_of_a_running_year_cannot_be_made()
    {
        var market = new AnnualMarket();
        market.Accepted();
        market.Law.Refused("mrv.not-now", market.Prepare(), market.Law.Operator);
        market.Law.Refused("mrv.year-not-over", market.Prepare() with { Year = new ComplianceYear(2023) },
            market.Law.Operator);
    }

    [Fact]
    public void A_snapshot_gives_every_version_and_decision_back()
    {
        var market = new AnnualMarket();
        market.Submitted();
        market.Submitted(AnnualMarket.Content with
        { ManualFigures = [new ManualFigure("W", "1300", "", "结算单", [MonthMarket.Ledger])] });
        Snapshots.Check(market.Law.State);
    }

    /// <summary>Unit 2 has electricity but no fuel, which the method asks for.</summary>
    private static MonthContent Idle(int month)
    {
        var content = MonthMarket.Content(month);
        return content with { Rows = [.. content.Rows.Select(r => r.Table == "" ? r with { Facility = "u2" } : r)] };
    }

    /// <summary>Coal and electricity, all of u1.</summary>
    private static MonthContent PerUnit(int month)
    {
        var content = MonthMarket.Content(month);
        return content with { Rows = [.. content.Rows.Select(r => r with { Facility = "u1" })] };
    }

    private static string Content(string from = "", string to = "") =>
        Method.Content(from, to).Replace("$region", "CN", StringComparison.Ordinal);

    private static void Publish(AnnualMarket market, string content, string version = "2")
    {
        market.Law.Do(new PublishMethodology(content.Replace("\"version\": \"1\"", $"\"version\": \"{version}\"",
            StringComparison.Ordinal), "tests"), market.Law.Authority);
        market.Law.Do(new SelectMethodology("hubei-pilot", "power", 2020, 2024, "test", version, "tests"),
            market.Law.Authority);
    }
}
