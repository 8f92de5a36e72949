using Chutan.Engine.Partitions;
using Chutan.Market.Compliance;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Server.Access;
using Chutan.Server.Exchange;
using Chutan.Server.Http;
using Chutan.Server.Registry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Compliance;

public sealed record CompliancePage(IReadOnlyList<ComplianceRow> Items, int Total, AsOf AsOf, int Year,
    IReadOnlyList<int> Years, IReadOnlyList<SectorAnswer> Sectors, LocalDate? Deadline, ComplianceTotals Totals);

public sealed record VintagePart(int Vintage, long Tonnes);
public sealed record SurrenderRequest(int? Year, string? Kind, long? Tonnes);

/// <summary>履约: the table of all covered entities of a year, and an entity's own surrender.</summary>
internal static class ComplianceEndpoints
{
    public static void MapCompliance(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/compliance", ListAsync).Produces<CompliancePage>().WithSummary(
            "All covered entities of a year.");
        routes.MapPost("/surrenders", SurrenderAsync).Produces<Receipt>().WithSummary(
            "Surrender units of one kind, oldest vintage first.");
    }

    private static async Task<IResult> ListAsync(HttpRequest request, IMarket market)
    {
        var query = ListQuery.From(request);
        var asked = Queries.Number(request, "year");
        var (sectors, statuses, methods) = (
            Queries.Many(request, "sector"), Queries.Many(request, "status"), Queries.Many(request, "method"));
        var asOf = await AsOfs.NowAsync(market);
        var found = await market.AskAsync(s =>
        {
            var year = asked is { } y ? new ComplianceYear(y) : ComplianceRows.CurrentYear(s)
                ?? new ComplianceYear(AsOfs.DateOf(asOf, s).Year);
            return (Year: year, Rows: ComplianceRows.Of(year, s).ToList(), Years: ComplianceRows.Years(s),
                ComplianceRows.Deadline(year, s).Date);
        });
        var rows = found.Rows.Where(r => (sectors.Count == 0 || sectors.Contains(r.Sector.Id))
            && (statuses.Count == 0 || statuses.Contains(r.Status))
                && (methods.Count == 0 || methods.Contains(r.Method)));
        var all = found.Rows.Select(r => r.Sector).DistinctBy(s => s.Id).OrderBy(s =>
            s.Id, StringComparer.Ordinal).ToList();
        return Lists.Answer(rows, query, asOf, $"compliance-{found.Year}", (matching, page) =>
            new CompliancePage(page, matching.Count,
            asOf, found.Year.Year, [.. found.Years.Select(y => y.Year)], all, found.Date,
                ComplianceRows.Totals(matching)));
    }

    private static async Task<IResult> SurrenderAsync(
        SurrenderRequest body, HttpContext context, IMarket market, Writes writes)
    {
        if (body.Year is not (> 2000 and < 2100)) throw RefusedException.Malformed("year", "2001–2099");
        var (kind, tonnes) = (RegistryEndpoints.KindOf(body.Kind), Queries.Tonnes(body.Tonnes));
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        var year = new ComplianceYear(body.Year.Value);
        var name = Names.Code("unit", kind.ToString());
        return await writes.SendAsync(context, new SurrenderUnits(account, year, kind, tonnes), _ => (new Bilingual(
            $"已为 {year} 年度清缴 {tonnes} t {name.Zh}。", $"{tonnes} t of {name.En} surrendered for {year}."), null));
    }
}
