using Chutan.Market.Allocation;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;

namespace Chutan.Market.Tests.Allocation;

public sealed class CapTests
{
    private static readonly ComplianceYear Year = LawMarket.Year;

    [Fact]
    public void Cap_example_200_million_with_8_percent_reserve_fills_both_reserve_accounts()
    {
        var market = new LawMarket();
        market.Do(Cap(178, 6, 16), market.Authority);
        var registry = market.State.Registry;
        Assert.Equal(200_000_000, market.State.Allocation.CapOf(Year)!.Total.Count);
        Assert.Equal(6_000_000, registry.Balance(registry.NewEntrantReserve, UnitKind.Allowance).Count);
        Assert.Equal(16_000_000, registry.Balance(registry.GovernmentReserve, UnitKind.Allowance).Count);
        Assert.Equal(200_000_000, registry.IssueLimit(UnitKind.Allowance, LawMarket.OfYear)!.Value.Count);
    }

    [Fact]
    public void A_government_reserve_above_a_tenth_of_the_cap_is_refused()
    {
        var market = new LawMarket();
        market.Do(Cap(174, 6, 20), market.Authority);
        market.Refused("allocation.reserve-too-large", Cap(174, 6, 21), market.Authority);
    }

    [Fact]
    public void A_cap_can_be_raised_but_never_lowered()
    {
        var market = new LawMarket();
        market.Do(Cap(170, 6, 10), market.Authority);
        market.Refused("allocation.cap-lowered", Cap(169, 6, 10), market.Authority);
        market.Refused("allocation.cap-lowered", Cap(170, 5, 10), market.Authority);
        market.Do(Cap(170, 8, 12), market.Authority);
        var registry = market.State.Registry;
        Assert.Equal(8_000_000, registry.Balance(registry.NewEntrantReserve, UnitKind.Allowance).Count);
        market.Refused("allocation.decision-needed", Cap(180, 8, 12) with { Decision = "" }, market.Authority);
        market.Refused("allocation.quantity-needed", Cap(0, 0, 0) with { Year = new(2030) }, market.Authority);
    }

    [Fact]
    public void The_market_factor_is_one_less_stock_over_initial_and_is_fixed_once()
    {
        var market = new LawMarket();
        market.Do(new SetCap(new(2021), new(1_200_000), default, default, "plan"), market.Authority);
        market.Do(new IssueByTable(new(2021), market.Entity, new(1_200_000), default, "table"), market.Authority);
        market.Refused("allocation.no-cap", new ComputeMarketFactor(Year), market.Authority);
        market.Do(new SetCap(Year, new(100_000_000), default, default, "plan"), market.Authority);
        var factor = market.Do<MarketFactorFixed>(new ComputeMarketFactor(Year), market.Authority);
        Assert.Equal((Rate.Of(0.988m), 1_200_000L), (factor.Factor, factor.Stock.Count));
        market.Refused("allocation.factor-fixed", new ComputeMarketFactor(Year), market.Authority);
        market.Refused("allocation.factor-fixed", new DeclareMarketFactor(Year, Rate.One, "plan"), market.Authority);
    }

    [Fact]
    public void A_stock_larger_than_the_initial_allowances_gives_no_factor()
    {
        var market = new LawMarket();
        market.Do(new SetCap(new(2021), new(1_200_000), default, default, "plan"), market.Authority);
        market.Do(new IssueByTable(new(2021), market.Entity, new(1_200_000), default, "table"), market.Authority);
        market.Do(new SetCap(Year, new(1_000_000), default, default, "plan"), market.Authority);
        market.Refused("allocation.factor-negative", new ComputeMarketFactor(Year), market.Authority);
    }

    [Fact]
    public void Units_of_the_reserves_reach_an_account_only_by_a_decision()
    {
        var market = new LawMarket().Determined(1_000, 900, newEntrant: 500_000, reserve: 500_000);
        var release = new ReleaseReserve(Year, market.Account, new(100), Sold: true, "sale");
        market.Refused("allocation.decision-needed", release with { Decision = "" }, market.Authority);
        market.Refused("allocation.quantity-needed", release with { Quantity = default }, market.Authority);
        market.Refused("allocation.no-cap", release with { Year = new(2030) }, market.Authority);
        market.Do(release, market.Authority);
        Assert.Contains(market.State.Registry.Lots(market.Account), l => l.Attributes.Traded && l.Block.Count == 100);

        var grant = new IssueToNewEntrant(Year, market.Entity, new(250), "capacity");
        market.Do(grant, market.Authority);
        Assert.Equal((250, 1_250), (market.Allocation.NewEntrant.Count, market.Allocation.Final!.Value.Count));
        market.Refused("allocation.decision-needed", grant with { Decision = "" }, market.Authority);
        market.Refused("allocation.quantity-needed", grant with { Quantity = default }, market.Authority);
        market.Refused("allocation.not-listed", grant with { Participant = market.Verifier }, market.Authority);
        market.Refused("registry.insufficient-holding", grant with { Quantity = new(600_000) }, market.Authority);
    }

    [Fact]
    public void A_published_table_is_issued_as_it_stands_within_the_cap()
    {
        var market = new LawMarket();
        var table = new IssueByTable(Year, market.Entity, new(900), new(50), "table");
        market.Refused("allocation.no-cap", table, market.Authority);
        market.Do(new SetCap(Year, new(1_000), new(60), default, "plan"), market.Authority);
        market.Do(table, market.Authority);
        Assert.Equal((900, 50, 950), (market.Allocation.Initial!.Value.Count, market.Allocation.NewEntrant.Count,
            market.Holding.Count));
        var left = market.Refused(
            "allocation.initial-exhausted", table with { NewEntrant = default }, market.Authority);
        Assert.Contains(left.Parameters, p => p is { Name: "left", Value: "100" });
        market.Refused("allocation.not-an-emitter", table with { Participant = market.Verifier }, market.Authority);
        market.Refused("allocation.quantity-needed", table with { Standard = default, NewEntrant = default },
            market.Authority);
        market.Refused("allocation.decision-needed", table with { Decision = "" }, market.Authority);
    }

    private static SetCap Cap(long initial, long newEntrant, long reserve) => new(Year, new(initial * 1_000_000),
        new(newEntrant * 1_000_000), new(reserve * 1_000_000), "plan");
}
