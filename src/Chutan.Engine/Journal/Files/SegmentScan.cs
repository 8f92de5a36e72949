namespace Chutan.Engine.Journal.Files;

/// <summary>
/// What the segments in a directory hold, every checksum and the whole chain verified. Damage is thrown; a commit
/// that was cut off at the very end is reported in <see cref="Torn"/>.
/// </summary>
internal sealed class SegmentScan
{
    private const int LiveAttempts = 5;

    private readonly string directory;
    private readonly bool live;
    private readonly List<Segment> segments = [];
    private byte[] lastBlockBuffer = [];

    private SegmentScan(string directory, bool live)
    {
        this.directory = directory;
        this.live = live;
    }

    public ImmutableArray<Segment> Segments => [.. segments];

    public BlockIndex Index { get; } = new();

    /// <summary>The chain after the last whole block.</summary>
    public ChainPoint Head { get; private set; } = new(0, RecordChain.Start);

    /// <summary>Where in the last segment the next block goes.</summary>
    public long EndOffset { get; private set; }

    /// <summary>The last block of the last segment; empty if it has none.</summary>
    public ReadOnlyMemory<byte> LastBlock { get; private set; }

    /// <summary>Where in the last segment that block begins.</summary>
    public long LastBlockOffset { get; private set; }

    /// <summary>Whether the segment before the last one says that it is continued.</summary>
    public bool PreviousIsContinued { get; private set; } = true;

    /// <summary>Where in the segment before the last one its next block would have gone.</summary>
    public long PreviousEndOffset { get; private set; }

    /// <summary>The commit that was cut off, if there is one.</summary>
    public TornTail? Torn { get; private set; }

    /// <summary>Reads everything.</summary>
    /// <param name="live">Whether an owner may be writing meanwhile; its unfinished write is then not an error.</param>
    public static async ValueTask<SegmentScan> RunAsync(string directory, bool live, CancellationToken cancel)
    {
        var scan = new SegmentScan(directory, live);
        var numbers = Segment.Numbers(directory);
        for (var number = 0; number < numbers.Length; number++)
        {
            if (numbers[number] != number)
                throw scan.Missing(number);
            var last = number == numbers.Length - 1;
            var continued = await scan.ReadSegmentAsync(number, last, cancel).ConfigureAwait(false);
            if (!last)
            {
                scan.PreviousIsContinued = continued;
                continue;
            }
            if (!continued)
                break;
            numbers = Segment.Numbers(directory);
            if (numbers.Length <= number + 1)
                throw scan.Missing(number + 1);
            scan.PreviousIsContinued = true;
        }
        return scan;
    }

    private JournalDamagedException Missing(long number) => new(
        Path.GetFileName(Segment.PathOf(directory, number)), 0, Head.Position, DamageReason.SegmentMissing);

    private async ValueTask<bool> ReadSegmentAsync(int number, bool last, CancellationToken cancel)
    {
        var segment = Segment.Open(directory, number, Head.Position);
        if (segment.FirstPosition != Head.Position || !segment.PreviousHash.Span.SequenceEqual(Head.Hash.Span))
            throw new JournalDamagedException(segment.Name, 0, Head.Position, DamageReason.SegmentOutOfOrder);
        segments.Add(segment);
        PreviousEndOffset = EndOffset;
        EndOffset = Segment.HeaderBytes;
        LastBlock = default;
        using var reader = new BlockReader(segment);
        while (true)
        {
            var found = await ReadBlockAsync(reader, last, cancel).ConfigureAwait(false);
            if (found != Found.Block)
                return false;
            if (reader.Header.Count > 0)
                Index.Note(new(reader.Header.FirstPosition, number, reader.Offset));
            Head = reader.After;
            EndOffset = reader.NextOffset;
            LastBlockOffset = reader.Offset;
            if (reader.Header.Kind == BlockKind.Continued)
                return true;
            if (last)
                Keep(reader.BlockBytes);
        }
    }

    private void Keep(ReadOnlyMemory<byte> block)
    {
        if (lastBlockBuffer.Length < block.Length)
            lastBlockBuffer = new byte[block.Length];
        block.CopyTo(lastBlockBuffer);
        LastBlock = lastBlockBuffer.AsMemory(0, block.Length);
    }

    /// <summary>The block at the end so far; whatever is not a block is judged, and is the clean or torn end.</summary>
    private async ValueTask<Found> ReadBlockAsync(BlockReader reader, bool last, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var found = await reader.ReadAsync(EndOffset, Head, cancel).ConfigureAwait(false);
            if (found == Found.Block)
                return found;
            try
            {
                await JudgeEndAsync(reader, found, last, cancel).ConfigureAwait(false);
                return found;
            }
            catch (JournalDamagedException) when (live && attempt < LiveAttempts)
            {
                // The owner was writing while we read: a second look sees the finished block.
                reader.Forget();
            }
        }
    }

    private async ValueTask JudgeEndAsync(BlockReader reader, Found found, bool last, CancellationToken cancel)
    {
        if (last)
        {
            Torn = await TornTails.JudgeAsync(reader, found, Head, cancel).ConfigureAwait(false);
            return;
        }
        // A segment that another one follows was flushed to its end, so nothing in it can be torn.
        var bad = reader.Bad;
        var end = await TornTails.LastWrittenAsync(reader, reader.Offset, cancel).ConfigureAwait(false);
        if (found != Found.NoHead || end > bad.Offset)
            throw TornTails.Damage(reader.Segment, found, bad);
    }
}
