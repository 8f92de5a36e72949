using System.Collections;
using System.Reflection;
using System.Text.Json;
using Chutan.Engine.Records;
using Chutan.Market.Kernel;
using Chutan.Server.Http;

namespace Chutan.Server.Journal;

/// <summary>One field of a command or event, ready to be shown. <paramref name="Unit"/> is tonnes, fen, fenPerTonne,
/// date, instant or null.</summary>
public sealed record FieldAnswer(string Name, Bilingual Label, object? Value, string? Unit);

/// <summary>Lays a command or event out as fields in reading order; nested records become dotted names.</summary>
internal static class Fields
{
    private const int ListShown = 40;

    public static IReadOnlyList<FieldAnswer> Of(object value) => [.. Walk(value, "")];

    private static IEnumerable<FieldAnswer> Walk(object value, string prefix)
    {
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.Name == "EqualityContract" || property.SetMethod is null) continue;
            var name = prefix + char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
            foreach (var field in One(name, property.GetValue(value))) yield return field;
        }
    }

    private static IEnumerable<FieldAnswer> One(string name, object? value)
    {
        switch (value)
        {
            case null: yield return new FieldAnswer(name, Names.Field(name), null, null); break;
            case Tonnes t: yield return new FieldAnswer(name, Names.Field(name), t.Count, "tonnes"); break;
            case Money m: yield return new FieldAnswer(name, Names.Field(name), m.Fen, "fen"); break;
            case Price p: yield return new FieldAnswer(name, Names.Field(name), p.FenPerTonne, "fenPerTonne"); break;
            case LocalDate d: yield return new FieldAnswer(name, Names.Field(name), Text.Of(d), "date"); break;
            case Instant i: yield return new FieldAnswer(name, Names.Field(name), Text.Of(i), "instant"); break;
            case bool b: yield return new FieldAnswer(name, Names.Field(name), b, null); break;
            case string or Enum: yield return new FieldAnswer(name, Names.Field(name), value.ToString(), null); break;
            case IEnumerable list: yield return new FieldAnswer(name, Names.Field(name), Shortened(list), null); break;
            default:
                if (IsPlain(value)) yield return new FieldAnswer(name, Names.Field(name), Text.Of(value), null);
                else
                    foreach (var inner in Walk(value, name + ".")) yield return inner;
                break;
        }
    }

    private static bool IsPlain(object value) =>
        value is IFormattable || value.GetType().Namespace == typeof(Tonnes).Namespace && value.GetType().IsValueType;

    private static string Shortened(IEnumerable list)
    {
        var items = list.Cast<object>().ToList();
        var shown = items.Take(ListShown).Select(i => JsonSerializer.Serialize(i, i.GetType(), WireJson.Options));
        return string.Join("\n", shown) + (items.Count > ListShown ? $"\n… ({items.Count})" : "");
    }
}
