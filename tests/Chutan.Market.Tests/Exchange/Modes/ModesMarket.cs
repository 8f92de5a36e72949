using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;

namespace Chutan.Market.Tests.Exchange.Modes;

/// <summary>A trading market that has all modes beside the screen, with small blocks.</summary>
internal static class ModesMarket
{
    public static readonly LocalDate Friday = new(2024, 5, 31);

    public static TradingMarket New(params (string Key, string Value)[] changes) => new(
    [
        .. new (string Key, string Value)[]
        {
            ("trade.modes", "fixed-price, agreement"), ("trade.modes.adopted", "listing-agreement, block, one-way"),
            ("trade.limit.fixed_price", "0.30"), ("trade.limit.agreement", "0.30"), ("natl.limit.listing", "0.10"),
            ("natl.limit.block", "0.30"), ("trade.fixed_price.bilateral", "yes"), ("trade.agreement.filing_days", "5"),
            ("trade.agreement.delivery_days", "20"), ("trade.offers.max", "4"), ("natl.listing.levels", "5"),
            ("natl.listing.max_order", "100000"), ("natl.block.min_order", "100000"),
            ("natl.hours.block.open", "13:00"),
            ("natl.hours.block.close", "15:00"), ("trade.fee.fixed_price.seller", "0.04"),
            ("trade.fee.agreement.seller", "0.04"), ("natl.fee", "0.005"),
            ("trade.limit.one_way", "0.30"), ("trade.one_way.notice_minutes", "30"), ("trade.one_way.ahead_days", "10"),
            ("trade.one_way.pricing", "own-bid"), ("trade.fee.one_way", "0.005"),
        }.Where(rule => !changes.Any(c => c.Key == rule.Key)),
        .. changes.Where(c => c.Value.Length > 0),
    ]);

    public static PostListing Listing(AccountId seller, long fen, long tonnes, long minimum = 1,
        AccountId? buyer = null) =>
        new(seller, Instruments.HubeiSpot, new Price(fen), new Tonnes(tonnes), new Tonnes(minimum), buyer);

    public static ListOffer Offer(AccountId account, Side side, long fen, long tonnes) =>
        new(account, Instruments.HubeiSpot, side, new Price(fen), new Tonnes(tonnes));

    public static ProposeBlock Block(AccountId account, AccountId other, Side side, long fen, long tonnes) =>
        new(account, other, Instruments.HubeiSpot, side, new Price(fen), new Tonnes(tonnes));

    /// <summary>A contract signed today and to be delivered today, its total as it must be.</summary>
    public static ProposeAgreement Contract(TradingMarket market, AccountId seller, AccountId buyer, long fen,
        long tonnes) => new(seller, buyer, Instruments.HubeiSpot, new Tonnes(tonnes), new Price(fen),
        new Money(fen * tonnes), "HT-2024-001", market.Date, market.Date, "违约方承担实际损失。", "提交武汉仲裁委员会。");

    /// <summary>Sends a command that makes an offer, as its account's owner.</summary>
    public static OfferId Make<T>(this TradingMarket market, T command) where T : Command, IConcernsAccount =>
        market.Accept(command, market.ActorOf(command.Account)).OfType<OfferMade>().Single().Offer;

    public static ImmutableArray<Event> Do<T>(this TradingMarket market, T command)
        where T : Command, IConcernsAccount => market.Accept(command, market.ActorOf(command.Account));

    public static Refusal No<T>(this TradingMarket market, RefusalCode code, T command)
        where T : Command, IConcernsAccount => market.Refuse(code.Code, command, market.ActorOf(command.Account));

    public static Offer Offer(this TradingMarket market, OfferId id) => market.State.Exchange.Offers.Find(id)!;

    public static Tonnes Held(this TradingMarket market, AccountId account) =>
        market.State.Registry.Held(account, UnitKind.Allowance, HoldCause.InOrder);

    public static Tonnes Units(this TradingMarket market, AccountId account) =>
        market.State.Registry.Balance(account, UnitKind.Allowance);

    public static Money Cash(this TradingMarket market, AccountId account) => market.State.Clearing.Balance(account);

    public static Money Frozen(this TradingMarket market, AccountId account) => market.State.Clearing.Frozen(account);
}
