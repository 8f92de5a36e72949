using Chutan.Market.Participants;
using Chutan.Market.Quantification;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Mrv;

/// <summary>编制年度报告: derives a year's report from its accepted months, for a second person of the entity to sign. Done
/// again, it makes the next version; the one before is kept.</summary>
[Wire("mrv.prepare-annual-report"), By(Scope.Own, Rights.Report, Role.CoveredEntity)]
public sealed record PrepareAnnualReport(ParticipantId Participant, ComplianceYear Year, AnnualContent Content)
    : Command, IConcernsParticipant;

/// <summary>签署并提交年度报告: the second person signs the prepared version and hands it in.</summary>
/// <param name="Version">The version that was read and is signed.</param>
[Wire("mrv.submit-annual-report"), By(Scope.Own, Rights.Report, Role.CoveredEntity)]
public sealed record SubmitAnnualReport(ParticipantId Participant, ComplianceYear Year, int Version,
    Declaration Declaration) : Command, IConcernsParticipant;

public abstract record AnnualEvent : MrvEvent;

[Wire("mrv.annual-report-prepared", 2)]
public sealed record AnnualReportPrepared(AnnualReport Report) : AnnualEvent;

[Wire("mrv.annual-report-submitted")]
public sealed record AnnualReportSubmitted(ParticipantId Participant, ComplianceYear Year, int Version,
    Declaration Declaration, UserId ApprovedBy, Instant At) : AnnualEvent;

/// <summary>年度报告的编制、签署与提交.</summary>
internal static class AnnualReporting
{
    public static Decision Decide(PrepareAnnualReport command, CommandContext context, ParticipantsState participants,
        MrvState mrv, QuantificationState methods)
    {
        if (MayHandIn(command.Participant, command.Year, context, participants, mrv) is { } refusal) return refusal;
        if (Problem(command, mrv) is { } problem) return problem;
        var faults = new Faults();
        var basis = AnnualCalculation.Basis(command.Participant, command.Year, mrv, methods, faults);
        var derived = basis is null || faults.Any ? null
            : AnnualCalculation.Of(command.Year, command.Content, basis, context.Rules, faults);
        if (context.Rules.Missing is { } missing) return missing;
        if (derived is not { } report)
            return faults.Sorted[0].ToRefusal(
                basis is null ? ReportRefusals.Duty : new Citation(basis.Method.Head.Source));
        var version = mrv.Annuals.Versions(command.Participant, command.Year).Length + 1;
        return Decision.Accept(new AnnualReportPrepared(new AnnualReport(command.Participant, command.Year, version,
            command.Content, report.Result, AnnualState.Prepared, context.Actor.User, context.At, null, null, null,
            context.Position)));
    }

    public static Decision Decide(SubmitAnnualReport command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        if (MayHandIn(command.Participant, command.Year, context, participants, mrv) is { } refusal) return refusal;
        if (mrv.Annuals.Newest(command.Participant, command.Year) is not { State: AnnualState.Prepared } report)
            return ReportRefusals.NotPrepared.With(ReportRefusals.Duty, ("year", command.Year));
        if (report.Version != command.Version)
            return ReportRefusals.OtherVersion.With(ReportRefusals.Duty, ("expected", report.Version),
                ("given", command.Version));
        if (report.PreparedBy == context.Actor.User) return ReportRefusals.SamePerson.With(ReportRefusals.Duty);
        if (string.IsNullOrWhiteSpace(command.Declaration.Signatory) || command.Declaration.SignedOn > context.Date)
            return ReportRefusals.BadDeclaration.With(ReportRefusals.Duty, ("today", context.Date));
        var changed = report.Result.Months.Where(m => mrv.Months.Find(command.Participant, command.Year, m.Month) is not
            { State: MonthState.Accepted } now || now.Revision != m.Revision).Select(m => m.Month).ToList();
        if (changed.Count > 0)
            return ReportRefusals.MonthsChanged.With(ReportRefusals.Duty,
                ("months", string.Join(", ", changed.Select(m => Text.Of(m)))));
        var (due, basis, noDue) = ReportDeadlines.Of(command.Year, command.Participant, context.Rules, mrv.Annuals);
        if (noDue is not null) return noDue;
        var before = mrv.Find(command.Year, command.Participant);
        var from = before?.State ?? ReportState.Draft;
        return Decision.Accept(
            new AnnualReportSubmitted(command.Participant, command.Year, command.Version, command.Declaration,
                context.Actor.User, context.At),
            new ReportSubmitted(command.Participant, command.Year, report.Result.Compliance, Lines(report.Result),
                report.Result.Activity, (before?.Revision ?? 0) + 1,
                ReportWorkflow.Next(from, ReportAction.Submit, context.Actor.Role) ?? from, due,
                Late: before is { Revision: > 0 } ? before.Late : context.Date > due, basis));
    }

    /// <summary>Whether the year's report may be handed in now, as for one without a plan.</summary>
    private static Refusal? MayHandIn(ParticipantId participant, ComplianceYear year, CommandContext context,
        ParticipantsState participants, MrvState mrv)
    {
        if (participants.Find(participant) is not { Kind: ParticipantKind.CoveredEntity })
            return MrvRefusals.NotAnEmitter.With(MrvRefusals.Duty, ("participant", participant));
        if (year.Year >= context.Date.Year) return MrvRefusals.YearNotOver.With(MrvRefusals.Duty, ("year", year));
        var from = mrv.Find(year, participant)?.State ?? ReportState.Draft;
        return ReportWorkflow.Next(from, ReportAction.Submit, context.Actor.Role) is null
            ? MrvRefusals.NotNow.With(MrvRefusals.Duty, ("action", ReportAction.Submit), ("state", from))
            : null;
    }

    private static Refusal? Problem(PrepareAnnualReport command, MrvState mrv)
    {
        foreach (var figure in command.Content.ManualFigures)
        {
            if (string.IsNullOrWhiteSpace(figure.Reason))
                return ReportRefusals.ManualReason.With(ReportRefusals.Duty, ("figure", figure.Column));
            foreach (var hash in figure.Evidence)
                if (mrv.Documents.Find(command.Participant, hash) is null)
                    return ReportRefusals.EvidenceUnknown.With(ReportRefusals.Duty, ("figure", figure.Column),
                        ("hash", hash));
        }
        return Reporting.Problem(new Activity([], command.Content.ProductionDays, command.Content.StoppedDays),
            command.Year);
    }

    /// <summary>The counted sources as the plain lines every report has, so that both kinds can be read alike.
    /// </summary>
    internal static ImmutableArray<SourceLine> Lines(AnnualResult result)
    {
        var kind = result.Level == ReportLevel.Entity ? PartKind.Source : PartKind.Facility;
        return [.. result.Of(kind).Where(p => (result.IncludesIndirect || !p.Indirect)
            && (p.Module.Length == 0 || result.CountsFurther)).Select(p => new SourceLine(
            p.Code.Length == 0 ? p.NameZh : $"{p.NameZh} {p.Code}", p.Tonnes, "tCO2e", 1, p.Tonnes))];
    }
}
