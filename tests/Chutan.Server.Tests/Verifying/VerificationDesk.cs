using System.Text.Json;
using Chutan.Tests.Contract;
using Chutan.Tests.World;

namespace Chutan.Tests.Verifying;

/// <summary>Asks and acts on verifications over HTTP as one of the demonstration's people.</summary>
internal sealed class VerificationDesk(HttpClient client) : IDisposable
{
    private static int keys;

    public static async Task<VerificationDesk> OfAsync(PlayedMarket played, string user) =>
        new(await played.SignedInAsync(user));

    public Task<JsonElement> GetAsync(string path) => PlayedMarket.Get(client, "/verification" + path);

    /// <summary>A question whose answer must not say whether the thing exists.</summary>
    public async Task HiddenAsync(string path) =>
        Assert.Equal(404, (await PlayedMarket.Refused(client, "/verification" + path)).Status);

    public async Task DoAsync(string path, object body)
    {
        using var answer = await SendAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
    }

    public async Task RefusedAsync(string code, string path, object body)
    {
        using var answer = await SendAsync(path, body);
        var (_, problem) = await PlayedMarket.Problem(answer);
        Assert.Equal((path, code), (path, problem.GetProperty("code").GetString()));
    }

    public async Task<IReadOnlyList<JsonElement>> TasksAsync() =>
        [.. (await GetAsync("/tasks?size=1000")).GetProperty("items").EnumerateArray()];

    public static void Fits(JsonElement answer, string type)
    {
        var differences = new WebContract().Differences(answer, type);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    public void Dispose() => client.Dispose();

    private Task<HttpResponseMessage> SendAsync(string path, object body) => PlayedMarket.Send(client,
        HttpMethod.Post, "/verification" + path, body, $"verification-{Interlocked.Increment(ref keys)}");
}
