namespace Chutan.Market.Mrv;

/// <summary>Statistics in decimal arithmetic, the same on every machine.</summary>
internal static class Statistics
{
    private const int SquareRootSteps = 60;
    private const decimal SquareRootOfTwoPi = 2.506628274631000502415765285m;
    private const decimal LogarithmOfTwo = 0.6931471805599453094172321215m;

    /// <summary>Normal consistency of the median absolute deviation: 0.6745.</summary>
    private const decimal MedianDeviationScale = 0.6745m;

    public static decimal Mean(IReadOnlyCollection<decimal> values) => values.Sum() / values.Count;

    /// <summary>Sample standard deviation; zero for fewer than two values.</summary>
    public static decimal Deviation(IReadOnlyCollection<decimal> values)
    {
        if (values.Count < 2) return 0;
        var mean = Mean(values);
        return SquareRoot(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
    }

    public static decimal Median(IEnumerable<decimal> values)
    {
        var sorted = values.Order().ToArray();
        var half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /// <summary>Robust z: how far a value is from the median, in median absolute deviations scaled to a standard
    /// deviation; null when they are all the same.</summary>
    public static decimal? RobustZ(decimal value, IReadOnlyCollection<decimal> all)
    {
        var median = Median(all);
        var spread = Median(all.Select(v => Math.Abs(v - median)));
        return spread == 0 ? null : MedianDeviationScale * (value - median) / spread;
    }

    public static decimal SquareRoot(decimal value)
    {
        if (value <= 0) return 0;
        var root = value < 1 ? 1 : value;
        for (var step = 0; step < SquareRootSteps; step++)
        {
            var next = (root + value / root) / 2;
            if (next == root) break;
            root = next;
        }
        return root;
    }

    /// <summary>Natural logarithm of a positive number, to about twelve digits.</summary>
    public static decimal Logarithm(decimal value)
    {
        var twos = 0;
        for (; value > 1.5m; value /= 2) twos++;
        for (; value < 0.75m; value *= 2) twos--;
        var ratio = (value - 1) / (value + 1);
        var (square, power, sum) = (ratio * ratio, ratio, 0m);
        for (var n = 1; n < 40; n += 2, power *= square) sum += power / n;
        return 2 * sum + twos * LogarithmOfTwo;
    }

    /// <summary>χ² of how often each last digit occurs, with nine degrees of freedom.</summary>
    public static decimal LastDigits(IReadOnlyCollection<int> digits)
    {
        var expected = digits.Count / 10m;
        var counts = new int[10];
        foreach (var digit in digits) counts[digit]++;
        return counts.Sum(c => (c - expected) * (c - expected) / expected);
    }

    /// <summary>Lower CUSUM of values against a mean, in standard deviations: its greatest value.</summary>
    public static decimal LowerCusum(IEnumerable<decimal> values, decimal mean, decimal deviation, decimal slack)
    {
        var (sum, most) = (0m, 0m);
        foreach (var value in values)
        {
            sum = Math.Max(0, sum + (mean - value) / deviation - slack);
            most = Math.Max(most, sum);
        }
        return most;
    }

    /// <summary>How many times one would expect, by chance alone, a value to come up so many times among honest ones:
    /// the number of ways to pick that many of them, times the probability that these fall on the same last digit when
    /// they scatter normally. A parameter written to a thousandth of its scatter hardly ever repeats; one written to a
    /// tenth of it often does.</summary>
    /// <param name="unit">One unit of the last digit written.</param>
    public static decimal ChanceOfRepeats(int values, int repeats, decimal unit, decimal deviation)
    {
        if (repeats < 2) return values;
        if (deviation == 0) return 0;
        var expected = 1 / SquareRoot(repeats);
        for (var i = 0; i < repeats; i++) expected = expected * (values - i) / (i + 1);
        var together = Math.Min(1, unit / (deviation * SquareRootOfTwoPi));
        for (var i = 1; i < repeats; i++) expected *= together;
        return decimal.Round(expected, 6);
    }

    /// <summary>One unit of the last digit of a number as written: a thousandth for 19.850.</summary>
    public static decimal LastDigit(string text)
    {
        var unit = 1m;
        for (var i = text.IndexOf('.', StringComparison.Ordinal) + 1; i > 0 && i < text.Length; i++) unit /= 10;
        return unit;
    }

    /// <summary>Digits that count in a number as written: 19.850 has five, 0.0262 three.</summary>
    public static int SignificantDigits(string text)
    {
        var digits = new string([.. text.Where(char.IsAsciiDigit)]).TrimStart('0');
        return digits.Length;
    }
}
