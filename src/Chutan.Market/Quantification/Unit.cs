using System.Collections.Frozen;
using System.Globalization;

namespace Chutan.Market.Quantification;

/// <summary>A unit as people write it: how many base units it is, and of what. <c>kJ/kg</c> is one thousandth of
/// GJ/t.</summary>
public sealed record Unit(string Symbol, Rational Scale, Dimension Dimension)
{
    private const int MostSymbol = 60;

    /// <summary>A bare number.</summary>
    public static Unit One { get; } = new("1", Rational.One, Dimension.None);

    /// <summary>Mass of what: nothing in particular, an element, or a gas. They never add up without a factor.
    /// </summary>
    private static readonly ImmutableArray<string> Substances =
        ["", "C", "CO2", "CO2e", "CH4", "N2O", "CF4", "C2F6", "SF6", "NF3", "HFC", "COD", "ce"];

    private static readonly ImmutableArray<(string Symbol, string Of, long Numerator, long Denominator)> Plain =
    [
        ("GJ", "GJ", 1, 1), ("MJ", "GJ", 1, 1_000), ("kJ", "GJ", 1, 1_000_000), ("TJ", "GJ", 1_000, 1),
        ("kcal", "GJ", 41_868, 10_000_000_000),
        ("MWh", "MWh", 1, 1), ("kWh", "MWh", 1, 1_000), ("GWh", "MWh", 1_000, 1), ("10^4kWh", "MWh", 10, 1),
        ("10^4Nm3", "10^4Nm3", 1, 1), ("10^3Nm3", "10^4Nm3", 1, 10), ("Nm3", "10^4Nm3", 1, 10_000),
        ("m", "m", 1, 1), ("km", "m", 1_000, 1),
        ("h", "h", 1, 1), ("min", "h", 1, 60), ("s", "h", 1, 3_600), ("d", "h", 24, 1),
        ("month", "month", 1, 1), ("a", "a", 1, 1),
        ("CNY", "CNY", 1, 1), ("fen", "CNY", 1, 100), ("10^4CNY", "CNY", 10_000, 1),
        ("°C", "°C", 1, 1), ("person", "person", 1, 1), ("item", "item", 1, 1), ("trip", "trip", 1, 1),
        ("order", "order", 1, 1), ("sheet", "sheet", 1, 1), ("cell", "cell", 1, 1), ("set", "set", 1, 1),
    ];

    private static readonly FrozenDictionary<string, Unit> Known = All().ToFrozenDictionary(
        u => u.Symbol, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["万Nm3"] = "10^4Nm3", ["万Nm³"] = "10^4Nm3", ["10⁴Nm³"] = "10^4Nm3", ["10^4 Nm3"] = "10^4Nm3",
        ["Nm³"] = "Nm3", ["m³"] = "m3", ["m²"] = "m2", ["吨"] = "t", ["万吨"] = "10^4t", ["万kWh"] = "10^4kWh",
        ["℃"] = "°C", ["元"] = "CNY", ["万元"] = "10^4CNY", ["tkm"] = "t·km", ["pkm"] = "person·km",
        ["人公里"] = "person·km", ["吨标准煤"] = "tce", ["tCO₂"] = "tCO2", ["tCO₂e"] = "tCO2e", ["kgCO₂e"] = "kgCO2e",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every unit known by one symbol, in a fixed order.</summary>
    public static IReadOnlyList<Unit> Catalogue { get; } =
        [.. Known.Values.OrderBy(u => u.Symbol, StringComparer.Ordinal)];

    /// <summary>Reads a unit such as <c>tCO2/MWh</c>, <c>kJ/kg/°C</c>, <c>person·km</c> or <c>%</c>; null when a part
    /// of it is not known.</summary>
    public static Unit? Find(string text)
    {
        var symbol = text.Trim();
        if (symbol.Length is 0 or > MostSymbol) return null;
        if (One(symbol) is { } whole) return whole with { Symbol = symbol };
        var (scale, dimension, sign, start) = (Rational.One, Dimension.None, 1, 0);
        for (var i = 0; i <= symbol.Length; i++)
        {
            if (i < symbol.Length && symbol[i] is not ('/' or '*' or '·')) continue;
            if (Factor(symbol[start..i].Trim()) is not { } part) return null;
            scale = sign > 0 ? scale * part.Scale : scale / part.Scale;
            dimension = sign > 0 ? dimension * part.Dimension : dimension / part.Dimension;
            if (i < symbol.Length) sign = symbol[i] == '/' ? -1 : 1;
            start = i + 1;
        }
        return new Unit(symbol, scale, dimension);

        static Unit? One(string symbol) => Known.GetValueOrDefault(Aliases.GetValueOrDefault(symbol, symbol))
            ?? (Aliases.TryGetValue(symbol, out var compound) ? Find(compound) : null);

        static Unit? Factor(string symbol)
        {
            if (One(symbol) is { } known) return known;
            var hat = symbol.LastIndexOf('^');
            if (hat < 1 || One(symbol[..hat]) is not { } of) return null;
            return int.TryParse(symbol.AsSpan(hat + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var power)
                && power is > 0 and < 10
                ? new Unit(symbol, Rational.Power(of.Scale, power), of.Dimension.Power(power)) : null;
        }
    }

    public override string ToString() => Symbol;

    private static IEnumerable<Unit> All()
    {
        yield return One;
        yield return new("%", Rational.Of(1, 100), Dimension.None);
        yield return new("‰", Rational.Of(1, 1000), Dimension.None);
        foreach (var substance in Substances)
        {
            var mass = Dimension.Of("t" + substance);
            yield return new("t" + substance, Rational.One, mass);
            yield return new("kg" + substance, Rational.Of(1, 1_000), mass);
            yield return new("g" + substance, Rational.Of(1, 1_000_000), mass);
            yield return new("mg" + substance, Rational.Of(1, 1_000_000_000), mass);
            yield return new("10^4t" + substance, Rational.Of(10_000), mass);
        }
        foreach (var (symbol, of, numerator, denominator) in Plain)
            yield return new(symbol, Rational.Of(numerator, denominator), Dimension.Of(of));
        var metre = Dimension.Of("m");
        yield return new("m2", Rational.One, metre.Power(2));
        yield return new("ha", Rational.Of(10_000), metre.Power(2));
        yield return new("m3", Rational.One, metre.Power(3));
        yield return new("10^4m3", Rational.Of(10_000), metre.Power(3));
        yield return new("L", Rational.Of(1, 1_000), metre.Power(3));
        var power = Dimension.Of("MWh") / Dimension.Of("h");
        yield return new("MW", Rational.One, power);
        yield return new("kW", Rational.Of(1, 1_000), power);
    }
}
