using Chutan.Engine.Records;
using Chutan.Market;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Simulation.Live;
using Chutan.Tests.World;

namespace Chutan.Tests.Simulation;

/// <summary>The invented investors trade on after the played year.</summary>
public sealed class LiveTradingTests : IAsyncLifetime
{
    private readonly PlayedMarket played = new();
    private ImmutableHashSet<ParticipantId> people = [];

    public async Task InitializeAsync()
    {
        await played.InitializeAsync();
        people =
        [
            await played.SignedInParticipantAsync("individual"), await played.SignedInParticipantAsync("institution"),
        ];
    }

    public Task DisposeAsync() => played.DisposeAsync();

    [Fact]
    public async Task The_book_fills_and_trades_in_nobodys_name_who_can_sign_in()
    {
        var from = played.Market.Head.Next;
        var live = Live();
        var (quick, waited) = (0, TimeSpan.Zero);
        for (var turn = 0; turn < 300; turn++)
        {
            var pause = await live.TurnAsync(CancellationToken.None);
            if (pause < TimeSpan.FromSeconds(1)) quick++;
            waited += pause;
            played.MoveTo(played.Now + Duration.FromTimeSpan(pause));
        }
        var (bids, asks, trades, fault) = await played.Market.AskAsync(s =>
            (s.Exchange.Book!.Depth(Side.Buy, 10).Count, s.Exchange.Book.Depth(Side.Sell, 10).Count,
                s.Exchange.Spot.Trades.Count, Invariants.CheckAll(s)));
        Assert.Null(fault);
        Assert.InRange(quick, 5, 80);
        Assert.InRange(waited, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(60));
        Assert.True(bids >= 3 && asks >= 3, $"{bids} bids and {asks} asks stand.");
        Assert.True(trades >= 20, $"{trades} trades.");
        var (accepted, refused) = (0, new List<string>());
        await foreach (var record in played.Market.ReadAsync(from))
        {
            Assert.Contains(record.Actor.Role, (Role[])[Role.Institution, Role.Individual]);
            Assert.DoesNotContain(await OwnerAsync(record.Actor), people);
            if (record.Decision is Decision.Refused no) refused.Add(no.Refusal.Code);
            else accepted++;
        }
        Assert.True(accepted > 300, $"{accepted} accepted.");
        Assert.True(refused.Count * 50 < accepted, string.Join(" ", refused));
    }

    [Fact]
    public async Task Nobody_comes_at_noon_or_while_trading_is_halted()
    {
        var live = Live();
        var regulator = await played.Market.AskAsync(s => s.Participants.Users.First(u => u.Role == Role.Authority));
        var halted = await played.Market.SubmitAsync(new(new HaltTrading(HaltCause.Emergency, "应急演练"),
            new Actor(regulator.Id, regulator.Role), new RequestId(0x11fe, 1), played.Now));
        Assert.IsType<Decision.Accepted>(halted.Decision);
        var before = played.Market.Head.Next;
        await live.TurnAsync(CancellationToken.None);
        var resumed = await played.Market.SubmitAsync(new(new ResumeTrading("演练结束"),
            new Actor(regulator.Id, regulator.Role), new RequestId(0x11fe, 2), played.Now));
        Assert.IsType<Decision.Accepted>(resumed.Decision);
        played.MoveTo(played.Morning + Duration.FromHours(2));
        await live.TurnAsync(CancellationToken.None);
        Assert.Equal(before + 1, played.Market.Head.Next);
        played.MoveTo(played.Morning + Duration.FromHours(4));
        for (var turn = 0; turn < 20; turn++) await live.TurnAsync(CancellationToken.None);
        Assert.True(played.Market.Head.Next > before + 1);
    }

    private LiveTrading Live() => new(played.Market, played.Clock, people, luck: 7);

    private async Task<ParticipantId> OwnerAsync(Actor actor) =>
        await played.Market.AskAsync(s => s.Participants.Find(actor.User)!.Participant); // everybody who acted is known
}
