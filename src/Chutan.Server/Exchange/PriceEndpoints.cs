using Chutan.Engine.Partitions;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Exchange;

public sealed record DayAnswer(LocalDate Date, long? OpenFen, long? HighFen, long? LowFen, long CloseFen, long? VwapFen,
    long PreviousCloseFen, long LimitUpFen, long LimitDownFen, long Volume, long TurnoverFen, int Trades,
        long? Position);

public sealed record MonthAnswer(string Month, int TradingDays, long Volume, long TurnoverFen, long? AveragePriceFen,
    long? LowFen, long? HighFen, long CloseFen);

public sealed record NoticeAnswer(string Id, LocalDate Date, string Kind, Bilingual Title, long Position);

/// <summary>行情与公告: daily and monthly figures, and the index of announcements.</summary>
internal static class PriceEndpoints
{
    public static void MapPrices(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/market/days", async (HttpRequest request, IMarket market, TradingIndex trading) =>
        {
            var (from, through) = (Queries.Date(request, "from"), Queries.Date(request, "through"));
            var rows = await market.AskAsync(s => s.Exchange.Days
                .Where(d => (from is not { } f || d.Date >= f) && (through is not { } t || d.Date <= t)).Select(d =>
                    Day(d, trading)).ToList());
            return Lists.Answer(rows, ListQuery.From(request), await AsOfs.NowAsync(market), "market-days");
        }).Produces<Page<DayAnswer>>().WithSummary("Daily prices and volumes, by date.");

        routes.MapGet("/market/months", async (HttpRequest request, IMarket market) =>
        {
            var rows = await market.AskAsync(s => Months(s.Exchange.Days));
            return Lists.Answer(rows, ListQuery.From(request), await AsOfs.NowAsync(market), "market-months");
        }).Produces<Page<MonthAnswer>>().WithSummary("Monthly prices and volumes.");

        routes.MapGet("/notices", async (HttpRequest request, IMarket market, ReadModels models) =>
        {
            var kinds = Queries.Many(request, "kind");
            var (from, through) = (Queries.Date(request, "from"), Queries.Date(request, "through"));
            var rows = models.Notices.All().Reverse()
                .Where(n => (kinds.Count == 0 || kinds.Contains(n.Kind)) && (from is not { } f || n.Date >= f)
                    && (through is not { } t || n.Date <= t))
                .Select(n => new NoticeAnswer($"{n.Position}", n.Date, n.Kind, n.Title, n.Position));
            return Lists.Answer(rows, ListQuery.From(request), await AsOfs.NowAsync(market), "notices");
        }).Produces<Page<NoticeAnswer>>().WithSummary("Announcements, newest first.");
    }

    private static DayAnswer Day(DayRecord d, TradingIndex trading) =>
        new(d.Date, d.Open?.FenPerTonne, d.High?.FenPerTonne, d.Low?.FenPerTonne,
        d.Close.FenPerTonne, d.Average?.FenPerTonne, d.PreviousClose.FenPerTonne, d.LimitUp.FenPerTonne,
        d.LimitDown.FenPerTonne, d.Volume.Count, d.Turnover.Fen, d.Trades, trading.PositionOf(d.Date));

    public static List<MonthAnswer> Months(IReadOnlyList<DayRecord> days) =>
        [.. days.GroupBy(d => (d.Date.Year, d.Date.Month)).Select(g =>
        {
            var (volume, turnover) = (g.Sum(d => d.Volume.Count), g.Sum(d => d.Turnover.Fen));
            return new MonthAnswer(
                $"{g.Key.Year:D4}-{g.Key.Month:D2}", g.Count(), volume, turnover, Average(turnover, volume),
                g.Min(d => d.Low?.FenPerTonne), g.Max(d => d.High?.FenPerTonne), g.Last().Close.FenPerTonne);
        })];

    public static long? Average(long turnoverFen, long volume) =>
        volume == 0 ? null : Rounding.HalfUp(turnoverFen, volume);
}
