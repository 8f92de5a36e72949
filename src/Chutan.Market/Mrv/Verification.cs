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
    public static Decision Decide(AssignVerifier command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var (report, refusal) = Ready(command.Year, command.Participant, ReportAction.AssignVerifier, context, mrv);
        if (report is null) return refusal;
        if (command.Verifier == command.Participant)
            return MrvRefusals.NotIndependent.With(MrvRefusals.Independence, ("verifier", command.Verifier));
        var verifier = participants.Find(command.Verifier);
        if (verifier is not { Kind: ParticipantKind.Verifier, Status: ParticipantStatus.Active })
            return MrvRefusals.NotAVerifier.With(MrvRefusals.Independence, ("verifier", command.Verifier));
        return Decision.Accept(new VerifierAssigned(command.Year, command.Participant, command.Verifier));
    }

    public static Decision Decide(ReturnReport command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var (report, refusal) = Ready(command.Year, command.Participant, ReportAction.Return, context, mrv);
        if (report is null) return refusal;
        if (NotAssigned(report, context, participants) is { } notAssigned) return notAssigned;
        return string.IsNullOrWhiteSpace(command.Findings)
            ? MrvRefusals.ReasonNeeded.With(MrvRefusals.Duty)
            : Decision.Accept(new ReportReturned(command.Year, command.Participant, command.Findings));
    }

    public static Decision Decide(SubmitVerification command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var (report, refusal) = Ready(command.Year, command.Participant, ReportAction.Confirm, context, mrv);
        if (report is null) return refusal;
        if (NotAssigned(report, context, participants) is { } notAssigned) return notAssigned;
        if (Reporting.Problem(command.Activity, command.Year) is { } problem) return problem;
        return Decision.Accept(new ReportVerified(command.Year, command.Participant, report.Reported ?? Tonnes.Zero,
            command.Verified, command.Activity, command.Findings));
    }

    public static Decision Decide(AcceptReport command, CommandContext context, MrvState mrv)
    {
        var (report, refusal) = Ready(command.Year, command.Participant, ReportAction.Accept, context, mrv);
        if (report is null) return refusal;
        return Decision.Accept(new ReportAccepted(command.Year, command.Participant, report.Verified ?? Tonnes.Zero));
    }

    public static Decision Decide(RefuseReport command, CommandContext context, MrvState mrv)
    {
        var (report, refusal) = Ready(command.Year, command.Participant, ReportAction.Refuse, context, mrv);
        if (report is null) return refusal;
        return string.IsNullOrWhiteSpace(command.Reason)
            ? MrvRefusals.ReasonNeeded.With(MrvRefusals.Duty)
            : Decision.Accept(new ReportRefused(command.Year, command.Participant, command.Reason));
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
