using System.Globalization;
using System.Numerics;

namespace Chutan.Market.Quantification;

/// <summary>How a figure loses digits. Every rounding in a methodology is declared by name.</summary>
public enum RoundingMode
{
    /// <summary>四舍五入: halves go away from zero.</summary>
    HalfUp = 0,
    /// <summary>Halves go to the even digit.</summary>
    HalfEven = 1,
    /// <summary>Towards minus infinity.</summary>
    Floor = 2,
    /// <summary>Towards plus infinity.</summary>
    Ceiling = 3,
}

/// <summary>An exact number: a whole number over a positive whole number in lowest terms. 44/12 stays 11/3 until a
/// methodology rounds it. Equal when the fractions are equal.</summary>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private const int LongestText = 60;
    private const int MostExponent = 60;
    private readonly BigInteger divisor;

    private Rational(BigInteger numerator, BigInteger denominator)
    {
        Numerator = numerator;
        divisor = denominator;
    }

    public Rational(BigInteger whole) : this(whole, BigInteger.One) { }

    public static Rational Zero => default;
    public static Rational One => new(BigInteger.One);

    public BigInteger Numerator { get; }
    public BigInteger Denominator => divisor.IsZero ? BigInteger.One : divisor;
    public bool IsZero => Numerator.IsZero;
    public int Sign => Numerator.Sign;
    public bool IsWhole => Denominator.IsOne;

    /// <summary>The fraction in lowest terms. A zero denominator throws: callers refuse division by zero.</summary>
    public static Rational Of(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero) throw new DivideByZeroException();
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0) common = -common;
        return new Rational(numerator / common, denominator / common);
    }

    public static Rational Of(long numerator, long denominator = 1) => Of((BigInteger)numerator, denominator);

    public static Rational Of(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var digits = (BigInteger)unchecked((uint)bits[2]) << 64 | (BigInteger)unchecked((uint)bits[1]) << 32
            | unchecked((uint)bits[0]);
        return Of(bits[3] < 0 ? -digits : digits, BigInteger.Pow(10, (bits[3] >> 16) & 0xFF));
    }

    public static Rational operator +(Rational a, Rational b) =>
        Of(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static Rational operator -(Rational a, Rational b) =>
        Of(a.Numerator * b.Denominator - b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static Rational operator -(Rational a) => new(-a.Numerator, a.Denominator);

    public static Rational operator *(Rational a, Rational b) =>
        Of(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Rational operator /(Rational a, Rational b) =>
        Of(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;
    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;
    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;
    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;
    public static bool operator ==(Rational a, Rational b) => a.Equals(b);
    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);

    public static Rational Power(Rational value, int exponent) => exponent >= 0
        ? new Rational(BigInteger.Pow(value.Numerator, exponent), BigInteger.Pow(value.Denominator, exponent))
        : One / Power(value, -exponent);

    /// <summary>The nearest multiple of 10^-digits by the named rule; negative digits round to tens, hundreds.
    /// </summary>
    public Rational Round(int digits, RoundingMode mode)
    {
        var unit = Power(Of(10), -digits);
        var scaled = this / unit;
        var down = BigInteger.Divide(scaled.Numerator - Modulo(scaled.Numerator, scaled.Denominator),
            scaled.Denominator);
        var rest = scaled - new Rational(down);
        var half = Of(1, 2);
        var up = mode switch
        {
            RoundingMode.HalfUp => rest > half || (rest == half && scaled.Sign >= 0),
            RoundingMode.HalfEven => rest > half || (rest == half && !down.IsEven),
            RoundingMode.Ceiling => !rest.IsZero,
            _ => false,
        };
        return new Rational(up ? down + 1 : down) * unit;
    }

    /// <summary>Reads 120000, -0.5, 1.2e-3 or 44/12: no spaces, no thousands marks. False when it is none of these.
    /// </summary>
    public static bool TryParse(string? text, out Rational value)
    {
        value = default;
        return text is { Length: > 0 and <= LongestText } && TryRead(text, out value);
    }

    /// <summary>Reads an exact value of our own making back, however long it is; null when it is none, as for a code.
    /// </summary>
    internal static Rational? Exact(string text) => text.Length > 0 && TryRead(text, out var value) ? value : null;

    private static bool TryRead(string text, out Rational value)
    {
        value = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return TryDecimal(text, out value);
        if (!TryDecimal(text[..slash], out var above) || !TryDecimal(text[(slash + 1)..], out var below)) return false;
        if (below.IsZero) return false;
        value = above / below;
        return true;
    }

    public bool Equals(Rational other) => Numerator == other.Numerator && Denominator == other.Denominator;
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    public int CompareTo(Rational other) =>
        (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>The exact value: as a decimal when it ends, otherwise as a fraction.</summary>
    public override string ToString() => EndingDigits() is { } digits ? Fixed(digits)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    /// <summary>The value for people: exact when it ends within the digits, otherwise rounded half up to them.
    /// </summary>
    public string Shown(int digits) => EndingDigits() is { } exact && exact <= digits ? Fixed(exact)
        : Round(digits, RoundingMode.HalfUp).Fixed(digits);

    /// <summary>The value with exactly this many decimals; the value must end within them.</summary>
    public string Fixed(int digits)
    {
        var scaled = Numerator * BigInteger.Pow(10, digits) / Denominator;
        var text = BigInteger.Abs(scaled).ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        var sign = scaled.Sign < 0 ? "-" : "";
        return digits == 0 ? sign + text : $"{sign}{text[..^digits]}.{text[^digits..]}";
    }

    /// <summary>How many decimals the value needs; null when it never ends.</summary>
    public int? EndingDigits()
    {
        var rest = Denominator;
        var (twos, fives) = (0, 0);
        for (; rest.IsEven; rest >>= 1) twos++;
        for (; (rest % 5).IsZero; rest /= 5) fives++;
        return rest.IsOne ? Math.Max(twos, fives) : null;
    }

    private static BigInteger Modulo(BigInteger value, BigInteger by)
    {
        var rest = BigInteger.Remainder(value, by);
        return rest.Sign < 0 ? rest + by : rest;
    }

    private static bool TryDecimal(string text, out Rational value)
    {
        value = default;
        var exponent = 0;
        var e = text.IndexOfAny(['e', 'E']);
        if (e >= 0)
        {
            if (!int.TryParse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                out exponent) || Math.Abs(exponent) > MostExponent) return false;
            text = text[..e];
        }
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        if (point >= 0 && (decimals == 0 || point == 0 || !char.IsAsciiDigit(text[point - 1]))) return false;
        var digits = point < 0 ? text : text.Remove(point, 1);
        if (!BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return false;
        value = new Rational(whole) * Power(Of(10), exponent - decimals);
        return true;
    }
}
