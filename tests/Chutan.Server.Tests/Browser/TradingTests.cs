using System.Globalization;
using Chutan.Tests.Exchange;
using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>A trader at the trading screen: places, sees, trades, withdraws, loses the line and comes back.</summary>
[Collection(PlayedMarketCollection.Name), Trait("needs", "browser")]
public sealed class TradingTests(PlayedMarket played)
{
    [Fact]
    public async Task An_order_stands_in_the_ladder_trades_and_is_in_the_position_without_a_reload()
    {
        var rich = await Trader.RichestAsync(played);
        await using var browser = await SignedInAsync();
        var page = browser.Page;
        var fen = rich.LimitDown.FenPerTonne + 3;
        await page.EvaluateAsync("window.sameDocument = true");
        await page.Keyboard.PressAsync("b");
        await page.Keyboard.TypeAsync(Yuan(fen - 1));
        await page.Keyboard.PressAsync("ArrowUp");
        Assert.Equal(Yuan(fen), await page.Locator("input[name=price]").InputValueAsync());
        await page.Locator("input[name=tonnes]").FillAsync("7");
        await page.Keyboard.PressAsync("Enter");
        await Level(page, "bids", fen).Locator(".ladder-own").WaitForAsync();
        await page.Locator(".orders li", new PageLocatorOptions { HasTextString = $"{Yuan(fen)} × 7 t" }).First
            .WaitForAsync();

        var account = await AccountAsync();
        var seller = await Trader.SellerAsync(played, account);
        await seller.SellAsync(fen, 5);
        await page.Locator(".trading-mine .plain td", new PageLocatorOptions { HasTextString = Yuan(fen) }).First
            .WaitForAsync();
        await page.Locator(".tape td", new PageLocatorOptions { HasTextString = Yuan(fen) }).First.WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("c");
        await Level(page, "bids", fen).Locator(".ladder-own").WaitForAsync(
            new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        Assert.True(await page.EvaluateAsync<bool>("window.sameDocument === true"));
    }

    [Fact]
    public async Task The_screen_says_that_the_line_is_lost_and_shows_what_was_missed_when_it_is_back()
    {
        var trader = await Trader.RichestAsync(played);
        await using var browser = await MarketBrowser.OpenAsync(played, "/trading");
        var page = browser.Page;
        await page.Locator(".line-live").WaitForAsync();
        await page.Context.SetOfflineAsync(true);
        await page.Locator(".line-reconnecting").WaitForAsync();
        var fen = trader.LimitDown.FenPerTonne + 11;
        await trader.BuyAsync(fen, 21);
        Assert.Equal(0, await Level(page, "bids", fen).CountAsync());
        await page.Context.SetOfflineAsync(false);
        await page.Locator(".line-live").WaitForAsync();
        await Level(page, "bids", fen).WaitForAsync();
    }

    [Fact]
    public async Task A_chart_that_does_not_come_takes_nothing_else_with_it_and_comes_when_it_can()
    {
        await using var browser = await MarketBrowser.OpenAsync(played, "/rules");
        var page = browser.Page;
        var asked = new TaskCompletionSource();
        await page.RouteAsync("**/assets/CandleChart-*.js", route =>
        {
            asked.TrySetResult();
            return route.AbortAsync();
        });
        await page.GotoAsync("/trading");
        await page.Locator(".line-live").WaitForAsync();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(await page.Locator(".ladder").First.IsVisibleAsync());
        await page.UnrouteAllAsync();
        await page.Locator(".trading-chart canvas").First.WaitForAsync();
    }

    [Fact]
    public async Task A_page_that_does_not_come_says_so_below_the_menu_and_comes_with_the_line()
    {
        await using var browser = await MarketBrowser.OpenAsync(played, "/trading");
        var page = browser.Page;
        await page.Locator(".line-live").WaitForAsync();
        await page.Context.SetOfflineAsync(true);
        await page.Locator("header a[href='/deals']").ClickAsync();
        await browser.ShowsAsync("页面没能载入");
        Assert.True(await page.Locator("header a[href='/trading']").IsVisibleAsync());
        await page.Context.SetOfflineAsync(false);
        await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 }).WaitForAsync();
        Assert.EndsWith("/deals", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_phone_the_screen_fits_and_a_price_is_taken_by_touch()
    {
        var trader = await Trader.RichestAsync(played);
        await trader.BuyAsync(trader.LimitDown.FenPerTonne + 40, 3);
        await using var browser = await SignedInAsync();
        var page = browser.Page;
        await page.SetViewportSizeAsync(390, 844);
        await page.Locator(".bids td button").First.ClickAsync();
        var shown = await page.Locator(".bids td button").First.InnerTextAsync();
        Assert.Equal(shown, await page.Locator("input[name=price]").InputValueAsync());
        Assert.True(await page.Locator(".bids tr").CountAsync() <= 5);
        await browser.FitsAsync();
    }

    [Fact]
    public async Task An_order_outside_the_band_is_warned_of_before_it_is_sent_with_its_rule()
    {
        var trader = await Trader.RichestAsync(played);
        await using var browser = await SignedInAsync();
        var page = browser.Page;
        await page.Locator("input[name=price]").FillAsync(Yuan(trader.LimitUp.FenPerTonne + 1));
        var warning = page.Locator(".checks li", new PageLocatorOptions
        {
            HasTextString = Yuan(trader.LimitUp.FenPerTonne),
        });
        await warning.Locator("button.why").ClickAsync();
        await page.Locator(".ant-drawer .citation").First.WaitForAsync();
    }

    private static ILocator Level(IPage page, string side, long fen) =>
        page.Locator($".ladder .{side} tr", new PageLocatorOptions { HasTextString = Yuan(fen) });

    private async Task<MarketBrowser> SignedInAsync()
    {
        var browser = await MarketBrowser.OpenAsync(played, "/sign-in");
        await browser.Page.GetByText($"company / {played.Password}").First.ClickAsync();
        await browser.Page.Locator("form.ticket").First.WaitForAsync();
        await browser.Page.GotoAsync("/trading");
        await browser.Page.Locator(".line-live").WaitForAsync();
        await browser.Page.Locator("form.trading-ticket").WaitForAsync();
        return browser;
    }

    private async Task<string> AccountAsync()
    {
        using var company = await played.SignedInAsync("company");
        return (await PlayedMarket.Get(company, "/session")).GetProperty("organisation").GetProperty("account")
            .GetString()!; // the company has an account
    }

    private static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
