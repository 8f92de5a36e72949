using System.Globalization;
using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Compliance;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;
using Chutan.Simulation.Year;

namespace Chutan.Simulation.Report;

/// <summary>Makes the report: from the chronicle of answers, and for the conservation statement from the market's final
/// books, compared with the bank's own.</summary>
internal sealed class ReportMaker(Desk desk, Town town, Chronicle chronicle, Scenario scenario, YearOptions options,
    int days)
{
    public async Task<YearReport> MakeAsync(IMarket market)
    {
        var last = await market.ReadOneAsync(desk.LastPosition);
        var conservation = await market.AskAsync(state => Conservation.Of(state, town.AtBank,
            chronicle.ExpiredByClass));
        var listed = town.Entities.Where(e => chronicle.Years.ContainsKey(e.Party.Id))
            .Select(e => (Entity: e, Year: chronicle.Years[e.Party.Id])).ToArray();
        var cap = chronicle.Cap;
        return new YearReport(scenario.Name, options.Seed, scenario.Year.Year, desk.Commands, desk.Refusals, null,
            town.Entities.Length, town.Institutions.Length, town.Individuals.Length, days,
            new CapPart(scenario.Year.Year, (cap?.Cap.Initial.Count + cap?.Cap.NewEntrant.Count
                + cap?.Cap.GovernmentReserve.Count) ?? 0, cap?.Cap.Initial.Count ?? 0, cap?.Cap.NewEntrant.Count ?? 0,
                cap?.Cap.GovernmentReserve.Count ?? 0, cap?.Position),
            ByMethod(listed), BySector(listed), Corrections(listed), listed.Sum(l => l.Year.Reported),
            listed.Sum(l => l.Year.Verified), Market(), Offsets(listed), Shorts(listed),
            listed.Sum(l => l.Year.Penalty), chronicle.Expired?.Cancelled.Count ?? 0,
            new NextYear(scenario.Year.Next.Year, chronicle.Next.Entities, chronicle.Next.Expected,
                chronicle.Next.PreAllocated, chronicle.Next.Deducted),
            [.. chronicle.Refusals.Select(r => new RefusalCount(r.Key, r.Value))], conservation,
            Convert.ToHexStringLower(last.Hash.Span), new ReportAsOf(last.Position, last.At));
    }

    private static ImmutableArray<MethodRow> ByMethod((Entity Entity, EntityYear Year)[] listed) =>
        [.. listed.GroupBy(l => l.Year.Method).OrderBy(g => g.Key).Select(g => new MethodRow(
            JsonName(g.Key.ToString()), g.Count(), g.Sum(l => l.Year.Initial), g.Sum(l => l.Year.Final)))];

    private static ImmutableArray<SectorRow> BySector((Entity Entity, EntityYear Year)[] listed) =>
        [.. Sectors.All.Select(s => (Sector: s, Rows: listed.Where(l => l.Entity.Plan.Sector == s).ToArray()))
            .Where(g => g.Rows.Length > 0).Select(g => new SectorRow(
                new SectorName(g.Sector.Code, new BothLanguages(g.Sector.NameZh, g.Sector.NameEn)), g.Rows.Length,
                g.Rows.Sum(r => r.Year.Initial), g.Rows.Sum(r => r.Year.Final), g.Rows.Sum(r => r.Year.Verified)))];

    private static CorrectionTotals Corrections((Entity Entity, EntityYear Year)[] listed) => new(
        listed.Count(l => l.Year.TopUp > 0), listed.Sum(l => l.Year.TopUp),
        listed.Count(l => l.Year.Withdrawn > 0), listed.Sum(l => l.Year.Withdrawn));

    private static OffsetTotals Offsets((Entity Entity, EntityYear Year)[] listed) => new(
        listed.Sum(l => l.Year.Offsets), listed.Sum(l => l.Entity.OffsetLimit), listed.Count(l => l.Year.Offsets > 0));

    private static ImmutableArray<ShortEntity> Shorts((Entity Entity, EntityYear Year)[] listed) =>
        [.. listed.Where(l => l.Year.Status == ComplianceStatus.Short)
            .OrderByDescending(l => l.Year.Shortfall).ThenBy(l => l.Entity.Party.Id)
            .Select(l => new ShortEntity(l.Entity.Party.Id.ToString(),
                new BothLanguages(l.Entity.Plan.NameZh, l.Entity.Plan.NameEn), l.Year.Shortfall, l.Year.Penalty,
                l.Year.Deduction, l.Year.Position))];

    private MarketTotals Market()
    {
        var months = chronicle.Days.GroupBy(d => (d.Date.Year, d.Date.Month)).OrderBy(g => g.Key).Select(g =>
        {
            // All modes of the secondary market, as the published series has them.
            var modes = g.SelectMany(d => d.Modes).Where(m => !m.Mode.IsPrimary()).ToList();
            var (volume, turnover) = (modes.Sum(m => m.Volume.Count), modes.Sum(m => m.Turnover.Fen));
            return new MonthRow(string.Create(CultureInfo.InvariantCulture, $"{g.Key.Year:0000}-{g.Key.Month:00}"),
                g.Count(), volume, turnover, Average(turnover, volume), g.Min(d => d.Low?.FenPerTonne),
                g.Max(d => d.High?.FenPerTonne), g.Last().Close.FenPerTonne);
        }).ToImmutableArray();
        var (all, value) = (months.Sum(m => m.Volume), months.Sum(m => m.TurnoverFen));
        return new MarketTotals(months, all, value, Average(value, all),
            new PublishedYear(scenario.PublishedVolume, scenario.PublishedAverage.FenPerTonne,
                scenario.PublishedSource));
    }

    private static long? Average(long fen, long tonnes) => tonnes == 0 ? null : Rounding.HalfUp(fen, tonnes);

    private static string JsonName(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
