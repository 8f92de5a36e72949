namespace Chutan.Market.Compliance;

public abstract record ComplianceEvent : Event;

/// <summary>Deadlines, surrenders, assessments and penalties, by compliance year and entity.</summary>
public sealed class ComplianceState
{
    private readonly SortedDictionary<(ComplianceYear Year, ParticipantId Participant), EntityCompliance> entities = [];
    private readonly SortedDictionary<ComplianceYear, Deadline> deadlines = [];
    private readonly SortedDictionary<ComplianceYear, LocalDate> assessed = [];
    private readonly SortedDictionary<ComplianceYear, LocalDate> expired = [];

    /// <summary>Every entity's compliance, by year and entity.</summary>
    public IReadOnlyCollection<EntityCompliance> Entities => entities.Values;

    public EntityCompliance? Find(ComplianceYear year, ParticipantId participant) =>
        entities.GetValueOrDefault((year, participant));

    /// <summary>The deadline a decision set; null when the rule's own date stands.</summary>
    public Deadline? DeadlineOf(ComplianceYear year) => deadlines.GetValueOrDefault(year);

    /// <summary>The day a year was assessed; null before.</summary>
    public LocalDate? AssessedOn(ComplianceYear year) =>
        assessed.TryGetValue(year, out var date) ? date : null;

    /// <summary>The day left-over units of a year were cancelled; null before.</summary>
    public LocalDate? ExpiredOn(ComplianceYear year) => expired.TryGetValue(year, out var date) ? date : null;

    /// <summary>Surrendered by an entity in all years up to and including one.</summary>
    public Tonnes SurrenderedThrough(ComplianceYear year, ParticipantId participant)
    {
        var sum = Tonnes.Zero;
        foreach (var entity in entities.Values)
            if (entity.Participant == participant && entity.Year <= year) sum += entity.Surrendered;
        return sum;
    }

    internal void Apply(ComplianceEvent happened, EventContext context)
    {
        switch (happened)
        {
            case DeadlineSet e:
                deadlines[e.Year] = new Deadline(e.Date, e.Decision, e.Extends, context.Date, context.Position);
                break;
            case UnitsSurrendered e:
                Change(e.Year, e.Participant, context, c => c.With(e));
                break;
            case ComplianceAssessed e:
                Change(e.Year, e.Participant, context, c => c with
                { Status = e.Status, Due = e.Due, Shortfall = e.Shortfall, AssessedAt = context.Position });
                break;
            case ObligationAdjusted e:
                Change(e.Year, e.Participant, context, c => c with
                { Status = e.Status, Due = e.Due, Shortfall = e.Shortfall, AdjustedAt = context.Position });
                break;
            case SurplusCredited e:
                Change(e.Year, e.Participant, context, c => c with
                { CreditedOut = c.CreditedOut + e.Quantity, CreditedTo = e.To, CreditLines = e.Lines });
                Change(e.To, e.Participant, context, c => c with { CreditedIn = c.CreditedIn + e.Quantity });
                break;
            case YearAssessed e: assessed[e.Year] = context.Date; break;
            case PenaltyImposed e:
                Change(e.Year, e.Participant, context, c => c with
                { Penalties = c.Penalties.Add(e.Penalty), Deduction = c.Deduction + e.Penalty.Deduction });
                break;
            case UnitsExpired e: expired[e.Year] = context.Date; break;
        }
    }

    internal void Save(StateWriter to)
    {
        to.Many(deadlines, d =>
        {
            to.Int(d.Key.Year);
            to.Date(d.Value.Date);
            to.String(d.Value.Decision);
            to.Date(d.Value.Extends);
            to.Date(d.Value.DecidedOn);
            to.Long(d.Value.Position);
        });
        foreach (var days in new[] { assessed, expired })
            to.Many(days, d =>
            {
                to.Int(d.Key.Year);
                to.Date(d.Value);
            });
        to.Many(entities.Values, e => ComplianceSnapshot.Write(to, e));
    }

    internal void Load(StateReader from)
    {
        from.Many(() => deadlines.Add(new ComplianceYear(from.Int()),
            new Deadline(from.Date(), from.String(), from.MaybeDate(), from.Date(), from.Long())));
        foreach (var days in new[] { assessed, expired })
            from.Many(() => days.Add(new ComplianceYear(from.Int()), from.Date()));
        from.Many(() =>
        {
            var entity = ComplianceSnapshot.Read(from);
            entities.Add((entity.Year, entity.Participant), entity);
        });
    }

    private void Change(ComplianceYear year, ParticipantId participant, EventContext context,
        Func<EntityCompliance, EntityCompliance> change) =>
        entities[(year, participant)] = change(Find(year, participant) ?? new EntityCompliance(year, participant)) with
        { Position = context.Position };
}
