using Chutan.Market.Allocation;
using Chutan.Market.Kernel;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>What the competent authority does about a year's allowances: list, cap, factor, parameters, pre-allocation,
/// determination and correction.</summary>
internal sealed class AllocationActs(Desk desk, Town town, Scenario scenario)
{
    /// <summary>Entities in one published part of the list.</summary>
    private const int Part = 40;

    private string Plan(ComplianceYear year) => $"湖北省{year}年度碳排放权配额分配方案（模拟）";

    /// <summary>公布名录. Before it, a workshop far too small for the list is proposed and turned down.</summary>
    public async Task ListAsync(ComplianceYear year)
    {
        var authority = town.Authority.Actor;
        var small = Listed(town.Entities[^1], year) with
        {
            ReferenceEmissions = new Tonnes(6_200),
            HistoricalBase = new Tonnes(6_200)
        };
        if (year == scenario.Year) await desk.SendAsync(authority, new ListEntities(year, Plan(year), [small]));
        foreach (var part in town.Entities.Where(e => year == scenario.Year || !e.Excluded).Chunk(Part))
            await desk.MustAsync(authority, new ListEntities(year, Plan(year), [.. part.Select(e => Listed(e, year))]));
    }

    /// <summary>The cap, the market-regulation factor and every sector's coefficient. A cap with too large a reserve is
    /// proposed first and refused.</summary>
    public async Task SetCapAsync(ComplianceYear year)
    {
        var authority = town.Authority.Actor;
        var cap = Caps.Of(scenario, town.Plan);
        if (year == scenario.Year)
            await desk.SendAsync(authority, new SetCap(year, cap.Initial, cap.NewEntrant,
                cap.Government + cap.Government, Plan(year)));
        await desk.MustAsync(authority, new SetCap(year, cap.Initial, cap.NewEntrant, cap.Government, Plan(year)));
        await desk.MustAsync(authority, new ComputeMarketFactor(year));
        foreach (var sector in Sectors.All)
            await desk.MustAsync(authority, new SetSectorParameters(year, sector.Code,
                Rate.Of(sector.ControlPerMille / 1000m), sector.Code == Sectors.Cement ? sector.Intensity : null,
                    Plan(year)));
    }

    /// <summary>预分配 for everybody on the list; somebody is put down twice.</summary>
    public async Task PreAllocateAsync(ComplianceYear year)
    {
        foreach (var entity in town.Entities.Where(e => year == scenario.Year || !e.Excluded))
            await desk.SendAsync(town.Authority.Actor, new PreAllocate(year, entity.Party.Id));
        await desk.SendAsync(town.Authority.Actor, new PreAllocate(year, town.Entities[0].Party.Id));
        await desk.SettleAsync();
    }

    /// <summary>The smallest entity that is neither cement mill nor power station: the one ordered to close.</summary>
    public Entity Smallest => town.Entities.Where(e => e.Plan.Sector.Code != Sectors.Cement && !e.Plan.Cogenerates)
        .OrderBy(e => e.Plan.Base).ThenBy(e => e.Plan.Number).First();

    /// <summary>不予发放: a firm ordered to close loses what it was issued.</summary>
    public async Task ExcludeAsync()
    {
        var last = Smallest;
        await desk.SendAsync(town.Authority.Actor, new ExcludeFromIssue(scenario.Year, last.Party.Id,
            ExclusionGround.OrderedToClose, 0, Tonnes.Zero, "省政府关于关停落后产能的决定（模拟）"), reply =>
            last.Excluded = reply.Decision is Decision.Accepted);
        await desk.SettleAsync();
    }

    /// <summary>新增预留: two growing firms are given allowances for new lines.</summary>
    public async Task IssueToNewCapacityAsync()
    {
        foreach (var entity in town.Entities.Where(e => !e.Excluded).OrderByDescending(e => e.Emissions - e.Plan.Base)
            .ThenBy(e => e.Plan.Number).Take(2))
            await desk.SendAsync(town.Authority.Actor, new IssueToNewEntrant(scenario.Year, entity.Party.Id,
                new Tonnes(Math.Max(100, entity.Plan.Base / 50)), "新增产能配额核定意见（模拟）"));
        await desk.SettleAsync();
    }

    /// <summary>Fixes the benchmark and determines everybody's allocation from verified data.</summary>
    public async Task DetermineAsync()
    {
        var authority = town.Authority.Actor;
        await desk.SendAsync(authority, new FixBenchmark(scenario.Year, Sectors.Cement));
        await desk.SettleAsync();
        foreach (var entity in town.Entities)
            await desk.SendAsync(authority, new DetermineAllocation(scenario.Year, entity.Party.Id));
        await desk.SettleAsync();
    }

    /// <summary>Some entities ask for review, one of them too late.</summary>
    public async Task ObjectAsync(int from, int every)
    {
        foreach (var entity in town.Entities.Where(e => e.Determined && e.Plan.Number % every == from))
            await desk.SendAsync(entity.Party.Actor, new FileObjection(scenario.Year, entity.Party.Id,
                "申请复核：核定所用产量数据与实际不符"));
        await desk.SettleAsync();
    }

    /// <summary>The authority decides: every third objection is upheld with one per cent more.</summary>
    public async Task DecideObjectionsAsync(int from, int every)
    {
        foreach (var entity in town.Entities.Where(e => e.Determined && e.Plan.Number % every == from))
        {
            var upheld = entity.Plan.Number / every % 3 == 0;
            await desk.SendAsync(town.Authority.Actor, new DecideObjection(scenario.Year, entity.Party.Id,
                upheld ? new Tonnes(entity.InitialAllocation * 101 / 100) : null,
                upheld ? "经复核，产量数据予以更正" : "经复核，维持原核定结果"));
        }
        await desk.SettleAsync();
    }

    /// <summary>事后调节 for everybody whose allocation is determined.</summary>
    public async Task CorrectAsync()
    {
        foreach (var entity in town.Entities.Where(e => e.Determined && !e.Excluded))
            await desk.SendAsync(town.Authority.Actor, new CorrectAllocation(scenario.Year, entity.Party.Id));
        await desk.SettleAsync();
    }

    private static ListedEntity Listed(Entity entity, ComplianceYear year)
    {
        var plan = entity.Plan;
        return new ListedEntity(entity.Party.Id, plan.Sector.Code, Industrial: true, new Tonnes(plan.Base),
            (int)(plan.Base * 10 / 26), new Tonnes(plan.Base), plan.ClearBoundaries, plan.BuysClinker,
            [.. plan.Products.Select(p => new ProductBaseline(p.Product, p.Unit, p.Intensity, p.Expected))]);
    }
}
