namespace Chutan.Market.Exchange.Modes;

/// <summary>How far a session of one-way bidding has come.</summary>
public enum OneWayStatus
{
    /// <summary>Bidding has not begun 已公告.</summary>
    Announced = 0,
    /// <summary>Bids are taken 竞价中.</summary>
    Open = 1,
    /// <summary>All or part was traded 已成交.</summary>
    Traded = 2,
    /// <summary>Nobody bid, or no bid could be carried out 流拍.</summary>
    Unsold = 3,
    /// <summary>Called off before the first bid 已取消.</summary>
    Cancelled = 4,
    /// <summary>Its day ended before it could be opened or closed 失效.</summary>
    Lapsed = 5,
    /// <summary>It was against the rules, at its opening or closing or when its initiator was barred; the reason says
    /// which 无效.</summary>
    Void = 6,
}

/// <summary>What a seller offers, or a buyer asks for, in one-way bidding 单向竞价公告.</summary>
/// <param name="Side">What the initiator does: a seller takes bids at the start price and above, a buyer at the start
/// price and below.</param>
/// <param name="Step">Bids differ from the start price by whole steps.</param>
/// <param name="Least">The least one bid may be for; the whole quantity when parts are not taken.</param>
/// <param name="Date">The trading day of the bidding.</param>
public sealed record OneWayTerms(string Instrument, Side Side, Tonnes Quantity, Price Start, Price Step, Tonnes Least,
    LocalDate Date, LocalTime From, LocalTime Until)
{
    /// <summary>Whether bids for less than everything are taken.</summary>
    public bool TakesParts => Least < Quantity;

    /// <summary>What a bidder does.</summary>
    public Side BidSide => Side == Side.Sell ? Side.Buy : Side.Sell;

    /// <summary>Whether one bid price is better for the initiator than another.</summary>
    public bool IsBetter(Price price, Price than) => Side == Side.Sell ? price > than : price < than;
}

/// <summary>One account's standing bid. An improved bid takes the place of the earlier one, and its time.</summary>
/// <param name="Number">Order of arrival within the session; among bids of one price the lower comes first.</param>
/// <param name="Hold">The registry's hold on the units of a bid to sell; number 0 for a bid to buy.</param>
public sealed record OneWayBid(int Number, AccountId Account, Price Price, Tonnes Quantity, HoldId Hold, Instant At);

/// <summary>What came of one bid.</summary>
/// <param name="Bid">The price that was bid.</param>
/// <param name="Paid">The price it trades at; zero when it got nothing.</param>
/// <param name="Void">The code of the rule that kept it from being carried out; empty when none did.</param>
public sealed record OneWayAward(AccountId Account, Price Bid, Tonnes Quantity, Tonnes Awarded, Price Paid,
    string Void);

/// <summary>One-way bidding was announced; the initiator's units are held or its money is tied up.</summary>
/// <param name="Hold">The registry's hold on the seller's units; number 0 for a buyer.</param>
[Wire("exchange.one-way-announced")]
public sealed record OneWayAnnounced(OneWayId Session, AccountId Account, OneWayTerms Terms, HoldId Hold)
    : ExchangeEvent;

/// <summary>Bidding began.</summary>
[Wire("exchange.one-way-opened")]
public sealed record OneWayOpened(OneWayId Session) : ExchangeEvent;

/// <summary>A bid was taken, or an own one improved; its money is tied up or its units are held in full.</summary>
[Wire("exchange.one-way-bid-taken")]
public sealed record OneWayBidTaken(OneWayId Session, AccountId Account, Price Price, Tonnes Quantity, HoldId Hold)
    : ExchangeEvent;

/// <summary>Bidding was closed; the trades are on the day's list and everything else is free again.</summary>
/// <param name="Awards">One for each bid, best first.</param>
[Wire("exchange.one-way-closed")]
public sealed record OneWayClosed(OneWayId Session, AccountId Account, OneWayStatus Outcome, Tonnes Traded,
    ImmutableArray<OneWayAward> Awards) : ExchangeEvent;

/// <summary>A session ended without its bids being weighed; everything is free again.</summary>
/// <param name="Reason">Why it was called off, or the code of the rule against it; empty when its day ended.</param>
[Wire("exchange.one-way-ended")]
public sealed record OneWayEnded(OneWayId Session, AccountId Account, OneWayStatus Outcome, string Reason)
    : ExchangeEvent;

/// <summary>One session of one-way bidding 单向竞价场次.</summary>
/// <param name="Account">The initiator's.</param>
public sealed record OneWaySession(OneWayId Id, AccountId Account, OneWayTerms Terms, HoldId Hold, Instant AnnouncedAt)
{
    public OneWayStatus Status { get; init; }

    /// <summary>Why it ended; empty while it runs and when it was closed.</summary>
    public string Reason { get; init; } = "";

    /// <summary>One standing bid an account, in order of arrival.</summary>
    public ImmutableArray<OneWayBid> Bids { get; init; } = [];

    /// <summary>How many bids were taken, improvements counted.</summary>
    public int BidsTaken { get; init; }
    public Tonnes Traded { get; init; }

    /// <summary>One for each bid of a closed session, best first.</summary>
    public ImmutableArray<OneWayAward> Awards { get; init; } = [];

    public bool IsRunning => Status is OneWayStatus.Announced or OneWayStatus.Open;

    /// <summary>An account's standing bid; null when it has none.</summary>
    public OneWayBid? BidOf(AccountId account)
    {
        foreach (var bid in Bids)
            if (bid.Account == account) return bid;
        return null;
    }

    /// <summary>The bids as they win: best price first, the earlier of one price first.</summary>
    public IEnumerable<OneWayBid> Ranked() => Terms.Side == Side.Sell
        ? Bids.OrderByDescending(b => b.Price).ThenBy(b => b.Number)
        : Bids.OrderBy(b => b.Price).ThenBy(b => b.Number);
}

/// <summary>All sessions of one-way bidding, by number.</summary>
public sealed class OneWaySessions
{
    private readonly SortedDictionary<OneWayId, OneWaySession> all = [];

    public IReadOnlyCollection<OneWaySession> All => all.Values;

    public OneWaySession? Find(OneWayId id) => all.GetValueOrDefault(id);

    internal OneWayId Next => new(all.Count + 1);

    /// <summary>How many sessions an account has announced that are not over.</summary>
    public int RunningOf(AccountId account) => all.Values.Count(s => s.IsRunning && s.Account == account);

    /// <summary>Tonnes an account would buy in running sessions: as their initiator, or with its bids.</summary>
    public Tonnes BuyingOf(AccountId account)
    {
        var total = Tonnes.Zero;
        foreach (var session in all.Values)
        {
            if (!session.IsRunning) continue;
            if (session.Terms.Side == Side.Buy && session.Account == account) total += session.Terms.Quantity;
            if (session.Terms.Side == Side.Sell && session.BidOf(account) is { } bid) total += bid.Quantity;
        }
        return total;
    }

    internal bool Apply(ExchangeEvent happened, Instant at)
    {
        switch (happened)
        {
            case OneWayAnnounced e:
                all.Add(e.Session, new OneWaySession(e.Session, e.Account, e.Terms, e.Hold, at));
                break;
            case OneWayOpened e: Change(e.Session, s => s with { Status = OneWayStatus.Open }); break;
            case OneWayBidTaken e: Change(e.Session, s => Take(s, e, at)); break;
            case OneWayClosed e:
                Change(e.Session, s => s with { Status = e.Outcome, Traded = e.Traded, Awards = e.Awards });
                break;
            case OneWayEnded e: Change(e.Session, s => s with { Status = e.Outcome, Reason = e.Reason }); break;
            default: return false;
        }
        return true;
    }

    internal void Save(StateWriter to) => to.Many(all.Values, s => OneWaySnapshot.Write(to, s));

    internal void Load(StateReader from) => from.Many(() =>
    {
        var session = OneWaySnapshot.Read(from);
        all.Add(session.Id, session);
    });

    private static OneWaySession Take(OneWaySession session, OneWayBidTaken e, Instant at) => session with
    {
        BidsTaken = session.BidsTaken + 1,
        Bids =
        [
            .. session.Bids.Where(b => b.Account != e.Account),
            new OneWayBid(session.BidsTaken + 1, e.Account, e.Price, e.Quantity, e.Hold, at),
        ],
    };

    private void Change(OneWayId id, Func<OneWaySession, OneWaySession> change) => all[id] = change(all[id]);
}
