using System.Runtime.CompilerServices;

namespace Chutan.Engine.Journal.Files;

/// <summary>Where a file journal lives and how large its files are.</summary>
/// <param name="Directory">The journal's own directory; created if it is not there.</param>
public sealed record FileJournalOptions(string Directory)
{
    /// <summary>Smallest segment that makes sense, in bytes.</summary>
    public const long SmallestSegmentBytes = 4096;

    /// <summary>Bytes reserved for a segment once the journal has grown; 64 MiB.</summary>
    public long SegmentBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Bytes reserved for the first segment; each further one doubles until
    /// <see cref="SegmentBytes"/>.</summary>
    public long FirstSegmentBytes { get; init; } = 1024 * 1024;

    internal long BytesOf(long number)
    {
        var bytes = Math.Max(FirstSegmentBytes, SmallestSegmentBytes);
        for (var doubled = 0L; doubled < number && bytes < SegmentBytes; doubled++)
            bytes *= 2;
        return Math.Max(Math.Min(bytes, SegmentBytes), SmallestSegmentBytes);
    }
}

/// <summary>
/// The journal in a directory of append-only, preallocated segment files (文件日志); the format and what it detects
/// are in docs/decisions/0001-journal-format.md. One process owns it; any number may read along.
/// </summary>
public sealed class FileJournal : IJournal
{
    private const int OneRecordWindowBytes = 128 * 1024;

    private readonly JournalOwnership? ownership;
    private readonly SegmentWriter? writer;
    private readonly AppendThread? thread;
    private readonly BlockIndex index;
    private readonly string directory;
    private ImmutableList<Segment> segments;
    private Head head;
    private JournalUnavailableException? failure;
    private bool disposed;

    private FileJournal(
        FileJournalOptions options, SegmentScan scan, JournalOwnership? ownership, SegmentWriter? writer)
    {
        this.ownership = ownership;
        this.writer = writer;
        directory = options.Directory;
        index = scan.Index;
        segments = [.. scan.Segments];
        head = new(scan.Head);
        Torn = scan.Torn;
        if (writer is null)
            return;
        if (segments.IsEmpty)
            segments = [writer.Segment];
        thread = new($"journal {directory}", Store);
    }

    /// <summary>The commit that was cut off and never answered, found when opening; null if there was none.</summary>
    public TornTail? Torn { get; }

    /// <inheritdoc/>
    public long NextPosition => Volatile.Read(ref head).At.Position;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> HeadHash => Volatile.Read(ref head).At.Hash;

    /// <summary>
    /// Opens the journal as its owner: verifies all of it, removes a commit that was cut off, and makes sure that
    /// everything found is on stable storage.
    /// </summary>
    /// <exception cref="JournalUnavailableException">Another process owns it, or the disk is full.</exception>
    /// <exception cref="JournalDamagedException">It holds something else than what was written.</exception>
    public static async ValueTask<FileJournal> OpenAsync(FileJournalOptions options, CancellationToken cancel)
    {
        JournalOwnership? ownership = null;
        try
        {
            Directory.CreateDirectory(options.Directory);
            ownership = JournalOwnership.Take(options.Directory);
            var scan = await SegmentScan.RunAsync(options.Directory, live: false, cancel).ConfigureAwait(false);
            return new(options, scan, ownership, SegmentWriter.Continue(options, scan));
        }
        catch (Exception error)
        {
            ownership?.Dispose();
            if (error is IOException or UnauthorizedAccessException)
                throw Unavailable(options.Directory, error);
            throw;
        }
    }

    /// <summary>
    /// Opens the journal for reading only, as verification and the journal browser do while a server may own it.
    /// It shows what was stored when it was opened.
    /// </summary>
    public static async ValueTask<FileJournal> OpenReadOnlyAsync(FileJournalOptions options, CancellationToken cancel)
    {
        try
        {
            var scan = await SegmentScan.RunAsync(options.Directory, live: true, cancel).ConfigureAwait(false);
            return new(options, scan, null, null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(options.Directory, error);
        }
    }

    /// <inheritdoc/>
    public ValueTask AppendAsync(JournalBatch batch, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!Take(batch)) return ValueTask.CompletedTask;
        try
        {
            return thread!.StoreAsync(batch); // an owner has one
        }
        catch
        {
            batch.Return();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Append(JournalBatch batch)
    {
        if (Take(batch)) thread!.StoreHere(batch); // an owner has one
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalEntry> ReadAsync(
        long from, [EnumeratorCancellation] CancellationToken cancel)
    {
        ThrowIfUnusable();
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        var until = NextPosition;
        if (from >= until)
            yield break;
        var place = index.Find(from);
        var at = new ChainPoint(place.Position, place.Position == 0 ? RecordChain.Start : default);
        for (var (number, offset) = (place.Segment, place.Offset); at.Position < until; number++)
        {
            using var reader = new BlockReader(Volatile.Read(ref segments)[number]) { HandsOut = true };
            for (; at.Position < until && await IsBlockAsync(reader, offset, at, cancel).ConfigureAwait(false);
                offset = reader.NextOffset, at = reader.After)
            {
                if (reader.Header.Kind == BlockKind.Continued)
                    break;
                for (var record = 0; record < reader.Header.Count; record++)
                    if (reader.Header.FirstPosition + record >= from)
                        yield return reader.Entry(record);
            }
            offset = Segment.HeaderBytes;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<JournalEntry> ReadOneAsync(long position, CancellationToken cancel)
    {
        ThrowIfUnusable();
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, NextPosition);
        var place = index.Find(position);
        var at = new ChainPoint(place.Position, default);
        using var reader = new BlockReader(Volatile.Read(ref segments)[place.Segment])
        {
            WindowBytes = OneRecordWindowBytes,
        };
        for (var offset = place.Offset; ; offset = reader.NextOffset, at = reader.After)
        {
            if (!await IsBlockAsync(reader, offset, at, cancel).ConfigureAwait(false)
                || reader.Header.Kind == BlockKind.Continued)
                throw new JournalDamagedException(
                    reader.Segment.Name, offset, at.Position, DamageReason.RecordMissing);
            if (position < reader.Header.FirstPosition + reader.Header.Count)
                return reader.Entry((int)(position - reader.Header.FirstPosition));
        }
    }

    /// <summary>Marks the good end and lets go of the directory.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        if (thread is not null && writer is not null)
        {
            await thread.DisposeAsync().ConfigureAwait(false);
            try
            {
                if (failure is null)
                    writer.Close(head.At);
            }
            catch (IOException)
            {
                // Without the mark the next opening does what it does after a crash; nothing is lost.
            }
            writer.Dispose();
        }
        ownership?.Dispose();
    }

    /// <summary>
    /// Whether a sound block is there. Nothing there is only right at the end of a segment that was left by a crash
    /// before it could be marked as continued.
    /// </summary>
    private async ValueTask<bool> IsBlockAsync(
        BlockReader reader, long offset, ChainPoint at, CancellationToken cancel)
    {
        var found = await reader.ReadAsync(offset, at, cancel).ConfigureAwait(false);
        if (found == Found.Block)
            return true;
        var all = Volatile.Read(ref segments);
        var next = (int)reader.Segment.Number + 1;
        if (found == Found.NoHead && next < all.Count && all[next].FirstPosition == at.Position)
            return false;
        throw TornTails.Damage(reader.Segment, found, reader.Bad);
    }

    /// <summary>Takes a batch for an append; false when there is nothing in it.</summary>
    private bool Take(JournalBatch batch)
    {
        ThrowIfUnusable();
        if (thread is null)
            throw new InvalidOperationException("This journal was opened for reading only.");
        var at = Volatile.Read(ref head).At;
        if (batch.FirstPosition != at.Position || !batch.PreviousHash.SequenceEqual(at.Hash.Span))
            throw new ArgumentException("The batch does not continue the journal.", nameof(batch));
        if (batch.Count == 0) return false;
        batch.Lend();
        return true;
    }

    private void Store(JournalBatch batch)
    {
        try
        {
            var offset = writer!.Write(batch); // Only an owner has the thread that runs this.
            if (writer.Segment.Number == segments.Count)
                Volatile.Write(ref segments, segments.Add(writer.Segment));
            index.Note(new(batch.FirstPosition, (int)writer.Segment.Number, offset));
            Volatile.Write(ref head, new(new(batch.NextPosition, batch.HeadHash.ToArray())));
        }
        catch (Exception error)
        {
            // What the disk now holds is not known, so this owner must not write again.
            var unavailable = Unavailable(directory, error);
            Volatile.Write(ref failure, unavailable);
            throw unavailable;
        }
        finally
        {
            batch.Return();
        }
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (Volatile.Read(ref failure) is { } before)
            throw new JournalUnavailableException(before.Chinese, before.English, before);
    }

    private static JournalUnavailableException Unavailable(string directory, Exception error) =>
        error is IOException io && StableStorage.IsOutOfSpace(io)
            ? new(
                $"日志目录 {directory} 所在磁盘已满；系统停止受理。请释放空间后重新启动，已答复的内容不会丢失。",
                $"The disk that holds the journal {directory} is full; the partition has stopped. Free some space and "
                    + "start again: nothing that was answered is lost.",
                error)
            : new(
                $"日志目录 {directory} 无法读写（{error.Message}）；系统停止受理。",
                $"The journal {directory} cannot be read or written ({error.Message}); the partition has stopped.",
                error);

    private sealed record Head(ChainPoint At);
}
