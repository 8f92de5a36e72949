using Chutan.Market.Clearing;
using Chutan.Market.Registry;

namespace Chutan.Market;

/// <summary>What must hold at all times, over all rooms: conservation per asset, no negative balance or hold, every
/// serial in one place, money in accounts equal to money at the bank.</summary>
public static class Invariants
{
    /// <summary>Checks everything; null when all holds, otherwise a sentence naming what does not.</summary>
    public static string? CheckAll(MarketState state) =>
        RegistryInvariants.Check(state.Registry)
        ?? (ClearingInvariants.Check(state.Clearing) is [var problem, ..] ? problem : null);

    /// <summary>Checks what the events touched, in time independent of the size of the market.</summary>
    public static string? CheckTouched(MarketState state, ImmutableArray<Event> events) =>
        RegistryInvariants.CheckTouched(state.Registry, events);

    /// <summary>Whether this event ends a business day, when everything is checked in production too.</summary>
    public static bool ClosesTheDay(Event happened) => happened is DayReconciled;
}
