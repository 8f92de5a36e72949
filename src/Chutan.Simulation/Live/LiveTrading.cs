using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Live;

/// <summary>行情延续: the invented investors go on trading after the played year, at the pace of the clock, so that
/// the screens of a demonstration move. One of them at a time looks at what he may see, which is the limits and prices
/// of the day and his own account, and sends ordinary commands as his own representative. None of it comes from the
/// year's seed; what was sent stands in the journal like everybody's.</summary>
/// <param name="people">Participants for whom somebody can sign in: nobody trades in their name.</param>
/// <param name="luck">Who comes when and with what in mind follows from it and from the market as it is then.</param>
public sealed class LiveTrading(IMarket market, IClock clock, IReadOnlySet<ParticipantId> people, ulong luck)
{
    /// <summary>How often in a thousand turns an institution quotes; otherwise an individual comes.</summary>
    private const int Quotes = 600;

    /// <summary>A thin book is filled quickly, but not for ever: turns of a day that come at once.</summary>
    private const int QuickTurns = 80;

    /// <summary>What an allowance is held to be worth moves by so many fen a turn at most, and is pulled back to the
    /// close of the day before by one part in so many.</summary>
    private const int Wander = 3, Pull = 500;

    /// <summary>In thousandths of the year's usual: somebody comes more often than in the year, so orders are smaller.
    /// </summary>
    private const int Appetite = 500;

    private static readonly TimeSpan Filling = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Waiting = TimeSpan.FromSeconds(2);
    private const int LeastPause = 2_000, MostPause = 18_000; // milliseconds

    private readonly Chance chance = Chance.For(luck, "live");
    private readonly ulong requests = Chance.Mix((ulong)market.Head.Next);
    private readonly Dictionary<ParticipantId, (InvestorPlan Plan, Chance Chance)> minds = [];
    private ulong sent;
    private LocalDate? day;
    private long worth;
    private int turnsToday;

    /// <summary>Lets turn follow on turn until it is cancelled or the market stops.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            while (true) await Task.Delay(await TurnAsync(cancel), cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The program ends.
        }
        catch (MarketStoppedException)
        {
            // The server says so to everybody who asks.
        }
    }

    /// <summary>One investor's turn; nobody comes while the screen does not trade.</summary>
    /// <returns>How long it takes until the next one comes.</returns>
    public async Task<TimeSpan> TurnAsync(CancellationToken cancel)
    {
        var kind = chance.PerMille(Quotes) ? ParticipantKind.Institution : ParticipantKind.Individual;
        var at = clock.GetCurrentInstant();
        if (await market.AskAsync(s => Sight.Of(s, at, kind, people, chance), cancel) is not { } sight) return Waiting;
        Wake(sight);
        var intents = new Intents();
        if (kind == ParticipantKind.Institution)
            Investing.Quote(MindOf(sight), sight.Tape, worth, Appetite, intents);
        else
            Investing.Come(MindOf(sight), sight.Tape, worth, Appetite, intents);
        foreach (var intent in intents.All.Where(i => !sight.LetsStand(i.Command)))
            await market.SubmitAsync(new Submission(intent.Command, intent.Party.Actor,
                new RequestId(requests, ++sent), clock.GetCurrentInstant()), cancel);
        return sight.IsThin && ++turnsToday <= QuickTurns ? Filling
            : TimeSpan.FromMilliseconds(chance.Between(LeastPause, MostPause));
    }

    /// <summary>A little more news; on a new day, opinion begins at the last price.</summary>
    private void Wake(Sight sight)
    {
        if (day != sight.Date) (day, worth, turnsToday) = (sight.Date, sight.Tape.Last, 0);
        worth += chance.Between(-Wander, Wander) + (sight.Tape.PreviousClose - worth) / Pull;
    }

    /// <summary>The investor who has his turn, with his affairs as they are now. What he had when he was first seen is
    /// his usual stock.</summary>
    private Investor MindOf(Sight sight)
    {
        var who = sight.Participant;
        if (!minds.TryGetValue(who.Id, out var mind))
        {
            var own = Chance.For(luck, "mind", who.Id.Number);
            mind = (new InvestorPlan((int)who.Id.Number, who.Kind == ParticipantKind.Institution, Sectors.Cities[0],
                who.NameZh, who.NameEn, who.CreditCode, sight.Cash, sight.Units, own.Normal() * 6 / 1000), own);
            minds.Add(who.Id, mind);
        }
        var investor = new Investor(mind.Plan, mind.Chance);
        sight.Tell(investor.Party);
        return investor;
    }
}

/// <summary>What one investor sees before his turn.</summary>
/// <param name="Units">Allowances in his account; <paramref name="Free"/> of them are not held.</param>
/// <param name="Cash">Money he may dispose of, fen.</param>
/// <param name="Bought">Whether he has just bought, and <paramref name="Sold"/> whether he has just sold.</param>
/// <param name="Since">Milliseconds since midnight: numbers his orders of the day.</param>
internal sealed record Sight(LocalDate Date, int Since, Tape Tape, bool IsThin, Participant Participant, Actor Actor,
    AccountId Account, long Units, long Free, long Cash, bool Bought, bool Sold, ImmutableArray<Order> Orders)
{
    /// <summary>A book with fewer prices than this on a side is thin.</summary>
    private const int ThinBelow = 5;

    /// <summary>Whoever has traded lets his orders of the other side stand for so long: to withdraw them at once is
    /// what those do who never meant them, and the surveillance asks about it.</summary>
    private static readonly Duration Composure = Duration.FromSeconds(90);

    /// <summary>Of an investor of a kind, chosen by chance; null while the spot allowance does not trade on the screen.
    /// </summary>
    public static Sight? Of(MarketState state, Instant at, ParticipantKind kind, IReadOnlySet<ParticipantId> besides,
        Chance chance)
    {
        var (exchange, spot) = (state.Exchange, state.Exchange.Spot);
        if (exchange.Phase != TradingPhase.Open || spot.Terms is not { } terms || spot.Book is not { } book
            || spot.Stage != SessionStage.Continuous || exchange.HaltOf(spot.Code) is not null) return null;
        var now = at.InZone(DateTimeZoneProviders.Tzdb[state.Rulebook.Content!.Zone]).LocalDateTime; // a day is open
        if (now.Date != exchange.BusinessDate || !terms.InSession(now.TimeOfDay)) return null;
        var coming = state.Participants.Users.Where(u => u.Active && (u.Rights & Rights.Trade) != 0
            && u.Role == (kind == ParticipantKind.Institution ? Role.Institution : Role.Individual)
            && !besides.Contains(u.Participant)
            && state.Participants.Find(u.Participant) is { Status: ParticipantStatus.Active }
            && state.Registry.AccountOf(u.Participant) is not null).ToList();
        if (coming.Count == 0) return null;
        var user = chance.Pick(coming);
        var account = state.Registry.AccountOf(user.Participant)!.Value; // chosen among those who have one
        var tape = new Tape();
        tape.Opened(terms);
        if (spot.LastPrice is { } last) tape.Traded(last, 0);
        var lately = spot.Trades.Reverse().TakeWhile(t => at - t.At < Composure).ToList();
        return new Sight(now.Date, (int)(now.TimeOfDay.TickOfDay / NodaConstants.TicksPerMillisecond), tape,
            book.Depth(Side.Buy, ThinBelow).Count < ThinBelow || book.Depth(Side.Sell, ThinBelow).Count < ThinBelow,
            state.Participants.Find(user.Participant)!, new Actor(user.Id, user.Role), account,
            state.Registry.Balance(account, UnitKind.Allowance).Count,
            state.Registry.Available(account, UnitKind.Allowance).Count, state.Clearing.Available(account).Fen,
            lately.Exists(t => t.Buyer == account), lately.Exists(t => t.Seller == account),
            [.. exchange.OrdersOf(account).Where(o => o.Status == OrderStatus.Open && o.Instrument == spot.Code)]);
    }

    /// <summary>Whether a command would withdraw an order that stands, quote beside it, or meet it.</summary>
    public bool LetsStand(Command command) => command switch
    {
        CancelOrder cancel => Orders.Any(o => o.Id == cancel.Order && Stands(o.Side)),
        PlaceOrder place => Orders.Any(o => Stands(o.Side) && (o.Side == place.Side
            || (place.Side == Side.Buy ? place.Price >= o.Price : place.Price <= o.Price))),
        _ => false,
    };

    private bool Stands(Side side) => side == Side.Buy ? Sold : Bought;

    /// <summary>Tells somebody taking part of his own affairs.</summary>
    public void Tell(Party party)
    {
        (party.Id, party.Actor, party.Account) = (Participant.Id, Actor, Account);
        (party.FreeCash, party.Sent) = (Cash, Since);
        party.AddUnits(UnitKind.Allowance, Units);
        party.AddHeld(UnitKind.Allowance, Units - Free);
        party.Orders.AddRange(Orders.Select(o =>
            new OpenOrder(o.Id, party, o.Instrument, o.Side, o.Price, o.Remaining.Count)));
    }
}
