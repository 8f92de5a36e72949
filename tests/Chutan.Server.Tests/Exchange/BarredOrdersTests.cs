using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Tests.World;

namespace Chutan.Tests.Exchange;

/// <summary>停牌撤单: the orders of those who may no longer trade leave the book before anybody can meet them.</summary>
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
        var actor = await played.Market.AskAsync(s => new Actor(
            s.Participants.Users.First(u => u.Active && u.Role == role).Id, role));
        var reply = await played.Market.SubmitAsync(new Submission(command, actor,
            new RequestId(0xba88ed, (ulong)Interlocked.Increment(ref requests)), played.Now));
        return Assert.IsType<Decision.Accepted>(reply.Decision);
    }
}
