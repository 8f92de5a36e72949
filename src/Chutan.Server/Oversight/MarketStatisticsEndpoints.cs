using System.Globalization;
using Chutan.Engine.Partitions;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Oversight;

/// <summary>One month of the Hubei allowance.</summary>
/// <param name="Tonnes">Traded on the market in all modes; awards of auctions are apart.</param>
/// <param name="Circulation">Tonnes in trading accounts at the month's last close.</param>
/// <param name="TurnoverRatio">Tonnes traded over <paramref name="Circulation"/> 换手率.</param>
/// <param name="Volatility">Sample standard deviation of the daily change of the close, close over close before less
/// one; null below two trading days.</param>
/// <param name="SpreadFen">Mean of best ask less best bid at the close, over days with both.</param>
/// <param name="DepthTonnes">Mean of the tonnes at the best five prices of both sides at the close.</param>
/// <param name="AuctionTonnes">Awarded and paid for in auctions of the primary market 有偿竞价.</param>
public sealed record MonthFiguresRow(string Month, int Days, long Tonnes, long TurnoverFen, long Circulation,
    string? TurnoverRatio, string? Volatility, int TwoSidedDays, string? SpreadFen, string DepthTonnes,
    long AuctionTonnes, long AuctionFen);

/// <summary>A month's trading of one class of account, or in one mode.</summary>
/// <param name="By">class or mode.</param>
public sealed record BreakdownRow(string Month, string By, string Code, Bilingual Name, long BoughtTonnes,
    long SoldTonnes, long BoughtFen, long SoldFen, string Share);

/// <summary>市场统计 for everybody: sums only, no names.</summary>
internal static class MarketStatisticsEndpoints
{
    public static void MapMarketStatistics(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/market/statistics", async (HttpRequest request, IMarket market, ReadModels models) =>
            Lists.Answer(Months(models), ListQuery.From(request), await AsOfs.NowAsync(market), "market-statistics"))
            .Produces<Page<MonthFiguresRow>>().WithSummary("Turnover, volatility, spread and depth by month.");
        routes.MapGet("/market/statistics/breakdown", async (HttpRequest request, IMarket market, ReadModels models)
            => Lists.Answer(Breakdown(models.Figures, Queries.Many(request, "by")), ListQuery.From(request),
                await AsOfs.NowAsync(market), "market-breakdown")).Produces<Page<BreakdownRow>>()
            .WithSummary("Volume by class of account and by mode, by month.");
    }

    private static List<MonthFiguresRow> Months(ReadModels models)
    {
        var traded = models.Figures.Traded().Where(t => t.Mode != TradeMode.Auction).ToLookup(t => t.Month);
        var awarded = models.Figures.Traded().Where(t => t.Mode == TradeMode.Auction).ToLookup(t => t.Month);
        var days = (models.Bulletins.Of(Instruments.HubeiSpot) ?? []).ToLookup(d => d.Day.Date.ToYearMonth());
        return [.. models.Figures.Closes().GroupBy(c => c.Date.ToYearMonth()).Select(g =>
        {
            var (tonnes, last) = (traded[g.Key].Sum(t => t.Sum.Bought), g.Last().Circulation);
            var spreads = g.Where(c => c.BidFen is not null && c.AskFen is not null)
                .Select(c => (decimal)(c.AskFen!.Value - c.BidFen!.Value)).ToList();
            return new MonthFiguresRow(Label(g.Key), g.Count(), tonnes, traded[g.Key].Sum(t => t.Sum.BoughtFen), last,
                last == 0 ? null : Share(tonnes, last),
                Volatility([.. days[g.Key].Select(d => (d.Day.PreviousClose, d.Day.Close))]), spreads.Count,
                spreads.Count == 0 ? null : Text.Of(decimal.Round(spreads.Average(), 1)),
                Text.Of(decimal.Round(g.Average(c => (decimal)c.Depth), 0)), awarded[g.Key].Sum(t => t.Sum.Bought),
                awarded[g.Key].Sum(t => t.Sum.BoughtFen));
        })];
    }

    private static List<BreakdownRow> Breakdown(MarketFigures figures, HashSet<string> by)
    {
        var rows = new List<BreakdownRow>();
        foreach (var month in figures.Traded().GroupBy(t => t.Month))
        {
            var all = month.Sum(t => t.Sum.Bought);
            if (by.Count == 0 || by.Contains("class"))
                rows.AddRange(month.GroupBy(t => ClassOf(t.Kind)).OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => Row(month.Key, "class", g.Key, Names.Code("class", g.Key), g.Select(t => t.Sum),
                        all)));
            if (by.Count == 0 || by.Contains("mode"))
                rows.AddRange(month.GroupBy(t => t.Mode).OrderBy(g => g.Key).Select(g => Row(month.Key, "mode",
                    Parse.Camel(g.Key), Names.Code("mode", g.Key.ToString()), g.Select(t => t.Sum), all)));
        }
        return rows;
    }

    /// <summary>A share counts purchases and sales alike, so that the shares of all classes make one.</summary>
    private static BreakdownRow Row(YearMonth month, string by, string code, Bilingual name,
        IEnumerable<TradedBy> sums, long all)
    {
        var (bought, sold, boughtFen, soldFen) = (0L, 0L, 0L, 0L);
        foreach (var sum in sums)
            (bought, sold, boughtFen, soldFen) = (bought + sum.Bought, sold + sum.Sold, boughtFen + sum.BoughtFen,
                soldFen + sum.SoldFen);
        return new BreakdownRow(Label(month), by, code, name, bought, sold, boughtFen, soldFen,
            Share(bought + sold, all * 2));
    }

    private static string ClassOf(AccountKind kind) => kind switch
    {
        AccountKind.Compliance => "coveredEntity",
        AccountKind.Institution => "institution",
        AccountKind.Individual => "individual",
        _ => "government",
    };

    private static string? Volatility(IReadOnlyList<(Price Before, Price Close)> days)
    {
        if (days.Count < 2) return null;
        var changes = days.Select(d => (double)d.Close.FenPerTonne / d.Before.FenPerTonne - 1).ToList();
        var mean = changes.Average();
        var variance = changes.Sum(c => (c - mean) * (c - mean)) / (changes.Count - 1);
        return Math.Sqrt(variance).ToString("0.0000", CultureInfo.InvariantCulture);
    }

    private static string Share(long part, long whole) =>
        whole == 0 ? "0" : Text.Of(decimal.Round((decimal)part / whole, 4));

    private static string Label(YearMonth month) =>
        string.Create(CultureInfo.InvariantCulture, $"{month.Year:0000}-{month.Month:00}");
}
