using System.Text.Json;
using Chutan.Tests.World;

namespace Chutan.Tests.Http;

/// <summary>Commands over HTTP: keys, receipts, refusals with their article, and bodies that make no sense.</summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class WriteTests(PlayedMarket played)
{
    [Fact]
    public async Task A_write_without_a_key_is_refused_and_leaves_no_record()
    {
        using var company = await played.SignedInAsync("company");
        var head = played.Market.Head.Next;
        foreach (var key in new[] { null, "short", new string('k', 101) })
        {
            using var answer = await PlayedMarket.Send(company, HttpMethod.Post, "/orders", await OrderAsync(company),
                key);
            var (status, problem) = await PlayedMarket.Problem(answer);
            Assert.Equal(400, status);
            Assert.Equal("http.idempotency_key_required", problem.GetProperty("code").GetString());
        }
        Assert.Equal(head, played.Market.Head.Next);
    }

    [Fact]
    public async Task The_same_key_twice_is_one_order_and_one_receipt()
    {
        using var company = await played.SignedInAsync("company");
        var order = await OrderAsync(company);
        var first = await AcceptedAsync(company, HttpMethod.Post, "/orders", order, "one-intention-1");
        var head = played.Market.Head.Next;
        var second = await AcceptedAsync(company, HttpMethod.Post, "/orders", order, "one-intention-1");
        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Equal(head, played.Market.Head.Next);
        var id = first.GetProperty("id").GetString();
        var mine = (await PlayedMarket.Get(company, "/me/orders?state=open")).GetProperty("items").EnumerateArray()
            .Single(o => o.GetProperty("id").GetString() == id);
        Assert.Equal(first.GetProperty("position").GetInt64(), mine.GetProperty("position").GetInt64());
        await AcceptedAsync(company, HttpMethod.Delete, $"/orders/{id}", null, "withdraw-it-1");
        Assert.DoesNotContain((await PlayedMarket.Get(company, "/me/orders?state=open")).GetProperty("items")
            .EnumerateArray(),
            o => o.GetProperty("id").GetString() == id);
    }

    [Fact]
    public async Task The_same_key_from_another_user_is_another_request()
    {
        using var company = await played.SignedInAsync("company");
        using var other = await played.SignedInAsync("company2");
        var first = await AcceptedAsync(company, HttpMethod.Post, "/orders", await OrderAsync(company),
            "a-popular-key");
        var second = await AcceptedAsync(other, HttpMethod.Post, "/orders", await OrderAsync(company), "a-popular-key");
        Assert.NotEqual(first.GetProperty("position").GetInt64(), second.GetProperty("position").GetInt64());
        await AcceptedAsync(company, HttpMethod.Delete, $"/orders/{first.GetProperty("id")}", null, "withdraw-it-2");
        await AcceptedAsync(other, HttpMethod.Delete, $"/orders/{second.GetProperty("id")}", null, "withdraw-it-2");
    }

    [Fact]
    public async Task An_order_above_the_band_is_refused_with_its_article_in_both_languages()
    {
        using var company = await played.SignedInAsync("company");
        var market = await PlayedMarket.Get(company, "/market/overview");
        var above = market.GetProperty("instrument").GetProperty("limitUpFen").GetInt64() + 1;
        using var answer = await PlayedMarket.Send(company, HttpMethod.Post, "/orders",
            new { instrument = "HBEA", side = "buy", priceFen = above, tonnes = 100 }, "above-the-band");
        var (status, problem) = await PlayedMarket.Problem(answer);
        Assert.Equal(422, status);
        Assert.Equal("exchange.above-limit", problem.GetProperty("code").GetString());
        Assert.NotEqual(problem.GetProperty("zh").GetString(), problem.GetProperty("en").GetString());
        Assert.DoesNotContain("{", problem.GetProperty("zh").GetString(), StringComparison.Ordinal);
        var citation = problem.GetProperty("citation");
        Assert.NotEmpty(citation.GetProperty("title").GetProperty("zh").GetString()!);
        Assert.NotEmpty(citation.GetProperty("article").GetString()!);
        await PlayedMarket.Get(company,
            $"/rulebooks/{Uri.EscapeDataString(citation.GetProperty("instrument").GetString()!)}");
        var why = await PlayedMarket.Get(company, $"/journal/{problem.GetProperty("position").GetInt64()}");
        Assert.Equal("refused", why.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task An_order_with_a_monstrous_text_is_refused_and_the_market_goes_on()
    {
        using var company = await played.SignedInAsync("company");
        var monster = new string('X', 100_000);
        using (var answer = await PlayedMarket.Send(company, HttpMethod.Post, "/orders",
            new { instrument = monster, side = "buy", priceFen = 4000, tonnes = 100 }, "monstrous-instrument"))
            Assert.Equal("exchange.unknown-instrument",
                (await PlayedMarket.Problem(answer)).Problem.GetProperty("code").GetString());
        using (var answer = await PlayedMarket.Send(company, HttpMethod.Post, "/orders",
            new { instrument = new string('X', 2 << 20), side = "buy", priceFen = 4000, tonnes = 100 },
            "more-monstrous"))
            Assert.InRange((int)answer.StatusCode, 400, 413);
        await AcceptedAsync(company, HttpMethod.Post, "/orders", await OrderAsync(company), "an-honest-order-1");
        await AcceptedAsync(company, HttpMethod.Delete, "/orders", null, "withdraw-the-honest-one");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"buy\"")]
    [InlineData("""{"side":"buy","priceFen":4000,"tonnes":"100"}""")]
    [InlineData("""{"side":"buy","priceFen":4000.5,"tonnes":100}""")]
    [InlineData("""{"side":"buy","priceFen":4000,"tonnes":1e400}""")]
    [InlineData("""{"side":"buy","priceFen":4000,"tonnes":99999999999999999999}""")]
    [InlineData("""{"side":"buy","priceFen":-4000,"tonnes":100}""")]
    [InlineData("""{"side":"buy","priceFen":4000,"tonnes":-100}""")]
    [InlineData("""{"side":"buy","priceFen":4000,"tonnes":0}""")]
    [InlineData("""{"side":"buy","priceFen":9223372036854775807,"tonnes":9223372036854775807}""")]
    [InlineData("""{"side":"gift","priceFen":4000,"tonnes":100}""")]
    [InlineData("""{"side":null,"priceFen":null,"tonnes":null}""")]
    public async Task A_body_that_makes_no_sense_is_refused_before_the_market(string body)
    {
        using var company = await played.SignedInAsync("company");
        var head = played.Market.Head.Next;
        using var answer = await PlayedMarket.Send(company, HttpMethod.Post, "/orders", body, "nonsense-" + head);
        Assert.Equal(400, (await PlayedMarket.Problem(answer)).Status);
        Assert.Equal(head, played.Market.Head.Next);
    }

    [Theory]
    [InlineData("/surrenders", """{"year":2024,"kind":"gold","tonnes":1}""", "kind")]
    [InlineData("/surrenders", """{"year":1,"kind":"allowance","tonnes":1}""", "year")]
    [InlineData("/surrenders", """{"year":2024,"kind":"allowance","tonnes":-1}""", "tonnes")]
    [InlineData("/transfers", """{"toAccount":"12","kind":"allowance","tonnes":1,"reason":"r"}""", "toAccount")]
    [InlineData("/transfers", """{"toAccount":"-0000000195","kind":"allowance","tonnes":1,"reason":"r"}""",
        "toAccount")]
    [InlineData("/transfers", """{"toAccount":"0000000195","kind":"allowance","tonnes":1,"reason":""}""", "reason")]
    public async Task A_field_out_of_range_is_named(string path, string body, string field)
    {
        using var company = await played.SignedInAsync("company");
        using var answer = await PlayedMarket.Send(company, HttpMethod.Post, path, body, "out-of-range");
        var (status, problem) = await PlayedMarket.Problem(answer);
        Assert.Equal(400, status);
        Assert.Equal(field, problem.GetProperty("parameters").GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_body_that_is_not_json_is_refused()
    {
        using var company = await played.SignedInAsync("company");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders")
        {
            Content = new FormUrlEncodedContent([new("side", "buy")]),
        };
        request.Headers.Add("Idempotency-Key", "a-form-instead");
        using var answer = await company.SendAsync(request);
        var (status, problem) = await PlayedMarket.Problem(answer);
        Assert.True(status == 415, problem.GetRawText());
    }

    [Fact]
    public async Task Units_go_to_another_account_once_it_confirms()
    {
        using var sender = await played.SignedInAsync("institution");
        using var receiver = await played.SignedInAsync("company");
        var account = (await PlayedMarket.Get(receiver, "/me/holdings")).GetProperty("account").GetString();
        Assert.True(Held(await PlayedMarket.Get(sender, "/me/holdings")) > 0,
            "The institution has nothing to transfer.");
        var before = Held(await PlayedMarket.Get(receiver, "/me/holdings"));
        const string reason = "<script>alert(1)</script> & \"合同\"";
        var receipt = await AcceptedAsync(sender, HttpMethod.Post, "/transfers",
            new { toAccount = account, kind = "allowance", tonnes = 1, reason }, "transfer-one");
        var id = receipt.GetProperty("id").GetString();
        var waiting = (await PlayedMarket.Get(receiver, "/me/transfers")).GetProperty("items").EnumerateArray()
            .Single(t => t.GetProperty("id").GetString() == id);
        Assert.Equal(reason, waiting.GetProperty("reason").GetString());
        Assert.Equal(before, Held(await PlayedMarket.Get(receiver, "/me/holdings")));
        await AcceptedAsync(receiver, HttpMethod.Post, $"/transfers/{id}/confirmation", null, "confirm-one");
        Assert.Equal(before + 1, Held(await PlayedMarket.Get(receiver, "/me/holdings")));
        using var raw = await receiver.GetAsync($"/api/v1/journal/{receipt.GetProperty("position")}");
        Assert.DoesNotContain("<script>", await raw.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_is_owed_cannot_be_surrendered()
    {
        using var company = await played.SignedInAsync("company");
        using var answer = await PlayedMarket.Send(company, HttpMethod.Post, "/surrenders",
            new { year = 2024, kind = "allowance", tonnes = 900_000_000 }, "far-too-much");
        var (status, problem) = await PlayedMarket.Problem(answer);
        Assert.Equal(422, status);
        Assert.StartsWith("compliance.", problem.GetProperty("code").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Object, problem.GetProperty("citation").ValueKind);
    }

    [Fact]
    public async Task A_user_without_an_account_is_told_so()
    {
        using var auditor = await played.SignedInAsync("auditor");
        using var answer = await PlayedMarket.Send(auditor, HttpMethod.Post, "/orders", await OrderAsync(auditor),
            "an-auditor-buys");
        Assert.Equal("http.no_account", (await PlayedMarket.Problem(answer)).Problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Another_s_order_cannot_be_withdrawn()
    {
        using var company = await played.SignedInAsync("company");
        using var other = await played.SignedInAsync("company2");
        var order = await AcceptedAsync(company, HttpMethod.Post, "/orders", await OrderAsync(company), "mine-alone");
        using var answer = await PlayedMarket.Send(other, HttpMethod.Delete, $"/orders/{order.GetProperty("id")}",
            null, "not-yours");
        Assert.Equal(422, (await PlayedMarket.Problem(answer)).Status);
        await AcceptedAsync(company, HttpMethod.Delete, $"/orders/{order.GetProperty("id")}", null, "withdraw-it-3");
    }

    /// <summary>A buy order at the bottom of the band, which nobody meets.</summary>
    private static async Task<object> OrderAsync(HttpClient client)
    {
        var instrument = (await PlayedMarket.Get(client, "/market/overview")).GetProperty("instrument");
        return new
        {
            instrument = "HBEA",
            side = "buy",
            priceFen = instrument.GetProperty("limitDownFen").GetInt64(),
            tonnes = 1
        };
    }

    private static async Task<JsonElement> AcceptedAsync(HttpClient client, HttpMethod method, string path,
        object? body, string key)
    {
        using var answer = await PlayedMarket.Send(client, method, path, body, key);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private static long Held(JsonElement holdings) => holdings.GetProperty("balances").EnumerateArray()
        .Where(b => b.GetProperty("unit").GetProperty("kind").GetString() == "allowance")
            .Sum(b => b.GetProperty("balance").GetInt64());
}
