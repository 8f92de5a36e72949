namespace Chutan.Market.Mrv;

/// <summary>What raised an alert.</summary>
public enum AlertOrigin
{
    /// <summary>The filing of a month or a report.</summary>
    Filing = 0,
    /// <summary>The review across the market.</summary>
    Review = 1,
    /// <summary>Past months run again after a change of the rules.</summary>
    Replay = 2,
    /// <summary>A step of a verification.</summary>
    Verification = 3,
}

/// <summary>Where an alert stands.</summary>
public enum QualityAlertState
{
    Open = 0,
    /// <summary>The enterprise has explained it; the authority has to decide 已说明.</summary>
    Explained = 1,
    /// <summary>One officer wants it and its like suppressed; a second has to agree 待抑制复核.</summary>
    Suppressing = 2,
    Closed = 3,
}

/// <summary>What became of an alert.</summary>
public enum AlertOutcome
{
    /// <summary>说明成立: the figures stand as they are. A false alarm.</summary>
    Explained = 0,
    /// <summary>已更正: the figures were changed.</summary>
    Corrected = 1,
    /// <summary>移送: handed on for verification, inspection or sanction.</summary>
    Escalated = 2,
    /// <summary>抑制: the like will not be raised again for this entity and year. A false alarm.</summary>
    Suppressed = 3,
    /// <summary>属实: what the check says is so, and is dealt with; there are no figures to change, as when a month was
    /// filed late. Not a false alarm.</summary>
    Confirmed = 4,
}

/// <summary>校核预警: a hit that somebody has to deal with. It keeps the rule version, inputs and thresholds it was raised
/// with, and is never opened again: what is found later is a new alert that names it.</summary>
/// <param name="Version">The version of the catalogue.</param>
/// <param name="Follows">The closed alert on the same thing, whose figures were other; null when there is none.</param>
/// <param name="Reason">Why it was closed, or is to be suppressed.</param>
/// <param name="By">Who closed it, or proposed to suppress it; null when the platform did.</param>
public sealed record QualityAlert(int Number, CheckHit Hit, string Version, AlertOrigin Origin, Instant RaisedAt,
    int? Follows, QualityAlertState State, string Explanation, AlertOutcome? Outcome, string Reason, UserId? By,
    Instant? ClosedAt, long Position)
{
    /// <summary>The verification whose conduct it is about; null when it is about the enterprise's data.</summary>
    public int? Verification => ConductSubject.TaskOf(Hit.Subject);

    /// <summary>Whether whom it is about may know of it: what only adds to the risk score is not shown.</summary>
    public bool IsShown => Hit.Severity != Quantification.CheckSeverity.Risk;

    /// <summary>Whether the enterprise may know of it, and has to explain it.</summary>
    public bool IsShownToEnterprise => IsShown && Verification is null;

    /// <summary>Closed without a change of the figures.</summary>
    public bool IsFalseAlarm => Outcome is AlertOutcome.Explained or AlertOutcome.Suppressed;
}

/// <summary>What an alert is about: the same check on the same row of the same month.</summary>
public readonly record struct AlertSubject(string Check, ParticipantId Participant, ComplianceYear Year, int Month,
    string Subject)
{
    public static AlertSubject Of(CheckHit hit) => new(hit.Check, hit.Participant, hit.Year, hit.Month, hit.Subject);
}

/// <summary>One run of past months under changed rules.</summary>
/// <param name="Months">Months looked at.</param>
/// <param name="Alerts">Numbers of the alerts it raised: the new hits.</param>
public sealed record ReplayRecord(ComplianceYear Year, int FromMonth, int ThroughMonth, string Version, string Reason,
    int Months, ImmutableArray<int> Alerts, Instant At, long Position);

/// <summary>How often a check was raised, and what became of it.</summary>
public readonly record struct CheckRecord(int Raised, int Open, int Explained, int Suppressed, int Confirmed,
    int Corrected, int Escalated)
{
    public int Closed => Raised - Open;

    /// <summary>Closed because the figures stand as they are.</summary>
    public int FalseAlarms => Explained + Suppressed;
}

/// <summary>说明预警: the enterprise says why its figures are right, or that it has corrected them; on the conduct of a
/// verification its body answers.</summary>
[Wire("mrv.explain-alert"), By(Scope.Own, Rights.Report, Role.CoveredEntity, Role.Verifier)]
public sealed record ExplainAlert(ParticipantId Participant, int Alert, string Explanation)
    : Command, IConcernsParticipant;

/// <summary>处理预警: closes an alert with what became of it.</summary>
[Wire("mrv.close-alert"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record CloseAlert(int Alert, AlertOutcome Outcome, string Reason) : Command;

/// <summary>提请抑制: wants an alert closed and its like not raised again for this entity and year.</summary>
[Wire("mrv.propose-suppression"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record ProposeSuppression(int Alert, string Reason) : Command;

/// <summary>复核抑制: a second officer agrees, or leaves the alert open.</summary>
[Wire("mrv.decide-suppression"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record DecideSuppression(int Alert, bool Agreed, string Reason) : Command;

[Wire("mrv.quality-alert-raised")]
public sealed record QualityAlertRaised(int Alert, CheckHit Hit, string Version, AlertOrigin Origin, int? Follows)
    : QualityEvent;

[Wire("mrv.quality-alert-explained")]
public sealed record QualityAlertExplained(int Alert, string Explanation) : QualityEvent;

/// <param name="By">Null when the platform found the figures changed.</param>
[Wire("mrv.quality-alert-closed")]
public sealed record QualityAlertClosed(int Alert, AlertOutcome Outcome, string Reason, UserId? By) : QualityEvent;

[Wire("mrv.suppression-proposed")]
public sealed record SuppressionProposed(int Alert, string Reason, UserId By) : QualityEvent;

[Wire("mrv.suppression-declined")]
public sealed record SuppressionDeclined(int Alert, string Reason) : QualityEvent;

/// <summary>预警的说明、处理与抑制.</summary>
internal static class AlertHandling
{
    public static Decision Decide(ExplainAlert command, MrvState mrv)
    {
        // Of what is not shown to them they do not learn that it exists.
        if (mrv.Checks.Find(command.Alert) is not { IsShown: true } alert
            || mrv.AnswersFor(alert) != command.Participant)
            return QualityRefusals.NoAlert.With(QualityRefusals.Quality, ("alert", command.Alert));
        if (alert.State is not (QualityAlertState.Open or QualityAlertState.Explained)) return NotNow(alert);
        return string.IsNullOrWhiteSpace(command.Explanation)
            ? QualityRefusals.ReasonNeeded.With(QualityRefusals.Quality)
            : Decision.Accept(new QualityAlertExplained(alert.Number, command.Explanation.Trim()));
    }

    public static Decision Decide(CloseAlert command, CommandContext context, ChecksState checks)
    {
        if (checks.Find(command.Alert) is not { } alert)
            return QualityRefusals.NoAlert.With(QualityRefusals.Quality, ("alert", command.Alert));
        if (alert.State is not (QualityAlertState.Open or QualityAlertState.Explained)) return NotNow(alert);
        if (command.Outcome == AlertOutcome.Suppressed)
            return QualityRefusals.SuppressionNeedsTwo.With(QualityRefusals.Quality);
        if (alert.IsShown && command.Outcome == AlertOutcome.Explained && alert.Explanation.Length == 0)
            return QualityRefusals.NotExplained.With(QualityRefusals.Quality, ("alert", alert.Number));
        return string.IsNullOrWhiteSpace(command.Reason)
            ? QualityRefusals.ReasonNeeded.With(QualityRefusals.Quality)
            : Decision.Accept(new QualityAlertClosed(alert.Number, command.Outcome, command.Reason.Trim(),
                context.Actor.User));
    }

    public static Decision Decide(ProposeSuppression command, CommandContext context, ChecksState checks)
    {
        if (checks.Find(command.Alert) is not { } alert)
            return QualityRefusals.NoAlert.With(QualityRefusals.Quality, ("alert", command.Alert));
        if (alert.State is not (QualityAlertState.Open or QualityAlertState.Explained)) return NotNow(alert);
        return string.IsNullOrWhiteSpace(command.Reason)
            ? QualityRefusals.ReasonNeeded.With(QualityRefusals.Quality)
            : Decision.Accept(new SuppressionProposed(alert.Number, command.Reason.Trim(), context.Actor.User));
    }

    public static Decision Decide(DecideSuppression command, CommandContext context, ChecksState checks)
    {
        if (checks.Find(command.Alert) is not { } alert)
            return QualityRefusals.NoAlert.With(QualityRefusals.Quality, ("alert", command.Alert));
        if (alert.State != QualityAlertState.Suppressing) return NotNow(alert);
        if (alert.By == context.Actor.User)
            return QualityRefusals.SecondPerson.With(QualityRefusals.Quality);
        if (string.IsNullOrWhiteSpace(command.Reason))
            return QualityRefusals.ReasonNeeded.With(QualityRefusals.Quality);
        return command.Agreed
            ? Decision.Accept(new QualityAlertClosed(alert.Number, AlertOutcome.Suppressed,
                $"{alert.Reason}；{command.Reason.Trim()}", context.Actor.User))
            : Decision.Accept(new SuppressionDeclined(alert.Number, command.Reason.Trim()));
    }

    private static Decision NotNow(QualityAlert alert) => QualityRefusals.NotNow.With(QualityRefusals.Quality,
        ("alert", alert.Number), ("state", alert.State));
}
