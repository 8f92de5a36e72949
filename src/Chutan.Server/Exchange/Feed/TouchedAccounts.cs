using System.Collections.Concurrent;
using System.Reflection;
using Chutan.Market.Kernel;

namespace Chutan.Server.Exchange.Feed;

/// <summary>Which accounts an event speaks of, whatever its room: every account number in it.</summary>
internal static class TouchedAccounts
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = new();

    public static void Collect(object happened, HashSet<AccountId> into)
    {
        foreach (var property in Known.GetOrAdd(happened.GetType(), Find))
            switch (property.GetValue(happened))
            {
                case AccountId account: into.Add(account); break;
                case System.Collections.IEnumerable parts and not string:
                    foreach (var part in parts) Collect(part, into);
                    break;
                case { } part: Collect(part, into); break;
            }
    }

    /// <summary>The properties that are, or may hold, an account number.</summary>
    private static PropertyInfo[] Find(Type type) => type == typeof(AccountId) ? [] : [.. type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.Name != "EqualityContract" && p.GetIndexParameters().Length == 0 && MayHold(p.PropertyType, 3))];

    private static bool MayHold(Type type, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(AccountId)) return true;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return MayHold(type.GetGenericArguments()[0], depth);
        return depth > 0 && type.Namespace?.StartsWith("Chutan.Market", StringComparison.Ordinal) == true
            && type is { IsPrimitive: false, IsEnum: false }
            && type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Any(p => p.PropertyType != type && MayHold(p.PropertyType, depth - 1));
    }
}
