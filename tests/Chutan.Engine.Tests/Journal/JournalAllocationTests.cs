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
        var least = long.MaxValue; // the test host allocates now and then, beside what is looked at
        const int rounds = 5, commits = 50, records = 1024;
        for (var round = 0; round < rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var commit = 0; commit < commits; commit++)
            {
                batch.Reset(journal);
                for (var record = 0; record < records; record++)
                    batch.Add(payload);
                await journal.AppendAsync(batch, CancellationToken.None);
            }
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        Assert.Equal(0, least / (commits * records));
    }
}
