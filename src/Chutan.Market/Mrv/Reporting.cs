using Chutan.Market.Participants;

namespace Chutan.Market.Mrv;

/// <summary>提交排放报告: hands in the annual report line by line, for the first time, again before verification, or
/// corrected. Only for an entity without an approved plan for the year; with one its report comes from its months.
/// </summary>
/// <param name="Total">Whole tonnes: the sum of the lines, rounded half up once.</param>
[Wire("mrv.submit-report"), By(Scope.Own, Rights.Report, Role.CoveredEntity)]
public sealed record SubmitReport(ParticipantId Participant, ComplianceYear Year, Tonnes Total,
    ImmutableArray<SourceLine> Lines, Activity Activity) : Command, IConcernsParticipant;

/// <param name="To">The state the report is in after it was handed in.</param>
/// <param name="Late">Handed in after the day it was due; it counts all the same, and the article is recorded. A
/// derived report that comes again is late when it was the first time.</param>
[Wire("mrv.report-submitted")]
public sealed record ReportSubmitted(ParticipantId Participant, ComplianceYear Year, Tonnes Total,
    ImmutableArray<SourceLine> Lines, Activity Activity, int Revision, ReportState To, LocalDate Due, bool Late,
    Citation DueBasis) : MrvEvent;

/// <summary>年度排放报告的提交.</summary>
internal static class Reporting
{
    public static Decision Decide(SubmitReport command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        if (participants.Find(command.Participant) is not { Kind: ParticipantKind.CoveredEntity })
            return MrvRefusals.NotAnEmitter.With(MrvRefusals.Duty, ("participant", command.Participant));
        if (command.Year.Year >= context.Date.Year)
            return MrvRefusals.YearNotOver.With(MrvRefusals.Duty, ("year", command.Year));
        if (mrv.Plans.FirstOf(command.Participant, command.Year) is { } plan)
            return ReportRefusals.FromMonths.With(ReportRefusals.Duty, ("participant", command.Participant),
                ("year", command.Year), ("version", plan.Version), ("from", plan.From));
        var report = mrv.Find(command.Year, command.Participant);
        var from = report?.State ?? ReportState.Draft;
        if (ReportWorkflow.Next(from, ReportAction.Submit, context.Actor.Role) is not { } to)
            return MrvRefusals.NotNow.With(MrvRefusals.Duty, ("action", ReportAction.Submit), ("state", from));
        if (Problem(command) is { } problem) return problem;

        var (day, basis, noDay) = ReportDeadlines.Of(command.Year, command.Participant, context.Rules, mrv.Annuals);
        if (noDay is not null) return noDay;
        return Decision.Accept(new ReportSubmitted(command.Participant, command.Year, command.Total, command.Lines,
            command.Activity, (report?.Revision ?? 0) + 1, to, day, Late: context.Date > day, basis));
    }

    /// <summary>What is wrong in the figures themselves; names the line.</summary>
    private static Refusal? Problem(SubmitReport command)
    {
        if (command.Lines.IsDefaultOrEmpty) return MrvRefusals.NoLines.With(MrvRefusals.Duty);
        var sum = 0m;
        for (var i = 0; i < command.Lines.Length; i++)
        {
            var line = command.Lines[i];
            if (string.IsNullOrWhiteSpace(line.Source) || line.Amount < 0 || line.Factor < 0
                || line.Emissions != line.Amount * line.Factor)
                return MrvRefusals.LineMismatch.With(MrvRefusals.Duty, ("line", i + 1), ("source", line.Source),
                    ("given", line.Emissions), ("computed", line.Amount * line.Factor));
            sum += line.Emissions;
        }
        if (Rounding.HalfUp(sum) != command.Total)
            return MrvRefusals.TotalMismatch.With(MrvRefusals.Duty, ("total", command.Total),
                ("sum", Rounding.HalfUp(sum)), ("last", command.Lines[^1].Source));
        return Problem(command.Activity, command.Year);
    }

    /// <summary>Activity data that cannot be: negative output, more days than the year has.</summary>
    internal static Refusal? Problem(Activity activity, ComplianceYear year)
    {
        foreach (var output in activity.Outputs)
            if (output.Quantity < 0 || string.IsNullOrWhiteSpace(output.Product))
                return MrvRefusals.BadOutput.With(MrvRefusals.Duty, ("product", output.Product),
                    ("quantity", output.Quantity));
        var days = CalendarSystem.Iso.GetDaysInYear(year.Year);
        return activity.ProductionDays < 0 || activity.StoppedDays < 0
            || activity.ProductionDays + activity.StoppedDays > days
            ? MrvRefusals.BadDays.With(MrvRefusals.Duty, ("days", activity.ProductionDays + activity.StoppedDays),
                ("year", year), ("most", days))
            : null;
    }
}
