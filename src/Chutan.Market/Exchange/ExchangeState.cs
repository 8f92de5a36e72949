namespace Chutan.Market.Exchange;

public abstract record ExchangeEvent : Event;

public sealed class ExchangeState
{
    internal void Apply(ExchangeEvent happened, EventContext context) { }
    internal void Save(StateWriter to) { }
    internal void Load(StateReader from) { }
}
