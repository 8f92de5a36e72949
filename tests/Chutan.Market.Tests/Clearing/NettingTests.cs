using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Market.Tests.Exchange;

namespace Chutan.Market.Tests.Clearing;

public sealed class NettingTests
{
    private const string Method = "clearing.settlement.method";
    private static readonly LocalDate Friday = new(2024, 5, 31);

    /// <summary>
    /// Goal: settled net, every account ends with the tonnes and the money it would have had gross, and no more is
    /// moved than gross. Method: the same random day is traded on two markets, one settling gross, one net.
    /// </summary>
    [Fact]
    public void Net_and_gross_give_the_same_balances_over_200_seeds()
    {
        var (gross, net) = (0L, 0L);
        for (var seed = 0; seed < 200; seed++)
        {
            var (one, other) = (Play(seed, "gross"), Play(seed, "net"));
            Assert.Equal(Balances(one), Balances(other));
            Assert.Equal(one.State.Clearing.FeeIncome, other.State.Clearing.FeeIncome);
            var (ofOne, ofOther) = (Movements(one), Movements(other));
            Assert.True(ofOther <= ofOne, $"seed {seed}: {ofOther} movements net, {ofOne} gross");
            (gross, net) = (gross + ofOne, net + ofOther);
        }
        Assert.True(net < gross * 4 / 5, $"{net} movements net, {gross} gross");
    }

    [Fact]
    public void Net_positions_explain_what_each_account_pays_and_delivers()
    {
        var market = new TradingMarket((Method, "net"));
        var (first, middle, last) = (market.Trader(0, 500), market.Trader(10_000, 200), market.Trader(10_000, 0));
        market.Open(Friday);
        market.Sell(first, 2000, 100);
        market.Buy(middle, 2000, 100);
        market.Sell(middle, 2000, 150);
        market.Buy(last, 2000, 150);
        var position = NetPosition.Of(market.State.Clearing.Obligations).Single(p => p.Account == middle);
        Assert.Equal((new Tonnes(100), new Tonnes(150), new Money(300_000 - 1_500 - 200_000 - 1_000), 2),
            (position.Bought, position.Sold, position.Net, position.Trades));
        market.Close();
        var events = market.Accept(new SettleDay(Friday), market.Clearing);

        Assert.Equal([(first, 100L), (middle, 50L)],
            events.OfType<UnitsMoved>().Select(m => (m.Movement.From, m.Movement.Quantity.Count)));
        Assert.Equal(3, events.OfType<NetPositionSettled>().Count());
        Assert.Equal(new Tonnes(150), market.State.Registry.Available(middle, UnitKind.Allowance));
        Assert.Equal(Money.Zero, market.State.Clearing.Frozen(middle));
        Assert.Empty(market.State.Clearing.Obligations);
        market.Reload();
    }

    private static TradingMarket Play(int seed, string method)
    {
        var random = new Random(seed);
        var market = new TradingMarket((Method, method));
        var bound = random.Next(2) == 0;
        if (bound)
        {
            market.Bank("HBNK", house: true);
            market.Bank("CBNK");
        }
        var traders = Enumerable.Range(0, 3 + random.Next(4)).Select(_ => market.Trader(20_000, 400)).ToArray();
        if (bound)
            foreach (var (trader, place) in traders.Select((t, i) => (t, i)))
                market.Accept(new BindBankAccount(trader, place % 2 == 0 ? "HBNK" : "CBNK", $"{place}"),
                    market.Clearing);
        market.Open(Friday);
        for (var i = 0; i < 40; i++)
        {
            var (who, side) = (traders[random.Next(traders.Length)], random.Next(2) == 0 ? Side.Buy : Side.Sell);
            market.Send(market.Order(who, side, 1990 + random.Next(21), 1 + random.Next(40)), market.ActorOf(who));
        }
        market.Close();
        market.Accept(new SettleDay(Friday), market.Clearing);
        Assert.Empty(market.State.Clearing.Defaults.All);
        return market;
    }

    private static IEnumerable<(AccountId, Money, Money, Money, Tonnes, Tonnes)> Balances(TradingMarket market) =>
        market.State.Clearing.Accounts.Select(a => (a.Id, a.Balance, a.Frozen, a.Receivable,
            market.State.Registry.Balance(a.Id, UnitKind.Allowance),
            market.State.Registry.Available(a.Id, UnitKind.Allowance)));

    /// <summary>Movements of the last decision: units, and one for each side that pays or is paid.</summary>
    private static long Movements(TradingMarket market) => market.Last.Sum(e => e switch
    {
        UnitsMoved => 1,
        TradeSettled => 2,
        NetPositionSettled => 1,
        _ => 0,
    });
}
