using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Flows;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Market.Rulebook;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Chutan.Server.Oversight;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Verifying;

/// <summary>A body that could be given a report, or why it cannot.</summary>
public sealed record CandidateRow(string Body, Bilingual Name, bool Fit, string? Code, Bilingual? Reason, int Open);
/// <param name="Now">Score as the work stands today, beside one already public; errors found later lower it.</param>
public sealed record EvaluationRow(string Body, Bilingual Name, int Finished, int WithErrors, int SentBack, int Blind,
    int Late, int Findings, int MedianDays, string Score, string? Now);
public sealed record DrawnRow(int Task, string Participant, Bilingual Name, int Score, string Cause, string Stage);

/// <param name="PublishedOn">Null while it is not public; then only the authority and auditors see it.</param>
public sealed record QualityAnswer(int Year, LocalDate? PublishedOn, IReadOnlyList<EvaluationRow> Bodies, string? Seed,
    int Candidates, IReadOnlyList<DrawnRow> Drawn, AsOf AsOf);
public sealed record InterestRow(int Number, string Kind, Bilingual? Emitter, string Person, LocalDate From,
    LocalDate? Through, string Description);
public sealed record SelfCheckRow(int Year, IReadOnlyList<int> Broken, string Remarks, string Document,
    LocalDate On);
public sealed record EmploymentRow(string Employer, string Kind, LocalDate From, LocalDate? Through);
public sealed record BodyPersonRow(string Code, string Name, string User, IReadOnlyList<string> Skills,
    IReadOnlyList<EmploymentRow> History, bool You);
public sealed record BodyUserRow(string User, string Name);

/// <param name="Version">How often the profile was filed; 0 while there is none.</param>
/// <param name="Status">Whether the body may act in the market.</param>
/// <param name="OpenTasks">Verifications it has in hand, those on hold among them.</param>
/// <param name="Emitters">Every covered entity: the list is public, an interest may be declared towards any.</param>
/// <param name="Users">The body's active sign-ins, one of which each verifier has.</param>
public sealed record BodyAnswer(string Participant, Bilingual Name, IReadOnlyList<string> Sectors,
    IReadOnlyList<string> Services, IReadOnlyList<string> Groups, IReadOnlyList<string> Laboratories,
    string Certificate, string Document, int Version, IReadOnlyList<BodyPersonRow> Staff,
    IReadOnlyList<BodyUserRow> Users, IReadOnlyList<InterestRow> Interests, IReadOnlyList<SelfCheckRow> Checks,
    ParticipantStatus Status, int OpenTasks, IReadOnlyList<EmitterRow> Emitters, AsOf AsOf);
public sealed record EmitterRow(string Participant, Bilingual Name);

/// <summary>核查工作: tasks, bodies, and what the public may know of them. Everybody sees what concerns them: a body its
/// own tasks, an entity its own, a city those of its entities, the authority all.</summary>
internal static class VerificationEndpoints
{
    public static void MapVerification(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/verification/tasks", TasksAsync).Produces<Page<VerificationRow>>()
            .WithSummary("Verifications that concern the caller, newest first.");
        routes.MapGet("/verification/tasks/{number:int}", TaskAsync).Produces<VerificationAnswer>()
            .WithSummary("One verification with its file and what may be done now.");
        routes.MapGet("/verification/candidates", CandidatesAsync).Produces<Page<CandidateRow>>()
            .WithSummary("Bodies that could verify a report, or take over a task, and why the others cannot.");
        routes.MapGet("/verification/bodies/{id:long}", BodyAsync).Produces<BodyAnswer>()
            .WithSummary("A verification body's profile, people, interests and self-checks.");
        routes.MapGet("/verification/quality", QualityAsync).Produces<QualityAnswer>()
            .WithSummary("Evaluation of verification bodies and the draw of rechecks; public once published.");
        VerificationWrites.Map(routes);
        BodyWrites.Map(routes);
    }

    private static async Task<IResult> TasksAsync(HttpContext context, IMarket market, IClock clock)
    {
        var actor = Caller.Required(context);
        var today = Days.Of(clock.GetCurrentInstant());
        var (year, stages) = (Queries.Number(context.Request, "year"), Queries.Many(context.Request, "stage"));
        var mine = context.Request.Query["mine"] == "true";
        var rows = await market.AskAsync(s => s.Mrv.Verifications.Tasks.Reverse()
            .Where(t => (year is null || t.Year.Year == year) && VerificationRows.MayRead(t, actor, s))
            .Select(t => VerificationRows.Row(t, actor, s, today)).ToList());
        return Lists.Answer(rows.Where(r => (stages.Count == 0 || stages.Contains(r.Stage)) && (!mine || r.Mine)),
            ListQuery.From(context.Request), await AsOfs.NowAsync(market), "verifications");
    }

    private static async Task<IResult> TaskAsync(int number, HttpContext context, IMarket market, IClock clock)
    {
        var actor = Caller.Required(context);
        var today = Days.Of(clock.GetCurrentInstant());
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await market.AskAsync(s => s.Mrv.Verifications.Find(number) is { } task
            && VerificationRows.MayRead(task, actor, s) ? VerificationRows.Answer(task, actor, s, today, asOf) : null)
            ?? throw RefusedException.NotFound(), Json.Options);
    }

    private static async Task<IResult> CandidatesAsync(HttpContext context, IMarket market, IClock clock)
    {
        var actor = Caller.Required(context);
        var at = clock.GetCurrentInstant();
        var (asked, of, about) = (Queries.Number(context.Request, "task"), Queries.Number(context.Request, "year"),
            Queries.Number(context.Request, "participant"));
        if (asked is null && of is null) throw RefusedException.Malformed("year", "2024");
        if (asked is null && about is null) throw RefusedException.Malformed("participant", "1000");
        var rows = await market.AskAsync(s =>
        {
            var task = asked is { } number ? s.Mrv.Verifications.Find(number) : null;
            var (year, emitter) = (task?.Year ?? new(of ?? 0), task?.Participant ?? new(about ?? 0));
            if (actor.Role != Role.Authority || !Authority.MayRead(ReadRight.Oversight, actor, null, s)
                || asked is not null && task is null || !s.Participants.IsEmitter(emitter))
                throw RefusedException.NotFound();
            return s.Participants.All.Where(p => p.Kind == ParticipantKind.Verifier).Select(p => Candidate(p, s,
                task is null ? VerificationReading.Against(p.Id, emitter, year, s, actor, at, Days.Of(at))
                    : VerificationReading.AgainstTaking(p.Id, task, s, actor, at, Days.Of(at)))).ToList();
        });
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "candidates");
    }

    private static CandidateRow Candidate(Participant body, MarketState state, Refusal? against)
    {
        var problem = against is null ? null : Problems.Of(against, state.Rulebook, null);
        return new CandidateRow(body.Id.ToString(), Bilingual.Of(body.NameZh, body.NameEn), against is null,
            against?.Code, problem is null ? null : new Bilingual(problem.Zh, problem.En),
            state.Mrv.Verifications.TasksOf(body.Id).Count(t => t.IsOpen));
    }

    private static async Task<IResult> BodyAsync(long id, HttpContext context, IMarket market)
    {
        var actor = Caller.Required(context);
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await market.AskAsync(s => Authority.MayRead(ReadRight.Affairs, actor, new(id), s)
            && s.Participants.Find(new ParticipantId(id)) is { Kind: ParticipantKind.Verifier } found
                ? Body(found, actor, s, asOf) : null) ?? throw RefusedException.NotFound(), Json.Options);
    }

    /// <summary>A body that has not filed its profile yet is shown with an empty one.</summary>
    private static BodyAnswer Body(Participant found, Actor actor, MarketState state, AsOf asOf)
    {
        var body = state.Mrv.Verifications.FindBody(found.Id)
            ?? new VerificationBody(found.Id, new BodyProfile([], [], [], [], "", ""), 0, default, [], []);
        var profile = body.Profile;
        return new BodyAnswer(found.Id.ToString(), NameOf(found.Id, state), profile.Sectors,
            [.. profile.Services.Select(s => Parse.Camel(s))], profile.Groups, profile.Laboratories,
            profile.Certificate, profile.Document, body.Version,
            [.. body.Staff.Where(p => p.LeftOn is null).Select(p => new BodyPersonRow(p.Code, p.Name,
                p.User.ToString(), p.Skills, [.. p.History.Select(h => new EmploymentRow(h.Employer,
                    Parse.Camel(h.Kind), h.From, h.Through))], p.User == actor.User))],
            [.. state.Participants.Users.Where(u => u.Participant == found.Id && u.Active)
                .Select(u => new BodyUserRow(u.Id.ToString(), u.Name))],
            [.. state.Mrv.Verifications.InterestsOf(found.Id).Select(i => new InterestRow(i.Number,
                Parse.Camel(i.Kind), i.Emitter is { } e ? NameOf(e, state) : null, i.Person, i.From, i.Through,
                i.Description))],
            [.. body.Checks.Select(c => new SelfCheckRow(c.Year, c.Broken, c.Remarks, c.Document, c.On))],
            found.Status, state.Mrv.Verifications.TasksOf(found.Id).Count(t => !VerificationWorkflow.IsOver(t.Stage)),
            [.. state.Participants.All.Where(p => p.Kind == ParticipantKind.CoveredEntity)
                .Select(p => new EmitterRow(p.Id.ToString(), Bilingual.Of(p.NameZh, p.NameEn)))], asOf);
    }

    /// <summary>What was published; the authority and auditors see how the work stands today when nothing is.</summary>
    private static async Task<IResult> QualityAsync(HttpContext context, IMarket market, IClock clock)
    {
        var actor = Caller.Of(context);
        var today = Days.Of(clock.GetCurrentInstant());
        var asked = Queries.Number(context.Request, "year");
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await market.AskAsync(s =>
        {
            var state = s.Mrv.Verifications;
            var inside = actor is { Role: Role.Authority or Role.Auditor } who
                && Authority.MayRead(ReadRight.Oversight, who, null, s);
            var year = new ComplianceYear(asked
                ?? state.Tasks.Select(t => t.Year.Year).DefaultIfEmpty(today.Year).Max());
            var published = state.Evaluations.FirstOrDefault(e => e.Year == year);
            var now = inside ? Evaluations.Of(year, new RuleReader(s.Rulebook), today, s.Mrv) : [];
            var bodies = published?.Bodies ?? now;
            var draw = inside || published is not null ? state.DrawOf(year) : null;
            return new QualityAnswer(year.Year, published?.On, [.. bodies.Select(b => Evaluation(b,
                published is null ? null : now.FirstOrDefault(n => n.Body == b.Body), s))], draw?.Seed,
                draw?.Candidates ?? 0, [.. (draw?.Drawn ?? []).Select(d => new DrawnRow(d.Task,
                    d.Participant.ToString(), NameOf(d.Participant, s), inside ? d.Score : 0, Parse.Camel(d.Cause),
                    Parse.Camel(state.Find(d.Task)!.Stage)))], asOf);
        }), Json.Options);
    }

    private static EvaluationRow Evaluation(BodyEvaluation e, BodyEvaluation? now, MarketState state) => new(
        e.Body.ToString(), NameOf(e.Body, state), e.Finished, e.WithErrors, e.SentBack, e.Blind, e.Late, e.Findings,
        e.MedianDays, RecheckRows.Score(e), now is null ? null : RecheckRows.Score(now));

    public static Bilingual NameOf(ParticipantId id, MarketState state) => state.Participants.Find(id) is { } found
        ? Bilingual.Of(found.NameZh, found.NameEn) : Bilingual.Same(id.ToString());
}

/// <summary>Dates of the market's own zone.</summary>
internal static class Days
{
    public static LocalDate Of(Instant at) => at.InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;
}
