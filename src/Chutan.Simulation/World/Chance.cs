namespace Chutan.Simulation.World;

/// <summary>The simulation's own generator: PCG-XSH-RR, 64 bits of state, 32 bits out. The same seed gives the same
/// numbers on every machine and every runtime, for ever; nothing here touches binary floating point.</summary>
internal sealed class Chance
{
    private const ulong Multiplier = 6364136223846793005;

    private readonly ulong increment;
    private ulong state;

    private Chance(ulong seed, ulong stream)
    {
        increment = unchecked(stream << 1) | 1;
        Next();
        state = unchecked(state + seed);
        Next();
    }

    /// <summary>An own stream of chance for one purpose and one subject, so that a new subject changes nobody else's
    /// luck.</summary>
    public static Chance For(ulong seed, string purpose, long subject = 0)
    {
        var stream = 14695981039346656037UL;
        foreach (var c in purpose) stream = unchecked((stream ^ c) * 1099511628211UL);
        return new Chance(Mix(seed), Mix(unchecked(stream + (ulong)subject * 0x9E3779B97F4A7C15UL)));
    }

    /// <summary>SplitMix64's finaliser: spreads close seeds far apart.</summary>
    public static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15UL;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }

    /// <summary>The next 32 bits.</summary>
    public uint Next()
    {
        unchecked
        {
            var old = state;
            state = old * Multiplier + increment;
            var shifted = (uint)(((old >> 18) ^ old) >> 27);
            var rotation = (int)(old >> 59);
            return (shifted >> rotation) | (shifted << (-rotation & 31));
        }
    }

    /// <summary>A whole number from 0 up to but not including <paramref name="below"/>.</summary>
    public long Below(long below)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(below);
        if (below <= uint.MaxValue) return (long)((ulong)Next() * (ulong)below >> 32);
        var both = (ulong)Next() << 32 | Next();
        return (long)((UInt128)both * (ulong)below >> 64);
    }

    /// <summary>A whole number between two bounds, both included.</summary>
    public long Between(long least, long most) => least + Below(most - least + 1);

    /// <summary>Whether something happens that happens so often in a thousand.</summary>
    public bool PerMille(int often) => Below(1000) < often;

    /// <summary>About normally distributed around zero, in thousandths of a standard deviation, within ±6,000: the sum
    /// of twelve uniform numbers.</summary>
    public int Normal()
    {
        var sum = 0L;
        for (var i = 0; i < 12; i++) sum += Next() >> 16;
        return (int)((sum - 6 * 65_535) * 1000 / 65_536);
    }

    /// <summary>Lognormally distributed around a median of one.</summary>
    /// <param name="sigma">Standard deviation of the logarithm, in thousandths.</param>
    public decimal LogNormal(int sigma) => Exponential.Of(Normal() * (decimal)sigma / 1_000_000m);

    /// <summary>A whole number between bounds, small ones as likely as large ones: uniform in the number of digits.
    ///</summary>
    public long Scaled(long least, long most)
    {
        var doublings = 0;
        while (least << (doublings + 1) <= most) doublings++;
        var floor = least << (int)Below(doublings + 1);
        return Math.Min(most, floor + Below(floor));
    }

    public T Pick<T>(IReadOnlyList<T> of) => of[(int)Below(of.Count)];

    /// <summary>Puts a list into a random order.</summary>
    public void Shuffle<T>(IList<T> list)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = (int)Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }
}

/// <summary>The exponential function in decimal arithmetic: the same digits on every machine.</summary>
internal static class Exponential
{
    private const int Halvings = 8;
    private const int Terms = 14;

    /// <param name="x">Between −12 and 12.</param>
    public static decimal Of(decimal x)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs(x), 12m);
        var small = x / (1 << Halvings);
        var (sum, term) = (1m, 1m);
        for (var n = 1; n <= Terms; n++)
        {
            term = term * small / n;
            sum += term;
        }
        for (var i = 0; i < Halvings; i++) sum *= sum;
        return sum;
    }
}
