using System.Text.Json;
using Chutan.Engine.Partitions;
using Chutan.Market.Auctions;
using Chutan.Market.Kernel;
using Chutan.Tests.World;

namespace Chutan.Tests.Auctions;

/// <summary>An auction over HTTP: announced, bid in secret, cleared, paid; and that of the played year.</summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class AuctionHttpTests(PlayedMarket played)
{
    [Fact]
    public async Task The_played_year_sold_from_the_reserve_and_a_winner_defaulted()
    {
        using var visitor = played.Client();
        var auction = await PlayedMarket.Get(visitor, "/auctions/1");
        var result = auction.GetProperty("result");
        Assert.Equal("settled", auction.GetProperty("auction").GetProperty("phase").GetString());
        Assert.True(result.GetProperty("sold").GetInt64() > 0);
        Assert.True(result.GetProperty("defaulted").GetInt32() >= 1);
        Assert.True(result.GetProperty("paid").GetInt32() >= 1);
        var revenue = await PlayedMarket.Get(visitor, "/auctions/revenue");
        Assert.True(revenue.GetProperty("balanceFen").GetInt64() > 0);
        Assert.Contains(revenue.GetProperty("uses").EnumerateArray(),
            u => u.GetProperty("use").GetString() == "enterpriseTransition"
                && u.GetProperty("spentFen").GetInt64() > 0);
    }

    [Fact]
    public async Task Bidders_are_named_to_the_bodies_of_the_market_only()
    {
        using var visitor = played.Client();
        var seen = await PlayedMarket.Get(visitor, "/auctions/1/awards?size=1000");
        Assert.All(seen.GetProperty("items").EnumerateArray(),
            a => Assert.Equal(JsonValueKind.Null, a.GetProperty("bidder").ValueKind));
        using var regulator = await played.SignedInAsync("regulator");
        var named = await PlayedMarket.Get(regulator, "/auctions/1/awards?size=1000");
        Assert.All(named.GetProperty("items").EnumerateArray(),
            a => Assert.Equal(JsonValueKind.Object, a.GetProperty("bidder").ValueKind));
        using var file = await visitor.GetAsync("/api/v1/auctions/1/awards?format=csv");
        Assert.StartsWith("text/csv", file.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bid_is_sealed_to_everybody_else_until_the_auction_is_cleared()
    {
        using var regulator = await played.SignedInAsync("regulator");
        using var company = await played.SignedInAsync("company");
        using var other = await played.SignedInAsync("company2");
        var id = await AnnouncedAsync(regulator);
        await SubmitAsync(new OpenAuction(new(id)), played.Morning);
        var receipt = await AcceptedAsync(company, HttpMethod.Post, $"/auctions/{id}/bids",
            new { priceFen = 4_500, tonnes = 100 }, "a-sealed-bid-1");
        var position = receipt.GetProperty("position").GetInt64();
        var bid = receipt.GetProperty("id").GetString();

        var mine = await PlayedMarket.Get(company, $"/auctions/{id}/mine");
        Assert.Equal(90_000, mine.GetProperty("guaranteeFen").GetInt64());
        Assert.Equal(4_500, mine.GetProperty("bids")[0].GetProperty("priceFen").GetInt64());
        Assert.Equal(position, (await PlayedMarket.Get(company, $"/journal/{position}")).GetProperty("position")
            .GetInt64());
        foreach (var reader in new[] { regulator, other })
        {
            Assert.Equal(404, (await PlayedMarket.Refused(reader, $"/journal/{position}")).Status);
            var list = await PlayedMarket.Get(reader, "/journal?commandType=auctions.bid&size=1000");
            Assert.DoesNotContain(list.GetProperty("items").EnumerateArray(),
                l => l.GetProperty("position").GetInt64() == position);
            Assert.Empty((await PlayedMarket.Get(reader, $"/auctions/{id}/awards")).GetProperty("items")
                .EnumerateArray());
        }
        Assert.Equal(JsonValueKind.Null,
            (await PlayedMarket.Get(regulator, $"/auctions/{id}")).GetProperty("result").ValueKind);

        await SubmitAsync(new CloseBidding(new(id)), played.Morning + Duration.FromSeconds(1));
        await SubmitAsync(new ClearAuction(new(id)), played.Morning + Duration.FromSeconds(1));
        var awards = await PlayedMarket.Get(regulator, $"/auctions/{id}/awards");
        Assert.Equal(bid, awards.GetProperty("items")[0].GetProperty("bid").GetRawText());
        Assert.Equal(100, awards.GetProperty("items")[0].GetProperty("awarded").GetInt64());
        await PlayedMarket.Get(regulator, $"/journal/{position}");
        Assert.Equal(404, (await PlayedMarket.Refused(other, $"/journal/{position}")).Status);
        await AcceptedAsync(company, HttpMethod.Post, $"/auctions/{id}/payment", null, "pay-the-award-1");
        mine = await PlayedMarket.Get(company, $"/auctions/{id}/mine");
        Assert.Equal("paid", mine.GetProperty("payment").GetString());
        Assert.Equal(0, mine.GetProperty("guaranteeFen").GetInt64());
    }

    [Fact]
    public async Task A_bid_that_makes_no_sense_is_refused_in_both_languages()
    {
        using var company = await played.SignedInAsync("company");
        using var answer = await PlayedMarket.Send(company, HttpMethod.Post, "/auctions/1/bids",
            new { priceFen = 4_500, tonnes = 100 }, "too-late-for-it");
        var (status, problem) = await PlayedMarket.Problem(answer);
        Assert.Equal(422, status);
        Assert.Equal("auctions.not-open", problem.GetProperty("code").GetString());
        using var malformed = await PlayedMarket.Send(company, HttpMethod.Post, "/auctions/1/bids",
            new { priceFen = -1, tonnes = 100 }, "not-a-price-at-all");
        Assert.Equal(400, (await PlayedMarket.Problem(malformed)).Status);
        using var visitor = played.Client();
        Assert.Equal(401, (await PlayedMarket.Refused(visitor, "/auctions/1/mine")).Status);
        Assert.Equal(404, (await PlayedMarket.Refused(visitor, "/auctions/999")).Status);
    }

    [Fact]
    public async Task The_desk_says_what_is_left_for_sale_and_is_there_for_officers_only()
    {
        using var regulator = await played.SignedInAsync("regulator");
        var desk = await PlayedMarket.Get(regulator, "/auctions/desk");
        Assert.True(desk.GetProperty("hasSalesAccount").GetBoolean());
        foreach (var year in desk.GetProperty("reserves").EnumerateArray())
            Assert.InRange(year.GetProperty("left").GetInt64(), 0,
                year.GetProperty("most").GetInt64() - year.GetProperty("taken").GetInt64());
        var groups = await PlayedMarket.Get(regulator, "/auctions/groups?grouped=true");
        Assert.Equal(2, groups.GetProperty("total").GetInt32());
        using var company = await played.SignedInAsync("company");
        foreach (var path in new[] { "/auctions/desk", "/auctions/groups" })
            Assert.Equal(404, (await PlayedMarket.Refused(company, path)).Status);
        using var visitor = played.Client();
        var floor = await PlayedMarket.Get(visitor, "/auctions/floor?rule=averageOfMonths&factor=1.2&months=6");
        Assert.True(floor.GetProperty("reserveFen").GetInt64() > 0);
        foreach (var query in new[] { "rule=fixed&factor=1&months=3", "rule=averageOfMonths&factor=0&months=3",
            "rule=averageOfMonths&factor=1&months=25" })
            Assert.Equal(400, (await PlayedMarket.Refused(visitor, $"/auctions/floor?{query}")).Status);
    }

    private async Task<long> AnnouncedAsync(HttpClient regulator)
    {
        string Iso(int seconds) => Text.Of(played.Morning + Duration.FromSeconds(seconds));
        var receipt = await AcceptedAsync(regulator, HttpMethod.Post, "/auctions", new
        {
            titleZh = "试验竞价", titleEn = "Test auction", year = 2025, decision = "试验决定", supply = 1_000, lot = 100,
            floorRule = "fixed", floorFen = 3_000, coveredEntities = true, institutions = true, guarantee = 0.2m,
            opens = Iso(0), closes = Iso(1), payBy = Iso(2),
        }, "announce-a-test-auction");
        return long.Parse(receipt.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task SubmitAsync(Command command, Instant at)
    {
        var reply = await played.Market.SubmitAsync(new Submission(command, Actor.Scheduler,
            new RequestId(77, (ulong)played.Market.Head.Next), at));
        if (reply.Decision is Decision.Refused refused) Assert.Fail(refused.Refusal.ToString());
    }

    private static async Task<JsonElement> AcceptedAsync(HttpClient client, HttpMethod method, string path,
        object? body, string key)
    {
        using var answer = await PlayedMarket.Send(client, method, path, body, key);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}
