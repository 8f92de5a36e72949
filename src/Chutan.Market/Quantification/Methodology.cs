using System.Security.Cryptography;
using System.Text;

namespace Chutan.Market.Quantification;

/// <summary>方法学: a calculation rule as data, read and checked: its dimensions agree and its names are known. The hash
/// is that of its canonical content, fixtures and factor values included.</summary>
public sealed class Methodology
{
    internal Methodology(MethodologyHead head, string content)
    {
        Head = head;
        Content = content;
        Hash = HashOf(content);
    }

    public MethodologyHead Head { get; }
    public string Id => Head.Id;
    public string Version => Head.Version;
    public string Content { get; }
    public string Hash { get; }

    /// <summary>The file it was read from; "content" when it comes from the journal.</summary>
    public required string File { get; init; }
    public required ImmutableArray<Constant> Constants { get; init; }
    public required ImmutableArray<FactorSlot> Factors { get; init; }
    public required ImmutableArray<FactorSeries> Series { get; init; }
    public required ImmutableArray<InputDefinition> Inputs { get; init; }
    public required ImmutableArray<TableDefinition> Tables { get; init; }
    public required ImmutableArray<Line> Lines { get; init; }
    public required ImmutableArray<ResultDefinition> Results { get; init; }
    public required ImmutableArray<CheckDefinition> Checks { get; init; }
    public required ImmutableArray<Condition> Conditions { get; init; }
    public required ImmutableArray<Fixture> Fixtures { get; init; }

    /// <summary>The factor values nobody has a source for: publishing the methodology adopts them.</summary>
    public IEnumerable<(FactorSeries Series, FactorValue Value)> Assumed =>
        from series in Series
        from value in series.Values
        where value.Standing == Standing.Assumed && Uses(series, value)
        select (series, value);

    public static string HashOf(string content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    public FactorSeries SeriesOf(FactorSlot slot) => Series.First(s => s.Id == slot.Series);
    public Line Line(string name) => Lines.First(l => l.Name == name);
    public TableDefinition? Table(string name) => Tables.FirstOrDefault(t => t.Name == name);

    private bool Uses(FactorSeries series, FactorValue value) => Factors.Any(f => f.Series == series.Id
        && (f.Source.Length == 0 || f.Source == value.Source) && (f.Item.Length == 0 || f.Item == value.Item)
        && (f.DataYear is null || f.DataYear == value.DataYear));

    /// <summary>Reads a methodology from its document; null, with every fault noted, when it is not right.</summary>
    public static Methodology? Read(DocumentNode document, Faults faults) =>
        new MethodologyReader(document, faults).Read();

    /// <summary>Reads a methodology from the canonical content a journal keeps.</summary>
    public static Methodology? FromContent(string content, Faults faults)
    {
        if (DocumentNode.FromCanonical(content) is { Fields.IsDefault: false } document) return Read(document, faults);
        faults.Add(QuantificationRefusals.BadDocument, new Place("content"), ("problem", "JSON"));
        return null;
    }
}

/// <summary>What a methodology is called, who issued it, and which years it is for.</summary>
/// <param name="Standing">How sure the formulas are: whether the instrument's own text was read.</param>
public sealed record MethodologyHead(string Id, string Version, string Zh, string En, string Sector, string Issuer,
    string Source, Standing Standing, int? FromYear, int? ThroughYear, string NoteZh, string NoteEn);
