using System.Reflection;
using System.Text.RegularExpressions;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Tests.Architecture;

/// <summary>The rules of what people read: both languages, the same placeholders, stable codes.</summary>
internal static partial class Texts
{
    private const BindingFlags Statics =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Where a refusal code is declared, for example <c>RegistryRefusals.Unknown</c>.</summary>
    public sealed record DeclaredRefusal(string Place, RefusalCode Code);

    public static ImmutableArray<DeclaredRefusal> RefusalsIn(IEnumerable<Type> types) =>
    [
        .. from type in types
           where !type.ContainsGenericParameters
           from field in type.GetFields(Statics)
           where field.FieldType == typeof(RefusalCode)
           orderby type.FullName, field.Name
           select new DeclaredRefusal($"{type.Name}.{field.Name}", (RefusalCode)field.GetValue(null)!),
    ];

    public static ImmutableArray<ParameterKey> KeysIn(IEnumerable<Type> types) =>
    [
        .. from type in types
           where !type.ContainsGenericParameters
           from field in type.GetFields(Statics)
           where typeof(ParameterKey).IsAssignableFrom(field.FieldType)
           let key = (ParameterKey)field.GetValue(null)!
           orderby key.Name
           select key,
    ];

    public static IEnumerable<string> Problems(DeclaredRefusal refusal)
    {
        var (place, code) = refusal;
        if (!CodePattern().IsMatch(code.Code))
            yield return $"{place}: '{code.Code}' should read room.reason, in lower-case words joined by hyphens.";
        foreach (var problem in Problems(place, code.Zh, code.En)) yield return problem;
        var zh = Placeholders(code.Zh);
        var en = Placeholders(code.En);
        if (!zh.SetEquals(en))
            yield return $"{place}: 中文 has {{{string.Join("} {", zh)}}}, English has {{{string.Join("} {", en)}}}: "
                + "both must say the same.";
    }

    public static IEnumerable<string> Problems(string place, string zh, string en)
    {
        if (!HanPattern().IsMatch(zh)) yield return $"{place}: there is no 中文 text; write it.";
        if (en.Length == 0 || HanPattern().IsMatch(en)) yield return $"{place}: there is no English text; write it.";
        if (HalfWidthPattern().IsMatch(zh)) yield return $"{place}: use full-width ，。：；（） in the 中文 text.";
    }

    /// <summary>
    /// In one source text: each <c>Refusals.Reason.With(basis, ("name", value)…)</c> whose names are not the
    /// placeholders
    /// of the declared text.
    /// </summary>
    public static IEnumerable<string> WrongParameters(
        string file, string source, IReadOnlyDictionary<string, RefusalCode> declared)
    {
        foreach (Match use in WithPattern().Matches(source))
        {
            if (!declared.TryGetValue(use.Groups["place"].Value, out var code)) continue;
            var given = NamePattern().Matches(Call(source, use.Index + use.Length))
                .Select(m => m.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
            var expected = Placeholders(code.En);
            if (!expected.SetEquals(given))
            {
                yield return $"{file}: {use.Groups["place"].Value} is given ({string.Join(", ", given.Order())}), "
                    + $"but its text has ({string.Join(", ", expected)}).";
            }
        }
    }

    private static SortedSet<string> Placeholders(string text) =>
        new(PlaceholderPattern().Matches(text).Select(m => m.Groups["name"].Value), StringComparer.Ordinal);

    private static string Call(string source, int open)
    {
        var depth = 1;
        for (var at = open; at < source.Length; at++)
        {
            depth += source[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0) return source[open..at];
        }
        return source[open..];
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*\\.[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex HanPattern();

    [GeneratedRegex(@"(?<=\p{IsCJKUnifiedIdeographs})[,;:?!]|[,.;:?!]$")]
    private static partial Regex HalfWidthPattern();

    [GeneratedRegex(@"\{(?<name>[^{}]+)\}")]
    private static partial Regex PlaceholderPattern();

    [GeneratedRegex(@"(?<place>\w+Refusals\.\w+)\s*\.With\(")]
    private static partial Regex WithPattern();

    [GeneratedRegex(@"\(\s*""(?<name>[a-z][A-Za-z0-9-]*)""\s*,")]
    private static partial Regex NamePattern();
}
