using System.Net;
using System.Net.Http.Json;
using Chutan.Server.Journal;
using Chutan.Tests.World;

namespace Chutan.Tests.Http;

/// <summary>Who gets in, and what strangers do not see.</summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class AccessTests(PlayedMarket played)
{
    [Fact]
    public async Task The_anonymous_have_a_session_without_a_name()
    {
        using var visitor = played.Client();
        var session = await PlayedMarket.Get(visitor, "/session");
        Assert.False(session.GetProperty("signedIn").GetBoolean());
        Assert.True(session.GetProperty("demo").GetBoolean());
    }

    [Theory]
    [InlineData("company", "wrong")]
    [InlineData("nobody", "wrong")]
    [InlineData("", "")]
    public async Task A_wrong_name_and_a_wrong_password_get_the_same_answer(string user, string password)
    {
        using var visitor = played.Client();
        using var answer = await visitor.PostAsJsonAsync("/api/v1/session", new { user, password });
        var (status, problem) = await PlayedMarket.Problem(answer);
        Assert.Equal(401, status);
        Assert.Equal("session.wrong_credentials", problem.GetProperty("code").GetString());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Every_demonstration_user_signs_in_and_out()
    {
        using var visitor = played.Client();
        var users = (await PlayedMarket.Get(visitor, "/demo-users")).GetProperty("items");
        Assert.True(users.GetArrayLength() >= 8);
        foreach (var user in users.EnumerateArray())
        {
            using var client = await played.SignedInAsync(user.GetProperty("user").GetString()!);
            var session = await PlayedMarket.Get(client, "/session");
            Assert.Equal(user.GetProperty("role").GetString(), session.GetProperty("role").GetString());
            await client.DeleteAsync("/api/v1/session");
            Assert.False((await PlayedMarket.Get(client, "/session")).GetProperty("signedIn").GetBoolean());
        }
    }

    /// <summary>Signing in, also for the first time, and registering a company, are for those who are not signed in.
    /// </summary>
    [Fact]
    public async Task Every_other_write_refuses_the_anonymous()
    {
        string[] open = ["/session", "/session/invitation", "/registrations"];
        var writes = (await OpenApiTests.RoutesAsync(played)).Where(r => r.Method != "get" && !open.Contains(r.Path))
            .ToList();
        Assert.NotEmpty(writes);
        using var visitor = played.Client();
        var head = played.Market.Head.Next;
        foreach (var (method, path, _) in writes)
        {
            using var answer = await PlayedMarket.Send(visitor, new HttpMethod(method),
                path.Replace("{id}", "1", StringComparison.Ordinal),
                method == "post" ? "{}" : null, "a-key-of-some-length");
            var (status, problem) = await PlayedMarket.Problem(answer);
            Assert.True(status == 401, $"{method} {path}: {status}");
            Assert.Equal("http.sign_in_required", problem.GetProperty("code").GetString());
        }
        Assert.Equal(head, played.Market.Head.Next);
    }

    [Fact]
    public async Task A_forged_cookie_is_nobody()
    {
        using var visitor = played.Client();
        visitor.DefaultRequestHeaders.Add("Cookie", "chutan=CfDJ8forged");
        Assert.False((await PlayedMarket.Get(visitor, "/session")).GetProperty("signedIn").GetBoolean());
        Assert.Equal(401, (await PlayedMarket.Refused(visitor, "/me/holdings")).Status);
    }

    [Fact]
    public async Task Strangers_see_no_account_no_statement_no_obligation_and_no_orders()
    {
        using var owner = await played.SignedInAsync("company");
        var organisation = (await PlayedMarket.Get(owner, "/session")).GetProperty("organisation");
        var (id, account) = (organisation.GetProperty("id").GetString(), organisation.GetProperty("account")
            .GetString());
        using var anonymous = played.Client();
        using var competitor = await played.SignedInAsync("company2");
        foreach (var stranger in new[] { anonymous, competitor })
        {
            Assert.Equal(0, (await PlayedMarket.Get(stranger, $"/entities/{id}")).GetProperty("accounts")
                .GetArrayLength());
            Assert.Equal(404, (await PlayedMarket.Refused(stranger, $"/accounts/{account}/statement")).Status);
            Assert.Equal(404, (await PlayedMarket.Refused(stranger, $"/entities/{id}/obligation")).Status);
        }
        Assert.Equal(401, (await PlayedMarket.Refused(anonymous, "/me/orders")).Status);
        Assert.Equal(401, (await PlayedMarket.Refused(anonymous, "/me/holdings")).Status);
        using var registry = await played.SignedInAsync("registry");
        await PlayedMarket.Get(registry, $"/accounts/{account}/statement");
    }

    [Fact]
    public async Task The_journal_shows_each_what_is_theirs()
    {
        using var anonymous = played.Client();
        var publicTypes = await TypesAsync(anonymous);
        Assert.Contains("allocation.set-cap", publicTypes);
        Assert.DoesNotContain("exchange.place-order", publicTypes);
        Assert.DoesNotContain("participants.register", publicTypes);
        Assert.DoesNotContain("compliance.surrender", publicTypes);
        Assert.DoesNotContain("mrv.submit-report", publicTypes);
        using var company = await played.SignedInAsync("company");
        Assert.Contains("compliance.surrender", await TypesAsync(company));
        using var regulator = await played.SignedInAsync("regulator");
        var order = (await PlayedMarket.Get(regulator, "/journal?type=exchange.place-order&size=1"))
            .GetProperty("items")[0]
            .GetProperty("position").GetInt64();
        Assert.Equal(404, (await PlayedMarket.Refused(anonymous, $"/journal/{order}")).Status);
    }

    [Fact]
    public void What_the_journal_shows_to_everybody_exists()
    {
        var names = Chutan.Engine.Records.WireCatalogue.OfMarket().Entries.Select(e => e.Name).ToList();
        Assert.All(JournalAccess.Public, shown => Assert.Contains(names, n => shown.EndsWith('.')
            ? n.StartsWith(shown, StringComparison.Ordinal) : n == shown));
    }

    [Fact]
    public async Task Answers_carry_the_headers_that_browsers_need()
    {
        using var visitor = played.Client();
        using var answer = await visitor.GetAsync("/api/v1/session");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    private static async Task<List<string?>> TypesAsync(HttpClient client) =>
        [.. (await PlayedMarket.Get(client, "/journal?size=1")).GetProperty("types").EnumerateArray()
            .Select(t => t.GetProperty("type").GetString())];
}
