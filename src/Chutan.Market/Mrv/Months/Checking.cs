namespace Chutan.Market.Mrv;

/// <summary>县级核对、市级审核: passes a month on, or sends it back with the reason. Both are made by the city's bureau
/// and its county branches, by two distinct persons.</summary>
[Wire("mrv.check-month"), By(Scope.City, Rights.None, Role.CityAuthority), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record CheckMonth(ParticipantId Participant, ComplianceYear Year, int Month, MonthCheckLevel Level,
    bool Passed, string Reason) : Command, IConcernsParticipant;

/// <summary>月度存证锁定: takes a checked month; from then on only a correction with a reason changes it.</summary>
[Wire("mrv.accept-month"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record AcceptMonth(ParticipantId Participant, ComplianceYear Year, int Month)
    : Command, IConcernsParticipant;

/// <summary>退回月度存证: sends a checked month back instead of taking it.</summary>
[Wire("mrv.return-month"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record ReturnMonth(ParticipantId Participant, ComplianceYear Year, int Month, string Reason)
    : Command, IConcernsParticipant;

[Wire("mrv.month-checked")]
public sealed record MonthChecked(ParticipantId Participant, ComplianceYear Year, int Month, int Revision,
    MonthCheck Check, MonthState To) : MonthEvent;

[Wire("mrv.month-accepted")]
public sealed record MonthAccepted(ParticipantId Participant, ComplianceYear Year, int Month, int Revision)
    : MonthEvent;

[Wire("mrv.month-returned")]
public sealed record MonthReturned(ParticipantId Participant, ComplianceYear Year, int Month, int Revision,
    string Reason) : MonthEvent;

/// <summary>月度存证的核对、审核与锁定.</summary>
internal static class Checking
{
    public static Decision Decide(CheckMonth command, CommandContext context, MrvState mrv)
    {
        var passing = command.Level == MonthCheckLevel.County ? MonthAction.PassCounty : MonthAction.PassCity;
        // Whoever may pass it at this point may also return it at this point, and nobody else.
        var (record, refusal) = Find(command.Participant, command.Year, command.Month, passing, mrv);
        if (record is null) return refusal!; // one of the two is there
        if (!command.Passed && string.IsNullOrWhiteSpace(command.Reason))
            return MrvRefusals.ReasonNeeded.With(MonthRefusals.Duty);
        if (record.Checks.Any(c => c.By == context.Actor.User))
            return MonthRefusals.SamePerson.With(MonthRefusals.Duty);
        if (mrv.Plans.Find(record.Participant, record.PlanVersion) is not { } plan)
            return MonthRefusals.NoPlan.With(MonthRefusals.Duty, ("month", record.FirstDay));
        var deadlines = MonthDeadlines.Of(context.Rules, plan.Content.Regime, record.Year, record.Month);
        if (context.Rules.Missing is { } missing) return missing;
        var late = context.Date > (command.Level == MonthCheckLevel.County ? deadlines.County : deadlines.City);
        var to = MonthWorkflow.Next(record.State, command.Passed ? passing : MonthAction.Return) ?? record.State;
        return Decision.Accept(new MonthChecked(record.Participant, record.Year, record.Month, record.Revision,
            new MonthCheck(command.Level, command.Passed, context.Actor.User, context.At, late,
                command.Reason?.Trim() ?? ""), to));
    }

    public static Decision Decide(AcceptMonth command, MrvState mrv)
    {
        var (record, refusal) = Find(command.Participant, command.Year, command.Month, MonthAction.Accept, mrv);
        return record is null ? refusal! // one of the two is there
            : Decision.Accept(new MonthAccepted(record.Participant, record.Year, record.Month, record.Revision));
    }

    public static Decision Decide(ReturnMonth command, MrvState mrv)
    {
        var (record, refusal) = Find(command.Participant, command.Year, command.Month, MonthAction.Return, mrv);
        if (record is null) return refusal!; // one of the two is there
        if (string.IsNullOrWhiteSpace(command.Reason)) return MrvRefusals.ReasonNeeded.With(MonthRefusals.Duty);
        return Decision.Accept(new MonthReturned(record.Participant, record.Year, record.Month, record.Revision,
            command.Reason.Trim()));
    }

    private static (MonthRecord? Record, Refusal? Refusal) Find(ParticipantId participant, ComplianceYear year,
        int month, MonthAction action, MrvState mrv)
    {
        if (mrv.Months.Find(participant, year, month) is not { } record)
            return (null, MonthRefusals.NotFiled.With(MonthRefusals.Duty, ("participant", participant),
                ("month", month)));
        return MonthWorkflow.Next(record.State, action) is null
            ? (null, MonthRefusals.NotNow.With(MonthRefusals.Duty, ("month", month), ("state", record.State),
                ("action", action)))
            : (record, null);
    }
}
