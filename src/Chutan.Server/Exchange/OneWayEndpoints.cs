using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;

namespace Chutan.Server.Exchange;

/// <summary>Times are local, such as 14:00. The account is needed only when the exchange announces for it.</summary>
public sealed record OneWayRequest(string? Account, string? Instrument, string? Side, long? Tonnes, long? Least,
    long? StartFen, long? StepFen, LocalDate? Date, string? From, string? Until);
public sealed record OneWayBidRequest(long? PriceFen, long? Tonnes);
public sealed record OneWayCancellation(string? Reason);

/// <summary>单向竞价: announcements, open bids and results for everybody; announcing, bidding and calling off.</summary>
internal static class OneWayEndpoints
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static void MapOneWay(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/deals/one-way", ListAsync).Produces<Page<OneWayRow>>()
            .WithSummary("Sessions of one-way bidding, newest first.");
        routes.MapGet("/deals/one-way/{id:long}", OneAsync).Produces<OneWayAnswer>()
            .WithSummary("One session with its bids, best first; whose they are is not said.");
        routes.MapPost("/deals/one-way", AnnounceAsync).Produces<Receipt>()
            .WithSummary("Announce one-way bidding: what to sell or buy, from which price, and when.");
        routes.MapPost("/deals/one-way/{id:long}/bids", BidAsync).Produces<Receipt>()
            .WithSummary("Bid, or improve the own bid.");
        routes.MapPost("/deals/one-way/{id:long}/cancellation", CancelAsync).Produces<Receipt>()
            .WithSummary("Call a session off before the first bid.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IMarket market)
    {
        var (states, sides) = (Queries.Many(context.Request, "state"), Queries.Many(context.Request, "side"));
        var caller = Caller.Of(context);
        var rows = await market.AskAsync(s =>
        {
            var (names, viewer) = Reader(caller, s);
            return s.Exchange.OneWay.All.Reverse().Select(o => OneWayAnswers.Row(o, names, viewer, s))
                .Where(r => states.Count == 0 || states.Contains(r.State))
                .Where(r => sides.Count == 0 || sides.Contains(r.Side)).ToList();
        });
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "one-way");
    }

    private static async Task<IResult> OneAsync(long id, HttpContext context, IMarket market, ReadModels models)
    {
        var end = models.CalledOff.Of(new OneWayId(id));
        var caller = Caller.Of(context);
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await market.AskAsync(s =>
        {
            var (names, viewer) = Reader(caller, s);
            return s.Exchange.OneWay.Find(new OneWayId(id)) is { } session
                ? OneWayAnswers.Of(session, end, names, viewer, s, asOf)
                : throw RefusedException.NotFound();
        }), Json.Options);
    }

    private static async Task<IResult> AnnounceAsync(OneWayRequest body, HttpContext context, IMarket market,
        Writes writes)
    {
        var side = DealWrites.SideOf(body.Side);
        var (start, step) = (PriceOf(body.StartFen, "startFen"), PriceOf(body.StepFen, "stepFen"));
        var tonnes = Queries.Tonnes(body.Tonnes);
        var least = body.Least is null ? tonnes : Queries.Tonnes(body.Least);
        if (body.Date is not { } date) throw RefusedException.Malformed("date", "yyyy-MM-dd");
        var (from, until) = (TimeOf(body.From, "from"), TimeOf(body.Until, "until"));
        var account = body.Account is { Length: > 0 } named
            ? DealEndpoints.AccountOf(named, "account")
            : await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return await writes.SendAsync(context, new AnnounceOneWay(account, new OneWayTerms(
            DealWrites.InstrumentOf(body.Instrument), side, tonnes, start, step, least, date, from, until)), accepted =>
        {
            var id = accepted.Events.OfType<OneWayAnnounced>().Single().Session;
            return (new Bilingual($"单向竞价 {id} 号已公告：{Text.Of(date)} {Text.Of(from)} 开始报价。",
                $"One-way bidding {id} announced; bids from {Text.Of(from)} on {Text.Of(date)}."), id.ToString());
        });
    }

    private static async Task<IResult> BidAsync(long id, OneWayBidRequest body, HttpContext context, IMarket market,
        Writes writes)
    {
        var (price, tonnes) = (PriceOf(body.PriceFen, "priceFen"), Queries.Tonnes(body.Tonnes));
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return await writes.SendAsync(context, new BidOneWay(account, new OneWayId(id), price, tonnes), _ =>
            (new Bilingual($"{id} 号单向竞价：报价 {Text.Of(price)} 元/t × {tonnes} 已受理，截止前不可撤回。",
                $"One-way bidding {id}: bid of {tonnes} at {Text.Of(price)} taken; it stands until the close."),
                $"{id}"));
    }

    private static async Task<IResult> CancelAsync(long id, OneWayCancellation body, HttpContext context,
        IMarket market, Writes writes)
    {
        var actor = Caller.Required(context);
        // The exchange calls off for whoever announced it; everybody else only for the own account.
        var account = actor.Role == Role.Exchange
            ? await market.AskAsync(s => s.Exchange.OneWay.Find(new OneWayId(id))?.Account)
                ?? throw RefusedException.NotFound()
            : await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return await writes.SendAsync(context, new CancelOneWay(account, new OneWayId(id), body.Reason ?? ""), _ =>
            (new Bilingual($"{id} 号单向竞价已取消。", $"One-way bidding {id} called off."), $"{id}"));
    }

    /// <summary>Whether the reader may know who announced a session, and its own account.</summary>
    private static (bool Names, AccountId? Viewer) Reader(Actor? caller, MarketState state)
    {
        if (caller is not { } actor) return (false, null);
        var viewer = state.Participants.Find(actor.User) is { } user
            ? state.Registry.AccountOf(user.Participant) : null;
        return (viewer is not null || Authority.MayRead(ReadRight.Affairs, actor, about: null, state), viewer);
    }

    private static Price PriceOf(long? fen, string field) => fen is > 0 and < 1_000_000_00
        ? new Price(fen.Value)
        : throw RefusedException.Malformed(field, "1–99,999,999");

    private static LocalTime TimeOf(string? text, string field) =>
        Clock.Parse(text ?? "") is { Success: true } parsed
            ? parsed.Value
            : throw RefusedException.Malformed(field, "09:30");
}
