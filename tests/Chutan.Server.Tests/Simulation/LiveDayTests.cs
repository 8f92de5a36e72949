using Chutan.Market;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Simulation.Live;
using Chutan.Simulation.World;
using Chutan.Simulation.Year;
using Chutan.Tests.World;

namespace Chutan.Tests.Simulation;

/// <summary>A whole day of the invented investors, and its review.</summary>
public sealed class LiveDayTests : IAsyncLifetime
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private readonly PlayedMarket played = new(new YearOptions(7, new YearSize(34, 4, 60, 26)))
    {
        RunsScheduler = true,
    };

    public Task InitializeAsync() => played.InitializeAsync();

    public Task DisposeAsync() => played.DisposeAsync();

    [Fact]
    public async Task A_day_keeps_prices_in_reason_leaves_most_able_to_trade_and_makes_no_market_maker_a_suspect()
    {
        var day = await played.Market.AskAsync(s => s.Exchange.BusinessDate!.Value); // a day is open
        var alerts = await AlertsAsync();
        var live = new LiveTrading(played.Market, new Ticking(played), new HashSet<ParticipantId>(), luck: 7);
        await TradeAsync(live, At(day, 9, 30), At(day, 11, 30));
        await TradeAsync(live, At(day, 13, 0), At(day, 15, 0));
        await played.Market.AskAsync(s =>
        {
            var (spot, before) = (s.Exchange.Spot, s.Exchange.Terms!.PreviousClose.FenPerTonne);
            Assert.All(spot.Trades, t => Assert.InRange(t.Price.FenPerTonne, before * 92 / 100, before * 108 / 100));
            Assert.True(spot.Trades.Count > 200, $"{spot.Trades.Count} trades.");
            Assert.True(spot.Book!.Depth(Side.Buy, 1).Count > 0 && spot.Book.Depth(Side.Sell, 1).Count > 0);
            var quoting = s.Participants.Users.Where(u => u.Role == Role.Institution)
                .Select(u => s.Registry.AccountOf(u.Participant)).OfType<AccountId>().ToList();
            var able = quoting.Count(a => s.Clearing.Available(a).Fen > 100_000_00
                && s.Registry.Available(a, UnitKind.Allowance).Count > 100);
            Assert.True(able * 2 >= quoting.Count, $"{able} of {quoting.Count} can still quote both sides.");
            return true;
        });
        played.MoveTo(At(day, 15, 1));
        await ReviewedAsync(day);
        var after = await AlertsAsync();
        Assert.True(alerts == after, after);
    }

    private async Task TradeAsync(LiveTrading live, Instant from, Instant until)
    {
        for (played.MoveTo(from); played.Now < until;)
            played.MoveTo(played.Now + Duration.FromTimeSpan(await live.TurnAsync(CancellationToken.None)));
    }

    /// <summary>Returns once the scheduler has settled and reviewed a day; it takes a step a second.</summary>
    private async Task ReviewedAsync(LocalDate day)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var beats = 0; await played.Market.AskAsync(
            s => s.Oversight.Stability.Days is not [.., var last] || last.Date < day); beats++)
        {
            Assert.True(beats < 600, "The day was never reviewed.");
            await beat.WaitForNextTickAsync();
        }
    }

    private async Task<string> AlertsAsync() => await played.Market.AskAsync(s => string.Join('\n',
        s.Oversight.Surveillance.Alerts.Where(a => a.Detector is Detector.Spoofing or Detector.WashTrading)
            .Select(a => $"{a.Detector}: {string.Join(", ", a.Figures.Select(f => $"{f.Name} {f.Value}"))}")));

    /// <summary>The market's clock, which goes on by a moment whenever somebody looks at it: of two commands of one
    /// turn one is the earlier.</summary>
    private sealed class Ticking(PlayedMarket played) : IClock
    {
        public Instant GetCurrentInstant()
        {
            played.MoveTo(played.Now + Duration.FromMilliseconds(1));
            return played.Now;
        }
    }

    private static Instant At(LocalDate day, int hour, int minute) =>
        Zone.AtStrictly(day.At(new LocalTime(hour, minute))).ToInstant();
}
