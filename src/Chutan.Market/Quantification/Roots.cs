using System.Numerics;

namespace Chutan.Market.Quantification;

/// <summary>Square roots of exact figures by whole numbers only, so that every machine gets the same digits.</summary>
public static class Roots
{
    /// <summary>The square root rounded half up to so many decimals. A value below zero throws.</summary>
    public static Rational SquareRoot(Rational value, int digits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value.Sign);
        // One digit more, cut off, is enough to round by: the digits behind it can no longer reach a half.
        var scale = BigInteger.Pow(10, digits + 1);
        var root = Floor(value.Numerator * scale * scale / value.Denominator);
        return Rational.Of(root, scale).Round(digits, RoundingMode.HalfUp);
    }

    /// <summary>The greatest whole number whose square is not more (Newton's way from above).</summary>
    private static BigInteger Floor(BigInteger value)
    {
        if (value.IsZero) return BigInteger.Zero;
        var guess = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (guess + value / guess) >> 1;
            if (next >= guess) return guess;
            guess = next;
        }
    }
}
