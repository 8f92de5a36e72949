using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Clearing;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Clearing;

public sealed record StepRequest(string? Step);
public sealed record BankBalanceRequest(string? Bank, long? CashFen);
public sealed record ReconcileRequest(IReadOnlyList<BankBalanceRequest>? Banks, string? Reason);
public sealed record TextRequest(string? Text);
public sealed record AnswerRequest(bool? Upheld, string? Text);

/// <summary>清算控制台: the end of the day step by step, differences, default cases, funds and objections, for the
/// clearing house and those who supervise it.</summary>
internal static class ClearingEndpoints
{
    public static void MapClearing(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/clearing/day", DayAsync).Produces<SettlementDayAnswer>()
            .WithSummary("The end of the latest day: every step with its figures.");
        routes.MapPost("/clearing/steps", StepAsync).Produces<Receipt>()
            .WithSummary("Take the next step of the end of the day.");
        routes.MapGet("/clearing/reported", ReportedAsync).Produces<Page<ReportedAnswer>>()
            .WithSummary("What bank, exchange and registry report of the day, beside clearing's own figures.");
        routes.MapPost("/clearing/reconciliation", ReconcileAsync).Produces<Receipt>()
            .WithSummary("Reconcile the day with the banks' balances; exchange and registry report by themselves.");
        routes.MapGet("/clearing/differences", DifferencesAsync).Produces<Page<DifferenceAnswer>>()
            .WithSummary("Difference cases, newest first.");
        routes.MapPost("/clearing/differences/{number:long}/notes", NoteAsync).Produces<Receipt>()
            .WithSummary("Put a remark on a difference.");
        routes.MapPost("/clearing/differences/{number:long}/override", ProposeAsync).Produces<Receipt>()
            .WithSummary("Propose that the next day may open although the difference stands.");
        routes.MapPost("/clearing/differences/{number:long}/confirmation", ConfirmAsync).Produces<Receipt>()
            .WithSummary("Confirm a proposed override; another person than the proposer.");
        routes.MapGet("/clearing/defaults", DefaultsAsync).Produces<Page<DefaultAnswer>>()
            .WithSummary("Default cases, newest first.");
        routes.MapPost("/clearing/defaults/{number:long}/{act}", DefaultAsync).Produces<Receipt>()
            .WithSummary("Act on a default case: make-up, cover, close-out or collect.");
        routes.MapGet("/clearing/funds", FundsAsync).Produces<FundsAnswer>()
            .WithSummary("Clients' and house money per bank, and the house accounts.");
        routes.MapGet("/clearing/house/{account}/ledger", HouseLedgerAsync).Produces<Page<MoneyEntryAnswer>>()
            .WithSummary("Movements of a house account, newest first.");
        routes.MapGet("/clearing/accounts", AccountsAsync).Produces<Page<MoneyAccountAnswer>>()
            .WithSummary("Every participant's money account.");
        routes.MapGet("/clearing/accounts/{number:long}/ledger", AccountLedgerAsync)
            .Produces<Page<MoneyEntryAnswer>>().WithSummary("Movements of a participant's money, newest first.");
        routes.MapGet("/clearing/objections", ObjectionsAsync).Produces<Page<ObjectionAnswer>>()
            .WithSummary("Objections to statements, newest first.");
        routes.MapPost("/clearing/objections/{number:long}/answer", AnswerAsync).Produces<Receipt>()
            .WithSummary("Answer an objection.");
    }

    /// <summary>Refuses, as if there were nothing, whoever may not see everybody's money.</summary>
    public static async ValueTask<Actor> ReaderAsync(HttpContext context, IMarket market)
    {
        var actor = Caller.Required(context);
        return await market.AskAsync(s => Authority.MayRead(ReadRight.Affairs, actor, null, s))
            ? actor
            : throw RefusedException.NotFound();
    }

    private static async Task<IResult> DayAsync(HttpContext context, IMarket market, ServerOptions options)
    {
        await ReaderAsync(context, market);
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await market.AskAsync(s => ClearingAnswers.Day(s, options.SettlesByHand, asOf)),
            Json.Options);
    }

    private static async Task<IResult> StepAsync(StepRequest body, HttpContext context, IMarket market,
        ReadModels models, Writes writes)
    {
        if (!Enum.TryParse<RunStep>(body.Step, ignoreCase: true, out var step) || step == RunStep.None)
            throw RefusedException.Malformed("step", "tradingStopped … readyToOpen");
        var date = await DateAsync(market);
        Command command = step == RunStep.RegistryConfirmed
            ? new ConfirmDelivery(date, models.Tally.Report().DeliveredUnits)
            : new RunSettlementStep(date, step);
        var label = Names.Code("step", step.ToString());
        return await writes.SendAsync(context, command, _ => (new Bilingual($"{label.Zh}已完成。", $"{label.En}: done."),
            body.Step));
    }

    private static async Task<IResult> ReportedAsync(HttpContext context, IMarket market, ReadModels models)
    {
        await ReaderAsync(context, market);
        var report = models.Tally.Report().Figures;
        var rows = await market.AskAsync(s => s.Clearing.BusinessDate is not { } date ? []
            : Reconciling.OurFigures(date, s.Clearing).Select(ours =>
            {
                var stated = ours.Figure == Figure.BankTotal
                    ? s.Clearing.Traffic.ClosingOf(ours.Subject, date) : null;
                return new ReportedAnswer(ClearingAnswers.Camel(ours.Figure),
                    Names.Code("figure", ours.Figure.ToString()), ours.Subject, ours.Ours, stated?.Fen
                        ?? report.FirstOrDefault(r => r.Figure == ours.Figure && r.Subject == ours.Subject)?.Value
                        ?? 0, ClearingAnswers.UnitOf(ours.Figure), stated is not null);
            }).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "reported");
    }

    private static async Task<IResult> ReconcileAsync(ReconcileRequest body, HttpContext context, IMarket market,
        ReadModels models, Writes writes)
    {
        var banks = (body.Banks ?? []).Select(b => b is { Bank: { Length: <= 12 } code, CashFen: { } fen }
            ? new ReportedFigure(Figure.BankTotal, code, fen)
            : throw RefusedException.Malformed("banks", "[{bank, cashFen}]")).ToList();
        var date = await DateAsync(market);
        var stated = await market.AskAsync(s => s.Clearing.Banks.All.Select(b => b.Code)
            .Where(b => s.Clearing.Traffic.ClosingOf(b, date) is not null).ToHashSet(StringComparer.Ordinal));
        var others = models.Tally.Report().Figures.Where(f => f.Figure != Figure.BankTotal
            || !stated.Contains(f.Subject) && banks.All(b => b.Subject != f.Subject));
        return await writes.SendAsync(context, new ReconcileBooks(date, [.. banks, .. others],
            body.Reason is { Length: > 0 } ? body.Reason : null), accepted =>
        {
            var outcome = accepted.Events.OfType<BooksReconciled>().Single();
            return (outcome.Open == 0
                ? new Bilingual($"已核对 {outcome.Compared} 项，全部一致。", $"{outcome.Compared} figures compared; all agree.")
                : new Bilingual($"已核对 {outcome.Compared} 项，{outcome.Open} 项有差异，次日不能开市。",
                    $"{outcome.Compared} figures compared, {outcome.Open} differ; the next day stays shut."),
                null);
        });
    }

    private static async Task<IResult> DifferencesAsync(HttpContext context, IMarket market)
    {
        await ReaderAsync(context, market);
        var rows = await market.AskAsync(s =>
            s.Clearing.Cases.All.Reverse().Select(c => ClearingAnswers.Of(c, s)).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "differences");
    }

    private static Task<IResult> NoteAsync(long number, TextRequest body, HttpContext context, Writes writes) =>
        writes.SendAsync(context, new NoteDifference(number, body.Text ?? ""), _ =>
            (new Bilingual($"差异案件 {number} 已加说明。", $"Note added to case {number}."), $"{number}"));

    private static Task<IResult> ProposeAsync(long number, TextRequest body, HttpContext context, Writes writes) =>
        writes.SendAsync(context, new ProposeOverride(number, body.Text ?? ""), _ =>
            (new Bilingual($"差异案件 {number} 已提议豁免，待另一人确认。",
                $"Override of case {number} proposed; another person has to confirm."), $"{number}"));

    private static Task<IResult> ConfirmAsync(long number, HttpContext context, Writes writes) =>
        writes.SendAsync(context, new ConfirmOverride(number), _ =>
            (new Bilingual($"差异案件 {number} 已豁免。", $"Case {number} overridden."), $"{number}"));

    private static async Task<IResult> DefaultsAsync(HttpContext context, IMarket market)
    {
        await ReaderAsync(context, market);
        var rows = await market.AskAsync(s =>
            s.Clearing.Defaults.All.Reverse().Select(c => ClearingAnswers.Of(c, s)).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "defaults");
    }

    private static Task<IResult> DefaultAsync(long number, string act, TextRequest body, HttpContext context,
        Writes writes)
    {
        Command command = act switch
        {
            "make-up" => new MakeUpDefault(number),
            "cover" => new CoverDefault(number),
            "close-out" => new CloseOutDefault(number, body.Text ?? ""),
            "collect" => new CollectDefault(number),
            _ => throw RefusedException.NotFound(),
        };
        return writes.SendAsync(context, command, _ =>
            (new Bilingual($"违约案件 {number} 已处理。", $"Default case {number}: done."), $"{number}"));
    }

    private static async Task<IResult> FundsAsync(HttpContext context, IMarket market)
    {
        await ReaderAsync(context, market);
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await market.AskAsync(s => ClearingAnswers.Funds(s,
            new RuleReader(s.Rulebook).Find(ClearingKeys.ReserveMinimum, AsOfs.DateOf(asOf, s))?.Fen, asOf)),
            Json.Options);
    }

    private static async Task<IResult> HouseLedgerAsync(string account, HttpContext context, IMarket market,
        ReadModels models)
    {
        await ReaderAsync(context, market);
        if (!Enum.TryParse<HouseAccount>(account, ignoreCase: true, out var house)) throw RefusedException.NotFound();
        return Lists.Answer(models.Money.Of(house).Reverse().Select(ClearingAnswers.Of),
            ListQuery.From(context.Request), await AsOfs.NowAsync(market), $"ledger-{account}");
    }

    private static async Task<IResult> AccountsAsync(HttpContext context, IMarket market)
    {
        await ReaderAsync(context, market);
        var rows = await market.AskAsync(s => s.Clearing.Accounts.Select(a =>
        {
            var bound = s.Clearing.Banks.BindingOf(a.Id);
            return new MoneyAccountAnswer(a.Id.ToString(), ClearingAnswers.HolderOf(a.Id, s), bound?.Bank,
                bound?.Number, a.Balance.Fen, a.Frozen.Fen, a.Receivable.Fen,
                s.Clearing.Defaults.Barring(a.Id) is not null);
        }).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "money-accounts");
    }

    private static async Task<IResult> AccountLedgerAsync(long number, HttpContext context, IMarket market,
        ReadModels models)
    {
        await ReaderAsync(context, market);
        return Lists.Answer(models.Money.Of(new AccountId(number)).Reverse().Select(ClearingAnswers.Of),
            ListQuery.From(context.Request), await AsOfs.NowAsync(market), $"ledger-{new AccountId(number)}");
    }

    private static async Task<IResult> ObjectionsAsync(HttpContext context, IMarket market)
    {
        await ReaderAsync(context, market);
        var rows = await market.AskAsync(s =>
            s.Clearing.Objections.All.Reverse().Select(o => ClearingAnswers.Of(o, s)).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "objections");
    }

    private static Task<IResult> AnswerAsync(long number, AnswerRequest body, HttpContext context, Writes writes) =>
        writes.SendAsync(context, new AnswerObjection(number,
            body.Upheld ?? throw RefusedException.Malformed("upheld", "true, false"), body.Text ?? ""), _ =>
            (new Bilingual($"异议 {number} 已答复。", $"Objection {number} answered."), $"{number}"));

    private static async ValueTask<LocalDate> DateAsync(IMarket market) =>
        await market.AskAsync(s => s.Clearing.BusinessDate) ?? throw RefusedException.NotFound();
}
