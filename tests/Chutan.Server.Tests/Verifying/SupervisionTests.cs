using System.Globalization;
using System.Text.Json;
using Chutan.Market.Mrv;
using Chutan.Tests.World;

namespace Chutan.Tests.Verifying;

/// <summary>分级监督 over HTTP: the province sees every city, a city its own by district, and acts on its own alone.
/// </summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class SupervisionTests(PlayedMarket played)
{
    private const string Wuhan = "420100";

    [Fact]
    public async Task The_province_sees_every_city_and_a_city_its_own_by_district()
    {
        using var regulator = await played.SignedInAsync("regulator");
        using var city = await played.SignedInAsync("city");
        var all = await PlayedMarket.Get(regulator, "/supervision/map");
        var own = await PlayedMarket.Get(city, "/supervision/map");
        Assert.Equal((JsonValueKind.Null, Wuhan),
            (all.GetProperty("city").ValueKind, own.GetProperty("city").GetString()));
        var wuhan = Rows(all, "cities").Single(r => Text(r, "code") == Wuhan);
        var districts = Rows(own, "cities");
        Assert.True(districts.Count > 1);
        Assert.All(districts, d => Assert.StartsWith("4201", Text(d, "code"), StringComparison.Ordinal));
        foreach (var figure in new[] { "entities", "reported", "accepted", "rechecks", "openFindings", "routineDrawn" })
            Assert.Equal((figure, wuhan.GetProperty(figure).GetInt32()),
                (figure, districts.Sum(d => d.GetProperty(figure).GetInt32())));
    }

    [Fact]
    public async Task A_city_is_shown_no_entity_check_or_report_of_another_city_even_when_it_asks_by_name()
    {
        using var regulator = await played.SignedInAsync("regulator");
        using var city = await played.SignedInAsync("city");
        Assert.All(Rows(await PlayedMarket.Get(city, "/supervision/entities?size=1000")), e =>
            Assert.Equal(Wuhan, Text(e, "city")));
        Assert.All(Rows(await PlayedMarket.Get(city, "/supervision/routine-checks?size=1000")), c =>
            Assert.Equal(Wuhan, Text(c, "city")));
        var away = Rows(await PlayedMarket.Get(regulator, "/supervision/entities?size=1000"))
            .First(e => Text(e, "city") != Wuhan);
        Assert.Empty(Rows(await PlayedMarket.Get(city, $"/supervision/entities?place={Text(away, "city")}")));
        Assert.Empty(Rows(await PlayedMarket.Get(city, $"/supervision/routine-checks?place={Text(away, "city")}")));
        foreach (var path in new[] { $"/mrv/reports/2024/{Text(away, "participant")}",
            $"/entities/{Text(away, "participant")}/obligation?year=2024",
            $"/verification/tasks/{away.GetProperty("task").GetInt32()}",
            $"/verification/candidates?year=2024&participant={Text(away, "participant")}" })
            Assert.Equal((path, 404), (path, (await PlayedMarket.Refused(city, path)).Status));
    }

    [Fact]
    public async Task A_city_draws_and_records_its_own_checks_and_no_others()
    {
        using var city = await played.SignedInAsync("city");
        using var company = await played.SignedInAsync("company");
        var draw = new { year = 2025, quarter = 3, inspectors = "甲、乙、丙", seed = "2025-07-01 收盘价" };
        await RefusedAsync(company, "access.not-permitted", "/supervision/routine-checks", draw);
        await RefusedAsync(city, "mrv.bad-inspectors", "/supervision/routine-checks", draw with { inspectors = "甲" });
        await SendAsync(city, "/supervision/routine-checks", draw);
        await RefusedAsync(city, "mrv.nothing-to-draw", "/supervision/routine-checks", draw);
        var drawn = Rows(await PlayedMarket.Get(city, "/supervision/routine-checks?result=open&size=1000"));
        Assert.All(drawn, c => Assert.Equal(Wuhan, Text(c, "city")));
        var (number, participant) = (drawn[0].GetProperty("number").GetInt32(), Id(Text(drawn[0], "participant")));
        var path = $"/supervision/routine-checks/{number}/result";
        await RefusedAsync(city, "mrv.reason-needed", path, new { participant, result = "problems", notes = "" });
        await SendAsync(city, path, new { participant, result = "problems", notes = "皮带秤超过校准期" });
        var foreign = await played.Market.AskAsync(s => s.Mrv.Verifications.RoutineChecks.First(c =>
            s.Participants.Find(c.Participant)!.City != Wuhan));
        await RefusedAsync(city, "access.not-permitted", $"/supervision/routine-checks/{foreign.Number}/result",
            new { participant = foreign.Participant.Number, result = "noProblem", notes = "" });
        await RefusedAsync(city, "mrv.unknown-routine-check", $"/supervision/routine-checks/{foreign.Number}/result",
            new { participant, result = "noProblem", notes = "" });
        Assert.Equal(foreign.Result, await played.Market.AskAsync(s =>
            s.Mrv.Verifications.FindRoutineCheck(foreign.Number)!.Result));
        Assert.Equal(RoutineResult.Problems, await played.Market.AskAsync(s =>
            s.Mrv.Verifications.FindRoutineCheck(number)!.Result));
    }

    [Theory]
    [InlineData("company")]
    [InlineData("verifier")]
    [InlineData("exchange")]
    public async Task Nobody_else_is_shown_the_map(string user)
    {
        using var client = await played.SignedInAsync(user);
        foreach (var path in new[] { "/supervision/map", "/supervision/entities", "/supervision/routine-checks" })
            Assert.Equal((path, 404), (path, (await PlayedMarket.Refused(client, path)).Status));
    }

    private static async Task SendAsync(HttpClient client, string path, object body)
    {
        using var answer = await PlayedMarket.Send(client, HttpMethod.Post, path, body, Guid.NewGuid().ToString("N"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task RefusedAsync(HttpClient client, string code, string path, object body)
    {
        using var answer = await PlayedMarket.Send(client, HttpMethod.Post, path, body, Guid.NewGuid().ToString("N"));
        var (_, problem) = await PlayedMarket.Problem(answer);
        Assert.Equal((path, code), (path, problem.GetProperty("code").GetString()));
    }

    private static IReadOnlyList<JsonElement> Rows(JsonElement answer, string name = "items") =>
        [.. answer.GetProperty(name).EnumerateArray()];

    private static string Text(JsonElement row, string field) => row.GetProperty(field).GetString()!;

    private static long Id(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
