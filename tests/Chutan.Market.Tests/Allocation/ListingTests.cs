using Chutan.Market.Allocation;
using Chutan.Market.Kernel;

namespace Chutan.Market.Tests.Allocation;

public sealed class ListingTests
{
    private static readonly ComplianceYear Year = LawMarket.Year;

    [Theory]
    [InlineData(12_999, false)]
    [InlineData(13_000, true)]
    public void An_enterprise_enters_the_list_from_the_threshold_of_that_list(long emissions, bool enters)
    {
        var market = new LawMarket();
        var entry = new ListEntities(Year, "list", [market.Steel(1) with { ReferenceEmissions = new(emissions) }]);
        if (enters) market.Do(entry, market.Authority);
        else market.Refused("allocation.below-threshold", entry, market.Authority);
    }

    [Fact]
    public void Before_lists_by_emissions_the_energy_threshold_decides()
    {
        var market = new LawMarket(("coverage.list.threshold.emission", ""), ("coverage.threshold.energy", "60000"));
        market.Refused("allocation.below-threshold",
            new ListEntities(Year, "list", [market.Steel(1) with { ReferenceEnergy = 59_999 }]), market.Authority);
        market.Do(new ListEntities(Year, "list", [market.Steel(1) with { ReferenceEnergy = 60_000 }]),
            market.Authority);
    }

    [Fact]
    public void A_unit_that_is_not_industrial_follows_the_decision_of_the_list()
    {
        var market = new LawMarket();
        market.Do(new ListEntities(Year, "list",
            [market.Steel(1) with { ReferenceEmissions = new(10), Industrial = false }]), market.Authority);
    }

    [Fact]
    public void A_listed_enterprise_stays_until_it_was_below_for_two_years_in_a_row()
    {
        var market = new LawMarket().Listed(new LawMarket().Steel(50_000)).Verified(9_000, year: new(2022));
        market.Date = new LocalDate(2024, 3, 1);
        market.Do(new ListEntities(new(2023), "list", [market.Steel(1) with { ReferenceEmissions = new(9_000) }]),
            market.Authority);
        market.Refused("allocation.not-removable", new RemoveEntity(new(2024), market.Entity, "removal"),
            market.Authority);
        market.Verified(8_000, year: new(2023));
        market.Refused("allocation.decision-needed", new RemoveEntity(new(2024), market.Entity, ""), market.Authority);
        market.Do(new RemoveEntity(new(2024), market.Entity, "removal"), market.Authority);
        market.Refused("allocation.removed", new ListEntities(new(2024), "list", [market.Steel(1)]), market.Authority);
        market.Refused("allocation.already-listed", new RemoveEntity(new(2023), market.Entity, "removal"),
            market.Authority);
    }

    [Fact]
    public void A_list_is_refused_whole_when_one_entry_is_wrong()
    {
        var market = new LawMarket();
        market.Refused("allocation.empty-list", new ListEntities(Year, "list", []), market.Authority);
        market.Refused("allocation.decision-needed", new ListEntities(Year, "", [market.Steel(1)]), market.Authority);
        market.Refused("allocation.not-an-emitter", new ListEntities(Year, "list", [market.Steel(1, market.Verifier)]),
            market.Authority);
        market.Refused("allocation.unknown-sector",
            new ListEntities(Year, "list", [market.Steel(1, sector: "farming")]),
            market.Authority);
        market.Refused("allocation.already-listed", new ListEntities(Year, "list", [market.Steel(1), market.Steel(1)]),
            market.Authority);
        market.Refused("allocation.bad-products", new ListEntities(Year, "list",
            [market.Steel(1) with { Products = [new ProductBaseline("", "t", 1, 1)] }]), market.Authority);
        Assert.Empty(market.State.Allocation.Entities);
    }

    [Theory]
    [InlineData("cement", false, 1, true, AllocationMethod.Benchmark, "allocation.method.benchmark-sector")]
    [InlineData("cement", true, 1, true, AllocationMethod.HistoricalIntensity, "allocation.method.bought-clinker")]
    [InlineData("cement", true, 3, true, AllocationMethod.Historical, "allocation.method.too-many-products")]
    [InlineData("heat", false, 2, true, AllocationMethod.HistoricalIntensity, "allocation.method.intensity-sector")]
    [InlineData("heat", false, 3, true, AllocationMethod.Historical, "allocation.method.too-many-products")]
    [InlineData("heat", false, 1, false, AllocationMethod.Historical, "allocation.method.unclear-boundaries")]
    [InlineData("heat", false, 0, true, AllocationMethod.Historical, "allocation.method.no-product-data")]
    [InlineData("steel", false, 1, true, AllocationMethod.Historical, "allocation.method.historical-sector")]
    public void The_method_is_chosen_for_each_firm_with_a_fallback(string sector, bool buysClinker, int products,
        bool clear, AllocationMethod method, string reason)
    {
        var market = new LawMarket();
        var listed = market.Do<EntityListed>(new ListEntities(Year, "list", [market.Steel(1, sector: sector) with
        {
            BuysClinker = buysClinker, ClearBoundaries = clear,
            Products = [.. Enumerable.Range(1, products).Select(i => new ProductBaseline($"p{i}", "t", 1, 1))],
        }]), market.Authority);
        Assert.Equal((method, reason), (listed.Method, listed.MethodReason));
    }
}
