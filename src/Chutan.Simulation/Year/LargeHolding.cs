using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Simulation.Agents;

namespace Chutan.Simulation.Year;

/// <summary>大户报告: who is found to hold a large share is asked, and reports the next morning.</summary>
internal sealed class LargeHolding(Desk desk, Town town)
{
    private readonly List<LargeHolderFound> asked = [];

    /// <summary>What the evening's review found.</summary>
    public void Hear(ImmutableArray<Event> review) => asked.AddRange(review.OfType<LargeHolderFound>());

    public async Task ReportAsync()
    {
        foreach (var duty in asked)
            if (town.Holders.FirstOrDefault(h => h.Id == duty.Holder) is { } holder)
                await desk.SendAsync(holder.Actor, Report(duty, holder));
        await desk.SettleAsync();
        asked.Clear();
    }

    private ReportLargeHolding Report(LargeHolderFound duty, Party holder) => town.FindEntity(holder.Id) is null
        ? new(holder.Id, duty.Duty, "自营投资与做市", "自有资金", "视行情逐步卖出")
        : new(holder.Id, duty.Duty, "本年度清缴履约", "免费分配取得", "留作清缴，富余部分择机卖出");
}
