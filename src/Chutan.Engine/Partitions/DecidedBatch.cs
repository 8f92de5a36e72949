using System.Runtime.InteropServices;
using Chutan.Engine.Journal;
using Chutan.Engine.Records;
using Chutan.Market.Kernel;

namespace Chutan.Engine.Partitions;

/// <summary>What waits in the queue: a command with its sender's work, or other work. Command and work lie side by
/// side, because the work is the sender's and the command the writer's: each runs on a processor of its own.</summary>
/// <param name="Submission">Without a command for other work.</param>
internal readonly record struct Queued(Work Work, Submission Submission)
{
    public bool IsCommand => Submission.Command is not null;
}

/// <summary>What became of a queued command; nothing of other work.</summary>
/// <param name="Decision">Null of a repeated request whose first answer is in the journal only.</param>
/// <param name="IsNew">Whether it was decided here, and has a record of its own.</param>
internal readonly record struct Outcome(long Position, LocalDate Date, LocalTime Time, long RulesPosition,
    Decision? Decision, bool IsNew)
{
    public RecordHead Head(in Submission of) =>
        new(Position, of.At, Date, Time, of.Actor, of.Request, RulesPosition, RecordCodec.EngineVersion);

    /// <summary>What was decided, as a record of its own.</summary>
    public MarketRecord Record(in Submission of, ReadOnlyMemory<byte> hash)
    {
        var record = MarketRecord.Of(Head(of), of.Command, Decision!); // what is new is decided
        record.Hash = hash;
        return record;
    }
}

/// <summary>What was decided and waits to be stored together, and then to be answered.</summary>
internal sealed class DecidedBatch : IDisposable
{
    /// <summary>With so many events a batch is full, however few its commands.</summary>
    private const int EnoughEvents = 64 * 1024;

    private readonly List<JournalBatch> blocks = [new()];
    private readonly List<Outcome> outcomes = [];
    private int events;

    /// <summary>What it holds that is not answered yet.</summary>
    public List<Queued> Items { get; } = [];

    /// <summary>What became of each of the items, as far as they were run.</summary>
    public ReadOnlySpan<Outcome> Outcomes => CollectionsMarshal.AsSpan(outcomes);

    /// <summary>Whether somebody hears what is in it: then its hashes are kept.</summary>
    public bool IsHeard { get; set; }

    /// <summary>The hashes of its records, one behind the other, when they are heard.</summary>
    public List<byte> Hashes { get; } = [];

    /// <summary>The records as bytes; one block, unless they are too large for one.</summary>
    public IReadOnlyList<JournalBatch> Blocks => blocks;

    public JournalBatch FirstBlock => blocks[0];
    public int Records { get; private set; }
    public bool IsLarge => events >= EnoughEvents;

    /// <summary>Notes what became of the next item.</summary>
    public void Add(in Outcome outcome)
    {
        outcomes.Add(outcome);
        if (!outcome.IsNew) return;
        Records++;
        if (outcome.Decision is Decision.Accepted { Events.Length: var more }) events += more;
    }

    public JournalBatch AddBlock()
    {
        blocks.Add(new JournalBatch());
        return blocks[^1];
    }

    /// <summary>The hash of one of its records, for whoever hears them to keep.</summary>
    public byte[] HashOf(int record) =>
        CollectionsMarshal.AsSpan(Hashes).Slice(record * RecordChain.HashBytes, RecordChain.HashBytes).ToArray();

    /// <summary>To be filled anew.</summary>
    public void Reset()
    {
        Items.Clear();
        outcomes.Clear();
        (Records, events, IsHeard) = (0, 0, false);
        Hashes.Clear();
        for (; blocks.Count > 1; blocks.RemoveAt(blocks.Count - 1)) blocks[^1].Dispose();
    }

    /// <summary>Fails what is not answered. Each is failed once: afterwards it may be used again.</summary>
    public void Fail(MarketStoppedException reason)
    {
        foreach (var item in Items) item.Work.Fail(reason);
        Items.Clear();
    }

    public void Dispose()
    {
        foreach (var block in blocks) block.Dispose();
    }
}
