using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Mrv;

public sealed record CaptureRequest(string? Number, int? Year, int? Month, decimal? Quantity, string? Unit,
    string? Receiver, string? Use, string? Project, string? Document);

/// <summary>One transfer of captured CO2, and whether a figure rests on it.</summary>
/// <param name="VerifiedBy">Who found it real or refused it; empty before.</param>
/// <param name="Deducted">Whether the newest evidence of its month deducts by it.</param>
public sealed record CaptureAnswer(string EntityId, Bilingual Entity, string Number, int Year, int Month,
    decimal Quantity, string Unit, string Receiver, string Use, string Project, string Document, CaptureState State,
    string VerifiedBy, string Remarks, bool Deducted);

/// <summary>二氧化碳转移记录: captured CO2 that was handed on, its verification, and the deduction that rests on it.
/// </summary>
internal static class CaptureEndpoints
{
    public static void MapCaptures(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mrv/captures", ListAsync).Produces<Page<CaptureAnswer>>()
            .WithSummary("Transfers of captured CO2 the caller may read, newest month first.");
        routes.MapGet("/mrv/captures/{entity:long}", CapturesAsync).Produces<Page<CaptureAnswer>>()
            .WithSummary("Transfers of captured CO2 of an entity.");
        routes.MapPost("/mrv/captures/{entity:long}", CaptureAsync).Produces<Receipt>()
            .WithSummary("Enter a transfer of captured CO2.");
        routes.MapPost("/mrv/captures/{entity:long}/{number}/decision", VerifyAsync).Produces<Receipt>()
            .WithSummary("A verification body finds a transfer real, or refuses it.");
    }

    public static CaptureAnswer Of(CaptureTransfer transfer, MarketState state) => new(
        transfer.Participant.ToString(), MonthAnswers.NameOf(transfer.Participant, state), transfer.Number,
        transfer.Year.Year, transfer.Month, transfer.Quantity, transfer.Unit, transfer.Receiver, transfer.Use,
        transfer.Project, transfer.Document, transfer.State,
        transfer.VerifiedBy is { } by ? MonthAnswers.UserOf(by, state) : "", transfer.Remarks,
        state.Mrv.Months.Find(transfer.Participant, transfer.Year, transfer.Month) is { } month
            && month.State != MonthState.Returned && Names(month, transfer.Number));

    /// <summary>Whether a month deducts by a transfer.</summary>
    public static bool Names(MonthRecord month, string number) => month.Content.Rows.Any(r =>
        r.Figures.Any(f => f.Evidence.Contains(CaptureTransfer.Mark + number)));

    private static async Task<IResult> ListAsync(HttpContext context, IMarket market)
    {
        var (actor, states) = (Caller.Required(context), Queries.Many(context.Request, "state"));
        var year = Queries.Number(context.Request, "year");
        var rows = await market.AskAsync(s => s.Mrv.Captures.All
            .Where(c => MonthEndpoints.MayRead(c.Participant, actor, s) && (year is null || c.Year.Year == year)
                && (states.Count == 0 || states.Contains(Oversight.Parse.Camel(c.State))))
            .OrderByDescending(c => (c.Year, c.Month)).Select(c => Of(c, s)).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "captures");
    }

    private static async Task<IResult> CapturesAsync(long entity, HttpContext context, IMarket market)
    {
        var actor = Caller.Required(context);
        var rows = await market.AskAsync(s => s.Mrv.Captures.Of(MonthEndpoints.Readable(entity, actor, s).Id)
            .Select(c => Of(c, s)).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "captures");
    }

    private static Task<IResult> CaptureAsync(
        long entity, CaptureRequest body, HttpContext context, Writes writes)
    {
        var year = MonthEndpoints.YearOf(body.Year ?? 0);
        return writes.SendAsync(context, new FileCapture(new(entity), body.Number ?? "", year,
            MonthEndpoints.MonthOf(body.Month ?? 0), body.Quantity ?? 0, body.Unit ?? "", body.Receiver ?? "",
            body.Use ?? "", body.Project ?? "", body.Document ?? ""), _ => (new Bilingual(
            $"转移记录“{body.Number}”已登记。", $"The transfer '{body.Number}' is entered."), body.Number));
    }

    private static Task<IResult> VerifyAsync(
        long entity, string number, DecisionRequest body, HttpContext context, Writes writes)
    {
        var approved = body.Approved ?? throw RefusedException.Malformed("approved", "true, false");
        return writes.SendAsync(context, new VerifyCapture(new(entity), number, approved, body.Reason ?? ""), _ => (
            approved ? new Bilingual($"转移记录“{number}”核查属实。", $"The transfer '{number}' is found real.")
                : new Bilingual($"转移记录“{number}”不予认可。", $"The transfer '{number}' is refused."), number));
    }
}
