namespace Chutan.Market.Oversight;

public abstract record OversightEvent : Event;

/// <summary>监管: how the market's stability is watched and kept. Reads the other rooms; changes only itself.</summary>
public sealed class OversightState
{
    /// <summary>Limit days, triggers, the expert committee and its plans 市场调节.</summary>
    public StabilityState Stability { get; } = new();

    internal void Apply(OversightEvent happened, EventContext context)
    {
        switch (happened)
        {
            case StabilityEvent e: Stability.Apply(e, context); break;
            default: throw new InvalidOperationException($"Oversight has no place for {happened.GetType().Name}.");
        }
    }

    internal void Save(StateWriter to) => Stability.Save(to);

    internal void Load(StateReader from) => Stability.Load(from);
}
