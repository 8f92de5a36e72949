using Chutan.Engine.Partitions;
using Chutan.Market.Clearing;
using Chutan.Market.Kernel;
using Chutan.Server.Access;
using Chutan.Server.Exchange;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Clearing;

public sealed record TiedMoneyAnswer(string Reference, long AmountFen);
public sealed record DayStatementAnswer(LocalDate Date, long OpeningFen, long DepositedFen, long WithdrawnFen,
    long BoughtFen, long SoldFen, long FeesFen, long OtherFen, long ClosingFen);
public sealed record MyMoneyAnswer(string Account, Bilingual? Bank, string? BankAccount, long BalanceFen,
    long FrozenFen, long ReceivableFen, long AvailableFen, long WithdrawableFen, IReadOnlyList<TiedMoneyAnswer> Tied,
    long? DefaultCase, DayStatementAnswer? LastStatement, ObjectionAnswer? Objection, bool MayObject, AsOf AsOf);
public sealed record NetPositionAnswer(string Instrument, bool Net, int Trades, long BoughtTonnes, long SoldTonnes,
    long PaidFen, long ReceivedFen, long FeesFen, long NetFen);
public sealed record AmountRequest(long? AmountFen);
public sealed record ObjectionRequest(LocalDate? Date, string? Text);

/// <summary>我的资金: a participant's own money: account, ledger, statements, withdrawals, objections.</summary>
internal static class MyMoneyEndpoints
{
    public static void MapMyMoney(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/me/money", MoneyAsync).Produces<MyMoneyAnswer>()
            .WithSummary("The caller's money account, its bank, the last statement and whether it may be objected to.");
        routes.MapGet("/me/money/ledger", LedgerAsync).Produces<Page<MoneyEntryAnswer>>()
            .WithSummary("Movements of the caller's money, newest first.");
        routes.MapGet("/me/money/statements", StatementsAsync).Produces<Page<DayStatementAnswer>>()
            .WithSummary("The caller's statements of every day with a movement, newest first.");
        routes.MapGet("/me/settlement", PositionsAsync).Produces<Page<NetPositionAnswer>>()
            .WithSummary("What the caller's trades of the day come to, per instrument, gross or net.");
        routes.MapGet("/me/withdrawals", WithdrawalsAsync).Produces<Page<WithdrawalAnswer>>()
            .WithSummary("The caller's withdrawals, newest first.");
        routes.MapPost("/me/withdrawals", WithdrawAsync).Produces<Receipt>()
            .WithSummary("Ask for money to be paid out to the bound bank account.");
        routes.MapDelete("/me/withdrawals/{number:long}", CancelAsync).Produces<Receipt>()
            .WithSummary("Take a withdrawal back before it is sent to the bank.");
        routes.MapPost("/me/objections", ObjectAsync).Produces<Receipt>()
            .WithSummary("Object to the latest statement, until the next opening.");
    }

    private static async Task<IResult> MoneyAsync(HttpContext context, IMarket market)
    {
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await market.AskAsync(s =>
        {
            var clearing = s.Clearing;
            var bound = clearing.Banks.BindingOf(account);
            var bank = bound is null ? null : clearing.Banks.Find(bound.Bank);
            var statement = clearing.Statements.GetValueOrDefault(account);
            var objection = statement is null ? null : clearing.Objections.Of(account, statement.Date);
            return new MyMoneyAnswer(account.ToString(), bank is null ? null : Bilingual.Of(bank.NameZh, bank.NameEn),
                bound?.Number, clearing.Balance(account).Fen, clearing.Frozen(account).Fen,
                clearing.Find(account)?.Receivable.Fen ?? 0, clearing.Available(account).Fen,
                clearing.Withdrawable(account).Fen,
                [.. clearing.Tied.Where(t => t.Account == account)
                    .Select(t => new TiedMoneyAnswer(t.Reference, t.Amount.Fen))],
                clearing.Defaults.Barring(account)?.Number, statement is null ? null : Of(statement),
                objection is null ? null : ClearingAnswers.Of(objection, s),
                statement is not null && clearing.BusinessDate == statement.Date && objection is null, asOf);
        }), Json.Options);
    }

    private static async Task<IResult> LedgerAsync(HttpContext context, IMarket market, ReadModels models)
    {
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return Lists.Answer(models.Money.Of(account).Reverse().Select(ClearingAnswers.Of),
            ListQuery.From(context.Request), await AsOfs.NowAsync(market), $"ledger-{account}");
    }

    private static async Task<IResult> StatementsAsync(HttpContext context, IMarket market, ReadModels models)
    {
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        var rows = models.Money.Of(account).GroupBy(e => e.Date).Select(day => Statement(day.Key, [.. day])).Reverse();
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market),
            $"statements-{account}");
    }

    private static async Task<IResult> PositionsAsync(HttpContext context, IMarket market)
    {
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        var rows = await market.AskAsync(s => s.Clearing.Obligations.GroupBy(o => o.Instrument)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g => NetPosition.Of(g).Where(p => p.Account == account).Select(p => new NetPositionAnswer(
                g.Key, s.Clearing.Settings.MethodOf(g.Key) == Market.Rulebook.SettlementMethod.Net, p.Trades,
                p.Bought.Count, p.Sold.Count, p.Paid.Fen, p.Received.Fen, (p.BuyerFees + p.SellerFees).Fen,
                p.Net.Fen))).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "settlement");
    }

    private static async Task<IResult> WithdrawalsAsync(HttpContext context, IMarket market)
    {
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        var rows = await market.AskAsync(s => s.Clearing.Traffic.Withdrawals.Where(w => w.Account == account)
            .Reverse().Select(w => ClearingAnswers.Of(w, s)).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "withdrawals");
    }

    private static async Task<IResult> WithdrawAsync(AmountRequest body, HttpContext context, IMarket market,
        Writes writes)
    {
        if (body.AmountFen is not (> 0 and < 100_000_000_000_00))
            throw RefusedException.Malformed("amountFen", "1–9,999,999,999,999");
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return await writes.SendAsync(context, new RequestWithdrawal(account, new Money(body.AmountFen.Value)),
            accepted =>
            {
                var number = accepted.Events.OfType<WithdrawalRequested>().Single().Withdrawal.Number;
                return (new Bilingual($"出金申请 {number} 已提交，资金已冻结，随下一份银行文件发送。",
                    $"Withdrawal {number} filed; the money is tied up until the bank has paid."), $"{number}");
            });
    }

    private static async Task<IResult> CancelAsync(long number, HttpContext context, IMarket market, Writes writes)
    {
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return await writes.SendAsync(context, new CancelWithdrawal(account, number), _ =>
            (new Bilingual($"出金申请 {number} 已撤回。", $"Withdrawal {number} taken back."), $"{number}"));
    }

    private static async Task<IResult> ObjectAsync(ObjectionRequest body, HttpContext context, IMarket market,
        Writes writes)
    {
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        var date = body.Date ?? throw RefusedException.Malformed("date", "yyyy-MM-dd");
        return await writes.SendAsync(context, new ObjectToStatement(account, date, body.Text ?? ""), accepted =>
        {
            var number = accepted.Events.OfType<ObjectionFiled>().Single().Number;
            return (new Bilingual($"异议 {number} 已提交，待清算机构答复。",
                $"Objection {number} filed; the clearing house will answer."), $"{number}");
        });
    }

    private static DayStatementAnswer Of(Statement s) => new(s.Date, s.Opening.Fen, s.Deposited.Fen, s.Withdrawn.Fen,
        s.Bought.Fen, s.Sold.Fen, s.Fees.Fen, s.Other.Fen, s.Closing.Fen);

    /// <summary>A day's statement out of its movements, as clearing adds it up.</summary>
    private static DayStatementAnswer Statement(LocalDate date, IReadOnlyList<MoneyEntry> day)
    {
        long Sum(params string[] kinds) => day.Where(e => kinds.Contains(e.Kind)).Sum(e => e.DeltaFen);
        var (deposited, withdrawn) = (Sum("deposit", "reversal"), -Sum("withdrawal"));
        var (bought, sold, fees) = (-Sum("buy"), Sum("sell"), -Sum("fee"));
        var (opening, closing) = (day[0].BalanceFen - day[0].DeltaFen, day[^1].BalanceFen);
        return new DayStatementAnswer(date, opening, deposited, withdrawn, bought, sold, fees,
            closing - opening - deposited + withdrawn + bought - sold + fees, closing);
    }
}
