using Chutan.Market.Participants;
using Chutan.Market.Quantification;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Mrv;

/// <summary>提交数据质量控制方案: hands in the first plan, or a revision of it, for the authority to approve.</summary>
/// <param name="From">First day of the first month it is to govern.</param>
/// <param name="Change">For a revision one of the cases in which a plan is revised; <see cref="PlanChange.First"/> for
/// the first plan.</param>
[Wire("mrv.file-plan", 2), By(Scope.Own, Rights.Report, Role.CoveredEntity)]
public sealed record FilePlan(ParticipantId Participant, LocalDate From, PlanContent Content, PlanChange Change,
    string ChangeReason) : Command, IConcernsParticipant;

/// <summary>方案备案: the version governs from its first month on.</summary>
[Wire("mrv.approve-plan"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record ApprovePlan(ParticipantId Participant, int Version) : Command, IConcernsParticipant;

/// <summary>方案退回: sends a version back with the reason; the entity files another.</summary>
[Wire("mrv.return-plan"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record ReturnPlan(ParticipantId Participant, int Version, string Reason) : Command, IConcernsParticipant;

public abstract record PlanEvent : MrvEvent;

[Wire("mrv.plan-filed", 2)]
public sealed record PlanFiled(MonitoringPlan Plan) : PlanEvent;

[Wire("mrv.plan-approved")]
public sealed record PlanApproved(ParticipantId Participant, int Version) : PlanEvent;

[Wire("mrv.plan-returned")]
public sealed record PlanReturned(ParticipantId Participant, int Version, string Reason) : PlanEvent;

/// <summary>方案逾期提交: a year's first plan was handed in after its deadline. The mark stays.</summary>
/// <param name="DueOn">The last day on which it would have been in time.</param>
[Wire("mrv.plan-late")]
public sealed record PlanHandedInLate(ParticipantId Participant, int Version, LocalDate DueOn) : PlanEvent;

/// <summary>数据质量控制方案的提交与备案.</summary>
internal static class Planning
{
    public static Decision Decide(FilePlan command, CommandContext context, ParticipantsState participants,
        MrvState mrv, QuantificationState methods)
    {
        if (participants.Find(command.Participant) is not { Kind: ParticipantKind.CoveredEntity })
            return MrvRefusals.NotAnEmitter.With(PlanRefusals.Duty, ("participant", command.Participant));
        if (command.From.Day != 1)
            return PlanRefusals.NotAMonth.With(PlanRefusals.Duty, ("date", command.From));
        if (mrv.Plans.Pending(command.Participant) is { } pending)
            return PlanRefusals.Pending.With(PlanRefusals.Duty, ("version", pending.Version));
        var approved = mrv.Plans.Versions(command.Participant).LastOrDefault(p => p.State == PlanState.Approved);
        if (Revision(command, approved) is { } wrong) return wrong;
        if (FiledUnder(command, mrv) is { } month)
            return PlanRefusals.MonthFiled.With(PlanRefusals.Duty, ("month", month.FirstDay), ("from", command.From),
                ("version", month.PlanVersion));
        var faults = PlanCheck.Of(command.Content, command.From, methods);
        if (faults is [var first, ..]) return first.ToRefusal(PlanRefusals.Duty);
        var filed = new PlanFiled(new MonitoringPlan(command.Participant,
            mrv.Plans.Versions(command.Participant).Length + 1, command.From, command.Content, command.Change,
            command.ChangeReason.Trim(), PlanState.Submitted, context.Actor.User, context.At, "", context.Position));
        return PlanDeadline.Missed(command, context, methods) is { } due
            ? Decision.Accept(filed, new PlanHandedInLate(command.Participant, filed.Plan.Version, due))
            : Decision.Accept(filed);
    }

    public static Decision Decide(ApprovePlan command, MrvState mrv) =>
        Refuse(command.Participant, command.Version, mrv) is { } refusal ? refusal
            : Decision.Accept(new PlanApproved(command.Participant, command.Version));

    public static Decision Decide(ReturnPlan command, MrvState mrv)
    {
        if (Refuse(command.Participant, command.Version, mrv) is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(command.Reason)) return MrvRefusals.ReasonNeeded.With(PlanRefusals.Duty);
        return Decision.Accept(new PlanReturned(command.Participant, command.Version, command.Reason.Trim()));
    }

    private static Refusal? Revision(FilePlan command, MonitoringPlan? approved)
    {
        if (approved is null)
            return command.Change == PlanChange.First ? null
                : PlanRefusals.NothingToRevise.With(PlanRefusals.Duty, ("change", command.Change));
        if (command.Change == PlanChange.First || !Enum.IsDefined(command.Change)
            || string.IsNullOrWhiteSpace(command.ChangeReason))
            return PlanRefusals.ChangeUnexplained.With(PlanRefusals.Duty, ("version", approved.Version));
        return command.From >= approved.From ? null
            : PlanRefusals.BeforeThePresent.With(PlanRefusals.Duty, ("from", command.From),
                ("version", approved.Version), ("present", approved.From));
    }

    /// <summary>A month that was filed under an earlier version and that the new one would govern.</summary>
    private static MonthRecord? FiledUnder(FilePlan command, MrvState mrv) => mrv.Months.Of(command.Participant)
        .FirstOrDefault(m => m.FirstDay >= command.From && m.State != MonthState.Returned);

    private static Refusal? Refuse(ParticipantId participant, int version, MrvState mrv)
    {
        if (mrv.Plans.Find(participant, version) is not { } plan)
            return PlanRefusals.NoPlan.With(PlanRefusals.Duty, ("participant", participant), ("version", version));
        return plan.State == PlanState.Submitted ? null
            : PlanRefusals.Decided.With(PlanRefusals.Duty, ("version", version), ("state", plan.State));
    }
}

/// <summary>方案提交期限: when the first plan of a year has to be in.</summary>
public static class PlanDeadline
{
    /// <summary>The last working day of the rule's month in the year before; null while the rule cannot be used or the
    /// working days of that year are not known.</summary>
    public static LocalDate? Of(ComplianceYear year, RuleReader rules) =>
        rules.Usable(MrvKeys.PlanMonth, year.RuleDate) is { } month
            ? rules.Calendar.LastWorkingDayOf(year.Year - 1, month) : null;

    /// <summary>The deadline that a plan misses; null when it is in time. A revision has none, and neither has a plan
    /// whose methodology was published only after the day: nobody could have handed it in before.</summary>
    internal static LocalDate? Missed(FilePlan command, CommandContext context, QuantificationState methods)
    {
        var (content, year) = (command.Content, new ComplianceYear(command.From.Year));
        if (command.Change != PlanChange.First || context.Date.Year < year.Year - 1
            || PlanMethods.Of(content, year.Year, methods) is not { } used) return null;
        var published = used.All.Select(m => methods.FindPublished(m.Method.Id, m.Method.Version)).ToList();
        if (published.Exists(p => p is null || p.At.InUtc().Year >= year.Year)) return null;
        return Of(year, context.Rules) is { } due && context.Date > due
            && published.TrueForAll(p => p!.At.InUtc().Date <= due) ? due : null; // none is missing
    }
}
