using Chutan.Market.Participants;
using static Chutan.Market.Oversight.StabilitySnapshot;

namespace Chutan.Market.Oversight;

/// <summary>Restrictions, warnings, relations, group and class limits, and large-holder duties.</summary>
public sealed class MeasuresState
{
    private readonly List<Restriction> restrictions = [];
    private readonly List<RiskWarning> warnings = [];
    private readonly List<Relation> relations = [];
    private readonly List<LargeHolderDuty> duties = [];
    private readonly SortedDictionary<ParticipantKind, Tonnes> classLimits = [];

    public IReadOnlyList<Restriction> Restrictions => restrictions;
    public IReadOnlyList<RiskWarning> Warnings => warnings;
    public IReadOnlyList<Relation> Relations => relations;
    public IReadOnlyList<LargeHolderDuty> Duties => duties;

    /// <summary>The most a party of each kind may hold; kinds without a limit are not listed.</summary>
    public IReadOnlyDictionary<ParticipantKind, Tonnes> ClassLimits => classLimits;

    public Relation? FindRelation(int number) =>
        number >= 1 && number <= relations.Count ? relations[number - 1] : null;

    /// <summary>Everybody who belongs together with a participant, itself included, by number: relations that share a
    /// member make one party.</summary>
    public ImmutableArray<ParticipantId> PartyOf(ParticipantId participant)
    {
        if (relations.Count == 0) return [participant];
        var party = new SortedSet<ParticipantId> { participant };
        for (var grew = true; grew;)
        {
            grew = false;
            foreach (var relation in relations)
                if (relation.EndedOn is null && relation.Members.Any(party.Contains))
                    foreach (var member in relation.Members) grew |= party.Add(member);
        }
        return [.. party];
    }

    internal void Apply(MeasureEvent happened, EventContext context)
    {
        switch (happened)
        {
            case RestrictionImposed e:
                restrictions.Add(new Restriction(e.Restriction, e.Participant, e.Kind, e.From, e.Through, e.Cause,
                    e.Case, e.Ceiling, context.Date, LiftedOn: null));
                break;
            case RestrictionLifted e: Set(restrictions, e.Restriction, r => r with { LiftedOn = context.Date }); break;
            case WarningIssued e:
                warnings.Add(new RiskWarning(e.Warning, e.Participant, context.Date, e.Text, e.Case, null));
                break;
            case WarningAcknowledged e: Set(warnings, e.Warning, w => w with { AcknowledgedOn = context.Date }); break;
            case RelationRecorded e:
                relations.Add(new Relation(e.Relation, e.Members, e.Kind, e.Name, e.Evidence, context.Date,
                    Limit: null, EndedOn: null));
                break;
            case RelationEnded e: Set(relations, e.Relation, r => r with { EndedOn = context.Date }); break;
            case GroupLimitSet e: Set(relations, e.Relation, r => r with { Limit = e.Limit }); break;
            case ClassLimitSet { Limit: { } limit } e: classLimits[e.Kind] = limit; break;
            case ClassLimitSet e: classLimits.Remove(e.Kind); break;
            case LargeHolderFound e:
                duties.Add(new LargeHolderDuty(e.Duty, e.Holder, e.Members, e.Date, e.Holding, e.Circulation, e.Share,
                    e.DueBy, ReportedOn: null, "", "", "", EndedOn: null));
                break;
            case LargeHoldingReported e:
                Set(duties, e.Duty, d => d with
                { ReportedOn = context.Date, Purpose = e.Purpose, FundsFrom = e.FundsFrom, Intention = e.Intention });
                break;
            case LargeHolderEnded e: Set(duties, e.Duty, d => d with { EndedOn = context.Date }); break;
            default: throw new InvalidOperationException($"No measure for {happened.GetType().Name}.");
        }
    }

    internal void Save(StateWriter to)
    {
        to.Many(restrictions, r =>
        {
            to.Int(r.Number); to.Long(r.Participant.Number); to.Int((int)r.Kind); to.Date(r.From); to.Date(r.Through);
            to.String(r.Cause); to.Int(r.Case ?? 0); to.Long(r.Ceiling.Count); to.Date(r.ImposedOn);
            to.Date(r.LiftedOn);
        });
        to.Many(warnings, w =>
        {
            to.Int(w.Number); to.Long(w.Participant.Number); to.Date(w.Date); to.String(w.Text); to.Int(w.Case ?? 0);
            to.Date(w.AcknowledgedOn);
        });
        to.Many(relations, r =>
        {
            to.Int(r.Number); to.Many(r.Members, m => to.Long(m.Number)); to.Int((int)r.Kind); to.String(r.Name);
            to.String(r.Evidence); to.Date(r.From); to.Long(r.Limit?.Count ?? -1); to.Date(r.EndedOn);
        });
        to.Many(duties, d => Write(to, d));
        to.Many([.. classLimits], c =>
        {
            to.Int((int)c.Key); to.Long(c.Value.Count);
        });
    }

    internal void Load(StateReader from)
    {
        from.Many(() => restrictions.Add(new Restriction(from.Int(), new(from.Long()), (RestrictionKind)from.Int(),
            from.Date(), from.MaybeDate(), from.String(), Maybe(from.Int()), new(from.Long()), from.Date(),
            from.MaybeDate())));
        from.Many(() => warnings.Add(new RiskWarning(from.Int(), new(from.Long()), from.Date(), from.String(),
            Maybe(from.Int()), from.MaybeDate())));
        from.Many(() => relations.Add(new Relation(from.Int(), ReadParticipants(from), (RelationKind)from.Int(),
            from.String(), from.String(), from.Date(), from.Long() is >= 0 and var limit ? new Tonnes(limit) : null,
            from.MaybeDate())));
        from.Many(() => duties.Add(ReadDuty(from)));
        from.Many(() => classLimits.Add((ParticipantKind)from.Int(), new Tonnes(from.Long())));
    }

    private static void Write(StateWriter to, LargeHolderDuty duty)
    {
        to.Int(duty.Number);
        to.Long(duty.Holder.Number);
        to.Many(duty.Members, m => to.Long(m.Number));
        to.Date(duty.Date);
        to.Long(duty.Holding.Count);
        to.Long(duty.Circulation.Count);
        to.Long(duty.Share.Parts);
        to.Date(duty.DueBy);
        to.Date(duty.ReportedOn);
        foreach (var text in new[] { duty.Purpose, duty.FundsFrom, duty.Intention }) to.String(text);
        to.Date(duty.EndedOn);
    }

    private static LargeHolderDuty ReadDuty(StateReader from) => new(from.Int(), new(from.Long()),
        ReadParticipants(from), from.Date(), new(from.Long()), new(from.Long()), new(from.Long()), from.Date(),
        from.MaybeDate(), from.String(), from.String(), from.String(), from.MaybeDate());

    private static ImmutableArray<ParticipantId> ReadParticipants(StateReader from) =>
        ReadMany(from, () => new ParticipantId(from.Long()));

    private static int? Maybe(int number) => number == 0 ? null : number;

    private static void Set<T>(List<T> list, int number, Func<T, T> change) =>
        list[number - 1] = change(list[number - 1]);
}
