using Chutan.Engine.Partitions;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Exchange;

public sealed record ListingRequest(string? Instrument, long? PriceFen, long? Tonnes, long? Minimum, string? Buyer);
public sealed record BoardOfferRequest(string? Instrument, string? Side, long? PriceFen, long? Tonnes);
public sealed record AgreementRequest(string? Instrument, string? Buyer, long? Tonnes, long? PriceFen, long? TotalFen,
    string? ContractNumber, LocalDate? SignedOn, LocalDate? DeliverBy, string? Liability, string? Disputes);
public sealed record BlockRequest(string? Instrument, string? Counterparty, string? Side, long? PriceFen, long? Tonnes);
public sealed record TermsRequest(long? PriceFen, long? Tonnes);
public sealed record PartRequest(long? Tonnes);
public sealed record DeclineRequest(string? Reason);

/// <summary>挂牌、摘牌、协议与大宗: commands of the modes beside the screen.</summary>
internal static class DealWrites
{
    public static void MapDealWrites(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/deals/listings", ListAsync).Produces<Receipt>().WithSummary("List units at a fixed price.");
        routes.MapPost("/deals/offers", OfferAsync).Produces<Receipt>().WithSummary("Offer on the national board.");
        routes.MapPost("/deals/agreements", AgreeAsync).Produces<Receipt>()
            .WithSummary("File a contract of agreement transfer; the buyer confirms it.");
        routes.MapPost("/deals/blocks", BlockAsync).Produces<Receipt>()
            .WithSummary("Propose a block trade to one counterparty.");
        routes.MapPost("/deals/{id:long}/takings", TakeAsync).Produces<Receipt>()
            .WithSummary("Take all or part of a listing of the board.");
        routes.MapPost("/deals/{id:long}/counter", CounterAsync).Produces<Receipt>()
            .WithSummary("Answer a block proposal with other terms.");
        routes.MapPost("/deals/{id:long}/confirmation", ConfirmAsync).Produces<Receipt>()
            .WithSummary("Confirm a contract or a block proposal as it stands.");
        routes.MapPost("/deals/{id:long}/refusal", DeclineAsync).Produces<Receipt>()
            .WithSummary("Decline what another proposed.");
        routes.MapDelete("/deals/{id:long}", WithdrawAsync).Produces<Receipt>()
            .WithSummary("Withdraw what is left of an own listing or proposal.");
    }

    private static async Task<IResult> ListAsync(ListingRequest body, HttpContext context, IMarket market,
        Writes writes)
    {
        var (price, tonnes) = (PriceOf(body.PriceFen), Queries.Tonnes(body.Tonnes));
        var minimum = body.Minimum is null ? new Tonnes(1) : Queries.Tonnes(body.Minimum);
        AccountId? buyer = body.Buyer is { Length: > 0 } named ? DealEndpoints.AccountOf(named, "buyer") : null;
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return await writes.SendAsync(context,
            new PostListing(account, InstrumentOf(body.Instrument), price, tonnes, minimum, buyer),
            accepted => Made(accepted, "定价转让挂牌", "Fixed-price listing"));
    }

    private static async Task<IResult> OfferAsync(BoardOfferRequest body, HttpContext context, IMarket market,
        Writes writes)
    {
        var (side, price, tonnes) = (SideOf(body.Side), PriceOf(body.PriceFen), Queries.Tonnes(body.Tonnes));
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return await writes.SendAsync(context,
            new ListOffer(account, InstrumentOf(body.Instrument), side, price, tonnes),
            accepted => Made(accepted, "挂牌协议申报", "Listing agreement"));
    }

    private static async Task<IResult> AgreeAsync(AgreementRequest body, HttpContext context, IMarket market,
        Writes writes)
    {
        var (price, tonnes) = (PriceOf(body.PriceFen), Queries.Tonnes(body.Tonnes));
        var buyer = DealEndpoints.AccountOf(body.Buyer, "buyer");
        if (body.TotalFen is not > 0) throw RefusedException.Malformed("totalFen", "1, 2, 3 …");
        if (body.SignedOn is not { } signed) throw RefusedException.Malformed("signedOn", "yyyy-MM-dd");
        if (body.DeliverBy is not { } deliver) throw RefusedException.Malformed("deliverBy", "yyyy-MM-dd");
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return await writes.SendAsync(context, new ProposeAgreement(account, buyer, InstrumentOf(body.Instrument),
            tonnes, price, new Money(body.TotalFen.Value), body.ContractNumber ?? "", signed, deliver,
            body.Liability ?? "", body.Disputes ?? ""), accepted => Made(accepted, "协议转让申报", "Agreement transfer"));
    }

    private static async Task<IResult> BlockAsync(BlockRequest body, HttpContext context, IMarket market,
        Writes writes)
    {
        var (side, price, tonnes) = (SideOf(body.Side), PriceOf(body.PriceFen), Queries.Tonnes(body.Tonnes));
        var other = DealEndpoints.AccountOf(body.Counterparty, "counterparty");
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return await writes.SendAsync(context,
            new ProposeBlock(account, other, InstrumentOf(body.Instrument), side, price, tonnes),
            accepted => Made(accepted, "大宗协议意向", "Block proposal"));
    }

    private static async Task<IResult> TakeAsync(long id, PartRequest body, HttpContext context, IMarket market,
        Writes writes)
    {
        var tonnes = Queries.Tonnes(body.Tonnes);
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        Command command = await ModeOfAsync(id, market) == TradeMode.ListingAgreement
            ? new ChooseOffer(account, new OfferId(id), tonnes)
            : new TakeListing(account, new OfferId(id), tonnes);
        return await writes.SendAsync(context, command, accepted => Traded(id, accepted));
    }

    private static async Task<IResult> CounterAsync(long id, TermsRequest body, HttpContext context, IMarket market,
        Writes writes)
    {
        var (price, tonnes) = (PriceOf(body.PriceFen), Queries.Tonnes(body.Tonnes));
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return await writes.SendAsync(context, new CounterBlock(account, new OfferId(id), price, tonnes), _ =>
            (new Bilingual($"{id} 号意向已还价：{tonnes}，待对方答复。",
                $"Counter-offer to proposal {id}: {tonnes}; the other side is to answer."), $"{id}"));
    }

    private static async Task<IResult> ConfirmAsync(long id, HttpContext context, IMarket market, Writes writes)
    {
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        Command command = await ModeOfAsync(id, market) == TradeMode.Block
            ? new ConfirmBlock(account, new OfferId(id))
            : new ConfirmAgreement(account, new OfferId(id));
        return await writes.SendAsync(context, command, accepted => Traded(id, accepted));
    }

    private static async Task<IResult> DeclineAsync(long id, DeclineRequest body, HttpContext context, IMarket market,
        Writes writes)
    {
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return await writes.SendAsync(context, new DeclineOffer(account, new OfferId(id), body.Reason ?? ""), _ =>
            (new Bilingual($"{id} 号已拒绝。", $"Proposal {id} declined."), $"{id}"));
    }

    private static async Task<IResult> WithdrawAsync(long id, HttpContext context, IMarket market, Writes writes)
    {
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return await writes.SendAsync(context, new WithdrawOffer(account, new OfferId(id)), _ =>
            (new Bilingual($"{id} 号已撤回。", $"{id} withdrawn."), $"{id}"));
    }

    private static (Bilingual, string?) Made(Decision.Accepted accepted, string zh, string en)
    {
        var offer = accepted.Events.OfType<OfferMade>().Single();
        return (new Bilingual($"{zh} {offer.Offer} 号已受理：{offer.Quantity}，{Text.Of(offer.Price)} 元/t。",
            $"{en} {offer.Offer} accepted: {offer.Quantity} at {offer.Price}."), offer.Offer.ToString());
    }

    private static (Bilingual, string?) Traded(long id, Decision.Accepted accepted)
    {
        if (accepted.Events.OfType<AgreementConfirmed>().SingleOrDefault() is { } confirmed)
            return (new Bilingual($"{id} 号已确认，{Text.Of(confirmed.Reserved)} 元已冻结；在约定交割日交收。",
                $"{id} confirmed, {confirmed.Reserved} stand ready; delivered and paid on the day it names."), $"{id}");
        var trade = accepted.Events.OfType<TradeExecuted>().Single();
        return (new Bilingual($"{id} 号成交 {trade.Quantity}，单价 {Text.Of(trade.Price)} 元/t；日终交收。",
            $"{id}: {trade.Quantity} traded at {trade.Price}; settled at the end of the day."), $"{id}");
    }

    private static ValueTask<TradeMode?> ModeOfAsync(long id, IMarket market) =>
        market.AskAsync(s => s.Exchange.Offers.Find(new OfferId(id))?.Mode);

    public static string InstrumentOf(string? code) => code is { Length: > 0 } ? code : Instruments.HubeiSpot;

    private static Price PriceOf(long? fen) => fen is > 0 and < 1_000_000_00
        ? new Price(fen.Value)
        : throw RefusedException.Malformed("priceFen", "1–99,999,999");

    public static Side SideOf(string? side) => side switch
    {
        "buy" => Side.Buy,
        "sell" => Side.Sell,
        _ => throw RefusedException.Malformed("side", "buy, sell"),
    };
}
