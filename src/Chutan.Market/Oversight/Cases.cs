namespace Chutan.Market.Oversight;

/// <summary>立案: opens a case on one alert or several.</summary>
[Wire("oversight.open-case"), By(Scope.Any, Rights.None, Role.Authority, Role.Exchange)]
public sealed record OpenCase(ImmutableArray<int> Alerts, string Title) : Command;

/// <summary>分派案件: gives a case to somebody of the authority or the exchange.</summary>
[Wire("oversight.assign-case"), By(Scope.Any, Rights.None, Role.Authority, Role.Exchange)]
public sealed record AssignCase(int Case, UserId To) : Command;

/// <summary>记录调查情况: adds a note to the evidence.</summary>
/// <param name="Document">Hash or number of a document; empty when there is none.</param>
[Wire("oversight.note-case"), By(Scope.Any, Rights.None, Role.Authority, Role.Exchange)]
public sealed record NoteCase(int Case, string Text, string Document) : Command;

/// <summary>结案.</summary>
/// <param name="Reference">Number of the penalty decision or referral letter; empty when there is none.</param>
[Wire("oversight.close-case"), By(Scope.Any, Rights.None, Role.Authority, Role.Exchange)]
public sealed record CloseCase(int Case, CaseOutcome Outcome, CaseConsequence Consequence, string Reason,
    string Reference) : Command;

public enum CaseStatus
{
    Open = 0,
    Assigned = 1,
    Investigating = 2,
    Closed = 3,
}

public enum CaseAction
{
    Assign = 0,
    Note = 1,
    Close = 2,
}

public enum CaseOutcome
{
    /// <summary>There is a good explanation: a false alarm.</summary>
    Explained = 0,
    /// <summary>A violation was found.</summary>
    Violation = 1,
    /// <summary>Handed to another authority.</summary>
    Referred = 2,
}

/// <summary>What follows for the participant. Restrictions and warnings are commands of their own that name the case.
/// </summary>
public enum CaseConsequence
{
    None = 0,
    Warning = 1,
    Restriction = 2,
    Penalty = 3,
}

/// <summary>One step in a case's file.</summary>
public sealed record CaseEntry(LocalDate Date, UserId By, string What, string Text, string Document);

/// <summary>A case on suspicious trading. Confidential: only the authority, the exchange's oversight and the auditors
/// may know of it.</summary>
/// <param name="Outcome">Null until it is closed.</param>
public sealed record OversightCase(int Number, ImmutableArray<int> Alerts, string Title, LocalDate OpenedOn,
    UserId OpenedBy, CaseStatus Status, UserId? AssignedTo, ImmutableArray<CaseEntry> Entries, CaseOutcome? Outcome,
    CaseConsequence Consequence, LocalDate? ClosedOn, string Reference);

public abstract record CaseEvent : OversightEvent;

[Wire("oversight.case-opened")]
public sealed record CaseOpened(int Case, ImmutableArray<int> Alerts, string Title, UserId By) : CaseEvent;

[Wire("oversight.case-assigned")]
public sealed record CaseAssigned(int Case, UserId To, UserId By) : CaseEvent;

[Wire("oversight.case-noted")]
public sealed record CaseNoted(int Case, string Text, string Document, UserId By) : CaseEvent;

[Wire("oversight.case-closed")]
public sealed record CaseClosed(int Case, CaseOutcome Outcome, CaseConsequence Consequence, string Reason,
    string Reference, UserId By) : CaseEvent;

/// <summary>案件办理: the table decides what may be done next.</summary>
public static class CaseWorkflow
{
    private static readonly ImmutableArray<(CaseStatus From, CaseAction Action, CaseStatus To)> Steps =
    [
        (CaseStatus.Open, CaseAction.Assign, CaseStatus.Assigned),
        (CaseStatus.Assigned, CaseAction.Assign, CaseStatus.Assigned),
        (CaseStatus.Assigned, CaseAction.Note, CaseStatus.Investigating),
        (CaseStatus.Investigating, CaseAction.Assign, CaseStatus.Investigating),
        (CaseStatus.Investigating, CaseAction.Note, CaseStatus.Investigating),
        (CaseStatus.Investigating, CaseAction.Close, CaseStatus.Closed),
    ];

    public static CaseStatus? Next(CaseStatus from, CaseAction action)
    {
        foreach (var step in Steps)
            if (step.From == from && step.Action == action) return step.To;
        return null;
    }
}

internal static class Cases
{
    public static Decision Decide(OpenCase command, CommandContext context, OversightState oversight)
    {
        if (command.Alerts.IsDefaultOrEmpty || string.IsNullOrWhiteSpace(command.Title))
            return OversightRefusals.EmptyCase.With(OversightRefusals.Supervision);
        foreach (var number in command.Alerts)
        {
            if (oversight.Surveillance.Find(number) is not { } alert)
                return OversightRefusals.UnknownAlert.With(OversightRefusals.Supervision, ("alert", number));
            if (alert.Status != AlertStatus.New)
                return OversightRefusals.AlertTaken.With(OversightRefusals.Supervision, ("alert", number),
                    ("status", alert.Status));
        }
        return Decision.Accept(new CaseOpened(oversight.Cases.All.Count + 1, [.. command.Alerts.Distinct().Order()],
            command.Title, context.Actor.User));
    }

    public static Decision Decide(AssignCase command, CommandContext context,
        Participants.ParticipantsState participants, CasesState cases)
    {
        if (Problem(command.Case, CaseAction.Assign, cases) is { } problem) return problem;
        return participants.Find(command.To) is { Active: true, Role: Role.Authority or Role.Exchange }
            ? Decision.Accept(new CaseAssigned(command.Case, command.To, context.Actor.User))
            : OversightRefusals.NotAnOfficer.With(OversightRefusals.Supervision, ("user", command.To));
    }

    public static Decision Decide(NoteCase command, CommandContext context, CasesState cases)
    {
        if (Problem(command.Case, CaseAction.Note, cases) is { } problem) return problem;
        return string.IsNullOrWhiteSpace(command.Text)
            ? OversightRefusals.NoReason()
            : Decision.Accept(new CaseNoted(command.Case, command.Text, command.Document, context.Actor.User));
    }

    public static Decision Decide(CloseCase command, CommandContext context, CasesState cases)
    {
        if (Problem(command.Case, CaseAction.Close, cases) is { } problem) return problem;
        if (string.IsNullOrWhiteSpace(command.Reason)) return OversightRefusals.NoReason();
        var needsReference = command.Consequence == CaseConsequence.Penalty || command.Outcome == CaseOutcome.Referred;
        if (needsReference && string.IsNullOrWhiteSpace(command.Reference))
            return OversightRefusals.ReferenceNeeded.With(OversightRefusals.Supervision);
        return command.Outcome == CaseOutcome.Explained && command.Consequence != CaseConsequence.None
            ? OversightRefusals.NoConsequence.With(OversightRefusals.Supervision)
            : Decision.Accept(new CaseClosed(command.Case, command.Outcome, command.Consequence, command.Reason,
                command.Reference, context.Actor.User));
    }

    private static Refusal? Problem(int number, CaseAction action, CasesState cases)
    {
        if (cases.Find(number) is not { } found)
            return OversightRefusals.UnknownCase.With(OversightRefusals.Supervision, ("case", number));
        return CaseWorkflow.Next(found.Status, action) is not null
            ? null
            : OversightRefusals.CaseElsewhere.With(OversightRefusals.Supervision, ("case", number),
                ("status", found.Status));
    }
}

/// <summary>All cases.</summary>
public sealed class CasesState
{
    private readonly List<OversightCase> cases = [];

    public IReadOnlyList<OversightCase> All => cases;
    public OversightCase? Find(int number) => number >= 1 && number <= cases.Count ? cases[number - 1] : null;

    internal void Apply(CaseEvent happened, EventContext context)
    {
        switch (happened)
        {
            case CaseOpened e:
                cases.Add(new OversightCase(e.Case, e.Alerts, e.Title, context.Date, e.By, CaseStatus.Open,
                    AssignedTo: null, [new CaseEntry(context.Date, e.By, nameof(CaseStatus.Open), e.Title, "")],
                    Outcome: null, CaseConsequence.None, ClosedOn: null, ""));
                break;
            case CaseAssigned e:
                Step(e.Case, CaseAction.Assign, new CaseEntry(context.Date, e.By, nameof(CaseAction.Assign),
                    e.To.ToString(), ""), c => c with { AssignedTo = e.To });
                break;
            case CaseNoted e:
                Step(e.Case, CaseAction.Note,
                    new CaseEntry(context.Date, e.By, nameof(CaseAction.Note), e.Text, e.Document), c => c);
                break;
            case CaseClosed e:
                Step(e.Case, CaseAction.Close,
                    new CaseEntry(context.Date, e.By, nameof(CaseAction.Close), e.Reason, e.Reference), c => c with
                    {
                        Outcome = e.Outcome,
                        Consequence = e.Consequence,
                        ClosedOn = context.Date,
                        Reference = e.Reference,
                    });
                break;
            default: throw new InvalidOperationException($"No case for {happened.GetType().Name}.");
        }
    }

    internal void Save(StateWriter to) => to.Many(cases, c =>
    {
        to.Int(c.Number);
        to.Many(c.Alerts, to.Int);
        to.String(c.Title);
        to.Date(c.OpenedOn);
        to.Long(c.OpenedBy.Number);
        to.Int((int)c.Status);
        to.Long(c.AssignedTo?.Number ?? 0);
        to.Many(c.Entries, e =>
        {
            to.Date(e.Date); to.Long(e.By.Number); to.String(e.What); to.String(e.Text); to.String(e.Document);
        });
        to.Int((int?)c.Outcome ?? -1);
        to.Int((int)c.Consequence);
        to.Date(c.ClosedOn);
        to.String(c.Reference);
    });

    internal void Load(StateReader from) => from.Many(() => cases.Add(new OversightCase(from.Int(),
        StabilitySnapshot.ReadMany(from, from.Int), from.String(), from.Date(), new(from.Long()),
        (CaseStatus)from.Int(), from.Long() is > 0 and var user ? new UserId(user) : null,
        StabilitySnapshot.ReadMany(from, () =>
            new CaseEntry(from.Date(), new(from.Long()), from.String(), from.String(), from.String())),
        from.Int() is >= 0 and var outcome ? (CaseOutcome)outcome : null, (CaseConsequence)from.Int(),
        from.MaybeDate(), from.String())));

    private void Step(int number, CaseAction action, CaseEntry entry, Func<OversightCase, OversightCase> change)
    {
        var before = cases[number - 1];
        cases[number - 1] = change(before) with
        {
            Status = CaseWorkflow.Next(before.Status, action)!.Value, // decided by the same table
            Entries = before.Entries.Add(entry),
        };
    }
}
