using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>The same work on a phone: a transfer confirmed by the one who receives it; auctions, deals, clearing and
/// the consoles without anything beyond the edge of the screen.</summary>
[Collection(PlayedMarketCollection.Name), Trait("needs", "browser")]
public sealed class PhoneTests(PlayedMarket played)
{
    [Fact]
    public async Task Units_sent_to_an_account_wait_until_their_receiver_confirms_them()
    {
        using var receiver = await played.SignedInAsync("company2");
        var account = (await PlayedMarket.Get(receiver, "/me/holdings")).GetProperty("account").GetString()!;
        var before = await HeldAsync(receiver);
        await using var sender = await MarketBrowser.SignedInAsync(played, "company");
        var form = sender.Page.Locator("form.ticket", new() { HasTextString = "转入账户" });
        await form.Locator("input.ant-input").First.FillAsync(account);
        await form.Locator("input[role=spinbutton]").FillAsync("12");
        await form.Locator("input.ant-input").Last.FillAsync("集团内调剂");
        await form.Locator("button[type=submit]").ClickAsync();
        await form.Locator(".receipt").WaitForAsync();
        Assert.Equal(before, await HeldAsync(receiver));

        await using var phone = await MarketBrowser.SignedInAsync(played, "company2", phone: true);
        var waiting = phone.Page.Locator("ul.orders li", new() { HasTextString = "集团内调剂" });
        await waiting.WaitForAsync();
        await phone.FitsAsync();
        await waiting.GetByRole(AriaRole.Button, new() { Name = "确认" }).First.ClickAsync();
        await waiting.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Equal(before + 12, await HeldAsync(receiver));
    }

    [Theory]
    [InlineData("regulator", "/auctions/new", "form.announce")]
    [InlineData("regulator", "/auctions/1", "dl")]
    [InlineData("company", "/deals?tab=new&mode=agreement", "form.ticket, .ant-steps")]
    [InlineData("company", "/deals?tab=new&mode=one-way", "form.ticket")]
    [InlineData("company", "/money", "table.plain")]
    [InlineData("clearing", "/clearing", ".run-steps")]
    [InlineData("clearing", "/clearing?tab=differences", ".case, .nothing")]
    [InlineData("clearing", "/clearing?tab=files", "table.plain")]
    [InlineData("clearing", "/clearing?tab=funds", "table.plain")]
    [InlineData("exchange", "/oversight?part=measures", ".act-form")]
    [InlineData("exchange", "/trading", "form.session-control")]
    [InlineData("exchange", "/indices/new", "form.index-form")]
    public async Task A_page_fits_a_phone_with_what_it_is_for(string user, string path, string has)
    {
        await using var phone = await MarketBrowser.SignedInAsync(played, user, path, phone: true);
        await phone.Page.Locator(has).First.WaitForAsync();
        await phone.Page.Locator(".coming").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await phone.FitsAsync();
        foreach (var button in await phone.Page.Locator("main button.ant-btn:visible").AllAsync())
        {
            var (box, says) = (await button.BoundingBoxAsync(), await button.InnerTextAsync());
            Assert.True(box?.Height >= 24, $"{path}: {says}");
        }
    }

    private static async Task<long> HeldAsync(HttpClient client) =>
        (await PlayedMarket.Get(client, "/me/holdings")).GetProperty("balances").EnumerateArray()
            .Sum(b => b.GetProperty("balance").GetInt64());
}
