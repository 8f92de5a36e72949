using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;
using Chutan.Market.Tests.Exchange.Modes;
using static Chutan.Market.Tests.Exchange.Modes.ModesMarket;

namespace Chutan.Market.Tests.Exchange;

/// <summary>终止挂牌: on the first day without an instrument everything that stood in it has ended, and everybody has his
/// own back.</summary>
public sealed class DelistingTests
{
    private static readonly LocalDate Monday = new(2024, 6, 3);
    private static readonly LocalDate Tuesday = new(2024, 6, 4);

    [Fact]
    public void What_stands_in_a_delisted_instrument_ends_and_units_and_money_are_free()
    {
        var (market, seller, buyer) = Opened();
        var waiting = market.Make(Contract(market, seller, buyer, 5000, 40) with { DeliverBy = Tuesday });
        var confirmed = market.Make(Contract(market, seller, buyer, 5000, 60) with { DeliverBy = Tuesday });
        market.Do(new ConfirmAgreement(buyer, confirmed));
        var spot = market.Make(ModesMarket.Contract(market, seller, buyer, 2000, 100) with { DeliverBy = Tuesday });
        market.Do(new ConfirmAgreement(buyer, spot));
        var sale = market.Announce(OneWay(market, seller, Side.Sell, 30));
        var purchase = market.Announce(OneWay(market, buyer, Side.Buy, 20));
        market.Accept(market.Order(seller, Side.Sell, 5000, 50) with { Instrument = "CCER" }, market.ActorOf(seller));
        market.Accept(new HaltTrading(HaltCause.Emergency, "核查", "CCER"), market.Exchange);
        market.Finish();
        Assert.Equal(new Tonnes(130), Held(market, seller));
        Assert.Equal(new Money(300_000 + 200_000 + 100_510), market.Frozen(buyer)); // with fees

        List(market, "HBEA");
        market.Open(Monday);

        Assert.Equal(new InstrumentDelisted("CCER", Friday), Assert.Single(market.Last.OfType<InstrumentDelisted>()));
        Assert.All([waiting, confirmed], id => Assert.Equal((OfferStatus.Lapsed, ExchangeRefusals.Delisted.Code),
            (market.Offer(id).Status, market.Offer(id).Reason)));
        Assert.All([sale, purchase], id => Assert.Equal((OneWayStatus.Void, ExchangeRefusals.Delisted.Code),
            (market.OneWay(id).Status, market.OneWay(id).Reason)));
        Assert.Equal((Tonnes.Zero, new Tonnes(1000)), (Held(market, seller),
            market.State.Registry.Available(seller, UnitKind.Ccer)));
        Assert.Equal(new Money(200_000), market.Frozen(buyer)); // the contract of the spot allowance stands
        Assert.Null(market.State.Exchange.HaltOf("CCER"));
        Assert.Null(Invariants.CheckAll(market.State));
        market.Reload();

        market.No(ModeRefusals.OfferOver, new ConfirmAgreement(buyer, waiting));
        market.No(ExchangeRefusals.Delisted, market.Order(buyer, Side.Buy, 5000, 20) with { Instrument = "CCER" });
        market.Finish();
        market.Open(Tuesday);
        Assert.Empty(market.Last.OfType<InstrumentDelisted>());
        Assert.Equal("HBEA", Assert.Single(market.State.Exchange.Trades).Instrument);
        market.Finish();
        Assert.Equal((new Tonnes(100), new Money(9_800_000), new Money(192_000)),
            (market.Units(buyer), market.Cash(buyer), market.Cash(seller)));
        Assert.Null(Invariants.CheckAll(market.State));
    }

    [Fact]
    public void An_instrument_listed_again_begins_with_its_last_close_and_nothing_of_before()
    {
        var (market, seller, buyer) = Opened();
        var contract = market.Make(Contract(market, seller, buyer, 5000, 60) with { DeliverBy = Tuesday });
        market.Do(new ConfirmAgreement(buyer, contract));
        market.Finish();
        List(market, "HBEA");
        market.Open(Monday);
        market.Finish();
        List(market, "HBEA, CCER");
        market.Open(Tuesday);
        Assert.Empty(market.State.Exchange.Trades);
        Assert.Null(market.State.Exchange.Offers.Find(contract));
        Assert.Equal(new Price(5000), market.State.Exchange.Find("CCER")!.Terms!.PreviousClose);
        Assert.Equal(new Tonnes(1000), market.State.Registry.Available(seller, UnitKind.Ccer));
    }

    [Fact]
    public void Nothing_is_agreed_for_a_day_on_which_the_rules_do_not_list_the_instrument()
    {
        var (market, seller, buyer) = Opened();
        List(market, "HBEA, CCER", through: Monday);
        List(market, "HBEA", from: Tuesday);
        var contract = Contract(market, seller, buyer, 5000, 60);
        var refusal = market.No(ExchangeRefusals.DeliveryUnlisted, contract with { DeliverBy = Tuesday });
        Assert.Contains(new RefusalParameter("date", "2024-06-04"), refusal.Parameters);
        var session = OneWay(market, seller, Side.Sell, 30);
        market.No(ExchangeRefusals.DeliveryUnlisted, session with { Terms = session.Terms with { Date = Tuesday } });
        market.Make(contract with { DeliverBy = Monday });
        Assert.Equal("exchange.delivery-after-delisting", refusal.Code);
    }

    private static (TradingMarket Market, AccountId Seller, AccountId Buyer) Opened()
    {
        var market = New([("trade.instruments", "HBEA, CCER"), .. InstrumentTests.Named("HBEA", "allowance"),
            .. InstrumentTests.Named("CCER", "ccer"), ("trade.opening-price:CCER", "50.00")]);
        var (seller, buyer) = (market.Trader(0, 1000), market.Trader(100_000, 0));
        RegistryGiven.Credits(market, seller, new Tonnes(1000));
        return (market.Open(Friday), seller, buyer);
    }

    /// <summary>The rules list these from a date on, or up to one; what they said before of those days is gone.
    /// </summary>
    private static void List(TradingMarket market, string codes, LocalDate? from = null, LocalDate? through = null)
    {
        var content = market.State.Rulebook.Content!;
        var listed = new RuleValue("trade.instruments", codes, "", "", from ?? new LocalDate(2014, 4, 2), through, "",
            "", "", "list", "", "", Standing.Confirmed, "");
        market.Apply(new RulebookAdopted(content with
        {
            Values = [.. content.Values.Where(v => v.Key != listed.Key || from is not null), listed],
        }));
    }

    private static ProposeAgreement Contract(TradingMarket market, AccountId seller, AccountId buyer, long fen,
        long tonnes) => ModesMarket.Contract(market, seller, buyer, fen, tonnes) with { Instrument = "CCER" };

    private static AnnounceOneWay OneWay(TradingMarket market, AccountId account, Side side, long tonnes)
    {
        var session = OneWayMarket.Session(market, account, side, 5000, tonnes);
        return session with { Terms = session.Terms with { Instrument = "CCER", Date = Monday } };
    }

    private static Tonnes Held(TradingMarket market, AccountId account) =>
        market.State.Registry.Held(account, UnitKind.Ccer, HoldCause.InOrder);
}
