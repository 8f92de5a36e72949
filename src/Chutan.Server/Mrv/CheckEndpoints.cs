using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;
using Chutan.Market.Rulebook;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Chutan.Server.Oversight;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Mrv;

/// <param name="Value">As adopted; null when it is not.</param>
public sealed record ThresholdAnswer(string Name, string Key, Bilingual Meaning, string Unit, string? Value,
    Standing? Standing, string Source);
public sealed record LevelAnswer(CheckSeverity Severity, string When);
/// <param name="Raised">Alerts so far; null for those who may not see them all.</param>
/// <param name="FalseAlarms">Explained or suppressed: the figures stood as they were.</param>
/// <param name="FalseShare">False alarms of those closed; null before the first.</param>
/// <param name="Note">What whoever reads a hit should know; may be empty.</param>
/// <param name="Lacks">What nobody has entered yet, without which it finds nothing; null when it has all.</param>
public sealed record CheckLine(string Id, Bilingual Title, Bilingual Says, Bilingual Note, CheckSeverity Severity,
    CheckStage Stage, IReadOnlyList<CheckRun> Runs, CheckSource? Lacks, IReadOnlyList<string> Fields,
    IReadOnlyList<LevelAnswer> Levels, IReadOnlyList<ThresholdAnswer> Thresholds, int? Raised, int? Open, int? Closed,
    int? Explained, int? Suppressed, int? Confirmed, int? Corrected, int? Escalated, int? FalseAlarms,
    decimal? FalseShare);
/// <param name="About">The subject in words.</param>
/// <param name="Places">Fields of the form it is about; empty when it is about none of its fields.</param>
public sealed record HitAnswer(string Check, Bilingual Title, CheckSeverity Severity, int Month, string Subject,
    Bilingual About, Bilingual Says, IReadOnlyList<string> Fields, IReadOnlyList<HitFigure> Figures,
    IReadOnlyList<string> Places);
public sealed record QualityAlertLine(int Number, string Check, Bilingual Title, CheckSeverity Severity,
    string EntityId, Bilingual Entity, int Year, int Month, string Subject, Bilingual About, Bilingual Says,
    IReadOnlyList<string> Fields, QualityAlertState State, AlertOrigin Origin, Instant RaisedAt, string Explanation,
    AlertOutcome? Outcome, string Reason, int? Follows, string Version, long Position, int? Verification);
/// <param name="Label">Its name; a question is answered with 1 for yes.</param>
/// <param name="Key">The rule of a threshold; empty for what was measured.</param>
public sealed record AlertFigure(Bilingual Label, string Value, string Unit, string Key);
/// <param name="Closed">Alerts of the check that were closed; null for those who may not see them all.</param>
/// <param name="Links">The pages and fields it is about.</param>
/// <param name="HasPeers">Whether it compares the entity with its peers, and the caller may see them.</param>
public sealed record QualityAlertAnswer(QualityAlertLine Alert, Bilingual Note, IReadOnlyList<AlertFigure> Figures,
    IReadOnlyList<AlertLink> Links, bool HasPeers, decimal? FalseShare, int? Closed, bool MayExplain,
    bool MayClose, bool MayAgree, AsOf AsOf);
public sealed record ReplayLine(int Year, int FromMonth, int ThroughMonth, string Version, string Reason, int Months,
    int NewHits, Instant At, long Position);
public sealed record ExplanationRequest(string? Explanation);
public sealed record ClosingRequest(string? Outcome, string? Reason);
public sealed record SuppressionRequest(string? Reason);
public sealed record SuppressionDecisionRequest(bool? Agreed, string? Reason);
public sealed record ReviewRequest(int? Year);
public sealed record ReplayRequest(int? Year, int? FromMonth, int? ThroughMonth, string? Reason);

/// <summary>数据质量校核: the catalogue with its record, alerts as tasks, the checks on a draft, review and replay.</summary>
internal static class CheckEndpoints
{
    public static void MapChecks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mrv/checks", ListAsync).Produces<Page<CheckLine>>()
            .WithSummary("The checks in force: condition, thresholds with their source, and how often each was right.");
        routes.MapGet("/mrv/alerts", AlertsAsync).Produces<Page<QualityAlertLine>>()
            .WithSummary("Quality alerts: an enterprise's own that need an answer, all for the authority.");
        routes.MapGet("/mrv/alerts/{number:int}", AlertAsync).Produces<QualityAlertAnswer>()
            .WithSummary("One alert with the figures and thresholds it goes by.");
        routes.MapPost("/mrv/alerts/{number:int}/explanation", (int number, ExplanationRequest body,
            HttpContext context, IMarket market, Writes writes) => ExplainAsync(number, body, context, market, writes))
            .Produces<Receipt>().WithSummary("Explain an alert.");
        routes.MapPost("/mrv/alerts/{number:int}/closing", (int number, ClosingRequest body, HttpContext context,
            Writes writes) => Done.Send(context, writes, new CloseAlert(number,
                Parse.Enum<AlertOutcome>(body.Outcome, "outcome"), body.Reason ?? ""))).Produces<Receipt>()
            .WithSummary("Close an alert with what became of it.");
        routes.MapPost("/mrv/alerts/{number:int}/suppression", (int number, SuppressionRequest body,
            HttpContext context, Writes writes) => Done.Send(context, writes,
                new ProposeSuppression(number, body.Reason ?? ""))).Produces<Receipt>()
            .WithSummary("Propose not to raise the like again for this entity and year.");
        routes.MapPost("/mrv/alerts/{number:int}/suppression/decision", (int number, SuppressionDecisionRequest body,
            HttpContext context, Writes writes) => Done.Send(context, writes, new DecideSuppression(number,
                body.Agreed ?? throw RefusedException.Malformed("agreed", "true, false"), body.Reason ?? "")))
            .Produces<Receipt>().WithSummary("A second officer agrees to a suppression, or does not.");
        routes.MapPost("/mrv/months/{entity:long}/{year:int}/{month:int}/checks/try", TryAsync)
            .Produces<IReadOnlyList<HitAnswer>>()
            .WithSummary("The checks on a month as it stands in a form, without filing it.");
        routes.MapPost("/mrv/quality/reviews", (ReviewRequest body, HttpContext context, Writes writes) =>
            Done.Send(context, writes, new ReviewQuality(MonthEndpoints.YearOf(body.Year ?? 0)))).Produces<Receipt>()
            .WithSummary("Run every check across the market.");
        routes.MapGet("/mrv/quality/replays", ReplaysAsync).Produces<Page<ReplayLine>>()
            .WithSummary("Runs of past months under changed rules.");
        routes.MapPost("/mrv/quality/replays", (ReplayRequest body, HttpContext context, Writes writes) =>
            Done.Send(context, writes, new ReplayChecks(MonthEndpoints.YearOf(body.Year ?? 0), body.FromMonth ?? 0,
                body.ThroughMonth ?? 0, body.Reason ?? ""))).Produces<Receipt>()
            .WithSummary("Run past months again under the checks in force.");
    }

    /// <summary>Measures of emissions per unit made, which are read beside those of the peers.</summary>
    private static readonly ImmutableArray<string> PeerMeasures = ["peers", "intensity", "steel"];

    /// <summary>Who may see every alert, and how often a check was wrong.</summary>
    internal static bool IsInside(Actor? actor) => actor is { Role: Role.Authority or Role.Auditor };

    private static async Task<IResult> ListAsync(HttpContext context, IMarket market)
    {
        var (inside, asOf) = (IsInside(Caller.Of(context)), await AsOfs.NowAsync(market));
        var rows = await market.AskAsync(s => (s.Mrv.Checks.Catalogue?.Checks ?? []).Select(c =>
            Line(c, s, AsOfs.DateOf(asOf, s), inside)).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), asOf, "checks");
    }

    private static CheckLine Line(QualityCheck check, MarketState state, LocalDate on, bool inside)
    {
        CheckRecord? record = inside ? state.Mrv.Checks.Record(check.Id) : null;
        return new CheckLine(check.Id, Bilingual.Of(check.Zh, check.En), Bilingual.Of(check.TextZh, check.TextEn),
            Bilingual.Of(check.NoteZh, check.NoteEn), check.Severity, check.Stage, CheckRuns.Of(check.Stage),
            CheckRuns.LackOf(check.Id, state), check.Fields,
            [.. check.Levels.Select(l => new LevelAnswer(l.Severity, l.When))],
            [.. check.Thresholds.Select(t => Threshold(t, state.Rulebook, on))], record?.Raised, record?.Open,
            record?.Closed, record?.Explained, record?.Suppressed, record?.Confirmed, record?.Corrected,
            record?.Escalated, record?.FalseAlarms, record is { } known ? FalseShare(known) : null);
    }

    private static decimal? FalseShare(CheckRecord record) =>
        record.Closed > 0 ? decimal.Round(record.FalseAlarms / (decimal)record.Closed, 4) : null;

    private static ThresholdAnswer Threshold(CheckThreshold threshold, RulebookState rulebook, LocalDate on)
    {
        var key = RuleKeys.Find(threshold.Key)!; // the catalogue names known keys only
        var written = rulebook.InForce(key.Name, on);
        return new ThresholdAnswer(threshold.Name, key.Name, Bilingual.Of(key.MeaningZh, key.MeaningEn), key.Unit,
            rulebook.Resolve(key, on).Value?.Value, written?.Standing, written?.Source ?? "");
    }

    private static async Task<IResult> AlertsAsync(HttpContext context, IMarket market)
    {
        var (actor, asOf, request) = (Caller.Required(context), await AsOfs.NowAsync(market), context.Request);
        var (states, severities) = (Queries.Many(request, "state"), Queries.Many(request, "severity"));
        var (checks, outcomes) = (Queries.Many(request, "check"), Queries.Many(request, "outcome"));
        var rows = await market.AskAsync(s => s.Mrv.Checks.Alerts.Reverse().Where(a => MaySee(a, actor, s))
            .Where(a => states.Count == 0 || states.Contains(Parse.Camel(a.State)))
            .Where(a => severities.Count == 0 || severities.Contains(Parse.Camel(a.Hit.Severity)))
            .Where(a => checks.Count == 0 || checks.Contains(a.Hit.Check))
            .Where(a => outcomes.Count == 0 || (a.Outcome is { } outcome && outcomes.Contains(Parse.Camel(outcome))))
            .Select(a => Line(a, s)).ToList());
        return Lists.Answer(rows, ListQuery.From(request), asOf, "quality-alerts");
    }

    /// <summary>An enterprise sees what is said of its data, a verification body what is said of its work; neither
    /// sees what only adds risk.</summary>
    internal static bool MaySee(QualityAlert alert, Actor actor, MarketState state) => IsInside(actor)
        || alert.IsShown && state.Participants.Find(actor.User) is { Active: true } user
            && state.Mrv.AnswersFor(alert) is { } own && user.Participant == own
            && (alert.Verification is null ? Authority.MayRead(ReadRight.Affairs, actor, own, state)
                : actor.Role == Role.Verifier);

    private static async Task<IResult> AlertAsync(int number, HttpContext context, IMarket market)
    {
        var (actor, asOf) = (Caller.Required(context), await AsOfs.NowAsync(market));
        return Results.Json(await market.AskAsync(s =>
        {
            if (s.Mrv.Checks.Find(number) is not { } alert || !MaySee(alert, actor,
                s)) throw RefusedException.NotFound();
            var open = alert.State is QualityAlertState.Open or QualityAlertState.Explained;
            var (check, record) = (s.Mrv.Checks.Catalogue?.Find(alert.Hit.Check), s.Mrv.Checks.Record(alert.Hit.Check));
            return new QualityAlertAnswer(Line(alert, s), Bilingual.Of(check?.NoteZh ?? "", check?.NoteEn ?? ""),
                [.. alert.Hit.Figures.Select(f => Figure(f, alert.Hit.Check))], AlertLinks.Of(alert, s),
                IsInside(actor) && PeerMeasures.Contains(check?.Measure ?? ""),
                IsInside(actor) ? FalseShare(record) : null, IsInside(actor) ? record.Closed : null,
                open && (actor.Role is Role.CoveredEntity or Role.Verifier), open && actor.Role == Role.Authority,
                alert.State == QualityAlertState.Suppressing && actor.Role == Role.Authority
                    && alert.By != actor.User, asOf);
        }), Json.Options);
    }

    /// <summary>A threshold by the meaning of its rule, what was measured by the name it has in the check.</summary>
    private static AlertFigure Figure(HitFigure figure, string check)
    {
        var label = RuleKeys.Find(figure.Key) is { } key ? Bilingual.Of(key.MeaningZh, key.MeaningEn)
            : Names.Knows($"figure:{check}/{figure.Name}") ? Names.Code("figure", $"{check}/{figure.Name}")
            : Names.Code("figure", figure.Name);
        return new AlertFigure(label, figure.Value, figure.Unit, figure.Key);
    }

    internal static QualityAlertLine Line(QualityAlert alert, MarketState state)
    {
        var hit = alert.Hit;
        var (title, about, says) = TextsOf(hit, state);
        return new QualityAlertLine(alert.Number, hit.Check, title, hit.Severity, hit.Participant.ToString(),
            MeasureRows.Name(hit.Participant, state), hit.Year.Year, hit.Month, hit.Subject, about, says, hit.Fields,
            alert.State, alert.Origin, alert.RaisedAt, alert.Explanation, alert.Outcome, alert.Reason, alert.Follows,
            alert.Version, alert.Position, alert.Verification);
    }

    private static (Bilingual Title, Bilingual About, Bilingual Says) TextsOf(CheckHit hit, MarketState state)
    {
        var names = HitNames.Of(hit.Participant, hit.Year, state.Mrv, state.Quantification);
        var (aboutZh, aboutEn) = names.Of(hit.Subject);
        var about = Bilingual.Of(aboutZh, aboutEn);
        if (state.Mrv.Checks.Catalogue?.Find(hit.Check) is not { } check)
            return (Bilingual.Same(hit.Check), about, about);
        var (zh, en) = hit.TextOf(check, names);
        return (Bilingual.Of(check.Zh, check.En), about, Bilingual.Of(zh, en));
    }

    private static async Task<IResult> ExplainAsync(
        int number, ExplanationRequest body, HttpContext context, IMarket market, Writes writes)
    {
        var actor = Caller.Required(context);
        var own = await market.AskAsync(s => s.Participants.Find(actor.User)?.Participant
            ?? throw RefusedException.NotFound());
        return await Done.Send(context, writes, new ExplainAlert(own, number, body.Explanation ?? ""));
    }

    /// <summary>Hits on a draft, for the one who types it: what only adds risk is not told.</summary>
    private static async Task<IResult> TryAsync(
        long entity, int year, int month, MonthRequest body, HttpContext context, IMarket market)
    {
        var (actor, of, number) = (Caller.Required(context), MonthEndpoints.YearOf(year), MonthEndpoints.MonthOf(
            month));
        var content = MonthBodies.Whole(body.Content);
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await market.AskAsync(s =>
        {
            var found = MonthEndpoints.Readable(entity, actor, s);
            var trial = MonthTrial.Of(found.Id, of, number, content, new RuleReader(s.Rulebook), s.Mrv,
                s.Quantification);
            var draft = new MonthRecord(found.Id, of, number, 0, trial.Content, trial.PlanVersion,
                MonthState.Submitted, trial.Deadlines.Enterprise, AsOfs.DateOf(asOf, s) > trial.Deadlines.Enterprise,
                actor.User, asOf.Instant, "", 0, trial.Substitutions, []);
            return QualityGate.Try(draft, new RuleReader(s.Rulebook), s.Mrv, s.Quantification)
                .Where(h => MaySee(actor, h)).Select(h => Hit(h, s, trial.Content)).ToList();
        }), Json.Options);
    }

    /// <summary>What only adds to the risk score is not told to those it is about.</summary>
    public static bool MaySee(Actor caller, CheckHit hit) => IsInside(caller) || hit.Severity != CheckSeverity.Risk;

    /// <param name="content">The month as it stands in the form; null when it is not about a month.</param>
    public static HitAnswer Hit(CheckHit hit, MarketState state, MonthContent? content = null)
    {
        var (title, about, says) = TextsOf(hit, state);
        return new HitAnswer(hit.Check, title, hit.Severity, hit.Month, hit.Subject, about, says, hit.Fields,
            hit.Figures, content is null ? [] : HitPlaces.In(hit, content));
    }

    private static async Task<IResult> ReplaysAsync(HttpContext context, IMarket market)
    {
        var (actor, asOf) = (Caller.Required(context), await AsOfs.NowAsync(market));
        if (!IsInside(actor)) throw RefusedException.NotFound();
        var rows = await market.AskAsync(s => s.Mrv.Checks.Replays.Reverse().Select(r => new ReplayLine(r.Year.Year,
            r.FromMonth, r.ThroughMonth, r.Version, r.Reason, r.Months, r.Alerts.Length, r.At, r.Position)).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), asOf, "replays");
    }
}
