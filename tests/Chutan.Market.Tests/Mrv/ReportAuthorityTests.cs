using Chutan.Market.Compliance;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Tests.Mrv;

/// <summary>What the authority does about reports: reminder, extension, determination, re-opening, and what follows.
/// </summary>
public sealed class ReportAuthorityTests
{
    private static readonly ComplianceYear Year = AnnualMarket.Year;
    private static readonly LocalDate Due = new(2023, 2, 28);

    [Fact]
    public void Whoever_has_a_plan_and_no_report_is_reminded_once_before_the_deadline()
    {
        var market = new AnnualMarket();
        market.Law.Refused("report.nobody-to-remind", new RemindReports(Year), Actor.Scheduler);
        market.Law.Date = new LocalDate(2023, 2, 14);
        var reminder = market.Law.Do<ReportReminderSent>(new RemindReports(Year), Actor.Scheduler);
        Assert.Equal((market.Law.Entity, Due), (reminder.Participant, reminder.Due));
        market.Law.Refused("report.nobody-to-remind", new RemindReports(Year), Actor.Scheduler);
        Assert.Equal(Due, market.Law.State.Mrv.Annuals.RemindedOf(market.Law.Entity, Year));
    }

    [Fact]
    public void Nobody_is_reminded_of_a_report_that_is_in()
    {
        var market = new AnnualMarket();
        market.Submitted();
        market.Law.Date = new LocalDate(2023, 2, 20);
        market.Law.Refused("report.nobody-to-remind", new RemindReports(Year), Actor.Scheduler);
    }

    [Fact]
    public void An_extension_moves_one_entitys_deadline_and_a_report_before_it_is_in_time()
    {
        var market = new AnnualMarket();
        ExtendReportDeadline Extend(LocalDate date, string decision = "鄂环函〔2023〕5号") =>
            new(market.Law.Entity, Year, date, decision);
        market.Law.Refused("report.decision-needed", Extend(new(2023, 3, 31), " "), market.Law.Authority);
        market.Law.Refused("report.not-later", Extend(Due), market.Law.Authority);
        market.Law.Refused("mrv.not-an-emitter", Extend(new(2023, 3, 31)) with { Participant = market.Law.Verifier },
            market.Law.Authority);
        market.Law.Do(Extend(new(2023, 3, 31)), market.Law.Authority);
        market.Law.Date = new LocalDate(2023, 3, 30);
        market.Submitted();
        Assert.False(market.Report.Late);
        Assert.Equal(new LocalDate(2023, 3, 31), market.Report.DueOn);
        market.Law.Refused("report.already-in", Extend(new(2023, 4, 30)), market.Law.Authority);
    }

    [Fact]
    public void After_deadline_and_term_the_authority_determines_on_the_safe_side()
    {
        var market = new AnnualMarket();
        market.Law.Verified(10_000, year: Year.Previous);
        var determine = new DetermineEmissions(market.Law.Entity, Year, DeterminationBasis.LastYear, null, null,
            "鄂环核〔2023〕1号");
        market.Law.Date = new LocalDate(2023, 3, 14);
        market.Law.Refused("report.term-runs", determine, market.Law.Authority);
        market.Law.Date = new LocalDate(2023, 3, 15);
        market.Law.Refused("report.decision-needed", determine with { Decision = "" }, market.Law.Authority);
        var determined = market.Law.Do<EmissionsDetermined>(determine, market.Law.Authority);
        Assert.Equal(11_000, determined.Emissions.Count);
        Assert.Contains(determined.Lines, l => l is { Symbol: "m", RuleKey: "mrv.determination.margin" });
        Assert.Equal((ReportState.Accepted, 11_000), (market.Report.State, market.Report.Accepted!.Value.Count));
        market.Law.Refused("mrv.not-now", market.Prepare(), market.Law.Operator);
        market.Law.Refused("report.already-in", determine, market.Law.Authority);
    }

    [Fact]
    public void A_determination_by_capacity_is_worked_out_from_both_figures()
    {
        var market = new AnnualMarket();
        market.Law.Date = new LocalDate(2023, 5, 1);
        var determine = new DetermineEmissions(market.Law.Entity, Year, DeterminationBasis.Capacity, 1_000, 2.5m, "核定");
        market.Law.Refused("report.capacity-needed", determine with { PerUnit = 0 }, market.Law.Authority);
        market.Law.Refused("report.no-earlier-year", determine with { Basis = DeterminationBasis.LastYear },
            market.Law.Authority);
        Assert.Equal(2_750, market.Law.Do<EmissionsDetermined>(determine, market.Law.Authority).Emissions.Count);
        Snapshots.Check(market.Law.State);
    }

    [Fact]
    public void Only_an_accepted_report_is_reopened_and_only_by_an_order_with_a_reason()
    {
        var market = new AnnualMarket();
        market.Law.Refused("report.not-final", Reopen(market), market.Law.Authority);
        market.Accepted();
        market.Law.Refused("report.decision-needed", Reopen(market) with { Order = " " }, market.Law.Authority);
        market.Law.Refused("report.decision-needed", Reopen(market) with { Reason = "" }, market.Law.Authority);
        market.Law.Do(Reopen(market), market.Law.Authority);
        Assert.Equal((ReportState.Reopened, 27_084), (market.Report.State, market.Report.Accepted!.Value.Count));
        market.Law.Refused("report.not-final", Reopen(market), market.Law.Authority);
    }

    [Fact]
    public void The_accepted_figure_counts_until_another_is_accepted_and_then_only_the_difference_is_carried_on()
    {
        var market = Assessed(27_084);
        Assert.Equal(ComplianceStatus.Settled, Compliance(market).Status);
        market.Law.Do(Reopen(market), market.Law.Authority);
        var again = market.Submitted(AnnualMarket.Content with { Explanation = "按留样复测值更正" });
        Assert.Equal((2, ReportState.Submitted), (again.Version, market.Report.State));
        Assert.Equal(27_084, market.Report.Accepted!.Value.Count);
        market.Law.Given(new VerifierAssigned(Year, market.Law.Entity, market.Law.Verifier),
            new ReportVerified(Year, market.Law.Entity, new(27_084), new(30_000), again.Result.Activity, ""));
        Assert.Equal(27_084, market.Report.Accepted!.Value.Count);
        var events = market.Law.Do(new AcceptReport(Year, market.Law.Entity), market.Law.Authority);
        var restated = events.OfType<EmissionsRestated>().Single();
        Assert.Equal((27_084, 30_000, "鄂环令〔2023〕9号"),
            (restated.Before.Count, restated.After.Count, restated.Order));
        var adjusted = events.OfType<ObligationAdjusted>().Single();
        Assert.Equal((27_084, 30_000, 0, 2_916), (adjusted.DueBefore.Count, adjusted.Due.Count,
            adjusted.ShortfallBefore.Count, adjusted.Shortfall.Count));
        Assert.Equal((ComplianceStatus.Short, 2_916),
            (Compliance(market).Status, Compliance(market).StillMissing.Count));
        Assert.Equal([27_084L], market.Law.State.Mrv.Annuals.Reopenings(market.Law.Entity, Year)
            .Select(r => r.Standing.Count));
        Assert.Null(Invariants.CheckAll(market.Law.State));
        Snapshots.Check(market.Law.State);
    }

    [Fact]
    public void What_came_on_top_can_be_made_up_and_is_penalised_once()
    {
        var market = Restated(27_084, 30_000);
        market.Law.Traded(new LocalDate(2022, 6, 1), 1_000, 24m);
        var penalty = new ImposePenalty(Year, market.Law.Entity, Rate.One, null, false, "罚1号");
        var imposed = market.Law.Do<PenaltyImposed>(penalty, market.Law.Authority).Penalty;
        Assert.Equal((2_916, 6_998_400), (imposed.Shortfall.Count, imposed.Fine.Fen));
        market.Law.Refused("compliance.already-penalised", penalty, market.Law.Authority);
        market.Law.Do(new SurrenderUnits(market.Law.Account, Year, UnitKind.Allowance, new(2_916)),
            market.Law.Operator);
        Assert.True(Compliance(market).StillMissing.IsZero);
        Assert.Null(Invariants.CheckAll(market.Law.State));
    }

    [Fact]
    public void A_second_restatement_penalises_only_what_came_on_top_of_the_first()
    {
        var market = Restated(27_084, 30_000);
        market.Law.Traded(new LocalDate(2022, 6, 1), 1_000, 24m);
        var penalty = new ImposePenalty(Year, market.Law.Entity, Rate.One, null, false, "罚1号");
        market.Law.Do(penalty, market.Law.Authority);
        Restate(market, 31_000);
        Assert.Equal(1_000, market.Law.Do<PenaltyImposed>(penalty, market.Law.Authority).Penalty.Shortfall.Count);
    }

    [Fact]
    public void A_lower_figure_lowers_the_duty_and_what_was_too_much_counts_for_the_next_year()
    {
        var market = Assessed(27_084);
        var held = market.Law.Holding;
        market.Law.Do(Reopen(market), market.Law.Authority);
        Restate(market, 20_000, reopen: false);
        Assert.Equal((20_000, 0), (Compliance(market).Due!.Value.Count, Compliance(market).Shortfall!.Value.Count));
        Assert.Equal(held, market.Law.Holding);
        Assert.Equal((7_084, Year.Next), (Compliance(market).CreditedOut.Count, Compliance(market).CreditedTo));
        Assert.Contains(Compliance(market).CreditLines, l => l.RuleKey == "compliance.restated.surplus");
        var next = market.Law.State.Compliance.Find(Year.Next, market.Law.Entity)!;
        Assert.Equal((7_084, 7_084, 0), (next.CreditedIn.Count, next.Counted.Count, next.Surrendered.Count));
        market.Law.Verified(10_000, year: Year.Next);
        Assert.Equal(2_916, Obligation.Of(Year.Next, market.Law.Entity, ObligationBasis.Yearly, market.Law.State.Mrv,
            market.Law.State.Compliance).Outstanding.Count);
        Snapshots.Check(market.Law.State);
    }

    [Fact]
    public void What_was_credited_is_missing_again_when_the_figure_rises_later()
    {
        var market = Restated(27_084, 20_000);
        Restate(market, 25_000);
        Assert.Equal(5_000, Compliance(market).Shortfall!.Value.Count);
        market.Law.Do(new SurrenderUnits(market.Law.Account, Year, UnitKind.Allowance, new(5_000)),
            market.Law.Operator);
        Assert.True(Compliance(market).StillMissing.IsZero);
        Assert.Null(Invariants.CheckAll(market.Law.State));
    }

    [Theory]
    [InlineData("kept", "yearly"), InlineData("credited", "cumulative")]
    public void Nothing_is_credited_where_the_rulebook_keeps_it_or_the_duty_counts_all_years(string rule, string duty)
    {
        var market = Assessed(27_084, ("compliance.restated.surplus", rule), ("compliance.obligation", duty));
        Restate(market, 20_000);
        Assert.True(Compliance(market).CreditedOut.IsZero);
        Assert.Null(market.Law.State.Compliance.Find(Year.Next, market.Law.Entity));
    }

    [Fact]
    public void Under_a_cumulative_duty_later_years_that_were_assessed_carry_the_difference_too()
    {
        var market = Assessed(27_084, ("compliance.obligation", "cumulative"));
        market.Law.Given(new ComplianceAssessed(Year.Next, market.Law.Entity, ComplianceStatus.Settled, new(27_084),
            new(27_084), Tonnes.Zero, Tonnes.Zero));
        market.Law.Do(Reopen(market), market.Law.Authority);
        Restate(market, 28_000, reopen: false);
        Assert.Equal(916, Compliance(market).Shortfall!.Value.Count);
        Assert.Equal(916, market.Law.State.Compliance.Find(Year.Next, market.Law.Entity)!.Shortfall!.Value.Count);
    }

    [Fact]
    public void A_reopened_report_nobody_corrects_is_determined_and_never_lower_than_what_stood()
    {
        var market = Assessed(27_084);
        market.Law.Do(Reopen(market), market.Law.Authority);
        var determine = new DetermineEmissions(market.Law.Entity, Year, DeterminationBasis.Capacity, 1_000, 20, "核定");
        market.Law.Refused("report.term-runs", determine, market.Law.Authority);
        market.Law.Date = market.Law.Date.PlusMonths(1);
        market.Law.Refused("report.below-earlier", determine, market.Law.Authority);
        var events = market.Law.Do(determine with { PerUnit = 30 }, market.Law.Authority);
        Assert.Equal(33_000, events.OfType<EmissionsRestated>().Single().After.Count);
        Assert.Equal(5_916, events.OfType<ObligationAdjusted>().Single().Shortfall.Count);
    }

    [Fact]
    public void Data_fraud_is_fined_within_the_law_and_cuts_the_next_open_allocation()
    {
        var market = Assessed(27_084);
        var fraud = new PenaliseFraud(Year, market.Law.Entity, Money.Zero, null, new Money(600_000_00),
            Rate.Of(0.6m), "罚2号");
        market.Law.Refused("report.no-fraud", fraud, market.Law.Authority);
        market.Law.Do(Reopen(market), market.Law.Authority);
        market.Law.Refused("compliance.decision-needed", fraud with { Decision = "" }, market.Law.Authority);
        market.Law.Refused("compliance.penalty-choice-needed", fraud with { Fine = null }, market.Law.Authority);
        market.Law.Refused("compliance.penalty-out-of-range", fraud with { Fine = new Money(100) },
            market.Law.Authority);
        market.Law.Refused("compliance.penalty-out-of-range", fraud with { Cut = Rate.Of(0.4m) }, market.Law.Authority);
        var rich = fraud with { Gain = new Money(1_000_000_00), Fine = null };
        market.Law.Refused("compliance.penalty-choice-needed", rich, market.Law.Authority);
        market.Law.Refused("compliance.penalty-out-of-range", rich with { Multiple = Rate.Of(4) },
            market.Law.Authority);
        market.Law.Do(fraud, market.Law.Authority);
        Assert.Equal(Rate.Of(0.4m), market.Law.State.Allocation.SanctionFactorOf(Year.Next, market.Law.Entity));
        Assert.Equal(new Money(600_000_00), Compliance(market).Fines);
        market.Law.Refused("compliance.already-penalised", fraud, market.Law.Authority);
        market.Law.Refused("compliance.nothing-to-penalise", new ImposeReportPenalty(Year, market.Law.Entity,
            Breach.DataFraud, null, "罚3号"), market.Law.Authority);
    }

    /// <summary>Any number of re-openings with any figures: what is due follows the last one, units are conserved, and
    /// nothing that was is lost.</summary>
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7)]
    public void Whatever_is_restated_every_invariant_holds_and_the_duty_is_that_of_the_last_figure(int seed)
    {
        var random = new Random(seed);
        var market = Assessed(27_084);
        var least = 27_084;
        for (var turn = 0; turn < 5; turn++)
        {
            var figure = random.Next(15_000, 45_000);
            Restate(market, figure);
            Assert.Equal(figure, market.Report.Accepted!.Value.Count);
            var entity = Compliance(market);
            Assert.Equal(figure, entity.Due!.Value.Count);
            Assert.Equal(Math.Max(0, figure - least), entity.Shortfall!.Value.Count);
            least = Math.Min(least, figure); // what was too much counts for the next year from then on
            Assert.Null(Invariants.CheckAll(market.Law.State));
        }
        Assert.Equal(5, market.Law.State.Mrv.Annuals.Reopenings(market.Law.Entity, Year).Length);
        Snapshots.Check(market.Law.State);
    }

    private static ReopenReport Reopen(AnnualMarket market) => new(market.Law.Entity, Year, "鄂环令〔2023〕9号",
        "检测报告编号与日期被篡改", Fraud: true);

    private static EntityCompliance Compliance(AnnualMarket market) =>
        market.Law.State.Compliance.Find(Year, market.Law.Entity)!;

    /// <summary>Allocated, reported, accepted, surrendered in full, and assessed.</summary>
    private static AnnualMarket Assessed(long emissions, params (string Key, string Value)[] rules)
    {
        var market = new AnnualMarket(12, null, rules);
        var law = market.Law;
        market.Accepted(emissions);
        law.WithCap(1_000_000).Listed(law.Steel(60_000));
        law.Do(new Chutan.Market.Allocation.DetermineAllocation(Year, law.Entity), law.Authority);
        law.Date = new LocalDate(2023, 5, 10);
        law.Do(new SurrenderUnits(law.Account, Year, UnitKind.Allowance, new(emissions)), law.Operator);
        law.Date = new LocalDate(2023, 6, 5);
        law.Do(new AssessCompliance(Year), law.Authority);
        return market;
    }

    private static AnnualMarket Restated(long before, long after)
    {
        var market = Assessed(before);
        Restate(market, after);
        return market;
    }

    private static void Restate(AnnualMarket market, long figure, bool reopen = true)
    {
        if (reopen) market.Law.Do(Reopen(market), market.Law.Authority);
        market.Verified(figure, market.Submitted().Result.Activity);
    }
}
