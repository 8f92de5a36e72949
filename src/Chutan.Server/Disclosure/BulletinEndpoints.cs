using System.Text.Json;
using Chutan.Engine.Partitions;
using Chutan.Market.Exchange;
using Chutan.Server.Exchange.Feed;
using Chutan.Server.Http;
using Chutan.Server.Journal;
using Chutan.Server.Rulebook;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Disclosure;

/// <summary>One day of an instrument's published series. Prices are those of the screen; volume and turnover of all
/// modes stand beside the screen's own.</summary>
/// <param name="LimitHit">up, down, both or none: whether the day's prices touched a limit.</param>
public sealed record BulletinLine(LocalDate Date, long? OpenFen, long? HighFen, long? LowFen, long CloseFen,
    long PreviousCloseFen, long ChangeFen, long? VwapFen, long LimitUpFen, long LimitDownFen, string LimitHit,
    int Orders, int Trades, long Volume, long TurnoverFen, long TotalVolume, long TotalTurnoverFen, long Position);

/// <summary>One mode's part of a day. Of auctions: what was paid and delivered, the clearing price the low and the high
/// (under pay-as-bid the lowest and highest price paid).</summary>
public sealed record ModeLine(LocalDate Date, string Mode, int Trades, long Volume, long TurnoverFen, long LowFen,
    long HighFen);

/// <summary>The published document of one day: its figures by mode, the rules behind them, and what proves them.
/// </summary>
public sealed record BulletinAnswer(string Instrument, Bilingual Name, BulletinLine Day, IReadOnlyList<ModeLine> Modes,
    string CloseMethod, IReadOnlyList<RuleUseAnswer> Rules, string TradeListHash, Instant PublishedAt, AsOf AsOf);

/// <summary>日行情公告: the published day of an instrument as a document, as a series and by mode, with files.</summary>
internal static class BulletinEndpoints
{
    private static readonly string[] Behind = ["trade.close.method", "trade.limit.", "trade.tick", "trade.match."];

    public static void MapBulletins(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/market/{instrument}/bulletins",
            async (string instrument, HttpRequest request, BulletinBoard board, IMarket market) =>
                Lists.Answer(Within(Known(instrument, board), request).Select(Line), ListQuery.From(request),
                    await AsOfs.NowAsync(market), $"bulletins-{instrument}"))
            .Produces<Page<BulletinLine>>().WithSummary("The published daily series of an instrument.");

        routes.MapGet("/market/{instrument}/modes",
            async (string instrument, HttpRequest request, BulletinBoard board, IMarket market) =>
                Lists.Answer(Within(Known(instrument, board), request).SelectMany(Modes), ListQuery.From(request),
                    await AsOfs.NowAsync(market), $"modes-{instrument}"))
            .Produces<Page<ModeLine>>().WithSummary("The daily series of an instrument by trading mode.");

        routes.MapGet("/market/{instrument}/bulletins/{date}",
            async (string instrument, string date, BulletinBoard board, MarketFeed feed, IMarket market,
                IClock clock) =>
            {
                var day = Find(Known(instrument, board), date);
                var name = feed.Snapshot(instrument, clock.GetCurrentInstant()).Name;
                var asOf = await AsOfs.NowAsync(market);
                return Results.Json(await market.AskAsync(s => new BulletinAnswer(instrument, name, Line(day),
                    [.. Modes(day)], JsonNamingPolicy.CamelCase.ConvertName(day.CloseMethod.ToString()),
                    [.. day.Rules.Where(r => Behind.Any(b => r.Key.StartsWith(b, StringComparison.Ordinal)))
                        .Select(r => RuleAnswers.Use(r, s.Rulebook))], day.TradeListHash, day.PublishedAt, asOf)),
                    Json.Options);
            }).Produces<BulletinAnswer>().WithSummary("The bulletin of one day, with its rules and its proof.");
    }

    private static IReadOnlyList<PublishedDay> Known(string instrument, BulletinBoard board) =>
        board.Of(instrument) ?? throw RefusedException.NotFound();

    private static PublishedDay Find(IReadOnlyList<PublishedDay> days, string date)
    {
        if (date == "latest") return days[^1];
        if (NodaTime.Text.LocalDatePattern.Iso.Parse(date) is not { Success: true } on)
            throw RefusedException.Malformed("date", "yyyy-MM-dd, latest");
        return days.FirstOrDefault(d => d.Day.Date == on.Value) ?? throw RefusedException.NotFound();
    }

    private static IEnumerable<PublishedDay> Within(IReadOnlyList<PublishedDay> days, HttpRequest request)
    {
        var (from, through) = (Queries.Date(request, "from"), Queries.Date(request, "through"));
        return days.Where(d => (from is not { } f || d.Day.Date >= f) && (through is not { } t || d.Day.Date <= t));
    }

    private static BulletinLine Line(PublishedDay published)
    {
        var d = published.Day;
        var hit = (d.High == d.LimitUp, d.Low == d.LimitDown) switch
        {
            (true, true) => "both",
            (true, false) => "up",
            (false, true) => "down",
            _ => "none",
        };
        return new BulletinLine(d.Date, d.Open?.FenPerTonne, d.High?.FenPerTonne, d.Low?.FenPerTonne,
            d.Close.FenPerTonne, d.PreviousClose.FenPerTonne, d.Close.FenPerTonne - d.PreviousClose.FenPerTonne,
            d.Average?.FenPerTonne, d.LimitUp.FenPerTonne, d.LimitDown.FenPerTonne, hit, published.Orders, d.Trades,
            d.Volume.Count, d.Turnover.Fen, published.Modes.Sum(m => m.Volume.Count),
            published.Modes.Sum(m => m.Turnover.Fen), published.Position);
    }

    private static IEnumerable<ModeLine> Modes(PublishedDay published) => published.Modes.Select(m =>
        new ModeLine(published.Day.Date, JsonNamingPolicy.CamelCase.ConvertName(m.Mode.ToString()), m.Trades,
            m.Volume.Count, m.Turnover.Fen, m.Low.FenPerTonne, m.High.FenPerTonne));
}
