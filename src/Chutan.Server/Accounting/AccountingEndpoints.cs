using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Accounting;
using Chutan.Market.Kernel;
using Chutan.Market.Quantification;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Chutan.Server.Quantification;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Accounting;

/// <summary>企业碳核算: what a company, its authority and audit may see of its books. Only certificates of neutrality are
/// for everybody.</summary>
internal static class AccountingEndpoints
{
    private const int FirstYear = Inventory.FirstYear;

    public static void MapAccounting(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/accounting/methods", async (HttpRequest request, IMarket market) =>
        {
            var rows = await market.AskAsync(s => s.Quantification.Published
                .Select(p => s.Quantification.Find(p.Methodology, p.Version)).OfType<Methodology>()
                .Where(m => m.Head.Sector == SourceMethods.Sector).Select(AccountingRows.Method).ToList());
            return Lists.Answer(rows, ListQuery.From(request), await AsOfs.NowAsync(market), "source-methods");
        }).Produces<Page<SourceMethodAnswer>>().WithSummary("Published methodologies that sources may use.");

        routes.MapGet("/accounting/companies", async (HttpContext context, IMarket market) =>
        {
            var actor = Caller.Required(context);
            var rows = await market.AskAsync(s => s.Accounting.Companies
                .Where(c => Authority.MayRead(ReadRight.Affairs, actor, c, s))
                .Select(c => AccountingRows.Row(c, s)).ToList());
            return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "companies");
        }).Produces<Page<CompanyRow>>().WithSummary("Companies that account here, as far as the caller may see them.");

        var company = routes.MapGroup("/accounting/companies/{id:long}");
        company.MapGet("", (long id, HttpContext context, IMarket market) =>
                ReadAsync(id, context, market, (c, me, s, asOf) =>
                    AccountingRows.Company(c, me is not null, s, asOf)))
            .Produces<CompanyAnswer>().WithSummary("A company's boundary, sources, years and targets.");
        company.MapGet("/{year:int}", (long id, int year, HttpContext context, IMarket market) =>
                ReadAsync(id, context, market, (c, me, s, asOf) =>
                    AccountingRows.Inventory(Revision(c, year, context.Request, s), me, s, asOf)))
            .Produces<InventoryAnswer>().WithSummary("A year's inventory; ?revision= for an earlier one.");
        company.MapGet("/{year:int}/entries", EntriesAsync).Produces<Page<InventoryLine>>()
            .WithSummary("A year's entries as a list, to filter and export.");
        company.MapGet("/{year:int}/analysis", (long id, int year, HttpContext context, IMarket market) =>
                ReadAsync(id, context, market, (c, _, s, asOf) => AccountingRows.Analyse(
                    Revision(c, year, context.Request, s), Basis(context.Request), s, asOf)))
            .Produces<AnalysisAnswer>().WithSummary("A year's inventory by site, source, scope, gas, month and more.");
        company.MapGet("/{year:int}/uncertainty", (long id, int year, HttpContext context, IMarket market) =>
                ReadAsync(id, context, market, (c, me, s, asOf) => UncertaintyRows.Of(
                    Revision(c, year, context.Request, s), Basis(context.Request), me is not null, s, asOf)
                    ?? throw RefusedException.NotFound()))
            .Produces<UncertaintyAnswer>().WithSummary("How sure the year is, by source and as a whole.");
        company.MapGet("/{year:int}/measures", (long id, int year, HttpContext context, IMarket market) =>
                ReadAsync(id, context, market, (c, _, s, asOf) => AccountingRows.Measures(
                    Revision(c, year, context.Request, s), Basis(context.Request), s, asOf)))
            .Produces<MeasuresAnswer>().WithSummary("The company's measures by cost per tonne, cheapest first.");
        company.MapGet("/{year:int}/neutrality", (long id, int year, HttpContext context, IMarket market) =>
                ReadAsync(id, context, market, (c, _, s, asOf) => AccountingRows.Neutral(c, year, s, asOf)))
            .Produces<NeutralityAnswer>().WithSummary("What a year's footprint asks for, and what is retired for it.");
        company.MapGet("/{year:int}/sources/{source:long}/months/{month:int}", TraceAsync).Produces<Calculation>()
            .WithSummary("Why: the calculation of one source's month, line by line.");
        company.MapGet("/{year:int}/report", ReportAsync).WithSummary("The year's inventory as a workbook.");
        routes.MapGet("/accounting/certificates/{number}", CertificateAsync).Produces<NeutralityCertificateAnswer>()
            .WithSummary("A certificate of neutrality, by its number.");
    }

    /// <summary>A revision of a year's inventory, the newest unless the query names one.</summary>
    internal static Inventory Revision(ParticipantId company, int year, HttpRequest request, MarketState state)
    {
        var wanted = Queries.Number(request, "revision");
        var revisions = state.Accounting.Revisions(company, year);
        var found = wanted is { } number ? revisions.FirstOrDefault(r => r.Revision == number)
            : revisions.LastOrDefault();
        return found ?? throw RefusedException.NotFound();
    }

    internal static FootprintBasis Basis(HttpRequest request)
    {
        var text = request.Query["basis"].ToString();
        if (text.Length == 0) return FootprintBasis.WholeLocation;
        return Enum.TryParse<FootprintBasis>(text, ignoreCase: true, out var basis) && Enum.IsDefined(basis) ? basis
            : throw RefusedException.Malformed("basis", string.Join(", ", Enum.GetNames<FootprintBasis>()));
    }

    /// <summary>Answers about a company's books, to those who may see them; to others as if there were none. The answer
    /// is told who asks where that is somebody of the company.</summary>
    private static async Task<IResult> ReadAsync<T>(long id, HttpContext context, IMarket market,
        Func<ParticipantId, UserId?, MarketState, AsOf, T> answer)
    {
        var actor = Caller.Required(context);
        var asOf = await AsOfs.NowAsync(market);
        var company = new ParticipantId(id);
        return Results.Json(await market.AskAsync(s =>
        {
            if (s.Participants.Find(company) is null || !Authority.MayRead(ReadRight.Affairs, actor, company, s))
                throw RefusedException.NotFound();
            var isOwn = s.Participants.Find(actor.User)?.Participant == company;
            return answer(company, isOwn ? actor.User : null, s, asOf);
        }), Json.Options);
    }

    private static async Task<IResult> EntriesAsync(long id, int year, HttpContext context, IMarket market)
    {
        var actor = Caller.Required(context);
        var company = new ParticipantId(id);
        var rows = await market.AskAsync(s => Authority.MayRead(ReadRight.Affairs, actor, company, s)
            ? InventoryWorkbook.Lines(Revision(company, year, context.Request, s), s)
            : throw RefusedException.NotFound());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), $"entries-{year}");
    }

    private static async Task<IResult> ReportAsync(long id, int year, HttpContext context, IMarket market)
    {
        var actor = Caller.Required(context);
        var asOf = await AsOfs.NowAsync(market);
        var company = new ParticipantId(id);
        return await market.AskAsync(s => Authority.MayRead(ReadRight.Affairs, actor, company, s)
            ? InventoryWorkbook.Of(Revision(company, year, context.Request, s), Basis(context.Request), s, asOf)
            : throw RefusedException.NotFound());
    }

    private static Task<IResult> TraceAsync(
        long id, int year, long source, int month, HttpContext context, IMarket market) =>
        ReadAsync(id, context, market, (company, _, s, _) =>
        {
            var inventory = Revision(company, year, context.Request, s);
            if (inventory.Find(month, new SourceId(source)) is not { } entry
                || s.Accounting.Find(entry.Source, company) is not { } found)
                throw RefusedException.NotFound();
            return Run(found, inventory, month, entry.Given, s, new Faults()) ?? throw RefusedException.NotFound();
        });

    /// <summary>The calculation of a source's month on given figures.</summary>
    internal static Calculation? Run(EmissionSource source, Inventory inventory, int month, ActivityFigures given,
        MarketState state, Faults faults)
    {
        var region = state.Accounting.Find(source.Site, inventory.Participant)!.Region; // a source is at a known site
        var method = state.Quantification.Find(source.Methodology, source.Version)!; // and names a published one
        return SourceMethods.Run(method, source, region, inventory.Year, month, inventory.Warming, given, faults);
    }

    private static async Task<IResult> CertificateAsync(string number, IMarket market)
    {
        if (!NeutralityCertificate.TryParse(number, out var read)) throw RefusedException.NotFound();
        var answer = await market.AskAsync(s => s.Accounting.FindCertificate(read) is { } found
            ? AccountingRows.Certificate(found, s) : null);
        return Results.Json(answer ?? throw RefusedException.NotFound(), Json.Options);
    }
}
