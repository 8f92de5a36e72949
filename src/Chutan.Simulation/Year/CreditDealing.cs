using Chutan.Engine.Partitions;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>减排量交易: from their issue to the surrender deadline the developers sell reductions beside the screen, to
/// entities that may still use some: listed at a fixed price, on the national board, by contract, and once as a block
/// to an institution that sells on in parts.</summary>
internal sealed class CreditDealing(Desk desk, Town town, LocalDate until, ulong seed)
{
    /// <summary>How often in a thousand days each mode is used.</summary>
    private const int Lists = 450, Offers = 350, Signs = 350;
    private const long LeastBlock = 100_000;

    private readonly CreditBuyers buyers = new(desk, town);
    private readonly HashSet<TradeMode> used = [];
    private Chance chance = Chance.For(seed, "credit-deals");
    private int contracts;

    public async Task RunAsync(LocalDate date)
    {
        if (date > until) return;
        if (buyers.SellerOf(UnitKind.Ccer) is null && buyers.SellerOf(UnitKind.InclusionReduction) is null) return;
        chance = Chance.For(seed, "credit-deals", date.Year * 1000L + date.DayOfYear);
        desk.SetClock(date, new LocalTime(13, 39, 30), Duration.FromMilliseconds(400));
        var (lists, offers, signs) = (chance.PerMille(Lists), chance.PerMille(Offers), chance.PerMille(Signs));
        if (!used.Contains(TradeMode.Block)) await BlockAsync();
        foreach (var kind in new[] { UnitKind.Ccer, UnitKind.InclusionReduction })
        {
            if (lists) await ListAsync(kind);
            if (offers) await OfferAsync(kind);
            if (signs) await SignAsync(kind, date);
        }
    }

    private async Task ListAsync(UnitKind kind)
    {
        if (buyers.SellerOf(kind) is not { } seller || buyers.Of(kind) is not { Length: > 0 } open) return;
        var code = town.InstrumentOf(kind);
        // Of the small Wuhan scheme a little at a time, so that some is left for the calls.
        var most = kind == UnitKind.Ccer ? seller.Free(kind) : seller.Free(kind) / 12 + 1;
        var (quantity, price) = (Math.Min(chance.Between(500, 8_000), most), Price(code, 985, 1_015));
        var listing = await MakeAsync(seller, new PostListing(seller.Account, code, price, new Tonnes(quantity),
            new Tonnes(1), Buyer: null));
        if (listing is not { } offer) return;
        for (var visitors = chance.Between(1, 4); visitors > 0 && quantity > 0; visitors--)
        {
            var (buyer, room) = open[(int)chance.Below(open.Length)];
            var part = Math.Min(Math.Min(room, quantity), chance.Between(20, 4_000));
            if (!buyers.CanPay(buyer, price, part)) continue;
            await SendAsync(buyer, new TakeListing(buyer.Account, offer, new Tonnes(part)), TradeMode.ListingTransfer);
            quantity -= part;
        }
    }

    private async Task OfferAsync(UnitKind kind)
    {
        if (Pair(kind) is not var (seller, buyer, most)) return;
        var code = town.InstrumentOf(kind);
        var (price, quantity) = (Price(code, 980, 1_000), Math.Min(most, chance.Between(20, 3_000)));
        if (!buyers.CanPay(buyer, price, quantity)) return;
        var offer = await MakeAsync(buyer, new ListOffer(buyer.Account, code, Side.Buy, price, new Tonnes(quantity)));
        if (offer is { } open)
            await SendAsync(seller, new ChooseOffer(seller.Account, open, new Tonnes(quantity)),
                TradeMode.ListingAgreement);
    }

    private async Task SignAsync(UnitKind kind, LocalDate date)
    {
        if (Pair(kind) is not var (seller, buyer, most)) return;
        var code = town.InstrumentOf(kind);
        var (price, quantity) = (Price(code, 960, 1_020), new Tonnes(Math.Min(most, chance.Between(200, 9_000))));
        if (!buyers.CanPay(buyer, price, quantity.Count)) return;
        var contract = await MakeAsync(seller, new ProposeAgreement(seller.Account, buyer.Account, code, quantity,
            price, price * quantity, $"JP-{date.Year}-{++contracts:000}", date, date, "违约方赔偿守约方的实际损失。",
            "协商不成的，提交武汉仲裁委员会仲裁。"));
        if (contract is { } open)
            await SendAsync(buyer, new ConfirmAgreement(buyer.Account, open), TradeMode.Agreement);
    }

    /// <summary>大宗协议: the developer with enough for a block sells it to the institution with most money.</summary>
    private async Task BlockAsync()
    {
        if (buyers.SellerOf(UnitKind.Ccer) is not { } seller || seller.Free(UnitKind.Ccer) < LeastBlock) return;
        var buyer = town.Institutions.Select(i => i.Party).Where(p => p != seller).MaxBy(p => p.FreeCash);
        var code = town.InstrumentOf(UnitKind.Ccer);
        var (price, quantity) = (Price(code, 930, 970), new Tonnes(seller.Free(UnitKind.Ccer)));
        if (buyer is null || !buyers.CanPay(buyer, price, quantity.Count)) return;
        var block = await MakeAsync(seller, new ProposeBlock(seller.Account, buyer.Account, code, Side.Sell, price,
            quantity));
        if (block is { } open) await SendAsync(buyer, new ConfirmBlock(buyer.Account, open), TradeMode.Block);
    }

    private (Party Seller, Party Buyer, long Most)? Pair(UnitKind kind)
    {
        if (buyers.SellerOf(kind) is not { } seller || buyers.Of(kind) is not { Length: > 0 } open) return null;
        var (buyer, room) = open[(int)chance.Below(open.Length)];
        return (seller, buyer, Math.Min(room, seller.Free(kind)));
    }

    private Price Price(string code, int least, int most) => town.PerMille(code, chance.Between(least, most));

    private async Task SendAsync(Party party, Command command, TradeMode mode)
    {
        await desk.SendAsync(party.Actor, command, reply =>
        {
            if (reply.Decision is Decision.Accepted) used.Add(mode);
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

    private static OfferId? NumberOf(Reply reply) => reply.Decision is Decision.Accepted accepted
        ? accepted.Events.OfType<OfferMade>().Single().Offer
        : null;
}
