using Chutan.Engine.Records;
using Chutan.Market;
using Chutan.Market.Kernel;

namespace Chutan.Engine.Partitions;

/// <summary>A command on its way in: what, from whom, under which request id, taken in when.</summary>
public readonly record struct Submission(Command Command, Actor Actor, RequestId Request, Instant At);

/// <summary>The answer: where it stands in the journal, and how it was decided.</summary>
/// <param name="Repeated">True when this request id had been answered before; the decision is that first
/// answer.</param>
public readonly record struct Reply(long Position, Decision Decision, bool Repeated);

/// <summary>A running market: one writer, one total order. Everything it answers is on stable storage.</summary>
public interface IMarket
{
    /// <summary>Submits one command and waits until its decision is durable. Cancelling stops the waiting, not the
    /// command. Throws <see cref="MarketStoppedException"/> once the market has stopped.</summary>
    ValueTask<Reply> SubmitAsync(Submission submission, CancellationToken cancel = default);

    /// <summary>Runs a read-only question between two commands. The answer is given when everything it saw is durable.
    /// The function must not keep references into the state.</summary>
    ValueTask<T> AskAsync<T>(Func<MarketState, T> question, CancellationToken cancel = default);

    /// <summary>Reads the durable history in order, from a position up to the head at the time of the call.</summary>
    IAsyncEnumerable<MarketRecord> ReadAsync(long from, CancellationToken cancel = default);

    /// <summary>Reads one record.</summary>
    ValueTask<MarketRecord> ReadOneAsync(long position, CancellationToken cancel = default);

    /// <summary>Calls a listener for every record once it is durable, in order, from now on; answers with the position
    /// of the first record it will get. It runs on the writer's flush: it must be quick.</summary>
    ValueTask<long> ListenAsync(Func<MarketRecord, ValueTask> listener);

    /// <summary>Position after the last durable record, and its hash.</summary>
    (long Next, ReadOnlyMemory<byte> Hash) Head { get; }
}

/// <summary>The market has stopped serving: its journal could not be written, or a decision failed in a way only a
/// programmer can cause. Nothing unanswered is promised; a restart continues from what is stored.</summary>
public sealed class MarketStoppedException(string chinese, string english, Exception? cause = null)
    : Exception($"{chinese} {english}", cause)
{
    public string Chinese { get; } = chinese;
    public string English { get; } = english;
}
