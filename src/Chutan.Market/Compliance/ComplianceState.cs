namespace Chutan.Market.Compliance;

public abstract record ComplianceEvent : Event;

public sealed class ComplianceState
{
    internal void Apply(ComplianceEvent happened, EventContext context) { }
    internal void Save(StateWriter to) { }
    internal void Load(StateReader from) { }
}
