namespace Chutan.Market.Oversight;

/// <summary>交易监察: every detector over the day, and an alert for each finding that is not a repetition.</summary>
internal static class Surveillance
{
    /// <param name="raised">Alerts raised in the same decision before.</param>
    public static IEnumerable<SurveillanceEvent> Evaluate(DayPicture day, RuleReader rules, SurveillanceState state,
        int raised = 0)
    {
        yield return day.Today;
        var repeat = rules.Find(SurveillanceKeys.RepeatDays, day.Instrument, day.Date) ?? 0;
        var since = day.Last(repeat + 1)[0].Date;
        var number = state.Alerts.Count + raised;
        foreach (var finding in Findings(day, rules))
        {
            if (rules.Missing is not null) yield break;
            if (IsRepeated(day.Instrument, finding, since, state)) continue;
            yield return new AlertRaised(++number, day.Instrument, finding.Detector, day.Date, finding.From,
                finding.Accounts, finding.Orders, finding.Trades, finding.Figures);
        }
    }

    private static IEnumerable<Finding> Findings(DayPicture day, RuleReader rules) =>
        WashTrading.Find(day, rules).Concat(CircularTrading.Find(day, rules)).Concat(Spoofing.Find(day, rules))
            .Concat(MarkingTheClose.Find(day, rules)).Concat(Cornering.Find(day, rules))
            .Concat(FrontRunning.Find(day, rules));

    private static bool IsRepeated(string instrument, Finding finding, LocalDate since, SurveillanceState state)
    {
        for (var i = state.Alerts.Count - 1; i >= 0; i--)
        {
            var before = state.Alerts[i];
            if (before.Date < since) return false;
            if (before.Instrument == instrument && before.Detector == finding.Detector
                && before.Accounts.SequenceEqual(finding.Accounts)) return true;
        }
        return false;
    }
}
