using System.Text;
using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Quantification;

/// <summary>What a methodology file would be, once everything in it holds.</summary>
/// <param name="Taken">Whether this version is published already, with whatever content.</param>
/// <param name="Assumed">Values without a source: they are adopted with a reason.</param>
public sealed record ProposalAnswer(string Id, string Version, Bilingual Name, string Hash, int Formulas, int Examples,
    int Assumed, bool Taken);

/// <param name="File">The file's name, for the places of faults.</param>
/// <param name="Text">The methodology as YAML.</param>
public sealed record ProposalRequest(string? File, string? Text, string? Reason);

/// <summary>方法学文件的校验与发布: the authority tries a file, sees every fault with its line, and publishes it when nothing
/// is wrong and every worked example holds.</summary>
internal static class ProposalEndpoints
{
    private const int LongestText = 256 * 1024;
    private const int LongestName = 100;

    public static void MapProposals(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/methodologies/proposals", TryAsync).Produces<ProposalAnswer>()
            .WithSummary("Check a methodology file: dimensions, factors and worked examples; nothing is kept.");
        routes.MapPost("/methodologies", PublishAsync).Produces<Receipt>()
            .WithSummary("Publish a methodology file whose every worked example holds.");
    }

    private static async Task<IResult> TryAsync(
        ProposalRequest body, HttpContext context, IMarket market, MethodologyShelf shelf)
    {
        if (Caller.Required(context).Role != Role.Authority) throw RefusedException.NotFound();
        var faults = new Faults();
        if (Read(body, shelf, faults) is not { } proposed) return MethodologyEndpoints.Faulty(faults);
        var taken = await market.AskAsync(s =>
            s.Quantification.FindPublished(proposed.Id, proposed.Version) is not null);
        return Results.Json(new ProposalAnswer(proposed.Id, proposed.Version,
            Bilingual.Of(proposed.Head.Zh, proposed.Head.En), proposed.Hash,
            proposed.Lines.Length + proposed.Tables.Sum(t => t.Lines.Length), proposed.Fixtures.Length,
            proposed.Assumed.Count(), taken), Json.Options);
    }

    private static async Task<IResult> PublishAsync(
        ProposalRequest body, HttpContext context, MethodologyShelf shelf, Writes writes)
    {
        if (Caller.Required(context).Role != Role.Authority) throw RefusedException.NotFound();
        var faults = new Faults();
        if (Read(body, shelf, faults) is not { } proposed) return MethodologyEndpoints.Faulty(faults);
        return await writes.SendAsync(context, new PublishMethodology(proposed.Content, body.Reason ?? ""), _ =>
            (new Bilingual($"{proposed.Head.Zh} {proposed.Version} 已发布。",
                $"{proposed.Head.En} {proposed.Version} is published."), $"{proposed.Id}@{proposed.Version}"));
    }

    private static Methodology? Read(ProposalRequest body, MethodologyShelf shelf, Faults faults)
    {
        var (name, text) = (Path.GetFileName(body.File ?? ""), body.Text ?? "");
        if (name.Length is 0 or > LongestName) throw RefusedException.Malformed("file", "cn-power-2026.yaml");
        if (text.Length == 0 || Encoding.UTF8.GetByteCount(text) > LongestText)
            throw RefusedException.Malformed("text", $"1–{LongestText}");
        return shelf.Propose(name, text, faults);
    }
}
