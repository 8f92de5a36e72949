using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Accounting;
using Chutan.Market.Kernel;
using Chutan.Market.Quantification;
using Chutan.Server.Access;
using Chutan.Server.Documents;
using Chutan.Server.Http;
using Chutan.Server.Mrv;
using Chutan.Server.Quantification;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Accounting;

/// <summary>One line of a workbook as it would be entered.</summary>
/// <param name="Replaces">Figures of the source and month are there already.</param>
public sealed record ActivityLineAnswer(long Source, Bilingual Name, int Month, DataQuality Quality,
    IReadOnlyList<FigureAnswer> Figures, IReadOnlyList<string> Evidence,
    IReadOnlyList<CertificateAnswer> Certificates, string Note, decimal? Location, bool Replaces);

/// <summary>What a workbook holds, and everything wrong with it by cell; nothing is written.</summary>
/// <param name="Unchanged">Rows that say what stands already; they are left out.</param>
public sealed record ActivityWorkbookAnswer(
    string File, IReadOnlyList<ActivityLineAnswer> Lines, int Unchanged, IReadOnlyList<FormFault> Faults);
public sealed record ActivityBatchRequest(IReadOnlyList<ActivityRequest>? Lines);

/// <summary>活动数据的 Excel: the template of a company's year, what a filled one would enter, and entering it at once.
/// </summary>
internal static class ActivityFileEndpoints
{
    public static void MapActivityFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/accounting/companies/{id:long}/{year:int}/template", TemplateAsync)
            .WithSummary("A workbook for the year's activity data: the company's sources and months begun.");
        routes.MapPost("/accounting/inventories/{year:int}/workbook", PreviewAsync).Produces<ActivityWorkbookAnswer>()
            .WithSummary("Read a filled workbook (?file= its name) without entering it: lines, and faults by cell.");
        routes.MapPost("/accounting/inventories/{year:int}/batch", async (int year, ActivityBatchRequest body,
            HttpContext context, IMarket market, Writes writes) =>
        {
            var own = await AccountingWrites.OwnAsync(context, market);
            return await writes.SendAsync(context, new RecordActivities(own, year,
                [.. (body.Lines ?? []).Select(AccountingWrites.Line)]), accepted =>
                (new Bilingual($"已填报 {accepted.Events.Length} 条活动数据。",
                    $"{accepted.Events.Length} entries are in."), null));
        }).Produces<Receipt>().WithSummary("Enter the figures of many sources and months: all of them or none.");
    }

    private static async Task<IResult> TemplateAsync(long id, int year, HttpContext context, IMarket market)
    {
        var (actor, company) = (Caller.Required(context), new ParticipantId(id));
        var bytes = await market.AskAsync(s =>
            Authority.MayRead(ReadRight.Affairs, actor, company, s) && s.Accounting.Find(company, year) is { } inventory
                ? ActivityWorkbook.Template(inventory, s.Accounting, s.Quantification)
                : throw RefusedException.NotFound());
        return Results.File(bytes, FileKind.Xlsx, $"activity-{year}.xlsx");
    }

    private static async Task<IResult> PreviewAsync(int year, HttpContext context, IMarket market, Writes writes)
    {
        var name = Path.GetFileName(context.Request.Query["file"].ToString());
        if (name.Length is 0 or > 200) throw RefusedException.Malformed("file", "activity-2024.xlsx");
        var own = await AccountingWrites.OwnAsync(context, market);
        var bytes = await MethodologyEndpoints.BodyAsync(context);
        var found = new List<FormFault>();
        var (sheets, lines, answers) = await market.AskAsync(s => Read(name, bytes, own, year, s, found));
        if (found.Count == 0 && lines.Length > 0)
            found.AddRange(await RehearsedAsync(sheets, lines, own, year, context, writes));
        return Results.Json(new ActivityWorkbookAnswer(name, answers, sheets.Unchanged, found), Json.Options);
    }

    /// <summary>The lines of a file, each worked out, with what the cells and the methodologies have against them.
    /// </summary>
    private static (ActivitySheets, ImmutableArray<ActivityLine>, IReadOnlyList<ActivityLineAnswer>) Read(
        string file, byte[] bytes, ParticipantId own, int year, MarketState state, List<FormFault> found)
    {
        var inventory = state.Accounting.Find(own, year) ?? throw RefusedException.NotFound();
        var faults = new Faults();
        var documents = state.Mrv.Documents.All.Where(d => d.Participant == own).GroupBy(d => d.Name)
            .ToDictionary(g => g.Key, g => g.OrderBy(d => d.FiledOn).Last().Hash, StringComparer.Ordinal);
        var sheets = new ActivitySheets(file, inventory, state.Accounting, state.Quantification, documents, faults);
        var lines = sheets.Read(bytes);
        found.AddRange(faults.Sorted.Select(MonthAnswers.Of));
        var answers = new List<ActivityLineAnswer>(lines.Length);
        foreach (var line in lines)
        {
            var source = state.Accounting.Find(line.Source, own)!; // the reader found it
            var wrong = new Faults();
            var run = AccountingEndpoints.Run(source, inventory, line.Month, line.Given, state, wrong);
            found.AddRange(wrong.Sorted.Select(f =>
                sheets.At(line, f.Code.Code, new Bilingual(f.Zh, f.En), f.Place.Cell)));
            answers.Add(Answer(line, source, run, inventory, state));
        }
        return (sheets, lines, answers);
    }

    private static ActivityLineAnswer Answer(
        ActivityLine line, EmissionSource source, Calculation? run, Inventory inventory, MarketState state) =>
        new(source.Id.Number, AccountingRows.SourceName(source.Id, inventory.Participant, state), line.Month,
            line.Quality, [.. line.Given.Figures.Select(f => new FigureAnswer(f.Name, f.Value, f.Unit))],
            line.Given.Evidence,
            [.. line.Given.Certificates.Select(c => new CertificateAnswer(c.Reference, c.Quantity))],
            line.Note, run is null ? null : AccountingRows.Shown(SourceMethods.GasesOf(run).Aggregate(Rational.Zero,
                (t, g) => t + Exact.Read(g.Location)) * Rational.Of(Footprint.Share(inventory, source.Site, line.Month,
                    state.Accounting)) / Rational.Of(100)),
            inventory.Find(line.Month, line.Source) is not null);

    /// <summary>What the market would say: to each line alone, and then to all of them together.</summary>
    private static async Task<IEnumerable<FormFault>> RehearsedAsync(ActivitySheets sheets,
        ImmutableArray<ActivityLine> lines, ParticipantId own, int year, HttpContext context, Writes writes)
    {
        var decisions = await writes.RehearseAsync(context, Caller.Required(context),
            [.. lines.Select(l => new RecordActivity(own, year, l.Month, l.Source, l.Quality, l.Given, l.Note)),
                new RecordActivities(own, year, lines)]);
        // A certificate may change its month within the file; only the whole says whether it counts twice.
        var single = lines.Zip(decisions).Where(p => p.Second is Decision.Refused refused
            && refused.Refusal.Code != AccountingRefusals.CertificateUsed.Code).Select(p =>
        {
            var refusal = ((Decision.Refused)p.Second).Refusal;
            return sheets.At(p.First, refusal.Code, RefusalTexts.Of(refusal), ColumnOf(refusal));
        }).ToList();
        if (single.Count > 0 || decisions[^1] is not Decision.Refused { Refusal: var whole }) return single;
        var reference = whole.Parameters.FirstOrDefault(p => p.Name == "reference").Value;
        var at = lines.FirstOrDefault(l => l.Given.Certificates.Any(c => c.Reference == reference)) ?? lines[0];
        return [sheets.At(at, whole.Code, RefusalTexts.Of(whole), ColumnOf(whole))];
    }

    private static string? ColumnOf(Refusal refusal) =>
        refusal.Code == AccountingRefusals.NoEvidence.Code || refusal.Code == AccountingRefusals.UnknownEvidence.Code
            ? ActivityWorkbook.Evidence
        : refusal.Code == AccountingRefusals.CertificatesDiffer.Code
            || refusal.Code == AccountingRefusals.CertificateUsed.Code ? ActivityWorkbook.Certificates
        : refusal.Code == AccountingRefusals.Locked.Code || refusal.Code == AccountingRefusals.FutureMonth.Code
            || refusal.Code == AccountingRefusals.NotRunning.Code ? ActivityWorkbook.Month
        : null;
}
