using Chutan.Market.Mrv;

namespace Chutan.Market.Tests.Mrv.Checks;

/// <summary>How often an honest change of laboratory looks like a fall of the carbon, and how often a real one is seen
/// by check 412.</summary>
public sealed class ShiftTests
{
    private const int Changes = 4_000;
    private const decimal Limit = 5m, Before = 3m, Slack = 0.5m;

    /// <summary>
    /// Goal: at the limit of the rulebook few honest changes are asked about, and most shifts by two deviations are.
    /// Method: months before and after a change drawn from a normal distribution by sums of uniform numbers of a fixed
    /// sequence; mean and deviation are those of the months before, as in the check.
    /// </summary>
    [Theory]
    [InlineData(6, 6)]
    [InlineData(7, 5)]
    public void Honest_changes_of_laboratory_are_seldom_asked_about_and_real_shifts_mostly(int before, int after)
    {
        var (honest, tight, shifted) = (0, 0, 0);
        var random = new Random(412);
        for (var i = 0; i < Changes; i++)
        {
            var known = Draw(random, before, 0);
            var (mean, deviation) = (Statistics.Mean(known), Statistics.Deviation(known));
            decimal Cusum(double shift) => Statistics.LowerCusum(Draw(random, after, shift), mean, deviation, Slack);
            var same = Cusum(0);
            if (same > Limit) honest++;
            if (same > Before) tight++;
            if (Cusum(-2) > Limit) shifted++;
        }
        Assert.InRange(honest / (double)Changes, 0.02, 0.07);
        Assert.True(tight > 2 * honest, $"{tight} and {honest} of {Changes}");
        Assert.InRange(shifted / (double)Changes, 0.75, 0.95);
    }

    private static List<decimal> Draw(Random random, int count, double shift) =>
    [
        .. Enumerable.Range(0, count).Select(_ =>
            (decimal)(20 + shift + Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6)),
    ];
}
