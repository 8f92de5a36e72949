using System.Globalization;
using System.Text;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Tests.Mrv;
using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>Meters, captured CO2, continuous monitoring and the signature of a second person, in a real browser on a
/// company with a reported year.</summary>
[Trait("needs", "browser")]
public sealed class EvidencePagesTests(ReportedYear reported) : IClassFixture<ReportedYear>
{
    private const string Pdf = "application/pdf";
    private readonly PlayedMarket played = reported.Played;

    [Fact]
    public async Task A_meter_overdue_is_calibrated_with_its_certificate()
    {
        await using var regulator = await MarketBrowser.SignedInAsync(played, "regulator",
            "/mrv/meters?standing=overdue");
        await regulator.Page.Locator("tr", new() { HasTextString = "grid" }).First.WaitForAsync();

        await using var browser = await MarketBrowser.SignedInAsync(played, "company",
            $"/mrv/plans/{reported.Company}");
        var page = browser.Page;
        var row = page.GetByRole(AriaRole.Region, new() { Name = "计量器具检定" })
            .Locator("tr", new() { HasTextString = "grid" });
        await row.GetByText("检定逾期").WaitForAsync();
        var form = Form(page, "登记检定");
        await form.Locator("summary").ClickAsync();
        await ChooseAsync(form, 0, "grid 关口表");
        await form.Locator(".ant-picker input").FillAsync("2025-03-01");
        await page.Keyboard.PressAsync("Enter");
        await form.Locator("input.ant-input").FillAsync("24");
        await UploadAsync(form, "关口表检定证书.pdf", Pdf, "%PDF-1.7\n检定证书\n%%EOF");
        await form.GetByText("关口表检定证书.pdf").WaitForAsync();
        await form.Locator("button[type=submit]").ClickAsync();
        await row.GetByText("检定有效").WaitForAsync();
        Assert.Contains("2027-03-01", await row.InnerTextAsync(), StringComparison.Ordinal);
        await browser.FitsAsync();

        await using var phone = await MarketBrowser.SignedInAsync(played, "company", "/mrv/meters", phone: true);
        await phone.ShowsAsync("2027-03-01");
        await phone.FitsAsync();
    }

    [Fact]
    public async Task A_transfer_of_captured_co2_is_entered_and_found_real_and_never_entered_twice()
    {
        var emitter = await VerifiedAsync();
        await using var company = await MarketBrowser.SignedInAsync(played, emitter, "/mrv/captures");
        await FileCaptureAsync(company.Page);
        await company.ShowsAsync("已登记");
        await company.Page.Locator(".ledger").GetByText("待核查").First.WaitForAsync();

        await using var body = await MarketBrowser.SignedInAsync(played, "verifier", "/mrv/captures", phone: true);
        var open = body.Page.Locator(".capture-open", new() { HasTextString = "CC-2022-07" });
        Assert.True(await open.GetByRole(AriaRole.Button, new() { Name = "不予认可" }).IsDisabledAsync());
        await open.GetByRole(AriaRole.Button, new() { Name = "核查属实" }).ClickAsync();
        await body.ShowsAsync("核查属实。");
        await body.FitsAsync();

        await company.Page.ReloadAsync();
        await company.Page.Locator(".ledger").GetByText("核查属实").First.WaitForAsync();
        await FileCaptureAsync(company.Page);
        await company.Page.Locator(".act-form .refusal").WaitForAsync();
        await company.FitsAsync();
    }

    [Fact]
    public async Task Hours_of_a_stack_are_uploaded_with_faults_by_cell_and_stand_beside_the_calculated_month()
    {
        await using var browser = await MarketBrowser.SignedInAsync(played, "company",
            $"/mrv/cems/{reported.Company}/2022");
        var page = browser.Page;
        await page.Locator("input[type=file]").SetInputFilesAsync(File("cems-bad.csv", "text/csv",
            "时间,流量,CO2\n2022-01-01 00:00,1000,12\n2022-01-01 00:30,1000,12\n2022-01-01 02:00,abc,12\n"));
        await browser.ShowsAsync("2 处错误");
        var faults = await page.Locator(".refusal li").AllInnerTextsAsync();
        Assert.StartsWith("A3 ", faults[0], StringComparison.Ordinal);
        Assert.StartsWith("B4 ", faults[1], StringComparison.Ordinal);

        var hours = new StringBuilder("时间,负荷,流量,CO2\n");
        for (var hour = 0; hour < 744; hour++)
            hours.Append(CultureInfo.InvariantCulture,
                $"2022-01-{1 + hour / 24:00} {hour % 24:00}:00,300,{(hour == 5 ? "" : "110")},12\n");
        await page.Locator("input[type=file]").SetInputFilesAsync(
            File("cems-2022-01.csv", "text/csv", hours.ToString()));
        await browser.ShowsAsync("744 行，其中 743 小时有效");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交 1 月数据" }).ClickAsync();
        await browser.ShowsAsync("差异最大的是 1 月");
        await page.GetByText("1 / 744").WaitForAsync();
        await browser.FitsAsync();
        await using var phone = await MarketBrowser.SignedInAsync(played, "company",
            $"/mrv/cems/{reported.Company}/2022", phone: true);
        await phone.ShowsAsync("差异最大的是 1 月");
        await phone.FitsAsync();
    }

    [Fact]
    public async Task One_person_prepares_the_annual_report_and_another_signs_it()
    {
        await using var maker = await MarketBrowser.SignedInAsync(played, "company", reported.Path);
        var page = maker.Page;
        var form = page.Locator(".annual-form");
        await page.GetByRole(AriaRole.Button, new() { Name = "添加技术服务机构" }).ClickAsync();
        await form.GetByLabel("机构名称").FillAsync("武汉煤质检测中心");
        await form.GetByLabel("统一社会信用代码").FillAsync("91420100MA4K");
        await page.GetByRole(AriaRole.Button, new() { Name = "添加声明的因子" }).ClickAsync();
        await ChooseAsync(form, 0, "");
        await form.GetByLabel("取值").FillAsync("999");
        await page.GetByLabel("变化说明").FillAsync("元素碳未实测，按缺省值计算");
        await page.GetByRole(AriaRole.Button, new() { Name = "试算" }).ClickAsync();
        await form.Locator(".refusal").WaitForAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "删除" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "编制新一版" }).ClickAsync();
        await maker.ShowsAsync("武汉煤质检测中心");
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "签署并提交" }).CountAsync());

        await using var signer = await MarketBrowser.SignedInAsync(played, "signer", reported.Path);
        var signature = signer.Page.Locator(".annual-form", new() { HasTextString = "编制人以外的另一人签署" });
        await signature.Locator("input").First.FillAsync("法定代表人");
        await signature.Locator(".ant-picker input").FillAsync("2025-01-02");
        await signer.Page.Keyboard.PressAsync("Tab");
        await signature.Locator("button[type=submit]").ClickAsync();
        await signer.ShowsAsync("已提交");
        await signer.Page.Locator(".section", new() { HasTextString = "版本" }).GetByText("报告签署人").First.WaitForAsync();
        await signer.FitsAsync();
    }

    [Fact]
    public async Task A_body_files_its_accreditation_and_its_self_check_with_the_papers_themselves()
    {
        var body = await played.SignedInParticipantAsync("verifier");
        await using var browser = await MarketBrowser.SignedInAsync(played, "verifier", $"/verification/bodies/{body}");
        foreach (var (title, file, link) in new[]
        {
            ("提交档案", "认可证书.pdf", "认可证书扫描件"), ("年自查", "公正性自查.pdf", "自查报告"),
        })
        {
            var form = Form(browser.Page, title);
            await form.Locator("summary").ClickAsync();
            await UploadAsync(form, file, Pdf, $"%PDF-1.7\n{file}\n%%EOF");
            await form.GetByText(file).WaitForAsync();
            await form.Locator("button[type=submit]").ClickAsync();
            var filed = browser.Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true });
            await filed.First.WaitForAsync();
            Assert.Matches("/api/v1/documents/[0-9a-f]{64}$", await filed.First.GetAttributeAsync("href") ?? "");
        }
        await browser.FitsAsync();
    }

    [Fact]
    public async Task A_file_of_two_hundred_megabytes_is_refused_in_the_browser_with_the_limit()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("chutan-big-").FullName, "台账.pdf");
        await using (var big = new FileStream(path, FileMode.CreateNew)) big.SetLength(200L << 20);
        await using var browser = await MarketBrowser.SignedInAsync(played, "company",
            $"/mrv/months/{reported.Company}/2022/1/edit");
        var sent = 0;
        browser.Page.Request += (_, request) => sent += request.Method == "POST"
            && request.Url.Contains("/documents", StringComparison.Ordinal) ? 1 : 0;
        await browser.Page.Locator(".month-files input[type=file]").SetInputFilesAsync(path);
        await browser.ShowsAsync("200.0 MB，超过每个文件 20 MB 的上限");
        Assert.Equal(0, sent);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    /// <summary>One of the companies that can sign in, whose report of last year the body that can sign in looks at
    /// once more.</summary>
    private async Task<string> VerifiedAsync()
    {
        var other = await played.SignedInParticipantAsync("company2");
        var (task, body) = await played.Market.AskAsync(s => (s.Mrv.Verifications.Tasks.First(t =>
            (t.Participant == reported.Company || t.Participant == other) && t.Kind == VerificationKind.Annual
            && t.Stage == VerificationStage.Closed), s.Participants.Users.First(u =>
            u.Active && u.Role == Role.Verifier).Participant));
        await reported.MustAsync(new OpenRecheck(task.Number, body, "举报"), reported.Regulator);
        return task.Participant == reported.Company ? "company" : "company2";
    }

    private static async Task FileCaptureAsync(IPage page)
    {
        var form = Form(page, "登记转移");
        await form.Locator("summary").ClickAsync();
        await form.Locator("input.ant-input").Nth(0).FillAsync("CC-2022-07");
        await ChooseAsync(form, 1, "7");
        await form.Locator("input.ant-input").Nth(1).FillAsync("1200.5");
        await form.Locator("input.ant-input").Nth(2).FillAsync("江汉油田封存站");
        await form.Locator("input.ant-input").Nth(3).FillAsync("地质封存");
        await UploadAsync(form, "移交单.pdf", Pdf, "%PDF-1.7\n移交单 CC-2022-07\n%%EOF");
        await form.GetByText("移交单.pdf").WaitForAsync();
        await form.Locator("button[type=submit]").ClickAsync();
    }

    private static ILocator Form(IPage page, string title) => page.Locator(".act-form", new()
    { Has = page.Locator("summary", new() { HasTextString = title }) });

    private static Task UploadAsync(ILocator form, string name, string kind, string content) =>
        form.Locator("input[type=file]").SetInputFilesAsync(File(name, kind, content));

    private static FilePayload File(string name, string kind, string content) => new()
    { Name = name, MimeType = kind, Buffer = Encoding.UTF8.GetBytes(content) };

    private static async Task ChooseAsync(ILocator form, int field, string option)
    {
        await form.Locator(".ant-select").Nth(field).ClickAsync();
        var options = form.Page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) "
            + ".ant-select-item-option");
        await (option.Length > 0 ? options.Filter(new() { HasTextString = option }) : options).First
            .ClickAsync();
    }
}
