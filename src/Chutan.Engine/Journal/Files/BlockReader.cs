using Microsoft.Win32.SafeHandles;

namespace Chutan.Engine.Journal.Files;

/// <summary>What stands at some byte of a segment.</summary>
internal enum Found
{
    /// <summary>A block whose checksums and chain are right.</summary>
    Block,

    /// <summary>No block's head: the end of what was written, or a damaged or torn head.</summary>
    NoHead,

    /// <summary>A right head, but the body's checksum differs: damaged or torn.</summary>
    WrongBody,

    /// <summary>Checksums are right, but the block does not continue the chain. A torn write never looks like
    /// this.</summary>
    WrongChain,
}

/// <summary>
/// Reads one segment block by block, in pieces of at least a mebibyte, and checks each block. The entries handed out
/// lie in the piece that was read; a piece is never read over while entries of it may be in use.
/// </summary>
internal sealed class BlockReader(Segment segment) : IDisposable
{
    /// <summary>The least that is read at once.</summary>
    public int WindowBytes { get; init; } = 1024 * 1024;

    private readonly SafeFileHandle file = segment.OpenRead();
    private readonly RecordChain chain = new();
    private readonly List<(int PayloadAt, int PayloadBytes)> records = [];
    private readonly byte[] hash = new byte[RecordChain.HashBytes];
    private byte[] window = [];
    private long windowAt;
    private int windowBytes;
    private int blockAt;

    public Segment Segment { get; } = segment;

    /// <summary>Where the block last read begins.</summary>
    public long Offset { get; private set; }

    /// <summary>The head of the block last read, if it had one.</summary>
    public BlockHeader Header { get; private set; }

    /// <summary>Where in the segment the first bad record of the block last read begins, and its position.</summary>
    public (long Offset, long Position) Bad { get; private set; }

    /// <summary>Whether entries of earlier blocks may still be in use, so that pieces must not share memory.</summary>
    public bool HandsOut { get; init; }

    /// <summary>Where the block after the one last read begins.</summary>
    public long NextOffset => Offset + BlockFormat.BlockBytes(Header.BodyBytes);

    /// <summary>Bytes of the file; beyond them everything reads as zero.</summary>
    public long FileBytes => RandomAccess.GetLength(file);

    /// <summary>The chain after the block last read.</summary>
    public ChainPoint After =>
        new(Header.FirstPosition + Header.Count, BlockFormat.HeadHash(window.AsMemory(blockAt)).ToArray());

    /// <summary>The whole block last read.</summary>
    public ReadOnlyMemory<byte> BlockBytes =>
        window.AsMemory(blockAt, BlockFormat.BlockBytes(Header.BodyBytes));

    /// <summary>Reads and checks the block at this byte.</summary>
    public async ValueTask<Found> ReadAsync(long offset, ChainPoint expected, CancellationToken cancel)
    {
        Offset = offset;
        Bad = (offset, expected.Position);
        records.Clear();
        await FillAsync(offset, BlockFormat.EmptyBlockBytes, cancel).ConfigureAwait(false);
        if (!BlockFormat.TryReadHeader(window.AsSpan(blockAt, BlockFormat.HeaderBytes), Segment.Salt, out var header)
            || header.BodyBytes > Segment.ReservedBytes - offset - BlockFormat.EmptyBlockBytes)
            return Found.NoHead;
        Header = header;
        await FillAsync(offset, BlockFormat.BlockBytes(header.BodyBytes), cancel).ConfigureAwait(false);
        return Check(expected);
    }

    /// <summary>Forgets what was read ahead, so that the next read sees the file as it is now.</summary>
    public void Forget() => windowBytes = 0;

    /// <summary>Reads plain bytes; what lies beyond the end of the file reads as zero.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> BytesAsync(long offset, int count, CancellationToken cancel)
    {
        await FillAsync(offset, count, cancel).ConfigureAwait(false);
        return window.AsMemory(blockAt, count);
    }

    /// <summary>The record at this index of the block last read.</summary>
    public JournalEntry Entry(int index)
    {
        var (at, bytes) = records[index];
        var entryHash = index + 1 < records.Count
            ? window.AsMemory(records[index + 1].PayloadAt - RecordChain.HashBytes, RecordChain.HashBytes)
            : BlockFormat.HeadHash(window.AsMemory(blockAt));
        return new(Header.FirstPosition + index, entryHash, window.AsMemory(at, bytes));
    }

    public void Dispose()
    {
        chain.Dispose();
        file.Dispose();
    }

    private Found Check(ChainPoint expected)
    {
        var block = window.AsSpan(blockAt, BlockFormat.BlockBytes(Header.BodyBytes));
        var body = block.Slice(BlockFormat.HeaderBytes, Header.BodyBytes);
        if (Header.FirstPosition != expected.Position
            || !(expected.Hash.IsEmpty || expected.Hash.Span.SequenceEqual(BlockFormat.PreviousHash(block))))
            return Found.WrongChain;
        var chained = FollowChain(block, body);
        if (Crc32C.Continue(0, body) != Header.BodyCrc)
            return Found.WrongBody;
        return chained ? Found.Block : Found.WrongChain;
    }

    private bool FollowChain(ReadOnlySpan<byte> block, ReadOnlySpan<byte> body)
    {
        BlockFormat.PreviousHash(block).CopyTo(hash);
        var at = 0;
        for (var index = 0; index < Header.Count; index++)
        {
            Bad = (Offset + BlockFormat.HeaderBytes + at, Header.FirstPosition + index);
            if (!BlockFormat.TryTakeRecord(body, at, out var payloadBytes))
                return false;
            var chained = body.Slice(
                at + BlockFormat.RecordLengthBytes, RecordChain.HashBytes + payloadBytes);
            if (!chained[..RecordChain.HashBytes].SequenceEqual(hash))
                return false;
            chain.Next(chained, hash);
            records.Add((blockAt + BlockFormat.HeaderBytes + at + BlockFormat.RecordHeadBytes, payloadBytes));
            var next = at + BlockFormat.RecordHeadBytes + payloadBytes;
            // The next record, or the block's head, must name this one's hash; if not, this record is the bad one.
            var named = index + 1 < Header.Count
                ? body.Length - next < BlockFormat.RecordHeadBytes
                    ? default
                    : body.Slice(next + BlockFormat.RecordLengthBytes, RecordChain.HashBytes)
                : block.Slice(72, RecordChain.HashBytes);
            if (!named.SequenceEqual(hash))
                return false;
            at = next;
        }
        Bad = (Offset + BlockFormat.HeaderBytes + at, Header.FirstPosition + Header.Count);
        return at == body.Length
            && (Header.Count > 0 || hash.AsSpan().SequenceEqual(block.Slice(72, RecordChain.HashBytes)));
    }

    private async ValueTask FillAsync(long offset, int count, CancellationToken cancel)
    {
        if (offset >= windowAt && offset + count <= windowAt + windowBytes)
        {
            blockAt = (int)(offset - windowAt);
            return;
        }
        var bytes = Math.Max(count, WindowBytes);
        if (HandsOut || window.Length < bytes)
            window = GC.AllocateUninitializedArray<byte>(bytes);
        windowAt = offset;
        windowBytes = bytes;
        blockAt = 0;
        var filled = 0;
        while (filled < bytes)
        {
            var read = await RandomAccess
                .ReadAsync(file, window.AsMemory(filled, bytes - filled), offset + filled, cancel)
                .ConfigureAwait(false);
            if (read == 0)
                break;
            filled += read;
        }
        window.AsSpan(filled, bytes - filled).Clear();
    }
}
