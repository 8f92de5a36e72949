using Chutan.Market.Participants;

namespace Chutan.Market.Mrv;

/// <summary>One step of a verification as it is journalled: in which task, by whom, and where it led.</summary>
public sealed record VerificationTurn(int Task, UserId By, VerificationAction Action, VerificationStage To);

/// <summary>An event that is a step of a verification.</summary>
public interface IVerificationTurn
{
    VerificationTurn Turn { get; }
}

/// <summary>A step somebody is about to take: the task, and the person who takes it.</summary>
/// <param name="Person">Code of the verifier; empty for all others.</param>
internal sealed record Taking(VerificationTask Task, VerificationTurn Turn, string Person);

/// <summary>Whose turn it is 办理权限: looks up the table of steps for the actor.</summary>
internal static class Turns
{
    /// <summary>The step, or why it cannot be taken. A task of others is answered as if there were none.</summary>
    public static (Taking? Taking, Refusal Refusal) Take(int number, VerificationAction action, CommandContext context,
        ParticipantsState participants, MrvState mrv)
    {
        var unknown = VerifyingRefusals.UnknownTask.With(VerifyingRefusals.Steps, ("task", number));
        if (mrv.Verifications.Find(number) is not { } task) return (null, unknown);
        var (parties, person) = PartiesOf(task, context, participants, mrv);
        if (parties.IsEmpty) return (null, unknown);
        if (VerificationWorkflow.Find(task.Stage, action, parties) is { } step)
            return (new Taking(task, new VerificationTurn(number, context.Actor.User, action,
                step.To ?? task.HeldFrom), person), unknown);
        var others = VerificationWorkflow.PartiesFor(task.Stage, action);
        return (null, others.IsEmpty
            ? VerifyingRefusals.NotAtThisStage.With(VerifyingRefusals.Steps, ("task", number), ("stage", task.Stage),
                ("action", action))
            : VerifyingRefusals.NotYourStep.With(VerifyingRefusals.Steps, ("task", number), ("action", action),
                ("party", others[0])));
    }

    /// <summary>What the actor is in a task; none when the task is not theirs.</summary>
    public static (ImmutableArray<VerificationParty> Parties, string Person) PartiesOf(VerificationTask task,
        CommandContext context, ParticipantsState participants, MrvState mrv) =>
        PartiesOf(task, context.Actor, participants, mrv);

    public static (ImmutableArray<VerificationParty> Parties, string Person) PartiesOf(VerificationTask task,
        Actor actor, ParticipantsState participants, MrvState mrv)
    {
        if (actor.Role == Role.Scheduler) return ([VerificationParty.Time], "");
        if (actor.Role == Role.Authority) return ([VerificationParty.Authority], "");
        var own = participants.Find(actor.User)?.Participant;
        if (actor.Role == Role.CoveredEntity && own == task.Participant) return ([VerificationParty.Emitter], "");
        if (actor.Role != Role.Verifier || own != task.Body) return ([], "");
        var person = mrv.Verifications.FindBody(task.Body)?.Of(actor.User)?.Code ?? "";
        var parties = ImmutableArray.Create(VerificationParty.Body);
        if (person.Length == 0) return (parties, person);
        if (task.Members.Contains(person)) parties = parties.Add(VerificationParty.Team);
        if (task.Leader == person) parties = parties.Add(VerificationParty.Leader);
        if (task.Reviewer == person) parties = parties.Add(VerificationParty.Reviewer);
        return (parties, person);
    }

    /// <summary>The n-th working day after today; the refusal when the calendar does not reach so far.</summary>
    public static (LocalDate Due, Refusal? Refusal) DueAfter(ParameterKey<int> days, CommandContext context) =>
        DueAfter(days, context.Date, context);

    public static (LocalDate Due, Refusal? Refusal) DueAfter(ParameterKey<int> days, LocalDate from,
        CommandContext context)
    {
        var count = context.Rules.Calendar.Add(from, context.Rules.Get(days, context.Date));
        return count.Date is { } due
            ? (due, null)
            : (from, RulebookRefusals.NoCalendar.With(context.Rules.Cite(days, context.Date),
                ("year", count.MissingYear ?? from.Year)));
    }
}
