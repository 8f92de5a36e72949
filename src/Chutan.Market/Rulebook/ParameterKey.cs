using System.Globalization;
using NodaTime.Text;

namespace Chutan.Market.Rulebook;

/// <summary>By what a parameter's versions are told apart.</summary>
public enum Axis
{
    /// <summary>By the date of the act.</summary>
    Date = 0,
    /// <summary>By the compliance year the act is for, read on that year's last day.</summary>
    ComplianceYear = 1,
}

/// <summary>The typed name of one number or choice that the law fixes. Its values are data, in the rulebooks.</summary>
public abstract class ParameterKey(string name, string unit, Axis axis, string meaningZh, string meaningEn)
{
    /// <summary>Dotted lower-case name, for example <c>offset.limit.hubei</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Unit as it must stand in the file, for example <c>t</c>, <c>CNY/t</c>, <c>share</c>, <c>working
    /// days</c>.</summary>
    public string Unit { get; } = unit;
    public Axis Axis { get; } = axis;
    public string MeaningZh { get; } = meaningZh;
    public string MeaningEn { get; } = meaningEn;

    /// <summary>Null when the text is a value of this key within its bounds; otherwise what was expected.</summary>
    public abstract string? Problem(string text);

    /// <summary>The key under which the same thing is fixed for one instrument only: <c>trade.tick:CCER</c>.</summary>
    internal abstract ParameterKey Scoped(string instrument);
}

/// <summary>A key whose values have type <typeparamref name="T"/>.</summary>
public sealed class ParameterKey<T>(
    string name, string unit, Axis axis, Kind<T> kind, string meaningZh, string meaningEn)
    : ParameterKey(name, unit, axis, meaningZh, meaningEn)
{
    /// <summary>The value of a text that <see cref="Problem"/> found no fault with.</summary>
    public T Parse(string text) => kind.TryParse(text, out var value)
        ? value
        : throw new FormatException($"{Name}: '{text}' is not {kind.Expected}.");

    public override string? Problem(string text) => kind.TryParse(text, out _) ? null : kind.Expected;

    /// <summary>This key for one instrument only.</summary>
    public ParameterKey<T> For(string instrument) =>
        new($"{Name}{RuleKeys.ScopeMark}{instrument}", Unit, Axis, kind, MeaningZh, MeaningEn);

    internal override ParameterKey Scoped(string instrument) => For(instrument);
}

/// <summary>How one type of rule value is written, and its bounds.</summary>
public abstract class Kind<T>(string expected)
{
    public string Expected { get; } = expected;
    public abstract bool TryParse(string text, out T value);
}

/// <summary>The kinds of rule values there are.</summary>
public static class Kinds
{
    public static Kind<Rate> Share { get; } = new Parsed<Rate>("a share from 0 to 1 with at most eight decimals",
        text => Decimal(text) is { } d && d is >= 0 and <= 1 && Fits(d) ? Rate.Of(d) : null);

    public static Kind<Rate> Factor { get; } = new Parsed<Rate>("a factor of 0 or more with at most eight decimals",
        text => Decimal(text) is { } d && d is >= 0 and <= 1_000_000 && Fits(d) ? Rate.Of(d) : null);

    public static Kind<Tonnes> Tonnage { get; } = new Parsed<Tonnes>("whole tonnes",
        text => Whole(text) is { } n ? new Tonnes(n) : null);

    public static Kind<int> Count { get; } = new Parsed<int>("a whole number of 0 or more",
        text => Whole(text) is { } n and <= int.MaxValue ? (int)n : null);

    public static Kind<Money> Yuan { get; } = new Parsed<Money>("an amount in CNY with at most two decimals",
        text => Decimal(text) is { } d && d * 100 == decimal.Truncate(d * 100) && d >= 0
            ? new Money((long)(d * 100)) : null);

    public static Kind<Price> YuanPerTonne { get; } = new Parsed<Price>(
        "a price in CNY per tonne with at most two decimals",
        text => Decimal(text) is { } d && d * 100 == decimal.Truncate(d * 100) && d >= 0
            ? new Price((long)(d * 100)) : null);

    public static Kind<LocalTime> Time { get; } = new Parsed<LocalTime>("a time such as 09:30",
        text => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text) is { Success: true } r
            ? r.Value : null);

    public static Kind<Fraction> Fraction { get; } = new Parsed<Fraction>("a fraction such as 2/3", ReadFraction);

    public static Kind<bool> Switch { get; } = new Parsed<bool>("yes or no",
        text => text switch { "yes" => true, "no" => false, _ => null });

    public static Kind<int> Month { get; } = new Parsed<int>("a month from 1 to 12",
        text => Whole(text) is { } n and >= 1 and <= 12 ? (int)n : null);

    /// <summary>Names in a fixed order, such as sectors or city codes: <c>heat, paper, water</c>.</summary>
    public static Kind<ImmutableArray<string>> Names { get; } = new NamesKind();

    /// <summary>Codes of instruments in a fixed order: <c>HBEA, CCER</c>.</summary>
    public static Kind<ImmutableArray<string>> Codes { get; } = new CodesKind();

    public static Kind<string> Words { get; } = new WordsKind();

    /// <summary>One of an enumeration's names, written in kebab case.</summary>
    public static Kind<T> OneOf<T>() where T : struct, Enum => new EnumKind<T>();

    private static decimal? Decimal(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var d) ? d : null;

    private static long? Whole(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    private static bool Fits(decimal d) => d * Rate.Scale == decimal.Truncate(d * Rate.Scale);

    private static Fraction? ReadFraction(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && Whole(text[..slash]) is { } n && Whole(text[(slash + 1)..]) is { } d && d > 0
            ? new Fraction(n, d)
            : null;
    }

    private sealed class Parsed<T>(string expected, Func<string, T?> parse) : Kind<T>(expected) where T : struct
    {
        public override bool TryParse(string text, out T value)
        {
            var parsed = parse(text);
            value = parsed ?? default;
            return parsed is not null;
        }
    }

    private sealed class WordsKind() : Kind<string>("a text")
    {
        public override bool TryParse(string text, out string value)
        {
            value = text;
            return text.Length > 0;
        }
    }

    private sealed class NamesKind() : Kind<ImmutableArray<string>>("lower-case names with commas between them")
    {
        public override bool TryParse(string text, out ImmutableArray<string> value)
        {
            value = [.. text.Split(',').Select(n => n.Trim())];
            return value.All(n =>
                n.Length > 0 && n.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
                && value.Distinct(StringComparer.Ordinal).Count() == value.Length;
        }
    }

    private sealed class CodesKind() : Kind<ImmutableArray<string>>("upper-case codes with commas between them")
    {
        public override bool TryParse(string text, out ImmutableArray<string> value)
        {
            value = [.. text.Split(',').Select(n => n.Trim())];
            return value.All(RuleKeys.IsScope) && value.Distinct(StringComparer.Ordinal).Count() == value.Length;
        }
    }

    private sealed class EnumKind<T>() : Kind<T>("one of: " + string.Join(", ", Enum.GetNames<T>().Select(Kebab)))
        where T : struct, Enum
    {
        public override bool TryParse(string text, out T value)
        {
            foreach (var each in Enum.GetValues<T>())
                if (Kebab(each.ToString()) == text)
                {
                    value = each;
                    return true;
                }
            value = default;
            return false;
        }

        private static string Kebab(string name) => string.Concat(name.Select((c, i) =>
            char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
    }
}
