using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>One hour of a continuous emission monitoring system.</summary>
/// <param name="Hour">0 to 23; the hour that begins then.</param>
/// <param name="Co2">Concentration, % by volume of the dry flue gas; null when the system did not measure.</param>
/// <param name="Flow">Dry flue gas, 10³ Nm³/h; null when the system did not measure.</param>
/// <param name="Load">Output of the unit, MW; for the record only.</param>
public sealed record CemsHour(LocalDate Day, int Hour, decimal? Co2, decimal? Flow, decimal? Load);

/// <summary>烟气连续监测月汇总: what a stack emitted in a month by direct measurement. For cross-checks only; it is no basis of
/// a report.</summary>
/// <param name="Hours">Hours of the month.</param>
/// <param name="Missing">Hours without a measurement, each filled with the month's highest hour.</param>
/// <param name="MeasuredTonnes">Σ concentration × flow × density over the measured hours, t CO2.</param>
/// <param name="SubstitutedTonnes">For the missing hours, t CO2.</param>
/// <param name="IsUsable">Few enough hours are missing for the total to say anything.</param>
public sealed record CemsMonth(ParticipantId Participant, ComplianceYear Year, int Month, string Stack,
    string Document, int Hours, int Missing, decimal MeasuredTonnes, decimal SubstitutedTonnes, bool IsUsable,
    Instant FiledAt)
{
    public decimal Tonnes => MeasuredTonnes + SubstitutedTonnes;
}

/// <summary>提交连续监测数据: the hours of one stack in one month.</summary>
/// <param name="Stack">Short name, such as <c>stack-1</c>.</param>
/// <param name="Document">Hash of the file the hours come from.</param>
[Wire("mrv.file-cems"), By(Scope.Own, Rights.Report, Role.CoveredEntity)]
public sealed record FileCems(ParticipantId Participant, ComplianceYear Year, int Month, string Stack,
    string Document, ImmutableArray<CemsHour> Hours) : Command, IConcernsParticipant;

public abstract record CemsEvent : MrvEvent;

[Wire("mrv.cems-filed")]
public sealed record CemsFiled(CemsMonth Record) : CemsEvent;

/// <summary>The monthly totals of direct measurement, by entity, month and stack; filing again replaces.</summary>
public sealed class CemsState
{
    private readonly SortedDictionary<(MonthUse Month, string Stack), CemsMonth> months =
        new(Comparer<(MonthUse Month, string Stack)>.Create((a, b) => a.Month == b.Month
            ? string.CompareOrdinal(a.Stack, b.Stack) : a.Month.CompareTo(b.Month)));

    public IReadOnlyCollection<CemsMonth> All => months.Values;

    /// <summary>Every stack of an entity's month.</summary>
    public IEnumerable<CemsMonth> Of(ParticipantId participant, ComplianceYear year, int month) =>
        months.Values.Where(m => m.Participant == participant && m.Year == year && m.Month == month);

    internal void Apply(CemsFiled e) =>
        months[(new MonthUse(e.Record.Participant, e.Record.Year, e.Record.Month), e.Record.Stack)] = e.Record;

    internal void Save(StateWriter to) => to.Many(months.Values, m =>
    {
        to.Long(m.Participant.Number);
        to.Int(m.Year.Year);
        to.Int(m.Month);
        to.String(m.Stack);
        to.String(m.Document);
        to.Int(m.Hours);
        to.Int(m.Missing);
        to.Decimal(m.MeasuredTonnes);
        to.Decimal(m.SubstitutedTonnes);
        to.Bool(m.IsUsable);
        to.Instant(m.FiledAt);
    });

    internal void Load(StateReader from) => from.Many(() => Apply(new CemsFiled(new CemsMonth(new(from.Long()),
        new(from.Int()), from.Int(), from.String(), from.String(), from.Int(), from.Int(), from.Decimal(),
        from.Decimal(), from.Bool(), from.Instant()))));
}

/// <summary>连续监测数据的汇总.</summary>
internal static class CemsHours
{
    private const int LongestName = 40;
    private const int HoursOfDay = 24;
    private const decimal MostShare = 100;
    private const decimal MostFlow = 100_000;
    private const int Digits = 3;

    public static Decision Decide(FileCems command, CommandContext context, MrvState mrv)
    {
        if (command.Month is < 1 or > 12)
            return MonthRefusals.BadMonth.With(MonthRefusals.Duty, ("month", command.Month));
        if (command.Stack is not { Length: > 0 and <= LongestName })
            return MonthRefusals.BadStack.With(MonthRefusals.Duty, ("most", LongestName));
        if (mrv.Documents.Find(command.Participant, command.Document) is null)
            return MonthRefusals.EvidenceNotFiled.With(MonthRefusals.Duty, ("where", command.Stack),
                ("hash", command.Document));
        var hours = HoursOfDay * CalendarSystem.Iso.GetDaysInMonth(command.Year.Year, command.Month);
        if (Problem(command) is { } problem) return problem;
        var density = context.Rules.Get(MrvKeys.CemsDensity, command.Year);
        var share = context.Rules.Get(MrvKeys.CemsMissing, command.Year);
        if (context.Rules.Missing is { } missing) return missing;
        var measured = command.Hours.Where(h => h.Co2 is not null && h.Flow is not null)
            .Select(h => Rational.Of(h.Co2!.Value) * Rational.Of(h.Flow!.Value) // both are there
                * Rational.Of(density.ToDecimal()) / Rational.Of(100)).ToList();
        if (measured.Count == 0) return MonthRefusals.NoHours.With(MonthRefusals.Duty, ("month", command.Month));
        var absent = hours - measured.Count;
        var sum = measured.Aggregate(Rational.Zero, (a, b) => a + b);
        return Decision.Accept(new CemsFiled(new CemsMonth(command.Participant, command.Year, command.Month,
            command.Stack, command.Document, hours, absent, Tonnes(sum),
            Tonnes(measured.Max() * Rational.Of(absent)),
            Rational.Of(absent) <= Rational.Of(share.ToDecimal()) * Rational.Of(hours), context.At)));
    }

    private static decimal Tonnes(Rational tonnes) => decimal.Parse(
        tonnes.Round(Digits, RoundingMode.HalfUp).Fixed(Digits), System.Globalization.CultureInfo.InvariantCulture);

    private static Refusal? Problem(FileCems command)
    {
        var seen = new HashSet<(LocalDate, int)>();
        for (var i = 0; i < command.Hours.Length; i++)
        {
            var hour = command.Hours[i];
            var name = $"{Text.Of(hour.Day)} {Text.Of(hour.Hour)}";
            if (hour.Day.Year != command.Year.Year || hour.Day.Month != command.Month
                || hour.Hour is < 0 or >= HoursOfDay)
                return MonthRefusals.HourOfOtherMonth.With(MonthRefusals.Duty, ("line", i + 1), ("hour", name),
                    ("month", command.Month));
            if (!seen.Add((hour.Day, hour.Hour)))
                return MonthRefusals.HourTwice.With(MonthRefusals.Duty, ("line", i + 1), ("hour", name));
            if (hour.Co2 is < 0 or > MostShare || hour.Flow is < 0 or > MostFlow || hour.Load < 0)
                return MonthRefusals.HourImpossible.With(MonthRefusals.Duty, ("line", i + 1), ("hour", name),
                    ("co2", hour.Co2 ?? 0), ("flow", hour.Flow ?? 0));
        }
        return null;
    }
}
