using System.Globalization;
using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Chutan.Server.Oversight;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Mrv;

public sealed record LaboratoryRequest(string? Name, string? Accreditation, LocalDate? ValidFrom,
    LocalDate? ValidThrough, IReadOnlyList<string>? Scope, int? SamplesPerDay, bool? Online);
public sealed record LabCopiesRequest(IReadOnlyList<LabReport>? Reports);
public sealed record ComparisonRequest(string? EntityId, int? Year, int? Month, string? Kind, string? Item,
    decimal? Value, string? Unit, string? Source);
public sealed record ComparisonsRequest(IReadOnlyList<ComparisonRequest>? Figures);
public sealed record ContractRequest(int? Year, string? Consultant, string? Group, bool? Contingent);

public sealed record LaboratoryLine(string Accreditation, string Name, LocalDate ValidFrom, LocalDate ValidThrough,
    IReadOnlyList<string> Scope, int SamplesPerDay, bool Online);
public sealed record ComparisonLine(string EntityId, Bilingual Entity, int Year, int Month, ComparisonKind Kind,
    string Item, decimal Value, string Unit, string Source);
public sealed record ContractLine(string EntityId, Bilingual Entity, int Year, string Consultant, string Group,
    bool Contingent);

/// <summary>校核所需名录: laboratories with what they registered themselves, figures of other offices, and contracts with
/// consultants. Without them the checks on accreditation, copies, bills and contracts have nothing to go by.</summary>
internal static class RegisterEndpoints
{
    public static void MapRegisters(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mrv/laboratories", LaboratoriesAsync).Produces<Page<LaboratoryLine>>()
            .WithSummary("Laboratories with their accreditation.");
        routes.MapPost("/mrv/laboratories", (LaboratoryRequest body, HttpContext context, Writes writes) =>
            Done.Send(context, writes, new RegisterLaboratory(Laboratory(body)))).Produces<Receipt>()
            .WithSummary("Enter a laboratory, or bring its entry up to date.");
        routes.MapPost("/mrv/laboratories/{accreditation}/reports", (string accreditation, LabCopiesRequest body,
            HttpContext context, Writes writes) => Done.Send(context, writes, new ImportLabCopies(accreditation,
                [.. (body.Reports ?? []).Select(MonthBodies.Whole)]))).Produces<Receipt>()
            .WithSummary("Take in reports as the laboratory itself registered them.");
        routes.MapGet("/mrv/comparisons", ComparisonsAsync).Produces<Page<ComparisonLine>>()
            .WithSummary("Figures of other offices that reported ones are compared with.");
        routes.MapPost("/mrv/comparisons", (ComparisonsRequest body, HttpContext context, Writes writes) =>
            Done.Send(context, writes, new RecordComparisons([.. (body.Figures ?? []).Select(Figure)])))
            .Produces<Receipt>().WithSummary("Enter figures of other offices; a later one replaces the earlier.");
        routes.MapGet("/mrv/contracts", ContractsAsync).Produces<Page<ContractLine>>()
            .WithSummary("Contracts with consultants: the caller's own, or all for the authority.");
        routes.MapPost("/mrv/contracts/{entity:long}", (long entity, ContractRequest body, HttpContext context,
            Writes writes) => Done.Send(context, writes, new FileContract(new(entity), new ServiceContract(new(entity),
                MonthEndpoints.YearOf(body.Year ?? 0), (body.Consultant ?? "").Trim(),
                string.IsNullOrWhiteSpace(body.Group) ? (body.Consultant ?? "").Trim() : body.Group.Trim(),
                body.Contingent ?? throw RefusedException.Malformed("contingent", "true, false")))))
            .Produces<Receipt>().WithSummary("File a contract with a consultant and its terms.");
    }

    private static Laboratory Laboratory(LaboratoryRequest body) => new((body.Name ?? "").Trim(),
        (body.Accreditation ?? "").Trim(),
        body.ValidFrom ?? throw RefusedException.Malformed("validFrom", "2021-05-01"),
        body.ValidThrough ?? throw RefusedException.Malformed("validThrough", "2027-04-30"),
        [.. (body.Scope ?? []).Select(s => (s ?? "").Trim()).Where(s => s.Length > 0)], body.SamplesPerDay ?? 0,
        body.Online ?? false);

    private static ComparisonFigure Figure(ComparisonRequest body) => new(
        long.TryParse(body.EntityId, NumberStyles.None, CultureInfo.InvariantCulture, out var entity)
            ? new ParticipantId(entity) : throw RefusedException.Malformed("entityId", "1001"),
        MonthEndpoints.YearOf(body.Year ?? 0), body.Month ?? 0, Parse.Enum<ComparisonKind>(body.Kind, "kind"),
        (body.Item ?? "").Trim(), body.Value ?? throw RefusedException.Malformed("value", "1234.5"),
        (body.Unit ?? "").Trim(), (body.Source ?? "").Trim());

    private static async Task<IResult> LaboratoriesAsync(HttpContext context, IMarket market)
    {
        _ = Caller.Required(context);
        var rows = await market.AskAsync(s => s.Mrv.Checks.Laboratories.Select(l => new LaboratoryLine(
            l.Accreditation, l.Name, l.ValidFrom, l.ValidThrough, l.Scope, l.SamplesPerDay, l.Online)).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "laboratories");
    }

    private static async Task<IResult> ComparisonsAsync(HttpContext context, IMarket market)
    {
        var actor = Caller.Required(context);
        if (!CheckEndpoints.IsInside(actor)) throw RefusedException.NotFound();
        var kinds = Queries.Many(context.Request, "kind");
        var rows = await market.AskAsync(s => s.Mrv.Checks.AllComparisons
            .Where(c => kinds.Count == 0 || kinds.Contains(Parse.Camel(c.Kind))).Select(c => new ComparisonLine(
            c.Participant.ToString(), MeasureRows.Name(c.Participant, s), c.Year.Year, c.Month, c.Kind, c.Item, c.Value,
            c.Unit, c.Source)).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "comparisons");
    }

    private static async Task<IResult> ContractsAsync(HttpContext context, IMarket market)
    {
        var actor = Caller.Required(context);
        var rows = await market.AskAsync(s => s.Mrv.Checks.AllContracts
            .Where(c => CheckEndpoints.IsInside(actor) || Authority.MayRead(ReadRight.Affairs, actor, c.Participant, s))
            .Select(c => new ContractLine(c.Participant.ToString(), MeasureRows.Name(c.Participant, s), c.Year.Year,
                c.Consultant, c.Group, c.Contingent)).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "contracts");
    }
}
