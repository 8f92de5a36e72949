using System.Globalization;
using Chutan.Market.Kernel;

namespace Chutan.Cli.Published;

/// <summary>What a published table allocates to one installation for one year.</summary>
internal sealed record PublishedAllocation(string Installation, int Year, Tonnes Standard, Tonnes NewEntrant)
{
    public Tonnes Total => Standard + NewEntrant;
}

/// <summary>A published allocation table. Read completely or not at all.</summary>
internal sealed record AllocationTable(ImmutableArray<PublishedAllocation> Cells, int Installations,
    ImmutableArray<int> Years, string Digest)
{
    private const string StandardOf = "(A) Allocation (Standard) ";
    private const string NewEntrantOf = "(B) Allocation (NER) ";
    private const string TotalOf = "(C) Allocation (Total) ";
    private const string Installation = "Installation ID";
    private readonly ILookup<string, PublishedAllocation> byInstallation =
        Cells.ToLookup(c => c.Installation, StringComparer.Ordinal);

    /// <summary>What an installation is allocated, year by year.</summary>
    public IEnumerable<PublishedAllocation> Of(string installation) => byInstallation[installation];

    public static AllocationTable Read(string file)
    {
        var table = CsvTable.Read(file);
        var problems = new List<string>();
        var reader = new RowReader(table, problems);
        var years = reader.Years(StandardOf);
        var whole = reader.Require([Installation,
            .. years.SelectMany(y => new[] { Name(NewEntrantOf, y), Name(TotalOf, y) }),
            .. years.Length == 0 ? [StandardOf + "YYYY"] : Array.Empty<string>()]);
        var cells = ImmutableArray.CreateBuilder<PublishedAllocation>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        if (whole)
            foreach (var row in table.Rows)
            {
                if (!reader.At(row)) continue;
                var id = reader.Text(Installation);
                if (!lines.TryAdd(id, row.Line))
                    reader.Fault($"设施 {id} 已在第 {lines[id]} 行出现。",
                        $"The installation {id} already stands on line {lines[id]}.");
                foreach (var year in years) cells.Add(ReadCell(reader, id, year));
            }
        Problems.ThrowIfAny(file, problems);
        return new AllocationTable(cells.ToImmutable(), lines.Count, years, table.Digest);
    }

    /// <summary>The table's own sum for a year.</summary>
    public Tonnes TotalIn(int year) =>
        Cells.Where(c => c.Year == year).Aggregate(Tonnes.Zero, (sum, c) => sum + c.Total);

    private static PublishedAllocation ReadCell(RowReader reader, string id, int year)
    {
        var (standard, entrant) = (reader.Number(Name(StandardOf, year)), reader.Number(Name(NewEntrantOf, year)));
        var total = reader.Number(Name(TotalOf, year));
        if (standard + entrant != total)
            reader.Fault($"{year} 年：{standard} + {entrant} 不等于总量 {total}。",
                $"In {year}, {standard} + {entrant} is not the total {total}.");
        return new PublishedAllocation(id, year, new Tonnes(standard), new Tonnes(entrant));
    }

    private static string Name(string prefix, int year) => prefix + year.ToString(CultureInfo.InvariantCulture);
}
