using Chutan.Market.Allocation;
using Chutan.Market.Compliance;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Agents;

/// <summary>What entities have read in the rulebook: the few numbers they plan with.</summary>
internal sealed record KnownLaw(Rate OffsetShare, Rate ToleranceShare, Tonnes ToleranceTonnes, int DayDivisor)
{
    public static KnownLaw Of(RulebookContent rulebook, ComplianceYear year) => new(
        Read(rulebook, OffsetKeys.LimitHubei, year), Read(rulebook, AllocationKeys.ExpostToleranceRelative, year),
        Read(rulebook, AllocationKeys.ExpostToleranceAbsolute, year), Read(rulebook, AllocationKeys.DayDivisor, year));

    /// <summary>Whether a regime counts electricity and heat bought.</summary>
    public static bool CountsPower(RulebookContent rulebook, string regime, ComplianceYear year)
    {
        var own = ReportKeys.Indirect.For(regime.ToUpperInvariant());
        return Read(rulebook, rulebook.Values.Any(v => v.Key == own.Name) ? own : ReportKeys.Indirect, year);
    }

    /// <summary>t of CO2 in 10^3 Nm3 of it, by which stack monitors work out tonnes.</summary>
    public static decimal StackDensity(RulebookContent rulebook, ComplianceYear year) =>
        Read(rulebook, MrvKeys.CemsDensity, year).ToDecimal();

    private static T Read<T>(RulebookContent rulebook, ParameterKey<T> key, ComplianceYear year)
    {
        var on = year.RuleDate;
        foreach (var value in rulebook.Values)
            if (value.Key == key.Name && value.From <= on && (value.Through is not { } end || on <= end))
                return key.Parse(value.Value);
        throw new InvalidOperationException($"The rulebook has no value of {key.Name} on {Text.Of(on)}.");
    }
}

/// <summary>How an entity keeps its expectations up with what it is told.</summary>
internal sealed class Forecast(Scenario scenario, KnownLaw law)
{
    private readonly Dictionary<ParticipantId, AllocationMethod> methods = [];

    /// <summary>Takes in one event about the entity.</summary>
    public void Hear(Event happened, Func<ParticipantId, Entity?> find)
    {
        switch (happened)
        {
            case EntityListed e when e.Year == scenario.Year: methods[e.Entity.Participant] = e.Method; break;
            case AllowancesPreAllocated e when e.Year == scenario.Year && find(e.Participant) is { } entity:
                entity.ExpectedAllocation = Corrected(Expected(entity, e), entity.Emissions);
                entity.Received += e.Quantity.Count;
                entity.OffsetLimit = law.OffsetShare.RoundDown(e.Expected).Count;
                entity.OffsetsPlanned = entity.OffsetLimit * entity.Plan.CreditShare / 1000 * 6 / 10;
                break;
            case AllocationDetermined e when e.Year == scenario.Year && find(e.Participant) is { } entity:
                Determined(entity, e.Initial, e.Deducted);
                entity.Determined = true;
                entity.Excluded |= e.Ground is not null;
                break;
            case ObjectionDecided { Initial: { } initial } e when e.Year == scenario.Year
                && find(e.Participant) is { } entity:
                Determined(entity, initial, Tonnes.Zero);
                break;
            case AllocationCorrected e when e.Year == scenario.Year && find(e.Participant) is { } entity:
                entity.ExpectedAllocation = entity.Received = entity.Received + e.TopUp.Count - e.Withdrawn.Count;
                break;
            case EntityExcluded e when find(e.Participant) is { } entity:
                (entity.ExpectedAllocation, entity.Received, entity.Excluded) = (0, 0, true);
                break;
            case UnitsSurrendered e when e.Year == scenario.Year
                && find(e.Participant) is { } entity:
                Surrendered(entity, e);
                break;
            case ReportAccepted e when e.Year == scenario.Year && find(e.Participant) is { } entity:
                entity.Emissions = e.Verified.Count;
                break;
        }
    }

    private void Determined(Entity entity, Tonnes initial, Tonnes deducted)
    {
        entity.Received = Math.Max(0, initial.Count - deducted.Count);
        entity.ExpectedAllocation = Corrected(entity.Received, entity.Emissions);
        entity.OffsetLimit = law.OffsetShare.RoundDown(initial).Count;
        entity.InitialAllocation = initial.Count;
    }

    private static void Surrendered(Entity entity, UnitsSurrendered e)
    {
        entity.Surrendered += e.Quantity.Count;
        if (e.Kind == UnitKind.Allowance) return;
        entity.OffsetsUsed += e.Quantity.Count;
        entity.OffsetsSent = Math.Max(0, entity.OffsetsSent - e.Quantity.Count);
    }

    /// <summary>The entity knows its own output of the year, the plan only the expected one.</summary>
    private long Expected(Entity entity, AllowancesPreAllocated told)
    {
        var plan = entity.Plan;
        var method = methods.GetValueOrDefault(told.Participant);
        if (method == AllocationMethod.Historical)
            return plan.Sector.Code == Sectors.Ceramics
                ? told.Expected.Count * Math.Min(plan.ProductionDays, law.DayDivisor) / law.DayDivisor
                : told.Expected.Count;
        var expected = plan.Products.Sum(p => p.Expected * p.Intensity);
        var actual = plan.Products.Sum(p => p.Actual * p.Intensity);
        return expected == 0 ? 0 : (long)(told.Expected.Count * actual / expected);
    }

    /// <summary>What the double-20 correction would make of it.</summary>
    private long Corrected(long allocation, long emissions)
    {
        var tolerance = Math.Min(law.ToleranceShare.RoundDown(new Tonnes(Math.Max(0, allocation))).Count,
            law.ToleranceTonnes.Count);
        var gap = emissions - allocation;
        if (gap > tolerance) return allocation + gap - tolerance;
        return -gap > tolerance ? allocation + gap + tolerance : allocation;
    }
}
