using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Auctions;
using Chutan.Market.Clearing;
using Chutan.Market.Flows;
using Chutan.Market.Kernel;
using Chutan.Server.Access;
using Chutan.Server.Exchange;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Auctions;

/// <summary>有偿竞价: announcements and results for everybody, one's own bids for oneself. Others' bids are in no answer
/// before the auction is cleared.</summary>
internal static class AuctionEndpoints
{
    public static void MapAuctions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/auctions", ListAsync).Produces<Page<AuctionRow>>().WithSummary("Auctions, newest first.");
        routes.MapGet("/auctions/revenue", RevenueAsync).Produces<AuctionRevenueAnswer>()
            .WithSummary("Auction revenue and what it was spent on.");
        routes.MapGet("/auctions/{id:long}", OneAsync).Produces<AuctionAnswer>()
            .WithSummary("One auction: its terms with their articles, and its result.");
        routes.MapGet("/auctions/{id:long}/awards", AwardsAsync).Produces<Page<AwardRow>>()
            .WithSummary("Awards, once cleared; bidders are named only to the bodies of the market and to themselves.");
        routes.MapGet("/auctions/{id:long}/mine", MineAsync).Produces<MyAuction>()
            .WithSummary("How the caller stands in an auction: admission, bids, guarantee, what it owes.");
        routes.MapPost("/auctions/{id:long}/bids", BidAsync).Produces<Receipt>().WithSummary("Submit a sealed bid.");
        routes.MapDelete("/auctions/{id:long}/bids/{bid:long}", WithdrawAsync).Produces<Receipt>()
            .WithSummary("Withdraw a bid, where the announcement allows it.");
        routes.MapPost("/auctions/{id:long}/payment", PayAsync).Produces<Receipt>()
            .WithSummary("Pay for what was won; the units come in the same decision.");
        routes.MapPost("/auctions", AnnounceAsync).Produces<Receipt>().WithSummary("Announce an auction.");
        routes.MapPost("/auctions/{id:long}/cancellation", CancelAsync).Produces<Receipt>()
            .WithSummary("Call an auction off before it is cleared.");
        routes.MapPost("/auctions/groups", GroupAsync).Produces<Receipt>()
            .WithSummary("Record which corporate group a participant belongs to.");
        routes.MapPost("/auctions/revenue/disbursements", DisburseAsync).Produces<Receipt>()
            .WithSummary("Spend auction revenue on one of the uses the plan names.");
    }

    private static async Task<IResult> ListAsync(HttpRequest request, IMarket market)
    {
        var phases = Queries.Many(request, "phase");
        var rows = await market.AskAsync(s => s.Auctions.All.Reverse().Select(AuctionAnswers.Row)
            .Where(r => phases.Count == 0 || phases.Contains(r.Phase)).ToList());
        return Lists.Answer(rows, ListQuery.From(request), await AsOfs.NowAsync(market), "auctions");
    }

    private static async Task<IResult> RevenueAsync(IMarket market)
    {
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await market.AskAsync(s => AuctionAnswers.Revenue(s, asOf)), Json.Options);
    }

    private static async Task<IResult> OneAsync(long id, IMarket market, ReadModels models)
    {
        var asOf = await AsOfs.NowAsync(market);
        var end = models.CalledOff.Of(new AuctionId(id));
        return Results.Json(await market.AskAsync(s => AuctionAnswers.Of(Find(id, s), end, s, asOf)), Json.Options);
    }

    private static async Task<IResult> AwardsAsync(long id, HttpContext context, IMarket market)
    {
        var caller = Caller.Of(context);
        var rows = await market.AskAsync(s =>
        {
            var user = caller is { } actor ? s.Participants.Find(actor.User) : null;
            var all = user is { Active: true, Role: Role.Authority or Role.Auditor or Role.Exchange
                or Role.Clearing };
            var own = user is { Active: true } && (user.Rights & Rights.View) != 0 ? user.Participant
                : (ParticipantId?)null;
            return AuctionAnswers.Awards(Find(id, s), s, all, own);
        });
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market),
            $"auction-{id}-awards");
    }

    private static async Task<IResult> MineAsync(long id, HttpContext context, IMarket market)
    {
        var actor = Caller.Required(context);
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await market.AskAsync(s =>
            s.Participants.Find(actor.User) is { } user && (user.Rights & Rights.View) != 0
            ? AuctionAnswers.Mine(Find(id, s), account,
                AuctioningReserve.AdmissionProblem(Find(id, s), account, s), s, asOf)
            : throw RefusedException.NotFound()), Json.Options);
    }

    private static async Task<IResult> BidAsync(long id, BidRequest body, HttpContext context, IMarket market,
        Writes writes)
    {
        if (body.PriceFen is not (> 0 and < 1_000_000_00)) throw RefusedException.Malformed("priceFen", "1–99,999,999");
        var (price, tonnes) = (new Price(body.PriceFen.Value), Queries.Tonnes(body.Tonnes));
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return await writes.SendAsync(context, new SubmitBid(new AuctionId(id), account, price, tonnes), accepted =>
        {
            var taken = accepted.Events.OfType<BidTaken>().Single();
            return (new Bilingual($"报价 {taken.Bid} 已受理，冻结保证金 {Text.Of(taken.Guarantee)} 元；出清前任何人看不到您的报价。",
                $"Bid {taken.Bid} taken, guarantee of {Text.Of(taken.Guarantee)} CNY frozen; nobody sees it before the "
                + "auction is cleared."), taken.Bid.ToString());
        });
    }

    private static async Task<IResult> WithdrawAsync(long id, long bid, HttpContext context, IMarket market,
        Writes writes)
    {
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return await writes.SendAsync(context, new WithdrawBid(new AuctionId(id), account, new BidId(bid)), _ =>
            (new Bilingual($"报价 {bid} 已撤回，保证金已解冻。", $"Bid {bid} withdrawn, its guarantee is free."), $"{bid}"));
    }

    private static async Task<IResult> PayAsync(long id, HttpContext context, IMarket market, Writes writes)
    {
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return await writes.SendAsync(context, new PayAward(new AuctionId(id), account), accepted =>
        {
            var paid = accepted.Events.OfType<AwardPaid>().Single();
            return (new Bilingual($"已支付 {Text.Of(paid.Amount)} 元，{paid.Quantity.Count} t 已入登记账户。",
                $"{Text.Of(paid.Amount)} CNY paid; {paid.Quantity.Count} t are in the account."), $"{id}");
        });
    }

    private static Task<IResult> AnnounceAsync(AuctionRequest body, HttpContext context, Writes writes) =>
        writes.SendAsync(context, new AnnounceAuction(body.ToNotice()), accepted =>
        {
            var made = accepted.Events.OfType<AuctionAnnounced>().Single();
            return (new Bilingual($"竞价 {made.Auction} 已公告。", $"Auction {made.Auction} announced."),
                made.Auction.ToString());
        });

    private static Task<IResult> CancelAsync(long id, CancelAuctionRequest body, HttpContext context,
        Writes writes) => writes.SendAsync(context, new CancelAuction(new AuctionId(id), body.Reason ?? ""), _ =>
            (new Bilingual($"竞价 {id} 已取消，保证金全部解冻。", $"Auction {id} cancelled; all guarantees are free."), $"{id}"));

    private static Task<IResult> GroupAsync(GroupRequest body, HttpContext context, Writes writes)
    {
        if (!long.TryParse(body.Participant, System.Globalization.CultureInfo.InvariantCulture, out var participant))
            throw RefusedException.Malformed("participant", "1000 …");
        return writes.SendAsync(context, new SetCorporateGroup(new ParticipantId(participant), body.Group ?? ""), _ =>
            (new Bilingual($"主体 {participant} 的集团关系已登记。", $"The group of participant {participant} is recorded."),
                body.Participant));
    }

    private static Task<IResult> DisburseAsync(DisburseRequest body, HttpContext context, Writes writes)
    {
        if (!Enum.TryParse<RevenueUse>(body.Use, ignoreCase: true, out var use) || !Enum.IsDefined(use))
            throw RefusedException.Malformed("use", string.Join(", ", Enum.GetValues<RevenueUse>()
                .Select(AuctionAnswers.Word)));
        var command = new DisburseAuctionRevenue(use, new Money(body.AmountFen ?? 0), body.Payee ?? "",
            body.Decision ?? "", body.BankReference ?? "");
        return writes.SendAsync(context, command, _ => (new Bilingual($"已支出 {Text.Of(command.Amount)} 元。",
            $"{Text.Of(command.Amount)} CNY disbursed."), command.BankReference));
    }

    private static Auction Find(long id, MarketState state) =>
        state.Auctions.Find(new AuctionId(id)) ?? throw RefusedException.NotFound();
}
