using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;

namespace Chutan.Market.Tests.Mrv.Verifying;

/// <summary>A random walk through verifications: half of the steps lead on, the others are anybody's attempt at
/// anything. Every step is checked against the state before it.</summary>
internal sealed class VerificationWalk
{
    private readonly VerifyingMarket market = new(("mrv.verification.site_days_per_person", "500"));
    private readonly ImmutableArray<VerifyingMarket.Body> bodies;
    private readonly Dictionary<ParticipantId, Actor> entities = [];
    private readonly Random random;
    private int noted;

    public VerificationWalk(int seed)
    {
        random = new Random(seed);
        bodies = [market.First, market.Second, market.Found("third", ["steel"])];
        entities.Add(Law.Entity, market.Entity);
        market.Assign(bodies[random.Next(2)]);
    }

    public int Accepted { get; private set; }
    public int Refused { get; private set; }
    private LawMarket Law => market.Law;

    public void Step()
    {
        if (random.Next(4) == 0) Law.Date = Law.Date.PlusDays(1);
        if (!Open().Any()) AnotherReport();
        if (random.Next(2) == 0 && Open().LastOrDefault() is { } task) TakeOn(task);
        else
        {
            var about = Open().LastOrDefault() is { } open && random.Next(4) > 0
                ? open : market.Task(1 + random.Next(market.State.Tasks.Count));
            Take(Anything(about), Anybody(about));
        }
    }

    /// <summary>From wherever the walk stopped, its tasks can be led to their end.</summary>
    public void ToTheEnd()
    {
        for (var day = 0; day < 100 && Open().Any(); day++)
        {
            Law.Date = Law.Date.PlusDays(1);
            foreach (var task in Open().ToArray()) TakeOn(market.Task(task.Number));
        }
        Assert.True(!Open().Any(), string.Join(", ", Open().Select(t => $"{t.Number} {t.Kind} {t.Stage} {t.Held}")));
    }

    private void AnotherReport()
    {
        var (entity, actor) = Law.Representative(ParticipantKind.CoveredEntity, $"E{entities.Count + 1}");
        entities.Add(entity, actor);
        market.Submit(entity, actor);
        Law.Do(new AssignVerifier(VerifyingMarket.Year, entity, bodies[random.Next(bodies.Length)].Id),
            market.Authority);
    }

    private IEnumerable<VerificationTask> Open() => market.State.Tasks.Where(t => t.IsOpen);

    private VerifyingMarket.Body BodyOf(VerificationTask task) => bodies.Single(b => b.Id == task.Body);

    private void Take(Command command, Actor actor)
    {
        var (before, bytes) = (market.State.Tasks.ToImmutableArray(), Saved());
        if (Law.Try(command, actor) is Decision.Refused refused)
        {
            Refused++;
            Assert.True(bytes.AsSpan().SequenceEqual(Saved()), $"{command} was refused, yet: {refused.Refusal}");
            return;
        }
        Accepted++;
        foreach (var task in before) NothingLost(task, market.Task(task.Number), command);
        foreach (var task in market.State.Tasks) SomebodyGoesOn(task, command);
    }

    private byte[] Saved()
    {
        var writer = new StateWriter();
        Law.State.Save(writer);
        return writer.Written.ToArray();
    }

    /// <summary>Findings stay on file as they were noted; the open ones of a task given to another go with it; a task
    /// closes with each of them closed, or with a conservative value in its place.</summary>
    private void NothingLost(VerificationTask before, VerificationTask after, Command command)
    {
        foreach (var was in before.Findings)
        {
            var now = after.Find(was.Number);
            Assert.True(now is not null && now with { Status = was.Status } is var same
                && (same.Class, same.Severity, same.Clause, same.Description, same.Author)
                    == (was.Class, was.Severity, was.Clause, was.Description, was.Author), $"{command}: {was}");
            if (was.Status == FindingStatus.Closed) Assert.Equal(was, now);
        }
        Assert.True(after.Entries.Length >= before.Entries.Length, command.ToString());
        if (after.Stage == VerificationStage.Closed)
            Assert.All(after.Findings, f => Assert.True(f.Status == FindingStatus.Closed
                || f.Status == FindingStatus.Unresolved && after.Conservative.Any(v => v.Finding == f.Number),
                $"{command}: {f}"));
        if (after.Stage != VerificationStage.Reassigned || before.Stage == VerificationStage.Reassigned) return;
        var next = market.Task(after.Successor!.Value);
        Assert.Equal(after.Number, next.Follows);
        Assert.Equal(after.Findings.Where(f => f.Status is not (FindingStatus.Closed or FindingStatus.Satisfied))
            .Select(f => f.Description), next.Findings.Select(f => f.Description));
        Assert.All(next.Findings, f => Assert.Equal(FindingStatus.Noted, f.Status));
    }

    /// <summary>An open task is somebody's turn, and that somebody is there.</summary>
    private void SomebodyGoesOn(VerificationTask task, Command command)
    {
        if (!task.IsOpen) return;
        if (task.Stage == VerificationStage.ReVerification)
            Assert.Contains(Open(), t => t.Kind == VerificationKind.Recheck);
        Assert.True(VerificationWorkflow.NextIn(task.Stage).Any(party => party switch
        {
            VerificationParty.Leader => task.Leader.Length > 0,
            VerificationParty.Reviewer => task.Reviewer.Length > 0,
            VerificationParty.Team => !task.Members.IsEmpty,
            _ => true,
        }), $"{command}: nobody goes on in {task.Stage}");
    }

    /// <summary>The step that leads a task on, by the one whose turn it is.</summary>
    private void TakeOn(VerificationTask task)
    {
        var (body, n) = (BodyOf(task), task.Number);
        switch (task.Stage)
        {
            case VerificationStage.Assigned:
                Take(new NameVerificationTeam(body.Id, n, "L", ["L", "M"], "R", Declared: true), body.Leader);
                break;
            case VerificationStage.ConflictCleared: Take(new StartDocumentReview(body.Id, n), body.Member); break;
            case VerificationStage.FindingsIssued or VerificationStage.AwaitingAnswer:
                Take(Answer(task, f => f.NeedsAnswer), entities[task.Participant]);
                break;
            case VerificationStage.AnswerCheck: Take(Verdicts(task), body.Member); break;
            case VerificationStage.ConservativeRecalculation: Take(Values(task), body.Member); break;
            case VerificationStage.OnHold when task.Held != HoldReason.Declined:
                Take(new ResumeVerification(n, "go on"), market.Authority);
                break;
            case VerificationStage.OnHold:
                foreach (var other in bodies.Where(b => b.Id != task.Body))
                    if (market.Task(n).IsOpen) Take(new ReassignVerification(n, other.Id, "declined"),
                        market.Authority);
                break;
            case VerificationStage.DocReview or VerificationStage.SitePlanned or VerificationStage.OnSite:
                Look(task, body);
                break;
            case not VerificationStage.ReVerification: Conclude(task, body); break;
        }
    }

    private void Look(VerificationTask task, VerifyingMarket.Body body)
    {
        var seen = task.Checklist.All(i => i.Result.Length > 0)
            && task.Evidence.Count(e => e.Kind != SiteEvidenceKind.Record) >= 3;
        if (task.Documents.IsEmpty)
            Take(new ReviewDocuments(body.Id, task.Number, [new DocumentLine("coal", "scale", "log", "", true)]),
                body.Member);
        else if (task.Stage == VerificationStage.DocReview || task.Stage == VerificationStage.SitePlanned
            && task.Site is null)
            Take(new PlanSiteVisit(body.Id, task.Number, VerifyingMarket.Plan(Law.Date), []), body.Leader);
        else if (!seen) Take(Visit(task, body), body.Member);
        else Take(new IssueFindings(body.Id, task.Number), body.Leader);
    }

    private RecordSiteVisit Visit(VerificationTask task, VerifyingMarket.Body body)
    {
        var on = task.Site?.Through ?? Law.Date;
        return new RecordSiteVisit(body.Id, task.Number,
        [
            market.MadeAt(body, SiteEvidenceKind.SignIn, 9) with { Date = on },
            market.MadeAt(body, SiteEvidenceKind.Photo, 12) with { Date = on },
            market.MadeAt(body, SiteEvidenceKind.SignOut, 16) with { Date = on },
        ], [.. task.Checklist.Select(i => new ChecklistResult(i.Code, "seen", true))]);
    }

    private void Conclude(VerificationTask task, VerifyingMarket.Body body)
    {
        var n = task.Number;
        if (task.Stage == VerificationStage.AuthorityReview) Take(new NotifyConclusion(n), market.Authority);
        else if (task.Stage == VerificationStage.ConclusionDrafted) Take(HandIn(task), body.Leader);
        else if (task.Stage == VerificationStage.Notified && task.Objection is { Upheld: null })
            Take(new DecideConclusionObjection(n, Upheld: false, "heard"), market.Authority);
        else if (task.Stage == VerificationStage.Notified && !task.Agreed && task.Objection is null)
            Take(new AgreeToConclusion(task.Participant, n), entities[task.Participant]);
        else if (task.Stage == VerificationStage.Notified) Take(Accept(task), market.Authority);
        else if (task.Conclusion is null || task.Stage == VerificationStage.Returned) Take(Draft(task), body.Leader);
        else Take(new ReviewConclusion(body.Id, n, Passed: true, ""), body.Reviewer);
    }

    private static Command Accept(VerificationTask task) => task.Kind == VerificationKind.Recheck
        ? new SettleRecheck(task.Number) : new AcceptReport(task.Year, task.Participant);

    private static Command HandIn(VerificationTask task) => task.Kind == VerificationKind.Recheck
        ? new HandInRecheck(task.Body, task.Number)
        : new SubmitVerification(task.Year, task.Participant, task.Conclusion?.Verified ?? task.Initial,
            VerifyingMarket.Made, "ok");

    private DraftConclusion Draft(VerificationTask task) => new(task.Body, task.Number,
        VerifyingMarket.Conclusion(task.Initial.Count + random.Next(2) * 900, task.Initial.Count));

    private static AnswerFindings Answer(VerificationTask task, Func<Finding, bool> which) =>
        new(task.Participant, task.Number, [.. task.Findings.Where(which).Select(f =>
            new FindingAnswer(f.Number, "the ledger was wrong", "ledger corrected", [], 500))]);

    private CheckAnswers Verdicts(VerificationTask task) => new(task.Body, task.Number,
        [.. task.Findings.Where(f => f.Status == FindingStatus.Answered).Select(f =>
            new AnswerVerdict(f.Number, random.Next(2) == 0, "no ledger came with it"))]);

    private static RecalculateConservatively Values(VerificationTask task) => new(task.Body, task.Number,
        [.. task.Findings.Where(f => f.Status == FindingStatus.Unresolved).Select(f =>
            new ConservativeValue(f.Number, "coal", "40000", "41000", "highest month", 900))]);

    private Actor Anybody(VerificationTask task)
    {
        var body = random.Next(5) == 0 ? bodies[random.Next(bodies.Length)] : BodyOf(task);
        return random.Next(6) switch
        {
            0 => entities[task.Participant],
            1 or 2 => market.Authority,
            3 => body.Reviewer,
            4 => body.Member,
            _ => body.Leader,
        };
    }

    /// <summary>A command on any task, complete or not, whoever then sends it and wherever the task stands.</summary>
    private Command Anything(VerificationTask task)
    {
        var (body, other, n) = (BodyOf(task), bodies[random.Next(bodies.Length)], task.Number + random.Next(20) / 19);
        var reason = random.Next(5) == 0 ? "" : "a reason";
        return random.Next(24) switch
        {
            0 => new NameVerificationTeam(body.Id, n, "L", random.Next(2) == 0 ? ["L"] : ["L", "M"], "R", true),
            1 => new DeclineVerification(body.Id, n, reason),
            2 => new HoldVerification(n, reason),
            3 => new ResumeVerification(n, reason),
            4 => new ReassignVerification(n, other.Id, reason),
            5 => new StartDocumentReview(body.Id, n),
            6 => new PlanSiteVisit(body.Id, n, VerifyingMarket.Plan(Law.Date), ["weigh a truck"]),
            7 or 8 or 9 or 10 or 11 => new NoteFinding(body.Id, n, FindingClass.Data,
                (FindingSeverity)random.Next(3), random.Next(5) == 0 ? "" : "guide 5.2", $"finding {++noted}", []),
            12 => new IssueFindings(body.Id, n),
            13 => new AcknowledgeFindings(task.Participant, n),
            14 => Answer(task, _ => random.Next(2) == 0),
            15 => Verdicts(task),
            16 => random.Next(2) == 0 ? new LapseAnswers(body.Id, n) : new EndAnswerTerms(),
            17 => Values(task) with { Task = n },
            18 => Draft(task),
            19 => new ReviewConclusion(body.Id, n, Passed: false, reason),
            20 => new ReturnVerification(n, reason),
            21 => new ObjectToConclusion(task.Participant, n, reason, ""),
            22 => new DecideConclusionObjection(n, random.Next(2) == 0, reason),
            _ => random.Next(3) == 0 ? new RefuseReport(task.Year, task.Participant, reason)
                : new OpenRecheck(n, other.Id, reason),
        };
    }
}
