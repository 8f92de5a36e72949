using Chutan.Market.Oversight;

namespace Chutan.Market.Flows;

/// <summary>限制交易与风险警示: the participant must exist, and what it holds now is put on record.</summary>
internal static class Restricting
{
    public static Decision Decide(ImposeRestriction command, MarketState state)
    {
        var holding = state.Registry.AccountOf(command.Participant) is { } account
            ? state.Registry.TotalOf(account)
            : Tonnes.Zero;
        return Measures.Decide(command, holding, Knows(command.Participant, state), state.Oversight);
    }

    public static Decision Decide(IssueWarning command, MarketState state) =>
        Measures.Decide(command, Knows(command.Participant, state), state.Oversight);

    private static bool Knows(ParticipantId participant, MarketState state) =>
        state.Participants.Find(participant) is not null;
}
