using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using NodaTime.Text;

namespace Chutan.Server.Http;

/// <summary>How the public API writes JSON; not how the journal does.</summary>
public static class Json
{
    public static JsonSerializerOptions Options { get; } = Apply(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new ByPattern<LocalDate>(LocalDatePattern.Iso));
        options.Converters.Add(new ByPattern<Instant>(InstantPattern.ExtendedIso));
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver())
            .WithAddedModifier(FillMissingLists);
        return options;
    }

    /// <summary>A list that a request leaves out is an empty one: the market says what it needs, and no command holds a
    /// list that cannot be read.</summary>
    private static void FillMissingLists(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.IsValueType) return;
        var fill = type.Properties
            .Where(p => p is { Get: not null, Set: not null, PropertyType.IsGenericType: true }
                && p.PropertyType.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            .Select(p => (p.Get, p.Set, IsDefault: p.PropertyType.GetProperty(nameof(ImmutableArray<int>.IsDefault))!,
                Empty: p.PropertyType.GetField(nameof(ImmutableArray<int>.Empty))!.GetValue(null)))
            .ToArray();
        if (fill.Length == 0) return;
        type.OnDeserialized += read =>
        {
            foreach (var list in fill)
                if (true.Equals(list.IsDefault.GetValue(list.Get!(read)))) list.Set!(read, list.Empty);
        };
    }

    private sealed class ByPattern<T>(IPattern<T> pattern) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            pattern.Parse(reader.GetString() ?? "") is { Success: true } parsed
                ? parsed.Value
                : throw new JsonException($"Not a {typeof(T).Name} in ISO form.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(pattern.Format(value));
    }
}
