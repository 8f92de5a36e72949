using Chutan.Market.Allocation;
using Chutan.Market.Compliance;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Registry;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>核查中的波折与复查的后果: objections and holds in the season, two reports written off one another, complaints,
/// and what follows when a second verification finds another figure: the year is opened again, its figure taken over,
/// the allocation worked out again, and what is missing penalised or made up.</summary>
internal sealed class RecheckActs(Desk desk, Town town, Scenario scenario)
{
    private const int CopyingBody = 3;

    /// <summary>What the copying body writes of every works, whoever it belongs to.</summary>
    private const string Copied =
        "核查组查阅了全年入炉煤计量台账、皮带秤校准记录和化验室留样登记，抽取一月、五月、九月共三个月的原始磅单与财务结算凭证逐笔核对，"
        + "数量差异均在百分之零点五以内；现场观察了采样、制样与送检全过程，样品编号连续、交接签字齐全；外购电量以供电公司结算单为准，"
        + "与生产日报的分表读数相互印证；未发现遗漏的排放设施，数据质量控制计划得到执行，内部质量控制由生产部与财务部分别负责。";

    private readonly List<EmissionsRestated> restated = [];
    private int copies;

    /// <summary>What a second verification finds beyond the first: some too little, one too much. The first two are
    /// still under way when the year ends.</summary>
    public static long Beyond(int rank) => rank switch { 0 or 1 or 3 => 1_200, 2 => -900, _ => 0 };

    /// <summary>Whether an entity objects to its result, and whether it is right; null when it agrees.</summary>
    public static bool? ObjectionOf(Visit visit) => visit.IsRecheck ? null
        : visit.Entity.Plan.Number % 127 == 41 ? true : visit.Entity.Plan.Number % 83 == 20 ? false : null;

    public async Task ObjectAsync(Visit visit, bool upheld)
    {
        var entity = visit.Entity.Party;
        await desk.SendAsync(entity.Actor, new ObjectToConclusion(entity.Id, visit.Task,
            "外购电量应扣除转供居民区部分（模拟）", ""));
        await desk.SendAsync(town.Authority.Actor, new DecideConclusionObjection(visit.Task, upheld, upheld
            ? "转供电量有独立计量，结论应补充说明" : "转供部分无独立计量，维持结论"));
    }

    /// <summary>The authority stops a task before the visit, and lets it go on on the day.</summary>
    public async Task HoldAsync(Visit visit)
    {
        if (IsHeld(visit))
            await desk.SendAsync(town.Authority.Actor, new HoldVerification(visit.Task, "单位厂区交通管制，暂缓进场（模拟）"));
    }

    public async Task ResumeAsync(Visit visit)
    {
        if (IsHeld(visit))
            await desk.SendAsync(town.Authority.Actor, new ResumeVerification(visit.Task, "管制解除"));
    }

    /// <summary>One body writes the first two of its reports with the same words, only the name changed.</summary>
    public async Task WriteAsync(Visit visit)
    {
        if (visit.Body.Number != CopyingBody || visit.IsRecheck || copies == 2) return;
        copies++;
        await desk.SendAsync(visit.Team.Leader.Actor, new ReviewDocuments(visit.Body.Party.Id, visit.Task,
            [new DocumentLine("核查过程", "数据质量控制计划", Copied, visit.Entity.Plan.NameZh, Fine: true)]));
    }

    /// <summary>举报: a city takes one up about an entity of its own; about one of another city it may not, and one that
    /// says nothing is not taken.</summary>
    public async Task ComplainAsync(CitySupervision cities)
    {
        if (cities.Bureaus.FirstOrDefault() is not { Bureau: { } bureau, City: { } city }
            || town.Entities.LastOrDefault(e => e.Plan.City.Code == city.Code) is not { } own) return;
        var complaint = new FileReportComplaint(own.Party.Id, scenario.Year, "12345 热线：夜间锅炉运行与上报停产天数不符（模拟）");
        await desk.SendAsync(bureau.Actor, complaint with { Text = "" });
        await desk.SendAsync(bureau.Actor, complaint);
        if (town.Entities.FirstOrDefault(e => e.Plan.City.Code != city.Code) is { } stranger)
            await desk.SendAsync(bureau.Actor, complaint with { Participant = stranger.Party.Id });
        await desk.SettleAsync();
    }

    /// <summary>After the assessment the authority opens every year again whose second verification is closed and found
    /// another figure; one that agrees is tried too.</summary>
    public async Task ReopenAsync(IReadOnlyCollection<Visit> visits)
    {
        var closed = visits.Where(v => v.IsRecheck && v.Next == VisitStep.Done).ToArray();
        foreach (var visit in closed)
            if (visit.Beyond != 0 || visit == closed.FirstOrDefault(v => v.Beyond == 0))
                await desk.SendAsync(town.Authority.Actor, new ReopenOnRecheck(visit.Task,
                    $"复查处理决定书第{visit.Task}号（模拟）", "复查认定的排放量与现行核定量不一致", Fraud: false));
        await desk.SettleAsync();
        foreach (var visit in closed.Where(v => v.Beyond != 0))
            await desk.SendAsync(town.Authority.Actor, new DetermineEmissions(visit.Entity.Party.Id, scenario.Year,
                DeterminationBasis.Recheck, null, null, $"排放量核定决定书（模拟）：采用复查{visit.Task}的结果"), reply =>
                {
                    if (reply.Decision is Decision.Accepted accepted)
                        restated.AddRange(accepted.Events.OfType<EmissionsRestated>());
                });
        await desk.SettleAsync();
    }

    /// <summary>The allocations of these years, worked out again; asked for twice, once is refused.</summary>
    public async Task RecalculateAsync()
    {
        foreach (var one in restated)
            await desk.SendAsync(town.Authority.Actor, new RecalculateAllocation(scenario.Year, one.Participant));
        if (restated.FirstOrDefault() is { } first)
            await desk.SendAsync(town.Authority.Actor, new RecalculateAllocation(scenario.Year, first.Participant));
        await desk.SettleAsync();
    }

    /// <summary>Who had reported too little hands in the difference, or is penalised for what it has not got.</summary>
    public async Task CarryOnAsync()
    {
        foreach (var one in restated.Where(r => r.After > r.Before))
        {
            if (town.FindEntity(one.Participant) is not { } entity) continue;
            var owed = one.After.Count - one.Before.Count;
            await desk.SendAsync(town.Authority.Actor, new ImposePenalty(scenario.Year, one.Participant, Rate.One, null,
                false, "行政处罚决定书（模拟）：复查后未足额缴还"));
            if (entity.Party.FreeAllowances >= owed)
                await desk.SendAsync(entity.Party.Actor, new SurrenderUnits(entity.Party.Account, scenario.Year,
                    UnitKind.Allowance, new Tonnes(owed)));
        }
        await desk.SettleAsync();
    }

    private static bool IsHeld(Visit visit) => !visit.IsRecheck && visit.Entity.Plan.Number % 71 == 9;
}
