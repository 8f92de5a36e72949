namespace Chutan.Market.Quantification;

/// <summary>One row of the table: which methodology a sector's reports use in which years under a regime.</summary>
/// <param name="Regime">For example <c>hubei-pilot</c> or <c>national</c>.</param>
public sealed record RuleSet(string Regime, string Sector, int FromYear, int? ThroughYear, string Methodology,
    string Version, Standing Standing, string Source, Place Place)
{
    public bool Covers(string regime, string sector, int year) => Regime == regime && Sector == sector
        && FromYear <= year && (ThroughYear is not { } last || year <= last);
}

/// <summary>规则集选用: which methodology version a report for a year, under a regime, of a sector uses. The year is the
/// report's own: recalculating 2019 takes the rules of 2019 whenever it is done.</summary>
public sealed record RuleSetTable(ImmutableArray<RuleSet> Rows)
{
    public static RuleSetTable Empty { get; } = new([]);

    /// <summary>The one row for a report; null, with the gap noted, when there is none.</summary>
    public RuleSet? Select(string regime, string sector, int year, Faults faults)
    {
        if (Rows.FirstOrDefault(r => r.Covers(regime, sector, year)) is { } row) return row;
        faults.Add(QuantificationRefusals.NoRuleSet, new Place("rule-sets"), ("sector", sector), ("year", year),
            ("regime", regime));
        return null;
    }

    public static RuleSetTable Read(DocumentNode document, Faults faults)
    {
        var root = new FieldReader(document, faults);
        var rows = root.Each("rule-sets").Select(r => ReadRow(r, faults)).ToImmutableArray();
        root.RefuseOthers();
        for (var i = 0; i < rows.Length; i++)
            foreach (var other in rows.Skip(i + 1).Where(o => Overlap(rows[i], o)))
                faults.Add(QuantificationRefusals.RuleSetOverlap, other.Place, ("sector", other.Sector),
                    ("regime", other.Regime), ("year", Math.Max(other.FromYear, rows[i].FromYear)),
                    ("first", $"{rows[i].Methodology} {rows[i].Version}"),
                    ("second", $"{other.Methodology} {other.Version}"));
        return new RuleSetTable(rows);
    }

    private static bool Overlap(RuleSet a, RuleSet b) => a.Regime == b.Regime && a.Sector == b.Sector
        && (b.ThroughYear is not { } last || a.FromYear <= last)
        && (a.ThroughYear is not { } end || b.FromYear <= end);

    private static RuleSet ReadRow(FieldReader from, Faults faults)
    {
        var year = from.Whole("from-year");
        if (year is null) faults.Add(QuantificationRefusals.FieldMissing, from.Place, ("field", "from-year"));
        var row = new RuleSet(from.Required("regime"), from.Required("sector"), year ?? 0, from.Whole("through-year"),
            from.Required("methodology"), from.Required("version"),
            MethodologyReader.ReadStanding(from, faults) ?? Standing.Assumed, from.Required("source"), from.Place);
        from.RefuseOthers();
        return row;
    }
}
