using Chutan.Market;
using Chutan.Market.Mrv;

namespace Chutan.Server.Mrv;

/// <summary>An occasion on which a check is run.</summary>
public enum CheckRun
{
    /// <summary>While a month is typed, before it is filed.</summary>
    Typing,
    /// <summary>On a prepared annual report, before it is signed.</summary>
    Preparing,
    /// <summary>When a month, a correction or a derived annual report is handed in.</summary>
    Filing,
    /// <summary>On every step of a verification.</summary>
    Verifying,
    /// <summary>In the review of all entities of a year.</summary>
    Review,
    /// <summary>When past months are run again after a change of the rules.</summary>
    Replay,
}

/// <summary>What a check compares with, which somebody else has to enter first.</summary>
public enum CheckSource
{
    LabCopies,
    ElectricityBills,
    HeatInvoices,
    OutputStatistics,
    ContinuousMeasurement,
    Contracts,
}

/// <summary>校核时点: when each check is run, and what it still lacks to find anything.</summary>
internal static class CheckRuns
{
    /// <summary>The number of a check and what it compares with.</summary>
    internal static readonly ImmutableSortedDictionary<string, CheckSource> Sources =
        new Dictionary<string, CheckSource>(StringComparer.Ordinal)
        {
            ["309"] = CheckSource.LabCopies, ["211-invoice"] = CheckSource.HeatInvoices,
            ["212"] = CheckSource.ElectricityBills, ["215"] = CheckSource.ContinuousMeasurement,
            ["411"] = CheckSource.OutputStatistics, ["506"] = CheckSource.Contracts,
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<CheckRun> Of(CheckStage stage) => stage switch
    {
        CheckStage.Month => [CheckRun.Typing, CheckRun.Filing, CheckRun.Review, CheckRun.Replay],
        CheckStage.Year => [CheckRun.Preparing, CheckRun.Filing, CheckRun.Review],
        CheckStage.Verification => [CheckRun.Verifying, CheckRun.Review],
        _ => [CheckRun.Review],
    };

    /// <summary>What nobody has entered yet, so that the check cannot find anything; null when it has all it needs.
    /// </summary>
    public static CheckSource? LackOf(string check, MarketState state) =>
        Sources.TryGetValue(check, out var source) && !Has(source, state) ? source : null;

    private static bool Has(CheckSource source, MarketState state) => source switch
    {
        CheckSource.LabCopies => state.Mrv.Checks.HasCopies,
        CheckSource.Contracts => state.Mrv.Checks.AllContracts.Any(),
        CheckSource.ElectricityBills => Has(ComparisonKind.ElectricityBill, state),
        CheckSource.HeatInvoices => Has(ComparisonKind.HeatInvoice, state),
        CheckSource.OutputStatistics => Has(ComparisonKind.OutputStatistics, state),
        CheckSource.ContinuousMeasurement => state.Mrv.Cems.All.Count > 0
            || Has(ComparisonKind.ContinuousMeasurement, state),
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };

    private static bool Has(ComparisonKind kind, MarketState state) =>
        state.Mrv.Checks.AllComparisons.Any(c => c.Kind == kind);
}
