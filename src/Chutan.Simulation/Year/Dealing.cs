using Chutan.Engine.Partitions;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>盘外交易: what is agreed beside the screen. Institutions list at fixed prices and on the national board,
/// entities that have some over sign contracts with those that lack them, and now and then a block changes hands.
/// </summary>
internal sealed class Dealing(Desk desk, Town town, Scenario scenario, IReadOnlyList<LocalDate> days, ulong seed)
{
    /// <summary>How often in a thousand days each mode is used.</summary>
    private const int Lists = 260, Offers = 140, Signs = 150, Blocks = 18;

    /// <summary>Nothing is signed before there are closes to measure the price against.</summary>
    private const int QuietDays = 10;

    /// <summary>How many contracts in a thousand name a delivery day of their own, and how far off that is at most.
    /// </summary>
    private const int Forward = 350, FurthestDays = 18;
    private const long LeastContract = 5_000, MostContract = 45_000;
    private const long LeastBlock = 100_000, MostBlock = 130_000;

    private readonly HashSet<Type> accepted = [];
    private Chance chance = Chance.For(seed, "deals");

    /// <summary>One afternoon, when block agreements have their hours. Until a mode has been used for the first time it
    /// is tried every day, so that short years use every one of them too.</summary>
    public async Task RunAsync(LocalDate date)
    {
        chance = Chance.For(seed, "deals", date.Year * 1000L + date.DayOfYear);
        desk.SetClock(date, new LocalTime(13, 38, 40), Duration.FromMilliseconds(500));
        var (lists, offers) = (chance.PerMille(Lists), chance.PerMille(Offers));
        var (signs, blocks) = (chance.PerMille(Signs), chance.PerMille(Blocks));
        lists |= !accepted.Contains(typeof(TakeListing)) || !accepted.Contains(typeof(WithdrawOffer));
        offers |= !accepted.Contains(typeof(ChooseOffer));
        signs |= !accepted.Contains(typeof(ConfirmAgreement)) || !accepted.Contains(typeof(DeclineOffer));
        if (lists) await ListAsync();
        if (offers) await OfferAsync();
        if (date < scenario.First.PlusDays(QuietDays)) return;
        if (signs) await SignAsync(date);
        // A world of fewer entities has fewer of them that are large enough.
        blocks &= chance.Below(scenario.Entities) < town.Entities.Length;
        if (blocks || !accepted.Contains(typeof(ConfirmBlock))) await BlockAsync();
    }

    /// <summary>定价转让: an institution lists; individuals take parts; what is left is withdrawn or lapses with the day.
    /// </summary>
    private async Task ListAsync()
    {
        var seller = Richest().Party;
        var quantity = Math.Min(chance.Between(200, 3_000), seller.FreeAllowances);
        if (quantity < 50) return;
        var price = PerMille(chance.Between(1_000, 1_025));
        var listing = await MakeAsync(seller, new PostListing(seller.Account, Instruments.HubeiSpot, price,
            new Tonnes(quantity), new Tonnes(10), Buyer: null));
        if (listing is not { } open) return;
        for (var visitors = chance.Between(1, 4); visitors > 0; visitors--)
        {
            var buyer = chance.Pick(town.Individuals).Party;
            var part = Math.Min(chance.Between(10, 300), buyer.FreeCash / Math.Max(1, price.FenPerTonne + 1));
            if (part < 1) continue;
            await SendAsync(buyer, new TakeListing(buyer.Account, open, new Tonnes(part)));
        }
        if (!accepted.Contains(typeof(WithdrawOffer)) || chance.PerMille(300))
            await SendAsync(seller, new WithdrawOffer(seller.Account, open));
    }

    /// <summary>挂牌协议: an institution bids on the national board; another sells to it.</summary>
    private async Task OfferAsync()
    {
        var (buyer, seller) = (chance.Pick(town.Institutions).Party, Richest().Party);
        if (buyer == seller) return;
        var price = PerMille(chance.Between(985, 1_000));
        var quantity = Math.Min(chance.Between(100, 2_000), buyer.FreeCash / 2 / Math.Max(1, price.FenPerTonne));
        if (quantity < 1 || seller.FreeAllowances < quantity) return;
        var offer = await MakeAsync(buyer, new ListOffer(buyer.Account, Instruments.HubeiSpot, Side.Buy, price,
            new Tonnes(quantity)));
        if (offer is not { } open) return;
        await SendAsync(seller, new ChooseOffer(seller.Account, open,
            new Tonnes(Math.Max(1, quantity * chance.Between(40, 100) / 100))));
    }

    /// <summary>协议转让: most contracts are confirmed; some are declined, forgotten, or priced outside the limit.
    /// </summary>
    private async Task SignAsync(LocalDate date)
    {
        var quantity = chance.Between(LeastContract, MostContract);
        if (Pair(quantity) is not var (seller, buyer)) return;
        var turn = chance.Below(100);
        var price = turn < 6 ? PerMille(1_420) : PerMille(chance.Between(975, 1_025));
        var signed = date.PlusDays(-(int)chance.Below(3));
        var deliver = accepted.Contains(typeof(ConfirmAgreement)) && chance.PerMille(Forward) ? LaterThan(date) : date;
        var contract = await MakeAsync(seller, new ProposeAgreement(seller.Account, buyer.Account,
            Instruments.HubeiSpot, new Tonnes(quantity), price, price * new Tonnes(quantity),
            $"XY-{date.Year}-{date.DayOfYear:000}", signed, deliver, "违约方赔偿守约方的实际损失。", "协商不成的，提交武汉仲裁委员会仲裁。"));
        if (contract is not { } open) return;
        if (turn < 14 || accepted.Contains(typeof(ConfirmAgreement)) && !accepted.Contains(typeof(DeclineOffer)))
            await SendAsync(buyer, new DeclineOffer(buyer.Account, open, "数量与协议不符"));
        else if (turn >= 20)
            await SendAsync(buyer, new ConfirmAgreement(buyer.Account, open));
    }

    /// <summary>大宗协议: proposed, countered, confirmed. The entity with most to spare sells; one that lacks as much buys,
    /// or else a fund builds a position.</summary>
    private async Task BlockAsync()
    {
        var largest = town.Entities.Where(e => !e.Excluded && e.Received > 0).MaxBy(e => e.Balance);
        if (largest is null) return;
        var seller = largest.Party;
        var spare = Math.Min(largest.Balance, seller.FreeAllowances - seller.Offered);
        if (spare < LeastBlock) return;
        var quantity = Math.Min(chance.Between(LeastBlock, MostBlock), spare);
        var buyer = town.Entities.Where(e => !e.Excluded && e.Balance < -quantity && CanPay(e.Party, quantity))
            .MinBy(e => e.Balance)?.Party ?? town.Institutions.MaxBy(i => i.Party.FreeCash)!.Party;
        if (!CanPay(buyer, quantity))
        {
            new Cashier(desk, town).Deposit(buyer, Party.CostOf(PerMille(1_030), MostBlock));
            return;
        }
        var block = await MakeAsync(seller, new ProposeBlock(seller.Account, buyer.Account, Instruments.HubeiSpot,
            Side.Sell, PerMille(1_010), new Tonnes(quantity)));
        if (block is not { } open) return;
        var price = PerMille(chance.Between(980, 1_005));
        await SendAsync(buyer, new CounterBlock(buyer.Account, open, price, new Tonnes(quantity)));
        await SendAsync(seller, new ConfirmBlock(seller.Account, open));
    }

    /// <summary>One of the next trading days, or the same day where the next is too far off.</summary>
    private LocalDate LaterThan(LocalDate date)
    {
        var later = days.Where(d => d > date && Period.DaysBetween(date, d) <= FurthestDays).ToList();
        return later.Count == 0 ? date : chance.Pick(later);
    }

    private Investor Richest() => town.Institutions.OrderByDescending(i => i.Party.FreeAllowances)
        .ThenBy(i => i.Plan.Number).ElementAt((int)chance.Below(Math.Min(4, town.Institutions.Length)));

    /// <summary>An entity that can spare so much and one that lacks it; null when there is no such pair.</summary>
    private (Party Seller, Party Buyer)? Pair(long quantity)
    {
        var sellers = town.Entities.Where(e => !e.Excluded && e.Received > 0 && e.Balance > quantity
            && e.Party.FreeAllowances - e.Party.Offered > quantity).ToList();
        var buyers = town.Entities
            .Where(e => !e.Excluded && e.Balance < -quantity && CanPay(e.Party, quantity)).ToList();
        return sellers.Count == 0 || buyers.Count == 0
            ? null
            : (chance.Pick(sellers).Party, chance.Pick(buyers).Party);
    }

    /// <summary>So many thousandths of the previous close.</summary>
    private Price PerMille(long share) => town.PerMille(Instruments.HubeiSpot, share);

    /// <summary>Whether a buyer has the money there; money handed in now is in its account tomorrow.</summary>
    private bool CanPay(Party buyer, long quantity) => buyer.FreeCash >= Party.CostOf(PerMille(1_030), quantity);

    private async Task SendAsync(Party party, Command command)
    {
        await desk.SendAsync(party.Actor, command, reply =>
        {
            if (reply.Decision is Decision.Accepted) accepted.Add(command.GetType());
        });
        await desk.SettleAsync();
    }

    private async Task<OfferId?> MakeAsync(Party party, Command command)
    {
        OfferId? made = null;
        await desk.SendAsync(party.Actor, command, reply => made = NumberOf(reply));
        await desk.SettleAsync();
        return made;
    }

    private static OfferId? NumberOf(Reply reply) => reply.Decision is Decision.Accepted decided
        ? decided.Events.OfType<OfferMade>().Single().Offer
        : null;
}
