using System.Runtime.CompilerServices;
using Npgsql;

namespace Chutan.Engine.Journal.Postgres;

/// <summary>
/// The journal of one partition in PostgreSQL (数据库日志). PostgreSQL decides who owns the partition: an advisory
/// lock held by the owner's session to lead, and the end of the journal kept beside the records to fence. An owner
/// that has been overtaken finds another end than the one it knows, adds nothing, and stops.
/// </summary>
public sealed class PostgresJournal : IJournal
{
    private const string AppendSql =
        """
        with head as (
            update chutan_journal_head
            set next_position = $2 + $3, hash = $5
            where partition = $1 and next_position = $2 and hash = $4
            returning partition
        )
        insert into chutan_journal (partition, position, hash, payload)
        select head.partition, $2 + record.number - 1,
            substring($6, record.at + record.bytes + 4, 32), substring($6, record.at, record.bytes)
        from head, unnest($7, $8) with ordinality as record (at, bytes, number)
        """;

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlDataSource readers;
    private readonly NpgsqlCommand append;
    private readonly string partition;
    private readonly List<int> recordAt = [];
    private readonly List<int> recordBytes = [];
    private ChainPoint head;
    private JournalUnavailableException? failure;
    private bool disposed;
    private int busy;

    private PostgresJournal(
        NpgsqlConnection connection, NpgsqlDataSource readers, NpgsqlCommand append, string partition, ChainPoint head)
    {
        this.connection = connection;
        this.readers = readers;
        this.append = append;
        this.partition = partition;
        this.head = head;
    }

    /// <inheritdoc/>
    public long NextPosition => head.Position;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> HeadHash => head.Hash;

    /// <summary>
    /// Opens a partition's journal as its owner, creating the tables in a new database, and verifies all of it.
    /// </summary>
    /// <exception cref="JournalUnavailableException">
    /// Not reachable, owned by another process, or not durable.
    /// </exception>
    /// <exception cref="JournalDamagedException">It holds something else than what was written.</exception>
    public static async ValueTask<PostgresJournal> OpenAsync(
        string connectionString, string partition, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrEmpty(partition);
        // The session is the ownership, so it must not come from or go back to a pool.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        var readers = NpgsqlDataSource.Create(connectionString);
        var append = new NpgsqlCommand(AppendSql, connection);
        try
        {
            await connection.OpenAsync(cancel).ConfigureAwait(false);
            await PostgresMigrations.ApplyAsync(connection, cancel).ConfigureAwait(false);
            await RequireDurabilityAsync(connection, cancel).ConfigureAwait(false);
            await TakeOwnershipAsync(connection, partition, cancel).ConfigureAwait(false);
            var head = await PostgresRecords.VerifyAsync(connection, partition, cancel).ConfigureAwait(false);
            AddParameters(append, partition);
            await append.PrepareAsync(cancel).ConfigureAwait(false);
            return new(connection, readers, append, partition, head);
        }
        catch (Exception error)
        {
            await append.DisposeAsync().ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
            await readers.DisposeAsync().ConfigureAwait(false);
            if (error is NpgsqlException or IOException)
                throw Unavailable(partition, error);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask AppendAsync(JournalBatch batch, CancellationToken cancel)
    {
        ThrowIfUnusable();
        cancel.ThrowIfCancellationRequested();
        if (batch.FirstPosition != head.Position || !batch.PreviousHash.SequenceEqual(head.Hash.Span))
            throw new ArgumentException("The batch does not continue the journal.", nameof(batch));
        if (batch.Count == 0)
            return ValueTask.CompletedTask;
        if (Interlocked.Exchange(ref busy, 1) != 0)
            throw new InvalidOperationException("The append before has not ended.");
        batch.Lend();
        return StoreAsync(batch);
    }

    /// <inheritdoc/>
    public void Append(JournalBatch batch)
    {
        var stored = AppendAsync(batch, CancellationToken.None);
        if (!stored.IsCompletedSuccessfully) stored.AsTask().GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalEntry> ReadAsync(
        long from, [EnumeratorCancellation] CancellationToken cancel)
    {
        ThrowIfUnusable();
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        var until = head.Position;
        if (from >= until)
            yield break;
        var reading = await ConnectAsync(cancel).ConfigureAwait(false);
        await using (reading.ConfigureAwait(false))
        {
            await foreach (var entry in PostgresRecords
                .ReadAsync(reading, partition, from, until, cancel).ConfigureAwait(false))
                yield return entry;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<JournalEntry> ReadOneAsync(long position, CancellationToken cancel)
    {
        ThrowIfUnusable();
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, head.Position);
        var reading = await ConnectAsync(cancel).ConfigureAwait(false);
        await using (reading.ConfigureAwait(false))
        {
            await foreach (var entry in PostgresRecords
                .ReadAsync(reading, partition, position, position + 1, cancel).ConfigureAwait(false))
                return entry;
        }
        throw PostgresRecords.Damage(partition, position, DamageReason.RecordMissing);
    }

    /// <summary>Ends the session, and with it the ownership.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        await append.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
        await readers.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask StoreAsync(JournalBatch batch)
    {
        try
        {
            Bind(batch);
            // What was handed to the database is not undone, so no cancellation from here on.
            var added = await append.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
            if (added != batch.Count)
                throw Overtaken(partition, head.Position);
            head = new(batch.NextPosition, batch.HeadHash.ToArray());
        }
        catch (Exception error)
        {
            // Whether the rows were stored is not known, so this owner must not write again.
            failure = error as JournalUnavailableException
                ?? (error is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }
                    ? Overtaken(partition, head.Position)
                    : Unavailable(partition, error));
            throw failure;
        }
        finally
        {
            batch.Return();
            Volatile.Write(ref busy, 0);
        }
    }

    private void Bind(JournalBatch batch)
    {
        recordAt.Clear();
        recordBytes.Clear();
        var body = batch.Body;
        for (var at = 0; at < body.Length; at += recordBytes[^1] + BlockFormat.RecordHeadBytes)
        {
            if (!BlockFormat.TryTakeRecord(body, at, out var bytes))
                throw new InvalidOperationException("The batch is not a sequence of records.");
            recordAt.Add(at + BlockFormat.RecordHeadBytes + 1); // SQL counts from one.
            recordBytes.Add(bytes);
        }
        append.Parameters[1].Value = batch.FirstPosition;
        append.Parameters[2].Value = (long)batch.Count;
        append.Parameters[3].Value = batch.PreviousHash.ToArray();
        append.Parameters[4].Value = batch.HeadHash.ToArray();
        append.Parameters[5].Value = batch.BodyAndHead();
        append.Parameters[6].Value = recordAt;
        append.Parameters[7].Value = recordBytes;
    }

    private static void AddParameters(NpgsqlCommand append, string partition)
    {
        append.Parameters.Add(new() { Value = partition, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        append.Parameters.Add(new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint });
        append.Parameters.Add(new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint });
        for (var hash = 0; hash < 3; hash++)
            append.Parameters.Add(new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea });
        for (var list = 0; list < 2; list++)
            append.Parameters.Add(new()
            {
                NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Integer,
            });
    }

    private async ValueTask<NpgsqlConnection> ConnectAsync(CancellationToken cancel)
    {
        try
        {
            return await readers.OpenConnectionAsync(cancel).ConfigureAwait(false);
        }
        catch (NpgsqlException error)
        {
            throw Unavailable(partition, error);
        }
    }

    private static async Task TakeOwnershipAsync(
        NpgsqlConnection connection, string partition, CancellationToken cancel)
    {
        var command = new NpgsqlCommand(
            "select pg_try_advisory_lock(hashtextextended('chutan journal ' || $1, 0))", connection)
        {
            Parameters = { new() { Value = partition } },
        };
        await using (command.ConfigureAwait(false))
            if (await command.ExecuteScalarAsync(cancel).ConfigureAwait(false) is not true)
                throw new JournalUnavailableException(
                    $"分区 {partition} 的日志正由另一个进程使用；请先停止该进程。",
                    $"The journal of partition {partition} is in use by another process; stop that one first.");
    }

    private static async Task RequireDurabilityAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var command = new NpgsqlCommand(
            """
            select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off';
            select current_setting('fsync') = 'on'
            """,
            connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.NextResultAsync(cancel).ConfigureAwait(false);
                await reader.ReadAsync(cancel).ConfigureAwait(false);
                if (!reader.GetBoolean(0))
                    throw new JournalUnavailableException(
                        "数据库关闭了 fsync，断电会丢失已答复的内容；请打开 fsync。",
                        "The database runs with fsync off, so a power cut would lose what was answered; turn it on.");
            }
        }
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (failure is { } before)
            throw new JournalUnavailableException(before.Chinese, before.English, before);
    }

    private static JournalUnavailableException Overtaken(string partition, long position) => new(
        $"分区 {partition} 的日志位置 {position} 已由另一个进程写入；本进程停止受理。",
        $"Journal position {position} of partition {partition} was written by another process; this one has stopped.");

    private static JournalUnavailableException Unavailable(string partition, Exception error) => new(
        $"分区 {partition} 的数据库日志无法读写（{error.Message}）；系统停止受理。",
        $"The journal of partition {partition} in the database cannot be read or written ({error.Message}); "
            + "the partition has stopped.",
        error);
}
