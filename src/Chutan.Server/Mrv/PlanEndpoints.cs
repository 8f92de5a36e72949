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

/// <param name="DueOn">The deadline it missed; null when it was in time.</param>
public sealed record PlanAnswer(int Version, LocalDate From, PlanState State, PlanChange Change, string ChangeReason,
    string Remarks, string FiledBy, Instant FiledAt, bool Late, LocalDate? DueOn, PlanContent Content, long Position);

/// <summary>A methodology a plan may be made for.</summary>
public sealed record PlanMethod(string Regime, string Sector, Bilingual SectorName, int FromYear, int? ThroughYear,
    string Methodology, string Version, Bilingual Name, IReadOnlyList<FormFigure> Figures,
    IReadOnlyList<FormTable> Tables);

public sealed record CalibrationAnswer(string Meter, LocalDate On, LocalDate Through, string Document);

/// <summary>All versions of an entity's plan, newest first, and what another may be made for.</summary>
/// <param name="InForce">The version that governs today; null when none does.</param>
public sealed record PlansAnswer(string EntityId, Bilingual Entity, int? InForce, IReadOnlyList<PlanAnswer> Versions,
    IReadOnlyList<MeterLine> Meters, IReadOnlyList<CalibrationAnswer> Calibrations, IReadOnlyList<PlanMethod> Methods,
    AsOf AsOf);

public sealed record PlanLine(string EntityId, Bilingual Entity, Bilingual City, string Sector, int Version,
    PlanState State, bool Late, LocalDate? DueOn, LocalDate From, PlanChange Change, Instant FiledAt, int Facilities,
    int Meters, int Parameters);

public sealed record PlanRequest(LocalDate? From, PlanContent? Content, PlanChange? Change, string? ChangeReason);
public sealed record PlanCheckAnswer(IReadOnlyList<FormFault> Faults);

/// <summary>数据质量控制方案: its versions, a try of a new one, and the authority's decision.</summary>
internal static class PlanEndpoints
{
    public static void MapPlans(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mrv/plans", ListAsync).Produces<Page<PlanLine>>()
            .WithSummary("The newest version of every entity's plan.");
        routes.MapGet("/mrv/plans/{entity:long}", VersionsAsync).Produces<PlansAnswer>()
            .WithSummary("All versions of an entity's data quality control plan.");
        routes.MapPost("/mrv/plans/{entity:long}/try", TryAsync).Produces<PlanCheckAnswer>()
            .WithSummary("Everything wrong in a plan, without filing it.");
        routes.MapPost("/mrv/plans/{entity:long}", FileAsync).Produces<Receipt>()
            .WithSummary("File the first plan or a revision.");
        routes.MapPost("/mrv/plans/{entity:long}/{version:int}/decision", DecideAsync).Produces<Receipt>()
            .WithSummary("Approve or return a version.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IMarket market)
    {
        var actor = Caller.Required(context);
        var rows = await market.AskAsync(s => s.Mrv.Plans.Entities
            .Where(e => Authority.MayRead(ReadRight.Affairs, actor, e, s))
            .Select(e => Line(s.Participants.Find(e)!, s.Mrv.Plans.Versions(e)[^1], s)).ToList()); // only emitters
        if (Queries.Many(context.Request, "late").Contains("true")) rows.RemoveAll(r => !r.Late);
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "plans");
    }

    private static PlanLine Line(Participant entity, MonitoringPlan plan, MarketState state)
    {
        var missed = state.Mrv.Plans.MissedBy(entity.Id, plan.Version);
        return new PlanLine(entity.Id.ToString(), Bilingual.Of(entity.NameZh, entity.NameEn),
            Names.Code("city", entity.City), plan.Content.Sector, plan.Version, plan.State, missed is not null, missed,
            plan.From, plan.Change, plan.FiledAt, plan.Content.Facilities.Length, plan.Content.Meters.Length,
            plan.Content.Parameters.Length);
    }

    private static async Task<IResult> VersionsAsync(long entity, HttpContext context, IMarket market)
    {
        var (actor, asOf) = (Caller.Required(context), await AsOfs.NowAsync(market));
        return Results.Json(await market.AskAsync(s =>
        {
            var found = MonthEndpoints.Readable(entity, actor, s);
            return new PlansAnswer(found.Id.ToString(), Bilingual.Of(found.NameZh, found.NameEn),
                s.Mrv.Plans.InForce(found.Id, AsOfs.DateOf(asOf, s))?.Version,
                [.. s.Mrv.Plans.Versions(found.Id).Reverse().Select(p => new PlanAnswer(p.Version, p.From, p.State,
                    p.Change, p.ChangeReason, p.Remarks, MonthAnswers.UserOf(p.FiledBy, s), p.FiledAt,
                    s.Mrv.Plans.MissedBy(found.Id, p.Version) is not null, s.Mrv.Plans.MissedBy(found.Id, p.Version),
                    p.Content, p.Position))],
                [.. MeterEndpoints.Of(found, s, AsOfs.DateOf(asOf, s))],
                [.. s.Mrv.Plans.Calibrations(found.Id).Select(c => new CalibrationAnswer(c.Meter, c.On,
                    c.On.PlusMonths(c.Months), c.Document))],
                Methods(s), asOf);
        }), Json.Options);
    }

    private static List<PlanMethod> Methods(MarketState state) =>
        [.. from row in state.Quantification.RuleSets.Rows
            let method = state.Quantification.Find(row.Methodology, row.Version)
            where method is not null
            select new PlanMethod(row.Regime, row.Sector, MonthAnswers.SectorOf(row.Sector), row.FromYear,
                row.ThroughYear, row.Methodology, row.Version,
                Bilingual.Of(method.Head.Zh, method.Head.En), [.. method.Inputs.Select(MonthAnswers.Of)],
                [.. method.Tables.Select(t => new FormTable(t.Name, Bilingual.Of(t.Zh, t.En), t.IsOptional, false,
                    [.. t.Columns.Select(MonthAnswers.Of)]))])];

    private static async Task<IResult> TryAsync(long entity, PlanRequest body, HttpContext context, IMarket market)
    {
        var actor = Caller.Required(context);
        var (from, content) = (From(body), MonthBodies.Whole(body.Content));
        return Results.Json(await market.AskAsync(s =>
        {
            MonthEndpoints.Readable(entity, actor, s);
            return new PlanCheckAnswer([.. PlanCheck.Of(content, from, s.Quantification).Select(MonthAnswers.Of)]);
        }), Json.Options);
    }

    private static Task<IResult> FileAsync(long entity, PlanRequest body, HttpContext context, Writes writes) =>
        writes.SendAsync(context, new FilePlan(new(entity), From(body), MonthBodies.Whole(body.Content),
            body.Change ?? PlanChange.First, body.ChangeReason ?? ""), accepted =>
        {
            var version = accepted.Events.OfType<PlanFiled>().Single().Plan.Version;
            return (new Bilingual($"数据质量控制方案第 {version} 版已提交，等待备案。",
                $"Version {version} of the data quality control plan is filed and awaits approval."), Text.Of(version));
        });

    private static Task<IResult> DecideAsync(
        long entity, int version, DecisionRequest body, HttpContext context, Writes writes)
    {
        var approved = body.Approved ?? throw RefusedException.Malformed("approved", "true, false");
        Command command = approved ? new ApprovePlan(new(entity), version)
            : new ReturnPlan(new(entity), version, body.Reason ?? "");
        return writes.SendAsync(context, command, _ => (approved
            ? new Bilingual($"方案第 {version} 版已备案。", $"Plan version {version} is approved.")
            : new Bilingual($"方案第 {version} 版已退回。", $"Plan version {version} is returned."), null));
    }

    private static LocalDate From(PlanRequest body) =>
        body.From ?? throw RefusedException.Malformed("from", "yyyy-MM-01");
}
