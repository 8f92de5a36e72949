using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>企业碳核算 in the browser: a company outside the market finishes a month, its second person passes and locks
/// it, and a visitor checks a certificate.</summary>
[Collection(PlayedMarketCollection.Name), Trait("needs", "browser")]
public sealed class AccountingPagesTests(PlayedMarket played)
{
    [Fact]
    public async Task A_month_is_finished_with_live_results_then_passed_and_locked_by_another()
    {
        await using var maker = await MarketBrowser.SignedInAsync(played, "enterprise", "/accounting");
        await maker.Page.GetByText("进入本企业清单").ClickAsync();
        await maker.Page.Locator(".tabs").WaitForAsync();
        var address = new Uri(maker.Page.Url).AbsolutePath;
        await maker.Page.GotoAsync($"{address}/2025?tab=entry");
        await maker.Page.Locator(".acc-grid").WaitForAsync();
        while (await maker.Page.Locator("td:nth-child(6) .acc-due").CountAsync() is > 0 and var left)
        {
            await maker.Page.Locator("td:nth-child(6) .acc-due").First.ClickAsync();
            var form = maker.Page.Locator(".acc-entry");
            await form.WaitForAsync();
            var figures = form.Locator(".acc-figure > input.figures");
            await figures.First.FillAsync("-5");
            await form.Locator(".refusal").WaitForAsync();
            await figures.First.FillAsync("12");
            if (await figures.CountAsync() > 1 && await form.GetByText("供应商或产品碳足迹的因子").CountAsync() > 0)
                await figures.Nth(1).FillAsync("0.5");
            await form.Locator(".acc-live strong").First.WaitForAsync();
            await form.GetByText("提交", new() { Exact = true }).ClickAsync();
            await form.Locator(".receipt").WaitForAsync();
            await maker.Page.Locator(".ant-drawer-close").ClickAsync();
            await maker.Page.Locator("td:nth-child(6) .acc-due").Nth(left - 1).WaitForAsync(
                new() { State = WaitForSelectorState.Detached });
        }
        await using var second = await MarketBrowser.SignedInAsync(played, "enterprise2",
            $"{address}/2025?tab=review");
        var may = second.Page.Locator(".acc-months > li").Nth(4);
        await may.GetByText("复核通过", new() { Exact = true }).ClickAsync();
        await may.GetByText("已复核").WaitForAsync();
        await may.GetByText("锁定", new() { Exact = true }).ClickAsync();
        await may.GetByText("已锁定").WaitForAsync();
    }

    [Theory]
    [InlineData("entry", "叉车柴油")]
    [InlineData("analysis", "同行比较")]
    [InlineData("measures", "厂房屋顶光伏")]
    [InlineData("review", "12 月")]
    [InlineData("neutrality", "须注销量")]
    [InlineData("history", "版本记录")]
    public async Task Every_part_of_a_year_shows_and_fits_a_phone(string tab, string shown)
    {
        await using var phone = await MarketBrowser.SignedInAsync(played, "enterprise", "/accounting", phone: true);
        await phone.Page.GetByText("进入本企业清单").ClickAsync();
        await phone.Page.Locator(".tabs").WaitForAsync();
        await phone.Page.GotoAsync($"{new Uri(phone.Page.Url).AbsolutePath}/2024?tab={tab}");
        await phone.ShowsAsync(shown);
        await phone.FitsAsync();
    }

    [Fact]
    public async Task A_figure_can_be_asked_why()
    {
        await using var reader = await MarketBrowser.SignedInAsync(played, "enterprise", "/accounting");
        await reader.Page.GetByText("进入本企业清单").ClickAsync();
        await reader.Page.Locator(".tabs").WaitForAsync();
        await reader.Page.GotoAsync($"{new Uri(reader.Page.Url).AbsolutePath}/2024?tab=entry");
        await reader.Page.Locator(".acc-cell").First.ClickAsync();
        await reader.Page.GetByText("为什么？").ClickAsync();
        await reader.ShowsAsync("低位发热量");
    }
}
