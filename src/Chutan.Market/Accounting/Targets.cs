namespace Chutan.Market.Accounting;

/// <summary>What a target limits.</summary>
public enum TargetKind
{
    /// <summary>The tonnes themselves 总量.</summary>
    Absolute = 0,
    /// <summary>Tonnes per output 强度.</summary>
    Intensity = 1,
}

/// <summary>减排目标: so much below the base year by a year.</summary>
/// <param name="ReductionPercent">Above 0 to 100, at most two decimals.</param>
public sealed record Target(string Name, TargetKind Kind, FootprintBasis Basis, int Year, decimal ReductionPercent);

/// <summary>设定减排目标; a target of the same name is replaced.</summary>
[Wire("accounting.set-target"),
 By(Scope.Own, Rights.Report, Role.Enterprise, Role.CoveredEntity, Role.Institution)]
public sealed record SetTarget(ParticipantId Participant, Target Target) : Command, IConcernsParticipant;

[Wire("accounting.target-set")]
public sealed record TargetSet(ParticipantId Participant, Target Target) : AccountingEvent;

/// <summary>减排目标.</summary>
internal static class Targets
{
    private const int Furthest = 50;

    public static Decision Decide(SetTarget command, AccountingState state)
    {
        var target = command.Target;
        if (state.BaseYearOf(command.Participant) is not { } from)
            return AccountingRefusals.NoBaseYear.With(AccountingRefusals.Records);
        if (target is null || !Wording.IsName(target.Name) || !Enum.IsDefined(target.Kind)
            || !Enum.IsDefined(target.Basis) || target.Year <= from.Year || target.Year > from.Year + Furthest
            || target.ReductionPercent is <= 0 or > 100
            || decimal.Round(target.ReductionPercent, 2) != target.ReductionPercent)
            return AccountingRefusals.BadTarget.With(AccountingRefusals.Records, ("base", from.Year));
        return Decision.Accept(new TargetSet(command.Participant, target with { Name = target.Name.Trim() }));
    }
}
