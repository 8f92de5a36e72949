using Chutan.Market.Compliance;
using Chutan.Market.Mrv;

namespace Chutan.Market.Flows;

/// <summary>认可与核定的后果: an accepted figure that takes the place of an earlier one changes nothing that was done. What
/// follows from the difference is carried on: the duty of every year already assessed, and with it what is missing and
/// may be penalised.</summary>
internal static class Restating
{
    private const int FarthestYears = 10;

    public static Decision Decide(AcceptReport command, CommandContext context, MarketState state)
    {
        var decision = Verification.Decide(command, context, state.Mrv);
        return decision is Decision.Accepted accepted
            && state.Mrv.Find(command.Year, command.Participant) is { Standing: { } before, Verified: { } after }
                ? With(accepted.Events, command.Year, command.Participant, before, after, context, state)
                : decision;
    }

    public static Decision Decide(DetermineEmissions command, CommandContext context, MarketState state)
    {
        if (!state.Participants.IsEmitter(command.Participant))
            return MrvRefusals.NotAnEmitter.With(MrvRefusals.Duty, ("participant", command.Participant));
        if (command.Year.Year >= context.Date.Year)
            return MrvRefusals.YearNotOver.With(MrvRefusals.Duty, ("year", command.Year));
        var (determined, refusal) = EmissionsDetermination.Of(command, context, state.Mrv);
        if (determined is null) return refusal!; // one of the two is there
        ImmutableArray<Event> events = EmissionsDetermination.RecheckOf(command.Year, command.Participant, state.Mrv)
            is { Conclusion: { } found } && command.Basis == DeterminationBasis.Recheck
            ? [determined, new ReportVerified(command.Year, command.Participant, found.Initial, found.Verified,
                    found.Activity, determined.Decision),
                new ReportAccepted(command.Year, command.Participant, found.Verified)]
            : [determined, new VerifiedEmissionsRecorded(command.Year, command.Participant, determined.Emissions, null,
                determined.Decision)];
        return state.Mrv.Find(command.Year, command.Participant)?.Standing is { } before
            ? With(events, command.Year, command.Participant, before, determined.Emissions, context, state)
            : Decision.Accept(events);
    }

    private static Decision With(ImmutableArray<Event> events, ComplianceYear year, ParticipantId participant,
        Tonnes before, Tonnes after, CommandContext context, MarketState state)
    {
        var order = state.Mrv.Annuals.Reopenings(participant, year) is [.., var last] ? last.Order : "";
        var all = new List<Event>(events) { new EmissionsRestated(participant, year, before, after, order) };
        foreach (var entity in state.Compliance.Entities.Where(e => e.Participant == participant && e.Year >= year))
        {
            if (entity.Status is not (ComplianceStatus.Settled or ComplianceStatus.Short)) continue;
            var basis = context.Rules.Get(ComplianceKeys.Obligation, entity.Year);
            if (context.Rules.Missing is { } missing) return missing;
            if (basis == ObligationBasis.Yearly && entity.Year != year) continue;
            all.Add(Adjusted(entity, basis, before, after, order, state));
        }
        var credited = Surplus(year, participant, after, order, context, state);
        if (context.Rules.Missing is { } unread) return unread;
        if (credited is not null) all.Add(credited);
        return Decision.Accept(all);
    }

    /// <summary>What was surrendered beyond the new figure counts for the first year that is not assessed yet, where
    /// the rulebook says so. Under a cumulative duty it does so of itself.</summary>
    private static SurplusCredited? Surplus(ComplianceYear year, ParticipantId participant, Tonnes after, string order,
        CommandContext context, MarketState state)
    {
        if (state.Compliance.Find(year, participant) is not { } entity) return null;
        var surplus = entity.Counted.Beyond(after);
        if (surplus.IsZero || context.Rules.Get(ComplianceKeys.Obligation, year) != ObligationBasis.Yearly
            || context.Rules.Find(ComplianceKeys.RestatedSurplus, year.RuleDate) != RestatedSurplus.Credited)
            return null;
        var to = year.Next;
        for (var i = 0; i < FarthestYears && state.Compliance.AssessedOn(to) is not null; i++) to = to.Next;
        var explain = new Explanation(context.Rules);
        explain.Input("S", "compliance.line.counted", entity.Counted.Count, "t");
        explain.Input("E", "compliance.line.restated", after.Count, "t", new Citation(order));
        explain.Rule("c", "compliance.line.surplus-rule", ComplianceKeys.RestatedSurplus,
            (int)RestatedSurplus.Credited);
        explain.Result("C", "compliance.line.credited", "S − E", surplus);
        return new SurplusCredited(year, participant, to, surplus, order, explain.Lines);
    }

    /// <summary>What was due and is missing, had the new figure stood at the assessment; units surrendered after the
    /// deadline go on counting as made up.</summary>
    private static ObligationAdjusted Adjusted(EntityCompliance entity, ObligationBasis basis, Tonnes before,
        Tonnes after, string order, MarketState state)
    {
        var obligation = Obligation.Of(entity.Year, entity.Participant, basis, state.Mrv, state.Compliance);
        var due = (obligation.Due + after).Beyond(before);
        var shortfall = due.Beyond(obligation.Surrendered.Beyond(entity.MadeUp));
        return new ObligationAdjusted(entity.Year, entity.Participant, entity.Due ?? obligation.Due, due,
            entity.Shortfall ?? Tonnes.Zero, shortfall,
            shortfall.IsZero ? ComplianceStatus.Settled : ComplianceStatus.Short, order);
    }
}
