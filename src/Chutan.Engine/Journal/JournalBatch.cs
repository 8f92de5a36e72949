using System.Buffers.Binary;

namespace Chutan.Engine.Journal;

/// <summary>
/// Records collected for one group commit. A batch keeps its buffer from commit to commit, so that adding a record
/// allocates nothing; it is hashed while it is filled, so that hashing overlaps with the flush of the batch before.
/// </summary>
/// <remarks>
/// Use two batches in turn: while one is being flushed, the other is <see cref="Reset"/> to continue it and filled.
/// The bytes are laid out as the file journal writes them (see <see cref="BlockFormat"/>), with room for the block's
/// head in front.
/// </remarks>
public sealed class JournalBatch : IDisposable
{
    /// <summary>The most bytes one record may have.</summary>
    public const int MaximumPayloadBytes = 192 * 1024 * 1024;

    /// <summary>The most bytes one batch may have, frames included.</summary>
    public const int MaximumBytes = 256 * 1024 * 1024;

    /// <summary>A buffer beyond this was for unusual records, and is not kept.</summary>
    private const int KeptBytes = 16 * 1024 * 1024;

    private const int InitialBytes = 64 * 1024;

    private readonly RecordChain chain = new();
    private readonly byte[] previousHash = new byte[RecordChain.HashBytes];
    private readonly byte[] headHash = new byte[RecordChain.HashBytes];
    private byte[] buffer = new byte[InitialBytes];
    private int end = BlockFormat.HeaderBytes;
    private uint bodyCrc;
    private bool lent;

    /// <summary>Position of the first record of this batch.</summary>
    public long FirstPosition { get; private set; }

    /// <summary>Position of the record after the last one in this batch.</summary>
    public long NextPosition => FirstPosition + Count;

    /// <summary>Records in this batch.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the records in this batch, frames included.</summary>
    public int Bytes => end - BlockFormat.HeaderBytes;

    /// <summary>Hash of the record before the first one of this batch.</summary>
    public ReadOnlySpan<byte> PreviousHash => previousHash;

    /// <summary>Hash of the last record of this batch; of the one before it while the batch is empty.</summary>
    public ReadOnlySpan<byte> HeadHash => headHash;

    internal ReadOnlySpan<byte> Body => buffer.AsSpan(BlockFormat.HeaderBytes, Bytes);

    /// <summary>The records, and behind them the last hash where the next record would name it.</summary>
    internal ReadOnlyMemory<byte> BodyAndHead()
    {
        var next = buffer.AsSpan(end, BlockFormat.RecordHeadBytes);
        next.Clear();
        headHash.CopyTo(next[BlockFormat.RecordLengthBytes..]);
        return buffer.AsMemory(BlockFormat.HeaderBytes, Bytes + BlockFormat.RecordHeadBytes);
    }

    /// <summary>Empties the batch; its first record will stand at this position and be chained to this hash.</summary>
    public void Reset(long firstPosition, ReadOnlySpan<byte> previous)
    {
        ThrowIfLent();
        ArgumentOutOfRangeException.ThrowIfNegative(firstPosition);
        ArgumentOutOfRangeException.ThrowIfNotEqual(previous.Length, RecordChain.HashBytes, nameof(previous));
        previous.CopyTo(previousHash);
        previous.CopyTo(headHash);
        FirstPosition = firstPosition;
        Count = 0;
        if (buffer.Length > KeptBytes) buffer = new byte[InitialBytes];
        end = BlockFormat.HeaderBytes;
        bodyCrc = 0;
    }

    /// <summary>Empties the batch to continue a journal whose last append has ended.</summary>
    public void Reset(IJournal journal) => Reset(journal.NextPosition, journal.HeadHash.Span);

    /// <summary>Whether a record of this many bytes still fits.</summary>
    public bool Fits(int payloadBytes) =>
        payloadBytes <= MaximumPayloadBytes
        && (long)Bytes + BlockFormat.RecordHeadBytes + payloadBytes <= MaximumBytes;

    /// <summary>Adds a record behind the last one. An empty payload is a record too.</summary>
    public void Add(ReadOnlySpan<byte> payload)
    {
        ThrowIfLent();
        if (!Fits(payload.Length))
            throw new ArgumentException("The record does not fit into the batch; ask Fits first.", nameof(payload));
        var frameBytes = BlockFormat.RecordHeadBytes + payload.Length;
        Grow(end + frameBytes + BlockFormat.EndBytes);
        var frame = buffer.AsSpan(end, frameBytes);
        BinaryPrimitives.WriteInt32LittleEndian(frame, payload.Length);
        headHash.CopyTo(frame[BlockFormat.RecordLengthBytes..]);
        payload.CopyTo(frame[BlockFormat.RecordHeadBytes..]);
        chain.Next(frame[BlockFormat.RecordLengthBytes..], headHash);
        bodyCrc = Crc32C.Continue(bodyCrc, frame);
        end += frameBytes;
        Count++;
    }

    internal void Lend()
    {
        ThrowIfLent();
        lent = true;
    }

    internal void Return() => lent = false;

    /// <summary>Writes head and end around the records and returns the whole block.</summary>
    internal ReadOnlySpan<byte> Frame(BlockKind kind, uint salt)
    {
        var header = new BlockHeader(kind, FirstPosition, Count, Bytes, bodyCrc);
        BlockFormat.WriteHeader(buffer, header, previousHash, headHash, salt);
        var blockBytes = BlockFormat.BlockBytes(Bytes);
        var tail = buffer.AsSpan(end, blockBytes - end);
        tail.Clear();
        BlockFormat.WriteEnd(tail);
        return buffer.AsSpan(0, blockBytes);
    }

    /// <inheritdoc/>
    public void Dispose() => chain.Dispose();

    private void Grow(int needed)
    {
        if (needed <= buffer.Length)
            return;
        Array.Resize(ref buffer, Math.Max(needed, Math.Min(2 * buffer.Length, MaximumBytes)));
    }

    private void ThrowIfLent()
    {
        if (lent)
            throw new InvalidOperationException("The batch is being stored; wait for the append to end.");
    }
}
