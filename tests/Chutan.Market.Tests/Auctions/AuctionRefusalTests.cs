using Chutan.Market.Allocation;
using Chutan.Market.Auctions;
using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;

namespace Chutan.Market.Tests.Auctions;

public sealed class AuctionRefusalTests
{
    [Fact]
    public void An_announcement_must_hold_together()
    {
        var it = new AuctionMarket();
        var good = AuctionMarket.Notice();
        Refused("auctions.bad-terms", good with { TitleZh = "" });
        Refused("auctions.bad-terms", good with { Lot = Tonnes.Zero });
        Refused("auctions.bad-terms", good with { Floor = new Floor(FloorRule.Fixed, null, null, null) });
        Refused("auctions.bad-terms", good with { Floor = new Floor(FloorRule.AverageOfMonths, null, Rate.One, 0) });
        Refused("auctions.bad-terms", good with { Admission = new Admission(false, false, false, null) });
        Refused("auctions.bad-terms", good with { Limits = new PurchaseLimits(null, Rate.Of(0.05m), null, null) });
        Refused("auctions.bad-terms", good with { BidsEach = 0 });
        Refused("auctions.bad-terms", good with { Guarantee = default });
        Refused("auctions.off-lot", good with { Supply = new(1_050) });
        Refused("auctions.bad-window", good with { Closes = good.Opens });
        Refused("auctions.bad-window", good with { Opens = good.Opens - Duration.FromDays(2) });
        Refused("auctions.bad-window", good with { PayBy = good.Closes });
        Refused("allocation.no-cap", good with { Year = new(2022) });
        it.Announce(good);

        void Refused(string code, AuctionNotice notice) =>
            it.Market.Refuse(code, new AnnounceAuction(notice), it.Market.Authority);
    }

    [Fact]
    public void No_more_than_its_share_of_the_reserve_is_auctioned()
    {
        var it = new AuctionMarket().Announce(AuctionMarket.Notice(2_900));
        var refusal = it.Market.Refuse("auctions.beyond-share", new AnnounceAuction(AuctionMarket.Notice(200)),
            it.Market.Authority);
        Assert.Contains(new RefusalParameter("most", "3000"), refusal.Parameters);
        it.Announce(AuctionMarket.Notice(100));
    }

    [Fact]
    public void A_sales_account_is_opened_once_and_first()
    {
        var it = new AuctionMarket(withSalesAccount: false);
        it.Market.Refuse("auctions.no-account", new AnnounceAuction(AuctionMarket.Notice()), it.Market.Authority);
        it.Market.Accept(new OpenAuctionAccount(), it.Market.Authority);
        it.Market.Refuse("auctions.account-exists", new OpenAuctionAccount(), it.Market.Authority);
        Assert.Null(it.State.Registry.AccountOf(it.State.Participants.All.First().Id));
    }

    [Fact]
    public void Bids_are_taken_only_between_opening_and_close()
    {
        var it = new AuctionMarket();
        var bidder = it.Bidder(20_000);
        it.Announce();
        it.Refused("auctions.not-open", bidder, 2_600, 100);
        it.Market.Refuse("auctions.too-early", new OpenAuction(it.Last), Actor.Scheduler);
        it.Market.At(AuctionMarket.Tuesday, 10);
        it.Refused("auctions.not-open", bidder, 2_600, 100);
        it.Market.Accept(new OpenAuction(it.Last), it.Market.Exchange);
        it.Market.Refuse("auctions.too-early", new CloseBidding(it.Last), Actor.Scheduler);
        it.Market.At(AuctionMarket.Tuesday, 10, 59);
        it.Bid(bidder, 2_600, 100);
        it.Market.At(AuctionMarket.Tuesday, 11); // the close has come, though nobody has carried it out yet
        it.Refused("auctions.not-open", bidder, 2_600, 100);
        it.Market.Refuse("auctions.wrong-phase", new ClearAuction(it.Last), Actor.Scheduler);
        it.Market.Accept(new CloseBidding(it.Last), Actor.Scheduler);
        it.Refused("auctions.not-open", bidder, 2_600, 100);
    }

    [Fact]
    public void Only_those_admitted_may_bid()
    {
        var it = new AuctionMarket();
        var person = it.Bidder(20_000, ParticipantKind.Individual);
        it.Opened();
        it.Refused("auctions.not-admitted", person, 2_600, 100);
        it.Market.Refuse("access.not-permitted", new SubmitBid(it.Last, person, new(2_600), new(100)),
            it.Market.Clearing);
    }

    [Fact]
    public void A_sale_for_entities_in_need_takes_only_those_whose_emissions_exceed_their_allocation()
    {
        var market = new LawMarket(("cap.gov_reserve.auction_share_max", "0.30"))
            .Determined(allocation: 600_000, emissions: 700_000, reserve: 1_000_000);
        market.Do(new OpenAuctionAccount(), market.Authority);
        var (other, person) = market.Representative(ParticipantKind.CoveredEntity, "E2");
        var account = market.OpenAccount(other);
        var clearing = market.Representative(ParticipantKind.ClearingOperator, "C").Actor;
        foreach (var each in new[] { market.Account, account })
            market.Do(new DepositMoney(each, new Money(100_000_00), $"in {each}"), clearing);
        market.Do(new AnnounceAuction(AuctionMarket.Notice() with
        {
            Year = LawMarket.Year,
            Admission = new Admission(true, false, false, OnlyIfShortIn: LawMarket.Year),
            Opens = At(1), Closes = At(2), PayBy = At(3),
        }), market.Authority);
        market.Date = market.Date.PlusDays(1);
        market.Do(new OpenAuction(new(1)), Actor.Scheduler);
        market.Do(new SubmitBid(new(1), market.Account, new(2_600), new(100)), market.Operator);
        market.Refused("auctions.not-short", new SubmitBid(new(1), account, new(2_600), new(100)), person);

        Instant At(int days) => market.Date.PlusDays(days).AtMidnight().InUtc().ToInstant();
    }

    [Fact]
    public void A_bid_must_keep_the_terms()
    {
        var it = new AuctionMarket();
        var bidder = it.Bidder(100_000);
        it.Opened(AuctionMarket.Notice() with { Limits = new PurchaseLimits(new(600), Rate.Of(0.5m), null, null) });
        it.Refused("auctions.off-lot", bidder, 2_600, 150);
        it.Refused("auctions.off-lot", bidder, 2_600, 0);
        it.Refused("auctions.below-floor", bidder, 2_499, 100);
        it.Refused("auctions.beyond-limit", bidder, 2_600, 600);
        it.Bid(bidder, 2_600, 400);
        Assert.Equal(new Tonnes(100), BidRules.Room(it.Auction, bidder));
        it.Refused("auctions.beyond-limit", bidder, 2_600, 200);
        it.Bid(bidder, 2_500, 100);
        it.Refused("auctions.too-many-bids", bidder, 2_600, 100);
        it.Market.Refuse("auctions.unknown", new SubmitBid(new(9), bidder, new(2_600), new(100)),
            it.Market.ActorOf(bidder));
    }

    [Fact]
    public void A_bid_needs_its_guarantee_in_free_money()
    {
        var it = new AuctionMarket();
        var bidder = it.Bidder(500);
        it.Opened();
        var refusal = it.Refused("clearing.insufficient-funds", bidder, 2_600, 100);
        Assert.Contains(new RefusalParameter("needed", "520.00"), refusal.Parameters);
        it.Bid(bidder, 2_500, 100);
        Assert.Equal(new Money(50_000), it.Frozen(bidder));
    }

    [Fact]
    public void A_bid_may_not_lead_over_the_holding_limit_nor_come_from_a_frozen_account()
    {
        var it = new AuctionMarket();
        var bidder = it.Bidder(100_000);
        it.Opened();
        it.Market.Accept(new SetHoldingLimit(bidder, new(150), "test"), it.Market.Authority);
        it.Bid(bidder, 2_600, 100);
        it.Refused(ExchangeRefusals.HoldingLimit.Code, bidder, 2_600, 100);
        it.Market.Accept(new SetAccountStatus(bidder, AccountStatus.Restricted, "test"), it.Market.Registry);
        it.Refused(ExchangeRefusals.AccountRestricted.Code, bidder, 2_600, 100);
    }

    [Fact]
    public void A_bid_is_withdrawn_by_its_owner_where_that_is_allowed()
    {
        var it = new AuctionMarket();
        var (bidder, other) = (it.Bidder(20_000), it.Bidder(20_000));
        it.Opened();
        var bid = it.Bid(bidder, 2_600, 100);
        it.Market.Refuse("auctions.unknown-bid", new WithdrawBid(it.Last, other, bid), it.Market.ActorOf(other));
        it.Market.Accept(new WithdrawBid(it.Last, bidder, bid), it.Market.ActorOf(bidder));
        Assert.Equal(Money.Zero, it.Frozen(bidder));
        it.Market.Refuse("auctions.unknown-bid", new WithdrawBid(it.Last, bidder, bid), it.Market.ActorOf(bidder));
        Assert.Empty(it.Cleared().Awards);

        it = new AuctionMarket();
        bidder = it.Bidder(20_000);
        it.Opened(AuctionMarket.Notice() with { MayWithdraw = false });
        bid = it.Bid(bidder, 2_600, 100);
        it.Market.Refuse("auctions.irrevocable", new WithdrawBid(it.Last, bidder, bid), it.Market.ActorOf(bidder));
    }

    [Fact]
    public void Auction_revenue_goes_only_to_the_uses_the_plan_names()
    {
        var it = new AuctionMarket();
        var bidder = it.Bidder(20_000);
        it.Opened();
        it.Bid(bidder, 2_600, 500);
        it.Cleared();
        it.Pay(bidder);
        Refused("clearing.no-such-use", Spend((RevenueUse)9, 100));
        Refused("clearing.no-amount", Spend(RevenueUse.RegionalMarket, 0));
        Refused("clearing.payee-needed", Spend(RevenueUse.RegionalMarket, 100) with { Payee = "" });
        Refused("clearing.bad-reference", Spend(RevenueUse.RegionalMarket, 100) with { BankReference = "" });
        Refused("clearing.house-short", Spend(RevenueUse.RegionalMarket, 1_300_001));
        var before = it.State.Clearing.BankTotal;
        it.Market.Accept(Spend(RevenueUse.CityTransition, 300_000), it.Market.Authority);
        Refused("clearing.duplicate-reference", Spend(RevenueUse.CityTransition, 300_000));
        Assert.Equal(new Money(300_000), it.State.Clearing.RevenueSpent.Of(RevenueUse.CityTransition));
        Assert.Equal(new Money(1_000_000), it.State.Clearing.House.Balance(HouseAccount.AuctionRevenue));
        Assert.Equal(before - new Money(300_000), it.State.Clearing.BankTotal);
        it.Market.Reload();

        void Refused(string code, DisburseAuctionRevenue command) =>
            it.Market.Refuse(code, command, it.Market.Authority);

        DisburseAuctionRevenue Spend(RevenueUse use, long fen) => new(use, new Money(fen), "武汉市", "决定", "out 1");
    }

    [Fact]
    public void A_group_is_recorded_for_a_known_participant_and_taken_off_by_an_empty_name()
    {
        var it = new AuctionMarket();
        var owner = it.State.Registry.OwnerOf(it.Bidder(1))!.Value;
        it.Market.Refuse("participants.unknown", new SetCorporateGroup(new(9), "集团"), it.Market.Authority);
        it.Market.Refuse("auctions.bad-terms", new SetCorporateGroup(owner, new string('长', 101)),
            it.Market.Authority);
        it.Market.Accept(new SetCorporateGroup(owner, "集团"), it.Market.Authority);
        Assert.Equal("集团", it.State.Auctions.GroupOf(owner));
        it.Market.Accept(new SetCorporateGroup(owner, ""), it.Market.Authority);
        Assert.Null(it.State.Auctions.GroupOf(owner));
    }
}
