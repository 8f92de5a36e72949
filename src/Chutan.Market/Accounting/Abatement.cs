using Chutan.Market.Quantification;

namespace Chutan.Market.Accounting;

/// <summary>A measure in its place in the ranking, with every figure it was worked out from.</summary>
/// <param name="SourceEmissions">What the source emitted in the year, tCO2e.</param>
/// <param name="Left">What is left of it after the cheaper measures on the same source.</param>
/// <param name="Wanted">What the measure would save.</param>
/// <param name="Saved">The same, but no more than is left.</param>
/// <param name="YearlyCost">The investment spread over the life, in fen.</param>
/// <param name="NetCost">Less the yearly saving; below zero the measure pays for itself.</param>
/// <param name="CostPerTonne">Fen per tonne; null when nothing is left to save.</param>
/// <param name="Cumulative">Saved so far down the ranking.</param>
public sealed record RankedMeasure(int Rank, Measure Measure, Rational SourceEmissions, Rational Left,
    Rational Wanted, Rational Saved, Rational YearlyCost, Rational NetCost, Rational? CostPerTonne,
    Rational Cumulative)
{
    public bool IsCapped => Saved < Wanted;
}

/// <summary>减排成本排序: the company's measures by cost per tonne, from its own figures, cheapest first. On one source
/// they act one after the other and never save more than it emits.</summary>
public static class Abatement
{
    /// <param name="rate">Yearly rate by which investments are spread; zero spreads them evenly.</param>
    public static ImmutableArray<RankedMeasure> Rank(
        Inventory inventory, AccountingState state, FootprintBasis basis, Rate rate)
    {
        var emissions = Footprint.Rows(inventory, state).GroupBy(r => r.Source.Id)
            .ToDictionary(g => g.Key, g => g.Aggregate(Rational.Zero, (sum, r) => sum
                + (basis is FootprintBasis.OperationsMarket or FootprintBasis.WholeMarket ? r.Market : r.Location)));
        var left = new Dictionary<SourceId, Rational>(emissions);
        var ranked = ImmutableArray.CreateBuilder<RankedMeasure>();
        var cumulative = Rational.Zero;
        var queue = state.MeasuresOf(inventory.Participant)
            .Select(m => (Measure: m, Cost: Spread(m, rate), Alone: Alone(m, emissions.GetValueOrDefault(m.Source))))
            .OrderBy(m => m.Alone.IsZero)
            .ThenBy(m => m.Alone.IsZero ? Rational.Zero : Net(m.Measure, m.Cost) / m.Alone)
            .ThenBy(m => m.Measure.Id);
        foreach (var (measure, cost, _) in queue)
        {
            var open = left.GetValueOrDefault(measure.Source);
            var wanted = Wanted(measure, open);
            var saved = wanted > open ? open : wanted;
            left[measure.Source] = open - saved;
            cumulative += saved;
            var net = Net(measure, cost);
            ranked.Add(new RankedMeasure(ranked.Count + 1, measure, emissions.GetValueOrDefault(measure.Source), open,
                wanted, saved, cost, net, saved.IsZero ? null : net / saved, cumulative));
        }
        return ranked.ToImmutable();
    }

    /// <summary>The even yearly payment over the life that is worth the investment at the rate:
    /// cost × r(1+r)ⁿ ÷ ((1+r)ⁿ − 1).</summary>
    private static Rational Spread(Measure measure, Rate rate)
    {
        var cost = Rational.Of(measure.Cost.Fen);
        if (rate.Parts == 0) return cost / Rational.Of(measure.LifetimeYears);
        var r = Rational.Of(rate.ToDecimal());
        var grown = Rational.Power(Rational.One + r, measure.LifetimeYears);
        return (cost * r * grown / (grown - Rational.One)).Round(0, RoundingMode.HalfUp);
    }

    /// <summary>What a measure saves where it is the only one: the ranking goes by that.</summary>
    private static Rational Alone(Measure measure, Rational of) =>
        Wanted(measure, of) is var wanted && wanted > of ? of : wanted;

    private static Rational Net(Measure measure, Rational cost) => cost - Rational.Of(measure.YearlySaving.Fen);

    private static Rational Wanted(Measure measure, Rational of) => measure.Effect == MeasureEffect.Percent
        ? of * Rational.Of(measure.Amount) / Rational.Of(100) : Rational.Of(measure.Amount);
}
