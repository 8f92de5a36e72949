using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Chutan.Market;
using Chutan.Market.Kernel;

namespace Chutan.Engine.Partitions;

/// <summary>Which requests were answered, and where. There are as many as records in the journal, so they lie without a
/// pointer between them, and in many small tables. Each begins with another size than its neighbour, so that they do
/// not all have to grow at the same time.</summary>
public sealed class AnsweredRequests
{
    private const int TableBits = 12;
    private const int Tables = 1 << TableBits;
    private const int FewestPlaces = 8;
    private const int PlaceBits = 32 - TableBits; // what is left of a hash

    // Of this run alone, so that nobody can choose ids that fall on one place.
    private static readonly ulong Salt = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;

    private readonly Table[] tables = new Table[Tables];

    public int Count { get; private set; }

    /// <summary>The position of the record that answered a request; the one given where it was not answered before,
    /// and from now on.</summary>
    public long FindOrAdd(RequestId request, long position)
    {
        var hash = HashOf(request);
        ref var table = ref tables[hash & (Tables - 1)];
        if (table.Places is null) table.Begin(FewestPlaces + (int)(hash & (Tables - 1)) % FewestPlaces);
        ref var place = ref table.Find(request, hash);
        if (place.Position != 0) return place.Position - 1;
        place = new Place(request, position + 1);
        Count++;
        if (4 * ++table.Count > 3 * table.Length) table.Grow();
        return position;
    }

    /// <summary>The place a request will be looked for at; see <see cref="MarketState.Foresee"/>.</summary>
    internal void Foresee(RequestId request)
    {
        var hash = HashOf(request);
        ref var table = ref tables[hash & (Tables - 1)];
        if (table.Places is not null) Ahead.Expect(in table.First(hash));
    }

    /// <summary>All of them, in no order that means anything.</summary>
    public IEnumerable<(RequestId Request, long Position)> All
    {
        get
        {
            foreach (var table in tables)
                foreach (var place in table.Places ?? [])
                    if (place.Position != 0) yield return (place.Request, place.Position - 1);
        }
    }

    private static uint HashOf(RequestId request)
    {
        var high = Math.BigMul(request.High ^ Salt, 0x9E3779B97F4A7C15, out var low);
        high = Math.BigMul(request.Low ^ high ^ low, Salt, out low);
        return (uint)((high ^ low) >> 32);
    }

    /// <param name="Position">The record's position and one; 0 in an empty place.</param>
    private readonly record struct Place(RequestId Request, long Position);

    private struct Table
    {
        public Place[]? Places; // none before the first request
        public int Length; // of the places: that of an array would have to be fetched with it
        public int Count;

        public void Begin(int length) => (Places, Length) = (new Place[length], length);

        /// <summary>Where to look first, for any number of places.</summary>
        public readonly ref Place First(uint hash) =>
            ref At((int)((ulong)(hash >> TableBits) * (uint)Length >> PlaceBits));

        public readonly ref Place Find(RequestId request, uint hash)
        {
            ref var place = ref First(hash);
            ref var end = ref At(Length);
            while (place.Position != 0 && place.Request != request)
            {
                place = ref Unsafe.Add(ref place, 1);
                if (Unsafe.AreSame(ref place, ref end)) place = ref At(0);
            }
            return ref place;
        }

        public void Grow()
        {
            var old = Places!;
            Begin(2 * old.Length);
            foreach (var place in old)
                if (place.Position != 0) Find(place.Request, HashOf(place.Request)) = place;
        }

        private readonly ref Place At(int place) =>
            ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Places!), place);
    }
}
