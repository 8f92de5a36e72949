using System.Globalization;
using Chutan.Tests.Exchange;
using Chutan.Tests.World;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Chutan.Tests.Browser;

/// <summary>A trader at work while the market moves: what he types stays his, what he changes may be gone by then, and
/// other tabs of his browser are never somebody else.</summary>
[Collection(PlayedMarketCollection.Name), Trait("needs", "browser")]
public sealed class TicketTests(PlayedMarket played)
{
    [Fact]
    public async Task A_cleared_price_stays_clear_and_what_is_typed_stays_while_the_market_moves()
    {
        await using var browser = await TradingAsync("company");
        var price = browser.Page.Locator("input[name=price]");
        await Expect(price).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(@"^\d+\.\d\d$"));
        await price.PressAsync("Control+a");
        await price.PressAsync("Backspace");
        await Expect(browser.Page.Locator(".checks li").First).ToBeVisibleAsync();
        await price.PressSequentiallyAsync("4");
        await MoveAsync(browser.Page, 31);
        await price.PressSequentiallyAsync("1.5");
        Assert.Equal("41.5", await price.InputValueAsync());
    }

    [Fact]
    public async Task A_refusal_goes_when_the_order_is_no_longer_the_one_that_was_refused()
    {
        await using var browser = await TradingAsync("company");
        var page = browser.Page;
        var trader = await Trader.RichestAsync(played);
        await page.Locator("input[name=price]").FillAsync(Yuan(trader.LimitUp.FenPerTonne + 2));
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".trading-ticket .refusal").WaitForAsync();
        await page.Locator("input[name=price]").FillAsync(Yuan(trader.LimitDown.FenPerTonne + 1));
        await Expect(page.Locator(".trading-ticket .refusal")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_order_that_trades_while_it_is_changed_says_so_and_one_that_ended_is_changed_no_more()
    {
        await using var browser = await TradingAsync("institution");
        var page = browser.Page;
        var account = await AccountAsync("institution");
        var seller = await Trader.SellerAsync(played, account);
        var fen = seller.LimitUp.FenPerTonne - 57; // above everybody's bids
        await page.Locator("input[name=price]").FillAsync(Yuan(fen));
        await page.Locator("input[name=tonnes]").FillAsync("40");
        await page.Keyboard.PressAsync("Enter");
        var order = page.Locator(".orders li", new() { HasTextString = $"{Yuan(fen)} × 40 t" });
        await order.Locator(".inline button").First.ClickAsync();
        var left = order.Locator("form.change input").Nth(1);
        await Expect(order.Locator("form.change input").First).ToBeFocusedAsync();
        await Expect(left).ToHaveValueAsync("40");
        await seller.SellAsync(fen, 15);
        await Expect(order.Locator("form.change .caution")).ToContainTextAsync("15 t");
        await Expect(left).ToHaveValueAsync("25");
        await seller.SellAsync(fen, 25);
        await order.Locator(".change-over").WaitForAsync();
        await Expect(order.Locator("form.change")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_signs_out_in_one_tab_has_no_ticket_in_another_and_nobody_trades_for_somebody_else()
    {
        await using var browser = await MarketBrowser.OpenAsync(played, "/sign-in");
        var (first, other) = (browser.Page, await browser.Page.Context.NewPageAsync());
        await first.GetByText($"company / {played.Password}").First.ClickAsync();
        await first.Locator("form.ticket").First.WaitForAsync();
        await first.GotoAsync("/trading");
        await first.Locator("form.trading-ticket").WaitForAsync();
        await other.GotoAsync("/sign-in");
        await other.GetByText($"institution / {played.Password}").First.ClickAsync();
        await other.Locator("form.ticket").First.WaitForAsync();
        var cash = (await OwnCashAsync("institution")).ToString("N2", CultureInfo.InvariantCulture);
        await Expect(first.Locator(".trading-position")).ToContainTextAsync(cash);
        await SignOutAsync(other);
        await first.Locator(".trading-ticket-place a[href='/sign-in']").ClickAsync();
        await first.GetByText($"company / {played.Password}").First.ClickAsync();
        await browser.ArrivesAsync("/trading");
    }

    [Fact]
    public async Task A_session_that_has_ended_is_noticed_with_the_first_refusal()
    {
        await using var browser = await TradingAsync("company");
        var page = browser.Page;
        await page.Context.ClearCookiesAsync();
        await page.Locator("input[name=tonnes]").PressAsync("Enter");
        await page.Locator(".trading-ticket-place a[href='/sign-in']").WaitForAsync();
    }

    [Fact]
    public async Task A_page_that_nobody_sees_lets_its_line_go_and_shows_what_it_missed_when_looked_at()
    {
        await using var browser = await MarketBrowser.OpenAsync(played, "/trading");
        var page = browser.Page;
        await page.Locator(".line-live").WaitForAsync();
        await SeenAsync(page, "hidden");
        var trader = await Trader.RichestAsync(played);
        var fen = trader.LimitDown.FenPerTonne + 63;
        await trader.BuyAsync(fen, 4);
        // Whoever has followed meanwhile has the price by now.
        await using var watching = await MarketBrowser.OpenAsync(played, "/trading");
        await Level(watching.Page, fen).WaitForAsync();
        Assert.Equal(0, await Level(page, fen).CountAsync());
        await SeenAsync(page, "visible");
        await Level(page, fen).WaitForAsync();
    }

    [Fact]
    public async Task Candles_of_minutes_are_of_these_days_and_grow_with_a_trade()
    {
        await using var browser = await MarketBrowser.OpenAsync(played, "/trading");
        var page = browser.Page;
        await page.Locator(".line-live").WaitForAsync();
        await page.GetByText("分钟", new() { Exact = true }).ClickAsync();
        await MoveAsync(page, 71);
        using var visitor = played.Client();
        var today = played.Morning.InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;
        var path = string.Create(CultureInfo.InvariantCulture,
            $"/market/HBEA/candles?by=minute&size=1&from={today.PlusDays(-3):uuuu-MM-dd}");
        var count = (await PlayedMarket.Get(visitor, path)).GetProperty("total").GetInt32();
        var all = await PlayedMarket.Get(visitor, "/market/HBEA/candles?by=minute&size=1");
        Assert.InRange(count, 1, Math.Min(719, all.GetProperty("total").GetInt32() - 1));
        await Expect(page.GetByRole(AriaRole.Figure, new() { Name = $"价格与成交量，{count} 根 K 线" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_last_price_keeps_its_place_when_a_price_comes_to_the_ladder()
    {
        var trader = await Trader.RichestAsync(played);
        await trader.BuyAsync(trader.LimitDown.FenPerTonne + 79, 2);
        await using var browser = await MarketBrowser.OpenAsync(played, "/trading");
        var page = browser.Page;
        await Level(page, trader.LimitDown.FenPerTonne + 79).WaitForAsync();
        var place = await page.Locator(".ladder-last").BoundingBoxAsync();
        var seller = await Trader.SellerAsync(played, trader.Account.ToString());
        var order = await seller.SellAsync(seller.LimitUp.FenPerTonne - 3, 1);
        await page.Locator(".asks tr", new() { HasTextString = Yuan(seller.LimitUp.FenPerTonne - 3) }).WaitForAsync();
        var after = await page.Locator(".ladder-last").BoundingBoxAsync();
        Assert.Equal(place!.Y, after!.Y, 0.5);
        await seller.CancelAsync(order);
    }

    /// <summary>Two others trade with each other near the day's highest price, above everybody's bids; the page shows
    /// it.</summary>
    private async Task MoveAsync(IPage page, long below)
    {
        var buyer = await Trader.RichestAsync(played);
        var seller = await Trader.SellerAsync(played, buyer.Account.ToString());
        var fen = buyer.LimitUp.FenPerTonne - below;
        await seller.SellAsync(fen, 3);
        await buyer.BuyAsync(fen, 3);
        await page.Locator(".tape td", new() { HasTextString = Yuan(fen) }).First.WaitForAsync();
    }

    private async Task<MarketBrowser> TradingAsync(string user)
    {
        var browser = await MarketBrowser.SignedInAsync(played, user, "/trading");
        await browser.Page.Locator(".line-live").WaitForAsync();
        await browser.Page.Locator("form.trading-ticket").WaitForAsync();
        return browser;
    }

    private async Task<string> AccountAsync(string user)
    {
        using var client = await played.SignedInAsync(user);
        return (await PlayedMarket.Get(client, "/session")).GetProperty("organisation").GetProperty("account")
            .GetString()!; // whoever trades has an account
    }

    /// <summary>Money an account may dispose of, yuan.</summary>
    private async Task<decimal> OwnCashAsync(string user)
    {
        var account = await AccountAsync(user);
        return await played.Market.AskAsync(s => s.Clearing.Available(
            s.Clearing.Accounts.Single(a => a.Id.ToString() == account).Id).Fen) / 100m;
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.Locator(".top-tools button:has(.anticon-user)").ClickAsync();
        await page.GetByText("退出登录").First.ClickAsync();
    }

    private static Task SeenAsync(IPage page, string state) => page.EvaluateAsync("""
        state => {
            Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
            document.dispatchEvent(new Event('visibilitychange'));
        }
        """, state);

    private static ILocator Level(IPage page, long fen) =>
        page.Locator(".ladder .bids tr", new() { HasTextString = Yuan(fen) });

    private static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
