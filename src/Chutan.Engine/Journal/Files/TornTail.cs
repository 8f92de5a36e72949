namespace Chutan.Engine.Journal.Files;

/// <summary>The end of a journal that was cut off while a commit was being written (残缺尾部).</summary>
/// <param name="Segment">The segment's file name.</param>
/// <param name="ByteOffset">Where the cut-off commit begins.</param>
/// <param name="Bytes">How many bytes of it had reached the file.</param>
/// <param name="Position">Position of the first record that was never answered.</param>
public readonly record struct TornTail(string Segment, long ByteOffset, long Bytes, long Position);

/// <summary>
/// Tells a commit that was cut off from one that was stored and later changed. Only the last block of the last
/// segment can be cut off, since a block is written only after the one before it was flushed; and since the segment's
/// room was zero before, what a cut-off write lacks is zero: everything from some byte on (the process died), or
/// whole sectors (the power went). Everything else is damage.
/// </summary>
internal static class TornTails
{
    private const int SectorBytes = 512;

    /// <summary>
    /// Judges the end of the last segment. Returns null where the journal ends cleanly, the cut-off tail, or throws.
    /// </summary>
    public static async ValueTask<TornTail?> JudgeAsync(
        BlockReader reader, Found found, ChainPoint expected, CancellationToken cancel)
    {
        var offset = reader.Offset;
        var header = reader.Header;
        var bad = reader.Bad;
        var end = await LastWrittenAsync(reader, offset, cancel).ConfigureAwait(false);
        if (end == offset)
            return null;
        var count = checked((int)Math.Max(end - offset, BlockFormat.EmptyBlockBytes));
        var rest = await reader.BytesAsync(offset, count, cancel).ConfigureAwait(false);
        var torn = found switch
        {
            Found.NoHead => HeadIsTorn(rest.Span, offset),
            Found.WrongBody => BodyIsTorn(rest.Span, header, bad.Offset - offset, offset),
            _ => false,
        };
        if (!torn || HoldsBlock(rest.Span, reader.Segment.Salt))
            throw Damage(reader.Segment, found, bad);
        return new(reader.Segment.Name, offset, end - offset, expected.Position);
    }

    public static JournalDamagedException Damage(Segment segment, Found found, (long Offset, long Position) bad) =>
        new(segment.Name, bad.Offset, bad.Position, found switch
        {
            Found.NoHead => DamageReason.BlockHeader,
            Found.WrongBody => DamageReason.RecordBytes,
            _ => DamageReason.Chain,
        });

    /// <summary>The byte behind the last one that is not zero; the offset itself if there is none.</summary>
    public static async ValueTask<long> LastWrittenAsync(BlockReader reader, long offset, CancellationToken cancel)
    {
        const int piece = 1024 * 1024;
        var end = offset;
        for (var at = offset; at < reader.FileBytes; at += piece)
        {
            var bytes = await reader.BytesAsync(at, piece, cancel).ConfigureAwait(false);
            var last = bytes.Span.LastIndexOfAnyExcept((byte)0);
            if (last >= 0)
                end = at + last + 1;
        }
        return end;
    }

    private static bool HeadIsTorn(ReadOnlySpan<byte> rest, long offset)
    {
        // The write stopped within the head: nothing stands behind it.
        if (!rest[BlockFormat.HeaderBytes..].ContainsAnyExcept((byte)0))
            return true;
        // A sector that holds a part of the head never arrived.
        var toSectorEnd = (int)Math.Min(SectorBytes - offset % SectorBytes, BlockFormat.HeaderBytes);
        return !rest[..toSectorEnd].ContainsAnyExcept((byte)0)
            || (toSectorEnd < BlockFormat.HeaderBytes && IsZeroSector(rest, toSectorEnd));
    }

    private static bool BodyIsTorn(ReadOnlySpan<byte> rest, in BlockHeader header, long badRecordAt, long offset)
    {
        var marksEnd = BlockFormat.HeaderBytes + header.BodyBytes + BlockFormat.MarkBytes;
        if (rest.Length > BlockFormat.BlockBytes(header.BodyBytes))
            return false; // A later write was begun, so this one had been flushed.
        if (rest.Length < marksEnd)
            return true; // The end marks did not arrive: the write stopped before them.
        // All of it arrived but for whole sectors, from the first bad record on.
        var at = badRecordAt - (offset + badRecordAt) % SectorBytes;
        for (at = at < 0 ? at + SectorBytes : at; at < marksEnd; at += SectorBytes)
            if (IsZeroSector(rest, (int)at))
                return true;
        return false;
    }

    private static bool IsZeroSector(ReadOnlySpan<byte> rest, int at) =>
        !rest.Slice(at, Math.Min(SectorBytes, rest.Length - at)).ContainsAnyExcept((byte)0);

    private static bool HoldsBlock(ReadOnlySpan<byte> rest, uint salt)
    {
        for (var at = BlockFormat.Alignment; at + BlockFormat.HeaderBytes <= rest.Length; at += BlockFormat.Alignment)
            if (BlockFormat.TryReadHeader(rest[at..], salt, out _))
                return true;
        return false;
    }
}
