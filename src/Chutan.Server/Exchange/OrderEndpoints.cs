using System.Text.Json;
using Chutan.Engine.Partitions;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Exchange;

public sealed record ReplacementRequest(long? PriceFen, long? Tonnes);
public sealed record OrderOptions(bool CancelOnDisconnect);
public sealed record OwnTradeAnswer(string Id, string Instrument, string Mode, string Side, string? Order,
    long PriceFen,
    long Tonnes, long ValueFen, Instant Instant);

/// <summary>申报管理: what else an owner does with its orders: replaces one, withdraws all, sets what happens when its
/// connection is lost; and its trades of the day.</summary>
internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/orders/{id:long}/replacement", ReplaceAsync).Produces<Receipt>()
            .WithSummary("Withdraw an order and enter another in its place, in one decision.");
        routes.MapDelete("/orders", CancelAllAsync).Produces<Receipt>()
            .WithSummary("Withdraw all orders of the caller's account, or those of one instrument or side.");
        routes.MapGet("/me/trades", TradesAsync).Produces<Page<OwnTradeAnswer>>()
            .WithSummary("The caller's trades of the latest trading day, all modes, newest first.");
        routes.MapGet("/me/order-options", OptionsAsync).Produces<OrderOptions>()
            .WithSummary("What the caller's account has asked for: cancellation on disconnect.");
        routes.MapPut("/me/order-options", SetOptionsAsync).Produces<Receipt>()
            .WithSummary("Set cancellation on disconnect.");
    }

    /// <summary>The type of an order as a request names it; a limit order when it names none.</summary>
    public static OrderType TypeOf(string? text) => text switch
    {
        null or "limit" => OrderType.Limit,
        "immediateOrCancel" => OrderType.ImmediateOrCancel,
        "market" => OrderType.Market,
        _ => throw RefusedException.Malformed("type", "limit, immediateOrCancel, market"),
    };

    public static string Word<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>A price in fen as a request gives it.</summary>
    public static Price PriceOf(long? fen) => fen is > 0 and < 1_000_000_00
        ? new Price(fen.Value)
        : throw RefusedException.Malformed("priceFen", "1–99,999,999");

    private static async Task<IResult> ReplaceAsync(
        long id, ReplacementRequest body, HttpContext context, IMarket market, Writes writes)
    {
        var (price, tonnes) = (PriceOf(body.PriceFen), Queries.Tonnes(body.Tonnes));
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        var command = new ReplaceOrder(account, new OrderId(id), price, tonnes, Writes.ShortKeyOf(context));
        return await writes.SendAsync(context, command, accepted =>
        {
            var order = accepted.Events.OfType<OrderAccepted>().Single().Order;
            return (new Bilingual($"申报 {id} 已改为 {order}。", $"Order {id} replaced by {order}."), order.ToString());
        });
    }

    private static async Task<IResult> CancelAllAsync(HttpContext context, IMarket market, Writes writes)
    {
        var query = context.Request.Query;
        Side? side = query["side"].ToString() switch
        {
            "" => null,
            "buy" => Side.Buy,
            "sell" => Side.Sell,
            _ => throw RefusedException.Malformed("side", "buy, sell"),
        };
        var instrument = query["instrument"].ToString() is { Length: > 0 } code ? code : null;
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return await writes.SendAsync(context, new CancelAllOrders(account, instrument, side), accepted =>
        {
            var count = accepted.Events.OfType<OrderCancelled>().Count();
            return (new Bilingual($"已撤销 {count} 笔申报。", $"{count} orders withdrawn."), null);
        });
    }

    private static async Task<IResult> TradesAsync(HttpContext context, IMarket market)
    {
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        var rows = await market.AskAsync(s => s.Exchange.Trades.Reverse()
            .Where(t => t.Buyer == account || t.Seller == account).Select(t => Of(t, t.Buyer == account)).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "trades");
    }

    private static OwnTradeAnswer Of(in Trade t, bool buys)
    {
        var order = buys ? t.BuyOrder : t.SellOrder;
        return new OwnTradeAnswer(t.Id.ToString(), t.Instrument, Word(t.Mode), buys ? "buy" : "sell",
            order.Number == 0 ? null : order.ToString(), t.Price.FenPerTonne, t.Quantity.Count, t.Value.Fen, t.At);
    }

    private static async Task<IResult> OptionsAsync(HttpContext context, IMarket market)
    {
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return Results.Json(new OrderOptions(await market.AskAsync(s => s.Exchange.CancelsOnDisconnect(account))),
            Json.Options);
    }

    private static async Task<IResult> SetOptionsAsync(
        OrderOptions body, HttpContext context, IMarket market, Writes writes)
    {
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return await writes.SendAsync(context, new SetCancelOnDisconnect(account, body.CancelOnDisconnect), _ =>
            (body.CancelOnDisconnect
                ? new Bilingual("断线撤单已启用。", "Orders are withdrawn when the connection is lost.")
                : new Bilingual("断线撤单已停用。", "Orders stay when the connection is lost."), null));
    }
}
