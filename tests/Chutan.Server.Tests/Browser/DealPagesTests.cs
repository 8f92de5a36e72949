using System.Globalization;
using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>协议转让 in the browser: the seller files a contract, the buyer confirms it, both see it confirmed.</summary>
[Collection(PlayedMarketCollection.Name), Trait("needs", "browser")]
public sealed class DealPagesTests(PlayedMarket played)
{
    private const string Number = "HT-2025-088";

    [Fact]
    public async Task A_seller_files_a_contract_and_the_buyer_confirms_it()
    {
        using var buyerClient = await played.SignedInAsync("institution");
        var buyer = (await PlayedMarket.Get(buyerClient, "/me/holdings")).GetProperty("account").GetString()!;
        await FileAsync(buyer);

        await using var browser = await SignInAsync("institution");
        await browser.Page.GotoAsync("/deals?tab=mine&mode=agreement&state=open");
        var row = browser.Page.Locator("tr.ant-table-row").First;
        await row.WaitForAsync();
        await row.Locator("a[href^='/deals/']").ClickAsync();
        await browser.ShowsAsync(Number);
        await browser.Page.Locator(".deal-actions button").First.ClickAsync();
        await browser.Page.Locator(".receipt").WaitForAsync();
        await browser.ShowsAsync("成交确认书");
        Assert.Equal(2, await browser.Page.Locator(".deal-steps li").CountAsync());
    }

    [Fact]
    public async Task A_price_outside_the_range_is_said_while_typing_with_the_close_it_comes_from()
    {
        await using var browser = await SignInAsync("company");
        await browser.Page.GotoAsync("/deals?tab=new&mode=fixed-price");
        var form = browser.Page.Locator("form.ticket").First;
        await form.WaitForAsync();
        using var visitor = played.Client();
        var range = (await PlayedMarket.Get(visitor, "/deals/modes")).GetProperty("modes")[0].GetProperty("range");
        var above = (range.GetProperty("highFen").GetInt64() + 1) / 100m;
        await form.Locator("input[inputmode=decimal]").First.FillAsync(
            above.ToString("0.00", CultureInfo.InvariantCulture));
        await form.Locator(".caution").WaitForAsync();
        Assert.Contains(range.GetProperty("closeDate").GetString()!, await form.InnerTextAsync(),
            StringComparison.Ordinal);
        Assert.True(await form.Locator(".citation").CountAsync() > 0);
        await form.Locator("button[type=submit]").ClickAsync();
        var refusal = form.Locator(".refusal");
        await refusal.WaitForAsync();
        Assert.Contains("exchange.price-out-of-range", await refusal.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_take_of_one_listing_and_each_sees_what_the_other_left_without_a_reload()
    {
        using var owner = await played.SignedInAsync("company");
        var close = (await PlayedMarket.Get(owner, "/deals/modes")).GetProperty("modes")[0].GetProperty("range")
            .GetProperty("closeFen").GetInt64();
        var listed = await PlayedMarket.Send(owner, HttpMethod.Post, "/deals/listings",
            new { instrument = "HBEA", priceFen = close, tonnes = 27, minimum = 1 }, "two-take-of-one-listing");
        Assert.True(listed.IsSuccessStatusCode, await listed.Content.ReadAsStringAsync());
        await using var first = await MarketBrowser.SignedInAsync(played, "institution", "/deals");
        await using var second = await MarketBrowser.SignedInAsync(played, "individual", "/deals");
        await Row(second, "27").WaitForAsync();
        await TakeAsync(first, "27", "15");
        await TakeAsync(second, "12", null);
        await Assertions.Expect(Row(first, "12")).ToHaveCountAsync(0);
    }

    private static ILocator Row(MarketBrowser browser, string left) => browser.Page.Locator("tr.ant-table-row",
        new() { Has = browser.Page.GetByRole(AriaRole.Cell, new() { Name = left, Exact = true }) });

    /// <summary>Takes some of the listing that has so much left, or what the form offers.</summary>
    private static async Task TakeAsync(MarketBrowser browser, string left, string? tonnes)
    {
        await Row(browser, left).Locator("button").Last.ClickAsync();
        var form = browser.Page.Locator("form.take:visible");
        var amount = form.Locator("input[role=spinbutton]");
        if (tonnes is null) await Assertions.Expect(amount).ToHaveValueAsync(left);
        else await amount.FillAsync(tonnes);
        await form.Locator("button[type=submit]").ClickAsync();
        await browser.Page.Locator(".receipt").WaitForAsync();
    }

    private async Task FileAsync(string buyer)
    {
        await using var browser = await SignInAsync("company");
        await browser.Page.GotoAsync("/deals?tab=new&mode=agreement");
        var form = browser.Page.Locator("form.agreement");
        await form.WaitForAsync();
        await form.Locator("input[role=combobox]").FillAsync(buyer);
        await form.Locator("input[maxlength='64']").FillAsync(Number);
        var next = form.Locator("button[type=submit]");
        await next.ClickAsync();
        var money = form.Locator("input[inputmode=decimal]");
        using var visitor = played.Client();
        var close = (await PlayedMarket.Get(visitor, "/deals/modes")).GetProperty("modes")[1].GetProperty("range")
            .GetProperty("closeFen").GetInt64();
        await money.Nth(0).FillAsync((close / 100m).ToString("0.00", CultureInfo.InvariantCulture));
        await form.Locator("input[role=spinbutton]").FillAsync("12");
        await money.Nth(1).FillAsync((close * 12 / 100m).ToString("0.00", CultureInfo.InvariantCulture));
        await next.ClickAsync();
        await form.Locator("textarea").Nth(0).FillAsync("违约方赔偿实际损失。");
        await form.Locator("textarea").Nth(1).FillAsync("提交武汉仲裁委员会。");
        await next.ClickAsync();
        await browser.ShowsAsync(Number);
        await next.ClickAsync();
        await form.Locator(".receipt").WaitForAsync();
    }

    private Task<MarketBrowser> SignInAsync(string user) => MarketBrowser.SignedInAsync(played, user);
}
