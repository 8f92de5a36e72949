using Chutan.Engine.Documents;
using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;
using Chutan.Server.Access;
using Chutan.Server.Documents;
using Chutan.Server.Http;
using Chutan.Server.Quantification;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Mrv;

public sealed record CemsRequest(string? Stack, string? Document);

/// <summary>What a file of hours holds, read without filing it.</summary>
/// <param name="Hours">Hours of the month.</param>
/// <param name="Read">Lines with an hour in them.</param>
/// <param name="Measured">Of these, with concentration and flow.</param>
public sealed record CemsPreview(string File, int Month, int Hours, int Read, int Measured,
    IReadOnlyList<FormFault> Faults);

/// <summary>One month: what the stacks measured beside what the evidence makes of it.</summary>
/// <param name="Calculated">Direct emissions of the month's own evidence, t CO2e; null when a month alone cannot be
/// calculated or was not filed.</param>
/// <param name="Measured">Σ of the stacks, t CO2; null when none was filed.</param>
/// <param name="Usable">Every stack measured enough hours for the total to say anything.</param>
public sealed record CemsCompared(int Month, decimal? Calculated, decimal? Measured, bool Usable,
    IReadOnlyList<CemsAnswer> Stacks);

/// <summary>An entity's year of continuous monitoring beside its calculated figures.</summary>
public sealed record CemsYear(string EntityId, Bilingual Entity, int Year, IReadOnlyList<CemsCompared> Months,
    AsOf AsOf);

/// <summary>烟气连续监测: hourly data by file, and the months beside the calculated ones. A cross-check; no basis of a
/// report.</summary>
internal static class CemsEndpoints
{
    private const int HoursOfDay = 24;

    public static void MapCems(this IEndpointRouteBuilder routes)
    {
        var month = routes.MapGroup("/mrv/cems/{entity:long}/{year:int}/{month:int}");
        routes.MapGet("/mrv/cems/{entity:long}/{year:int}", YearAsync).Produces<CemsYear>()
            .WithSummary("Continuous monitoring of a year beside the calculated figures, month by month.");
        month.MapPost("", FileAsync).Produces<Receipt>().WithSummary(
            "File a month of hourly stack data from a document in evidence (csv or xlsx: time, co2, flow, load).");
        month.MapPost("/preview", PreviewAsync).Produces<CemsPreview>()
            .WithSummary("Read a file of hours (?file= its name) without filing: how much there is, faults by cell.");
        month.MapGet("/template", TemplateAsync)
            .WithSummary("A file of the month's hours to fill in (csv).");
    }

    private static async Task<IResult> YearAsync(long entity, int year, HttpContext context, IMarket market)
    {
        var (actor, of, asOf) = (Caller.Required(context), MonthEndpoints.YearOf(year), await AsOfs.NowAsync(market));
        return Results.Json(await market.AskAsync(s =>
        {
            var found = MonthEndpoints.Readable(entity, actor, s);
            return new CemsYear(found.Id.ToString(), Bilingual.Of(found.NameZh, found.NameEn), year,
                [.. Enumerable.Range(1, 12).Select(m => Compared(found, of, m, s))], asOf);
        }), Json.Options);
    }

    private static CemsCompared Compared(Participant entity, ComplianceYear year, int month, MarketState state)
    {
        var stacks = state.Mrv.Cems.Of(entity.Id, year, month).ToList();
        return new CemsCompared(month, Direct(entity.Id, year, month, state),
            stacks.Count == 0 ? null : stacks.Sum(s => s.Tonnes), stacks.TrueForAll(s => s.IsUsable),
            [.. stacks.Select(MonthAnswers.Of)]);
    }

    /// <summary>What a month's evidence makes of its direct emissions: electricity and heat bought leave no stack.
    /// </summary>
    private static decimal? Direct(ParticipantId id, ComplianceYear year, int month, MarketState state)
    {
        if (state.Mrv.Months.Find(id, year, month) is not { State: not MonthState.Returned } record
            || state.Mrv.Plans.InForce(id, record.FirstDay) is not { } plan
            || PlanMethods.Of(plan.Content, year.Year, state.Quantification) is not { } methods)
            return null;
        var sum = Rational.Zero;
        foreach (var module in methods.All.Where(m => m.IsMain || record.Content.Rows.Any(r => m.Covers(r.Facility))))
        {
            var faults = new Faults();
            var data = MonthInput.Of(module.Method, year, month, month, [record], module.Covers, faults);
            if (Calculating.Run(module.Method, data, [], faults) is not { } calculation || faults.Any) return null;
            sum = Contributions.Of(module.Method, calculation).Where(c => !c.Indirect)
                .Aggregate(sum, (total, c) => total + c.Value);
        }
        return decimal.Parse(sum.Round(2, RoundingMode.HalfUp).Fixed(2),
            System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<IResult> PreviewAsync(long entity, int year, int month, HttpContext context,
        IMarket market)
    {
        var (actor, of, number) = (Caller.Required(context), MonthEndpoints.YearOf(year),
            MonthEndpoints.MonthOf(month));
        var name = Path.GetFileName(context.Request.Query["file"].ToString());
        if (name.Length is 0 or > 200) throw RefusedException.Malformed("file", "cems-2024-07.csv");
        var bytes = await MethodologyEndpoints.BodyAsync(context);
        await market.AskAsync(s => MonthEndpoints.Readable(entity, actor, s));
        var faults = new Faults();
        var hours = CemsFile.Read(name, bytes, faults);
        CemsFile.Check(hours, of, number, faults);
        return Results.Json(new CemsPreview(name, number,
            HoursOfDay * CalendarSystem.Iso.GetDaysInMonth(year, number), hours.Length,
            hours.Count(h => h.Hour is { Co2: not null, Flow: not null }),
            [.. faults.Sorted.Select(MonthAnswers.Of)]), Json.Options);
    }

    private static async Task<IResult> FileAsync(long entity, int year, int month, CemsRequest body,
        HttpContext context, IMarket market, DocumentStore store, Writes writes)
    {
        var (actor, hash) = (Caller.Required(context), body.Document ?? "");
        var (of, number) = (MonthEndpoints.YearOf(year), MonthEndpoints.MonthOf(month));
        var document = await market.AskAsync(s =>
            s.Mrv.Documents.Find(MonthEndpoints.Readable(entity, actor, s).Id, hash));
        if (document is null)
            throw RefusedException.Of(422, MonthRefusals.EvidenceNotFiled, ("where", body.Stack ?? ""),
                ("hash", hash));
        await using var content = await store.OpenAsync(hash, context.RequestAborted);
        using var memory = new MemoryStream();
        await content.CopyToAsync(memory, context.RequestAborted);
        var faults = new Faults();
        var hours = CemsFile.Read(document.Name, memory.ToArray(), faults);
        CemsFile.Check(hours, of, number, faults);
        if (faults.Any) return MethodologyEndpoints.Faulty(faults);
        return await writes.SendAsync(context, new FileCems(new(entity), of, number, body.Stack ?? "", hash,
            [.. hours.Select(h => h.Hour)]), accepted =>
        {
            var record = accepted.Events.OfType<CemsFiled>().Single().Record;
            var total = Text.Of(record.Tonnes);
            return (new Bilingual($"{body.Stack} {year} 年 {month} 月连续监测 {total} t，缺失 {record.Missing} 小时。",
                $"{body.Stack} {year}-{month:00}: {total} t by continuous monitoring, {record.Missing} hours missing."),
                total);
        });
    }

    private static async Task<IResult> TemplateAsync(long entity, int year, int month, HttpContext context,
        IMarket market)
    {
        var (actor, of, number) = (Caller.Required(context), MonthEndpoints.YearOf(year),
            MonthEndpoints.MonthOf(month));
        await market.AskAsync(s => MonthEndpoints.Readable(entity, actor, s));
        return Results.File(CemsFile.Template(of, number), FileKind.Text, $"cems-{year}-{month:00}.csv");
    }
}
