using Chutan.Engine.Documents;
using Chutan.Engine.Journal;
using Chutan.Engine.Journal.Files;

namespace Chutan.Engine.Partitions;

/// <summary>A market kept in one directory of files: <c>journal/</c>, <c>snapshots/</c> and
/// <c>documents/</c>. The default
/// storage.</summary>
public static class MarketDirectory
{
    public static string JournalOf(string directory) => Path.Combine(directory, "journal");
    public static string SnapshotsOf(string directory) => Path.Combine(directory, "snapshots");

    /// <summary>The files in evidence, kept by the hash of their content.</summary>
    public static DocumentStore DocumentsOf(string directory) => new(Path.Combine(directory, "documents"));

    /// <summary>Whether a market has been kept here before.</summary>
    public static bool Exists(string directory) => Directory.Exists(JournalOf(directory));

    /// <summary>Opens the market of a directory, founding an empty one where there is none.</summary>
    public static async Task<Partition> OpenAsync(string directory, PartitionOptions? options = null,
        IProgress<(long Done, long Total)>? progress = null, CancellationToken cancel = default)
    {
        options ??= new PartitionOptions();
        var journal = await FileJournal.OpenAsync(new FileJournalOptions(JournalOf(directory)), cancel);
        try
        {
            return await Partition.OpenAsync(journal, options with
            {
                SnapshotDirectory = options.SnapshotDirectory
                ?? SnapshotsOf(directory)
            }, progress, cancel);
        }
        catch
        {
            await journal.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens the journal of a directory for reading, also while a market is running on it.</summary>
    public static async Task<IJournal> OpenReadOnlyAsync(string directory, CancellationToken cancel = default) =>
        await FileJournal.OpenReadOnlyAsync(new FileJournalOptions(JournalOf(directory)), cancel);
}
