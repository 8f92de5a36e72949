using Chutan.Market.Accounting;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;

namespace Chutan.Tests.Accounting;

/// <summary>分析: sides, intensities, targets, the change between years, peers, and measures by cost.</summary>
public sealed class AnalysisTests
{
    private const FootprintBasis Basis = FootprintBasis.OperationsLocation;
    private readonly AccountingMarket market = new();

    [Fact]
    public void Every_side_adds_up_to_the_same_total()
    {
        var worked = InventoryTests.Worked();
        var inventory = worked.Books.Find(worked.Company, 2022)!;
        var rows = Footprint.Rows(inventory, worked.Books).ToList();
        var total = Footprint.Totals(rows).On(FootprintBasis.WholeLocation);
        foreach (var side in Enum.GetValues<Breakdown>().Where(s => s != Breakdown.ValueChain))
            Assert.Equal(total, Analysis.By(side, rows).Aggregate(Rational.Zero, (sum, p) => sum + p.Location));
        Assert.Equal(12, Analysis.By(Breakdown.Month, rows).Length);
        Assert.Empty(Analysis.By(Breakdown.ValueChain, rows));
    }

    [Fact]
    public void Intensities_divide_by_output_revenue_and_area()
    {
        var boiler = market.Source(market.Site(), "enterprise-gas", EmissionScope.Direct, 0, "泵",
            choices: ("gas_kind", "natural-gas"));
        market.Burn(boiler, 10);
        market.Do(new SetReference(market.Company, 2022, ReferenceKind.Output, "泵", 1000, "item"));
        market.Do(new SetReference(market.Company, 2022, ReferenceKind.Output, "阀", 3000, "item"));
        market.Do(new SetReference(market.Company, 2022, ReferenceKind.Revenue, "", 5000, "10^4CNY"));
        var inventory = market.Books.Find(market.Company, 2022)!;
        var total = Footprint.Totals(inventory, market.Books).On(Basis);
        var found = Analysis.Intensities(inventory, market.Books, Basis);
        Assert.Equal([("", 4000m), ("泵", 1000m), ("", 5000m)], found.Select(i => (i.Product, i.Quantity)));
        Assert.Equal([total / Rational.Of(4000), total / Rational.Of(1000), total / Rational.Of(5000)],
            found.Select(i => i.Value));
    }

    [Fact]
    public void Outputs_in_two_units_give_no_intensity_of_the_whole()
    {
        market.IssuedBoiler();
        market.Do(new RestateInventory(market.Company, 2022, "补录产量", []));
        market.Do(new SetReference(market.Company, 2022, ReferenceKind.Output, "泵", 1000, "item"));
        market.Do(new SetReference(market.Company, 2022, ReferenceKind.Output, "铸件", 50, "t"));
        Assert.Empty(Analysis.Intensities(market.Books.Find(market.Company, 2022)!, market.Books, Basis));
    }

    /// <summary>Output grows from 100 to 110; the boiler burns 12 instead of 10 a month; a second boiler comes. The
    /// parts: growth of a tenth of the old, what is burnt beyond growth and the new boiler, and no factor.</summary>
    [Fact]
    public void The_change_between_years_is_told_apart_exactly()
    {
        var boiler = Outputs(100, 110);
        market.Burn(boiler, 10);
        market.Burn(boiler, 12, 2023);
        var second = market.Source(market.Books.SitesOf(market.Company).Single().Id, "enterprise-gas",
            EmissionScope.Direct, choices: ("gas_kind", "natural-gas"));
        market.Do(market.Activity(second, 1, "FV", "6", year: 2023));
        var change = Between();
        var unit = change.Before / Rational.Of(120);
        Assert.Equal(Rational.Of(120 * 11, 10) * unit - change.Before, change.Activity);
        Assert.Equal((Rational.Of(144) - Rational.Of(132) + Rational.Of(6)) * unit, change.Structure);
        Assert.Equal(Rational.Zero, change.Factor);
        Assert.Equal(change.After - change.Before, change.Activity + change.Structure + change.Factor);
    }

    [Fact]
    public void A_better_fuel_shows_as_factor()
    {
        var boiler = Outputs(100, 100);
        market.Burn(boiler, 10);
        market.Do(new OpenInventory(market.Company, 2023, ConsolidationApproach.OperationalControl, WarmingSet.Ar5));
        for (var month = 1; month <= 12; month++)
        {
            var activity = market.Activity(boiler, month, "FV", "10", year: 2023);
            market.Do(activity with
            { Given = activity.Given with { Figures = [.. activity.Given.Figures, new("NCV", "350.379", "")] } });
        }
        var change = Between();
        Assert.Equal(Rational.Zero, change.Activity);
        Assert.Equal(Rational.Zero, change.Structure);
        Assert.Equal(-change.Before / Rational.Of(10), change.Factor);
    }

    /// <summary>Goal: the parts add up to the change, whatever the figures. Method: random quantities over two years
    /// and three sources, with and without output, some of them absent.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_parts_of_a_change_always_add_up(int seed)
    {
        var random = new Random(seed);
        var site = market.Site(equity: 60);
        foreach (var year in new[] { 2022, 2023 })
        {
            market.Do(new OpenInventory(market.Company, year, ConsolidationApproach.EquityShare, WarmingSet.Ar5));
            if (seed % 2 == 0) market.Do(new SetReference(market.Company, year, ReferenceKind.Output, "",
                random.Next(1, 500), "t"));
        }
        for (var i = 0; i < 3; i++)
        {
            var boiler = market.Source(site, "enterprise-gas", EmissionScope.Direct,
                choices: ("gas_kind", "natural-gas"));
            foreach (var year in new[] { 2022, 2023 })
                if (random.Next(4) > 0)
                    market.Do(market.Activity(boiler, 1 + random.Next(12), "FV", Text.Of(random.Next(100)),
                        year: year));
        }
        var change = Between();
        Assert.Equal(change.After - change.Before, change.Activity + change.Structure + change.Factor);
    }

    [Fact]
    public void A_target_is_measured_on_the_line_from_the_base_year()
    {
        var boiler = market.IssuedBoiler(10, 2022);
        market.Do(new SetBaseYear(market.Company, 2022, "首年"));
        market.Do(new SetTarget(market.Company, new Target("近期", TargetKind.Absolute, Basis, 2032, 30)));
        market.Burn(boiler, 9.8m, 2023);
        var standing = Assert.Single(Analysis.Targets(market.Books.Find(market.Company, 2023)!, market.Books));
        Assert.Equal(standing.Base * Rational.Of(7, 10), standing.Aim);
        Assert.Equal(standing.Base * Rational.Of(97, 100), standing.Path);
        Assert.Equal(standing.Base * Rational.Of(98, 100), standing.Actual);
        Assert.False(standing.IsOnPath);
    }

    [Fact]
    public void A_purchase_makes_the_base_year_due_for_recalculation_but_growth_does_not()
    {
        market.IssuedBoiler(10, 2022);
        market.Do(new SetBaseYear(market.Company, 2022, "首年"));
        var threshold = Rate.Of(0.05m);
        Assert.False(Analysis.CheckBaseYear(market.Company, market.Books, threshold)!.IsDue);
        Join("自建", StakeCause.Opened);
        Assert.False(Analysis.CheckBaseYear(market.Company, market.Books, threshold)!.IsDue);
        Join("并购", StakeCause.Acquired);
        var check = Analysis.CheckBaseYear(market.Company, market.Books, threshold)!;
        Assert.True(check.IsDue);
        Assert.Equal(Rational.Of(12, 120), check.Share);

        void Join(string name, StakeCause cause)
        {
            var site = market.Site(name, new LocalDate(2023, 1, 1), cause: cause);
            var boiler = market.Source(site, "enterprise-gas", EmissionScope.Direct,
                choices: ("gas_kind", "natural-gas"));
            market.Burn(boiler, 1, 2023);
        }
    }

    [Fact]
    public void Peers_are_not_shown_while_the_group_is_small()
    {
        PeerMarket(4, out var own);
        var small = Assert.Single(Peers.Compare(own, market.Books, market.State.Participants, Basis, 5));
        Assert.True(small.IsSuppressed);
        Assert.Null(small.Median);
        Assert.Equal(4, small.Companies);
    }

    [Fact]
    public void Peers_of_a_large_enough_group_are_quartiles_and_a_place()
    {
        PeerMarket(5, out var own);
        var group = Assert.Single(Peers.Compare(own, market.Books, market.State.Participants, Basis, 5));
        Assert.Equal((5, 1), (group.Companies, group.Place));
        Assert.Equal(group.Own * Rational.Of(3), group.Median);
        Assert.Equal(group.Own * Rational.Of(2), group.LowerQuartile);
    }

    /// <summary>Source: 120×10⁴ Nm³ of gas, 2,598.018 t. Lights pay for themselves and come first; the heat pump takes
    /// a fifth of the source; the last measure wants more than is left and is cut.</summary>
    [Fact]
    public void Measures_are_ranked_by_cost_and_never_save_more_than_the_source_emits()
    {
        var boiler = market.IssuedBoiler();
        Enter("热泵", 3_000_000, 10, 0, MeasureEffect.Percent, 20);
        Enter("电锅炉", 60_000_000, 20, 0, MeasureEffect.Tonnes, 5000);
        Enter("保温", 100_000, 5, 60_000, MeasureEffect.Tonnes, 98);
        var ranked = Abatement.Rank(market.Books.Find(market.Company, 2022)!, market.Books, Basis, new Rate(0));
        Assert.Equal(["保温", "热泵", "电锅炉"], ranked.Select(r => r.Measure.NameZh));
        Assert.Equal(-Rational.Of(4_000_000, 98), ranked[0].CostPerTonne);
        Assert.Equal("500.004", ranked[1].Saved.Round(3, RoundingMode.HalfUp).Fixed(3));
        Assert.True(ranked[2].IsCapped);
        Assert.Equal(ranked[0].SourceEmissions, ranked[2].Cumulative);
        var spread = Abatement.Rank(market.Books.Find(market.Company, 2022)!, market.Books, Basis, Rate.Of(0.06m));
        Assert.Equal(Rational.Of(2_373_964), spread[0].YearlyCost);

        void Enter(string name, long cost, int life, long saving, MeasureEffect effect, decimal amount) =>
            market.Do(new EnterMeasure(market.Company, boiler, name, "", new Money(cost * 100), life,
                new Money(saving * 100), effect, amount));
    }

    private SourceId Outputs(decimal before, decimal after)
    {
        var boiler = market.Source(market.Site(), "enterprise-gas", EmissionScope.Direct,
            choices: ("gas_kind", "natural-gas"));
        foreach (var (year, output) in new[] { (2022, before), (2023, after) })
        {
            market.Do(new OpenInventory(market.Company, year, ConsolidationApproach.OperationalControl,
                WarmingSet.Ar5));
            market.Do(new SetReference(market.Company, year, ReferenceKind.Output, "", output, "t"));
        }
        return boiler;
    }

    private Decomposition Between() => Decomposition.Between(market.Books.Find(market.Company, 2022)!,
        market.Books.Find(market.Company, 2023)!, market.Books, Basis);

    /// <summary>Companies of one sector, the first with the lowest intensity, the next with two times that, and so on.
    /// </summary>
    private void PeerMarket(int companies, out Inventory own)
    {
        for (var i = 1; i <= companies; i++)
        {
            var company = i == 1 ? market.Company : market.Register(ParticipantKind.Enterprise, $"P{i}");
            var (maker, reviewer) = (market.Appoint(company, "甲"), market.Appoint(company, "乙"));
            var site = market.Site(of: company, by: maker);
            var boiler = market.Source(site, "enterprise-gas", EmissionScope.Direct, of: company, by: maker,
                choices: ("gas_kind", "natural-gas"));
            market.Do(new OpenInventory(company, 2022, ConsolidationApproach.OperationalControl, WarmingSet.Ar5),
                maker);
            market.Do(new SetReference(company, 2022, ReferenceKind.Output, "", 100, "t"), maker);
            for (var month = 1; month <= 12; month++)
                market.Do(market.Activity(boiler, month, "FV", Text.Of(i * 10), of: company), maker);
            market.Issue(2022, company, reviewer);
        }
        own = market.Books.Find(market.Company, 2022)!;
    }
}
