using Chutan.Engine.Partitions;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Chutan.Server.Exchange.Feed;

/// <summary>One instrument in the list of instruments.</summary>
/// <param name="Market">Territory code of this market, as indices name it.</param>
public sealed record InstrumentAnswer(string Code, Bilingual Name, string Phase, long? LastFen, long? PreviousCloseFen,
    long Volume, string Market);

/// <summary>行情数据: snapshot, depth, tape and candles of an instrument, and the live stream of its changes.</summary>
internal static class MarketDataEndpoints
{
    private const int UsualDepth = 10, DeepestDepth = 1000;

    public static void MapMarketData(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/market/instruments", (HttpRequest request, MarketFeed feed, IMarket market, IClock clock) =>
            ListAsync(request, feed, market, clock))
            .Produces<Page<InstrumentAnswer>>().WithSummary("Instruments with their last price.");

        routes.MapGet("/market/{instrument}/snapshot", (string instrument, MarketFeed feed, IClock clock) =>
            Results.Json(feed.Snapshot(Known(feed, instrument), clock.GetCurrentInstant()), Json.Options))
            .Produces<MarketSnapshot>().WithSummary("An instrument's whole book, day and newest trades.");

        routes.MapGet("/market/{instrument}/depth", (string instrument, HttpRequest request, MarketFeed feed) =>
            Results.Json(feed.Depth(Known(feed, instrument), Levels(request)), Json.Options))
            .Produces<DepthAnswer>().WithSummary("The best prices of both sides.");

        routes.MapGet("/market/{instrument}/trades",
            async (string instrument, HttpRequest request, MarketFeed feed, IMarket market) =>
            {
                var (from, through) = (Queries.Date(request, "from"), Queries.Date(request, "through"));
                var rows = feed.Tape(Known(feed, instrument), from, through).Reverse();
                return Lists.Answer(rows, ListQuery.From(request), await AsOfs.NowAsync(market), "market-trades");
            }).Produces<Page<TapeLine>>().WithSummary("The tape, newest first.");

        routes.MapGet("/market/{instrument}/candles",
            (string instrument, HttpRequest request, MarketFeed feed) =>
            {
                var (from, through) = (Queries.Date(request, "from"), Queries.Date(request, "through"));
                var (rows, asOf) = feed.Candles(Known(feed, instrument), Span(request), from, through);
                return Lists.Answer(rows, ListQuery.From(request), asOf, "market-candles");
            }).Produces<Page<CandleAnswer>>().WithSummary("Candles by minute, hour, day, week or month.");

        routes.MapGet("/market/{instrument}/stream", StreamAsync)
            .Produces(200, contentType: "text/event-stream").WithSummary(
                "Server-sent events: a snapshot, then every change by number; resumes after Last-Event-ID.");
    }

    private static async Task<IResult> ListAsync(HttpRequest request, MarketFeed feed, IMarket market, IClock clock)
    {
        var now = clock.GetCurrentInstant();
        var home = await market.AskAsync(s => s.Rulebook.Content?.Territory ?? "");
        var rows = feed.Codes().Select(code => feed.Snapshot(code, now)).Select(s => new InstrumentAnswer(s.Instrument,
            s.Name, s.Session, s.Day?.LastFen ?? s.Day?.CloseFen, s.Day?.PreviousCloseFen, s.Day?.Volume ?? 0,
            home));
        return Lists.Answer(rows, ListQuery.From(request), await AsOfs.NowAsync(market), "instruments");
    }

    private static async Task StreamAsync(string instrument, HttpContext context, MarketFeed feed, IClock clock,
        FeedReaders readers, IHostApplicationLifetime lifetime)
    {
        Known(feed, instrument);
        var after = EventStream.LastSeen(context.Request);
        using var seat = readers.Take();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping);
        var stream = new EventStream(context.Response, feed.Bounds, ends.Token);
        var opening = feed.Attach(instrument, after, clock.GetCurrentInstant());
        try
        {
            var following = new Following<MarketUpdate, MarketSnapshot>(stream, opening.Reader,
                () => feed.Recover(instrument, opening.Reader, clock.GetCurrentInstant()), s => s.Sequence,
                () => stream.Write("heartbeat", null, feed.Heartbeat(instrument, clock.GetCurrentInstant())),
                feed.Bounds);
            await following.BeginAsync(opening, after);
            await following.RunAsync();
        }
        catch (OperationCanceledException)
        {
            // The reader went, the server stops, or a write hung too long: the connection ends.
        }
        finally
        {
            feed.Detach(instrument, opening.Reader);
        }
    }

    private static string Known(MarketFeed feed, string code) =>
        feed.Knows(code) ? code : throw RefusedException.NotFound();

    private static int Levels(HttpRequest request) => Queries.Number(request, "levels") switch
    {
        null => UsualDepth,
        >= 1 and <= DeepestDepth and var n => n,
        _ => throw RefusedException.Malformed("levels", $"1–{DeepestDepth}"),
    };

    private static CandleSpan Span(HttpRequest request) => request.Query["by"].ToString() switch
    {
        "minute" => CandleSpan.Minute,
        "hour" => CandleSpan.Hour,
        "" or "day" => CandleSpan.Day,
        "week" => CandleSpan.Week,
        "month" => CandleSpan.Month,
        _ => throw RefusedException.Malformed("by", "minute, hour, day, week, month"),
    };
}

/// <summary>How many readers may be connected to live streams at once.</summary>
internal sealed class FeedReaders(FeedBounds bounds)
{
    private int connected;

    /// <summary>A place for one more reader; refused when all are taken. Disposing gives it back.</summary>
    public IDisposable Take()
    {
        if (Interlocked.Increment(ref connected) <= bounds.Readers) return new Seat(this);
        Interlocked.Decrement(ref connected);
        throw RefusedException.Of(503, EdgeRefusals.StreamsFull, ("most", bounds.Readers));
    }

    private sealed class Seat(FeedReaders of) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref of.connected);
    }
}
