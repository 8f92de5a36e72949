using System.Globalization;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;

namespace Chutan.Market.Tests.Mrv;

/// <summary>Random months: what a report says is exactly what the methodology makes of the whole input, and every way
/// of taking it apart adds up to it.</summary>
public sealed class AnnualReportProperties
{
    [Theory]
    [InlineData(11), InlineData(12), InlineData(13), InlineData(14), InlineData(15), InlineData(16), InlineData(17)]
    [InlineData(18), InlineData(19), InlineData(20)]
    public void The_derived_total_is_the_methodology_run_on_all_figures_at_once(int seed)
    {
        var random = new Random(seed);
        var figures = Enumerable.Range(1, 12).Select(m => (Month: m, Coal: Some(random, 500, 5_000),
            Carbon: "0." + random.Next(4000, 7000).ToString(CultureInfo.InvariantCulture),
            Power: Some(random, 0, 900))).ToList();
        var market = new AnnualMarket(content: month => MonthMarket.Content(month) with
        {
            Rows = [MonthMarket.Coal(figures[month - 1].Coal, figures[month - 1].Carbon, MonthMarket.Number(month)),
                MonthMarket.Single(MonthMarket.Figure("W", figures[month - 1].Power, MonthMarket.Ledger))],
        });
        var result = market.Prepared().Result;

        // The same, straight from the definition: Σ coal × carbon × 44/12 + Σ power × 0.5703.
        var expected = figures.Aggregate(Rational.Zero, (sum, f) => sum
            + Read(f.Coal) * Read(f.Carbon) * Rational.Of(44, 12) + Read(f.Power) * Rational.Of(5703, 10_000));
        Assert.Equal(expected.Round(2, RoundingMode.HalfUp).Fixed(2),
            result.EntityTonnes.ToString("0.00", CultureInfo.InvariantCulture));
        Assert.Equal((long)expected.Round(0, RoundingMode.HalfUp).Numerator, result.Compliance.Count);
        var apart = 0.01m * 12;
        foreach (var kind in Enum.GetValues<PartKind>())
            Assert.InRange(result.Of(kind).Sum(p => p.Tonnes) - result.EntityTonnes, -apart, apart);
    }

    private static string Some(Random random, int least, int most) =>
        (random.Next(least * 100, most * 100) / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static Rational Read(string text) => Rational.TryParse(text, out var value) ? value : Rational.Zero;
}
