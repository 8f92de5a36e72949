using Chutan.Engine.Journal;
using Chutan.Engine.Journal.Postgres;
using Chutan.Engine.Tests.Postgres;
using Npgsql;

namespace Chutan.Engine.Tests.Journal;

/// <summary>The journal's promises on PostgreSQL, and what only it has to promise.</summary>
[Collection(PostgresTests.Name)]
[Trait("needs", "postgres")]
public sealed class PostgresJournalTests(ThrowawayPostgres server) : JournalContract
{
    private readonly string partition = server.NewName();

    protected override async ValueTask<IJournal> OpenAsync() => await OpenAsync(partition);

    private ValueTask<PostgresJournal> OpenAsync(string name) =>
        PostgresJournal.OpenAsync(server.ConnectionString, name, CancellationToken.None);

    private async Task SqlAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task Partitions_do_not_see_each_other()
    {
        await using var one = await OpenAsync(partition);
        await using var other = await OpenAsync(server.NewName());
        await one.AppendManyAsync(12, perCommit: 5);
        await other.AppendManyAsync(3, perCommit: 2);
        await one.HoldsAsync(12);
        await other.HoldsAsync(3);
    }

    [Fact]
    public async Task A_row_put_in_its_way_stops_the_owner_for_good()
    {
        await using var journal = await OpenAsync(partition);
        await journal.AppendManyAsync(4, perCommit: 4);
        await SqlAsync(
            $"insert into chutan_journal values ('{partition}', 4, decode(repeat('00', 32), 'hex'), 'other')");
        await AssertStoppedAsync(journal);
    }

    [Fact]
    public async Task An_owner_that_was_overtaken_adds_nothing_and_stops()
    {
        var stale = await OpenAsync(partition);
        await stale.AppendManyAsync(4, perCommit: 4);
        // A pooler or an operator took the lock away; another process led for a while, and ended.
        await SqlAsync(
            $"""
            insert into chutan_journal select partition, 4, sha256(hash || 'new'), 'new' from chutan_journal
            where partition = '{partition}' and position = 3;
            update chutan_journal_head set next_position = 5, hash = (select hash from chutan_journal
            where partition = '{partition}' and position = 4) where partition = '{partition}'
            """);
        await AssertStoppedAsync(stale);
        await stale.DisposeAsync();
        await using var again = await OpenAsync(partition);
        Assert.Equal(5, again.NextPosition);
    }

    [Fact]
    public async Task A_lost_session_stops_the_owner_and_frees_the_partition()
    {
        await using var lost = await OpenAsync(partition);
        await lost.AppendManyAsync(4, perCommit: 4);
        await SqlAsync(
            $"""
            select pg_terminate_backend(pid, 10000) from pg_locks
            where locktype = 'advisory' and objsubid = 1
            and (classid::bigint << 32) + objid::bigint = hashtextextended('chutan journal {partition}', 0)
            """);
        await AssertStoppedAsync(lost);
        await using var next = await OpenAsync(partition);
        await next.AppendManyAsync(4, perCommit: 4);
        await next.HoldsAsync(8);
    }

    private static async Task AssertStoppedAsync(PostgresJournal journal)
    {
        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.AppendManyAsync(1, perCommit: 1));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.AppendManyAsync(1, perCommit: 1));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.AllAsync());
    }

    [Theory]
    [InlineData("update chutan_journal set payload = payload || 'x' where {0} and position = 7", 7)]
    [InlineData("update chutan_journal set hash = sha256(hash) where {0} and position = 7", 7)]
    [InlineData("update chutan_journal set payload = payload || 'x' where {0} and position = 19", 19)]
    [InlineData("delete from chutan_journal where {0} and position = 0", 0)]
    [InlineData("delete from chutan_journal where {0} and position = 7", 7)]
    [InlineData("delete from chutan_journal where {0} and position = 19", 19)]
    [InlineData("delete from chutan_journal where {0} and position >= 12", 12)]
    [InlineData("delete from chutan_journal where {0}", 0)]
    [InlineData("delete from chutan_journal_head where {0}", 0)]
    [InlineData("update chutan_journal_head set hash = sha256(hash) where {0}", 20)]
    public async Task Rows_changed_by_hand_are_refused_by_position(string sql, long position)
    {
        await using (var journal = await OpenAsync(partition))
            await journal.AppendManyAsync(20, perCommit: 6);
        await SqlAsync(sql.Replace("{0}", $"partition = '{partition}'", StringComparison.Ordinal));
        var damage = await Assert.ThrowsAsync<JournalDamagedException>(async () => await OpenAsync(partition));
        Assert.Equal(position, damage.Position);
        Assert.Contains(partition, damage.Segment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_changed_while_the_journal_is_open_is_found_when_it_is_read()
    {
        await using var journal = await OpenAsync(partition);
        await journal.AppendManyAsync(20, perCommit: 6);
        await SqlAsync($"update chutan_journal set payload = 'x' where partition = '{partition}' and position = 7");
        var all = await Assert.ThrowsAsync<JournalDamagedException>(() => journal.AllAsync());
        var one = await Assert.ThrowsAsync<JournalDamagedException>(
            async () => await journal.ReadOneAsync(7, CancellationToken.None));
        Assert.Equal((7, 7), (all.Position, one.Position));
    }

    [Fact]
    public async Task A_database_set_up_by_another_program_version_is_refused()
    {
        var name = server.NewName();
        await SqlAsync($"create database {name}");
        var own = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ConnectionString;
        await (await PostgresJournal.OpenAsync(own, partition, CancellationToken.None)).DisposeAsync();
        await using var source = NpgsqlDataSource.Create(own);
        await using var change = source.CreateCommand("update chutan_migration set checksum = 'x' where number = 1");
        await change.ExecuteNonQueryAsync();
        var changed = await Assert.ThrowsAsync<JournalUnavailableException>(
            async () => await PostgresJournal.OpenAsync(own, partition, CancellationToken.None));
        Assert.Contains("0001-journal.sql", changed.English, StringComparison.Ordinal);
    }
}
