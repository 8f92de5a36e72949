using System.Numerics;
using System.Runtime.CompilerServices;

namespace Chutan.Market.Kernel;

/// <summary>What belongs to each of some types, found by comparing references, in a place or two: every command and
/// every event is looked up by its type several times.</summary>
public sealed class TypeTable<T> where T : class
{
    private readonly (Type? Type, T Value)[] places;

    public TypeTable(IReadOnlyCollection<(Type Type, T Value)> entries)
    {
        places = new (Type?, T)[BitOperations.RoundUpToPowerOf2((uint)(2 * entries.Count + 1))];
        foreach (var (type, value) in entries)
        {
            var at = First(type);
            while (places[at].Type is not null) at = Next(at);
            places[at] = (type, value);
        }
    }

    /// <summary>What belongs to a type; null for one that is not in it.</summary>
    public T? Find(Type type)
    {
        var at = First(type);
        while (places[at].Type is { } known)
        {
            if (ReferenceEquals(known, type)) return places[at].Value;
            at = Next(at);
        }
        return null;
    }

    /// <summary>All of them, in no order that means anything.</summary>
    public IEnumerable<(Type Type, T Value)> All
    {
        get
        {
            foreach (var (type, value) in places)
                if (type is not null) yield return (type, value);
        }
    }

    private int First(Type type) => RuntimeHelpers.GetHashCode(type) & (places.Length - 1);
    private int Next(int at) => (at + 1) & (places.Length - 1);
}
