using Chutan.Market.Allocation;
using Chutan.Market.Mrv;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>重新核算配额: after the figures of a re-opened year were replaced, the year's allocation is worked out again
/// with the new activity and the new emissions, the ex-post correction included, and only the difference is issued or
/// taken back. What a sector's benchmark was fixed at stays: it was fixed once for all its entities.</summary>
internal static class Recalculating
{
    public static Decision Decide(RecalculateAllocation command, CommandContext context, MarketState state)
    {
        var (year, participant) = (command.Year, command.Participant);
        if (state.Allocation.Find(year, participant) is not { } entity)
            return AllocationLedger.NotListed(year, participant);
        if (entity.Excluded is not null)
            return AllocationRefusals.OnNoIssueList.With(AllocationRefusals.Order, ("participant", participant),
                ("year", year));
        if (entity.Initial is not { } before)
            return AllocationRefusals.NotDetermined.With(AllocationRefusals.Order, ("participant", participant),
                ("year", year));
        if (Pending(entity, state.Mrv) is not { } restated)
            return AllocationRefusals.NothingRestated.With(AllocationRefusals.Order, ("participant", participant),
                ("year", year));
        if (state.Mrv.Find(year, participant) is not { Accepted: { } emissions, AcceptedActivity: { } activity })
            return AllocationRefusals.NotVerified.With(AllocationRefusals.Order, ("participant", participant),
                ("year", year));

        var explain = new Explanation(context.Rules);
        explain.Input("E₀", "allocation.line.emissions-before", restated.Standing.Count, "t",
            new Citation(restated.Order));
        explain.Input("A₀", "allocation.line.allocation-before", before.Count, "t");
        explain.Input("E", "allocation.line.emissions", emissions.Count, "t");
        var shutdown = Determining.Shutdown(entity, activity, emissions, context.Rules, explain);
        if (context.Rules.Missing is { } missing) return missing;
        var (initial, refusal) = shutdown ? (Tonnes.Zero, null) : Initial(entity, activity, context, explain, state);
        if (refusal is not null) return refusal;
        var (correction, unread) = Correction(entity, initial, emissions, restated, shutdown, context, explain);
        if (unread is not null) return unread;
        return Settle(entity, emissions, initial, correction, shutdown, restated, explain, state);
    }

    /// <summary>The restatement an allocation does not know of yet; null when there is none.</summary>
    public static ReportReopening? Pending(EntityAllocation entity, MrvState mrv) =>
        entity.Initial is not null && mrv.Annuals.Reopenings(entity.Participant, entity.Year)
            .LastOrDefault(r => r.Restated is not null) is { } last
            && last.RestatedAt > Math.Max(entity.DeterminedAt, entity.RecalculatedAt) ? last : null;

    /// <summary>What a review has decided stands; everything else follows from the new activity.</summary>
    private static (Tonnes Initial, Refusal? Refusal) Initial(EntityAllocation entity, Activity activity,
        CommandContext context, Explanation explain, MarketState state)
    {
        if (entity.Objection is not { Upheld: true } review)
            return Determining.Initial(entity, activity, context.Rules, explain, state.Allocation);
        var decided = entity.Initial!.Value; // asked before
        return (explain.Result("A", "allocation.line.review", "", decided, new Citation(review.Reason)), null);
    }

    /// <summary>The ex-post correction with the new figures, where the year had come to it. Whoever hid emissions is
    /// not given more for them, unless the rulebook says so.</summary>
    private static (DoubleTwenty Correction, Refusal? Missing) Correction(EntityAllocation entity, Tonnes initial,
        Tonnes emissions, ReportReopening restated, bool shutdown, CommandContext context, Explanation explain)
    {
        if (!entity.Corrected || shutdown) return default;
        var relative = context.Rules.Get(AllocationKeys.ExpostToleranceRelative, entity.Year);
        var absolute = context.Rules.Get(AllocationKeys.ExpostToleranceAbsolute, entity.Year);
        var more = context.Rules.Get(AllocationKeys.RestatedTopUpOnFraud, entity.Year);
        if (context.Rules.Missing is { } missing) return (default, missing);
        var correction = DoubleTwenty.Of(initial, emissions, relative, absolute);
        Correcting.Explain(explain, initial, emissions, relative, absolute, correction);
        if (!restated.Fraud || more || correction.TopUp <= entity.TopUp) return (correction, null);
        explain.Rule("f", "allocation.line.top-up-on-fraud", AllocationKeys.RestatedTopUpOnFraud, 0);
        explain.Result("top-up", "allocation.line.top-up", "min(max(gap − T, 0), top-up₀)", entity.TopUp,
            new Citation(restated.Order));
        return (correction with { TopUp = entity.TopUp }, null);
    }

    private static Decision Settle(EntityAllocation entity, Tonnes emissions, Tonnes initial, DoubleTwenty correction,
        bool shutdown, ReportReopening restated, Explanation explain, MarketState state)
    {
        var deducted = Tonnes.Min(initial, entity.Deducted);
        // What could not be taken back before is booked against a later year and stays in the entity's hands.
        var target = (initial - deducted).Beyond(correction.Withdrawal) + entity.Outstanding;
        var (own, reserve) = (entity.NetIssued.Beyond(target), entity.TopUp.Beyond(correction.TopUp));
        var (more, given) = (target.Beyond(entity.NetIssued), correction.TopUp.Beyond(entity.TopUp));
        explain.Input("V", "allocation.line.already-issued", entity.NetIssued.Count + entity.TopUp.Count, "t");
        explain.Step("Δ", "allocation.line.difference", "A − X − W + U − V", more.Count + given.Count - own.Count
            - reserve.Count, "t");

        var reference = PreAllocating.Reference(entity, $"restated:{restated.Order}");
        var draft = new LedgerDraft(state.Registry);
        var (issued, refusal) = AllocationLedger.Issue(draft, state, entity, more, reference);
        refusal ??= Correcting.TopUp(draft, state, entity, given, reference);
        if (refusal is not null) return refusal;
        var (taken, outstanding, stuck) = AllocationLedger.TakeBack(draft, state, entity, own + reserve, reference);
        if (stuck is not null) return stuck;
        var ofOwn = Tonnes.Min(taken, own);
        return AllocationLedger.Accept(draft, new AllocationRecalculated(entity.Year, entity.Participant,
            restated.Order, emissions, initial, deducted, correction.Tolerance, correction.TopUp,
            correction.Withdrawal, shutdown ? ExclusionGround.Shutdown : null,
            issued with { TakenBack = ofOwn, Outstanding = own - ofOwn },
            new Settlement(given, taken - ofOwn, reserve - (taken - ofOwn)), explain.Lines), entity,
            outstanding + entity.Deducted.Beyond(deducted), "restated",
            AllocationLedger.FirstOpen(entity.Year, entity.Participant, state.Allocation));
    }
}
