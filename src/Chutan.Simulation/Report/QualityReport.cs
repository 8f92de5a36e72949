using Chutan.Engine.Partitions;
using Chutan.Market.Mrv;
using Chutan.Simulation.Year;

namespace Chutan.Simulation.Report;

/// <summary>One seeded fraud and what came of it.</summary>
/// <param name="Concealed">Tonnes the filed figures leave out.</param>
/// <param name="CaughtBy">Checks that look for it and fired.</param>
/// <param name="AlsoFired">Other checks that fired on the same entity; not counted as having caught it.</param>
public sealed record FraudRow(string Id, BothLanguages Name, bool Careful, string EntityId, BothLanguages Entity,
    long Concealed, ImmutableArray<string> CaughtBy, ImmutableArray<string> AlsoFired, bool Missed);

/// <summary>How often a check fired, and how often for nothing.</summary>
/// <param name="Refused">Months it refused; the filer corrected them.</param>
/// <param name="Honest">Honest entities it fired on.</param>
/// <param name="FalseAlarms">Closed without a change of the figures.</param>
public sealed record CheckRow(string Check, BothLanguages Name, string Severity, int Refused, int Raised, int Closed,
    int FalseAlarms, int Honest);

/// <summary>数据质量: the year's evidence, its seeded frauds, and the record of the checks.</summary>
public sealed record QualityReport(int Plans, int Months, int LateMonths, int SubstitutedMonths, int RefusedMonths,
    int Alerts, long Concealed, long Undetected, ImmutableArray<FraudRow> Frauds, ImmutableArray<CheckRow> Checks);

/// <summary>Makes the part of the report on data quality.</summary>
internal static class QualityReports
{
    public static async Task<QualityReport?> OfAsync(EvidenceSeason season, IMarket market)
    {
        if (!season.Take) return null;
        var found = season.Found;
        var frauds = season.Books.Where(b => b.Fraud is not null)
            .OrderBy(b => b.Fraud!.Careful).ThenBy(b => b.Fraud!.Kind).Select(b => Row(b, found)).ToImmutableArray();
        var honest = season.Books.Where(b => b.Fraud is null).Select(b => b.Entity.Party.Id).ToHashSet();
        var checks = await market.AskAsync(state => state.Mrv.Checks.Catalogue!.Checks.Select(c =>
            // published at opening
        {
            var record = state.Mrv.Checks.Record(c.Id);
            return new CheckRow(c.Id, new BothLanguages(c.Zh, c.En), c.Severity.ToString().ToLowerInvariant(),
                found.Refused.GetValueOrDefault(c.Id), record.Raised, record.Closed, record.FalseAlarms,
                honest.Count(p => found.FiredOn(p).Contains(c.Id)));
        }).ToImmutableArray());
        return new QualityReport(found.Plans, found.Months, found.Late, found.Substituted, found.Refused.Values.Sum(),
            found.Alerts, frauds.Sum(f => f.Concealed), frauds.Where(f => f.Missed).Sum(f => f.Concealed), frauds,
            checks);
    }

    private static FraudRow Row(EntityEvidence book, QualityChronicle found)
    {
        var (fraud, plan) = (book.Fraud!, book.Entity.Plan); // only those with one are asked
        var fired = found.FiredOn(book.Entity.Party.Id).ToList();
        var telling = fired.Where(c => fraud.Telling.Contains(c.Split('-')[0])).ToImmutableArray();
        var (zh, en) = fraud.Name;
        return new FraudRow(fraud.Id, new BothLanguages(zh, en), fraud.Careful, book.Entity.Party.Id.ToString(),
            new BothLanguages(plan.NameZh, plan.NameEn), book.Concealed, telling, [.. fired.Except(telling)],
            telling.IsEmpty);
    }
}
