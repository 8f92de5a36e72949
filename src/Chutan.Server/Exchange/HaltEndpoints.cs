using Chutan.Market.Exchange;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Exchange;

/// <param name="Cause">emergency, systemFault, intervention or holiday.</param>
/// <param name="Instrument">Null for the whole market.</param>
public sealed record HaltRequest(string? Cause, string? Reason, string? Instrument);
public sealed record ResumptionRequest(string? Reason, string? Instrument);

/// <summary>暂停与恢复交易: what exchange and authority do to a running session; everybody sees it on the live stream.
/// </summary>
internal static class HaltEndpoints
{
    public static void MapHalts(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/market/halts", HaltAsync).Produces<Receipt>()
            .WithSummary("Halt trading of the whole market or of one instrument, with its cause.");
        routes.MapPost("/market/resumptions", ResumeAsync).Produces<Receipt>()
            .WithSummary("Resume trading of the whole market or of one instrument.");
    }

    private static Task<IResult> HaltAsync(HaltRequest body, HttpContext context, Writes writes)
    {
        var instrument = Named(body.Instrument);
        return writes.SendAsync(context, new HaltTrading(CauseOf(body.Cause), body.Reason ?? "", instrument), _ =>
            (new Bilingual($"{instrument ?? "全市场"}已暂停交易。", $"{instrument ?? "The whole market"} is halted."),
                instrument));
    }

    private static Task<IResult> ResumeAsync(ResumptionRequest body, HttpContext context, Writes writes)
    {
        var instrument = Named(body.Instrument);
        return writes.SendAsync(context, new ResumeTrading(body.Reason ?? "", instrument), _ =>
            (new Bilingual($"{instrument ?? "全市场"}已恢复交易。", $"{instrument ?? "The whole market"} trades again."),
                instrument));
    }

    private static string? Named(string? instrument) => string.IsNullOrEmpty(instrument) ? null : instrument;

    private static HaltCause CauseOf(string? word) => word switch
    {
        "emergency" => HaltCause.Emergency,
        "systemFault" => HaltCause.SystemFault,
        "intervention" => HaltCause.Intervention,
        "holiday" => HaltCause.Holiday,
        _ => throw RefusedException.Malformed("cause", "emergency, systemFault, intervention, holiday"),
    };
}
