namespace Chutan.Market.Allocation;

/// <summary>申请复核: asks for review of a determined allocation, within the filing period.</summary>
[Wire("allocation.file-objection"), By(Scope.Own, Rights.Report, Role.CoveredEntity)]
public sealed record FileObjection(ComplianceYear Year, ParticipantId Participant, string Grounds)
    : Command, IConcernsParticipant;

/// <summary>作出复核决定: turns an objection down, or sets the initial allocation anew.</summary>
/// <param name="Initial">The initial allocation after review; null turns the objection down.</param>
[Wire("allocation.decide-objection"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record DecideObjection(ComplianceYear Year, ParticipantId Participant, Tonnes? Initial, string Reason)
    : Command, IConcernsParticipant;

/// <summary>配额复核: the two timers of an objection.</summary>
internal static class Objections
{
    public static Decision Decide(FileObjection command, CommandContext context, AllocationState allocation)
    {
        var fileDays = context.Rules.Get(AllocationKeys.AppealFileDays, command.Year);
        var decideDays = context.Rules.Get(AllocationKeys.AppealDecideDays, command.Year);
        if (context.Rules.Missing is { } missing) return missing;
        var basis = context.Rules.Cite(AllocationKeys.AppealFileDays, command.Year);
        if (allocation.Find(command.Year, command.Participant) is not { NoticeOn: { } notice, Objection: null })
            return AllocationRefusals.NotObjectionTarget.With(basis, ("participant", command.Participant),
                ("year", command.Year));
        if (string.IsNullOrWhiteSpace(command.Grounds)) return AllocationRefusals.DecisionNeeded.With(basis);
        var fileBy = context.Rules.Calendar.Add(notice, fileDays);
        if (fileBy.Date is not { } lastDay) return NoCalendar(fileBy, basis);
        if (context.Date > lastDay) return AllocationRefusals.ObjectionTooLate.With(basis, ("by", lastDay));
        var decideBy = context.Rules.Calendar.Add(context.Date, decideDays);
        if (decideBy.Date is not { } decisionDay) return NoCalendar(decideBy, basis);
        return Decision.Accept(
            new ObjectionFiled(command.Year, command.Participant, command.Grounds, lastDay, decisionDay));
    }

    private static Decision NoCalendar(WorkingDayCount count, Citation basis) =>
        RulebookRefusals.NoCalendar.With(basis, ("year", count.MissingYear ?? 0));
}
