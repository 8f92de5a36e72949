using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Chutan.Engine.Partitions;
using Chutan.Engine.Records;
using Chutan.Market;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Server.Verifying;
using Microsoft.Extensions.Hosting;

namespace Chutan.Server.Exchange;

/// <summary>停牌撤单: whoever may no longer trade, being suspended, restricted or with a restricted account, has no orders
/// left in the book. They are withdrawn as soon as the record that bars him is stored, and at a start those that were
/// left; whoever may only not buy keeps his offers to sell. It only sends commands, under a request id of the record.
/// Until its command is taken, a moment later, an order may still trade.</summary>
internal sealed class BarredOrders(IMarket market, IClock clock) : BackgroundService
{
    private readonly Channel<MarketRecord> barring = Channel.CreateUnbounded<MarketRecord>(
        new UnboundedChannelOptions { SingleReader = true });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var first = await market.ListenAsync(Hear);
        try
        {
            await WithdrawAsync(first, s => s.Registry.Accounts.Select(a => a.Id), stoppingToken);
            await foreach (var record in barring.Reader.ReadAllAsync(stoppingToken))
                await WithdrawAsync(record.Position, s => Concerned(record, s), stoppingToken);
        }
        catch (MarketStoppedException)
        {
            // Nobody trades any more.
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops, or was taken away without being stopped.
        }
    }

    private ValueTask Hear(MarketRecord record)
    {
        if (record.Decision is Decision.Accepted accepted && accepted.Events.Any(Bars)) barring.Writer.TryWrite(record);
        return ValueTask.CompletedTask;
    }

    private static bool Bars(Event happened) => happened is RestrictionImposed
        or ParticipantStatusChanged { Status: not ParticipantStatus.Active }
        or AccountStatusChanged { Status: not AccountStatus.Open };

    private static IEnumerable<AccountId> Concerned(MarketRecord record, MarketState state) =>
        ((Decision.Accepted)record.Decision).Events.Select(happened => happened switch // only such records come here
        {
            RestrictionImposed e => state.Registry.AccountOf(e.Participant),
            ParticipantStatusChanged e => state.Registry.AccountOf(e.Participant),
            AccountStatusChanged e => e.Account,
            _ => null,
        }).OfType<AccountId>();

    private async Task WithdrawAsync(
        long because, Func<MarketState, IEnumerable<AccountId>> accounts, CancellationToken cancel)
    {
        var at = clock.GetCurrentInstant();
        var wanted = await market.AskAsync(s => Wanted(s, [.. accounts(s)], Days.Of(at)), cancel);
        foreach (var command in wanted)
            await market.SubmitAsync(new Submission(command, Actor.Scheduler, RequestOf(because, command), at), cancel);
    }

    /// <summary>What is to be withdrawn of these accounts' open orders on a day.</summary>
    internal static ImmutableArray<CancelAllOrders> Wanted(
        MarketState state, IReadOnlyCollection<AccountId> accounts, LocalDate on)
    {
        var barred = accounts.Select(a => (Account: a, Sides: BarredSides(a, state, on)))
            .Where(b => b.Sides.Length > 0).ToDictionary(b => b.Account, b => b.Sides);
        if (barred.Count == 0) return [];
        return
        [
            .. state.Exchange.Orders
                .Where(o => o.Status == OrderStatus.Open && barred.GetValueOrDefault(o.Account, []).Contains(o.Side))
                .Select(o => o.Account).Distinct().OrderBy(a => a)
                .Select(a => new CancelAllOrders(a, Side: barred[a] is [var only] ? only : null)),
        ];
    }

    private static ImmutableArray<Side> BarredSides(AccountId id, MarketState state, LocalDate on)
    {
        ImmutableArray<Side> both = [Side.Buy, Side.Sell];
        if (state.Registry.Find(id) is not { IsSystem: false } account) return [];
        if (account.Status != AccountStatus.Open
            || state.Participants.Find(account.Owner) is { Status: not ParticipantStatus.Active }) return both;
        var standing = state.Oversight.Measures.Restrictions
            .Where(r => r.Participant == account.Owner && r.InForce(on)).Select(r => r.Kind).ToList();
        return standing.Contains(RestrictionKind.NoTrading) ? both
            : standing.Exists(k => k is RestrictionKind.NoBuying or RestrictionKind.ReduceOnly) ? [Side.Buy] : [];
    }

    private static RequestId RequestOf(long because, CancelAllOrders command)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"barred\n{because}\n{command.Account}"));
        return new RequestId(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
    }
}
