using System.Globalization;

namespace Chutan.Engine.Journal;

/// <summary>
/// The journal cannot be written or owned: disk full, device error, connection lost, another owner (日志不可用).
/// The partition stops serving; nothing that was answered is lost.
/// </summary>
public sealed class JournalUnavailableException : Exception
{
    /// <summary>Says what failed, in Chinese and in English.</summary>
    public JournalUnavailableException(string chinese, string english, Exception? cause = null)
        : base($"{chinese}\n{english}", cause)
    {
        Chinese = chinese;
        English = english;
    }

    /// <summary>The message in Chinese.</summary>
    public string Chinese { get; }

    /// <summary>The message in English.</summary>
    public string English { get; }
}

/// <summary>
/// The journal holds something else than what was written (日志损坏): a changed byte, a missing record or segment,
/// a broken chain. The partition refuses to start; a person has to restore the segment from a copy.
/// </summary>
public sealed class JournalDamagedException : Exception
{
    /// <summary>Names the place of the damage and the reason.</summary>
    public JournalDamagedException(string segment, long? byteOffset, long position, DamageReason reason)
        : base(Describe(segment, byteOffset, position, reason))
    {
        Segment = segment;
        ByteOffset = byteOffset;
        Position = position;
        Reason = reason;
    }

    /// <summary>Segment file, or the partition in PostgreSQL.</summary>
    public string Segment { get; }

    /// <summary>Byte in the segment file at which the damaged frame begins; null in PostgreSQL.</summary>
    public long? ByteOffset { get; }

    /// <summary>Journal position of the first record that cannot be trusted.</summary>
    public long Position { get; }

    /// <summary>What is wrong with it.</summary>
    public DamageReason Reason { get; }

    private static string Describe(string segment, long? byteOffset, long position, DamageReason reason)
    {
        var (chinese, english) = reason.Text();
        var at = position.ToString(CultureInfo.InvariantCulture);
        var bytes = byteOffset?.ToString(CultureInfo.InvariantCulture);
        return bytes is null
            ? $"日志损坏：{segment}，日志位置 {at}：{chinese}。\nJournal damaged: {segment}, journal position {at}: {english}."
            : $"日志损坏：{segment}，字节 {bytes}，日志位置 {at}：{chinese}。\n"
                + $"Journal damaged: {segment}, byte {bytes}, journal position {at}: {english}.";
    }
}

/// <summary>What is wrong with a damaged place of a journal.</summary>
public enum DamageReason
{
    /// <summary>The head of a segment file is not one, or belongs to another version of the format.</summary>
    SegmentHeader,

    /// <summary>A segment file between two others, or the first or last one, is not there.</summary>
    SegmentMissing,

    /// <summary>A segment does not continue where the one before it ended.</summary>
    SegmentOutOfOrder,

    /// <summary>The head of a block was changed.</summary>
    BlockHeader,

    /// <summary>Bytes of a record were changed.</summary>
    RecordBytes,

    /// <summary>The hash stored for a record does not follow from the record and the one before it.</summary>
    Chain,

    /// <summary>A record that must exist is not there.</summary>
    RecordMissing,
}

internal static class DamageReasons
{
    public static (string Chinese, string English) Text(this DamageReason reason) => reason switch
    {
        DamageReason.SegmentHeader => ("段文件头不正确", "the segment's head is not valid"),
        DamageReason.SegmentMissing => ("缺少段文件", "the segment is missing"),
        DamageReason.SegmentOutOfOrder =>
            ("段与前一段不衔接", "the segment does not continue the one before it"),
        DamageReason.BlockHeader => ("块头被改动", "the head of a block was changed"),
        DamageReason.RecordBytes => ("记录内容与校验和不符", "the bytes do not match their checksum"),
        DamageReason.Chain => ("哈希链不连续", "the hash chain is broken"),
        DamageReason.RecordMissing => ("缺少记录", "a record is missing"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
