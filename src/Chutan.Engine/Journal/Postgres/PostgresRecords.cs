using System.Runtime.CompilerServices;
using Npgsql;

namespace Chutan.Engine.Journal.Postgres;

/// <summary>Reads and verifies the rows of one partition.</summary>
internal static class PostgresRecords
{
    /// <summary>Walks the whole journal; returns where it ends. A new partition begins here.</summary>
    public static async ValueTask<ChainPoint> VerifyAsync(
        NpgsqlConnection connection, string partition, CancellationToken cancel)
    {
        var head = await HeadAsync(connection, partition, cancel).ConfigureAwait(false);
        var at = new ChainPoint(0, RecordChain.Start);
        await foreach (var entry in ReadAsync(connection, partition, 0, long.MaxValue, cancel).ConfigureAwait(false))
            at = new(entry.Position + 1, entry.Hash);
        if (at.Position < head.Position)
            throw Damage(partition, at.Position, DamageReason.RecordMissing);
        if (at.Position > head.Position || !at.Hash.Span.SequenceEqual(head.Hash.Span))
            throw Damage(partition, head.Position, DamageReason.Chain);
        return at;
    }

    /// <summary>The records from one position to before another, in order, verified from the record before.</summary>
    public static async IAsyncEnumerable<JournalEntry> ReadAsync(
        NpgsqlConnection connection,
        string partition,
        long from,
        long until,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        using var chain = new RecordChain();
        var hash = RecordChain.Start.ToArray();
        var next = Math.Max(from - 1, 0);
        var query = new NpgsqlCommand(
            """
            select position, hash, payload from chutan_journal
            where partition = $1 and position >= $2 and position < $3 order by position
            """,
            connection)
        {
            Parameters = { new() { Value = partition }, new() { Value = next }, new() { Value = until } },
        };
        await using var _ = query.ConfigureAwait(false);
        var rows = await query.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        await using var __ = rows.ConfigureAwait(false);
        while (await rows.ReadAsync(cancel).ConfigureAwait(false))
        {
            var position = rows.GetInt64(0);
            var stored = rows.GetFieldValue<byte[]>(1);
            var payload = rows.GetFieldValue<byte[]>(2);
            if (position != next)
                throw Damage(partition, next, DamageReason.RecordMissing);
            next++;
            if (position < from)
            {
                hash = stored; // What the first record asked for is chained to.
                continue;
            }
            var follows = new byte[RecordChain.HashBytes];
            chain.Next(hash, payload, follows);
            if (!follows.AsSpan().SequenceEqual(stored))
                throw Damage(partition, position, DamageReason.Chain);
            hash = stored;
            yield return new(position, stored, payload);
        }
        if (until != long.MaxValue && next < until)
            throw Damage(partition, next, DamageReason.RecordMissing);
    }

    public static JournalDamagedException Damage(string partition, long position, DamageReason reason) =>
        new($"chutan_journal, partition {partition}", null, position, reason);

    private static async ValueTask<ChainPoint> HeadAsync(
        NpgsqlConnection connection, string partition, CancellationToken cancel)
    {
        var command = new NpgsqlCommand(
            """
            insert into chutan_journal_head (partition, next_position, hash)
            select $1, 0, $2 where not exists (select from chutan_journal where partition = $1)
            on conflict do nothing;
            """,
            connection)
        {
            Parameters = { new() { Value = partition }, new() { Value = RecordChain.Start.ToArray() } },
        };
        await using (command.ConfigureAwait(false))
            await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
        var query = new NpgsqlCommand(
            "select next_position, hash from chutan_journal_head where partition = $1", connection)
        {
            Parameters = { new() { Value = partition } },
        };
        await using var _ = query.ConfigureAwait(false);
        var rows = await query.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        await using var __ = rows.ConfigureAwait(false);
        return await rows.ReadAsync(cancel).ConfigureAwait(false)
            ? new(rows.GetInt64(0), rows.GetFieldValue<byte[]>(1))
            : throw Damage(partition, 0, DamageReason.RecordMissing);
    }
}
