using System.Numerics;

namespace Chutan.Market.Exchange;

/// <summary>The prices of one side at which orders wait: three layers of bits, so that the best one, and the next one
/// above or below any price, take a few instructions however far apart they are.</summary>
internal struct PriceSet
{
    public const int MostPrices = 64 * 64 * 64;

    private readonly ulong[] words;
    private readonly ulong[] groups;
    private ulong all;

    public PriceSet(int prices)
    {
        words = new ulong[(prices + 63) / 64];
        groups = new ulong[(prices + 4095) / 4096];
    }

    public void Add(int price)
    {
        words[price >> 6] |= 1UL << price;
        groups[price >> 12] |= 1UL << (price >> 6);
        all |= 1UL << (price >> 12);
    }

    public void Remove(int price)
    {
        if ((words[price >> 6] &= ~(1UL << price)) != 0) return;
        if ((groups[price >> 12] &= ~(1UL << (price >> 6))) == 0) all &= ~(1UL << (price >> 12));
    }

    /// <summary>The highest price, or -1.</summary>
    public readonly int Highest() => all == 0 ? -1 : HighestIn(Top(all));

    /// <summary>The lowest price, or <paramref name="none"/>.</summary>
    public readonly int Lowest(int none) => all == 0 ? none : LowestIn(BitOperations.TrailingZeroCount(all));

    /// <summary>The next price above, or <paramref name="none"/>.</summary>
    public readonly int Above(int price, int none)
    {
        var word = price >> 6;
        if ((words[word] & (~1UL << price)) is not 0 and var near)
            return (word << 6) + BitOperations.TrailingZeroCount(near);
        var group = word >> 6;
        if ((groups[group] & (~1UL << word)) is not 0 and var further)
            return LowestOf((group << 6) + BitOperations.TrailingZeroCount(further));
        return (all & (~1UL << group)) is not 0 and var far ? LowestIn(BitOperations.TrailingZeroCount(far)) : none;
    }

    /// <summary>The next price below, or -1.</summary>
    public readonly int Below(int price)
    {
        var word = price >> 6;
        if ((words[word] & ((1UL << price) - 1)) is not 0 and var near) return (word << 6) + Top(near);
        var group = word >> 6;
        if ((groups[group] & ((1UL << word) - 1)) is not 0 and var further)
            return HighestOf((group << 6) + Top(further));
        return (all & ((1UL << group) - 1)) is not 0 and var far ? HighestIn(Top(far)) : -1;
    }

    private readonly int HighestIn(int group) => HighestOf((group << 6) + Top(groups[group]));
    private readonly int HighestOf(int word) => (word << 6) + Top(words[word]);
    private readonly int LowestIn(int group) => LowestOf((group << 6) + BitOperations.TrailingZeroCount(groups[group]));
    private readonly int LowestOf(int word) => (word << 6) + BitOperations.TrailingZeroCount(words[word]);
    private static int Top(ulong bits) => 63 - BitOperations.LeadingZeroCount(bits);
}
