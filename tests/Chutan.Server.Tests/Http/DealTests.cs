using System.Text.Json;
using Chutan.Tests.World;

namespace Chutan.Tests.Http;

/// <summary>The modes beside the screen over HTTP: terms, board, contracts of two sides, refusals with their article.
/// </summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class DealTests(PlayedMarket played)
{
    [Fact]
    public async Task Every_mode_says_its_range_hours_sizes_and_fees()
    {
        using var visitor = played.Client();
        var answer = await PlayedMarket.Get(visitor, "/deals/modes");
        var modes = answer.GetProperty("modes").EnumerateArray().ToDictionary(m => m.GetProperty("mode").GetString()!);
        Assert.Equal(["agreement", "block", "fixed-price", "listing-agreement", "one-way"], modes.Keys.Order());
        Assert.All(modes.Values, m => Assert.Equal(JsonValueKind.Null, m.GetProperty("problem").ValueKind));
        Assert.Equal(100_000, modes["block"].GetProperty("leastTonnes").GetInt64());
        Assert.Equal(100_000, modes["listing-agreement"].GetProperty("belowTonnes").GetInt64());
        Assert.Equal(0.04m, modes["fixed-price"].GetProperty("sellerFee").GetDecimal());
        Assert.Equal("第三十一条", modes["agreement"].GetProperty("citation").GetProperty("article").GetString());
    }

    [Fact]
    public async Task A_contract_is_filed_by_the_seller_and_confirmed_by_the_buyer()
    {
        using var seller = await played.SignedInAsync("company");
        using var buyer = await played.SignedInAsync("institution");
        var (account, contract) = (await AccountAsync(buyer), await ContractAsync(seller, 10));
        contract["buyer"] = account;

        contract["totalFen"] = (long)contract["totalFen"]! + 1;
        using (var wrong = await PlayedMarket.Send(seller, HttpMethod.Post, "/deals/agreements", contract,
            "total-wrong"))
        {
            var (status, problem) = await PlayedMarket.Problem(wrong);
            Assert.Equal((422, "exchange.total-differs"), (status, problem.GetProperty("code").GetString()));
            Assert.Equal("第二十九条", problem.GetProperty("citation").GetProperty("article").GetString());
        }
        contract["totalFen"] = (long)contract["totalFen"]! - 1;
        var id = await PostAsync(seller, "/deals/agreements", contract, "contract-one");

        var filed = await PlayedMarket.Get(buyer, $"/me/deals/{id}");
        Assert.True(filed.GetProperty("answerable").GetBoolean());
        using var stranger = await played.SignedInAsync("company2");
        Assert.Equal(404, (await PlayedMarket.Refused(stranger, $"/me/deals/{id}")).Status);
        await PostAsync(buyer, $"/deals/{id}/confirmation", new { }, "contract-one-yes");
        var traded = await PlayedMarket.Get(seller, $"/me/deals/{id}");
        Assert.Equal("traded", traded.GetProperty("state").GetString());
        Assert.Equal(["made", "taken"],
            traded.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task A_listing_stands_on_the_board_without_its_owner_s_name_for_visitors()
    {
        using var seller = await played.SignedInAsync("company");
        using var visitor = played.Client();
        var range = await RangeAsync(seller, "fixed-price");
        var id = await PostAsync(seller, "/deals/listings", new
        {
            priceFen = range.GetProperty("closeFen").GetInt64(),
            tonnes = 7,
            minimum = 2,
        }, "a-listing-of-7");

        var seen = Line(await PlayedMarket.Get(visitor, "/deals/board?mode=fixed-price&size=1000"), id);
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("owner").ValueKind);
        Assert.False(seen.GetProperty("mine").GetBoolean());
        var own = Line(await PlayedMarket.Get(seller, "/deals/board?size=1000"), id);
        Assert.True(own.GetProperty("mine").GetBoolean());
        using var csv = await visitor.GetAsync("/api/v1/deals/board?format=csv");
        Assert.Contains("fixed-price", await csv.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using (var buyer = await played.SignedInAsync("institution"))
            await PostAsync(buyer, $"/deals/{id}/takings", new { tonnes = 5 }, "five-of-seven");
        using var withdrawn = await PlayedMarket.Send(seller, HttpMethod.Delete, $"/deals/{id}", null, "take-it-back");
        Assert.True(withdrawn.IsSuccessStatusCode);
        var deal = await PlayedMarket.Get(seller, $"/me/deals/{id}");
        Assert.Equal(("withdrawn", 2),
            (deal.GetProperty("state").GetString(), deal.GetProperty("remaining").GetInt32()));
    }

    [Fact]
    public async Task A_block_outside_its_hours_and_malformed_bodies_are_refused()
    {
        using var company = await played.SignedInAsync("company");
        using var other = await played.SignedInAsync("institution");
        var account = await AccountAsync(other);
        var block = new { counterparty = account, side = "sell", priceFen = 4000, tonnes = 100_000 };
        using var early = await PlayedMarket.Send(company, HttpMethod.Post, "/deals/blocks", block, "block-at-ten");
        var (_, hours) = await PlayedMarket.Problem(early);
        Assert.Equal("exchange.block-hours", hours.GetProperty("code").GetString());
        foreach (var (path, body) in new (string, object)[]
        {
            ("/deals/blocks", new { counterparty = "12", side = "sell", priceFen = 4000, tonnes = 1 }),
            ("/deals/offers", new { side = "up", priceFen = 4000, tonnes = 1 }),
            ("/deals/listings", new { priceFen = 0, tonnes = 1 }),
            ("/deals/agreements", new { buyer = account, priceFen = 4000, tonnes = 1, totalFen = 4000 }),
        })
        {
            using var answer = await PlayedMarket.Send(company, HttpMethod.Post, path, body, "malformed-" + path[^5..]);
            Assert.Equal(400, (await PlayedMarket.Problem(answer)).Status);
        }
    }

    [Fact]
    public async Task Counterparties_are_found_by_name_but_individuals_only_by_their_whole_number()
    {
        using var company = await played.SignedInAsync("company");
        using var person = await played.SignedInAsync("individual");
        using var visitor = played.Client();
        var own = await AccountAsync(person);
        var all = await PlayedMarket.Get(company, "/deals/counterparties?size=1000");
        Assert.DoesNotContain(all.GetProperty("items").EnumerateArray(),
            c => c.GetProperty("kind").GetString() == "Individual");
        var found = await PlayedMarket.Get(company, $"/deals/counterparties?q={own}");
        var only = Assert.Single(found.GetProperty("items").EnumerateArray());
        Assert.Equal(own, only.GetProperty("account").GetString());
        Assert.Equal(401, (await PlayedMarket.Refused(visitor, "/deals/counterparties?q=a")).Status);
    }

    private static async Task<JsonElement> RangeAsync(HttpClient client, string mode) =>
        (await PlayedMarket.Get(client, "/deals/modes")).GetProperty("modes").EnumerateArray()
            .Single(m => m.GetProperty("mode").GetString() == mode).GetProperty("range");

    private static async Task<Dictionary<string, object?>> ContractAsync(HttpClient client, long tonnes)
    {
        var modes = await PlayedMarket.Get(client, "/deals/modes");
        var fen = (await RangeAsync(client, "agreement")).GetProperty("closeFen").GetInt64();
        var date = modes.GetProperty("date").GetString();
        return new Dictionary<string, object?>
        {
            ["tonnes"] = tonnes,
            ["priceFen"] = fen,
            ["totalFen"] = fen * tonnes,
            ["contractNumber"] = "HT-1",
            ["signedOn"] = date,
            ["deliverBy"] = date,
            ["liability"] = "违约方赔偿损失",
            ["disputes"] = "仲裁",
        };
    }

    private static JsonElement Line(JsonElement page, string id) => page.GetProperty("items").EnumerateArray()
        .Single(l => l.GetProperty("id").GetString() == id);

    private static async Task<string> AccountAsync(HttpClient client) =>
        (await PlayedMarket.Get(client, "/me/holdings")).GetProperty("account").GetString()!;

    private static async Task<string> PostAsync(HttpClient client, string path, object body, string key)
    {
        using var answer = await PlayedMarket.Send(client, HttpMethod.Post, path, body, key);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }
}
