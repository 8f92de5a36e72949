using Chutan.Market.Allocation;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>事后调节、复核与收回: what changes an allocation after it was determined.</summary>
internal static class Correcting
{
    public static Decision Decide(CorrectAllocation command, CommandContext context, MarketState state)
    {
        if (state.Allocation.Find(command.Year, command.Participant) is not { } entity)
            return AllocationLedger.NotListed(command.Year, command.Participant);
        if (entity.Excluded is not null)
            return AllocationRefusals.OnNoIssueList.With(AllocationRefusals.Order, ("participant", command.Participant),
                ("year", command.Year));
        if (entity.Initial is not { } initial)
            return AllocationRefusals.NotDetermined.With(AllocationRefusals.Order, ("participant", command.Participant),
                ("year", command.Year));
        if (entity.Corrected)
            return AllocationRefusals.AlreadyCorrected.With(AllocationRefusals.Order,
                ("participant", command.Participant), ("year", command.Year));
        if (state.Mrv.Accepted(command.Year, command.Participant) is not { } emissions)
            return AllocationRefusals.NotVerified.With(AllocationRefusals.Order, ("participant", command.Participant),
                ("year", command.Year));
        var relative = context.Rules.Get(AllocationKeys.ExpostToleranceRelative, command.Year);
        var absolute = context.Rules.Get(AllocationKeys.ExpostToleranceAbsolute, command.Year);
        if (context.Rules.Missing is { } missing) return missing;

        var correction = DoubleTwenty.Of(initial, emissions, relative, absolute);
        var explain = new Explanation(context.Rules);
        explain.Input("A", "allocation.line.allocation", initial.Count, "t");
        explain.Input("E", "allocation.line.emissions", emissions.Count, "t");
        Explain(explain, initial, emissions, relative, absolute, correction);
        var draft = new LedgerDraft(state.Registry);
        var (_, outstanding, refusal) = AllocationLedger.TakeBack(draft, state, entity, correction.Withdrawal,
            PreAllocating.Reference(entity, "withdrawn"));
        refusal ??= TopUp(draft, state, entity, correction.TopUp, PreAllocating.Reference(entity, "top-up"));
        if (refusal is not null) return refusal;
        return AllocationLedger.Accept(draft, new AllocationCorrected(command.Year, command.Participant, emissions,
            correction.Tolerance, correction.TopUp, correction.Withdrawal, outstanding, explain.Lines),
            entity, outstanding,
            "ex-post-correction");
    }

    public static Decision Decide(ExcludeFromIssue command, CommandContext context, MarketState state)
    {
        if (string.IsNullOrWhiteSpace(command.Decision))
            return AllocationRefusals.DecisionNeeded.With(AllocationRefusals.Order);
        if (state.Allocation.Find(command.Year, command.Participant) is not { } entity)
            return AllocationLedger.NotListed(command.Year, command.Participant);
        if (entity.Excluded is not null)
            return AllocationRefusals.OnNoIssueList.With(AllocationRefusals.Order, ("participant", command.Participant),
                ("year", command.Year));
        if (command.Ground == ExclusionGround.Shutdown)
        {
            var test = ShutdownTest.Read(command.Year, context.Rules);
            if (context.Rules.Missing is { } missing) return missing;
            if (!test.Meets(command.StoppedDays, command.Emissions))
                return AllocationRefusals.ShutdownNotMet.With(test.Basis, ("days", command.StoppedDays),
                    ("emissions", command.Emissions), ("over", test.DaysOver), ("below", test.EmissionsBelow));
        }
        var draft = new LedgerDraft(state.Registry);
        var (taken, outstanding, refusal) = AllocationLedger.TakeBack(draft, state, entity, entity.NetIssued,
            command.Decision);
        if (refusal is not null) return refusal;
        // A year without an allocation bears no deduction: what was booked for it goes on to the next.
        var booked = state.Allocation.DeductionOf(command.Year, command.Participant);
        return AllocationLedger.Accept(draft, new EntityExcluded(command.Year, command.Participant, command.Ground,
            command.Decision, new Settlement(Tonnes.Zero, taken, outstanding)), entity, outstanding + booked,
                "no-issue");
    }

    public static Decision Decide(DecideObjection command, CommandContext context, MarketState state)
    {
        var basis = context.Rules.Cite(AllocationKeys.AppealDecideDays, command.Year);
        if (state.Allocation.Find(command.Year, command.Participant) is not
            { Objection: { DecidedOn: null } objection, Initial: not null } entity)
            return AllocationRefusals.NoObjection.With(basis, ("participant", command.Participant),
                ("year", command.Year));
        if (string.IsNullOrWhiteSpace(command.Reason)) return AllocationRefusals.DecisionNeeded.With(basis);
        var late = context.Date > objection.DecideBy;
        var draft = new LedgerDraft(state.Registry);
        var (settlement, lines) = (default(Settlement), entity.DeterminationLines);
        if (command.Initial is { } initial)
        {
            var explain = new Explanation(context.Rules);
            explain.Result("A′", "allocation.line.review", "", initial, new Citation(command.Reason));
            lines = [.. entity.DeterminationLines, .. explain.Lines];
            var (settled, refusal) = AllocationLedger.Settle(draft, state, entity, initial.Beyond(entity.Deducted),
                PreAllocating.Reference(entity, "review"));
            if (refusal is not null) return refusal;
            settlement = settled;
        }
        return AllocationLedger.Accept(draft, new ObjectionDecided(command.Year, command.Participant, command.Initial,
            settlement, late, command.Reason, lines), entity, settlement.Outstanding, "review");
    }

    /// <summary>Hands an entity its top-up out of the new-entrant reserve.</summary>
    public static Refusal? TopUp(LedgerDraft draft, MarketState state, EntityAllocation entity, Tonnes quantity,
        string reference)
    {
        if (quantity.IsZero) return null;
        return state.Registry.AccountOf(entity.Participant) is { } account
            ? AllocationLedger.OutOfReserve(draft, state.Registry.NewEntrantReserve, account, entity.Year, quantity,
                sold: false, reference)
            : AllocationLedger.NoAccount(entity.Participant);
    }

    /// <summary>The lines of a correction, from the gap to the top-up or withdrawal.</summary>
    public static void Explain(Explanation explain, Tonnes initial, Tonnes emissions, Rate relative, Tonnes absolute,
        DoubleTwenty correction)
    {
        explain.Step("gap", "allocation.line.gap", "E − A", emissions.Count - initial.Count, "t");
        explain.Rule("r", "allocation.line.tolerance-relative", AllocationKeys.ExpostToleranceRelative,
            relative.ToDecimal());
        explain.Rule("c", "allocation.line.tolerance-absolute", AllocationKeys.ExpostToleranceAbsolute, absolute.Count);
        explain.Step("T", "allocation.line.tolerance", "min(r × A, c)", correction.Tolerance.Count, "t");
        if (correction.Withdrawal.IsZero)
            explain.Result("top-up", "allocation.line.top-up", "max(gap − T, 0)", correction.TopUp);
        else explain.Result("withdrawal", "allocation.line.withdrawal", "−gap − T", correction.Withdrawal);
    }
}
