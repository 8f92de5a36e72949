using Chutan.Market.Mrv;

namespace Chutan.Market.Allocation;

/// <summary>公布名录: puts entities on the list of covered entities of a year. May be sent in parts.</summary>
/// <param name="Decision">The document that publishes the list.</param>
[Wire("allocation.list-entities"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record ListEntities(ComplianceYear Year, string Decision, ImmutableArray<ListedEntity> Entities)
    : Command;

/// <summary>移出名录: takes an entity off the list of a year after too many years below the threshold.</summary>
[Wire("allocation.remove-entity"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record RemoveEntity(ComplianceYear Year, ParticipantId Participant, string Decision)
    : Command, IConcernsParticipant;

[Wire("allocation.listed")]
public sealed record EntityListed(ComplianceYear Year, ListedEntity Entity, AllocationMethod Method,
    string MethodReason, string Decision) : AllocationEvent;

[Wire("allocation.removed")]
public sealed record EntityRemoved(ComplianceYear Year, ParticipantId Participant, string Decision) : AllocationEvent;

/// <summary>纳入与移出: the yearly list, its thresholds, and the method of each entity.</summary>
internal static class Listing
{
    /// <param name="isEmitter">Whether a participant is a covered entity.</param>
    public static Decision Decide(ListEntities command, CommandContext context, Func<ParticipantId, bool> isEmitter,
        AllocationState allocation)
    {
        if (command.Entities.IsDefaultOrEmpty) return AllocationRefusals.EmptyList.With(AllocationRefusals.Order);
        if (string.IsNullOrWhiteSpace(command.Decision))
            return AllocationRefusals.DecisionNeeded.With(AllocationRefusals.Order);
        var methods = MethodRules.Read(command.Year, context.Rules);
        var threshold = Threshold.Read(command.Year, context.Rules);
        if (context.Rules.Missing is { } missing) return missing;

        var listed = new HashSet<ParticipantId>();
        var events = new List<Event>(command.Entities.Length);
        foreach (var entity in command.Entities)
        {
            if (Problem(entity, command.Year, isEmitter, allocation, methods) is { } problem) return problem;
            if (!listed.Add(entity.Participant))
                return AllocationRefusals.AlreadyListed.With(AllocationRefusals.Order,
                    ("participant", entity.Participant), ("year", command.Year));
            if (threshold.Refuse(entity) is { } below
                && allocation.Find(command.Year.Previous, entity.Participant) is null)
                return below;
            var (method, reason) = methods.Choose(entity);
            events.Add(new EntityListed(command.Year, entity, method, reason, command.Decision));
        }
        return Decision.Accept(events);
    }

    public static Decision Decide(
        RemoveEntity command, CommandContext context, AllocationState allocation, MrvState mrv)
    {
        if (string.IsNullOrWhiteSpace(command.Decision))
            return AllocationRefusals.DecisionNeeded.With(AllocationRefusals.Order);
        if (allocation.Find(command.Year, command.Participant) is not null)
            return AllocationRefusals.AlreadyListed.With(AllocationRefusals.Order, ("participant", command.Participant),
                ("year", command.Year));
        var years = context.Rules.Get(CoverageKeys.ExitYearsBelow, command.Year);
        var threshold = context.Rules.Get(CoverageKeys.ListThresholdEmission, command.Year);
        if (context.Rules.Missing is { } missing) return missing;
        for (var back = 1; back <= years; back++)
            if (mrv.Accepted(new ComplianceYear(command.Year.Year - back), command.Participant) is not { } verified
                || verified >= threshold)
                return AllocationRefusals.NotRemovable.With(
                    context.Rules.Cite(CoverageKeys.ExitYearsBelow, command.Year),
                    ("participant", command.Participant), ("years", years), ("threshold", threshold));
        return Decision.Accept(new EntityRemoved(command.Year, command.Participant, command.Decision));
    }

    private static Refusal? Problem(ListedEntity entity, ComplianceYear year, Func<ParticipantId, bool> isEmitter,
        AllocationState allocation, MethodRules methods)
    {
        if (!isEmitter(entity.Participant))
            return AllocationRefusals.NotAnEmitter.With(AllocationRefusals.Order, ("participant", entity.Participant));
        if (allocation.Find(year, entity.Participant) is not null)
            return AllocationRefusals.AlreadyListed.With(AllocationRefusals.Order, ("participant", entity.Participant),
                ("year", year));
        if (allocation.IsRemoved(year, entity.Participant))
            return AllocationRefusals.RemovedFromList.With(AllocationRefusals.Order,
                ("participant", entity.Participant), ("year", year));
        if (!methods.Knows(entity.Sector))
            return AllocationRefusals.UnknownSector.With(methods.Basis, ("sector", entity.Sector), ("year", year));
        var products = entity.Products.IsDefault ? [] : entity.Products;
        foreach (var product in products)
            if (string.IsNullOrWhiteSpace(product.Product) || product.Intensity < 0 || product.ExpectedOutput < 0
                || products.Count(p => p.Product == product.Product) > 1)
                return AllocationRefusals.BadProducts.With(AllocationRefusals.Order,
                    ("participant", entity.Participant), ("product", product.Product));
        return null;
    }
}

/// <summary>The entry test of one year's list: by emissions where the list has such a threshold, by energy before.
/// </summary>
internal readonly record struct Threshold(Tonnes? Emissions, int Energy, Citation Basis)
{
    public static Threshold Read(ComplianceYear year, RuleReader rules)
    {
        if (rules.Find(CoverageKeys.ListThresholdEmission, year.RuleDate) is { } emissions)
            return new Threshold(emissions, 0, rules.Cite(CoverageKeys.ListThresholdEmission, year));
        return new Threshold(null, rules.Get(CoverageKeys.ThresholdEnergy, year),
            rules.Cite(CoverageKeys.ThresholdEnergy, year));
    }

    /// <summary>The refusal of an industrial enterprise below the threshold; others follow the list's decision.
    /// </summary>
    public Refusal? Refuse(ListedEntity entity)
    {
        if (!entity.Industrial) return null;
        if (Emissions is { } least)
            return entity.ReferenceEmissions >= least ? null : AllocationRefusals.BelowThreshold.With(Basis,
                ("participant", entity.Participant), ("measured", entity.ReferenceEmissions), ("threshold", least),
                ("unit", "t"));
        return entity.ReferenceEnergy >= Energy ? null : AllocationRefusals.BelowThreshold.With(Basis,
            ("participant", entity.Participant), ("measured", entity.ReferenceEnergy), ("threshold", Energy),
            ("unit", "tce"));
    }
}
