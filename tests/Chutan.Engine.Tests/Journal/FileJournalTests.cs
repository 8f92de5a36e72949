using Chutan.Engine.Journal;
using Chutan.Engine.Journal.Files;

namespace Chutan.Engine.Tests.Journal;

/// <summary>The journal's promises on files, with segments small enough that every test crosses several.</summary>
public sealed class FileJournalTests : JournalContract, IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private FileJournalOptions Options => new(directory["journal"])
    {
        FirstSegmentBytes = FileJournalOptions.SmallestSegmentBytes,
        SegmentBytes = 4 * FileJournalOptions.SmallestSegmentBytes,
    };

    public void Dispose() => directory.Dispose();

    protected override async ValueTask<IJournal> OpenAsync() =>
        await FileJournal.OpenAsync(Options, CancellationToken.None);

    [Fact]
    public async Task A_reader_sees_what_was_stored_while_the_owner_goes_on()
    {
        await using var owner = await OpenAsync();
        await owner.AppendManyAsync(50, perCommit: 4);
        await using var reader = await FileJournal.OpenReadOnlyAsync(Options, CancellationToken.None);
        await owner.AppendManyAsync(50, perCommit: 4);
        await reader.HoldsAsync(50);
        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.AppendAsync([1]));
        await owner.HoldsAsync(100);
    }

    [Fact]
    public async Task Reading_along_never_mistakes_a_write_in_progress_for_damage()
    {
        await using var owner = await OpenAsync();
        var writing = owner.AppendManyAsync(3000, perCommit: 3);
        while (!writing.IsCompleted)
        {
            await using var reader = await FileJournal.OpenReadOnlyAsync(Options, CancellationToken.None);
            await reader.HoldsAsync(reader.NextPosition);
        }
        await writing;
    }

    [Fact]
    public async Task A_directory_without_a_journal_reads_as_empty_only_for_an_owner()
    {
        await Assert.ThrowsAsync<JournalUnavailableException>(
            async () => await FileJournal.OpenReadOnlyAsync(Options, CancellationToken.None));
    }
}
