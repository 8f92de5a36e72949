using System.Text.Json;
using Chutan.Tests.Mrv;
using Chutan.Tests.World;

namespace Chutan.Tests.Verifying;

/// <summary>核查流程 over HTTP: the second verification that is under way when the year ends, from a finding to the
/// hand-in, each step by the person whose turn it is; strangers learn nothing of it and change nothing.</summary>
public sealed class VerificationFlowTests(VerifiedYear year) : IClassFixture<VerifiedYear>
{
    private const string Wuhan = "420100";
    private readonly PlayedMarket played = year.Played;

    [Fact]
    public async Task A_finding_is_answered_judged_concluded_reviewed_and_handed_in()
    {
        using var verifier = await VerificationDesk.OfAsync(played, "verifier");
        using var reviewer = await VerificationDesk.OfAsync(played, "reviewer");
        using var company = await VerificationDesk.OfAsync(played, "company");
        var task = await OpenAsync(verifier, company);
        var path = $"/tasks/{task}";
        if (await StageAsync(verifier, task) == "sitePlanned") await VisitAsync(verifier, task);
        if (await StageAsync(verifier, task) == "onSite")
        {
            await company.RefusedAsync("access.not-permitted", path + "/findings", Noted(""));
            await verifier.RefusedAsync("mrv.finding-incomplete", path + "/findings", Noted(""));
            await verifier.DoAsync(path + "/findings", Noted("备用锅炉用煤未计入"));
            Assert.Empty((await company.GetAsync(path)).GetProperty("findings").EnumerateArray());
            await verifier.DoAsync(path + "/findings/issue", new { });
        }
        Assert.Equal("findingsIssued", await StageAsync(company, task));
        await AnswerAsync(verifier, company, task);

        Assert.Equal("techReview", await StageAsync(verifier, task));
        played.MoveTo(played.Morning + Duration.FromHours(5));
        var initial = (await verifier.GetAsync(path)).GetProperty("initial").GetInt64();
        await verifier.RefusedAsync("mrv.conclusion-incomplete", path + "/conclusion",
            new { initial, verified = initial });
        await verifier.RefusedAsync("mrv.verified-sources-off", path + "/conclusion", Concluded(initial, 1));
        await verifier.DoAsync(path + "/conclusion", Concluded(initial, 0));
        await verifier.RefusedAsync("mrv.not-your-step", path + "/technical-review", new { passed = true });
        await verifier.RefusedAsync("mrv.not-at-this-stage", path + "/handing-in", new { });
        await reviewer.DoAsync(path + "/technical-review", new { passed = true, remarks = "复核通过" });
        Assert.Equal("conclusionDrafted", await StageAsync(verifier, task));
        Assert.Equal(JsonValueKind.Null, (await company.GetAsync(path)).GetProperty("conclusion").ValueKind);
        await reviewer.RefusedAsync("mrv.not-your-step", path + "/handing-in", new { });
        await verifier.DoAsync(path + "/handing-in", new { });
        var ended = await verifier.GetAsync(path);
        VerificationDesk.Fits(ended, "VerificationAnswer");
        Assert.Equal("authorityReview", ended.GetProperty("task").GetProperty("stage").GetString());
        Assert.All(ended.GetProperty("findings").EnumerateArray(), f =>
            Assert.Equal("closed", f.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Another_body_and_another_company_find_no_such_task()
    {
        using var verifier = await VerificationDesk.OfAsync(played, "verifier");
        using var company2 = await VerificationDesk.OfAsync(played, "company2");
        using var regulator = await VerificationDesk.OfAsync(played, "regulator");
        var (mine, others) = (await NumbersAsync(verifier), await NumbersAsync(company2));
        var foreign = (await NumbersAsync(regulator)).First(n => !mine.Contains(n) && !others.Contains(n));
        foreach (var stranger in new[] { verifier, company2 }) await stranger.HiddenAsync($"/tasks/{foreign}");
        await verifier.RefusedAsync("mrv.no-verification", $"/tasks/{foreign}/findings", Noted("x"));
        await verifier.RefusedAsync("mrv.no-verification", $"/tasks/{foreign}/technical-review", new { passed = true });
        await verifier.RefusedAsync("mrv.no-verification", $"/tasks/{foreign}/verdicts",
            new { verdicts = new[] { new { finding = 1, sufficient = true } } });
        await company2.RefusedAsync("mrv.no-verification", $"/tasks/{foreign}/answers",
            new { answers = new[] { new { finding = 1, answer = "x", correctiveAction = "x" } } });
        await company2.RefusedAsync("access.not-permitted", $"/tasks/{foreign}/conclusion", new { });
    }

    [Fact]
    public async Task A_citys_authority_sees_its_own_city_alone_and_takes_no_step()
    {
        using var city = await VerificationDesk.OfAsync(played, "city");
        using var regulator = await VerificationDesk.OfAsync(played, "regulator");
        Assert.All(await city.TasksAsync(), t => Assert.Equal(Wuhan, t.GetProperty("city").GetString()));
        var away = (await regulator.TasksAsync()).First(t => t.GetProperty("city").GetString() != Wuhan);
        var path = $"/tasks/{away.GetProperty("number").GetInt32()}";
        await city.HiddenAsync(path);
        await city.RefusedAsync("access.not-permitted", path + "/notification", new { });
        await city.RefusedAsync("access.not-permitted", path + "/findings", Noted("x"));
        await city.RefusedAsync("access.not-permitted", "/complaints", new
        {
            participant = Id(away, "participant"),
            year = away.GetProperty("year").GetInt32(),
            text = "举报",
        });
    }

    [Fact]
    public async Task A_report_in_verification_is_not_assigned_twice()
    {
        using var regulator = await VerificationDesk.OfAsync(played, "regulator");
        using var company = await VerificationDesk.OfAsync(played, "company");
        var task = (await regulator.TasksAsync())[0];
        var body = new
        {
            year = task.GetProperty("year").GetInt32(),
            participant = Id(task, "participant"),
            verifier = Id(task, "body"),
        };
        await company.RefusedAsync("access.not-permitted", "/assignments", body);
        await regulator.RefusedAsync("mrv.not-now", "/assignments", body);
    }

    private static async Task AnswerAsync(VerificationDesk verifier, VerificationDesk company, int task)
    {
        var path = $"/tasks/{task}";
        await verifier.RefusedAsync("access.not-permitted", path + "/acknowledgement", new { });
        await company.DoAsync(path + "/acknowledgement", new { });
        var finding = (await company.GetAsync(path)).GetProperty("findings")[0].GetProperty("number").GetInt32();
        object Answered(string action) => new
        {
            answers = new[] { new { finding, answer = "备用锅炉全年停用", correctiveAction = action } },
        };
        await company.RefusedAsync("mrv.answer-incomplete", path + "/answers", Answered(""));
        await company.DoAsync(path + "/answers", Answered("封存并每月检查"));
        Assert.Equal("answerCheck", await StageAsync(company, task));
        await company.RefusedAsync("access.not-permitted", path + "/verdicts", new { });
        await verifier.DoAsync(path + "/verdicts", new { verdicts = new[] { new { finding, sufficient = true } } });
    }

    private async Task VisitAsync(VerificationDesk verifier, int task)
    {
        var file = await verifier.GetAsync($"/tasks/{task}");
        var site = file.GetProperty("site");
        using var client = await played.SignedInAsync("verifier");
        var document = await PowerYear.PutAsync(client, "现场核查.pdf", PowerYear.LedgerFile, 90);
        object Made(string kind, string time) => new
        {
            kind,
            document,
            person = file.GetProperty("leader").GetString(),
            date = site.GetProperty("from").GetString(),
            time,
            latitude = decimal.Parse(site.GetProperty("latitude").GetString()!,
                System.Globalization.CultureInfo.InvariantCulture),
            longitude = decimal.Parse(site.GetProperty("longitude").GetString()!,
                System.Globalization.CultureInfo.InvariantCulture),
        };
        await verifier.DoAsync($"/tasks/{task}/site", new
        {
            evidence = new[] { Made("signIn", "09:00"), Made("photo", "11:00"), Made("signOut", "16:00") },
            results = file.GetProperty("checklist").EnumerateArray().Select(c => new
            {
                code = c.GetProperty("code").GetString(),
                result = "已查看记录并与现场核对",
                fine = true,
            }).ToArray(),
        });
    }

    private static object Noted(string description) =>
        new { @class = "data", severity = "major", clause = "指南：活动数据获取", description };

    private static object Concluded(long initial, long off) => new
    {
        initial,
        verified = initial + off,
        sources = new[] { new { source = "全部排放源", reported = initial, verified = initial, reason = "" } },
        reportConforms = true,
        planFollowed = true,
    };

    /// <summary>The company's verification that is open at the verifier's body.</summary>
    private static async Task<int> OpenAsync(VerificationDesk verifier, VerificationDesk company)
    {
        var own = await NumbersAsync(company);
        return (await verifier.TasksAsync()).Where(t => t.GetProperty("stage").GetString()
            is not ("closed" or "reassigned" or "notified" or "reVerification"))
            .Select(t => t.GetProperty("number").GetInt32()).First(own.Contains);
    }

    private static async Task<HashSet<int>> NumbersAsync(VerificationDesk desk) =>
        [.. (await desk.TasksAsync()).Select(t => t.GetProperty("number").GetInt32())];

    private static async Task<string?> StageAsync(VerificationDesk desk, int task) =>
        (await desk.GetAsync($"/tasks/{task}")).GetProperty("task").GetProperty("stage").GetString();

    private static long Id(JsonElement row, string field) =>
        long.Parse(row.GetProperty(field).GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A market of its own for verifications, whose clock moves.</summary>
public sealed class VerifiedYear : IAsyncLifetime
{
    public PlayedMarket Played { get; } = new();

    public Task InitializeAsync() => Played.InitializeAsync();

    public Task DisposeAsync() => Played.DisposeAsync();
}
