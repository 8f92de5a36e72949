using Chutan.Market.Allocation;
using Chutan.Market.Auctions;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Market.Tests.Exchange;

namespace Chutan.Market.Tests.Auctions;

/// <summary>A market whose authority has 10,000 t in reserve, of which 3,000 t may be auctioned; bidding runs from ten
/// to eleven on Tuesday, payment until Friday noon.</summary>
internal sealed class AuctionMarket
{
    public static readonly ComplianceYear Year = new(2023);
    public static readonly LocalDate Tuesday = new(2024, 6, 4);

    public AuctionMarket(bool withSalesAccount = true, params (string Key, string Value)[] changes)
    {
        Market = new TradingMarket([("cap.gov_reserve.auction_share_max", "0.30"),
            ("cap.gov_reserve.share_max", "0.10"), .. changes]);
        Market.Accept(new FoundRegistry(), Market.Registry);
        Market.At(new LocalDate(2024, 6, 3), 9);
        Market.Accept(new SetCap(Year, new(90_000), Tonnes.Zero, new(10_000), "plan"), Market.Authority);
        if (withSalesAccount) Market.Accept(new OpenAuctionAccount(), Market.Registry);
    }

    public TradingMarket Market { get; }
    public MarketState State => Market.State;
    public AuctionId Last => State.Auctions.All.Last().Id;
    public Auction Auction => State.Auctions.All.Last();
    public Tonnes InReserve => State.Registry.Balance(State.Registry.GovernmentReserve, UnitKind.Allowance);
    public Tonnes OnSale => State.Registry.Balance(State.Auctions.SalesAccount!.Value, UnitKind.Allowance);

    public AccountId Bidder(long yuan, ParticipantKind kind = ParticipantKind.Institution)
    {
        if (kind == ParticipantKind.Institution) return Market.Trader(yuan, 0);
        var actor = Market.Join(kind);
        var account = RegistryGiven.Account(Market, State.Participants.Find(actor.User)!.Participant);
        Market.Accept(new Chutan.Market.Clearing.DepositMoney(account, new Money(yuan * 100), $"in {account}"),
            Market.Clearing);
        return account;
    }

    public static AuctionNotice Notice(long supply = 1_000, long lot = 100) => new("竞价", "Auction", Year, "决定",
        new(supply), new(lot), new Floor(FloorRule.Fixed, new Price(2_500), null, null),
        new Admission(CoveredEntities: true, Institutions: true, Individuals: false, OnlyIfShortIn: null),
        new PurchaseLimits(null, null, null, null), AuctionPricing.Uniform, TieRule.Time, ShortfallRule.SellWhatIsBid,
        default, BidsEach: 2, MayWithdraw: true, Rate.Of(0.2m), ForfeitTo.AuctionRevenue, Moment(10), Moment(11),
        (Tuesday.PlusDays(3) + new LocalTime(12, 0)).WithOffset(Offset.FromHours(8)).ToInstant());

    public static Instant Moment(int hour) =>
        (Tuesday + new LocalTime(hour, 0)).WithOffset(Offset.FromHours(8)).ToInstant();

    public AuctionMarket Announce(AuctionNotice? notice = null)
    {
        Market.Accept(new AnnounceAuction(notice ?? Notice()), Market.Authority);
        return this;
    }

    /// <summary>Announced, and open for bids at ten on Tuesday.</summary>
    public AuctionMarket Opened(AuctionNotice? notice = null)
    {
        Announce(notice);
        Market.At(Tuesday, 10);
        Market.Accept(new OpenAuction(Last), Actor.Scheduler);
        return this;
    }

    public BidId Bid(AccountId account, long fen, long tonnes) =>
        Market.Accept(new SubmitBid(Last, account, new(fen), new(tonnes)), Market.ActorOf(account))
            .OfType<BidTaken>().Single().Bid;

    public Refusal Refused(string code, AccountId account, long fen, long tonnes) =>
        Market.Refuse(code, new SubmitBid(Last, account, new(fen), new(tonnes)), Market.ActorOf(account));

    /// <summary>Bidding closed at eleven, and the auction cleared.</summary>
    public AuctionResult Cleared()
    {
        Market.At(Tuesday, 11);
        Market.Accept(new CloseBidding(Last), Actor.Scheduler);
        Market.Accept(new ClearAuction(Last), Actor.Scheduler);
        return Auction.Result!;
    }

    public void Pay(AccountId account) => Market.Accept(new PayAward(Last, account), Market.ActorOf(account));

    /// <summary>The payment deadline has come.</summary>
    public AuctionMarket Ended()
    {
        Market.At(Tuesday.PlusDays(3), 12);
        Market.Accept(new EndPayments(Last), Actor.Scheduler);
        return this;
    }

    public Money Frozen(AccountId account) => State.Clearing.Frozen(account);
    public Money Cash(AccountId account) => State.Clearing.Balance(account);
    public Tonnes Units(AccountId account) => State.Registry.Balance(account, UnitKind.Allowance);
}
