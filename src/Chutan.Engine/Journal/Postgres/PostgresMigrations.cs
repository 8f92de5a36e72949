using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Chutan.Engine.Journal.Postgres;

/// <summary>
/// Brings a database to the schema this program needs: the numbered SQL files embedded in it, each applied once, in
/// order, all in one transaction and by one process at a time. A file that was applied must never change.
/// </summary>
public static class PostgresMigrations
{
    private const string Prefix = "postgres/";
    private const long LockKey = 0x4348_5554_414E; // "CHUTAN"

    /// <summary>Applies what is missing.</summary>
    /// <exception cref="JournalUnavailableException">
    /// The database was brought up by another program version.
    /// </exception>
    public static async Task ApplyAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var transaction = await connection.BeginTransactionAsync(cancel).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await RunAsync(connection, $"select pg_advisory_xact_lock({LockKey})", cancel).ConfigureAwait(false);
            await RunAsync(
                connection,
                """
                create table if not exists chutan_migration (
                    number int primary key, name text not null, checksum bytea not null,
                    applied_at timestamptz not null default now())
                """,
                cancel).ConfigureAwait(false);
            var applied = await AppliedAsync(connection, cancel).ConfigureAwait(false);
            var known = Load();
            foreach (var (number, name, checksum) in applied)
                Check(known, number, name, checksum);
            foreach (var migration in known.Skip(applied.Count))
                await ApplyAsync(connection, migration, cancel).ConfigureAwait(false);
            await transaction.CommitAsync(cancel).ConfigureAwait(false);
        }
    }

    private static void Check(ImmutableArray<Migration> known, int number, string name, byte[] checksum)
    {
        if (number > known.Length)
            throw new JournalUnavailableException(
                $"数据库结构（{name}）比本程序新；请使用更新的程序版本。",
                $"The database has {name}, which is newer than this program; use a newer version.");
        if (!checksum.AsSpan().SequenceEqual(known[number - 1].Checksum.AsSpan()))
            throw new JournalUnavailableException(
                $"数据库结构 {name} 与本程序不一致（校验和不同）。",
                $"The database was set up with another {name} than this program has (the checksum differs).");
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancel)
    {
        await RunAsync(connection, migration.Sql, cancel).ConfigureAwait(false);
        var note = new NpgsqlCommand(
            "insert into chutan_migration (number, name, checksum) values ($1, $2, $3)", connection)
        {
            Parameters =
            {
                new() { Value = migration.Number },
                new() { Value = migration.Name },
                new() { Value = migration.Checksum.ToArray() },
            },
        };
        await using (note.ConfigureAwait(false))
            await note.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
    }

    private static async Task<List<(int Number, string Name, byte[] Checksum)>> AppliedAsync(
        NpgsqlConnection connection, CancellationToken cancel)
    {
        var applied = new List<(int, string, byte[])>();
        var query = new NpgsqlCommand(
            "select number, name, checksum from chutan_migration order by number", connection);
        await using (query.ConfigureAwait(false))
        {
            var rows = await query.ExecuteReaderAsync(cancel).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
                while (await rows.ReadAsync(cancel).ConfigureAwait(false))
                    applied.Add((rows.GetInt32(0), rows.GetString(1), rows.GetFieldValue<byte[]>(2)));
        }
        return applied;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
            await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
    }

    private static ImmutableArray<Migration> Load()
    {
        var assembly = typeof(PostgresMigrations).Assembly;
        ImmutableArray<Migration> known =
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => Load(assembly, name)),
        ];
        for (var index = 0; index < known.Length; index++)
            if (known[index].Number != index + 1)
                throw new InvalidOperationException($"{known[index].Name} is not number {index + 1}.");
        return known;
    }

    private static Migration Load(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(
            assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException(resource),
            Encoding.UTF8);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        var name = resource[Prefix.Length..];
        var number = int.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);
        return new(number, name, sql, [.. SHA256.HashData(Encoding.UTF8.GetBytes(sql))]);
    }

    private sealed record Migration(int Number, string Name, string Sql, ImmutableArray<byte> Checksum);
}
