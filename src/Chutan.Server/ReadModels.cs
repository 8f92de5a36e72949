using Chutan.Engine.Partitions;
using Chutan.Engine.Records;
using Chutan.Server.Clearing;
using Chutan.Server.Disclosure;
using Chutan.Server.Exchange;
using Chutan.Server.Exchange.Feed;
using Chutan.Server.Journal;
using Chutan.Server.Oversight;
using Chutan.Server.Registry;

namespace Chutan.Server;

/// <summary>Everything the pages read that the market's own state does not keep: built from the journal at start, then
/// grown record by record, before the sender of a record is answered. Can be thrown away and built again at any
/// time.</summary>
public sealed class ReadModels(FeedBounds bounds)
{
    private readonly Lock changing = new();
    private List<MarketRecord>? waiting = [];

    public JournalIndex Journal { get; } = new();
    public UnitHistory Units { get; } = new();
    public NoticeBoard Notices { get; } = new();
    public DayTally Tally { get; } = new();
    public MoneyLedger Money => Tally.Ledger;
    public TradingIndex Trading { get; } = new();
    public EvidenceIndex Evidence { get; } = new();
    public MarketFigures Figures { get; } = new();
    public DealIndex Deals { get; } = new();
    public CallingOff CalledOff { get; } = new();
    public MarketFeed Feed { get; } = new(bounds);
    public AccountFeed Accounts { get; } = new(bounds);
    public IndexSeries Indices { get; } = new();
    public BulletinBoard Bulletins { get; } = new();

    /// <summary>Reads the history so far and follows from there; no record is missed and none counted twice.</summary>
    public static async Task<ReadModels> FollowAsync(IMarket market, FeedBounds bounds,
        IProgress<(long Done, long Total)>? progress, CancellationToken cancel)
    {
        var models = new ReadModels(bounds);
        var first = await market.ListenAsync(models.Hear);
        await foreach (var record in market.ReadAsync(0, cancel))
        {
            if (record.Position >= first) break;
            models.Add(record);
            if (record.Position % 4096 == 0) progress?.Report((record.Position, first));
        }
        models.CatchUp();
        return models;
    }

    /// <summary>A new record; kept aside while the history is still being read.</summary>
    private ValueTask Hear(MarketRecord record)
    {
        lock (changing)
            if (waiting is not null) waiting.Add(record);
            else Add(record);
        return ValueTask.CompletedTask;
    }

    private void CatchUp()
    {
        lock (changing)
        {
            foreach (var record in waiting!) Add(record); // kept aside until here
            waiting = null;
        }
    }

    private void Add(MarketRecord record)
    {
        Journal.Add(record);
        Units.Add(record);
        Notices.Add(record);
        Tally.Add(record);
        Trading.Add(record);
        Evidence.Add(record);
        Figures.Add(record);
        Deals.Add(record);
        CalledOff.Add(record);
        Feed.Add(record);
        Accounts.Add(record);
        Indices.Add(record);
        Bulletins.Add(record);
    }
}
