using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Rulebook;

namespace Chutan.Engine.Tests.Partitions;

public sealed class PartitionTests : IDisposable
{
    private static readonly Instant Noon = Instant.FromUtc(2024, 7, 1, 4, 0);
    private readonly string directory = Directory.CreateTempSubdirectory("chutan-partition-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task A_repeated_request_gets_its_first_answer_also_after_a_restart()
    {
        var submission = Send(1, Department());
        Reply first;
        await using (var market = await MarketDirectory.OpenAsync(directory))
        {
            first = await market.SubmitAsync(submission);
            var again = await market.SubmitAsync(submission);
            Assert.False(first.Repeated);
            Assert.True(again.Repeated);
            Assert.Equal(first.Position, again.Position);
            Assert.Equal(1, market.Head.Next);
        }
        await using var reopened = await MarketDirectory.OpenAsync(directory);
        var later = await reopened.SubmitAsync(submission);
        Assert.True(later.Repeated);
        Assert.Equal(Happened(first).ToString(), Happened(later).ToString());
        Assert.Equal(1, reopened.Head.Next);
    }

    [Fact]
    public async Task What_was_answered_is_there_after_a_restart_with_and_without_the_snapshot()
    {
        await using (var market = await MarketDirectory.OpenAsync(directory))
        {
            await market.SubmitAsync(Send(1, Department()));
            await market.SubmitAsync(Send(2, new AppointRepresentative(new(1000), "处长", Rights.All)));
        }
        await AssertFounded();
        Directory.Delete(MarketDirectory.SnapshotsOf(directory), recursive: true);
        await AssertFounded();
    }

    [Fact]
    public async Task A_refusal_is_recorded_with_its_basis_and_changes_nothing()
    {
        await using var market = await MarketDirectory.OpenAsync(directory);
        await market.SubmitAsync(Send(1, Department()));
        var before = await market.AskAsync(Snapshot.HashOf);
        var reply = await market.SubmitAsync(Send(2, Department()));
        var refused = Assert.IsType<Decision.Refused>(reply.Decision);
        Assert.Equal("participants.already-founded", refused.Refusal.Code);
        Assert.Equal(before, await market.AskAsync(Snapshot.HashOf));
        var record = await market.ReadOneAsync(reply.Position);
        Assert.Equal(refused.Refusal, Assert.IsType<Decision.Refused>(record.Decision).Refusal);
    }

    /// <summary>Together they are more than one block of the journal may hold, and they come faster than it is
    /// written.</summary>
    [Fact]
    public async Task Commands_too_large_for_one_block_together_are_stored_in_several_and_all_are_answered()
    {
        const int Commands = 60;
        var name = new string('x', 1 << 20);
        await using (var market = await MarketDirectory.OpenAsync(directory))
        {
            var replies = await Task.WhenAll(Enumerable.Range(1, Commands).Select(i => market.SubmitAsync(Send(
                i, Department() with { NameEn = name })).AsTask()));
            Assert.Equal(Enumerable.Range(0, Commands).Select(i => (long)i), replies.Select(r => r.Position));
        }
        await using var journal = await MarketDirectory.OpenReadOnlyAsync(directory);
        var report = await Verification.RunAsync(journal, null, null, default);
        Assert.Equal(Commands, report.Records);
        Assert.True(report.Sound, report.ToString());
    }

    [Fact]
    public async Task Verify_decides_everything_again_and_finds_no_difference()
    {
        await using (var market = await MarketDirectory.OpenAsync(directory))
        {
            await market.SubmitAsync(Send(1, Department()));
            await market.SubmitAsync(Send(2, Department()));
            await market.SubmitAsync(Send(3, new AppointRepresentative(new(1000), "处长", Rights.All)));
        }
        await using var journal = await MarketDirectory.OpenReadOnlyAsync(directory);
        var report = await Verification.RunAsync(journal, MarketDirectory.SnapshotsOf(directory), null, default);
        Assert.Equal(3, report.Records);
        Assert.True(report.Sound, report.ToString());
        Assert.True(report.SnapshotsAgree);
        Assert.Equal(Convert.ToHexStringLower(journal.HeadHash.Span), report.HeadHash);
    }

    [Fact]
    public async Task Many_clients_at_once_get_each_one_position_in_one_order()
    {
        await using var market = await MarketDirectory.OpenAsync(directory);
        var replies = await Task.WhenAll(Enumerable.Range(1, 5000).Select(i =>
            market.SubmitAsync(Send(i,
                new RegisterParticipant(ParticipantKind.Individual, $"散户{i}", "", $"P{i}", "", "武汉"))).AsTask()));
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => (long)i), replies.Select(r => r.Position).Order());
        Assert.Equal(5000, await market.AskAsync(s => s.Participants.All.Count));
    }

    [Fact]
    public async Task Who_was_answered_before_a_listener_failed_keeps_the_answer_and_the_others_hear_of_the_stop()
    {
        await using var market = await MarketDirectory.OpenAsync(directory);
        await market.ListenAsync(record =>
            record.Position < 20 ? default : throw new InvalidOperationException("The listener is broken."));
        var answers = Enumerable.Range(1, 40).Select(i => market.SubmitAsync(Send(i,
            new RegisterParticipant(ParticipantKind.Individual, $"散户{i}", "", $"P{i}", "", "武汉"))).AsTask()).ToArray();
        for (var i = 0; i < 20; i++) Assert.Equal(i, (await answers[i]).Position);
        for (var i = 20; i < 40; i++) await Assert.ThrowsAsync<MarketStoppedException>(() => answers[i]);
        await Assert.ThrowsAsync<MarketStoppedException>(async () => await market.SubmitAsync(Send(41, Department())));
    }

    private async Task AssertFounded()
    {
        await using var market = await MarketDirectory.OpenAsync(directory);
        Assert.Equal("处长", await market.AskAsync(s => s.Participants.Users.Single().Name));
        Assert.Equal(2, market.Head.Next);
    }

    private static RegisterParticipant Department() =>
        new(ParticipantKind.Authority, "湖北省生态环境厅", "Hubei ecology department", "GOV-42", "", "武汉");

    private static Submission Send(int request, Command command) =>
        new(command, Actor.Scheduler, new RequestId(7, (ulong)request), Noon);

    private static Event Happened(Reply reply) => Assert.IsType<Decision.Accepted>(reply.Decision).Events.Single();
}
