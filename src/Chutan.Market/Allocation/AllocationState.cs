namespace Chutan.Market.Allocation;

public abstract record AllocationEvent : Event;

public sealed class AllocationState
{
    internal void Apply(AllocationEvent happened, EventContext context) { }
    internal void Save(StateWriter to) { }
    internal void Load(StateReader from) { }
}
