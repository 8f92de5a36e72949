using Chutan.Market.Participants;

namespace Chutan.Market.Mrv;

/// <summary>拟定核查结论.</summary>
[Wire("mrv.draft-conclusion"), By(Scope.Own, Rights.Report, Role.Verifier)]
public sealed record DraftConclusion(ParticipantId Participant, int Task, VerificationConclusion Conclusion)
    : Command, IConcernsParticipant;

/// <summary>技术复核: the reviewer, who is not of the team, passes the conclusion and closes the findings, or sends
/// it back.</summary>
[Wire("mrv.review-conclusion"), By(Scope.Own, Rights.Report, Role.Verifier)]
public sealed record ReviewConclusion(ParticipantId Participant, int Task, bool Passed, string Remarks)
    : Command, IConcernsParticipant;

/// <summary>退回核查结论: the authority sends a conclusion back to the body.</summary>
[Wire("mrv.return-verification"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record ReturnVerification(int Task, string Reason) : Command;

/// <summary>告知核查结果.</summary>
[Wire("mrv.notify-conclusion"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record NotifyConclusion(int Task) : Command;

/// <summary>确认核查结果: the entity says that it will not object.</summary>
[Wire("mrv.agree-conclusion"), By(Scope.Own, Rights.Report, Role.CoveredEntity)]
public sealed record AgreeToConclusion(ParticipantId Participant, int Task) : Command, IConcernsParticipant;

/// <summary>对核查结果提出异议.</summary>
/// <param name="Document">Hash of a file in evidence; empty when there is none.</param>
[Wire("mrv.object-conclusion"), By(Scope.Own, Rights.Report, Role.CoveredEntity)]
public sealed record ObjectToConclusion(ParticipantId Participant, int Task, string Grounds, string Document)
    : Command, IConcernsParticipant;

/// <summary>对异议作出决定: upheld, the conclusion goes back to the body.</summary>
[Wire("mrv.decide-conclusion-objection"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record DecideConclusionObjection(int Task, bool Upheld, string Reason) : Command;

[Wire("mrv.conclusion-drafted")]
public sealed record ConclusionDrafted(VerificationTurn Turn, VerificationConclusion Conclusion)
    : VerificationEvent, IVerificationTurn;

/// <param name="Person">Code of the technical reviewer.</param>
[Wire("mrv.conclusion-reviewed")]
public sealed record ConclusionReviewed(VerificationTurn Turn, string Person, string Remarks)
    : VerificationEvent, IVerificationTurn;

[Wire("mrv.conclusion-handed-in")]
public sealed record ConclusionHandedIn(VerificationTurn Turn, bool Late) : VerificationEvent, IVerificationTurn;

/// <param name="Year">The report goes back to being verified, with its task.</param>
[Wire("mrv.verification-returned")]
public sealed record VerificationReturned(VerificationTurn Turn, ComplianceYear Year, ParticipantId Participant,
    VerificationKind Kind, string Reason) : VerificationEvent, IVerificationTurn;

[Wire("mrv.conclusion-notified")]
public sealed record ConclusionNotified(VerificationTurn Turn, LocalDate ObjectBy)
    : VerificationEvent, IVerificationTurn;

[Wire("mrv.conclusion-agreed")]
public sealed record ConclusionAgreed(VerificationTurn Turn) : VerificationEvent, IVerificationTurn;

[Wire("mrv.conclusion-objected")]
public sealed record ConclusionObjected(VerificationTurn Turn, string Grounds, string Document, LocalDate DecideBy)
    : VerificationEvent, IVerificationTurn;

[Wire("mrv.conclusion-objection-decided")]
public sealed record ConclusionObjectionDecided(VerificationTurn Turn, ComplianceYear Year, ParticipantId Participant,
    VerificationKind Kind, bool Upheld, string Reason) : VerificationEvent, IVerificationTurn;

[Wire("mrv.verification-closed")]
public sealed record VerificationClosed(VerificationTurn Turn) : VerificationEvent, IVerificationTurn;

/// <summary>核查结论的拟定、复核、告知与异议.</summary>
internal static class Concluding
{
    public static Decision Decide(DraftConclusion command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.DraftConclusion, context, participants,
            mrv);
        if (taking is null) return refusal;
        var task = taking.Task;
        if (SiteWork.TimeToConclude(task, context, mrv) is { } soon) return soon;
        if (task.Kind == VerificationKind.Annual && task.Conservative.IsEmpty
            && mrv.Find(task.Year, task.Participant) is { State: ReportState.Returned })
            return VerifyingRefusals.ReportOut.With(VerifyingRefusals.Steps);
        return Problem(command.Conclusion, task)
            ?? Decision.Accept(new ConclusionDrafted(taking.Turn, command.Conclusion));
    }

    public static Decision Decide(ReviewConclusion command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task,
            command.Passed ? VerificationAction.PassReview : VerificationAction.SendBack, context, participants, mrv);
        if (taking is null) return refusal;
        if (taking.Task.Conclusion is null)
            return VerifyingRefusals.NoConclusion.With(VerifyingRefusals.Steps, ("task", command.Task));
        return !command.Passed && string.IsNullOrWhiteSpace(command.Remarks)
            ? MrvRefusals.ReasonNeeded.With(VerifyingRefusals.Steps)
            : Decision.Accept(new ConclusionReviewed(taking.Turn, taking.Person, command.Remarks ?? ""));
    }

    /// <summary>Whether the figures a body hands over are those its task has concluded; the step when they are.
    /// </summary>
    public static (ConclusionHandedIn? Step, Refusal? Refusal) HandIn(SubmitVerification command,
        VerificationTask task, CommandContext context, ParticipantsState participants, MrvState mrv)
    {
        if (VerificationWorkflow.IsWorking(task.Stage) && task.Stage != VerificationStage.ConclusionDrafted)
            return (null, VerifyingRefusals.StepsMissing.With(VerifyingRefusals.Steps, ("task", task.Number),
                ("stage", task.Stage)));
        var (taking, refusal) = Turns.Take(task.Number, VerificationAction.HandIn, context, participants, mrv);
        if (taking is null) return (null, refusal);
        var concluded = task.Conclusion!; // there is no such stage without one
        return command.Verified != concluded.Verified || !Same(command.Activity, concluded.Activity)
            ? (null, VerifyingRefusals.NotAsConcluded.With(VerifyingRefusals.Steps, ("given", command.Verified),
                ("concluded", concluded.Verified)))
            : (new ConclusionHandedIn(taking.Turn, Late: context.Date > task.DueOn), null);
    }

    public static Decision Decide(ReturnVerification command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.ReturnToBody, context, participants, mrv);
        if (taking is null) return refusal;
        if (string.IsNullOrWhiteSpace(command.Reason)) return MrvRefusals.ReasonNeeded.With(VerifyingRefusals.Steps);
        var task = taking.Task;
        return Decision.Accept([new VerificationReturned(taking.Turn, task.Year, task.Participant, task.Kind,
            command.Reason), .. HeldIfSuspended(task, context, participants)]);
    }

    public static Decision Decide(NotifyConclusion command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.Notify, context, participants, mrv);
        if (taking is null) return refusal;
        var (due, none) = Turns.DueAfter(VerificationKeys.ObjectionDays, context);
        return none is not null ? none : Decision.Accept(new ConclusionNotified(taking.Turn, due));
    }

    public static Decision Decide(AgreeToConclusion command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.Agree, context, participants, mrv);
        if (taking is null) return refusal;
        return taking.Task.Agreed || taking.Task.Objection is not null
            ? VerifyingRefusals.AlreadyAnswered.With(VerifyingRefusals.Steps, ("task", command.Task))
            : Decision.Accept(new ConclusionAgreed(taking.Turn));
    }

    public static Decision Decide(ObjectToConclusion command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.Object, context, participants, mrv);
        if (taking is null) return refusal;
        var task = taking.Task;
        if (task.Agreed || task.Objection is not null)
            return VerifyingRefusals.AlreadyAnswered.With(VerifyingRefusals.Steps, ("task", command.Task));
        if (task.DueOn is { } until && context.Date > until)
            return VerifyingRefusals.ObjectionTooLate.With(
                context.Rules.Cite(VerificationKeys.ObjectionDays, context.Date), ("until", until));
        if (string.IsNullOrWhiteSpace(command.Grounds)) return MrvRefusals.ReasonNeeded.With(VerifyingRefusals.Steps);
        if (BodyRecords.NotFiled(command.Document, task.Participant, mrv) is { } missing) return missing;
        var (due, none) = Turns.DueAfter(VerificationKeys.DecisionDays, context);
        return none is not null ? none : Decision.Accept(new ConclusionObjected(taking.Turn, command.Grounds,
            command.Document ?? "", due));
    }

    public static Decision Decide(DecideConclusionObjection command, CommandContext context,
        ParticipantsState participants, MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task,
            command.Upheld ? VerificationAction.UpholdObjection : VerificationAction.RejectObjection, context,
            participants, mrv);
        if (taking is null) return refusal;
        var task = taking.Task;
        if (task.Objection is not { Upheld: null })
            return VerifyingRefusals.NoObjection.With(VerifyingRefusals.Steps, ("task", command.Task));
        if (string.IsNullOrWhiteSpace(command.Reason)) return MrvRefusals.ReasonNeeded.With(VerifyingRefusals.Steps);
        Event decided = new ConclusionObjectionDecided(taking.Turn, task.Year, task.Participant, task.Kind,
            command.Upheld, command.Reason);
        return command.Upheld
            ? Decision.Accept([decided, .. HeldIfSuspended(task, context, participants)])
            : Decision.Accept(decided);
    }

    /// <summary>Whether a result may count now: the entity was told, and has agreed, or lost its objection, or let the
    /// time pass.</summary>
    public static Refusal? NotFinal(VerificationTask task, CommandContext context)
    {
        if (task.Objection is { Upheld: null })
            return VerifyingRefusals.ObjectionOpen.With(VerifyingRefusals.Steps, ("task", task.Number));
        var settled = task.Agreed || task.Objection is not null || context.Date > task.DueOn;
        return task.Stage == VerificationStage.Notified && settled
            ? null
            : VerifyingRefusals.NotNotified.With(VerifyingRefusals.Steps, ("task", task.Number),
                ("until", task.Stage == VerificationStage.Notified && task.DueOn is { } due ? due : (object)"—"));
    }

    /// <summary>Work that comes back to a body which may not act stands still at once.</summary>
    private static IEnumerable<Event> HeldIfSuspended(VerificationTask task, CommandContext context,
        ParticipantsState participants)
    {
        if (participants.Find(task.Body) is { Status: ParticipantStatus.Active }) yield break;
        yield return new VerificationHeld(new VerificationTurn(task.Number, context.Actor.User,
            VerificationAction.Hold, VerificationStage.OnHold), HoldReason.BodySuspended, "");
    }

    private static Refusal? Problem(VerificationConclusion conclusion, VerificationTask task)
    {
        if (conclusion.Sources.IsDefaultOrEmpty || conclusion.Fluctuations.IsDefault
            || conclusion.CrossChecks.IsDefault || conclusion.Activity?.Outputs.IsDefault != false
            || conclusion.Sources.Any(s => string.IsNullOrWhiteSpace(s.Source) || s.Reported < 0 || s.Verified < 0
                || s.Reported != s.Verified && string.IsNullOrWhiteSpace(s.Reason)))
            return VerifyingRefusals.ConclusionIncomplete.With(VerifyingRefusals.Steps);
        if (Reporting.Problem(conclusion.Activity, task.Year) is { } problem) return problem;
        var first = Rounding.HalfUp(conclusion.Sources.Sum(s => s.Reported));
        if (conclusion.Initial != task.Initial || first != task.Initial)
            return VerifyingRefusals.ReportedOff.With(VerifyingRefusals.Steps, ("sum", first),
                ("total", task.Initial));
        var after = Rounding.HalfUp(conclusion.Sources.Sum(s => s.Verified));
        return after == conclusion.Verified
            ? null
            : VerifyingRefusals.VerifiedOff.With(VerifyingRefusals.Steps, ("sum", after),
                ("total", conclusion.Verified));
    }

    private static bool Same(Activity one, Activity other) => one.ProductionDays == other.ProductionDays
        && one.StoppedDays == other.StoppedDays && one.Outputs.AsSpan().SequenceEqual(other.Outputs.AsSpan());
}
