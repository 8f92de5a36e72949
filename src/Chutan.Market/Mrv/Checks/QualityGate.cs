using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>提交时校核: what happens to a month or a report between being right in form and being taken. A check that blocks
/// refuses it; everything else becomes an alert; and alerts of before whose figures were put right are
/// closed.</summary>
public static class QualityGate
{
    /// <summary>The checks on a month as it would be filed; empty while no catalogue is in force.</summary>
    public static ImmutableArray<CheckHit> Try(MonthRecord month, RuleReader rules, MrvState mrv,
        QuantificationState methods) => mrv.Checks.Catalogue is not { } catalogue ? []
        : [.. new Judging(catalogue, rules, month.Year).Of(QualityPicture.Of(month.Participant, month.Year, mrv,
            methods, month), CheckStage.Month, month.Month).Select(h => Substituted(h, month))];

    /// <summary>Passes on the decision to file or correct a month, with what the checks make of it.</summary>
    internal static Decision Month(Decision decision, CommandContext context, MrvState mrv, QuantificationState methods)
    {
        if (decision is not Decision.Accepted accepted || mrv.Checks.Catalogue is not { } catalogue) return decision;
        var month = accepted.Events.OfType<MonthFiled>().FirstOrDefault()?.Record
            ?? accepted.Events.OfType<CorrectionDecided>().FirstOrDefault()?.Record;
        if (month is null) return decision;
        var hits = Try(month, context.Rules, mrv, methods);
        if (context.Rules.Missing is { } missing) return missing;
        if (hits.FirstOrDefault(h => h.Severity == CheckSeverity.Block) is { } blocking)
            return Refused(blocking, catalogue, HitNames.Of(month.Participant, month.Year, mrv, methods));
        var events = new AlertBook(mrv.Checks, catalogue.Version, AlertOrigin.Filing);
        events.Take(hits);
        events.CloseCorrected(month, hits, catalogue);
        return accepted with { Events = [.. accepted.Events, .. events.Events] };
    }

    /// <summary>The checks of a year on a report as it would be handed in on a day; empty while no catalogue is in
    /// force.</summary>
    public static ImmutableArray<CheckHit> Try(AnnualReport report, LocalDate on, RuleReader rules, MrvState mrv,
        QuantificationState methods)
    {
        if (mrv.Checks.Catalogue is not { } catalogue) return [];
        var (due, _, _) = ReportDeadlines.Of(report.Year, report.Participant, rules, mrv.Annuals);
        var picture = QualityPicture.Of(report.Participant, report.Year, mrv, methods) with
        { Annual = QualityPicture.Annual(report, on, due == default ? on : due, mrv, methods) };
        return [.. new Judging(catalogue, rules, report.Year).Of(picture, CheckStage.Year)];
    }

    /// <summary>Passes on the decision to take an annual report, with what the checks make of it.</summary>
    internal static Decision Year(Decision decision, CommandContext context, MrvState mrv, QuantificationState methods)
    {
        if (decision is not Decision.Accepted accepted || mrv.Checks.Catalogue is not { } catalogue
            || accepted.Events.OfType<AnnualReportSubmitted>().FirstOrDefault() is not { } signed
            || mrv.Annuals.Newest(signed.Participant, signed.Year) is not { } report) return decision;
        var hits = Try(report, context.Date, context.Rules, mrv, methods);
        if (context.Rules.Missing is { } missing) return missing;
        if (hits.FirstOrDefault(h => h.Severity == CheckSeverity.Block) is { } blocking)
            return Refused(blocking, catalogue, HitNames.Of(report.Participant, report.Year, mrv, methods));
        var events = new AlertBook(mrv.Checks, catalogue.Version, AlertOrigin.Filing);
        events.Take(hits);
        events.CloseCorrected(report, hits, catalogue);
        return accepted with { Events = [.. accepted.Events, .. events.Events] };
    }

    internal static Refusal Refused(CheckHit hit, CheckCatalogue catalogue, HitNames? names = null)
    {
        var (zh, en) = hit.TextOf(catalogue.Find(hit.Check)!, names); // hits are of the catalogue's checks
        return QualityRefusals.CheckFailed.With(QualityRefusals.Quality, ("check", hit.Check),
            ("subject", hit.Subject), ("text", $"{zh} {en}"));
    }

    /// <summary>A laboratory report that does not count, and in whose place the default already stands, need not stop
    /// the month: the wrong is righted, and somebody is asked how it came about.</summary>
    private static CheckHit Substituted(CheckHit hit, MonthRecord month) =>
        hit.Severity == CheckSeverity.Block && hit.Check is "301" or "302" or "303" or "304"
        && month.Substitutions.Any(s => hit.Subject == $"lab {s.Report}")
            ? hit with { Severity = CheckSeverity.Warn } : hit;
}

/// <summary>Turns hits into alerts: one for each thing, none for what is open, suppressed, or was closed with the very
/// same figures.</summary>
internal sealed class AlertBook(ChecksState checks, string version, AlertOrigin origin)
{
    private readonly List<Event> events = [];
    private readonly HashSet<AlertSubject> taken = [];

    public IReadOnlyList<Event> Events => events;
    public IEnumerable<int> Raised => events.OfType<QualityAlertRaised>().Select(e => e.Alert);

    public void Take(IEnumerable<CheckHit> hits)
    {
        foreach (var hit in hits)
        {
            if (!taken.Add(AlertSubject.Of(hit)) || checks.IsSuppressed(hit)) continue;
            var before = checks.Latest(AlertSubject.Of(hit));
            if (before is not null && (before.State != QualityAlertState.Closed || Same(before.Hit, hit))) continue;
            events.Add(new QualityAlertRaised(checks.Alerts.Count + Raised.Count() + 1, hit, version, origin,
                before?.Number));
        }
    }

    /// <summary>Alerts on a month whose figures were filed anew and no longer make the check fire.</summary>
    public void CloseCorrected(MonthRecord month, ImmutableArray<CheckHit> hits, CheckCatalogue catalogue) => Close(
        checks.Of(month.Participant, month.Year).Where(a => a.Hit.Month == month.Month), CheckStage.Month, hits,
        catalogue, $"r{Text.Of(month.Revision)}");

    /// <summary>Alerts on a year whose report was handed in anew and no longer makes the check fire.</summary>
    public void CloseCorrected(AnnualReport report, ImmutableArray<CheckHit> hits, CheckCatalogue catalogue) => Close(
        checks.Of(report.Participant, report.Year), CheckStage.Year, hits, catalogue, $"v{Text.Of(report.Version)}");

    private void Close(IEnumerable<QualityAlert> alerts, CheckStage stage, ImmutableArray<CheckHit> hits,
        CheckCatalogue catalogue, string reason)
    {
        var still = hits.Select(AlertSubject.Of).ToHashSet();
        foreach (var alert in alerts)
            if (alert.State != QualityAlertState.Closed && catalogue.Find(alert.Hit.Check)?.Stage == stage
                && !still.Contains(AlertSubject.Of(alert.Hit)))
                events.Add(new QualityAlertClosed(alert.Number, AlertOutcome.Corrected, reason, null));
    }

    /// <summary>Whether what was measured is the same; a threshold that has moved does not undo what was found out
    /// about it.</summary>
    private static bool Same(CheckHit one, CheckHit other) => one.Severity == other.Severity
        && Measured(one).SequenceEqual(Measured(other)) && one.Words.AsSpan().SequenceEqual(other.Words.AsSpan());

    private static IEnumerable<HitFigure> Measured(CheckHit hit) => hit.Figures.Where(f => f.Key.Length == 0);
}
