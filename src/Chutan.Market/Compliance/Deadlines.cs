namespace Chutan.Market.Compliance;

/// <summary>确定缴还期限: sets a year's surrender deadline by a decision, instead of the rule's own date.</summary>
[Wire("compliance.set-deadline"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record SetDeadline(ComplianceYear Year, LocalDate Date, string Decision) : Command;

/// <summary>延长缴还期限: puts the deadline off, before the year was assessed.</summary>
[Wire("compliance.extend-deadline"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record ExtendDeadline(ComplianceYear Year, LocalDate Date, string Decision) : Command;

/// <param name="Extends">The date that stood before; null for the first decision.</param>
[Wire("compliance.deadline-set")]
public sealed record DeadlineSet(ComplianceYear Year, LocalDate Date, LocalDate? Extends, string Decision)
    : ComplianceEvent;

/// <summary>缴还期限: from the rule, or from a dated decision.</summary>
public static class Deadlines
{
    public static Decision Decide(SetDeadline command, ComplianceState compliance)
    {
        if (Problem(command.Year, command.Decision, compliance) is { } problem) return problem;
        if (compliance.DeadlineOf(command.Year) is { } before)
            return ComplianceRefusals.DeadlineStands.With(ComplianceRefusals.Duty, ("year", command.Year),
                ("date", before.Date));
        return command.Date.Year <= command.Year.Year
            ? ComplianceRefusals.DeadlineTooEarly.With(ComplianceRefusals.Duty, ("date", command.Date),
                ("before", new LocalDate(command.Year.Year, 12, 31)))
            : Decision.Accept(new DeadlineSet(command.Year, command.Date, null, command.Decision));
    }

    public static Decision Decide(ExtendDeadline command, CommandContext context, ComplianceState compliance)
    {
        if (Problem(command.Year, command.Decision, compliance) is { } problem) return problem;
        var (before, refusal) = Of(command.Year, context.Rules, compliance);
        if (refusal is not null) return refusal;
        return command.Date <= before
            ? ComplianceRefusals.DeadlineTooEarly.With(
                ComplianceRefusals.Duty, ("date", command.Date), ("before", before))
            : Decision.Accept(new DeadlineSet(command.Year, command.Date, before, command.Decision));
    }

    /// <summary>The last day on which units may be surrendered in time.</summary>
    public static (LocalDate Date, Refusal? Refusal) Of(
        ComplianceYear year, RuleReader rules, ComplianceState compliance)
    {
        if (compliance.DeadlineOf(year) is { } decided) return (decided.Date, null);
        return LastWorkingDay(ComplianceKeys.SurrenderMonth, year, rules);
    }

    /// <summary>The last working day of the month, in the year after, that a key names.</summary>
    public static (LocalDate Date, Refusal? Refusal) LastWorkingDay(ParameterKey<int> key, ComplianceYear year,
        RuleReader rules)
    {
        var month = rules.Get(key, year);
        if (rules.Missing is { } missing) return (default, missing);
        return rules.Calendar.LastWorkingDayOf(year.Next.Year, month) is { } day
            ? (day, null)
            : (default, RulebookRefusals.NoCalendar.With(rules.Cite(key, year), ("year", year.Next)));
    }

    private static Refusal? Problem(ComplianceYear year, string decision, ComplianceState compliance)
    {
        if (string.IsNullOrWhiteSpace(decision)) return ComplianceRefusals.DecisionNeeded.With(ComplianceRefusals.Duty);
        return compliance.AssessedOn(year) is { } day
            ? ComplianceRefusals.AlreadyAssessed.With(ComplianceRefusals.Duty, ("year", year), ("date", day))
            : null;
    }
}
