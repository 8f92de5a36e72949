using Chutan.Market.Quantification;

namespace Chutan.Market.Accounting;

/// <summary>By what emissions are told apart.</summary>
public enum Breakdown
{
    Month = 0,
    Site = 1,
    Source = 2,
    Scope = 3,
    /// <summary>Category of ISO 14064-1.</summary>
    IsoCategory = 4,
    /// <summary>Scope 3 by category of the GHG Protocol.</summary>
    ValueChain = 5,
    Product = 6,
    Gas = 7,
}

/// <summary>Emissions of one part, in tCO2e, exact.</summary>
/// <param name="Key">The month, site number, source number, scope, category, product or gas.</param>
public sealed record BreakdownPart(string Key, Rational Location, Rational Market);

/// <summary>Emissions per something: tonnes over the sum of the reference figures of a kind.</summary>
/// <param name="Product">The product whose sources and output these are; empty for the whole company.</param>
/// <param name="Unit">Of the quantity.</param>
public sealed record Intensity(ReferenceKind Kind, string Product, decimal Quantity, string Unit, Rational Emissions,
    Rational Value);

/// <summary>Where a target stands in a year: on the straight line from the base year to its own.</summary>
/// <param name="Unit">tCO2e, or tCO2e per unit of output.</param>
public sealed record TargetStanding(Target Target, int Year, Rational Base, Rational Aim, Rational Path,
    Rational Actual, string Unit)
{
    public bool IsOnPath => Actual <= Path;
}

/// <summary>Whether what was bought, sold or corrected since makes the base year's figures out of date.</summary>
/// <param name="Change">Sum of the absolute changes, tCO2e of the base year.</param>
public sealed record BaseYearCheck(Rational Base, Rational Change, Rate Threshold)
{
    public Rational Share => Base.IsZero ? Rational.Zero : Change / Base;
    public bool IsDue => Share > Rational.Of(Threshold.ToDecimal());
}

/// <summary>排放分析: what an inventory says, from different sides. Reads only; everything is exact until shown.
/// </summary>
public static class Analysis
{
    /// <summary>Emissions by one of the sides, largest first; months in their order.</summary>
    public static ImmutableArray<BreakdownPart> By(Breakdown side, IEnumerable<FootprintRow> rows)
    {
        var parts = rows.Where(r => side != Breakdown.ValueChain || r.Source.Scope == EmissionScope.ValueChain)
            .GroupBy(r => KeyOf(side, r)).Select(g => new BreakdownPart(g.Key,
                g.Aggregate(Rational.Zero, (sum, r) => sum + r.Location),
                g.Aggregate(Rational.Zero, (sum, r) => sum + r.Market)));
        return side is Breakdown.Month or Breakdown.Scope or Breakdown.IsoCategory or Breakdown.ValueChain
            ? [.. parts.OrderBy(p => int.Parse(p.Key, System.Globalization.CultureInfo.InvariantCulture))]
            : [.. parts.OrderByDescending(p => p.Location).ThenBy(p => p.Key, StringComparer.Ordinal)];
    }

    /// <summary>Emissions over each kind of reference figure, and each product's own over its output. Figures of one
    /// kind that do not share a unit give none.</summary>
    public static ImmutableArray<Intensity> Intensities(
        Inventory inventory, AccountingState state, FootprintBasis basis)
    {
        var rows = Footprint.Rows(inventory, state).ToList();
        var found = ImmutableArray.CreateBuilder<Intensity>();
        foreach (var kind in inventory.References.Values.GroupBy(r => r.Kind))
        {
            if (Sum(kind) is var (quantity, unit))
                found.Add(Over(kind.Key, "", quantity, unit, rows));
            if (kind.Key != ReferenceKind.Output) continue;
            foreach (var own in kind.Where(r => r.Product.Length > 0
                && rows.Any(row => row.Source.Product == r.Product)))
                found.Add(Over(kind.Key, own.Product, own.Quantity, own.Unit,
                    rows.Where(row => row.Source.Product == own.Product)));
        }
        return found.ToImmutable();

        Intensity Over(ReferenceKind kind, string product, decimal quantity, string unit, IEnumerable<FootprintRow> of)
        {
            var emissions = of.Aggregate(Rational.Zero, (sum, r) => sum + r.On(basis));
            return new Intensity(kind, product, quantity, unit, emissions, emissions / Rational.Of(quantity));
        }
    }

    /// <summary>Where every target stands in a year with an inventory.</summary>
    public static ImmutableArray<TargetStanding> Targets(Inventory inventory, AccountingState state)
    {
        if (state.BaseYearOf(inventory.Participant) is not { } from) return [];
        var standings = ImmutableArray.CreateBuilder<TargetStanding>();
        foreach (var target in state.TargetsOf(inventory.Participant))
        {
            var (start, actual) = (from.Totals.On(target.Basis),
                Footprint.Totals(inventory, state).On(target.Basis));
            var unit = "tCO2e";
            if (target.Kind == TargetKind.Intensity)
            {
                if (OutputOf(state.FindIssued(inventory.Participant, from.Year)) is not var (before, perUnit)
                    || OutputOf(inventory) is not var (now, same) || same != perUnit) continue;
                (start, actual, unit) = (start / Rational.Of(before), actual / Rational.Of(now), $"tCO2e/{perUnit}");
            }
            var cut = Rational.Of(target.ReductionPercent) / Rational.Of(100);
            var passed = Rational.Of(Math.Clamp(inventory.Year - from.Year, 0, target.Year - from.Year),
                target.Year - from.Year);
            standings.Add(new TargetStanding(target, inventory.Year, start, start * (Rational.One - cut),
                start * (Rational.One - cut * passed), actual, unit));
        }
        return standings.ToImmutable();
    }

    /// <summary>How far purchases, sales and corrections after the base year would change its figures; null without a
    /// base year. A site bought later counts with its emissions of the newest issued year.</summary>
    public static BaseYearCheck? CheckBaseYear(ParticipantId company, AccountingState state, Rate threshold)
    {
        if (state.BaseYearOf(company) is not { } from
            || state.Revisions(company, from.Year).FirstOrDefault(r => r.Revision == from.Revision) is not { } was)
            return null;
        var newest = state.InventoriesOf(company).Where(i => i.Year >= from.Year).MaxBy(i => i.Year) ?? was;
        var change = Rational.Zero;
        foreach (var site in state.SitesOf(company))
        {
            if (site.Stakes.LastOrDefault(s => s.From > new LocalDate(from.Year, 1, 1)
                && s.Cause is StakeCause.Acquired or StakeCause.Divested or StakeCause.Corrected) is not { } moved)
                continue;
            var inBase = Full(was, site.Id, month => moved.Percent(was.Approach)
                - Footprint.Share(was, site.Id, month, state), state);
            var joined = was.Entries.Values.Any(e => state.Find(e.Source, company)?.Site == site.Id)
                ? Rational.Zero : Full(newest, site.Id, _ => moved.Percent(was.Approach), state);
            change += (inBase.Sign < 0 ? -inBase : inBase) + joined;
        }
        return new BaseYearCheck(from.Totals.On(FootprintBasis.WholeLocation), change, threshold);
    }

    /// <summary>All a site emitted in a year, times a percentage per month.</summary>
    private static Rational Full(
        Inventory inventory, SiteId site, Func<int, decimal> percent, AccountingState state) =>
        inventory.Entries.Values.Where(e => state.Find(e.Source, inventory.Participant)?.Site == site)
            .SelectMany(e => e.Gases, (e, g) => Exact.Read(g.Location) * Rational.Of(percent(e.Month)))
            .Aggregate(Rational.Zero, (sum, r) => sum + r) / Rational.Of(100);

    /// <summary>The output of a year where all of it is in one unit; null otherwise.</summary>
    public static (decimal Quantity, string Unit)? OutputOf(Inventory? inventory) => inventory is null ? null
        : Sum(inventory.References.Values.Where(r => r.Kind == ReferenceKind.Output));

    private static (decimal Quantity, string Unit)? Sum(IEnumerable<ReferenceFigure> figures)
    {
        var all = figures.ToList();
        return all.Count == 0 || all.Any(f => f.Unit != all[0].Unit) ? null
            : (all.Sum(f => f.Quantity), all[0].Unit);
    }

    private static string KeyOf(Breakdown side, FootprintRow row) => side switch
    {
        Breakdown.Month => Text.Of(row.Month),
        Breakdown.Site => row.Site.ToString(),
        Breakdown.Source => row.Source.Id.ToString(),
        Breakdown.Scope => Text.Of((int)row.Source.Scope),
        Breakdown.IsoCategory => Text.Of(row.Source.IsoCategory),
        Breakdown.ValueChain => Text.Of(row.Source.ValueChainCategory),
        Breakdown.Product => row.Source.Product,
        _ => row.Gas,
    };
}
