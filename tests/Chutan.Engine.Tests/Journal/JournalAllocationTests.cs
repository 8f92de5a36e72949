using Chutan.Engine.Journal;
using Chutan.Engine.Journal.Files;

namespace Chutan.Engine.Tests.Journal;

/// <summary>Runs alone, because it measures what the whole process allocates.</summary>
[CollectionDefinition(nameof(JournalAllocationTests), DisableParallelization = true)]
[Collection(nameof(JournalAllocationTests))]
public sealed class JournalAllocationTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Appending_allocates_nothing_per_record()
    {
        await using var journal = await FileJournal.OpenAsync(
            new(directory["steady"]) { FirstSegmentBytes = 64 << 20 }, CancellationToken.None);
        using var batch = new JournalBatch();
        var payload = Records.Payload(1, 200);
        long before = 0;
        const int measured = 50, records = 1024;
        for (var commit = -5; commit < measured; commit++)
        {
            if (commit == 0)
                before = GC.GetTotalAllocatedBytes(precise: true);
            batch.Reset(journal);
            for (var record = 0; record < records; record++)
                batch.Add(payload);
            await journal.AppendAsync(batch, CancellationToken.None);
        }
        var perRecord = (GC.GetTotalAllocatedBytes(precise: true) - before) / (measured * records);
        Assert.Equal(0, perRecord);
    }
}
