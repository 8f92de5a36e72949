namespace Chutan.Simulation.World;

/// <summary>The year before, as the system before this one had it: the same plant, a little more or less output and a
/// little more or less per unit.</summary>
internal static class LastYear
{
    private const int OutputSpread = 60;
    private const int IntensitySpread = 22;

    /// <returns>Accepted emissions, t, and the output of each product in the plan's order.</returns>
    public static (long Emissions, ImmutableArray<decimal> Outputs) Of(ulong seed, EntityPlan plan)
    {
        var chance = Chance.For(seed, "last-year", plan.Number);
        var outputs = plan.Products.Select(p => decimal.Round(p.Expected * chance.LogNormal(OutputSpread), 0))
            .ToImmutableArray();
        var (then, now) = (plan.Products.Zip(outputs, (p, output) => p.Intensity * output).Sum(),
            plan.Products.Sum(p => p.Intensity * p.Actual));
        var perUnit = now > 0 ? plan.Emissions / now : 1;
        return ((long)(then * perUnit * chance.LogNormal(IntensitySpread)), outputs);
    }
}
