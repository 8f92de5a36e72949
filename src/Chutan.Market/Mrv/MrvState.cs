namespace Chutan.Market.Mrv;

public abstract record MrvEvent : Event;

public sealed class MrvState
{
    internal void Apply(MrvEvent happened, EventContext context) { }
    internal void Save(StateWriter to) { }
    internal void Load(StateReader from) { }
}
