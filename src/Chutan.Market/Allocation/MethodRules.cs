namespace Chutan.Market.Allocation;

/// <summary>分配方法的确定: the method is chosen for each entity, by its sector and a predicate, with a fallback.</summary>
internal sealed record MethodRules(ImmutableArray<string> Benchmark, ImmutableArray<string> Intensity,
    ImmutableArray<string> Historical, int MaxProducts, Citation Basis)
{
    public static MethodRules Read(ComplianceYear year, RuleReader rules) => new(
        rules.Get(AllocationKeys.BenchmarkSectors, year),
        rules.Get(AllocationKeys.IntensitySectors, year),
        rules.Get(AllocationKeys.HistoricalSectors, year),
        rules.Get(AllocationKeys.IntensityMaxProducts, year),
        rules.Cite(AllocationKeys.BenchmarkSectors, year));

    public bool Knows(string sector) =>
        Benchmark.Contains(sector) || Intensity.Contains(sector) || Historical.Contains(sector);

    /// <summary>The method, and the key of the text that says why.</summary>
    public (AllocationMethod Method, string Reason) Choose(ListedEntity entity)
    {
        if (Benchmark.Contains(entity.Sector) && !entity.BuysClinker)
            return (AllocationMethod.Benchmark, "allocation.method.benchmark-sector");
        if (!Benchmark.Contains(entity.Sector) && !Intensity.Contains(entity.Sector))
            return (AllocationMethod.Historical, "allocation.method.historical-sector");
        var products = entity.Products.IsDefault ? 0 : entity.Products.Length;
        if (products == 0) return (AllocationMethod.Historical, "allocation.method.no-product-data");
        if (products > MaxProducts) return (AllocationMethod.Historical, "allocation.method.too-many-products");
        if (!entity.ClearBoundaries) return (AllocationMethod.Historical, "allocation.method.unclear-boundaries");
        return (AllocationMethod.HistoricalIntensity, entity.BuysClinker
            ? "allocation.method.bought-clinker"
            : "allocation.method.intensity-sector");
    }
}
