using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Text;

namespace Chutan.Market.Tests.Architecture;

/// <summary>The rules of the pure core, as functions from types to sentences that say what to do instead.</summary>
internal static class Purity
{
    private const BindingFlags Statics =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly ImmutableArray<string> OutsideNamespaces =
        ["System.IO", "System.Net", "System.Threading", "System.Data", "System.Timers", "Microsoft.Win32"];

    private static readonly ImmutableHashSet<Type> OutsideTypes =
    [
        typeof(Console), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeProvider), typeof(Random),
        typeof(System.Diagnostics.Process), typeof(System.Diagnostics.Stopwatch), typeof(SystemClock), typeof(IClock),
        typeof(Environment), typeof(GC), typeof(AppContext),
    ];

    private static readonly ImmutableHashSet<string> OutsideMembers =
        ["System.Guid.NewGuid", "System.Globalization.CultureInfo.get_CurrentCulture", "System.Object.GetHashCode"];

    private static readonly ImmutableHashSet<Type> BinaryFloating = [typeof(double), typeof(float), typeof(Half)];

    private static readonly ImmutableHashSet<OpCode> BinaryFloatingInstructions =
        [OpCodes.Ldc_R4, OpCodes.Ldc_R8, OpCodes.Conv_R4, OpCodes.Conv_R8, OpCodes.Conv_R_Un];

    private static readonly ImmutableHashSet<Type> ChangeableCollections =
    [
        typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(SortedDictionary<,>), typeof(SortedList<,>),
        typeof(SortedSet<>), typeof(Queue<>), typeof(Stack<>), typeof(PriorityQueue<,>), typeof(StringBuilder),
        typeof(System.Collections.Concurrent.ConcurrentDictionary<,>), typeof(Lazy<>),
    ];

    /// <summary>Uses of files, network, clocks, threads, chance and the host.</summary>
    public static ImmutableArray<string> OutsideWorld(IEnumerable<Type> types) => Sorted(
        from type in types
        let members = CompiledReferences.UsesIn(type).ToArray()
        let named = CompiledReferences.TypesOf(type).Where(IsOutside).Where(t => !OnlyIteratorThread(t, members))
            .Select(t => t.FullName ?? t.Name)
        let called = members.Select(m => $"{m.Member.DeclaringType}.{m.Member.Name}").Where(OutsideMembers.Contains)
            .Where(m => m != "System.Object.GetHashCode" || UsesIdentityHash(members))
        from name in named.Concat(called).Distinct()
        select $"{type.FullName} uses {name}: the core asks nobody. Let the command or its context carry the value, "
            + "or do it in Chutan.Engine.");

    /// <summary>Binary floating point in fields, signatures, locals or instructions.</summary>
    public static ImmutableArray<string> BinaryFloatingPoint(IEnumerable<Type> types) => Sorted(
        from type in types
        where CompiledReferences.TypesOf(type).Overlaps(BinaryFloating)
            || CompiledReferences.InstructionsOf(type).Any(BinaryFloatingInstructions.Contains)
        select $"{type.FullName} uses double or float: count in integers over a stated scale (Tonnes, Money, Price, "
            + "Rate), or decimal inside a formula with one rounding at the end.");

    /// <summary>Classes somebody could inherit from, and abstract ones that close no set of cases.</summary>
    public static ImmutableArray<string> Unsealed(IReadOnlyCollection<Type> types) => Sorted(
        (from type in types
         where type.IsClass && !type.IsSealed && !type.IsAbstract && !Generated(type)
         select $"{type.FullName} is not sealed: seal it; inheritance is only for closing a set of cases.")
        .Concat(
         from type in types
         where type.IsClass && type is { IsAbstract: true, IsSealed: false } && !Generated(type)
             && !IsCommandOrEvent(type) && !types.Any(other => Inherits(other, type))
         select $"{type.FullName} is abstract and nothing here derives from it: make it a sealed type, or a function.")
        .Concat(
         from type in types
         where type.IsInterface && types.Count(other => !other.IsInterface && type.IsAssignableFrom(other)) < 2
         select $"{type.FullName} is an interface without two real implementations: use the type itself."));

    /// <summary>Statics that could change while the program runs.</summary>
    public static ImmutableArray<string> ChangeableStatics(IEnumerable<Type> types) => Sorted(
        from type in types
        where !Generated(type)
        from field in type.GetFields(Statics)
        where !field.IsLiteral && (!field.IsInitOnly || field.FieldType.IsArray || IsChangeable(field.FieldType))
        where !field.Name.StartsWith("<>", StringComparison.Ordinal)
        select $"{type.FullName}.{field.Name} is a static that can change: keep state in the room's state, and tables "
            + "in static readonly immutable or frozen collections.");

    private static bool IsOutside(Type type) => OutsideTypes.Contains(type)
        || OutsideNamespaces.Any(n =>
            type.Namespace == n || (type.Namespace ?? "").StartsWith(n + ".", StringComparison.Ordinal));

    /// <summary>The compiler's iterators ask for the current thread's number, which changes nothing they yield.
    /// </summary>
    private static bool OnlyIteratorThread(Type type, IEnumerable<MemberUse> members) => type == typeof(Environment)
        && members.Where(m => m.Member.DeclaringType == type)
            .All(m => m.Member.Name == "get_CurrentManagedThreadId" && Generated(m.By.DeclaringType!));

    private static bool UsesIdentityHash(IEnumerable<MemberUse> members) => members.Any(m =>
        m.Member.DeclaringType == typeof(object) && m.Member.Name == "GetHashCode" && m.Instruction == OpCodes.Call);

    private static bool IsCommandOrEvent(Type type)
    {
        for (var at = type; at is not null; at = at.BaseType)
            if (at == typeof(Kernel.Command) || at == typeof(Kernel.Event)) return true;
        return false;
    }

    private static bool Inherits(Type type, Type from)
    {
        var parent = type.BaseType;
        return parent is not null && (parent.IsGenericType ? parent.GetGenericTypeDefinition() : parent) == from;
    }

    private static bool IsChangeable(Type type) =>
        ChangeableCollections.Contains(type.IsGenericType ? type.GetGenericTypeDefinition() : type);

    private static bool Generated(Type type) => type.Name.StartsWith('<')
        || type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static ImmutableArray<string> Sorted(IEnumerable<string> sentences) =>
        [.. sentences.Distinct().Order(StringComparer.Ordinal)];
}
