using Chutan.Market.Compliance;
using Chutan.Market.Kernel;
using Chutan.Market.Offsets;
using Chutan.Market.Registry;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>Offset credits, surrender, assessment, penalties and what is left over.</summary>
internal sealed class SurrenderSeason(Desk desk, Town town, Scenario scenario)
{
    private const string Province = "420000";

    /// <summary>Thousandths of a project's credits that its developer sells itself: of the first, enough for a block.
    /// </summary>
    private const int LargestForSale = 380, ForSale = 120;
    private readonly Dictionary<string, CreditPlan> issued = [];

    /// <summary>Projects are registered and their credits issued into the accounts of entities that mean to use them; a
    /// capture project is turned down.</summary>
    public async Task IssueCreditsAsync()
    {
        var registry = town.Registry.Actor;
        foreach (var credit in town.Plan.Credits)
            await desk.MustAsync(town.Authority.Actor, new RegisterProject(ProjectOf(credit)));
        await desk.SendAsync(town.Authority.Actor, new RegisterProject(new Project("CCUS-HB-01", UnitKind.Ccus,
            "应城碳捕集示范项目", "Carbon capture in Yingcheng", Province, "420900", "CCUS", false, false, true,
                new Tonnes(50_000))));
        await desk.SendAsync(registry, new IssueCredits(town.Entities[0].Party.Account, "CCUS-HB-01", new Vintage(2023),
            new Tonnes(10_000), "CCUS 签发申请"));
        for (var i = 0; i < town.Plan.Credits.Length; i++)
            await IssueAsync(registry, town.Plan.Credits[i], town.Institutions[i % town.Institutions.Length].Party);
        await desk.SettleAsync();
        foreach (var entity in town.Entities) entity.CreditsOut = true;
    }

    /// <summary>Hands the credits of one project out to the entities that ordered some, in proportion to their limits;
    /// part of them its developer sells on the market.</summary>
    private async Task IssueAsync(Actor registry, CreditPlan credit, Party developer)
    {
        var forSale = credit.Tonnes * (credit == town.Plan.Credits[0] ? LargestForSale : ForSale) / 1000;
        await SendCreditsAsync(registry, developer, credit, forSale);
        issued[credit.Code] = credit;
        var users = town.Entities.Where(e => e.Plan.CreditShare > 0 && !e.Excluded
            && (!credit.Inclusion || e.Plan.City.Code == credit.City.Code)).ToArray();
        var wanted = users.Select(Wanted).ToArray();
        var all = Math.Max(1, wanted.Sum());
        for (var i = 0; i < users.Length; i++)
        {
            var quantity = Math.Min(wanted[i], (long)((Int128)(credit.Tonnes - forSale) * wanted[i] / all));
            await SendCreditsAsync(registry, users[i].Party, credit, quantity);
        }
        await desk.SettleAsync();
    }

    private async ValueTask SendCreditsAsync(Actor registry, Party holder, CreditPlan credit, long quantity)
    {
        if (quantity > 0)
            await desk.SendAsync(registry, new IssueCredits(holder.Account, credit.Code, new Vintage(2023),
                new Tonnes(quantity), $"{credit.Code} 减排量登记"));
    }

    private static long Wanted(Entity entity) => Math.Max(0,
        entity.ExpectedAllocation * entity.Plan.CreditShare / 1000 / 20
        - entity.Party.Units(UnitKind.Ccer) - entity.Party.Units(UnitKind.InclusionReduction));

    /// <summary>An entity hands in its credits, then allowances for the rest, or what it has. Some ask too much first:
    /// more credits than allowed, or more than is due.</summary>
    public async Task SurrenderAsync(IEnumerable<Entity> entities)
    {
        foreach (var entity in entities)
        {
            if (!entity.ReportAccepted) continue;
            await OffsetAsync(entity, UnitKind.Ccer);
            await OffsetAsync(entity, UnitKind.InclusionReduction);
        }
        await desk.SettleAsync();
        foreach (var entity in entities)
        {
            var due = entity.Emissions - entity.Surrendered;
            if (!entity.ReportAccepted || due <= 0) continue;
            if (entity.Plan.Number % 37 == 11) await SendAsync(entity, UnitKind.Allowance, due + 1);
            await SendAsync(entity, UnitKind.Allowance, Math.Min(due, entity.Party.FreeAllowances));
        }
        await desk.SettleAsync();
    }

    /// <summary>Most credits the entity may use: its share of the initial allocation, less what it used.</summary>
    private async Task OffsetAsync(Entity entity, UnitKind kind)
    {
        var free = entity.Party.Free(kind);
        if (free == 0) return;
        var limit = entity.OffsetLimit - entity.OffsetsUsed - entity.OffsetsSent;
        if (entity.Plan.Number % 5 == 0 && kind == UnitKind.Ccer) await SendAsync(entity, kind, limit + 1 + free);
        var quantity = Math.Min(free, Math.Min(limit, entity.Emissions - entity.Surrendered - entity.OffsetsSent));
        if (quantity <= 0) return;
        entity.OffsetsSent += quantity;
        await SendAsync(entity, kind, quantity);
    }

    private async ValueTask SendAsync(Entity entity, UnitKind kind, long tonnes)
    {
        if (tonnes > 0)
            await desk.SendAsync(entity.Party.Actor, new SurrenderUnits(entity.Party.Account, scenario.Year, kind,
                new Tonnes(tonnes)));
    }

    /// <summary>The authority announces a deadline by decision.</summary>
    public async Task SetDeadlineAsync(LocalDate date) => await desk.MustAsync(town.Authority.Actor,
        new SetDeadline(scenario.Year, date, "关于做好2024年度碳排放配额缴还工作的通知（模拟）"));

    /// <summary>It puts the deadline off to the day the rule names; an earlier day is refused.</summary>
    public async Task ExtendDeadlineAsync(LocalDate date)
    {
        await desk.SendAsync(town.Authority.Actor, new ExtendDeadline(scenario.Year, date.PlusDays(-20), "误报的日期"));
        await desk.MustAsync(town.Authority.Actor,
            new ExtendDeadline(scenario.Year, date, "关于延长2024年度缴还期限的通知（模拟）"));
    }

    public async Task AssessAsync()
    {
        await desk.MustAsync(Actor.Scheduler, new AssessCompliance(scenario.Year));
        await desk.SettleAsync();
    }

    /// <summary>Penalties for those found short, and for those that never reported.</summary>
    public async Task PunishAsync(Chronicle chronicle)
    {
        foreach (var assessed in chronicle.Assessments)
        {
            if (town.FindEntity(assessed.Participant) is not { } entity) continue;
            if (assessed.Status == ComplianceStatus.Short)
                await desk.SendAsync(town.Authority.Actor, new ImposePenalty(scenario.Year, assessed.Participant,
                    Rate.Of(entity.Chance.Between(10, 30) / 10m), null, entity.Plan.Number % 2 == 0, "行政处罚决定书（模拟）"));
            else if (assessed.Status == ComplianceStatus.NotReported)
                await desk.SendAsync(town.Authority.Actor, new ImposeReportPenalty(scenario.Year, assessed.Participant,
                    Breach.NoReport, new Money(20_000_00), "行政处罚决定书（模拟）"));
        }
        await desk.SettleAsync();
    }

    /// <summary>Entities told to make up their shortfall hand in what they have got since.</summary>
    public Task MakeUpAsync() => SurrenderAsync([.. town.Entities.Where(e =>
        e.ReportAccepted && e.Emissions > e.Surrendered && e.Party.FreeAllowances > 0)]);

    /// <summary>到期注销 of what the law does not let be kept.</summary>
    public async Task ExpireAsync() => await desk.MustAsync(Actor.Scheduler, new ExpireUnits(scenario.Year));

    private static Project ProjectOf(CreditPlan credit) => new(credit.Code,
        credit.Inclusion ? UnitKind.InclusionReduction : UnitKind.Ccer, credit.NameZh, credit.NameEn, Province,
        credit.City.Code, credit.Inclusion ? "WH-PHCER" : "CCER", InsideCoveredBoundary: false, LargeHydropower: false,
        Registered: true, new Tonnes(credit.Tonnes));
}
