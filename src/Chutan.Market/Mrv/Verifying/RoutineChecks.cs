using Chutan.Market.Participants;

namespace Chutan.Market.Mrv;

/// <summary>双随机抽取: a city authority draws, each quarter, which of its entities are checked and by which of its
/// inspectors.</summary>
/// <param name="Participant">The city authority.</param>
/// <param name="Inspectors">Names of those who can be sent.</param>
[Wire("mrv.draw-routine-checks"), By(Scope.Own, Rights.None, Role.CityAuthority)]
public sealed record DrawRoutineChecks(ParticipantId Participant, int Year, int Quarter,
    ImmutableArray<string> Inspectors, string Seed) : Command, IConcernsParticipant;

/// <summary>公开日常检查结果.</summary>
/// <param name="Participant">The entity that was checked.</param>
[Wire("mrv.record-routine-check"), By(Scope.City, Rights.None, Role.CityAuthority)]
public sealed record RecordRoutineCheck(ParticipantId Participant, int Check, RoutineResult Result, string Notes)
    : Command, IConcernsParticipant;

public enum RoutineResult
{
    /// <summary>Drawn, not yet carried out.</summary>
    Open = 0,
    NoProblem = 1,
    Problems = 2,
    /// <summary>The entity let nobody in, or hid something.</summary>
    Obstructed = 3,
}

/// <summary>日常检查: one check of one entity.</summary>
/// <param name="Bureau">The city authority.</param>
public sealed record RoutineCheck(int Number, ParticipantId Bureau, ParticipantId Participant, int Year, int Quarter,
    ImmutableArray<string> Inspectors, LocalDate DrawnOn, RoutineResult Result, string Notes, LocalDate? DoneOn);

[Wire("mrv.routine-checks-drawn")]
public sealed record RoutineChecksDrawn(ParticipantId Bureau, int Year, int Quarter, string Seed,
    ImmutableArray<RoutineCheck> Checks) : VerificationEvent;

[Wire("mrv.routine-check-recorded")]
public sealed record RoutineCheckRecorded(int Check, ParticipantId Participant, RoutineResult Result, string Notes)
    : VerificationEvent;

/// <summary>市级双随机、一公开日常检查.</summary>
internal static class RoutineChecks
{
    public static Decision Decide(DrawRoutineChecks command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        if (!Lots.IsSeed(command.Seed)) return VerifyingRefusals.BadSeed.With(VerifyingRefusals.Supervision);
        if (command.Quarter is < 1 or > 4 || command.Year > context.Date.Year
            || command.Year == context.Date.Year && command.Quarter > (context.Date.Month + 2) / 3)
            return VerifyingRefusals.BadQuarter.With(VerifyingRefusals.Supervision);
        var least = context.Rules.Get(VerificationKeys.RoutineInspectors, context.Date);
        var inspectors = command.Inspectors.IsDefault ? []
            : command.Inspectors.Where(i => !string.IsNullOrWhiteSpace(i)).Distinct().ToImmutableArray();
        if (inspectors.Length < least)
            return VerifyingRefusals.BadInspectors.With(VerifyingRefusals.Supervision, ("least", least));
        var city = participants.Find(command.Participant)!.City; // the actor acts for it
        var entities = participants.All.Where(p => p.Kind == ParticipantKind.CoveredEntity
            && p.Status == ParticipantStatus.Active && Division.SameCity(p.City, city)).ToImmutableArray();
        var before = mrv.Verifications.RoutineChecks;
        if (entities.IsEmpty || before.Any(c => c.Bureau == command.Participant && c.Year == command.Year
            && c.Quarter == command.Quarter))
            return VerifyingRefusals.NothingToDraw.With(VerifyingRefusals.Supervision, ("year", command.Year));
        var count = Lots.Part(entities.Length, context.Rules.Get(VerificationKeys.RoutineShare, context.Date));
        var drawn = Lots.Draw(entities, count, command.Seed, p => p.CreditCode);
        return Decision.Accept(new RoutineChecksDrawn(command.Participant, command.Year, command.Quarter,
            command.Seed, [.. drawn.Select((p, i) => new RoutineCheck(before.Count + i + 1, command.Participant,
                p.Id, command.Year, command.Quarter, Lots.Draw(inspectors, least,
                    $"{command.Seed} {p.CreditCode}", n => n), context.Date, RoutineResult.Open, "", null))]));
    }

    public static Decision Decide(RecordRoutineCheck command, MrvState mrv)
    {
        if (mrv.Verifications.FindRoutineCheck(command.Check) is not { Result: RoutineResult.Open } check
            || check.Participant != command.Participant)
            return VerifyingRefusals.UnknownCheck.With(VerifyingRefusals.Supervision,
                ("participant", command.Participant), ("check", command.Check));
        var named = Enum.IsDefined(command.Result) && command.Result != RoutineResult.Open;
        return !named || command.Result != RoutineResult.NoProblem && string.IsNullOrWhiteSpace(command.Notes)
            ? MrvRefusals.ReasonNeeded.With(VerifyingRefusals.Supervision)
            : Decision.Accept(new RoutineCheckRecorded(command.Check, command.Participant, command.Result,
                command.Notes ?? ""));
    }
}
