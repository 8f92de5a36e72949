using Chutan.Market.Allocation;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Tests.Allocation;

/// <summary>The worked examples of the allocation formulas.</summary>
public sealed class FormulaTests
{
    private static readonly ComplianceYear Year = LawMarket.Year;

    [Fact]
    public void Benchmark_example_five_firms_give_0_85_and_833000_tonnes()
    {
        var market = new LawMarket().WithCap(10_000_000, 0.98m);
        market.Listed(Cement(market.Entity));
        foreach (var (code, unit) in new[] { ("B1", 800_000), ("B2", 820_000), ("B4", 880_000), ("B5", 900_000) })
        {
            var firm = market.Representative(ParticipantKind.CoveredEntity, code).Participant;
            market.Listed(Cement(firm)).Verified(unit, firm, outputs: new ProductOutput("clinker", 1_000_000, "t"));
        }
        market.Verified(850_000, outputs: new ProductOutput("clinker", 1_000_000, "t"));
        var benchmark = market.Do<BenchmarkFixed>(new FixBenchmark(Year, "cement"), market.Authority);
        Assert.Equal((0.85m, 5), (benchmark.Benchmark, benchmark.Firms));

        var determined = market.Do<AllocationDetermined>(
            new DetermineAllocation(Year, market.Entity), market.Authority);
        Assert.Equal(833_000, determined.Initial.Count);
        Assert.Contains(determined.Lines, l => l is { Symbol: "bm", Value: "0.85" });
        Assert.Equal(833_000, market.Holding.Count);

        ListedEntity Cement(ParticipantId firm) => new(firm, "cement", true, new(500_000), 0, new(400_000), true, false,
            [new ProductBaseline("clinker", "t", 0.9m, 1_000_000)]);
    }

    [Fact]
    public void Historical_intensity_example_gives_213444_tonnes()
    {
        var market = new LawMarket().WithCap(10_000_000, 0.98m);
        market.Listed(new ListedEntity(market.Entity, "heat", true, new(300_000), 0, default, true, false,
            [new ProductBaseline("heat", "GJ", 0.11m, 1_000_000)]), 0.99m);
        market.Verified(200_000, outputs: new ProductOutput("heat", 2_000_000, "GJ"));
        Assert.Equal(213_444, Determine(market).Initial.Count);
        Assert.Equal(AllocationMethod.HistoricalIntensity, market.Allocation.Method);
    }

    [Fact]
    public void Historical_intensity_of_two_products_adds_both()
    {
        var market = new LawMarket().WithCap(10_000_000);
        market.Listed(new ListedEntity(market.Entity, "paper", true, new(300_000), 0, default, true, false,
            [new ProductBaseline("board", "t", 0.5m, 0), new ProductBaseline("tissue", "t", 1.25m, 0)]));
        market.Verified(1_000,
            outputs: [new ProductOutput("board", 1_000, "t"), new ProductOutput("tissue", 2_000, "t")]);
        Assert.Equal(3_000, Determine(market).Initial.Count);
    }

    [Theory]
    [InlineData("half-up", 46_879)]
    [InlineData("down", 46_878)]
    public void Historical_example_with_production_days_is_rounded_once(string rounding, long expected)
    {
        var market = new LawMarket(("alloc.rounding", rounding)).WithCap(10_000_000, 0.97m);
        market.Listed(market.Steel(60_000, sector: "ceramics"), 0.98m).Verified(40_000, days: 300);
        var determined = Determine(market);
        Assert.Equal(expected, determined.Initial.Count);
        Assert.Contains(determined.Lines, l =>
            l.Symbol == "a" && l.Value.StartsWith("46878.904", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("yes", 36_500)]
    [InlineData("no", 36_600)]
    public void The_366th_day_of_a_leap_year_counts_only_by_the_declared_switch(string capped, long expected)
    {
        var market = new LawMarket(("alloc.day_correction.capped", capped)).WithCap(10_000_000);
        market.Listed(market.Steel(36_500, sector: "ceramics")).Verified(1_000, days: 366);
        Assert.Equal(expected, Determine(market).Initial.Count);
    }

    [Fact]
    public void Sectors_outside_the_day_correction_are_not_corrected_by_days()
    {
        var market = new LawMarket().WithCap(10_000_000).Verified(1_000, days: 100);
        market.Listed(market.Steel(50_000));
        Assert.Equal(50_000, Determine(market).Initial.Count);
    }

    [Theory]
    [InlineData(PercentileRule.Midpoint, "0.835")]
    [InlineData(PercentileRule.Lower, "0.82")]
    [InlineData(PercentileRule.Higher, "0.85")]
    public void The_median_of_an_even_number_of_firms_follows_the_declared_rule(PercentileRule rule, string expected) =>
        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            Plan.Percentile([0.80m, 0.82m, 0.85m, 0.88m], Rate.Of(0.5m), rule));

    [Fact]
    public void Every_line_of_a_determination_has_its_text_in_both_languages_and_rules_have_articles()
    {
        var market = new LawMarket().Determined(600_000, 780_000, newEntrant: 100_000);
        market.Do(new CorrectAllocation(Year, market.Entity), market.Authority);
        var lines = market.Allocation.DeterminationLines.AddRange(market.Allocation.CorrectionLines);
        Assert.All(lines, line => Assert.NotEqual("", AllocationTexts.Of(line.Label).Zh));
        Assert.All(lines.Where(l => l.Kind == LineKind.Rule), line => Assert.NotNull(line.Basis));
        Assert.Contains(lines, l => l is { RuleKey: "alloc.expost.tolerance.rel", Standing: "Confirmed" });
        Assert.All(AllocationTexts.Keys, key => Assert.NotEqual("", AllocationTexts.Of(key).En));
    }

    private static AllocationDetermined Determine(LawMarket market) =>
        market.Do<AllocationDetermined>(new DetermineAllocation(Year, market.Entity), market.Authority);
}
