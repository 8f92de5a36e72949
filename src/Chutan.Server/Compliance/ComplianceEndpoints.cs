using Chutan.Engine.Partitions;
using Chutan.Market.Compliance;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Server.Access;
using Chutan.Server.Exchange;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Compliance;

public sealed record CompliancePage(IReadOnlyList<ComplianceRow> Items, int Total, AsOf AsOf, int Year,
    IReadOnlyList<int> Years, IReadOnlyList<SectorAnswer> Sectors, LocalDate? Deadline, ComplianceTotals Totals);

public sealed record VintagePart(int Vintage, long Tonnes);
public sealed record SurrenderRequest(int? Year, IReadOnlyList<VintagePart>? Allowances, long? Offsets);
public sealed record TransferRequest(string? ToAccount, int? Vintage, long? Tonnes);

/// <summary>履约: the table of all covered entities of a year, and an entity's own surrender.</summary>
internal static class ComplianceEndpoints
{
    public static void MapCompliance(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/compliance", ListAsync).Produces<CompliancePage>();
        routes.MapPost("/surrenders", SurrenderAsync).Produces<Receipt>();
    }

    private static async Task<IResult> ListAsync(HttpRequest request, IMarket market)
    {
        var query = ListQuery.From(request);
        var asked = Queries.Number(request, "year");
        var (sectors, statuses, methods) = (Queries.Many(request, "sector"), Queries.Many(request, "status"), Queries.Many(request, "method"));
        var asOf = await AsOfs.NowAsync(market);
        var found = await market.AskAsync(s =>
        {
            var year = asked is { } y ? new ComplianceYear(y) : ComplianceRows.CurrentYear(s) ?? new ComplianceYear(asOf.Instant.InUtc().Year);
            return (Year: year, Rows: ComplianceRows.Of(year, s).ToList(), Years: ComplianceRows.Years(s), ComplianceRows.Deadline(year, s).Date);
        });
        var rows = found.Rows.Where(r => (sectors.Count == 0 || sectors.Contains(r.Sector.Id))
            && (statuses.Count == 0 || statuses.Contains(r.Status)) && (methods.Count == 0 || methods.Contains(r.Method)));
        var all = found.Rows.Select(r => r.Sector).DistinctBy(s => s.Id).OrderBy(s => s.Id, StringComparer.Ordinal).ToList();
        return Lists.Answer(rows, query, asOf, $"compliance-{found.Year}", (matching, page) => new CompliancePage(page, matching.Count,
            asOf, found.Year.Year, [.. found.Years.Select(y => y.Year)], all, found.Date, ComplianceRows.Totals(matching)));
    }

    /// <summary>Surrenders allowances, then offsets; each part is a command of its own, and the first refusal stops.</summary>
    private static async Task<IResult> SurrenderAsync(SurrenderRequest body, HttpContext context, IMarket market, Writes writes)
    {
        if (body.Year is not (> 2000 and < 2100)) throw RefusedException.Malformed("year", "2013–2099");
        var allowances = body.Allowances?.Sum(a => Math.Max(0, a.Tonnes)) ?? 0;
        var offsets = body.Offsets ?? 0;
        if (allowances < 0 || offsets < 0 || allowances + offsets == 0) throw RefusedException.Malformed("tonnes", "1–");
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        var year = new ComplianceYear(body.Year.Value);
        IResult? last = null;
        foreach (var (kind, tonnes) in await PartsAsync(account, allowances, offsets, market))
        {
            last = await writes.SendAsync(context, new SurrenderUnits(account, year, kind, new Tonnes(tonnes)), _ =>
                (new Bilingual($"已为 {year} 年度清缴 {tonnes} t {Names.Code("unit", kind.ToString()).Zh}。",
                    $"{tonnes} t of {Names.Code("unit", kind.ToString()).En} surrendered for {year}."), null), kind.ToString());
            if (last is Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<Problem>) return last;
        }
        return last!;
    }

    /// <summary>Allowances as asked; offsets from the kinds the account holds, CCER first.</summary>
    private static async ValueTask<IReadOnlyList<(UnitKind Kind, long Tonnes)>> PartsAsync(
        AccountId account, long allowances, long offsets, IMarket market) => await market.AskAsync(s =>
    {
        var parts = new List<(UnitKind, long)>();
        if (allowances > 0) parts.Add((UnitKind.Allowance, allowances));
        foreach (var kind in new[] { UnitKind.Ccer, UnitKind.InclusionReduction })
        {
            var tonnes = Math.Min(offsets, s.Registry.Available(account, kind).Count);
            if (tonnes == 0) continue;
            parts.Add((kind, tonnes));
            offsets -= tonnes;
        }
        if (offsets > 0) parts.Add((UnitKind.Ccer, offsets));
        return parts;
    });
}
