using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Flows;
using Chutan.Market.Participants;

namespace Chutan.Market;

/// <summary>From a command to the function that decides it. Authority first, then the room or flow.</summary>
public static class Dispatch
{
    /// <summary>Decides one command against the state. Pure: changes nothing, asks nobody. An accepted decision
    /// carries every rule value it used; one that needed a value that is not to be had is refused with its name.</summary>
    public static Decision Decide(Command command, CommandContext context, MarketState state)
    {
        if (Authority.Check(command, context.Actor, state) is { } denied) return denied;
        var decision = ToRoom(command, context, state);
        if (context.Rules.Missing is { } missing) return missing;
        return decision is Decision.Accepted accepted ? accepted with { Rules = context.Rules.Used } : decision;
    }

    private static Decision ToRoom(Command command, CommandContext context, MarketState state) => command switch
    {
        // Rulebook
        AdoptRulebook c => Adopting.Decide(c),
        AdoptRuleValue c => Adopting.Decide(c, context, state.Rulebook),

        // Participants
        RegisterParticipant c => Registration.Decide(c, context, state.Participants),
        AppointRepresentative c => Registration.Decide(c, context, state.Participants),
        ChangeRepresentative c => Registration.Decide(c, state.Participants),
        SetParticipantStatus c => Registration.Decide(c, state.Participants),

        // Registry

        // Allocation

        // Mrv

        // Exchange
        PlaceOrder c => PlacingOrders.Decide(c, context, state),
        CancelOrder c => EndingOrders.Decide(c, state),
        CloseTrading c => EndingOrders.Decide(c, context, state),
        OpenBusinessDay c => OpeningDay.Decide(c, context, state),
        HaltTrading c => Halting.Decide(c, state.Exchange),
        ResumeTrading c => Halting.Decide(c, state.Exchange),

        // Clearing
        DepositMoney c => Cash.Decide(c, state.Clearing, state.Registry),
        WithdrawMoney c => Cash.Decide(c, state.Clearing, state.Registry),
        SettleDay c => SettlingDay.Decide(c, state),
        ReconcileDay c => Reconciliation.Decide(c, state.Clearing),

        // Offsets

        // Compliance

        _ => throw new InvalidOperationException($"No decision for {command.GetType().Name}."),
    };
}
