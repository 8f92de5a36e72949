using Chutan.Market.Mrv;
using Chutan.Tests.Mrv;
using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>An annual report in a real browser: derived, signed by another person, corrected as the next version, and
/// compared with another edition.</summary>
[Trait("needs", "browser")]
public sealed class AnnualReportPagesTests(ReportedYear reported) : IClassFixture<ReportedYear>
{
    private readonly PlayedMarket played = reported.Played;

    [Fact]
    public async Task A_report_is_derived_handed_in_and_corrected()
    {
        await using var browser = await MarketBrowser.SignedInAsync(played, "company", reported.Path);
        var page = browser.Page;
        await page.GetByText("添加产品").ClickAsync();
        await page.GetByPlaceholder("产品代码").FillAsync("electricity");
        var line = page.Locator(".annual-form .ant-select").First;
        await line.ClickAsync();
        await page.Keyboard.TypeAsync("W_bought");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("变化说明").FillAsync("元素碳未实测，按缺省值计算");
        await page.GetByRole(AriaRole.Button, new() { Name = "试算" }).ClickAsync();
        await browser.ShowsAsync("试算结果");
        await page.GetByRole(AriaRole.Button, new() { Name = "编制新一版" }).ClickAsync();
        await browser.ShowsAsync("各月排放量");

        await reported.MustAsync(new SubmitAnnualReport(reported.Company, ReportedYear.Year, 1,
            new Declaration("法定代表人", new LocalDate(2025, 1, 2))), reported.Second);
        await page.ReloadAsync();
        await browser.ShowsAsync("已提交");
        await browser.FitsAsync();

        // Corrected before verification: the next version, both kept.
        await page.GetByLabel("变化说明").FillAsync("更正：补充全年停产天数");
        await page.GetByRole(AriaRole.Button, new() { Name = "编制新一版" }).ClickAsync();
        await page.Locator(".section", new() { HasTextString = "版本" }).Locator("td strong",
            new() { HasTextString = "2" }).WaitForAsync();

        var compare = page.Locator(".section", new() { HasTextString = "按另一版本重算" });
        await compare.Locator(".ant-select").ClickAsync();
        await page.Locator(".ant-select-item-option").First.ClickAsync();
        await compare.GetByRole(AriaRole.Button, new() { Name = "对比" }).ClickAsync();
        await compare.GetByText("差额").First.WaitForAsync();
        await page.GetByText("查看全部步骤").ClickAsync();
        await page.GetByText("如何得出").First.WaitForAsync();
        await browser.FitsAsync();
        await LookAsync(page, "annual-report");

        await using var phone = await MarketBrowser.SignedInAsync(played, "company", reported.Path, phone: true);
        await phone.ShowsAsync("按排放源");
        await phone.FitsAsync();
        await LookAsync(phone.Page, "annual-report-phone");
    }

    [Fact]
    public async Task Lists_of_reports_and_the_public_record_fit_both_screens()
    {
        foreach (var wide in new[] { true, false })
        {
            await using var own = await MarketBrowser.SignedInAsync(played, "regulator", "/mrv/reports", phone: !wide);
            await own.ShowsAsync("已认可");
            await own.FitsAsync();
            await LookAsync(own.Page, wide ? "annual-list" : "annual-list-phone");
            await using var all = await MarketBrowser.OpenAsync(played, "/mrv/reports", phone: !wide);
            await all.Page.Locator("a[href^='/entities/']").First.WaitForAsync();
            await all.FitsAsync();
            await LookAsync(all.Page, wide ? "annual-public" : "annual-public-phone");
        }
    }

    [Fact]
    public async Task The_authority_finds_its_decisions_on_the_page_of_an_accepted_report()
    {
        var accepted = await played.Market.AskAsync(s => s.Mrv.Reports.Last(r =>
            r.State == ReportState.Accepted && r.Verified is not null));
        await using var browser = await MarketBrowser.SignedInAsync(played, "regulator",
            $"/mrv/reports/{accepted.Year.Year}/{accepted.Participant}");
        var page = browser.Page;
        var form = page.Locator(".act-form", new() { HasTextString = "因造假重新启动" });
        await form.Locator("summary").ClickAsync();
        await form.Locator("input").First.FillAsync("鄂环令〔2025〕1号");
        await form.Locator("textarea").First.FillAsync("检测报告日期被篡改");
        await form.Locator("button[type=submit]").ClickAsync();
        await browser.ShowsAsync("原认可量继续有效");
        await browser.ShowsAsync("处罚数据造假");
        await browser.FitsAsync();
        await LookAsync(page, "annual-reopened");
    }

    /// <summary>Keeps a picture where somebody wants to look at it.</summary>
    private static async Task LookAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CHUTAN_LOOK") is not { Length: > 0 } directory) return;
        await page.ScreenshotAsync(new() { Path = Path.Combine(directory, name + ".png"), FullPage = true });
    }
}
