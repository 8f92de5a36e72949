using Chutan.Engine.Records;
using Chutan.Market.Allocation;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Server.Exchange;
using Chutan.Tests.World;

namespace Chutan.Tests.Disclosure;

/// <summary>公示公告: what one day decides about one subject is one announcement.</summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class NoticeTests(PlayedMarket played)
{
    private static readonly LocalDate Monday = new(2024, 7, 1);
    private readonly NoticeBoard board = new();
    private long position;

    [Fact]
    public async Task No_two_notices_of_a_day_say_the_same()
    {
        using var visitor = played.Client();
        var all = (await PlayedMarket.Get(visitor, "/notices?size=1000")).GetProperty("items").EnumerateArray()
            .Select(n => (n.GetProperty("date").GetString(), n.GetProperty("title").GetProperty("zh").GetString()))
            .ToList();
        Assert.NotEmpty(all);
        Assert.Equal(all.Distinct(), all);
    }

    [Fact]
    public void A_batch_is_one_notice_and_keeps_years_days_and_subjects_apart()
    {
        Happens(Monday, Sector(2024, "a"));
        Happens(Monday, new FixBenchmark(new ComplianceYear(2024), "b"));
        Happens(Monday, new HaltTrading(HaltCause.SystemFault, "检修"));
        Happens(Monday, new HaltTrading(HaltCause.SystemFault, "检修"));
        Happens(Monday, new HaltTrading(HaltCause.SystemFault, "检修", "CCER"));
        Happens(Monday.PlusDays(1), Sector(2024, "c"));
        Assert.Equal(["行业参数公布：2 项", "暂停交易：检修（2 次）", "暂停CCER交易：检修", "行业参数公布：1 项"],
            board.All().Select(n => n.Title.Zh));
        Assert.Equal("Trading halted: 检修 (2 times)", board.All()[1].Title.En);
        Assert.Equal([1L, 3, 5, 6], board.All().Select(n => n.Position));
    }

    [Fact]
    public void The_end_of_a_listing_is_announced()
    {
        Happens(Monday, new OpenBusinessDay(Monday), new InstrumentDelisted("WHCER", Monday.PlusDays(-3)));
        Happens(Monday, new OpenBusinessDay(Monday));
        Assert.Equal("终止挂牌：WHCER", Assert.Single(board.All()).Title.Zh);
    }

    private static SetSectorParameters Sector(int year, string sector) =>
        new(new ComplianceYear(year), sector, Rate.Of(0.9m), null, "决定");

    private void Happens(LocalDate on, Command command, params Event[] events) => board.Add(new MarketRecord(++position,
        Instant.MinValue, on, default, Actor.Scheduler, new RequestId(1, (ulong)position), 0, 1, "", command,
        Decision.Accept(events)));
}
