using Chutan.Market.Quantification;

namespace Chutan.Market.Accounting;

/// <summary>Which emissions a total, a target or a claim of neutrality covers, and by which of the two ways of counting
/// electricity. Always stated beside the figure.</summary>
public enum FootprintBasis
{
    /// <summary>Scopes 1 and 2, location-based.</summary>
    OperationsLocation = 0,
    /// <summary>Scopes 1 and 2, market-based.</summary>
    OperationsMarket = 1,
    /// <summary>Scopes 1 to 3, location-based.</summary>
    WholeLocation = 2,
    /// <summary>Scopes 1 to 3, market-based.</summary>
    WholeMarket = 3,
}

/// <summary>Emissions of one gas from one source in one month, as far as they count for the company.</summary>
/// <param name="Location">tCO2e, exact.</param>
/// <param name="Market">tCO2e, exact.</param>
public readonly record struct FootprintRow(int Month, SiteId Site, EmissionSource Source, string Gas, decimal Percent,
    Rational Location, Rational Market)
{
    /// <summary>What the row adds to a total on a basis.</summary>
    public Rational On(FootprintBasis basis) =>
        Source.Scope == EmissionScope.ValueChain
            && basis is FootprintBasis.OperationsLocation or FootprintBasis.OperationsMarket ? Rational.Zero
        : basis is FootprintBasis.OperationsMarket or FootprintBasis.WholeMarket ? Market : Location;
}

/// <summary>The totals of a year, exact, in tCO2e.</summary>
public readonly record struct FootprintTotals(
    Rational Scope1, Rational Scope2Location, Rational Scope2Market, Rational Scope3)
{
    public Rational On(FootprintBasis basis) => Scope1
        + (basis is FootprintBasis.OperationsMarket or FootprintBasis.WholeMarket ? Scope2Market : Scope2Location)
        + (basis is FootprintBasis.WholeLocation or FootprintBasis.WholeMarket ? Scope3 : Rational.Zero);
}

/// <summary>企业碳足迹: what an inventory adds up to, each site's emissions by the share that counts.</summary>
public static class Footprint
{
    /// <summary>Every row of an inventory in the order month, source, gas. An issued one takes the shares it was issued
    /// with.</summary>
    public static IEnumerable<FootprintRow> Rows(Inventory inventory, AccountingState state)
    {
        foreach (var entry in inventory.Entries.Values)
        {
            var source = state.Find(entry.Source, inventory.Participant)!; // entries name known sources
            var percent = Share(inventory, source.Site, entry.Month, state);
            var share = Rational.Of(percent) / Rational.Of(100);
            foreach (var gas in entry.Gases)
            {
                // The market-based way is a way of scope 2; the value chain counts once, by place.
                var market = source.Scope == EmissionScope.ValueChain ? gas.Location : gas.Market;
                yield return new FootprintRow(entry.Month, source.Site, source, gas.Gas, percent,
                    Exact.Read(gas.Location) * share, Exact.Read(market) * share);
            }
        }
    }

    public static FootprintTotals Totals(Inventory inventory, AccountingState state) =>
        Totals(Rows(inventory, state));

    public static FootprintTotals Totals(IEnumerable<FootprintRow> rows)
    {
        var (one, location, market, three) = (Rational.Zero, Rational.Zero, Rational.Zero, Rational.Zero);
        foreach (var row in rows)
            switch (row.Source.Scope)
            {
                case EmissionScope.Direct: one += row.Location; break;
                case EmissionScope.Energy:
                    location += row.Location;
                    market += row.Market;
                    break;
                default: three += row.Location; break;
            }
        return new FootprintTotals(one, location, market, three);
    }

    /// <summary>Whole tonnes to retire for a footprint: rounded up.</summary>
    public static Tonnes ToRetire(Rational footprint) =>
        new((long)footprint.Round(0, RoundingMode.Ceiling).Numerator);

    /// <summary>The percentage of a site's emissions that count in a month.</summary>
    public static decimal Share(Inventory inventory, SiteId site, int month, AccountingState state) =>
        inventory.Shares.FirstOrDefault(s => s.Site == site && s.Month == month)?.Percent
        ?? state.Find(site, inventory.Participant)?.In(inventory.Year, month)?.Percent(inventory.Approach) ?? 0;
}
