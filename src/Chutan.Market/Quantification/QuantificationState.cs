namespace Chutan.Market.Quantification;

public abstract record QuantificationEvent : Event;

/// <summary>A published methodology: its content as it was published, and who may find it again.</summary>
/// <param name="Reason">Why the values without a source were adopted; empty when it has none.</param>
public sealed record PublishedMethodology(
    string Methodology, string Version, string Hash, string Content, string Reason, Instant At, long Position);

/// <summary>The methodologies in force in this market, and which of them a report uses.</summary>
public sealed class QuantificationState
{
    private readonly SortedDictionary<string, PublishedMethodology> published = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Methodology> read = new(StringComparer.Ordinal);
    private readonly List<RuleSet> rows = [];

    public IEnumerable<PublishedMethodology> Published => published.Values;
    public RuleSetTable RuleSets => new([.. rows]);

    public PublishedMethodology? FindPublished(string id, string version) =>
        published.GetValueOrDefault(Key(id, version));

    /// <summary>A published methodology, ready to calculate with; null when it is not published.</summary>
    public Methodology? Find(string id, string version) => read.GetValueOrDefault(Key(id, version));

    /// <summary>The methodology a report for a year, under a regime, of a sector uses; null when none is selected.
    /// </summary>
    public Methodology? Select(string regime, string sector, int year) =>
        rows.FirstOrDefault(r => r.Covers(regime, sector, year)) is { } row ? Find(row.Methodology, row.Version) : null;

    internal void Apply(QuantificationEvent happened, EventContext context)
    {
        switch (happened)
        {
            case MethodologyPublished e:
                Keep(new PublishedMethodology(e.Methodology, e.Version, e.Hash, e.Content, e.Reason, context.At,
                    context.Position));
                break;
            case MethodologySelected e:
                rows.RemoveAll(r => r.Regime == e.Regime && r.Sector == e.Sector && r.FromYear == e.FromYear);
                rows.Add(new RuleSet(e.Regime, e.Sector, e.FromYear, e.ThroughYear, e.Methodology, e.Version,
                    Standing.Confirmed, e.Basis, default));
                rows.Sort((a, b) => string.CompareOrdinal(Order(a), Order(b)));
                break;
        }
    }

    internal void Save(StateWriter to)
    {
        to.Many(published.Values, p =>
        {
            foreach (var text in new[] { p.Methodology, p.Version, p.Hash, p.Content, p.Reason }) to.String(text);
            to.Instant(p.At);
            to.Long(p.Position);
        });
        to.Many(rows, r =>
        {
            foreach (var text in new[] { r.Regime, r.Sector, r.Methodology, r.Version, r.Source }) to.String(text);
            to.Int(r.FromYear);
            to.Int(r.ThroughYear ?? 0);
        });
    }

    internal void Load(StateReader from)
    {
        from.Many(() => Keep(new PublishedMethodology(from.String(), from.String(), from.String(), from.String(),
            from.String(), from.Instant(), from.Long())));
        from.Many(() =>
        {
            var (regime, sector, id, version, source) =
                (from.String(), from.String(), from.String(), from.String(), from.String());
            var (first, last) = (from.Int(), from.Int());
            rows.Add(new RuleSet(regime, sector, first, last == 0 ? null : last, id, version, Standing.Confirmed,
                source, default));
        });
    }

    private static string Key(string id, string version) => $"{id}@{version}";
    private static string Order(RuleSet r) => $"{r.Regime} {r.Sector} {Text.Of(r.FromYear)}";

    private void Keep(PublishedMethodology methodology)
    {
        var key = Key(methodology.Methodology, methodology.Version);
        published[key] = methodology;
        var faults = new Faults();
        read[key] = Methodology.FromContent(methodology.Content, faults) ?? throw new InvalidOperationException(
            $"The published content of {key} cannot be read: {string.Join("; ", faults.Sorted)}");
    }
}
