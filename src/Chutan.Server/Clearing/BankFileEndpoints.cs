using System.Collections.Immutable;
using Chutan.Engine.Partitions;
using Chutan.Market.Clearing;
using Chutan.Market.Kernel;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Clearing;

public sealed record BankFileRequest(string? Content);
public sealed record BankRequest(string? Bank);

/// <summary>银行文件: files from and to the settlement banks.</summary>
internal static class BankFileEndpoints
{
    private const int LargestFile = 4 * 1024 * 1024;

    public static void MapBankFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/clearing/bank-files", ListAsync).Produces<Page<BankFileAnswer>>()
            .WithSummary("Files from and to the banks, newest first.");
        routes.MapPost("/clearing/bank-files/check", CheckAsync).Produces<FileCheckAnswer>()
            .WithSummary("Every fault of a bank's file, line by line, without booking it.");
        routes.MapPost("/clearing/bank-files", ImportAsync).Produces<Receipt>()
            .WithSummary("Book a bank's file, all of it or nothing.");
        routes.MapPost("/clearing/bank-files/outgoing", IssueAsync).Produces<Receipt>()
            .WithSummary("Make the next file for a bank.");
        routes.MapGet("/clearing/bank-files/{bank}/{number}", TextAsync).Produces<string>(
            contentType: "text/csv").WithSummary("An outgoing file as it goes to the bank.");
        routes.MapGet("/clearing/withdrawals", WithdrawalsAsync).Produces<Page<WithdrawalAnswer>>()
            .WithSummary("Withdrawals, newest first.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IMarket market)
    {
        await ClearingEndpoints.ReaderAsync(context, market);
        var rows = await market.AskAsync(s => s.Clearing.Traffic.Files.Reverse().Select(ClearingAnswers.Of).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "bank-files");
    }

    private static async Task<IResult> CheckAsync(BankFileRequest body, HttpContext context, IMarket market)
    {
        await ClearingEndpoints.ReaderAsync(context, market);
        var lines = LinesOf(body);
        var (content, _) = BankFileFormat.Read(lines);
        var problems = await market.AskAsync(s => BankFiles.Check(lines, s.Clearing));
        return Results.Json(new FileCheckAnswer(content?.Bank, content?.Number, content?.Lines.Length ?? 0,
            content?.In.Fen ?? 0, content?.Out.Fen ?? 0, [.. problems.Select(p => new FileProblemAnswer(LineOf(p),
                p.Code, RefusalTexts.Of(p)))]), Json.Options);
    }

    private static Task<IResult> ImportAsync(BankFileRequest body, HttpContext context, Writes writes)
    {
        var lines = LinesOf(body);
        var head = lines[0].Split(',');
        var (bank, number) = head.Length > 3 ? (head[2], head[3]) : ("", "");
        return writes.SendAsync(context, new ImportBankFile(bank, number, BankFileFormat.HashOf(lines), lines),
            accepted =>
            {
                var file = accepted.Events.OfType<BankFileImported>().Single().File;
                return (new Bilingual($"文件 {file.Number} 已导入，共 {file.Records} 笔。",
                    $"File {file.Number} imported: {file.Records} records."), file.Number);
            });
    }

    private static Task<IResult> IssueAsync(BankRequest body, HttpContext context, Writes writes) =>
        writes.SendAsync(context, new IssueBankFile(body.Bank ?? ""), accepted =>
        {
            var file = accepted.Events.OfType<BankFileIssued>().Single().File;
            return (new Bilingual($"文件 {file.Number} 已生成，共 {file.Records} 笔。",
                $"File {file.Number} made: {file.Records} records."), file.Number);
        });

    private static async Task<IResult> TextAsync(string bank, string number, HttpContext context, IMarket market)
    {
        await ClearingEndpoints.ReaderAsync(context, market);
        var lines = await market.AskAsync(s =>
            s.Clearing.Traffic.Files.FirstOrDefault(f => !f.Incoming && f.Bank == bank && f.Number == number)
                is not { } file
                ? default
                : BankFileFormat.Write(bank, number, file.Date, [.. s.Clearing.Traffic.SentIn(bank, number)],
                    file.ToOtherBanks));
        if (lines.IsDefault) throw RefusedException.NotFound();
        return Results.File(System.Text.Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))),
            "text/csv; charset=utf-8", $"{bank}-{number}.csv");
    }

    private static async Task<IResult> WithdrawalsAsync(HttpContext context, IMarket market)
    {
        await ClearingEndpoints.ReaderAsync(context, market);
        var rows = await market.AskAsync(s =>
            s.Clearing.Traffic.Withdrawals.Reverse().Select(w => ClearingAnswers.Of(w, s)).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "withdrawals");
    }

    private static ImmutableArray<string> LinesOf(BankFileRequest body) =>
        body.Content is { Length: > 0 and <= LargestFile } text
            ? [.. text.ReplaceLineEndings("\n").TrimStart('\uFEFF').TrimEnd('\n').Split('\n')]
            : throw RefusedException.Malformed("content", "H,… T,…");

    private static int LineOf(Refusal problem) =>
        int.TryParse(problem.Parameters.FirstOrDefault(p => p.Name == "line").Value, out var line) ? line : 0;
}
