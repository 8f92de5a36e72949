using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Chutan.Server.Mrv;
using Chutan.Server.Oversight;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;

namespace Chutan.Server.Verifying;

public sealed record AssignVerifierRequest(int? Year, long? Participant, long? Verifier);
public sealed record TeamRequest(string? Leader, IReadOnlyList<string>? Members, string? Reviewer, bool? Declared);
public sealed record DocumentReviewRequest(IReadOnlyList<DocumentReviewRow>? Lines);
public sealed record SitePlanRequest(LocalDate? From, LocalDate? Through, string? Place, decimal? Latitude,
    decimal? Longitude, IReadOnlyList<string>? Members, string? Agenda, IReadOnlyList<string>? Items);
public sealed record SiteEvidenceRequest(string? Kind, string? Document, string? Person, LocalDate? Date, string? Time,
    decimal? Latitude, decimal? Longitude, string? Note);
public sealed record ChecklistResultRequest(string? Code, string? Result, bool? Fine);
public sealed record SiteVisitRequest(IReadOnlyList<SiteEvidenceRequest>? Evidence,
    IReadOnlyList<ChecklistResultRequest>? Results);
public sealed record FindingRequest(string? Class, string? Severity, string? Clause, string? Description,
    IReadOnlyList<string>? Evidence);
public sealed record FindingAnswerRequest(int? Finding, string? Answer, string? CorrectiveAction,
    IReadOnlyList<string>? Evidence, long? Effect);
public sealed record AnswersRequest(IReadOnlyList<FindingAnswerRequest>? Answers);
public sealed record VerdictRequest(int? Finding, bool? Sufficient, string? Remarks);
public sealed record VerdictsRequest(IReadOnlyList<VerdictRequest>? Verdicts);
public sealed record RecalculationRequest(IReadOnlyList<ConservativeRow>? Values);
public sealed record SourceRequest(string? Source, decimal? Reported, decimal? Verified, string? Reason);
public sealed record ConclusionRequest(long? Initial, long? Verified, IReadOnlyList<SourceRequest>? Sources,
    IReadOnlyList<CrossCheckRow>? CrossChecks, bool? ReportConforms, bool? PlanFollowed, string? PlanAdvice,
    string? SpecialMatters);
public sealed record ConclusionReviewRequest(bool? Passed, string? Remarks);
public sealed record ConclusionObjectionRequest(string? Grounds, string? Document);
public sealed record ObjectionDecisionRequest(bool? Upheld, string? Reason);
public sealed record ReassignRequest(long? Verifier, string? Reason);
/// <param name="Effect">Right less verified, whole tonnes.</param>
/// <param name="Source">Where it is known from.</param>
public sealed record LaterErrorRequest(string? Description, long? Effect, string? Source);
public sealed record DrawRequest(int? Year, string? Seed);
public sealed record YearRequest(int? Year);
public sealed record ComplaintRequest(long? Participant, int? Year, string? Text);

/// <summary>The steps of a verification, one address each. Who may take which is decided in the market.</summary>
internal static class VerificationWrites
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/verification/assignments", (AssignVerifierRequest body, HttpContext context, Writes writes) =>
            writes.SendAsync(context, new AssignVerifier(new(Year(body.Year)), new(body.Participant ?? 0),
                new(body.Verifier ?? 0)), _ => (new Bilingual("核查机构已指派。", "The body was assigned."), null)))
            .Produces<Receipt>().WithSummary("Give a report to a verification body.");
        var task = routes.MapGroup("/verification/tasks/{number:int}");
        MapBody(task);
        MapConclusion(task);
        MapEntity(task);
        MapAuthority(task);
        routes.MapPost("/verification/rechecks", (DrawRequest body, HttpContext context, Writes writes) =>
            writes.SendAsync(context, new DrawRechecks(new(Year(body.Year)), body.Seed ?? ""), _ =>
                (new Bilingual("复查对象已抽取。", "Rechecks were drawn."), null))).Produces<Receipt>()
            .WithSummary("Draw the reports that are verified a second time.");
        routes.MapPost("/verification/evaluation", (YearRequest body, HttpContext context, Writes writes) =>
            writes.SendAsync(context, new PublishEvaluation(new(Year(body.Year))), _ =>
                (new Bilingual("评估已公布。", "The evaluation is public."), null))).Produces<Receipt>()
            .WithSummary("Publish the evaluation of verification bodies.");
        routes.MapPost("/verification/complaints", (ComplaintRequest body, HttpContext context, Writes writes) =>
            writes.SendAsync(context, new FileReportComplaint(new(body.Participant ?? 0), new(Year(body.Year)),
                body.Text ?? ""), _ => (new Bilingual("举报已登记。", "The complaint is on file."), null)))
            .Produces<Receipt>().WithSummary("File a complaint about a report.");
    }

    private static void MapBody(RouteGroupBuilder task)
    {
        Post<TeamRequest>(task, "team", "Name the team.", (n, own, b) => new NameVerificationTeam(own, n,
            b.Leader ?? "", [.. b.Members ?? []], b.Reviewer ?? "", b.Declared ?? false));
        Post<ReasonRequest>(task, "declining", "Give the task back because of a conflict.", (n, own, b) =>
            new DeclineVerification(own, n, b.Reason ?? ""));
        Post<object>(task, "review", "Begin the document review.", (n, own, _) => new StartDocumentReview(own, n));
        Post<DocumentReviewRequest>(task, "documents", "Fill in the document review.", (n, own, b) =>
            new ReviewDocuments(own, n, [.. (b.Lines ?? []).Select(l => new DocumentLine(l.Parameter ?? "",
                l.PlannedMethod ?? "", l.VerifiedBy ?? "", l.Remarks ?? "", l.Fine))]));
        Post<SitePlanRequest>(task, "site-plan", "Plan the visit.", (n, own, b) => new PlanSiteVisit(own, n,
            new SitePlan(Date(b.From, "from"), Date(b.Through ?? b.From, "through"), b.Place ?? "", b.Latitude ?? 999,
                b.Longitude ?? 999, [.. b.Members ?? []], b.Agenda ?? ""), [.. b.Items ?? []]));
        Post<SiteVisitRequest>(task, "site", "Record evidence and results of the visit.", (n, own, b) =>
            new RecordSiteVisit(own, n, [.. (b.Evidence ?? []).Select(Evidence)],
                [.. (b.Results ?? []).Select(r =>
                    new ChecklistResult(r.Code ?? "", r.Result ?? "", r.Fine ?? false))]));
        Post<FindingRequest>(task, "findings", "Note a finding.", (n, own, b) => new NoteFinding(own, n,
            Parse.Enum<FindingClass>(b.Class, "class"), Parse.Enum<FindingSeverity>(b.Severity, "severity"),
            b.Clause ?? "", b.Description ?? "", [.. b.Evidence ?? []]));
        Post<object>(task, "findings/issue", "Issue the findings, or end the visit without any.", (n, own, _) =>
            new IssueFindings(own, n));
        Post<VerdictsRequest>(task, "verdicts", "Judge the entity's answers.", (n, own, b) => new CheckAnswers(own, n,
            [.. (b.Verdicts ?? []).Select(v => new AnswerVerdict(v.Finding ?? 0, v.Sufficient ?? false,
                v.Remarks ?? ""))]));
        Post<object>(task, "lapse", "End a term for answering that has passed.", (n, own, _) =>
            new LapseAnswers(own, n));
        Post<RecalculationRequest>(task, "recalculation", "Put conservative values in place.", (n, own, b) =>
            new RecalculateConservatively(own, n, [.. (b.Values ?? []).Select(v => new ConservativeValue(v.Finding,
                v.Parameter ?? "", v.Given ?? "", v.Used ?? "", v.Reason ?? "", v.Effect))]));
    }

    private static void MapConclusion(RouteGroupBuilder task)
    {
        task.MapPost("conclusion", async (int number, ConclusionRequest body, HttpContext context, IMarket market,
            Writes writes) =>
        {
            var (own, activity) = await OwnAsync(number, context, market);
            return await SendAsync(context, writes, number, new DraftConclusion(own, number,
                new VerificationConclusion(new(Math.Max(0, body.Initial ?? 0)), new(Math.Max(0, body.Verified ?? 0)),
                    activity, [.. (body.Sources ?? []).Select(s => new SourceDifference(s.Source ?? "",
                        s.Reported ?? -1, s.Verified ?? -1, s.Reason ?? ""))],
                    body.ReportConforms ?? false, body.PlanFollowed ?? false, body.PlanAdvice ?? "", [],
                    [.. (body.CrossChecks ?? []).Select(x => new CrossCheck(x.Item ?? "", x.Value ?? "",
                        x.Against ?? "", x.Source ?? "", x.Agrees))], body.SpecialMatters ?? "")));
        }).Produces<Receipt>().WithSummary("Draft the conclusion; output is taken as the report has it.");
        Post<ConclusionReviewRequest>(task, "technical-review", "Pass the conclusion or send it back.", (n, own, b) =>
            new ReviewConclusion(own, n, b.Passed ?? false, b.Remarks ?? ""));
        task.MapPost("handing-in", async (int number, HttpContext context, IMarket market, Writes writes) =>
        {
            var (own, _) = await OwnAsync(number, context, market);
            var found = await market.AskAsync(s => s.Mrv.Verifications.Find(number));
            return await SendAsync(context, writes, number,
                found is { Kind: VerificationKind.Annual, Conclusion: { } c }
                    ? new SubmitVerification(found.Year, found.Participant, c.Verified, c.Activity, c.SpecialMatters)
                    : new HandInRecheck(own, number));
        }).Produces<Receipt>().WithSummary("Hand the concluded figures in.");
    }

    private static void MapEntity(RouteGroupBuilder task)
    {
        Post<object>(task, "acknowledgement", "Take the findings up.", (n, own, _) => new AcknowledgeFindings(own, n));
        Post<AnswersRequest>(task, "answers", "Answer findings.", (n, own, b) => new AnswerFindings(own, n,
            [.. (b.Answers ?? []).Select(a => new FindingAnswer(a.Finding ?? 0, a.Answer ?? "",
                a.CorrectiveAction ?? "", [.. a.Evidence ?? []], a.Effect))]));
        Post<object>(task, "agreement", "Agree to the result.", (n, own, _) => new AgreeToConclusion(own, n));
        Post<ConclusionObjectionRequest>(task, "objection", "Object to the result.", (n, own, b) =>
            new ObjectToConclusion(own, n, b.Grounds ?? "", b.Document ?? ""));
    }

    private static void MapAuthority(RouteGroupBuilder task)
    {
        Post<ReasonRequest>(task, "return", "Return the conclusion to the body.", (n, _, b) =>
            new ReturnVerification(n, b.Reason ?? ""));
        Post<object>(task, "notification", "Tell the entity the result.", (n, _, _) => new NotifyConclusion(n));
        Post<ObjectionDecisionRequest>(task, "objection/decision", "Decide the objection.", (n, _, b) =>
            new DecideConclusionObjection(n, b.Upheld ?? false, b.Reason ?? ""));
        Post<ReasonRequest>(task, "hold", "Stop the task and its clock.", (n, _, b) =>
            new HoldVerification(n, b.Reason ?? ""));
        Post<ReasonRequest>(task, "resumption", "Let the task go on.", (n, _, b) =>
            new ResumeVerification(n, b.Reason ?? ""));
        Post<ReassignRequest>(task, "reassignment", "Give the task to another body.", (n, _, b) =>
            new ReassignVerification(n, new(b.Verifier ?? 0), b.Reason ?? ""));
        Post<ReassignRequest>(task, "recheck", "Have another body verify it again.", (n, _, b) =>
            new OpenRecheck(n, new(b.Verifier ?? 0), b.Reason ?? ""));
        Post<LaterErrorRequest>(task, "errors", "Enter an error of a finished verification that came to light later.",
            (n, _, b) => new RecordVerificationError(n, b.Description ?? "",
                b.Effect ?? throw RefusedException.Malformed("effect", "t"), b.Source ?? ""));
        Post<ReopeningBody>(task, "reopening", "Open the report again because this recheck found another figure.",
            (n, _, b) => new ReopenOnRecheck(n, b.Order ?? "", b.Reason ?? "", b.Fraud ?? false));
        task.MapPost("acceptance", async (int number, HttpContext context, IMarket market, Writes writes) =>
        {
            var found = await market.AskAsync(s => s.Mrv.Verifications.Find(number));
            return await SendAsync(context, writes, number, found is { Kind: VerificationKind.Annual }
                ? new AcceptReport(found.Year, found.Participant) : new SettleRecheck(number));
        }).Produces<Receipt>().WithSummary("Accept the verified figures, or settle a recheck.");
        task.MapPost("refusal", async (int number, ReasonRequest body, HttpContext context, IMarket market,
            Writes writes) =>
        {
            var found = await market.AskAsync(s => s.Mrv.Verifications.Find(number));
            return await SendAsync(context, writes, number, new RefuseReport(found?.Year ?? default,
                found?.Participant ?? default, body.Reason ?? ""));
        }).Produces<Receipt>().WithSummary("Refuse the verified figures: the year then has none that counts.");
    }

    /// <summary>One step: the caller's own participant stands for "the body" or "the entity".</summary>
    private static void Post<T>(RouteGroupBuilder task, string path, string summary,
        Func<int, ParticipantId, T, Command> command) where T : class =>
        task.MapPost(path, async (int number, T? body, HttpContext context, IMarket market, Writes writes) =>
            await SendAsync(context, writes, number, command(number, (await OwnAsync(number, context, market)).Own,
                body ?? throw RefusedException.Malformed("body", typeof(T).Name)))).Produces<Receipt>()
            .WithSummary(summary);

    private static Task<IResult> SendAsync(HttpContext context, Writes writes, int number, Command command) =>
        writes.SendAsync(context, command, _ =>
            (new Bilingual($"核查任务 {number} 已更新。", $"Verification {number} updated."), $"{number}"));

    private static async Task<(ParticipantId Own, Activity Activity)> OwnAsync(int number, HttpContext context,
        IMarket market)
    {
        var actor = Caller.Required(context);
        return await market.AskAsync(s => (s.Participants.Find(actor.User)?.Participant ?? default,
            s.Mrv.Verifications.Find(number) is { } task
                ? s.Mrv.Find(task.Year, task.Participant)?.ReportedActivity ?? new Activity([], 0, 0)
                : new Activity([], 0, 0)));
    }

    private static SiteEvidence Evidence(SiteEvidenceRequest e) => new(Parse.Enum<SiteEvidenceKind>(e.Kind, "kind"),
        e.Document ?? "", e.Person ?? "", Date(e.Date, "date"),
        LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(e.Time ?? "") is { Success: true } time
            ? time.Value : throw RefusedException.Malformed("time", "HH:mm"),
        e.Latitude ?? 999, e.Longitude ?? 999, e.Note ?? "");

    private static LocalDate Date(LocalDate? date, string field) =>
        date ?? throw RefusedException.Malformed(field, "yyyy-MM-dd");

    private static int Year(int? year) => year ?? throw RefusedException.Malformed("year", "2024");
}
