using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Chutan.Server.Oversight;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Verifying;

/// <summary>One city, or one district of a city, on the supervision map.</summary>
/// <param name="Code">行政区划 code of six digits.</param>
public sealed record SupervisionRow(string Code, int Entities, int Reported, int Late, int Accepted, int OpenTasks,
    int OverdueTasks, int OpenFindings, int OpenAlerts, int Rechecks, int RoutineDrawn, int RoutineProblems);
public sealed record SupervisionAnswer(int Year, string? City, IReadOnlyList<SupervisionRow> Cities, AsOf AsOf);
public sealed record SupervisedRow(string Participant, Bilingual Name, string City, string District, string Sector,
    string ReportState, bool Late, int? Task, string? Stage, bool Overdue, int OpenFindings, int OpenAlerts);
public sealed record RoutineCheckRow(int Number, string Participant, Bilingual Name, string City, string District,
    int Year, int Quarter,
    IReadOnlyList<string> Inspectors, LocalDate DrawnOn, string Result, string Notes, LocalDate? DoneOn);

/// <param name="Inspectors">Names with commas between them.</param>
public sealed record RoutineDrawRequest(int? Year, int? Quarter, string? Inspectors, string? Seed);
public sealed record RoutineResultRequest(long? Participant, string? Result, string? Notes);

/// <summary>分级监督: the province sees every city, a city its own, district by district. The district of an entity is
/// that of its registration, which its unified credit code carries; where that names the city only, it is the city's.
/// </summary>
internal static class SupervisionEndpoints
{
    private const int DivisionAt = 2;
    private const int DivisionDigits = 6;

    public static void MapSupervision(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/supervision/map", MapAsync).Produces<SupervisionAnswer>()
            .WithSummary("Reports, verifications and risks by city; by district for a city authority.");
        routes.MapGet("/supervision/entities", EntitiesAsync).Produces<Page<SupervisedRow>>()
            .WithSummary("Covered entities with the state of their report and verification.");
        routes.MapGet("/supervision/routine-checks", ChecksAsync).Produces<Page<RoutineCheckRow>>()
            .WithSummary("Routine checks drawn by the cities, newest first.");
        routes.MapPost("/supervision/routine-checks", async (RoutineDrawRequest body, HttpContext context,
            IMarket market, Writes writes) =>
        {
            var actor = Caller.Required(context);
            var own = await market.AskAsync(s => s.Participants.Find(actor.User)?.Participant ?? default);
            return await writes.SendAsync(context, new DrawRoutineChecks(own, body.Year ?? 0, body.Quarter ?? 0,
                [.. (body.Inspectors ?? "").Split([',', '，', '、'], StringSplitOptions.TrimEntries
                    | StringSplitOptions.RemoveEmptyEntries)], body.Seed ?? ""), accepted =>
                {
                    var count = accepted.Events.OfType<RoutineChecksDrawn>().Single().Checks.Length;
                    return (new Bilingual($"抽取 {count} 家。", $"{count} entities drawn."), null);
                });
        }).Produces<Receipt>().WithSummary("Draw a quarter's routine checks.");
        routes.MapPost("/supervision/routine-checks/{number:int}/result", (int number, RoutineResultRequest body,
            HttpContext context, Writes writes) => writes.SendAsync(context, new RecordRoutineCheck(
                new(body.Participant ?? 0), number, Parse.Enum<RoutineResult>(body.Result, "result"),
                body.Notes ?? ""), _ => (new Bilingual("检查结果已登记。", "The result is on file."), $"{number}")))
            .Produces<Receipt>().WithSummary("Record what a routine check found.");
    }

    private static async Task<IResult> MapAsync(HttpContext context, IMarket market, IClock clock)
    {
        var actor = Caller.Required(context);
        var today = Days.Of(clock.GetCurrentInstant());
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await market.AskAsync(s =>
        {
            var city = CityOf(actor, s);
            var year = YearOf(context, s, today);
            var rows = Supervised(actor, s, year, today).GroupBy(e => city is null ? e.City : e.District)
                .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Summed(g.Key, [.. g], year, s));
            return new SupervisionAnswer(year.Year, city, [.. rows], asOf);
        }), Json.Options);
    }

    private static SupervisionRow Summed(string code, IReadOnlyList<SupervisedRow> entities, ComplianceYear year,
        MarketState state)
    {
        var ids = entities.Select(e => e.Participant).ToHashSet(StringComparer.Ordinal);
        var routine = state.Mrv.Verifications.RoutineChecks.Where(c => ids.Contains(c.Participant.ToString()))
            .ToArray();
        return new SupervisionRow(code, entities.Count, entities.Count(e => e.ReportState != "draft"),
            entities.Count(e => e.Late), entities.Count(e => e.ReportState == "accepted"),
            entities.Count(e => e.Stage is not (null or "closed" or "reassigned")), entities.Count(e => e.Overdue),
            entities.Sum(e => e.OpenFindings), entities.Sum(e => e.OpenAlerts),
            state.Mrv.Verifications.Tasks.Count(t => t.Kind == VerificationKind.Recheck && t.Year == year
                && ids.Contains(t.Participant.ToString())),
            routine.Length, routine.Count(c => c.Result is RoutineResult.Problems or RoutineResult.Obstructed));
    }

    private static async Task<IResult> EntitiesAsync(HttpContext context, IMarket market, IClock clock)
    {
        var actor = Caller.Required(context);
        var today = Days.Of(clock.GetCurrentInstant());
        var places = Queries.Many(context.Request, "place");
        var rows = await market.AskAsync(s => Supervised(actor, s, YearOf(context, s, today), today).ToList());
        return Lists.Answer(rows.Where(r => places.Count == 0 || places.Contains(r.City)
            || places.Contains(r.District)), ListQuery.From(context.Request), await AsOfs.NowAsync(market), "entities");
    }

    private static async Task<IResult> ChecksAsync(HttpContext context, IMarket market)
    {
        var actor = Caller.Required(context);
        var rows = await market.AskAsync(s =>
        {
            CityOf(actor, s);
            return s.Mrv.Verifications.RoutineChecks.Reverse()
                .Where(c => Authority.MayRead(ReadRight.Affairs, actor, c.Participant, s)).Select(c =>
                    new RoutineCheckRow(c.Number, c.Participant.ToString(),
                        VerificationEndpoints.NameOf(c.Participant, s), s.Participants.Find(c.Participant)!.City,
                        DistrictOf(s.Participants.Find(c.Participant)!), c.Year, c.Quarter,
                        c.Inspectors, c.DrawnOn, Parse.Camel(c.Result), c.Notes, c.DoneOn)).ToList();
        });
        var (results, places) = (Queries.Many(context.Request, "result"), Queries.Many(context.Request, "place"));
        return Lists.Answer(rows.Where(r => (results.Count == 0 || results.Contains(r.Result))
            && (places.Count == 0 || places.Contains(r.City) || places.Contains(r.District))),
            ListQuery.From(context.Request), await AsOfs.NowAsync(market), "routine-checks");
    }

    /// <summary>Every covered entity the caller supervises, with how its year stands.</summary>
    private static IEnumerable<SupervisedRow> Supervised(Actor actor, MarketState state, ComplianceYear year,
        LocalDate today)
    {
        var city = CityOf(actor, state);
        foreach (var entity in state.Participants.All.Where(p => p.Kind == ParticipantKind.CoveredEntity
            && (city is null || Division.SameCity(p.City, city))))
        {
            var report = state.Mrv.Find(year, entity.Id);
            var task = state.Mrv.Verifications.LatestOf(year, entity.Id);
            var open = state.Mrv.Verifications.Tasks.Where(t => t.Participant == entity.Id && t.Year == year
                && t.IsOpen).ToArray();
            yield return new SupervisedRow(entity.Id.ToString(), Bilingual.Of(entity.NameZh, entity.NameEn),
                Division.CityOf(entity.City), DistrictOf(entity), entity.Sector,
                Parse.Camel(report?.State ?? ReportState.Draft), report?.Late ?? false,
                open.LastOrDefault()?.Number ?? task?.Number,
                (open.LastOrDefault() ?? task) is { } shown ? Parse.Camel(shown.Stage) : null,
                open.Any(t => t.DueOn < today && t.Stage != VerificationStage.OnHold),
                open.Sum(t => t.Findings.Count(f => f.Status is FindingStatus.Open or FindingStatus.Answered)),
                state.Mrv.Checks.Of(entity.Id, year).Count(a => a.State != QualityAlertState.Closed));
        }
    }

    private static string DistrictOf(Participant entity)
    {
        var code = entity.CreditCode.Length >= DivisionAt + DivisionDigits
            ? entity.CreditCode.Substring(DivisionAt, DivisionDigits) : "";
        return Division.SameCity(code, entity.City) ? code : Division.CityOf(entity.City);
    }

    /// <summary>The city a city authority stands for; null for those who see the whole province.</summary>
    private static string? CityOf(Actor actor, MarketState state)
    {
        if (Authority.MayRead(ReadRight.Oversight, actor, null, state) && actor.Role != Role.Exchange) return null;
        return actor.Role == Role.CityAuthority && state.Participants.Find(actor.User) is { Active: true } user
            && user.Role == actor.Role && state.Participants.Find(user.Participant) is { } bureau
            ? bureau.City : throw RefusedException.NotFound();
    }

    private static ComplianceYear YearOf(HttpContext context, MarketState state, LocalDate today) => new(
        Queries.Number(context.Request, "year")
        ?? state.Mrv.Verifications.Tasks.Select(t => t.Year.Year).DefaultIfEmpty(today.Year - 1).Max());
}
