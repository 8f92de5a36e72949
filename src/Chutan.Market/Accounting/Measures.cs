namespace Chutan.Market.Accounting;

/// <summary>How a measure's effect is given.</summary>
public enum MeasureEffect
{
    /// <summary>A percentage of what its source still emits 按比例.</summary>
    Percent = 0,
    /// <summary>Tonnes a year 按吨.</summary>
    Tonnes = 1,
}

/// <summary>减排措施, with the company's own figures.</summary>
/// <param name="Cost">Investment.</param>
/// <param name="LifetimeYears">1 to 50.</param>
/// <param name="YearlySaving">Money saved a year; negative when it costs more to run.</param>
/// <param name="Amount">Percent, or tonnes a year.</param>
public sealed record Measure(MeasureId Id, ParticipantId Participant, SourceId Source, string NameZh, string NameEn,
    Money Cost, int LifetimeYears, Money YearlySaving, MeasureEffect Effect, decimal Amount);

/// <summary>填报减排措施.</summary>
[Wire("accounting.enter-measure"),
 By(Scope.Own, Rights.Report, Role.Enterprise, Role.CoveredEntity, Role.Institution)]
public sealed record EnterMeasure(ParticipantId Participant, SourceId Source, string NameZh, string NameEn, Money Cost,
    int LifetimeYears, Money YearlySaving, MeasureEffect Effect, decimal Amount) : Command, IConcernsParticipant;

/// <summary>撤下减排措施.</summary>
[Wire("accounting.withdraw-measure"),
 By(Scope.Own, Rights.Report, Role.Enterprise, Role.CoveredEntity, Role.Institution)]
public sealed record WithdrawMeasure(ParticipantId Participant, MeasureId Measure) : Command, IConcernsParticipant;

[Wire("accounting.measure-entered")]
public sealed record MeasureEntered(Measure Measure) : AccountingEvent;

[Wire("accounting.measure-withdrawn")]
public sealed record MeasureWithdrawn(ParticipantId Participant, MeasureId Measure) : AccountingEvent;

/// <summary>减排措施.</summary>
internal static class EnteringMeasures
{
    private const int LongestLife = 50;
    private const decimal MostAmount = 100_000_000;
    private static readonly Money Most = new(100_000_000_000_00);

    public static Decision Decide(EnterMeasure command, AccountingState state)
    {
        if (state.Find(command.Source, command.Participant) is not { } source)
            return AccountingRefusals.UnknownSource.With(AccountingRefusals.Inventory, ("source", command.Source));
        if (!Wording.IsName(command.NameZh) || command.NameEn.Length > Wording.LongestName
            || command.Cost.Fen < 0 || command.Cost > Most || command.YearlySaving > Most
            || command.YearlySaving < -Most || command.LifetimeYears is < 1 or > LongestLife
            || !Enum.IsDefined(command.Effect) || command.Amount <= 0
            || command.Amount > (command.Effect == MeasureEffect.Percent ? 100 : MostAmount))
            return AccountingRefusals.BadMeasure.With(AccountingRefusals.Records, ("years", LongestLife));
        return Decision.Accept(new MeasureEntered(new Measure(state.NextMeasure, command.Participant, source.Id,
            command.NameZh.Trim(), command.NameEn.Trim(), command.Cost, command.LifetimeYears, command.YearlySaving,
            command.Effect, command.Amount)));
    }

    public static Decision Decide(WithdrawMeasure command, AccountingState state) =>
        state.Find(command.Measure, command.Participant) is null
            ? AccountingRefusals.UnknownMeasure.With(AccountingRefusals.Records, ("measure", command.Measure))
            : Decision.Accept(new MeasureWithdrawn(command.Participant, command.Measure));
}
