using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Chutan.Market.Exchange;

/// <summary>The senders' own numbers of the orders of one trading day, each once per account. The texts stay where they
/// are, in the orders: a place here holds only an order's index and the hash of its number, so that looking one up
/// touches little memory and a day's orders leave nothing for the collector to walk through.</summary>
/// <param name="orders">The day's orders; what is added here lies in it.</param>
internal sealed class ClientOrderIds(DayOrders orders)
{
    private const int FewestPlaces = 1024;
    private const ulong Factor = 0x9E3779B97F4A7C15; // odd, its bits evenly spread

    private static readonly ulong Salt =
        BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    // Upper half: the hash. Lower half: the order's index and one; 0 in an empty place.
    private ulong[] places = new ulong[FewestPlaces];
    private int count;

    public bool Contains(AccountId account, string id)
    {
        var hash = HashOf(account, id);
        for (var at = First(hash); places[at] != 0; at = Next(at))
        {
            if ((uint)(places[at] >> 32) != hash) continue;
            ref readonly var order = ref orders.At((int)(places[at] & uint.MaxValue) - 1);
            if (order.Account == account && orders.ClientOrderId(order).SequenceEqual(id)) return true;
        }
        return false;
    }

    /// <summary>The place where a number will be looked for first; see <see cref="MarketState.Foresee"/>.</summary>
    public void Foresee(AccountId account, string id) => Ahead.Expect(in places[First(HashOf(account, id))]);

    /// <summary>Adds the number of the order at an index of the day's orders. An order of an earlier program with a
    /// number used before stands beside it.</summary>
    public void Add(int index, AccountId account, string id)
    {
        if (2 * (count + 1) > places.Length) Grow();
        Put((ulong)HashOf(account, id) << 32 | (uint)(index + 1));
        count++;
    }

    /// <summary>A new day; the room of the day before is kept.</summary>
    public void Clear()
    {
        Array.Clear(places);
        count = 0;
    }

    private void Grow()
    {
        var old = places;
        places = new ulong[2 * old.Length];
        foreach (var place in old)
            if (place != 0) Put(place);
    }

    private void Put(ulong place)
    {
        var at = First((uint)(place >> 32));
        while (places[at] != 0) at = Next(at);
        places[at] = place;
    }

    private int First(uint hash) => (int)(hash & (uint)(places.Length - 1));
    private int Next(int at) => (at + 1) & (places.Length - 1);

    /// <summary>Different in every run of the program, so that nobody can choose numbers that collide; nothing but the
    /// place here depends on it.</summary>
    private static uint HashOf(AccountId account, ReadOnlySpan<char> id)
    {
        var hash = Mixed(Salt ^ (ulong)account.Number, (ulong)id.Length);
        var bytes = MemoryMarshal.AsBytes(id);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            hash = Mixed(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        var rest = 0UL;
        for (var i = 0; i < bytes.Length; i++) rest |= (ulong)bytes[i] << (8 * i);
        hash = Mixed(hash, rest);
        return (uint)(hash >> 32);
    }

    private static ulong Mixed(ulong hash, ulong with)
    {
        var high = Math.BigMul(hash ^ with, Factor, out var low);
        return high ^ low;
    }
}
