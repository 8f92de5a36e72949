using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Chutan.Server.Registry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Chutan.Server.Exchange.Feed;

/// <summary>成交回报: the live stream of an account's own orders, trades and balances, for those who may see them.
/// </summary>
internal static class AccountStreamEndpoints
{
    public static void MapAccountStream(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/accounts/{number:long}/stream", StreamAsync).Produces(200, contentType: "text/event-stream")
            .WithSummary("Server-sent events: an account's own orders, trades and balances by number.");

    private static async Task StreamAsync(long number, HttpContext context, IMarket market, AccountFeed feed,
        LiveConnections live, IClock clock, FeedReaders readers, IHostApplicationLifetime lifetime)
    {
        var account = new AccountId(number);
        var actor = Caller.Required(context);
        if (await BalancesAsync(account, actor, market) is null) throw RefusedException.NotFound();
        var after = EventStream.LastSeen(context.Request);
        using var seat = readers.Take();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping);
        var stream = new EventStream(context.Response, feed.Bounds, ends.Token);
        var opening = feed.Attach(account, after);
        var own = await market.AskAsync(s => s.Participants.Find(actor.User)?.Participant is { } participant
            && s.Registry.OwnerOf(account) == participant);
        if (own) live.Enter(account);
        try
        {
            var following = new Following<AccountUpdate, AccountSnapshot>(stream, opening.Reader,
                () => feed.Recover(account, opening.Reader), s => s.Sequence, () => stream.Write("heartbeat", null,
                    new HeartbeatAnswer(feed.Sequence(account), clock.GetCurrentInstant(), "")), feed.Bounds);
            await following.BeginAsync(opening, after, TellAsync);
            await following.RunAsync(updates => updates is null || updates.Any(u => u.Balances)
                ? TellAsync() : Task.CompletedTask);
        }
        catch (OperationCanceledException)
        {
            // The reader went, lost the right to look, or the server stops: the connection ends.
        }
        finally
        {
            feed.Detach(account, opening.Reader);
            if (own) await live.LeaveAsync(account, lifetime.ApplicationStopping.IsCancellationRequested);
        }

        // The right to look is asked for each time: it may have been withdrawn since.
        async Task TellAsync() => stream.Write("balances", null,
            await BalancesAsync(account, actor, market) ?? throw new OperationCanceledException());
    }

    /// <summary>The account's balances for somebody who may see them; null for anybody else, as for no account.
    /// </summary>
    private static async ValueTask<BalancesAnswer?> BalancesAsync(AccountId account, Actor actor, IMarket market)
    {
        var asOf = await AsOfs.NowAsync(market);
        return await market.AskAsync(s => s.Registry.Find(account) is { } found
            && Authority.MayRead(ReadRight.Affairs, actor, found.Owner, s)
                ? new BalancesAnswer(RegistryEndpoints.Balances(account, s.Registry), Holds(account, s),
                    new CashAnswer(s.Clearing.Balance(account).Fen, s.Clearing.Frozen(account).Fen,
                        s.Clearing.Available(account).Fen), s.Exchange.CancelsOnDisconnect(account), asOf)
                : null);
    }

    private static List<HoldAnswer> Holds(AccountId account, MarketState state) =>
        [.. from kind in Enum.GetValues<UnitKind>()
            from cause in Enum.GetValues<HoldCause>()
            let held = state.Registry.Held(account, kind, cause)
            where !held.IsZero
            select new HoldAnswer(Names.Code("unit", kind.ToString()), Names.Code("hold", cause.ToString()),
                held.Count)];
}
