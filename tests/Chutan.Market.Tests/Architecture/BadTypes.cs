// Types that break the rules of the core on purpose: PurityTests must find each of them.
// The banned-symbol analyzer would stop these lines first; here they are wanted.
#pragma warning disable RS0030, CA1822, CA2211, CA1805, CA1852, CA1051, CA1802
using System.Collections.Frozen;

namespace Chutan.Market.Tests.Architecture;

internal static class ReadsAFile
{
    public static bool Run() => File.Exists("x");
}

internal static class ReadsTheClock
{
    public static int Run() => DateTime.UtcNow.Year;
}

internal static class StartsATask
{
    public static object Run() => Task.CompletedTask;
}

internal static class InventsAnId
{
    public static Guid Run() => Guid.NewGuid();
}

internal static class AsksTheHost
{
    public static string Run() => Environment.MachineName;
}

internal sealed class HashesByIdentity
{
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);
    public override int GetHashCode() => base.GetHashCode();
}

internal static class Iterates
{
    public static IEnumerable<int> Run()
    {
        yield return 1;
    }
}

internal sealed class HoldsADouble
{
    public double Value { get; init; }
}

internal static class TakesAFloat
{
    public static bool Run(float value) => value.Equals(null);
}

internal static class DividesOnTheWay
{
    public static long Run(long a, long b) => (long)((double)a / b);
}

internal static class AveragesWithLinq
{
    public static bool Run(int[] values) => values.Average().Equals(null);
}

internal sealed class HoldsADecimal
{
    public decimal Value { get; init; }
}

internal class CouldBeInherited;

internal abstract class NobodyDerives;

internal interface IOnlyOnce;

internal sealed class OnlyOnce : IOnlyOnce;

internal static class CountsInAStatic
{
    public static int Count = 0;
}

internal static class KeepsAStaticList
{
    public static readonly List<int> Items = [];
}

internal static class KeepsAStaticArray
{
    public static readonly int[] Items = [1];
}

internal static class KeepsATable
{
    public static readonly FrozenSet<int> Items = FrozenSet.ToFrozenSet([1]);
    public const int One = 1;
}
