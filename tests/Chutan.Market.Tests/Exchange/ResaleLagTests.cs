using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;

namespace Chutan.Market.Tests.Exchange;

/// <summary>When bought units may be sold again: the same day, the next one, or the n-th.</summary>
public sealed class ResaleLagTests
{
    private static readonly LocalDate Monday = new(2024, 6, 3);

    [Fact]
    public void With_a_lag_of_0_purchases_of_the_day_are_sold_on_and_delivered_the_same_day()
    {
        var (market, maker, middle, last) = Opened("0");
        market.Sell(maker, 2000, 100);
        market.Buy(middle, 2000, 100);
        var resale = market.Sell(middle, 2000, 130);
        var order = market.State.Exchange.FindOrder(resale)!;
        Assert.Equal(new Tonnes(50), order.Covered);
        market.RefuseOrder("registry.insufficient-holding", middle, Side.Sell, 2100, 21);
        var rest = market.Sell(middle, 2100, 20);
        Assert.Equal((Tonnes.Zero, default(HoldId)), (market.State.Exchange.FindOrder(rest)!.Covered,
            market.State.Exchange.FindOrder(rest)!.Hold));
        market.Buy(last, 2000, 120);
        market.Reload();
        market.Accept(new CancelOrder(middle, resale), market.ActorOf(middle));
        market.Finish();
        Assert.Equal((30L, 120L), (Free(market, middle), Free(market, last)));
        Assert.Null(Invariants.CheckAll(market.State));
    }

    [Fact]
    public void With_a_lag_of_0_what_was_bought_can_be_sold_on_twice_over_by_whoever_has_it()
    {
        var (market, maker, middle, last) = Opened("0");
        market.Sell(maker, 2000, 100);
        market.Buy(last, 2000, 100);
        market.Sell(last, 2000, 100);
        market.Buy(middle, 2000, 100);
        market.Sell(middle, 2000, 150);
        market.Buy(maker, 2000, 150);
        market.Finish();
        Assert.Equal((0L, 0L), (Free(market, middle), Free(market, last)));
    }

    [Fact]
    public void With_a_lag_of_1_purchases_can_be_sold_on_the_next_trading_day()
    {
        var (market, maker, middle, _) = Opened("1");
        market.Sell(maker, 2000, 100);
        market.Buy(middle, 2000, 100);
        market.RefuseOrder("registry.insufficient-holding", middle, Side.Sell, 2000, 51);
        market.Finish();
        market.Open(Monday.PlusDays(1));
        market.Sell(middle, 2000, 150);
    }

    [Fact]
    public void With_a_lag_of_2_purchases_are_held_at_settlement_and_free_when_the_second_day_opens()
    {
        var (market, maker, middle, _) = Opened("2");
        market.Sell(maker, 2000, 100);
        market.Buy(middle, 2000, 100);
        market.Finish();
        Assert.Equal(new Tonnes(100), market.State.Registry.Held(middle, UnitKind.Allowance, HoldCause.ResaleLag));
        market.Reload();
        market.Open(Monday.PlusDays(1));
        market.RefuseOrder("registry.insufficient-holding", middle, Side.Sell, 2000, 51);
        market.Sell(middle, 2000, 50);
        market.Finish();
        market.Reload();
        market.Open(Monday.PlusDays(2));
        Assert.Equal(150L, Free(market, middle));
        market.Sell(middle, 2000, 150);
        Assert.Null(Invariants.CheckAll(market.State));
    }

    private static long Free(TradingMarket market, AccountId account) =>
        market.State.Registry.Available(account, UnitKind.Allowance).Count;

    private static (TradingMarket Market, AccountId Maker, AccountId Middle, AccountId Last) Opened(string lag)
    {
        var market = new TradingMarket(("trade.resale-lag-days", lag));
        var traders = (market.Trader(100_000, 1_000), market.Trader(100_000, 50), market.Trader(100_000, 0));
        market.Open(Monday);
        return (market, traders.Item1, traders.Item2, traders.Item3);
    }
}
