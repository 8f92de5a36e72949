using Chutan.Market.Participants;

namespace Chutan.Market.Mrv;

/// <summary>登记举报: puts a complaint about an entity's report on file. It goes on the site checklist, and the report is
/// always verified a second time.</summary>
[Wire("mrv.file-complaint"), By(Scope.Any, Rights.None, Role.Authority),
 By(Scope.City, Rights.None, Role.CityAuthority)]
public sealed record FileReportComplaint(ParticipantId Participant, ComplianceYear Year, string Text)
    : Command, IConcernsParticipant;

/// <summary>抽取复查对象: by risk, by lot, and every one that must be. The seed is public, so anybody can repeat it.
/// </summary>
[Wire("mrv.draw-rechecks"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record DrawRechecks(ComplianceYear Year, string Seed) : Command;

/// <summary>启动复查: another body verifies a closed report again.</summary>
[Wire("mrv.open-recheck"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record OpenRecheck(int Task, ParticipantId Verifier, string Reason) : Command;

/// <summary>提交复查结论: hands in the passed conclusion of a second verification.</summary>
[Wire("mrv.hand-in-recheck"), By(Scope.Own, Rights.Report, Role.Verifier)]
public sealed record HandInRecheck(ParticipantId Participant, int Task) : Command, IConcernsParticipant;

/// <summary>办结复查: ends a second verification. A figure that differs is entered as an error of the first body; the
/// year's report itself changes only when the authority reopens it.</summary>
[Wire("mrv.settle-recheck"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record SettleRecheck(int Task) : Command;

/// <summary>登记事后差错: an error in a finished verification that came to light otherwise.</summary>
/// <param name="Effect">Right minus verified, t.</param>
[Wire("mrv.record-verification-error"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record RecordVerificationError(int Task, string Description, long Effect, string Source) : Command;

public sealed record ReportComplaint(int Number, ParticipantId Participant, ComplianceYear Year, string Text,
    LocalDate On);

/// <summary>Why a report is to be verified a second time.</summary>
public enum RecheckCause
{
    Risk = 0,
    Lot = 1,
    /// <summary>Verification changed the total by more than the rulebook allows.</summary>
    Change = 2,
    Complaint = 3,
    /// <summary>The report was opened again and has another figure now.</summary>
    Reopened = 4,
}

/// <param name="Score">Points of risk, by the rulebook's weights.</param>
public sealed record DrawnRecheck(int Task, ParticipantId Participant, int Score, RecheckCause Cause);

/// <summary>复查抽取: one year's draw.</summary>
/// <param name="Candidates">How many closed reports there were.</param>
public sealed record RecheckDraw(ComplianceYear Year, string Seed, LocalDate On, int Candidates,
    ImmutableArray<DrawnRecheck> Drawn);

[Wire("mrv.complaint-filed")]
public sealed record ReportComplaintFiled(ReportComplaint Complaint) : VerificationEvent;

[Wire("mrv.rechecks-drawn")]
public sealed record RechecksDrawn(RecheckDraw Draw) : VerificationEvent;

[Wire("mrv.recheck-opened")]
public sealed record RecheckOpened(VerificationTurn Turn, int Recheck, string Reason)
    : VerificationEvent, IVerificationTurn;

/// <param name="Before">The figure first verified.</param>
/// <param name="After">The figure found the second time.</param>
[Wire("mrv.recheck-settled")]
public sealed record RecheckSettled(VerificationTurn Turn, int Recheck, Tonnes Before, Tonnes After)
    : VerificationEvent, IVerificationTurn;

[Wire("mrv.verification-error-found")]
public sealed record VerificationErrorFound(int Task, VerificationError Error) : VerificationEvent;

/// <summary>复查与事后差错.</summary>
internal static class Rechecks
{
    public static Decision Decide(FileReportComplaint command, CommandContext context,
        ParticipantsState participants, MrvState mrv)
    {
        if (!participants.IsEmitter(command.Participant))
            return MrvRefusals.NotAnEmitter.With(VerifyingRefusals.Supervision, ("participant", command.Participant));
        return string.IsNullOrWhiteSpace(command.Text)
            ? MrvRefusals.ReasonNeeded.With(VerifyingRefusals.Supervision)
            : Decision.Accept(new ReportComplaintFiled(new ReportComplaint(mrv.Verifications.Complaints.Count + 1,
                command.Participant, command.Year, command.Text, context.Date)));
    }

    public static Decision Decide(DrawRechecks command, CommandContext context, MrvState mrv)
    {
        if (!Lots.IsSeed(command.Seed)) return VerifyingRefusals.BadSeed.With(VerifyingRefusals.Supervision);
        var candidates = mrv.Verifications.Tasks.Where(t => t.Year == command.Year && t.Kind == VerificationKind.Annual
            && t.Stage == VerificationStage.Closed && t.Conclusion is not null
            && mrv.Find(t.Year, t.Participant)?.State == ReportState.Accepted).ToImmutableArray();
        if (candidates.IsEmpty || mrv.Verifications.DrawOf(command.Year) is not null)
            return VerifyingRefusals.NothingToDraw.With(VerifyingRefusals.Supervision, ("year", command.Year));
        var limit = context.Rules.Get(VerificationKeys.RecheckChange, context.Date);
        var scored = candidates.Select(t => (Task: t, Score: RiskScore.Of(t, context, mrv))).ToArray();
        var drawn = new SortedDictionary<int, DrawnRecheck>();
        void Add((VerificationTask Task, int Score) of, RecheckCause cause) => drawn.TryAdd(of.Task.Number,
            new DrawnRecheck(of.Task.Number, of.Task.Participant, of.Score, cause));
        foreach (var of in scored)
            if (mrv.Verifications.Complaints.Any(c => c.Participant == of.Task.Participant && c.Year == command.Year))
                Add(of, RecheckCause.Complaint);
            else if (!mrv.Annuals.Reopenings(of.Task.Participant, command.Year).IsEmpty)
                Add(of, RecheckCause.Reopened);
            else if (RiskScore.ChangeOf(of.Task) > limit.ToDecimal()) Add(of, RecheckCause.Change);
        var top = Lots.Part(scored.Length, context.Rules.Get(VerificationKeys.RecheckTop, context.Date));
        foreach (var of in scored.OrderByDescending(s => s.Score).ThenBy(s => s.Task.Number).Take(top))
            Add(of, RecheckCause.Risk);
        var rest = scored.Where(s => !drawn.ContainsKey(s.Task.Number)).ToArray();
        var byLot = Lots.Part(rest.Length, context.Rules.Get(VerificationKeys.RecheckRandom, context.Date));
        foreach (var of in Lots.Draw(rest, byLot, command.Seed, s => Text.Of(s.Task.Participant.Number)))
            Add(of, RecheckCause.Lot);
        return Decision.Accept(new RechecksDrawn(new RecheckDraw(command.Year, command.Seed, context.Date,
            candidates.Length, [.. drawn.Values])));
    }

    public static Decision Decide(OpenRecheck command, KnownTies ties, CommandContext context,
        ParticipantsState participants, MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.Recheck, context, participants, mrv);
        if (taking is null) return refusal;
        var task = taking.Task;
        if (task.Conclusion is not { } concluded || task.Kind != VerificationKind.Annual)
            return VerifyingRefusals.NoConclusion.With(VerifyingRefusals.Supervision, ("task", command.Task));
        if (command.Verifier == task.Body)
            return VerifyingRefusals.SameBody.With(VerifyingRefusals.Supervision, ("verifier", command.Verifier));
        if (string.IsNullOrWhiteSpace(command.Reason))
            return MrvRefusals.ReasonNeeded.With(VerifyingRefusals.Supervision);
        if (mrv.Verifications.FindBody(command.Verifier) is null)
            return VerifyingRefusals.NoProfile.With(VerifyingRefusals.Bodies, ("verifier", command.Verifier));
        if (Assigning.Against(command.Verifier, task.Participant, task.Year, ties, context, participants, mrv) is
            { } against) return against;
        var next = mrv.Verifications.NextTask;
        return Decision.Accept(
            new RecheckOpened(taking.Turn, next, command.Reason),
            new VerificationOpened(next, task.Year, task.Participant, command.Verifier, VerificationKind.Recheck,
                task.Number, concluded.Verified, []));
    }

    public static Decision Decide(HandInRecheck command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.HandIn, context, participants, mrv);
        if (taking is null) return refusal;
        return taking.Task.Kind == VerificationKind.Recheck
            ? Decision.Accept(new ConclusionHandedIn(taking.Turn, Late: context.Date > taking.Task.DueOn))
            : VerifyingRefusals.NotAtThisStage.With(VerifyingRefusals.Steps, ("task", command.Task),
                ("stage", taking.Task.Stage), ("action", VerificationAction.HandIn));
    }

    public static Decision Decide(SettleRecheck command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.Accept, context, participants, mrv);
        if (taking is null) return refusal;
        var task = taking.Task;
        if (task.Kind != VerificationKind.Recheck)
            return VerifyingRefusals.NotAtThisStage.With(VerifyingRefusals.Steps, ("task", task.Number),
                ("stage", task.Stage), ("action", VerificationAction.SettleRecheck));
        if (Concluding.NotFinal(task, context) is { } open) return open;
        var first = Original(task, mrv);
        var (before, after) = (first.Conclusion!.Verified, task.Conclusion!.Verified); // both have come so far
        var turn = new VerificationTurn(first.Number, context.Actor.User, VerificationAction.SettleRecheck,
            VerificationStage.Closed);
        ImmutableArray<Event> events =
        [
            new VerificationClosed(taking.Turn), new RecheckSettled(turn, task.Number, before, after),
        ];
        return Decision.Accept(before == after ? events : events.Add(new VerificationErrorFound(first.Number,
            new VerificationError($"复查 {task.Number}", after.Count - before.Count, $"mrv.recheck {task.Number}",
                context.Date, context.Actor.User))));
    }

    public static Decision Decide(RecordVerificationError command, CommandContext context, MrvState mrv)
    {
        if (mrv.Verifications.Find(command.Task) is not { Conclusion: not null, HandedInOn: not null })
            return VerifyingRefusals.NoConclusion.With(VerifyingRefusals.Supervision, ("task", command.Task));
        return string.IsNullOrWhiteSpace(command.Description) || string.IsNullOrWhiteSpace(command.Source)
            ? MrvRefusals.ReasonNeeded.With(VerifyingRefusals.Supervision)
            : Decision.Accept(new VerificationErrorFound(command.Task, new VerificationError(command.Description,
                command.Effect, command.Source, context.Date, context.Actor.User)));
    }

    /// <summary>The task whose result a second verification looks at, over any body it was taken from on the way.
    /// </summary>
    public static VerificationTask Original(VerificationTask task, MrvState mrv)
    {
        var at = task;
        while (at.Kind == VerificationKind.Recheck) at = mrv.Verifications.Find(at.Follows!.Value)!;
        return at;
    }
}

/// <summary>复查风险评分: points for what speaks for a second look, by the rulebook's weights.</summary>
public static class RiskScore
{
    /// <summary>By how much verification changed the total, as a share of the first total.</summary>
    public static decimal ChangeOf(VerificationTask task) => task.Conclusion is not { } c || c.Initial.IsZero ? 0
        : Math.Abs((decimal)(c.Verified.Count - c.Initial.Count)) / c.Initial.Count;

    public static int Of(VerificationTask task, CommandContext context, MrvState mrv)
    {
        int Points(ParameterKey<int> key) => context.Rules.Get(key, context.Date);
        var alerts = task.Checklist.Count(i => i.Origin == ChecklistOrigin.Alert);
        var score = (int)decimal.Floor(ChangeOf(task) * 100) * Points(VerificationKeys.RiskPerPercent);
        score += task.Findings.Count(f => f.Severity == FindingSeverity.Major) * Points(VerificationKeys.RiskMajor);
        score += task.Findings.Count(f => f.Severity == FindingSeverity.Minor) * Points(VerificationKeys.RiskMinor);
        score += alerts * Points(VerificationKeys.RiskAlert);
        if (!task.Conservative.IsEmpty) score += Points(VerificationKeys.RiskConservative);
        if (IsBlind(task, Points(VerificationKeys.BlindAlerts))) score += Points(VerificationKeys.RiskBlind);
        var late = task.LateSteps + (mrv.Find(task.Year, task.Participant) is { Late: true } ? 1 : 0);
        return score + late * Points(VerificationKeys.RiskLate);
    }

    /// <summary>No finding at all, in spite of so many open alerts.</summary>
    public static bool IsBlind(VerificationTask task, int alerts) => task.Findings.IsEmpty
        && task.Checklist.Count(i => i.Origin == ChecklistOrigin.Alert) >= alerts;
}
