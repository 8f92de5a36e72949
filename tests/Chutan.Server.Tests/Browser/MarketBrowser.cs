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

    public static async Task<MarketBrowser> OpenAsync(PlayedMarket played, string path)
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
            ViewportSize =
                new ViewportSize { Width = 1440, Height = 1000 },
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return new MarketBrowser(playwright, browser, page);
    }

    /// <summary>Waits until the page shows a text.</summary>
    public async Task ShowsAsync(string text) =>
        await Page.GetByText(text).First.WaitForAsync(new LocatorWaitForOptions { Timeout = 15_000 });

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
