using System.Text.Json;
using Chutan.Tests.World;

namespace Chutan.Tests.Http;

/// <summary>One-way bidding over HTTP: announced, seen by everybody, called off; bids without their bidders.</summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class OneWayTests(PlayedMarket played)
{
    [Fact]
    public async Task The_year_had_sessions_whose_bids_are_shown_best_first_and_without_their_bidders()
    {
        using var visitor = played.Client();
        var sessions = (await PlayedMarket.Get(visitor, "/deals/one-way?state=traded&size=1000"))
            .GetProperty("items").EnumerateArray().ToList();
        Assert.NotEmpty(sessions);
        foreach (var session in sessions)
        {
            Assert.Equal(JsonValueKind.Null, session.GetProperty("owner").ValueKind);
            var one = await PlayedMarket.Get(visitor, $"/deals/one-way/{session.GetProperty("id").GetString()}");
            var bids = one.GetProperty("bids").EnumerateArray().ToList();
            var prices = bids.Select(b => b.GetProperty("priceFen").GetInt64()).ToList();
            Assert.Equal(session.GetProperty("side").GetString() == "sell" ? prices.OrderDescending() : prices.Order(),
                prices);
            Assert.All(bids, b => Assert.False(b.GetProperty("mine").GetBoolean()));
            Assert.Equal(session.GetProperty("traded").GetInt64(), bids.Sum(b => b.GetProperty("awarded").GetInt64()));
        }
        using var csv = await visitor.GetAsync("/api/v1/deals/one-way?format=csv");
        Assert.Contains("traded", await csv.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_is_announced_refused_a_bid_before_its_time_and_called_off()
    {
        using var seller = await played.SignedInAsync("company");
        using var bidder = await played.SignedInAsync("institution");
        var modes = await PlayedMarket.Get(seller, "/deals/modes");
        var range = modes.GetProperty("modes").EnumerateArray()
            .Single(m => m.GetProperty("mode").GetString() == "one-way").GetProperty("range");
        var start = range.GetProperty("closeFen").GetInt64();
        object Session(string until) => new
        {
            side = "sell",
            tonnes = 20,
            least = 5,
            startFen = start,
            stepFen = 5,
            date = modes.GetProperty("date").GetString(),
            from = "14:00",
            until,
        };
        using (var wrong = await PlayedMarket.Send(seller, HttpMethod.Post, "/deals/one-way", Session("16:00"),
            "one-way-window"))
            Assert.Equal("exchange.one-way-window",
                (await PlayedMarket.Problem(wrong)).Problem.GetProperty("code").GetString());
        using (var malformed = await PlayedMarket.Send(seller, HttpMethod.Post, "/deals/one-way", Session("noon"),
            "one-way-noon"))
            Assert.Equal(400, (await PlayedMarket.Problem(malformed)).Status);

        using var announced = await PlayedMarket.Send(seller, HttpMethod.Post, "/deals/one-way", Session("15:00"),
            "one-way-one");
        Assert.True(announced.IsSuccessStatusCode, await announced.Content.ReadAsStringAsync());
        var mine = (await PlayedMarket.Get(seller, "/deals/one-way?state=announced")).GetProperty("items")[0];
        Assert.True(mine.GetProperty("mine").GetBoolean());
        var path = $"/deals/one-way/{mine.GetProperty("id").GetString()}";
        var seen = (await PlayedMarket.Get(bidder, path)).GetProperty("session");
        Assert.NotEqual(JsonValueKind.Null, seen.GetProperty("owner").ValueKind);
        using (var early = await PlayedMarket.Send(bidder, HttpMethod.Post, path + "/bids",
            new { priceFen = start, tonnes = 5 }, "one-way-early"))
            Assert.Equal("exchange.one-way-not-bidding",
                (await PlayedMarket.Problem(early)).Problem.GetProperty("code").GetString());
        using (var strange = await PlayedMarket.Send(bidder, HttpMethod.Post, path + "/cancellation",
            new { reason = "不要了" }, "one-way-strange"))
            Assert.Equal("exchange.one-way-unknown",
                (await PlayedMarket.Problem(strange)).Problem.GetProperty("code").GetString());
        using var cancelled = await PlayedMarket.Send(seller, HttpMethod.Post, path + "/cancellation",
            new { reason = "改用挂牌" }, "one-way-cancel");
        Assert.True(cancelled.IsSuccessStatusCode);
        Assert.Equal("cancelled",
            (await PlayedMarket.Get(seller, path)).GetProperty("session").GetProperty("state").GetString());
        Assert.Equal(404, (await PlayedMarket.Refused(seller, "/deals/one-way/999")).Status);
    }
}
