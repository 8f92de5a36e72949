using System.Reflection;

namespace Chutan.Market.Rulebook;

/// <summary>Every typed key there is, found from the key classes of this room; one class per room of the
/// market.</summary>
public static class RuleKeys
{
    private static readonly ImmutableSortedDictionary<string, ParameterKey> All = Collect();

    public static IEnumerable<ParameterKey> Keys => All.Values;

    /// <summary>Stands between a key and the code of the one instrument it is for.</summary>
    public const char ScopeMark = ':';

    private const int LongestScope = 16;

    /// <summary>The key of this name, also one for a single instrument such as <c>trade.tick:CCER</c>; null when there
    /// is none.</summary>
    public static ParameterKey? Find(string name)
    {
        var mark = name.IndexOf(ScopeMark, StringComparison.Ordinal);
        if (mark < 0) return All.GetValueOrDefault(name);
        var scope = name[(mark + 1)..];
        return IsScope(scope) ? All.GetValueOrDefault(name[..mark])?.Scoped(scope) : null;
    }

    /// <summary>The name without the instrument it is for.</summary>
    public static string WithoutScope(string name) => name.Split(ScopeMark)[0];

    /// <summary>Whether a text can be the code of an instrument.</summary>
    public static bool IsScope(string text) => text is { Length: > 0 and <= LongestScope }
        && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-');

    private static ImmutableSortedDictionary<string, ParameterKey> Collect() =>
        typeof(RuleKeys).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(RuleKeys).Namespace && t.IsAbstract && t.IsSealed)
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(f => typeof(ParameterKey).IsAssignableFrom(f.FieldType))
            .Select(f => (ParameterKey)f.GetValue(null)!)
            .ToImmutableSortedDictionary(k => k.Name, k => k, StringComparer.Ordinal);
}
