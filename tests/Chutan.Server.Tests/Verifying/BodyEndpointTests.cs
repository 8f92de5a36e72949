using System.Text.Json;
using Chutan.Tests.World;

namespace Chutan.Tests.Verifying;

/// <summary>核查机构建档 over HTTP: profile, people, interests and the yearly self-check, and who may not touch them.
/// </summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class BodyEndpointTests(PlayedMarket played)
{
    [Fact]
    public async Task A_body_files_its_profile_in_versions_and_reads_it_back()
    {
        using var verifier = await VerificationDesk.OfAsync(played, "verifier");
        var path = await OwnAsync();
        var before = await verifier.GetAsync(path);
        VerificationDesk.Fits(before, "VerificationBody");
        await verifier.RefusedAsync("mrv.body-profile-incomplete", path + "/profile", Profile([]));
        var sectors = before.GetProperty("sectors").EnumerateArray().Select(s => s.GetString()).ToArray();
        await verifier.RefusedAsync("http.malformed", path + "/profile", new { sectors });
        await verifier.DoAsync(path + "/profile", Profile(sectors));
        var after = await verifier.GetAsync(path);
        Assert.Equal(before.GetProperty("version").GetInt32() + 1, after.GetProperty("version").GetInt32());
        Assert.Equal("CNAS L001", after.GetProperty("laboratories")[0].GetString());
    }

    [Fact]
    public async Task People_are_entered_with_a_sign_in_of_the_body_and_keep_their_history()
    {
        using var verifier = await VerificationDesk.OfAsync(played, "verifier");
        var path = await OwnAsync();
        var person = (await verifier.GetAsync(path)).GetProperty("staff").EnumerateArray()
            .Single(p => p.GetProperty("you").GetBoolean());
        var (code, user) = (person.GetProperty("code").GetString(), long.Parse(person.GetProperty("user").GetString()!,
            System.Globalization.CultureInfo.InvariantCulture));
        var skills = person.GetProperty("skills").EnumerateArray().Select(s => s.GetString()).ToArray();
        object Entered(string? number, string employer) => new
        {
            code = number,
            name = "核查员甲",
            user,
            skills,
            history = new[] { new { employer, kind = "consultant", from = "2015-01-01", through = "2016-01-01" } },
        };
        await verifier.RefusedAsync("mrv.user-taken", path + "/people", Entered("HC-NEW", "91420100X"));
        await verifier.RefusedAsync("mrv.person-incomplete", path + "/people", Entered(code, " "));
        await verifier.RefusedAsync("mrv.not-its-user", path + "/people", new { code, name = "甲", user = 1, skills });
        await verifier.DoAsync(path + "/people", Entered(code, "91420100X"));
        var entered = (await verifier.GetAsync(path)).GetProperty("staff").EnumerateArray()
            .Single(p => p.GetProperty("you").GetBoolean());
        Assert.Equal("91420100X", entered.GetProperty("history")[0].GetProperty("employer").GetString());
        await verifier.RefusedAsync("mrv.not-its-person", path + "/people/leaving",
            new { code = "HC-NEW", on = "2025-06-30" });
    }

    [Fact]
    public async Task A_suspended_body_stands_still_and_goes_on_when_it_may_act_again()
    {
        using var verifier = await VerificationDesk.OfAsync(played, "verifier");
        using var regulator = await VerificationDesk.OfAsync(played, "regulator");
        var path = await OwnAsync();
        var before = await regulator.GetAsync(path);
        Assert.Equal("active", before.GetProperty("status").GetString());
        var status = path.Replace("/bodies/", "/../participants/", StringComparison.Ordinal) + "/status";
        await verifier.RefusedAsync("access.not-permitted", status, new { status = "suspended", reason = "x" });
        await regulator.RefusedAsync("access.no-reason", status, new { status = "suspended", reason = " " });
        await regulator.RefusedAsync("access.no-reason", "/tasks/1/resumption", new { reason = "" });
        await regulator.DoAsync(status, new { status = "suspended", reason = "被举报，调查期间暂停" });
        var stopped = await regulator.GetAsync(path);
        Assert.Equal("suspended", stopped.GetProperty("status").GetString());
        Assert.Equal(before.GetProperty("openTasks").GetInt32(), stopped.GetProperty("openTasks").GetInt32());
        await verifier.RefusedAsync("access.suspended", path + "/self-checks",
            new { year = 2025, broken = Array.Empty<int>() });
        await regulator.DoAsync(status, new { status = "active", reason = "查无实据" });
        Assert.Equal("active", (await regulator.GetAsync(path)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_error_found_later_is_entered_by_the_authority_and_stands_in_the_file()
    {
        using var verifier = await VerificationDesk.OfAsync(played, "verifier");
        using var regulator = await VerificationDesk.OfAsync(played, "regulator");
        var task = (await regulator.TasksAsync()).First(t => t.GetProperty("stage").GetString() == "closed");
        var path = $"/tasks/{task.GetProperty("number").GetInt32()}";
        var error = new { description = "漏计备用锅炉", effect = 120, source = "鄂环查〔2025〕3号" };
        await verifier.RefusedAsync("access.not-permitted", path + "/errors", error);
        await regulator.RefusedAsync("http.malformed", path + "/errors", new { description = "x", source = "y" });
        await regulator.RefusedAsync("mrv.reason-needed", path + "/errors", new { effect = 1, source = "y" });
        await regulator.DoAsync(path + "/errors", error);
        var entered = (await regulator.GetAsync(path)).GetProperty("errors").EnumerateArray()
            .Last(e => e.GetProperty("source").GetString() == error.source);
        Assert.Equal(120, entered.GetProperty("effect").GetInt64());
    }

    [Fact]
    public async Task A_self_check_explains_what_is_not_kept()
    {
        using var verifier = await VerificationDesk.OfAsync(played, "verifier");
        var path = await OwnAsync() + "/self-checks";
        await verifier.RefusedAsync("mrv.self-check-incomplete", path, new { year = 2025, broken = new[] { 3 } });
        await verifier.RefusedAsync("mrv.self-check-incomplete", path, new { year = 2099 });
        await verifier.RefusedAsync("mrv.not-in-evidence", path, new { year = 2025, document = new string('a', 64) });
        await verifier.DoAsync(path, new { year = 2025, broken = Array.Empty<int>(), remarks = "逐项自查" });
        var checks = (await verifier.GetAsync(await OwnAsync())).GetProperty("checks").EnumerateArray();
        Assert.Contains(checks, c => c.GetProperty("remarks").GetString() == "逐项自查");
    }

    [Fact]
    public async Task An_interest_is_declared_by_the_body_and_ended_by_the_authority_alone()
    {
        using var verifier = await VerificationDesk.OfAsync(played, "verifier");
        using var regulator = await VerificationDesk.OfAsync(played, "regulator");
        var path = await OwnAsync();
        await verifier.RefusedAsync("mrv.interest-incomplete", path + "/interests",
            new { kind = "declared", from = "2025-01-01", description = "" });
        await verifier.DoAsync(path + "/interests",
            new { kind = "declared", from = "2025-01-01", description = "测试申报" });
        var interest = (await verifier.GetAsync(path)).GetProperty("interests").EnumerateArray()
            .Last(i => i.GetProperty("description").GetString() == "测试申报");
        var ending = $"/interests/{interest.GetProperty("number").GetInt32()}/ending";
        await verifier.RefusedAsync("access.not-permitted", ending, new { on = "2025-06-30", reason = "已解除" });
        await regulator.DoAsync(ending, new { on = "2025-06-30", reason = "已解除" });
        await regulator.RefusedAsync("mrv.no-interest", ending, new { on = "2025-06-30", reason = "已解除" });
    }

    [Fact]
    public async Task Nobody_else_reads_a_bodys_file_or_writes_to_it()
    {
        using var verifier = await VerificationDesk.OfAsync(played, "verifier");
        using var company = await VerificationDesk.OfAsync(played, "company");
        var (own, other) = (await OwnAsync(), await OtherAsync());
        await verifier.HiddenAsync(other);
        await company.HiddenAsync(own);
        foreach (var (desk, path) in new[] { (verifier, other), (company, own) })
        {
            await desk.RefusedAsync("access.not-permitted", path + "/profile", Profile(["steel"]));
            await desk.RefusedAsync("access.not-permitted", path + "/self-checks", new { year = 2025 });
            await desk.RefusedAsync("access.not-permitted", path + "/people",
                new { code = "X", name = "X", skills = new[] { "steel" } });
            await desk.RefusedAsync("access.not-permitted", path + "/people/leaving",
                new { code = "X", on = "2025-06-30" });
            await desk.RefusedAsync("access.not-permitted", path + "/interests",
                new { kind = "declared", from = "2025-01-01", description = "x" });
        }
    }

    private static object Profile(string?[] sectors) => new
    {
        sectors,
        services = new[] { "verification", "training" },
        groups = Array.Empty<string>(),
        laboratories = new[] { "CNAS L001" },
        certificate = "CNAS V001",
    };

    private async Task<string> OwnAsync()
    {
        using var client = await played.SignedInAsync("verifier");
        var session = await PlayedMarket.Get(client, "/session");
        return $"/bodies/{session.GetProperty("organisation").GetProperty("id").GetString()}";
    }

    private async Task<string> OtherAsync()
    {
        var own = await OwnAsync();
        return await played.Market.AskAsync(s => s.Mrv.Verifications.Bodies
            .Select(b => $"/bodies/{b.Participant}").First(p => p != own));
    }
}
