using Chutan.Market.Disclosure;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;

namespace Chutan.Simulation.Year;

/// <summary>The exchange publishes a price index: defined on the evening of the first trading day, computed on every
/// one after it, and widened to the national market for the year to come.</summary>
internal sealed class IndexActs(Desk desk, Town town, string territory)
{
    private const string Code = "ZTI", NationalMarket = "CN", NationalAllowance = "CEA";
    private bool defined;

    public async Task EveningAsync(LocalDate date)
    {
        desk.SetClock(date, 16, 20);
        if (defined)
        {
            await desk.MustAsync(Actor.Scheduler, new ComputeIndices(date));
            return;
        }
        await desk.MustAsync(town.Exchange.Actor, new DefineIndex(Code, "中碳指数（模拟）", "China carbon index (simulated)",
            date, 1000m, Decimals: 2, IndexWeighting.Fixed, MissingDayRule.CarryForward,
            [new IndexConstituent(territory, Instruments.HubeiSpot, Rate.One)],
            "以首个交易日收盘价为基准，样本为湖北碳排放权配额现货；无成交日沿用前收盘价。", "交易机构公告（模拟）"));
        defined = true;
    }

    /// <summary>The national market's price of the last day is entered, and counts from the next one on.</summary>
    public async Task WidenAsync(LocalDate date)
    {
        desk.SetClock(date, 16, 40);
        var (price, tonnes) = (new Price(town.Tape.Last * 2), new Tonnes(100_000));
        await desk.MustAsync(town.Exchange.Actor, new RecordOutsidePrice(NationalMarket, NationalAllowance, date, price,
            tonnes, price * tonnes, "全国市场收盘价（模拟）"));
        await desk.MustAsync(town.Exchange.Actor, new ReviseIndex(Code, IndexWeighting.Fixed,
            MissingDayRule.CarryForward,
            [
                new IndexConstituent(territory, Instruments.HubeiSpot, Rate.Of(0.6m)),
                new IndexConstituent(NationalMarket, NationalAllowance, Rate.Of(0.4m)),
            ], "自下一交易日起纳入全国市场；固定权重，无成交日沿用前收盘价。", "交易机构公告（模拟）"));
    }
}
