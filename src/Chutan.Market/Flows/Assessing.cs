using Chutan.Market.Compliance;
using Chutan.Market.Participants;

namespace Chutan.Market.Flows;

/// <summary>履约评定: after the deadline, every entity of the year, in the order of their numbers.</summary>
internal static class Assessing
{
    public static Decision Decide(AssessCompliance command, CommandContext context, MarketState state)
    {
        if (state.Compliance.AssessedOn(command.Year) is { } day)
            return ComplianceRefusals.AlreadyAssessed.With(
                ComplianceRefusals.Duty, ("year", command.Year), ("date", day));
        var (deadline, refusal) = Deadlines.Of(command.Year, context.Rules, state.Compliance);
        if (refusal is not null) return refusal;
        if (context.Date <= deadline)
            return ComplianceRefusals.BeforeDeadline.With(ComplianceRefusals.Duty, ("year", command.Year),
                ("date", deadline));
        var basis = context.Rules.Get(ComplianceKeys.Obligation, command.Year);
        if (context.Rules.Missing is { } missing) return missing;

        var events = new List<Event>();
        var (settled, missed, others) = (0, 0, 0);
        foreach (var participant in state.Participants.All)
        {
            if (Evaluate(command.Year, participant, basis, state) is not { } assessed) continue;
            if (assessed.Status == ComplianceStatus.Settled) settled++;
            else if (assessed.Status == ComplianceStatus.Short) missed++;
            else others++;
            events.Add(assessed);
        }
        events.Add(new YearAssessed(command.Year, deadline, settled, missed, others));
        return Decision.Accept(events);
    }

    /// <summary>One entity's outcome; null for a participant the year has nothing to do with.</summary>
    private static ComplianceAssessed? Evaluate(ComplianceYear year, Participant participant, ObligationBasis basis,
        MarketState state)
    {
        if (participant.Kind != ParticipantKind.CoveredEntity) return null;
        var known = basis == ObligationBasis.Yearly
            ? state.Mrv.Find(year, participant.Id) is not null
            : state.Mrv.Through(year, participant.Id).Any();
        var listed = state.Allocation.Find(year, participant.Id) is not null;
        if (!known && !listed)
            return basis == ObligationBasis.Yearly ? null
                : new ComplianceAssessed(year, participant.Id, ComplianceStatus.NotApplicable, Tonnes.Zero, Tonnes.Zero,
                    Tonnes.Zero, Tonnes.Zero);
        var obligation = Obligation.Of(year, participant.Id, basis, state.Mrv, state.Compliance);
        var status = obligation.Status();
        var counts = status is ComplianceStatus.Settled or ComplianceStatus.Short;
        return new ComplianceAssessed(year, participant.Id, status, obligation.Due, obligation.Surrendered,
            state.Compliance.Find(year, participant.Id)?.Offsets ?? Tonnes.Zero,
            counts ? obligation.Outstanding : Tonnes.Zero);
    }
}
