namespace Chutan.Market.Mrv;

/// <summary>重新启动报告: opens an accepted report again by an order. The accepted figure goes on counting until another is
/// accepted in its place; then only the difference is carried on.</summary>
/// <param name="Order">文号.</param>
/// <param name="Fraud">数据造假: the figures were made up, not mistaken.</param>
[Wire("mrv.reopen-report"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record ReopenReport(ParticipantId Participant, ComplianceYear Year, string Order, string Reason,
    bool Fraud) : Command, IConcernsParticipant;

/// <summary>据复查重新启动: opens an accepted report again because a second verification, now closed, found another figure.
/// </summary>
/// <param name="Task">Number of the second verification.</param>
[Wire("mrv.reopen-on-recheck"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record ReopenOnRecheck(int Task, string Order, string Reason, bool Fraud) : Command;

/// <param name="Standing">The accepted figure, which goes on counting.</param>
[Wire("mrv.report-reopened")]
public sealed record ReportReopened(ParticipantId Participant, ComplianceYear Year, string Order, string Reason,
    bool Fraud, Tonnes Standing) : AnnualEvent;

/// <summary>The second verification a re-opening rests on, and the figure it found.</summary>
[Wire("mrv.reopening-grounded")]
public sealed record ReopeningGrounded(ParticipantId Participant, ComplianceYear Year, int Recheck, Tonnes Found)
    : AnnualEvent;

/// <summary>A re-opened report was accepted with another figure: what follows from the difference is beside it.
/// </summary>
/// <param name="Before">What counted until now; it is kept.</param>
[Wire("mrv.emissions-restated")]
public sealed record EmissionsRestated(ParticipantId Participant, ComplianceYear Year, Tonnes Before, Tonnes After,
    string Order) : AnnualEvent;

/// <summary>That a report was opened again, and what came of it.</summary>
/// <param name="Restated">The figure accepted instead; null before.</param>
public sealed record ReportReopening(ParticipantId Participant, ComplianceYear Year, string Order, string Reason,
    bool Fraud, Tonnes Standing, LocalDate OrderedOn, Tonnes? Restated, long Position)
{
    /// <summary>Journal position of the acceptance of the other figure; zero before.</summary>
    public long RestatedAt { get; init; }
    /// <summary>The second verification it rests on; null when it rests on none.</summary>
    public int? Recheck { get; init; }
}

/// <summary>报告的重新启动.</summary>
internal static class Reopening
{
    public static Decision Decide(ReopenReport command, CommandContext context, MrvState mrv)
    {
        if (string.IsNullOrWhiteSpace(command.Order) || string.IsNullOrWhiteSpace(command.Reason))
            return ReportRefusals.DecisionNeeded.With(ReportRefusals.Fraud);
        if (mrv.Find(command.Year, command.Participant) is not { State: ReportState.Accepted, Verified: { } standing }
            || ReportWorkflow.Next(ReportState.Accepted, ReportAction.Reopen, context.Actor.Role) is null)
            return ReportRefusals.NotFinal.With(ReportRefusals.Fraud, ("participant", command.Participant),
                ("year", command.Year));
        return Decision.Accept(new ReportReopened(command.Participant, command.Year, command.Order.Trim(),
            command.Reason.Trim(), command.Fraud, standing));
    }

    public static Decision Decide(ReopenOnRecheck command, CommandContext context, MrvState mrv)
    {
        if (mrv.Verifications.Find(command.Task) is not { Kind: VerificationKind.Recheck, Conclusion: { } found,
            Stage: VerificationStage.Closed } recheck)
            return VerifyingRefusals.RecheckNotClosed.With(VerifyingRefusals.Supervision, ("task", command.Task));
        var decision = Decide(new ReopenReport(recheck.Participant, recheck.Year, command.Order, command.Reason,
            command.Fraud), context, mrv);
        if (decision is not Decision.Accepted accepted) return decision;
        if (mrv.Accepted(recheck.Year, recheck.Participant) == found.Verified
            || mrv.Annuals.Reopenings(recheck.Participant, recheck.Year).Any(r => r.Recheck == command.Task))
            return VerifyingRefusals.NoErrorLeft.With(VerifyingRefusals.Supervision, ("task", command.Task));
        return accepted with
        {
            Events = [.. accepted.Events, new ReopeningGrounded(recheck.Participant, recheck.Year, command.Task,
                found.Verified)],
        };
    }
}
