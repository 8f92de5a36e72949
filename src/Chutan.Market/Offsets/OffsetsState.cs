namespace Chutan.Market.Offsets;

public abstract record OffsetEvent : Event;

public sealed class OffsetsState
{
    internal void Apply(OffsetEvent happened, EventContext context) { }
    internal void Save(StateWriter to) { }
    internal void Load(StateReader from) { }
}
