using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>Reports and their acceptance: January to April. Who filed months has its report made out of them by one of
/// its people and signed by another; in a year without monthly evidence reports come line by line.</summary>
internal sealed class ReportSeason(Desk desk, Town town, Scenario scenario, EvidenceSeason evidence)
{
    /// <summary>The last days on which a report is in time; who was not ready tries again.</summary>
    private static readonly LocalDate SecondTry = new(2025, 2, 26);

    private readonly Dictionary<int, (ImmutableArray<SourceLine> Lines, Tonnes Total)> reports = [];
    private readonly Dictionary<int, AnnualReport> prepared = [];

    /// <summary>Entities that hand in on a day; those with a careless bookkeeper are refused first and hand in again.
    ///</summary>
    public async Task ReportAsync(LocalDate date, Func<Entity, LocalDate> reportsOn)
    {
        var today = town.Entities.Where(e => reportsOn(e) == date || date == SecondTry && reportsOn(e) < date
            && !reports.ContainsKey(e.Plan.Number)).ToArray();
        if (evidence.Take) await DeriveAsync(today, careless: date != SecondTry);
        else
            foreach (var entity in today) await ReportByLinesAsync(entity);
        await desk.SettleAsync();
    }

    /// <summary>催报 before the deadline; two who asked for it are given a little longer.</summary>
    public async Task RemindAsync(Func<Entity, LocalDate> reportsOn)
    {
        await desk.SendAsync(Actor.Scheduler, new RemindReports(scenario.Year));
        foreach (var entity in town.Entities.Where(e => reportsOn(e) < LocalDate.MaxIsoValue)
            .OrderByDescending(e => reportsOn(e)).ThenBy(e => e.Plan.Number).Take(2))
            await desk.SendAsync(town.Authority.Actor, new ExtendReportDeadline(entity.Party.Id, scenario.Year,
                new LocalDate(2025, 3, 7), "准予延期通知书（模拟）：报送系统升级"));
        await desk.SettleAsync();
    }

    /// <summary>核定: what never reported emitted is determined on the safe side, from the year before.</summary>
    public async Task DetermineMissingAsync()
    {
        foreach (var entity in town.Entities.Where(e => !reports.ContainsKey(e.Plan.Number)))
            await desk.SendAsync(town.Authority.Actor, new DetermineEmissions(entity.Party.Id, scenario.Year,
                DeterminationBasis.LastYear, null, null, "排放量核定决定书（模拟）：逾期未报告，责令改正后仍未报告"));
        await desk.SettleAsync();
    }

    /// <summary>What the system before this one had accepted of last year comes over, so that the year can be compared
    /// with it.</summary>
    public async Task BringInLastYearAsync(ulong seed)
    {
        foreach (var entity in town.Entities)
        {
            var last = LastYear.Of(seed, entity.Plan);
            await desk.SendAsync(town.Authority.Actor, new BringInReport(entity.Party.Id, scenario.Year.Previous,
                new Tonnes(last.Emissions), new Activity([.. entity.Plan.Products.Zip(last.Outputs, (p, output) =>
                    new ProductOutput(p.Product, output, p.Unit))], entity.Plan.ProductionDays, 0),
                "承接原系统2023年度核定结果（情景假定）"));
        }
        await desk.SettleAsync();
    }

    /// <summary>Entities whose report is in hand.</summary>
    public IEnumerable<Entity> Reported => town.Entities.Where(e => reports.ContainsKey(e.Plan.Number));

    /// <summary>The sources of the report in hand.</summary>
    public IEnumerable<string> SourcesOf(Entity entity) => reports[entity.Plan.Number].Lines.Select(l => l.Source);

    /// <summary>A report that was sent back comes again: its months are corrected first, where they were wrong.
    /// </summary>
    public async Task CorrectAsync(Entity entity)
    {
        if (!evidence.Take)
        {
            await desk.SendAsync(entity.Party.Actor, Lines(entity, biasPerMille: 0));
            return;
        }
        await evidence.CorrectAsync(entity);
        await DeriveAsync([entity], careless: false);
    }

    /// <summary>The authority accepts what was verified.</summary>
    public async Task AcceptAsync(Entity entity) =>
        await desk.SendAsync(town.Authority.Actor, new AcceptReport(scenario.Year, entity.Party.Id), reply =>
            entity.ReportAccepted = reply.Decision is Decision.Accepted);

    /// <summary>What a body finds to be right: the report in hand, less what its figures have too much and more by what
    /// they leave out, as far as it is found.</summary>
    public long RightOf(Entity entity) => evidence.Take
        ? reports[entity.Plan.Number].Total.Count - evidence.ErrorOf(entity) + entity.Concealed - entity.Undetected
        : entity.Emissions - entity.Undetected;

    /// <summary>The figures a body hands over.</summary>
    public SubmitVerification Verified(Entity entity, long verified) => new(scenario.Year, entity.Party.Id,
        new Tonnes(verified), ActivityOf(entity), verified == reports[entity.Plan.Number].Total.Count
            ? "未发现重大偏差" : "部分燃料用量按结算凭证更正");

    /// <summary>A conclusion: the sources as they were in hand when the task was opened, and as verified.</summary>
    public VerificationConclusion Conclusion(Entity entity, Tonnes initial, long verified)
    {
        var lines = reports[entity.Plan.Number].Lines;
        var (before, after) = (Fitted(lines, initial.Count), Fitted(lines, verified));
        return new VerificationConclusion(initial, new Tonnes(verified), ActivityOf(entity),
            [.. lines.Select((l, i) => new SourceDifference(l.Source, before[i], after[i], before[i] == after[i] ? ""
                : "按入炉台账和结算凭证更正"))],
            ReportConforms: true, PlanFollowed: true, "", [], [new CrossCheck("外购电量", "台账", "电费结算单",
                "供电公司", Agrees: true)], "");
    }

    /// <summary>The lines, the largest of them changed so that they add up to a total.</summary>
    private static ImmutableArray<decimal> Fitted(ImmutableArray<SourceLine> lines, long total)
    {
        var amounts = lines.Select(l => l.Emissions).ToImmutableArray();
        if (Rounding.HalfUp(amounts.Sum()).Count == total) return amounts;
        var largest = amounts.IndexOf(amounts.Max());
        return amounts.SetItem(largest, amounts[largest] + total - amounts.Sum());
    }

    /// <summary>One makes the report from the accepted months, another signs it.</summary>
    private async Task DeriveAsync(IReadOnlyList<Entity> entities, bool careless)
    {
        foreach (var entity in entities) await PrepareAsync(entity, careless);
        await desk.SettleAsync();
        foreach (var entity in entities)
            if (prepared.Remove(entity.Plan.Number, out var report)) await SignAsync(entity, report, careless);
        await desk.SettleAsync();
        var again = careless ? entities.Where(e => OwnSum(e) is not null && !reports.ContainsKey(e.Plan.Number))
            .ToArray() : [];
        if (again.Length > 0) await DeriveAsync(again, careless: false);
    }

    private async Task PrepareAsync(Entity entity, bool careless)
    {
        if (careless && entity.Plan.ReportsBadly && entity.Plan.Number % 2 == 0)
            await desk.SendAsync(entity.Party.Actor, Lines(entity, entity.Plan.ReportBiasPerMille));
        var content = ContentOf(entity);
        if (careless && OwnSum(entity) is { } manual) content = content with { ManualFigures = [manual] };
        await desk.SendAsync(entity.Party.Actor, new PrepareAnnualReport(entity.Party.Id, scenario.Year, content),
            reply =>
            {
                if (EventOf<AnnualReportPrepared>(reply) is { } made) prepared[entity.Plan.Number] = made.Report;
            });
    }

    private async Task SignAsync(Entity entity, AnnualReport report, bool careless)
    {
        var signed = new SubmitAnnualReport(entity.Party.Id, scenario.Year, report.Version,
            new Declaration($"{entity.Plan.NameZh}法定代表人", desk.Date));
        if (careless && entity.Plan.ReportsBadly) await desk.SendAsync(entity.Party.Actor, signed);
        await desk.SendAsync(entity.Party.Second, signed, reply =>
        {
            if (EventOf<ReportSubmitted>(reply) is { } handedIn)
                reports[entity.Plan.Number] = (handedIn.Lines, handedIn.Total);
        });
    }

    /// <summary>Some potteries would rather state their clay for the year than add up their months.</summary>
    private ManualFigure? OwnSum(Entity entity) => entity.Plan.Sector.Code == Sectors.Ceramics
        && entity.Plan.Number % 3 == 0 ? new ManualFigure("M_clay", "1000", "t", "按年终盘点数填报", []) : null;

    private AnnualContent ContentOf(Entity entity) => new([], [],
        [.. entity.Plan.Products.Select(p => new ReportedProduct(p.Product, "", p.Actual, p.Unit, "按生产日报汇总"))],
        entity.Plan.ProductionDays, entity.Plan.StoppedDays, "较上年变化系产量与燃料结构变化所致", evidence.AgenciesOf(entity), "");

    private async Task ReportByLinesAsync(Entity entity)
    {
        var report = Lines(entity, entity.Plan.ReportBiasPerMille);
        reports[entity.Plan.Number] = (report.Lines, report.Total);
        if (entity.Plan.ReportsBadly)
            await desk.SendAsync(entity.Party.Actor, report with { Total = report.Total + new Tonnes(1000) });
        await desk.SendAsync(entity.Party.Actor, report);
    }

    private SubmitReport Lines(Entity entity, int biasPerMille)
    {
        var lines = FuelLines.Of(entity.Plan.Sector, entity.Emissions * (1000 + biasPerMille) / 1000);
        return new SubmitReport(entity.Party.Id, scenario.Year, Rounding.HalfUp(lines.Sum(l => l.Emissions)), lines,
            ActivityOf(entity));
    }

    private static T? EventOf<T>(Reply reply) where T : Event =>
        reply.Decision is Decision.Accepted accepted ? accepted.Events.OfType<T>().FirstOrDefault() : null;

    private static Activity ActivityOf(Entity entity) => new(
        [.. entity.Plan.Products.Select(p => new ProductOutput(p.Product, p.Actual, p.Unit))],
        entity.Plan.ProductionDays, entity.Plan.StoppedDays);
}

/// <summary>Splits an entity's emissions into the sources a report by lines lists: amount × factor, exactly.</summary>
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
