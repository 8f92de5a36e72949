using System.Globalization;

namespace Chutan.Market.Quantification;

/// <summary>What a quantity measures, as powers of base units: tCO2/MWh is one tCO2 to the first and MWh to the minus
/// first power. Plain mass, carbon, CO₂, CO₂e and each gas are different dimensions, and so are energy and
/// electricity.</summary>
public readonly struct Dimension : IEquatable<Dimension>
{
    private readonly ImmutableArray<(string Base, int Power)> powers;

    private Dimension(ImmutableArray<(string Base, int Power)> powers) => this.powers = powers;

    /// <summary>A bare number.</summary>
    public static Dimension None => default;

    public static Dimension Of(string baseUnit) => new([(baseUnit, 1)]);

    public bool IsNone => powers.IsDefaultOrEmpty;

    /// <summary>Whether such figures add up over months and places: an amount of something, no ratio, share or
    /// temperature.</summary>
    public bool IsQuantity => !IsNone && powers.All(p => p.Power == 1 && p.Base is not ("°C" or "a" or "month"));

    public static Dimension operator *(Dimension a, Dimension b) => Combine(a, b, 1);
    public static Dimension operator /(Dimension a, Dimension b) => Combine(a, b, -1);
    public static bool operator ==(Dimension a, Dimension b) => a.Equals(b);
    public static bool operator !=(Dimension a, Dimension b) => !a.Equals(b);

    public Dimension Power(int exponent) =>
        exponent == 0 || IsNone ? None : new([.. powers.Select(p => (p.Base, p.Power * exponent))]);

    public bool Equals(Dimension other) =>
        IsNone ? other.IsNone : !other.IsNone && powers.AsSpan().SequenceEqual(other.powers.AsSpan());

    public override bool Equals(object? obj) => obj is Dimension other && Equals(other);
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>In base units, for example <c>tCO2/MWh</c>; <c>1</c> for a bare number.</summary>
    public override string ToString()
    {
        if (IsNone) return "1";
        var above = string.Join("·", powers.Where(p => p.Power > 0).Select(p => Text(p.Base, p.Power)));
        var below = powers.Where(p => p.Power < 0).Select(p => "/" + Text(p.Base, -p.Power));
        return (above.Length == 0 ? "1" : above) + string.Concat(below);
    }

    private static string Text(string name, int power) =>
        power == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}^{power}");

    private static Dimension Combine(Dimension a, Dimension b, int sign)
    {
        var sum = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, power) in a.IsNone ? [] : a.powers) sum[name] = power;
        foreach (var (name, power) in b.IsNone ? [] : b.powers)
            sum[name] = sum.GetValueOrDefault(name) + sign * power;
        return new([.. sum.Where(p => p.Value != 0).Select(p => (p.Key, p.Value))]);
    }
}
