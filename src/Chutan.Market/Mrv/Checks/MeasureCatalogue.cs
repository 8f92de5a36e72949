using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>One thing that was measured: a row, a laboratory report, a ledger, a year. Figures that are not to be had
/// are left out; a condition that needs them then says nothing.</summary>
internal sealed class Measured(ParticipantId participant, int month, string subject)
{
    private readonly List<(string Name, decimal Value)> figures = [];
    private readonly List<(string Name, string Text)> words = [];

    public ParticipantId Participant => participant;

    /// <summary>1 to 12; zero for the year.</summary>
    public int Month => month;

    /// <summary>Which row or report it is, for example <c>fuel bituminous u1</c> or <c>lab HB-2024-0193</c>.</summary>
    public string Subject => subject;
    public IReadOnlyList<(string Name, decimal Value)> Figures => figures;
    public IReadOnlyList<(string Name, string Text)> Words => words;

    /// <summary>Adds a figure in the unit its measure declares.</summary>
    public Measured With(string name, decimal? value)
    {
        if (value is { } known) figures.Add((name, known));
        return this;
    }

    public Measured With(string name, bool holds) => With(name, holds ? 1 : 0);

    public Measured Say(string name, string text)
    {
        words.Add((name, text));
        return this;
    }
}

/// <summary>A named way of measuring: what it gives, and how.</summary>
/// <param name="Shares">Figures given as parts of one and shown in percent.</param>
internal sealed record MeasureDefinition(string Name, ImmutableArray<(string Name, Unit Unit)> Figures,
    ImmutableHashSet<string> Shares, ImmutableArray<string> Words, Func<CheckedReport, IEnumerable<Measured>>? OfReport,
    Func<CheckedMarket, IEnumerable<Measured>>? OfMarket)
{
    /// <summary>Whether a month is measured by itself, without a look at the others.</summary>
    public bool IsOfOneMonth { get; init; }

    /// <summary>A measure that goes by one methodology's rows: of a report with several modules it is taken of each.
    /// </summary>
    public MeasureDefinition ByModule() => OfReport is not { } of ? this : this with
    { OfReport = report => report.Modules.IsEmpty ? of(report) : report.Modules.SelectMany(of) };

    private Dictionary<string, Unit>? units;

    public Unit UnitOf(string figure) =>
        (units ??= Figures.ToDictionary(f => f.Name, f => f.Unit, StringComparer.Ordinal))[figure];

    /// <summary>A figure in base units.</summary>
    public Rational Base(string figure, decimal value) =>
        Shares.Contains(figure) ? Rational.Of(value) : Rational.Of(value) * UnitOf(figure).Scale;
}

/// <summary>Every way of measuring there is. The conditions over what they give are data.</summary>
internal static class MeasureCatalogue
{
    private static readonly ImmutableSortedDictionary<string, MeasureDefinition> All =
        FormMeasures.All.Concat(PhysicsMeasures.All).Concat(ProcessMeasures.All).Concat(LabMeasures.All)
            .Concat(SeriesMeasures.All).Concat(PeerMeasures.All).Concat(ConductMeasures.All)
            .ToImmutableSortedDictionary(m => m.Name, m => m, StringComparer.Ordinal);

    public static IEnumerable<string> Names => All.Keys;

    public static MeasureDefinition? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>A share is shown in percent.</summary>
    internal const string Share = "share";

    internal static Unit Percent => Unit.Find("%")!; // a unit that is always known

    /// <summary>A measure of one report. Figures are written as <c>name unit</c>; no unit is a bare number, and
    /// <c>share</c> a part of one.</summary>
    public static MeasureDefinition Report(string name, string[] figures, string[] words,
        Func<CheckedReport, IEnumerable<Measured>> of) => new(name, Read(figures), Shares(figures), [.. words], of,
            null);

    /// <summary>A measure of each month by itself.</summary>
    public static MeasureDefinition Month(string name, string[] figures, string[] words,
        Func<CheckedReport, IEnumerable<Measured>> of) => Report(name, figures, words, of) with { IsOfOneMonth = true };

    /// <summary>A measure across all reports.</summary>
    public static MeasureDefinition Across(string name, string[] figures, string[] words,
        Func<CheckedMarket, IEnumerable<Measured>> of) => new(name, Read(figures), Shares(figures), [.. words], null,
            of);

    private static ImmutableHashSet<string> Shares(string[] figures) =>
        [.. figures.Where(f => f.EndsWith(" " + Share, StringComparison.Ordinal)).Select(f => f.Split(' ')[0])];

    private static ImmutableArray<(string Name, Unit Unit)> Read(string[] figures) =>
    [
        .. figures.Select(f => f.Split(' ')).Select(parts => (parts[0], parts.Length == 1 ? Unit.One
            : parts[1] == Share ? Percent : Unit.Find(parts[1]) ?? throw new InvalidOperationException(
                $"No unit {parts[1]}."))),
    ];
}
