using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>Reports, their verification, and their acceptance: January to April.</summary>
internal sealed class ReportSeason(Desk desk, Town town, Scenario scenario)
{
    private readonly Dictionary<int, (ImmutableArray<SourceLine> Lines, Tonnes Total)> reports = [];

    /// <summary>Entities that hand in on a day; those with a careless bookkeeper are refused first and hand in again.
    ///</summary>
    public async Task ReportAsync(LocalDate date, Func<Entity, LocalDate> reportsOn)
    {
        foreach (var entity in town.Entities.Where(e => reportsOn(e) == date)) await ReportAsync(entity);
        await desk.SettleAsync();
    }

    /// <summary>The authority names a verifier for each report in hand.</summary>
    public async Task AssignAsync()
    {
        foreach (var entity in town.Entities.Where(e => reports.ContainsKey(e.Plan.Number)))
            await desk.SendAsync(town.Authority.Actor, new AssignVerifier(scenario.Year, entity.Party.Id,
                VerifierOf(entity).Id));
        await desk.SettleAsync();
    }

    /// <summary>Verifiers finish some of their reports; a few go back once, and a stranger tries to verify another's.
    ///</summary>
    public async Task VerifyAsync(LocalDate date, Func<Entity, LocalDate> verifiedOn)
    {
        foreach (var entity in town.Entities.Where(e => verifiedOn(e) == date && reports.ContainsKey(e.Plan.Number)))
        {
            var verifier = VerifierOf(entity);
            if (entity.Plan.Number % 61 == 7)
                await desk.SendAsync(town.Verifiers[(entity.Plan.Number + 1) % town.Verifiers.Length].Actor,
                    Verified(entity));
            if (entity.Plan.ReportBiasPerMille > 8 || entity.Plan.Number % 29 == 3)
            {
                await desk.SendAsync(verifier.Actor, new ReturnReport(scenario.Year, entity.Party.Id,
                    "燃料消耗量与台账不一致，请更正"));
                await desk.SendAsync(entity.Party.Actor, Report(entity, biasPerMille: 0));
            }
            await desk.SendAsync(verifier.Actor, Verified(entity));
        }
        await desk.SettleAsync();
    }

    /// <summary>The authority accepts verified reports; one is refused first and goes the whole way again.</summary>
    public async Task AcceptAsync(LocalDate date, Func<Entity, LocalDate> verifiedOn)
    {
        foreach (var entity in town.Entities.Where(e => verifiedOn(e) == date && reports.ContainsKey(e.Plan.Number)))
        {
            var (year, id) = (scenario.Year, entity.Party.Id);
            if (entity.Plan.Number % 113 == 17)
            {
                await desk.SendAsync(town.Authority.Actor, new RefuseReport(year, id, "核查报告缺少现场核查记录"));
                await desk.SendAsync(entity.Party.Actor, Report(entity, biasPerMille: 0));
                await desk.SendAsync(town.Authority.Actor, new AssignVerifier(year, id, VerifierOf(entity).Id));
                await desk.SendAsync(VerifierOf(entity).Actor, Verified(entity));
            }
            await desk.SendAsync(town.Authority.Actor, new AcceptReport(year, id), reply =>
                entity.ReportAccepted = reply.Decision is Decision.Accepted);
        }
        await desk.SettleAsync();
    }

    private async Task ReportAsync(Entity entity)
    {
        var report = Report(entity, entity.Plan.ReportBiasPerMille);
        if (entity.Plan.ReportsBadly)
            await desk.SendAsync(entity.Party.Actor, report with { Total = report.Total + new Tonnes(1000) });
        await desk.SendAsync(entity.Party.Actor, report);
    }

    private SubmitReport Report(Entity entity, int biasPerMille)
    {
        var target = entity.Emissions * (1000 + biasPerMille) / 1000;
        var lines = FuelLines.Of(entity.Plan.Sector, target);
        var total = Rounding.HalfUp(lines.Sum(l => l.Emissions));
        reports[entity.Plan.Number] = (lines, total);
        return new SubmitReport(entity.Party.Id, scenario.Year, total, lines, ActivityOf(entity));
    }

    private SubmitVerification Verified(Entity entity) => new(scenario.Year, entity.Party.Id,
        new Tonnes(entity.Emissions), ActivityOf(entity), entity.Plan.ReportBiasPerMille == 0
            ? "未发现重大偏差" : "部分燃料热值按实测值更正");

    private Party VerifierOf(Entity entity) => town.Verifiers[entity.Plan.Number % town.Verifiers.Length];

    private static Activity ActivityOf(Entity entity) => new(
        [.. entity.Plan.Products.Select(p => new ProductOutput(p.Product, p.Actual, p.Unit))],
        entity.Plan.ProductionDays, entity.Plan.StoppedDays);
}

/// <summary>Splits an entity's emissions into the sources a report lists: amount × factor, exactly.</summary>
internal static class FuelLines
{
    private static readonly (string Source, string Unit, decimal Factor) Coal = ("烟煤 bituminous coal", "t", 1.93m);
    private static readonly (string Source, string Unit, decimal Factor) Gas = ("天然气 natural gas", "万Nm3", 21.65m);
    private static readonly (string Source, string Unit, decimal Factor) Coke = ("焦炭 coke", "t", 3.006m);
    private static readonly (string Source, string Unit, decimal Factor) Limestone = ("石灰石分解 limestone calcination",
        "t", 0.44m);
    private static readonly (string Source, string Unit, decimal Factor) Diesel = ("柴油 diesel", "t", 3.096m);

    public static ImmutableArray<SourceLine> Of(Sector sector, long tonnes)
    {
        var shares = sector.Code switch
        {
            "steel" => new[] { (Coke, 620), (Coal, 270), (Limestone, 70), (Gas, 40) },
            Sectors.Cement => [(Limestone, 610), (Coal, 380), (Diesel, 10)],
            "glass-and-building-materials" or Sectors.Ceramics => [(Gas, 640), (Limestone, 150), (Coal, 210)],
            "chemicals" or "petrochemicals" => [(Coal, 560), (Gas, 400), (Diesel, 40)],
            _ => [(Coal, 540), (Gas, 420), (Diesel, 40)],
        };
        return [.. shares.Select(s => Line(s.Item1, tonnes * (decimal)s.Item2 / 1000m))];
    }

    private static SourceLine Line((string Source, string Unit, decimal Factor) of, decimal tonnes)
    {
        var amount = decimal.Round(tonnes / of.Factor, 2);
        return new SourceLine(of.Source, amount, of.Unit, of.Factor, amount * of.Factor);
    }
}
