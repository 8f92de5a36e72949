using Chutan.Market.Participants;

namespace Chutan.Market.Mrv;

/// <summary>指派核查机构: names the third party that verifies a report.</summary>
[Wire("mrv.assign-verifier"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record AssignVerifier(ComplianceYear Year, ParticipantId Participant, ParticipantId Verifier)
    : Command, IConcernsParticipant;

/// <summary>退回报告: sends a report back for correction.</summary>
[Wire("mrv.return-report"), By(Scope.Any, Rights.Report, Role.Verifier)]
public sealed record ReturnReport(ComplianceYear Year, ParticipantId Participant, string Findings)
    : Command, IConcernsParticipant;

/// <summary>提交核查结论: the verified total and activity data; they supersede the reported ones.</summary>
[Wire("mrv.submit-verification"), By(Scope.Any, Rights.Report, Role.Verifier)]
public sealed record SubmitVerification(ComplianceYear Year, ParticipantId Participant, Tonnes Verified,
    Activity Activity, string Findings) : Command, IConcernsParticipant;

/// <summary>认可报告: the authority accepts the verified figures.</summary>
[Wire("mrv.accept-report"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record AcceptReport(ComplianceYear Year, ParticipantId Participant) : Command, IConcernsParticipant;

/// <summary>不予认可: the authority refuses a verified report, with its reason.</summary>
[Wire("mrv.refuse-report"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record RefuseReport(ComplianceYear Year, ParticipantId Participant, string Reason)
    : Command, IConcernsParticipant;

/// <summary>记录核定排放量: books verified emissions that were established outside this market's own reports.</summary>
/// <param name="Emissions">Null when the year does not count for this entity.</param>
/// <param name="Exclusion">Why the year does not count; null when it does.</param>
/// <param name="Source">Where the figure comes from.</param>
[Wire("mrv.record-verified"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record RecordVerifiedEmissions(ComplianceYear Year, ParticipantId Participant, Tonnes? Emissions,
    string? Exclusion, string Source) : Command, IConcernsParticipant;

[Wire("mrv.verifier-assigned")]
public sealed record VerifierAssigned(ComplianceYear Year, ParticipantId Participant, ParticipantId Verifier)
    : MrvEvent;

[Wire("mrv.report-returned")]
public sealed record ReportReturned(ComplianceYear Year, ParticipantId Participant, string Findings) : MrvEvent;

/// <param name="Reported">The figure that is superseded.</param>
[Wire("mrv.report-verified")]
public sealed record ReportVerified(ComplianceYear Year, ParticipantId Participant, Tonnes Reported, Tonnes Verified,
    Activity Activity, string Findings) : MrvEvent;

[Wire("mrv.report-accepted")]
public sealed record ReportAccepted(ComplianceYear Year, ParticipantId Participant, Tonnes Verified) : MrvEvent;

[Wire("mrv.report-refused")]
public sealed record ReportRefused(ComplianceYear Year, ParticipantId Participant, string Reason) : MrvEvent;

[Wire("mrv.verified-recorded")]
public sealed record VerifiedEmissionsRecorded(ComplianceYear Year, ParticipantId Participant, Tonnes? Emissions,
    string? Exclusion, string Source) : MrvEvent;

/// <summary>第三方核查与主管部门认可.</summary>
internal static class Verification
{
    /// <summary>Names a body. One that has filed its profile passes every guard of independence, and a task is opened
    /// for it; one without a profile is taken only where the rulebook does not ask for one.</summary>
    public static Decision Decide(AssignVerifier command, KnownTies ties, CommandContext context,
        ParticipantsState participants, MrvState mrv)
    {
        var (report, refusal) = Ready(command.Year, command.Participant, ReportAction.AssignVerifier, context, mrv);
        if (report is null) return refusal;
        if (command.Verifier == command.Participant)
            return MrvRefusals.NotIndependent.With(MrvRefusals.Independence, ("verifier", command.Verifier));
        var verifier = participants.Find(command.Verifier);
        if (verifier is not { Kind: ParticipantKind.Verifier, Status: ParticipantStatus.Active })
            return MrvRefusals.NotAVerifier.With(MrvRefusals.Independence, ("verifier", command.Verifier));
        if (mrv.Verifications.OpenOf(command.Year, command.Participant) is { } open)
            return VerifyingRefusals.TaskOpen.With(VerifyingRefusals.Steps, ("task", open.Number));
        if (Assigning.Against(command.Verifier, command.Participant, command.Year, ties, context, participants, mrv) is
            { } against) return against;
        return Decision.Accept([new VerifierAssigned(command.Year, command.Participant, command.Verifier),
            .. Assigning.Open(report, command.Verifier, mrv)]);
    }

    public static Decision Decide(ReturnReport command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var (report, refusal) = Ready(command.Year, command.Participant, ReportAction.Return, context, mrv);
        if (report is null) return refusal;
        if (NotAssigned(report, context, participants) is { } notAssigned) return notAssigned;
        if (mrv.Verifications.OpenOf(command.Year, command.Participant) is { } task
            && !VerificationWorkflow.Correctable.Contains(task.Stage))
            return VerifyingRefusals.NotAtThisStage.With(VerifyingRefusals.Steps, ("task", task.Number),
                ("stage", task.Stage), ("action", ReportAction.Return));
        return string.IsNullOrWhiteSpace(command.Findings)
            ? MrvRefusals.ReasonNeeded.With(MrvRefusals.Duty)
            : Decision.Accept(new ReportReturned(command.Year, command.Participant, command.Findings));
    }

    public static Decision Decide(SubmitVerification command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var task = mrv.Verifications.OpenOf(command.Year, command.Participant);
        var (report, refusal) = Ready(command.Year, command.Participant, ReportAction.Confirm, context, mrv);
        // A report that the entity never brought back is concluded all the same, with conservative values.
        if (report is null && task is { Conservative.IsEmpty: false }
            && mrv.Find(command.Year, command.Participant) is { State: ReportState.Returned } returned)
            report = returned;
        if (report is null) return refusal;
        if (NotAssigned(report, context, participants) is { } notAssigned) return notAssigned;
        if (Reporting.Problem(command.Activity, command.Year) is { } problem) return problem;
        var verified = new ReportVerified(command.Year, command.Participant, report.Reported ?? Tonnes.Zero,
            command.Verified, command.Activity, command.Findings);
        if (task is null) return Decision.Accept(verified);
        var (step, against) = Concluding.HandIn(command, task, context, participants, mrv);
        return against is not null ? against : Decision.Accept(verified, step!); // one of the two is there
    }

    /// <summary>With a task, only once the entity was told and its time for objecting is over.</summary>
    public static Decision Decide(AcceptReport command, CommandContext context, MrvState mrv)
    {
        var (report, refusal) = Ready(command.Year, command.Participant, ReportAction.Accept, context, mrv);
        if (report is null) return refusal;
        var accepted = new ReportAccepted(command.Year, command.Participant, report.Verified ?? Tonnes.Zero);
        if (mrv.Verifications.OpenOf(command.Year, command.Participant) is not { } task)
            return Decision.Accept(accepted);
        return Concluding.NotFinal(task, context) is { } open ? open
            : Decision.Accept(accepted, Closed(task, VerificationAction.Accept, context));
    }

    public static Decision Decide(RefuseReport command, CommandContext context, MrvState mrv)
    {
        var (report, refusal) = Ready(command.Year, command.Participant, ReportAction.Refuse, context, mrv);
        if (report is null) return refusal;
        if (string.IsNullOrWhiteSpace(command.Reason)) return MrvRefusals.ReasonNeeded.With(MrvRefusals.Duty);
        var refused = new ReportRefused(command.Year, command.Participant, command.Reason);
        return mrv.Verifications.OpenOf(command.Year, command.Participant) is { } task
            ? Decision.Accept(refused, Closed(task, VerificationAction.Refuse, context))
            : Decision.Accept(refused);
    }

    public static Decision Decide(RecordVerifiedEmissions command, ParticipantsState participants, MrvState mrv)
    {
        if (participants.Find(command.Participant) is not { Kind: ParticipantKind.CoveredEntity })
            return MrvRefusals.NotAnEmitter.With(MrvRefusals.Duty, ("participant", command.Participant));
        if (command.Emissions is null == command.Exclusion is null || string.IsNullOrWhiteSpace(command.Source))
            return MrvRefusals.FigureOrReason.With(MrvRefusals.Duty);
        if (mrv.Find(command.Year, command.Participant) is { } report)
            return MrvRefusals.AlreadyReported.With(MrvRefusals.Duty, ("participant", command.Participant),
                ("year", command.Year), ("state", report.State));
        return Decision.Accept(new VerifiedEmissionsRecorded(command.Year, command.Participant, command.Emissions,
            command.Exclusion, command.Source));
    }

    private static VerificationClosed Closed(VerificationTask task, VerificationAction action,
        CommandContext context) => new(new VerificationTurn(task.Number, context.Actor.User, action,
            VerificationStage.Closed));

    private static (EmissionReport? Report, Refusal Refusal) Ready(ComplianceYear year, ParticipantId participant,
        ReportAction action, CommandContext context, MrvState mrv)
    {
        if (mrv.Find(year, participant) is not { } report)
            return (null, MrvRefusals.NoReport.With(MrvRefusals.Duty, ("participant", participant), ("year", year)));
        return ReportWorkflow.Next(report.State, action, context.Actor.Role) is null
            ? (null, MrvRefusals.NotNow.With(MrvRefusals.Duty, ("action", action), ("state", report.State)))
            : (report, MrvRefusals.NotNow.With(MrvRefusals.Duty, ("action", action), ("state", report.State)));
    }

    private static Refusal? NotAssigned(
        EmissionReport report, CommandContext context, ParticipantsState participants) =>
        participants.Find(context.Actor.User)?.Participant == report.Verifier
            ? null
            : MrvRefusals.NotAssigned.With(MrvRefusals.Independence, ("participant", report.Participant));
}
