using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;
using Chutan.Market.Rulebook;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Mrv;

/// <summary>月度存证: the months of an entity, tried, filed, checked, corrected; for people and for machines alike.
/// </summary>
internal static class MonthEndpoints
{
    public static void MapMonths(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mrv/months", ListAsync).Produces<Page<MonthsLine>>()
            .WithSummary("Where the months of every entity stand in a year.");
        var months = routes.MapGroup("/mrv/months/{entity:long}/{year:int}");
        months.MapGet("", YearAsync).Produces<MonthYear>().WithSummary("An entity's twelve months.");
        months.MapGet("/form", FormAsync).Produces<MonthForm>()
            .WithSummary("What a form for an entity's months asks for: figures, bounds, rows of the plan.");
        months.MapGet("/calculation", CalculationAsync).Produces<Calculation>()
            .WithSummary("The result of the months filed so far, with its trace; ?module= one sector of the plan.");
        months.MapGet("/{month:int}", MonthAsync).Produces<MonthDetail>()
            .WithSummary("One month in all its revisions, with checks and corrections.");
        months.MapPost("/{month:int}/try", TryAsync).Produces<MonthTrialAnswer>()
            .WithSummary("What filing would do, without filing: faults per field, substitutions, result.");
        months.MapPost("/{month:int}", FileAsync).Produces<Receipt>()
            .WithSummary("File a month's evidence; sent again under its key it is filed once.");
        months.MapPost("/{month:int}/checks", CheckAsync).Produces<Receipt>()
            .WithSummary("County or city passes a month on, or returns it.");
        months.MapPost("/{month:int}/decision", DecideAsync).Produces<Receipt>()
            .WithSummary("Lock a checked month, or return it.");
        months.MapPost("/{month:int}/corrections", RequestAsync).Produces<Receipt>()
            .WithSummary("Ask for a locked month to be replaced.");
        months.MapPost("/{month:int}/corrections/decision", DecideCorrectionAsync).Produces<Receipt>()
            .WithSummary("Approve or refuse the correction that awaits a decision.");
    }

    /// <summary>An entity the caller may read; otherwise there is none.</summary>
    internal static Participant Readable(long entity, Actor actor, MarketState state)
    {
        var id = new ParticipantId(entity);
        if (state.Participants.Find(id) is { Kind: ParticipantKind.CoveredEntity } found
            && MayRead(id, actor, state))
            return found;
        throw RefusedException.NotFound();
    }

    /// <summary>Whether a caller may read an entity's evidence: who may read its affairs, and whoever verifies it.
    /// </summary>
    internal static bool MayRead(ParticipantId entity, Actor actor, MarketState state) =>
        Authority.MayRead(ReadRight.Affairs, actor, entity, state) || IsItsVerifier(actor, entity, state);

    private static bool IsItsVerifier(Actor actor, ParticipantId entity, MarketState state) =>
        actor.Role == Role.Verifier && state.Participants.Find(actor.User) is { Active: true } user
        && (state.Mrv.Reports.Any(r => r.Participant == entity && r.Verifier == user.Participant)
            || state.Mrv.Verifications.TasksOf(user.Participant).Any(t => t.Participant == entity));

    internal static ComplianceYear YearOf(int year) => year is > 2000 and < 2100
        ? new ComplianceYear(year) : throw RefusedException.Malformed("year", "2001–2099");

    internal static int MonthOf(int month) => month is >= 1 and <= 12
        ? month : throw RefusedException.Malformed("month", "1–12");

    private static async Task<IResult> ListAsync(HttpContext context, IMarket market)
    {
        var actor = Caller.Required(context);
        var asOf = await AsOfs.NowAsync(market);
        var asked = Queries.Number(context.Request, "year");
        var rows = await market.AskAsync(s =>
        {
            var today = AsOfs.DateOf(asOf, s);
            var year = asked is { } y ? YearOf(y) : new ComplianceYear(today.Year);
            return s.Participants.All.Where(p => p.Kind == ParticipantKind.CoveredEntity
                && Authority.MayRead(ReadRight.Affairs, actor, p.Id, s)
                && s.Mrv.Plans.Versions(p.Id).Length > 0).Select(p => Line(p, year, s, today)).ToList();
        });
        return Lists.Answer(rows, ListQuery.From(context.Request), asOf, "months");
    }

    private static MonthsLine Line(Participant entity, ComplianceYear year, MarketState state, LocalDate today)
    {
        var tiles = Tiles(entity.Id, year, state, today);
        var filed = state.Mrv.Months.OfYear(entity.Id, year).ToList();
        return new MonthsLine(entity.Id.ToString(), Bilingual.Of(entity.NameZh, entity.NameEn),
            Names.Code("city", entity.City), entity.Sector, year.Year,
            tiles.Count(t => t.Standing != MonthStanding.NotDue), filed.Count,
            filed.Count(m => m.State == MonthState.Accepted), tiles.Count(t => t.Late),
            tiles.Count(t => t.Standing == MonthStanding.Overdue), filed.Count(m => m.State == MonthState.Returned),
            filed.Sum(m => m.Substitutions.Length), filed.Sum(m => m.SubstitutedTonnes));
    }

    private static List<MonthTile> Tiles(ParticipantId id, ComplianceYear year, MarketState state, LocalDate today) =>
        [.. Enumerable.Range(1, 12).Select(m => MonthAnswers.Tile(id, year, m, state, today))];

    private static async Task<IResult> YearAsync(long entity, int year, HttpContext context, IMarket market)
    {
        var (actor, of, asOf) = (Caller.Required(context), YearOf(year), await AsOfs.NowAsync(market));
        return Results.Json(await market.AskAsync(s =>
        {
            var found = Readable(entity, actor, s);
            var plan = s.Mrv.Plans.InForce(found.Id, of.RuleDate);
            return new MonthYear(found.Id.ToString(), Bilingual.Of(found.NameZh, found.NameEn), year, plan?.Version,
                MonthAnswers.Modules(plan is null ? null : PlanMethods.Of(plan.Content, year, s.Quantification)),
                Tiles(found.Id, of, s, AsOfs.DateOf(asOf, s)), asOf);
        }), Json.Options);
    }

    private static async Task<IResult> FormAsync(long entity, int year, HttpContext context, IMarket market)
    {
        var (actor, of, asOf) = (Caller.Required(context), YearOf(year), await AsOfs.NowAsync(market));
        var month = Queries.Number(context.Request, "month") is { } m ? MonthOf(m) : 12;
        return Results.Json(await market.AskAsync(s =>
        {
            var (plan, methods) = PlanOf(Readable(entity, actor, s).Id, of, month, s);
            return MonthAnswers.Form(plan, methods, year, s, asOf);
        }), Json.Options);
    }

    /// <summary>The plan in force in a month and the methodologies it selects; refused when there is none.</summary>
    internal static (MonitoringPlan Plan, PlanMethods Methods) PlanOf(ParticipantId id, ComplianceYear year, int month,
        MarketState state)
    {
        var first = new LocalDate(year.Year, month, 1);
        if (state.Mrv.Plans.InForce(id, first) is not { } plan)
            throw RefusedException.Of(404, MonthRefusals.NoPlan, ("month", first));
        return PlanMethods.Of(plan.Content, year.Year, state.Quantification) is { } methods
            ? (plan, methods)
            : throw RefusedException.Of(404, PlanRefusals.NoMethod, ("year", year), ("regime", plan.Content.Regime),
                ("sector", string.Join(", ", PlanMethods.Missing(plan.Content, year.Year, state.Quantification))));
    }

    private static async Task<IResult> CalculationAsync(long entity, int year, HttpContext context, IMarket market)
    {
        var (actor, of) = (Caller.Required(context), YearOf(year));
        var (facility, sector) = (context.Request.Query["facility"].ToString(),
            context.Request.Query["module"].ToString());
        var faults = new Faults();
        var calculation = await market.AskAsync(s =>
        {
            var found = Readable(entity, actor, s);
            var months = s.Mrv.Months.OfYear(found.Id, of).Where(m => m.State != MonthState.Returned).ToList();
            if (months.Count == 0)
                throw RefusedException.Of(404, MonthRefusals.NotFiled, ("participant", found.Id), ("month", 1));
            var methods = PlanOf(found.Id, of, months[^1].Month, s).Methods;
            var module = facility.Length > 0 ? methods.For(facility) : sector.Length == 0 ? methods.Main
                : methods.All.FirstOrDefault(m => m.Sector == sector) ?? throw RefusedException.NotFound();
            var own = months.Where(m => module.IsMain || m.Content.Rows.Any(r => module.Covers(r.Facility))).ToList();
            if (own.Count == 0)
                throw RefusedException.Of(404, MonthRefusals.NotFiled, ("participant", found.Id), ("month", 1));
            var data = MonthInput.Of(module.Method, of, own[0].Month, own[^1].Month, own,
                f => facility.Length == 0 ? module.Covers(f) : f == facility, faults);
            return Calculating.Run(module.Method, data, [], faults);
        });
        return calculation is null || faults.Any ? Quantification.MethodologyEndpoints.Faulty(faults)
            : Results.Json(calculation, Json.Options);
    }

    private static async Task<IResult> MonthAsync(
        long entity, int year, int month, HttpContext context, IMarket market)
    {
        var (actor, of, number) = (Caller.Required(context), YearOf(year), MonthOf(month));
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await market.AskAsync(s => Detail(Readable(entity, actor, s), of, number, s, asOf)),
            Json.Options);
    }

    private static MonthDetail Detail(
        Participant entity, ComplianceYear year, int month, MarketState state, AsOf asOf)
    {
        var months = state.Mrv.Months;
        var plan = state.Mrv.Plans.InForce(entity.Id, new LocalDate(year.Year, month, 1));
        var methods = plan is null ? null : PlanMethods.Of(plan.Content, year.Year, state.Quantification);
        var revisions = months.Revisions(entity.Id, year, month);
        return new MonthDetail(entity.Id.ToString(), Bilingual.Of(entity.NameZh, entity.NameEn), year.Year, month,
            MonthAnswers.Tile(entity.Id, year, month, state, AsOfs.DateOf(asOf, state)).Standing,
            MonthAnswers.TonnesOf(methods, revisions.LastOrDefault()),
            [.. revisions.Select((r, i) => MonthAnswers.Of(r, i > 0 ? revisions[i - 1] : null, methods, state))],
            [.. months.Corrections(entity.Id, year, month).Select(c => new CorrectionAnswer(c.Number, c.Revision,
                c.State, c.Reason, c.RequestedAt, MonthAnswers.UserOf(c.RequestedBy, state), c.Decision,
                methods is null || revisions.FirstOrDefault(r => r.Revision == c.Revision) is not { } old ? []
                    : MonthDifference.Of(methods, old.Content, c.Content)))],
            [.. state.Mrv.Cems.Of(entity.Id, year, month).Select(MonthAnswers.Of)], asOf);
    }

    private static async Task<IResult> TryAsync(
        long entity, int year, int month, MonthRequest body, HttpContext context, IMarket market)
    {
        var (actor, of, number) = (Caller.Required(context), YearOf(year), MonthOf(month));
        var content = MonthBodies.Whole(body.Content);
        return Results.Json(await market.AskAsync(s => Try(Readable(entity, actor, s).Id, of, number, content, s)),
            Json.Options);
    }

    private static MonthTrialAnswer Try(
        ParticipantId id, ComplianceYear year, int month, MonthContent content, MarketState state)
    {
        var trial = MonthTrial.Of(id, year, month, content, new RuleReader(state.Rulebook), state.Mrv,
            state.Quantification);
        Calculation? result = null;
        IReadOnlyList<ModuleTrial> modules = [];
        string? total = null;
        if (trial is { Methods: { } methods, Faults.IsEmpty: true })
        {
            var faults = new Faults();
            var unused = trial.Substitutions.Select(x => (x.Row, x.Column)).ToHashSet();
            var rows = trial.Content.Rows.Select((r, i) => r with
            { Figures = [.. r.Figures.Where(f => !unused.Contains((i, f.Column)))] }).ToImmutableArray();
            var main = methods.Main;
            result = Calculating.Run(main.Method,
                MonthInput.OfMonth(main.Method, year, month, rows, faults, main.Covers), [], faults);
            modules = MonthAnswers.Trials(methods, year, month, rows);
            total = methods.OfMonth(year, month, rows)?.Round(2, RoundingMode.HalfUp).Fixed(2);
        }
        return new MonthTrialAnswer([.. trial.Faults.Select(MonthAnswers.Of)], trial.Substitutions,
            result?.Results ?? [], MonthAnswers.Failed(result), result?.TraceHash, modules, total);
    }

    private static Task<IResult> FileAsync(
        long entity, int year, int month, MonthRequest body, HttpContext context, Writes writes) =>
        writes.SendAsync(context,
            new FileMonth(new(entity), YearOf(year), MonthOf(month), MonthBodies.Whole(body.Content)), accepted =>
            {
                var record = accepted.Events.OfType<MonthFiled>().Single().Record;
                var (zh, en) = record.Substitutions.Length == 0 ? ("", "")
                    : ($"，其中 {record.Substitutions.Length} 项实测值不予采用",
                        $"; {record.Substitutions.Length} measured figures do not count");
                return (new Bilingual($"{year} 年 {month} 月存证已提交（第 {record.Revision} 版{zh}）。",
                    $"The evidence of {year}-{month:00} is filed (revision {record.Revision}{en})."),
                    Text.Of(record.Revision));
            });

    private static Task<IResult> CheckAsync(
        long entity, int year, int month, CheckRequest body, HttpContext context, Writes writes)
    {
        var level = body.Level switch
        {
            "county" => MonthCheckLevel.County,
            "city" => MonthCheckLevel.City,
            _ => throw RefusedException.Malformed("level", "county, city"),
        };
        var passed = body.Passed ?? throw RefusedException.Malformed("passed", "true, false");
        return writes.SendAsync(context, new CheckMonth(new(entity), YearOf(year), MonthOf(month), level, passed,
            body.Reason ?? ""), _ => (passed
                ? new Bilingual($"{year} 年 {month} 月存证核对通过。", $"The evidence of {year}-{month:00} is passed on.")
                : Returned(year, month), null));
    }

    private static Task<IResult> DecideAsync(
        long entity, int year, int month, DecisionRequest body, HttpContext context, Writes writes)
    {
        var approved = body.Approved ?? throw RefusedException.Malformed("approved", "true, false");
        Command command = approved ? new AcceptMonth(new(entity), YearOf(year), MonthOf(month))
            : new ReturnMonth(new(entity), YearOf(year), MonthOf(month), body.Reason ?? "");
        return writes.SendAsync(context, command, _ => (approved
            ? new Bilingual($"{year} 年 {month} 月存证已锁定。", $"The evidence of {year}-{month:00} is locked.")
            : Returned(year, month), null));
    }

    private static Bilingual Returned(int year, int month) => new($"{year} 年 {month} 月存证已退回。",
        $"The evidence of {year}-{month:00} is returned.");

    private static Task<IResult> RequestAsync(
        long entity, int year, int month, MonthRequest body, HttpContext context, Writes writes) =>
        writes.SendAsync(context, new RequestCorrection(new(entity), YearOf(year), MonthOf(month),
            MonthBodies.Whole(body.Content), body.Reason ?? ""), _ => (new Bilingual(
            $"已申请更正 {year} 年 {month} 月存证。", $"A correction of {year}-{month:00} is requested."), null));

    private static Task<IResult> DecideCorrectionAsync(
        long entity, int year, int month, DecisionRequest body, HttpContext context, Writes writes)
    {
        var approved = body.Approved ?? throw RefusedException.Malformed("approved", "true, false");
        return writes.SendAsync(context, new DecideCorrection(new(entity), YearOf(year), MonthOf(month), approved,
            body.Reason ?? ""), _ => (approved
            ? new Bilingual($"{year} 年 {month} 月存证的更正已批准。", $"The correction of {year}-{month:00} is approved.")
            : new Bilingual($"{year} 年 {month} 月存证的更正未予批准。", $"The correction of {year}-{month:00} is refused."),
            null));
    }
}
