using Chutan.Market.Quantification;

namespace Chutan.Market.Accounting;

/// <summary>What one source adds to the change between two years.</summary>
public sealed record SourceChange(EmissionSource Source, Rational Before, Rational After, Rational Activity,
    Rational Structure, Rational Factor)
{
    public Rational Change => After - Before;
}

/// <summary>同比分解: the change between two years, told apart so that the parts add up to it exactly.
/// Activity: more or less was made (output where both years state it in one unit, otherwise each source's own
/// quantity). Structure: more or less of a source per output; sources that came or went; shares in sites that
/// changed. Factor: more or less emitted per quantity.</summary>
/// <param name="Growth">Output now over output before; null where it is not known.</param>
public sealed record Decomposition(int From, int To, FootprintBasis Basis, Rational? Growth,
    ImmutableArray<SourceChange> Sources)
{
    public Rational Before => Sum(s => s.Before);
    public Rational After => Sum(s => s.After);
    public Rational Activity => Sum(s => s.Activity);
    public Rational Structure => Sum(s => s.Structure);
    public Rational Factor => Sum(s => s.Factor);

    public static Decomposition Between(
        Inventory before, Inventory after, AccountingState state, FootprintBasis basis)
    {
        var growth = Analysis.OutputOf(before) is var (was, unit) && Analysis.OutputOf(after) is var (now, same)
            && same == unit ? Rational.Of(now) / Rational.Of(was) : (Rational?)null;
        var (first, second) = (BySource(before, state, basis), BySource(after, state, basis));
        var changes = first.Keys.Union(second.Keys).Order().Select(id => Change(
            state.Find(id, after.Participant)!, // both years' entries name known sources
            first.GetValueOrDefault(id), second.GetValueOrDefault(id), growth));
        return new Decomposition(before.Year, after.Year, basis, growth, [.. changes]);
    }

    private static SourceChange Change(EmissionSource source, (Rational Quantity, Rational Emissions) before,
        (Rational Quantity, Rational Emissions) after, Rational? growth)
    {
        var (q0, e0) = before;
        var (q1, e1) = after;
        if (q0.IsZero)
            return new SourceChange(source, e0, e1, Rational.Zero, e1 - e0, Rational.Zero);
        if (q1.IsZero)
        {
            var scaled = growth is { } g ? e0 * (g - Rational.One) : Rational.Zero;
            return new SourceChange(source, e0, e1, scaled, e1 - e0 - scaled, Rational.Zero);
        }
        var factor = e1 - q1 * e0 / q0;
        var activity = e0 * ((growth ?? q1 / q0) - Rational.One);
        return new SourceChange(source, e0, e1, activity, e1 - e0 - factor - activity, factor);
    }

    /// <summary>Quantity and emissions of each source that count for the company.</summary>
    private static Dictionary<SourceId, (Rational Quantity, Rational Emissions)> BySource(
        Inventory inventory, AccountingState state, FootprintBasis basis)
    {
        var sums = new Dictionary<SourceId, (Rational Quantity, Rational Emissions)>();
        foreach (var entry in inventory.Entries.Values)
        {
            var source = state.Find(entry.Source, inventory.Participant)!; // entries name known sources
            var share = Rational.Of(Footprint.Share(inventory, source.Site, entry.Month, state)) / Rational.Of(100);
            var (quantity, emissions) = sums.GetValueOrDefault(source.Id);
            sums[source.Id] = (quantity + Exact.Read(entry.Quantity) * share, emissions);
        }
        foreach (var row in Footprint.Rows(inventory, state))
        {
            var (quantity, emissions) = sums[row.Source.Id];
            sums[row.Source.Id] = (quantity, emissions + row.On(basis));
        }
        return sums;
    }

    private Rational Sum(Func<SourceChange, Rational> of) =>
        Sources.Aggregate(Rational.Zero, (sum, s) => sum + of(s));
}
