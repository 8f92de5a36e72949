using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Allocation;
using Chutan.Market.Compliance;
using Chutan.Market.Flows;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Chutan.Server.Registry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Compliance;

public sealed record EntityYear(
    int Year, string EntityId, Bilingual Name, SectorAnswer Sector, Bilingual City, string Method,
    long? InitialAllocation, long? FinalAllocation, long? Verified, long? Due, long SurrenderedAllowances,
        long OffsetsUsed,
    long? OffsetCap, long? Shortfall, string Status, long PenaltyFen, long NextYearDeduction, long? Position);
public sealed record AccountSummary(string Number, Bilingual Kind, string State, long Holding, long Available);
public sealed record EntityProfile(string Id, Bilingual Name, SectorAnswer Sector, Bilingual City,
    IReadOnlyList<EntityYear> Years, IReadOnlyList<AccountSummary> Accounts, AsOf AsOf);
public sealed record ObligationPoint(LocalDate Date, IReadOnlyList<VintagePart> Holdings, long? Verified,
    long SurrenderedAllowances, long OffsetsUsed);
public sealed record ObligationNow(IReadOnlyList<VintagePart> Holdings, long OffsetsHeld, long? OffsetCap, long? Due,
    long SurrenderedAllowances, long OffsetsUsed, long? Gap, long? GapCostFen, long? PriceFen, int? WorkingDaysLeft,
    CitationAnswer? Citation);
public sealed record ObligationAnswer(
    string EntityId, int Year, LocalDate? Deadline, IReadOnlyList<ObligationPoint> Points,
    ObligationNow Now, CreditAnswer? Credit, AsOf AsOf);
public sealed record AllocationLine(
    string Symbol, Bilingual Label, string? Formula, string Value, string Unit, string Kind,
    string? RuleKey, CitationAnswer? Citation, string? Standing);
public sealed record AllocationAnswer(string EntityId, int Year, string Method, Bilingual MethodReason,
    IReadOnlyList<AllocationLine> Lines, long? InitialAllocation, long? FinalAllocation, long Position,
    long? CorrectionPosition, IReadOnlyList<AllocationLine> Recalculated, long? RecalculationPosition,
    bool RecalculationDue, bool MayRecalculate, AsOf AsOf);
/// <param name="Out">Counted for a later year since the emissions were restated.</param>
/// <param name="In">Counted here of earlier years.</param>
public sealed record CreditAnswer(long Out, int? To, long In, IReadOnlyList<AllocationLine> Lines);
public sealed record RecalculationBody(int? Year);

/// <param name="Multiple">Where the law gives a range of multiples; <paramref name="FineFen"/> where it gives one of
/// amounts.</param>
/// <param name="Refused">The entity refused to make the shortfall up after it was told to.</param>
public sealed record PenaltyBody(int? Year, decimal? Multiple, long? FineFen, bool? Refused, string? Decision);

/// <summary>一家企业: its years, its obligation against its holdings, and its allocation line by line.</summary>
internal static class EntityEndpoints
{
    public static void MapEntities(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/entities/{id:long}", ProfileAsync).Produces<EntityProfile>().WithSummary(
            "One covered entity and its years.");
        routes.MapGet("/entities/{id:long}/obligation", ObligationAsync).Produces<ObligationAnswer>()
            .WithSummary("An entity's obligation against its holdings, day by day.");
        routes.MapGet("/entities/{id:long}/allocation", AllocationAsync).Produces<AllocationAnswer>()
            .WithSummary("An entity's allocation, line by line with articles.");
        routes.MapPost("/entities/{id:long}/allocation/recalculation", (long id, RecalculationBody body,
            HttpContext context, Writes writes) => writes.SendAsync(context, new RecalculateAllocation(
                new ComplianceYear(body.Year ?? throw RefusedException.Malformed("year", "2024")), new(id)), _ =>
                (new Bilingual("配额已重新核算", "Allocation worked out again"), $"{body.Year}/{id}")))
            .Produces<Receipt>().WithSummary("Work a year's allocation out again after its emissions were restated.");
        routes.MapPost("/entities/{id:long}/penalties", (long id, PenaltyBody body, HttpContext context,
            Writes writes) => writes.SendAsync(context, Penalty(new(id), body), _ =>
                (new Bilingual("处罚已作出", "Penalty imposed"), $"{body.Year}/{id}"))).Produces<Receipt>()
            .WithSummary("Penalise a year's shortfall, or what came on top of it when its emissions were restated.");
    }

    private static ImposePenalty Penalty(ParticipantId id, PenaltyBody body)
    {
        if (body.Multiple is < 0 or > 100) throw RefusedException.Malformed("multiple", "0–100");
        if (body.FineFen is < 0) throw RefusedException.Malformed("fineFen", "≥ 0");
        return new ImposePenalty(new ComplianceYear(body.Year ?? throw RefusedException.Malformed("year", "2024")), id,
            body.Multiple is { } m ? Rate.Of(m) : null, body.FineFen is { } fine ? new Money(fine) : null,
            body.Refused ?? false, body.Decision ?? "");
    }

    private static async Task<IResult> ProfileAsync(long id, HttpContext context, IMarket market)
    {
        var caller = Caller.Of(context);
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await market.AskAsync(s => Profile(new ParticipantId(id), caller, s, asOf))
            ?? throw RefusedException.NotFound(), Json.Options);
    }

    private static EntityProfile? Profile(ParticipantId id, Actor? caller, MarketState state, AsOf asOf)
    {
        if (state.Participants.Find(id) is not { Kind: ParticipantKind.CoveredEntity } p) return null;
        var years = ComplianceRows.Years(state).Where(y =>
            state.Allocation.Find(y, id) is not null || state.Mrv.Find(y, id) is not null)
            .Select(y => Year(y, ComplianceRows.Row(y, id, state.Allocation.Find(y, id), state))).ToList();
        var accounts = new List<AccountSummary>();
        if (caller is { } actor && Authority.MayRead(ReadRight.Affairs, actor, id, state)
            && state.Registry.AccountOf(id) is { } account && state.Registry.Find(account) is { } found)
            accounts.Add(new AccountSummary(account.ToString(), Names.Code("account", found.Kind.ToString()),
                found.Status.ToString().ToLowerInvariant(), state.Registry.Balance(account, UnitKind.Allowance).Count,
                state.Registry.Available(account, UnitKind.Allowance).Count));
        return new EntityProfile(id.ToString(), Bilingual.Of(p.NameZh, p.NameEn), ComplianceRows.Sector(p.Sector),
            Names.Code("city", p.City), years, accounts, asOf);
    }

    private static EntityYear Year(ComplianceYear year, ComplianceRow r) =>
        new(year.Year, r.EntityId, r.Name, r.Sector, r.City,
        r.Method, r.InitialAllocation, r.FinalAllocation, r.Verified, r.Due, r.SurrenderedAllowances, r.OffsetsUsed,
            r.OffsetCap,
        r.Shortfall, r.Status, r.PenaltyFen, r.NextYearDeduction, r.Position);

    private static async Task<IResult> ObligationAsync(long id, HttpContext context, IMarket market, UnitHistory units)
    {
        var (entity, caller) = (new ParticipantId(id), Caller.Of(context));
        var asked = Queries.Number(context.Request, "year");
        var asOf = await AsOfs.NowAsync(market);
        var account = await market.AskAsync(s => s.Registry.AccountOf(entity));
        var lines = account is { } number ? units.Of(number) : [];
        return Results.Json(await market.AskAsync(s =>
        {
            if (caller is not { } actor || !Authority.MayRead(ReadRight.Affairs, actor, entity, s)
                || account is not { } known || s.Participants.Find(entity) is null) return null;
            var year = asked is { } y ? new ComplianceYear(y) : ComplianceRows.CurrentYear(s)
                ?? new ComplianceYear(AsOfs.DateOf(asOf, s).Year);
            return Obligation(entity, known, year, lines, s, asOf);
        }) ?? throw RefusedException.NotFound(), Json.Options);
    }

    private static ObligationAnswer Obligation(ParticipantId id, AccountId account, ComplianceYear year,
        IReadOnlyList<StatementLine> lines, MarketState state, AsOf asOf)
    {
        var row = ComplianceRows.Row(year, id, state.Allocation.Find(year, id), state);
        var (deadline, basis) = ComplianceRows.Deadline(year, state);
        var holdings = Parts(state.Registry.Lots(account).Where(l => l.Attributes.Kind == UnitKind.Allowance)
            .GroupBy(l => l.Attributes.Vintage.Year).ToDictionary(g => g.Key, g => g.Sum(l => l.Block.Count)));
        var offsetsHeld = state.Registry.Balance(account, UnitKind.Ccer).Count + state.Registry.Balance(
            account, UnitKind.InclusionReduction).Count;
        var credit = Credit(state.Compliance.Find(year, id), state.Rulebook);
        var usable = Math.Max(0, Math.Min(offsetsHeld, (row.OffsetCap ?? 0) - row.OffsetsUsed));
        var held = holdings.Where(h => h.Vintage <= year.Year).Sum(h => h.Tonnes);
        long? gap = row.Due is { } due
            ? Math.Max(0, due - row.SurrenderedAllowances - row.OffsetsUsed - held - usable
                + (credit?.Out ?? 0) - (credit?.In ?? 0)) : null;
        var price = state.Exchange.LastPrice?.FenPerTonne;
        var now = new ObligationNow(
            holdings, offsetsHeld, row.OffsetCap, row.Due, row.SurrenderedAllowances, row.OffsetsUsed,
            gap, gap * price, price, deadline is { } end ? WorkingDays.Left(state, end) : null,
            basis is null ? null : Problems.CitationOf(basis, state.Rulebook));
        return new ObligationAnswer(id.ToString(), year.Year, deadline, Points(lines, row.Verified), now, credit,
            asOf);
    }

    private static CreditAnswer? Credit(EntityCompliance? c, RulebookState rulebook) =>
        c is null || c.CreditedOut.IsZero && c.CreditedIn.IsZero ? null
            : new CreditAnswer(c.CreditedOut.Count, c.CreditedTo?.Year, c.CreditedIn.Count,
                [.. c.CreditLines.Select(l => Line(l, rulebook, ComplianceTexts.Of(l.Label)))]);

    private static IReadOnlyList<ObligationPoint> Points(IReadOnlyList<StatementLine> lines, long? verified)
    {
        var points = new List<ObligationPoint>();
        var holdings = new SortedDictionary<int, long>();
        long surrendered = 0, offsets = 0;
        foreach (var day in lines.GroupBy(l => l.Date))
        {
            foreach (var line in day)
            {
                if (line.Kind == UnitKind.Allowance)
                    holdings[line.Vintage.Year] = holdings.GetValueOrDefault(line.Vintage.Year) + line.Delta;
                if (line.Cause != MovementCause.Surrender || line.Delta > 0) continue;
                if (line.Kind == UnitKind.Allowance) surrendered -= line.Delta;
                else offsets -= line.Delta;
            }
            points.Add(new ObligationPoint(day.Key, Parts(holdings), verified, surrendered, offsets));
        }
        return points;
    }

    private static IReadOnlyList<VintagePart> Parts(IEnumerable<KeyValuePair<int, long>> byVintage) =>
        [.. byVintage.Where(v => v.Value != 0).OrderBy(v => v.Key).Select(v => new VintagePart(v.Key, v.Value))];

    private static async Task<IResult> AllocationAsync(long id, HttpContext context, IMarket market)
    {
        var (asked, caller) = (Queries.Number(context.Request, "year"), Caller.Of(context));
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await market.AskAsync(s =>
        {
            var year = asked is { } y ? new ComplianceYear(y) : ComplianceRows.CurrentYear(s)
                ?? new ComplianceYear(AsOfs.DateOf(asOf, s).Year);
            return s.Allocation.Find(year, new ParticipantId(id)) is { } found
                ? Explain(found, caller, s, asOf) : null;
        }) ?? throw RefusedException.NotFound(), Json.Options);
    }

    private static AllocationAnswer Explain(EntityAllocation a, Actor? caller, MarketState state, AsOf asOf)
    {
        var (rulebook, due) = (state.Rulebook, VerificationReading.IsRecalculationDue(a, state));
        var lines = (a.DeterminationLines.IsEmpty ? a.PreAllocationLines : a.DeterminationLines).Concat(
            a.CorrectionLines);
        var (zh, en) = AllocationTexts.Of(a.MethodReason);
        return new AllocationAnswer(
            a.Participant.ToString(), a.Year.Year, ComplianceRows.MethodOf(a.Method), new Bilingual(zh, en),
            [.. lines.Select(l => Line(l, rulebook, AllocationTexts.Of(l.Label)))],
            (a.Initial ?? a.PreAllocated)?.Count, a.Final?.Count,
            a.DeterminedAt > 0 ? a.DeterminedAt : a.Position, a.Corrected ? a.CorrectedAt : null,
            [.. a.RecalculationLines.Select(l => Line(l, rulebook, AllocationTexts.Of(l.Label)))],
            a.RecalculatedAt > 0 ? a.RecalculatedAt : null, due, due && caller is { Role: Role.Authority }, asOf);
    }

    private static AllocationLine Line(ExplanationLine l, RulebookState rulebook, (string Zh, string En) label) =>
        new(l.Symbol, new Bilingual(label.Zh, label.En), l.Formula, l.Value, l.Unit,
            l.Kind.ToString().ToLowerInvariant(), l.RuleKey,
            l.Basis is null ? null : Problems.CitationOf(l.Basis, rulebook), l.Standing?.ToLowerInvariant());
}

/// <summary>Working days from the business date to a date.</summary>
internal static class WorkingDays
{
    /// <summary>Negative when the date has passed; null when a year between has no notice.</summary>
    public static int? Left(MarketState state, LocalDate until)
    {
        if (state.Exchange.BusinessDate is not { } today) return null;
        var (from, to, sign) = today <= until ? (today, until, 1) : (until, today, -1);
        var count = 0;
        for (var date = from.PlusDays(1); date <= to; date = date.PlusDays(1))
        {
            if (state.Rulebook.Calendar.IsWorkingDay(date) is not { } working) return null;
            if (working) count++;
        }
        return sign * count;
    }
}
