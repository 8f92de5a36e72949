using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Server.Access;
using Chutan.Server.Accounting;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Registry;

/// <summary>An application for an account that waits for the registry.</summary>
public sealed record AccountApplicationRow(string Participant, Bilingual Name, string CreditCode, LocalDate On);

public sealed record ApplicationDecision(bool? Approved, string? Reason);

/// <summary>登记账户申请: a company asks, the registry opens the account or says why not.</summary>
internal static class ApplicationEndpoints
{
    public static void MapAccountApplications(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/registry/applications", async (HttpContext context, IMarket market, Writes writes) =>
            await writes.SendAsync(context, new ApplyForAccount(await AccountingWrites.OwnAsync(context, market)), _ =>
                (new Bilingual("已提交开户申请，待注册登记机构办理。", "The application is made; the registry will decide."),
                    null))).Produces<Receipt>().WithSummary("Ask the registry for an account of the caller's company.");
        routes.MapGet("/registry/applications", ListAsync).Produces<Page<AccountApplicationRow>>()
            .WithSummary("Applications for accounts that wait for the registry.");
        routes.MapPost("/registry/applications/{id:long}/decision", DecideAsync).Produces<Receipt>()
            .WithSummary("Open the account that was asked for, or turn the application down with a reason.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IMarket market)
    {
        if (Caller.Required(context).Role is not (Role.Registry or Role.Authority or Role.Auditor))
            throw RefusedException.NotFound();
        var rows = await market.AskAsync(s => s.Registry.Applications.Waiting.Select(a =>
        {
            var asked = s.Participants.Find(a.Participant);
            return new AccountApplicationRow(a.Participant.ToString(),
                Bilingual.Of(asked?.NameZh ?? "", asked?.NameEn ?? ""), asked?.CreditCode ?? "", a.Date);
        }).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "applications");
    }

    private static Task<IResult> DecideAsync(
        long id, ApplicationDecision body, HttpContext context, Writes writes)
    {
        var approved = body.Approved ?? throw RefusedException.Malformed("approved", "true, false");
        Command command = approved ? new OpenAccount(new ParticipantId(id))
            : new DeclineApplication(new ParticipantId(id), body.Reason ?? "");
        return writes.SendAsync(context, command, accepted =>
            accepted.Events.OfType<AccountOpened>().FirstOrDefault()?.Account.Id.ToString() is { } account
                ? (new Bilingual($"已开立登记账户 {account}。", $"Account {account} is open."), account)
                : (new Bilingual("已不予开立。", "The application is turned down."), null));
    }
}
