namespace Chutan.Market.Mrv;

/// <summary>All verification bodies, verifications, second looks, routine checks and evaluations.</summary>
public sealed class VerificationState
{
    private readonly SortedDictionary<ParticipantId, VerificationBody> bodies = [];
    private readonly List<BodyInterest> interests = [];
    private readonly List<VerificationTask> tasks = [];
    private readonly Dictionary<ParticipantId, List<int>> byBody = [];
    private readonly Dictionary<(ComplianceYear, ParticipantId), int> latest = [];
    private readonly List<ReportComplaint> complaints = [];
    private readonly SortedDictionary<ComplianceYear, RecheckDraw> draws = [];
    private readonly List<RoutineCheck> routineChecks = [];
    private readonly SortedDictionary<ComplianceYear, YearEvaluation> evaluations = [];

    public IReadOnlyCollection<VerificationBody> Bodies => bodies.Values;
    public IReadOnlyList<BodyInterest> Interests => interests;
    public IReadOnlyList<VerificationTask> Tasks => tasks;
    public IReadOnlyList<ReportComplaint> Complaints => complaints;
    public IReadOnlyCollection<RecheckDraw> Draws => draws.Values;
    public IReadOnlyList<RoutineCheck> RoutineChecks => routineChecks;
    public IReadOnlyCollection<YearEvaluation> Evaluations => evaluations.Values;

    public int NextTask => tasks.Count + 1;
    public VerificationBody? FindBody(ParticipantId body) => bodies.GetValueOrDefault(body);
    public VerificationTask? Find(int number) => number >= 1 && number <= tasks.Count ? tasks[number - 1] : null;
    public RecheckDraw? DrawOf(ComplianceYear year) => draws.GetValueOrDefault(year);

    public BodyInterest? FindInterest(int number) =>
        number >= 1 && number <= interests.Count ? interests[number - 1] : null;

    public RoutineCheck? FindRoutineCheck(int number) =>
        number >= 1 && number <= routineChecks.Count ? routineChecks[number - 1] : null;

    public IEnumerable<BodyInterest> InterestsOf(ParticipantId body) => interests.Where(i => i.Body == body);

    public IEnumerable<VerificationTask> TasksOf(ParticipantId body) =>
        byBody.TryGetValue(body, out var own) ? own.Select(n => tasks[n - 1]) : [];

    /// <summary>The latest yearly verification of a report, open or not.</summary>
    public VerificationTask? LatestOf(ComplianceYear year, ParticipantId participant) =>
        latest.TryGetValue((year, participant), out var number) ? tasks[number - 1] : null;

    /// <summary>The yearly verification of a report that is under way; null when none is, or none was ever opened.
    /// </summary>
    public VerificationTask? OpenOf(ComplianceYear year, ParticipantId participant) =>
        LatestOf(year, participant) is { IsOpen: true, Stage: not VerificationStage.ReVerification } task ? task : null;

    internal void Apply(VerificationEvent happened, EventContext context)
    {
        switch (happened)
        {
            case BodyProfileFiled e: Filed(e, context); break;
            case VerifierEntered e:
                Change(e.Participant, b => b with
                { Staff = [.. b.Staff.Where(p => p.Code != e.Person.Code), e.Person] });
                break;
            case VerifierLeft e:
                Change(e.Participant, b => b with
                { Staff = [.. b.Staff.Select(p => p.Code == e.Person ? p with { LeftOn = e.On } : p)] });
                break;
            case ImpartialityChecked e:
                Change(e.Participant, b => b with { Checks = b.Checks.Add(e.Check) });
                break;
            case InterestDeclared e: interests.Add(e.Interest); break;
            case InterestEnded e:
                interests[e.Interest - 1] = interests[e.Interest - 1] with { Through = e.On };
                break;
            case VerificationOpened e: Opened(e, context); break;
            case ReportComplaintFiled e: complaints.Add(e.Complaint); break;
            case RechecksDrawn e: draws[e.Draw.Year] = e.Draw; break;
            case RoutineChecksDrawn e: routineChecks.AddRange(e.Checks); break;
            case RoutineCheckRecorded e:
                routineChecks[e.Check - 1] = routineChecks[e.Check - 1] with
                { Result = e.Result, Notes = e.Notes, DoneOn = context.Date };
                break;
            case EvaluationPublished e: evaluations[e.Evaluation.Year] = e.Evaluation; break;
            case VerificationErrorFound e:
                tasks[e.Task - 1] = tasks[e.Task - 1] with { Errors = tasks[e.Task - 1].Errors.Add(e.Error) };
                break;
            case IVerificationTurn { Turn: var turn }:
                tasks[turn.Task - 1] = VerificationCourse.After(tasks[turn.Task - 1], happened, turn, context);
                break;
            default: throw new InvalidOperationException($"No case for {happened.GetType().Name}.");
        }
    }

    internal void Save(StateWriter to)
    {
        to.Many(bodies.Values, b => VerificationSnapshot.Write(to, b));
        to.Many(interests, i => VerificationSnapshot.Write(to, i));
        to.Many(tasks, t => TaskSnapshot.Write(to, t));
        to.Many(complaints, c => VerificationSnapshot.Write(to, c));
        to.Many(draws.Values, d => VerificationSnapshot.Write(to, d));
        to.Many(routineChecks, c => VerificationSnapshot.Write(to, c));
        to.Many(evaluations.Values, e => VerificationSnapshot.Write(to, e));
    }

    internal void Load(StateReader from)
    {
        from.Many(() =>
        {
            var body = VerificationSnapshot.ReadBody(from);
            bodies.Add(body.Participant, body);
        });
        from.Many(() => interests.Add(VerificationSnapshot.ReadInterest(from)));
        from.Many(() => Enter(TaskSnapshot.Read(from)));
        from.Many(() => complaints.Add(VerificationSnapshot.ReadComplaint(from)));
        from.Many(() =>
        {
            var draw = VerificationSnapshot.ReadDraw(from);
            draws.Add(draw.Year, draw);
        });
        from.Many(() => routineChecks.Add(VerificationSnapshot.ReadRoutineCheck(from)));
        from.Many(() =>
        {
            var evaluation = VerificationSnapshot.ReadEvaluation(from);
            evaluations.Add(evaluation.Year, evaluation);
        });
    }

    private void Filed(BodyProfileFiled e, EventContext context) => bodies[e.Participant] =
        (FindBody(e.Participant) ?? new VerificationBody(e.Participant, e.Profile, 0, context.Date, [], [])) with
        { Profile = e.Profile, Version = e.Version, FiledOn = context.Date };

    private void Opened(VerificationOpened e, EventContext context)
    {
        if (e.Follows is { } before && Find(before) is { Stage: VerificationStage.Reassigned } given)
            tasks[before - 1] = given with { Successor = e.Task };
        Enter(new VerificationTask(e.Task, e.Year, e.Participant, e.Body, e.Kind, context.Date)
        {
            Follows = e.Follows,
            Initial = e.Initial,
            Findings = e.Carried,
        });
    }

    private void Enter(VerificationTask task)
    {
        tasks.Add(task);
        if (!byBody.TryGetValue(task.Body, out var own)) byBody.Add(task.Body, own = []);
        own.Add(task.Number);
        if (task.Kind == VerificationKind.Annual) latest[(task.Year, task.Participant)] = task.Number;
    }

    private void Change(ParticipantId body, Func<VerificationBody, VerificationBody> change) =>
        bodies[body] = change(bodies[body]);
}

/// <summary>How a verification's file grows with each step.</summary>
internal static class VerificationCourse
{
    public static VerificationTask After(VerificationTask task, VerificationEvent happened, VerificationTurn turn,
        EventContext context)
    {
        var text = "";
        var next = happened switch
        {
            VerificationTeamNamed e => task with { Leader = e.Leader, Members = e.Members, Reviewer = e.Reviewer },
            VerificationHeld e => Noting(ref text, e.Reason, task with
            { HeldFrom = task.Stage, Held = e.Cause, HeldOn = context.Date }),
            VerificationResumed e => Noting(ref text, e.Reason, task with
            { Held = HoldReason.None, HeldOn = null, DueOn = e.Due }),
            VerificationReassigned e => Noting(ref text, e.Reason, task with
            { Held = HoldReason.None, HeldOn = null, DueOn = null, Successor = e.Successor }),
            DocumentReviewStarted e => task with { Checklist = e.Checklist },
            DocumentsReviewed e => task with { Documents = [.. task.Documents, .. e.Lines] },
            SiteVisitPlanned e => Noting(ref text, e.Plan.Place, task with
            { Site = e.Plan, Checklist = [.. task.Checklist, .. e.Added] }),
            SiteVisited e => task with
            {
                Evidence = [.. task.Evidence, .. e.Evidence],
                Checklist = [.. task.Checklist.Select(i => Seen(i, e.Results))],
                DueOn = e.FindingsDue,
            },
            _ => AfterFindings(task, happened, ref text, context),
        };
        return next with
        {
            Stage = turn.To,
            Entries = task.Entries.Add(new VerificationEntry(context.At, turn.By, turn.Action, task.Stage, turn.To,
                text)),
        };
    }

    private static VerificationTask AfterFindings(VerificationTask task, VerificationEvent happened, ref string text,
        EventContext context) => happened switch
        {
            FindingNoted e => Noting(ref text, e.Finding.Description, task with
            { Findings = task.Findings.Add(e.Finding) }),
            FindingsIssued e => task with
            {
                Findings = Each(task, f => e.Findings.Contains(f.Number), f =>
                    f with { Status = FindingStatus.Open, Round = 1 }),
                DueOn = e.Due,
                LateSteps = task.LateSteps + (e.Late ? 1 : 0),
            },
            FindingsAcknowledged => task,
            FindingsAnswered e => task with { Findings = [.. task.Findings.Select(f => Answered(f, e.Answers))] },
            AnswersChecked e => task with
            {
                Findings = [.. task.Findings.Select(f => Judged(f, e))],
                DueOn = e.Due,
            },
            AnswersLapsed => task with
            {
                Findings = Each(task, f => f.NeedsAnswer, f => f with { Status = FindingStatus.Unresolved }),
                DueOn = null,
            },
            ConservativelyRecalculated e => task with
            {
                Findings = Each(task, f => f.Status == FindingStatus.Answered, f => f with
                {
                    Status = e.Values.Any(v => v.Finding == f.Number) ? FindingStatus.Unresolved
                        : FindingStatus.Satisfied,
                    CheckedBy = e.Person,
                }),
                Conservative = [.. task.Conservative.Where(v => e.Values.All(n => n.Finding != v.Finding)),
                    .. e.Values],
                DueOn = e.Due,
            },
            _ => AfterConclusion(task, happened, ref text, context),
        };

    private static VerificationTask AfterConclusion(VerificationTask task, VerificationEvent happened, ref string text,
        EventContext context)
    {
        switch (happened)
        {
            case ConclusionDrafted e: return task with { Conclusion = e.Conclusion };
            case ConclusionReviewed e:
                text = e.Remarks;
                return e.Turn.Action == VerificationAction.SendBack
                    ? task with { SentBack = task.SentBack + 1, Conclusion = null }
                    : task with { Findings = Each(task, Closable, f => Closed(f, e.Person, context.Date)) };
            case ConclusionHandedIn e:
                return task with
                { HandedInOn = context.Date, DueOn = null, LateSteps = task.LateSteps + (e.Late ? 1 : 0) };
            case VerificationReturned e:
                text = e.Reason;
                return task with { SentBack = task.SentBack + 1 };
            case ConclusionNotified e: return task with { NotifiedOn = context.Date, DueOn = e.ObjectBy };
            case ConclusionAgreed: return task with { Agreed = true };
            case ConclusionObjected e:
                text = e.Grounds;
                return task with
                {
                    Objection = new VerificationObjection(e.Grounds, e.Document, context.Date, e.DecideBy, null, "",
                        null),
                    DueOn = e.DecideBy,
                };
            case ConclusionObjectionDecided e:
                text = e.Reason;
                return task with
                {
                    Objection = e.Upheld ? null : task.Objection! with // decided only where there is one
                    { Upheld = false, Reason = e.Reason, DecidedOn = context.Date },
                    SentBack = task.SentBack + (e.Upheld ? 1 : 0),
                    DueOn = null,
                };
            case VerificationClosed: return task with { ClosedOn = context.Date, DueOn = null };
            case RecheckOpened e:
                text = e.Reason;
                return task;
            case RecheckSettled: return task;
            default: throw new InvalidOperationException($"No case for {happened.GetType().Name}.");
        }
    }

    private static bool Closable(Finding finding) => finding.Status == FindingStatus.Satisfied
        || finding.Status == FindingStatus.Open && finding.Severity == FindingSeverity.Observation;

    private static Finding Closed(Finding finding, string person, LocalDate on) =>
        finding with { Status = FindingStatus.Closed, ClosedBy = person, ClosedOn = on };

    private static Finding Answered(Finding finding, ImmutableArray<FindingAnswer> answers) =>
        answers.LastOrDefault(a => a.Finding == finding.Number) is not { } answer ? finding : finding with
        {
            Status = FindingStatus.Answered,
            Answer = answer.Answer,
            CorrectiveAction = answer.CorrectiveAction,
            AnswerEvidence = answer.Evidence,
            Effect = answer.Effect,
        };

    private static Finding Judged(Finding finding, AnswersChecked checkedAnswers)
    {
        if (checkedAnswers.Verdicts.FirstOrDefault(v => v.Finding == finding.Number) is not { } verdict) return finding;
        var judged = finding with { Remarks = verdict.Remarks };
        if (verdict.Sufficient)
            return judged with { Status = FindingStatus.Satisfied, CheckedBy = checkedAnswers.Person };
        return checkedAnswers.Turn.Action == VerificationAction.AskAgain
            ? judged with { Status = FindingStatus.Open, Round = finding.Round + 1 }
            : judged with { Status = FindingStatus.Unresolved };
    }

    private static ChecklistItem Seen(ChecklistItem item, ImmutableArray<ChecklistResult> results) =>
        results.LastOrDefault(r => r.Code == item.Code) is not { } result ? item
            : item with { Result = result.Result, Fine = result.Fine };

    private static ImmutableArray<Finding> Each(VerificationTask task, Func<Finding, bool> which,
        Func<Finding, Finding> change) => [.. task.Findings.Select(f => which(f) ? change(f) : f)];

    private static VerificationTask Noting(ref string text, string said, VerificationTask task)
    {
        text = said;
        return task;
    }
}
