using Microsoft.Win32.SafeHandles;

namespace Chutan.Engine.Journal.Files;

/// <summary>The owner's end of the journal: writes blocks, flushes them, and begins new segments.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private readonly FileJournalOptions options;
    private readonly byte[] mark = new byte[BlockFormat.EmptyBlockBytes];
    private SafeFileHandle file;
    private long offset;

    private SegmentWriter(FileJournalOptions options, Segment segment, long offset)
    {
        this.options = options;
        this.offset = offset;
        Segment = segment;
        file = segment.OpenWrite();
    }

    /// <summary>The segment being written.</summary>
    public Segment Segment { get; private set; }

    /// <summary>Makes ready to write where the scan ended, mending what a crash may have left.</summary>
    public static SegmentWriter Continue(FileJournalOptions options, SegmentScan scan)
    {
        Segment.RemoveUnfinished(options.Directory);
        var segments = scan.Segments;
        if (segments.IsEmpty)
        {
            var first = Segment.Create(options.Directory, 0, 0, RecordChain.Start, options.BytesOf(0));
            return new(options, first, Segment.HeaderBytes);
        }
        var writer = new SegmentWriter(options, segments[^1], scan.EndOffset);
        try
        {
            writer.Mend(scan);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
        return writer;
    }

    /// <summary>Writes the batch as one block and flushes it; begins a new segment where it does not fit.</summary>
    /// <returns>Where the block begins.</returns>
    public long Write(JournalBatch batch)
    {
        var blockBytes = BlockFormat.BlockBytes(batch.Bytes);
        if (offset + blockBytes + BlockFormat.EmptyBlockBytes > Segment.ReservedBytes)
            BeginSegment(batch, blockBytes);
        RandomAccess.Write(file, batch.Frame(BlockKind.Records, Segment.Salt), offset);
        StableStorage.Flush(file);
        var at = offset;
        offset += blockBytes;
        return at;
    }

    /// <summary>Marks the good end of this ownership: everything before the mark is known to have been
    /// stored.</summary>
    public void Close(ChainPoint head)
    {
        if (offset + 2 * BlockFormat.EmptyBlockBytes > Segment.ReservedBytes)
            return; // The last room is for the mark that the segment is continued.
        WriteMark(file, Segment, offset, BlockKind.Closed, head.Position, head.Hash.Span);
        StableStorage.Flush(file);
    }

    public void Dispose() => file.Dispose();

    private void BeginSegment(JournalBatch batch, int blockBytes)
    {
        var number = Segment.Number + 1;
        var needed = Segment.HeaderBytes + (long)blockBytes + BlockFormat.EmptyBlockBytes;
        var next = Segment.Create(
            options.Directory,
            number,
            batch.FirstPosition,
            batch.PreviousHash.ToArray(),
            Math.Max(needed, options.BytesOf(number)));
        WriteMark(file, Segment, offset, BlockKind.Continued, batch.FirstPosition, batch.PreviousHash);
        StableStorage.Flush(file);
        file.Dispose();
        file = next.OpenWrite();
        Segment = next;
        offset = Segment.HeaderBytes;
    }

    private void WriteMark(
        SafeFileHandle to, Segment segment, long at, BlockKind kind, long position, ReadOnlySpan<byte> hash)
    {
        BlockFormat.WriteHeader(mark, new(kind, position, 0, 0, 0), hash, hash, segment.Salt);
        BlockFormat.WriteEnd(mark.AsSpan(BlockFormat.HeaderBytes));
        RandomAccess.Write(to, mark, at);
    }

    private void Mend(SegmentScan scan)
    {
        StableStorage.Reserve(file, Segment.ReservedBytes);
        if (scan.Torn is { } torn)
            Clear(torn.ByteOffset, torn.Bytes);
        if (!scan.LastBlock.IsEmpty)
        {
            // After a crash, or a flush that failed, the last block may be in memory only: write it once more.
            RandomAccess.Write(file, Whole(scan.LastBlock), scan.LastBlockOffset);
        }
        StableStorage.Flush(file);
        if (!scan.PreviousIsContinued)
            MarkContinued(scan.Segments[^2], scan.PreviousEndOffset);
        StableStorage.FlushDirectory(options.Directory);
    }

    /// <summary>The block with its end marks, should just they have been cut off.</summary>
    private static byte[] Whole(ReadOnlyMemory<byte> block)
    {
        var whole = block.ToArray();
        BlockFormat.WriteEnd(whole.AsSpan(BlockFormat.HeaderBytes + BlockFormat.BodyBytes(whole)));
        return whole;
    }

    private void MarkContinued(Segment previous, long at)
    {
        using var before = previous.OpenWrite();
        WriteMark(
            before, previous, at, BlockKind.Continued, Segment.FirstPosition, Segment.PreviousHash.Span);
        StableStorage.Flush(before);
    }

    private void Clear(long at, long bytes)
    {
        var zeros = new byte[(int)Math.Min(bytes, 1024 * 1024)];
        for (var end = at + bytes; at < end; at += zeros.Length)
            RandomAccess.Write(file, zeros.AsSpan(0, (int)Math.Min(zeros.Length, end - at)), at);
    }
}
