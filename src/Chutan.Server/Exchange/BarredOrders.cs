using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Chutan.Engine.Partitions;
using Chutan.Engine.Records;
using Chutan.Market;
using Chutan.Market.Auctions;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Server.Verifying;
using Microsoft.Extensions.Hosting;

namespace Chutan.Server.Exchange;

/// <summary>停牌撤单: whoever may no longer trade, being suspended, restricted or with a restricted account, has nothing
/// left in the market that others could meet: no order in the book, no listing, proposal or contract that waits for an
/// answer, on either side of it, no one-way bidding of his own and no bid in an open auction. Whoever may only not buy
/// keeps what he offers to sell. What stands is withdrawn as soon as the record that bars him is stored, at a start,
/// and on the morning of each trading day, since a measure may begin later than its record. This only sends commands,
/// under a request id of the record; until its command is taken, a moment later, an order may still trade.
/// Two things stay. A bid in somebody else's one-way bidding cannot be taken back: it is shown until the close, which
/// finds it void. A contract that both sides have confirmed is delivered on its day: a later measure does not undo it.
/// </summary>
internal sealed class BarredOrders(IMarket market, IClock clock) : BackgroundService
{
    private readonly Channel<MarketRecord> barring = Channel.CreateUnbounded<MarketRecord>(
        new UnboundedChannelOptions { SingleReader = true });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var first = await market.ListenAsync(Hear);
        try
        {
            await WithdrawAsync(first, Everybody, stoppingToken);
            await foreach (var record in barring.Reader.ReadAllAsync(stoppingToken))
                await WithdrawAsync(record.Position,
                    EventsOf(record).Any(e => e is BusinessDayOpened) ? Everybody : s => Concerned(record, s),
                    stoppingToken);
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

    private static bool Bars(Event happened) => happened is RestrictionImposed or BusinessDayOpened
        or ParticipantStatusChanged { Status: not ParticipantStatus.Active }
        or AccountStatusChanged { Status: not AccountStatus.Open };

    private static ImmutableArray<Event> EventsOf(MarketRecord record) =>
        ((Decision.Accepted)record.Decision).Events; // only such records come here

    private static IEnumerable<AccountId> Everybody(MarketState state) => state.Registry.Accounts.Select(a => a.Id);

    private static IEnumerable<AccountId> Concerned(MarketRecord record, MarketState state) =>
        EventsOf(record).Select(happened => happened switch
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

    /// <summary>What is to be withdrawn of what these accounts have in the market on a day.</summary>
    internal static ImmutableArray<Command> Wanted(
        MarketState state, IReadOnlyCollection<AccountId> accounts, LocalDate on)
    {
        var barred = accounts.Select(a => (Account: a, Sides: BarredSides(a, state, on)))
            .Where(b => b.Sides.Length > 0).ToDictionary(b => b.Account, b => b.Sides);
        return barred.Count == 0 ? [] :
        [
            .. state.Exchange.Orders.Where(o => o.Status == OrderStatus.Open && IsBarred(o.Account, o.Side))
                .Select(o => o.Account).Distinct().OrderBy(a => a)
                .Select(a => new CancelAllOrders(a, Side: barred[a] is [var only] ? only : null)),
            .. state.Exchange.Offers.All.Where(o => o.IsOpen).Select(o => EndOf(o, IsBarred)).OfType<Command>(),
            .. state.Exchange.OneWay.All.Where(s => s.IsRunning && IsBarred(s.Account, s.Terms.Side))
                .Select(s => new CancelOneWay(s.Account, s.Id, ModeRefusals.CounterpartyBarred.Code)),
            .. state.Auctions.All.Where(a => a.Phase == AuctionPhase.Open)
                .SelectMany(a => a.LiveBids.Where(b => IsBarred(b.Account, Side.Buy))
                    .Select(b => new WithdrawBid(a.Id, b.Account, b.Id))),
        ];

        bool IsBarred(AccountId account, Side side) => barred.GetValueOrDefault(account, []).Contains(side);
    }

    /// <summary>What ends an offer: its own side is barred, or the only one that could answer it; null when neither is.
    /// </summary>
    private static Command? EndOf(Offer offer, Func<AccountId, Side, bool> barred) =>
        barred(offer.Account, offer.Side) ? new WithdrawOffer(offer.Account, offer.Id)
        : offer.Counterparty is { } other && barred(other, offer.Side == Side.Buy ? Side.Sell : Side.Buy)
            ? new DeclineOffer(other, offer.Id, ExchangeRefusals.AccountRestricted.Code)
            : null;

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

    private static RequestId RequestOf(long because, Command command)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"barred\n{because}\n{NameOf(command)}"));
        return new RequestId(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
    }

    private static string NameOf(Command command) => command switch
    {
        CancelAllOrders c => $"{c.Account}",
        WithdrawOffer c => $"offer {c.Offer}",
        DeclineOffer c => $"answer {c.Offer}",
        CancelOneWay c => $"one-way {c.Session}",
        WithdrawBid c => $"bid {c.Auction} {c.Bid}",
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };
}
