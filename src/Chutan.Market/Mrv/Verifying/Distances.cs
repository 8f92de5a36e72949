namespace Chutan.Market.Mrv;

/// <summary>How far apart two places are, well enough to tell one site from another: the earth's surface taken as flat
/// between them, which within a province is right to about one part in a thousand. Whole numbers and decimals only.
/// </summary>
internal static class Distances
{
    private const decimal KilometresPerDegree = 111.195m;
    private const decimal Pi = 3.14159265358979323846m;
    /// <summary>Far enough for every place on earth.</summary>
    private const int Farthest = 20_100;

    /// <summary>Whether these are degrees of a place on earth.</summary>
    public static bool IsPlace(decimal latitude, decimal longitude) =>
        latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180;

    /// <summary>Whole kilometres between two places, rounded down.</summary>
    public static int Kilometres(decimal latitude, decimal longitude, decimal otherLatitude, decimal otherLongitude)
    {
        var north = (latitude - otherLatitude) * KilometresPerDegree;
        var middle = (latitude + otherLatitude) / 2 * Pi / 180;
        var east = (longitude - otherLongitude) * KilometresPerDegree * Cosine(middle);
        var square = north * north + east * east;
        var (low, high) = (0, Farthest);
        while (low < high)
        {
            var guess = (low + high + 1) / 2;
            if ((decimal)guess * guess <= square) low = guess;
            else high = guess - 1;
        }
        return low;
    }

    /// <summary>The cosine of an angle between -π/2 and π/2, by its series; exact to ten digits there.</summary>
    private static decimal Cosine(decimal angle)
    {
        var (term, sum) = (1m, 1m);
        for (var n = 2; n <= 20; n += 2)
        {
            term = -term * angle * angle / (n * (n - 1));
            sum += term;
        }
        return sum;
    }
}
