using Chutan.Market.Mrv;
using Chutan.Market.Participants;

namespace Chutan.Market.Flows;

/// <summary>暂停或恢复主体: the change itself, and what it means for work that is under way. A verification body that is
/// suspended has its open work stopped with the clock; nothing on file is lost, and the authority gives it to another
/// or lets it go on.</summary>
internal static class ChangingStatus
{
    public static Decision Decide(SetParticipantStatus command, CommandContext context, MarketState state)
    {
        var decision = Registration.Decide(command, state.Participants);
        if (decision is not Decision.Accepted { Events: [ParticipantStatusChanged changed] } accepted) return decision;
        return accepted with { Events = [changed, .. Assigning.Following(changed, context, state.Mrv)] };
    }
}
