using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>全市场校核: runs every check on every entity of a year, and those across entities: peers, laboratories, files
/// and numbers used twice.</summary>
[Wire("mrv.review-quality"), By(Scope.Any, Rights.None, Role.Authority, Role.Scheduler)]
public sealed record ReviewQuality(ComplianceYear Year) : Command;

/// <summary>规则重放: runs the checks of the version in force on past months again, and lists what they now find.</summary>
[Wire("mrv.replay-checks"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record ReplayChecks(ComplianceYear Year, int FromMonth, int ThroughMonth, string Reason) : Command;

/// <param name="Hits">Conditions that hold, old and new.</param>
/// <param name="Raised">New alerts among them.</param>
[Wire("mrv.quality-reviewed")]
public sealed record QualityReviewed(ComplianceYear Year, string Version, int Reports, int Hits, int Raised)
    : QualityEvent;

/// <param name="Alerts">Numbers of the alerts raised with it: the new hits.</param>
[Wire("mrv.checks-replayed")]
public sealed record ChecksReplayed(ComplianceYear Year, int FromMonth, int ThroughMonth, string Version, string Reason,
    int Months, ImmutableArray<int> Alerts) : QualityEvent;

/// <summary>全市场校核与重放.</summary>
internal static class QualityReviewing
{
    public static Decision Decide(ReviewQuality command, CommandContext context, MrvState mrv,
        QuantificationState methods, ConductPicture conduct)
    {
        if (mrv.Checks.Catalogue is not { } catalogue)
            return QualityRefusals.NoCatalogue.With(QualityRefusals.Quality);
        var market = Whole(command.Year, mrv, methods, conduct);
        var judging = new Judging(catalogue, context.Rules, command.Year);
        var hits = market.Reports.SelectMany(r => judging.Of(r, CheckStage.Month)
            .Concat(judging.Of(r, CheckStage.Year)).Concat(judging.Of(r, CheckStage.Verification)))
            .Concat(judging.Of(market)).ToList();
        if (context.Rules.Missing is { } missing) return missing;
        var book = new AlertBook(mrv.Checks, catalogue.Version, AlertOrigin.Review);
        book.Take(hits);
        return Decision.Accept([new QualityReviewed(command.Year, catalogue.Version, market.Reports.Length, hits.Count,
            book.Raised.Count()), .. book.Events]);
    }

    /// <summary>Every entity's year with how it was verified.</summary>
    public static CheckedMarket Whole(ComplianceYear year, MrvState mrv, QuantificationState methods,
        ConductPicture conduct)
    {
        var market = QualityPicture.Market(year, mrv, methods);
        return market with
        { Reports = [.. market.Reports.Select(r => r with { Verifications = conduct.Of(r.Participant, r.Year) })] };
    }

    public static Decision Decide(ReplayChecks command, CommandContext context, MrvState mrv,
        QuantificationState methods)
    {
        if (mrv.Checks.Catalogue is not { } catalogue)
            return QualityRefusals.NoCatalogue.With(QualityRefusals.Quality);
        if (command.FromMonth is < 1 or > 12 || command.ThroughMonth is < 1 or > 12
            || command.FromMonth > command.ThroughMonth) return QualityRefusals.BadSpan.With(QualityRefusals.Quality);
        if (string.IsNullOrWhiteSpace(command.Reason))
            return QualityRefusals.ReasonNeeded.With(QualityRefusals.Quality);
        var judging = new Judging(catalogue, context.Rules, command.Year);
        var book = new AlertBook(mrv.Checks, catalogue.Version, AlertOrigin.Replay);
        var months = 0;
        foreach (var report in QualityPicture.Market(command.Year, mrv, methods).Reports)
        {
            months += report.Months.Count(m => IsAsked(m.Month));
            book.Take(judging.Of(report, CheckStage.Month).Where(h => IsAsked(h.Month)));
        }
        if (context.Rules.Missing is { } missing) return missing;
        return Decision.Accept([new ChecksReplayed(command.Year, command.FromMonth, command.ThroughMonth,
            catalogue.Version, command.Reason.Trim(), months, [.. book.Raised]), .. book.Events]);

        bool IsAsked(int month) => month >= command.FromMonth && month <= command.ThroughMonth;
    }
}
