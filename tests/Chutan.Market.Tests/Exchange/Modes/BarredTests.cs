using Chutan.Market.Auctions;
using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Market.Tests.Auctions;
using static Chutan.Market.Tests.Exchange.Modes.ModesMarket;
using static Chutan.Market.Tests.Exchange.Modes.OneWayMarket;

namespace Chutan.Market.Tests.Exchange.Modes;

/// <summary>停牌: what the market itself ends of those who may no longer trade, and what it says about it.</summary>
public sealed class BarredTests
{
    [Fact]
    public void The_market_withdraws_an_offer_of_a_suspended_owner_and_says_why()
    {
        var market = New();
        var (buyer, seller) = (market.Trader(30_000, 0), market.Trader(0, 1000));
        market.Open(Friday);
        var wanted = market.Make(Offer(buyer, Side.Buy, 2100, 1000));
        market.Do(new ChooseOffer(seller, wanted, new Tonnes(400)));
        Suspend(market, buyer);
        market.Accept(new WithdrawOffer(buyer, wanted), Actor.Scheduler);

        Assert.Equal((OfferStatus.Withdrawn, ExchangeRefusals.AccountRestricted.Code),
            (market.Offer(wanted).Status, market.Offer(wanted).Reason));
        Assert.Equal(new Money(840_000 + 4_200), market.Frozen(buyer)); // what was taken stays for settlement
        market.Refuse(ModeRefusals.OfferOver.Code, new WithdrawOffer(buyer, wanted), Actor.Scheduler);
        market.Reload();
        market.Finish();
        Assert.Equal(new Tonnes(400), market.Units(buyer));
    }

    [Fact]
    public void An_owner_that_withdraws_gives_no_reason_and_nobody_else_withdraws_for_it()
    {
        var market = New();
        var (seller, other) = (market.Trader(0, 1000), market.Trader(0, 1000));
        market.Open(Friday);
        var listing = market.Make(Listing(seller, 2000, 400));
        market.Refuse("access.not-permitted", new WithdrawOffer(seller, listing), market.ActorOf(other));
        market.Refuse("access.not-permitted", new WithdrawOffer(seller, listing), market.Exchange);
        market.Do(new WithdrawOffer(seller, listing));
        Assert.Equal("", market.Offer(listing).Reason);
    }

    [Fact]
    public void A_contract_that_waits_for_a_barred_buyer_is_declined_for_it_and_its_units_are_free()
    {
        var market = New();
        var (seller, buyer) = (market.Trader(0, 1000), market.Trader(30_000, 0));
        market.Open(Friday);
        var contract = market.Make(Contract(market, seller, buyer, 2000, 100));
        Assert.Equal(new Tonnes(100), market.Held(seller));
        market.Accept(new SetAccountStatus(buyer, AccountStatus.Frozen, "司法查封"), market.Registry);
        market.Accept(new DeclineOffer(buyer, contract, ExchangeRefusals.AccountRestricted.Code), Actor.Scheduler);

        Assert.Equal(OfferStatus.Declined, market.Offer(contract).Status);
        Assert.Equal(Tonnes.Zero, market.Held(seller));
        market.No(ModeRefusals.OfferOver, new WithdrawOffer(seller, contract));
    }

    [Fact]
    public void The_market_voids_the_session_of_a_barred_initiator_although_others_have_bid()
    {
        var market = New();
        var (seller, bidder) = (market.Trader(0, 100), market.Trader(3_000, 0));
        market.Open(Friday);
        var session = market.Begin(seller, Side.Sell, 2000, 100);
        market.Do(Bid(bidder, session, 2100, 100));
        market.No(OneWayRefusals.HasBids, new CancelOneWay(seller, session, "后悔"));
        Suspend(market, seller);
        market.Accept(new CancelOneWay(seller, session, ModeRefusals.CounterpartyBarred.Code), Actor.Scheduler);

        var ended = market.OneWay(session);
        Assert.Equal((OneWayStatus.Void, ModeRefusals.CounterpartyBarred.Code), (ended.Status, ended.Reason));
        Assert.Equal((Tonnes.Zero, Money.Zero), (market.Held(seller), market.Frozen(bidder)));
        market.Reload();
        Assert.Null(Invariants.CheckAll(market.State));
    }

    [Theory]
    [InlineData(RestrictionKind.NoTrading)]
    [InlineData(RestrictionKind.NoBuying)]
    [InlineData(RestrictionKind.ReduceOnly)]
    public void A_bid_of_a_restricted_bidder_stands_until_the_close_and_does_not_win(RestrictionKind kind)
    {
        var market = New();
        var (seller, best, next) = (market.Trader(0, 100), market.Trader(3_000, 0), market.Trader(3_000, 0));
        market.Open(Friday);
        var session = market.Begin(seller, Side.Sell, 2000, 100);
        market.Do(Bid(best, session, 2100, 100));
        market.Do(Bid(next, session, 2000, 100));
        market.Accept(new ImposeRestriction(OwnerOf(market, best), kind, market.Date, null, "持仓超限", null),
            market.Authority);
        var closed = market.CloseBidding(session);

        Assert.Equal([(best, 0, OversightRefusals.Restricted.Code), (next, 100, "")],
            closed.Awards.Select(a => (a.Account, a.Awarded.Count, a.Void)));
        Assert.Equal(Money.Zero, market.Frozen(best));
    }

    [Fact]
    public void The_market_withdraws_a_barred_bidder_s_sealed_bid_where_bids_are_final_too()
    {
        var it = new AuctionMarket();
        var (barred, other) = (it.Bidder(20_000), it.Bidder(20_000));
        it.Opened(AuctionMarket.Notice() with { MayWithdraw = false });
        var bid = it.Bid(barred, 2_700, 100);
        it.Bid(other, 2_600, 100);
        it.Market.Refuse(AuctionRefusals.Irrevocable.Code, new WithdrawBid(it.Last, barred, bid),
            it.Market.ActorOf(barred));
        it.Market.Accept(new ImposeRestriction(OwnerOf(it.Market, barred), RestrictionKind.NoTrading, it.Market.Date,
            null, "持仓超限", null), it.Market.Authority);
        it.Market.Accept(new WithdrawBid(it.Last, barred, bid), Actor.Scheduler);

        Assert.Equal(Money.Zero, it.Frozen(barred));
        Assert.Equal(other, Assert.Single(it.Cleared().Awards).Account);
    }

    private static void Suspend(TradingMarket market, AccountId account) => market.Accept(
        new SetParticipantStatus(OwnerOf(market, account), ParticipantStatus.Suspended, "立案调查"), market.Authority);

    private static ParticipantId OwnerOf(TradingMarket market, AccountId account) =>
        market.State.Registry.OwnerOf(account)!.Value;
}
