namespace Chutan.Market.Oversight;

/// <summary>限制交易: takes from a participant part of what it may do in the market, for a cause and a time.</summary>
/// <param name="Through">Last day in force; null until lifted.</param>
/// <param name="Case">The case it follows from; null when there is none.</param>
[Wire("oversight.restrict"), By(Scope.Any, Rights.None, Role.Authority, Role.Exchange)]
public sealed record ImposeRestriction(ParticipantId Participant, RestrictionKind Kind, LocalDate From,
    LocalDate? Through, string Cause, int? Case) : Command, IConcernsParticipant;

/// <summary>解除限制.</summary>
[Wire("oversight.lift-restriction"), By(Scope.Any, Rights.None, Role.Authority, Role.Exchange)]
public sealed record LiftRestriction(int Restriction, string Reason) : Command;

/// <summary>风险警示: tells a participant of a risk in its trading; it has to acknowledge.</summary>
[Wire("oversight.warn"), By(Scope.Any, Rights.None, Role.Authority, Role.Exchange)]
public sealed record IssueWarning(ParticipantId Participant, string Text, int? Case) : Command, IConcernsParticipant;

/// <summary>确认风险警示.</summary>
[Wire("oversight.acknowledge-warning")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record AcknowledgeWarning(ParticipantId Participant, int Warning) : Command, IConcernsParticipant;

/// <summary>What a restriction takes away.</summary>
public enum RestrictionKind
{
    /// <summary>禁止买入: may not buy.</summary>
    NoBuying = 0,
    /// <summary>禁止开仓: may not come to hold more than on the day it began.</summary>
    NoOpening = 1,
    /// <summary>只减不增: may only sell; no purchase however small, in any mode.</summary>
    ReduceOnly = 2,
    /// <summary>暂停交易: may neither buy nor sell.</summary>
    NoTrading = 3,
}

/// <summary>A restriction on one participant.</summary>
/// <param name="Ceiling">What the participant held when it was imposed.</param>
/// <param name="LiftedOn">The day it was lifted; null while it runs.</param>
public sealed record Restriction(int Number, ParticipantId Participant, RestrictionKind Kind, LocalDate From,
    LocalDate? Through, string Cause, int? Case, Tonnes Ceiling, LocalDate ImposedOn, LocalDate? LiftedOn)
{
    public bool InForce(LocalDate on) => LiftedOn is null && From <= on && (Through is not { } last || on <= last);
}

/// <summary>A risk warning to one participant.</summary>
public sealed record RiskWarning(int Number, ParticipantId Participant, LocalDate Date, string Text, int? Case,
    LocalDate? AcknowledgedOn);

public abstract record MeasureEvent : OversightEvent;

/// <param name="Ceiling">What the participant holds now.</param>
[Wire("oversight.restricted")]
public sealed record RestrictionImposed(int Restriction, ParticipantId Participant, RestrictionKind Kind,
    LocalDate From, LocalDate? Through, string Cause, int? Case, Tonnes Ceiling) : MeasureEvent;

[Wire("oversight.restriction-lifted")]
public sealed record RestrictionLifted(int Restriction, string Reason) : MeasureEvent;

[Wire("oversight.warned")]
public sealed record WarningIssued(int Warning, ParticipantId Participant, string Text, int? Case) : MeasureEvent;

[Wire("oversight.warning-acknowledged")]
public sealed record WarningAcknowledged(int Warning, ParticipantId Participant) : MeasureEvent;

/// <summary>限制交易与风险警示.</summary>
internal static class Measures
{
    /// <param name="holding">What the participant holds now.</param>
    public static Decision Decide(ImposeRestriction command, Tonnes holding, bool known, OversightState oversight)
    {
        if (!known) return Unknown(command.Participant);
        if (command.Through is { } last && last < command.From)
            return OversightRefusals.NoSpan.With(OversightRefusals.Supervision, ("from", command.From),
                ("through", last));
        if (string.IsNullOrWhiteSpace(command.Cause)) return OversightRefusals.NoReason();
        if (command.Case is { } number && oversight.Cases.Find(number) is null)
            return OversightRefusals.UnknownCase.With(OversightRefusals.Supervision, ("case", number));
        return Decision.Accept(new RestrictionImposed(oversight.Measures.Restrictions.Count + 1, command.Participant,
            command.Kind, command.From, command.Through, command.Cause, command.Case, holding));
    }

    public static Decision Decide(LiftRestriction command, MeasuresState measures)
    {
        if (command.Restriction < 1 || command.Restriction > measures.Restrictions.Count
            || measures.Restrictions[command.Restriction - 1].LiftedOn is not null)
            return OversightRefusals.UnknownRestriction.With(OversightRefusals.Supervision,
                ("restriction", command.Restriction));
        return string.IsNullOrWhiteSpace(command.Reason)
            ? OversightRefusals.NoReason()
            : Decision.Accept(new RestrictionLifted(command.Restriction, command.Reason));
    }

    public static Decision Decide(IssueWarning command, bool known, OversightState oversight)
    {
        if (!known) return Unknown(command.Participant);
        if (string.IsNullOrWhiteSpace(command.Text)) return OversightRefusals.NoReason();
        if (command.Case is { } number && oversight.Cases.Find(number) is null)
            return OversightRefusals.UnknownCase.With(OversightRefusals.Supervision, ("case", number));
        return Decision.Accept(new WarningIssued(oversight.Measures.Warnings.Count + 1, command.Participant,
            command.Text, command.Case));
    }

    public static Decision Decide(AcknowledgeWarning command, MeasuresState measures) =>
        command.Warning < 1 || command.Warning > measures.Warnings.Count
            || measures.Warnings[command.Warning - 1] is not { AcknowledgedOn: null } warning
            || warning.Participant != command.Participant
            ? OversightRefusals.UnknownWarning.With(OversightRefusals.Supervision, ("warning", command.Warning))
            : Decision.Accept(new WarningAcknowledged(warning.Number, warning.Participant));

    /// <summary>The restriction that stands against a purchase or sale; null when none does.</summary>
    /// <param name="expected">What the participant would hold after a purchase, with all it bids for today.</param>
    public static Restriction? Standing(MeasuresState measures, ParticipantId participant, bool buys, Tonnes expected,
        LocalDate on)
    {
        foreach (var restriction in measures.Restrictions)
        {
            if (restriction.Participant != participant || !restriction.InForce(on)) continue;
            var stands = restriction.Kind switch
            {
                RestrictionKind.NoTrading => true,
                RestrictionKind.NoOpening => buys && expected > restriction.Ceiling,
                _ => buys,
            };
            if (stands) return restriction;
        }
        return null;
    }

    private static Refusal Unknown(ParticipantId participant) =>
        OversightRefusals.UnknownParticipant.With(OversightRefusals.Supervision, ("participant", participant));
}
