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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_appointed_representative_is_invited_and_signs_in_for_the_first_time(bool phone)
    {
        var party = await played.SignedInParticipantAsync("institution");
        await using var registry = await MarketBrowser.SignedInAsync(played, "registry",
            "/operations?do=participants.appoint", phone);
        var page = registry.Page;
        await page.Locator("form.operation-form").GetByLabel("市场主体").FillAsync(party.ToString());
        await page.GetByLabel("代表姓名").FillAsync("赵某");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "权限" }).ClickAsync();
        await page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option").First
            .ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("form button[type=submit]").ClickAsync();
        await page.Locator(".receipt").WaitForAsync();
        await page.GetByText("生成邀请码", new() { Exact = true }).ClickAsync();
        var code = await page.Locator(".invitation-code code").InnerTextAsync();
        await registry.FitsAsync();

        await using var person = await MarketBrowser.OpenAsync(played, "/sign-in", phone: phone);
        await person.Page.GetByText("首次登录", new() { Exact = true }).ClickAsync();
        await person.Page.GetByLabel("邀请码").FillAsync(code.Trim());
        await person.Page.GetByLabel("电话或邮箱").FillAsync("027-12345678");
        await person.Page.GetByLabel("用户名").FillAsync(phone ? "zhao.phone" : "zhao.desk");
        await person.Page.GetByLabel("密码", new() { Exact = true }).FillAsync("correct horse 9");
        await person.Page.GetByLabel("再次输入密码").FillAsync("correct horse 9");
        await person.FitsAsync();
        await person.Page.Locator("form button[type=submit]").ClickAsync();
        await person.ArrivesAsync("/workspace");
        await person.Page.Locator(".ticket").First.WaitForAsync();
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
