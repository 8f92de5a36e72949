using System.Security.Cryptography;
using System.Text;

namespace Chutan.Market.Mrv;

/// <summary>抽签: draws by lot that everybody can repeat. Each one's lot is the hash of the seed and its own name, so
/// nobody's luck depends on who else takes part, and nothing but the seed decides.</summary>
internal static class Lots
{
    private const int LongestSeed = 40;

    public static bool IsSeed(string? seed) => seed is { Length: > 0 and <= LongestSeed };

    /// <summary>The first so many in the order of their lots.</summary>
    public static ImmutableArray<T> Draw<T>(IEnumerable<T> from, int count, string seed, Func<T, string> name) =>
        [.. from.OrderBy(t => Lot(seed, name(t)), StringComparer.Ordinal).ThenBy(name, StringComparer.Ordinal)
            .Take(count)];

    /// <summary>How many of so many a share is: rounded up, so that a share of a few is never none.</summary>
    public static int Part(int of, Rate share) => (int)decimal.Ceiling(of * share.ToDecimal());

    private static string Lot(string seed, string name) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{name}")));
}
