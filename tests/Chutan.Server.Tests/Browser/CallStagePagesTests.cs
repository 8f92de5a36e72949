using Chutan.Engine.Partitions;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Tests.Exchange;
using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>交易阶段 in a real browser: a call auction with its figures from its first order to its end, and a halt by
/// the exchange that everybody sees with its cause.</summary>
[Trait("needs", "browser")]
public sealed class CallStagePagesTests(CallMarket calls) : IClassFixture<CallMarket>
{
    private readonly PlayedMarket played = calls.Played;

    [Fact]
    public async Task A_call_shows_its_price_volume_and_imbalance_and_its_ticket_takes_limit_orders_only()
    {
        await using var browser = await OpenAsync("company");
        var page = browser.Page;
        var strip = page.Locator(".stage");
        await strip.GetByText("开盘集合竞价").WaitForAsync();
        await strip.GetByText("还有").WaitForAsync();
        await strip.GetByText("还没有委托。").WaitForAsync();
        Assert.Equal(1, await page.Locator(".trading-ticket .ant-segmented-item-disabled").CountAsync());

        var buyer = await Trader.RichestAsync(played);
        var seller = await Trader.SellerAsync(played, buyer.Account.ToString());
        var fen = await played.Market.AskAsync(s => s.Exchange.Find("HBEA")!.LastPrice!.Value.FenPerTonne);
        await buyer.BuyAsync(fen + 2, 30);
        await strip.GetByText("买卖价格没有交叉").WaitForAsync();
        await seller.SellAsync(fen - 2, 20);
        await strip.GetByText($"{fen / 100m:0.00} 元/t").First.WaitForAsync();
        await strip.GetByText("多买 10 t").WaitForAsync();
        await strip.Locator("dd", new() { HasTextString = "20 t" }).First.WaitForAsync();

        await page.Locator("input[name=price]").FillAsync($"{(fen - 3) / 100m:0.00}");
        await page.Locator("input[name=tonnes]").FillAsync("15");
        await page.Locator(".trading-ticket button[type=submit]").ClickAsync();
        await page.Locator(".orders li").First.WaitForAsync();
        await strip.GetByText("多买 10 t").WaitForAsync(); // below the price: it changes nothing there

        played.MoveTo(calls.At(9, 30));
        await SubmitAsync(new UncrossCall(Today, "HBEA", SessionStage.OpeningCall));
        await page.Locator(".tape td").First.WaitForAsync();
        await page.Locator(".trading-state").GetByText("上午连续交易").WaitForAsync();
        Assert.Equal(0, await page.Locator(".trading-ticket .ant-segmented-item-disabled").CountAsync());

        await AHaltIsSeenByEverybodyWithItsCauseAsync(page);
    }

    private async Task AHaltIsSeenByEverybodyWithItsCauseAsync(IPage trader)
    {
        await using var browser = await OpenAsync("exchange");
        var control = browser.Page.Locator("form.session-control");
        await control.Locator(".ant-select").ClickAsync();
        await browser.Page.Locator(".ant-select-item-option", new() { HasTextString = "系统故障" }).ClickAsync();
        await control.Locator("input.ant-input").FillAsync("撮合主机切换");
        await control.Locator("button[type=submit]").ClickAsync();
        await control.Locator(".receipt").WaitForAsync();
        var cause = trader.Locator(".stage-cause");
        await cause.GetByText("系统故障").WaitForAsync();
        await cause.GetByText("撮合主机切换").WaitForAsync();
        await trader.Locator(".checks .caution").GetByText("撮合主机切换").WaitForAsync();
        await control.Locator("input.ant-input").FillAsync("切换完成");
        await control.GetByRole(AriaRole.Button, new() { Name = "恢复交易" }).ClickAsync();
        await cause.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private LocalDate Today => played.Morning.InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;

    private async Task SubmitAsync(Command command)
    {
        var reply = await played.Market.SubmitAsync(new Submission(command, Actor.Scheduler,
            new RequestId(0xca11, 0xb0), played.Now));
        if (reply.Decision is Decision.Refused refused) Assert.Fail(refused.Refusal.ToString());
    }

    private async Task<MarketBrowser> OpenAsync(string user)
    {
        var browser = await MarketBrowser.SignedInAsync(played, user);
        await browser.Page.GotoAsync("/trading");
        await browser.Page.Locator(".line-live").WaitForAsync();
        return browser;
    }
}
