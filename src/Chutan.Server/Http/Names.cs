namespace Chutan.Server.Http;

/// <summary>Names of commands, events and fields as people read them. Kept in one table of tab-separated lines:
/// identifier, Chinese, English.</summary>
internal static class Names
{
    private static readonly ImmutableDictionary<string, Bilingual> Table = Read();

    /// <summary>The name of a command or event by its wire name.</summary>
    public static Bilingual Wire(string wireName) => Table.GetValueOrDefault(wireName) ?? Bilingual.Same(wireName);

    /// <summary>The label of a field; for a dotted name, of its last part.</summary>
    public static Bilingual Field(string name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        return Table.GetValueOrDefault("field:" + last) ?? Bilingual.Same(last);
    }

    /// <summary>The name of a code of some kind, such as a sector or a hold cause.</summary>
    public static Bilingual Code(string kind, string code) =>
        Table.GetValueOrDefault(kind + ":" + code) ?? Bilingual.Same(code);

    /// <summary>The name under a whole key; null when there is none.</summary>
    public static Bilingual? Find(string key) => Table.GetValueOrDefault(key);

    public static IEnumerable<KeyValuePair<string, Bilingual>> All => Table;

    public static bool Knows(string key) => Table.ContainsKey(key);

    private static ImmutableDictionary<string, Bilingual> Read()
    {
        using var stream = typeof(Names).Assembly.GetManifestResourceStream("Chutan.Server.Http.Names.tsv")!;
        using var reader = new StreamReader(stream);
        var table = ImmutableDictionary.CreateBuilder<string, Bilingual>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var parts = line.Split('\t');
            if (parts.Length != 3) throw new FormatException($"Names.tsv: not three columns: {line}");
            table.Add(parts[0], new Bilingual(parts[1], parts[2]));
        }
        return table.ToImmutable();
    }
}
