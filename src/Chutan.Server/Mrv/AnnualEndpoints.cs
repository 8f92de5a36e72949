using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Compliance;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;
using Chutan.Market.Rulebook;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Chutan.Server.Oversight;
using Chutan.Server.Quantification;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Mrv;

/// <summary>年度排放报告: derived reports with their trace, versions and comparisons; making, signing and handing in; what
/// the authority decides about them; and what everybody may read.</summary>
internal static class AnnualEndpoints
{
    private const string One = "/mrv/reports/{year:int}/{id:long}";

    public static void MapAnnualReports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mrv/reports", ListAsync).Produces<Page<AnnualRow>>().WithSummary(
            "Annual reports the caller may read, newest year first.");
        routes.MapGet("/mrv/disclosures", DisclosuresAsync).Produces<Page<DisclosureRow>>().WithSummary(
            "Accepted emissions, methods and facilities of every entity, for everybody.");
        routes.MapGet(One, DetailAsync).Produces<AnnualDetail>().WithSummary(
            "One annual report with its versions and what was decided about it.");
        routes.MapGet(One + "/trace", TraceAsync).Produces<Calculation>().WithSummary(
            "How a version of a report came about, down to each month's figure and its evidence; ?module= one sector.");
        routes.MapGet(One + "/comparison", CompareAsync).Produces<Comparison>().WithSummary(
            "A version beside the same figures under another methodology or with values tried out; nothing is kept.");
        routes.MapGet(One + "/workbook", WorkbookAsync).WithSummary(
            "A version of a report as a workbook: entity, facilities, monthly figures, summary, gaps, declaration.");
        routes.MapPost(One + "/preview", PreviewAsync).Produces<AnnualFigures>().WithSummary(
            "What a report would be, or everything that stands in its way; nothing is kept.");
        Write<AnnualContentBody>("/preparation", (year, id, b) => new PrepareAnnualReport(id, year, Content(b)),
            "编制年度报告", "Annual report prepared", "Prepare a report from the accepted months.");
        Write<AnnualSubmissionBody>("/submission", (year, id, b) => new SubmitAnnualReport(id, year, b.Version ?? 0,
            new Declaration(b.Signatory ?? "", b.SignedOn ?? throw RefusedException.Malformed("signedOn",
                "yyyy-MM-dd"))), "年度报告已提交", "Annual report submitted", "Sign the prepared version and hand it in.");
        Write<ExtensionBody>("/extension", (year, id, b) => new ExtendReportDeadline(id, year,
            b.Date ?? throw RefusedException.Malformed("date", "yyyy-MM-dd"), b.Decision ?? ""),
            "报告期限已延长", "Deadline extended", "Put off an entity's deadline by a decision.");
        Write<DeterminationBody>("/determination", (year, id, b) => new DetermineEmissions(id, year,
            Parse.Enum<DeterminationBasis>(b.Basis, "basis"), b.Capacity, b.PerUnit, b.Decision ?? ""),
            "排放量已核定", "Emissions determined", "Determine the emissions of an entity that does not report.");
        Write<HistoryBody>("/history", (year, id, b) => new BringInReport(id, year, new Tonnes(b.Emissions ?? 0),
            new Activity([.. Outputs(b)], b.ProductionDays ?? 0, b.StoppedDays ?? 0), b.Source ?? ""),
            "历年报告已承接", "Earlier report brought in", "Bring in what was accepted of a year before the platform.");
        Write<ReopeningBody>("/reopening", (year, id, b) => new ReopenReport(id, year, b.Order ?? "", b.Reason ?? "",
            b.Fraud ?? false), "报告已重新启动", "Report re-opened", "Open an accepted report again by an order.");
        Write<FraudPenaltyBody>("/fraud-penalty", (year, id, b) => new PenaliseFraud(year, id,
            new Money(b.GainFen ?? 0), b.Multiple is { } m ? Rate.Of(m) : null,
            b.FineFen is { } f ? new Money(f) : null, b.Cut is { } c ? Rate.Of(c) : null, b.Decision ?? ""),
            "数据造假已处罚", "Data fraud penalised", "Penalise data fraud in a re-opened report.");
        routes.MapPost("/mrv/reports/{year:int}/reminders", (int year, HttpContext context, Writes writes) =>
            writes.SendAsync(context, new RemindReports(new ComplianceYear(year)), accepted =>
                (new Bilingual($"已催报 {accepted.Events.Length} 家", $"{accepted.Events.Length} reminded"), null)))
            .Produces<Receipt>().WithSummary("Remind every entity whose report is not in.");

        void Write<T>(string path, Func<ComplianceYear, ParticipantId, T, Command> command, string zh, string en,
            string summary) where T : class =>
            routes.MapPost(One + path, (int year, long id, T body, HttpContext context, Writes writes) =>
                writes.SendAsync(context, Made(() => command(new ComplianceYear(year), new ParticipantId(id), body)),
                    _ => (new Bilingual(zh, en), $"{year}/{id}")))
                .Produces<Receipt>().WithSummary(summary);
    }

    /// <summary>A rate or amount out of bounds is malformed, not a fault of the server.</summary>
    private static Command Made(Func<Command> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentOutOfRangeException wrong)
        {
            throw RefusedException.Malformed(wrong.ParamName ?? "value", "≥ 0");
        }
    }

    private static async Task<IResult> ListAsync(HttpContext context, IMarket market)
    {
        var (caller, year) = (Caller.Required(context), Queries.Number(context.Request, "year"));
        var states = Queries.Many(context.Request, "state");
        var rows = await market.AskAsync(s => AnnualRows.All(s, caller));
        return Lists.Answer(rows.Where(r => (year is null || r.Year == year)
            && (states.Count == 0 || states.Contains(r.State))), ListQuery.From(context.Request),
            await AsOfs.NowAsync(market), "annual-reports");
    }

    private static async Task<IResult> DisclosuresAsync(HttpContext context, IMarket market)
    {
        var year = Queries.Number(context.Request, "year");
        var rows = await market.AskAsync(AnnualRows.Disclosed);
        return Lists.Answer(rows.Where(r => year is null || r.Year == year), ListQuery.From(context.Request),
            await AsOfs.NowAsync(market), "emission-disclosures");
    }

    private static async Task<IResult> DetailAsync(int year, long id, HttpContext context, IMarket market)
    {
        var (caller, version) = (Caller.Required(context), Queries.Number(context.Request, "version"));
        var asOf = await AsOfs.NowAsync(market);
        var (of, entity) = (new ComplianceYear(year), new ParticipantId(id));
        return Results.Json(await market.AskAsync(s => AnnualRows.MayRead(s, caller, of, entity)
            ? AnnualRows.Detail(s, caller, of, entity, version, asOf) : null)
            ?? throw RefusedException.NotFound(), Json.Options);
    }

    private static async Task<IResult> TraceAsync(int year, long id, HttpContext context, IMarket market) =>
        await WithAsync(year, id, context, market, (report, basis, faults) =>
        {
            var module = ModuleOf(context, basis);
            return Calculating.Run(module.Method, basis.Input(module, report.Year, report.Content, faults), [], faults);
        });

    /// <summary>The module of a report that is asked for; without a name that of the plan's own sector.</summary>
    private static ModuleMethod ModuleOf(HttpContext context, AnnualBasis basis)
    {
        var sector = context.Request.Query["module"].ToString();
        return sector.Length == 0 ? basis.Methods.Main
            : basis.Methods.All.FirstOrDefault(m => m.Sector == sector) ?? throw RefusedException.NotFound();
    }

    private static async Task<IResult> CompareAsync(int year, long id, HttpContext context, IMarket market)
    {
        var with = context.Request.Query["with"].ToString();
        var overrides = MethodologyEndpoints.Overrides(context.Request);
        return await WithAsync(year, id, context, market, (report, basis, faults, methods) =>
        {
            var at = with.LastIndexOf('@');
            var module = ModuleOf(context, basis);
            var other = with.Length == 0 ? module.Method : at < 1 ? null : methods.Find(with[..at], with[(at + 1)..]);
            return other is null ? throw RefusedException.NotFound()
                : Comparing.Run(module.Method, other, basis.Input(module, report.Year, report.Content, faults),
                    overrides, faults);
        });
    }

    private static async Task<IResult> WorkbookAsync(int year, long id, HttpContext context, IMarket market)
    {
        var (caller, version) = (Caller.Required(context), Queries.Number(context.Request, "version"));
        var asOf = await AsOfs.NowAsync(market);
        var (of, entity) = (new ComplianceYear(year), new ParticipantId(id));
        return await market.AskAsync(s =>
        {
            if (!AnnualRows.MayRead(s, caller, of, entity) || s.Participants.Find(entity) is not { } participant)
                throw RefusedException.NotFound();
            var detail = AnnualRows.Detail(s, caller, of, entity, version, asOf);
            var report = s.Mrv.Annuals.Versions(entity, of).FirstOrDefault(r => r.Version == detail.Shown);
            return report is not null && AnnualCalculation.BasisOf(report, s.Mrv, s.Quantification) is { } basis
                ? AnnualWorkbook.Of(detail, report, basis, participant, s) : throw RefusedException.NotFound();
        });
    }

    private static async Task<IResult> PreviewAsync(int year, long id, AnnualContentBody body, HttpContext context,
        IMarket market)
    {
        var caller = Caller.Required(context);
        var (of, entity, content) = (new ComplianceYear(year), new ParticipantId(id), Content(body));
        var (faults, asOf) = (new Faults(), await AsOfs.NowAsync(market));
        Problem? missing = null;
        var figures = await market.AskAsync(s =>
        {
            if (!AnnualRows.MayRead(s, caller, of, entity)) throw RefusedException.NotFound();
            var rules = new RuleReader(s.Rulebook);
            var basis = AnnualCalculation.Basis(entity, of, s.Mrv, s.Quantification, faults);
            var derived = basis is null || faults.Any ? null
                : AnnualCalculation.Of(of, content, basis, rules, faults);
            if (rules.Missing is { } rule) missing = Problems.Of(rule, s.Rulebook, null);
            return derived is { } report && basis is not null
                ? AnnualRows.Figures(s, of, entity, basis, report.Result,
                    s.Mrv.Annuals.Newest(entity, of)?.Result, AnnualRows.Checks(s, caller,
                        new AnnualReport(entity, of, 0, content, report.Result, AnnualState.Prepared, caller.User,
                            asOf.Instant, null, null, null, 0), asOf))
                : null;
        });
        if (figures is not null) return Results.Json(figures, Json.Options);
        return missing is null ? MethodologyEndpoints.Faulty(faults)
            : Results.Json(missing, Json.Options, statusCode: StatusCodes.Status422UnprocessableEntity);
    }

    private static Task<IResult> WithAsync<T>(int year, long id, HttpContext context, IMarket market,
        Func<AnnualReport, AnnualBasis, Faults, T?> answer) where T : class =>
        WithAsync(year, id, context, market, (report, basis, faults, _) => answer(report, basis, faults));

    /// <summary>Answers from a version and what it rests on; everything wrong when there is no answer.</summary>
    private static async Task<IResult> WithAsync<T>(int year, long id, HttpContext context, IMarket market,
        Func<AnnualReport, AnnualBasis, Faults, QuantificationState, T?> answer) where T : class
    {
        var (caller, version) = (Caller.Required(context), Queries.Number(context.Request, "version"));
        var (of, entity) = (new ComplianceYear(year), new ParticipantId(id));
        var faults = new Faults();
        var found = await market.AskAsync(s =>
        {
            if (!AnnualRows.MayRead(s, caller, of, entity)) throw RefusedException.NotFound();
            var versions = s.Mrv.Annuals.Versions(entity, of);
            var report = version is { } v ? versions.FirstOrDefault(r => r.Version == v)
                : versions is [.., var newest] ? newest : null;
            return report is not null && AnnualCalculation.BasisOf(report, s.Mrv, s.Quantification) is { } basis
                ? answer(report, basis, faults, s.Quantification) : throw RefusedException.NotFound();
        });
        return found is null ? MethodologyEndpoints.Faulty(faults) : Results.Json(found, Json.Options);
    }

    private static IEnumerable<ProductOutput> Outputs(HistoryBody b) => (b.Products ?? []).Select(p =>
            (p.Product, p.Quantity, p.Unit)).Prepend((b.Product, b.Quantity, b.Unit))
        .Where(p => !string.IsNullOrWhiteSpace(p.Product))
        .Select(p => new ProductOutput(p.Product ?? "", p.Quantity ?? 0, p.Unit ?? ""));

    private static AnnualContent Content(AnnualContentBody b) => new(
        [.. (b.ManualFigures ?? []).Select(m => new ManualFigure(m.Column ?? "", m.Text ?? "", m.Unit ?? "",
            m.Reason ?? "", [.. m.Evidence ?? []]))],
        [.. (b.StatedFactors ?? []).Select(f => new StatedFactor(f.Name ?? "", f.Text ?? "", f.Unit ?? ""))],
        [.. (b.Products ?? []).Select(p => new ReportedProduct(p.Product ?? "", p.Line ?? "", p.Quantity,
            p.Unit ?? "", p.Reason ?? ""))],
        b.ProductionDays ?? 0, b.StoppedDays ?? 0, b.Explanation ?? "",
        [.. (b.Agencies ?? []).Select(a => new ServiceAgency(Parse.Enum<AgencyKind>(a.Kind, "kind"), a.Name ?? "",
            a.CreditCode ?? ""))],
        b.BoundaryChanges ?? "");
}
