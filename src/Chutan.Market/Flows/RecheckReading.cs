using Chutan.Market.Allocation;
using Chutan.Market.Compliance;
using Chutan.Market.Mrv;

namespace Chutan.Market.Flows;

/// <summary>复查的后果: what followed from a second verification that found another figure, and what is still to be done.
/// </summary>
/// <param name="Reopening">The order by which the report was opened again on it.</param>
/// <param name="Found">The figure the second verification found.</param>
/// <param name="IsTakeOverDue">Whether that figure still has to be taken over.</param>
/// <param name="Duties">The years whose duty was adjusted, oldest first.</param>
/// <param name="Allocation">The year's allocation; null when the entity has none.</param>
public sealed record RecheckConsequences(ReportReopening Reopening, Tonnes Found, bool IsTakeOverDue,
    ImmutableArray<EntityCompliance> Duties, EntityAllocation? Allocation, bool IsRecalculationDue,
    bool IsFraudPenaltyDue);

/// <summary>处罚的幅度: between what a penalty for a shortfall may be chosen.</summary>
/// <param name="ByMultiple">A multiple of the market value of what is missing; otherwise an amount in fen.</param>
/// <param name="Shortfall">What no penalty was imposed for yet.</param>
/// <param name="AsksRefusal">Whether it matters that the entity refused to make it up.</param>
public sealed record PenaltyRange(bool ByMultiple, decimal Least, decimal Most, Tonnes Shortfall, bool AsksRefusal,
    Citation Basis);

/// <summary>What pages ask about second verifications before anybody acts; the answers are those the decisions
/// themselves would give.</summary>
public static class RecheckReading
{
    /// <summary>The figure that counts and the one a closed second verification found, when a report could be opened
    /// again on it; null when not.</summary>
    public static (Tonnes Standing, Tonnes Found)? Reopening(VerificationTask task, MarketState state) =>
        task is { Kind: VerificationKind.Recheck, Stage: VerificationStage.Closed, Conclusion: { } found }
        && state.Mrv.Find(task.Year, task.Participant) is { State: ReportState.Accepted, Verified: { } standing }
        && standing != found.Verified && OrderOn(task, state) is null
            ? (standing, found.Verified) : null;

    /// <summary>What came of the order that rests on a second verification; null while there is none.</summary>
    public static RecheckConsequences? Of(VerificationTask task, MarketState state)
    {
        if (task is not { Kind: VerificationKind.Recheck, Conclusion: { } found }
            || OrderOn(task, state) is not { } order) return null;
        var allocation = state.Allocation.Find(task.Year, task.Participant);
        return new RecheckConsequences(order, found.Verified,
            EmissionsDetermination.RecheckOf(task.Year, task.Participant, state.Mrv)?.Number == task.Number
                && state.Mrv.Find(task.Year, task.Participant)?.State is ReportState.Reopened or ReportState.Returned
                    or ReportState.Refused,
            order.Restated is null ? [] : [.. state.Compliance.Entities.Where(e => e.Participant == task.Participant
                && e.AdjustedAt >= order.RestatedAt).OrderBy(e => e.Year)],
            allocation, allocation is not null && VerificationReading.IsRecalculationDue(allocation, state),
            order.Fraud && state.Compliance.Find(task.Year, task.Participant)?.Penalties.Any(p =>
                p.Breach == Breach.DataFraud) != true);
    }

    /// <summary>The task whose result a second verification looks at; null for a yearly one.</summary>
    public static VerificationTask? FirstOf(VerificationTask task, MarketState state) =>
        task.Kind == VerificationKind.Recheck ? Rechecks.Original(task, state.Mrv) : null;

    /// <summary>What a penalty for a year's shortfall could be chosen from; null when none could be imposed.</summary>
    public static PenaltyRange? PenaltyOf(ComplianceYear year, ParticipantId participant, MarketState state) =>
        Penalising.RangeOf(year, participant, new RuleReader(state.Rulebook), state);

    private static ReportReopening? OrderOn(VerificationTask task, MarketState state) =>
        state.Mrv.Annuals.Reopenings(task.Participant, task.Year).LastOrDefault(r => r.Recheck == task.Number);
}
