using Chutan.Market.Mrv;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Chutan.Server.Oversight;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Mrv;

/// <param name="Content">The canonical document of the catalogue, as a published version has it.</param>
public sealed record PublishChecksRequest(string? Content, string? Reason);

/// <summary>发布校核规则: puts a version of the catalogue of checks into force.</summary>
internal static class CheckPublishing
{
    public static void MapCheckPublishing(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/mrv/checks", (PublishChecksRequest body, HttpContext context, Writes writes) =>
            Done.Send(context, writes, new PublishChecks(body.Content ?? "", body.Reason ?? ""))).Produces<Receipt>()
            .WithSummary("Publish a version of the checks; a published version never changes.");
}
