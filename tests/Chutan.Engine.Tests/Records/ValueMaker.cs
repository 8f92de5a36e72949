using System.Reflection;
using Chutan.Market.Kernel;

namespace Chutan.Engine.Tests.Records;

/// <summary>Makes values of any type that is journalled, through its constructor, with contents that vary with the
/// seed: long and short texts in both languages, empty and longer lists, absent and present options.</summary>
internal sealed class ValueMaker(int seed)
{
    private static readonly string[] Texts =
        ["", "a", "碳排放权", "quote \" backslash \\ <tag> & 'x'", "line\nnext\ttab", "🌲 𠮷", new string('长', 300)];

    private readonly Random random = new(seed);

    /// <summary>An instance of the type; its own checks may refuse a value, and then another one is drawn.</summary>
    public object Make(Type type)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return Draw(type);
            }
            catch (TargetInvocationException refused) when (
                refused.InnerException is ArgumentException && attempt < 100)
            {
            }
        }
    }

    private object Draw(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Make(inner);
        if (type.IsEnum) return Choose(Enum.GetValues(type));
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return Many(type.GetGenericArguments()[0]);
        if (type == typeof(string)) return Texts[random.Next(Texts.Length)];
        if (type == typeof(bool)) return random.Next(2) == 0;
        if (type == typeof(int)) return random.Next(1, 10_000);
        if (type == typeof(long)) return random.NextInt64(1, 1L << random.Next(1, 54));
        if (type == typeof(decimal)) return new decimal(random.Next(), 0, 0, random.Next(2) == 0, (byte)random.Next(9));
        if (type == typeof(LocalDate)) return new LocalDate(random.Next(2013, 2031), 1, 1).PlusDays(random.Next(365));
        if (type == typeof(LocalTime)) return LocalTime.FromTicksSinceMidnight(random.NextInt64(864_000_000_000));
        if (type == typeof(Instant)) return Instant.FromUnixTimeTicks(random.NextInt64(1L << 54));
        return OfParts(type);
    }

    private object OfParts(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)
            ?? throw new InvalidOperationException($"{type.Name} cannot be made: it has no public constructor.");
        return constructor.Invoke([.. constructor.GetParameters().Select(Part)]);
    }

    private object? Part(ParameterInfo parameter)
    {
        var optional = Nullable.GetUnderlyingType(parameter.ParameterType) is not null
            || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
        return optional && random.Next(3) == 0 ? null : Make(parameter.ParameterType);
    }

    private object Many(Type item)
    {
        var items = Array.CreateInstance(item, random.Next(4));
        for (var i = 0; i < items.Length; i++) items.SetValue(Make(item), i);
        return typeof(ImmutableArray).GetMethods()
            .Single(m => m.Name == nameof(ImmutableArray.Create) && m.GetParameters() is [{ } only]
                && only.ParameterType.IsArray)
            .MakeGenericMethod(item).Invoke(null, [items])!;
    }

    private object Choose(Array values) => values.GetValue(random.Next(values.Length))!;
}
