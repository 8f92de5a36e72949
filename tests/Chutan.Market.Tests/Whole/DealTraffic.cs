using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;

namespace Chutan.Market.Tests.Whole;

/// <summary>What traders do beside the screen: listings, contracts, national listings, blocks, one-way bidding.
/// </summary>
internal sealed class DealTraffic(WholeMarket world, ScreenTraffic screen)
{
    private readonly Random random = world.Random;
    private int contracts;

    public Sent? Next() => random.Next(17) switch
    {
        0 => Post(),
        1 or 2 => Take(TradeMode.ListingTransfer),
        3 => Propose(),
        4 => Take(TradeMode.Agreement),
        5 => List(),
        6 or 7 => Take(TradeMode.ListingAgreement),
        8 => Block(),
        9 => Counter(),
        10 => Take(TradeMode.Block),
        11 => AnyOffer(_ => true) is { } offer ? world.Own(new WithdrawOffer(offer.Account, offer.Id)) : null,
        12 => AnyOffer(o => o.Counterparty is not null) is { } named
            ? world.Own(new DeclineOffer(named.Counterparty!.Value, named.Id, "数量不符")) : null,
        13 => Announce(),
        14 => Cancel(),
        _ => Bid(),
    };

    /// <summary>Sessions of one-way bidding whose next step is due.</summary>
    public IEnumerable<Sent> Due()
    {
        foreach (var session in world.State.Exchange.OneWay.All)
        {
            if (!session.IsRunning || session.Terms.Date != world.Market.Date) continue;
            if (session.Status == OneWayStatus.Announced && world.Market.Time >= session.Terms.From)
                yield return world.By(Actor.Scheduler, new OpenOneWay(session.Id));
            else if (session.Status == OneWayStatus.Open && world.Market.Time >= session.Terms.Until)
                yield return world.By(Actor.Scheduler, new CloseOneWay(session.Id));
        }
    }

    private Sent Post()
    {
        var code = screen.AnyCode();
        var quantity = screen.Quantity(code, 80);
        AccountId? buyer = random.Next(3) == 0 ? world.AnyAccount() : null;
        return world.Own(new PostListing(world.AnyAccount(), code, screen.Near(code, 20), quantity,
            screen.Quantity(code, (int)Math.Max(1, quantity.Count)), buyer));
    }

    private Sent Propose()
    {
        var (code, today) = (screen.AnyCode(), world.Market.Date);
        var (quantity, price) = (screen.Quantity(code, 80), screen.Near(code, 20));
        return world.Own(new ProposeAgreement(world.AnyAccount(), world.AnyAccount(), code, quantity, price,
            price * quantity, $"HT-{++contracts}", today, today.PlusDays(random.Next(0, 3)), "违约方承担实际损失。",
            "提交武汉仲裁委员会。"));
    }

    private Sent List()
    {
        var code = screen.AnyCode();
        return world.Own(new ListOffer(world.AnyAccount(), code, (Side)random.Next(2), screen.Near(code, 9),
            screen.Quantity(code, 90)));
    }

    private Sent Block()
    {
        var code = screen.AnyCode();
        return world.Own(new ProposeBlock(world.AnyAccount(), world.AnyAccount(), code, (Side)random.Next(2),
            screen.Near(code, 20), screen.Quantity(code, 60) + new Tonnes(100)));
    }

    private Sent? Counter() => AnyOffer(o => o.Mode == TradeMode.Block) is { } block
        ? world.Own(new CounterBlock(block.Counterparty!.Value, block.Id, screen.Near(block.Instrument, 20),
            screen.Quantity(block.Instrument, 60) + new Tonnes(100)))
        : null;

    /// <summary>Answers an open offer of a mode: the account it names, or anybody.</summary>
    private Sent? Take(TradeMode mode)
    {
        if (AnyOffer(o => o.Mode == mode) is not { } offer) return null;
        var taker = offer.Counterparty ?? world.AnyAccount();
        var part = random.Next(2) == 0 ? offer.Remaining
            : screen.Quantity(offer.Instrument, (int)Math.Max(1, offer.Remaining.Count));
        return mode switch
        {
            TradeMode.ListingTransfer => world.Own(new TakeListing(taker, offer.Id, part)),
            TradeMode.Agreement => world.Own(new ConfirmAgreement(taker, offer.Id)),
            TradeMode.ListingAgreement => world.Own(new ChooseOffer(taker, offer.Id, part)),
            _ => world.Own(new ConfirmBlock(taker, offer.Id)),
        };
    }

    private Sent Announce()
    {
        var code = screen.AnyCode();
        var from = random.Next(2) == 0 ? new LocalTime(10, 30) : new LocalTime(13, 30);
        var step = world.State.Exchange.Find(code)?.Terms?.Step ?? new Tonnes(1);
        return world.Own(new AnnounceOneWay(world.AnyAccount(), new OneWayTerms(code, (Side)random.Next(2),
            screen.Quantity(code, 100), screen.Near(code, 10), new Price(1), step, world.Market.Date, from,
            from.PlusMinutes(45))));
    }

    private Sent? Cancel() => random.Next(4) == 0 && AnySession() is { } session
        ? world.Own(new CancelOneWay(session.Account, session.Id, "公告有误"))
        : null;

    private Sent? Bid()
    {
        if (AnySession() is not { } session) return null;
        var away = random.Next(0, 80) * (session.Terms.Side == Side.Sell ? 1 : -1);
        return world.Own(new BidOneWay(world.AnyAccount(), session.Id,
            new Price(Math.Max(1, session.Terms.Start.FenPerTonne + away)),
            screen.Quantity(session.Terms.Instrument, (int)session.Terms.Quantity.Count)));
    }

    private OneWaySession? AnySession() => world.Any(world.State.Exchange.OneWay.All.Where(s => s.IsRunning));

    private Offer? AnyOffer(Func<Offer, bool> which) =>
        world.Any(world.State.Exchange.Offers.All.Where(o => o.IsOpen && which(o)));
}
