using Chutan.Market.Quantification;
using Chutan.Tests;

namespace Chutan.Market.Tests.Quantification;

/// <summary>Exact numbers: the laws of arithmetic hold, and every rounding is the one that was named.</summary>
public sealed class RationalTests
{
    /// <summary>Goal: no digit is ever lost. Method: random fractions obey the laws of a field, and a decimal gives the
    /// same sums and products as <see cref="decimal"/> where that is exact.</summary>
    [Theory, MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    [Trait("kind", "simulation")]
    public void Arithmetic_is_exact(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 200; i++)
        {
            var (a, b, c) = (Next(), Next(), Next());
            Assert.Equal(a * (b + c), a * b + a * c);
            Assert.Equal(a, a - b + b);
            if (!b.IsZero) Assert.Equal(a, a / b * b);
            Assert.Equal(a.CompareTo(b), (a - b).Sign);
            var (x, y) = (random.Next(-1_000_000, 1_000_000) / 1000m, random.Next(-1_000_000, 1_000_000) / 10000m);
            Assert.Equal(Rational.Of(x * y), Rational.Of(x) * Rational.Of(y));
            Assert.Equal(Rational.Of(decimal.Round(x, 1, MidpointRounding.AwayFromZero)),
                Rational.Of(x).Round(1, RoundingMode.HalfUp));
            Assert.Equal(Rational.Of(decimal.Round(x, 1, MidpointRounding.ToEven)),
                Rational.Of(x).Round(1, RoundingMode.HalfEven));
            Assert.Equal(Rational.Of(decimal.Floor(x)), Rational.Of(x).Round(0, RoundingMode.Floor));
            Assert.Equal(Rational.Of(decimal.Ceiling(x)), Rational.Of(x).Round(0, RoundingMode.Ceiling));
            Assert.True(Rational.TryParse(Rational.Of(x).ToString(), out var again));
            Assert.Equal(Rational.Of(x), again);
        }

        Rational Next() => Rational.Of(random.Next(-999, 1000), random.Next(1, 1000));
    }

    [Theory]
    [InlineData("44/12", "11/3")]
    [InlineData("120000", "120000")]
    [InlineData("0.5180", "0.518")]
    [InlineData("-1.50", "-1.5")]
    [InlineData("1.2e-3", "0.0012")]
    [InlineData("1E3", "1000")]
    public void A_number_is_read_exactly(string text, string shown)
    {
        Assert.True(Rational.TryParse(text, out var value));
        Assert.Equal(shown, value.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1,000")]
    [InlineData("1 000")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1/0")]
    [InlineData("1e999")]
    [InlineData("NaN")]
    [InlineData("十二")]
    public void What_is_no_number_is_not_read(string text) => Assert.False(Rational.TryParse(text, out _));

    [Theory]
    [InlineData("2.5", 0, RoundingMode.HalfUp, "3")]
    [InlineData("-2.5", 0, RoundingMode.HalfUp, "-3")]
    [InlineData("2.5", 0, RoundingMode.HalfEven, "2")]
    [InlineData("2.9", 0, RoundingMode.Floor, "2")]
    [InlineData("-2.1", 0, RoundingMode.Floor, "-3")]
    [InlineData("2.1", 0, RoundingMode.Ceiling, "3")]
    [InlineData("1234", -2, RoundingMode.HalfUp, "1200")]
    public void Rounding_is_the_one_that_was_named(string value, int digits, RoundingMode mode, string rounded)
    {
        Assert.True(Rational.TryParse(value, out var number));
        Assert.Equal(rounded, number.Round(digits, mode).ToString());
    }
}
