using System.Net;
using System.Text.Json;
using Chutan.Tests.World;

namespace Chutan.Tests.Exchange;

/// <summary>Order types, replacement, mass withdrawal and cancellation on disconnect over HTTP.</summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class OrderEndpointTests(PlayedMarket played)
{
    [Fact]
    public async Task An_order_is_replaced_and_all_are_withdrawn_and_the_owner_sees_why_they_ended()
    {
        using var company = await played.SignedInAsync("company");
        var fen = await HighAsync(company);
        var first = await PlaceAsync(company, new { side = "sell", priceFen = fen, tonnes = 2 }, "order-types-1");
        var replaced = await SendAsync(company, HttpMethod.Post, $"/orders/{first}/replacement",
            new { priceFen = fen, tonnes = 3 }, "order-types-2");
        await PlaceAsync(company, new { side = "sell", priceFen = fen, tonnes = 1, type = "immediateOrCancel",
            clientOrderId = "mine-1" }, "order-types-3");
        using var market = await PlayedMarket.Send(company, HttpMethod.Post, "/orders",
            new { side = "sell", tonnes = 1, type = "market" }, "order-types-4");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, market.StatusCode);
        await SendAsync(company, HttpMethod.Delete, "/orders?side=sell", null, "order-types-5");

        var orders = (await PlayedMarket.Get(company, "/me/orders?size=500")).GetProperty("items").EnumerateArray()
            .ToDictionary(o => o.GetProperty("id").GetString()!);
        Assert.Equal("replaced", orders[first].GetProperty("reason").GetString());
        Assert.Equal("massCancelled", orders[replaced].GetProperty("reason").GetString());
        Assert.Contains(orders.Values, o => o.GetProperty("clientOrderId").GetString() == "mine-1"
            && o.GetProperty("type").GetString() == "immediateOrCancel");
    }

    [Fact]
    public async Task When_the_last_connection_is_lost_the_orders_of_an_account_that_asked_for_it_go()
    {
        using var company = await played.SignedInAsync("company");
        var account = (await PlayedMarket.Get(company, "/session")).GetProperty("organisation")
            .GetProperty("account").GetString();
        await SendAsync(company, HttpMethod.Put, "/me/order-options", new { cancelOnDisconnect = true },
            "options-on-1");
        string order;
        using (var reader = await FeedReader.OpenAsync(played.Address, $"/accounts/{account}/stream",
            cookie: await played.CookieAsync("company")))
        {
            await reader.NextAsync("snapshot");
            await reader.NextAsync("balances");
            order = await PlaceAsync(company, new { side = "sell", priceFen = await HighAsync(company), tonnes = 2 },
                "options-order-1");
            await reader.NextAsync("update");
        }
        using var watching = await FeedReader.OpenAsync(played.Address, $"/accounts/{account}/stream",
            cookie: await played.CookieAsync("registry"));
        var shown = (await watching.NextAsync("snapshot")).Data;
        await watching.NextAsync("balances");
        var ended = shown.GetProperty("orders").EnumerateArray().Where(o => Reason(o) == "disconnected").ToList();
        while (ended.Count == 0)
            ended = [.. (await watching.NextAsync("update")).Data.GetProperty("orders").EnumerateArray()
                .Where(o => Reason(o) == "disconnected")];
        Assert.Equal(order, ended[^1].GetProperty("id").GetString());
        await SendAsync(company, HttpMethod.Put, "/me/order-options", new { cancelOnDisconnect = false },
            "options-off-1");
    }

    private static string? Reason(JsonElement order) => order.GetProperty("reason").GetString();

    private static async Task<long> HighAsync(HttpClient client) =>
        (await PlayedMarket.Get(client, "/market/HBEA/snapshot")).GetProperty("day").GetProperty("limitUpFen")
            .GetInt64();

    private static Task<string> PlaceAsync(HttpClient client, object order, string key) =>
        SendAsync(client, HttpMethod.Post, "/orders", order, key);

    private static async Task<string> SendAsync(
        HttpClient client, HttpMethod method, string path, object? body, string key)
    {
        using var answer = await PlayedMarket.Send(client, method, path, body, key);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.TryGetProperty("id", out var id) ? id.GetString() ?? "" : "";
    }
}
