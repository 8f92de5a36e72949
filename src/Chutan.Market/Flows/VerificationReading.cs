using Chutan.Market.Allocation;
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
        var context = Context(state, actor, at, today);
        var against = Assigning.Against(body, emitter, year, GivingVerifications.TiesOf(body, state), context,
            state.Participants, state.Mrv);
        return context.Rules.Missing ?? against;
    }

    /// <summary>Why a body could not be given a task that another has, or a second look at one; null when it could.
    /// </summary>
    public static Refusal? AgainstTaking(ParticipantId body, VerificationTask task, MarketState state, Actor actor,
        Instant at, LocalDate today) => body == task.Body || Assigning.Checked(task, state.Mrv) == body
            ? VerifyingRefusals.SameBody.With(VerifyingRefusals.Steps, ("verifier", body))
            : Against(body, task.Participant, task.Year, state, actor, at, today);

    /// <summary>How many of a task's findings, the first ones, came with it from the body before.</summary>
    public static int CarriedInto(VerificationTask task, MarketState state) => task.Follows is { } number
        && state.Mrv.Verifications.Find(number) is { Stage: VerificationStage.Reassigned } before
            ? before.Findings.Count(f => f.Status != FindingStatus.Closed) : 0;

    /// <summary>What stands for and against a person in a task of the person's own body.</summary>
    public static PersonFitness FitnessOf(VerifierPerson person, VerificationTask task, MarketState state,
        Actor actor, Instant at, LocalDate today) => Independence.OfPerson(task, person,
            state.Participants.Find(task.Participant)!, Context(state, actor, at, today), state.Mrv);

    /// <summary>Whether an actor may take any step at all: its participant is not suspended, and its right to report
    /// reaches so far.</summary>
    public static bool MayAct(Actor actor, MarketState state) =>
        state.Participants.Find(actor.User) is { Active: true } user
        && (user.Role == Role.Authority || (user.Rights & Rights.Report) != 0)
        && state.Participants.Find(user.Participant) is { Status: ParticipantStatus.Active };

    private static CommandContext Context(MarketState state, Actor actor, Instant at, LocalDate today) =>
        new(0, at, today, LocalTime.Midnight, actor, default, new RuleReader(state.Rulebook));

    /// <summary>Whether a step of the table can be taken on a day, as far as the task's own file decides it.</summary>
    public static bool IsOpen(VerificationTask task, VerificationAction action, LocalDate today) => action switch
    {
        VerificationAction.LetLapse => FindingWork.AnswerOverdue(task, today),
        VerificationAction.PassReview or VerificationAction.SendBack => task.Conclusion is not null,
        VerificationAction.Agree => !task.Agreed && task.Objection is null,
        VerificationAction.Object => !task.Agreed && task.Objection is null && !(today > task.DueOn),
        VerificationAction.UpholdObjection or VerificationAction.RejectObjection => task.Objection is { Upheld: null },
        VerificationAction.Accept => IsSettled(task, today),
        VerificationAction.Refuse => task.Kind == VerificationKind.Annual,
        VerificationAction.Recheck => task is { Kind: VerificationKind.Annual, Conclusion: not null },
        VerificationAction.SettleRecheck => false, // the second verification's own acceptance settles it
        _ => true,
    };

    /// <summary>Whose turn it is: who has to act now, until the task's due day where one is set. Nobody while it is
    /// over or verified a second time.</summary>
    public static ImmutableArray<VerificationParty> Waiting(VerificationTask task, LocalDate today) =>
        task.Stage switch
        {
            VerificationStage.ReVerification => [],
            VerificationStage.OnHold => [VerificationParty.Authority],
            VerificationStage.FindingsIssued or VerificationStage.AwaitingAnswer =>
                [FindingWork.AnswerOverdue(task, today) ? VerificationParty.Team : VerificationParty.Emitter],
            VerificationStage.TechReview =>
                [task.Conclusion is null ? VerificationParty.Leader : VerificationParty.Reviewer],
            VerificationStage.Notified => [task.Objection is { Upheld: null } || IsSettled(task, today)
                ? VerificationParty.Authority : VerificationParty.Emitter],
            _ => VerificationWorkflow.NextIn(task.Stage),
        };

    private static bool IsSettled(VerificationTask task, LocalDate today) => task.Objection is not { Upheld: null }
        && (task.Agreed || task.Objection is not null || today > task.DueOn);

    /// <summary>Whether a year's allocation has to be worked out again because its emissions were restated.</summary>
    public static bool IsRecalculationDue(EntityAllocation entity, MarketState state) =>
        entity.Excluded is null && Recalculating.Pending(entity, state.Mrv) is not null;
}
