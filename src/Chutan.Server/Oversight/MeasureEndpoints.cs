using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Market.Participants;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Oversight;

public sealed record WarningRequest(long? Participant, string? Text, int? Case);
public sealed record RelationRequest(IReadOnlyList<long>? Members, string? Kind, string? Name, string? Evidence);
public sealed record GroupLimitRequest(long? Tonnes, string? Reason);
public sealed record ClassLimitRequest(string? Kind, long? Tonnes, string? Reason);
public sealed record LargeHoldingRequest(string? Purpose, string? FundsFrom, string? Intention);
public sealed record OwnDutyRow(int Number, LocalDate Date, long Holding, long Circulation, string Share,
    LocalDate DueBy, LocalDate? ReportedOn, LocalDate? EndedOn, bool Overdue, string Purpose);
public sealed record OwnMeasuresAnswer(IReadOnlyList<RestrictionRow> Restrictions, IReadOnlyList<WarningRow> Warnings,
    IReadOnlyList<OwnDutyRow> Duties, AsOf AsOf);

/// <summary>风险控制: what the authority and the exchange impose, and what a participant owes and answers to them.
/// </summary>
internal static class MeasureEndpoints
{
    public static void MapMeasures(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/oversight/restrictions", Listed("restrictions", MeasureRows.Restrictions))
            .Produces<Page<RestrictionRow>>().WithSummary("Restrictions, newest first.");
        routes.MapGet("/oversight/warnings", Listed("risk-warnings", (s, _) => MeasureRows.Warnings(s)))
            .Produces<Page<WarningRow>>().WithSummary("Risk warnings, newest first.");
        routes.MapGet("/oversight/large-holders", Listed("large-holders", MeasureRows.Holders))
            .Produces<Page<HolderRow>>().WithSummary("Large holders and their reports, newest first.");
        routes.MapGet("/oversight/relations", Listed("relations", (s, _) => MeasureRows.Relations(s)))
            .Produces<Page<RelationRow>>().WithSummary("Who belongs together, newest first.");
        routes.MapGet("/me/oversight", MineAsync).Produces<OwnMeasuresAnswer>().WithSummary(
            "Restrictions, warnings and large-holder reports of the caller.");
        Post<RestrictionRequest>("restrictions", Restrict, "Impose a restriction.");
        Post<WarningRequest>("warnings", b => new IssueWarning(Party(b.Participant), b.Text ?? "", b.Case),
            "Issue a risk warning.");
        Post<RelationRequest>("relations", b => new RecordRelation([.. (b.Members ?? []).Select(m => Party(m))],
            Parse.Enum<RelationKind>(b.Kind, "kind"), b.Name ?? "", b.Evidence ?? ""),
            "Put on record that participants belong together.");
        Post<ClassLimitRequest>("class-limits", b => new SetClassLimit(Parse.Enum<ParticipantKind>(b.Kind, "kind"),
            Limit(b.Tonnes), b.Reason ?? ""), "Set the holding limit of a class of participants, or lift it.");
        Numbered<ReasonRequest>("restrictions/{number:int}/lifting", (n, b) => new LiftRestriction(n, b.Reason ?? ""),
            "Lift a restriction.");
        Numbered<ReasonRequest>("relations/{number:int}/ending", (n, b) => new EndRelation(n, b.Reason ?? ""),
            "End a relation.");
        Numbered<GroupLimitRequest>("relations/{number:int}/limit", (n, b) => new SetGroupLimit(n, Limit(b.Tonnes),
            b.Reason ?? ""), "Set the holding limit of a group, or lift it.");
        routes.MapPost("/me/warnings/{number:int}/acknowledgement", (int number, HttpContext context, IMarket market,
            Writes writes) => OwnAsync(context, market, writes, p => new AcknowledgeWarning(p, number)))
            .Produces<Receipt>().WithSummary("Acknowledge a risk warning.");
        routes.MapPost("/me/large-holdings/{number:int}/report", (int number, LargeHoldingRequest body,
            HttpContext context, IMarket market, Writes writes) => OwnAsync(context, market, writes,
                p => new ReportLargeHolding(p, number, body.Purpose ?? "", body.FundsFrom ?? "",
                    body.Intention ?? ""))).Produces<Receipt>().WithSummary("Report a large holding.");

        void Post<T>(string what, Func<T, Command> command, string summary) => routes.MapPost($"/oversight/{what}",
            (T body, HttpContext context, Writes writes) => Done.Send(context, writes, command(body)))
            .Produces<Receipt>().WithSummary(summary);
        void Numbered<T>(string what, Func<int, T, Command> command, string summary) => routes.MapPost(
            $"/oversight/{what}", (int number, T body, HttpContext context, Writes writes) =>
                Done.Send(context, writes, command(number, body))).Produces<Receipt>().WithSummary(summary);
    }

    private static ImposeRestriction Restrict(RestrictionRequest b) => new(Party(b.Participant),
        Parse.Enum<RestrictionKind>(b.Kind, "kind"), b.From ?? throw RefusedException.Malformed("from", "yyyy-MM-dd"),
        b.Through, b.Cause ?? "", b.Case);

    private static ParticipantId Party(long? number) => new(number ?? 0);

    private static Tonnes? Limit(long? tonnes) => tonnes is null ? null : Queries.Tonnes(tonnes);

    /// <summary>A confidential list of rows that can be filtered, sorted and exported.</summary>
    private static Func<HttpContext, IMarket, Task<IResult>> Listed<T>(string name,
        Func<MarketState, LocalDate, IReadOnlyList<T>> rows) => async (context, market) =>
    {
        var asOf = await AsOfs.NowAsync(market);
        return Lists.Answer(await Confidential.AskAsync(context, market, s => rows(s, AsOfs.DateOf(asOf, s))),
            ListQuery.From(context.Request), asOf, name);
    };

    private static async Task<IResult> MineAsync(HttpContext context, IMarket market)
    {
        var (actor, asOf) = (Caller.Required(context), await AsOfs.NowAsync(market));
        return Results.Json(await market.AskAsync(s =>
        {
            var self = Self(actor, s);
            var (measures, today) = (s.Oversight.Measures, AsOfs.DateOf(asOf, s));
            return new OwnMeasuresAnswer(
                [.. measures.Restrictions.Where(r => r.Participant == self).Reverse()
                    .Select(r => MeasureRows.Of(r, today, s))],
                [.. measures.Warnings.Where(w => w.Participant == self).Reverse().Select(w => MeasureRows.Of(w, s))],
                [.. measures.Duties.Where(d => d.Members.Contains(self)).Reverse().Select(d => new OwnDutyRow(d.Number,
                    d.Date, d.Holding.Count, d.Circulation.Count, d.Share.ToString(), d.DueBy, d.ReportedOn, d.EndedOn,
                    d.IsOverdue(today), d.Purpose))], asOf);
        }), Json.Options);
    }

    /// <summary>The participant a caller acts for; nothing is there for one who may not look at its affairs.</summary>
    private static ParticipantId Self(Actor actor, MarketState state) =>
        state.Participants.Find(actor.User)?.Participant is { } self
            && Authority.MayRead(ReadRight.Affairs, actor, self, state) ? self : throw RefusedException.NotFound();

    private static async Task<IResult> OwnAsync(HttpContext context, IMarket market, Writes writes,
        Func<ParticipantId, Command> command)
    {
        var actor = Caller.Required(context);
        return await Done.Send(context, writes, command(await market.AskAsync(s => Self(actor, s))));
    }
}

/// <summary>A write whose receipt says no more than that it is done.</summary>
internal static class Done
{
    public static Task<IResult> Send(HttpContext context, Writes writes, Command command) =>
        writes.SendAsync(context, command, accepted => (new Bilingual("已办理。", "Done."), NumberOf(accepted)));

    /// <summary>The number of what was made, where something was.</summary>
    private static string? NumberOf(Decision.Accepted accepted) =>
        accepted.Events.Select(e => e switch
        {
            TriggerFired t => t.Trigger,
            PlanDrafted p => p.Plan,
            RestrictionImposed r => r.Restriction,
            WarningIssued w => w.Warning,
            RelationRecorded r => r.Relation,
            _ => (int?)null,
        }).OfType<int>().Select(n => Text.Of(n)).FirstOrDefault();
}
