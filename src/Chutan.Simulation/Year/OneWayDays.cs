using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>单向竞价日: once in the year an institution sells to the best bids of an afternoon, and once another buys from
/// them. Announced when the day opens; some improve their bids before the close.</summary>
internal sealed class OneWayDays(Desk desk, Town town, LocalDate selling, LocalDate buying, ulong seed)
{
    private const int Step = 5;
    private const int Bidders = 6;
    private const long Least = 10;
    private static readonly LocalTime From = new(13, 0);
    private static readonly LocalTime Until = new(15, 0);

    private OneWayId? session;
    private OneWayTerms? terms;
    private AccountId initiator;
    private Chance chance = Chance.For(seed, "one-way");

    /// <summary>What is due on a day before the stretch of trading that begins at a time.</summary>
    public Task RunAsync(LocalDate date, LocalTime time)
    {
        if (date != selling && date != buying) return Task.CompletedTask;
        return time.Hour switch
        {
            9 => AnnounceAsync(date),
            13 when time.Minute == 0 => OpenAsync(date),
            13 => BidAsync(date, new LocalTime(13, 39, 30), first: true),
            14 => BidAsync(date, new LocalTime(14, 19, 30), first: false),
            15 => CloseAsync(date),
            _ => Task.CompletedTask,
        };
    }

    private async Task AnnounceAsync(LocalDate date)
    {
        chance = Chance.For(seed, "one-way", date.DayOfYear);
        (session, terms) = (null, null);
        var sells = date == selling;
        var party = sells
            ? town.Institutions.MaxBy(i => i.Party.FreeAllowances)!.Party
            : town.Institutions.MaxBy(i => i.Party.FreeCash)!.Party;
        var price = new Price(town.Tape.PreviousClose * (sells ? 97 : 103) / 100);
        var quantity = Math.Min(chance.Between(2_000, 8_000),
            sells ? party.FreeAllowances / 2 : party.FreeCash / 2 / Math.Max(1, price.FenPerTonne)) / 10 * 10;
        if (quantity < Least) return;
        initiator = party.Account;
        terms = new OneWayTerms(Instruments.HubeiSpot, sells ? Side.Sell : Side.Buy, new Tonnes(quantity), price,
            new Price(Step), new Tonnes(Least), date, From, Until);
        desk.SetClock(date, 9, 20);
        await AnnounceAsync(party, terms);
        if (!sells || session is not { } first) return;
        // The seller notices that it meant a fen more, calls the session off and announces it anew.
        await desk.SendAsync(party.Actor, new CancelOneWay(party.Account, first, "起始价填写有误"));
        terms = terms with { Start = new Price(price.FenPerTonne + 1) };
        await AnnounceAsync(party, terms);
    }

    private async Task AnnounceAsync(Party party, OneWayTerms announced)
    {
        session = null;
        await desk.SendAsync(party.Actor, new AnnounceOneWay(party.Account, announced), reply =>
        {
            if (reply.Decision is Decision.Accepted accepted)
                session = accepted.Events.OfType<OneWayAnnounced>().Single().Session;
        });
        await desk.SettleAsync();
    }

    private async Task OpenAsync(LocalDate date)
    {
        if (session is not { } id) return;
        desk.SetClock(date, From, Duration.FromSeconds(1));
        await desk.SendAsync(Actor.Scheduler, new OpenOneWay(id));
        await desk.SettleAsync();
    }

    /// <summary>Everybody asked bids as much as it can pay or deliver; in the second round some go a few steps further.
    /// </summary>
    private async Task BidAsync(LocalDate date, LocalTime time, bool first)
    {
        if (session is not { } id || terms is not { } open) return;
        desk.SetClock(date, time, Duration.FromMilliseconds(900));
        foreach (var investor in town.Institutions.Where(i => i.Party.Account != initiator).Take(Bidders))
        {
            var steps = chance.Between(0, 8) + (first ? 0 : 6);
            if (!first && chance.PerMille(500)) continue;
            var sign = open.Side == Side.Sell ? 1 : -1;
            var price = new Price(open.Start.FenPerTonne + sign * steps * Step);
            var party = investor.Party;
            var able = open.Side == Side.Sell ? party.FreeCash / 3 / price.FenPerTonne : party.FreeAllowances / 3;
            var most = Math.Min(able, open.Quantity.Count);
            if (most < Least) continue;
            await desk.SendAsync(party.Actor, new BidOneWay(party.Account, id, price,
                new Tonnes(chance.Between(Least, most))));
        }
        await desk.SettleAsync();
    }

    private async Task CloseAsync(LocalDate date)
    {
        if (session is not { } id) return;
        desk.SetClock(date, Until, Duration.Zero);
        await desk.SendAsync(Actor.Scheduler, new CloseOneWay(id));
        await desk.SettleAsync();
        session = null;
    }
}
