using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;
using Chutan.Market.Rulebook;
using Chutan.Server.Access;
using Chutan.Server.Documents;
using Chutan.Server.Http;
using Chutan.Server.Quantification;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Mrv;

/// <summary>月度存证的 Excel: the template of a year, and what a filled one would file.</summary>
internal static class MonthFileEndpoints
{
    public static void MapMonthFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mrv/months/{entity:long}/{year:int}/template", TemplateAsync)
            .WithSummary("A workbook for the year's months: the plan's rows begun, what was filed filled in.");
        routes.MapPost("/mrv/months/{entity:long}/{year:int}/workbook", PreviewAsync).Produces<WorkbookAnswer>()
            .WithSummary("Read a filled workbook (?file= its name) without filing: months, and faults by cell.");
    }

    private static async Task<IResult> TemplateAsync(long entity, int year, HttpContext context, IMarket market)
    {
        var (actor, of) = (Caller.Required(context), MonthEndpoints.YearOf(year));
        var bytes = await market.AskAsync(s =>
        {
            var found = MonthEndpoints.Readable(entity, actor, s);
            var (_, methods) = MonthEndpoints.PlanOf(found.Id, of, MonthOf(context.Request), s);
            return MonthTemplate.Of(methods, [.. s.Mrv.Months.OfYear(found.Id, of)]);
        });
        return Results.File(bytes, FileKind.Xlsx, $"months-{year}.xlsx");
    }

    private static int MonthOf(HttpRequest request) =>
        Queries.Number(request, "month") is { } month ? MonthEndpoints.MonthOf(month) : 12;

    private static async Task<IResult> PreviewAsync(long entity, int year, HttpContext context, IMarket market)
    {
        var (actor, of) = (Caller.Required(context), MonthEndpoints.YearOf(year));
        var name = Path.GetFileName(context.Request.Query["file"].ToString());
        if (name.Length is 0 or > 200) throw RefusedException.Malformed("file", "months-2024.xlsx");
        var bytes = await MethodologyEndpoints.BodyAsync(context);
        return Results.Json(await market.AskAsync(s => Preview(name, bytes,
            MonthEndpoints.Readable(entity, actor, s).Id, of, MonthOf(context.Request), s)), Json.Options);
    }

    private static WorkbookAnswer Preview(string name, byte[] bytes, ParticipantId id, ComplianceYear year, int month,
        MarketState state)
    {
        var (_, methods) = MonthEndpoints.PlanOf(id, year, month, state);
        var faults = new Faults();
        var documents = state.Mrv.Documents.All.Where(d => d.Participant == id).GroupBy(d => d.Name)
            .ToDictionary(g => g.Key, g => g.OrderBy(d => d.FiledOn).Last().Hash, StringComparer.Ordinal);
        var sheets = new MonthSheets(name, methods, documents, faults);
        var months = sheets.Read(bytes);
        var found = faults.Sorted.Select(MonthAnswers.Of).ToList();
        if (found.Count == 0)
            foreach (var (number, content) in months)
                found.AddRange(MonthTrial.Of(id, year, number, content, new RuleReader(state.Rulebook), state.Mrv,
                    state.Quantification).Faults.Select(sheets.At));
        return new WorkbookAnswer(name, [.. months.Select(m => new WorkbookMonth(m.Key, m.Value,
            m.Value.Rows.Sum(r => r.Figures.Length)))], found);
    }
}
