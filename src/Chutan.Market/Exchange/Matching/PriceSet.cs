using System.Numerics;

namespace Chutan.Market.Exchange;

/// <summary>The places of one side at which orders wait: three layers of bits, so that the best one, and the next worse
/// than any, take a few instructions however far apart they are.</summary>
internal struct PriceSet
{
    public const int MostPlaces = 64 * 64 * 64;

    private readonly ulong[] words;
    private readonly ulong[] groups;
    private ulong all;

    public PriceSet(int places)
    {
        words = new ulong[(places + 63) / 64];
        groups = new ulong[(places + 4095) / 4096];
    }

    public void Add(int place)
    {
        ref var word = ref words[place >> 6];
        if (word == 0)
        {
            groups[place >> 12] |= 1UL << (place >> 6);
            all |= 1UL << (place >> 12);
        }
        word |= 1UL << place;
    }

    /// <param name="empty">Whether the place is empty now; otherwise it stays in the set.</param>
    public void Remove(int place, bool empty)
    {
        ref var word = ref words[place >> 6];
        word &= ~((empty ? 1UL : 0UL) << place);
        if (word != 0) return;
        ref var group = ref groups[place >> 12];
        if ((group &= ~(1UL << (place >> 6))) == 0) all &= ~(1UL << (place >> 12));
    }

    /// <summary>The next lower place, or -1.</summary>
    public readonly int Below(int place)
    {
        var word = place >> 6;
        if ((words[word] & ((1UL << place) - 1)) is not 0 and var near) return (word << 6) + Top(near);
        var group = word >> 6;
        if ((groups[group] & ((1UL << word) - 1)) is not 0 and var further)
            return Highest((group << 6) + Top(further));
        var far = all & ((1UL << group) - 1);
        return far == 0 ? -1 : Highest((Top(far) << 6) + Top(groups[Top(far)]));
    }

    private readonly int Highest(int word) => (word << 6) + Top(words[word]);
    private static int Top(ulong bits) => 63 - BitOperations.LeadingZeroCount(bits);
}
