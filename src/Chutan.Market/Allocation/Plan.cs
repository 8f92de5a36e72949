using Chutan.Market.Mrv;

namespace Chutan.Market.Allocation;

/// <summary>设定行业参数: a sector's control coefficient and, where the plan states one, its benchmark.</summary>
/// <param name="Benchmark">t CO2e per unit product; null where it is fixed after verification or does not apply.
/// </param>
[Wire("allocation.set-sector"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record SetSectorParameters(ComplianceYear Year, string Sector, Rate Coefficient, decimal? Benchmark,
    string Decision) : Command;

/// <summary>确定标杆值: fixes a sector's benchmark from the verified unit values of its firms.</summary>
[Wire("allocation.fix-benchmark"), By(Scope.Any, Rights.None, Role.Authority, Role.Scheduler)]
public sealed record FixBenchmark(ComplianceYear Year, string Sector) : Command;

[Wire("allocation.sector-set")]
public sealed record SectorParametersSet(ComplianceYear Year, string Sector, Rate Coefficient, decimal? Benchmark,
    string Decision) : AllocationEvent;

/// <param name="Firms">Number of firms whose verified values entered.</param>
[Wire("allocation.benchmark-fixed")]
public sealed record BenchmarkFixed(ComplianceYear Year, string Sector, decimal Benchmark, int Firms,
    ImmutableArray<ExplanationLine> Lines) : AllocationEvent;

/// <summary>年度分配方案: the parameters of each sector.</summary>
internal static class Plan
{
    public static Decision Decide(SetSectorParameters command, CommandContext context, AllocationState allocation)
    {
        if (string.IsNullOrWhiteSpace(command.Decision))
            return AllocationRefusals.DecisionNeeded.With(AllocationRefusals.Order);
        var methods = MethodRules.Read(command.Year, context.Rules);
        if (context.Rules.Missing is { } missing) return missing;
        if (!methods.Knows(command.Sector))
            return AllocationRefusals.UnknownSector.With(
                methods.Basis, ("sector", command.Sector), ("year", command.Year));
        if (command.Benchmark is <= 0)
            return AllocationRefusals.NoBenchmark.With(
                methods.Basis, ("sector", command.Sector), ("year", command.Year));
        if (InUse(command.Year, command.Sector, allocation) is { } inUse) return inUse;
        return Decision.Accept(new SectorParametersSet(command.Year, command.Sector, command.Coefficient,
            command.Benchmark, command.Decision));
    }

    public static Decision Decide(
        FixBenchmark command, CommandContext context, AllocationState allocation, MrvState mrv)
    {
        var methods = MethodRules.Read(command.Year, context.Rules);
        var percentile = context.Rules.Get(AllocationKeys.BenchmarkPercentile, command.Year);
        var even = context.Rules.Get(AllocationKeys.BenchmarkPercentileRule, command.Year);
        if (context.Rules.Missing is { } missing) return missing;
        if (!methods.Benchmark.Contains(command.Sector))
            return AllocationRefusals.NotABenchmarkSector.With(methods.Basis, ("sector", command.Sector),
                ("year", command.Year));
        if (allocation.SectorOf(command.Year, command.Sector) is null)
            return AllocationRefusals.NoSectorParameters.With(methods.Basis, ("sector", command.Sector),
                ("year", command.Year));
        if (InUse(command.Year, command.Sector, allocation) is { } inUse) return inUse;

        var (values, unverified) = UnitValues(command.Year, command.Sector, allocation, mrv);
        if (unverified > 0 || values.Count == 0)
            return AllocationRefusals.NoVerifiedValues.With(
                context.Rules.Cite(AllocationKeys.BenchmarkPercentile, command.Year), ("sector", command.Sector),
                ("year", command.Year), ("count", unverified));
        var explain = new Explanation(context.Rules);
        for (var i = 0; i < values.Count; i++)
            explain.Input($"e{Text.Of(i + 1)}", "allocation.line.unit-value", values[i], "t/t");
        explain.Rule("p", "allocation.line.percentile", AllocationKeys.BenchmarkPercentile, percentile.ToDecimal());
        var benchmark = explain.Step("bm", "allocation.line.benchmark", $"P(e1…e{Text.Of(values.Count)}, p)",
            Percentile(values, percentile, even), "t/t");
        return Decision.Accept(
            new BenchmarkFixed(command.Year, command.Sector, benchmark, values.Count, explain.Lines));
    }

    /// <summary>The value at a share of the way through sorted values; between two neighbours the rule decides.
    /// </summary>
    internal static decimal Percentile(IReadOnlyList<decimal> sorted, Rate share, PercentileRule between)
    {
        var place = (Int128)(sorted.Count - 1) * share.Parts;
        var index = (int)(place / Rate.Scale);
        if (place % Rate.Scale == 0) return sorted[index];
        return between switch
        {
            PercentileRule.Lower => sorted[index],
            PercentileRule.Higher => sorted[index + 1],
            _ => (sorted[index] + sorted[index + 1]) / 2,
        };
    }

    /// <summary>Verified emissions per unit of each benchmark firm of the sector, ascending.</summary>
    private static (List<decimal> Sorted, int Unverified) UnitValues(ComplianceYear year, string sector,
        AllocationState allocation, MrvState mrv)
    {
        var values = new List<decimal>();
        var unverified = 0;
        foreach (var entity in allocation.Of(year))
        {
            if (entity.Method != AllocationMethod.Benchmark || entity.Entity.Sector != sector) continue;
            if (mrv.Find(year, entity.Participant) is not { Accepted: { } emissions, AcceptedActivity: { } activity })
            {
                unverified++;
                continue;
            }
            var output = entity.Entity.Products.Sum(p => activity.Of(p.Product));
            if (output > 0) values.Add(emissions.Count / output);
        }
        values.Sort();
        return (values, unverified);
    }

    /// <summary>Parameters stand once the first allocation of the sector was determined with them.</summary>
    private static Refusal? InUse(ComplianceYear year, string sector, AllocationState allocation) =>
        allocation.Of(year).Any(e => e.Entity.Sector == sector && e.Initial is not null)
            ? AllocationRefusals.BenchmarkInUse.With(AllocationRefusals.Order, ("sector", sector), ("year", year))
            : null;
}
