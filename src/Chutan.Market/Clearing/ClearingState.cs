namespace Chutan.Market.Clearing;

public abstract record ClearingEvent : Event;

public sealed class ClearingState
{
    internal void Apply(ClearingEvent happened, EventContext context) { }
    internal void Save(StateWriter to) { }
    internal void Load(StateReader from) { }
}
