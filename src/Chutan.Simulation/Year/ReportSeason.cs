using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>Reports and their acceptance: January to April.</summary>
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

    /// <summary>Entities whose report is in hand.</summary>
    public IEnumerable<Entity> Reported => town.Entities.Where(e => reports.ContainsKey(e.Plan.Number));

    /// <summary>A report that was sent back comes again, corrected.</summary>
    public async Task CorrectAsync(Entity entity) =>
        await desk.SendAsync(entity.Party.Actor, Report(entity, biasPerMille: 0));

    /// <summary>The authority accepts what was verified.</summary>
    public async Task AcceptAsync(Entity entity) =>
        await desk.SendAsync(town.Authority.Actor, new AcceptReport(scenario.Year, entity.Party.Id), reply =>
            entity.ReportAccepted = reply.Decision is Decision.Accepted);

    /// <summary>The figures a body hands over.</summary>
    public SubmitVerification Verified(Entity entity, long verified) => new(scenario.Year, entity.Party.Id,
        new Tonnes(verified), ActivityOf(entity), entity.Plan.ReportBiasPerMille == 0
            ? "未发现重大偏差" : "部分燃料热值按实测值更正");

    /// <summary>A conclusion: the sources as they were in hand when the task was opened, and as verified.</summary>
    public VerificationConclusion Conclusion(Entity entity, Tonnes initial, long verified)
    {
        var before = FuelLines.Of(entity.Plan.Sector, initial.Count);
        var after = FuelLines.Of(entity.Plan.Sector, verified);
        return new VerificationConclusion(initial, new Tonnes(verified), ActivityOf(entity),
            [.. before.Zip(after, (b, a) => new SourceDifference(b.Source, b.Emissions, a.Emissions,
                b.Emissions == a.Emissions ? "" : "按入炉台账和结算凭证更正"))],
            ReportConforms: true, PlanFollowed: true, "", [], [new CrossCheck("外购电量", "台账", "电费结算单",
                "供电公司", Agrees: true)], "");
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
        var target = entity.Emissions * (1000 + biasPerMille) / 1000 - entity.Concealed;
        var lines = FuelLines.Of(entity.Plan.Sector, target);
        var total = Rounding.HalfUp(lines.Sum(l => l.Emissions));
        reports[entity.Plan.Number] = (lines, total);
        return new SubmitReport(entity.Party.Id, scenario.Year, total, lines, ActivityOf(entity));
    }

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
