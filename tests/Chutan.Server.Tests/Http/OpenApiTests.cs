using System.Text.Json;
using Chutan.Tests.World;

namespace Chutan.Tests.Http;

/// <summary>The published description of the API.</summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class OpenApiTests(PlayedMarket played)
{
    [Fact]
    public async Task Every_route_is_described()
    {
        var routes = await RoutesAsync(played);
        Golden.Equal("routes.txt", string.Join('\n', routes.Select(r => $"{r.Path} {r.Method}")
            .Order(StringComparer.Ordinal)) + "\n");
        Assert.All(routes, r => Assert.False(string.IsNullOrWhiteSpace(r.Summary),
            $"{r.Method} {r.Path} has no summary."));
    }

    /// <summary>Method, path below /api/v1 and summary of every operation in the document.</summary>
    internal static async Task<List<(string Method, string Path, string Summary)>> RoutesAsync(PlayedMarket played)
    {
        using var visitor = played.Client();
        var document = await PlayedMarket.Get(visitor, "/openapi.json");
        return [.. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Select(o => (o.Name, path.Name["/api/v1".Length..],
                o.Value.TryGetProperty("summary", out var summary) ? summary.GetString() ?? "" : "")))];
    }
}
