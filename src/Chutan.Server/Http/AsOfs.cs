using Chutan.Engine.Partitions;

namespace Chutan.Server.Http;

internal static class AsOfs
{
    /// <summary>The newest durable record, and when it was taken in.</summary>
    public static async ValueTask<AsOf> NowAsync(IMarket market)
    {
        var next = market.Head.Next;
        return next == 0
            ? new AsOf(-1, NodaConstants.UnixEpoch)
            : new AsOf(next - 1, (await market.ReadOneAsync(next - 1)).At);
    }
}
