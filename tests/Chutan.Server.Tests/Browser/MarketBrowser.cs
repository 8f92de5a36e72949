using System.Text.RegularExpressions;
using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>A browser window on the played market. Chromium is the one of the machine (CHUTAN_CHROMIUM).</summary>
internal sealed class MarketBrowser : IAsyncDisposable
{
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private MarketBrowser(IPlaywright playwright, IBrowser browser, IPage page) =>
        (this.playwright, this.browser, Page) = (playwright, browser, page);

    public IPage Page { get; }

    /// <param name="cookie">The session of one of the demonstration's people; none for a visitor.</param>
    /// <param name="phone">Whether the window is of a phone's size.</param>
    public static async Task<MarketBrowser> OpenAsync(PlayedMarket played, string path, string? cookie = null,
        bool phone = false)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHUTAN_CHROMIUM") is { Length: > 0 } named
                ? named : "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync"],
        });
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = played.Address.ToString(),
            Locale = "en-GB",
            // What is still opening moves away under a click: pressed on the button, let go beside it.
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = phone
                ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1440, Height = 1000 },
        });
        if (cookie?.Split('=', 2) is [var name, var value])
            await context.AddCookiesAsync([new Cookie { Name = name, Value = value, Url = played.Address.ToString() }]);
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return new MarketBrowser(playwright, browser, page);
    }

    /// <summary>A window of somebody who has signed in.</summary>
    public static async Task<MarketBrowser> SignedInAsync(PlayedMarket played, string user, string path = "/workspace",
        bool phone = false) => await OpenAsync(played, path, await played.CookieAsync(user), phone);

    /// <summary>Nothing on the page reaches beyond the screen's edge. Charts take a new width a frame or two after the
    /// window does, so the page looks frame by frame; the pages' policy forbids a condition handed in as text.
    /// </summary>
    public async Task FitsAsync() => Assert.True(await Page.EvaluateAsync<bool>("""
        () => new Promise(answer => {
            const until = performance.now() + 5_000;
            const look = () => document.documentElement.scrollWidth <= innerWidth ? answer(true)
                : performance.now() > until ? answer(false) : requestAnimationFrame(look);
            look();
        })
        """), $"{Page.Url} is wider than its window.");

    /// <summary>Waits until the browser stands at a path. It asks for the address again and again: who waits for the
    /// way there instead can miss it.</summary>
    public Task ArrivesAsync(string path) => Assertions.Expect(Page).ToHaveURLAsync(
        new Regex(Regex.Escape(path) + "$"), new PageAssertionsToHaveURLOptions { Timeout = 30_000 });

    /// <summary>Waits until the page shows a text.</summary>
    public async Task ShowsAsync(string text) =>
        await Page.GetByText(text).First.WaitForAsync(new LocatorWaitForOptions { Timeout = 15_000 });

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
