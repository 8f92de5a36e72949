using Chutan.Market.Participants;

namespace Chutan.Market.Oversight;

/// <summary>登记关联关系: puts on record that participants belong together, so that their positions and trades are
/// looked at as one.</summary>
/// <param name="Evidence">Where it is known from: register extract, declaration, finding.</param>
[Wire("oversight.record-relation"), By(Scope.Any, Rights.None, Role.Authority, Role.Exchange)]
public sealed record RecordRelation(ImmutableArray<ParticipantId> Members, RelationKind Kind, string Name,
    string Evidence) : Command;

/// <summary>终止关联关系.</summary>
[Wire("oversight.end-relation"), By(Scope.Any, Rights.None, Role.Authority, Role.Exchange)]
public sealed record EndRelation(int Relation, string Reason) : Command;

/// <summary>设定合并持有限额: the most a group may hold together; null lifts the limit.</summary>
[Wire("oversight.set-group-limit"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record SetGroupLimit(int Relation, Tonnes? Limit, string Reason) : Command;

/// <summary>设定分类持有限额: the most a participant of a kind, with those it belongs together with, may hold; null
/// lifts the limit.</summary>
[Wire("oversight.set-class-limit"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record SetClassLimit(ParticipantKind Kind, Tonnes? Limit, string Reason) : Command;

/// <summary>How participants belong together.</summary>
public enum RelationKind
{
    /// <summary>同一集团.</summary>
    CorporateGroup = 0,
    /// <summary>共同代表人: the same person acts for them.</summary>
    SharedRepresentative = 1,
    /// <summary>一致行动人.</summary>
    ActingInConcert = 2,
}

/// <summary>Participants that belong together.</summary>
/// <param name="Limit">The most they may hold together; null when none is set.</param>
/// <param name="EndedOn">The day it ended; null while it lasts.</param>
public sealed record Relation(int Number, ImmutableArray<ParticipantId> Members, RelationKind Kind, string Name,
    string Evidence, LocalDate From, Tonnes? Limit, LocalDate? EndedOn);

[Wire("oversight.relation-recorded")]
public sealed record RelationRecorded(int Relation, ImmutableArray<ParticipantId> Members, RelationKind Kind,
    string Name, string Evidence) : MeasureEvent;

[Wire("oversight.relation-ended")]
public sealed record RelationEnded(int Relation, string Reason) : MeasureEvent;

[Wire("oversight.group-limit-set")]
public sealed record GroupLimitSet(int Relation, Tonnes? Limit, string Reason) : MeasureEvent;

[Wire("oversight.class-limit-set")]
public sealed record ClassLimitSet(ParticipantKind Kind, Tonnes? Limit, string Reason) : MeasureEvent;

/// <summary>关联关系与持有限额.</summary>
internal static class Relations
{
    public static Decision Decide(RecordRelation command, ParticipantsState participants, MeasuresState measures)
    {
        if (command.Members.IsDefault || command.Members.Distinct().Count() < 2)
            return OversightRefusals.TwoMembers.With(OversightRefusals.Supervision);
        foreach (var member in command.Members)
            if (participants.Find(member) is null)
                return OversightRefusals.UnknownParticipant.With(OversightRefusals.Supervision,
                    ("participant", member));
        if (string.IsNullOrWhiteSpace(command.Name) || string.IsNullOrWhiteSpace(command.Evidence))
            return OversightRefusals.NoReason();
        return Decision.Accept(new RelationRecorded(measures.Relations.Count + 1,
            [.. command.Members.Distinct().Order()], command.Kind, command.Name, command.Evidence));
    }

    public static Decision Decide(EndRelation command, MeasuresState measures) =>
        measures.FindRelation(command.Relation) is not { EndedOn: null } relation ? Unknown(command.Relation)
        : string.IsNullOrWhiteSpace(command.Reason) ? OversightRefusals.NoReason()
        : Decision.Accept(new RelationEnded(relation.Number, command.Reason));

    public static Decision Decide(SetGroupLimit command, MeasuresState measures) =>
        measures.FindRelation(command.Relation) is not { EndedOn: null } relation ? Unknown(command.Relation)
        : string.IsNullOrWhiteSpace(command.Reason) ? OversightRefusals.NoReason()
        : Decision.Accept(new GroupLimitSet(relation.Number, command.Limit, command.Reason));

    public static Decision Decide(SetClassLimit command) => string.IsNullOrWhiteSpace(command.Reason)
        ? OversightRefusals.NoReason()
        : Decision.Accept(new ClassLimitSet(command.Kind, command.Limit, command.Reason));

    private static Refusal Unknown(int relation) =>
        OversightRefusals.UnknownRelation.With(OversightRefusals.Supervision, ("relation", relation));
}
