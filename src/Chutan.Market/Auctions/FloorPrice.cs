using Chutan.Market.Exchange;

namespace Chutan.Market.Auctions;

/// <summary>保留价: the floor of an auction, worked out from the exchange's day records and put on record line by line.
/// </summary>
internal static class FloorPrice
{
    /// <summary>The floor and how it came about, or the refusal when the formula has no trades to go by.</summary>
    /// <param name="today">The day of the announcement; it does not count itself.</param>
    public static (Price? Reserve, ImmutableArray<ExplanationLine> Lines, Refusal? Refusal) Of(Floor floor,
        LocalDate today, IEnumerable<DayRecord> days)
    {
        if (floor.Rule == FloorRule.None) return (null, [], null);
        if (floor.Rule == FloorRule.Fixed)
            return (floor.Price, [Line("P0", "auctions.line.fixed", null, Text.Of(floor.Price!.Value), "CNY/t",
                LineKind.Input)], null); // a fixed floor has a price
        var (from, through) = Period(floor, today);
        var (volume, turnover) = (Tonnes.Zero, Money.Zero);
        foreach (var day in days)
            if (day.Date >= from && day.Date <= through)
            {
                volume += day.Volume;
                turnover += day.Turnover;
            }
        if (volume.IsZero)
            return (null, [], AuctionRefusals.NoAverage.With(Announcing.Order371, ("from", from),
                ("through", through)));
        var factor = floor.Factor!.Value; // a formula has a factor
        var reserve = new Price(Rounding.HalfUp((Int128)turnover.Fen * factor.Parts,
            checked(volume.Count * Rate.Scale)));
        return (reserve,
        [
            Line("from", "auctions.line.from", null, Text.Of(from), "", LineKind.Input),
            Line("through", "auctions.line.through", null, Text.Of(through), "", LineKind.Input),
            Line("T", "auctions.line.turnover", null, Text.Of(turnover), "CNY", LineKind.Input),
            Line("V", "auctions.line.volume", null, Text.Of(volume), "t", LineKind.Input),
            Line("f", "auctions.line.factor", null, Text.Of(factor.ToDecimal()), "", LineKind.Input),
            Line("P", "auctions.line.floor", "T ÷ V × f", Text.Of(reserve), "CNY/t", LineKind.Result),
        ], null);
    }

    private static (LocalDate From, LocalDate Through) Period(Floor floor, LocalDate today)
    {
        var months = floor.Months!.Value; // a formula has months
        if (floor.Rule == FloorRule.AverageOfMonths) return (today.PlusMonths(-months), today.PlusDays(-1));
        var first = new LocalDate(today.Year, today.Month, 1);
        return (first.PlusMonths(-months), first.PlusDays(-1));
    }

    private static ExplanationLine Line(string symbol, string label, string? formula, string value, string unit,
        LineKind kind) => new(symbol, label, formula, value, unit, kind, null, null, null);
}
