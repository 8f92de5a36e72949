using Chutan.Market.Accounting;
using Chutan.Market.Kernel;
using Chutan.Market.Quantification;

namespace Chutan.Tests.Accounting;

/// <summary>清单: figures in, emissions out, through commands; reviewed, locked, issued and restated.</summary>
public sealed class InventoryTests
{
    /// <summary>footprint-and-accounting §4.4, to the cent: one site, one year, entered month by month.</summary>
    [Fact]
    public void The_worked_inventory_of_one_site_and_one_year()
    {
        var market = Worked();
        market.Reload();
        var totals = Footprint.Totals(market.Books.Find(market.Company, AccountingMarket.Year)!, market.Books);
        Assert.Equal("2706.375", Shown(totals.Scope1));
        Assert.Equal("4041.200", Shown(totals.Scope2Location));
        Assert.Equal("3770.800", Shown(totals.Scope2Market));
        Assert.Equal("6747.575", Shown(totals.On(FootprintBasis.OperationsLocation)));
        Assert.Equal("6477.175", Shown(totals.On(FootprintBasis.OperationsMarket)));
        Assert.Equal(6748, Footprint.ToRetire(totals.On(FootprintBasis.OperationsLocation)).Count);
        var rows = Footprint.Rows(market.Books.Find(market.Company, AccountingMarket.Year)!, market.Books).ToList();
        Assert.Equal("2598.018", Shown(Of("enterprise-gas")));
        Assert.Equal("108.357", Shown(Of("enterprise-fuel")));

        Rational Of(string methodology) => rows.Where(r => r.Source.Methodology == methodology)
            .Aggregate(Rational.Zero, (sum, r) => sum + r.Location);
    }

    [Fact]
    public void Working_an_entry_out_again_gives_the_same_trace()
    {
        var market = Worked();
        var inventory = market.Books.Find(market.Company, AccountingMarket.Year)!;
        foreach (var entry in inventory.Entries.Values)
        {
            var source = market.Books.Find(entry.Source, market.Company)!;
            var faults = new Faults();
            var again = SourceMethods.Run(market.State.Quantification.Find(source.Methodology, source.Version)!, source,
                "CN-HB", inventory.Year, entry.Month, inventory.Warming, entry.Given, faults);
            Assert.Equal(entry.TraceHash, again!.TraceHash);
        }
    }

    [Theory]
    [InlineData(WarmingSet.Ar6, "ch4-fossil", "29.8")]
    [InlineData(WarmingSet.Ar6, "ch4-non-fossil", "27")]
    [InlineData(WarmingSet.Ar5, "ch4-fossil", "28")]
    [InlineData(WarmingSet.Ar6, "n2o", "273")]
    [InlineData(WarmingSet.Ar5, "sf6", "23500")]
    public void The_warming_set_is_the_inventorys_choice_and_methane_is_not_swapped(
        WarmingSet set, string gas, string tonnes)
    {
        var market = new AccountingMarket();
        var leak = market.Source(market.Site(), "enterprise-fugitive", EmissionScope.Direct, choices: ("gas", gas));
        market.Do(new OpenInventory(market.Company, 2022, ConsolidationApproach.OperationalControl, set));
        market.Do(market.Activity(leak, 1, "M", "1", "t"));
        var row = Assert.Single(Footprint.Rows(market.Books.Find(market.Company, 2022)!, market.Books));
        Assert.Equal(tonnes, row.Location.ToString());
        Assert.Equal(gas.StartsWith("ch4", StringComparison.Ordinal) ? "CH4" : gas == "n2o" ? "N2O" : "SF6", row.Gas);
    }

    [Fact]
    public void Another_warming_set_works_out_every_figure_again()
    {
        var market = new AccountingMarket();
        var leak = market.Source(market.Site(), "enterprise-fugitive", EmissionScope.Direct,
            choices: ("gas", "ch4-fossil"));
        market.Do(new OpenInventory(market.Company, 2022, ConsolidationApproach.OperationalControl, WarmingSet.Ar5));
        market.Do(market.Activity(leak, 1, "M", "10", "t"));
        market.Do(new OpenInventory(market.Company, 2022, ConsolidationApproach.OperationalControl, WarmingSet.Ar6));
        Assert.Equal("298", Footprint.Totals(market.Books.Find(market.Company, 2022)!, market.Books).Scope1.ToString());
    }

    [Theory]
    [InlineData(ConsolidationApproach.OperationalControl, "0.00")]
    [InlineData(ConsolidationApproach.EquityShare, "40.00")]
    public void A_site_counts_by_the_approach_of_the_inventory(ConsolidationApproach approach, string percent)
    {
        var market = new AccountingMarket();
        var site = market.Site(equity: 40, operates: false);
        var boiler = market.Source(site, "enterprise-gas", EmissionScope.Direct, choices: ("gas_kind", "natural-gas"));
        market.Do(new OpenInventory(market.Company, 2022, approach, WarmingSet.Ar5));
        market.Do(market.Activity(boiler, 1, "FV", "10"));
        var row = Assert.Single(Footprint.Rows(market.Books.Find(market.Company, 2022)!, market.Books));
        Assert.Equal(percent, row.Percent.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(Rational.Of(row.Percent) * Rational.Of(389.31m * 0.01532m * 0.99m) * Rational.Of(440, 1200),
            row.Location);
    }

    [Fact]
    public void A_restatement_keeps_the_issued_revision_with_its_shares()
    {
        var market = new AccountingMarket();
        var site = market.Site(equity: 100);
        var boiler = market.Source(site, "enterprise-gas", EmissionScope.Direct, choices: ("gas_kind", "natural-gas"));
        market.Burn(boiler, 10);
        market.Issue();
        var before = Footprint.Totals(market.Books.Find(market.Company, 2022)!, market.Books).Scope1;
        market.Do(new RestateInventory(market.Company, 2022, "场所已剥离", []));
        market.Do(new SetStake(market.Company, site, new LocalDate(2022, 7, 1), 0, false, false, StakeCause.Corrected,
            "出售协议自七月起"));
        var revisions = market.Books.Revisions(market.Company, 2022);
        Assert.Equal([1, 2], revisions.Select(r => r.Revision));
        Assert.Equal(before, Footprint.Totals(revisions[0], market.Books).Scope1);
        Assert.Equal(before / Rational.Of(2), Footprint.Totals(revisions[1], market.Books).Scope1);
        Assert.Equal("场所已剥离", revisions[1].Reason);
        market.Reload();
    }

    [Theory]
    [InlineData("10.4", false)]
    [InlineData("10.6", true)]
    public void The_base_year_is_recalculated_beyond_five_percent(string perMonth, bool recalculated)
    {
        var market = new AccountingMarket();
        var boiler = market.IssuedBoiler(10);
        market.Do(new SetBaseYear(market.Company, 2022, "首个完整年度"));
        var first = market.Books.BaseYearOf(market.Company)!;
        market.Do(new RestateInventory(market.Company, 2022, "计量表更正", []));
        market.Burn(boiler, decimal.Parse(perMonth, System.Globalization.CultureInfo.InvariantCulture));
        var events = market.Issue();
        Assert.Equal(recalculated, events.OfType<BaseYearRecalculated>().Any());
        Assert.Equal(!recalculated, events.OfType<BaseYearKept>().Any());
        Assert.Equal(recalculated, market.Books.BaseYearOf(market.Company) != first);
        if (recalculated) Assert.Equal(6m, events.OfType<BaseYearRecalculated>().Single().ChangePercent);
    }

    [Fact]
    public void Only_the_months_named_are_opened_by_a_restatement()
    {
        var market = new AccountingMarket();
        var boiler = market.IssuedBoiler();
        market.Do(new RestateInventory(market.Company, 2022, "三月漏记", [3]));
        market.Do(market.Activity(boiler, 3, "FV", "12"));
        var refusal = market.Refused(AccountingRefusals.Locked, market.Activity(boiler, 4, "FV", "12"));
        Assert.Contains(refusal.Parameters, p => p.Name == "user" && p.Value == market.Reviewer.User.ToString());
        market.Issue();
        Assert.Equal(2, market.Books.FindIssued(market.Company, 2022)!.Revision);
    }

    [Fact]
    public void A_changed_hold_or_approach_asks_for_another_review()
    {
        var market = new AccountingMarket();
        var site = market.Site();
        var boiler = market.Source(site, "enterprise-gas", EmissionScope.Direct, choices: ("gas_kind", "natural-gas"));
        market.Burn(boiler, 10);
        Review();
        market.Do(new SetStake(market.Company, site, new LocalDate(2022, 2, 1), 50, true, true, StakeCause.Corrected,
            "更正股权"));
        Assert.NotNull(market.Books.Find(market.Company, 2022)!.Month(1).ReviewedBy);
        Assert.Null(market.Books.Find(market.Company, 2022)!.Month(2).ReviewedBy);
        Review();
        market.Do(new OpenInventory(market.Company, 2022, ConsolidationApproach.EquityShare, WarmingSet.Ar5));
        market.Refused(AccountingRefusals.NotReviewed, new LockMonth(market.Company, 2022, 1));

        void Review()
        {
            foreach (var month in new[] { 1, 2 })
                market.Do(new ReviewMonth(market.Company, 2022, month, true, ""), market.Reviewer);
        }
    }

    /// <summary>Electricity of leased assets stands in scope 3: certificates and residual factors are of scope 2.
    /// </summary>
    [Fact]
    public void The_value_chain_counts_the_same_by_place_and_by_contract()
    {
        var market = new AccountingMarket();
        var leased = market.Source(market.Site(), "enterprise-electricity", EmissionScope.ValueChain, 8);
        market.Do(new OpenInventory(market.Company, 2022, ConsolidationApproach.OperationalControl, WarmingSet.Ar5));
        market.Do(market.Activity(leased, 1, "W_bought", "1000"));
        var row = Assert.Single(Footprint.Rows(market.Books.Find(market.Company, 2022)!, market.Books));
        Assert.Equal("436.4", row.Market.ToString());
        Assert.Equal(row.Market, Footprint.Totals([row]).On(FootprintBasis.WholeMarket));
        Assert.Equal(Rational.Zero, row.On(FootprintBasis.OperationsMarket));
    }

    [Theory]
    [InlineData(EmissionScope.Direct, 0, 1)]
    [InlineData(EmissionScope.Energy, 0, 2)]
    [InlineData(EmissionScope.ValueChain, 4, 3)]
    [InlineData(EmissionScope.ValueChain, 6, 3)]
    [InlineData(EmissionScope.ValueChain, 1, 4)]
    [InlineData(EmissionScope.ValueChain, 5, 4)]
    [InlineData(EmissionScope.ValueChain, 11, 5)]
    [InlineData(EmissionScope.ValueChain, 15, 5)]
    [InlineData(EmissionScope.ValueChain, 0, 6)]
    public void The_iso_category_follows_from_scope_and_value_chain(EmissionScope scope, int category, int iso) =>
        Assert.Equal(iso, Categories.IsoOf(scope, category));

    internal static AccountingMarket Worked()
    {
        var market = new AccountingMarket();
        var site = market.Site();
        var gas = market.Source(site, "enterprise-gas", EmissionScope.Direct, choices: ("gas_kind", "natural-gas"));
        var diesel = market.Source(site, "enterprise-fuel", EmissionScope.Direct, choices: ("fuel_kind", "diesel"));
        var power = market.Source(site, "enterprise-electricity", EmissionScope.Energy);
        var heat = market.Source(site, "enterprise-heat", EmissionScope.Energy);
        market.Do(new OpenInventory(market.Company, 2022, ConsolidationApproach.OperationalControl, WarmingSet.Ar5));
        for (var month = 1; month <= 12; month++)
        {
            market.Do(market.Activity(gas, month, "FV", "100000", "Nm3"));
            market.Do(market.Activity(diesel, month, "FC", month == 12 ? "2" : "3"));
            market.Do(market.Activity(heat, month, "Q_bought", month <= 10 ? "500" : "0"));
            ImmutableArray<GreenCertificate> green = month == 6 ? [new("GEC-2022-000123", 300)]
                : month <= 5 ? [new($"GEC-2022-{month}", 440)] : [];
            market.Do(new RecordActivity(market.Company, 2022, month, power, DataQuality.Measured, new ActivityFigures(
                [new("W_bought", month <= 8 ? "700" : "600", ""),
                    new("W_green", Text.Of(green.Sum(g => g.Quantity)), "MWh")],
                [], [AccountingMarket.Bill], green), ""));
        }
        market.Issue();
        return market;
    }

    private static string Shown(Rational value) => value.Round(3, RoundingMode.HalfUp).Fixed(3);
}
