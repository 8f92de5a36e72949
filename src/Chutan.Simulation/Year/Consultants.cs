using Chutan.Market.Mrv;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>咨询服务：some entities have their reports made with the help of consultants and file the contracts. A few
/// contracts are paid by the surplus of allowances; those reports are refused until the terms are changed.</summary>
internal sealed class Consultants(Desk desk, Town town, Scenario scenario)
{
    /// <summary>One entity in so many has a consultant, and one in so many a contract it may not have.</summary>
    private const int PerConsultant = 17, PerContingent = 170;
    private const int First = 2, FirstContingent = 19;

    private static readonly ImmutableArray<string> Firms =
        ["武汉碳衡咨询有限公司（模拟）", "湖北节能技术服务中心（模拟）", "宜昌双碳事务所（模拟）"];

    public Task SignAsync() =>
        FileAsync(town.Entities.Where(e => e.Plan.Number % PerConsultant == First), amended: false);

    /// <summary>The contract paid by a surplus is changed to a fixed fee.</summary>
    public Task AmendAsync() => FileAsync(town.Entities.Where(IsContingent), amended: true);

    private static bool IsContingent(Entity entity) => entity.Plan.Number % PerContingent == FirstContingent;

    private async Task FileAsync(IEnumerable<Entity> entities, bool amended)
    {
        foreach (var entity in entities)
        {
            var firm = Firms[entity.Plan.Number % Firms.Length];
            await desk.SendAsync(entity.Party.Actor, new FileContract(entity.Party.Id, new ServiceContract(
                entity.Party.Id, scenario.Year, firm, firm, IsContingent(entity) && !amended)));
        }
        await desk.SettleAsync();
    }
}
