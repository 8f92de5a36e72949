using Chutan.Market.Mrv;
using Chutan.Market.Participants;

namespace Chutan.Market.Flows;

/// <summary>校核覆盖的查询: what each check in force could say something of in a year, by what is on the books now.
/// </summary>
public static class QualityReading
{
    /// <summary>Every check in its order; empty while no catalogue is in force.</summary>
    public static ImmutableArray<CheckReach> Reach(ComplianceYear year, MarketState state, Instant at, LocalDate today)
    {
        if (state.Mrv.Checks.Catalogue is not { } catalogue) return [];
        var context = new CommandContext(0, at, today, LocalTime.Midnight, Actor.Scheduler, default,
            new RuleReader(state.Rulebook));
        var conduct = new ConductPicture(context, state.Participants, state.Mrv, b =>
            GivingVerifications.TiesOf(b, state));
        return new Judging(catalogue, context.Rules, year).Reach(QualityReviewing.Whole(year, state.Mrv,
            state.Quantification, conduct));
    }
}
