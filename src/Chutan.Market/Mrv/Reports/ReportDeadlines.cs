using Chutan.Market.Participants;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Mrv;

/// <summary>准予延期提交: the authority puts off one entity's deadline by a decision.</summary>
[Wire("mrv.extend-report-deadline"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record ExtendReportDeadline(ParticipantId Participant, ComplianceYear Year, LocalDate Date,
    string Decision) : Command, IConcernsParticipant;

/// <summary>催报: reminds every entity whose report of a year is not in, once the deadline is near.</summary>
[Wire("mrv.remind-reports"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Authority)]
public sealed record RemindReports(ComplianceYear Year) : Command;

/// <param name="Before">The deadline that stood before.</param>
[Wire("mrv.report-deadline-extended")]
public sealed record ReportDeadlineExtended(ParticipantId Participant, ComplianceYear Year, LocalDate Date,
    LocalDate Before, string Decision) : AnnualEvent;

[Wire("mrv.report-reminder-sent")]
public sealed record ReportReminderSent(ParticipantId Participant, ComplianceYear Year, LocalDate Due) : AnnualEvent;

/// <summary>A deadline that was put off.</summary>
public sealed record ReportExtension(ParticipantId Participant, ComplianceYear Year, LocalDate Date, LocalDate Before,
    string Decision, LocalDate DecidedOn);

/// <summary>排放报告的期限、延期与催报.</summary>
public static class ReportDeadlines
{
    private const int LongestReminder = 400;

    /// <summary>The last day on which an entity's report is in time, and the rule or decision it follows from.
    /// </summary>
    public static (LocalDate Date, Citation Basis, Refusal? Refusal) Of(
        ComplianceYear year, ParticipantId participant, RuleReader rules, AnnualsState annuals)
    {
        if (annuals.ExtensionOf(participant, year) is { } extended)
            return (extended.Date, new Citation(extended.Decision), null);
        return ByRule(year, rules);
    }

    /// <summary>The deadline the rulebook names.</summary>
    public static (LocalDate Date, Citation Basis, Refusal? Refusal) ByRule(ComplianceYear year, RuleReader rules)
    {
        var month = rules.Get(MrvKeys.ReportMonth, year);
        if (rules.Missing is { } missing) return (default, MrvRefusals.Duty, missing);
        var basis = rules.Cite(MrvKeys.ReportMonth, year);
        return rules.Calendar.LastWorkingDayOf(year.Next.Year, month) is { } day
            ? (day, basis, null)
            : (default, basis, RulebookRefusals.NoCalendar.With(basis, ("year", year.Next)));
    }

    internal static Decision Decide(
        ExtendReportDeadline command, CommandContext context, ParticipantsState participants, MrvState mrv)
    {
        if (participants.Find(command.Participant) is not { Kind: ParticipantKind.CoveredEntity })
            return MrvRefusals.NotAnEmitter.With(MrvRefusals.Duty, ("participant", command.Participant));
        if (string.IsNullOrWhiteSpace(command.Decision)) return ReportRefusals.DecisionNeeded.With(MrvRefusals.Duty);
        if (mrv.Find(command.Year, command.Participant) is { Revision: > 0 } report)
            return ReportRefusals.AlreadyIn.With(MrvRefusals.Duty, ("participant", command.Participant),
                ("year", command.Year), ("state", report.State));
        var (due, _, refusal) = Of(command.Year, command.Participant, context.Rules, mrv.Annuals);
        if (refusal is not null) return refusal;
        return command.Date <= due
            ? ReportRefusals.NotLater.With(MrvRefusals.Duty, ("date", command.Date), ("due", due))
            : Decision.Accept(new ReportDeadlineExtended(command.Participant, command.Year, command.Date, due,
                command.Decision.Trim()));
    }

    internal static Decision Decide(RemindReports command, CommandContext context, MrvState mrv)
    {
        var (reminders, refusal) = ToRemind(command.Year, context.Date, context.Rules, mrv);
        if (refusal is not null) return refusal;
        return reminders.Count > 0 ? Decision.Accept(reminders)
            : ReportRefusals.NobodyToRemind.With(MrvRefusals.Duty, ("year", command.Year));
    }

    /// <summary>Who is to be reminded on a day: whoever has a plan or reported the year before, has not reported the
    /// year, and was not reminded of the deadline that is near.</summary>
    public static (List<Event> Reminders, Refusal? Refusal) ToRemind(
        ComplianceYear year, LocalDate today, RuleReader rules, MrvState mrv)
    {
        var events = new List<Event>();
        var days = rules.Get(ReportKeys.ReminderDays, year);
        if (rules.Missing is { } missing) return (events, missing);
        foreach (var participant in mrv.Plans.Entities
            .Concat(mrv.Of(year.Previous).Select(r => r.Participant)).Distinct().Order())
        {
            if (mrv.Find(year, participant) is { Revision: > 0 } or { State: ReportState.Accepted }) continue;
            var (due, _, refusal) = Of(year, participant, rules, mrv.Annuals);
            if (refusal is not null) return (events, refusal);
            if (today > due || mrv.Annuals.RemindedOf(participant, year) == due) continue;
            if (WorkingDaysUntil(today, due, rules.Calendar) <= days)
                events.Add(new ReportReminderSent(participant, year, due));
        }
        return (events, null);
    }

    /// <summary>Working days after a day, up to and including another; bounded.</summary>
    internal static int WorkingDaysUntil(LocalDate from, LocalDate until, WorkingDayCalendar calendar)
    {
        var count = 0;
        for (var day = from.PlusDays(1); day <= until && count < LongestReminder; day = day.PlusDays(1))
            if (calendar.IsWorkingDay(day) != false) count++;
        return count;
    }
}
