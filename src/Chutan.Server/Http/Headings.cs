namespace Chutan.Server.Http;

/// <summary>What stands over a column of a workbook, and how its values are shown.</summary>
/// <param name="Shown">percent, number, yuan, counted, or a kind of code with names; empty: as it stands.</param>
internal sealed record Heading(Bilingual Words, string Shown);

/// <summary>Headings of workbooks, in one table of tab-separated lines: column, Chinese, English, how it is shown. A
/// column that means something of its own in one list stands there after the type of that list's rows.</summary>
internal static class Headings
{
    private static readonly ImmutableDictionary<string, Heading> Table = Read();

    /// <summary>The heading of a column of a list; null when there is none.</summary>
    public static Heading? Find(Type row, string column) =>
        Table.GetValueOrDefault($"{row.Name}/{column}") ?? Table.GetValueOrDefault(column);

    public static IEnumerable<KeyValuePair<string, Heading>> All => Table;

    private static ImmutableDictionary<string, Heading> Read()
    {
        using var stream = typeof(Headings).Assembly.GetManifestResourceStream("Chutan.Server.Http.Headings.tsv")!;
        using var reader = new StreamReader(stream);
        var table = ImmutableDictionary.CreateBuilder<string, Heading>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var parts = line.Split('\t');
            if (parts.Length is not (3 or 4)) throw new FormatException($"Headings.tsv: not three or four: {line}");
            table.Add(parts[0], new Heading(new Bilingual(parts[1], parts[2]), parts.Length == 4 ? parts[3] : ""));
        }
        return table.ToImmutable();
    }
}
