using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>业务办理 in a real browser: an operation is looked for, filled in, and answered.</summary>
[Collection(PlayedMarketCollection.Name)]
[Trait("needs", "browser")]
public sealed class OperationPagesTests(PlayedMarket played)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_registry_freezes_units_and_a_wrong_cause_is_refused_with_its_article(bool phone)
    {
        using var company = await played.SignedInAsync("company");
        var account = (await PlayedMarket.Get(company, "/me/holdings")).GetProperty("account").GetString()!;
        await using var browser = await MarketBrowser.SignedInAsync(played, "registry", "/operations", phone);
        var page = browser.Page;
        var search = page.GetByRole(AriaRole.Combobox, new() { Name = "办理事项" });
        await search.FillAsync("冻结");
        await page.Locator(".ant-select-item-option[title='冻结']").ClickAsync();
        await FillAsync(page, account, "Court");
        await page.Locator(".receipt").WaitForAsync();
        await browser.ShowsAsync("已办理：冻结。");
        await browser.ShowsAsync("（后续办理时使用）");
        await browser.FitsAsync();

        await FillAsync(page, account, "InOrder");
        await page.Locator(".refusal .refusal-foot a[href^='/journal/']").WaitForAsync();
        await browser.FitsAsync();
    }

    private static async Task FillAsync(IPage page, string account, string cause)
    {
        await page.GetByLabel("账户").FillAsync(account);
        await ChooseAsync(page, "种类", "配额");
        await page.GetByLabel("数量").FillAsync("3");
        await ChooseAsync(page, "事由", cause == "Court" ? "司法冻结" : "申报冻结");
        await page.GetByLabel("业务编号").FillAsync("（2025）鄂01执2号");
        await page.Locator("form button[type=submit]").ClickAsync();
    }

    private static async Task ChooseAsync(IPage page, string label, string option)
    {
        await page.GetByRole(AriaRole.Combobox, new() { Name = label }).ClickAsync();
        await page.Locator($".ant-select-dropdown:not(.ant-select-dropdown-hidden) [title='{option}']").ClickAsync();
    }
}
