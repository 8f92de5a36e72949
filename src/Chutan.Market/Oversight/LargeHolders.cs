namespace Chutan.Market.Oversight;

/// <summary>大户报告: a large holder says what it holds the units for, within the time it is given.</summary>
[Wire("oversight.report-large-holding")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record ReportLargeHolding(ParticipantId Participant, int Duty, string Purpose, string FundsFrom,
    string Intention) : Command, IConcernsParticipant;

/// <summary>What a large holder owes: one report each time its share reaches the mark.</summary>
/// <param name="Holder">The participant, or the first of those that belong together.</param>
/// <param name="Members">Everybody whose holdings were counted.</param>
/// <param name="Circulation">All allowances in trading accounts.</param>
/// <param name="Share">The mark.</param>
/// <param name="ReportedOn">The day it was reported; null while it is owed.</param>
/// <param name="EndedOn">The day the holding fell below the mark again; null while it is above.</param>
public sealed record LargeHolderDuty(int Number, ParticipantId Holder, ImmutableArray<ParticipantId> Members,
    LocalDate Date, Tonnes Holding, Tonnes Circulation, Rate Share, LocalDate DueBy, LocalDate? ReportedOn,
    string Purpose, string FundsFrom, string Intention, LocalDate? EndedOn)
{
    public bool IsOverdue(LocalDate on) => ReportedOn is null && on > DueBy;
}

/// <summary>A holding reached the mark: a report is due.</summary>
[Wire("oversight.large-holder-found")]
public sealed record LargeHolderFound(int Duty, ParticipantId Holder, ImmutableArray<ParticipantId> Members,
    LocalDate Date, Tonnes Holding, Tonnes Circulation, Rate Share, LocalDate DueBy) : MeasureEvent;

[Wire("oversight.large-holding-reported")]
public sealed record LargeHoldingReported(int Duty, ParticipantId Participant, string Purpose, string FundsFrom,
    string Intention) : MeasureEvent;

/// <summary>A holding fell below the mark; reaching it again makes a new duty.</summary>
[Wire("oversight.large-holder-ended")]
public sealed record LargeHolderEnded(int Duty, Tonnes Holding) : MeasureEvent;

/// <summary>大户报告.</summary>
internal static class LargeHolders
{
    public static Decision Decide(ReportLargeHolding command, MeasuresState measures)
    {
        if (command.Duty < 1 || command.Duty > measures.Duties.Count
            || measures.Duties[command.Duty - 1] is not { ReportedOn: null } duty
            || !duty.Members.Contains(command.Participant))
            return OversightRefusals.UnknownDuty.With(OversightRefusals.Supervision, ("duty", command.Duty));
        return string.IsNullOrWhiteSpace(command.Purpose) || string.IsNullOrWhiteSpace(command.FundsFrom)
            ? OversightRefusals.NoReason()
            : Decision.Accept(new LargeHoldingReported(duty.Number, command.Participant, command.Purpose,
                command.FundsFrom, command.Intention));
    }

    /// <summary>Who reached the mark today, and who fell below it.</summary>
    /// <param name="positions">Every party with what it holds, by its first member.</param>
    public static IEnumerable<MeasureEvent> Evaluate(
        IReadOnlyList<PartyPosition> positions, RuleReader rules, LocalDate today, MeasuresState measures)
    {
        if (rules.Find(StabilityKeys.LargeHolderShare, today) is not { } share) yield break;
        var days = rules.Get(StabilityKeys.LargeHolderDays, today);
        if (rules.Missing is not null || rules.Calendar.Add(today, days).Date is not { } due) yield break;
        var circulation = Tonnes.Zero;
        foreach (var position in positions) circulation += position.Holding;
        var number = measures.Duties.Count;
        var running = measures.Duties.Where(d => d.EndedOn is null).ToDictionary(d => d.Holder);
        foreach (var position in positions)
        {
            var isLarge = !circulation.IsZero
                && (Int128)position.Holding.Count * Rate.Scale >= (Int128)circulation.Count * share.Parts;
            if (running.Remove(position.Holder, out var duty))
            {
                if (!isLarge) yield return new LargeHolderEnded(duty.Number, position.Holding);
            }
            else if (isLarge)
            {
                yield return new LargeHolderFound(++number, position.Holder, position.Members, today,
                    position.Holding, circulation, share, due);
            }
        }
        foreach (var gone in running.Values.OrderBy(d => d.Number))
            yield return new LargeHolderEnded(gone.Number, Tonnes.Zero);
    }
}

/// <summary>What those who belong together hold and need.</summary>
/// <param name="Holder">The first of them, by number.</param>
/// <param name="Holding">Allowances they hold together.</param>
/// <param name="Need">Allowances they still have to surrender, as far as it is known.</param>
public sealed record PartyPosition(ParticipantId Holder, ImmutableArray<ParticipantId> Members,
    ImmutableArray<AccountId> Accounts, Tonnes Holding, Tonnes Need)
{
    /// <summary>What they hold beyond their own need: what they could sell.</summary>
    public Tonnes Free => Holding.Beyond(Need);
}
