using System.Text.Json;
using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Operations;

/// <summary>An operation the caller may send. <paramref name="Own"/>: only for his own organisation.</summary>
public sealed record OperationAnswer(string Name, Bilingual Title, string Room, Bilingual RoomName, bool Own,
    IReadOnlyList<OperationField> Fields);

/// <summary>业务办理: one door for the commands of the market that have no page of their own.</summary>
internal static class OperationEndpoints
{
    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/operations", ListAsync).Produces<Page<OperationAnswer>>()
            .WithSummary("Operations the caller's role may send, with their fields.");
        routes.MapPost("/operations/{name}", SendAsync).Produces<Receipt>()
            .WithSummary("Send an operation of the list, its fields as a JSON object.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IMarket market)
    {
        var actor = Caller.Required(context);
        var user = await market.AskAsync(s => s.Participants.Find(actor.User));
        var rows = OperationTable.All
            .Where(o => user is { Active: true } && user.Role == actor.Role && o.IsFor(user.Role, user.Rights))
            .Select(o => new OperationAnswer(o.Name, Names.Wire(o.Name), o.Room, Names.Code("room", o.Room),
                o.OwnOnly(actor.Role), o.Fields));
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "operations");
    }

    private static Task<IResult> SendAsync(string name, JsonElement body, HttpContext context, Writes writes)
    {
        var operation = OperationTable.Find(name) ?? throw RefusedException.NotFound();
        var title = Names.Wire(name);
        return writes.SendAsync(context, OperationBody.Read(operation, body), accepted =>
            (new Bilingual($"已办理：{title.Zh}。", $"Done: {title.En}."), NumberOf(accepted)));
    }

    /// <summary>The number of what the operation made, for the next one that needs it.</summary>
    private static string? NumberOf(Decision.Accepted accepted) => accepted.Events.Select(e => e switch
    {
        ParticipantRegistered r => r.Participant.Id.ToString(),
        RepresentativeAppointed a => a.User.Id.ToString(),
        UnitsHeld h => h.Hold.Id.ToString(),
        _ => null,
    }).FirstOrDefault(n => n is not null);
}
