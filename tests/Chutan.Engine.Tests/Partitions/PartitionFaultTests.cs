using System.Diagnostics;
using Chutan.Engine.Journal;
using Chutan.Engine.Journal.Files;
using Chutan.Engine.Journal.Postgres;
using Chutan.Engine.Partitions;
using Chutan.Engine.Tests.Journal;
using Chutan.Engine.Tests.Postgres;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;

namespace Chutan.Engine.Tests.Partitions;

[Collection(PostgresTests.Name), Trait("needs", "postgres")]
public sealed class PartitionFaultTests(ThrowawayPostgres server) : IDisposable
{
    private static readonly Instant Noon = Instant.FromUtc(2024, 7, 1, 4, 0);
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_full_disk_stops_the_market_with_a_clear_message_and_nothing_answered_is_lost()
    {
        var mount = Directory.CreateDirectory(directory["small"]).FullName;
        await RunAsync("mount", "-t", "tmpfs", "-o", "size=256k", "chutan-test", mount);
        try
        {
            var options = new FileJournalOptions(Path.Combine(mount, "journal"))
            {
                FirstSegmentBytes = 32 * 1024,
                SegmentBytes = 32 * 1024,
            };
            var ballast = Path.Combine(mount, "ballast");
            await File.WriteAllBytesAsync(ballast, new byte[128 * 1024]);
            long answered = 0;
            await using (var market = await OpenAsync(options))
            {
                var stopped = await Assert.ThrowsAsync<MarketStoppedException>(async () =>
                {
                    for (var i = 1; i <= 100_000; i++) answered = (await market.SubmitAsync(Send(i))).Position + 1;
                });
                Assert.Contains("日志无法写入", stopped.Chinese, StringComparison.Ordinal);
                Assert.Contains("journal cannot be written", stopped.English, StringComparison.Ordinal);
                File.Delete(ballast);
                await Assert.ThrowsAsync<MarketStoppedException>(async () => await market.SubmitAsync(Send(1)));
                await Assert.ThrowsAsync<MarketStoppedException>(async () =>
                    await market.AskAsync(s => s.Participants.All.Count));
            }
            Assert.True(answered > 0);
            await using var again = await OpenAsync(options);
            Assert.Equal(answered, again.Head.Next);
            Assert.Equal(answered, await again.AskAsync(s => s.Participants.All.Count));
            Assert.False((await again.SubmitAsync(Send((int)answered + 1))).Repeated);
        }
        finally
        {
            await RunAsync("umount", mount);
        }
    }

    [Fact]
    public async Task A_flipped_byte_in_the_journal_refuses_the_start_and_names_the_place()
    {
        await using (var market = await MarketDirectory.OpenAsync(directory.Path))
            for (var i = 1; i <= 50; i++) await market.SubmitAsync(Send(i));
        var segment = Directory.GetFiles(MarketDirectory.JournalOf(directory.Path), "*.segment").Single();
        var bytes = await File.ReadAllBytesAsync(segment);
        bytes[3000] ^= 0x10;
        await File.WriteAllBytesAsync(segment, bytes);
        var damaged = await Assert.ThrowsAsync<JournalDamagedException>(() =>
            MarketDirectory.OpenAsync(directory.Path));
        Assert.Contains(Path.GetFileName(segment), damaged.Message, StringComparison.Ordinal);
        Assert.InRange(damaged.Position, 1, 49);
        Assert.InRange(damaged.ByteOffset!.Value, 0, 3000);
    }

    [Fact]
    public async Task The_same_commands_give_the_same_head_hash_on_files_and_on_PostgreSQL()
    {
        var onFiles = await HeadAsync(
            await FileJournal.OpenAsync(new FileJournalOptions(directory["files"]), default), one: true);
        var onPostgres = await HeadAsync(
            await PostgresJournal.OpenAsync(server.ConnectionString, server.NewName(), default), one: false);
        Assert.Equal(onFiles, onPostgres);
    }

    [Fact]
    public async Task A_market_on_PostgreSQL_comes_back_and_verifies()
    {
        var name = server.NewName();
        var head = await HeadAsync(await PostgresJournal.OpenAsync(server.ConnectionString, name, default), one: false);
        await using var journal = await PostgresJournal.OpenAsync(server.ConnectionString, name, default);
        var report = await Verification.RunAsync(journal, null, null, default);
        Assert.True(report.Sound);
        Assert.Equal(head, report.HeadHash);
        Assert.Equal(200, report.Records);
    }

    /// <summary>Registers two hundred people, one after the other or all at once, and answers with the head.</summary>
    private static async Task<string> HeadAsync(IJournal journal, bool one)
    {
        await using var market = await Partition.OpenAsync(journal, new PartitionOptions(), null, default);
        if (one)
            for (var i = 1; i <= 200; i++) await market.SubmitAsync(Send(i));
        else
            await Task.WhenAll(Enumerable.Range(1, 200).Select(i => market.SubmitAsync(Send(i)).AsTask()).ToArray());
        return Convert.ToHexStringLower(market.Head.Hash.Span);
    }

    private static async Task<Partition> OpenAsync(FileJournalOptions options) => await Partition.OpenAsync(
        await FileJournal.OpenAsync(options, default), new PartitionOptions(), null, default);

    private static Submission Send(int number) => new(
        new RegisterParticipant(ParticipantKind.Individual, $"投资者{number}", "", $"P{number}", "", "武汉"),
        Actor.Scheduler, new RequestId(3, (ulong)number), Noon);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} failed; this test mounts a small disk and has to run as root.");
    }
}
