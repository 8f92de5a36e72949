using Chutan.Market.Mrv;
using Chutan.Market.Participants;

namespace Chutan.Market.Flows;

/// <summary>What pages ask before anybody acts: who somebody is in a verification, and whether a body could be given a
/// report. The answers are those the decisions themselves would give.</summary>
public static class VerificationReading
{
    /// <summary>What an actor is in a task; none when it is not theirs.</summary>
    public static ImmutableArray<VerificationParty> PartiesOf(VerificationTask task, Actor actor, MarketState state) =>
        actor.Role == Role.Auditor ? [] : Turns.PartiesOf(task, actor, state.Participants, state.Mrv).Parties;

    /// <summary>Why a body could not be given an entity's report on a day; null when it could.</summary>
    public static Refusal? Against(ParticipantId body, ParticipantId emitter, ComplianceYear year, MarketState state,
        Actor actor, Instant at, LocalDate today)
    {
        var context = new CommandContext(0, at, today, LocalTime.Midnight, actor, default,
            new RuleReader(state.Rulebook));
        var against = Assigning.Against(body, emitter, year, GivingVerifications.TiesOf(body, state), context,
            state.Participants, state.Mrv);
        return context.Rules.Missing ?? against;
    }
}
