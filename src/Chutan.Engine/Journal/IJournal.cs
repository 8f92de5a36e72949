namespace Chutan.Engine.Journal;

/// <summary>One record of a journal (日志记录): where it stands, its chain hash, and its bytes.</summary>
/// <param name="Position">Place in the total order of the partition; the first record has position 0.</param>
/// <param name="Hash">32 bytes: SHA-256 of the previous record's hash followed by <paramref name="Payload"/>.</param>
/// <param name="Payload">The record as it was handed in; the journal does not interpret it.</param>
public readonly record struct JournalEntry(long Position, ReadOnlyMemory<byte> Hash, ReadOnlyMemory<byte> Payload);

/// <summary>
/// The record of what has happened in one partition (日志): an append-only, hash-chained sequence. What
/// <see cref="AppendAsync"/> has returned for is on stable storage; nothing may be answered before that.
/// The same payloads give the same hashes on every kind of journal, however they were batched.
/// </summary>
/// <remarks>
/// One owner writes, one append at a time. After any failed append the journal is unusable: every later call throws
/// <see cref="JournalUnavailableException"/>, and the partition has to be started again from what is stored.
/// </remarks>
public interface IJournal : IAsyncDisposable
{
    /// <summary>The position the next record gets; 0 while the journal is empty.</summary>
    long NextPosition { get; }

    /// <summary>Hash of the last stored record, 32 bytes; all zero while the journal is empty.</summary>
    ReadOnlyMemory<byte> HeadHash { get; }

    /// <summary>
    /// Stores the batch as one group commit and returns once it is on stable storage. The batch must continue the
    /// journal: see <see cref="JournalBatch.Reset"/>. It is lent to the journal until the append has ended.
    /// </summary>
    /// <param name="batch">The records; an empty batch is nothing to do.</param>
    /// <param name="cancel">Only heard before the write begins: what was handed to the disk is not undone.</param>
    /// <exception cref="JournalUnavailableException">The storage failed, or another owner has written.</exception>
    ValueTask AppendAsync(JournalBatch batch, CancellationToken cancel);

    /// <summary>The same on the caller's own thread, for one who has nothing else to do meanwhile: no other thread has
    /// to be woken.</summary>
    /// <exception cref="JournalUnavailableException">The storage failed, or another owner has written.</exception>
    void Append(JournalBatch batch);

    /// <summary>
    /// Reads the stored records in order, from a position up to the last one stored when reading began; checksums
    /// and the hash chain are verified on the way.
    /// </summary>
    /// <exception cref="JournalDamagedException">A record is not what was written.</exception>
    IAsyncEnumerable<JournalEntry> ReadAsync(long from, CancellationToken cancel);

    /// <summary>Reads one stored record, verified against its own hash.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No record has been stored at this position.</exception>
    /// <exception cref="JournalDamagedException">The record is not what was written.</exception>
    ValueTask<JournalEntry> ReadOneAsync(long position, CancellationToken cancel);
}
