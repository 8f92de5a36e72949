using System.Text;
using Chutan.Engine.Partitions;
using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>The end of a day at the clearing house, in a real browser, on a market of its own.</summary>
[Trait("needs", "browser")]
public sealed class ClearingTests : IAsyncLifetime
{
    private readonly PlayedMarket played = new();
    private ulong asked = 10;

    public Task InitializeAsync() => played.InitializeAsync();
    public Task DisposeAsync() => played.DisposeAsync();

    [Fact]
    public async Task Older_files_are_on_the_next_page()
    {
        await using var browser = await SignInAsync("clearing", phone: false);
        await browser.Page.GotoAsync("/clearing?tab=files");
        var first = browser.Page.Locator("table.plain tbody tr").First;
        var newest = await first.InnerTextAsync();
        await browser.Page.Locator(".ant-pagination-next").ClickAsync();
        await Assertions.Expect(first).Not.ToHaveTextAsync(newest);
        await browser.Page.Locator(".ant-pagination-item-active", new() { HasTextString = "2" }).WaitForAsync();
    }

    /// <summary>
    /// Goal: a clearing officer books a bank's file once only, a difference keeps the market shut, two people override
    /// it, and the next day opens. Method: everything by hand in the console, at a desk and on a phone; the exchange
    /// closes at three.
    /// </summary>
    [Theory, InlineData(false), InlineData(true)]
    public async Task A_file_is_booked_once_and_a_difference_overridden_by_two_people_lets_the_next_day_open(bool phone)
    {
        await using var browser = await SignInAsync("clearing", phone);
        await browser.Page.GotoAsync("/clearing?tab=files");
        var file = await FileAsync();
        await BookAsync(browser, file);
        await browser.Page.Locator(".receipt").First.WaitForAsync();
        await browser.Page.GetByTestId("bank-file").SetInputFilesAsync(file);
        var problems = browser.Page.Locator(".file-problems");
        await problems.WaitForAsync();
        await browser.FitsAsync();
        Assert.Contains("IN-T1", await problems.InnerTextAsync(), StringComparison.Ordinal);
        using var clerk = await played.SignedInAsync("clearing");
        var again = await PlayedMarket.Send(clerk, HttpMethod.Post, "/clearing/bank-files",
            new { content = Encoding.UTF8.GetString(file.Buffer) }, "the same file again");
        Assert.Equal("clearing.file-imported", (await PlayedMarket.Problem(again)).Problem.GetProperty("code")
            .GetString());

        var day = await CloseAsync();
        await browser.Page.GotoAsync("/clearing");
        foreach (var step in Enum.GetValues<RunStep>().Where(s => s is > RunStep.None and < RunStep.RegistryConfirmed))
            await TakeAsync(browser, (int)step);
        await browser.FitsAsync();
        await ConfirmDeliveryAsync(day);
        await browser.Page.ReloadAsync();
        var balance = browser.Page.Locator(".run-step.next .amount-input input").First;
        await balance.WaitForAsync();
        await balance.FillAsync("1.00");
        await browser.Page.Locator(".run-step.next .doing button").ClickAsync();
        await browser.Page.Locator(".run-step.next .receipt, .ant-badge-count").First.WaitForAsync();
        await browser.Page.Locator(".run-step.next .ant-alert a[href$='tab=differences']").WaitForAsync();
        await browser.FitsAsync();
        Assert.IsType<Decision.Refused>((await OpenNextAsync(day)).Decision);

        await browser.Page.GotoAsync("/clearing?tab=differences");
        var reason = browser.Page.Locator(".case .saying input").Nth(1);
        await reason.FillAsync("value date of the bank");
        await browser.Page.Locator(".case .saying button").Nth(1).ClickAsync();
        await browser.Page.Locator(".case .doing button").ClickAsync();
        await browser.Page.Locator(".case .refusal").WaitForAsync(); // the same person may not confirm
        await browser.FitsAsync();
        await using var second = await SignInAsync("clearing2", phone);
        await second.Page.GotoAsync("/clearing?tab=differences");
        await second.Page.Locator(".case .doing button").ClickAsync();
        await second.Page.Locator(".case .mark-warn").First.WaitForAsync();
        await second.Page.GotoAsync("/clearing");
        await TakeAsync(second, (int)RunStep.StatementsIssued);
        await TakeAsync(second, (int)RunStep.ReadyToOpen);
        await second.FitsAsync();
        Assert.IsType<Decision.Accepted>((await OpenNextAsync(day)).Decision);
    }

    private Task<MarketBrowser> SignInAsync(string user, bool phone) =>
        MarketBrowser.SignedInAsync(played, user, phone: phone);

    /// <summary>A file with one deposit of 12.34 for the first account at the first bank.</summary>
    private async Task<FilePayload> FileAsync()
    {
        var (bank, number) = await played.Market.AskAsync(s => s.Clearing.Accounts
            .Select(a => s.Clearing.Banks.BindingOf(a.Id)).OfType<BankBinding>().Select(b => (b.Bank, b.Number))
            .First());
        var text = $"H,CHUTAN-BANK-1,{bank},IN-T1,2025-07-01,CNY\nD,T1,{number},12.34\nT,1,12.34,0.00\n";
        return new FilePayload { Name = "in.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) };
    }

    private static async Task BookAsync(MarketBrowser browser, FilePayload file)
    {
        await browser.Page.GetByTestId("bank-file").SetInputFilesAsync(file);
        await browser.Page.Locator(".file-check button").ClickAsync();
    }

    /// <summary>Takes the step of this number and waits until it is done.</summary>
    private static async Task TakeAsync(MarketBrowser browser, int number)
    {
        await browser.Page.Locator($".run-step.next:nth-child({number}) .doing button").ClickAsync();
        await browser.Page.Locator($".run-step.done:nth-child({number})").WaitForAsync();
    }

    private async Task<LocalDate> CloseAsync()
    {
        var day = await played.Market.AskAsync(s => s.Exchange.BusinessDate!.Value);
        foreach (var uncross in await played.Market.AskAsync(s => s.Exchange.Markets.Where(m => m.InCall)
            .Select(m => new UncrossCall(day, m.Code, m.Stage)).ToList()))
            Assert.IsType<Decision.Accepted>((await played.Market.SubmitAsync(new Submission(uncross, Actor.Scheduler,
                new RequestId(3, ++asked), played.Morning + Duration.FromHours(6)))).Decision);
        var reply = await played.Market.SubmitAsync(new Submission(new CloseTrading(day), Actor.Scheduler,
            new RequestId(2, 1), played.Morning + Duration.FromHours(6)));
        Assert.IsType<Decision.Accepted>(reply.Decision);
        return day;
    }

    /// <summary>The registry says what it delivered: nothing was traded.</summary>
    private async Task ConfirmDeliveryAsync(LocalDate day)
    {
        var reply = await played.Market.SubmitAsync(new Submission(new ConfirmDelivery(day, []), Actor.Scheduler,
            new RequestId(2, 2), played.Morning + Duration.FromHours(6)));
        Assert.IsType<Decision.Accepted>(reply.Decision);
    }

    private async Task<Reply> OpenNextAsync(LocalDate day)
    {
        var next = await played.Market.AskAsync(s =>
        {
            var date = day.PlusDays(1);
            while (s.Rulebook.Calendar.IsTradingDay(date) != true) date = date.PlusDays(1);
            return date;
        });
        return await played.Market.SubmitAsync(new Submission(new OpenBusinessDay(next), Actor.Scheduler,
            new RequestId(2, ++asked),
            played.Morning + Duration.FromDays(Period.DaysBetween(day, next))));
    }
}
