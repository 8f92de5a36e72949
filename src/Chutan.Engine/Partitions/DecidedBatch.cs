using System.Runtime.InteropServices;
using Chutan.Engine.Journal;

namespace Chutan.Engine.Partitions;

/// <summary>What was decided and waits to be stored together, and then to be answered.</summary>
internal sealed class DecidedBatch : IDisposable
{
    /// <summary>With so many events a batch is full, however few its commands.</summary>
    private const int EnoughEvents = 64 * 1024;

    private readonly List<JournalBatch> blocks = [new()];
    private int events;

    public List<Work> Works { get; } = [];

    /// <summary>Whether somebody hears what is in it: then its hashes are kept.</summary>
    public bool IsHeard { get; set; }

    /// <summary>The hashes of its records, one behind the other, when they are heard.</summary>
    public List<byte> Hashes { get; } = [];

    /// <summary>The records as bytes; one block, unless they are too large for one.</summary>
    public IReadOnlyList<JournalBatch> Blocks => blocks;

    public JournalBatch FirstBlock => blocks[0];
    public int Records { get; private set; }
    public bool IsLarge => events >= EnoughEvents;

    /// <summary>Counts a record of so many events.</summary>
    public void Add(int ofEvents)
    {
        Records++;
        events += ofEvents;
    }

    public JournalBatch AddBlock()
    {
        blocks.Add(new JournalBatch());
        return blocks[^1];
    }

    /// <summary>The hash of one of its records, for whoever hears them to keep.</summary>
    public byte[] HashOf(int record) =>
        CollectionsMarshal.AsSpan(Hashes).Slice(record * RecordChain.HashBytes, RecordChain.HashBytes).ToArray();

    /// <summary>To be filled anew. Works that were not answered stay.</summary>
    public void Reset()
    {
        (Records, events, IsHeard) = (0, 0, false);
        Hashes.Clear();
        for (; blocks.Count > 1; blocks.RemoveAt(blocks.Count - 1)) blocks[^1].Dispose();
    }

    public void Dispose()
    {
        foreach (var block in blocks) block.Dispose();
    }
}
