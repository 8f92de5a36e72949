using System.Text.Json;
using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>无障碍: the main pages hold WCAG 2.2 AA as far as axe can tell, in both languages, light and dark, on a desk
/// and on a phone.</summary>
[Collection(PlayedMarketCollection.Name), Trait("needs", "browser")]
public sealed class AccessibilityTests(PlayedMarket played)
{
    private static readonly string Axe =
        File.ReadAllText(Repository.At("web", "node_modules", "axe-core", "axe.min.js"));

    [Theory]
    [InlineData("zh", "light", false)]
    [InlineData("en", "dark", true)]
    public async Task Public_pages_have_no_finding(string language, string appearance, bool phone) =>
        await HoldsAsync(null, language, appearance, phone, "/", "/trading", "/prices", "/indices/ZTI", "/deals",
            "/deals?tab=one-way", "/auctions", "/compliance", "/notices", "/units", "/rules", "/methodologies",
            "/journal", "/report", "/oversight?part=stability", "/oversight?part=statistics", "/sign-in");

    [Theory]
    [InlineData("company", "/workspace", "/trading", "/deals?tab=new&mode=one-way", "/deals?tab=mine", "/money")]
    [InlineData("exchange", "/workspace", "/trading", "/indices/new", "/oversight?part=alerts",
        "/oversight?part=measures")]
    [InlineData("regulator", "/auctions/new", "/auctions/groups", "/oversight?part=stability", "/mrv/checks",
        "/mrv/alerts", "/mrv/checks/registers")]
    [InlineData("clearing", "/clearing", "/clearing?tab=differences", "/clearing?tab=files", "/clearing?tab=funds")]
    public async Task Pages_of_those_who_signed_in_have_no_finding(string user, params string[] paths) =>
        await HoldsAsync(user, "en", "dark", phone: false, paths);

    private async Task HoldsAsync(string? user, string language, string appearance, bool phone, params string[] paths)
    {
        await using var browser = user is null
            ? await MarketBrowser.OpenAsync(played, "/", phone: phone)
            : await MarketBrowser.SignedInAsync(played, user, phone: phone);
        var page = browser.Page;
        await page.EvaluateAsync("settings => localStorage.setItem('chutan.settings', settings)",
            JsonSerializer.Serialize(new { language, appearance }));
        var findings = new List<string>();
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            await page.Locator("h1").First.WaitForAsync();
            await page.Locator(".coming").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
            await browser.FitsAsync();
            await page.EvaluateAsync(Axe);
            findings.AddRange((await page.EvaluateAsync<string[]>("""
                async () => (await axe.run(document, {
                    runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
                })).violations.map(v => `${v.id} ${v.nodes[0].target} ${v.nodes[0].failureSummary}`)
                """)).Select(finding => $"{path}: {finding}"));
        }
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }
}
