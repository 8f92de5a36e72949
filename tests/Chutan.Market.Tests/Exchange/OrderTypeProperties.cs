using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Tests;

namespace Chutan.Market.Tests.Exchange;

[Trait("kind", "simulation")]
public sealed class OrderTypeProperties
{
    private const int Traders = 5;

    /// <summary>
    /// Goal: whatever the rules of an instrument and whatever is sent, money and units are conserved and exactly what
    /// open orders and unsettled trades need is tied up.
    /// Method: from a seed, rules for two instruments and random commands of every kind; after each, all invariants are
    /// checked and the reservations of exchange, clearing and registry are compared, account by account.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds.Many), MemberType = typeof(Seeds))]
    public void Orders_of_every_type_on_several_instruments_tie_up_what_they_need_and_no_more(int seed)
    {
        var random = new Random(seed);
        var market = new TradingMarket(Rules(random));
        var traders = Enumerable.Range(0, Traders).Select(_ => market.Trader(20_000, 300)).ToList();
        foreach (var trader in traders) RegistryGiven.Credits(market, trader, new Tonnes(200));
        foreach (var date in new LocalDate[] { new(2024, 6, 3), new(2024, 6, 4), new(2024, 6, 5) })
        {
            market.At(date, 9).Open(date);
            foreach (var (hour, minute) in new[] { (9, 20), (9, 30), (10, 0), (14, 0), (14, 50), (15, 0) })
            {
                market.At(hour, minute);
                Stages(market);
                for (var i = 0; hour < 15 && i < 25; i++)
                {
                    Step(market, traders, random);
                    Check(market, traders);
                }
                if (random.Next(4) == 0) market.Reload();
            }
            market.Send(new ResumeTrading("恢复"), market.Exchange);
            market.Finish();
            Check(market, traders);
            Assert.All(traders, t => Assert.Equal(Money.Zero, market.State.Clearing.Frozen(t)));
        }
    }

    private static (string, string)[] Rules(Random random)
    {
        List<(string, string)> rules =
        [
            ("trade.instruments", "HBEA, CCER"), .. InstrumentTests.Named("HBEA", "allowance"),
            .. InstrumentTests.Named("CCER", "ccer"), ("trade.opening-price:CCER", "30.00"),
            ("trade.tick:CCER", "0.05"), ("trade.resale-lag-days:CCER", Pick("0", "1", "2")),
            ("trade.resale-lag-days", Pick("0", "1", "2")), ("trade.cash-reuse-lag-days", Pick("0", "1")),
        ];
        foreach (var code in new[] { "HBEA", "CCER" })
        {
            rules.Add(($"trade.match.price:{code}", Pick("resting", "middle-of-bid-ask-last")));
            rules.Add(($"trade.self-trade:{code}", Pick("reject-newest", "cancel-oldest", "cancel-both")));
            rules.Add(($"trade.order.market:{code}", Pick("yes", "no")));
            if (random.Next(2) == 0) rules.Add(($"trade.call.opening.from:{code}", "09:15"));
            if (random.Next(2) == 0) rules.Add(($"trade.call.closing.from:{code}", "14:50"));
        }
        return [.. rules];

        string Pick(params string[] of) => of[random.Next(of.Length)];
    }

    /// <summary>What the scheduler does at this time.</summary>
    private static void Stages(TradingMarket market)
    {
        foreach (var one in market.State.Exchange.Markets)
        {
            market.Send(new UncrossCall(market.Date, one.Code, SessionStage.OpeningCall), Actor.Scheduler);
            market.Send(new BeginClosingCall(market.Date, one.Code), Actor.Scheduler);
            market.Send(new UncrossCall(market.Date, one.Code, SessionStage.ClosingCall), Actor.Scheduler);
        }
        Assert.Null(Invariants.CheckAll(market.State));
    }

    private static void Step(TradingMarket market, List<AccountId> traders, Random random)
    {
        var account = traders[random.Next(traders.Count)];
        var code = random.Next(3) == 0 ? "CCER" : "HBEA";
        var actor = market.ActorOf(account);
        var own = market.State.Exchange.OrdersOf(account).Select(o => o.Id).ToList();
        var (fen, tonnes) = Terms(market, code, random);
        switch (random.Next(16))
        {
            case 0: market.Send(new CancelAllOrders(account, random.Next(2) == 0 ? code : null), actor); break;
            case 1: market.Deal(account, traders[random.Next(traders.Count)], 2000 + random.Next(900), tonnes); break;
            case 2:
                market.Send(new HaltTrading(HaltCause.SystemFault, "故障", random.Next(2) == 0 ? code : null),
                    market.Exchange);
                market.Send(market.Order(account, Side.Buy, fen, tonnes) with { Instrument = code }, actor);
                market.Send(new ResumeTrading("恢复"), market.Exchange);
                market.Send(new ResumeTrading("恢复", code), market.Exchange);
                break;
            case 3 or 4 when own.Count > 0:
                market.Send(new CancelOrder(account, own[random.Next(own.Count)]), actor);
                break;
            case 5 or 6 when own.Count > 0:
                market.Send(new ReplaceOrder(account, own[random.Next(own.Count)], new Price(fen), new Tonnes(tonnes),
                    $"r{random.NextInt64()}"), actor);
                break;
            default:
                var order = market.Order(account, (Side)random.Next(2), fen, tonnes) with { Instrument = code };
                market.Send(order with { Type = (OrderType)Math.Max(0, random.Next(6) - 3) }, actor);
                break;
        }
    }

    private static (long Fen, long Tonnes) Terms(TradingMarket market, string code, Random random)
    {
        var terms = market.State.Exchange.Find(code)!.Terms!;
        var (tick, last) = (terms.Tick.FenPerTonne, market.State.Exchange.Find(code)!.LastPrice!.Value.FenPerTonne);
        return ((last / tick + random.Next(-12, 13)) * tick, random.Next(60));
    }

    private static void Check(TradingMarket market, List<AccountId> traders)
    {
        Assert.Null(Invariants.CheckAll(market.State));
        var (registry, clearing, exchange) = (market.State.Registry, market.State.Clearing, market.State.Exchange);
        foreach (var trader in traders)
        {
            var open = exchange.OrdersOf(trader).Where(o => o.Status == OrderStatus.Open).ToList();
            foreach (var one in exchange.Markets)
            {
                var needed = open.Where(o => o.Side == Side.Sell && o.Instrument == one.Code)
                    .Sum(o => new OrderRow(o).HeldFor(o.Remaining).Count) + SoldUnderHold(trader, one);
                Assert.Equal(new Tonnes(needed), registry.Held(trader, one.Instrument.Kind, HoldCause.InOrder));
            }
            var buying = open.Where(o => o.Side == Side.Buy)
                .Sum(o => Reserving.WorstCost(o.Price, o.Remaining, clearing.Terms!).Fen);
            var bought = clearing.Obligations.Where(o => o.Buyer == trader).Sum(o => o.Payable.Fen);
            Assert.Equal(new Money(buying + bought), clearing.Frozen(trader));
        }

        long SoldUnderHold(AccountId trader, InstrumentMarket one)
        {
            if (clearing.Obligations.Count == 0) return 0;
            var beside = one.Trades.Where(t => t.Seller == trader && t.SellOrder.Number == 0)
                .Sum(t => t.Quantity.Count);
            return beside + one.Orders.Where(o => o.Account == trader && o.Side == Side.Sell)
                .Sum(o => Math.Min(o.Covered.Count, o.Quantity.Count - o.Remaining.Count));
        }
    }
}
