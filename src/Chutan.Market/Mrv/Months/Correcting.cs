using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>申请更正月度存证: asks for a locked month to be replaced, with the reason.</summary>
/// <param name="Content">The whole month as it should be.</param>
[Wire("mrv.request-correction"), By(Scope.Own, Rights.Report, Role.CoveredEntity)]
public sealed record RequestCorrection(ParticipantId Participant, ComplianceYear Year, int Month, MonthContent Content,
    string Reason) : Command, IConcernsParticipant;

/// <summary>审批更正: makes the correction the month's next revision, or refuses it; the old revision is kept either way.
/// </summary>
[Wire("mrv.decide-correction"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record DecideCorrection(ParticipantId Participant, ComplianceYear Year, int Month, bool Approved,
    string Reason) : Command, IConcernsParticipant;

public enum CorrectionState
{
    Requested = 0,
    Approved = 1,
    Refused = 2,
}

/// <summary>更正申请: one request to replace a locked month.</summary>
/// <param name="Number">From 1, over all months of the entity's month.</param>
/// <param name="Revision">The revision it is to replace.</param>
/// <param name="Decision">What the authority said; empty before that.</param>
public sealed record CorrectionRequest(ParticipantId Participant, ComplianceYear Year, int Month, int Number,
    int Revision, MonthContent Content, ImmutableArray<Substitution> Substitutions, string Reason,
    UserId RequestedBy, Instant RequestedAt, CorrectionState State, string Decision);

/// <summary>One figure that differs between two contents of a month; empty where it is not there.</summary>
public sealed record MonthDifference(string Table, string Facility, string Choice, string Column, string Old,
    string New)
{
    /// <summary>Every figure that differs, in a fixed order.</summary>
    public static ImmutableArray<MonthDifference> Of(PlanMethods methods, MonthContent old, MonthContent replacement)
    {
        var (before, after) = (Figures(methods, old), Figures(methods, replacement));
        return
        [
            .. before.Keys.Union(after.Keys).Order()
                .Select(k => new MonthDifference(k.Table, k.Facility, k.Choice, k.Column,
                    before.GetValueOrDefault(k, ""), after.GetValueOrDefault(k, "")))
                .Where(d => d.Old != d.New),
        ];
    }

    private static Dictionary<(string Table, string Facility, string Choice, string Column, int Row), string> Figures(
        PlanMethods methods, MonthContent content)
    {
        var figures = new Dictionary<(string, string, string, string, int), string>();
        foreach (var row in content.Rows)
            foreach (var figure in row.Figures)
            {
                var key = (row.Table, row.Facility, methods.ChoiceOf(row), figure.Column);
                var same = 0;
                while (figures.ContainsKey((key.Table, key.Facility, key.Item3, key.Column, same))) same++;
                figures[(key.Table, key.Facility, key.Item3, key.Column, same)] =
                    $"{figure.Text} {figure.Unit}".Trim();
            }
        return figures;
    }
}

[Wire("mrv.correction-requested")]
public sealed record CorrectionRequested(CorrectionRequest Correction) : MonthEvent;

/// <param name="Record">The month's new revision; null when the correction was refused.</param>
[Wire("mrv.correction-decided")]
public sealed record CorrectionDecided(ParticipantId Participant, ComplianceYear Year, int Month, int Number,
    bool Approved, string Reason, MonthRecord? Record) : MonthEvent;

/// <summary>月度存证的更正.</summary>
internal static class MonthCorrecting
{
    public static Decision Decide(RequestCorrection command, CommandContext context, MrvState mrv,
        QuantificationState methods)
    {
        if (mrv.Months.Find(command.Participant, command.Year, command.Month) is not { } record)
            return MonthRefusals.NotFiled.With(MonthRefusals.Duty, ("participant", command.Participant),
                ("month", command.Month));
        if (record.State != MonthState.Accepted)
            return MonthRefusals.NotLocked.With(MonthRefusals.Duty, ("month", command.Month), ("state", record.State));
        if (string.IsNullOrWhiteSpace(command.Reason)) return MrvRefusals.ReasonNeeded.With(MonthRefusals.Duty);
        if (mrv.Months.Pending(command.Participant, command.Year, command.Month) is { } pending)
            return MonthRefusals.CorrectionPending.With(MonthRefusals.Duty, ("number", pending.Number));
        var trial = MonthTrial.Of(command.Participant, command.Year, command.Month, command.Content, context.Rules,
            mrv, methods);
        if (context.Rules.Missing is { } missing) return missing;
        if (trial.Faults is [var first, ..]) return first.ToRefusal(MonthRefusals.Duty);
        var number = mrv.Months.Corrections(command.Participant, command.Year, command.Month).Length + 1;
        return Decision.Accept(new CorrectionRequested(new CorrectionRequest(command.Participant, command.Year,
            command.Month, number, record.Revision, trial.Content, trial.Substitutions, command.Reason.Trim(),
            context.Actor.User, context.At, CorrectionState.Requested, "")));
    }

    public static Decision Decide(DecideCorrection command, CommandContext context, MrvState mrv)
    {
        if (mrv.Months.Pending(command.Participant, command.Year, command.Month) is not { } pending
            || mrv.Months.Find(command.Participant, command.Year, command.Month) is not { } record)
            return MonthRefusals.NoCorrection.With(MonthRefusals.Duty, ("month", command.Month));
        if (!command.Approved && string.IsNullOrWhiteSpace(command.Reason))
            return MrvRefusals.ReasonNeeded.With(MonthRefusals.Duty);
        var next = command.Approved
            ? record with
            {
                Revision = record.Revision + 1,
                Content = pending.Content,
                Substitutions = pending.Substitutions,
                FiledBy = pending.RequestedBy,
                FiledAt = context.At,
                Remarks = pending.Reason,
                Position = context.Position,
            }
            : null;
        return Decision.Accept(new CorrectionDecided(command.Participant, command.Year, command.Month, pending.Number,
            command.Approved, command.Reason?.Trim() ?? "", next));
    }
}
