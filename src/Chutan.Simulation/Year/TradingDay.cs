using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>One business day: opened, traded in stretches, closed, settled and reconciled.</summary>
internal sealed class TradingDay(Desk desk, Town town, Scenario scenario, Outlook outlook, Appetite appetite,
    IReadOnlyList<LocalDate> days, ulong seed)
{
    private static readonly ImmutableArray<LocalTime> Stretches =
        [new(9, 30, 5), new(10, 10), new(10, 50), new(13, 0, 5), new(13, 40), new(14, 20)];
    private static readonly LocalTime CloseOfTrading = new(15, 0);
    private static readonly LocalDate SellOut = new(2025, 6, 20);

    /// <summary>Days before the deadline in which entities hurry, and in which they want all at once.</summary>
    private const int UrgentDays = 10;
    private const int LastDays = 4;

    private readonly Intents intents = new();
    private readonly LargeHolding holders = new(desk, town);
    private readonly CallSessions calls = new(desk, town, seed);
    private readonly List<int> turn = [];

    /// <summary>What happens between the morning's stretches on one day.</summary>
    public Func<Task>? Interruption { get; init; }
    public LocalDate InterruptedOn { get; init; }

    /// <summary>What happens right after a day has opened, before anybody comes.</summary>
    public Func<LocalDate, Task>? Opening { get; init; }

    /// <summary>What is agreed beside the screen in the afternoon.</summary>
    public Func<LocalDate, Task>? Deals { get; init; }

    /// <summary>What one-way bidding has due before each stretch and at the close.</summary>
    public Func<LocalDate, LocalTime, Task>? OneWay { get; init; }

    /// <summary>The last day on which entities buy for the year's surrender.</summary>
    public LocalDate CoverBy { get; init; }

    public async Task RunAsync(LocalDate date)
    {
        outlook.Dawn(date);
        appetite.Dawn(date, town.Tape.Volume);
        desk.SetClock(date, 8, 40);
        await BringMoneyAsync(date);
        desk.SetClock(date, 9, 0);
        await holders.ReportAsync();
        var opened = await desk.MustAsync(Actor.Scheduler, new OpenBusinessDay(date));
        if (Opening is not null) await Opening(date);
        await calls.MorningAsync(opened.OfType<BusinessDayOpened>().Single());
        for (var stretch = 0; stretch < Stretches.Length; stretch++)
        {
            if (OneWay is not null) await OneWay(date, Stretches[stretch]);
            await StretchAsync(date, stretch);
            if (stretch == 1 && date == InterruptedOn && Interruption is not null) await Interruption();
            if (Stretches[stretch].Hour == 13 && Stretches[stretch].Minute == 0 && Deals is not null) await Deals(date);
        }
        await calls.AfternoonAsync(date);
        if (OneWay is not null) await OneWay(date, CloseOfTrading);
        await calls.CloseAsync(date);
        await CloseAsync(date);
    }

    /// <summary>Entities that lack allowances, and investors who have run out, bring money before the market opens.
    ///</summary>
    private async Task BringMoneyAsync(LocalDate date)
    {
        var cashier = new Cashier(desk, town);
        foreach (var entity in town.Entities)
            if (date <= CoverBy && Comes(entity, date) && Covering.MoneyToBring(entity,
                town.Tape.Last) is > 0 and var money)
                cashier.Deposit(entity.Party, money);
        foreach (var investor in town.Institutions.Concat(town.Individuals))
        {
            var (party, chance) = (investor.Party, investor.Chance);
            if (party.FreeCash < investor.Plan.Cash / 20 && chance.PerMille(40))
                cashier.Deposit(party, investor.Plan.Cash / 4 + 1_000_00);
            else if (party.FreeCash > investor.Plan.Cash * 2 && chance.PerMille(30))
                await cashier.WithdrawAsync(party, party.FreeCash / 4);
        }
        await cashier.SendFilesAsync(date);
    }

    private async Task StretchAsync(LocalDate date, int stretch)
    {
        intents.Clear();
        var chance = Chance.For(seed, "turns", date.DayOfYear * 10L + stretch);
        turn.Clear();
        turn.AddRange(Enumerable.Range(0, town.Institutions.Length + town.Individuals.Length + town.Entities.Length));
        chance.Shuffle(turn);
        var share = Appetite.ShareOfRest(scenario.VolumeByMonth, days, date, date <= CoverBy ? CoverBy : SellOut);
        foreach (var who in turn) Decide(who, date, stretch, share);
        desk.SetClock(date, Stretches[stretch], Duration.FromSeconds(2200) / Math.Max(1, intents.Count));
        foreach (var intent in intents.All) await desk.SendAsync(intent.Party.Actor, intent.Command);
        await desk.SettleAsync();
    }

    private void Decide(int who, LocalDate date, int stretch, long share)
    {
        if (who < town.Institutions.Length)
        {
            Investing.Quote(town.Institutions[who], town.Tape, outlook.Worth, appetite.Today, intents);
            return;
        }
        who -= town.Institutions.Length;
        if (who < town.Individuals.Length)
        {
            Investing.Visit(town.Individuals[who], town.Tape, outlook.Worth, appetite.Today, intents);
            return;
        }
        var entity = town.Entities[who - town.Individuals.Length];
        if (!Comes(entity, date)) return;
        intents.Withdraw(entity.Party);
        var left = date <= CoverBy ? Period.DaysBetween(date, CoverBy) : int.MaxValue;
        var often = left < LastDays ? 800 : left < UrgentDays ? 250 : 30;
        Covering.Trade(entity, town.Tape, left < LastDays ? 1_000_000 : share / Stretches.Length, often,
            left < UrgentDays, intents);
    }

    /// <summary>Whether an entity has begun to look after its position.</summary>
    private bool Comes(Entity entity, LocalDate date) => !entity.Excluded
        && (entity.Plan.Temper != Temper.Waiter || date.Year > scenario.Year.Year && date.Month >= 3);

    private async Task CloseAsync(LocalDate date)
    {
        desk.SetClock(date, 15, 0);
        // A late order, as comes in every day: trading has ended.
        var late = town.Individuals[date.DayOfYear % town.Individuals.Length].Party;
        await desk.SendAsync(late.Actor, new PlaceOrder(late.Account, Instruments.HubeiSpot, Side.Buy,
            town.Tape.Within(town.Tape.Last), new Tonnes(10), "late"));
        desk.SetClock(date, 15, 5);
        var closed = await desk.MustAsync(Actor.Scheduler, new CloseTrading(date));
        desk.SetClock(date, 15, 30);
        await SettleAsync(date, closed.OfType<TradingClosed>().Single());
        holders.Hear(await desk.MustAsync(Actor.Scheduler, new ReviewDay(date)));
        town.Evening();
    }

    /// <summary>The end of the day step by step; registry, exchange and banks report by their own books.</summary>
    private async Task SettleAsync(LocalDate date, TradingClosed day)
    {
        ImmutableArray<DeliveredUnits> delivered = [];
        for (var step = RunStep.TradingStopped; step <= RunStep.ReadyToOpen; step++)
        {
            if (step == RunStep.RegistryConfirmed)
                await desk.MustAsync(town.Registry.Actor, new ConfirmDelivery(date, delivered));
            else if (step == RunStep.Reconciled)
            {
                foreach (var bank in town.Banks)
                    await bank.StateBalanceAsync(desk, date,
                        wrongly: date == InterruptedOn && bank == town.Banks[0] ? 100 : 0);
                if (date == InterruptedOn) await OverrideAsync(date, day, delivered);
                else await desk.MustAsync(town.Clearing.Actor, new ReconcileBooks(date, [.. Reports(day, delivered)]));
            }
            else
            {
                var events = await desk.MustAsync(Actor.Scheduler, new RunSettlementStep(date, step));
                if (step == RunStep.Delivered) delivered = Delivered(events);
            }
        }
        if (date == InterruptedOn) await ObjectAsync(date);
    }

    /// <summary>A bank reports one yuan too much; two people of the clearing house take it on themselves.</summary>
    private async Task OverrideAsync(LocalDate date, TradingClosed day, ImmutableArray<DeliveredUnits> delivered)
    {
        var clearing = town.Clearing.Actor;
        var events = await desk.MustAsync(clearing, new ReconcileBooks(date, [.. Reports(day, delivered)]));
        var number = events.OfType<DifferenceFound>().Single().Case;
        await desk.MustAsync(clearing, new NoteDifference(number, "银行多计利息1元，次日更正"));
        await desk.MustAsync(clearing, new ProposeOverride(number, "差额已查明，不影响客户资金"));
        await desk.MustAsync(town.ClearingSecond, new ConfirmOverride(number));
    }

    /// <summary>An institution objects to its statement and is answered; another takes a withdrawal back.</summary>
    private async Task ObjectAsync(LocalDate date)
    {
        var (one, other) = (town.Institutions[0].Party, town.Institutions[^1].Party);
        var filed = await desk.MustAsync(one.Actor, new ObjectToStatement(one.Account, date, "请核对当日手续费"));
        await desk.MustAsync(town.Clearing.Actor, new AnswerObjection(
            filed.OfType<ObjectionFiled>().Single().Number, Upheld: false, "手续费按成交逐笔计算，已核对无误"));
        var asked = await desk.MustAsync(other.Actor, new RequestWithdrawal(other.Account, new Money(100)));
        await desk.MustAsync(other.Actor, new CancelWithdrawal(other.Account,
            asked.OfType<WithdrawalRequested>().Single().Withdrawal.Number));
    }

    /// <summary>The banks have stated their balances in their files.</summary>
    private IEnumerable<ReportedFigure> Reports(TradingClosed day, ImmutableArray<DeliveredUnits> delivered) =>
    [
        .. day.Days.Select(d => new ReportedFigure(Figure.ExchangeVolume, d.Instrument, d.TotalVolume().Count)),
        .. day.Days.Select(d => new ReportedFigure(Figure.ExchangeTurnover, d.Instrument, d.TotalTurnover().Fen)),
        .. delivered.Select(d => new ReportedFigure(Figure.RegistryDelivered, d.Instrument, d.Quantity.Count)),
    ];

    /// <summary>What the registry moved for trades, by instrument.</summary>
    private ImmutableArray<DeliveredUnits> Delivered(ImmutableArray<Event> events) =>
    [
        .. events.OfType<Market.Registry.UnitsMoved>().GroupBy(m => m.Movement.Kind).OrderBy(g => g.Key)
            .Select(g => new DeliveredUnits(town.InstrumentOf(g.Key),
                new Tonnes(g.Sum(m => m.Movement.Quantity.Count)))),
    ];
}
