using System.IO.Compression;
using System.Text;

namespace Chutan.Server.Documents;

/// <summary>What a file is, told from its content and not from its name.</summary>
internal static class FileKind
{
    public const string Pdf = "application/pdf";
    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const string Zip = "application/zip";
    public const string Text = "text/plain";

    private static readonly (string Ending, string Kind)[] Endings =
    [
        (".pdf", Pdf), (".png", Png), (".jpg", Jpeg), (".jpeg", Jpeg), (".xlsx", Xlsx), (".docx", Docx), (".zip", Zip),
        (".csv", Text), (".txt", Text), (".xml", Text), (".json", Text),
    ];

    /// <summary>The endings taken, for messages.</summary>
    public static string Taken => string.Join(" ", Endings.Select(e => e.Ending));

    /// <summary>What a name promises; null when files of that ending are not taken.</summary>
    public static string? Promised(string name) =>
        Endings.FirstOrDefault(e => name.EndsWith(e.Ending, StringComparison.OrdinalIgnoreCase)).Kind;

    /// <summary>What the content is; null when it is none of the kinds taken.</summary>
    public static string? Of(ReadOnlyMemory<byte> head, Stream whole)
    {
        var bytes = head.Span;
        if (bytes.StartsWith("%PDF-"u8)) return Pdf;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10])) return Png;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return Jpeg;
        if (bytes.StartsWith("PK\u0003\u0004"u8)) return OfArchive(whole);
        return IsText(bytes) ? Text : null;
    }

    private static string? OfArchive(Stream whole)
    {
        try
        {
            using var archive = new ZipArchive(whole, ZipArchiveMode.Read, leaveOpen: true);
            return archive.GetEntry("xl/workbook.xml") is not null ? Xlsx
                : archive.GetEntry("word/document.xml") is not null ? Docx : Zip;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Whether the beginning reads as UTF-8 without control characters; a character cut off at its end does
    /// not count against it.</summary>
    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var characters = new char[bytes.Length];
        try
        {
            var count = decoder.GetChars(bytes, characters, flush: false);
            return !characters.AsSpan(0, count).ContainsAnyInRange('\0', '\b');
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
