using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Chutan.Server.Registry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Exchange;

public sealed record CashAnswer(long BalanceFen, long ReservedFen, long AvailableFen);
public sealed record HoldingsAnswer(string Account, IReadOnlyList<UnitBalance> Balances, CashAnswer Cash, AsOf AsOf);
public sealed record OrderAnswer(string Id, string Instrument, string Type, string Side, long PriceFen, long Tonnes,
    long Filled, string State, string? Reason, string ClientOrderId, Instant Instant, long? Position);
public sealed record OrderRequest(
    string? Instrument, string? Side, long? PriceFen, long? Tonnes, string? Type, string? ClientOrderId);

/// <summary>企业工作台: a participant's own holdings, money and orders, and its orders to the market.</summary>
internal static class WorkspaceEndpoints
{
    public static void MapWorkspace(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/me/holdings", HoldingsAsync).Produces<HoldingsAnswer>().WithSummary(
            "Holdings and money of the caller's account.");
        routes.MapGet("/me/orders", OrdersAsync).Produces<Page<OrderAnswer>>()
            .WithSummary("The caller's orders of the latest trading day, newest first.");
        routes.MapPost("/orders", PlaceAsync).Produces<Receipt>().WithSummary("Place an order.");
        routes.MapDelete("/orders/{id:long}", CancelAsync).Produces<Receipt>().WithSummary("Withdraw an order.");
    }

    /// <summary>The registration account of the caller's organisation; refused when it has none.</summary>
    public static async ValueTask<AccountId> AccountOfCallerAsync(HttpContext context, IMarket market)
    {
        var actor = Caller.Required(context);
        return await market.AskAsync(s =>
            s.Participants.Find(actor.User) is { } user ? s.Registry.AccountOf(user.Participant) : null)
            ?? throw RefusedException.Of(409, EdgeRefusals.NoAccount);
    }

    private static async Task<IResult> HoldingsAsync(HttpContext context, IMarket market)
    {
        var account = await AccountOfCallerAsync(context, market);
        var actor = Caller.Required(context);
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await market.AskAsync(s =>
            Authority.MayRead(ReadRight.Affairs, actor, s.Registry.OwnerOf(account), s)
            ? new HoldingsAnswer(account.ToString(), RegistryEndpoints.Balances(account, s.Registry),
                new CashAnswer(s.Clearing.Balance(account).Fen, s.Clearing.Frozen(account).Fen,
                    s.Clearing.Available(account).Fen), asOf)
            : throw RefusedException.NotFound()), Json.Options);
    }

    private static async Task<IResult> OrdersAsync(HttpContext context, IMarket market, TradingIndex trading)
    {
        var account = await AccountOfCallerAsync(context, market);
        var state = context.Request.Query["state"].ToString();
        var rows = await market.AskAsync(s =>
            s.Exchange.OrdersOf(account).Reverse().Select(o => new OrderAnswer(o.Id.ToString(), o.Instrument,
            OrderEndpoints.Word(o.Type), o.Side == Side.Buy ? "buy" : "sell", o.Price.FenPerTonne, o.Quantity.Count,
                o.Quantity.Count - o.Remaining.Count,
            o.Status.ToString().ToLowerInvariant(), o.EndedBy is { } end ? OrderEndpoints.Word(end) : null,
                o.ClientOrderId, o.At, trading.PositionOf(o.Id))).ToList());
        return Lists.Answer(rows.Where(r => state.Length == 0 || r.State == state), ListQuery.From(context.Request),
            await AsOfs.NowAsync(market), "orders");
    }

    private static async Task<IResult> PlaceAsync(OrderRequest body, HttpContext context, IMarket market, Writes writes)
    {
        var side = body.Side switch
        {
            "buy" => Side.Buy,
            "sell" => Side.Sell,
            _ => throw RefusedException.Malformed("side", "buy, sell"),
        };
        var type = OrderEndpoints.TypeOf(body.Type);
        var price = type == OrderType.Market ? default : OrderEndpoints.PriceOf(body.PriceFen);
        var tonnes = Queries.Tonnes(body.Tonnes);
        var account = await AccountOfCallerAsync(context, market);
        var command = new PlaceOrder(account, body.Instrument ?? Instruments.HubeiSpot, side, price, tonnes,
            body.ClientOrderId ?? Writes.ShortKeyOf(context), type);
        return await writes.SendAsync(context, command, accepted =>
        {
            var order = accepted.Events.OfType<OrderAccepted>().Single();
            var traded = accepted.Events.OfType<TradeExecuted>().Sum(t => t.Quantity.Count);
            return (new Bilingual(
                $"申报 {order.Order} 已接受，成交 {traded} t。", $"Order {order.Order} accepted; {traded} t traded."),
                order.Order.ToString());
        });
    }

    private static async Task<IResult> CancelAsync(long id, HttpContext context, IMarket market, Writes writes)
    {
        var account = await AccountOfCallerAsync(context, market);
        return await writes.SendAsync(context, new CancelOrder(account, new OrderId(id)), _ =>
            (new Bilingual($"申报 {id} 已撤销。", $"Order {id} withdrawn."), $"{id}"));
    }
}
