using System.Globalization;
using Chutan.Engine.Partitions;
using Chutan.Market.Disclosure;
using Chutan.Market.Kernel;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Disclosure;

/// <summary>One index in the list: what it is and where it stands.</summary>
public sealed record IndexLine(string Code, Bilingual Name, string Weighting, string MissingDay, LocalDate BaseDate,
    decimal BaseValue, LocalDate? Date, decimal? Value, decimal? Before, int Values);

public sealed record IndexConstituentAnswer(string Market, string Instrument, Bilingual Name, decimal? Weight,
    long BasePriceFen);

/// <summary>One version of a definition, with the decision that published it.</summary>
public sealed record IndexVersionAnswer(int Version, LocalDate Published, LocalDate BaseDate, decimal BaseValue,
    int Decimals, string Weighting, string MissingDay, IReadOnlyList<IndexConstituentAnswer> Constituents, string Note,
    string Source, long Position);

public sealed record IndexAnswer(string Code, Bilingual Name, IReadOnlyList<IndexVersionAnswer> Versions, AsOf AsOf);

/// <summary>A day of the published series; no value on a day skipped.</summary>
public sealed record IndexValueAnswer(LocalDate Date, decimal? Value, string? Exact, int Version, long Position);

/// <summary>What one constituent gave to a value.</summary>
public sealed record IndexInputAnswer(string Market, string Instrument, Bilingual Name, long PriceFen,
    long ReferenceFen, decimal Weight, bool Traded);

/// <summary>Why an index has its value on a day.</summary>
public sealed record IndexWhyAnswer(string Code, LocalDate Date, decimal? Value, string? Exact, string? Before,
    IndexVersionAnswer Definition, IReadOnlyList<IndexInputAnswer> Inputs, long Position, AsOf AsOf);

/// <summary>A definition that is not published, and the values it would have.</summary>
public sealed record IndexPreviewAnswer(IndexVersionAnswer Definition, IReadOnlyList<IndexValueAnswer> Values,
    AsOf AsOf);

public sealed record ConstituentRequest(string? Market, string? Instrument, decimal? Weight);
public sealed record IndexRequest(string? Code, string? NameZh, string? NameEn, LocalDate? BaseDate,
    decimal? BaseValue, int? Decimals, string? Weighting, string? MissingDay,
    IReadOnlyList<ConstituentRequest>? Constituents, string? Note, string? Source);
public sealed record OutsidePriceRequest(string? Market, string? Instrument, LocalDate? Date, long? PriceFen,
    long? Tonnes, long? TurnoverFen, string? Source);
public sealed record ComputationRequest(LocalDate? Date);

/// <summary>指数: the indices with their definitions, values and reasons; definition and computation by the exchange.
/// </summary>
internal static class IndexEndpoints
{
    public static void MapIndices(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/indices", async (HttpRequest request, IndexSeries series, IMarket market) =>
            Lists.Answer(series.Codes().Select(code => Line(code, series)), ListQuery.From(request),
                await AsOfs.NowAsync(market), "indices"))
            .Produces<Page<IndexLine>>().WithSummary("Indices and their latest values.");

        routes.MapGet("/indices/{code}", async (string code, IndexSeries series, IMarket market) =>
            Results.Json(Detail(code, series, await AsOfs.NowAsync(market)), Json.Options))
            .Produces<IndexAnswer>().WithSummary("The definition of an index, all versions, newest first.");

        routes.MapGet("/indices/{code}/values",
            async (string code, HttpRequest request, IndexSeries series, IMarket market) =>
            {
                var (from, through) = (Queries.Date(request, "from"), Queries.Date(request, "through"));
                var rows = Known(code, series).Days
                    .Where(d => (from is not { } f || d.Date >= f) && (through is not { } t || d.Date <= t))
                    .Select(d => new IndexValueAnswer(d.Date, d.Value, Exact(d.Exact), d.Version, d.Position));
                return Lists.Answer(rows, ListQuery.From(request), await AsOfs.NowAsync(market), $"index-{code}");
            }).Produces<Page<IndexValueAnswer>>().WithSummary("The published series of an index, by date.");

        routes.MapGet("/indices/{code}/values/{date}",
            async (string code, string date, IndexSeries series, IMarket market) =>
                Results.Json(Why(code, date, series, await AsOfs.NowAsync(market)), Json.Options))
            .Produces<IndexWhyAnswer>().WithSummary("Why an index has its value on a day.");

        routes.MapPost("/indices", DefineAsync).Produces<Receipt>().WithSummary("Define an index.");
        routes.MapPost("/indices/previews", PreviewDefinitionAsync).Produces<IndexPreviewAnswer>().WithSummary(
            "What a definition would come to: its base prices and every value up to now. Nothing is published.");
        routes.MapPost("/indices/{code}/revisions/previews", PreviewRevisionAsync).Produces<IndexPreviewAnswer>()
            .WithSummary("What a revision would stand on. Nothing is published.");
        routes.MapPost("/indices/{code}/revisions", ReviseAsync).Produces<Receipt>().WithSummary(
            "Revise an index from its last value on.");
        routes.MapPost("/indices/prices", RecordPriceAsync).Produces<Receipt>().WithSummary(
            "Enter a day's price of another market.");
        routes.MapPost("/indices/computations", ComputeAsync).Produces<Receipt>().WithSummary(
            "Compute every index up to a closed day.");
    }

    private static (IReadOnlyList<DefinedVersion> Versions, IReadOnlyList<IndexDay> Days) Known(string code,
        IndexSeries series) => series.Find(code) ?? throw RefusedException.NotFound();

    private static IndexLine Line(string code, IndexSeries series)
    {
        var (versions, days) = Known(code, series);
        var (first, now) = (versions[0].Definition, versions[^1].Definition);
        var values = days.Where(d => d.Value is not null).ToList();
        var last = values.Count > 0 ? values[^1] : null;
        return new IndexLine(code, Name(now), Word(now.Weighting), Word(now.MissingDay), first.BaseDate,
            first.BaseValue, last?.Date, last?.Value, values.Count > 1 ? values[^2].Value : null, values.Count);
    }

    private static IndexAnswer Detail(string code, IndexSeries series, AsOf asOf)
    {
        var versions = Known(code, series).Versions;
        return new IndexAnswer(code, Name(versions[^1].Definition), [.. versions.Reverse().Select(Version)], asOf);
    }

    private static IndexWhyAnswer Why(string code, string date, IndexSeries series, AsOf asOf)
    {
        var (versions, days) = Known(code, series);
        var place = NodaTime.Text.LocalDatePattern.Iso.Parse(date) is { Success: true } on
            ? days.ToList().FindIndex(d => d.Date == on.Value) : throw RefusedException.Malformed("date", "yyyy-MM-dd");
        if (place < 0) throw RefusedException.NotFound();
        var day = days[place];
        var definition = versions.Last(v => v.Definition.Version == day.Version);
        var before = days.Take(place).LastOrDefault(d => d.Exact is not null);
        return new IndexWhyAnswer(code, day.Date, day.Value, Exact(day.Exact), Exact(before?.Exact),
            Version(definition), [.. day.Inputs.Select(i => Input(i, definition.Definition.Weighting))], day.Position,
            asOf);
    }

    private static IndexVersionAnswer Version(DefinedVersion version)
    {
        var d = version.Definition;
        return new IndexVersionAnswer(d.Version, version.Published, d.BaseDate, d.BaseValue, d.Decimals,
            Word(d.Weighting), Word(d.MissingDay), [.. d.Constituents.Select(c => new IndexConstituentAnswer(c.Market,
                c.Instrument, Names.Code("instrument", c.Instrument),
                d.Weighting == IndexWeighting.Fixed ? c.Weight.ToDecimal() : null, c.BasePrice.FenPerTonne))],
            d.Note, d.Source, version.Position);
    }

    /// <summary>Weights as shares for fixed ones, as tonnes or yuan of the day otherwise.</summary>
    private static IndexInputAnswer Input(IndexInput input, IndexWeighting weighting) => new(input.Market,
        input.Instrument, Names.Code("instrument", input.Instrument), input.Price.FenPerTonne,
        input.Reference.FenPerTonne, weighting switch
        {
            IndexWeighting.Fixed => new Rate(input.Weight).ToDecimal(),
            IndexWeighting.ByTurnover => input.Weight / 100m,
            _ => input.Weight,
        }, input.Traded);

    private static Task<IResult> DefineAsync(IndexRequest body, HttpContext context, Writes writes) =>
        writes.SendAsync(context, Definition(body), _ => (new Bilingual($"指数 {body.Code} 已定义。",
            $"Index {body.Code} defined."), body.Code));

    private static Task<IResult> PreviewDefinitionAsync(IndexRequest body, HttpContext context, Writes writes,
        IMarket market) =>
        PreviewAsync(Definition(body), context, writes, market);

    private static Task<IResult> PreviewRevisionAsync(string code, IndexRequest body, HttpContext context,
        Writes writes, IMarket market) => PreviewAsync(Revision(code, body), context, writes, market);

    private static async Task<IResult> PreviewAsync(Command command, HttpContext context, Writes writes, IMarket market)
    {
        var decision = await writes.RehearseAsync(context, command);
        var asOf = await AsOfs.NowAsync(market);
        if (decision is not Decision.Accepted accepted)
        {
            var refusal = ((Decision.Refused)decision).Refusal;
            var problem = await market.AskAsync(s => Problems.Of(refusal, s.Rulebook, position: null));
            return Results.Json(problem, Json.Options,
                statusCode: refusal.Code.StartsWith("access.", StringComparison.Ordinal) ? 403 : 422);
        }
        var definition = accepted.Events.OfType<IndexDefined>().Single().Definition;
        var published = await market.AskAsync(s => AsOfs.DateOf(asOf, s));
        var values = accepted.Events.Select(e => e switch
        {
            IndexComputed c => new IndexValueAnswer(c.Date, c.Value, Exact(c.Exact), c.Version, asOf.Position),
            IndexSkipped skipped => new IndexValueAnswer(skipped.Date, null, null, skipped.Version, asOf.Position),
            _ => null,
        }).OfType<IndexValueAnswer>().ToList();
        return Results.Json(new IndexPreviewAnswer(Version(new DefinedVersion(definition, published, asOf.Position)),
            values, asOf), Json.Options);
    }

    private static DefineIndex Definition(IndexRequest body) => new(body.Code ?? "", body.NameZh ?? "",
        body.NameEn ?? "", body.BaseDate ?? throw RefusedException.Malformed("baseDate", "yyyy-MM-dd"),
        body.BaseValue ?? 0, body.Decimals ?? 2, Weighting(body.Weighting), Missing(body.MissingDay),
        Constituents(body.Constituents), body.Note ?? "", body.Source ?? "");

    private static ReviseIndex Revision(string code, IndexRequest body) => new(code, Weighting(body.Weighting),
        Missing(body.MissingDay), Constituents(body.Constituents), body.Note ?? "", body.Source ?? "");

    private static Task<IResult> ReviseAsync(string code, IndexRequest body, HttpContext context, Writes writes) =>
        writes.SendAsync(context, Revision(code, body), _ =>
            (new Bilingual($"指数 {code} 已修订。", $"Index {code} revised."), code));

    private static Task<IResult> RecordPriceAsync(OutsidePriceRequest body, HttpContext context, Writes writes) =>
        writes.SendAsync(context, new RecordOutsidePrice(body.Market ?? "", body.Instrument ?? "",
            body.Date ?? throw RefusedException.Malformed("date", "yyyy-MM-dd"), new Price(Whole(body.PriceFen,
                "priceFen")), new Tonnes(Whole(body.Tonnes, "tonnes")), new Money(Whole(body.TurnoverFen,
                "turnoverFen")), body.Source ?? ""), _ => (new Bilingual($"{body.Market} {body.Instrument} 价格已录入。",
                $"Price of {body.Market} {body.Instrument} entered."), null));

    private static Task<IResult> ComputeAsync(ComputationRequest body, HttpContext context, Writes writes) =>
        writes.SendAsync(context, new ComputeIndices(
            body.Date ?? throw RefusedException.Malformed("date", "yyyy-MM-dd")), accepted =>
            (new Bilingual($"已计算 {accepted.Events.Length} 个指数值。",
                $"{accepted.Events.Length} index values computed."), null));

    private static ImmutableArray<IndexConstituent> Constituents(IReadOnlyList<ConstituentRequest>? given) =>
        [.. (given ?? []).Select(c => new IndexConstituent(c.Market ?? "", c.Instrument ?? "", Share(c.Weight ?? 0)))];

    private static Rate Share(decimal weight) => weight is >= 0 and <= 1 && decimal.Round(weight, 8) == weight
        ? Rate.Of(weight) : throw RefusedException.Malformed("weight", "0–1, 8 decimals");

    private static long Whole(long? number, string field) => number is >= 0 and < 1_000_000_000_000
        ? number.Value : throw RefusedException.Malformed(field, "0, 1, 2 …");

    private static IndexWeighting Weighting(string? word) => word switch
    {
        "fixed" => IndexWeighting.Fixed,
        "byVolume" => IndexWeighting.ByVolume,
        "byTurnover" => IndexWeighting.ByTurnover,
        _ => throw RefusedException.Malformed("weighting", "fixed, byVolume, byTurnover"),
    };

    private static MissingDayRule Missing(string? word) => word switch
    {
        "carryForward" => MissingDayRule.CarryForward,
        "skip" => MissingDayRule.Skip,
        _ => throw RefusedException.Malformed("missingDay", "carryForward, skip"),
    };

    private static string Word<T>(T value) where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static Bilingual Name(IndexDefinition definition) => Bilingual.Of(definition.NameZh, definition.NameEn);

    private static string? Exact(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);
}
