using Chutan.Engine.Methodologies;
using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Quantification;
using Chutan.Market.Rulebook;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Quantification;

/// <summary>Which version of which methodology the reports of a sector use under a regime, from year to year.</summary>
/// <param name="Name">Of the methodology.</param>
/// <param name="Standing">How sure it is that it is so; where adopted, how sure the methodology's text is.</param>
/// <param name="Source">The text it follows from, or the authority's basis.</param>
/// <param name="Published">Whether that version is in force in this market.</param>
/// <param name="Adopted">Whether reports in this market use it; otherwise it only stands in the shipped table.</param>
public sealed record RuleSetLine(string Regime, Bilingual RegimeName, string Sector, Bilingual SectorName,
    int FromYear, int? ThroughYear, string Methodology, string Version, Bilingual Name, Standing Standing,
    string Source, bool Published, bool Adopted);

/// <param name="Edition">A published methodology and its version: <c>id@version</c>.</param>
public sealed record RuleSetRequest(string? Regime, string? Sector, int? FromYear, int? ThroughYear, string? Edition,
    string? Basis);

/// <summary>规则集选用: what reports are calculated by, for everybody to look up and for the authority to adopt.</summary>
internal static class RuleSetEndpoints
{
    private const int LongestName = 60;
    private const int LongestBasis = 500;

    public static void MapRuleSets(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rule-sets", ListAsync).Produces<Page<RuleSetLine>>().WithSummary(
            "Which methodology version reports use, by regime, sector and report year.");
        routes.MapPost("/rule-sets", AdoptAsync).Produces<Receipt>().WithSummary(
            "Adopt a published methodology version for the reports of a sector, under a regime, from a year on.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IMarket market, MethodologyShelf shelf)
    {
        var (request, year) = (context.Request, Queries.Number(context.Request, "year"));
        var (regimes, sectors) = (Queries.Many(request, "regime"), Queries.Many(request, "sector"));
        var adopted = request.Query["adopted"].ToString();
        var rows = await market.AskAsync(s => Rows(s.Quantification, shelf.Library).ToList());
        return Lists.Answer(rows.Where(r => (regimes.Count == 0 || regimes.Contains(r.Regime))
            && (sectors.Count == 0 || sectors.Contains(r.Sector))
            && (year is not { } y || (r.FromYear <= y && (r.ThroughYear is not { } last || y <= last)))
            && (adopted.Length == 0 || r.Adopted == (adopted == "true"))), ListQuery.From(request),
            await AsOfs.NowAsync(market), "rule-sets");
    }

    /// <summary>What is adopted, and what the shipped table has besides.</summary>
    private static IEnumerable<RuleSetLine> Rows(QuantificationState state, MethodologyLibrary library)
    {
        var own = state.RuleSets.Rows;
        return own.Select(r => Line(r, true, state, library))
            .Concat(library.RuleSets.Rows.Where(r => !own.Any(o => IsSame(o, r)))
                .Select(r => Line(r, false, state, library)))
            .OrderBy(r => r.Regime, StringComparer.Ordinal).ThenBy(r => r.Sector, StringComparer.Ordinal)
            .ThenBy(r => r.FromYear).ThenByDescending(r => r.Adopted);
    }

    /// <summary>Whether what is adopted says all that a row of the shipped table says.</summary>
    private static bool IsSame(RuleSet own, RuleSet shipped) => own.Regime == shipped.Regime
        && own.Sector == shipped.Sector && own.Methodology == shipped.Methodology && own.Version == shipped.Version
        && own.FromYear == shipped.FromYear && own.ThroughYear == shipped.ThroughYear;

    private static RuleSetLine Line(RuleSet row, bool adopted, QuantificationState state, MethodologyLibrary library)
    {
        var published = state.Find(row.Methodology, row.Version);
        var head = (published ?? library.Find($"{row.Methodology}@{row.Version}"))?.Head;
        return new RuleSetLine(row.Regime, Names.Code("regime", row.Regime), row.Sector,
            Names.Code("guide-sector", row.Sector), row.FromYear, row.ThroughYear, row.Methodology, row.Version,
            head is null ? Bilingual.Same(row.Methodology) : Bilingual.Of(head.Zh, head.En),
            adopted && head is not null ? head.Standing : row.Standing, row.Source, published is not null, adopted);
    }

    private static Task<IResult> AdoptAsync(RuleSetRequest body, HttpContext context, Writes writes)
    {
        var from = body.FromYear is { } f and > 2000 and < 2100 ? f
            : throw RefusedException.Malformed("fromYear", "2001–2099");
        if (body.ThroughYear is { } through && (through < from || through >= 2100))
            throw RefusedException.Malformed("throughYear", $"{from}–2099");
        if (Word(body.Edition, "edition").Split('@') is not [{ Length: > 0 } id, { Length: > 0 } version])
            throw RefusedException.Malformed("edition", "cn-power@2022");
        return writes.SendAsync(context, new SelectMethodology(Word(body.Regime, "regime"),
            Word(body.Sector, "sector"), from, body.ThroughYear, id, version,
            Word(body.Basis, "basis", LongestBasis)), _ => (new Bilingual(
            $"{body.Sector} 行业自 {from} 年度起采用 {id} {version}。",
            $"Reports of {body.Sector} use {id} {version} from {from} on."), $"{id}@{version}"));
    }

    private static string Word(string? text, string field, int most = LongestName) =>
        text?.Trim() is { Length: > 0 } word && word.Length <= most ? word
            : throw RefusedException.Malformed(field, $"1–{most}");
}
