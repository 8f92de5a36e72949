using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Chutan.Server.Documents;

/// <summary>Texts of a small XML document by the local name of their element or attribute: the first of each. No types
/// are declared, nothing is fetched, and no more than a bounded length is read.</summary>
internal static class XmlValues
{
    private const int MostBytes = 1024 * 1024;
    private const int MostValues = 500;

    /// <summary>Elements that only hold others, so that a text in them belongs to what they are in.</summary>
    private static readonly string[] Lists = ["Seq", "Bag", "Alt", "li"];

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostBytes,
    };

    public static IReadOnlyDictionary<string, string> Read(ZipArchiveEntry? entry)
    {
        if (entry is null) return new Dictionary<string, string>(StringComparer.Ordinal);
        using var content = entry.Open();
        var bytes = new byte[MostBytes];
        var length = content.ReadAtLeast(bytes, MostBytes, throwOnEndOfStream: false);
        return Read(bytes.AsSpan(0, length));
    }

    public static IReadOnlyDictionary<string, string> Read(ReadOnlySpan<byte> bytes)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Stack<string>();
        using var reader = XmlReader.Create(new MemoryStream(bytes[..Math.Min(bytes.Length, MostBytes)].ToArray()),
            Settings);
        try
        {
            while (values.Count < MostValues && reader.Read()) Take(reader, open, values);
        }
        catch (XmlException)
        {
            // What was read before the fault stands.
        }
        catch (DecoderFallbackException)
        {
            // The same.
        }
        return values;
    }

    private static void Take(XmlReader reader, Stack<string> open, Dictionary<string, string> values)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                var (name, empty) = (reader.LocalName, reader.IsEmptyElement);
                while (reader.MoveToNextAttribute()) values.TryAdd(reader.LocalName, reader.Value);
                if (!empty) open.Push(name);
                break;
            case XmlNodeType.EndElement:
                if (open.Count > 0) open.Pop();
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA:
                if (open.FirstOrDefault(n => !Lists.Contains(n)) is { } holder) values.TryAdd(holder, reader.Value);
                break;
        }
    }
}
