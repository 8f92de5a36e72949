using System.Globalization;
using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Market.Registry;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Oversight;

public sealed record LimitDayRow(LocalDate Date, bool Up, bool Down, bool Halted);
public sealed record TriggerRow(int Number, LocalDate Date, string Cause, string Reason,
    IReadOnlyList<LimitDayRow> Days, int Hits, int Window, string Status, string Outcome);
public sealed record VoteRow(string Name, LocalDate Date, string Ballot, string Reason);
public sealed record PlanRow(int Number, int Trigger, string Action, int Year, long Tonnes, long LimitFen,
    string Channel, LocalDate From, LocalDate Through, string Grounds, string Status, Instant? AnnouncedAt, long Done,
    long ValueFen, IReadOnlyList<VoteRow> Votes, IReadOnlyList<string> OpenOrders);
public sealed record SeatRow(string? User, string Name, LocalDate From, LocalDate? Through);
public sealed record StabilityAnswer(IReadOnlyList<LimitDayRow> Strip, IReadOnlyList<TriggerRow> Triggers,
    IReadOnlyList<PlanRow> Plans, IReadOnlyList<SeatRow> Seats, bool MayVote, bool Inside, string? Account,
    IReadOnlyList<OfficerRow> Candidates, AsOf AsOf);
public sealed record MeasuresAnswer(IReadOnlyList<RestrictionRow> Restrictions, IReadOnlyList<WarningRow> Warnings,
    IReadOnlyList<HolderRow> Holders, IReadOnlyList<RelationRow> Relations, IReadOnlyList<ClassLimitRow> ClassLimits,
    IReadOnlyList<PartyChoice> Parties, AsOf AsOf);
public sealed record MonthRow(string Month, long Tonnes, long TurnoverFen, long ActiveAccounts, string TopFiveShare,
    string TradingHhi);

/// <summary>A large holder's share of the allowances in trading accounts.</summary>
/// <param name="Members">How many belong together and are counted as one 合并计算.</param>
public sealed record HolderShare(Bilingual Name, long Tonnes, string Share, int Members);
public sealed record StatisticsAnswer(long Circulation, string HoldingsHhi, string TopTenShare,
    IReadOnlyList<HolderShare> Top, IReadOnlyList<MonthRow> Months, AsOf AsOf);
public sealed record TriggerRequest(string? Cause, string? Reason);
public sealed record PlanRequest(int? Trigger, string? Action, int? Year, long? Tonnes, long? LimitFen,
    string? Channel, LocalDate? From, LocalDate? Through, string? Grounds);
public sealed record VoteRequest(string? Ballot, string? Reason);
public sealed record InterventionOrderRequest(long? PriceFen, long? Tonnes);
public sealed record InterventionAgreementRequest(string? Account, long? PriceFen, long? Tonnes, string? Agreement);
public sealed record SeatRequest(long? User, LocalDate? From, LocalDate? Through);
public sealed record SeatEndRequest(LocalDate? Through, string? Reason);
public sealed record RestrictionRequest(long? Participant, string? Kind, LocalDate? From, LocalDate? Through,
    string? Cause, int? Case);

/// <summary>市场调节与风险控制: the strip of limit days, triggers, plans and votes; restrictions, warnings, large holders;
/// concentration. What is public of it, everybody sees; votes and drafts only those inside.</summary>
internal static class StabilityEndpoints
{
    public static void MapStability(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/oversight/stability", StabilityAsync).Produces<StabilityAnswer>().WithSummary(
            "Limit days, triggers and plans; votes and drafts for those inside.");
        routes.MapGet("/oversight/measures", MeasuresAsync).Produces<MeasuresAnswer>().WithSummary(
            "Restrictions, warnings, large holders and relations.");
        routes.MapGet("/oversight/statistics", StatisticsAsync).Produces<StatisticsAnswer>().WithSummary(
            "Concentration of holdings and of trading.");
        routes.MapGet("/oversight/statistics/holders", HoldersAsync).Produces<Page<HolderShare>>().WithSummary(
            "Who holds the allowances in trading accounts, largest first.");
        routes.MapGet("/oversight/statistics/months", MonthsAsync).Produces<Page<MonthRow>>().WithSummary(
            "Trading by month, with its concentration.");
        routes.MapSteps();
    }

    /// <summary>What the authority, the exchange and the experts do, step by step.</summary>
    private static void MapSteps(this IEndpointRouteBuilder routes)
    {
        Post<TriggerRequest>("triggers", b => new RaiseTrigger(Parse.Enum<TriggerCause>(b.Cause, "cause"),
            b.Reason ?? ""), "Raise a trigger.");
        Post<PlanRequest>("plans", Draft, "Draft a plan on a trigger.");
        Post<SeatRequest>("experts", b => new AppointExpert(new UserId(b.User ?? 0),
            b.From ?? throw RefusedException.Malformed("from", "yyyy-MM-dd"), b.Through),
            "Give a user a seat on the expert committee.");
        Numbered<SeatEndRequest>("experts/{number}/ending", (n, b) => new EndExpertTerm(new UserId(n),
            b.Through ?? throw RefusedException.Malformed("through", "yyyy-MM-dd"), b.Reason ?? ""),
            "End a seat on the expert committee.");
        Numbered<ReasonRequest>("triggers/{number}/dismissal", (n, b) => new DismissTrigger(n, b.Reason ?? ""),
            "Close a trigger without an intervention.");
        Numbered<VoteRequest>("plans/{number}/votes", (n, b) => new VoteOnPlan(n,
            Parse.Enum<Ballot>(b.Ballot, "ballot"), b.Reason ?? ""), "Vote on a plan.");
        Numbered<ReasonRequest>("plans/{number}/withdrawal", (n, b) => new WithdrawPlan(n, b.Reason ?? ""),
            "Take back a plan that is not announced.");
        Numbered<InterventionOrderRequest>("plans/{number}/orders", (n, b) => new PlaceInterventionOrder(n,
            new Price(b.PriceFen ?? 0), Queries.Tonnes(b.Tonnes)), "Place an order for a plan.");
        Numbered<InterventionAgreementRequest>("plans/{number}/agreements", (n, b) => new BookInterventionAgreement(n,
            Account(b.Account), new Price(b.PriceFen ?? 0), Queries.Tonnes(b.Tonnes), b.Agreement ?? ""),
            "Book what was agreed with one holder for a plan.");
        Numbered<ReasonRequest>("plans/{number}/closing", (n, b) => new CloseIntervention(n, b.Reason ?? ""),
            "End an intervention.");
        routes.MapPost("/oversight/account", (HttpContext context, Writes writes) =>
            Done.Send(context, writes, new OpenInterventionAccount())).Produces<Receipt>()
            .WithSummary("Open the intervention account.");
        routes.MapPost("/oversight/plans/{number:int}/announcement", (int number, HttpContext context, Writes writes)
            => Done.Send(context, writes, new AnnouncePlan(number))).Produces<Receipt>()
            .WithSummary("Announce a plan.");
        routes.MapDelete("/oversight/plans/{number:int}/orders/{order:long}", (int number, long order,
            HttpContext context, Writes writes) => Done.Send(context, writes, new CancelInterventionOrder(number,
                new OrderId(order)))).Produces<Receipt>().WithSummary("Withdraw an order placed for a plan.");

        void Post<T>(string what, Func<T, Command> command, string summary) => routes.MapPost($"/oversight/{what}",
            (T body, HttpContext context, Writes writes) => Done.Send(context, writes, command(body)))
            .Produces<Receipt>().WithSummary(summary);
        void Numbered<T>(string what, Func<int, T, Command> command, string summary) => routes.MapPost(
            "/oversight/" + what.Replace("{number}", "{number:int}", StringComparison.Ordinal),
            (int number, T body, HttpContext context, Writes writes) => Done.Send(context, writes,
                command(number, body))).Produces<Receipt>().WithSummary(summary);
    }

    private static AccountId Account(string? number) => long.TryParse(number, NumberStyles.None,
        CultureInfo.InvariantCulture, out var account)
        ? new AccountId(account) : throw RefusedException.Malformed("account", "0000000195");

    private static DraftPlan Draft(PlanRequest b) => new(b.Trigger ?? 0, Parse.Enum<PlanAction>(b.Action, "action"),
        new ComplianceYear(b.Year ?? 0), Queries.Tonnes(b.Tonnes), new Price(Math.Max(0, b.LimitFen ?? 0)),
        Parse.Enum<PlanChannel>(b.Channel ?? "orders", "channel"),
        b.From ?? throw RefusedException.Malformed("from", "yyyy-MM-dd"),
        b.Through ?? throw RefusedException.Malformed("through", "yyyy-MM-dd"), b.Grounds ?? "");

    private static async Task<IResult> StabilityAsync(HttpContext context, IMarket market)
    {
        var (actor, asOf) = (Caller.Of(context), await AsOfs.NowAsync(market));
        return Results.Json(await market.AskAsync(s =>
        {
            var stability = s.Oversight.Stability;
            var seated = actor is { } who && stability.FindSeat(who.User)?.InOffice(AsOfs.DateOf(asOf, s)) == true;
            var inside = seated || actor is { } reader && Authority.MayRead(ReadRight.Oversight, reader, null, s);
            var plans = stability.Plans.Where(p => inside || p.Status is PlanStatus.Announced or PlanStatus.Closed);
            return new StabilityAnswer([.. stability.Days.TakeLast(20).Select(Row)],
                [.. stability.Triggers.Reverse().Select(Row)], [.. plans.Reverse().Select(p => Row(p, inside, s))],
                [.. stability.Seats.Select(x => new SeatRow(inside ? x.User.ToString() : null, x.Name, x.From,
                    x.Through))],
                seated, inside, inside ? stability.Account?.ToString() : null, inside ? Candidates(s) : [], asOf);
        }), Json.Options);
    }

    private static async Task<IResult> MeasuresAsync(HttpContext context, IMarket market)
    {
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await Confidential.AskAsync(context, market, s =>
        {
            var today = AsOfs.DateOf(asOf, s);
            return new MeasuresAnswer(MeasureRows.Restrictions(s, today), MeasureRows.Warnings(s),
                MeasureRows.Holders(s, today), MeasureRows.Relations(s), MeasureRows.ClassLimits(s),
                MeasureRows.Parties(s), asOf);
        }), Json.Options);
    }

    private static async Task<IResult> StatisticsAsync(HttpContext context, IMarket market)
    {
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await Confidential.AskAsync(context, market, s =>
        {
            var held = Holders(s);
            var total = held.Sum(h => h.Tonnes);
            return new StatisticsAnswer(total, Hhi(held.Select(h => h.Tonnes)),
                Share(held.Take(10).Sum(h => h.Tonnes), total), [.. held.Take(10)],
                Months(s, Instruments.HubeiSpot), asOf);
        }), Json.Options);
    }

    private static async Task<IResult> HoldersAsync(HttpContext context, IMarket market) => Lists.Answer(
        await Confidential.AskAsync(context, market, Holders), ListQuery.From(context.Request),
        await AsOfs.NowAsync(market), "holders");

    /// <summary>Every holder of allowances in trading accounts, largest first; those who belong together as one.
    /// </summary>
    private static List<HolderShare> Holders(MarketState state)
    {
        var held = state.Participants.All.Select(p => (Party: state.Oversight.Measures.PartyOf(p.Id)[0],
                Tonnes: state.Registry.AccountOf(p.Id) is { } account
                    ? state.Registry.Balance(account, UnitKind.Allowance).Count : 0)).Where(h => h.Tonnes > 0)
            .GroupBy(h => h.Party).Select(g => (Id: g.Key, Tonnes: g.Sum(h => h.Tonnes), Members: g.Count()))
            .OrderByDescending(h => h.Tonnes).ThenBy(h => h.Id).ToList();
        var total = held.Sum(h => h.Tonnes);
        return [.. held.Select(h => new HolderShare(MeasureRows.Name(h.Id, state), h.Tonnes, Share(h.Tonnes, total),
            h.Members))];
    }

    private static async Task<IResult> MonthsAsync(HttpContext context, IMarket market) => Lists.Answer(
        await Confidential.AskAsync(context, market, s =>
            Months(s, context.Request.Query["instrument"] is [{ Length: > 0 } code] ? code : Instruments.HubeiSpot)),
        ListQuery.From(context.Request),
        await AsOfs.NowAsync(market), "trading-months");

    /// <summary>Each account's purchases and sales count once; concentration is over both, of those who belong together
    /// as one.</summary>
    private static List<MonthRow> Months(MarketState state, string instrument) =>
    [
        .. state.Oversight.Surveillance.Months.Where(m => m.Instrument == instrument)
            .GroupBy(m => (m.Year, m.Month)).OrderBy(g => g.Key).Select(g =>
        {
            var sums = g.GroupBy(m => state.Registry.OwnerOf(m.Account) is { } owner
                    ? state.Oversight.Measures.PartyOf(owner)[0] : default)
                .Select(p => p.Sum(m => m.Bought.Count + m.Sold.Count)).OrderDescending().ToList();
            return new MonthRow($"{g.Key.Year:0000}-{g.Key.Month:00}", g.Sum(m => m.Bought.Count),
                g.Sum(m => m.BoughtFor.Fen), g.Count(), Share(sums.Take(5).Sum(), sums.Sum()), Hhi(sums));
        }),
    ];

    /// <summary>Herfindahl–Hirschman index, 0 to 10,000.</summary>
    private static string Hhi(IEnumerable<long> parts)
    {
        var all = parts.ToList();
        var total = (decimal)all.Sum();
        return total == 0 ? "0" : Text.Of(decimal.Round(all.Sum(p => p / total * (p / total)) * 10_000, 0));
    }

    private static string Share(long part, long whole) =>
        whole == 0 ? "0" : Text.Of(decimal.Round((decimal)part / whole, 4));

    private static LimitDayRow Row(LimitDay day) => new(day.Date, day.Up, day.Down, day.Halted);

    private static TriggerRow Row(Trigger t) => new(t.Number, t.Date, Parse.Camel(t.Cause), t.Reason,
        [.. t.Days.Select(Row)], t.Hits, t.Window, Parse.Camel(t.Status), t.Outcome);

    private static PlanRow Row(InterventionPlan p, bool inside, MarketState state) => new(p.Number, p.Trigger,
        Parse.Camel(p.Action), p.Year.Year, p.Quantity.Count, p.Limit.FenPerTonne, Parse.Camel(p.Channel), p.From,
        p.Through, p.Grounds, Parse.Camel(p.Status), p.AnnouncedAt, p.Done.Count, p.Value.Fen,
        inside ? [.. p.Votes.Select(v => new VoteRow(state.Oversight.Stability.FindSeat(v.User)?.Name ?? "", v.Date,
            Parse.Camel(v.Ballot), v.Reason))] : [],
        inside ? [.. p.Orders.Where(o => state.Exchange.FindOrder(o) is { Status: OrderStatus.Open })
            .Select(o => o.ToString())] : []);

    /// <summary>Experts of the market who could be given a seat.</summary>
    private static IReadOnlyList<OfficerRow> Candidates(MarketState state) =>
        [.. state.Participants.Users.Where(u => u.Active && u.Role == Role.Expert)
            .Select(u => new OfficerRow(u.Id.ToString(), u.Name))];
}
