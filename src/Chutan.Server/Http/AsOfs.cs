using Chutan.Engine.Partitions;
using Chutan.Market;

namespace Chutan.Server.Http;

internal static class AsOfs
{
    /// <summary>The civil date of a moment where the market is.</summary>
    public static LocalDate DateOf(AsOf asOf, MarketState state) => state.Rulebook.Content is { } rulebook
        ? asOf.Instant.InZone(DateTimeZoneProviders.Tzdb[rulebook.Zone]).Date
        : asOf.Instant.InUtc().Date;

    /// <summary>The newest durable record, and when it was taken in.</summary>
    public static async ValueTask<AsOf> NowAsync(IMarket market)
    {
        var next = market.Head.Next;
        return next == 0
            ? new AsOf(-1, NodaConstants.UnixEpoch)
            : new AsOf(next - 1, (await market.ReadOneAsync(next - 1)).At);
    }
}
