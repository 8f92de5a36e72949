using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;

namespace Chutan.Market.Tests.Exchange.Modes;

/// <summary>Sessions of one-way bidding for tests: announced at 10:00, from 10:30 to 11:00 unless said otherwise.
/// </summary>
internal static class OneWayMarket
{
    public static AnnounceOneWay Session(TradingMarket market, AccountId account, Side side, long fen, long tonnes,
        long least = 10, long step = 10) =>
        new(account, new OneWayTerms(Instruments.HubeiSpot, side, new Tonnes(tonnes), new Price(fen), new Price(step),
            new Tonnes(least), market.Date, new LocalTime(10, 30), new LocalTime(11, 0)));

    public static OneWayId Announce(this TradingMarket market, AnnounceOneWay command) =>
        market.Do(command).OfType<OneWayAnnounced>().Single().Session;

    /// <summary>Announces a session and opens it at its time.</summary>
    public static OneWayId Begin(this TradingMarket market, AccountId account, Side side, long fen, long tonnes,
        long least = 10)
    {
        var session = market.Announce(Session(market, account, side, fen, tonnes, least));
        market.At(10, 30).Accept(new OpenOneWay(session), Actor.Scheduler);
        return session;
    }

    public static BidOneWay Bid(AccountId account, OneWayId session, long fen, long tonnes) =>
        new(account, session, new Price(fen), new Tonnes(tonnes));

    public static OneWaySession CloseBidding(this TradingMarket market, OneWayId session)
    {
        market.At(11).Accept(new CloseOneWay(session), Actor.Scheduler);
        Assert.Null(Invariants.CheckAll(market.State));
        return market.OneWay(session);
    }

    public static OneWaySession OneWay(this TradingMarket market, OneWayId id) =>
        market.State.Exchange.OneWay.Find(id)!;
}
