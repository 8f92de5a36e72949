using System.Globalization;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>集合竞价: where the day's rules of an instrument have calls, its sellers and buyers send their orders into
/// them, and each call is uncrossed at its time.</summary>
internal sealed class CallSessions(Desk desk, Town town, ulong seed)
{
    private const int Orders = 3;

    private readonly CreditBuyers buyers = new(desk, town);
    private readonly List<InstrumentDay> closing = [];
    private Chance chance = Chance.For(seed, "calls");
    private int sent;

    /// <summary>The opening calls: orders before the session, one price at its beginning.</summary>
    public async Task MorningAsync(BusinessDayOpened day)
    {
        (chance, sent) = (Chance.For(seed, "calls", day.Date.Year * 1000L + day.Date.DayOfYear), 0);
        closing.Clear();
        closing.AddRange(day.Markets.Where(m => m.Terms.ClosingCall is not null));
        var opening = day.Markets.Where(m => m.Terms.OpeningCall is not null).ToList();
        if (opening.Count == 0) return;
        desk.SetClock(day.Date, new LocalTime(9, 25), Duration.FromSeconds(5));
        foreach (var market in opening) await OrdersAsync(market);
        desk.SetClock(day.Date, opening.Max(m => m.Terms.MorningOpens), Duration.FromMilliseconds(100));
        foreach (var market in opening)
            await desk.MustAsync(Actor.Scheduler,
                new UncrossCall(day.Date, market.Instrument.Code, SessionStage.OpeningCall));
    }

    /// <summary>The closing calls begin, and take orders.</summary>
    public async Task AfternoonAsync(LocalDate date)
    {
        foreach (var market in closing)
        {
            desk.SetClock(date, market.Terms.ClosingCall!.Value, Duration.FromSeconds(5)); // only those that have one
            await desk.MustAsync(Actor.Scheduler, new BeginClosingCall(date, market.Instrument.Code));
            await OrdersAsync(market);
        }
    }

    public async Task CloseAsync(LocalDate date)
    {
        foreach (var market in closing)
        {
            desk.SetClock(date, market.Terms.AfternoonCloses, Duration.FromMilliseconds(100));
            await desk.MustAsync(Actor.Scheduler,
                new UncrossCall(date, market.Instrument.Code, SessionStage.ClosingCall));
        }
    }

    /// <summary>The largest holder sells in parts, entities that can use some buy; not every price meets another.
    /// </summary>
    private async Task OrdersAsync(InstrumentDay market)
    {
        var kind = market.Instrument.Kind;
        if (buyers.SellerOf(kind) is not { } seller || buyers.Of(kind) is not { Length: > 0 } open) return;
        for (var i = 0; i < Orders; i++)
        {
            await SendAsync(market, seller, Side.Sell, Math.Min(seller.Free(kind), chance.Between(10, 120)));
            await desk.SettleAsync();
            var (buyer, room) = open[(int)chance.Below(open.Length)];
            await SendAsync(market, buyer, Side.Buy, Math.Min(room, chance.Between(10, 150)));
            await desk.SettleAsync();
        }
    }

    private async Task SendAsync(InstrumentDay market, Party party, Side side, long quantity)
    {
        var away = chance.Between(-20, 30) * (side == Side.Buy ? 1 : -1);
        var price = town.PerMille(market.Instrument.Code, 1_000 + away);
        if (quantity <= 0 || side == Side.Buy && !buyers.CanPay(party, price, quantity)) return;
        await desk.SendAsync(party.Actor, new PlaceOrder(party.Account, market.Instrument.Code, side, price,
            new Tonnes(quantity), string.Create(CultureInfo.InvariantCulture, $"call-{++sent}")));
    }
}
