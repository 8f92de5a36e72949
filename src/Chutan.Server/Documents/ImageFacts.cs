using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Chutan.Server.Documents;

/// <summary>图像文件信息: EXIF and XMP of a JPEG, texts, time, EXIF and XMP of a PNG.</summary>
internal static class ImageFacts
{
    private const int MostParts = 2000;
    private const int MostInflated = 256 * 1024;
    private const int PngHead = 8;

    public static GatheredFacts ReadJpeg(byte[] file)
    {
        var facts = new GatheredFacts();
        for (int at = 2, parts = 0; at + 4 <= file.Length && parts < MostParts; parts++)
        {
            if (file[at] != 0xFF) break;
            var marker = file[at + 1];
            if (marker is 0xFF or 0x01 or (>= 0xD0 and <= 0xD8))
            {
                at += marker == 0xFF ? 1 : 2;
                continue;
            }
            if (marker is 0xD9 or 0xDA) break; // the picture itself begins
            var length = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 2));
            if (length < 2 || at + 2 + length > file.Length) break;
            var body = file.AsSpan(at + 4, length - 2);
            if (marker == 0xE1 && body.StartsWith("Exif\0\0"u8)) ExifFacts.Take(body[6..], facts);
            else if (marker == 0xE1 && body.StartsWith("http://ns.adobe.com/xap/1.0/\0"u8))
                facts.Take(XmlValues.Read(body[29..]));
            at += 2 + length;
        }
        return facts;
    }

    public static GatheredFacts ReadPng(byte[] file)
    {
        var facts = new GatheredFacts();
        for (int at = PngHead, parts = 0; at + 12 <= file.Length && parts < MostParts; parts++)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12) break;
            var kind = file.AsSpan(at + 4, 4);
            var body = file.AsSpan(at + 8, (int)length);
            if (kind.SequenceEqual("tEXt"u8)) Words(body, Encoding.Latin1, facts);
            else if (kind.SequenceEqual("zTXt"u8)) Words(Unpacked(body), Encoding.Latin1, facts);
            else if (kind.SequenceEqual("iTXt"u8)) International(body, facts);
            else if (kind.SequenceEqual("eXIf"u8)) ExifFacts.Take(body, facts);
            else if (kind.SequenceEqual("tIME"u8) && body.Length >= 7)
                facts.Modified(string.Create(CultureInfo.InvariantCulture,
                    $"{BinaryPrimitives.ReadUInt16BigEndian(body):0000}-{body[2]:00}-{body[3]:00}")
                    + string.Create(CultureInfo.InvariantCulture, $"T{body[4]:00}:{body[5]:00}Z"));
            else if (kind.SequenceEqual("IEND"u8)) break;
            at += 12 + (int)length;
        }
        return facts;
    }

    /// <summary>A keyword, a nought, a text.</summary>
    private static void Words(ReadOnlySpan<byte> body, Encoding encoding, GatheredFacts facts)
    {
        var end = body.IndexOf((byte)0);
        if (end > 0) Say(Encoding.Latin1.GetString(body[..end]), encoding.GetString(body[(end + 1)..]), facts);
    }

    private static void Say(string keyword, string text, GatheredFacts facts)
    {
        switch (keyword)
        {
            case "Software": facts.Software(text); break;
            case "Author": facts.Author(text); break;
            case "Creation Time" or "date:create": facts.Created(text); break;
            case "date:modify": facts.Modified(text); break;
        }
    }

    /// <summary>A keyword, whether it is deflated, a language, the keyword in it, and a text in UTF-8.</summary>
    private static void International(ReadOnlySpan<byte> body, GatheredFacts facts)
    {
        var end = body.IndexOf((byte)0);
        if (end <= 0 || body.Length < end + 3) return;
        var (keyword, deflated) = (Encoding.Latin1.GetString(body[..end]), body[end + 1] == 1);
        var rest = body[(end + 3)..];
        for (var skipped = 0; skipped < 2; skipped++)
        {
            var next = rest.IndexOf((byte)0);
            if (next < 0) return;
            rest = rest[(next + 1)..];
        }
        var text = deflated ? Inflated(rest) : rest.ToArray();
        if (keyword == "XML:com.adobe.xmp") facts.Take(XmlValues.Read(text));
        else Say(keyword, Encoding.UTF8.GetString(text), facts);
    }

    /// <summary>A deflated text made plain behind its keyword.</summary>
    private static byte[] Unpacked(ReadOnlySpan<byte> body)
    {
        var end = body.IndexOf((byte)0);
        return end <= 0 || body.Length < end + 2 ? []
            : [.. body[..(end + 1)], .. Inflated(body[(end + 2)..])];
    }

    private static byte[] Inflated(ReadOnlySpan<byte> raw)
    {
        using var inflating = new ZLibStream(new MemoryStream(raw.ToArray()), CompressionMode.Decompress);
        var bytes = new byte[MostInflated];
        return bytes[..inflating.ReadAtLeast(bytes, MostInflated, throwOnEndOfStream: false)];
    }
}

/// <summary>EXIF: the directories of a TIFF block, with the tags that say when, by whom and with what.</summary>
internal static class ExifFacts
{
    private const int Software = 0x0131;
    private const int Changed = 0x0132;
    private const int Artist = 0x013B;
    private const int Further = 0x8769;
    private const int Taken = 0x9003;
    private const int Digitized = 0x9004;
    private const int TextType = 2;
    private const int MostEntries = 200;

    public static void Take(ReadOnlySpan<byte> block, GatheredFacts facts)
    {
        if (block.Length < 8) return;
        var little = block[0] == (byte)'I';
        if (Directory(block, little, Long(block, 4, little), facts) is { } further)
            Directory(block, little, further, facts);
    }

    /// <summary>Takes one directory; answers where the further one is, if it names one.</summary>
    private static uint? Directory(ReadOnlySpan<byte> block, bool little, uint? start, GatheredFacts facts)
    {
        if (start is not { } from || from > block.Length - 2) return null;
        uint? further = null;
        int count = Short(block, (int)from, little) ?? 0;
        for (var i = 0; i < Math.Min(count, MostEntries); i++)
        {
            var at = (int)from + 2 + 12 * i;
            if (at + 12 > block.Length) break;
            int tag = Short(block, at, little) ?? 0;
            if (tag == Further) further = Long(block, at + 8, little);
            else if (Short(block, at + 2, little) == TextType) Say(tag, TextOf(block, at, little), facts);
        }
        return further;
    }

    private static void Say(int tag, string text, GatheredFacts facts)
    {
        switch (tag)
        {
            case Software: facts.Software(text); break;
            case Artist: facts.Author(text); break;
            case Taken or Digitized: facts.Created(text); break;
            case Changed: facts.Modified(text); break;
        }
    }

    /// <summary>A text of up to four bytes stands in the entry itself, a longer one where the entry says.</summary>
    private static string TextOf(ReadOnlySpan<byte> block, int entry, bool little)
    {
        if (Long(block, entry + 4, little) is not { } length || length == 0 || length > block.Length) return "";
        var at = length <= 4 ? (uint)entry + 8 : Long(block, entry + 8, little) ?? uint.MaxValue;
        return at > block.Length - length ? ""
            : Encoding.UTF8.GetString(block.Slice((int)at, (int)length)).TrimEnd('\0');
    }

    private static ushort? Short(ReadOnlySpan<byte> block, int at, bool little) =>
        at < 0 || at + 2 > block.Length ? null
        : little ? BinaryPrimitives.ReadUInt16LittleEndian(block[at..])
            : BinaryPrimitives.ReadUInt16BigEndian(block[at..]);

    private static uint? Long(ReadOnlySpan<byte> block, int at, bool little) => at < 0 || at + 4 > block.Length ? null
        : little ? BinaryPrimitives.ReadUInt32LittleEndian(block[at..])
            : BinaryPrimitives.ReadUInt32BigEndian(block[at..]);
}
