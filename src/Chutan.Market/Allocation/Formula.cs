using Chutan.Market.Mrv;

namespace Chutan.Market.Allocation;

/// <summary>What the formulas of a year need besides the entity's own data.</summary>
/// <param name="Benchmark">Null where the sector has none.</param>
internal readonly record struct YearParameters(Rate Coefficient, Citation CoefficientBasis, Rate Factor,
    Citation FactorBasis, decimal? Benchmark)
{
    /// <summary>The parameters of a listed entity's year, or the refusal that names what is missing.</summary>
    public static (YearParameters Value, Refusal? Refusal) Of(EntityAllocation entity, AllocationState allocation)
    {
        var (year, sector) = (entity.Year, entity.Entity.Sector);
        if (allocation.FactorOf(year) is not { } factor)
            return (default, AllocationRefusals.NoFactor.With(AllocationRefusals.Order, ("year", year)));
        if (allocation.SectorOf(year, sector) is not { } parameters)
            return (default, AllocationRefusals.NoSectorParameters.With(AllocationRefusals.Order, ("sector", sector),
                ("year", year)));
        if (entity.Method == AllocationMethod.Benchmark && parameters.Benchmark is null)
            return (default, AllocationRefusals.NoBenchmark.With(parameters.Basis, ("sector", sector), ("year", year)));
        return (new YearParameters(parameters.Coefficient, parameters.Basis, factor.Value, factor.Basis,
            parameters.Benchmark), null);
    }
}

/// <summary>配额计算公式: each method's formula, worked out exactly, every line explained. Rounded once, at the end.
/// </summary>
internal static class Formula
{
    private static readonly Citation Entered = new("名录数据");

    /// <summary>The year's amount from an activity; null activity means the expected output and full production.
    /// Ask <see cref="RuleReader.Missing"/> afterwards.</summary>
    public static decimal Amount(EntityAllocation entity, YearParameters year, Activity? activity, RuleReader rules,
        Explanation explain) => entity.Method switch
        {
            AllocationMethod.Benchmark => Benchmark(entity, year, activity, explain),
            AllocationMethod.HistoricalIntensity => Intensity(entity, year, activity, explain),
            AllocationMethod.Historical => Historical(entity, year, activity, rules, explain),
            _ => 0m,
        };

    /// <summary>The year's total, rounded once by the declared rule.</summary>
    public static Tonnes Round(decimal amount, ComplianceYear year, RuleReader rules) =>
        rules.Get(AllocationKeys.Rounding, year) == RoundingRule.Down ? Rounding.Down(amount) : Rounding.HalfUp(amount);

    private static decimal Benchmark(
        EntityAllocation entity, YearParameters year, Activity? activity, Explanation explain)
    {
        var output = 0m;
        foreach (var product in entity.Entity.Products)
            output += activity?.Of(product.Product) ?? product.ExpectedOutput;
        var unit = entity.Entity.Products.Length > 0 ? entity.Entity.Products[0].Unit : "t";
        explain.Input("Q", "allocation.line.output", output, unit);
        var benchmark = explain.Decided("bm", "allocation.line.benchmark", year.Benchmark ?? 0m, $"t/{unit}",
            year.CoefficientBasis);
        Factor(year, explain);
        return explain.Step("a", "allocation.line.unrounded", "Q × bm × m",
            output * benchmark * year.Factor.ToDecimal(), "t");
    }

    private static decimal Intensity(
        EntityAllocation entity, YearParameters year, Activity? activity, Explanation explain)
    {
        var sum = 0m;
        var terms = new List<string>();
        var several = entity.Entity.Products.Length > 1;
        for (var i = 0; i < entity.Entity.Products.Length; i++)
        {
            var product = entity.Entity.Products[i];
            var suffix = several ? Text.Of(i + 1) : "";
            var output = explain.Input("Q" + suffix, "allocation.line.output",
                activity?.Of(product.Product) ?? product.ExpectedOutput, product.Unit);
            var intensity = explain.Input("I" + suffix, "allocation.line.intensity", product.Intensity,
                $"t/{product.Unit}", Entered);
            sum += output * intensity;
            terms.Add($"Q{suffix} × I{suffix}");
        }
        Coefficient(year, explain);
        Factor(year, explain);
        var formula = several ? $"({string.Join(" + ", terms)}) × k × m" : "Q × I × k × m";
        return explain.Step("a", "allocation.line.unrounded", formula,
            sum * year.Coefficient.ToDecimal() * year.Factor.ToDecimal(), "t");
    }

    private static decimal Historical(
        EntityAllocation entity, YearParameters year, Activity? activity, RuleReader rules,
        Explanation explain)
    {
        var historical = explain.Input("B", "allocation.line.base", entity.Entity.HistoricalBase.Count, "t", Entered);
        Coefficient(year, explain);
        Factor(year, explain);
        var amount = historical * year.Coefficient.ToDecimal() * year.Factor.ToDecimal();
        if (activity is null || !CorrectedByDays(entity, rules))
            return explain.Step("a", "allocation.line.unrounded", "B × k × m", amount, "t");
        var divisor = rules.Get(AllocationKeys.DayDivisor, entity.Year);
        var capped = rules.Get(AllocationKeys.DayCorrectionCapped, entity.Year);
        if (rules.Missing is not null || divisor == 0) return 0m;
        explain.Rule("d", "allocation.line.day-divisor", AllocationKeys.DayDivisor, divisor);
        var days = capped ? Math.Min(activity.ProductionDays, divisor) : activity.ProductionDays;
        explain.Input("D", "allocation.line.days", days, "d");
        // Multiplied before divided, so that nothing is lost before the one rounding.
        return explain.Step("a", "allocation.line.unrounded", "B × k × m ÷ d × D", amount * days / divisor, "t");
    }

    /// <summary>Whether the law corrects this sector's historical amount by production days that year.</summary>
    private static bool CorrectedByDays(EntityAllocation entity, RuleReader rules) =>
        rules.InForce(AllocationKeys.DayCorrectionSectors, entity.Year)
        && rules.Get(AllocationKeys.DayCorrectionSectors, entity.Year) is { IsDefault: false } sectors
        && sectors.Contains(entity.Entity.Sector);

    private static void Coefficient(YearParameters year, Explanation explain) =>
        explain.Decided("k", "allocation.line.control-coefficient", year.Coefficient.ToDecimal(), "",
            year.CoefficientBasis);

    private static void Factor(YearParameters year, Explanation explain) =>
        explain.Decided("m", "allocation.line.market-factor", year.Factor.ToDecimal(), "", year.FactorBasis);
}
