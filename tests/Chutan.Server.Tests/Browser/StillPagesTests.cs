using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>Pages keep still: what is read already does not move when the figures arrive.</summary>
[Collection(PlayedMarketCollection.Name), Trait("needs", "browser")]
public sealed class StillPagesTests(PlayedMarket played)
{
    /// <summary>A line's height of one half of the page is more.</summary>
    private const double Still = 0.015;

    /// <summary>What the measure of the browsers calls good: for a head whose length only the answer tells.</summary>
    private const double Good = 0.1;

    /// <summary>
    /// Goal: little moves between a page's first appearance and its last figure. Method: the answers are held back
    /// until the page stands with its title and has been drawn; then they come, and the browser adds up what moved.
    /// </summary>
    [Theory]
    [InlineData("regulator", "/", false, Still)]
    [InlineData("regulator", "/", true, Still)]
    [InlineData("regulator", "/journal", false, Still)]
    [InlineData("regulator", "/journal", true, Still)]
    [InlineData("regulator", "/compliance", false, Still)]
    [InlineData("regulator", "/compliance", true, Good)]
    [InlineData("regulator", "/notices", true, Still)]
    [InlineData("regulator", "/mrv/checks", false, Good)]
    [InlineData("regulator", "/mrv/plans", true, Still)]
    [InlineData("regulator", "/mrv/meters", true, Still)]
    [InlineData("clearing", "/clearing", false, Still)]
    [InlineData("clearing", "/clearing", true, Still)]
    public async Task Little_moves_when_the_figures_arrive(string user, string path, bool phone, double most)
    {
        await using var browser = await MarketBrowser.SignedInAsync(played, user, "/nowhere", phone);
        var page = browser.Page;
        var drawn = new TaskCompletionSource();
        await page.RouteAsync("**/api/v1/**", async route =>
        {
            if (!route.Request.Url.EndsWith("/session", StringComparison.Ordinal)) await drawn.Task;
            await route.ContinueAsync();
        });
        await page.AddInitScriptAsync("""
            window.moved = [];
            new PerformanceObserver(list => list.getEntries().forEach(one => window.moved.push({
                by: one.value, what: one.sources.map(s => s.node?.className ?? s.node?.nodeName ?? '').join(', '),
            }))).observe({ type: 'layout-shift', buffered: true });
            """);
        await page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
        await page.Locator(".page-head h1").WaitForAsync();
        await page.Locator(".coming").First.WaitForAsync();
        await FramesAsync(page);
        drawn.SetResult();
        await Assertions.Expect(page.Locator(".coming")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await FramesAsync(page);
        var moved = await page.EvaluateAsync<double>("() => window.moved.reduce((sum, one) => sum + one.by, 0)");
        Assert.True(moved < most, await page.EvaluateAsync<string>(
            "() => window.moved.map(one => `${one.by.toFixed(3)} ${one.what}`).join('\\n')"));
    }

    /// <summary>The browser has drawn what it has.</summary>
    private static Task FramesAsync(IPage page) => page.EvaluateAsync("""
        () => new Promise(answer => {
            let left = 4;
            const next = () => left-- > 0 ? requestAnimationFrame(next) : answer();
            next();
        })
        """);
}
