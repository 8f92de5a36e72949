using System.Buffers.Binary;

namespace Chutan.Engine.Journal;

/// <summary>What a block in a segment file is for.</summary>
internal enum BlockKind
{
    /// <summary>The records of one group commit.</summary>
    Records = 0,

    /// <summary>The owner closed the journal in good order; everything before it is known to be stored.</summary>
    Closed = 1,

    /// <summary>The segment is finished and the next segment file exists.</summary>
    Continued = 2,
}

/// <summary>The head of a block, but for its two hashes.</summary>
internal readonly record struct BlockHeader(
    BlockKind Kind, long FirstPosition, int Count, int BodyBytes, uint BodyCrc);

/// <summary>
/// Layout of a block, the unit of one write and one flush (docs/decisions/0001-journal-format.md), little-endian:
/// <code>
///   0  8  magic            16  8  first position        40 32  hash before the first record
///   8  4  CRC-32C of 12…   24  4  record count          72 32  hash of the last record
///  12  4  CRC of the body  28  4  body bytes            104    body: records
///                          32  4  kind, 36 4 zero       end    eight marks, then zeros to a multiple of eight
/// </code>
/// A record is its length (4 bytes), the hash of the record before it (32), and the payload. Previous hash and
/// payload lie together, so hashing a record is one pass over one piece of memory.
/// </summary>
internal static class BlockFormat
{
    public const int HeaderBytes = 104;
    public const int RecordLengthBytes = sizeof(int);
    public const int RecordHeadBytes = RecordLengthBytes + RecordChain.HashBytes;
    public const int Alignment = 8;

    /// <summary>Marks behind the body. No byte of them is zero: where they are missing the write was cut off.</summary>
    public const int MarkBytes = 8;

    /// <summary>Room a batch keeps behind its records: for the end of a block, or for one more hash.</summary>
    public const int EndBytes = RecordHeadBytes;

    /// <summary>Bytes of a block without records; a segment always keeps this much room for its last block.</summary>
    public const int EmptyBlockBytes = HeaderBytes + MarkBytes;

    private const ulong Magic = 0x31424E4154554843; // "CHUTANB1"
    private const ulong Marks = 0xD5D5D5D5D5D5D5D5;
    private const int CrcFrom = 12;

    /// <summary>Whole length of a block with a body of this length.</summary>
    public static int BlockBytes(int bodyBytes) =>
        (HeaderBytes + bodyBytes + MarkBytes + Alignment - 1) / Alignment * Alignment;

    /// <summary>Bytes of the records in a block whose head is known to be right.</summary>
    public static int BodyBytes(ReadOnlySpan<byte> block) => BinaryPrimitives.ReadInt32LittleEndian(block[28..]);

    public static ReadOnlySpan<byte> PreviousHash(ReadOnlySpan<byte> block) =>
        block.Slice(40, RecordChain.HashBytes);

    public static ReadOnlyMemory<byte> HeadHash(ReadOnlyMemory<byte> block) =>
        block.Slice(72, RecordChain.HashBytes);

    /// <summary>Writes the head. The salt ties it to its segment, so that no copied block passes for one.</summary>
    public static void WriteHeader(
        Span<byte> to, in BlockHeader header, ReadOnlySpan<byte> previousHash, ReadOnlySpan<byte> headHash, uint salt)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(to, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(to[12..], header.BodyCrc);
        BinaryPrimitives.WriteInt64LittleEndian(to[16..], header.FirstPosition);
        BinaryPrimitives.WriteInt32LittleEndian(to[24..], header.Count);
        BinaryPrimitives.WriteInt32LittleEndian(to[28..], header.BodyBytes);
        BinaryPrimitives.WriteInt32LittleEndian(to[32..], (int)header.Kind);
        BinaryPrimitives.WriteInt32LittleEndian(to[36..], 0);
        previousHash.CopyTo(to[40..]);
        headHash.CopyTo(to[72..]);
        BinaryPrimitives.WriteUInt32LittleEndian(to[8..], Crc32C.Continue(salt, to[CrcFrom..HeaderBytes]));
    }

    /// <summary>Reads the head; false if these bytes are no head of a block of this segment.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> from, uint salt, out BlockHeader header)
    {
        header = default;
        if (from.Length < HeaderBytes || BinaryPrimitives.ReadUInt64LittleEndian(from) != Magic)
            return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(from[8..])
            != Crc32C.Continue(salt, from[CrcFrom..HeaderBytes]))
            return false;
        header = new(
            (BlockKind)BinaryPrimitives.ReadInt32LittleEndian(from[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(from[24..]),
            BinaryPrimitives.ReadInt32LittleEndian(from[28..]),
            BinaryPrimitives.ReadUInt32LittleEndian(from[12..]));
        return header.BodyBytes is >= 0 and <= JournalBatch.MaximumBytes
            && header.Count >= 0
            && header.Kind is BlockKind.Records or BlockKind.Closed or BlockKind.Continued;
    }

    public static void WriteEnd(Span<byte> to) => BinaryPrimitives.WriteUInt64LittleEndian(to, Marks);

    public static bool HasEnd(ReadOnlySpan<byte> behindBody) =>
        BinaryPrimitives.ReadUInt64LittleEndian(behindBody) == Marks;

    /// <summary>Takes the next record off a body; false if what is there cannot be one.</summary>
    public static bool TryTakeRecord(ReadOnlySpan<byte> body, int at, out int payloadBytes)
    {
        payloadBytes = 0;
        if (body.Length - at < RecordHeadBytes)
            return false;
        payloadBytes = BinaryPrimitives.ReadInt32LittleEndian(body[at..]);
        return payloadBytes >= 0 && payloadBytes <= body.Length - at - RecordHeadBytes;
    }
}
