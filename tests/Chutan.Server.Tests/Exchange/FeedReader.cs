using System.Net.Sockets;
using System.Text.Json;

namespace Chutan.Tests.Exchange;

/// <summary>One event as it came over the line.</summary>
internal sealed record LiveEvent(string Name, long? Id, JsonElement Data)
{
    public long Number(string name) => Data.GetProperty(name).GetInt64();
}

/// <summary>A reader of a live stream on a real connection. It takes from the line only what it is asked for, so a test
/// decides how slow it is.</summary>
internal sealed class FeedReader : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HttpClient client;
    private readonly HttpResponseMessage answer;
    private readonly StreamReader lines;

    private FeedReader(HttpClient client, HttpResponseMessage answer, Stream body) =>
        (this.client, this.answer, lines) = (client, answer, new StreamReader(body));

    /// <param name="cookie">The session of a person; none for the public.</param>
    /// <param name="after">The number last seen, sent as a browser does when it reconnects.</param>
    public static async Task<FeedReader> OpenAsync(Uri address, string path, long? after = null, string? cookie = null)
    {
        var handler = new SocketsHttpHandler { UseCookies = false, ConnectCallback = ConnectAsync };
        var client = new HttpClient(handler) { BaseAddress = address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1" + path);
        if (after is { } seen) request.Headers.Add("Last-Event-ID", $"{seen}");
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode}");
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new FeedReader(client, answer, await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event, whatever it is.</summary>
    public async Task<LiveEvent> NextAsync()
    {
        var (name, id) = ("", (long?)null);
        while (true)
        {
            var line = await lines.ReadLineAsync().WaitAsync(Patience)
                ?? throw new EndOfStreamException("The stream ended.");
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            else if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = long.Parse(line[4..], System.Globalization.CultureInfo.InvariantCulture);
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                return new LiveEvent(name, id, JsonDocument.Parse(line[6..]).RootElement.Clone());
        }
    }

    /// <summary>The next event of a kind; heartbeats are passed over.</summary>
    public async Task<LiveEvent> NextAsync(string name)
    {
        while (true)
        {
            var next = await NextAsync();
            if (next.Name == name) return next;
            Assert.Equal("heartbeat", next.Name);
        }
    }

    public void Dispose()
    {
        lines.Dispose();
        answer.Dispose();
        client.Dispose();
    }

    /// <summary>A line with little room, so that a reader who stops reading is soon felt at the other end.</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(context.DnsEndPoint, cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }
}

/// <summary>A book put together from a snapshot and the changes after it, as a client does it.</summary>
internal sealed class ClientBook
{
    private readonly SortedDictionary<(string Side, long Price), (long Tonnes, int Orders)> levels = [];

    public ClientBook(LiveEvent snapshot)
    {
        Sequence = snapshot.Number("sequence");
        foreach (var (side, name) in new[] { ("buy", "bids"), ("sell", "asks") })
            foreach (var level in snapshot.Data.GetProperty(name).EnumerateArray()) Take(side, level);
    }

    public long Sequence { get; private set; }

    public void Apply(LiveEvent update)
    {
        Assert.Equal("update", update.Name);
        Assert.Equal(Sequence + 1, update.Number("sequence"));
        Assert.Equal(Sequence + 1, update.Id);
        Sequence++;
        foreach (var change in update.Data.GetProperty("levels").EnumerateArray())
            Take(change.GetProperty("side").GetString()!, change);
    }

    public string Text => string.Join('\n', levels.Select(l => $"{l.Key} {l.Value}"));

    private void Take(string side, JsonElement level)
    {
        var key = (side, level.GetProperty("priceFen").GetInt64());
        var now = (level.GetProperty("tonnes").GetInt64(), level.GetProperty("orders").GetInt32());
        if (now.Item1 == 0) levels.Remove(key);
        else levels[key] = now;
    }
}
