using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Mrv;

/// <summary>One meter of an entity's plan, and how long its calibration holds.</summary>
/// <param name="Version">Of the plan the meter stands in: the one in force, or the newest when none is.</param>
/// <param name="Through">The last day on which its figures count as measured; the next calibration is due by then.
/// </param>
/// <param name="DaysLeft">Days until then; negative once it is overdue.</param>
/// <param name="Document">Hash of the newest certificate; empty while only the plan's own date stands.</param>
public sealed record MeterLine(string EntityId, Bilingual Entity, Bilingual City, int Version, string Meter,
    string Kind, string Location, string Accuracy, LocalDate CalibratedOn, LocalDate Through, int DaysLeft,
    MeterStanding Standing, string Document);

public enum MeterStanding
{
    /// <summary>检定有效.</summary>
    Calibrated,
    /// <summary>检定逾期: its figures no longer count as measured.</summary>
    Overdue,
}

public sealed record CalibrationRequest(string? Meter, LocalDate? On, int? Months, string? Document);

/// <summary>计量器具的检定: which meters are due, and what was recorded.</summary>
internal static class MeterEndpoints
{
    public static void MapMeters(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mrv/meters", ListAsync).Produces<Page<MeterLine>>()
            .WithSummary("Meters of every plan the caller may read, the earliest due first.");
        routes.MapPost("/mrv/plans/{entity:long}/calibrations", CalibrateAsync).Produces<Receipt>()
            .WithSummary("Record the calibration of a meter.");
    }

    /// <summary>The meters of the plan in force, or of the newest one; the earliest due first.</summary>
    public static IEnumerable<MeterLine> Of(Participant entity, MarketState state, LocalDate today)
    {
        var plans = state.Mrv.Plans;
        if ((plans.InForce(entity.Id, today) ?? plans.Versions(entity.Id).LastOrDefault()) is not { } plan) return [];
        return plan.Content.Meters.Select(m =>
        {
            var (on, through, document) = plans.LatestCalibration(entity.Id, m);
            return new MeterLine(entity.Id.ToString(), Bilingual.Of(entity.NameZh, entity.NameEn),
                Names.Code("city", entity.City), plan.Version, m.Id, m.Kind, m.Location, m.Accuracy, on, through,
                Period.DaysBetween(today, through),
                through < today ? MeterStanding.Overdue : MeterStanding.Calibrated, document);
        }).OrderBy(m => m.Through).ThenBy(m => m.Meter, StringComparer.Ordinal);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IMarket market)
    {
        var (actor, asOf) = (Caller.Required(context), await AsOfs.NowAsync(market));
        var standings = Queries.Many(context.Request, "standing");
        var rows = await market.AskAsync(s => s.Mrv.Plans.Entities
            .Where(e => MonthEndpoints.MayRead(e, actor, s))
            .SelectMany(e => Of(s.Participants.Find(e)!, s, AsOfs.DateOf(asOf, s))) // only emitters file
            .OrderBy(m => m.Through).ToList());
        return Lists.Answer(rows.Where(r => standings.Count == 0
            || standings.Contains(Oversight.Parse.Camel(r.Standing))), ListQuery.From(context.Request), asOf, "meters");
    }

    private static Task<IResult> CalibrateAsync(
        long entity, CalibrationRequest body, HttpContext context, Writes writes)
    {
        var on = body.On ?? throw RefusedException.Malformed("on", "yyyy-MM-dd");
        var months = body.Months ?? throw RefusedException.Malformed("months", "1–120");
        return writes.SendAsync(context, new RecordCalibration(new(entity), body.Meter ?? "", on, months,
            body.Document ?? ""), _ => (new Bilingual($"计量器具“{body.Meter}”的检定已登记。",
            $"The calibration of meter '{body.Meter}' is recorded."), null));
    }
}
