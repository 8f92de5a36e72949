using System.Globalization;
using System.Text;
using Chutan.Engine.Documents;
using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;

namespace Chutan.Server.Mrv;

public sealed record CemsRequest(string? Stack, string? Document);
public sealed record CaptureRequest(string? Number, int? Year, int? Month, decimal? Quantity, string? Unit,
    string? Receiver, string? Use, string? Project, string? Document);

public sealed record CaptureAnswer(string Number, int Year, int Month, decimal Quantity, string Unit, string Receiver,
    string Use, string Project, string Document, CaptureState State, string Remarks);

/// <summary>连续监测数据与二氧化碳转移记录: further evidence beside the months.</summary>
internal static class EvidenceEndpoints
{
    public static void MapEvidence(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/mrv/cems/{entity:long}/{year:int}/{month:int}", CemsAsync).Produces<Receipt>()
            .WithSummary("File a month of hourly stack data from a document in evidence (csv: time, co2, flow, load).");
        routes.MapGet("/mrv/captures/{entity:long}", CapturesAsync).Produces<Page<CaptureAnswer>>()
            .WithSummary("Transfers of captured CO2 of an entity.");
        routes.MapPost("/mrv/captures/{entity:long}", CaptureAsync).Produces<Receipt>()
            .WithSummary("Enter a transfer of captured CO2.");
        routes.MapPost("/mrv/captures/{entity:long}/{number}/decision", VerifyAsync).Produces<Receipt>()
            .WithSummary("A verification body finds a transfer real, or refuses it.");
    }

    private static async Task<IResult> CemsAsync(long entity, int year, int month, CemsRequest body,
        HttpContext context, IMarket market, DocumentStore store, Writes writes)
    {
        var (actor, hash) = (Caller.Required(context), body.Document ?? "");
        var known = await market.AskAsync(s =>
            s.Mrv.Documents.Find(MonthEndpoints.Readable(entity, actor, s).Id, hash) is not null);
        if (!known)
            throw RefusedException.Of(422, MonthRefusals.EvidenceNotFiled, ("where", body.Stack ?? ""),
                ("hash", hash));
        await using var content = await store.OpenAsync(hash, context.RequestAborted);
        using var reader = new StreamReader(content, Encoding.UTF8);
        var faults = new Faults();
        var hours = CemsFile.Read(await reader.ReadToEndAsync(context.RequestAborted), faults);
        if (faults.Any) return Quantification.MethodologyEndpoints.Faulty(faults);
        return await writes.SendAsync(context, new FileCems(new(entity), MonthEndpoints.YearOf(year),
            MonthEndpoints.MonthOf(month), body.Stack ?? "", hash, hours), accepted =>
        {
            var record = accepted.Events.OfType<CemsFiled>().Single().Record;
            var total = Text.Of(record.Tonnes);
            return (new Bilingual($"{body.Stack} {year} 年 {month} 月连续监测 {total} t，缺失 {record.Missing} 小时。",
                $"{body.Stack} {year}-{month:00}: {total} t by continuous monitoring, {record.Missing} hours missing."),
                total);
        });
    }

    private static async Task<IResult> CapturesAsync(long entity, HttpContext context, IMarket market)
    {
        var actor = Caller.Required(context);
        var rows = await market.AskAsync(s =>
            s.Mrv.Captures.Of(MonthEndpoints.Readable(entity, actor, s).Id).Select(c => new CaptureAnswer(c.Number,
                c.Year.Year, c.Month, c.Quantity, c.Unit, c.Receiver, c.Use, c.Project, c.Document, c.State,
                c.Remarks)).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "captures");
    }

    private static Task<IResult> CaptureAsync(
        long entity, CaptureRequest body, HttpContext context, Writes writes)
    {
        var year = MonthEndpoints.YearOf(body.Year ?? 0);
        return writes.SendAsync(context, new FileCapture(new(entity), body.Number ?? "", year,
            MonthEndpoints.MonthOf(body.Month ?? 0), body.Quantity ?? 0, body.Unit ?? "", body.Receiver ?? "",
            body.Use ?? "", body.Project ?? "", body.Document ?? ""), _ => (new Bilingual(
            $"转移记录“{body.Number}”已登记。", $"The transfer '{body.Number}' is entered."), body.Number));
    }

    private static Task<IResult> VerifyAsync(
        long entity, string number, DecisionRequest body, HttpContext context, Writes writes)
    {
        var approved = body.Approved ?? throw RefusedException.Malformed("approved", "true, false");
        return writes.SendAsync(context, new VerifyCapture(new(entity), number, approved, body.Reason ?? ""), _ => (
            approved ? new Bilingual($"转移记录“{number}”核查属实。", $"The transfer '{number}' is found real.")
                : new Bilingual($"转移记录“{number}”不予认可。", $"The transfer '{number}' is refused."), number));
    }
}

/// <summary>A file of hours: one line an hour, <c>2024-07-01 00:00,12.1,1034.5,301</c>; the first line may be a
/// heading, an empty field was not measured.</summary>
internal static class CemsFile
{
    private const int MostHours = 24 * 31;
    private static readonly LocalDateTimePattern Time =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    public static ImmutableArray<CemsHour> Read(string text, Faults faults)
    {
        var hours = ImmutableArray.CreateBuilder<CemsHour>();
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length && hours.Count <= MostHours; i++)
        {
            var fields = lines[i].Split(',').Select(f => f.Trim()).ToArray();
            if (fields is [""] || (i == 0 && !Time.Parse(fields[0]).Success)) continue;
            var place = new Place("cems", i + 1);
            if (Time.Parse(fields[0].Replace('T', ' ')) is not { Success: true } time || time.Value.Minute != 0)
            {
                faults.Add(EdgeRefusals.BadHour, place, ("line", i + 1), ("text", fields[0]));
                continue;
            }
            hours.Add(new CemsHour(time.Value.Date, time.Value.Hour, Number(1), Number(2), Number(3)));

            decimal? Number(int at)
            {
                if (at >= fields.Length || fields[at].Length == 0) return null;
                if (decimal.TryParse(fields[at], NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                    return number;
                faults.Add(EdgeRefusals.BadHourFigure, place, ("line", i + 1), ("text", fields[at]));
                return null;
            }
        }
        return hours.ToImmutable();
    }
}
