using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Tests.Exchange;

/// <summary>The worked examples of price, limits and close.</summary>
public sealed class PriceRulesTests
{
    private static readonly Price Fen = new(1);

    [Theory]
    [InlineData(2530, 2480, 2500, 2500)]
    [InlineData(2530, 2510, 2400, 2510)]
    [InlineData(2400, 2350, 2500, 2400)]
    public void The_trade_price_is_the_middle_of_bid_ask_and_last(int bid, int ask, int last, int expected) =>
        Assert.Equal(new Price(expected), PriceRules.Negotiated(new(bid), new(ask), new(last)));

    [Theory]
    [InlineData("0.10", 2000, 2200)]
    [InlineData("0.10", 2345, 2580)] // 25.795 goes up
    [InlineData("0.10", 2344, 2578)] // 25.784 goes down
    public void The_upper_limit_is_rounded_half_up(string rate, int close, int expected) =>
        Assert.Equal(new Price(expected), PriceRules.LimitUp(new(close), Share(rate), Fen));

    [Theory]
    [InlineData("0.10", 2000, 1800)]
    [InlineData("0.10", 2345, 2111)] // 21.105: the 5 in the third decimal goes up
    [InlineData("0.01", 1850, 1832)] // 18.315 goes up
    [InlineData("0.01", 1849, 1831)] // 18.3051 goes down
    [InlineData("1", 1849, 1)]       // never below one tick
    public void The_lower_limit_is_rounded_half_up(string rate, int close, int expected) =>
        Assert.Equal(new Price(expected), PriceRules.LimitDown(new(close), Share(rate), Fen));

    [Fact]
    public void Limits_fall_on_a_coarser_tick()
    {
        Assert.Equal(new Price(2580), PriceRules.LimitUp(new(2345), Share("0.10"), new Price(5)));
        Assert.Equal(new Price(2110), PriceRules.LimitDown(new(2345), Share("0.10"), new Price(5)));
    }

    [Fact]
    public void Close_a_is_the_average_of_the_last_five_trades_2528() =>
        Assert.Equal(new Price(2528), PriceRules.Close(CloseMethod.Last5Vwap, Example(), new Price(2000), Fen));

    [Fact]
    public void Close_b_is_the_average_of_the_whole_day_2523() =>
        Assert.Equal(new Price(2523), PriceRules.Close(CloseMethod.DayVwap, Example(), new Price(2000), Fen));

    [Fact]
    public void Close_a_with_fewer_than_five_trades_takes_them_all()
    {
        var trades = Example()[..3];
        Assert.Equal(PriceRules.Close(CloseMethod.DayVwap, trades, new Price(2000), Fen),
            PriceRules.Close(CloseMethod.Last5Vwap, trades, new Price(2000), Fen));
    }

    [Theory]
    [InlineData(CloseMethod.Last5Vwap)]
    [InlineData(CloseMethod.DayVwap)]
    public void Without_a_trade_the_close_is_the_previous_close(CloseMethod method) =>
        Assert.Equal(new Price(2345), PriceRules.Close(method, [], new Price(2345), Fen));

    /// <summary>The band binds negotiated trades only: an agreement at 32.00 moves volume, and no price.</summary>
    [Theory]
    [InlineData(CloseMethod.Last5Vwap, 2528)]
    [InlineData(CloseMethod.DayVwap, 2523)]
    public void A_trade_beside_the_book_does_not_move_the_close(CloseMethod method, long close)
    {
        Trade[] trades = [.. Example(), At(7, 3200, 5000) with { Mode = TradeMode.Agreement }];
        Assert.Equal(new Price(close), PriceRules.Close(method, trades, new Price(2500), Fen));
    }

    private static Trade[] Example() =>
    [
        At(1, 2500, 100), At(2, 2510, 100), At(3, 2520, 50), At(4, 2520, 50), At(5, 2530, 100), At(6, 2540, 200),
    ];

    private static Trade At(long id, long price, long quantity) => new(new(id), Instruments.HubeiSpot,
        TradeMode.Negotiated, new(1), new(2), new(10), new(20), new Price(price), new Tonnes(quantity), Side.Buy,
        Instant.MinValue, default);

    private static Rate Share(string text) =>
        Rate.Of(decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
}
