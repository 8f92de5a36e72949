using Chutan.Market.Participants;

namespace Chutan.Market.Mrv;

/// <summary>承接历年报告: brings in what another system had verified and accepted of a year before the entity reported here,
/// with its output, so that later years can be compared with it. It creates no duty: a year is assessed only for those
/// on its list.</summary>
/// <param name="Emissions">As accepted then, whole tonnes.</param>
/// <param name="Source">文号或来源: on what it rests.</param>
[Wire("mrv.bring-in-report"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record BringInReport(ParticipantId Participant, ComplianceYear Year, Tonnes Emissions, Activity Activity,
    string Source) : Command, IConcernsParticipant;

[Wire("mrv.report-brought-in")]
public sealed record ReportBroughtIn(ParticipantId Participant, ComplianceYear Year, Tonnes Emissions,
    Activity Activity, string Source) : MrvEvent;

/// <summary>历年报告的承接.</summary>
internal static class EarlierReports
{
    public static Decision Decide(BringInReport command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        if (participants.Find(command.Participant) is not { Kind: ParticipantKind.CoveredEntity })
            return MrvRefusals.NotAnEmitter.With(MrvRefusals.Duty, ("participant", command.Participant));
        if (command.Year.Year >= context.Date.Year)
            return MrvRefusals.YearNotOver.With(MrvRefusals.Duty, ("year", command.Year));
        if (string.IsNullOrWhiteSpace(command.Source)) return ReportRefusals.DecisionNeeded.With(MrvRefusals.Duty);
        if (mrv.Find(command.Year, command.Participant) is not null
            || mrv.Plans.FirstOf(command.Participant, command.Year) is not null)
            return ReportRefusals.BeforePlatform.With(ReportRefusals.Duty, ("participant", command.Participant),
                ("year", command.Year));
        return Reporting.Problem(command.Activity, command.Year)
            ?? Decision.Accept(new ReportBroughtIn(command.Participant, command.Year, command.Emissions,
                command.Activity, command.Source.Trim()));
    }
}
