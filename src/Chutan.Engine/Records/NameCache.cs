using System.Runtime.CompilerServices;

namespace Chutan.Engine.Records;

/// <summary>Names and versions of types as they are written, turned into bytes once. Every record asks for three or
/// more, so they are found by comparing references, in a place or two.</summary>
internal sealed class NameCache(WireCatalogue catalogue)
{
    private (Type? Type, byte[] Name)[] places = new (Type?, byte[])[64];
    private int count;

    public byte[] Of(Type type)
    {
        var at = First(type);
        while (places[at].Type is { } known)
        {
            if (ReferenceEquals(known, type)) return places[at].Name;
            at = (at + 1) & (places.Length - 1);
        }
        return Add(type);
    }

    private byte[] Add(Type type)
    {
        if (2 * ++count > places.Length)
        {
            var old = places;
            places = new (Type?, byte[])[2 * old.Length];
            foreach (var place in old)
                if (place.Type is { } known) Put(known, place.Name);
        }
        var (entry, bytes) = (catalogue.Of(type), new RecordWriter());
        bytes.Text(entry.Name);
        bytes.Short(entry.Version);
        var name = bytes.Written.ToArray();
        Put(type, name);
        return name;
    }

    private void Put(Type type, byte[] name)
    {
        var at = First(type);
        while (places[at].Type is not null) at = (at + 1) & (places.Length - 1);
        places[at] = (type, name);
    }

    private int First(Type type) => RuntimeHelpers.GetHashCode(type) & (places.Length - 1);
}
