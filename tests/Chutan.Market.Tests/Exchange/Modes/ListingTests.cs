using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using static Chutan.Market.Tests.Exchange.Modes.ModesMarket;

namespace Chutan.Market.Tests.Exchange.Modes;

/// <summary>定价转让: fixed-price listings.</summary>
public sealed class ListingTests
{
    [Fact]
    public void A_listing_of_1000_tonnes_at_2528_costs_the_seller_101120_and_the_buyer_no_fee()
    {
        var market = New(("trade.opening-price", "25.28"));
        var (seller, buyer) = (market.Trader(0, 1000), market.Trader(25_280, 0));
        market.Open(Friday);

        var listing = market.Make(Listing(seller, 2528, 1000));
        Assert.Equal(new Tonnes(1000), market.Held(seller));
        market.Do(new TakeListing(buyer, listing, new Tonnes(1000)));
        Assert.Equal(new Money(2_528_000), market.Frozen(buyer));
        market.Finish();

        Assert.Equal(Money.Zero, market.Cash(buyer));
        Assert.Equal(new Money(2_528_000 - 101_120), market.Cash(seller));
        Assert.Equal(new Money(101_120), market.State.Clearing.FeeIncome);
        Assert.Equal((new Tonnes(1000), Tonnes.Zero), (market.Units(buyer), market.Units(seller)));
        Assert.All(market.State.Registry.Lots(buyer), lot => Assert.True(lot.Attributes.Traded));
    }

    [Fact]
    public void Parts_are_taken_down_to_the_minimum_and_the_last_part_may_be_smaller()
    {
        var market = New();
        var (seller, one, other) = (market.Trader(0, 1000), market.Trader(20_000, 0), market.Trader(20_000, 0));
        market.Open(Friday);
        var listing = market.Make(Listing(seller, 2000, 1000, minimum: 300));

        market.No(ModeRefusals.BelowMinimum, new TakeListing(one, listing, new Tonnes(299)));
        market.No(ModeRefusals.BeyondOffer, new TakeListing(one, listing, new Tonnes(1001)));
        market.Do(new TakeListing(one, listing, new Tonnes(800)));
        market.No(ModeRefusals.BelowMinimum, new TakeListing(other, listing, new Tonnes(199)));
        market.Do(new TakeListing(other, listing, new Tonnes(200)));

        Assert.Equal(OfferStatus.Traded, market.Offer(listing).Status);
        market.No(ModeRefusals.OfferOver, new TakeListing(one, listing, new Tonnes(1)));
        var day = market.Finish();
        Assert.Equal((new Tonnes(800), new Tonnes(200)), (market.Units(one), market.Units(other)));
        Assert.Equal(Tonnes.Zero, market.Held(seller));
        Assert.Equal((Tonnes.Zero, new Tonnes(1000)), (day.Volume, day.TotalVolume()));
    }

    [Fact]
    public void A_fixed_price_moves_neither_the_close_nor_the_last_price()
    {
        var market = New();
        var (seller, buyer) = (market.Trader(0, 1000), market.Trader(60_000, 0));
        market.Open(Friday);
        market.Sell(seller, 2050, 100);
        market.Buy(buyer, 2050, 100);
        var listing = market.Make(Listing(seller, 2600, 500));
        market.Do(new TakeListing(buyer, listing, new Tonnes(500)));

        var day = market.Finish();

        Assert.Equal((new Price(2050), new Price(2050)), (day.Close, day.Last));
        var mode = Assert.Single(day.Modes, m => m.Mode == TradeMode.ListingTransfer);
        Assert.Equal((new Tonnes(500), new Money(1_300_000)), (mode.Volume, mode.Turnover));
    }

    [Fact]
    public void What_is_not_taken_is_free_again_when_it_is_withdrawn_or_the_day_ends()
    {
        var market = New();
        var (seller, buyer) = (market.Trader(0, 1000), market.Trader(20_000, 0));
        market.Open(Friday);
        var withdrawn = market.Make(Listing(seller, 2000, 400));
        var lapsing = market.Make(Listing(seller, 2000, 600));
        market.Do(new TakeListing(buyer, withdrawn, new Tonnes(100)));
        market.Do(new TakeListing(buyer, lapsing, new Tonnes(50)));

        market.Do(new WithdrawOffer(seller, withdrawn));
        Assert.Equal(new Tonnes(100 + 600), market.Held(seller));
        market.No(ModeRefusals.OfferOver, new WithdrawOffer(seller, withdrawn));
        market.No(ModeRefusals.UnknownOffer, new WithdrawOffer(buyer, lapsing));
        market.Reload();
        market.Finish();

        Assert.Equal(OfferStatus.Lapsed, market.Offer(lapsing).Status);
        Assert.Equal((Tonnes.Zero, new Tonnes(850)), (market.Held(seller), market.Units(seller)));
        market.Open(new LocalDate(2024, 6, 3));
        Assert.Empty(market.State.Exchange.Offers.All);
        market.No(ModeRefusals.UnknownOffer, new TakeListing(buyer, lapsing, new Tonnes(1)));
    }

    [Fact]
    public void A_bilateral_listing_is_for_its_buyer_alone_who_may_decline_it()
    {
        var market = New();
        var (seller, buyer, other) = (market.Trader(0, 1000), market.Trader(20_000, 0), market.Trader(20_000, 0));
        market.Open(Friday);
        var listing = market.Make(Listing(seller, 2000, 100, buyer: buyer));

        market.No(ModeRefusals.UnknownOffer, new TakeListing(other, listing, new Tonnes(100)));
        market.No(ModeRefusals.UnknownOffer, new DeclineOffer(other, listing, "不需要"));
        market.No(ExchangeRefusals.ReasonNeeded, new DeclineOffer(buyer, listing, " "));
        market.Do(new DeclineOffer(buyer, listing, "价格偏高"));

        Assert.Equal((OfferStatus.Declined, "价格偏高"), (market.Offer(listing).Status, market.Offer(listing).Reason));
        Assert.Equal(Tonnes.Zero, market.Held(seller));
        market.No(ModeRefusals.OfferOver, new DeclineOffer(buyer, listing, "再次"));
        market.No(ModeRefusals.SameParty, Listing(seller, 2000, 100, buyer: seller));
        var strict = New(("trade.fixed_price.bilateral", "no"));
        var (one, two) = (strict.Trader(0, 1000), strict.Trader(0, 0));
        strict.Open(Friday);
        strict.No(ModeRefusals.NoBilateral, Listing(one, 2000, 100, buyer: two));
    }

    [Fact]
    public void Listings_outside_price_size_and_hours_are_refused_with_the_article()
    {
        var market = New(("trade.tick", "0.05"), ("trade.order.step", "10"));
        var seller = market.Trader(0, 1000);
        market.Open(Friday);

        var price = market.No(ModeRefusals.PriceOutOfRange, Listing(seller, 2605, 100));
        Assert.Equal("rules of trade.limit.fixed_price 第一条", price.Basis.ToString());
        Assert.Contains(new RefusalParameter("high", "26.00"), price.Parameters);
        Assert.Contains(new RefusalParameter("low", "14.00"), price.Parameters);
        market.No(ModeRefusals.PriceOutOfRange, Listing(seller, 1395, 100));
        market.No(ExchangeRefusals.OffTick, Listing(seller, 2001, 100));
        market.No(ExchangeRefusals.OffStep, Listing(seller, 2000, 105));
        market.No(ModeRefusals.BadMinimum, Listing(seller, 2000, 100, minimum: 101));
        market.No(ModeRefusals.BadMinimum, Listing(seller, 2000, 100, minimum: 0));
        market.No(RegistryRefusals.InsufficientHolding, Listing(seller, 2000, 1010));
        market.No(ExchangeRefusals.UnknownInstrument, Listing(seller, 2000, 100) with { Instrument = "HBEB" });
        market.At(12);
        market.No(ExchangeRefusals.OutOfHours, Listing(seller, 2000, 100));
        market.At(10);
        market.Accept(new HaltTrading(HaltCause.Emergency, "演练"), market.Exchange);
        market.No(ExchangeRefusals.Halted, Listing(seller, 2000, 100));
    }

    [Fact]
    public void An_account_has_only_so_many_open_offers()
    {
        var market = New();
        var seller = market.Trader(0, 1000);
        market.Open(Friday);
        var first = market.Make(Listing(seller, 2000, 10));
        for (var i = 0; i < 3; i++) market.Make(Listing(seller, 2000, 10));

        market.No(ModeRefusals.TooManyOffers, Listing(seller, 2000, 10));
        market.Do(new WithdrawOffer(seller, first));
        market.Make(Listing(seller, 2000, 10));
    }

    [Fact]
    public void A_mode_that_is_neither_in_the_rules_nor_adopted_is_refused()
    {
        var without = New(("trade.modes", "agreement"), ("trade.modes.adopted", "block"));
        var seller = without.Trader(0, 1000);
        without.Open(Friday);
        var refusal = without.No(ModeRefusals.NotOffered, Listing(seller, 2000, 100));
        Assert.Equal("rules of trade.modes 第一条", refusal.Basis.ToString());
        without.No(ModeRefusals.NotOffered, Offer(seller, Side.Sell, 2000, 100));
    }

    [Fact]
    public void Nobody_deals_with_himself_with_a_suspended_holder_or_a_restricted_account()
    {
        var market = New();
        var (seller, buyer, other) = (market.Trader(0, 1000), market.Trader(20_000, 0), market.Trader(20_000, 0));
        market.Open(Friday);
        var listing = market.Make(Listing(seller, 2000, 100));
        market.No(ModeRefusals.OwnOffer, new TakeListing(seller, listing, new Tonnes(1)));
        market.No(ClearingShort, new TakeListing(market.Trader(1, 0), listing, new Tonnes(100)));

        market.Apply(new AccountStatusChanged(buyer, AccountStatus.Restricted, "身份信息过期"));
        market.No(ExchangeRefusals.AccountRestricted, new TakeListing(buyer, listing, new Tonnes(1)));
        market.No(ModeRefusals.CounterpartyBarred, Listing(seller, 2000, 100, buyer: buyer));
        market.Apply(new Market.Participants.ParticipantStatusChanged(market.State.Registry.OwnerOf(seller)!.Value,
            Market.Participants.ParticipantStatus.Suspended, "调查"));
        market.No(ModeRefusals.CounterpartyBarred, new TakeListing(other, listing, new Tonnes(1)));
        market.Finish();
        Assert.Equal(Tonnes.Zero, market.Held(seller));
    }

    private static RefusalCode ClearingShort => Market.Clearing.ClearingRefusals.InsufficientFunds;
}
