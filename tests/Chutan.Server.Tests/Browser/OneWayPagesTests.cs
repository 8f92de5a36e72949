using System.Globalization;
using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>单向竞价 in a real browser, from the announcement to the settled account: a seller looks for the highest
/// bid, a buyer for the lowest offer. The market runs by its clock.</summary>
[Trait("needs", "browser")]
public sealed class OneWayPagesTests : IAsyncLifetime
{
    private readonly PlayedMarket played = new() { RunsScheduler = true };

    public Task InitializeAsync() => played.InitializeAsync();
    public Task DisposeAsync() => played.DisposeAsync();

    [Fact]
    public async Task A_seller_announces_buyers_outbid_each_other_and_the_highest_is_settled()
    {
        var start = await CloseAsync();
        var page = await AnnounceAsync("company", "卖出", start, 200);
        await CalledOffBeforeABidOnlyByItsOwnerAsync(page);

        played.MoveTo(At(14, 0));
        await using var phone = await MarketBrowser.SignedInAsync(played, "institution", page, phone: true);
        await BidAsync(phone, start - 100, 150, takes: false);
        await BidAsync(phone, start + 5, 150);
        await phone.FitsAsync();
        await using var rival = await MarketBrowser.SignedInAsync(played, "company2", page);
        await BidAsync(rival, start + 20, 120);
        await rival.Page.Locator("ol.cards li").Nth(1).WaitForAsync();
        await phone.Page.Locator("ol.cards li").Nth(1).WaitForAsync(); // seen without a reload

        played.MoveTo(At(15, 0));
        await rival.ShowsAsync("成交 120 t");
        await phone.ShowsAsync("成交 80 t");
        await rival.ShowsAsync("已成交");
        await SettledAsync(rival, start + 20, 120, "买入");
        await SettledAsync(phone, start + 5, 80, "买入");
    }

    [Fact]
    public async Task A_buyer_announces_and_the_lowest_offer_wins()
    {
        var start = await CloseAsync();
        var page = await AnnounceAsync("institution", "买入", start, 100);
        played.MoveTo(At(14, 0));
        await using var seller = await MarketBrowser.SignedInAsync(played, "company", page);
        await BidAsync(seller, start + 100, 100, takes: false);
        await BidAsync(seller, start - 10, 100);
        played.MoveTo(At(15, 0));
        await seller.ShowsAsync("成交 100 t");
        await SettledAsync(seller, start - 10, 100, "卖出");
        await using var visitor = await MarketBrowser.OpenAsync(played, page);
        await visitor.ShowsAsync("已成交");
        Assert.DoesNotContain("鄂", await visitor.Page.Locator("ol.cards").InnerTextAsync(), StringComparison.Ordinal);
    }

    private async Task<string> AnnounceAsync(string user, string side, long fen, int tonnes)
    {
        await using var browser = await MarketBrowser.SignedInAsync(played, user, "/deals?tab=new&mode=one-way");
        var form = browser.Page.Locator("form.ticket");
        await form.Locator(".ant-segmented-item", new() { HasTextString = side }).ClickAsync();
        await form.Locator("input[inputmode=decimal]").First.FillAsync(Yuan(fen));
        await form.Locator("input[role=spinbutton]").First.FillAsync($"{tonnes}");
        await form.Locator("button[type=submit]").ClickAsync();
        await form.Locator(".receipt").WaitForAsync();
        await browser.Page.GotoAsync("/deals?tab=one-way&state=announced");
        var link = browser.Page.Locator("tr.ant-table-row a").First;
        await link.ClickAsync();
        await browser.ShowsAsync("竞价尚未开始");
        return new Uri(browser.Page.Url).AbsolutePath;
    }

    private async Task CalledOffBeforeABidOnlyByItsOwnerAsync(string page)
    {
        await using var other = await MarketBrowser.SignedInAsync(played, "individual", page);
        await other.ShowsAsync("竞价尚未开始");
        Assert.Equal(0, await other.Page.Locator("form, .ant-popover").CountAsync());
        await using var owner = await MarketBrowser.SignedInAsync(played, "company", page);
        await owner.ShowsAsync("取消");
    }

    /// <summary>Bids once bidding is open; a bid that would be refused is said while it is typed.</summary>
    private static async Task BidAsync(MarketBrowser browser, long fen, int tonnes, bool takes = true)
    {
        var form = browser.Page.Locator("form.ticket");
        await form.Locator("input[inputmode=decimal]").FillAsync(Yuan(fen));
        await form.Locator("input[role=spinbutton]").FillAsync($"{tonnes}");
        if (!takes)
        {
            await form.Locator(".caution").WaitForAsync();
            return;
        }
        await form.Locator("button[type=submit]").ClickAsync();
        await form.Locator(".receipt").WaitForAsync();
    }

    /// <summary>The evening after: the trade stands in the money ledger of the party, with its fee.</summary>
    private async Task SettledAsync(MarketBrowser browser, long fen, int tonnes, string word)
    {
        var value = (fen * tonnes / 100m).ToString("#,0.00", CultureInfo.InvariantCulture);
        for (var tries = 0; ; tries++)
        {
            await browser.Page.GotoAsync("/money");
            var line = browser.Page.Locator("table.plain tr", new() { HasTextString = value });
            await browser.Page.Locator("table.plain").First.WaitForAsync();
            if (await line.CountAsync() > 0)
            {
                Assert.Contains(word, await line.First.InnerTextAsync(), StringComparison.Ordinal);
                return;
            }
            Assert.True(tries < 60, $"No movement of {value} in the ledger.");
            played.MoveTo(At(15, 31) + Duration.FromMinutes(tries));
            await browser.Page.WaitForTimeoutAsync(300);
        }
    }

    private async Task<long> CloseAsync() =>
        await played.Market.AskAsync(s => s.Exchange.Terms!.PreviousClose.FenPerTonne); // the day is open

    private Instant At(int hour, int minute) => played.Morning + Duration.FromMinutes((hour - 10) * 60 + minute);

    private static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
