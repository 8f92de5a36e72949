using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Oversight;

public sealed record AlertRow(int Number, string Detector, LocalDate Date, LocalDate From, string Status, int? Case,
    Bilingual Explanation, IReadOnlyList<PartyRow> Parties, string Reason, string Instrument);
public sealed record PartyRow(string Account, Bilingual Name);

/// <summary>One figure of an alert.</summary>
/// <param name="Value">Exact decimal.</param>
/// <param name="Text">As people read it: a share of 0.0325 is 3.25 %.</param>
public sealed record FigureRow(string Name, Bilingual Label, string Value, string Unit, string? Threshold,
    string? Key, string Text, string? ThresholdText);

public sealed record AlertAnswer(AlertRow Alert, IReadOnlyList<FigureRow> Figures, IReadOnlyList<EvidenceOrder> Orders,
    IReadOnlyList<EvidenceTrade> Trades, IReadOnlyList<EvidenceTrade> Day, AsOf AsOf);
public sealed record CaseEntryRow(LocalDate Date, string By, string What, string Text, string Document);
public sealed record CaseRow(int Number, string Title, string Status, LocalDate OpenedOn, string OpenedBy,
    string? AssignedTo, string? Outcome, string Consequence, LocalDate? ClosedOn, string Reference);
public sealed record OfficerRow(string Id, string Name);
public sealed record CaseAnswer(CaseRow Case, IReadOnlyList<AlertRow> Alerts, IReadOnlyList<CaseEntryRow> Entries,
    IReadOnlyList<OfficerRow> Officers, AsOf AsOf);
public sealed record DetectorRow(string Detector, int Alerts, int Open, int Explained, int Violations,
    string? FalseRate);
public sealed record ReasonRequest(string? Reason);
public sealed record OpenCaseRequest(IReadOnlyList<int>? Alerts, string? Title);
public sealed record AssignRequest(long? User);
public sealed record NoteRequest(string? Text, string? Document);
public sealed record CloseCaseRequest(string? Outcome, string? Consequence, string? Reason, string? Reference);

/// <summary>交易监察: alerts with their evidence, and the cases made of them. For the authority, the exchange and the
/// auditors; to everybody else none of it exists.</summary>
internal static class SurveillanceEndpoints
{
    public static void MapSurveillance(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/oversight/alerts", AlertsAsync).Produces<Page<AlertRow>>().WithSummary("Alerts, newest first.");
        routes.MapGet("/oversight/alerts/{number:int}", AlertAsync).Produces<AlertAnswer>().WithSummary(
            "One alert with its orders, trades and figures.");
        routes.MapGet("/oversight/detectors", DetectorsAsync).Produces<Page<DetectorRow>>().WithSummary(
            "Alerts by detector, with the share found harmless.");
        routes.MapGet("/oversight/cases", CasesAsync).Produces<Page<CaseRow>>().WithSummary("Cases, newest first.");
        routes.MapGet("/oversight/cases/{number:int}", CaseAsync).Produces<CaseAnswer>().WithSummary("One case.");
        routes.MapPost("/oversight/alerts/{number:int}/dismissal", (int number, ReasonRequest body, HttpContext context,
            Writes writes) => writes.SendAsync(context, new DismissAlert(number, body.Reason ?? ""), _ =>
                (new Bilingual($"预警 {number} 已排除。", $"Alert {number} set aside."), $"{number}")))
            .Produces<Receipt>().WithSummary("Set an alert aside.");
        routes.MapPost("/oversight/cases", (OpenCaseRequest body, HttpContext context, Writes writes) =>
            writes.SendAsync(context, new OpenCase([.. body.Alerts ?? []], body.Title ?? ""), accepted =>
            {
                var number = accepted.Events.OfType<CaseOpened>().Single().Case;
                return (new Bilingual($"案件 {number} 已立案。", $"Case {number} opened."), $"{number}");
            })).Produces<Receipt>().WithSummary("Open a case on alerts.");
        routes.MapPost("/oversight/cases/{number:int}/assignment", (int number, AssignRequest body,
            HttpContext context, Writes writes) => Act(context, writes, number,
                new AssignCase(number, new UserId(body.User ?? 0)))).Produces<Receipt>().WithSummary("Assign a case.");
        routes.MapPost("/oversight/cases/{number:int}/notes", (int number, NoteRequest body, HttpContext context,
            Writes writes) => Act(context, writes, number, new NoteCase(number, body.Text ?? "", body.Document ?? "")))
            .Produces<Receipt>().WithSummary("Add a note to a case.");
        routes.MapPost("/oversight/cases/{number:int}/closing", (int number, CloseCaseRequest body,
            HttpContext context, Writes writes) => Act(context, writes, number, new CloseCase(number,
                Parse.Enum<CaseOutcome>(body.Outcome, "outcome"),
                Parse.Enum<CaseConsequence>(body.Consequence ?? "none", "consequence"), body.Reason ?? "",
                body.Reference ?? ""))).Produces<Receipt>().WithSummary("Close a case.");
    }

    private static Task<IResult> Act(HttpContext context, Writes writes, int number, Command command) =>
        writes.SendAsync(context, command, _ =>
            (new Bilingual($"案件 {number} 已更新。", $"Case {number} updated."), $"{number}"));

    private static async Task<IResult> AlertsAsync(HttpContext context, IMarket market)
    {
        var rows = await Confidential.AskAsync(context, market, s =>
            s.Oversight.Surveillance.Alerts.Reverse().Select(a => Row(a, s)).ToList());
        var (status, detector) = (Queries.Many(context.Request, "status"), Queries.Many(context.Request, "detector"));
        var instrument = Queries.Many(context.Request, "instrument");
        return Lists.Answer(rows.Where(r => (status.Count == 0 || status.Contains(r.Status))
            && (detector.Count == 0 || detector.Contains(r.Detector))
            && (instrument.Count == 0 || instrument.Contains(r.Instrument))), ListQuery.From(context.Request),
            await AsOfs.NowAsync(market), "alerts");
    }

    private static async Task<IResult> AlertAsync(int number, HttpContext context, IMarket market, ReadModels models)
    {
        var asOf = await AsOfs.NowAsync(market);
        var (alert, row) = await Confidential.AskAsync(context, market, s =>
            s.Oversight.Surveillance.Find(number) is { } found ? (found, Row(found, s)) : default);
        if (alert is null) throw RefusedException.NotFound();
        return Results.Json(new AlertAnswer(row, [.. alert.Figures.Select(Figure)],
            models.Evidence.Orders(alert.Orders), models.Evidence.Trades(alert.Trades),
            models.Evidence.DayOf(alert.Date, alert.Instrument), asOf), Json.Options);
    }

    private static async Task<IResult> DetectorsAsync(HttpContext context, IMarket market)
    {
        var rows = await Confidential.AskAsync(context, market, s => Enum.GetValues<Detector>().Select(d =>
        {
            var alerts = s.Oversight.Surveillance.Alerts.Where(a => a.Detector == d).ToList();
            bool Ended(Alert a, CaseOutcome outcome) =>
                a.Case is { } c && s.Oversight.Cases.Find(c)?.Outcome == outcome;
            var harmless = alerts.Count(a => a.Status == AlertStatus.Dismissed || Ended(a, CaseOutcome.Explained));
            var found = alerts.Count(a => Ended(a, CaseOutcome.Violation) || Ended(a, CaseOutcome.Referred));
            return new DetectorRow(Camel(d), alerts.Count, alerts.Count(a => a.Status is AlertStatus.New
                or AlertStatus.InCase), harmless, found, harmless + found == 0 ? null
                : Text.Of(decimal.Round((decimal)harmless / (harmless + found), 4)));
        }).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "detectors");
    }

    private static async Task<IResult> CasesAsync(HttpContext context, IMarket market)
    {
        var rows = await Confidential.AskAsync(context, market, s =>
            s.Oversight.Cases.All.Reverse().Select(c => Row(c, s)).ToList());
        var status = Queries.Many(context.Request, "status");
        return Lists.Answer(rows.Where(r => status.Count == 0 || status.Contains(r.Status)),
            ListQuery.From(context.Request), await AsOfs.NowAsync(market), "cases");
    }

    private static async Task<IResult> CaseAsync(int number, HttpContext context, IMarket market)
    {
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await Confidential.AskAsync(context, market, s =>
            s.Oversight.Cases.Find(number) is { } found
                ? new CaseAnswer(Row(found, s),
                    [.. found.Alerts.Select(a => Row(s.Oversight.Surveillance.Find(a)!, s))],
                    [.. found.Entries.Select(e => new CaseEntryRow(e.Date, Name(e.By, s), e.What.ToLowerInvariant(),
                        e.Text, e.Document))],
                    [.. s.Participants.Users.Where(u => u.Active && u.Role is Role.Authority or Role.Exchange)
                        .Select(u => new OfficerRow(u.Id.ToString(), Name(u.Id, s)))], asOf)
                : null) ?? throw RefusedException.NotFound(), Json.Options);
    }

    private static AlertRow Row(Alert alert, MarketState state)
    {
        var (zh, en) = AlertTexts.Of(alert);
        return new AlertRow(alert.Number, Camel(alert.Detector), alert.Date, alert.From, Camel(alert.Status),
            alert.Case, new Bilingual(zh, en),
            [.. alert.Accounts.Select(a => new PartyRow(a.ToString(), Confidential.NameOf(a, state)))], alert.Reason,
            alert.Instrument);
    }

    private static CaseRow Row(OversightCase c, MarketState state) => new(c.Number, c.Title, Camel(c.Status),
        c.OpenedOn, Name(c.OpenedBy, state), c.AssignedTo is { } to ? Name(to, state) : null,
        c.Outcome is { } outcome ? Camel(outcome) : null, Camel(c.Consequence), c.ClosedOn, c.Reference);

    private static FigureRow Figure(AlertFigure figure)
    {
        var (zh, en) = AlertTexts.LabelOf(figure.Name);
        return new FigureRow(figure.Name, new Bilingual(zh, en), figure.Value, figure.Unit, figure.Threshold,
            figure.Key, AlertTexts.Shown(figure, figure.Value),
            figure.Threshold is { } threshold ? AlertTexts.Shown(figure, threshold) : null);
    }

    private static string Name(UserId user, MarketState state) => state.Participants.Find(user) is { } found
        ? $"{state.Participants.Find(found.Participant)?.NameZh} {found.Name}" : user.ToString();

    private static string Camel<T>(T value) where T : struct, Enum => Parse.Camel(value);
}

/// <summary>Answers only those who may read oversight; to others nothing is there.</summary>
internal static class Confidential
{
    public static async Task<T> AskAsync<T>(HttpContext context, IMarket market, Func<MarketState, T> ask)
    {
        var actor = Caller.Of(context);
        return await market.AskAsync(s => actor is { } who && Authority.MayRead(ReadRight.Oversight, who, null, s)
            ? ask(s)
            : throw RefusedException.NotFound());
    }

    public static Bilingual NameOf(AccountId account, MarketState state) =>
        state.Registry.OwnerOf(account) is { } owner && state.Participants.Find(owner) is { } found
            ? Bilingual.Of(found.NameZh, found.NameEn) : Bilingual.Same(account.ToString());
}

/// <summary>Choices as the API writes them: the name with a small first letter.</summary>
internal static class Parse
{
    public static string Camel<T>(T value) where T : struct, Enum =>
        value.ToString() is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";

    public static T Enum<T>(string? text, string field) where T : struct, Enum
    {
        foreach (var value in System.Enum.GetValues<T>())
            if (Camel(value) == text) return value;
        throw RefusedException.Malformed(field, string.Join(", ", System.Enum.GetValues<T>().Select(Camel)));
    }
}
