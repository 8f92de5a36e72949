using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;

namespace Chutan.Market.Tests.Exchange;

public sealed class BusinessDayTests
{
    private static readonly LocalDate Friday = new(2024, 5, 31);
    private static readonly LocalDate Monday = new(2024, 6, 3);

    [Theory]
    [InlineData("2024-06-01", "exchange.no-trading-day")] // Saturday
    [InlineData("2024-09-29", "exchange.no-trading-day")] // make-up working Sunday
    [InlineData("2024-10-01", "exchange.no-trading-day")] // holiday
    [InlineData("2027-01-04", "calendar.no-notice")]
    public void The_market_opens_on_trading_days_only(string date, string code)
    {
        var market = new TradingMarket().At(NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value);
        market.Refuse(code, new OpenBusinessDay(market.Date), Actor.Scheduler);
    }

    [Fact]
    public void The_first_day_stands_on_the_opening_price_with_its_limits()
    {
        var market = new TradingMarket().Open(Friday);

        var terms = market.State.Exchange.Terms!;
        Assert.Equal((new Price(2000), new Price(1800), new Price(2200)),
            (terms.PreviousClose, terms.LimitDown, terms.LimitUp));
        Assert.Equal((TradingPhase.Open, Friday), (market.State.Exchange.Phase, market.State.Exchange.BusinessDate));
    }

    [Fact]
    public void The_opening_records_every_rule_it_read()
    {
        var market = new TradingMarket().At(Friday);
        var opened = Assert.IsType<Decision.Accepted>(market.Send(new OpenBusinessDay(Friday), Actor.Scheduler));

        Assert.Superset(
            new HashSet<string> { "trade.limit.negotiated.down", "trade.close.method", "trade.match.price",
                "trade.resale-lag-days", "trade.cash-reuse-lag-days", "trade.fee.negotiated", "trade.fee.rounding" },
            opened.Rules.Select(r => r.Key).ToHashSet());
    }

    [Fact]
    public void A_day_opens_on_its_own_date_and_once()
    {
        var market = new TradingMarket().At(Friday);
        market.Refuse("exchange.not-today", new OpenBusinessDay(Monday), Actor.Scheduler);
        market.Open();
        market.Refuse("exchange.already-opened", new OpenBusinessDay(Friday), market.Exchange);
        market.Refuse("access.not-permitted", new OpenBusinessDay(Friday), market.Clearing);
    }

    [Theory]
    [InlineData("trade.mode", "agreement", "exchange.cannot-honour")]
    [InlineData("trade.mode", "block", "exchange.cannot-honour")]
    [InlineData("trade.cash-reuse-lag-days", "2", "clearing.cannot-honour")]
    [InlineData("trade.prepayment.full", "no", "clearing.cannot-honour")]
    [InlineData("clearing.same_day", "no", "clearing.cannot-honour")]
    public void A_rule_that_cannot_be_carried_out_keeps_the_market_shut_and_is_named(
        string key, string value, string code)
    {
        var market = new TradingMarket((key, value)).At(Friday);
        var refusal = market.Refuse(code, new OpenBusinessDay(Friday), Actor.Scheduler);
        Assert.Contains(new RefusalParameter("key", key), refusal.Parameters);
    }

    [Fact]
    public void A_lapsed_rule_keeps_the_market_shut_and_is_named()
    {
        // Between the one-percent limit's last day and the revised rules no lower limit is known.
        var market = new TradingMarket().At(new LocalDate(2016, 12, 23));
        var refusal = market.Refuse("rulebook.lapsed", new OpenBusinessDay(market.Date), Actor.Scheduler);
        Assert.Contains(new RefusalParameter("key", "trade.limit.negotiated.down"), refusal.Parameters);
    }

    [Fact]
    public void The_next_day_opens_only_after_settlement_and_an_even_reconciliation()
    {
        var market = new TradingMarket().Open(Friday);
        market.At(Monday).Refuse("clearing.not-reconciled", new OpenBusinessDay(Monday), Actor.Scheduler);
        market.At(Friday).Close();
        market.At(Monday).Refuse("clearing.not-reconciled", new OpenBusinessDay(Monday), Actor.Scheduler);
        market.Accept(new SettleDay(Friday), Actor.Scheduler);
        market.Refuse("clearing.not-reconciled", new OpenBusinessDay(Monday), Actor.Scheduler);
        market.Accept(market.Reconciliation(), Actor.Scheduler);
        market.Open();
    }

    [Fact]
    public void Orders_die_at_the_close_and_free_what_they_held()
    {
        var market = new TradingMarket();
        var (buyer, seller) = (market.Trader(10_000, 0), market.Trader(0, 500));
        market.Open(Friday);
        var buy = market.Buy(buyer, 2000, 100);
        var sell = market.Sell(seller, 2000, 300);

        market.Close();

        Assert.Equal(OrderStatus.Filled, market.State.Exchange.FindOrder(buy)!.Status);
        var rest = market.State.Exchange.FindOrder(sell)!;
        Assert.Equal((OrderStatus.Expired, new Tonnes(200)), (rest.Status, rest.Remaining));
        Assert.Equal(new Tonnes(400), market.State.Registry.Available(seller, UnitKind.Allowance));
        market.RefuseOrder("exchange.no-trading-day", buyer, Side.Buy, 2000, 1);
        market.Refuse("exchange.not-open", new CloseTrading(Friday), Actor.Scheduler);
    }

    [Fact]
    public void Trading_does_not_close_before_the_session_ends_unless_it_is_halted()
    {
        var market = new TradingMarket().Open(Friday).At(14, 59);
        market.Refuse("exchange.still-in-session", new CloseTrading(Friday), Actor.Scheduler);
        market.Accept(new HaltTrading(HaltCause.Emergency, "暴雨"), market.Authority);
        market.Accept(new CloseTrading(Friday), Actor.Scheduler);
    }

    [Theory]
    [InlineData("2023-10-17", 2528)]
    [InlineData("2023-10-18", 2523)]
    public void The_close_follows_the_method_of_its_day(string date, int close)
    {
        var market = new TradingMarket(("trade.opening-price", "25.00"));
        var (buyer, seller) = (market.Trader(100_000, 0), market.Trader(0, 1000));
        market.Open(NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value);
        var example = new[] { (2500, 100), (2510, 100), (2520, 50), (2520, 50), (2530, 100), (2540, 200) };
        foreach (var (price, tonnes) in example)
        {
            market.Sell(seller, price, tonnes);
            market.Buy(buyer, price, tonnes);
        }

        var day = market.Finish();

        Assert.Equal(new Price(close), day.Close);
        Assert.Equal((new Price(2500), new Price(2540), new Price(2500), new Price(2540)),
            (day.Open!.Value, day.High!.Value, day.Low!.Value, day.Last!.Value));
        Assert.Equal((new Tonnes(600), new Money(1_514_000), new Price(2523), 6),
            (day.Volume, day.Turnover, day.Average!.Value, day.Trades));
    }

    [Fact]
    public void A_day_without_trades_keeps_the_previous_close()
    {
        var market = new TradingMarket().Open(Friday);
        var day = market.Finish();

        Assert.Equal((new Price(2000), (Price?)null, Tonnes.Zero), (day.Close, day.Open, day.Volume));
        Assert.Equal(new Price(2000), market.Open(Monday).State.Exchange.Terms!.PreviousClose);
    }

    [Fact]
    public void The_first_trade_of_a_day_takes_the_previous_close_as_the_price_before()
    {
        var market = new TradingMarket();
        var (buyer, seller) = (market.Trader(100_000, 0), market.Trader(0, 1000));
        market.Open(Friday);
        market.Sell(seller, 2100, 10);
        market.Buy(buyer, 2100, 10);
        market.Finish();

        market.Open(Monday);
        market.Sell(seller, 2000, 10);
        market.Buy(buyer, 2200, 10);

        Assert.Equal(new Price(2100), market.State.Exchange.LastPrice);
    }
}
