using Chutan.Market.Allocation;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>预分配: a share of the expected amount, less what earlier shortfalls take off.</summary>
internal static class PreAllocating
{
    public static Decision Decide(PreAllocate command, CommandContext context, MarketState state)
    {
        if (state.Allocation.Find(command.Year, command.Participant) is not { } entity)
            return AllocationLedger.NotListed(command.Year, command.Participant);
        if (entity.Excluded is not null)
            return AllocationRefusals.OnNoIssueList.With(AllocationRefusals.Order, ("participant", command.Participant),
                ("year", command.Year));
        if (entity.PreAllocated is not null)
            return AllocationRefusals.AlreadyPreAllocated.With(AllocationRefusals.Order,
                ("participant", command.Participant), ("year", command.Year));
        if (entity.Initial is not null)
            return AllocationRefusals.AlreadyDetermined.With(AllocationRefusals.Order,
                ("participant", command.Participant), ("year", command.Year));
        var (year, refusal) = Parameters(entity, state.Allocation);
        if (refusal is not null) return refusal;

        var explain = new Explanation(context.Rules);
        var expected = Formula.Amount(entity, year, activity: null, context.Rules, explain);
        var share = context.Rules.Get(AllocationKeys.PreallocationShare, command.Year);
        if (context.Rules.Missing is { } missing) return missing;
        explain.Rule("s", "allocation.line.pre-allocation-share", AllocationKeys.PreallocationShare, share.ToDecimal());
        var gross = Formula.Round(expected * share.ToDecimal(), command.Year, context.Rules);
        var whole = Formula.Round(expected, command.Year, context.Rules);
        if (context.Rules.Missing is { } unrounded) return unrounded;
        var deducted = Tonnes.Min(gross, state.Allocation.DeductionOf(command.Year, command.Participant));
        if (!deducted.IsZero) explain.Input("X", "allocation.line.deduction", deducted.Count, "t");
        var quantity = explain.Result("P", "allocation.line.pre-allocation", deducted.IsZero ? "a × s" : "a × s − X",
            gross - deducted);

        var draft = new LedgerDraft(state.Registry);
        var (_, issueRefusal) = AllocationLedger.Issue(draft, state, entity, quantity, Reference(entity, "pre"));
        if (issueRefusal is not null) return issueRefusal;
        return AllocationLedger.Accept(draft, new AllowancesPreAllocated(command.Year, command.Participant, whole,
            quantity, deducted, explain.Lines), entity, Tonnes.Zero, "");
    }

    /// <summary>The year's parameters; a benchmark not yet fixed is stood in for by the year before's.</summary>
    private static (YearParameters Value, Refusal? Refusal) Parameters(
        EntityAllocation entity, AllocationState allocation)
    {
        var (year, refusal) = YearParameters.Of(entity, allocation);
        if (refusal is null || refusal.Code != AllocationRefusals.NoBenchmark.Code) return (year, refusal);
        return allocation.SectorOf(entity.Year.Previous, entity.Entity.Sector) is { Benchmark: { } before }
            && allocation.SectorOf(entity.Year, entity.Entity.Sector) is { } parameters
            && allocation.FactorOf(entity.Year) is { } factor
                ? (new YearParameters(parameters.Coefficient, parameters.Basis, factor.Value, factor.Basis, before),
                    null)
                : (year, refusal);
    }

    internal static string Reference(EntityAllocation entity, string act) =>
        $"allocation:{Text.Of(entity.Year)}:{Text.Of(entity.Participant.Number)}:{act}";
}
