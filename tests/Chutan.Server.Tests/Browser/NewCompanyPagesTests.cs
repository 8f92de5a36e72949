using Chutan.Tests.Accounting;
using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>自助注册 in the browser: a visitor registers his company and describes its first site; another enters a year
/// by Excel and says how sure it is; the regulator suspends it.</summary>
[Collection(PlayedMarketCollection.Name), Trait("needs", "browser")]
public sealed class NewCompanyPagesTests(PlayedMarket played)
{
    [Fact]
    public async Task A_visitor_registers_a_company_and_enters_its_first_site()
    {
        var form = NewCompany.Form();
        await using var visitor = await MarketBrowser.OpenAsync(played, "/accounting");
        await visitor.Page.GetByText("企业注册").ClickAsync();
        var page = visitor.Page;
        await page.GetByLabel("名称（中文）").FillAsync(form["nameZh"]);
        await page.GetByLabel("统一社会信用代码").FillAsync(form["creditCode"][..^1] + "I");
        await page.GetByLabel("联系人", new() { Exact = true }).FillAsync("王某");
        await visitor.ShowsAsync("末位校验码须正确");
        await page.GetByLabel("统一社会信用代码").FillAsync(form["creditCode"]);
        await page.GetByLabel("所在市州").ClickAsync();
        await page.Locator(".ant-select-item-option").First.ClickAsync();
        await page.GetByLabel("电话或邮箱").FillAsync("027-12345678");
        await page.GetByLabel("用户名").FillAsync(form["user"]);
        await page.GetByLabel("密码", new() { Exact = true }).FillAsync(NewCompany.Password);
        await page.GetByLabel("再次输入密码").FillAsync(NewCompany.Password);
        await page.GetByText("注册并登录").ClickAsync();
        await page.Locator(".acc-forms").WaitForAsync();
        await page.GetByLabel("名称（中文）").FillAsync("总部");
        await page.Locator(".ticket .ant-btn-primary").ClickAsync();
        await page.Locator(".acc-table").GetByText("总部").WaitForAsync();
        await visitor.ShowsAsync("添加用户");
    }

    [Fact]
    public async Task A_year_comes_in_by_excel_and_its_uncertainty_is_stated()
    {
        using var company = await NewCompany.WithSourcesAsync(played);
        await using var clerk = await MarketBrowser.OpenAsync(played, "/sign-in");
        var page = clerk.Page;
        await page.GetByLabel("用户名").FillAsync(company.User);
        await page.GetByLabel("密码").FillAsync(NewCompany.Password);
        await page.Locator("form button[type=submit]").ClickAsync();
        await clerk.ArrivesAsync("/workspace");
        await page.GotoAsync($"/accounting/{company.Id}/2024");
        var template = await company.Client.GetByteArrayAsync(
            new Uri(played.Address, $"/api/v1{company.Own}/2024/template"));
        await UploadAsync(page, ActivityWorkbookTests.Filled(template, "text"));
        await clerk.ShowsAsync("未写入任何数据");
        await clerk.ShowsAsync("enterprise-gas!D3");
        await UploadAsync(page, ActivityWorkbookTests.Filled(template));
        await page.GetByText("全部写入（24 条）").ClickAsync();
        await clerk.ShowsAsync("已填报 24 条活动数据");

        await page.GotoAsync($"/accounting/{company.Id}/2024?tab=uncertainty");
        await page.Locator(".link-button").First.ClickAsync();
        await page.GetByLabel("活动数据 ± %").FillAsync("0.5");
        await page.GetByLabel("依据").FillAsync("电能表 0.5S 级");
        await page.Locator(".ant-drawer .ant-btn-primary").ClickAsync();
        await clerk.ShowsAsync("企业申明");
    }

    [Fact]
    public async Task The_regulator_suspends_a_company_with_a_reason()
    {
        using var company = await NewCompany.RegisterAsync(played);
        await using var regulator = await MarketBrowser.SignedInAsync(played, "regulator", "/accounting/registrations");
        var row = regulator.Page.Locator("tr").Filter(new() { Has = regulator.Page.Locator(
            $"a[href='/accounting/{company.Id}']") });
        await row.GetByText("暂停").ClickAsync();
        await regulator.Page.Locator(".ant-modal textarea").FillAsync("冒用他人代码");
        await regulator.Page.Locator(".ant-modal .ant-btn-primary").ClickAsync();
        await row.GetByText("已暂停").WaitForAsync();
    }

    [Theory]
    [InlineData("/accounting/register")]
    [InlineData("/accounting")]
    public async Task The_open_pages_fit_a_phone(string path)
    {
        await using var phone = await MarketBrowser.OpenAsync(played, path, phone: true);
        await phone.ShowsAsync("企业");
        await phone.FitsAsync();
    }

    private static Task UploadAsync(IPage page, byte[] workbook) => page.Locator("input[type=file]").First
        .SetInputFilesAsync(new FilePayload { Name = "activity.xlsx", MimeType = "application/octet-stream",
            Buffer = workbook });
}
