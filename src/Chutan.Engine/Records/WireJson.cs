using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Chutan.Market.Kernel;
using NodaTime.Text;

namespace Chutan.Engine.Records;

/// <summary>How commands, events and refusals are written as JSON: quantities and ids as plain numbers, dates as ISO
/// text, enumerations by name. Property order is declaration order, so equal values give equal bytes.</summary>
public static class WireJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            IgnoreReadOnlyProperties = true,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectRequiredConstructorParameters = false,
        };
        options.Converters.Add(new NumberStructs());
        options.Converters.Add(new ByPattern<LocalDate>(LocalDatePattern.Iso));
        options.Converters.Add(new ByPattern<LocalTime>(LocalTimePattern.ExtendedIso));
        options.Converters.Add(new ByPattern<Instant>(InstantPattern.ExtendedIso));
        options.Converters.Add(new JsonStringEnumConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Value types that wrap one whole number are written as that number.</summary>
    private sealed class NumberStructs : JsonConverterFactory
    {
        public override bool CanConvert(Type type) => Wrapped(type) is not null;

        public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(
                (Wrapped(type)!.PropertyType == typeof(int) ? typeof(IntStruct<>) : typeof(LongStruct<>))
                .MakeGenericType(type), Wrapped(type)!)!;

        private static PropertyInfo? Wrapped(Type type)
        {
            if (!type.IsValueType || type.Namespace != typeof(Tonnes).Namespace) return null;
            var constructors = type.GetConstructors();
            if (constructors is not [{ } only] || only.GetParameters() is not [{ } parameter]) return null;
            if (parameter.ParameterType != typeof(long) && parameter.ParameterType != typeof(int)) return null;
            return type.GetProperties().Single(p =>
                string.Equals(p.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
        }
    }

    private sealed class LongStruct<T>(PropertyInfo property) : JsonConverter<T> where T : struct
    {
        private readonly Func<T, long> get = Getter<T, long>(property);
        private readonly Func<long, T> make = Maker<long, T>();

        public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            try
            {
                return make(reader.GetInt64());
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException)
            {
                throw new JsonException($"Not a value of {typeof(T).Name}.", e);
            }
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(get(value));
    }

    private sealed class IntStruct<T>(PropertyInfo property) : JsonConverter<T> where T : struct
    {
        private readonly Func<T, int> get = Getter<T, int>(property);
        private readonly Func<int, T> make = Maker<int, T>();

        public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            make(reader.GetInt32());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(get(value));
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

    private static Func<T, TNumber> Getter<T, TNumber>(PropertyInfo property) where T : struct
    {
        var it = System.Linq.Expressions.Expression.Parameter(typeof(T));
        return System.Linq.Expressions.Expression.Lambda<Func<T, TNumber>>(
            System.Linq.Expressions.Expression.Property(it, property), it).Compile();
    }

    private static Func<TNumber, T> Maker<TNumber, T>() where T : struct
    {
        var number = System.Linq.Expressions.Expression.Parameter(typeof(TNumber));
        return System.Linq.Expressions.Expression.Lambda<Func<TNumber, T>>(
            System.Linq.Expressions.Expression.New(typeof(T).GetConstructor([typeof(TNumber)])!, number),
            number).Compile();
    }
}
