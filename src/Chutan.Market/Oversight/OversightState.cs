namespace Chutan.Market.Oversight;

public abstract record OversightEvent : Event;

/// <summary>监管: how the market's stability and fairness are watched and kept. Reads the other rooms; changes only
/// itself.</summary>
public sealed class OversightState
{
    /// <summary>Limit days, triggers, the expert committee and its plans 市场调节.</summary>
    public StabilityState Stability { get; } = new();

    /// <summary>Restrictions, warnings, relations and large holders 风险控制.</summary>
    public MeasuresState Measures { get; } = new();

    /// <summary>What the surveillance keeps and found 交易监察.</summary>
    public SurveillanceState Surveillance { get; } = new();

    /// <summary>案件.</summary>
    public CasesState Cases { get; } = new();

    internal void Apply(OversightEvent happened, EventContext context)
    {
        switch (happened)
        {
            case StabilityEvent e: Stability.Apply(e, context); break;
            case MeasureEvent e: Measures.Apply(e, context); break;
            case SurveillanceEvent e: Surveillance.Apply(e); break;
            case CaseEvent e:
                Cases.Apply(e, context);
                Surveillance.Take(e);
                break;
            default: throw new InvalidOperationException($"Oversight has no place for {happened.GetType().Name}.");
        }
    }

    internal void Save(StateWriter to)
    {
        Stability.Save(to);
        Measures.Save(to);
        Surveillance.Save(to);
        Cases.Save(to);
    }

    internal void Load(StateReader from)
    {
        Stability.Load(from);
        Measures.Load(from);
        Surveillance.Load(from);
        Cases.Load(from);
    }
}
