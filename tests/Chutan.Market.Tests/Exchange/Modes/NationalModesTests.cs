using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using static Chutan.Market.Tests.Exchange.Modes.ModesMarket;

namespace Chutan.Market.Tests.Exchange.Modes;

/// <summary>挂牌协议 and 大宗协议, as the national market has them.</summary>
public sealed class NationalModesTests
{
    private const long BlockCost = 240_000_000 + 1_200_000 + 50_000; // 100,000 t at 24.00, 0.5 %, half a fen a tonne

    [Fact]
    public void A_counterparty_chooses_among_the_best_five_levels_and_within_one_anybody()
    {
        var market = New(("trade.offers.max", "10"));
        var (buyer, seller) = (market.Trader(100_000, 0), market.Trader(0, 1000));
        var other = market.Trader(0, 1000);
        market.Open(Friday);
        var offers = Enumerable.Range(0, 6).Select(i => market.Make(Offer(seller, Side.Sell, 2000 + i, 100))).ToArray();
        var same = market.Make(Offer(other, Side.Sell, 2004, 50));

        var refusal = market.No(ModeRefusals.BeyondLevels, new ChooseOffer(buyer, offers[5], new Tonnes(10)));
        Assert.Equal("rules of natl.listing.levels 第一条", refusal.Basis.ToString());
        Assert.Contains(new RefusalParameter("until", "20.04"), refusal.Parameters);
        market.Do(new ChooseOffer(buyer, same, new Tonnes(20)));
        Assert.Equal(new Tonnes(30), market.Offer(same).Remaining);
        market.Do(new WithdrawOffer(seller, offers[0]));
        market.Do(new ChooseOffer(buyer, offers[5], new Tonnes(100)));
        market.Finish();

        Assert.Equal(new Tonnes(120), market.Units(buyer));
        Assert.Equal((new Tonnes(980), new Tonnes(900)), (market.Units(other), market.Units(seller)));
    }

    [Fact]
    public void An_offer_to_buy_ties_up_its_money_and_each_part_sold_to_it_frees_the_rest()
    {
        var market = New();
        var (buyer, seller) = (market.Trader(30_000, 0), market.Trader(0, 1000));
        market.Open(Friday);
        var offer = market.Make(Offer(buyer, Side.Buy, 2100, 1000));
        // 21,000.00, a fee of 105.00 and half a fen for each of 1,000 tonnes.
        Assert.Equal(new Money(2_100_000 + 10_500 + 500), market.Frozen(buyer));

        market.Do(new ChooseOffer(seller, offer, new Tonnes(400)));
        // The part taken: 8,400.00 and its fee of 42.00; the rest: 12,600.00, 63.00 and 3.00.
        Assert.Equal(new Money(840_000 + 4_200 + 1_260_000 + 6_300 + 300), market.Frozen(buyer));
        market.Reload();
        market.Finish();

        Assert.Equal(Money.Zero, market.Frozen(buyer));
        Assert.Equal(new Money(3_000_000 - 844_200), market.Cash(buyer));
        Assert.Equal(new Money(840_000 - 4_200), market.Cash(seller));
        Assert.Equal(OfferStatus.Lapsed, market.Offer(offer).Status);
    }

    [Fact]
    public void A_listing_agreement_stays_below_100000_tonnes_and_within_ten_percent()
    {
        var market = New();
        var (buyer, seller) = (market.Trader(100_000, 0), market.Trader(0, 200_000));
        market.Open(Friday);

        var large = market.No(ModeRefusals.NotBelowMost, Offer(seller, Side.Sell, 2000, 100_000));
        Assert.Equal("rules of natl.listing.max_order 第一条", large.Basis.ToString());
        market.No(ModeRefusals.PriceOutOfRange, Offer(seller, Side.Sell, 2201, 100));
        market.No(ModeRefusals.PriceOutOfRange, Offer(seller, Side.Sell, 1799, 100));
        market.No(ExchangeRefusals.OffStep, Offer(seller, Side.Sell, 2000, 0));
        market.No(ClearingRefusals.InsufficientFunds, Offer(buyer, Side.Buy, 2000, 5000));
        var offer = market.Make(Offer(seller, Side.Sell, 2200, 99_999));
        market.No(ModeRefusals.BeyondOffer, new ChooseOffer(buyer, offer, new Tonnes(100_000)));
        market.No(ModeRefusals.OwnOffer, new ChooseOffer(seller, offer, new Tonnes(1)));
        market.At(11, 30);
        market.No(ExchangeRefusals.OutOfHours, new ChooseOffer(buyer, offer, new Tonnes(1)));
    }

    [Fact]
    public void A_purchase_offer_counts_towards_the_holding_limit()
    {
        var market = New();
        var (buyer, seller) = (market.Trader(100_000, 50), market.Trader(0, 1000));
        market.Apply(new HoldingLimitSet(buyer, new Tonnes(200), "限额"));
        market.Open(Friday);
        var offer = market.Make(Offer(buyer, Side.Buy, 2000, 100));

        market.No(ExchangeRefusals.HoldingLimit, Offer(buyer, Side.Buy, 2000, 51));
        market.Make(Offer(buyer, Side.Buy, 2000, 50));
        market.Do(new ChooseOffer(seller, offer, new Tonnes(100)));
        market.Finish();
        Assert.Equal(new Tonnes(150), market.Units(buyer));
    }

    [Fact]
    public void A_block_is_negotiated_until_one_side_confirms_the_other_side_s_terms()
    {
        var market = New();
        var (seller, buyer) = (market.Trader(0, 150_000), market.Trader(3_000_000, 0));
        market.Open(Friday).At(13);
        var block = market.Make(Block(seller, buyer, Side.Sell, 2500, 150_000));
        Assert.Equal(new Tonnes(150_000), market.Held(seller));

        market.No(ModeRefusals.OwnTurn, new ConfirmBlock(seller, block));
        market.Do(new CounterBlock(buyer, block, new Price(2400), new Tonnes(100_000)));
        Assert.Equal((Tonnes.Zero, new Money(BlockCost)), (market.Held(seller), market.Frozen(buyer)));
        Assert.Equal((Side.Buy, buyer, seller), (market.Offer(block).Side, market.Offer(block).Account,
            market.Offer(block).Counterparty!.Value));
        market.No(ModeRefusals.OwnTurn, new CounterBlock(buyer, block, new Price(2300), new Tonnes(100_000)));
        market.Reload();
        market.Do(new ConfirmBlock(seller, block));
        Assert.Equal(new Money(240_000_000 + 1_200_000), market.Frozen(buyer));
        var day = market.Finish();

        Assert.Equal((new Tonnes(100_000), new Tonnes(50_000)), (market.Units(buyer), market.Units(seller)));
        Assert.Equal(new Money(240_000_000 - 1_200_000), market.Cash(seller));
        Assert.Equal(new Price(2000), day.Close);
        Assert.Equal([new OfferRound(seller, new Price(2500), new Tonnes(150_000), market.Offer(block).Rounds[0].At)],
            market.Offer(block).Rounds);
    }

    [Fact]
    public void A_block_proposed_by_the_buyer_is_declined_withdrawn_or_lapses_and_its_money_is_free()
    {
        var market = New();
        var (seller, buyer, other) = (market.Trader(0, 150_000), market.Trader(9_000_000, 0), market.Trader(0, 0));
        market.Open(Friday).At(13);
        var one = market.Make(Block(buyer, seller, Side.Buy, 2400, 100_000));
        var two = market.Make(Block(buyer, seller, Side.Buy, 2400, 100_000));
        var three = market.Make(Block(buyer, seller, Side.Buy, 2400, 100_000));
        Assert.Equal(new Money(3 * BlockCost), market.Frozen(buyer));

        market.No(ModeRefusals.UnknownOffer, new ConfirmBlock(other, one));
        market.Do(new DeclineOffer(seller, one, "另有安排"));
        market.Do(new WithdrawOffer(buyer, two));
        Assert.Equal(new Money(BlockCost), market.Frozen(buyer));
        market.Do(new CounterBlock(seller, three, new Price(2600), new Tonnes(120_000)));
        Assert.Equal((Money.Zero, new Tonnes(120_000)), (market.Frozen(buyer), market.Held(seller)));
        market.Close();
        Assert.Equal(OfferStatus.Lapsed, market.Offer(three).Status);
        Assert.Equal((Money.Zero, Tonnes.Zero), (market.Frozen(buyer), market.Held(seller)));
    }

    [Fact]
    public void A_block_has_its_own_hours_its_least_size_and_thirty_percent()
    {
        var market = New();
        var (seller, buyer) = (market.Trader(0, 150_000), market.Trader(9_000_000, 0));
        market.Open(Friday);

        var hours = market.No(ModeRefusals.BlockHours, Block(seller, buyer, Side.Sell, 2000, 100_000));
        Assert.Equal("rules of natl.hours.block.open 第一条", hours.Basis.ToString());
        market.At(13);
        market.No(ModeRefusals.BelowLeast, Block(seller, buyer, Side.Sell, 2000, 99_999));
        market.No(ModeRefusals.PriceOutOfRange, Block(seller, buyer, Side.Sell, 2601, 100_000));
        market.No(ModeRefusals.SameParty, Block(seller, seller, Side.Sell, 2000, 100_000));
        var block = market.Make(Block(seller, buyer, Side.Sell, 2600, 100_000));
        market.No(ModeRefusals.BelowLeast, new CounterBlock(buyer, block, new Price(2000), new Tonnes(10)));
        market.No(ModeRefusals.PriceOutOfRange, new CounterBlock(buyer, block, new Price(1399), new Tonnes(100_000)));
        market.At(15);
        market.No(ModeRefusals.BlockHours, new ConfirmBlock(buyer, block));
    }
}
