using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Auctions;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Server.Http;
using Chutan.Tests.World;

namespace Chutan.Tests.Exchange;

/// <summary>停牌撤单: the orders and offers of those who may no longer trade leave the market before anybody can meet them.
/// </summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class BarredOrdersTests(PlayedMarket played)
{
    private static long requests;

    [Fact]
    public async Task Orders_of_a_suspended_participant_are_withdrawn_and_its_new_ones_refused()
    {
        var (trader, owner) = await TraderAsync();
        var resting = await trader.BuyAsync(trader.LimitDown.FenPerTonne + 1, 3);
        await DoAsync(new SetParticipantStatus(owner, ParticipantStatus.Suspended, "立案调查"));
        await WithdrawnAsync(trader, resting);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => trader.BuyAsync(trader.LimitDown.FenPerTonne, 1));
        Assert.Contains("access.suspended", refused.Message, StringComparison.Ordinal);
        await DoAsync(new SetParticipantStatus(owner, ParticipantStatus.Active, "调查完毕"));
        await trader.CancelAsync(await trader.BuyAsync(trader.LimitDown.FenPerTonne + 1, 1));
    }

    [Fact]
    public async Task Orders_of_a_frozen_account_are_withdrawn()
    {
        var (trader, _) = await TraderAsync();
        var resting = await trader.SellAsync(trader.LimitUp.FenPerTonne, 2);
        await DoAsync(new SetAccountStatus(trader.Account, AccountStatus.Frozen, "司法查封"));
        await WithdrawnAsync(trader, resting);
        await DoAsync(new SetAccountStatus(trader.Account, AccountStatus.Open, "解除"));
    }

    [Fact]
    public async Task Whoever_may_not_buy_keeps_what_it_offers()
    {
        var (trader, owner) = await TraderAsync();
        var offered = await trader.SellAsync(trader.LimitUp.FenPerTonne, 2);
        var wanted = await trader.BuyAsync(trader.LimitDown.FenPerTonne + 1, 2);
        var imposed = await DoAsync(new ImposeRestriction(owner, RestrictionKind.NoBuying,
            played.Morning.InUtc().Date, null, "持仓超限未报告", null));
        await WithdrawnAsync(trader, wanted);
        Assert.Equal(OrderStatus.Open, await played.Market.AskAsync(s => s.Exchange.FindOrder(offered)!.Status));
        await DoAsync(new LiftRestriction(imposed.Events.OfType<RestrictionImposed>().Single().Restriction, "已报告"));
        await trader.CancelAsync(offered);
    }

    [Fact]
    public async Task Listings_contracts_and_sessions_of_a_suspended_participant_end()
    {
        var (seller, owner) = await TraderAsync();
        var buyer = await Trader.SellerAsync(played, seller.Account.ToString());
        var listing = await OfferAsync(seller, new PostListing(seller.Account, Instruments.HubeiSpot,
            seller.LimitUp, new Tonnes(5), new Tonnes(1), null));
        var wanted = await OfferAsync(seller, new ListOffer(seller.Account, Instruments.HubeiSpot, Side.Buy,
            seller.LimitDown, new Tonnes(4)));
        var contract = await OfferAsync(seller, await ContractAsync(seller, buyer.Account));
        var session = (await seller.SendAsync(new AnnounceOneWay(seller.Account, new OneWayTerms(
            Instruments.HubeiSpot, Side.Sell, new Tonnes(20), seller.LimitUp, new Price(5), new Tonnes(5), Today,
            new LocalTime(14, 0), new LocalTime(15, 0))))).Events.OfType<OneWayAnnounced>().Single().Session;

        var ended = await UntilAsync<OneWayEnded>(e => e.Session == session, () =>
            DoAsync(new SetParticipantStatus(owner, ParticipantStatus.Suspended, "立案调查")));
        Assert.Equal((OneWayStatus.Void, ModeRefusals.CounterpartyBarred.Code), (ended.Outcome, ended.Reason));
        foreach (var offer in new[] { listing, wanted, contract })
            Assert.Equal((OfferStatus.Withdrawn, ExchangeRefusals.AccountRestricted.Code), await StandingAsync(offer));
        using var visitor = played.Client();
        var shown = (await PlayedMarket.Get(visitor, "/deals/board?size=1000")).GetProperty("items").EnumerateArray()
            .Select(l => l.GetProperty("id").GetString()).ToList();
        Assert.DoesNotContain(listing.ToString(), shown);
        Assert.DoesNotContain(wanted.ToString(), shown);
        await DoAsync(new SetParticipantStatus(owner, ParticipantStatus.Active, "调查完毕"));
    }

    [Fact]
    public async Task A_contract_that_waits_for_one_who_may_not_buy_ends_and_its_own_listing_stays()
    {
        var (barred, owner) = await TraderAsync();
        var seller = await Trader.SellerAsync(played, barred.Account.ToString());
        var contract = await OfferAsync(seller, await ContractAsync(seller, barred.Account));
        var listing = await OfferAsync(barred, new PostListing(barred.Account, Instruments.HubeiSpot,
            barred.LimitUp, new Tonnes(5), new Tonnes(1), null));
        Decision.Accepted? imposed = null;
        var ended = await UntilAsync<OfferEnded>(e => e.Offer == contract, async () =>
            imposed = await DoAsync(
                new ImposeRestriction(owner, RestrictionKind.NoBuying, Today, null, "持仓超限", null)));
        Assert.Equal((OfferStatus.Declined, new Tonnes(10)), (ended.Outcome, ended.Remaining));
        Assert.Equal(OfferStatus.Open, (await StandingAsync(listing)).Status);
        await barred.SendAsync(new WithdrawOffer(barred.Account, listing));
        await DoAsync(new LiftRestriction(imposed!.Events.OfType<RestrictionImposed>().Single().Restriction, "已报告"));
    }

    [Fact]
    public async Task A_sealed_bid_of_one_who_may_not_trade_is_taken_out_of_the_auction()
    {
        var (bidder, owner) = await TraderAsync();
        var announced = await DoAsync(new AnnounceAuction(new AuctionNotice("竞价", "Auction", new ComplianceYear(2025),
            "试验决定", new Tonnes(100), new Tonnes(10), new Floor(FloorRule.Fixed, new Price(3_000), null, null),
            new Admission(true, true, true, OnlyIfShortIn: null), new PurchaseLimits(null, null, null, null),
            AuctionPricing.Uniform, TieRule.Time, ShortfallRule.SellWhatIsBid, default, BidsEach: 1, MayWithdraw: false,
            Rate.Of(0.2m), ForfeitTo.AuctionRevenue, played.Morning, played.Morning + Duration.FromHours(1),
            played.Morning + Duration.FromDays(2))));
        var auction = announced.Events.OfType<AuctionAnnounced>().Single().Auction;
        await DoAsync(new OpenAuction(auction));
        var bid = (await bidder.SendAsync(new SubmitBid(auction, bidder.Account, new Price(3_100), new Tonnes(10))))
            .Events.OfType<BidTaken>().Single().Bid;
        var withdrawn = await UntilAsync<BidWithdrawn>(e => e.Auction == auction, () => DoAsync(
            new ImposeRestriction(owner, RestrictionKind.NoTrading, Today, Today, "异常交易", null)));
        Assert.Equal((bid, bidder.Account), (withdrawn.Bid, withdrawn.Account));
        await DoAsync(new CancelAuction(auction, "仅供测试"));
        await DoAsync(new LiftRestriction(await played.Market.AskAsync(s =>
            s.Oversight.Measures.Restrictions.Last(r => r.Participant == owner).Number), "已报告"));
    }

    [Fact]
    public void Why_an_offer_ended_is_said_in_words_without_gaps()
    {
        Assert.Equal(new Bilingual("账户不可交易。", "Account may not trade."),
            RefusalTexts.Reason(ExchangeRefusals.AccountRestricted.Code, "HBEA"));
        Assert.Equal(new Bilingual("对手方账户当前不可交易。", "The counterparty's account may not trade now."),
            RefusalTexts.Reason(ModeRefusals.CounterpartyBarred.Code, "HBEA"));
    }

    private LocalDate Today => played.Morning.InUtc().Date;

    private async Task<ProposeAgreement> ContractAsync(Trader seller, AccountId buyer)
    {
        var close = await played.Market.AskAsync(s =>
            s.Exchange.Find(Instruments.HubeiSpot)!.CloseBefore(Today)!.Value);
        return new ProposeAgreement(seller.Account, buyer, Instruments.HubeiSpot, new Tonnes(10), close.Close,
            close.Close * new Tonnes(10), "HT-2025-9", Today, Today, "违约方赔偿损失", "仲裁");
    }

    private static async Task<OfferId> OfferAsync(Trader by, Command offer) =>
        (await by.SendAsync(offer)).Events.OfType<OfferMade>().Single().Offer;

    private ValueTask<(OfferStatus Status, string Reason)> StandingAsync(OfferId id) =>
        played.Market.AskAsync(s => s.Exchange.Offers.Find(id) is { } offer ? (offer.Status, offer.Reason) : default);

    /// <summary>Does something and waits for what the market does about it.</summary>
    private async Task<T> UntilAsync<T>(Func<T, bool> wanted, Func<Task> act) where T : Event
    {
        var seen = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        await played.Market.ListenAsync(record =>
        {
            if (record.Decision is Decision.Accepted accepted
                && accepted.Events.OfType<T>().FirstOrDefault(wanted) is { } happened) seen.TrySetResult(happened);
            return ValueTask.CompletedTask;
        });
        await act();
        return await seen.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    private async Task<(Trader Trader, ParticipantId Owner)> TraderAsync()
    {
        var trader = await Trader.SellerAsync(played, "");
        return (trader, await played.Market.AskAsync(s => s.Registry.OwnerOf(trader.Account)!.Value));
    }

    /// <summary>Waits, by the account's own stream, until an order has been withdrawn.</summary>
    private async Task WithdrawnAsync(Trader trader, OrderId order)
    {
        using var watching = await FeedReader.OpenAsync(played.Address, $"/accounts/{trader.Account}/stream",
            cookie: await played.CookieAsync("registry"));
        var shown = (await watching.NextAsync("snapshot")).Data;
        await watching.NextAsync("balances");
        while (!shown.GetProperty("orders").EnumerateArray().Any(o => o.GetProperty("id").GetString()
            == order.ToString() && o.GetProperty("reason").GetString() == "massCancelled"))
            shown = (await watching.NextAsync("update")).Data;
        Assert.Equal(OrderStatus.Cancelled, await played.Market.AskAsync(s => s.Exchange.FindOrder(order)!.Status));
    }

    /// <summary>Lets the authority do something.</summary>
    private async Task<Decision.Accepted> DoAsync(Command command)
    {
        var role = command is SetAccountStatus ? Role.Registry : Role.Authority;
        var actor = command is OpenAuction ? Actor.Scheduler : await played.Market.AskAsync(s => new Actor(
            s.Participants.Users.First(u => u.Active && u.Role == role).Id, role));
        var reply = await played.Market.SubmitAsync(new Submission(command, actor,
            new RequestId(0xba88ed, (ulong)Interlocked.Increment(ref requests)), played.Now));
        Assert.True(reply.Decision is Decision.Accepted, (reply.Decision as Decision.Refused)?.Refusal.ToString());
        return (Decision.Accepted)reply.Decision;
    }
}
