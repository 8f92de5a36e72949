using System.Reflection;
using System.Text;
using System.Text.Json;
using Chutan.Engine.Records;
using Chutan.Market.Kernel;
using Chutan.Tests;

namespace Chutan.Engine.Tests.Records;

/// <summary>Every name and version under which commands and events have ever been journalled, with the shape each has:
/// <c>tests/golden/wire-names.txt</c>. Journals with them exist, so a line is never changed and never removed. A
/// changed shape gets the next version (<c>[Wire(name, version)]</c>) and a step in Upgrades; CHUTAN_ACCEPT=1 then
/// adds its line, and changes no other.</summary>
public sealed class WireNamesTests
{
    private const string Name = "wire-names.txt";
    private static readonly WireCatalogue Catalogue = WireCatalogue.OfMarket();
    private static readonly NullabilityInfoContext Nullability = new();

    [Fact]
    public void No_name_disappears_and_no_shape_changes_without_a_new_version()
    {
        var kept = Kept();
        var today = Today();
        if (Environment.GetEnvironmentVariable("CHUTAN_ACCEPT") == "1") Add(kept, today);
        var problems = Problems(kept, today, Upgrades.OfMarket).ToArray();
        Assert.True(problems.Length == 0, string.Join('\n', problems));
    }

    [Fact]
    public void A_lost_name_a_changed_shape_and_a_missing_upgrade_are_found()
    {
        var kept = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["a.done 1"] = "event {x:long}",
            ["b.done 1"] = "event {x:long}",
            ["c.done 1"] = "event {x:long}",
            ["enum Side"] = "Buy Sell",
        };
        var today = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["b.done 1"] = "event {x:text}",
            ["c.done 2"] = "event {y:long}",
            ["enum Side"] = "Buy Short",
        };
        var found = string.Join('\n', Problems(kept, today, Upgrades.OfMarket));
        Assert.Contains("'a.done 1' is gone", found, StringComparison.Ordinal);
        Assert.Contains("'b.done 1' was event {x:long} and is event {x:text}", found, StringComparison.Ordinal);
        Assert.Contains("'c.done 1' has no upgrade to version 2", found, StringComparison.Ordinal);
        Assert.Contains("'c.done 2' is not listed", found, StringComparison.Ordinal);
        Assert.Contains("'enum Side' has lost Sell", found, StringComparison.Ordinal);
        Assert.Empty(Problems(kept, kept, Upgrades.OfMarket));
    }

    private static IEnumerable<string> Problems(SortedDictionary<string, string> kept,
        SortedDictionary<string, string> today, Upgrades upgrades)
    {
        foreach (var (key, shape) in kept)
        {
            if (key.StartsWith("enum ", StringComparison.Ordinal))
            {
                var lost = shape.Split(' ').Except(today.GetValueOrDefault(key, "").Split(' ')).ToArray();
                if (lost.Length > 0) yield return $"'{key}' has lost {string.Join(", ", lost)}: journals name them.";
                continue;
            }
            var (name, version) = Parts(key);
            var now = today.Keys.Select(Parts).Where(p => p.Name == name).Select(p => p.Version).ToArray();
            if (now.Length == 0) yield return $"'{key}' is gone: journals hold it, so its name must stay readable.";
            else if (today.TryGetValue(key, out var same) && same != shape)
                yield return $"'{key}' was {shape} and is {same}: give it version {version + 1} and an upgrade.";
            else if (now[0] > version && !upgrades.Reach(name, version, now[0]))
                yield return $"'{key}' has no upgrade to version {now[0]}.";
            else if (now[0] < version) yield return $"'{key}' was written once; version {now[0]} is older.";
        }
        foreach (var key in today.Keys.Except(kept.Keys))
            yield return $"'{key}' is not listed in tests/golden/{Name}: run with CHUTAN_ACCEPT=1 and review it.";
    }

    private static (string Name, int Version) Parts(string key) => key.Split(' ') is [var name, var version]
        && int.TryParse(version, out var number) ? (name, number) : (key, 0);

    private static SortedDictionary<string, string> Kept()
    {
        var kept = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var path = Repository.At("tests", "golden", Name);
        if (!File.Exists(path)) return kept;
        foreach (var line in File.ReadAllLines(path, Encoding.UTF8).Where(l => l.Length > 0))
        {
            var parts = line.Split(' ', 3);
            kept.Add($"{parts[0]} {parts[1]}", parts[2]);
        }
        return kept;
    }

    /// <summary>Adds what is new: names, versions, and further words of an enumeration.</summary>
    private static void Add(SortedDictionary<string, string> kept, SortedDictionary<string, string> today)
    {
        foreach (var (key, shape) in today)
        {
            if (!kept.TryAdd(key, shape) && key.StartsWith("enum ", StringComparison.Ordinal))
                kept[key] = string.Join(' ', kept[key].Split(' ').Union(shape.Split(' ')));
        }
        File.WriteAllText(Repository.At("tests", "golden", Name),
            string.Concat(kept.Select(k => $"{k.Key} {k.Value}\n")),
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private static SortedDictionary<string, string> Today()
    {
        var today = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in Catalogue.Entries)
        {
            var kind = entry.Type.IsSubclassOf(typeof(Command)) ? "command" : "event";
            today.Add($"{entry.Name} {entry.Version}", $"{kind} {Shape(entry.Type, today)}");
        }
        return today;
    }

    /// <summary>What stands in the JSON of a type; the enumerations met on the way are listed by themselves.</summary>
    private static string Shape(Type type, SortedDictionary<string, string> enums)
    {
        if (type.IsEnum)
        {
            enums[$"enum {type.Name}"] = string.Join(' ', Enum.GetNames(type));
            return type.Name;
        }
        if (type == typeof(bool)) return "yes-or-no";
        if (type == typeof(string)) return "text";
        if (type == typeof(decimal)) return "decimal";
        if (type == typeof(int)) return "int";
        if (type == typeof(long)) return "long";
        if (type.Namespace == "NodaTime") return type.Name;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return $"[{Shape(type.GetGenericArguments()[0], enums)}]";
        if (IsNumber(type)) return type.Name;
        var properties = WireJson.Options.GetTypeInfo(type).Properties.Where(p => p.Set is not null
            || p.AssociatedParameter is not null);
        var parts = properties.Select(p => $"{p.Name}:{Shape(type, p.Name, p.PropertyType, enums)}");
        return $"{{{string.Join(", ", parts)}}}";
    }

    private static string Shape(Type of, string name, Type type, SortedDictionary<string, string> enums)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Shape(inner, enums) + "?";
        var property = of.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)!;
        var optional = !type.IsValueType && Nullability.Create(property).ReadState == NullabilityState.Nullable;
        return Shape(type, enums) + (optional ? "?" : "");
    }

    /// <summary>Whether a quantity or id is written as a plain number.</summary>
    private static bool IsNumber(Type type) => type.IsValueType && JsonSerializer.Serialize(
        Activator.CreateInstance(type), type, WireJson.Options)[0] != '{';
}
