using Chutan.Market;
using Chutan.Market.Allocation;
using Chutan.Market.Compliance;
using Chutan.Market.Flows;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Market.Rulebook;
using Chutan.Server.Http;

namespace Chutan.Server.Compliance;

public sealed record SectorAnswer(string Id, Bilingual Name);

/// <summary>One entity in one compliance year.</summary>
public sealed record ComplianceRow(string EntityId, Bilingual Name, SectorAnswer Sector, Bilingual City, string Method,
    long? InitialAllocation, long? FinalAllocation, long? Verified, long? Due, long SurrenderedAllowances,
        long OffsetsUsed,
    long? OffsetCap, long? Shortfall, string Status, long PenaltyFen, long NextYearDeduction, long? Position);

public sealed record ComplianceTotals(long InitialAllocation, long FinalAllocation, long Verified, long Due,
    long SurrenderedAllowances, long OffsetsUsed, long Shortfall, long PenaltyFen, long NextYearDeduction);

/// <summary>The compliance table, row by row, from the state of the rooms.</summary>
internal static class ComplianceRows
{
    public static IReadOnlyList<ComplianceYear> Years(MarketState state) =>
        [.. state.Allocation.Years.Concat(state.Compliance.Entities.Select(e => e.Year)).Distinct().OrderDescending()];

    /// <summary>The year people mean when they name none: the newest one with verified emissions or surrenders, or else
    /// the newest.</summary>
    public static ComplianceYear? CurrentYear(MarketState state)
    {
        var years = Years(state);
        return years.Where(y => state.Mrv.Of(y).Any()
            || state.Compliance.AssessedOn(y) is not null).Cast<ComplianceYear?>().FirstOrDefault()
            ?? (years.Count > 0 ? years[0] : null);
    }

    public static IEnumerable<ComplianceRow> Of(ComplianceYear year, MarketState state)
    {
        var listed = state.Allocation.Of(year).ToList();
        if (listed.Count > 0) return listed.Select(a => Row(year, a.Participant, a, state));
        return state.Mrv.Of(year).Select(r => Row(year, r.Participant, null, state));
    }

    public static ComplianceRow Row(
        ComplianceYear year, ParticipantId id, EntityAllocation? allocation, MarketState state)
    {
        var participant = state.Participants.Find(id)!;
        var report = state.Mrv.Find(year, id);
        var compliance = state.Compliance.Find(year, id);
        var due = compliance?.Due ?? report?.Accepted;
        return new ComplianceRow(id.ToString(), Bilingual.Of(participant.NameZh, participant.NameEn),
            Sector(allocation?.Entity.Sector ?? participant.Sector), Names.Code("city", participant.City),
            MethodOf(allocation?.Method), allocation?.Initial?.Count, allocation?.Final?.Count,
                report?.Accepted?.Count, due?.Count,
            compliance?.Allowances.Count ?? 0, compliance?.Offsets.Count ?? 0, OffsetCap(year, id, due, state),
            compliance?.Shortfall is null ? null : compliance.StillMissing.Count, StatusOf(report, compliance, due),
            compliance?.Fines.Fen ?? 0, compliance?.Deduction.Count ?? 0,
            Latest(allocation?.Position, report?.Position, compliance?.Position));
    }

    public static ComplianceTotals Totals(IReadOnlyCollection<ComplianceRow> rows) => new(
        rows.Sum(r => r.InitialAllocation ?? 0), rows.Sum(r => r.FinalAllocation ?? 0), rows.Sum(r => r.Verified ?? 0),
        rows.Sum(r => r.Due ?? 0), rows.Sum(r => r.SurrenderedAllowances), rows.Sum(r => r.OffsetsUsed),
        rows.Sum(r => r.Shortfall ?? 0), rows.Sum(r => r.PenaltyFen), rows.Sum(r => r.NextYearDeduction));

    /// <summary>The surrender deadline; null when neither a decision nor a usable rule gives one.</summary>
    public static (LocalDate? Date, Citation? Basis) Deadline(ComplianceYear year, MarketState state)
    {
        if (state.Compliance.DeadlineOf(year) is { } decided) return (decided.Date, new Citation(decided.Decision));
        var (date, refusal) = Deadlines.Of(year, new RuleReader(state.Rulebook), state.Compliance);
        return refusal is null
            ? (date, state.Rulebook.CitationOf(ComplianceKeys.SurrenderMonth.Name, year.RuleDate))
            : (null, null);
    }

    public static SectorAnswer Sector(string id) => new(id, Names.Code("sector", id));

    public static string MethodOf(AllocationMethod? method) => method switch
    {
        AllocationMethod.Benchmark => "benchmark",
        AllocationMethod.HistoricalIntensity => "historicalIntensity",
        AllocationMethod.Historical => "historical",
        _ => "none",
    };

    public static long? OffsetCap(ComplianceYear year, ParticipantId id, Tonnes? due, MarketState state)
    {
        if (due is not { } owed) return null;
        var rules = new RuleReader(state.Rulebook);
        var cap = OffsetAllowance.Of(year, id, owed, rules, state.Allocation);
        return rules.Missing is null ? cap?.Limit.Count : null;
    }

    private static string StatusOf(EmissionReport? report, EntityCompliance? compliance, Tonnes? due) =>
        compliance?.Status switch
        {
            ComplianceStatus.Settled => "settled",
            ComplianceStatus.Short => compliance.StillMissing.IsZero ? "settled" : "short",
            ComplianceStatus.Excluded or ComplianceStatus.NotApplicable => "exempt",
            ComplianceStatus.NotReported => "notReported",
            _ => report?.Exclusion is not null ? "exempt"
                : report?.Accepted is null ? report?.Reported is null ? "notReported" : "reported"
                : compliance is null || compliance.Counted.IsZero ? "verified"
                : compliance.Counted < due ? "partlySurrendered" : "settled",
        };

    private static long? Latest(params ReadOnlySpan<long?> positions)
    {
        long? latest = null;
        foreach (var position in positions)
            if (position is { } p && (latest is null || p > latest)) latest = p;
        return latest;
    }
}
