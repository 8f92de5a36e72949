using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Chutan.Engine.Journal.Files;

/// <summary>
/// One file of a file journal (日志段). Its head of 128 bytes says which segment it is and what it continues:
/// <code>
///   0  8  magic     12  4  CRC-32C of 16…      24  8  first position    40 32  hash before the first record
///   8  4  version   16  8  segment number      32  8  bytes reserved    72     zeros
/// </code>
/// The head's checksum salts every block in the file.
/// </summary>
internal sealed record Segment(string Path, long Number, long FirstPosition, long ReservedBytes, uint Salt)
{
    public const int HeaderBytes = 128;
    private const ulong Magic = 0x31534E4154554843; // "CHUTANS1"
    private const uint Version = 1;
    private const string Prefix = "journal-";
    private const string Suffix = ".segment";
    private const string UnfinishedSuffix = ".new";

    public required ReadOnlyMemory<byte> PreviousHash { get; init; }

    /// <summary>The file's name: what an operator is told.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    public static string PathOf(string directory, long number) => System.IO.Path.Combine(
        directory, Prefix + number.ToString("D10", CultureInfo.InvariantCulture) + Suffix);

    /// <summary>Numbers of the segment files in a directory, ascending.</summary>
    public static ImmutableArray<long> Numbers(string directory) =>
    [
        .. Directory.EnumerateFiles(directory, Prefix + "*" + Suffix)
            .Select(path => System.IO.Path.GetFileName(path)[Prefix.Length..^Suffix.Length])
            .Where(digits => digits.Length == 10 && digits.All(char.IsAsciiDigit))
            .Select(digits => long.Parse(digits, CultureInfo.InvariantCulture))
            .Order(),
    ];

    /// <summary>Removes segment files whose creation was cut off; they never held a record.</summary>
    public static void RemoveUnfinished(string directory)
    {
        foreach (var path in Directory.EnumerateFiles(directory, Prefix + "*" + UnfinishedSuffix))
            File.Delete(path);
    }

    /// <summary>
    /// Creates the file with its room reserved. It gets its name only when its head is on stable storage, so a
    /// segment file is never found half made.
    /// </summary>
    public static Segment Create(
        string directory, long number, long firstPosition, ReadOnlyMemory<byte> previousHash, long reservedBytes)
    {
        var path = PathOf(directory, number);
        var unfinished = path + UnfinishedSuffix;
        Span<byte> head = stackalloc byte[HeaderBytes];
        head.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(head, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(head[16..], number);
        BinaryPrimitives.WriteInt64LittleEndian(head[24..], firstPosition);
        BinaryPrimitives.WriteInt64LittleEndian(head[32..], reservedBytes);
        previousHash.Span.CopyTo(head[40..]);
        var salt = Crc32C.Continue(0, head[16..]);
        BinaryPrimitives.WriteUInt32LittleEndian(head[12..], salt);
        try
        {
            using (var file = File.OpenHandle(unfinished, FileMode.Create, FileAccess.ReadWrite, FileShare.Read))
            {
                StableStorage.Reserve(file, reservedBytes);
                RandomAccess.Write(file, head, 0);
                RandomAccess.FlushToDisk(file);
            }
            File.Move(unfinished, path);
        }
        catch (IOException)
        {
            File.Delete(unfinished);
            throw;
        }
        StableStorage.FlushDirectory(directory);
        return new(path, number, firstPosition, reservedBytes, salt) { PreviousHash = previousHash };
    }

    /// <summary>Reads and checks the head. <paramref name="expectedPosition"/> is only for naming the damage.</summary>
    public static Segment Open(string directory, long number, long expectedPosition)
    {
        var path = PathOf(directory, number);
        var head = new byte[HeaderBytes];
        using (var file = OpenRead(path))
            RandomAccess.Read(file, head, 0);
        var salt = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(12));
        var segment = new Segment(
            path,
            BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(16)),
            BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(24)),
            BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(32)),
            salt)
        {
            PreviousHash = head.AsMemory(40, RecordChain.HashBytes),
        };
        var sound = BinaryPrimitives.ReadUInt64LittleEndian(head) == Magic
            && BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(8)) == Version
            && salt == Crc32C.Continue(0, head.AsSpan(16));
        if (!sound || segment.Number != number)
            throw new JournalDamagedException(segment.Name, 0, expectedPosition, DamageReason.SegmentHeader);
        return segment;
    }

    public SafeFileHandle OpenRead() => OpenRead(Path);

    public SafeFileHandle OpenWrite() =>
        File.OpenHandle(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);

    private static SafeFileHandle OpenRead(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, FileOptions.SequentialScan);
}
