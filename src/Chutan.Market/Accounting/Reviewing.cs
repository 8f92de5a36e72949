namespace Chutan.Market.Accounting;

/// <summary>复核月度数据: a second person, who entered none of the month's figures, passes the month or sends it back.
/// </summary>
[Wire("accounting.review-month"),
 By(Scope.Own, Rights.Report, Role.Enterprise, Role.CoveredEntity, Role.Institution)]
public sealed record ReviewMonth(ParticipantId Participant, int Year, int Month, bool Passed, string Note)
    : Command, IConcernsParticipant;

/// <summary>锁定月份: from then on its figures stand; only a restatement opens it.</summary>
[Wire("accounting.lock-month"),
 By(Scope.Own, Rights.Report, Role.Enterprise, Role.CoveredEntity, Role.Institution)]
public sealed record LockMonth(ParticipantId Participant, int Year, int Month) : Command, IConcernsParticipant;

[Wire("accounting.month-reviewed")]
public sealed record MonthReviewed(ParticipantId Participant, int Year, int Month, bool Passed, string Note,
    UserId By, Instant At) : AccountingEvent;

[Wire("accounting.month-locked")]
public sealed record MonthWasLocked(ParticipantId Participant, int Year, int Month, UserId By, Instant At)
    : AccountingEvent;

/// <summary>复核与锁定.</summary>
internal static class Reviewing
{
    public static Decision Decide(ReviewMonth command, CommandContext context, AccountingState state)
    {
        if (Activities.ToEdit(command.Participant, command.Year, command.Month, state, out var inventory)
            is { } problem) return problem;
        if (Incomplete(inventory!, command.Month, state) is { } incomplete) return incomplete;
        var month = Inventory.MonthText(command.Year, command.Month);
        if (inventory!.Of(command.Month).Any(e => e.EnteredBy == context.Actor.User))
            return AccountingRefusals.ReviewerIsMaker.With(AccountingRefusals.Records, ("month", month),
                ("user", context.Actor.User));
        if (!command.Passed && !Wording.IsReason(command.Note) || !Wording.IsNote(command.Note))
            return AccountingRefusals.Incomplete.With(AccountingRefusals.Records, ("field", "note"));
        return Decision.Accept(new MonthReviewed(command.Participant, command.Year, command.Month, command.Passed,
            command.Note.Trim(), context.Actor.User, context.At));
    }

    public static Decision Decide(LockMonth command, CommandContext context, AccountingState state)
    {
        if (Activities.ToEdit(command.Participant, command.Year, command.Month, state, out var inventory)
            is { } problem) return problem;
        if (Incomplete(inventory!, command.Month, state) is { } incomplete) return incomplete;
        return inventory!.Month(command.Month).ReviewedBy is null
            ? AccountingRefusals.NotReviewed.With(AccountingRefusals.Records,
                ("month", Inventory.MonthText(command.Year, command.Month)))
            : Decision.Accept(new MonthWasLocked(command.Participant, command.Year, command.Month,
                context.Actor.User, context.At));
    }

    /// <summary>The refusal that names the first source without figures; null when the month is complete. A source may
    /// have been added since the review.</summary>
    private static Refusal? Incomplete(Inventory inventory, int month, AccountingState state)
    {
        foreach (var source in state.SourcesOf(inventory.Participant))
            if (Activities.IsDue(source, inventory.Year, month, state) && inventory.Find(month, source.Id) is null)
                return Lacking(source.NameZh);
        return inventory.Of(month).Any() ? null : Lacking("—");

        Refusal Lacking(string source) => AccountingRefusals.MonthIncomplete.With(AccountingRefusals.Inventory,
            ("month", Inventory.MonthText(inventory.Year, month)), ("source", source));
    }
}
