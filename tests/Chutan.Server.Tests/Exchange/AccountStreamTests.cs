using System.Text.Json;
using Chutan.Tests.Contract;
using Chutan.Tests.World;

namespace Chutan.Tests.Exchange;

/// <summary>The drop copy: an account's own orders, trades and balances on a live connection, for its people only.
/// </summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class AccountStreamTests(PlayedMarket played)
{
    private static readonly WebContract Contract = new();

    [Fact]
    public async Task An_order_its_trades_and_the_balances_arrive_by_number()
    {
        using var company = await played.SignedInAsync("company");
        using var reader = await OpenAsync("company");
        var snapshot = await reader.NextAsync("snapshot");
        Assert.Empty(Contract.Differences(snapshot.Data, "AccountSnapshot"));
        Assert.Empty(Contract.Differences((await reader.NextAsync("balances")).Data, "AccountBalances"));
        var band = await PlayedMarket.Get(company, "/market/HBEA/snapshot");
        var price = band.GetProperty("day").GetProperty("limitUpFen").GetInt64();
        var rich = await Trader.RichestAsync(played);
        await rich.BuyAsync(price, 1);
        using var answer = await PlayedMarket.Send(company, HttpMethod.Post, "/orders",
            new { instrument = "HBEA", side = "sell", priceFen = price, tonnes = 3 }, "drop-copy-sale-1");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());

        var update = await reader.NextAsync("update");
        Assert.Empty(Contract.Differences(update.Data, "AccountUpdate"));
        Assert.Equal(snapshot.Number("sequence") + 1, update.Number("sequence"));
        var order = Assert.Single(update.Data.GetProperty("orders").EnumerateArray());
        Assert.Equal((3, "sell"), (order.GetProperty("tonnes").GetInt64(), order.GetProperty("side").GetString()));
        var traded = update.Data.GetProperty("trades").EnumerateArray().ToList();
        Assert.Equal(order.GetProperty("filled").GetInt64(), traded.Sum(t => t.GetProperty("tonnes").GetInt64()));
        var balances = (await reader.NextAsync("balances")).Data;
        var holdings = await PlayedMarket.Get(company, "/me/holdings");
        Assert.Equal(holdings.GetProperty("cash").GetRawText(), balances.GetProperty("cash").GetRawText());
        Assert.Equal(holdings.GetProperty("balances").GetRawText(), balances.GetProperty("units").GetRawText());
    }

    [Fact]
    public async Task Who_comes_back_gets_what_was_missed_and_the_balances_as_they_are()
    {
        var trader = await Trader.RichestAsync(played);
        var account = $"/accounts/{trader.Account}/stream";
        var cookie = await played.CookieAsync("registry");
        long last;
        using (var reader = await FeedReader.OpenAsync(played.Address, account, cookie: cookie))
            last = (await reader.NextAsync("snapshot")).Number("sequence");
        var order = await trader.BuyAsync(trader.LimitDown.FenPerTonne, 2);
        await trader.CancelAsync(order);
        using var again = await FeedReader.OpenAsync(played.Address, account, last, cookie);
        var (placed, ended) = (await again.NextAsync("update"), await again.NextAsync("update"));
        Assert.Equal((last + 1, last + 2), (placed.Number("sequence"), ended.Number("sequence")));
        Assert.Equal(["open", "cancelled"], new[] { placed, ended }
            .Select(u => u.Data.GetProperty("orders")[0].GetProperty("state").GetString()));
        await again.NextAsync("balances");
    }

    [Fact]
    public async Task Strangers_are_answered_as_if_there_were_no_such_account()
    {
        var trader = await Trader.RichestAsync(played);
        using var company = await played.SignedInAsync("company");
        var own = (await PlayedMarket.Get(company, "/session")).GetProperty("organisation").GetProperty("account")
            .GetString();
        Assert.NotEqual(trader.Account.ToString(), own);
        var stranger = await PlayedMarket.Refused(company, $"/accounts/{trader.Account}/stream");
        var nobody = await PlayedMarket.Refused(company, "/accounts/4711/stream");
        Assert.Equal(nobody.Status, stranger.Status);
        Assert.Equal(nobody.Problem.GetRawText(), stranger.Problem.GetRawText());
        using var visitor = played.Client();
        Assert.Equal(401, (await PlayedMarket.Refused(visitor, $"/accounts/{trader.Account}/stream")).Status);
    }

    private async Task<FeedReader> OpenAsync(string user)
    {
        using var client = await played.SignedInAsync(user);
        var account = (await PlayedMarket.Get(client, "/session")).GetProperty("organisation").GetProperty("account")
            .GetString();
        return await FeedReader.OpenAsync(played.Address, $"/accounts/{account}/stream",
            cookie: await played.CookieAsync(user));
    }
}
