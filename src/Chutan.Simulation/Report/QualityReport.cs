using Chutan.Engine.Partitions;
using Chutan.Market.Flows;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Simulation.Year;

namespace Chutan.Simulation.Report;

/// <summary>One seeded fraud and what came of it.</summary>
/// <param name="Concealed">Tonnes the filed figures leave out.</param>
/// <param name="CaughtBy">Checks that look for it and fired on account of it.</param>
/// <param name="AlsoFired">Other checks that fired on the same entity; not counted as having caught it.</param>
public sealed record FraudRow(string Id, BothLanguages Name, bool Careful, string EntityId, BothLanguages Entity,
    long Concealed, ImmutableArray<string> CaughtBy, ImmutableArray<string> AlsoFired, bool Missed);

/// <summary>How often a check fired, and how often for nothing.</summary>
/// <param name="Refused">Months and annual reports it refused; the filer corrected them.</param>
/// <param name="Honest">Honest entities it fired on.</param>
/// <param name="FalseAlarms">Closed without a change of the figures.</param>
/// <param name="Things">Rows, reports, months, years and verifications of the year that had what it asks for.</param>
/// <param name="Entities">Whose they are.</param>
public sealed record CheckRow(string Check, BothLanguages Name, string Severity, int Refused, int Raised, int Closed,
    int FalseAlarms, int Honest, int Things, int Entities);

/// <summary>数据质量: the year's evidence, its seeded frauds, and the record of the checks.</summary>
public sealed record QualityReport(int Plans, int Months, int LateMonths, int SubstitutedMonths, int RefusedMonths,
    int Alerts, long Concealed, long Undetected, ImmutableArray<FraudRow> Frauds, ImmutableArray<CheckRow> Checks)
{
    /// <summary>Numbers of the catalogue, its parts taken together.</summary>
    public int Numbers => Checks.Select(c => Number(c)).Distinct().Count();

    /// <summary>Numbers that had something to look at.</summary>
    public int Ran => Checks.Where(HadSomething).Select(c => Number(c)).Distinct().Count();

    /// <summary>Numbers that found nothing in the year that they could be asked of.</summary>
    public ImmutableArray<string> Idle =>
        [.. Checks.GroupBy(Number).Where(g => !g.Any(HadSomething)).Select(g => g.Key)];

    private static bool HadSomething(CheckRow check) => check.Things + check.Refused + check.Raised > 0;

    private static string Number(CheckRow check) => check.Check.Split('-')[0];
}

/// <summary>Makes the part of the report on data quality.</summary>
internal static class QualityReports
{
    public static async Task<QualityReport?> OfAsync(EvidenceSeason season, IMarket market, ComplianceYear year,
        Instant at, LocalDate today)
    {
        if (!season.Take) return null;
        var found = season.Found;
        var frauds = season.Books.Where(b => b.Fraud is not null).OrderBy(b => b.Fraud!.Careful)
            .ThenBy(b => b.Fraud!.Kind).Select(b => Row(b, season, year)).ToImmutableArray();
        var honest = season.Books.Where(b => b.Fraud is null).Select(b => b.Entity.Party.Id).ToHashSet();
        bool Fired(ParticipantId honest, string check) => new[] { year, year.Next }.Any(y =>
            found.FiredOn(honest, y).Any(f => f.Check == check));
        var checks = await market.AskAsync(state => QualityReading.Reach(year, state, at, today).Zip(
            state.Mrv.Checks.Catalogue!.Checks, (reach, check) => // published at opening
        {
            var record = state.Mrv.Checks.Record(check.Id);
            return new CheckRow(check.Id, new BothLanguages(check.Zh, check.En),
                check.Severity.ToString().ToLowerInvariant(), found.Refused.GetValueOrDefault(check.Id), record.Raised,
                record.Closed, record.FalseAlarms, honest.Count(p => Fired(p, check.Id)), reach.Things, reach.Entities);
        }).ToImmutableArray());
        return new QualityReport(found.Plans, found.Months, found.Late, found.Substituted, found.Refused.Values.Sum(),
            found.Alerts, frauds.Sum(f => f.Concealed), frauds.Where(f => f.Missed).Sum(f => f.Concealed), frauds,
            checks);
    }

    private static FraudRow Row(EntityEvidence book, EvidenceSeason season, ComplianceYear year)
    {
        var (fraud, plan) = (book.Fraud!, book.Entity.Plan); // only those with one are asked
        var fired = season.Found.FiredOn(book.Entity.Party.Id, year).Select(f => f.Check).Distinct()
            .Order(StringComparer.Ordinal);
        var telling = season.CaughtBy(book);
        var (zh, en) = fraud.Name;
        return new FraudRow(fraud.Id, new BothLanguages(zh, en), fraud.Careful, book.Entity.Party.Id.ToString(),
            new BothLanguages(plan.NameZh, plan.NameEn), book.Concealed, telling, [.. fired.Except(telling)],
            telling.IsEmpty);
    }
}
