using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>When a check is run.</summary>
public enum CheckStage
{
    /// <summary>On a month's evidence: while it is typed, when it is filed, and when past months are run
    /// again.</summary>
    Month = 0,
    /// <summary>On an annual report and the twelve months behind it.</summary>
    Year = 1,
    /// <summary>Across all entities: peers, laboratories, files and numbers used twice.</summary>
    Market = 2,
    /// <summary>On the verifier's own conduct.</summary>
    Verification = 3,
}

/// <summary>A threshold of a check: its name in the condition and the key of its value in the rulebook.</summary>
public sealed record CheckThreshold(string Name, string Key, Unit Unit)
{
    /// <summary>A part of one, shown in percent.</summary>
    public bool IsShare => Unit.Symbol == "%";
}

/// <summary>A figure a check works out before it asks, and shows in its text.</summary>
public sealed record CheckLine(string Name, Unit Unit, string Formula)
{
    internal NamedFormula? Compiled { get; init; }
}

/// <summary>How serious it is when a condition holds. The first that holds counts.</summary>
public sealed record CheckLevel(CheckSeverity Severity, string When)
{
    internal NamedFormula? Compiled { get; init; }
}

/// <summary>校核规则: one check of the catalogue. What is measured is a named method of the market; the condition, the
/// thresholds, the severity and the texts are data.</summary>
/// <param name="Id">Its number in the catalogue; a part of a check adds a word, such as <c>303-same</c>.</param>
/// <param name="TextZh">What an alert says; braces hold names of figures, thresholds and words.</param>
/// <param name="Fields">The columns or fields it is about.</param>
public sealed record QualityCheck(string Id, string Zh, string En, string TextZh, string TextEn, CheckStage Stage,
    string Measure, ImmutableArray<string> Fields, ImmutableArray<CheckThreshold> Thresholds,
    ImmutableArray<CheckLine> Lines, ImmutableArray<CheckLevel> Levels)
{
    /// <summary>What whoever reads a hit should know of the check, such as that honest data raise it too; may be empty.
    /// </summary>
    public string NoteZh { get; init; } = "";
    public string NoteEn { get; init; } = "";

    /// <summary>The number in the catalogue, without the part.</summary>
    public string Number => Id.Split('-')[0];

    /// <summary>The highest severity it can have.</summary>
    public CheckSeverity Severity => Levels.Max(l => l.Severity);
}

/// <summary>校核规则目录: one published version of all checks. It never changes once it is published.</summary>
public sealed class CheckCatalogue
{
    internal CheckCatalogue(string id, string version, string source, ImmutableArray<QualityCheck> checks,
        string content)
    {
        Id = id;
        Version = version;
        Source = source;
        Checks = checks;
        Content = content;
        Hash = Methodology.HashOf(content);
    }

    public string Id { get; }
    public string Version { get; }
    public string Source { get; }
    public ImmutableArray<QualityCheck> Checks { get; }
    public string Content { get; }
    public string Hash { get; }

    public QualityCheck? Find(string check) => Checks.FirstOrDefault(c => c.Id == check);

    /// <summary>Reads a catalogue from its document; null, with every fault noted, when it is not right.</summary>
    public static CheckCatalogue? Read(DocumentNode document, Faults faults) =>
        new CatalogueReader(document, faults).Read();

    /// <summary>Reads the canonical content a journal keeps.</summary>
    public static CheckCatalogue? FromContent(string content, Faults faults)
    {
        if (DocumentNode.FromCanonical(content) is { Fields.IsDefault: false } document) return Read(document, faults);
        faults.Add(QuantificationRefusals.BadDocument, new Place("content"), ("problem", "JSON"));
        return null;
    }
}
