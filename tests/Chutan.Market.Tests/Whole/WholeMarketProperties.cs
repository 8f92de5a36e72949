using Chutan.Market.Compliance;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Tests;

namespace Chutan.Market.Tests.Whole;

/// <summary>All modes at once, on several instruments, with the registry, the banks and the oversight at work beside
/// them.</summary>
[Trait("kind", "simulation")]
public sealed class WholeMarketProperties
{
    private const int Days = 3;
    private const int LeastEach = 10;

    private static readonly LocalTime[] Hours =
    [
        new(9, 5), new(9, 20), new(9, 30), new(10, 0), new(10, 20), new(10, 30), new(10, 50), new(11, 15), new(13, 0),
        new(13, 30), new(13, 50), new(14, 15), new(14, 40), new(14, 52),
    ];

    /// <summary>
    /// Goal: whatever is sent, in whatever order, every invariant of the architecture holds after every command: units
    /// and money are conserved, nothing is below zero, each serial is in one place, the registry holds exactly what
    /// orders, offers, bids and unsettled trades need, and a refused command changes nothing.
    /// Method: from each seed, three trading days of commands of every room, most of them valid, with calls, halts,
    /// auctions, bank files, defaults, differences and interventions; after each all invariants are checked. Over all
    /// seeds each kind of command must have been accepted often enough that the property says something about it.
    /// </summary>
    [Fact]
    public void Every_invariant_holds_after_every_command_of_every_mode()
    {
        var accepted = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var seed in Seeds.Numbers(10)) Play(new WholeMarket(seed, accepted));
        if (Seeds.IsOne) return;
        var rare = Kinds().Where(k => accepted.GetValueOrDefault(k) < LeastEach)
            .Select(k => $"{k} {accepted.GetValueOrDefault(k)}").ToList();
        Assert.True(rare.Count == 0, $"accepted fewer than {LeastEach} times, send more of them in the traffic of "
            + $"this folder: {string.Join(", ", rare)}");
    }

    /// <summary>The commands of the rooms this property is about.</summary>
    private static IEnumerable<string> Kinds() => typeof(Command).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(Command)) && !t.IsAbstract && t.Namespace is { } room
            && new[] { "Exchange", "Auctions", "Clearing", "Registry", "Oversight", "Disclosure" }
                .Any(r => room.StartsWith($"Chutan.Market.{r}", StringComparison.Ordinal)))
        .Select(t => t.Name).Append(nameof(SurrenderUnits)).Append(nameof(AssessCompliance))
        .Append(nameof(ExpireUnits)).Order(StringComparer.Ordinal);

    private static void Play(WholeMarket world)
    {
        var screen = new ScreenTraffic(world);
        var deals = new DealTraffic(world, screen);
        var (primary, ledger, money) = (new PrimaryTraffic(world), new LedgerTraffic(world), new MoneyTraffic(world));
        var oversight = new OversightTraffic(world, screen);
        var end = new DayEnd(world, () => Some(() => ledger.Next() ?? money.Default()));
        for (var day = 0; day < Days; day++)
        {
            world.Market.At(WholeMarket.FirstDay.PlusDays(day), 9);
            world.Must(world.By(Actor.Scheduler, new OpenBusinessDay(world.Market.Date)));
            foreach (var hour in Hours)
            {
                world.Market.At(hour.Hour, hour.Minute);
                Due();
                Send(money.Default());
                for (var acts = world.Random.Next(5, 12); acts > 0; acts--) Send(Any());
            }
            world.Market.At(15);
            if (world.Random.Next(3) > 0) foreach (var resumed in screen.ResumeAll().ToList()) Send(resumed);
            Due();
            world.Must(world.By(Actor.Scheduler, new CloseTrading(world.Market.Date)));
            foreach (var resumed in screen.ResumeAll().ToList()) Send(resumed);
            Some(() => world.Random.Next(2) == 0 ? ledger.Next() : money.Next());
            Send(money.TakeBack());
            world.Market.At(16, 30);
            end.Run();
            world.Market.At(17);
            Due();
            for (var acts = 6; acts > 0; acts--) Send(world.Random.Next(2) == 0 ? oversight.Next() : money.Next());
            for (var acts = 3; acts > 0; acts--) Send(money.Default());
            if (day == 0) world.Market.Reload();
        }
        world.Market.At(WholeMarket.FirstDay.PlusDays(Days), 9);
        foreach (var last in ledger.EndOfYear().ToList()) Send(last);
        world.Market.Reload();

        Sent? Any() => world.Random.Next(20) switch
        {
            < 7 => screen.Next(),
            < 12 => deals.Next(),
            < 14 => primary.Next(),
            < 16 => ledger.Next(),
            < 18 => money.Next(),
            _ => oversight.Next(),
        };

        void Due() =>
            screen.Due().Concat(deals.Due()).Concat(primary.Due()).ToList().ForEach(due => Send(due));

        void Some(Func<Sent?> next)
        {
            for (var acts = world.Random.Next(0, 4); acts > 0; acts--) Send(next());
        }

        void Send(Sent? sent)
        {
            if (sent is { } command) world.Try(command);
        }
    }
}
