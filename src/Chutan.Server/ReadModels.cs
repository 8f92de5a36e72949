using System.Threading.Channels;
using Chutan.Engine.Partitions;
using Chutan.Engine.Records;
using Chutan.Server.Clearing;
using Chutan.Server.Exchange;
using Chutan.Server.Journal;
using Chutan.Server.Registry;

namespace Chutan.Server;

/// <summary>Everything the pages read that the market's own state does not keep: built from the journal at start, then
/// grown record by record. Can be thrown away and built again at any time.</summary>
public sealed class ReadModels
{
    public JournalIndex Journal { get; } = new();
    public UnitHistory Units { get; } = new();
    public NoticeBoard Notices { get; } = new();
    public DayTally Tally { get; } = new();

    /// <summary>Reads the history so far and follows from there; no record is missed and none counted twice.</summary>
    public static async Task<ReadModels> FollowAsync(IMarket market, IProgress<(long Done, long Total)>? progress, CancellationToken cancel)
    {
        var models = new ReadModels();
        var news = Channel.CreateUnbounded<MarketRecord>(new UnboundedChannelOptions { SingleReader = true });
        var first = await market.ListenAsync(record => news.Writer.WriteAsync(record, CancellationToken.None));
        await foreach (var record in market.ReadAsync(0, cancel))
        {
            if (record.Position >= first) break;
            models.Add(record);
            if (record.Position % 4096 == 0) progress?.Report((record.Position, first));
        }
        _ = models.DrainAsync(news.Reader, cancel);
        return models;
    }

    private void Add(MarketRecord record)
    {
        Journal.Add(record);
        Units.Add(record);
        Notices.Add(record);
        Tally.Add(record);
    }

    private async Task DrainAsync(ChannelReader<MarketRecord> news, CancellationToken cancel)
    {
        await foreach (var record in news.ReadAllAsync(cancel)) Add(record);
    }
}
