using Chutan.Market.Clearing;
using Chutan.Market.Kernel;
using Chutan.Market.Tests.Exchange;

namespace Chutan.Market.Tests.Clearing;

public sealed class MoneyDraftTests
{
    private static readonly Purse Revenue = Purse.Of(HouseAccount.AuctionRevenue);

    [Fact]
    public void A_bid_guarantee_is_tied_up_paid_in_part_and_the_rest_freed()
    {
        var market = new TradingMarket();
        var bidder = market.Trader(10_000, 0);
        var draft = new MoneyDraft(market.State.Clearing);

        Assert.Null(draft.Reserve(bidder, "auction 7", new Money(600_000)));
        Assert.Equal(new Money(400_000), draft.Free(bidder));
        Apply(market, draft);
        Assert.Equal((new Money(600_000), new Money(400_000)),
            (market.State.Clearing.Frozen(bidder), market.State.Clearing.Withdrawable(bidder)));
        market.Reload();

        draft = new MoneyDraft(market.State.Clearing);
        Assert.Null(draft.Move(Purse.Of(bidder), Revenue, new Money(450_000), MoneyCause.AuctionPayment, "auction 7",
            outOf: "auction 7"));
        Assert.Equal(new Money(150_000), draft.Reserved(bidder, "auction 7"));
        Assert.Null(draft.Unreserve(bidder, "auction 7"));
        Assert.Null(draft.Unreserve(bidder, "auction 7"));
        Apply(market, draft);
        market.Reload();
        var clearing = market.State.Clearing;
        Assert.Equal((new Money(550_000), Money.Zero, new Money(450_000)),
            (clearing.Balance(bidder), clearing.Frozen(bidder), clearing.House.Balance(HouseAccount.AuctionRevenue)));
        Assert.Empty(clearing.Tied);
    }

    [Fact]
    public void What_is_tied_up_by_an_order_cannot_be_reserved()
    {
        var market = new TradingMarket();
        var bidder = market.Trader(10_000, 0);
        market.Open(new LocalDate(2024, 5, 31));
        market.Buy(bidder, 2000, 400);
        var draft = new MoneyDraft(market.State.Clearing);
        Assert.Equal("clearing.insufficient-funds", draft.Reserve(bidder, "auction 7", new Money(300_000))!.Code);
        Assert.Empty(draft.Events);
    }

    [Fact]
    public void No_more_comes_out_of_a_reservation_than_is_in_it()
    {
        var market = new TradingMarket();
        var bidder = market.Trader(10_000, 0);
        var draft = new MoneyDraft(market.State.Clearing);
        Assert.Null(draft.Reserve(bidder, "auction 7", new Money(100)));
        Assert.Equal("clearing.not-reserved", draft.Unreserve(bidder, "auction 7", new Money(101))!.Code);
        Assert.Equal("clearing.not-reserved", draft.Move(Purse.Of(bidder), Revenue, new Money(101),
            MoneyCause.AuctionPayment, "auction 7", outOf: "auction 7")!.Code);
        Assert.Equal("clearing.insufficient-funds", draft.Move(Purse.Of(bidder), Revenue, new Money(1_000_000),
            MoneyCause.AuctionPayment, "auction 7")!.Code);
    }

    [Fact]
    public void A_house_account_never_goes_below_zero()
    {
        var market = new TradingMarket();
        var trader = market.Trader(10_000, 0);
        var draft = new MoneyDraft(market.State.Clearing);
        var fund = Purse.Of(HouseAccount.Intervention);
        Assert.Equal("clearing.house-short",
            draft.Move(fund, Purse.Of(trader), new Money(1), MoneyCause.BuyBackPayment, "buy-back 1")!.Code);
        Assert.Null(draft.Move(Purse.Of(trader), fund, new Money(500), MoneyCause.ReleasePayment, "release 1"));
        Assert.Null(draft.Move(fund, Purse.Of(trader), new Money(500), MoneyCause.BuyBackPayment, "buy-back 1"));
        Assert.Equal(new Money(1_000_000), draft.Free(trader));
        Apply(market, draft);
        Assert.Equal(Money.Zero, market.State.Clearing.House.Total);
    }

    [Fact]
    public void A_reference_is_never_empty_and_no_amount_is_zero()
    {
        var market = new TradingMarket();
        var draft = new MoneyDraft(market.State.Clearing);
        Assert.Throws<ArgumentException>(() => draft.Reserve(market.Trader(1, 0), "", new Money(1)));
        Assert.Throws<ArgumentException>(() => draft.Reserve(market.Trader(1, 0), "auction 7", Money.Zero));
    }

    private static void Apply(TradingMarket market, MoneyDraft draft)
    {
        foreach (var happened in draft.Events) market.Apply(happened);
        Assert.Empty(ClearingInvariants.Check(market.State.Clearing));
    }
}
