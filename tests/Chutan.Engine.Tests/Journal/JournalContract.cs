using System.Security.Cryptography;
using Chutan.Engine.Journal;

namespace Chutan.Engine.Tests.Journal;

/// <summary>What every journal promises; run on files and on PostgreSQL.</summary>
public abstract class JournalContract
{
    /// <summary>Opens the journal of this test; opening again after disposing finds what was stored.</summary>
    protected abstract ValueTask<IJournal> OpenAsync();

    [Fact]
    public async Task An_empty_journal_begins_at_zero_with_a_zero_hash()
    {
        await using var journal = await OpenAsync();
        Assert.Equal(0, journal.NextPosition);
        Assert.Equal(new byte[32], journal.HeadHash.ToArray());
        Assert.Empty(await journal.AllAsync());
    }

    [Fact]
    public async Task Records_come_back_in_order_and_survive_reopening()
    {
        await using (var journal = await OpenAsync())
        {
            await journal.AppendManyAsync(250, perCommit: 7);
            await journal.HoldsAsync(250);
        }
        await using var again = await OpenAsync();
        await again.HoldsAsync(250);
        await again.AppendManyAsync(10, perCommit: 10);
        await again.HoldsAsync(260);
    }

    [Fact]
    public async Task Each_hash_is_sha256_of_the_previous_hash_and_the_payload()
    {
        await using var journal = await OpenAsync();
        await journal.AppendManyAsync(20, perCommit: 6);
        foreach (var bytes in new[] { 0, 8159, 8160, 8161, 20_000 })
            await journal.AppendAsync(Records.Payload(7, bytes));
        var hash = new byte[32];
        foreach (var entry in await journal.AllAsync())
        {
            hash = SHA256.HashData([.. hash, .. entry.Payload.Span]);
            Assert.Equal(hash, entry.Hash.ToArray());
        }
        Assert.Equal(hash, journal.HeadHash.ToArray());
    }

    [Theory, InlineData(1), InlineData(9), InlineData(64)]
    public async Task The_head_hash_does_not_depend_on_the_batching(int perCommit)
    {
        await using var journal = await OpenAsync();
        await journal.AppendManyAsync(64, perCommit);
        Assert.Equal(
            "30DA72C748E91A37", Convert.ToHexString(journal.HeadHash.Span[..8]));
    }

    [Fact]
    public async Task Reading_begins_where_it_is_asked_to()
    {
        await using var journal = await OpenAsync();
        await journal.AppendManyAsync(100, perCommit: 8);
        foreach (var from in new[] { 1, 8, 50, 99 })
        {
            var entries = await journal.AllAsync(from);
            Assert.Equal(Enumerable.Range(from, 100 - from).Select(at => (long)at), entries.Select(e => e.Position));
        }
        Assert.Empty(await journal.AllAsync(100));
    }

    [Fact]
    public async Task One_record_is_read_with_its_hash()
    {
        await using var journal = await OpenAsync();
        await journal.AppendManyAsync(60, perCommit: 5);
        var all = await journal.AllAsync();
        foreach (var position in new[] { 0, 4, 5, 31, 59 })
        {
            var one = await journal.ReadOneAsync(position, CancellationToken.None);
            Assert.Equal(position, one.Position);
            Assert.Equal(Records.Payload(position), one.Payload.ToArray());
            Assert.Equal(all[position].Hash.ToArray(), one.Hash.ToArray());
        }
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await journal.ReadOneAsync(60, CancellationToken.None));
    }

    [Fact]
    public async Task Empty_and_large_payloads_are_records_too()
    {
        var large = Records.Payload(3, 24 * 1024 * 1024); // the close of a day with a quarter of a million open orders
        await using (var journal = await OpenAsync())
            await journal.AppendAsync([], large, []);
        await using var again = await OpenAsync();
        var entries = await again.AllAsync();
        Assert.Equal([0, large.Length, 0], entries.Select(entry => entry.Payload.Length));
        Assert.Equal(large, entries[1].Payload.ToArray());
    }

    [Fact]
    public async Task An_empty_batch_stores_nothing()
    {
        await using var journal = await OpenAsync();
        await journal.AppendAsync();
        Assert.Equal(0, journal.NextPosition);
    }

    [Fact]
    public async Task A_batch_can_be_filled_while_the_one_before_is_stored()
    {
        await using var journal = await OpenAsync();
        using var first = new JournalBatch();
        using var second = new JournalBatch();
        first.Reset(journal);
        for (var position = 0; position < 40; position++)
            first.Add(Records.Payload(position));
        var storing = journal.AppendAsync(first, CancellationToken.None);
        second.Reset(first.NextPosition, first.HeadHash);
        for (var position = 40; position < 80; position++)
            second.Add(Records.Payload(position));
        await storing;
        await journal.AppendAsync(second, CancellationToken.None);
        await journal.HoldsAsync(80);
    }

    [Fact]
    public async Task A_batch_that_does_not_continue_the_journal_is_rejected_and_changes_nothing()
    {
        await using var journal = await OpenAsync();
        await journal.AppendManyAsync(3, perCommit: 3);
        using var batch = new JournalBatch();
        batch.Reset(2, journal.HeadHash.Span);
        batch.Add([1]);
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await journal.AppendAsync(batch, CancellationToken.None));
        batch.Reset(3, new byte[32]);
        batch.Add([1]);
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await journal.AppendAsync(batch, CancellationToken.None));
        await journal.HoldsAsync(3);
    }

    [Fact]
    public async Task A_cancelled_request_is_not_written_but_does_not_stop_the_journal()
    {
        await using var journal = await OpenAsync();
        using var batch = new JournalBatch();
        batch.Reset(journal);
        batch.Add(Records.Payload(0));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await journal.AppendAsync(batch, new CancellationToken(canceled: true)));
        await journal.AppendAsync(batch, CancellationToken.None);
        await journal.HoldsAsync(1);
    }

    [Fact]
    public async Task Two_owners_are_not_possible()
    {
        await using (await OpenAsync())
        {
            var refusal = await Assert.ThrowsAsync<JournalUnavailableException>(async () => await OpenAsync());
            Assert.Contains("另一个进程", refusal.Chinese, StringComparison.Ordinal);
            Assert.Contains("another process", refusal.English, StringComparison.Ordinal);
        }
        await using var afterwards = await OpenAsync();
        Assert.Equal(0, afterwards.NextPosition);
    }
}
