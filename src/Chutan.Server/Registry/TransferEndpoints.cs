using System.Globalization;
using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Server.Access;
using Chutan.Server.Exchange;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Registry;

public sealed record TransferRequest(string? ToAccount, string? Kind, long? Tonnes, string? Reason);
public sealed record PendingTransferAnswer(string Id, string From, string To, UnitClassAnswer Unit, long Tonnes,
    Instant Expires, string Reason);

/// <summary>划转: units from the caller's account to another, which has to confirm.</summary>
internal static class TransferEndpoints
{
    private const int LongestReason = 200;

    public static void MapTransfers(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/transfers", SendAsync).Produces<Receipt>()
            .WithSummary("Send units to another account, which has to confirm.");
        routes.MapGet("/me/transfers", ListAsync).Produces<Page<PendingTransferAnswer>>()
            .WithSummary("Transfers from or to the caller's account that wait for confirmation.");
        routes.MapPost("/transfers/{id:long}/confirmation", ConfirmAsync).Produces<Receipt>()
            .WithSummary("Take in the units of a waiting transfer.");
        routes.MapDelete("/transfers/{id:long}", WithdrawAsync).Produces<Receipt>()
            .WithSummary("Withdraw or decline a waiting transfer.");
    }

    private static async Task<IResult> SendAsync(
        TransferRequest body, HttpContext context, IMarket market, Writes writes)
    {
        var (kind, tonnes) = (RegistryEndpoints.KindOf(body.Kind), Queries.Tonnes(body.Tonnes));
        if (!long.TryParse(body.ToAccount, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !new AccountId(number).HasValidCheckDigits)
            throw RefusedException.Malformed("toAccount", "0000000195");
        if (body.Reason is not { Length: > 0 and <= LongestReason } reason)
            throw RefusedException.Malformed("reason", $"1–{LongestReason}");
        var (account, to) = (await WorkspaceEndpoints.AccountOfCallerAsync(context, market), new AccountId(number));
        return await writes.SendAsync(context, new TransferUnits(account, to, kind, tonnes, reason), accepted =>
        {
            var transfer = accepted.Events.OfType<TransferRequested>().Single().Transfer;
            return (new Bilingual($"划转 {transfer.Id}：{tonnes} 已锁定，待账户 {to} 确认。",
                $"Transfer {transfer.Id}: {tonnes} held until account {to} confirms."), transfer.Id.ToString());
        });
    }

    private static async Task<IResult> ListAsync(HttpContext context, IMarket market)
    {
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        var rows = await market.AskAsync(s => s.Registry.Pending.All.Where(t => t.From == account || t.To == account)
            .Select(t => new PendingTransferAnswer(t.Id.ToString(), t.From.ToString(), t.To.ToString(),
                RegistryEndpoints.UnitOf(t.Kind, null), t.Quantity.Count, t.Expires, t.Reason)).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "transfers");
    }

    private static async Task<IResult> ConfirmAsync(long id, HttpContext context, IMarket market, Writes writes)
    {
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return await writes.SendAsync(context, new ConfirmTransfer(account, new HoldId(id)), _ =>
            (new Bilingual($"划转 {id} 已确认。", $"Transfer {id} confirmed."), $"{id}"));
    }

    private static async Task<IResult> WithdrawAsync(long id, HttpContext context, IMarket market, Writes writes)
    {
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        return await writes.SendAsync(context, new WithdrawTransfer(account, new HoldId(id)), _ =>
            (new Bilingual($"划转 {id} 已撤回。", $"Transfer {id} withdrawn."), $"{id}"));
    }
}
