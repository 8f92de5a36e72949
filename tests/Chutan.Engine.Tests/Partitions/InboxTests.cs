using Chutan.Engine.Partitions;

namespace Chutan.Engine.Tests.Partitions;

public sealed class InboxTests
{
    private readonly Inbox<string> inbox = new(2);
    private readonly List<string> taken = [];

    [Fact]
    public void What_arrives_is_taken_in_order_and_not_more_at_a_time_than_asked_for()
    {
        Assert.True(inbox.TryAdd("a"));
        Assert.True(inbox.TryAdd("b"));
        Assert.Equal(1, inbox.Take(taken, 1));
        Assert.Equal(1, inbox.Take(taken, 5));
        Assert.Equal(0, inbox.Take(taken, 5));
        Assert.Equal(["a", "b"], taken);
    }

    [Fact]
    public async Task Who_finds_it_full_is_let_in_in_turn_before_anybody_who_comes_later()
    {
        inbox.TryAdd("a");
        inbox.TryAdd("b");
        var (third, fourth) = (inbox.AddAsync("c", default).AsTask(), inbox.AddAsync("d", default).AsTask());
        Assert.False(inbox.TryAdd("e"));
        Assert.False(third.IsCompleted);
        inbox.Take(taken, 1);
        Assert.True(await third);
        Assert.False(fourth.IsCompleted);
        Assert.False(inbox.TryAdd("e"));
        inbox.Take(taken, 5);
        Assert.True(await fourth);
        Assert.True(inbox.TryAdd("e"));
        inbox.Take(taken, 5);
        Assert.Equal(["a", "b", "c", "d", "e"], taken);
    }

    [Fact]
    public async Task Who_stops_waiting_for_room_does_not_come_in()
    {
        inbox.TryAdd("a");
        inbox.TryAdd("b");
        using var impatient = new CancellationTokenSource();
        var third = inbox.AddAsync("c", impatient.Token).AsTask();
        var fourth = inbox.AddAsync("d", default).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        inbox.Take(taken, 5);
        Assert.True(await fourth);
        inbox.Take(taken, 5);
        Assert.Equal(["a", "b", "d"], taken);
    }

    [Fact]
    public async Task The_reader_is_woken_by_the_first_to_come()
    {
        var waiting = inbox.WaitAsync().AsTask();
        Assert.False(waiting.IsCompleted);
        inbox.TryAdd("a");
        Assert.True(await waiting);
        Assert.True(await inbox.WaitAsync());
    }

    [Fact]
    public async Task After_the_close_nobody_comes_in_and_what_was_in_is_still_taken()
    {
        inbox.TryAdd("a");
        inbox.TryAdd("b");
        var third = inbox.AddAsync("c", default).AsTask();
        inbox.Close();
        Assert.False(await third);
        Assert.False(inbox.TryAdd("d"));
        Assert.False(await inbox.AddAsync("d", default));
        Assert.True(await inbox.WaitAsync());
        inbox.Take(taken, 5);
        Assert.False(await inbox.WaitAsync());
        Assert.Equal(["a", "b"], taken);
    }

    [Fact]
    public async Task The_close_wakes_a_reader_who_waits()
    {
        var waiting = inbox.WaitAsync().AsTask();
        inbox.Close();
        Assert.False(await waiting);
    }
}
