namespace Chutan.Market.Registry;

public abstract record RegistryEvent : Event;

/// <summary>All registration accounts and what they hold.</summary>
public sealed class RegistryState
{
    public ParticipantId? OwnerOf(AccountId account) => null;
    public AccountId? AccountOf(ParticipantId participant) => null;

    internal void Apply(RegistryEvent happened, EventContext context) { }
    internal void Save(StateWriter to) { }
    internal void Load(StateReader from) { }
}
