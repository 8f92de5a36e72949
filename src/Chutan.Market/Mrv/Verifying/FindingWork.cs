using Chutan.Market.Participants;

namespace Chutan.Market.Mrv;

/// <summary>记录不符合项: a member of the team notes what does not conform. It is not out before the list is issued.
/// </summary>
/// <param name="Evidence">Hashes of files in evidence of the body.</param>
[Wire("mrv.note-finding"), By(Scope.Own, Rights.Report, Role.Verifier)]
public sealed record NoteFinding(ParticipantId Participant, int Task, FindingClass Class, FindingSeverity Severity,
    string Clause, string Description, ImmutableArray<string> Evidence) : Command, IConcernsParticipant;

/// <summary>开具不符合项清单: hands the list to the entity, or ends the visit when there is nothing to answer.</summary>
[Wire("mrv.issue-findings"), By(Scope.Own, Rights.Report, Role.Verifier)]
public sealed record IssueFindings(ParticipantId Participant, int Task) : Command, IConcernsParticipant;

/// <summary>签收不符合项清单. The time for answering runs from the day the list is out, signed for or not.</summary>
/// <param name="Participant">The entity.</param>
[Wire("mrv.acknowledge-findings"), By(Scope.Own, Rights.Report, Role.CoveredEntity)]
public sealed record AcknowledgeFindings(ParticipantId Participant, int Task) : Command, IConcernsParticipant;

/// <param name="Evidence">Hashes of files in evidence of the entity.</param>
/// <param name="Effect">What it changes in the total, t; null when it changes nothing or is not known.</param>
public sealed record FindingAnswer(int Finding, string Answer, string CorrectiveAction,
    ImmutableArray<string> Evidence, long? Effect);

/// <summary>答复不符合项.</summary>
[Wire("mrv.answer-findings"), By(Scope.Own, Rights.Report, Role.CoveredEntity)]
public sealed record AnswerFindings(ParticipantId Participant, int Task, ImmutableArray<FindingAnswer> Answers)
    : Command, IConcernsParticipant;

public sealed record AnswerVerdict(int Finding, bool Sufficient, string Remarks);

/// <summary>验证答复: the team judges every answer. Insufficient ones are asked for again, as often as the rulebook
/// allows, or replaced by conservative values.</summary>
[Wire("mrv.check-answers"), By(Scope.Own, Rights.Report, Role.Verifier)]
public sealed record CheckAnswers(ParticipantId Participant, int Task, ImmutableArray<AnswerVerdict> Verdicts)
    : Command, IConcernsParticipant;

/// <summary>逾期未答复转保守核算: the team ends a term that has passed.</summary>
[Wire("mrv.lapse-answers"), By(Scope.Own, Rights.Report, Role.Verifier)]
public sealed record LapseAnswers(ParticipantId Participant, int Task) : Command, IConcernsParticipant;

/// <summary>到期处理: ends every term for answering that has passed.</summary>
[Wire("mrv.end-answer-terms"), By(Scope.Any, Rights.None, Role.Scheduler)]
public sealed record EndAnswerTerms : Command;

/// <summary>保守核算: puts a conservative value in the place of each unresolved finding.</summary>
[Wire("mrv.recalculate"), By(Scope.Own, Rights.Report, Role.Verifier)]
public sealed record RecalculateConservatively(ParticipantId Participant, int Task,
    ImmutableArray<ConservativeValue> Values) : Command, IConcernsParticipant;

[Wire("mrv.finding-noted")]
public sealed record FindingNoted(VerificationTurn Turn, Finding Finding) : VerificationEvent, IVerificationTurn;

/// <param name="Findings">Numbers of those that are out now.</param>
/// <param name="Due">The last day to answer; for a visit without findings, to conclude.</param>
/// <param name="Late">Issued after the body's own term.</param>
[Wire("mrv.findings-issued")]
public sealed record FindingsIssued(VerificationTurn Turn, ImmutableArray<int> Findings, LocalDate Due, bool Late)
    : VerificationEvent, IVerificationTurn;

[Wire("mrv.findings-acknowledged")]
public sealed record FindingsAcknowledged(VerificationTurn Turn) : VerificationEvent, IVerificationTurn;

[Wire("mrv.findings-answered")]
public sealed record FindingsAnswered(VerificationTurn Turn, ImmutableArray<FindingAnswer> Answers)
    : VerificationEvent, IVerificationTurn;

/// <param name="Person">Code of the verifier who judged.</param>
/// <param name="Due">The day the next step is due.</param>
[Wire("mrv.answers-checked")]
public sealed record AnswersChecked(VerificationTurn Turn, string Person, ImmutableArray<AnswerVerdict> Verdicts,
    LocalDate Due) : VerificationEvent, IVerificationTurn;

[Wire("mrv.answers-lapsed")]
public sealed record AnswersLapsed(VerificationTurn Turn, LocalDate Due) : VerificationEvent, IVerificationTurn;

[Wire("mrv.recalculated")]
public sealed record ConservativelyRecalculated(VerificationTurn Turn, string Person,
    ImmutableArray<ConservativeValue> Values, LocalDate Due) : VerificationEvent, IVerificationTurn;

/// <summary>不符合项的开具、答复与验证.</summary>
internal static class FindingWork
{
    public static Decision Decide(NoteFinding command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.NoteFinding, context, participants, mrv);
        if (taking is null) return refusal;
        if (string.IsNullOrWhiteSpace(command.Clause) || string.IsNullOrWhiteSpace(command.Description)
            || !Enum.IsDefined(command.Class) || !Enum.IsDefined(command.Severity) || command.Evidence.IsDefault)
            return VerifyingRefusals.FindingIncomplete.With(VerifyingRefusals.Steps);
        foreach (var hash in command.Evidence)
            if (BodyRecords.NotFiled(hash, taking.Task.Body, mrv) is { } missing) return missing;
        return Decision.Accept(new FindingNoted(taking.Turn, new Finding(taking.Task.Findings.Length + 1,
            command.Class, command.Severity, command.Clause, command.Description, command.Evidence, taking.Person,
            FindingStatus.Noted, "", "", [], null, 0, "", "", "", null)));
    }

    public static Decision Decide(IssueFindings command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var task = mrv.Verifications.Find(command.Task);
        var toIssue = task?.Findings.Where(f => f.Status == FindingStatus.Noted).ToImmutableArray() ?? [];
        var toAnswer = toIssue.Any(f => f.Severity != FindingSeverity.Observation);
        var (taking, refusal) = Turns.Take(command.Task,
            toAnswer ? VerificationAction.IssueFindings : VerificationAction.FinishClean, context, participants, mrv);
        if (taking is null) return refusal;
        if (SiteWork.FullDay(taking.Task, context) is { } tooShort) return tooShort;
        if (taking.Task.Checklist.FirstOrDefault(i => i.Result.Length == 0) is { } open)
            return VerifyingRefusals.ChecklistOpen.With(VerifyingRefusals.Steps, ("item", open.TextZh));
        var (due, none) = Turns.DueAfter(toAnswer ? VerificationKeys.AnswerDays : VerificationKeys.ConclusionDays,
            context);
        return none is not null ? none : Decision.Accept(new FindingsIssued(taking.Turn,
            [.. toIssue.Select(f => f.Number)], due, Late: context.Date > taking.Task.DueOn));
    }

    public static Decision Decide(AcknowledgeFindings command, CommandContext context,
        ParticipantsState participants, MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.Acknowledge, context, participants, mrv);
        return taking is null ? refusal : Decision.Accept(new FindingsAcknowledged(taking.Turn));
    }

    public static Decision Decide(AnswerFindings command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var answers = command.Answers.IsDefault ? [] : command.Answers;
        var open = mrv.Verifications.Find(command.Task)?.Findings.Where(f => f.NeedsAnswer)
            .Select(f => f.Number).ToHashSet() ?? [];
        var all = open.IsSubsetOf(answers.Select(a => a.Finding));
        var (taking, refusal) = Turns.Take(command.Task,
            all ? VerificationAction.AnswerAll : VerificationAction.AnswerSome, context, participants, mrv);
        if (taking is null) return refusal;
        if (answers.IsEmpty) return VerifyingRefusals.EmptyList.With(VerifyingRefusals.Steps);
        foreach (var answer in answers)
        {
            if (taking.Task.Find(answer.Finding) is not
                { Status: FindingStatus.Open or FindingStatus.Answered, Severity: not FindingSeverity.Observation })
                return VerifyingRefusals.UnknownFinding.With(VerifyingRefusals.Steps, ("finding", answer.Finding));
            if (string.IsNullOrWhiteSpace(answer.Answer) || string.IsNullOrWhiteSpace(answer.CorrectiveAction)
                || answer.Evidence.IsDefault)
                return VerifyingRefusals.AnswerIncomplete.With(VerifyingRefusals.Steps, ("finding", answer.Finding));
            foreach (var hash in answer.Evidence)
                if (BodyRecords.NotFiled(hash, taking.Task.Participant, mrv) is { } missing) return missing;
        }
        return Decision.Accept(new FindingsAnswered(taking.Turn, answers));
    }

    public static Decision Decide(CheckAnswers command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var verdicts = command.Verdicts.IsDefault ? [] : command.Verdicts;
        var rounds = context.Rules.Get(VerificationKeys.AnswerRounds, context.Date);
        var task = mrv.Verifications.Find(command.Task);
        var refused = verdicts.Where(v => !v.Sufficient).Select(v => task?.Find(v.Finding)).ToArray();
        var action = refused.Length == 0 ? VerificationAction.Satisfied
            : refused.Any(f => f?.Round >= rounds) ? VerificationAction.RequireRecalculation
            : VerificationAction.AskAgain;
        var (taking, refusal) = Turns.Take(command.Task, action, context, participants, mrv);
        if (taking is null) return refusal;
        foreach (var verdict in verdicts)
        {
            if (taking.Task.Find(verdict.Finding) is not { Status: FindingStatus.Answered })
                return VerifyingRefusals.UnknownFinding.With(VerifyingRefusals.Steps, ("finding", verdict.Finding));
            if (!verdict.Sufficient && string.IsNullOrWhiteSpace(verdict.Remarks))
                return MrvRefusals.ReasonNeeded.With(VerifyingRefusals.Steps);
        }
        if (taking.Task.Findings.FirstOrDefault(f => f.Status == FindingStatus.Answered
            && verdicts.All(v => v.Finding != f.Number)) is { } left)
            return VerifyingRefusals.NotAllJudged.With(VerifyingRefusals.Steps, ("finding", left.Number));
        var (due, none) = Turns.DueAfter(action == VerificationAction.AskAgain ? VerificationKeys.AnswerDays
            : VerificationKeys.ConclusionDays, context);
        return none is not null ? none
            : Decision.Accept(new AnswersChecked(taking.Turn, taking.Person, verdicts, due));
    }

    public static Decision Decide(LapseAnswers command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.LetLapse, context, participants, mrv);
        if (taking is null) return refusal;
        var due = taking.Task.DueOn ?? context.Date;
        return context.Date <= due
            ? VerifyingRefusals.NotYetDue.With(VerifyingRefusals.Steps, ("due", due))
            : Decision.Accept(new AnswersLapsed(taking.Turn, due));
    }

    public static Decision Decide(EndAnswerTerms _, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var events = mrv.Verifications.Tasks.Where(t => AnswerOverdue(t, context.Date))
            .Select(t => Turns.Take(t.Number, VerificationAction.LetLapse, context, participants, mrv).Taking)
            .OfType<Taking>().Select(t => (Event)new AnswersLapsed(t.Turn, t.Task.DueOn!.Value)).ToImmutableArray();
        return events.IsEmpty ? VerifyingRefusals.NothingDue.With(VerifyingRefusals.Steps) : Decision.Accept(events);
    }

    public static Decision Decide(RecalculateConservatively command, CommandContext context,
        ParticipantsState participants, MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.Recalculate, context, participants, mrv);
        if (taking is null) return refusal;
        var values = command.Values.IsDefault ? [] : command.Values;
        foreach (var value in values)
        {
            if (taking.Task.Find(value.Finding) is not { Status: FindingStatus.Unresolved or FindingStatus.Answered })
                return VerifyingRefusals.UnknownFinding.With(VerifyingRefusals.Steps, ("finding", value.Finding));
            if (value.Effect < 0 || string.IsNullOrWhiteSpace(value.Parameter)
                || string.IsNullOrWhiteSpace(value.Used) || string.IsNullOrWhiteSpace(value.Reason))
                return VerifyingRefusals.NotConservative.With(VerifyingRefusals.Steps, ("finding", value.Finding));
        }
        if (taking.Task.Findings.FirstOrDefault(f => f.Status == FindingStatus.Unresolved
            && values.All(v => v.Finding != f.Number)) is { } left)
            return VerifyingRefusals.NotConservative.With(VerifyingRefusals.Steps, ("finding", left.Number));
        var (due, none) = Turns.DueAfter(VerificationKeys.ConclusionDays, context);
        return none is not null ? none
            : Decision.Accept(new ConservativelyRecalculated(taking.Turn, taking.Person, values, due));
    }

    /// <summary>Whether the entity's time for answering has passed.</summary>
    public static bool AnswerOverdue(VerificationTask task, LocalDate today) =>
        task.Stage is VerificationStage.FindingsIssued or VerificationStage.AwaitingAnswer && task.DueOn < today;
}
