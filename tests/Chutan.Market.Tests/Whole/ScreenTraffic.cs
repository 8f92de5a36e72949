using Chutan.Market.Exchange;
using Chutan.Market.Kernel;

namespace Chutan.Market.Tests.Whole;

/// <summary>What traders and the exchange do on the screen: orders of every kind on every instrument, calls, halts.
/// </summary>
internal sealed class ScreenTraffic(WholeMarket world)
{
    private static readonly string[] Codes = ["HBEA", "CCER", "WHCER"];
    private readonly Random random = world.Random;
    private int client;

    public Sent? Next() => random.Next(30) switch
    {
        0 or 1 => AnyOrder() is { } order ? world.Own(new CancelOrder(order.Account, order.Id)) : null,
        2 => Replace(),
        3 => CancelAll(),
        4 => Connection(),
        5 => random.Next(4) == 0 ? Halt() : Resume(),
        _ => Place(),
    };

    public string AnyCode() => Codes[random.Next(10) switch { < 5 => 0, < 8 => 1, _ => 2 }];

    /// <summary>A price of an instrument within so many hundredths of the close before; now and then beyond what is
    /// allowed.</summary>
    public Price Near(string code, int percent)
    {
        var close = world.State.Exchange.Find(code)?.Terms?.PreviousClose.FenPerTonne ?? 2_000;
        var most = (int)Math.Max(1, close * (random.Next(40) == 0 ? 40 : percent) / 100);
        return new Price(Math.Max(1, close + random.Next(-most, most + 1)));
    }

    public Tonnes Quantity(string code, int most)
    {
        var step = world.State.Exchange.Find(code)?.Terms?.Step.Count ?? 1;
        return new Tonnes(Math.Max(random.Next(20) == 0 ? 0 : 1, random.NextInt64(1, most + 1) / step) * step);
    }

    /// <summary>Whatever the screen's timetable asks for now.</summary>
    public IEnumerable<Sent> Due()
    {
        var (date, time) = (world.Market.Date, world.Market.Time);
        foreach (var market in world.State.Exchange.Markets)
        {
            if (market.Terms is not { } terms) continue;
            if (market.Stage == SessionStage.OpeningCall && time >= terms.MorningOpens
                || market.Stage == SessionStage.ClosingCall && time >= terms.AfternoonCloses)
                yield return world.By(Actor.Scheduler, new UncrossCall(date, market.Code, market.Stage));
            else if (market.Stage == SessionStage.Continuous && time >= terms.ClosingCall
                && time < terms.AfternoonCloses)
                yield return world.By(Actor.Scheduler, new BeginClosingCall(date, market.Code));
        }
    }

    /// <summary>Ends every halt there is.</summary>
    public IEnumerable<Sent> ResumeAll()
    {
        if (world.State.Exchange.Halt is not null)
            yield return world.By(world.Market.Exchange, new ResumeTrading("恢复交易"));
        foreach (var market in world.State.Exchange.Markets.Where(m => m.Halt is not null))
            yield return world.By(world.Market.Exchange, new ResumeTrading("恢复交易", market.Code));
    }

    private Sent Place()
    {
        var (account, code) = (world.AnyAccount(), AnyCode());
        var type = random.Next(10) switch
        {
            0 => OrderType.ImmediateOrCancel,
            1 => OrderType.Market,
            _ => OrderType.Limit,
        };
        return world.Own(new PlaceOrder(account, code, (Side)random.Next(2), Near(code, 4), Quantity(code, 60),
            $"c{(random.Next(50) == 0 ? client : ++client)}", type));
    }

    private Sent? Replace() => AnyOrder() is { } order
        ? world.Own(new ReplaceOrder(order.Account, order.Id, Near(order.Instrument, 4),
            Quantity(order.Instrument, 40), $"c{++client}"))
        : null;

    private Sent CancelAll()
    {
        var account = world.AnyAccount();
        var disconnected = world.State.Exchange.CancelsOnDisconnect(account) && random.Next(2) == 0;
        var command = new CancelAllOrders(account, random.Next(2) == 0 ? AnyCode() : null,
            random.Next(2) == 0 ? (Side)random.Next(2) : null, disconnected);
        return disconnected ? world.By(Actor.Scheduler, command) : world.Own(command);
    }

    private Sent Connection()
    {
        var account = world.AnyAccount();
        return world.Own(new SetCancelOnDisconnect(account, !world.State.Exchange.CancelsOnDisconnect(account)));
    }

    private Sent Halt() => world.By(world.Market.Exchange, new HaltTrading((HaltCause)random.Next(4), "异常波动",
        random.Next(2) == 0 ? AnyCode() : null));

    private Sent? Resume() => ResumeAll().Cast<Sent?>().FirstOrDefault();

    private Order? AnyOrder() => world.Any(world.State.Exchange.Orders.Where(o => o.Status == OrderStatus.Open));
}
