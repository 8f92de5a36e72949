using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Chutan.Server.Documents;

/// <summary>PDF 文档信息: the information dictionary the trailer names, plain or in an object stream, and the XMP packet.
/// Only as much of the format is read as leads there; of an encrypted file only XMP that is left plain.</summary>
internal static class PdfFacts
{
    private const int MostInflated = 4 * 1024 * 1024;
    private const int MostStreams = 64;
    private const int Reach = 4096;
    private const int MostString = 4000;

    public static GatheredFacts Read(byte[] file)
    {
        var facts = new GatheredFacts();
        if (Find(file, "/Encrypt"u8) < 0 && Information(file) is { Length: > 0 } dictionary)
        {
            facts.Created(Value(file, dictionary, "/CreationDate"u8));
            facts.Modified(Value(file, dictionary, "/ModDate"u8));
            facts.Author(Value(file, dictionary, "/Author"u8));
            facts.Software(Value(file, dictionary, "/Creator"u8));
            facts.Software(Value(file, dictionary, "/Producer"u8));
        }
        foreach (var packet in Packets(file)) facts.Take(XmlValues.Read(packet));
        return facts;
    }

    /// <summary>The dictionary that the last trailer names; empty when there is none.</summary>
    private static byte[] Information(byte[] file)
    {
        for (int end = file.Length, tries = 0; tries < MostStreams; tries++)
        {
            var at = file.AsSpan(0, end).LastIndexOf("/Info"u8);
            if (at < 0) return [];
            end = at;
            if (Reference(file.AsSpan(at + 5)) is not { } number) continue;
            return Object(file, number) ?? Compressed(file, number) ?? [];
        }
        return [];
    }

    /// <summary>The number of a reference such as <c>12 0 R</c>.</summary>
    private static int? Reference(ReadOnlySpan<byte> text)
    {
        var words = Encoding.Latin1.GetString(text[..Math.Min(text.Length, 40)])
            .Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length >= 3 && words[2].StartsWith('R') && int.TryParse(words[0], NumberStyles.None,
            CultureInfo.InvariantCulture, out var number) && int.TryParse(words[1], NumberStyles.None,
                CultureInfo.InvariantCulture, out _) ? number : null;
    }

    /// <summary>What stands in the last object of a number, as far as it can matter.</summary>
    private static byte[]? Object(byte[] file, int number)
    {
        var head = Encoding.Latin1.GetBytes($"{number.ToString(CultureInfo.InvariantCulture)} 0 obj");
        for (int end = file.Length, tries = 0; tries < MostStreams; tries++)
        {
            var at = file.AsSpan(0, end).LastIndexOf(head);
            if (at < 0) return null;
            end = at;
            if (at > 0 && char.IsAsciiDigit((char)file[at - 1])) continue;
            return UpTo(file.AsSpan(at + head.Length), "endobj"u8);
        }
        return null;
    }

    /// <summary>An object kept in an object stream: pairs of number and offset, then the objects.</summary>
    private static byte[]? Compressed(byte[] file, int number)
    {
        foreach (var (dictionary, content) in Streams(file, "/ObjStm"u8))
        {
            if (First(dictionary) is not { } first || first > content.Length) continue;
            var pairs = Encoding.Latin1.GetString(content.AsSpan(0, first))
                .Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i + 1 < pairs.Length; i += 2)
                if (pairs[i] == number.ToString(CultureInfo.InvariantCulture) && int.TryParse(pairs[i + 1],
                    NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
                    && offset <= content.Length - first)
                    return content.AsSpan(first + offset, Math.Min(Reach * 2, content.Length - first - offset))
                        .ToArray();
        }
        return null;
    }

    private static int? First(ReadOnlySpan<byte> dictionary)
    {
        var at = dictionary.IndexOf("/First"u8);
        if (at < 0) return null;
        var digits = new string([.. Encoding.Latin1.GetString(dictionary.Slice(at + 6,
            Math.Min(12, dictionary.Length - at - 6))).TrimStart().TakeWhile(char.IsAsciiDigit)]);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? first : null;
    }

    /// <summary>XMP packets, plain or deflated.</summary>
    private static IEnumerable<byte[]> Packets(byte[] file)
    {
        if (Find(file, "<x:xmpmeta"u8) is >= 0 and var plain)
            yield return UpTo(file.AsSpan(plain), "</x:xmpmeta>"u8, MostInflated, whole: true);
        else
            foreach (var (_, content) in Streams(file, "/Metadata"u8))
                if (Find(content, "<x:xmpmeta"u8) is >= 0 and var at)
                    yield return UpTo(content.AsSpan(at), "</x:xmpmeta>"u8, MostInflated, whole: true);
    }

    /// <summary>Streams whose dictionary holds a name, deflated ones inflated, with their dictionaries.</summary>
    private static IEnumerable<(byte[] Dictionary, byte[] Content)> Streams(byte[] file, ReadOnlySpan<byte> name)
    {
        var found = new List<(byte[], byte[])>();
        for (int from = 0, tries = 0, left = MostInflated; tries < MostStreams && left > 0; tries++)
        {
            var at = Find(file.AsSpan(from), name);
            if (at < 0) break;
            at += from;
            from = at + name.Length;
            var ahead = file.AsSpan(at, Math.Min(Reach, file.Length - at));
            var start = ahead.IndexOf("stream"u8);
            if (start < 0 || ahead[..start].IndexOf("endobj"u8) >= 0) continue;
            var begin = Math.Max(0, file.AsSpan(0, at).LastIndexOf(" obj"u8));
            var dictionary = file.AsSpan(Math.Max(begin, at - Reach), at + start - Math.Max(begin, at - Reach))
                .ToArray();
            var body = at + start + "stream".Length;
            while (body < file.Length && file[body] is (byte)'\r' or (byte)'\n') body++;
            var end = Find(file.AsSpan(body), "endstream"u8);
            var raw = file.AsSpan(body, end < 0 ? file.Length - body : end);
            var content = Find(dictionary, "/FlateDecode"u8) >= 0 ? Inflated(raw, left)
                : raw[..Math.Min(raw.Length, left)].ToArray();
            left -= content.Length + 1;
            found.Add((dictionary, content));
        }
        return found;
    }

    private static byte[] Inflated(ReadOnlySpan<byte> raw, int most)
    {
        using var inflating = new ZLibStream(new MemoryStream(raw.ToArray()), CompressionMode.Decompress);
        var bytes = new byte[most];
        var length = 0;
        try
        {
            for (int read; length < most && (read = inflating.Read(bytes, length, most - length)) > 0;) length += read;
        }
        catch (InvalidDataException)
        {
            // What came out before the fault stands.
        }
        return bytes[..length];
    }

    /// <summary>A text value of a dictionary, direct or in an object of its own.</summary>
    private static string? Value(byte[] file, byte[] dictionary, ReadOnlySpan<byte> name)
    {
        var at = Find(dictionary, name);
        if (at < 0) return null;
        var rest = dictionary.AsSpan(at + name.Length).TrimStart(" \r\n\t"u8);
        if (rest.IsEmpty) return null;
        if (rest[0] is (byte)'(' or (byte)'<') return PdfText.Read(rest, MostString);
        if (Reference(rest) is not { } number || Object(file, number) is not { } own) return null;
        var text = own.AsSpan().TrimStart(" \r\n\t"u8);
        return text.IsEmpty ? null : PdfText.Read(text, MostString);
    }

    private static byte[] UpTo(ReadOnlySpan<byte> from, ReadOnlySpan<byte> end, int most = Reach * 2,
        bool whole = false)
    {
        from = from[..Math.Min(from.Length, most)];
        var at = from.IndexOf(end);
        return (at < 0 ? from : from[..(whole ? at + end.Length : at)]).ToArray();
    }

    private static int Find(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> name) => bytes.IndexOf(name);
}

/// <summary>Text strings of PDF: in parentheses with escapes or in hexadecimal, as UTF-16, UTF-8 or Latin.</summary>
internal static class PdfText
{
    public static string? Read(ReadOnlySpan<byte> text, int most) => text[0] switch
    {
        (byte)'(' => Decoded(Literal(text, most)),
        (byte)'<' when text.Length > 1 && text[1] != (byte)'<' => Decoded(Hexadecimal(text, most)),
        _ => null,
    };

    private static List<byte> Literal(ReadOnlySpan<byte> text, int most)
    {
        var (bytes, depth) = (new List<byte>(), 0);
        for (var i = 0; i < text.Length && bytes.Count < most; i++)
        {
            var c = text[i];
            if (c == '\\' && i + 1 < text.Length)
            {
                i = Escaped(text, i + 1, bytes);
                continue;
            }
            if (c == '(' && depth++ == 0) continue;
            if (c == ')' && --depth == 0) break;
            bytes.Add(c);
        }
        return bytes;
    }

    /// <summary>Takes what follows a backslash; answers where it ends.</summary>
    private static int Escaped(ReadOnlySpan<byte> text, int at, List<byte> bytes)
    {
        if (text[at] is >= (byte)'0' and <= (byte)'7')
        {
            var (value, digits) = (0, 0);
            for (; digits < 3 && at + digits < text.Length && text[at + digits] is >= (byte)'0' and <= (byte)'7';
                digits++) value = value * 8 + (text[at + digits] - '0');
            bytes.Add((byte)value);
            return at + digits - 1;
        }
        if (text[at] is (byte)'\r' or (byte)'\n') return at;
        bytes.Add(text[at] switch
        {
            (byte)'n' => (byte)'\n', (byte)'r' => (byte)'\r', (byte)'t' => (byte)'\t', (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f', var other => other,
        });
        return at;
    }

    private static List<byte> Hexadecimal(ReadOnlySpan<byte> text, int most)
    {
        var (bytes, high) = (new List<byte>(), -1);
        for (var i = 1; i < text.Length && text[i] != (byte)'>' && bytes.Count < most; i++)
        {
            if (!char.IsAsciiHexDigit((char)text[i])) continue;
            var digit = Convert.ToInt32(((char)text[i]).ToString(), 16);
            if (high < 0) high = digit;
            else
            {
                bytes.Add((byte)(high * 16 + digit));
                high = -1;
            }
        }
        if (high >= 0) bytes.Add((byte)(high * 16));
        return bytes;
    }

    private static string Decoded(List<byte> bytes) => bytes switch
    {
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString([.. bytes.Skip(2)]),
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString([.. bytes.Skip(2)]),
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString([.. bytes.Skip(3)]),
        _ => Encoding.Latin1.GetString([.. bytes]),
    };
}
