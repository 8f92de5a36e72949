using System.Reflection;

namespace Chutan.Market.Rulebook;

/// <summary>Every typed key there is, found from the key classes of this room; one class per room of the
/// market.</summary>
public static class RuleKeys
{
    private static readonly ImmutableSortedDictionary<string, ParameterKey> All = Collect();

    public static IEnumerable<ParameterKey> Keys => All.Values;

    public static ParameterKey? Find(string name) => All.GetValueOrDefault(name);

    private static ImmutableSortedDictionary<string, ParameterKey> Collect() =>
        typeof(RuleKeys).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(RuleKeys).Namespace && t.IsAbstract && t.IsSealed)
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(f => typeof(ParameterKey).IsAssignableFrom(f.FieldType))
            .Select(f => (ParameterKey)f.GetValue(null)!)
            .ToImmutableSortedDictionary(k => k.Name, k => k, StringComparer.Ordinal);
}
