using Chutan.Market.Mrv;
using Chutan.Market.Oversight;

namespace Chutan.Market.Flows;

/// <summary>核查任务的指派、改派与复查: whoever is given a report is first held against what the whole market knows of it,
/// the groups entered by oversight and those declared for auctions among it.</summary>
internal static class GivingVerifications
{
    public static Decision Decide(AssignVerifier command, CommandContext context, MarketState state) =>
        Verification.Decide(command, TiesOf(command.Verifier, state), context, state.Participants, state.Mrv);

    public static Decision Decide(ReassignVerification command, CommandContext context, MarketState state) =>
        Assigning.Decide(command, TiesOf(command.Verifier, state), context, state.Participants, state.Mrv);

    public static Decision Decide(OpenRecheck command, CommandContext context, MarketState state) =>
        Rechecks.Decide(command, TiesOf(command.Verifier, state), context, state.Participants, state.Mrv);

    /// <summary>Everybody the market knows to belong together with a body, and where that is known from.</summary>
    public static KnownTies TiesOf(ParticipantId body, MarketState state)
    {
        var party = state.Oversight.Measures.PartyOf(body).Where(p => p != body).ToImmutableArray();
        if (!party.IsEmpty)
            return new KnownTies(party, state.Oversight.Measures.Relations.First(r => r.EndedOn is null
                && r.Members.Contains(body)).Name);
        return state.Auctions.GroupOf(body) is { } group
            ? new KnownTies([.. state.Auctions.Groups.Where(g => g.Value == group && g.Key != body)
                .Select(g => g.Key)], group)
            : KnownTies.None;
    }
}
