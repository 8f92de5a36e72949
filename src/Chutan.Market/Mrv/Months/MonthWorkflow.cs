namespace Chutan.Market.Mrv;

public enum MonthAction
{
    File = 0,
    PassCounty = 1,
    PassCity = 2,
    Accept = 3,
    Return = 4,
}

/// <summary>月度存证流程: what may be done with a month, and where it leads. No state at all is a month not yet filed.
/// </summary>
public static class MonthWorkflow
{
    public static readonly ImmutableArray<MonthStep> Steps =
    [
        new(null, MonthAction.File, MonthState.Submitted),
        new(MonthState.Submitted, MonthAction.File, MonthState.Submitted),
        new(MonthState.Returned, MonthAction.File, MonthState.Submitted),
        new(MonthState.Submitted, MonthAction.PassCounty, MonthState.CountyChecked),
        new(MonthState.Submitted, MonthAction.Return, MonthState.Returned),
        new(MonthState.CountyChecked, MonthAction.PassCity, MonthState.CityChecked),
        new(MonthState.CountyChecked, MonthAction.Return, MonthState.Returned),
        new(MonthState.CityChecked, MonthAction.Accept, MonthState.Accepted),
        new(MonthState.CityChecked, MonthAction.Return, MonthState.Returned),
    ];

    /// <summary>The state an action leads to; null when it is not allowed.</summary>
    public static MonthState? Next(MonthState? from, MonthAction action)
    {
        foreach (var step in Steps)
            if (step.From == from && step.Action == action) return step.To;
        return null;
    }
}

public readonly record struct MonthStep(MonthState? From, MonthAction Action, MonthState To);

/// <summary>Where a month stands on a day, with what follows from the calendar alone.</summary>
public enum MonthStanding
{
    /// <summary>The month is not over 未到期.</summary>
    NotDue = 0,
    /// <summary>Over, and to be filed by the day it is due 待提交.</summary>
    Open = 1,
    /// <summary>Due and not filed 逾期.</summary>
    Overdue = 2,
    Submitted = 3,
    CountyChecked = 4,
    CityChecked = 5,
    Accepted = 6,
    Returned = 7,
}

/// <summary>存证期限: the days by which a month has to be filed and checked, counted from its last day.</summary>
/// <param name="Enterprise">The last day for the enterprise.</param>
/// <param name="County">The last day for the county's check.</param>
/// <param name="City">The last day for the city's check: the evidence is then complete.</param>
/// <param name="Lab">The last day on which a laboratory report may be issued and count.</param>
public readonly record struct MonthDeadlines(LocalDate Enterprise, LocalDate County, LocalDate City, LocalDate Lab)
{
    /// <summary>The deadlines under a regime; ask the reader for what is missing afterwards.</summary>
    public static MonthDeadlines Of(RuleReader rules, string regime, ComplianceYear year, int month)
    {
        var (end, scope) = (new LocalDate(year.Year, month, 1).PlusMonths(1).PlusDays(-1), Scope(regime));
        return new(end.PlusDays(rules.Get(MrvKeys.MonthDays, scope, year.RuleDate)),
            end.PlusDays(rules.Get(MrvKeys.CountyDays, scope, year.RuleDate)),
            end.PlusDays(rules.Get(MrvKeys.CityDays, scope, year.RuleDate)),
            end.PlusDays(rules.Get(MrvKeys.LabDays, scope, year.RuleDate)));
    }

    /// <summary>Where a month stands on a day.</summary>
    public static MonthStanding Standing(MonthRecord? record, ComplianceYear year, int month, LocalDate due,
        LocalDate today) => record?.State switch
        {
            MonthState.Submitted => MonthStanding.Submitted,
            MonthState.CountyChecked => MonthStanding.CountyChecked,
            MonthState.CityChecked => MonthStanding.CityChecked,
            MonthState.Accepted => MonthStanding.Accepted,
            MonthState.Returned => MonthStanding.Returned,
            _ when today < new LocalDate(year.Year, month, 1).PlusMonths(1) => MonthStanding.NotDue,
            _ => today > due ? MonthStanding.Overdue : MonthStanding.Open,
        };

    /// <summary>A regime's name as it scopes a rule key.</summary>
    private static string Scope(string regime) => regime.ToUpperInvariant();
}
