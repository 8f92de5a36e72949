using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using static Chutan.Market.Tests.Exchange.Modes.ModesMarket;
using static Chutan.Market.Tests.Exchange.Modes.OneWayMarket;

namespace Chutan.Market.Tests.Exchange.Modes;

/// <summary>What one-way bidding refuses, each with its own code.</summary>
public sealed class OneWayRefusalTests
{
    [Fact]
    public void The_mode_must_be_provided_and_the_day_open()
    {
        var without = New(("trade.modes.adopted", "block"));
        var account = without.Trader(0, 100);
        without.No(ExchangeRefusals.NoTradingDay, Session(without, account, Side.Sell, 2000, 100));
        without.Open(Friday);
        without.No(ModeRefusals.NotOffered, Session(without, account, Side.Sell, 2000, 100));

        var market = New();
        var seller = market.Trader(0, 100);
        market.Open(Friday);
        market.Accept(new HaltTrading(HaltCause.SystemFault, "网络故障"), market.Exchange);
        market.No(ExchangeRefusals.Halted, Session(market, seller, Side.Sell, 2000, 100));
    }

    [Fact]
    public void An_announcement_names_a_day_and_hours_in_good_time()
    {
        var market = New();
        var seller = market.Trader(0, 100);
        market.Open(Friday);
        var command = Session(market, seller, Side.Sell, 2000, 100);
        market.No(OneWayRefusals.BadDate, On(Friday.PlusDays(1)));
        market.No(OneWayRefusals.BadDate, On(Friday.PlusDays(-1)));
        market.No(OneWayRefusals.BadDate, On(Friday.PlusDays(60)));
        market.No(OneWayRefusals.BadWindow, At(11, 13));
        market.No(OneWayRefusals.BadWindow, At(11, 11));
        market.No(OneWayRefusals.BadWindow, At(14, 16));
        market.At(10, 1).No(OneWayRefusals.ShortNotice, command);
        market.Do(At(14, 15));

        AnnounceOneWay On(LocalDate date) => command with { Terms = command.Terms with { Date = date } };
        AnnounceOneWay At(int from, int until) => command with
        {
            Terms = command.Terms with { From = new LocalTime(from, 0), Until = new LocalTime(until, 0) },
        };
    }

    [Fact]
    public void An_announcement_has_a_sound_quantity_and_price()
    {
        var market = New(("trade.order.step", "10"), ("trade.tick", "0.05"), ("trade.offers.max", "1"));
        var seller = market.Trader(0, 500);
        market.Open(Friday);
        market.No(ExchangeRefusals.OffStep, Session(market, seller, Side.Sell, 2000, 105));
        market.No(OneWayRefusals.BadLeast, Session(market, seller, Side.Sell, 2000, 100, least: 0));
        market.No(OneWayRefusals.BadLeast, Session(market, seller, Side.Sell, 2000, 100, least: 110));
        market.No(OneWayRefusals.BadLeast, Session(market, seller, Side.Sell, 2000, 100, least: 15));
        market.No(OneWayRefusals.BadPriceStep, Session(market, seller, Side.Sell, 2000, 100, step: 0));
        market.No(OneWayRefusals.BadPriceStep, Session(market, seller, Side.Sell, 2000, 100, step: 7));
        market.No(ExchangeRefusals.OffTick, Session(market, seller, Side.Sell, 2001, 100));
        market.No(ModeRefusals.PriceOutOfRange, Session(market, seller, Side.Sell, 2605, 100));
        market.Announce(Session(market, seller, Side.Sell, 2600, 100));
        market.No(ModeRefusals.TooManyOffers, Session(market, seller, Side.Sell, 2000, 100));
    }

    [Fact]
    public void An_initiator_has_its_units_or_its_money()
    {
        var market = New();
        var (seller, buyer) = (market.Trader(0, 99), market.Trader(2_000, 0));
        market.Open(Friday);
        market.No(RegistryRefusals.InsufficientHolding, Session(market, seller, Side.Sell, 2000, 100));
        market.No(ClearingRefusals.InsufficientFunds, Session(market, buyer, Side.Buy, 2000, 100));
        market.Accept(new SetAccountStatus(seller, AccountStatus.Restricted, "核查"), market.Registry);
        market.No(ExchangeRefusals.AccountRestricted, Session(market, seller, Side.Sell, 2000, 50));
    }

    [Fact]
    public void A_bid_keeps_to_the_announcement()
    {
        var market = New();
        var (seller, bidder) = (market.Trader(0, 100), market.Trader(10_000, 0));
        market.Open(Friday);
        var later = market.Announce(Session(market, seller, Side.Sell, 2000, 50, least: 20));
        market.No(OneWayRefusals.Unknown, Bid(bidder, new OneWayId(9), 2000, 50));
        market.No(OneWayRefusals.OutsideWindow, Bid(bidder, later, 2000, 50));
        market.Refuse(OneWayRefusals.Unknown.Code, new OpenOneWay(new OneWayId(9)), Actor.Scheduler);
        market.At(11).Refuse(OneWayRefusals.WrongStatus.Code, new CloseOneWay(later), Actor.Scheduler);
        market.At(10, 30).Accept(new OpenOneWay(later), Actor.Scheduler);

        market.No(OneWayRefusals.OwnSession, Bid(seller, later, 2000, 50));
        market.No(ExchangeRefusals.OffStep, Bid(bidder, later, 2000, 0));
        market.No(OneWayRefusals.BadQuantity, Bid(bidder, later, 2000, 19));
        market.No(OneWayRefusals.BadQuantity, Bid(bidder, later, 2000, 51));
        market.No(OneWayRefusals.WorseThanStart, Bid(bidder, later, 1990, 50));
        market.No(OneWayRefusals.OffPriceStep, Bid(bidder, later, 2005, 50));
        market.No(ModeRefusals.PriceOutOfRange, Bid(bidder, later, 2610, 50));
        market.Do(Bid(bidder, later, 2100, 30));
        market.No(OneWayRefusals.NotBetter, Bid(bidder, later, 2100, 50));
        market.No(OneWayRefusals.NotBetter, Bid(bidder, later, 2110, 29));
    }

    [Fact]
    public void A_buyer_refuses_bids_above_its_ceiling()
    {
        var market = New();
        var (buyer, seller) = (market.Trader(10_000, 0), market.Trader(0, 100));
        market.Open(Friday);
        var session = market.Begin(buyer, Side.Buy, 2000, 50);
        market.No(OneWayRefusals.WorseThanStart, Bid(seller, session, 2010, 50));
        market.Do(Bid(seller, session, 1990, 50));
        market.No(OneWayRefusals.NotBetter, Bid(seller, session, 2000, 50));
    }

    [Fact]
    public void A_bidder_has_its_money_or_its_units_and_room_to_hold_what_it_buys()
    {
        var market = New();
        var (seller, buyer) = (market.Trader(3_000, 200), market.Trader(0, 50));
        var (poor, full) = (market.Trader(1_000, 0), market.Trader(10_000, 0));
        market.Open(Friday);
        market.Accept(new SetHoldingLimit(full, new Tonnes(60), "大户"), market.Authority);
        var selling = market.Announce(Session(market, seller, Side.Sell, 2000, 100));
        var buying = market.Announce(Session(market, seller, Side.Buy, 2000, 100));
        market.At(10, 30).Accept(new OpenOneWay(selling), Actor.Scheduler);
        market.Accept(new OpenOneWay(buying), Actor.Scheduler);

        market.No(ClearingRefusals.InsufficientFunds, Bid(poor, selling, 2000, 50));
        market.No(RegistryRefusals.InsufficientHolding, Bid(buyer, buying, 2000, 51));
        market.No(ExchangeRefusals.HoldingLimit, Bid(full, selling, 2000, 61));
        market.Do(Bid(full, selling, 2000, 50));
        market.No(ExchangeRefusals.HoldingLimit, Bid(full, selling, 2010, 61));
        market.Do(Bid(full, selling, 2010, 60));
    }

    [Fact]
    public void Only_those_with_the_right_announce_bid_and_run_sessions()
    {
        var market = New();
        var (seller, viewer) = (market.Trader(0, 100), market.Trader(3_000, 0, Rights.View));
        market.Open(Friday);
        var session = market.Announce(Session(market, seller, Side.Sell, 2000, 100));
        market.No(ParticipantRefusals.NotPermitted, Bid(viewer, session, 2000, 50));
        market.Refuse(ParticipantRefusals.NotPermitted.Code, new OpenOneWay(session), market.ActorOf(seller));
        market.Refuse(ParticipantRefusals.NotPermitted.Code, Bid(seller, session, 2000, 50), market.Exchange);
        market.Refuse(ParticipantRefusals.NotPermitted.Code, Session(market, seller, Side.Sell, 2000, 100),
            market.ActorOf(viewer));
    }
}
