using Chutan.Engine.Documents;
using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Chutan.Server.Quantification;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Documents;

public sealed record DocumentAnswer(string Hash, string Name, string MediaType, long Bytes, string OwnerId,
    Bilingual Owner, Instant FiledOn, int OtherOwners);

/// <summary>What the server takes of one file, for whoever would send it to know beforehand.</summary>
/// <param name="MostBytes">Most bytes of one file.</param>
/// <param name="Endings">Endings of the kinds taken, with the dot.</param>
public sealed record DocumentLimits(long MostBytes, IReadOnlyList<string> Endings);

/// <summary>存证材料: the files that back figures, taken in and given out by the hash of their content.</summary>
internal static class DocumentEndpoints
{
    /// <summary>The most bytes of one file: a scanned ledger of a month has a few million.</summary>
    private const long MostBytes = InputFiles.MostBytes;

    public static void MapDocuments(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/documents", PutAsync).Produces<Receipt>()
            .WithSummary("Put a file into evidence: the body is its content, ?name= its name.");
        routes.MapGet("/documents", ListAsync).Produces<Page<DocumentAnswer>>()
            .WithSummary("Files in evidence: the caller's own, or all for the authority.");
        routes.MapGet("/documents/limits", () => Results.Json(new DocumentLimits(MostBytes, FileKind.Taken.Split(' ')),
            Json.Options)).Produces<DocumentLimits>().WithSummary("What is taken: the most bytes, and which kinds.");
        routes.MapGet("/documents/{hash}", GetAsync)
            .WithSummary("One file, checked against its hash before it is sent.");
    }

    private static async Task<IResult> PutAsync(
        string? name, HttpContext context, IMarket market, DocumentStore store, Writes writes)
    {
        if (string.IsNullOrWhiteSpace(name)) throw RefusedException.Malformed("name", "ledger-2024-07.pdf");
        if (FileKind.Promised(name) is not { } promised) throw NotTaken(name);
        var participant = await FilerAsync(context, market, name, promised);
        if (context.Request.ContentLength > MostBytes) throw TooLarge();
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBytes + 1;
        FileFacts? facts = null;
        var stored = await ReceiveAsync(context, store, (arrived, whole) =>
        {
            Inspect(arrived, whole, name, promised);
            facts = FileFactsReader.Read(whole, promised);
        });
        return await writes.SendAsync(context,
            new FileDocument(participant, stored.Hash, name, promised, stored.Bytes, facts), _ =>
                (new Bilingual($"“{name}”已存证，哈希 {stored.Hash}。", $"'{name}' is in evidence; hash {stored.Hash}."),
                    stored.Hash), part: stored.Hash);
    }

    private static void Inspect(StoredDocument arrived, Stream whole, string name, string promised)
    {
        if (arrived.Bytes == 0) throw RefusedException.Of(422, EdgeRefusals.FileEmpty, ("name", name));
        if (FileKind.Of(arrived.Head, whole) is var found && found != promised)
            throw RefusedException.Of(422, EdgeRefusals.FileNotWhatItSays, ("name", name), ("promised", promised),
                ("found", found ?? "?"));
    }

    private static async Task<StoredDocument> ReceiveAsync(
        HttpContext context, DocumentStore store, Action<StoredDocument, Stream> inspect)
    {
        try
        {
            return await store.PutAsync(context.Request.Body, MostBytes, inspect, context.RequestAborted);
        }
        catch (DocumentTooLargeException)
        {
            throw TooLarge();
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge();
        }
    }

    private static async Task<IResult> ListAsync(HttpContext context, IMarket market)
    {
        var actor = Caller.Required(context);
        var rows = await market.AskAsync(s => s.Mrv.Documents.All.Where(d => MayRead(d, actor, s))
            .Select(d => new DocumentAnswer(d.Hash, d.Name, d.MediaType, d.Bytes, d.Participant.ToString(),
                NameOf(d.Participant, s), d.FiledOn, s.Mrv.Documents.OwnersOf(d.Hash).Length - 1)).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "documents");
    }

    private static async Task<IResult> GetAsync(string hash, HttpContext context, IMarket market, DocumentStore store)
    {
        var actor = Caller.Required(context);
        var document = await market.AskAsync(s => s.Mrv.Documents.OwnersOf(hash)
            .Select(owner => s.Mrv.Documents.Find(owner, hash))
            .FirstOrDefault(d => d is not null && MayRead(d, actor, s)));
        if (document is null) throw RefusedException.NotFound();
        try
        {
            var content = await store.OpenAsync(hash, context.RequestAborted);
            return Results.File(content, document.MediaType, document.Name);
        }
        catch (DocumentDamagedException damaged)
        {
            throw RefusedException.Of(409, EdgeRefusals.DocumentDamaged, ("hash", hash), ("found", damaged.Found),
                ("filed", document.FiledOn));
        }
    }

    /// <summary>The owner, its authority, and a verifier that works on a report of the owner.</summary>
    private static bool MayRead(EvidenceDocument document, Actor actor, MarketState state)
    {
        if (Authority.MayRead(ReadRight.Affairs, actor, document.Participant, state)) return true;
        return actor.Role == Role.Verifier && state.Participants.Find(actor.User) is { Active: true } user
            && state.Mrv.Reports.Any(r => r.Participant == document.Participant && r.Verifier == user.Participant);
    }

    /// <summary>Whom the caller files for; who may not file at all is told before a byte is read.</summary>
    private static async Task<ParticipantId> FilerAsync(
        HttpContext context, IMarket market, string name, string kind)
    {
        var actor = Caller.Required(context);
        var (participant, denied) = await market.AskAsync(s =>
        {
            var own = s.Participants.Find(actor.User)?.Participant ?? default;
            return (own, Authority.Check(new FileDocument(own, "", name, kind, 0), actor, s));
        });
        return denied is null ? participant : throw new RefusedException(StatusCodes.Status403Forbidden, denied);
    }

    private static Bilingual NameOf(ParticipantId id, MarketState state) => state.Participants.Find(id) is { } p
        ? new Bilingual(p.NameZh, p.NameEn) : Bilingual.Same(id.ToString());

    private static RefusedException NotTaken(string name) =>
        RefusedException.Of(415, EdgeRefusals.FileNotTaken, ("name", name), ("taken", FileKind.Taken));

    private static RefusedException TooLarge() =>
        RefusedException.Of(413, EdgeRefusals.FileTooLarge, ("most", MostBytes / 1024 / 1024));
}
