using System.Globalization;

namespace Chutan.Market.Kernel;

/// <summary>Whole tonnes of CO₂ equivalent, never negative: what the registry holds and the exchange trades.
/// Equal when the counts are equal.</summary>
public readonly record struct Tonnes : IComparable<Tonnes>
{
    /// <param name="count">Whole tonnes, 0 or more.</param>
    public Tonnes(long count) => Count = count >= 0 ? count : throw new ArgumentOutOfRangeException(nameof(count));

    /// <summary>Whole tonnes.</summary>
    public long Count { get; }

    public static Tonnes Zero => default;
    public bool IsZero => Count == 0;

    public static Tonnes operator +(Tonnes a, Tonnes b) => new(a.Count + b.Count);
    public static Tonnes operator -(Tonnes a, Tonnes b) => new(a.Count - b.Count);
    public static bool operator <(Tonnes a, Tonnes b) => a.Count < b.Count;
    public static bool operator >(Tonnes a, Tonnes b) => a.Count > b.Count;
    public static bool operator <=(Tonnes a, Tonnes b) => a.Count <= b.Count;
    public static bool operator >=(Tonnes a, Tonnes b) => a.Count >= b.Count;
    public static Tonnes Min(Tonnes a, Tonnes b) => a < b ? a : b;
    public static Tonnes Max(Tonnes a, Tonnes b) => a > b ? a : b;

    /// <summary>How far this exceeds <paramref name="other"/>; zero when it does not.</summary>
    public Tonnes Beyond(Tonnes other) => this > other ? this - other : Zero;

    public int CompareTo(Tonnes other) => Count.CompareTo(other.Count);
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} t");
}

/// <summary>Grams of CO₂ equivalent, never negative: the unit of personal carbon-inclusion accounts
/// (武环规〔2023〕3号 第三十六条).</summary>
public readonly record struct Grams : IComparable<Grams>
{
    private const long PerTonne = 1_000_000;

    public Grams(long count) => Count = count >= 0 ? count : throw new ArgumentOutOfRangeException(nameof(count));

    public long Count { get; }

    /// <summary>Splits into whole tonnes and what is left over. Nothing is rounded away.</summary>
    public (Tonnes Whole, Grams Remainder) ToTonnes() => (new Tonnes(Count / PerTonne), new Grams(Count % PerTonne));

    public int CompareTo(Grams other) => Count.CompareTo(other.Count);
    public static bool operator <(Grams a, Grams b) => a.Count < b.Count;
    public static bool operator >(Grams a, Grams b) => a.Count > b.Count;
    public static bool operator <=(Grams a, Grams b) => a.Count <= b.Count;
    public static bool operator >=(Grams a, Grams b) => a.Count >= b.Count;
    public static Grams operator +(Grams a, Grams b) => new(a.Count + b.Count);
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} g");
}

/// <summary>An amount of money in fen (1/100 CNY). Negative only as a difference; balances never are.</summary>
public readonly record struct Money(long Fen) : IComparable<Money>
{
    public static Money Zero => default;
    public static Money operator +(Money a, Money b) => new(a.Fen + b.Fen);
    public static Money operator -(Money a, Money b) => new(a.Fen - b.Fen);
    public static Money operator -(Money a) => new(-a.Fen);
    public static bool operator <(Money a, Money b) => a.Fen < b.Fen;
    public static bool operator >(Money a, Money b) => a.Fen > b.Fen;
    public static bool operator <=(Money a, Money b) => a.Fen <= b.Fen;
    public static bool operator >=(Money a, Money b) => a.Fen >= b.Fen;
    public static Money Min(Money a, Money b) => a < b ? a : b;
    public static Money Max(Money a, Money b) => a > b ? a : b;
    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Fen / 100m:0.00} CNY");
}

/// <summary>Fen per tonne; the tick of the Hubei market is one fen (TR14). Never negative.</summary>
public readonly record struct Price : IComparable<Price>
{
    public Price(long fenPerTonne) =>
        FenPerTonne = fenPerTonne >= 0 ? fenPerTonne : throw new ArgumentOutOfRangeException(nameof(fenPerTonne));

    public long FenPerTonne { get; }

    public static Money operator *(Price price, Tonnes quantity) => new(price.FenPerTonne * quantity.Count);
    public static bool operator <(Price a, Price b) => a.FenPerTonne < b.FenPerTonne;
    public static bool operator >(Price a, Price b) => a.FenPerTonne > b.FenPerTonne;
    public static bool operator <=(Price a, Price b) => a.FenPerTonne <= b.FenPerTonne;
    public static bool operator >=(Price a, Price b) => a.FenPerTonne >= b.FenPerTonne;
    public int CompareTo(Price other) => FenPerTonne.CompareTo(other.FenPerTonne);
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{FenPerTonne / 100m:0.00} CNY/t");
}

/// <summary>A share or factor as a whole number of parts over <see cref="Scale"/>: 5 % is 5,000,000. Never negative.
/// </summary>
public readonly record struct Rate : IComparable<Rate>
{
    /// <summary>One hundred million parts: eight decimal places.</summary>
    public const long Scale = 100_000_000;

    public Rate(long parts) => Parts = parts >= 0 ? parts : throw new ArgumentOutOfRangeException(nameof(parts));

    public long Parts { get; }

    public static Rate One => new(Scale);

    /// <summary>The rate of a decimal such as 0.05; more than eight decimals is an error, never rounded.</summary>
    public static Rate Of(decimal value)
    {
        var parts = value * Scale;
        return parts == decimal.Truncate(parts)
            ? new Rate((long)parts)
            : throw new ArgumentOutOfRangeException(nameof(value), "A rate has at most eight decimals.");
    }

    public decimal ToDecimal() => Parts / (decimal)Scale;

    /// <summary>The share of a tonnage, rounded down to whole tonnes.</summary>
    public Tonnes RoundDown(Tonnes of) => new((long)((Int128)of.Count * Parts / Scale));

    /// <summary>The share of an amount of money, rounded half up to the fen.</summary>
    public Money HalfUp(Money of) => new(Rounding.HalfUp((Int128)of.Fen * Parts, Scale));

    /// <summary>The share of an amount of money, rounded up to the fen: for reservations.</summary>
    public Money RoundUp(Money of) => new(Rounding.Up((Int128)of.Fen * Parts, Scale));

    public static bool operator <(Rate a, Rate b) => a.Parts < b.Parts;
    public static bool operator >(Rate a, Rate b) => a.Parts > b.Parts;
    public static bool operator <=(Rate a, Rate b) => a.Parts <= b.Parts;
    public static bool operator >=(Rate a, Rate b) => a.Parts >= b.Parts;
    public int CompareTo(Rate other) => Parts.CompareTo(other.Parts);
    public override string ToString() => ToDecimal().ToString("0.########", CultureInfo.InvariantCulture);
}

/// <summary>A fraction that no decimal holds, such as the two thirds of an expert vote.</summary>
public readonly record struct Fraction(long Numerator, long Denominator)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}

/// <summary>Every division names its rounding.</summary>
public static class Rounding
{
    /// <summary>Half goes up. The numerator is not negative.</summary>
    public static long HalfUp(Int128 numerator, long denominator) =>
        (long)((numerator * 2 + denominator) / ((Int128)denominator * 2));

    public static long Up(Int128 numerator, long denominator) => (long)((numerator + denominator - 1) / denominator);

    /// <summary>A decimal number of tonnes to whole tonnes, half up: an entity's yearly total, rounded once.</summary>
    public static Tonnes HalfUp(decimal tonnes) => new((long)decimal.Round(tonnes, 0, MidpointRounding.AwayFromZero));

    public static Tonnes Down(decimal tonnes) => new((long)decimal.Floor(tonnes));
}
