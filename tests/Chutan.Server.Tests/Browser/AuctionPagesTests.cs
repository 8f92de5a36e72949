using System.Globalization;
using Chutan.Engine.Partitions;
using Chutan.Market.Auctions;
using Chutan.Market.Kernel;
using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>有偿竞价 in the browser: the authority announces, a company bids, the auction is cleared, everybody sees the
/// result.</summary>
[Collection(PlayedMarketCollection.Name), Trait("needs", "browser")]
public sealed class AuctionPagesTests(PlayedMarket played)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    [Fact]
    public async Task An_auction_is_announced_bid_in_at_a_desk_and_on_a_phone_cleared_and_its_result_shown()
    {
        var id = await AnnounceAsync();
        await SubmitAsync(new OpenAuction(new(id)), 0);
        await BidAsync(id, "company", "45", phone: false);
        await BidAsync(id, "company2", "44", phone: true);
        await SubmitAsync(new CloseBidding(new(id)), 60);
        await SubmitAsync(new ClearAuction(new(id)), 60);

        await using var visitor = await MarketBrowser.OpenAsync(played, $"/auctions/{id}");
        await visitor.ShowsAsync("竞价结果");
        await visitor.ShowsAsync("待付款");
        await visitor.Page.Locator(".chart figcaption").GetByText("44.00").WaitForAsync();
        var award = visitor.Page.Locator("tr.ant-table-row").First;
        await award.WaitForAsync();
        Assert.Contains("足额", await award.InnerTextAsync(), StringComparison.Ordinal);

        await using var phone = await MarketBrowser.SignedInAsync(played, "company2", $"/auctions/{id}", phone: true);
        await phone.ShowsAsync("竞价结果");
        var own = phone.Page.Locator("ul.cards li", new() { HasTextString = "本单位" }).First;
        await own.WaitForAsync();
        var says = await own.InnerTextAsync();
        foreach (var part in new[] { "44.00", "100 / 100", "足额" })
            Assert.Contains(part, says, StringComparison.Ordinal);
        await phone.FitsAsync();
    }

    [Fact]
    public async Task What_would_be_refused_is_said_while_an_announcement_is_written()
    {
        await using var browser = await SignInAsync("regulator");
        await browser.Page.GotoAsync("/auctions/new");
        var form = browser.Page.Locator("form.announce");
        await FillUnitsAsync(form, supply: "999999999");
        await form.Locator(".caution").First.WaitForAsync();
        Assert.True(await form.Locator("button[type=submit]").IsDisabledAsync());
        Assert.True(await form.Locator(".citation").CountAsync() > 0);
    }

    [Fact]
    public async Task A_visitor_is_not_offered_what_only_officers_may_do()
    {
        await using var browser = await MarketBrowser.OpenAsync(played, "/auctions");
        await browser.ShowsAsync("竞价收入");
        Assert.Equal(0, await browser.Page.Locator("form.spend, .doing-line").CountAsync());
        await using var officer = await SignInAsync("regulator");
        await officer.Page.GotoAsync("/auctions");
        await officer.Page.Locator("form.spend").WaitForAsync();
        await officer.Page.Locator(".doing-line a[href='/auctions/new']").WaitForAsync();
    }

    private async Task<long> AnnounceAsync()
    {
        await using var browser = await SignInAsync("regulator");
        await browser.Page.GotoAsync("/auctions/new");
        var form = browser.Page.Locator("form.announce");
        var next = form.Locator("button[type=submit]");
        await FillUnitsAsync(form, supply: "1000");
        await next.ClickAsync();
        await form.Locator("input[type=radio][value=fixed]").CheckAsync();
        await form.Locator("input[inputmode=decimal]").FillAsync("30");
        await next.ClickAsync();
        await next.ClickAsync();
        var times = form.Locator("input[type=datetime-local]");
        foreach (var (field, minutes) in new[] { (0, 0), (1, 1), (2, 2) })
            await times.Nth(field).FillAsync(TimeIn(minutes));
        await next.ClickAsync();
        await browser.ShowsAsync("网页竞价");
        await next.ClickAsync();
        await browser.Page.Locator(".receipt").WaitForAsync();
        await browser.Page.GetByText("查看公告").ClickAsync();
        await browser.Page.Locator("h1").GetByText("网页竞价").WaitForAsync();
        return long.Parse(new Uri(browser.Page.Url).Segments[^1], CultureInfo.InvariantCulture);
    }

    /// <summary>A bid for 100 t; one below the reserve price is warned of first.</summary>
    private async Task BidAsync(long id, string user, string price, bool phone)
    {
        await using var browser = await MarketBrowser.SignedInAsync(played, user, $"/auctions/{id}", phone);
        var form = browser.Page.Locator("form.ticket");
        await form.Locator("input[inputmode=decimal]").FillAsync("29");
        await form.Locator(".caution").WaitForAsync();
        await form.Locator("input[inputmode=decimal]").FillAsync(price);
        await form.Locator("input[role=spinbutton]").FillAsync("100");
        await form.Locator("button[type=submit]").ClickAsync();
        await browser.ShowsAsync("已冻结保证金");
        await browser.ShowsAsync(user == "company" ? "900.00" : "880.00");
        await browser.FitsAsync();
    }

    private static async Task FillUnitsAsync(ILocator form, string supply)
    {
        var text = form.Locator("input[maxlength='200']");
        await text.Nth(0).FillAsync("网页竞价");
        await text.Nth(1).FillAsync("Auction from the page");
        await text.Nth(2).FillAsync("试验决定");
        await form.Locator(".ant-select").ClickAsync();
        await form.Page.Locator(".ant-select-item-option").First.ClickAsync();
        await form.Locator("input[role=spinbutton]").First.FillAsync(supply);
    }

    private string TimeIn(int minutes) => (played.Morning + Duration.FromMinutes(minutes)).ToDateTimeOffset()
        .ToOffset(China).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    private async Task SubmitAsync(Command command, int seconds)
    {
        var reply = await played.Market.SubmitAsync(new Submission(command, Actor.Scheduler,
            new RequestId(78, (ulong)played.Market.Head.Next), played.Morning + Duration.FromSeconds(seconds)));
        if (reply.Decision is Decision.Refused refused) Assert.Fail(refused.Refusal.ToString());
    }

    private Task<MarketBrowser> SignInAsync(string user) => MarketBrowser.SignedInAsync(played, user);
}
