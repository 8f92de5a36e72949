using System.Globalization;

namespace Chutan.Bench;

/// <summary>Median and range of what the rounds of one run measured.</summary>
internal sealed record Measured(double Median, double Least, double Most)
{
    public static Measured Of(IEnumerable<double> rounds, int digits)
    {
        var sorted = rounds.Select(value => Math.Round(value, digits)).Order().ToList();
        return new(sorted[sorted.Count / 2], sorted[0], sorted[^1]);
    }

    public string Text(int digits) => string.Create(CultureInfo.InvariantCulture,
        $"{Fixed(Median, digits)} ({Fixed(Least, digits)}–{Fixed(Most, digits)})");

    private static string Fixed(double value, int digits) =>
        value.ToString("N" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
