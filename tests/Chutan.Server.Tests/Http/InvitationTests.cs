using System.Text.Json;
using Chutan.Market.Kernel;
using Chutan.Server.Access;
using Chutan.Tests.World;

namespace Chutan.Tests.Http;

/// <summary>首次登录: a participant registered and its representative appointed by the registry gets in with a code, and
/// nobody else does.</summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class InvitationTests(PlayedMarket played)
{
    private const string Password = "correct horse 9";
    private static int made;

    [Fact]
    public async Task A_representative_appointed_by_the_registry_makes_a_sign_in_and_acts_for_the_participant()
    {
        var (party, user) = await AppointedAsync();
        var invitation = await InviteAsync("registry", user);
        Assert.Equal("李某", invitation.GetProperty("name").GetProperty("zh").GetString());
        var code = invitation.GetProperty("code").GetString()!;
        var name = $"invited{user}";
        using var visitor = played.Client();
        using var answer = await TakeAsync(visitor, code.ToUpperInvariant(), name);
        var session = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.True(session.GetProperty("signedIn").GetBoolean(), session.ToString());
        Assert.Equal(party, session.GetProperty("organisation").GetProperty("id").GetString());

        // The same person comes back with his own password; the code opens nothing any more, and is nowhere kept.
        using var again = played.Client();
        using var entered = await PlayedMarket.Send(again, HttpMethod.Post, "/session",
            new { user = name, password = Password }, null);
        Assert.True(entered.IsSuccessStatusCode);
        Assert.Equal("session.bad_invitation", await RefusedAsync(code, $"other{user}"));
        Assert.Equal("session.has_sign_in", await InviteRefusedAsync("registry", user));
        foreach (var file in new[] { "invitations.json", "sign-ins.json" })
        {
            var kept = await File.ReadAllTextAsync(Path.Combine(played.Folder, file));
            Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal), kept, StringComparison.Ordinal);
            Assert.DoesNotContain(Password, kept, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_newer_code_ends_the_older_one_and_each_runs_out()
    {
        var (_, user) = await AppointedAsync();
        var older = (await InviteAsync("registry", user)).GetProperty("code").GetString()!;
        var newer = (await InviteAsync("regulator", user)).GetProperty("code").GetString()!;
        Assert.Equal("session.bad_invitation", await RefusedAsync(older, $"late{user}"));
        played.MoveTo(played.Morning + Invitations.Term);
        Assert.Equal("session.bad_invitation", await RefusedAsync(newer, $"late{user}"));
        played.MoveTo(played.Morning);
        Assert.Equal("session.name_taken", await RefusedAsync(newer, "company"));
        Assert.Equal("session.weak_password", await RefusedAsync(newer, $"late{user}", "short"));
        using var visitor = played.Client();
        using var answer = await TakeAsync(visitor, newer, $"late{user}");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Only_who_may_appoint_may_invite_and_only_the_active()
    {
        var (_, user) = await AppointedAsync();
        foreach (var stranger in new[] { "company", "exchange", "clearing", "auditor" })
            Assert.Equal("access.not-permitted", await InviteRefusedAsync(stranger, user));
        using var registry = await played.SignedInAsync("registry");
        using var unknown = await PlayedMarket.Send(registry, HttpMethod.Post, "/users/999999/invitation", null, null);
        Assert.Equal(404, (await PlayedMarket.Problem(unknown)).Status);
        var code = (await InviteAsync("registry", user)).GetProperty("code").GetString()!;
        await OperateAsync("participants.change-representative", new { user, rights = "View",
            active = false });
        Assert.Equal("session.not_active", await InviteRefusedAsync("registry", user));
        Assert.Equal("session.bad_invitation", await RefusedAsync(code, $"gone{user}"));
    }

    /// <summary>An institution as the registry enters it, and its representative.</summary>
    private async Task<(string Party, long User)> AppointedAsync()
    {
        var number = Interlocked.Increment(ref made);
        var party = await OperateAsync("participants.register", new
        {
            kind = "Institution", nameZh = $"受邀机构{number}", nameEn = "", creditCode = $"INVITED-{number}",
            sector = "", city = "420100",
        });
        var user = await OperateAsync("participants.appoint", new
        {
            participant = long.Parse(party, System.Globalization.CultureInfo.InvariantCulture), name = "李某",
            rights = "View, Trade",
        });
        return (party, long.Parse(user, System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task<string> OperateAsync(string name, object body)
    {
        using var registry = await played.SignedInAsync("registry");
        using var answer = await PlayedMarket.Send(registry, HttpMethod.Post, $"/operations/{name}", body,
            $"invite-{Guid.NewGuid():N}");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString() ?? "";
    }

    private async Task<JsonElement> InviteAsync(string by, long user)
    {
        using var client = await played.SignedInAsync(by);
        using var answer = await PlayedMarket.Send(client, HttpMethod.Post, $"/users/{user}/invitation", null, null);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        var made = JsonDocument.Parse(text).RootElement.Clone();
        Assert.Empty(new Contract.WebContract().Differences(made, "Invitation"));
        return made;
    }

    private async Task<string?> InviteRefusedAsync(string by, long user)
    {
        using var client = await played.SignedInAsync(by);
        using var answer = await PlayedMarket.Send(client, HttpMethod.Post, $"/users/{user}/invitation", null, null);
        return (await PlayedMarket.Problem(answer)).Problem.GetProperty("code").GetString();
    }

    private static Task<HttpResponseMessage> TakeAsync(HttpClient client, string code, string user,
        string password = Password) => PlayedMarket.Send(client, HttpMethod.Post, "/session/invitation",
            new { code, user, password, contact = "027-12345678" }, null);

    private async Task<string?> RefusedAsync(string code, string user, string password = Password)
    {
        using var visitor = played.Client();
        using var answer = await TakeAsync(visitor, code, user, password);
        return (await PlayedMarket.Problem(answer)).Problem.GetProperty("code").GetString();
    }
}
