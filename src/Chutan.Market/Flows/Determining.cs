using Chutan.Market.Allocation;
using Chutan.Market.Mrv;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>配额核定: from verified data to the year's allocation, and the difference into the registry.</summary>
internal static class Determining
{
    public static Decision Decide(DetermineAllocation command, CommandContext context, MarketState state)
    {
        if (state.Allocation.Find(command.Year, command.Participant) is not { } entity)
            return AllocationLedger.NotListed(command.Year, command.Participant);
        if (entity.Excluded is not null)
            return AllocationRefusals.OnNoIssueList.With(AllocationRefusals.Order, ("participant", command.Participant),
                ("year", command.Year));
        if (entity.Initial is not null)
            return AllocationRefusals.AlreadyDetermined.With(AllocationRefusals.Order,
                ("participant", command.Participant), ("year", command.Year));
        if (state.Mrv.Find(command.Year, command.Participant) is not
            {
                Accepted: { } emissions,
                AcceptedActivity: { } activity
            })
            return AllocationRefusals.NotVerified.With(AllocationRefusals.Order, ("participant", command.Participant),
                ("year", command.Year));

        var explain = new Explanation(context.Rules);
        explain.Input("E", "allocation.line.emissions", emissions.Count, "t");
        if (Shutdown(entity, activity, emissions, context.Rules, explain))
            return context.Rules.Missing is { } unread ? unread
                : Conclude(entity, emissions, Tonnes.Zero, ExclusionGround.Shutdown, explain, state);
        if (context.Rules.Missing is { } missing) return missing;
        var (initial, refusal) = Initial(entity, activity, context.Rules, explain, state.Allocation);
        return refusal ?? Conclude(entity, emissions, initial, null, explain, state);
    }

    /// <summary>The year's initial allocation: by formula, or by a sanction as a share of last year's.</summary>
    public static (Tonnes Initial, Refusal? Refusal) Initial(
        EntityAllocation entity, Activity activity, RuleReader rules,
        Explanation explain, AllocationState allocation)
    {
        decimal amount;
        var formula = "a";
        if (allocation.SanctionFactorOf(entity.Year, entity.Participant) is { } sanction
            && allocation.Find(entity.Year.Previous, entity.Participant)?.Initial is { } lastYear)
        {
            explain.Input("A₋₁", "allocation.line.last-year", lastYear.Count, "t");
            explain.Input("f", "allocation.line.sanction-factor", sanction.ToDecimal(), "");
            amount = explain.Step(
                "a", "allocation.line.unrounded", "A₋₁ × f", lastYear.Count * sanction.ToDecimal(), "t");
        }
        else
        {
            var (year, refusal) = YearParameters.Of(entity, allocation);
            if (refusal is not null) return (default, refusal);
            amount = Formula.Amount(entity, year, activity, rules, explain);
        }
        var initial = Formula.Round(amount, entity.Year, rules);
        if (rules.Missing is { } missing) return (default, missing);
        return (explain.Result("A", "allocation.line.allocation", $"round({formula})", initial,
            rules.Cite(AllocationKeys.Rounding, entity.Year)), null);
    }

    private static Decision Conclude(EntityAllocation entity, Tonnes emissions, Tonnes initial, ExclusionGround? ground,
        Explanation explain, MarketState state)
    {
        var booked = state.Allocation.DeductionOf(entity.Year, entity.Participant);
        var deducted = Tonnes.Min(initial, booked);
        if (!booked.IsZero) explain.Input("X", "allocation.line.deduction", deducted.Count, "t");
        explain.Input("V", "allocation.line.already-issued", entity.NetIssued.Count, "t");
        explain.Step("Δ", "allocation.line.difference", booked.IsZero ? "A − V" : "A − X − V",
            initial.Count - deducted.Count - entity.NetIssued.Count, "t");

        var draft = new LedgerDraft(state.Registry);
        var (settlement, refusal) = AllocationLedger.Settle(draft, state, entity, initial - deducted,
            PreAllocating.Reference(entity, "determined"));
        if (refusal is not null) return refusal;
        // What this year's allocation cannot bear goes on to the next year, with what could not be taken back.
        return AllocationLedger.Accept(
            draft, new AllocationDetermined(entity.Year, entity.Participant, emissions, initial,
            deducted, settlement, ground, explain.Lines), entity,
            settlement.Outstanding + booked.Beyond(deducted), "carried-over");
    }

    /// <summary>Whether verified data put the entity on the no-issue list of that year.</summary>
    public static bool Shutdown(EntityAllocation entity, Activity activity, Tonnes emissions, RuleReader rules,
        Explanation explain)
    {
        if (!rules.InForce(AllocationKeys.ShutdownDaysOver, entity.Year)) return false;
        var test = ShutdownTest.Read(entity.Year, rules);
        if (rules.Missing is not null || !test.Meets(activity.StoppedDays, emissions)) return false;
        explain.Input("N", "allocation.line.stopped-days", activity.StoppedDays, "d");
        explain.Rule("n", "allocation.line.shutdown-days", AllocationKeys.ShutdownDaysOver, test.DaysOver);
        explain.Rule("e", "allocation.line.shutdown-emissions", AllocationKeys.ShutdownEmissionBelow,
            test.EmissionsBelow.Count);
        explain.Result("A", "allocation.line.no-issue", "N > n ∧ E < e", Tonnes.Zero, test.Basis);
        return true;
    }
}
