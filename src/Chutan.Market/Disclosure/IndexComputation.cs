namespace Chutan.Market.Disclosure;

/// <summary>计算指数: the values of every index up to a closed trading day.</summary>
[Wire("disclosure.compute-indices"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Exchange)]
public sealed record ComputeIndices(LocalDate Date) : Command;

/// <summary>What one constituent gave to a value.</summary>
/// <param name="Price">Its price on the day; the last one known when it did not trade.</param>
/// <param name="Reference">The price its change is counted from: the base price for fixed weights, otherwise the last
/// one known before.</param>
/// <param name="Weight">Its share in parts of 10⁸ for fixed weights, otherwise the day's tonnes or fen.</param>
/// <param name="Traded">Whether it traded on the day.</param>
public sealed record IndexInput(string Market, string Instrument, Price Price, Price Reference, long Weight,
    bool Traded);

/// <summary>The value of an index on a day.</summary>
/// <param name="Exact">The value as computed, to 28 digits: what the next day is linked to.</param>
/// <param name="Value">The value as published.</param>
[Wire("disclosure.index-computed")]
public sealed record IndexComputed(string Code, int Version, LocalDate Date, decimal Exact, decimal Value,
    ImmutableArray<IndexInput> Inputs) : DisclosureEvent;

/// <summary>An index has no value on a day, by its missing-day rule.</summary>
[Wire("disclosure.index-skipped")]
public sealed record IndexSkipped(string Code, int Version, LocalDate Date, ImmutableArray<IndexInput> Inputs)
    : DisclosureEvent;

/// <summary>The arithmetic of an index: decimals of 28 digits throughout, rounded only for publication.</summary>
internal static class Computation
{
    /// <summary>The value on the base date.</summary>
    public static IndexComputed AtBase(IndexDefinition definition) => new(definition.Code, definition.Version,
        definition.BaseDate, definition.BaseValue, Published(definition.BaseValue, definition),
        [.. definition.Constituents.Select(c =>
            new IndexInput(c.Market, c.Instrument, c.BasePrice, c.BasePrice, c.Weight.Parts, Traded: true))]);

    /// <summary>The value of one day, or that there is none.</summary>
    /// <param name="known">Each constituent's last known price, in the order of the definition.</param>
    public static DisclosureEvent On(LocalDate date, IndexDefinition definition, decimal before,
        ImmutableArray<Price> known, IndexMarket market)
    {
        var isFixed = definition.Weighting == IndexWeighting.Fixed;
        var inputs = ImmutableArray.CreateBuilder<IndexInput>(definition.Constituents.Length);
        for (var i = 0; i < definition.Constituents.Length; i++)
        {
            var c = definition.Constituents[i];
            var seen = market.Observe(c.Market, c.Instrument, date);
            inputs.Add(new IndexInput(c.Market, c.Instrument, seen?.Price ?? known[i],
                isFixed ? c.BasePrice : known[i], WeightOf(definition.Weighting, c, seen), seen is not null));
        }
        var all = inputs.MoveToImmutable();
        var missing = isFixed ? all.Any(i => !i.Traded) : all.All(i => i.Weight == 0);
        if (missing && definition.MissingDay == MissingDayRule.Skip)
            return new IndexSkipped(definition.Code, definition.Version, date, all);
        var exact = (isFixed ? definition.BaseValue : before) * MeanChange(all);
        return new IndexComputed(definition.Code, definition.Version, date, exact, Published(exact, definition), all);
    }

    /// <summary>The weighted mean of price over reference; 1 when nothing has weight.</summary>
    private static decimal MeanChange(ImmutableArray<IndexInput> inputs)
    {
        var (sum, weights) = (0m, 0m);
        foreach (var input in inputs)
        {
            if (input.Weight == 0) continue;
            sum += (decimal)input.Weight * input.Price.FenPerTonne / input.Reference.FenPerTonne;
            weights += input.Weight;
        }
        return weights == 0 ? 1m : sum / weights;
    }

    private static long WeightOf(IndexWeighting weighting, IndexBase constituent, Observation? seen) =>
        weighting switch
        {
            IndexWeighting.Fixed => constituent.Weight.Parts,
            IndexWeighting.ByVolume => seen?.Volume.Count ?? 0,
            _ => seen?.Turnover.Fen ?? 0,
        };

    private static decimal Published(decimal exact, IndexDefinition definition) =>
        decimal.Round(exact, definition.Decimals, MidpointRounding.AwayFromZero);
}
