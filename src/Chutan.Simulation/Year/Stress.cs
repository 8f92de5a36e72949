using Chutan.Engine.Partitions;
using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Market.Participants;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>How the stressed year went.</summary>
/// <param name="LimitDays">Days at a limit, as evidence of the first trigger.</param>
/// <param name="Released">Tonnes released from the reserve.</param>
/// <param name="Returned">Tonnes set aside that found no buyer.</param>
/// <param name="Alerts">Alerts by detector.</param>
public sealed record StressReport(LocalDate? TriggeredOn, ImmutableArray<LocalDate> LimitDays, int InFavour, int Seats,
    LocalDate? AnnouncedOn, long Released, long ReleasedForFen, long Returned, bool WashRingCaught, bool SpooferCaught,
    ImmutableArray<AlertCount> Alerts);

public sealed record AlertCount(string Detector, int Count);

/// <summary>压力情景: a fund with deep pockets drives the price to its upper limit day after day, two related funds trade
/// with each other, and one places bids it does not mean. The surveillance looks on; when the trigger fires the
/// committee votes and the exchange sells from the reserve.</summary>
internal sealed class Stress
{
    private const int Tranches = 4;
    private const long Deposit = 300_000_000_00;
    private static readonly LocalDate Longest = new(2025, 4, 30);

    private readonly Desk desk;
    private readonly Town town;
    private readonly Scenario scenario;
    private readonly ImmutableArray<LocalDate> days;
    private readonly SortedDictionary<string, int> alerts = new(StringComparer.Ordinal);
    private readonly List<AlertRaised> raised = [];
    private TriggerFired? trigger;
    private PlanAdopted? adopted;
    private LocalDate? announced;
    private InterventionClosed? closed;
    private int sold;
    private long sent;

    public Stress(Desk desk, Town town, Scenario scenario, ImmutableArray<LocalDate> days)
    {
        (this.desk, this.town, this.scenario, this.days) = (desk, town, scenario, days);
        desk.Witness((_, reply) => Hear(reply));
    }

    /// <summary>The first day of the shock.</summary>
    private int From => days.Length / 4;

    private Party Buyer => town.Institutions[0].Party;

    /// <summary>Everybody else of the plot, by what it holds: there must be something to sell.</summary>
    private Party[] Others => [.. town.Institutions.Skip(1).Select(i => i.Party).Concat(
        town.Entities.Select(e => e.Party)).OrderByDescending(p => p.FreeAllowances).ThenBy(p => p.Id).Take(4)];

    private Party[]? cast;

    /// <summary>What happens right after a day has opened, before anybody else comes: the book is empty.</summary>
    public async Task OpeningAsync(LocalDate date)
    {
        var day = days.IndexOf(date) - From;
        if (day == -6) await FoundAsync();
        if (day is < -6 || cast is null) return;
        if (trigger is not null && announced is null && date > trigger.Date) await InterveneAsync(date);
        desk.SetClock(date, 9, 30);
        if (day == -5) await WashAsync();
        if (day == -3) await SpoofAsync();
        if (day >= 0 && trigger is null) await PushAsync();
        if (announced is not null && closed is null) await ReleaseAsync(date);
        await desk.SettleAsync();
    }

    public StressReport Report() => new(trigger?.Date, [.. trigger?.Days.Select(d => d.Date) ?? []],
        adopted?.InFavour ?? 0, adopted?.Seats ?? 0, announced, closed?.Done.Count ?? 0, closed?.Value.Fen ?? 0,
        closed?.Returned.Count ?? 0, Caught(Detector.WashTrading, 0), Caught(Detector.Spoofing, 2),
        [.. alerts.Select(a => new AlertCount(a.Key, a.Value))]);

    private bool Caught(Detector detector, int who) => cast is not null
        && raised.Any(a => a.Detector == detector && a.Accounts.Contains(cast[who].Account));

    private void Hear(Reply reply)
    {
        if (reply.Decision is not Decision.Accepted accepted) return;
        foreach (var happened in accepted.Events)
            switch (happened)
            {
                case TriggerFired e: trigger ??= e; break;
                case PlanAdopted e: adopted = e; break;
                case InterventionClosed e: closed = e; break;
                case AlertRaised e:
                    raised.Add(e);
                    alerts[e.Detector.ToString()] = alerts.GetValueOrDefault(e.Detector.ToString()) + 1;
                    break;
            }
    }

    /// <summary>The account is opened, the two funds are known to be related, and the buyer brings its money.</summary>
    private async Task FoundAsync()
    {
        var authority = town.Authority.Actor;
        var opened = await desk.MustAsync(authority, new OpenInterventionAccount());
        var account = opened.OfType<InterventionAccountOpened>().Single().Account;
        await desk.MustAsync(town.Clearing.Actor, new BindBankAccount(account, town.Banks[0].Code,
            SettlementBankDesk.NumberOf(new Party("") { Account = account })));
        cast = Others;
        await desk.MustAsync(town.Exchange.Actor, new RecordRelation([cast[0].Id, cast[1].Id],
            RelationKind.ActingInConcert, "一致行动人（模拟）", "情景设定：同一实际控制人"));
        var cashier = new Cashier(desk, town);
        cashier.Deposit(Buyer, Deposit);
        foreach (var party in cast) cashier.Deposit(party, Deposit / 100);
        await desk.SettleAsync();
    }

    private async Task WashAsync()
    {
        await SellAsync(cast![0], town.Tape.Last, 300);
        await BuyAsync(cast[1], town.Tape.Last, 300);
    }

    /// <summary>A large bid below the market, a sale to somebody who takes it for demand, and the bid is gone.
    /// </summary>
    private async Task SpoofAsync()
    {
        var (spoofer, victim) = (cast![2], cast[3]);
        OrderId? bid = null;
        await desk.SendAsync(spoofer.Actor, Order(spoofer, Side.Buy, town.Tape.Last * 97 / 100, 20_000), reply =>
            bid = (reply.Decision as Decision.Accepted)?.Events.OfType<OrderAccepted>().SingleOrDefault()?.Order);
        await BuyAsync(victim, town.Tape.Last, 400);
        await SellAsync(spoofer, town.Tape.Last, 400);
        await desk.SettleAsync();
        if (bid is { } order) await desk.SendAsync(spoofer.Actor, new CancelOrder(spoofer.Account, order));
    }

    private async Task PushAsync()
    {
        await SellAsync(cast![3], town.Tape.LimitUp, 100);
        await BuyAsync(Buyer, town.Tape.LimitUp, 20_000);
    }

    /// <summary>A plan drafted by an expert, voted on by all, and made public.</summary>
    private async Task InterveneAsync(LocalDate date)
    {
        desk.SetClock(date, 9, 5);
        var quantity = Caps.Of(scenario, town.Plan).Government.Count / 20;
        var drafted = await desk.MustAsync(town.Experts[0], new DraftPlan(trigger!.Trigger, PlanAction.Release,
            scenario.Year, new Tonnes(quantity), scenario.TakenOverAt, PlanChannel.Orders, date,
            date.PlusDays(60) < Longest ? date.PlusDays(60) : Longest, "连续涨停，投放政府预留配额以平抑价格（情景）"));
        var plan = drafted.OfType<PlanDrafted>().Single().Plan;
        for (var i = 0; i < town.Experts.Length && adopted is null; i++)
        {
            await desk.SendAsync(town.Experts[i], new VoteOnPlan(plan, i == 1 ? Ballot.Against : Ballot.InFavour, ""));
            await desk.SettleAsync();
        }
        await desk.MustAsync(town.Authority.Actor, new AnnouncePlan(plan));
        announced = date;
    }

    /// <summary>A part of the plan a day at or a little below the close before; the buyer's demand is met. After the
    /// last part the intervention ends.</summary>
    private async Task ReleaseAsync(LocalDate date)
    {
        var plan = trigger!.Trigger;
        if (sold == Tranches)
        {
            await desk.MustAsync(town.Exchange.Actor, new CloseIntervention(plan, "价格回落，投放结束（情景）"));
            return;
        }
        if (date == announced) return;
        sold++;
        var quantity = Caps.Of(scenario, town.Plan).Government.Count / 20 / Tranches;
        var price = town.Tape.Within(Math.Max(scenario.TakenOverAt.FenPerTonne, town.Tape.Last * 98 / 100));
        if (price < scenario.TakenOverAt) return;
        await desk.SendAsync(town.Exchange.Actor, new PlaceInterventionOrder(plan, price, new Tonnes(quantity)));
        await BuyAsync(Buyer, price.FenPerTonne, Math.Max(1, quantity / 2));
    }

    private ValueTask SellAsync(Party party, long fen, long tonnes) =>
        desk.SendAsync(party.Actor, Order(party, Side.Sell, fen, tonnes));

    private ValueTask BuyAsync(Party party, long fen, long tonnes) =>
        desk.SendAsync(party.Actor, Order(party, Side.Buy, fen, tonnes));

    private PlaceOrder Order(Party party, Side side, long fen, long tonnes) => new(party.Account,
        Instruments.HubeiSpot, side, town.Tape.Within(fen), new Tonnes(tonnes),
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"stress-{++sent}"));
}
