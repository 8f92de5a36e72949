using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Flows;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Tests.Exchange;

/// <summary>Several instruments at once, each by its own rules, one list of trades, one settlement.</summary>
public sealed class InstrumentTests
{
    private static readonly (string, string)[] Two =
    [
        ("trade.instruments", "HBEA, CCER"),
        .. Named("HBEA", "allowance"), .. Named("CCER", "ccer"),
        ("trade.opening-price:CCER", "50.00"), ("trade.limit.negotiated.up:CCER", "0.20"),
        ("trade.tick:CCER", "0.05"), ("trade.order.step:CCER", "10"), ("trade.order.min:CCER", "20"),
        ("trade.order.max:CCER", "500"),
    ];

    [Fact]
    public void Each_instrument_trades_by_its_own_rules_and_the_general_ones_fill_the_gaps()
    {
        var (market, seller, buyer) = Opened();
        var terms = market.State.Exchange.Find("CCER")!.Terms!;
        Assert.Equal((new Price(5000), new Price(4500), new Price(6000), new Price(5), new Tonnes(10)),
            (terms.PreviousClose, terms.LimitDown, terms.LimitUp, terms.Tick, terms.Step));
        Assert.Equal(new Price(2200), market.State.Exchange.Spot.Terms!.LimitUp);

        Refuse("exchange.off-tick", 5001, 20);
        Refuse("exchange.off-step", 5000, 25);
        Refuse("exchange.below-least-order", 5000, 10);
        Refuse("exchange.above-most-order", 5000, 510);
        Refuse("exchange.above-limit", 6005, 20);
        market.Refuse("exchange.unknown-instrument",
            market.Order(buyer, Side.Buy, 5000, 20) with { Instrument = "GOLD" }, market.ActorOf(buyer));
        market.Accept(market.Order(seller, Side.Sell, 5500, 40) with { Instrument = "CCER" }, market.ActorOf(seller));
        Assert.Equal(new Tonnes(40), market.State.Registry.Balance(seller, UnitKind.Ccer)
            - market.State.Registry.Available(seller, UnitKind.Ccer));

        void Refuse(string code, long fen, long tonnes) => market.Refuse(code,
            market.Order(buyer, Side.Buy, fen, tonnes) with { Instrument = "CCER" }, market.ActorOf(buyer));
    }

    [Fact]
    public void Orders_of_one_instrument_never_meet_those_of_another_and_each_delivers_its_own_units()
    {
        var (market, seller, buyer) = Opened();
        market.Sell(seller, 2000, 100);
        market.Accept(market.Order(buyer, Side.Buy, 5000, 40) with { Instrument = "CCER" }, market.ActorOf(buyer));
        Assert.Empty(market.State.Exchange.Trades);
        market.Accept(market.Order(seller, Side.Sell, 5000, 40) with { Instrument = "CCER" }, market.ActorOf(seller));
        market.Buy(buyer, 2000, 60);
        Assert.Equal(["CCER", "HBEA"], market.State.Exchange.Trades.Select(t => t.Instrument));
        market.Reload();
        var spot = market.Finish();
        Assert.Equal((new Tonnes(60), new Price(2000)), (spot.Volume, spot.Close));
        Assert.Equal(new Tonnes(40), Assert.Single(market.State.Exchange.Find("CCER")!.Days).Volume);
        Assert.Equal((new Tonnes(60), new Tonnes(40)), (market.State.Registry.Balance(buyer, UnitKind.Allowance),
            market.State.Registry.Balance(buyer, UnitKind.Ccer)));
        market.Reload();
    }

    [Fact]
    public void A_deal_beside_the_book_is_held_frozen_counted_by_mode_and_settled_with_the_rest()
    {
        var (market, seller, buyer) = Opened();
        market.Sell(seller, 2000, 10);
        market.Buy(buyer, 2000, 10);
        Assert.Null(market.Deal(seller, buyer, 2600, 300));
        Assert.Equal(new Tonnes(310), market.State.Registry.Balance(seller, UnitKind.Allowance)
            - market.State.Registry.Available(seller, UnitKind.Allowance));
        Assert.Equal(new Price(2600) * new Tonnes(300) + new Money(3900) + new Money(20_100),
            market.State.Clearing.Frozen(buyer));
        Assert.Equal(new Price(2000), market.State.Exchange.LastPrice);
        market.Reload();

        var day = market.Finish();
        Assert.Equal((new Price(2000), new Price(2000), new Tonnes(10)), (day.High!.Value, day.Close, day.Volume));
        Assert.Equal([TradeMode.Negotiated, TradeMode.Agreement], day.Modes.Select(m => m.Mode));
        Assert.Equal((new Tonnes(310), new Price(2600)), (day.TotalVolume(), day.Modes[1].High));
        Assert.Equal(new Tonnes(310), market.State.Registry.Balance(buyer, UnitKind.Allowance));
    }

    [Fact]
    public void A_deal_beside_the_book_needs_two_sides_units_money_an_open_day_and_no_halt()
    {
        var (market, seller, buyer) = Opened();
        Assert.Equal("exchange.same-sides", market.Deal(buyer, buyer, 2000, 10)?.Code);
        Assert.Equal("registry.insufficient-holding", market.Deal(seller, buyer, 2000, 10_001)?.Code);
        Assert.Equal("clearing.insufficient-funds", market.Deal(seller, buyer, 900_000, 9_000)?.Code);
        Assert.Equal("exchange.off-step", market.Deal(seller, buyer, 2000, 0)?.Code);
        Assert.Equal("exchange.off-tick", market.Deal(seller, buyer, 0, 10)?.Code);
        market.Accept(new HaltTrading(HaltCause.Emergency, "暴雨"), market.Exchange);
        Assert.Equal("exchange.halted", market.Deal(seller, buyer, 2000, 10)?.Code);
        market.Accept(new ResumeTrading("恢复"), market.Exchange);
        market.Close();
        Assert.Equal("exchange.no-trading-day", market.Deal(seller, buyer, 2000, 10)?.Code);
    }

    [Fact]
    public void An_instrument_that_is_no_longer_listed_keeps_its_days_and_takes_no_orders()
    {
        var (market, _, buyer) = Opened();
        market.Finish();
        var only = new RuleValue("trade.instruments", "HBEA", "", "", new LocalDate(2024, 6, 1), null, "", "", "",
            "list", "", "", Standing.Confirmed, "");
        var content = market.State.Rulebook.Content!;
        market.Apply(new RulebookAdopted(content with
        {
            Values = [.. content.Values.Where(v => v.Key != "trade.instruments"), only],
        }));
        market.Open(new LocalDate(2024, 6, 3));
        var ccer = market.State.Exchange.Find("CCER")!;
        Assert.Null(ccer.Terms);
        Assert.Single(ccer.Days);
        market.Refuse("exchange.instrument-delisted",
            market.Order(buyer, Side.Buy, 5000, 20) with { Instrument = "CCER" }, market.ActorOf(buyer));
    }

    private static (TradingMarket Market, AccountId Seller, AccountId Buyer) Opened()
    {
        var market = new TradingMarket(Two);
        var (seller, buyer) = (market.Trader(0, 10_000), market.Trader(1_000_000, 0));
        RegistryGiven.Credits(market, seller, new Tonnes(1_000));
        return (market.Open(), seller, buyer);
    }

    internal static (string, string)[] Named(string code, string kind) =>
    [
        ($"trade.instrument.kind:{code}", kind), ($"trade.instrument.name.zh:{code}", code),
        ($"trade.instrument.name.en:{code}", code), ($"trade.instrument.segment:{code}", "spot"),
    ];
}
