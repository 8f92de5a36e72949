using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Flows;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Tests.Exchange;

/// <summary>A whole market with a few participants that trade, on its own small rulebook. Every command goes through
/// <see cref="Dispatch"/>, and the money ledger is checked after each.</summary>
internal sealed class TradingMarket
{
    private static readonly LocalDate Always = new(2014, 4, 2);
    private readonly Dictionary<ParticipantId, Actor> actors = [];
    private long position;
    private long client;

    public TradingMarket(params (string Key, string Value)[] changes)
    {
        Apply(new RulebookAdopted(Rules(changes)));
        var authority = Join(ParticipantKind.Authority, Rights.All);
        Exchange = Join(ParticipantKind.ExchangeOperator, Rights.All);
        Clearing = Join(ParticipantKind.ClearingOperator, Rights.All);
        Registry = Join(ParticipantKind.RegistryOperator, Rights.All);
        Authority = authority;
        At(new LocalDate(2024, 5, 31));
    }

    public MarketState State { get; private set; } = new();
    public Actor Authority { get; }
    public Actor Registry { get; }
    public Actor Exchange { get; }
    public Actor Clearing { get; }
    public LocalDate Date { get; private set; }
    public LocalTime Time { get; private set; }

    public TradingMarket At(LocalDate date, int hour = 10, int minute = 0)
    {
        (Date, Time) = (date, new LocalTime(hour, minute));
        return this;
    }

    public TradingMarket At(int hour, int minute = 0) => At(Date, hour, minute);

    /// <summary>A new trader's account with this many yuan and tonnes.</summary>
    public AccountId Trader(long yuan, long tonnes, Rights rights = Rights.All)
    {
        var actor = Join(ParticipantKind.Institution, rights);
        var owner = State.Participants.Find(actor.User)!.Participant;
        var account = RegistryGiven.Account(this, owner);
        if (yuan > 0) Accept(new DepositMoney(account, new Money(yuan * 100), $"in {account}"), Clearing);
        if (tonnes > 0) RegistryGiven.Units(this, account, new Tonnes(tonnes));
        return account;
    }

    public Actor ActorOf(AccountId account) => actors[State.Registry.OwnerOf(account)!.Value];

    public Decision Send(Command command, Actor actor)
    {
        var at = (Date + Time).WithOffset(Offset.FromHours(8)).ToInstant();
        var context = new CommandContext(++position, at, Date, Time, actor, new RequestId(0, (ulong)position),
            new RuleReader(State.Rulebook));
        var decision = Dispatch.Decide(command, context, State);
        if (decision is Decision.Accepted accepted)
        {
            Last = accepted.Events;
            foreach (var happened in accepted.Events) State.Apply(happened, new EventContext(position, at, Date));
        }
        Assert.Empty(ClearingInvariants.Check(State.Clearing));
        return decision;
    }

    public ImmutableArray<Event> Accept(Command command, Actor actor) => Send(command, actor) switch
    {
        Decision.Accepted accepted => accepted.Events,
        Decision.Refused refused => throw new InvalidOperationException(refused.Refusal.ToString()),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The events of the last command that was accepted.</summary>
    public ImmutableArray<Event> Last { get; private set; } = [];

    /// <summary>The steps of the end of a day, in order.</summary>
    public static IEnumerable<RunStep> Steps => Enum.GetValues<RunStep>().Where(s => s != RunStep.None);

    /// <summary>Takes one step of the end of the latest day, with true figures from registry and reconciliation.
    /// </summary>
    public ImmutableArray<Event> Step(RunStep step)
    {
        var date = State.Exchange.BusinessDate!.Value;
        return step switch
        {
            RunStep.RegistryConfirmed => Accept(new ConfirmDelivery(date, [new("HBEA",
                new(State.Clearing.Run.Figure(RunStep.Delivered, "moved", "HBEA")))]), Registry),
            RunStep.Reconciled => Accept(Books(), Clearing),
            _ => Accept(new RunSettlementStep(date, step), Actor.Scheduler),
        };
    }

    /// <summary>The true report of bank, exchange and registry on the latest day.</summary>
    public ReconcileBooks Books()
    {
        var (day, clearing) = (State.Exchange.Days[^1], State.Clearing);
        return new ReconcileBooks(day.Date,
        [
            .. clearing.Banks.All.Select(b => new ReportedFigure(Figure.BankTotal, b.Code, b.Cash.Fen)),
            new(Figure.ExchangeVolume, "HBEA", day.TotalVolume().Count),
            new(Figure.ExchangeTurnover, "HBEA", day.TotalTurnover().Fen),
            new(Figure.RegistryDelivered, "HBEA", clearing.Run.Figure(RunStep.Delivered, "moved", "HBEA")),
        ]);
    }

    public Refusal Refuse(string code, Command command, Actor actor, LocalDate on)
    {
        var before = Date;
        At(on);
        var refusal = Refuse(code, command, actor);
        At(before);
        return refusal;
    }

    public Refusal Refuse(string code, Command command, Actor actor)
    {
        var refused = Assert.IsType<Decision.Refused>(Send(command, actor));
        Assert.Equal(code, refused.Refusal.Code);
        return refused.Refusal;
    }

    public void Apply(Event happened) => State.Apply(happened, new EventContext(++position, Instant.MinValue, Date));

    public TradingMarket Open(LocalDate? date = null)
    {
        if (date is { } on) At(on);
        Accept(new OpenBusinessDay(Date), Actor.Scheduler);
        return this;
    }

    public PlaceOrder Order(AccountId account, Side side, long fen, long tonnes, string? clientId = null) =>
        new(account, Instruments.HubeiSpot, side, new Price(fen), new Tonnes(tonnes), clientId ?? $"c{++client}");

    public OrderId Place(AccountId account, Side side, long fen, long tonnes) =>
        Accept(Order(account, side, fen, tonnes), ActorOf(account)).OfType<OrderAccepted>().Single().Order;

    public OrderId Buy(AccountId account, long fen, long tonnes) => Place(account, Side.Buy, fen, tonnes);
    public OrderId Sell(AccountId account, long fen, long tonnes) => Place(account, Side.Sell, fen, tonnes);

    public Refusal RefuseOrder(
        string code, AccountId account, Side side, long fen, long tonnes, string? client = null) =>
        Refuse(code, Order(account, side, fen, tonnes, client), ActorOf(account));

    /// <summary>An agreement of two sides beside the book, on the spot allowance; what refused it, or null.</summary>
    public Refusal? Deal(AccountId seller, AccountId buyer, long fen, long tonnes,
        TradeMode mode = TradeMode.Agreement)
    {
        var at = (Date + Time).WithOffset(Offset.FromHours(8)).ToInstant();
        var context = new CommandContext(++position, at, Date, Time, Exchange, new RequestId(0, (ulong)position),
            new RuleReader(State.Rulebook));
        var deals = new OffBook(context, State);
        if (deals.Add(new OffBookDeal(Instruments.HubeiSpot, mode, seller, buyer, new Price(fen), new Tonnes(tonnes),
            Side.Buy)) is { } refusal) return refusal;
        foreach (var happened in deals.Events) State.Apply(happened, new EventContext(position, at, Date));
        Assert.Null(Invariants.CheckAll(State));
        return null;
    }

    public DayRecord Close()
    {
        At(15);
        Accept(new CloseTrading(Date), Actor.Scheduler);
        return State.Exchange.Days[^1];
    }

    /// <summary>Closes, settles and reconciles the open day.</summary>
    public DayRecord Finish()
    {
        var day = Close();
        Accept(new SettleDay(Date), Actor.Scheduler);
        Accept(Reconciliation(), Actor.Scheduler);
        Assert.Equal(SettlementPhase.Reconciled, State.Clearing.Phase);
        return day;
    }

    /// <summary>The reconciliation of the last closed day, with true figures.</summary>
    public ReconcileDay Reconciliation()
    {
        var days = State.Exchange.Markets.Where(m => m.Terms is not null).Select(m => m.Days[^1]).ToList();
        var volume = new Tonnes(days.Sum(d => d.TotalVolume().Count));
        return new ReconcileDay(days[0].Date, State.Clearing.BankTotal, volume,
            new Money(days.Sum(d => d.TotalTurnover().Fen)), volume);
    }

    /// <summary>Replaces the state by what its snapshot gives, which must be the same to the byte.</summary>
    public void Reload()
    {
        var saved = new StateWriter();
        State.Save(saved);
        State = MarketState.Load(new StateReader(saved.Written));
        var again = new StateWriter();
        State.Save(again);
        Assert.True(saved.Written.Span.SequenceEqual(again.Written.Span));
    }

    /// <summary>Registers a settlement bank; gives back how to look at it.</summary>
    public Func<SettlementBank> Bank(string code, bool house = false)
    {
        var actor = Join(ParticipantKind.Bank);
        Accept(new RegisterSettlementBank(code, State.Participants.Find(actor.User)!.Participant, house), Clearing);
        return () => State.Clearing.Banks.Find(code)!;
    }

    /// <summary>Books a file of the bank HBNK with these records; its totals are added up here.</summary>
    public ImmutableArray<Event> Import(string number, params string[] records) =>
        Accept(FileOf(number, records), Clearing);

    public Refusal RefuseImport(string code, string number, params string[] records) =>
        Refuse(code, FileOf(number, records), Clearing);

    private ImportBankFile FileOf(string number, string[] records)
    {
        decimal Sum(string kinds) => records.Where(r => kinds.Contains(r[0], StringComparison.Ordinal))
            .Sum(r => decimal.Parse(r.Split(',')[3], System.Globalization.CultureInfo.InvariantCulture));
        string[] lines = [$"H,{BankFileFormat.Name},HBNK,{number},{Text.Of(Date)},CNY", .. records,
            FormattableString.Invariant($"T,{records.Length},{Sum("D"):0.00},{Sum("WR"):0.00}")];
        return new ImportBankFile("HBNK", number, BankFileFormat.HashOf(lines), [.. lines]);
    }

    public Actor Join(ParticipantKind kind, Rights rights = Rights.All)
    {
        var id = State.Participants.NextId;
        Apply(new ParticipantRegistered(new Participant(id, kind, $"市场主体{id}", "", $"code {id}", "", "",
            ParticipantStatus.Active)));
        var user = new User(State.Participants.NextUser, id, Registration.RoleOf(kind), "trader", rights, Active: true);
        Apply(new RepresentativeAppointed(user));
        return actors[id] = new Actor(user.Id, user.Role);
    }

    private static RulebookContent Rules((string Key, string Value)[] changes)
    {
        List<RuleValue> values =
        [
            Rule("trade.tick", "0.01"), Rule("trade.order.step", "1"), Rule("trade.opening-price", "20.00"),
            Rule("trade.hours.morning.open", "09:30"), Rule("trade.hours.morning.close", "11:30"),
            Rule("trade.hours.afternoon.open", "13:00"), Rule("trade.hours.afternoon.close", "15:00"),
            Rule("trade.limit.negotiated.up", "0.10"), Rule("trade.match.price", "middle-of-bid-ask-last"),
            Rule("trade.limit.negotiated.down", "0.10", Always, new LocalDate(2016, 7, 15)),
            Rule("trade.limit.negotiated.down", "0.01", new LocalDate(2016, 7, 18), new LocalDate(2016, 12, 22)),
            Rule("trade.limit.negotiated.down", "0.10", new LocalDate(2016, 12, 26)),
            Rule("trade.close.method", "last5-vwap", Always, new LocalDate(2023, 10, 17)),
            Rule("trade.close.method", "day-vwap", new LocalDate(2023, 10, 18)),
            Rule("trade.resale-lag-days", "1"), Rule("trade.cash-reuse-lag-days", "0"),
            Rule("trade.fee.negotiated", "0.005"), Rule("trade.fee.rounding", "half-up"),
            Rule("clearing.default.make_up_days", "1"), Rule("clearing.default.penalty", "0.01"),
            Rule("clearing.risk_reserve.minimum", "100"),
            Rule("trade.prepayment.full", "yes"), Rule("clearing.same_day", "yes"),
        ];
        foreach (var (key, value) in changes)
        {
            values.RemoveAll(v => v.Key == key);
            values.Add(Rule(key, value));
        }
        return new RulebookContent("test", "试验", "Test", "CN-HB", "Asia/Shanghai", [], [.. values],
            [Notice(2016), Notice(2023), Notice(2024)]);
    }

    private static RuleValue Rule(string key, string value, LocalDate? from = null, LocalDate? through = null) =>
        new(key, value, "", "", from ?? Always, through, "", "", "", "rules of " + key, "第一条", "",
            Standing.Confirmed, "");

    private static CalendarNotice Notice(int year) => new(year, $"notice {year}", "",
        [new CalendarDay(new LocalDate(year, 10, 1), IsOff: true, "国庆节", "National Day"),
         new CalendarDay(new LocalDate(2024, 9, 29), IsOff: false, "国庆节", "National Day")]);
}

/// <summary>What the registry gives the traders.</summary>
internal static class RegistryGiven
{
    public static AccountId Account(TradingMarket market, ParticipantId owner)
    {
        var id = market.State.Registry.NextAccount;
        market.Apply(new AccountOpened(
            new Account(id, owner, AccountKind.Institution, AccountStatus.Open, market.Date, HoldingLimit: null)));
        return id;
    }

    public static void Units(TradingMarket market, AccountId account, Tonnes quantity)
    {
        var draft = new LedgerDraft(market.State.Registry);
        var issued = market.State.Registry.Issued(UnitKind.Allowance, new Vintage(2023));
        Assert.Null(draft.LimitIssue(UnitKind.Allowance, new Vintage(2023), issued + quantity));
        Assert.Null(draft.Issue(account, UnitKind.Allowance, new Vintage(2023), quantity, Origin.InitialAllocation, "",
            notBankable: false, "test"));
        foreach (var happened in draft.Events) market.Apply(happened);
    }

    public static void Credits(TradingMarket market, AccountId account, Tonnes quantity)
    {
        var draft = new LedgerDraft(market.State.Registry);
        Assert.Null(draft.Issue(account, UnitKind.Ccer, new Vintage(2023), quantity, Origin.OffsetIssue, "CCER-1",
            notBankable: false, "test"));
        foreach (var happened in draft.Events) market.Apply(happened);
    }
}
