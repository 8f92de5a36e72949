using System.Globalization;
using Chutan.Market.Mrv;

namespace Chutan.Market.Tests.Mrv.Checks;

/// <summary>How often honest figures repeat by chance, and how often check 405 would ask about them.</summary>
public sealed class RepeatTests
{
    /// <summary>
    /// Goal: about one honest parameter in a hundred has a repetition that check 405 asks about, whatever it scatters
    /// by and to however many digits it is written.
    /// Method: years of twelve values drawn from a normal distribution by sums of uniform numbers of a fixed sequence.
    /// </summary>
    [Theory]
    [InlineData(0.53, 0.010, 4)]
    [InlineData(19.85, 0.35, 3)]
    [InlineData(19.85, 0.35, 2)]
    public void Repeated_values_of_honest_parameters_are_seldom_asked_about(double mean, double deviation, int digits)
    {
        const int Years = 4_000;
        var random = new Random(405);
        var (bare, asked) = (0, 0);
        for (var year = 0; year < Years; year++)
        {
            var values = Enumerable.Range(0, 12).Select(_ => decimal.Round((decimal)(mean + deviation
                * (Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6)), digits)).ToList();
            var most = values.GroupBy(v => v).Max(g => g.Count());
            if (most >= 2) bare++;
            var unit = Statistics.LastDigit(values[0].ToString($"F{digits}", CultureInfo.InvariantCulture));
            if (most >= 2 && Statistics.ChanceOfRepeats(12, most, unit, Statistics.Deviation(values)) < 0.01m) asked++;
        }
        Assert.True(asked <= Years * 0.012, $"{asked} of {Years}");
        Assert.True(bare > asked, $"{bare} of {Years} have some repetition");
    }

    [Fact]
    public void A_value_that_never_changes_cannot_be_chance_and_one_that_does_not_repeat_always_is()
    {
        Assert.Equal(0, Statistics.ChanceOfRepeats(12, 12, 0.001m, 0));
        Assert.Equal(12, Statistics.ChanceOfRepeats(12, 1, 0.001m, 0.2m));
    }
}
