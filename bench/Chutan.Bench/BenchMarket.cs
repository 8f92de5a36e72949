using Chutan.Engine.Journal.Files;
using Chutan.Engine.Partitions;
using Chutan.Engine.Rulebooks;
using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;

namespace Chutan.Bench;

/// <summary>A real market to measure: Hubei rules, file journal, participants who joined by public commands.</summary>
internal sealed class BenchMarket : IAsyncDisposable
{
    private static readonly LocalDate Founded = new(2024, 10, 14);
    private ulong requests;

    private BenchMarket(Partition partition) => Partition = partition;

    public Partition Partition { get; }
    public Actor Authority { get; private set; }
    public Actor Registry { get; private set; }
    public Actor Clearing { get; private set; }
    public Actor Exchange { get; private set; }

    /// <summary>The market's own time, as it is told to it.</summary>
    public LocalDateTime Now { get; private set; } = Founded.At(new LocalTime(10, 0));

    /// <summary>Founds a market whose journal lies in a directory that is not there yet.</summary>
    public static async Task<BenchMarket> FoundAsync(string directory, long segmentBytes)
    {
        var journal = await FileJournal.OpenAsync(
            new(directory) { FirstSegmentBytes = segmentBytes, SegmentBytes = segmentBytes }, CancellationToken.None);
        var market = new BenchMarket(await Partition.OpenAsync(
            journal, new PartitionOptions { QueueLength = 64 * 1024 }, null, CancellationToken.None));
        await market.FoundAsync();
        return market;
    }

    /// <summary>Investors, each with an account and money in it.</summary>
    public async Task<AccountId[]> JoinAsync(int count, Money each)
    {
        var joined = await Task.WhenAll(Enumerable.Range(1, count).Select(i => SendAsync(Registry,
            new RegisterParticipant(ParticipantKind.Individual, $"投资者{i}", $"Investor {i}", $"B{i}", "", "420100"))));
        var opened = await Task.WhenAll(joined.Select(e => SendAsync(Registry,
            new OpenAccount(e.OfType<ParticipantRegistered>().Single().Participant.Id))));
        var accounts = opened.Select(e => e.OfType<AccountOpened>().Single().Account.Id).ToArray();
        await Task.WhenAll(accounts.Select(a => SendAsync(Clearing, new DepositMoney(a, each, $"in {a}"))));
        return accounts;
    }

    /// <summary>Sends a command that must be accepted; its events.</summary>
    public async Task<ImmutableArray<Event>> SendAsync(Actor by, Command command)
    {
        var reply = await SubmitAsync(by, command);
        return reply.Decision is Decision.Accepted accepted
            ? accepted.Events
            : throw new InvalidOperationException($"{command.GetType().Name}: {reply.Decision}");
    }

    /// <summary>Sends a command that may be refused.</summary>
    public ValueTask<Reply> SubmitAsync(Actor by, Command command) => Partition.SubmitAsync(
        new Submission(command, by, new RequestId(1, Interlocked.Increment(ref requests)), At()));

    /// <summary>Closes, settles and reconciles a day of trading, and opens the next.</summary>
    public async Task TurnAsync(LocalDate next)
    {
        Now = Now.Date.At(new LocalTime(15, 30));
        await SendAsync(Actor.Scheduler, new CloseTrading(Now.Date));
        await SendAsync(Actor.Scheduler, new SettleDay(Now.Date));
        var books = await Partition.AskAsync(s =>
        {
            var days = s.Exchange.Markets.Where(m => m.Terms is not null).Select(m => m.Days[^1]).ToList();
            return new ReconcileDay(Now.Date, s.Clearing.BankTotal, new Tonnes(days.Sum(d => d.TotalVolume().Count)),
                new Money(days.Sum(d => d.TotalTurnover().Fen)), s.Clearing.LastSettlement!.Quantity); // just settled
        });
        await SendAsync(Actor.Scheduler, books);
        Now = next.At(new LocalTime(10, 0));
        await SendAsync(Actor.Scheduler, new OpenBusinessDay(next));
    }

    public ValueTask DisposeAsync() => Partition.DisposeAsync();

    private async Task FoundAsync()
    {
        Authority = await AppointAsync(ParticipantKind.Authority, Actor.Scheduler);
        var rulebook = RulebookLoader.Load(Path.Combine(Directory.GetCurrentDirectory(), "rulebooks", "hubei"));
        var content = rulebook.Require();
        await SendAsync(Actor.Scheduler, new AdoptRulebook(content));
        foreach (var value in content.Values)
            if (value.Standing is Standing.Assumed && value.From <= Founded
                && (value.Through is not { } end || end >= Founded))
                await SendAsync(Authority, new AdoptRuleValue(value.Key, value.From, value.Value, "benchmark"));
        Registry = await AppointAsync(ParticipantKind.RegistryOperator, Authority);
        await SendAsync(Authority, new FoundRegistry());
        Clearing = await AppointAsync(ParticipantKind.ClearingOperator, Authority);
        Exchange = await AppointAsync(ParticipantKind.ExchangeOperator, Authority);
    }

    private async Task<Actor> AppointAsync(ParticipantKind kind, Actor by)
    {
        var joined = await SendAsync(by, new RegisterParticipant(kind, $"{kind}", $"{kind}", $"{kind}", "", "420100"));
        var id = joined.OfType<ParticipantRegistered>().Single().Participant.Id;
        var user = (await SendAsync(by, new AppointRepresentative(id, "代表", Rights.All)))
            .OfType<RepresentativeAppointed>().Single().User;
        return new Actor(user.Id, user.Role);
    }

    private Instant At() => Now.InUtc().ToInstant() - Duration.FromHours(8);
}
