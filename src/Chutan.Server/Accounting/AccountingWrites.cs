using Chutan.Engine.Partitions;
using Chutan.Market.Accounting;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Chutan.Server.Quantification;
using Chutan.Server.Registry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Accounting;

/// <summary>企业碳核算: what a company enters, reviews, locks, issues and declares; always its own.</summary>
internal static class AccountingWrites
{
    public static void MapAccountingWrites(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/accounting");
        MapSetUp(group);
        MapYear(group);
        MapClaims(group);
    }

    private static void MapSetUp(IEndpointRouteBuilder group)
    {
        Post<SiteRequest>(group, "/sites", "Add a site to the company's boundary.", (b, own, _) => new RegisterSite(own,
            b.NameZh ?? "", b.NameEn ?? "", b.Region ?? "", b.From, b.EquityPercent, b.OperationalControl,
            b.FinancialControl, b.Cause), "场所已登记。", "The site is registered.");
        Post<StakeRequest>(group, "/sites/{site:long}/stakes", "Change the hold on a site from a month on.",
            (b, own, c) => new SetStake(own, new SiteId(Route(c, "site")), b.From, b.EquityPercent,
                b.OperationalControl, b.FinancialControl, b.Cause, b.Reason ?? ""),
            "控制关系已变更。", "The hold on the site is changed.");
        Post<SourceRequest>(group, "/sources", "Add a source at a site.", (b, own, _) => new RegisterSource(own,
            new SiteId(b.Site), b.NameZh ?? "", b.NameEn ?? "", (EmissionScope)b.Scope, b.ValueChainCategory,
            b.Methodology ?? "", b.Version ?? "1",
            [.. (b.Choices ?? []).Select(x => new SourceChoice(x.Name, x.Code))], b.Product ?? "", b.From),
            "排放源已登记。", "The source is registered.");
        Post<ClosureRequest>(group, "/sources/{source:long}/closure", "Close a source from a month on.",
            (b, own, c) => new CloseSource(own, new SourceId(Route(c, "source")), b.From, b.Reason ?? ""),
            "排放源已停用。", "The source is closed.");
        Post<BaseYearRequest>(group, "/base-year", "Choose an issued year as base year.", (b, own, _) =>
            new SetBaseYear(own, b.Year, b.Reason ?? ""), "基准年已选定。", "The base year is chosen.");
        Post<TargetRequest>(group, "/targets", "Set a target below the base year.", (b, own, _) => new SetTarget(own,
            new Target(b.Name ?? "", b.Kind, b.Basis, b.Year, b.ReductionPercent)), "目标已设定。", "The target is set.");
        Post<MeasureRequest>(group, "/measures", "Enter a measure with its own figures.", (b, own, _) =>
            new EnterMeasure(own, new SourceId(b.Source), b.NameZh ?? "", b.NameEn ?? "", new Money(b.CostFen),
                b.LifetimeYears, new Money(b.YearlySavingFen), b.Effect, b.Amount),
            "措施已填报。", "The measure is entered.");
        Post<object>(group, "/measures/{measure:long}/withdrawal", "Withdraw a measure.", (_, own, c) =>
            new WithdrawMeasure(own, new MeasureId(Route(c, "measure"))), "措施已撤下。", "The measure is withdrawn.");
    }

    private static void MapYear(IEndpointRouteBuilder group)
    {
        Post<InventoryRequest>(group, "/inventories", "Open a year's inventory, or change its settings.",
            (b, own, _) => new OpenInventory(own, b.Year, b.Approach, b.Warming), "清单已建立。", "The inventory is open.");
        var year = group.MapGroup("/inventories/{year:int}");
        Post<ReferenceRequest>(year, "/references", "Enter output, revenue, floor space or staff.", (b, own, c) =>
            new SetReference(own, Year(c), b.Kind, b.Product ?? "", b.Quantity, b.Unit ?? ""),
            "参照量已填报。", "The reference figure is entered.");
        Post<ActivityRequest>(year, "/activities", "Enter the figures of a source for a month.", (b, own, c) =>
            new RecordActivity(own, Year(c), b.Month, new SourceId(b.Source), b.Quality, Given(b), b.Note ?? ""),
            "活动数据已填报。", "The figures are entered.");
        year.MapPost("/trial", TrialAsync).Produces<TrialAnswer>()
            .WithSummary("Work out figures before they are sent; nothing is written.");
        Post<UncertaintyRequest>(year, "/uncertainty", "State how sure a source's figures of the year are.",
            (b, own, c) => new AssessUncertainty(own, Year(c), new UncertaintyAssessment(new SourceId(b.Source),
                b.ActivityPercent, b.Factor, b.FactorPercent, b.Basis ?? "")),
            "不确定性已评定。", "The uncertainty is stated.");
        Post<RemovalRequest>(year, "/removals", "Take a wrong entry out.", (b, own, c) => new RemoveActivity(own,
            Year(c), b.Month, new SourceId(b.Source), b.Reason ?? ""), "活动数据已删除。", "The figures are removed.");
        Post<ReviewRequest>(year, "/months/{month:int}/review", "Pass a month or send it back, as second person.",
            (b, own, c) => new ReviewMonth(own, Year(c), (int)Route(c, "month"), b.Passed, b.Note ?? ""),
            "复核意见已记录。", "The review is recorded.");
        Post<object>(year, "/months/{month:int}/lock", "Lock a reviewed month.", (_, own, c) =>
            new LockMonth(own, Year(c), (int)Route(c, "month")), "月份已锁定。", "The month is locked.");
        Post<object>(year, "/issue", "Issue the inventory.", (_, own, c) => new IssueInventory(own, Year(c)),
            "清单已出具。", "The inventory is issued.");
        Post<RestatementRequest>(year, "/restatement", "Open a new revision of an issued inventory.", (b, own, c) =>
            new RestateInventory(own, Year(c), b.Reason ?? "", [.. b.Months ?? []]),
            "已建立重述版本。", "A new revision is open.");
    }

    private static void MapClaims(IEndpointRouteBuilder group)
    {
        var year = group.MapGroup("/inventories/{year:int}");
        year.MapPost("/retirements", async (RetirementRequest body, HttpContext context, IMarket market,
            Writes writes) =>
        {
            var account = await market.AskAsync(s => s.Participants.Find(Caller.Required(context).User) is { } user
                ? s.Registry.AccountOf(user.Participant) : null) ?? throw RefusedException.NotFound();
            return await writes.SendAsync(context, new RetireForFootprint(account, Year(context), body.Basis,
                RegistryEndpoints.KindOf(body.Kind), Queries.Tonnes(body.Tonnes), body.Purpose ?? ""), accepted =>
            {
                var number = Chutan.Market.Registry.Certificate.Format(
                    accepted.Events.OfType<FootprintRetired>().Single().Retirement.Certificate);
                return (new Bilingual($"已注销，证明编号 {number}。", $"Retired; certificate {number}."), number);
            });
        }).Produces<Receipt>().WithSummary("Retire units of the company's account against its footprint.");
        year.MapPost("/neutrality", async (NeutralityRequest body, HttpContext context, IMarket market,
            Writes writes) => await writes.SendAsync(context,
                new DeclareNeutrality(await OwnAsync(context, market), Year(context), body.Basis), accepted =>
                {
                    var number = NeutralityCertificate.Format(
                        accepted.Events.OfType<NeutralityDeclared>().Single().Certificate.Number);
                    return (new Bilingual($"碳中和已声明，证明编号 {number}。", $"Neutrality is declared: {number}."), number);
                })).Produces<Receipt>().WithSummary("Declare neutrality once enough is retired.");
    }

    /// <summary>A write about the caller's own company.</summary>
    private static void Post<T>(IEndpointRouteBuilder routes, string path, string summary,
        Func<T, ParticipantId, HttpContext, Command> command, string zh, string en) where T : class =>
        routes.MapPost(path, async (T body, HttpContext context, IMarket market, Writes writes) =>
            await writes.SendAsync(context, command(body, await OwnAsync(context, market), context), accepted =>
                (new Bilingual(zh, en), accepted.Events.Select(IdOf).FirstOrDefault(id => id is not null))))
            .Produces<Receipt>().WithSummary(summary);

    private static string? IdOf(Event happened) => happened switch
    {
        SiteRegistered e => e.Site.Id.ToString(),
        SourceRegistered e => e.Source.Id.ToString(),
        MeasureEntered e => e.Measure.Id.ToString(),
        _ => null,
    };

    internal static async Task<ParticipantId> OwnAsync(HttpContext context, IMarket market)
    {
        var actor = Caller.Required(context);
        return await market.AskAsync(s => s.Participants.Find(actor.User)?.Participant)
            ?? throw RefusedException.SignIn();
    }

    private static async Task<IResult> TrialAsync(ActivityRequest body, HttpContext context, IMarket market)
    {
        var own = await OwnAsync(context, market);
        var year = Year(context);
        if (body.Month is < 1 or > 12) throw RefusedException.Malformed("month", "1–12");
        var faults = new Faults();
        var answer = await market.AskAsync(s =>
        {
            if (s.Accounting.Find(own, year) is not { } inventory
                || s.Accounting.Find(new SourceId(body.Source), own) is not { } source)
                throw RefusedException.NotFound();
            var run = AccountingEndpoints.Run(source, inventory, body.Month, Given(body), s, faults);
            if (run is null) return null;
            var percent = Footprint.Share(inventory, source.Site, body.Month, s.Accounting);
            var share = Rational.Of(percent) / Rational.Of(100);
            var gases = SourceMethods.GasesOf(run);
            return new TrialAnswer(
                AccountingRows.Shown(share * gases.Aggregate(Rational.Zero, (t, g) => t + Exact.Read(g.Location))),
                AccountingRows.Shown(share * gases.Aggregate(Rational.Zero, (t, g) => t + Exact.Read(
                    source.Scope == EmissionScope.ValueChain ? g.Location : g.Market))),
                percent, run);
        });
        if (answer is not null) return Results.Json(answer, Json.Options);
        var wrong = faults.Sorted.Select(f => new FaultAnswer(f.Code.Code, f.Zh, f.En, f.Place.ToString())).ToList();
        return Results.Json(new RunProblem(wrong[0].Code, wrong[0].Zh, wrong[0].En, wrong), Json.Options,
            "application/problem+json", StatusCodes.Status422UnprocessableEntity);
    }

    internal static ActivityLine Line(ActivityRequest body) =>
        new(body.Month, new SourceId(body.Source), body.Quality, Given(body), body.Note ?? "");

    private static ActivityFigures Given(ActivityRequest body) => new(Figures(body.Figures),
        Figures(body.StatedFactors), [.. body.Evidence ?? []],
        [.. (body.Certificates ?? []).Select(c => new GreenCertificate(c.Reference, c.Quantity))]);

    private static ImmutableArray<ActivityFigure> Figures(IReadOnlyList<FigureRequest>? figures) =>
        [.. (figures ?? []).Select(f => new ActivityFigure(f.Name, f.Value, f.Unit ?? ""))];

    private static int Year(HttpContext context) => (int)Route(context, "year");

    private static long Route(HttpContext context, string name) => long.Parse(
        (string)context.Request.RouteValues[name]!, System.Globalization.CultureInfo.InvariantCulture); // constrained
}
