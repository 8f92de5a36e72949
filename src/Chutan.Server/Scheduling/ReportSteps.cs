using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Rulebook;

namespace Chutan.Server.Scheduling;

/// <summary>催报: reminders of last year's reports, on working days when their deadline is near.</summary>
internal static class ReportSteps
{
    public static ImmutableArray<Command> Due(MarketState state, Instant at)
    {
        if (state.Rulebook.Content is not { } rulebook) return [];
        var today = at.InZone(DateTimeZoneProviders.Tzdb[rulebook.Zone]).Date;
        if (state.Rulebook.Calendar.IsWorkingDay(today) != true) return [];
        var year = new ComplianceYear(today.Year - 1);
        var (reminders, refusal) = ReportDeadlines.ToRemind(year, today, new RuleReader(state.Rulebook), state.Mrv);
        return refusal is null && reminders.Count > 0 ? [new RemindReports(year)] : [];
    }
}
