using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Tests;

namespace Chutan.Market.Tests.Exchange;

[Trait("kind", "simulation")]
public sealed class TradingProperties
{
    private const long YuanEach = 3_000;
    private const long TonnesEach = 400;
    private const int Traders = 6;

    /// <summary>
    /// Goal: no sequence of orders, withdrawals and payments makes or loses a fen or a tonne, leaves anything tied up
    /// that no order or trade needs, or trades otherwise than price, time and the middle price say.
    /// Method: from a seed, four days of random commands; after each, money and units are counted and what is held is
    /// compared with the open orders and unsettled trades; a naive matcher gets the same accepted orders.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    public void Days_of_random_trading_conserve_cash_and_units(int seed)
    {
        var random = new Random(seed);
        var market = new TradingMarket(("trade.cash-reuse-lag-days", random.Next(2) == 0 ? "0" : "1"));
        var traders = Enumerable.Range(0, Traders).Select(_ => market.Trader(YuanEach, TonnesEach)).ToList();
        var trades = 0;
        foreach (var date in new LocalDate[] { new(2024, 6, 3), new(2024, 6, 4), new(2024, 6, 5), new(2024, 6, 6) })
        {
            market.Open(date);
            var naive = new NaiveMatcher(market.State.Exchange.Terms!.PreviousClose.FenPerTonne);
            for (var i = 0; i < 150; i++)
            {
                Step(market, traders, random, naive);
                Check(market, traders);
                if (random.Next(40) == 0) market.Reload();
            }
            trades += market.State.Exchange.Trades.Count;
            market.Close();
            Check(market, traders);
            Assert.All(traders, t => Assert.Equal(Sold(market, t),
                market.State.Registry.Held(t, UnitKind.Allowance, HoldCause.InOrder)));
            market.Accept(new SettleDay(date), Actor.Scheduler);
            Check(market, traders);
            Assert.All(traders, t => Assert.Equal(
                (Money.Zero, Tonnes.Zero, market.State.Registry.Balance(t, UnitKind.Allowance)),
                (market.State.Clearing.Frozen(t),
                    market.State.Registry.Held(t, UnitKind.Allowance, HoldCause.InOrder),
                    market.State.Registry.Available(t, UnitKind.Allowance))));
            market.Accept(market.Reconciliation(), Actor.Scheduler);
            Assert.All(traders, t => Assert.True(AddsUp(market.State.Clearing.Statements[t])));
        }
        Assert.True(trades > 20, $"only {trades} trades");
    }

    private static void Step(TradingMarket market, List<AccountId> traders, Random random, NaiveMatcher naive)
    {
        var account = traders[random.Next(traders.Count)];
        var terms = market.State.Exchange.Terms!;
        switch (random.Next(12))
        {
            case 0:
                market.Send(new WithdrawMoney(account, new Money(1 + random.Next(100_000)), Reference(random)),
                    market.Clearing);
                break;
            case 1:
                market.Send(new DepositMoney(account, new Money(1 + random.Next(20_000)), Reference(random)),
                    market.Clearing);
                break;
            case 2 or 3:
                var own = market.State.Exchange.OrdersOf(account).Select(o => o.Id).ToList();
                if (own.Count == 0) break;
                var gone = own[random.Next(own.Count)];
                if (market.Send(new CancelOrder(account, gone), market.ActorOf(account)) is Decision.Accepted)
                    naive.Cancel(gone.Number);
                break;
            default:
                var (low, high) = (terms.LimitDown.FenPerTonne, terms.LimitUp.FenPerTonne);
                var order = market.Order(account, (Side)random.Next(2), random.NextInt64(low - 3, high + 4),
                    random.Next(40));
                Place(market, order, naive);
                break;
        }
    }

    private static void Place(TradingMarket market, PlaceOrder order, NaiveMatcher naive)
    {
        if (market.Send(order, market.ActorOf(order.Account)) is not Decision.Accepted accepted) return;
        var id = accepted.Events.OfType<OrderAccepted>().Single().Order.Number;
        var expected = naive.Place(id, order.Side, order.Price.FenPerTonne, order.Quantity.Count);
        Assert.Equal(expected, accepted.Events.OfType<TradeExecuted>().Select(t => (
            order.Side == Side.Buy ? t.SellOrder.Number : t.BuyOrder.Number, t.Quantity.Count, t.Price.FenPerTonne)));
    }

    private static void Check(TradingMarket market, List<AccountId> traders)
    {
        var (registry, clearing) = (market.State.Registry, market.State.Clearing);
        Assert.Empty(ClearingInvariants.Check(clearing));
        Assert.Equal(Traders * TonnesEach, traders.Sum(t => registry.Balance(t, UnitKind.Allowance).Count));
        foreach (var trader in traders)
        {
            var open = market.State.Exchange.OrdersOf(trader).Where(o => o.Status == OrderStatus.Open).ToList();
            var selling = open.Where(o => o.Side == Side.Sell).Sum(o => o.Remaining.Count);
            Assert.Equal(new Tonnes(selling) + Sold(market, trader),
                registry.Held(trader, UnitKind.Allowance, HoldCause.InOrder));
            var buying = open.Where(o => o.Side == Side.Buy)
                .Sum(o => Reserving.WorstCost(o.Price, o.Remaining, clearing.Terms!).Fen);
            var bought = clearing.Obligations.Where(o => o.Buyer == trader).Sum(o => o.Payable.Fen);
            Assert.Equal(new Money(buying + bought), clearing.Frozen(trader));
        }
    }

    private static Tonnes Sold(TradingMarket market, AccountId trader) => new(market.State.Clearing.Obligations
        .Where(o => o.Seller == trader).Sum(o => o.Quantity.Count));

    private static bool AddsUp(Statement s) =>
        s.Opening + s.Deposited - s.Withdrawn - s.Bought + s.Sold - s.Fees == s.Closing;

    private static string Reference(Random random) => $"bank {random.NextInt64()}";
}
