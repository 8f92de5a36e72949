using System.Threading.Channels;

namespace Chutan.Server.Exchange.Feed;

/// <summary>Bounds of the live streams. What does not fit is not waited for: the reader is told that it lost data.
/// </summary>
/// <param name="Ring">Messages of one market stream kept for readers that come back.</param>
/// <param name="AccountRing">The same for the stream of one account.</param>
/// <param name="Queue">Messages that may wait for one reader.</param>
/// <param name="Heartbeat">Time without a message after which a reader is told that the line is alive.</param>
/// <param name="Patience">Time a reader may leave a write hanging before it is cut off.</param>
/// <param name="Readers">Readers connected at once.</param>
public sealed record FeedBounds(int Ring, int AccountRing, int Queue, TimeSpan Heartbeat, TimeSpan Patience,
    int Readers)
{
    public static FeedBounds Usual { get; } =
        new(8192, 256, 512, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), 2000);
}

/// <summary>A message that has its place in a stream.</summary>
public interface INumbered
{
    long Sequence { get; }
}

/// <summary>One stream of numbered messages: the newest are kept for those who reconnect, and each reader has a bounded
/// queue of its own. Publishing never waits. Not safe by itself: its feed calls it under one lock.</summary>
internal sealed class NumberedStream<T>(int ring, int queue) where T : INumbered
{
    private readonly Queue<T> kept = new();
    private readonly List<Reader> readers = [];

    /// <summary>The number of the newest message; 0 before the first. A function of the journal: the same after a
    /// restart.</summary>
    public long Sequence { get; private set; }

    /// <summary>How often a reader could not keep up.</summary>
    public long Losses { get; private set; }

    public long Next => Sequence + 1;

    public void Publish(T message)
    {
        if (message.Sequence != Next)
            throw new InvalidOperationException($"Message {message.Sequence} is out of order.");
        Sequence = message.Sequence;
        if (kept.Count == ring) kept.Dequeue();
        kept.Enqueue(message);
        foreach (var reader in readers)
            if (!reader.Offer(message)) Losses++;
    }

    /// <summary>What a reader missed after a number; null when that is no longer, or not yet, known.</summary>
    public IReadOnlyList<T>? After(long sequence)
    {
        if (sequence == Sequence) return [];
        return kept.TryPeek(out var oldest) && sequence >= oldest.Sequence - 1 && sequence < Sequence
            ? [.. kept.SkipWhile(m => m.Sequence <= sequence)]
            : null;
    }

    public Reader Attach()
    {
        var reader = new Reader(queue);
        readers.Add(reader);
        return reader;
    }

    public void Detach(Reader reader) => readers.Remove(reader);

    /// <summary>One connection's queue.</summary>
    internal sealed class Reader(int length)
    {
        private readonly Channel<T> waiting = Channel.CreateBounded<T>(
            new BoundedChannelOptions(length) { SingleReader = true });

        private volatile bool lost;

        /// <summary>Whether a message did not fit; from then on nothing is queued until the reader has
        /// recovered.</summary>
        public bool HasLost => lost;

        public ChannelReader<T> Messages => waiting.Reader;

        /// <summary>Queues a message; false when this one was the first that did not fit.</summary>
        public bool Offer(T message)
        {
            if (lost) return true;
            lost = !waiting.Writer.TryWrite(message);
            return !lost;
        }

        /// <summary>Forgets what waits: a snapshot takes its place.</summary>
        public void Restart()
        {
            while (waiting.Reader.TryRead(out _)) { }
            lost = false;
        }
    }
}
