using Chutan.Market.Allocation;
using Chutan.Market.Compliance;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;

namespace Chutan.Market.Tests.Compliance;

public sealed class PenaltyTests
{
    private static readonly ComplianceYear Year = LawMarket.Year;

    [Fact]
    public void Order_371_example_shortfall_4000_gives_96000_to_150000_and_8000_less_next_year()
    {
        var market = Short(4_000, 24m);
        var low = market.Do<PenaltyImposed>(Impose(market, 1m), market.Authority).Penalty;
        Assert.Equal((9_600_000L, 9_600_000L, 15_000_000L), (low.Base.Fen, low.Least.Fen, low.Most.Fen));
        Assert.Equal((9_600_000L, 8_000L), (low.Fine.Fen, low.Deduction.Count));
        Assert.Equal(8_000, market.State.Allocation.DeductionOf(Year.Next, market.Entity).Count);
        market.Refused("compliance.already-penalised", Impose(market, 1m), market.Authority);

        var high = Short(4_000, 24m);
        Assert.Equal(15_000_000L, high.Do<PenaltyImposed>(Impose(high, 3m), high.Authority).Penalty.Fine.Fen);
    }

    [Fact]
    public void Order_371_example_shortfall_10000_gives_exactly_150000()
    {
        var market = Short(10_000, 24m);
        var penalty = market.Do<PenaltyImposed>(Impose(market, 1m), market.Authority).Penalty;
        Assert.Equal((24_000_000L, 15_000_000L, 15_000_000L, 15_000_000L),
            (penalty.Base.Fen, penalty.Least.Fen, penalty.Most.Fen, penalty.Fine.Fen));
    }

    [Fact]
    public void The_deduction_reaches_the_allocation_of_the_next_year()
    {
        var market = Short(4_000, 24m);
        market.Do(Impose(market, 2m), market.Authority);
        var next = Year.Next;
        market.Do(new SetCap(next, new(1_000_000), default, default, "plan"), market.Authority);
        market.Do(new DeclareMarketFactor(next, Rate.One, "plan"), market.Authority);
        market.Do(new SetSectorParameters(next, "steel", Rate.One, null, "plan"), market.Authority);
        market.Do(new ListEntities(next, "list", [market.Steel(60_000)]), market.Authority);
        market.Verified(50_000, year: next);
        var determined = market.Do<AllocationDetermined>(
            new DetermineAllocation(next, market.Entity), market.Authority);
        Assert.Equal((60_000, 8_000, 52_000), (determined.Initial.Count, determined.Deducted.Count,
            determined.Settlement.Issued.Count));
    }

    [Fact]
    public void The_year_average_is_turnover_over_volume_of_that_year_only()
    {
        var market = Short(4_000, 20m, (new LocalDate(2022, 7, 1), 300, 40m), (new LocalDate(2023, 2, 1), 9_000, 99m));
        Assert.Equal(3_500, market.Do<PenaltyImposed>(
            Impose(market, 1m), market.Authority).Penalty.AveragePrice.FenPerTonne);
    }

    [Fact]
    public void National_order_775_fines_5_to_10_times_the_month_before_and_deducts_on_refusal_only()
    {
        var market = Short(1_000, 90m, ("penalty.shortfall.regime", "national-multiple"),
            (new LocalDate(2023, 5, 10), 100, 80m));
        market.Refused("compliance.penalty-out-of-range", Impose(market, 4m), market.Authority);
        var penalty = market.Do<PenaltyImposed>(Impose(market, 5m) with { Refused = true }, market.Authority).Penalty;
        Assert.Equal((40_000_000L, 1_000L, (Money?)null), (penalty.Fine.Fen, penalty.Deduction.Count, penalty.Ceiling));

        var made = Short(1_000, 90m, ("penalty.shortfall.regime", "national-multiple"),
            (new LocalDate(2023, 5, 10), 100, 80m));
        Assert.Equal(0, made.Do<PenaltyImposed>(Impose(made, 5m), made.Authority).Penalty.Deduction.Count);
    }

    [Fact]
    public void Before_order_775_the_national_fine_was_20000_to_30000()
    {
        var market = Short(1_000, 90m, ("penalty.shortfall.regime", "national-fixed"));
        market.Refused("compliance.penalty-choice-needed", Impose(market, 1m), market.Authority);
        market.Refused("compliance.penalty-out-of-range",
            Impose(market, 1m) with { Fine = new(1_999_999) }, market.Authority);
        market.Do(Impose(market, 1m) with { Fine = new(2_500_000) }, market.Authority);
        Assert.Equal(2_500_000, market.State.Compliance.Find(Year, market.Entity)!.Fines.Fen);
    }

    [Fact]
    public void A_penalty_needs_an_assessment_a_shortfall_a_choice_a_price_and_a_decision()
    {
        var market = new LawMarket().Determined(1_000, 900);
        market.Refused("compliance.decision-needed", Impose(market, 1m) with { Decision = "" }, market.Authority);
        market.Refused("compliance.not-assessed", Impose(market, 1m), market.Authority);
        market.Do(new SurrenderUnits(market.Account, Year, UnitKind.Allowance, new(900)), market.Operator);
        market.Date = new LocalDate(2023, 6, 1);
        market.Do(new AssessCompliance(Year), market.Authority);
        market.Refused("compliance.nothing-to-penalise", Impose(market, 1m), market.Authority);

        var missing = new LawMarket().Determined(1_000, 2_000);
        missing.Date = new LocalDate(2023, 6, 1);
        missing.Do(new AssessCompliance(Year), missing.Authority);
        missing.Refused("compliance.no-price", Impose(missing, 1m), missing.Authority);
        missing.Traded(new LocalDate(2022, 6, 1), 10, 20m);
        missing.Refused("compliance.penalty-choice-needed", Impose(missing, 1m) with { Multiple = null },
            missing.Authority);
        missing.Refused("compliance.penalty-out-of-range", Impose(missing, 3.5m), missing.Authority);
    }

    [Fact]
    public void A_missing_report_is_warned_or_fined_10000_to_30000_and_blocked_verification_halves_the_next_year()
    {
        var market = new LawMarket().Listed(new LawMarket().Steel(1_000));
        var fine = new ImposeReportPenalty(Year, market.Entity, Breach.NoReport, new(999_999), "case 2");
        market.Refused("compliance.penalty-out-of-range", fine, market.Authority);
        market.Refused("compliance.decision-needed", fine with { Decision = "" }, market.Authority);
        market.Refused("compliance.nothing-to-penalise", fine with { Participant = market.Verifier }, market.Authority);
        market.Do(fine with { Fine = new(1_000_000) }, market.Authority);
        market.Refused("compliance.already-penalised", fine, market.Authority);
        market.Do(new ImposeReportPenalty(Year, market.Entity, Breach.VerificationBlocked, null, "case 3"),
            market.Authority);
        Assert.Equal(Rate.Of(0.5m), market.State.Allocation.SanctionFactorOf(Year.Next, market.Entity));
    }

    [Fact]
    public void An_entity_that_reported_in_time_is_not_fined_for_its_report()
    {
        var market = new LawMarket().Listed(new LawMarket().Steel(1_000)).Verified(100);
        market.Refused("compliance.nothing-to-penalise",
            new ImposeReportPenalty(Year, market.Entity, Breach.NoReport, null, "case"), market.Authority);
    }

    private static ImposePenalty Impose(LawMarket market, decimal multiple) =>
        new(Year, market.Entity, Rate.Of(multiple), null, Refused: false, "case 1");

    private static LawMarket Short(
        long shortfall, decimal price, params (LocalDate Day, long Tonnes, decimal Price)[] more) =>
        Short(shortfall, price, ("alloc.rounding", "half-up"), more);

    private static LawMarket Short(long shortfall, decimal price, (string, string) rule,
        params (LocalDate Day, long Tonnes, decimal Price)[] more)
    {
        var market = new LawMarket(rule).Determined(50_000, 50_000 + shortfall);
        market.Traded(new LocalDate(2022, 6, 1), 100, price);
        foreach (var (day, tonnes, at) in more) market.Traded(day, tonnes, at);
        market.Do(new SurrenderUnits(market.Account, Year, UnitKind.Allowance, new(50_000)), market.Operator);
        market.Date = new LocalDate(2023, 6, 1);
        market.Do(new AssessCompliance(Year), market.Authority);
        return market;
    }
}
