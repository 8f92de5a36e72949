using System.Text.Json;
using Chutan.Engine.Partitions;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Server.Exchange.Feed;
using Chutan.Tests.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Chutan.Tests.Exchange;

/// <summary>Live market data on real connections: a snapshot, then every change by number; who comes back resumes, and
/// who cannot keep up is told so and gets a snapshot.</summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class MarketFeedTests(PlayedMarket played)
{
    private const string Stream = "/market/HBEA/stream";
    private static readonly FeedBounds Small = new(Ring: 16, AccountRing: 16, Queue: 8,
        Heartbeat: TimeSpan.FromMilliseconds(40), Patience: TimeSpan.FromMinutes(1), Readers: 4);

    [Fact]
    public async Task A_snapshot_and_every_change_after_it_give_the_book_of_the_market()
    {
        using var reader = await FeedReader.OpenAsync(played.Address, Stream);
        var snapshot = await reader.NextAsync("snapshot");
        var book = new ClientBook(snapshot);
        Assert.Equal(book.Sequence, snapshot.Id);
        var trader = await TraderAsync();
        var fen = trader.LimitDown.FenPerTonne;
        var placed = new List<OrderId>();
        for (var i = 0; i < 5; i++) placed.Add(await trader.BuyAsync(fen + i, 10 + i));
        await trader.CancelAsync(placed[1]);
        await trader.BuyAsync(fen, 7);
        for (var i = 0; i < 7; i++) book.Apply(await reader.NextAsync("update"));
        await SameAsTheMarketAsync(book);
    }

    [Fact]
    public async Task A_reader_that_comes_back_gets_what_it_missed_and_no_snapshot()
    {
        var trader = await TraderAsync();
        ClientBook book;
        using (var reader = await FeedReader.OpenAsync(played.Address, Stream))
            book = new ClientBook(await reader.NextAsync("snapshot"));
        for (var i = 0; i < 4; i++) await trader.BuyAsync(trader.LimitDown.FenPerTonne + i, 3);
        using var again = await FeedReader.OpenAsync(played.Address, Stream, after: book.Sequence);
        for (var i = 0; i < 4; i++) book.Apply(await again.NextAsync("update"));
        await SameAsTheMarketAsync(book);
    }

    [Theory]
    [InlineData(0)] // long gone from the ring
    [InlineData(long.MaxValue)] // of no stream of this market
    public async Task A_number_that_is_not_known_any_more_is_answered_with_a_gap_and_a_snapshot(long after)
    {
        await using var server = await SecondAsync();
        var trader = await TraderAsync();
        for (var i = 0; i < 20; i++) await trader.BuyAsync(trader.LimitDown.FenPerTonne, 1);
        using var reader = await FeedReader.OpenAsync(AddressOf(server), Stream, after);
        var gap = await reader.NextAsync("gap");
        Assert.Equal(after, gap.Number("after"));
        var book = new ClientBook(await reader.NextAsync("snapshot"));
        Assert.Equal(gap.Number("resumes"), book.Sequence);
    }

    [Fact]
    public async Task A_slow_reader_is_told_that_it_lost_data_and_recovers_while_the_writer_answers_everybody()
    {
        await using var server = await SecondAsync();
        var feed = server.Services.GetRequiredService<MarketFeed>();
        using var slow = await FeedReader.OpenAsync(AddressOf(server), Stream);
        using var quick = await FeedReader.OpenAsync(played.Address, Stream);
        var (slowBook, quickBook) = (new ClientBook(await slow.NextAsync("snapshot")),
            new ClientBook(await quick.NextAsync("snapshot")));
        var trader = await TraderAsync();
        var first = quickBook.Sequence;
        var answered = 0;
        while (feed.Losses("HBEA") == 0)
        {
            Assert.True(answered < 100_000, "The slow reader never fell behind.");
            for (var i = 0; i < 50; i++, answered += 2)
                await trader.CancelAsync(await trader.BuyAsync(trader.LimitDown.FenPerTonne, 1 + i));
        }
        for (var i = 0; i < answered; i++) quickBook.Apply(await quick.NextAsync("update"));
        Assert.Equal(first + answered, quickBook.Sequence);

        LiveEvent next;
        while ((next = await slow.NextAsync()).Name is not "gap")
            if (next.Name == "update") slowBook.Apply(next);
        Assert.Equal(slowBook.Sequence, next.Number("after"));
        var recovered = new ClientBook(await slow.NextAsync("snapshot"));
        Assert.True(recovered.Sequence > slowBook.Sequence + 1, "Nothing was lost.");
        while (recovered.Sequence < quickBook.Sequence)
        {
            next = await slow.NextAsync();
            if (next.Name == "update") recovered.Apply(next);
            if (next.Name != "gap") continue;
            Assert.Equal(recovered.Sequence, next.Number("after")); // it may fall behind once more before it reads
            recovered = new ClientBook(await slow.NextAsync("snapshot"));
        }
        Assert.Equal(quickBook.Text, recovered.Text);
        await SameAsTheMarketAsync(recovered);
    }

    [Fact]
    public async Task The_numbers_are_of_the_journal_and_the_same_after_a_restart()
    {
        await using var server = await SecondAsync();
        using var here = played.Client();
        using var there = new HttpClient { BaseAddress = AddressOf(server) };
        Assert.Equal((await PlayedMarket.Get(here, "/market/HBEA/snapshot")).GetRawText(),
            (await PlayedMarket.Get(there, "/market/HBEA/snapshot")).GetRawText());
    }

    [Fact]
    public async Task Candles_name_the_newest_record_they_hold_and_hold_every_trade_up_to_it()
    {
        var (feed, held, traded) = (new MarketFeed(FeedBounds.Usual), 0L, 0);
        await foreach (var record in played.Market.ReadAsync(0))
        {
            feed.Add(record);
            var (candles, asOf) = feed.Candles("HBEA", CandleSpan.Day, record.Date, record.Date);
            Assert.Equal(record.Position, asOf.Position);
            if (feed.Tape("HBEA", record.Date, record.Date) is not [.., var last]
                || last.Position != record.Position || last.Mode != "negotiated") continue;
            traded++;
            held = feed.Tape("HBEA", record.Date, record.Date).Where(t => t.Mode == "negotiated").Sum(t => t.Tonnes);
            Assert.Equal(held, Assert.Single(candles).Volume);
            if (traded > 40) return;
        }
        Assert.Fail("The year has too few trades.");
    }

    [Fact]
    public async Task A_quiet_line_beats_with_the_session_of_the_market()
    {
        await using var server = await SecondAsync();
        using var reader = await FeedReader.OpenAsync(AddressOf(server), Stream);
        await reader.NextAsync("snapshot");
        var beat = await reader.NextAsync();
        Assert.Equal(("heartbeat", "morning"), (beat.Name, beat.Data.GetProperty("session").GetString()));
    }

    [Fact]
    public async Task One_reader_more_than_there_are_places_is_refused()
    {
        await using var server = await SecondAsync(Small with { Readers = 1 });
        using var reader = await FeedReader.OpenAsync(AddressOf(server), Stream);
        using var visitor = new HttpClient { BaseAddress = AddressOf(server) };
        var (status, problem) = await PlayedMarket.Refused(visitor, Stream);
        Assert.Equal((503, "http.streams_full"), (status, problem.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("/market/NONE/stream", 404, "http.not_found")]
    [InlineData("/market/NONE/snapshot", 404, "http.not_found")]
    [InlineData("/market/HBEA/stream?after=yesterday", 400, "http.malformed")]
    [InlineData("/market/HBEA/depth?levels=0", 400, "http.malformed")]
    [InlineData("/market/HBEA/candles?by=second", 400, "http.malformed")]
    public async Task What_makes_no_sense_is_refused_by_name(string path, int status, string code)
    {
        using var visitor = played.Client();
        var (answered, problem) = await PlayedMarket.Refused(visitor, path);
        Assert.Equal((status, code), (answered, problem.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("minute")]
    [InlineData("hour")]
    [InlineData("day")]
    [InlineData("week")]
    [InlineData("month")]
    public async Task Candles_hold_every_trade_once_and_none_stands_where_nothing_was_traded(string by)
    {
        using var visitor = played.Client();
        var candles = await AllAsync(visitor, $"/market/HBEA/candles?by={by}");
        var tape = (await AllAsync(visitor, "/market/HBEA/trades")).Where(t => t.GetProperty("mode").GetString()
            is "negotiated" or "continuousBidding" or "callAuction").ToList(); // the modes that make prices
        Assert.Equal(tape.Sum(t => t.GetProperty("tonnes").GetInt64()),
            candles.Sum(c => c.GetProperty("volume").GetInt64()));
        Assert.Equal(tape.Count, candles.Sum(c => c.GetProperty("trades").GetInt32()));
        Assert.All(candles, c => Assert.InRange(c.GetProperty("vwapFen").GetInt64(),
            c.GetProperty("lowFen").GetInt64(), c.GetProperty("highFen").GetInt64()));
        Assert.Equal(candles.Select(c => c.GetProperty("start").GetString()).Distinct().Count(), candles.Count);
    }

    [Fact]
    public async Task Daily_candles_are_the_published_days_that_traded()
    {
        using var visitor = played.Client();
        var days = (await AllAsync(visitor, "/market/days"))
            .Where(d => d.GetProperty("trades").GetInt32() > 0).ToList();
        var candles = await AllAsync(visitor, "/market/HBEA/candles?by=day&through="
            + days[^1].GetProperty("date").GetString());
        Assert.Equal(days.Select(d => (d.GetProperty("date").GetString(), d.GetProperty("openFen").GetInt64(),
                d.GetProperty("highFen").GetInt64(), d.GetProperty("closeFen").GetInt64())),
            candles.Select(c => (c.GetProperty("date").GetString(), c.GetProperty("openFen").GetInt64(),
                c.GetProperty("highFen").GetInt64(), c.GetProperty("closeFen").GetInt64())));
    }

    private static async Task<List<JsonElement>> AllAsync(HttpClient visitor, string path)
    {
        var rows = new List<JsonElement>();
        for (var page = 1; ; page++)
        {
            var joined = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var answer = await PlayedMarket.Get(visitor, $"{path}{joined}size=1000&page={page}");
            rows.AddRange(answer.GetProperty("items").EnumerateArray());
            if (rows.Count >= answer.GetProperty("total").GetInt32()) return rows;
        }
    }

    private async Task SameAsTheMarketAsync(ClientBook book)
    {
        using var visitor = played.Client();
        var shown = new ClientBook(new LiveEvent("snapshot", null,
            await PlayedMarket.Get(visitor, "/market/HBEA/snapshot")));
        Assert.Equal((shown.Sequence, shown.Text), (book.Sequence, book.Text));
        var state = await played.Market.AskAsync(s => new[] { Side.Buy, Side.Sell }.SelectMany(side =>
            s.Exchange.Book!.Depth(side, int.MaxValue).Select(l => // an open day has a book
                $"({(side == Side.Buy ? "buy" : "sell")}, {l.Price.FenPerTonne}) ({l.Quantity.Count}, {l.Orders})"))
            .ToList());
        Assert.Equal(state.Order(StringComparer.Ordinal), book.Text
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    private Task<WebApplication> SecondAsync(FeedBounds? bounds = null) => played.SecondServerAsync(bounds ?? Small);

    private static Uri AddressOf(WebApplication server) => new(server.Urls.First());

    private Task<Trader> TraderAsync() => Trader.RichestAsync(played);
}
