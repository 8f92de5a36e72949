using Chutan.Engine.Methodologies;
using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Quantification;
using Chutan.Market.Rulebook;
using Chutan.Server.Access;
using Chutan.Server.Documents;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Quantification;

/// <summary>A methodology in a list.</summary>
/// <param name="Published">Whether this very content is published in the market.</param>
public sealed record MethodologyAnswer(string Id, string Version, Bilingual Name, string Sector,
    Bilingual SectorName, string Issuer, string Source, Standing Standing,
    int? FromYear, int? ThroughYear, bool Published, int Examples, string Hash);

public sealed record ConstantAnswer(string Name, Bilingual Label, string Value, string Unit, string Source);

/// <summary>One value that a factor of the methodology may take.</summary>
public sealed record FactorAnswer(string Name, Bilingual Label, string Series, string Item, string Region, int DataYear,
    string Value, string Unit, string Source, string Cite, Standing Standing);

/// <param name="Table">The table whose column it is; empty for single figures.</param>
public sealed record InputAnswer(string Name, Bilingual Label, string Table, string Unit, bool Optional, string Missing,
    IReadOnlyList<string> Evidence, IReadOnlyList<string> Options);

/// <param name="Table">The table in whose rows it is worked out; empty for single lines.</param>
public sealed record FormulaAnswer(string Name, Bilingual Label, string Table, string Unit, string Formula,
    string Rounding);

public sealed record CheckAnswer(string Id, Bilingual Label, CheckSeverity Severity, string Formula);

/// <summary>When the methodology may be used at all.</summary>
public sealed record ConditionAnswer(string Id, Bilingual Label, string Formula, string Source);

/// <summary>算例: a worked example, which had to hold before the version could be published.</summary>
/// <param name="Refused">Code of the refusal it has to end in; empty when it has to give figures.</param>
public sealed record ExampleAnswer(Bilingual Name, int Year, IReadOnlyDictionary<string, string> Expected,
    string Refused);

/// <summary>A methodology with everything it calculates with.</summary>
public sealed record MethodologyDetail(MethodologyAnswer Methodology, Bilingual Note,
    IReadOnlyList<ConstantAnswer> Constants, IReadOnlyList<FactorAnswer> Factors, IReadOnlyList<InputAnswer> Inputs,
    IReadOnlyList<FormulaAnswer> Formulas, IReadOnlyList<CheckAnswer> Checks,
    IReadOnlyList<ConditionAnswer> Conditions, IReadOnlyList<string> Results, IReadOnlyList<ExampleAnswer> Examples,
    AsOf AsOf);

/// <summary>One thing wrong in the figures that were sent.</summary>
public sealed record FaultAnswer(string Code, string Zh, string En, string Place);

/// <summary>Everything wrong with the figures that were sent: a problem with its parts.</summary>
public sealed record RunProblem(string Code, string Zh, string En, IReadOnlyList<FaultAnswer> Faults);

public sealed record PublishRequest(string? Reason);

/// <summary>The methodologies beside the program, read once.</summary>
internal sealed class MethodologyShelf(string? folder)
{
    private readonly Lazy<MethodologyLibrary> library = new(() => folder is null
        ? new MethodologyLibrary([], RuleSetTable.Empty, []) : MethodologyLibrary.Load(folder));

    public MethodologyLibrary Library => library.Value;

    /// <summary>A methodology proposed as a file; null with everything wrong noted.</summary>
    public Methodology? Propose(string name, string text, Faults faults) =>
        MethodologyLibrary.Propose(folder ?? throw RefusedException.NotFound(), name, text, faults);

    /// <summary>The version beside the program.</summary>
    public Methodology Get(string id, string version) =>
        Library.Find($"{id}@{version}") ?? throw RefusedException.NotFound();

    /// <summary>The version as it is published in the market, whatever became of its file since; beside the program
    /// when it is not published.</summary>
    public async ValueTask<Methodology> GetAsync(IMarket market, string id, string version) =>
        await market.AskAsync(s => s.Quantification.Find(id, version)) ?? Get(id, version);

    /// <summary>Everything published, and what stands beside the program besides.</summary>
    public async ValueTask<IReadOnlyList<Methodology>> AllAsync(IMarket market)
    {
        var published = await market.AskAsync(s => s.Quantification.Published
            .Select(p => s.Quantification.Find(p.Methodology, p.Version)!).ToList()); // published ones are found
        return [.. published.Concat(Library.All.Where(m =>
                published.TrueForAll(p => p.Id != m.Id || p.Version != m.Version)))
            .OrderBy(m => m.Id, StringComparer.Ordinal).ThenBy(m => m.Version, StringComparer.Ordinal)];
    }
}

/// <summary>方法学: the calculation rules as data, open to everybody, and a run of one on figures of the caller.
/// </summary>
internal static class MethodologyEndpoints
{
    private const int LongestReason = 1000;

    public static void MapMethodologies(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/methodologies", async (HttpRequest request, IMarket market, MethodologyShelf shelf) =>
        {
            var (published, sectors) = (await PublishedAsync(market), Queries.Many(request, "sector"));
            var rows = (await shelf.AllAsync(market))
                .Where(m => sectors.Count == 0 || sectors.Contains(m.Head.Sector))
                .Select(m => Row(m, published)).ToList();
            return Lists.Answer(rows, ListQuery.From(request), await AsOfs.NowAsync(market), "methodologies");
        }).Produces<Page<MethodologyAnswer>>().WithSummary("Calculation methodologies.");

        routes.MapGet("/methodologies/{id}/{version}", async (
            string id, string version, IMarket market, MethodologyShelf shelf) =>
        {
            var (published, asOf) = (await PublishedAsync(market), await AsOfs.NowAsync(market));
            return Results.Json(Detail(await shelf.GetAsync(market, id, version), published, asOf), Json.Options);
        }).Produces<MethodologyDetail>().WithSummary("One methodology: formulas, factors with sources, examples.");

        routes.MapGet("/methodologies/{id}/{version}/template", async (
            string id, string version, HttpRequest request, IMarket market, MethodologyShelf shelf) =>
                Template(await shelf.GetAsync(market, id, version), request))
            .WithSummary("An empty file of figures to fill in, xlsx or (?format=csv) csv.");

        routes.MapPost("/methodologies/{id}/{version}/runs", RunAsync).Produces<Calculation>()
            .WithSummary("Calculate a file of figures (csv, json or xlsx named in the query) by a methodology.");

        routes.MapPost("/methodologies/{id}/{version}/comparisons", CompareAsync).Produces<Comparison>()
            .WithSummary("Calculate a file of figures by two versions side by side; nothing is kept.");

        routes.MapPost("/methodologies/{id}/{version}/publication", PublishAsync).Produces<Receipt>()
            .WithSummary("Publish a version of a methodology in the market.");
    }

    private static IResult Template(Methodology of, HttpRequest request)
    {
        var csv = request.Query["format"] == "csv";
        return csv ? Results.File(FiguresTemplate.Of(of, ".csv"), "text/csv", $"{of.Id}-{of.Version}.csv")
            : Results.File(FiguresTemplate.Of(of, ".xlsx"), FileKind.Xlsx, $"{of.Id}-{of.Version}.xlsx");
    }

    private static async Task<IResult> RunAsync(
        string id, string version, HttpContext context, IMarket market, MethodologyShelf shelf)
    {
        var methodology = await shelf.GetAsync(market, id, version);
        var faults = new Faults();
        var data = await ReadAsync(context, methodology, faults);
        var calculation = data is null ? null : Calculating.Run(methodology, data, [], faults);
        return calculation is null ? Faulty(faults) : Results.Json(calculation, Json.Options);
    }

    /// <summary>The figures under this version beside the same under <c>with</c> (<c>id@version</c>; the same one when
    /// absent), with <c>set</c> (name=value unit) tried out in the second.</summary>
    private static async Task<IResult> CompareAsync(
        string id, string version, HttpContext context, IMarket market, MethodologyShelf shelf)
    {
        var first = await shelf.GetAsync(market, id, version);
        var second = context.Request.Query["with"].ToString() switch
        {
            "" => first,
            var with when with.Split('@') is [var other, var edition] => await shelf.GetAsync(market, other, edition),
            _ => throw RefusedException.NotFound(),
        };
        var overrides = Overrides(context.Request);
        var faults = new Faults();
        var data = await ReadAsync(context, first, faults);
        var comparison = data is null ? null : Comparing.Run(first, second, data, overrides, faults);
        return comparison is null ? Faulty(faults) : Results.Json(comparison, Json.Options);
    }

    /// <summary>The values to try out, written <c>name=value</c> or <c>name=value unit</c>.</summary>
    internal static ImmutableArray<Override> Overrides(HttpRequest request) =>
        [.. Queries.Many(request, "set").Order(StringComparer.Ordinal).Select(text =>
            Override.Read(text) ?? throw RefusedException.Malformed("set", "name=value unit"))];

    internal static IResult Faulty(Faults faults)
    {
        var wrong = faults.Sorted.Select(f => new FaultAnswer(f.Code.Code, f.Zh, f.En, f.Place.ToString())).ToList();
        return Results.Json(new RunProblem(wrong[0].Code, $"数据有 {wrong.Count} 处错误。",
            $"The figures have {wrong.Count} faults.", wrong), Json.Options, "application/problem+json",
            StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<InputData?> ReadAsync(HttpContext context, Methodology methodology, Faults faults)
    {
        var name = context.Request.Query["file"].ToString() is { Length: > 0 and <= 200 } given ? given : "input.json";
        var year = Queries.Number(context.Request, "year");
        var region = context.Request.Query["region"].ToString();
        return InputFiles.Read(Path.GetFileName(name), await BodyAsync(context), methodology, year,
            region.Length == 0 ? null : region, faults);
    }

    /// <summary>The body of a request as a file of figures; one that is too large is refused before it is read.
    /// </summary>
    internal static async Task<byte[]> BodyAsync(HttpContext context)
    {
        if (context.Request.ContentLength > InputFiles.MostBytes)
            throw RefusedException.Of(413, FileRefusals.TooLarge, ("size", context.Request.ContentLength!.Value),
                ("limit", InputFiles.MostBytes));
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = InputFiles.MostBytes + 1;
        using var memory = new MemoryStream();
        await CopyAsync(context.Request.Body, memory, context.RequestAborted);
        return memory.ToArray();
    }

    /// <summary>Takes at most one byte more than a file may have, whatever the sender says it sends.</summary>
    private static async Task CopyAsync(Stream from, MemoryStream to, CancellationToken cancel)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, cancel) is var read and > 0)
        {
            to.Write(buffer, 0, read);
            if (to.Length > InputFiles.MostBytes)
                throw RefusedException.Of(413, FileRefusals.TooLarge, ("size", to.Length),
                    ("limit", InputFiles.MostBytes));
        }
    }

    private static Task<IResult> PublishAsync(string id, string version, PublishRequest body, HttpContext context,
        MethodologyShelf shelf, Writes writes)
    {
        var methodology = shelf.Get(id, version);
        if (body.Reason is { Length: > LongestReason })
            throw RefusedException.Malformed("reason", $"0–{LongestReason}");
        return writes.SendAsync(context, new PublishMethodology(methodology.Content, body.Reason ?? ""), _ =>
            (new Bilingual($"{methodology.Head.Zh} {version} 已发布。", $"{methodology.Head.En} {version} is published."),
                $"{id}@{version}"));
    }

    private static ValueTask<HashSet<string>> PublishedAsync(IMarket market) => market.AskAsync(s =>
        s.Quantification.Published.Select(p => p.Hash).ToHashSet(StringComparer.Ordinal));

    private static MethodologyAnswer Row(Methodology of, HashSet<string> published) => new(of.Id, of.Version,
        Bilingual.Of(of.Head.Zh, of.Head.En), of.Head.Sector, Names.Code("guide-sector", of.Head.Sector),
        of.Head.Issuer, of.Head.Source, of.Head.Standing,
        of.Head.FromYear, of.Head.ThroughYear, published.Contains(of.Hash), of.Fixtures.Length, of.Hash);

    private static MethodologyDetail Detail(Methodology of, HashSet<string> published, AsOf asOf) => new(
        Row(of, published), Bilingual.Of(of.Head.NoteZh, of.Head.NoteEn),
        [.. of.Constants.Select(c => new ConstantAnswer(c.Name, Bilingual.Of(c.Zh, c.En), c.Written, c.Unit.Symbol,
            c.Source))],
        [.. of.Factors.SelectMany(slot => Values(of, slot))],
        [.. of.Inputs.Select(i => Input(i, "")), .. of.Tables.SelectMany(t => t.Columns.Select(c => Input(c, t.Name)))],
        [
            .. of.Tables.SelectMany(t => t.Lines.Select(l => Formula(l, t.Name))),
            .. of.Lines.Select(l => Formula(l, "")),
        ],
        [.. of.Checks.Select(c => new CheckAnswer(c.Id, Bilingual.Of(c.Zh, c.En), c.Severity, c.Formula))],
        [.. of.Conditions.Select(c => new ConditionAnswer(c.Id, Bilingual.Of(c.Zh, c.En), c.Formula, c.Source))],
        [.. of.Results.Select(r => r.Name)],
        [.. of.Fixtures.Select(f => new ExampleAnswer(
            Bilingual.Of(f.Zh.Length > 0 ? f.Zh : f.Name, f.Name), f.Data.Year,
            f.Expected.ToDictionary(e => e.Name, e => e.Written, StringComparer.Ordinal), f.Refused))],
        asOf);

    private static IEnumerable<FactorAnswer> Values(Methodology of, FactorSlot slot)
    {
        var series = of.SeriesOf(slot);
        return series.Values
            .Where(v => (slot.Item.Length == 0 || v.Item == slot.Item)
                && (slot.Source.Length == 0 || v.Source == slot.Source)
                && (slot.Region == FactorSlot.ReportRegion || v.Region == slot.Region)
                && (slot.DataYear is null || v.DataYear == slot.DataYear))
            .Select(v => new FactorAnswer(slot.Name, Bilingual.Of(slot.Zh, slot.En), series.Id, v.Item, v.Region,
                v.DataYear, v.Written, series.Unit.Symbol, v.Source, v.Cite, v.Standing));
    }

    private static InputAnswer Input(InputDefinition of, string table) => new(of.Name,
        Bilingual.Of(of.Zh, of.En), table, of.IsChoice ? "" : of.Unit.Symbol, of.IsOptional,
        of.MissingText, of.Evidence,
        [.. of.Options.Select(o => o.Code)]);

    private static FormulaAnswer Formula(Line of, string table) => new(of.Name, Bilingual.Of(of.Zh, of.En), table,
        of.Unit.Symbol, of.Formula, of.Rounding is { } r ? $"{r.Mode} {r.Digits}" : "");
}
