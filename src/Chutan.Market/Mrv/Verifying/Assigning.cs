using Chutan.Market.Participants;

namespace Chutan.Market.Mrv;

/// <summary>确定核查组: the body names its people for a task and states that none of them is in conflict.</summary>
/// <param name="Participant">The body.</param>
/// <param name="Declared">That the body has looked for conflicts and found none.</param>
[Wire("mrv.name-team"), By(Scope.Own, Rights.Report, Role.Verifier)]
public sealed record NameVerificationTeam(ParticipantId Participant, int Task, string Leader,
    ImmutableArray<string> Members, string Reviewer, bool Declared) : Command, IConcernsParticipant;

/// <summary>申报冲突并退出: the body gives a task back because it is in conflict.</summary>
[Wire("mrv.decline-verification"), By(Scope.Own, Rights.Report, Role.Verifier)]
public sealed record DeclineVerification(ParticipantId Participant, int Task, string Reason)
    : Command, IConcernsParticipant;

/// <summary>中止核查任务: stops a task and its clock.</summary>
[Wire("mrv.hold-verification"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record HoldVerification(int Task, string Reason) : Command;

/// <summary>恢复核查任务.</summary>
[Wire("mrv.resume-verification"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record ResumeVerification(int Task, string Reason) : Command;

/// <summary>改派核查任务: gives a task to another body. What was found so far goes with it.</summary>
[Wire("mrv.reassign-verification"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record ReassignVerification(int Task, ParticipantId Verifier, string Reason) : Command;

/// <param name="Initial">The total in hand when it was opened.</param>
/// <param name="Carried">Findings the body before had not closed, with the answers it held sufficient.</param>
[Wire("mrv.verification-opened")]
public sealed record VerificationOpened(int Task, ComplianceYear Year, ParticipantId Participant, ParticipantId Body,
    VerificationKind Kind, int? Follows, Tonnes Initial, ImmutableArray<Finding> Carried) : VerificationEvent;

[Wire("mrv.team-named")]
public sealed record VerificationTeamNamed(VerificationTurn Turn, string Leader, ImmutableArray<string> Members,
    string Reviewer) : VerificationEvent, IVerificationTurn;

[Wire("mrv.verification-held")]
public sealed record VerificationHeld(VerificationTurn Turn, HoldReason Cause, string Reason)
    : VerificationEvent, IVerificationTurn;

/// <param name="Due">The day the open step is due now, the time on hold added; null when none is set.</param>
[Wire("mrv.verification-resumed")]
public sealed record VerificationResumed(VerificationTurn Turn, LocalDate? Due, string Reason)
    : VerificationEvent, IVerificationTurn;

[Wire("mrv.verification-reassigned")]
public sealed record VerificationReassigned(VerificationTurn Turn, int Successor, string Reason)
    : VerificationEvent, IVerificationTurn;

/// <summary>指派、确定核查组、中止与改派.</summary>
internal static class Assigning
{
    /// <summary>Whether a body may be given a report: null when nothing stands against it.</summary>
    public static Refusal? Against(ParticipantId verifier, ParticipantId emitter, ComplianceYear year, KnownTies ties,
        CommandContext context, ParticipantsState participants, MrvState mrv)
    {
        if (participants.Find(verifier) is not { Kind: ParticipantKind.Verifier, Status: ParticipantStatus.Active })
            return MrvRefusals.NotAVerifier.With(MrvRefusals.Independence, ("verifier", verifier));
        if (mrv.Verifications.FindBody(verifier) is { } body)
            return Independence.OfBody(body, participants.Find(emitter)!, year, ties, context, participants, mrv);
        return context.Rules.Find(VerificationKeys.ProfileRequired, context.Date) == true
            ? VerifyingRefusals.NoProfile.With(
                context.Rules.Cite(VerificationKeys.ProfileRequired, context.Date), ("verifier", verifier))
            : null;
    }

    /// <summary>The new task of a body that has filed its profile; nothing for one that has not.</summary>
    public static IEnumerable<Event> Open(EmissionReport report, ParticipantId verifier, MrvState mrv)
    {
        if (mrv.Verifications.FindBody(verifier) is null) yield break;
        var before = mrv.Verifications.LatestOf(report.Year, report.Participant);
        yield return new VerificationOpened(mrv.Verifications.NextTask, report.Year, report.Participant, verifier,
            VerificationKind.Annual, before?.Number, report.Reported ?? Tonnes.Zero, []);
    }

    public static Decision Decide(NameVerificationTeam command, CommandContext context,
        ParticipantsState participants, MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.ClearConflict, context, participants, mrv);
        if (taking is null) return refusal;
        var body = mrv.Verifications.FindBody(taking.Task.Body)!; // only bodies with a profile have tasks
        var members = command.Members.IsDefault ? [] : command.Members.Distinct().ToImmutableArray();
        if (!command.Declared) return VerifyingRefusals.NotDeclared.With(VerifyingRefusals.Bodies);
        if (Independence.OfTeam(taking.Task, body, command.Leader ?? "", members, command.Reviewer ?? "",
            participants.Find(taking.Task.Participant)!, context, mrv) is { } against) return against;
        return Decision.Accept(new VerificationTeamNamed(taking.Turn, command.Leader!, members, command.Reviewer!));
    }

    public static Decision Decide(DeclineVerification command, CommandContext context,
        ParticipantsState participants, MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.Decline, context, participants, mrv);
        if (taking is null) return refusal;
        return string.IsNullOrWhiteSpace(command.Reason)
            ? MrvRefusals.ReasonNeeded.With(VerifyingRefusals.Bodies)
            : Decision.Accept(new VerificationHeld(taking.Turn, HoldReason.Declined, command.Reason));
    }

    public static Decision Decide(HoldVerification command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.Hold, context, participants, mrv);
        if (taking is null) return refusal;
        return string.IsNullOrWhiteSpace(command.Reason)
            ? MrvRefusals.ReasonNeeded.With(VerifyingRefusals.Steps)
            : Decision.Accept(new VerificationHeld(taking.Turn, HoldReason.Ordered, command.Reason));
    }

    public static Decision Decide(ResumeVerification command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.Resume, context, participants, mrv);
        if (taking is null) return refusal;
        if (participants.Find(taking.Task.Body) is not { Status: ParticipantStatus.Active }
            || taking.Task.Held == HoldReason.Declined)
            return VerifyingRefusals.NothingHeld.With(VerifyingRefusals.Steps, ("verifier", taking.Task.Body));
        return Resumed(taking.Task, taking.Turn, command.Reason ?? "", context);
    }

    public static Decision Decide(ReassignVerification command, KnownTies ties, CommandContext context,
        ParticipantsState participants, MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.Reassign, context, participants, mrv);
        if (taking is null) return refusal;
        var task = taking.Task;
        if (string.IsNullOrWhiteSpace(command.Reason)) return MrvRefusals.ReasonNeeded.With(VerifyingRefusals.Steps);
        if (command.Verifier == task.Body || Checked(task, mrv) == command.Verifier)
            return VerifyingRefusals.SameBody.With(VerifyingRefusals.Steps, ("verifier", command.Verifier));
        if (mrv.Verifications.FindBody(command.Verifier) is null)
            return VerifyingRefusals.NoProfile.With(VerifyingRefusals.Bodies, ("verifier", command.Verifier));
        if (Against(command.Verifier, task.Participant, task.Year, ties, context, participants, mrv) is { } against)
            return against;
        var next = mrv.Verifications.NextTask;
        var carried = task.Findings.Where(f => f.Status != FindingStatus.Closed).Select(Carried).ToImmutableArray();
        ImmutableArray<Event> events =
        [
            new VerificationReassigned(taking.Turn, next, command.Reason),
            new VerificationOpened(next, task.Year, task.Participant, command.Verifier, task.Kind, task.Number,
                task.Initial, carried),
        ];
        return Decision.Accept(task.Kind == VerificationKind.Annual
            ? events.Add(new VerifierAssigned(task.Year, task.Participant, command.Verifier)) : events);
    }

    /// <summary>What is not closed goes on: an answer the team before held sufficient goes with its finding, to be
    /// looked at on site and closed by the new reviewer; everything else is noted and asked for anew.</summary>
    private static Finding Carried(Finding finding, int index) => finding.Status == FindingStatus.Satisfied
        ? finding with { Number = index + 1 }
        : finding with { Number = index + 1, Status = FindingStatus.Noted, Round = 0 };

    /// <summary>The body whose work a second verification looks at; null for a yearly one.</summary>
    public static ParticipantId? Checked(VerificationTask task, MrvState mrv)
    {
        for (var at = task; at is not null; at = at.Follows is { } f ? mrv.Verifications.Find(f) : null)
            if (at.Stage == VerificationStage.ReVerification) return at.Body;
        return null;
    }

    /// <summary>What follows for a body's open work when its status in the market changes: suspended, it stands still;
    /// active again, what stood still for that reason goes on.</summary>
    public static IEnumerable<Event> Following(ParticipantStatusChanged change, CommandContext context, MrvState mrv)
    {
        foreach (var task in mrv.Verifications.TasksOf(change.Participant))
        {
            if (change.Status != ParticipantStatus.Active && VerificationWorkflow.IsWorking(task.Stage))
                yield return new VerificationHeld(new VerificationTurn(task.Number, context.Actor.User,
                    VerificationAction.Hold, VerificationStage.OnHold), HoldReason.BodySuspended, change.Reason);
            else if (change.Status == ParticipantStatus.Active && task.Held == HoldReason.BodySuspended
                && Resumed(task, new VerificationTurn(task.Number, context.Actor.User, VerificationAction.Resume,
                    task.HeldFrom), change.Reason, context) is Decision.Accepted accepted)
                yield return accepted.Events[0];
        }
    }

    /// <summary>The step that was open gets as many working days more as it had left when the clock stopped.</summary>
    private static Decision Resumed(VerificationTask task, VerificationTurn turn, string reason,
        CommandContext context)
    {
        if (task.DueOn is not { } due || task.HeldOn is not { } held)
            return Decision.Accept(new VerificationResumed(turn, task.DueOn, reason));
        var left = 0;
        for (var day = held.PlusDays(1); day <= due; day = day.PlusDays(1))
            if (context.Rules.Calendar.IsWorkingDay(day) != false) left++;
        var count = context.Rules.Calendar.Add(context.Date, left);
        return Decision.Accept(new VerificationResumed(turn, count.Date ?? due, reason));
    }
}
