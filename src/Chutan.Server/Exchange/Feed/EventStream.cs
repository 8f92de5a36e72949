using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Chutan.Server.Exchange.Feed;

/// <summary>One connection of server-sent events: messages with their numbers, a heartbeat when nothing happens, and an
/// end when the reader leaves a write hanging too long.</summary>
internal sealed class EventStream(HttpResponse response, FeedBounds bounds, CancellationToken ends)
{
    private static readonly byte[] End = "\n\n"u8.ToArray();

    public CancellationToken Ends { get; } = ends;

    /// <summary>The number a reader that comes back has last seen; null for a new one.</summary>
    public static long? LastSeen(HttpRequest request)
    {
        var text = request.Headers["Last-Event-ID"].ToString();
        if (text.Length == 0) text = request.Query["after"].ToString();
        if (text.Length == 0) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : throw RefusedException.Malformed("after", "0, 1, 2 …");
    }

    public async Task BeginAsync()
    {
        // A reader may be slow: it then loses messages and is told so, and holds no more than its own queue.
        if (response.HttpContext.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate) rate.MinDataRate = null;
        response.HttpContext.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers["X-Accel-Buffering"] = "no";
        await response.StartAsync(Ends);
    }

    /// <summary>Queues one event for sending.</summary>
    public void Write<T>(string name, long? id, T content)
    {
        var head = new StringBuilder();
        if (id is { } number) head.Append(CultureInfo.InvariantCulture, $"id: {number}\n");
        head.Append(CultureInfo.InvariantCulture, $"event: {name}\ndata: ");
        var body = response.BodyWriter;
        body.Write(Encoding.UTF8.GetBytes(head.ToString()));
        body.Write(JsonSerializer.SerializeToUtf8Bytes(content, Json.Options));
        body.Write(End);
    }

    /// <summary>Sends what is queued; waits for the reader, but not for ever.</summary>
    public async Task FlushAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ends);
        patience.CancelAfter(bounds.Patience);
        try
        {
            await response.BodyWriter.FlushAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            response.HttpContext.Abort();
            throw;
        }
    }
}

/// <summary>Follows one numbered stream on one connection: the opening, then every message, and a snapshot in place of
/// what was lost.</summary>
/// <param name="beat">Writes a heartbeat; called at the opening and when nothing came for a while.</param>
internal sealed class Following<TUpdate, TSnapshot>(EventStream to, NumberedStream<TUpdate>.Reader reader,
    Func<TSnapshot> recover, Func<TSnapshot, long> numberOf, Action beat, FeedBounds bounds)
    where TUpdate : INumbered where TSnapshot : class
{
    /// <summary>Messages written before the connection is flushed.</summary>
    private const int Burst = 64;
    private long? last;

    /// <param name="sent">Writes what belongs behind the opening.</param>
    public async Task BeginAsync(Opening<TUpdate, TSnapshot> opening, long? after, Func<Task>? sent = null)
    {
        await to.BeginAsync();
        if (opening.Snapshot is { } snapshot)
        {
            if (after is not null) to.Write("gap", null, new GapAnswer(after, numberOf(snapshot)));
            Show(snapshot);
        }
        else
            foreach (var message in opening.Missed!) Show(message); // one of the two is there
        last ??= after;
        if (sent is not null) await sent();
        // Where nothing was missed nothing else is sent, and a browser takes a line for open with its first byte.
        beat();
        await to.FlushAsync();
    }

    /// <summary>Sends messages as they come, until the connection ends.</summary>
    /// <param name="sent">Writes what belongs behind a burst of messages, or behind a snapshot (null).</param>
    public async Task RunAsync(Func<IReadOnlyList<TUpdate>?, Task>? sent = null)
    {
        Task<bool>? coming = null;
        while (true)
        {
            coming ??= reader.Messages.WaitToReadAsync(to.Ends).AsTask();
            try
            {
                await coming.WaitAsync(bounds.Heartbeat, to.Ends);
                coming = null;
            }
            catch (TimeoutException)
            {
                beat();
                await to.FlushAsync();
                continue;
            }
            var burst = new List<TUpdate>();
            while (!reader.HasLost && burst.Count < Burst && reader.Messages.TryRead(out var message))
            {
                Show(message);
                burst.Add(message);
            }
            var recovers = reader.HasLost;
            if (recovers)
            {
                var snapshot = recover();
                to.Write("gap", null, new GapAnswer(last, numberOf(snapshot)));
                Show(snapshot);
            }
            if (sent is not null) await sent(recovers ? null : burst);
            await to.FlushAsync();
        }
    }

    private void Show(TUpdate message)
    {
        to.Write("update", message.Sequence, message);
        last = message.Sequence;
    }

    private void Show(TSnapshot snapshot)
    {
        to.Write("snapshot", numberOf(snapshot), snapshot);
        last = numberOf(snapshot);
    }
}
