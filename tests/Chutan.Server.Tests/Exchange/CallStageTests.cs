using System.Text.Json;
using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Tests.World;

namespace Chutan.Tests.Exchange;

/// <summary>集合竞价 on the live stream: what a call would come to is what it comes to; then halts with their causes.
/// </summary>
public sealed class CallStageTests(CallMarket calls) : IClassFixture<CallMarket>
{
    private static long requests;
    private readonly PlayedMarket played = calls.Played;

    /// <summary>
    /// Goal: the indicative figures of the stream are those the market decides on when it ends the call. Method: random
    /// orders on both sides in the opening and in the closing call; the last figures told are compared with the
    /// published result.
    /// </summary>
    [Fact]
    public async Task The_indicative_figures_of_a_call_are_what_it_ends_with()
    {
        using var reader = await FeedReader.OpenAsync(played.Address, "/market/HBEA/stream");
        var snapshot = (await reader.NextAsync("snapshot")).Data;
        Assert.Equal("openingCall", Stage(snapshot));
        Assert.Equal(("09:15", "14:50"), (Term(snapshot, "openingCall"), Term(snapshot, "closingCall")));
        Assert.Equal(JsonValueKind.Null, snapshot.GetProperty("call").GetProperty("priceFen").ValueKind);
        await CollectAsync(reader, SessionStage.OpeningCall, 40);

        await SubmitAsync(new UncrossCall(Today, "HBEA", SessionStage.OpeningCall), 9, 30);
        var opened = (await reader.NextAsync("update")).Data;
        Assert.Equal("continuous", Stage(opened));
        Assert.Equal(JsonValueKind.Null, opened.GetProperty("call").ValueKind);

        await SubmitAsync(new BeginClosingCall(Today, "HBEA"), 14, 50);
        Assert.Equal("closingCall", Stage((await reader.NextAsync("update")).Data));
        await CollectAsync(reader, SessionStage.ClosingCall, 40);
        await SubmitAsync(new UncrossCall(Today, "HBEA", SessionStage.ClosingCall), 15, 0);
        Assert.Equal("afterCall", Stage((await reader.NextAsync("update")).Data));

        await HaltedWithItsCauseAsync(reader);
    }

    /// <summary>The exchange halts the whole market over HTTP; a halt of one instrument outlives its end.</summary>
    private async Task HaltedWithItsCauseAsync(FeedReader reader)
    {
        using var exchange = await played.SignedInAsync("exchange");
        using var company = await played.SignedInAsync("company");
        var halt = new { cause = "systemFault", reason = "行情中断", instrument = "HBEA" };
        Assert.Equal(403, (await PlayedMarket.Problem(await Send(company, "/market/halts", halt))).Status);
        Assert.Equal(400, (await PlayedMarket.Problem(await Send(exchange, "/market/halts",
            new { cause = "lunch", reason = "…" }))).Status);
        Assert.True((await Send(exchange, "/market/halts", halt)).IsSuccessStatusCode);
        Assert.Equal(("systemFault", "HBEA"), Halt((await reader.NextAsync("update")).Data));
        Assert.True((await Send(exchange, "/market/halts",
            new { cause = "emergency", reason = "暴雨" })).IsSuccessStatusCode);
        Assert.Equal(("emergency", null), Halt((await reader.NextAsync("update")).Data));
        Assert.Equal("暴雨", (await PlayedMarket.Get(company, "/market/overview")).GetProperty("halt")
            .GetProperty("reason").GetString());
        Assert.True((await Send(exchange, "/market/resumptions", new { reason = "雨停" })).IsSuccessStatusCode);
        Assert.Equal(("systemFault", "HBEA"), Halt((await reader.NextAsync("update")).Data));
        Assert.True((await Send(exchange, "/market/resumptions",
            new { reason = "行情恢复", instrument = "HBEA" })).IsSuccessStatusCode);
        Assert.Equal(JsonValueKind.Null, (await reader.NextAsync("update")).Data.GetProperty("status")
            .GetProperty("halt").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await PlayedMarket.Get(company, "/market/overview")).GetProperty("halt")
            .ValueKind);
    }

    private async Task CollectAsync(FeedReader reader, SessionStage call, int orders)
    {
        var random = new Random(call == SessionStage.OpeningCall ? 11 : 12);
        var buyer = await Trader.RichestAsync(played);
        var seller = await Trader.SellerAsync(played, buyer.Account.ToString());
        var (reference, told) = (await PriceBeforeAsync(), default(JsonElement));
        for (var i = 0; i < orders; i++)
        {
            var (fen, tonnes) = (reference + random.Next(-15, 16), random.Next(1, 6) * 5);
            if (i % 2 == 0) await buyer.BuyAsync(fen, tonnes);
            else await seller.SellAsync(fen, tonnes);
            told = (await reader.NextAsync("update")).Data.GetProperty("call");
            var (price, quantity, surplus) = await IndicatedAsync(reference);
            Assert.Equal((reference, price, quantity, surplus), (told.GetProperty("referenceFen").GetInt64(),
                Fen(told), told.GetProperty("tonnes").GetInt64(), told.GetProperty("surplus").GetInt64()));
        }
        Assert.NotNull(Fen(told));
    }

    private static long? Fen(JsonElement call) => call.GetProperty("priceFen").ValueKind == JsonValueKind.Null
        ? null : call.GetProperty("priceFen").GetInt64();

    /// <summary>What the orders in the book of the market come to, price by price of the whole band.</summary>
    private Task<(long? Price, long Quantity, long Surplus)> IndicatedAsync(long reference) =>
        played.Market.AskAsync(s => Indicated(s, reference)).AsTask();

    private static (long? Price, long Quantity, long Surplus) Indicated(MarketState s, long reference)
    {
        var market = s.Exchange.Find("HBEA")!; // listed
        var (bids, asks) = (market.Book!.Depth(Side.Buy, int.MaxValue), market.Book.Depth(Side.Sell, int.MaxValue));
        var best = (Volume: 0L, Left: 0L, Away: 0L, Price: (long?)null, Surplus: 0L);
        for (var fen = market.Terms!.LimitDown.FenPerTonne; fen <= market.Terms.LimitUp.FenPerTonne; fen++)
        {
            var demand = bids.Where(b => b.Price.FenPerTonne >= fen).Sum(b => b.Quantity.Count);
            var supply = asks.Where(a => a.Price.FenPerTonne <= fen).Sum(a => a.Quantity.Count);
            var (volume, left, away) = (Math.Min(demand, supply), Math.Abs(demand - supply), Math.Abs(fen - reference));
            if (volume > 0 && (volume > best.Volume || (volume == best.Volume
                && (left < best.Left || (left == best.Left && away < best.Away)))))
                best = (volume, left, away, fen, demand - supply);
        }
        return (best.Price, best.Volume, best.Surplus);
    }

    private Task<long> PriceBeforeAsync() =>
        played.Market.AskAsync(s => s.Exchange.Find("HBEA")!.LastPrice!.Value.FenPerTonne).AsTask();

    private LocalDate Today => played.Morning.InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;

    private async Task SubmitAsync(Command command, int hour, int minute)
    {
        played.MoveTo(calls.At(hour, minute));
        var reply = await played.Market.SubmitAsync(new Submission(command, Actor.Scheduler,
            new RequestId(0xca11, (ulong)Interlocked.Increment(ref requests)), played.Now));
        if (reply.Decision is Decision.Refused refused) Assert.Fail(refused.Refusal.ToString());
    }

    private static Task<HttpResponseMessage> Send(HttpClient client, string path, object body) =>
        PlayedMarket.Send(client, HttpMethod.Post, path, body,
            $"a halt of the test {Interlocked.Increment(ref requests)}");

    private static string? Stage(JsonElement told) => told.GetProperty("status").GetProperty("stage").GetString();

    private static string? Term(JsonElement told, string name) =>
        told.GetProperty("terms").GetProperty(name).GetString();

    private static (string?, string?) Halt(JsonElement told)
    {
        var halt = told.GetProperty("status").GetProperty("halt");
        return (halt.GetProperty("cause").GetString(), halt.GetProperty("instrument").GetString());
    }
}
