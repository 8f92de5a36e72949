using Chutan.Market.Accounting;
using Chutan.Market.Kernel;
using Chutan.Market.Quantification;
using Chutan.Market.Rulebook;

namespace Chutan.Tests.Accounting;

/// <summary>不确定性: how sure each source is, and what that makes of the whole.</summary>
public sealed class UncertaintyTests
{
    private static readonly UncertaintyGrades Grades = new(Rate.Of(0.02m), Rate.Of(0.05m), Rate.Of(0.20m),
        Rate.Of(0.02m), Rate.Of(0.05m), Rate.Of(0.10m), Rate.Of(0.30m), Rate.Of(0.05m), Rate.Of(0.15m), Rate.Of(0.30m));
    private readonly AccountingMarket market = new();
    private readonly SourceId boiler;

    public UncertaintyTests()
    {
        boiler = market.Source(market.Site(), "enterprise-gas", EmissionScope.Direct,
            choices: ("gas_kind", "natural-gas"));
        market.Burn(boiler, 10);
    }

    private Inventory Year => market.Books.Find(market.Company, 2022)!;

    private InventoryUncertainty Whole(FootprintBasis basis = FootprintBasis.WholeLocation) =>
        Uncertainty.Of(Year, market.Books, basis, Grades);

    private void Assess(SourceId source, decimal? activity, FactorGrade factor, decimal? percent = null) =>
        market.Do(new AssessUncertainty(market.Company, 2022, new UncertaintyAssessment(source, activity, factor,
            percent, "电能表 0.5 级")));

    [Fact]
    public void What_multiplies_combines_as_the_root_of_the_squares()
    {
        Assess(boiler, 3, FactorGrade.Measured, 4);
        var part = Assert.Single(Whole().Sources);
        Assert.Equal(Rational.Of(5), part.Combined);
        Assert.Equal(Rational.Of(5), Whole().Percent);
        Assert.Equal(InventoryGrade.High, Whole().Grade);
        Assert.Equal(Rational.Of(100), part.VarianceShare);
    }

    /// <summary>Two sources of 300 t and 400 t, each known to 10 per cent: 30 t and 40 t make 50 t, of 700 t.</summary>
    [Fact]
    public void What_adds_up_combines_as_the_root_of_the_squared_tonnes()
    {
        var second = market.Source(market.Site("二厂"), "enterprise-gas", EmissionScope.Direct,
            choices: ("gas_kind", "natural-gas"));
        for (var month = 1; month <= 12; month++)
        {
            market.Do(market.Activity(boiler, month, "FV", "3"));
            market.Do(market.Activity(second, month, "FV", "4"));
        }
        Assess(boiler, 10, FactorGrade.Measured, 0);
        Assess(second, 10, FactorGrade.Measured, 0);
        var whole = Whole();
        var one = whole.Sources.Single(s => s.Source.Id == boiler).Emissions;
        Assert.Equal((one / Rational.Of(30) * Rational.Of(5)).Round(6, RoundingMode.HalfUp), whole.Absolute);
        Assert.Equal("7.142900", whole.Percent!.Value.Fixed(6));
        Assert.Equal([Rational.Of(64), Rational.Of(36)], whole.Sources.Select(s => s.VarianceShare));
    }

    [Fact]
    public void Without_an_assessment_each_month_goes_by_how_it_came_about()
    {
        Assert.Equal(Rational.Of(5), Whole().Sources[0].Activity); // all twelve calculated
        for (var month = 1; month <= 6; month++)
            market.Do(market.Activity(boiler, month, "FV", "10") with { Quality = DataQuality.Estimated });
        var part = Whole().Sources[0];
        Assert.Equal(Rational.Of(25, 2), part.Activity); // half at 5, half at 20
        Assert.Equal(Rational.Of(10), part.FactorPercent);
        Assert.Null(part.Assessment);
    }

    [Fact]
    public void The_grade_of_the_factor_stands_in_for_its_percentage()
    {
        Assess(boiler, null, FactorGrade.Proxy);
        Assert.Equal(Rational.Of(30), Whole().Sources[0].FactorPercent);
        Assert.Equal(InventoryGrade.Poor, Whole().Grade); // √(5² + 30²) > 30
    }

    [Fact]
    public void The_value_chain_counts_only_where_the_basis_takes_it()
    {
        Assert.Single(Whole(FootprintBasis.OperationsMarket).Sources);
        var chain = market.Source(market.Books.SitesOf(market.Company).First().Id, "enterprise-gas",
            EmissionScope.ValueChain, 4, choices: ("gas_kind", "natural-gas"));
        for (var month = 1; month <= 12; month++) market.Do(market.Activity(chain, month, "FV", "1"));
        Assert.Single(Whole(FootprintBasis.OperationsLocation).Sources);
        Assert.Equal(2, Whole().Sources.Length);
    }

    [Fact]
    public void An_empty_year_has_no_percentage()
    {
        market.Do(new OpenInventory(market.Company, 2023, ConsolidationApproach.OperationalControl, WarmingSet.Ar5));
        var none = Uncertainty.Of(market.Books.Find(market.Company, 2023)!, market.Books,
            FootprintBasis.WholeLocation, Grades);
        Assert.Null(none.Percent);
        Assert.Null(none.Grade);
        Assert.Equal(Rational.Zero, none.Absolute);
    }

    [Fact]
    public void Assessments_stay_with_the_revision_and_survive_a_snapshot()
    {
        Assess(boiler, 3, FactorGrade.Supplier);
        market.Issue();
        market.Refused(AccountingRefusals.AlreadyIssued, new AssessUncertainty(market.Company, 2022,
            new UncertaintyAssessment(boiler, 1, FactorGrade.Measured, null, "更换表计")));
        market.Do(new RestateInventory(market.Company, 2022, "更换表计", [1]));
        Assess(boiler, 1, FactorGrade.Measured, 2.5m);
        market.Reload();
        var revisions = market.Books.Revisions(market.Company, 2022);
        Assert.Equal([3m, 1m], revisions.Select(r => r.Assessments[boiler].ActivityPercent));
        Assert.Equal([null, 2.5m], revisions.Select(r => r.Assessments[boiler].FactorPercent));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1000.01)]
    [InlineData(1.234)]
    public void A_percentage_out_of_bounds_is_refused(double percent) =>
        market.Refused(AccountingRefusals.BadUncertainty, new AssessUncertainty(market.Company, 2022,
            new UncertaintyAssessment(boiler, (decimal)percent, FactorGrade.Measured, null, "表计")));

    [Fact]
    public void A_stated_percentage_needs_its_basis_and_a_source_of_the_company()
    {
        market.Refused(AccountingRefusals.Incomplete, new AssessUncertainty(market.Company, 2022,
            new UncertaintyAssessment(boiler, null, FactorGrade.Measured, 2, " ")));
        market.Refused(AccountingRefusals.UnknownSource, new AssessUncertainty(market.Company, 2022,
            new UncertaintyAssessment(new SourceId(99), null, FactorGrade.Measured, null, "")));
        market.Refused(AccountingRefusals.NoInventory, new AssessUncertainty(market.Company, 2019,
            new UncertaintyAssessment(boiler, null, FactorGrade.Measured, null, "")));
    }

    [Theory]
    [InlineData(0, "0.0000")]
    [InlineData(2, "1.4142")]
    [InlineData(144, "12.0000")]
    [InlineData(999_999_999_999, "1000000.0000")]
    public void A_root_is_the_nearest_decimal(long of, string root) =>
        Assert.Equal(root, Roots.SquareRoot(Rational.Of(of), 4).Fixed(4));

    [Fact]
    public void The_square_of_a_root_is_within_its_last_digit_for_many_figures()
    {
        for (var i = 1; i < 3000; i++)
        {
            var value = Rational.Of(i * 7919L, i * 13L + 5);
            var root = Roots.SquareRoot(value, 6);
            var half = Rational.Of(1, 2_000_000);
            Assert.True((root - half) * (root - half) <= value && value <= (root + half) * (root + half), $"{value}");
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => Roots.SquareRoot(Rational.Of(-1), 2));
    }
}
