using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>What comes next in one verification.</summary>
internal enum VisitStep
{
    Plan = 0,
    Visit = 1,
    Answer = 2,
    Check = 3,
    Recalculate = 4,
    Conclude = 5,
    Notify = 6,
    Agree = 7,
    Accept = 8,
    Done = 9,
}

/// <summary>One verification as its people go about it.</summary>
internal sealed class Visit(Entity entity, VerificationBodyPlan body, int team, int task, LocalDate day)
{
    public Entity Entity { get; } = entity;
    public VerificationBodyPlan Body { get; } = body;
    public (Verifier Leader, Verifier Member) Team { get; } = body.Teams[team];
    public int Task { get; } = task;
    public LocalDate Day { get; } = day;
    public bool IsRecheck { get; init; }
    public VisitStep Next { get; set; } = VisitStep.Plan;
    public LocalDate NextOn { get; set; } = day.PlusDays(-1);
    public ImmutableArray<string> Checklist { get; set; } = [];
    /// <summary>Tonnes a conservative value adds.</summary>
    public long Added { get; set; }
    /// <summary>Findings noted, and the numbers of those that take an answer.</summary>
    public int Findings { get; set; }
    public List<int> ToAnswer { get; } = [];
    public LocalDate AnswerBy { get; set; }
    public bool WasReturned { get; set; }
    /// <summary>The total when the task was opened.</summary>
    public Tonnes Initial { get; set; }
    /// <summary>What a second look finds beyond the first, t.</summary>
    public long Beyond { get; init; }
}

/// <summary>核查季: from the assignment of bodies to the acceptance of the figures, each verification through all its
/// steps; findings in some, one entity that never answers, bodies in conflict, one suspended in the middle of the
/// season, and second verifications after it.</summary>
internal sealed class VerificationSeason(Desk desk, Town town, Scenario scenario, ReportSeason reports,
    VerificationBodies bodies, RecheckActs acts)
{
    private static readonly LocalDate FirstVisit = new(2025, 3, 13);
    private const int Suspended = 6;

    private readonly List<Visit> visits = [];
    private readonly Dictionary<(int Body, int Team), int> taken = [];
    private int? stopped;

    public IReadOnlyCollection<Visit> Visits => visits;

    /// <summary>The authority names a body for each report in hand; where a body is barred, the next one.</summary>
    public async Task AssignAsync()
    {
        foreach (var entity in reports.Reported)
            await AssignAsync(entity, bodies.For(entity), entity.Plan.Number);
        await desk.SettleAsync();
        await NameTeamsAsync(visits);
    }

    /// <summary>Everybody takes the steps that are due today.</summary>
    public async Task WorkAsync(LocalDate today)
    {
        if (visits.Any(v => v.Next == VisitStep.Recalculate && v.NextOn == today))
            await desk.SendAsync(Actor.Scheduler, new EndAnswerTerms());
        foreach (var visit in visits.Where(v => v.NextOn == today && v.Next != VisitStep.Done
            && (stopped != v.Body.Number || v.Next >= VisitStep.Notify)).ToArray())
            await StepAsync(visit, today);
        await desk.SettleAsync();
    }

    /// <summary>One body is suspended in the middle of the season; its open work stands still.</summary>
    public async Task SuspendAsync()
    {
        stopped = Suspended;
        await desk.SendAsync(town.Authority.Actor, new SetParticipantStatus(bodies.Of(Suspended).Party.Id,
            ParticipantStatus.Suspended, "涉嫌出具虚假核查报告，立案调查（模拟）"));
        await desk.SettleAsync();
    }

    /// <summary>Its work goes to the others' reserve teams.</summary>
    public async Task ReassignAsync(LocalDate today)
    {
        var left = visits.Where(v => v.Body.Number == Suspended && v.Next < VisitStep.Notify).ToArray();
        var taking = new List<Visit>();
        for (var i = 0; i < left.Length; i++)
        {
            var (old, next) = (left[i], bodies.Of(Suspended + 1 + i % (bodies.All.Count - 1)));
            old.Next = VisitStep.Done;
            await desk.SendAsync(town.Authority.Actor, new ReassignVerification(old.Task, next.Party.Id,
                "原核查机构被暂停"), Opening(old.Entity, next, next.Relief, today, taking));
        }
        await desk.SettleAsync();
        await NameTeamsAsync(taking);
        visits.AddRange(taking);
    }

    public async Task RestoreAsync()
    {
        stopped = null;
        await desk.SendAsync(town.Authority.Actor, new SetParticipantStatus(bodies.Of(Suspended).Party.Id,
            ParticipantStatus.Active, "调查结束，整改完成（模拟）"));
        await desk.SettleAsync();
    }

    /// <summary>复查: the draw, and second verifications of some of those drawn, the first entity's among them. One of
    /// them finds more than the first body did; others are still under way when the year ends.</summary>
    public async Task RecheckAsync(LocalDate today)
    {
        ImmutableArray<DrawnRecheck> drawn = [];
        await desk.SendAsync(town.Authority.Actor, new FileReportComplaint(town.Entities[0].Party.Id, scenario.Year,
            "群众反映厂区有未计入的备用锅炉（模拟）"));
        await desk.SendAsync(town.Authority.Actor, new DrawRechecks(scenario.Year, "2025-05-06 收盘价 4085"),
            reply => drawn = EventOf<RechecksDrawn>(reply)?.Draw.Drawn ?? []);
        await desk.SettleAsync();
        var first = drawn.Where(d => d.Cause == RecheckCause.Complaint).ToArray();
        var chosen = first.Concat(drawn.Where(d => d.Cause != RecheckCause.Complaint).Take(8 - first.Length)).ToArray();
        var opened = new List<Visit>();
        for (var i = 0; i < chosen.Length; i++)
        {
            if (town.FindEntity(chosen[i].Participant) is not { } entity) continue;
            var body = bodies.Of(entity.Plan.Number);
            var complained = chosen[i].Cause == RecheckCause.Complaint;
            var team = complained ? 0 : body.Relief;
            LocalDate? day = complained ? new LocalDate(2025, 6, 28) : i < chosen.Length / 2 ? null
                : new LocalDate(2025, 6, 14).PlusDays(i * 2);
            await desk.SendAsync(town.Authority.Actor, new OpenRecheck(chosen[i].Task, body.Party.Id,
                "复查抽取结果"), Opening(entity, body, team, today, opened, day, beyond: RecheckActs.Beyond(i)));
        }
        await desk.SettleAsync();
        await NameTeamsAsync(opened);
        visits.AddRange(opened);
    }

    public async Task EvaluateAsync()
    {
        await desk.SendAsync(town.Authority.Actor, new PublishEvaluation(scenario.Year));
        await desk.SettleAsync();
    }

    private async Task AssignAsync(Entity entity, VerificationBodyPlan body, int number)
    {
        var team = number / bodies.All.Count % Math.Max(1, body.Relief);
        var opened = new List<Visit>();
        Reply? answer = null;
        void Take(Reply reply)
        {
            answer = reply;
            Opening(entity, body, team, FirstVisit, opened)(reply);
            visits.AddRange(opened);
        }
        await desk.SendAsync(town.Authority.Actor,
            new AssignVerifier(scenario.Year, entity.Party.Id, body.Party.Id), Take);
        if (number != entity.Plan.Number || !IsBarred(entity)) return;
        await desk.SettleAsync();
        if (answer?.Decision is Decision.Refused) await AssignAsync(entity, bodies.Of(body.Number + 1), number + 1);
    }

    /// <summary>Entities whose own body has declared a tie.</summary>
    private bool IsBarred(Entity entity) => entity == Barred;

    /// <summary>The entity that is tied to the body which would verify it.</summary>
    public Entity Barred => town.Entities[Math.Min(4, town.Entities.Length - 1)];

    /// <summary>Enters a task that was opened: the team goes on its next free day, so that nobody is in two places.
    /// </summary>
    private Action<Reply> Opening(Entity entity, VerificationBodyPlan body, int team, LocalDate from, List<Visit> into,
        LocalDate? on = null, long beyond = 0) => reply =>
        {
            if (EventOf<VerificationOpened>(reply) is not { } opened) return;
            var key = (body.Number, team);
            var number = taken[key] = taken.GetValueOrDefault(key) + 1;
            var day = team == body.Relief ? from.PlusDays(1 + number % 5 * 2) : from.PlusDays((number - 1) * 2);
            var visit = new Visit(entity, body, team, opened.Task, on ?? day)
            {
                IsRecheck = opened.Kind == VerificationKind.Recheck,
                Initial = opened.Initial,
                Findings = opened.Carried.Length,
                Beyond = beyond,
            };
            visit.ToAnswer.AddRange(opened.Carried.Where(f => f.Severity > FindingSeverity.Observation)
                .Select(f => f.Number));
            into.Add(visit);
        };

    private async Task NameTeamsAsync(IReadOnlyList<Visit> opened)
    {
        foreach (var visit in opened)
        {
            var (body, team) = (visit.Body, visit.Team);
            NameVerificationTeam Of(Verifier member) => new(body.Party.Id, visit.Task, team.Leader.Code,
                [team.Leader.Code, member.Code], body.Reviewer.Code, Declared: true);
            if (visit.Entity == town.Entities[0] && body.Number == 1)
                await desk.SendAsync(team.Leader.Actor, Of(body.Teams[0].Member));
            await desk.SendAsync(team.Leader.Actor, Of(Partner(visit)));
        }
        await desk.SettleAsync();
    }

    /// <summary>Who goes with the leader: the other of the team, but nobody who advised the entity.</summary>
    private Verifier Partner(Visit visit) => visit.Body.Number == 1 && visit.Entity == town.Entities[0]
        ? visit.Body.Teams[visit.Body.Relief].Member : visit.Team.Member;

    private async Task StepAsync(Visit visit, LocalDate today)
    {
        switch (visit.Next)
        {
            case VisitStep.Plan: await PlanAsync(visit); break;
            case VisitStep.Visit: await VisitAsync(visit); break;
            case VisitStep.Answer: await AnswerAsync(visit); break;
            case VisitStep.Check: await CheckAsync(visit); break;
            case VisitStep.Recalculate: await RecalculateAsync(visit); break;
            case VisitStep.Conclude: await ConcludeAsync(visit); break;
            case VisitStep.Notify: await NotifyAsync(visit); break;
            case VisitStep.Agree: await AgreeAsync(visit); break;
            case VisitStep.Accept: await AcceptAsync(visit); break;
        }
        if (visit.NextOn != today) return;
        visit.Next++;
        visit.NextOn = today.PlusDays(1);
    }

    private async Task PlanAsync(Visit visit)
    {
        var (body, place) = (visit.Body.Party.Id, Places.Of(visit.Entity.Plan));
        await desk.SendAsync(visit.Team.Leader.Actor, new StartDocumentReview(body, visit.Task), reply =>
            visit.Checklist = [.. EventOf<DocumentReviewStarted>(reply)?.Checklist.Select(i => i.Code) ?? []]);
        await desk.SendAsync(visit.Team.Leader.Actor, new ReviewDocuments(body, visit.Task,
            [.. reports.SourcesOf(visit.Entity).Select(source => new DocumentLine(source, "按计划计量并月度汇总",
                "计量台账与财务凭证核对", "", Fine: true))]));
        await acts.WriteAsync(visit);
        await desk.SendAsync(visit.Team.Leader.Actor, new PlanSiteVisit(body, visit.Task, new SitePlan(visit.Day,
            visit.Day, $"{visit.Entity.Plan.City.Zh}厂区", place.Latitude, place.Longitude,
            [visit.Team.Leader.Code, Partner(visit).Code], "查、问、看、验"), []));
        await acts.HoldAsync(visit);
        visit.NextOn = visit.Day.PlusDays(1);
        visit.Next = VisitStep.Visit;
    }

    private async Task VisitAsync(Visit visit)
    {
        await acts.ResumeAsync(visit);
        var (body, person) = (visit.Body.Party.Id, visit.Team.Leader);
        var evidence = ImmutableArray.CreateBuilder<SiteEvidence>();
        foreach (var (kind, hour) in new[] { (SiteEvidenceKind.SignIn, 9), (SiteEvidenceKind.Photo, 11),
            (SiteEvidenceKind.SignOut, 16) })
        {
            var hash = desk.Document($"{visit.Task} {kind} {visit.Entity.Plan.CreditCode}");
            await desk.SendAsync(person.Actor, new FileDocument(body, hash, $"现场核查{visit.Task}-{kind}.jpg",
                "image/jpeg", 200_000 + visit.Task));
            var place = Places.Of(visit.Entity.Plan);
            evidence.Add(new SiteEvidence(kind, hash, person.Code, visit.Day, new LocalTime(hour, 0),
                place.Latitude, place.Longitude, ""));
        }
        await desk.SendAsync(person.Actor, new RecordSiteVisit(body, visit.Task, evidence.ToImmutable(),
            [.. visit.Checklist.Select(c => new ChecklistResult(c, "已查看记录并与现场核对", Fine: true))]));
        foreach (var (severity, text) in FindingsOf(visit))
        {
            visit.Findings++;
            if (severity > FindingSeverity.Observation) visit.ToAnswer.Add(visit.Findings);
            await desk.SendAsync(person.Actor, new NoteFinding(body, visit.Task, FindingClass.Data, severity,
                "指南：活动数据获取", text, []));
        }
        await desk.SendAsync(person.Actor, new IssueFindings(body, visit.Task), reply =>
            visit.AnswerBy = EventOf<FindingsIssued>(reply)?.Due ?? visit.Day);
        if (!visit.IsRecheck && Returns(visit.Entity) && visit.ToAnswer.Count > 0)
        {
            visit.WasReturned = true;
            await desk.SendAsync(person.Actor, new ReturnReport(scenario.Year, visit.Entity.Party.Id,
                "燃料消耗量与台账不一致，请更正"));
        }
        await desk.SettleAsync();
        (visit.Next, visit.NextOn) = visit.ToAnswer.Count == 0 ? (VisitStep.Conclude, visit.Day.PlusDays(2))
            : IsSilent(visit) ? (VisitStep.Recalculate, visit.AnswerBy.PlusDays(1))
            : (VisitStep.Answer, visit.Day.PlusDays(3));
    }

    private static IEnumerable<(FindingSeverity Severity, string Text)> FindingsOf(Visit visit)
    {
        var plan = visit.Entity.Plan;
        if (visit.IsRecheck)
        {
            if (visit.Beyond > 0) yield return (FindingSeverity.Major, "备用锅炉用煤未计入");
            yield break;
        }
        if (visit.Findings > 0) yield break; // carried over from the body before
        if (plan.ReportBiasPerMille != 0)
            yield return (Math.Abs(plan.ReportBiasPerMille) > 8 ? FindingSeverity.Major : FindingSeverity.Minor,
                "燃料消耗量与入炉台账不一致");
        if (visit.Entity.Concealed > visit.Entity.Undetected)
            yield return (FindingSeverity.Major, "月度存证数据失实，按原始记录核定（校核预警移送）");
        if (plan.Number % 29 == 3) yield return (FindingSeverity.Minor, "电表检定证书过期一个月");
        if (plan.Number % 37 == 5) yield return (FindingSeverity.Observation, "采样记录可改进");
    }

    private static bool Returns(Entity entity) => entity.Plan.ReportBiasPerMille > 8 || entity.Plan.Number % 29 == 3;

    /// <summary>One entity in fifty with something to answer lets the time pass; only early in the season, so that the
    /// year's calendar holds.</summary>
    private static bool IsSilent(Visit visit) => !visit.IsRecheck && visit.Entity.Plan.Number % 50 == 7
        && visit.Day < new LocalDate(2025, 4, 5)
        && FindingsOf(visit).All(f => f.Severity > FindingSeverity.Observation);

    private async Task AnswerAsync(Visit visit)
    {
        var (actor, id) = (visit.Entity.Party.Actor, visit.Entity.Party.Id);
        await desk.SendAsync(actor, new AcknowledgeFindings(id, visit.Task));
        await desk.SendAsync(actor, new AnswerFindings(id, visit.Task, [.. visit.ToAnswer
            .Select(n => new FindingAnswer(n, "统计口径有误，已按入炉台账更正", "每月由两人核对台账", [], null))]));
        if (visit.WasReturned) await reports.CorrectAsync(visit.Entity);
        visit.Next = VisitStep.Check;
        visit.NextOn = visit.NextOn.PlusDays(1);
    }

    private async Task CheckAsync(Visit visit)
    {
        await desk.SendAsync(visit.Team.Leader.Actor, new CheckAnswers(visit.Body.Party.Id, visit.Task,
            [.. visit.ToAnswer.Select(n => new AnswerVerdict(n, Sufficient: true, ""))]));
        visit.Next = VisitStep.Conclude;
        visit.NextOn = visit.NextOn.PlusDays(1);
    }

    private async Task RecalculateAsync(Visit visit)
    {
        visit.Added = Math.Max(1, visit.Entity.Emissions / 200);
        if (visit.WasReturned) await reports.CorrectAsync(visit.Entity);
        await desk.SendAsync(visit.Team.Leader.Actor, new RecalculateConservatively(visit.Body.Party.Id, visit.Task,
            [.. visit.ToAnswer.Select(n => new ConservativeValue(n, "燃料消耗量", "台账值",
                "结算凭证最大值", "逾期未答复，无法验证", n == visit.ToAnswer[0] ? visit.Added : 0))]));
        visit.Next = VisitStep.Conclude;
        visit.NextOn = visit.NextOn.PlusDays(1);
    }

    private async Task ConcludeAsync(Visit visit)
    {
        var (body, team) = (visit.Body.Party.Id, visit.Team);
        var verified = visit.IsRecheck ? visit.Initial.Count + visit.Beyond
            : reports.RightOf(visit.Entity) + visit.Added;
        if (visit.Entity.Plan.Number % 61 == 7 && !visit.IsRecheck)
            await desk.SendAsync(bodies.Of(visit.Body.Number + 1).Party.Actor,
                reports.Verified(visit.Entity, verified));
        await desk.SendAsync(team.Leader.Actor, new DraftConclusion(body, visit.Task,
            reports.Conclusion(visit.Entity, visit.Initial, verified)));
        await desk.SendAsync(visit.Body.Reviewer.Actor, new ReviewConclusion(body, visit.Task, Passed: true, "复核通过"));
        await desk.SendAsync(team.Leader.Actor, visit.IsRecheck ? new HandInRecheck(body, visit.Task)
            : reports.Verified(visit.Entity, verified));
    }

    /// <summary>The authority looks at the conclusion; one goes back to the body first.</summary>
    private async Task NotifyAsync(Visit visit)
    {
        if (!visit.IsRecheck && visit.Entity.Plan.Number % 113 == 17)
        {
            await desk.SendAsync(town.Authority.Actor, new ReturnVerification(visit.Task, "结论缺少外购电量交叉核对"));
            await ConcludeAsync(visit);
        }
        await desk.SendAsync(town.Authority.Actor, new NotifyConclusion(visit.Task));
    }

    /// <summary>Most agree. Who objects is heard; who is right has the conclusion drawn up again, and then agrees.
    /// </summary>
    private async Task AgreeAsync(Visit visit)
    {
        if (RecheckActs.ObjectionOf(visit) is { } upheld)
        {
            await acts.ObjectAsync(visit, upheld);
            if (!upheld) return;
            await ConcludeAsync(visit);
            await desk.SendAsync(town.Authority.Actor, new NotifyConclusion(visit.Task));
        }
        await desk.SendAsync(visit.Entity.Party.Actor, new AgreeToConclusion(visit.Entity.Party.Id, visit.Task));
    }

    private async Task AcceptAsync(Visit visit)
    {
        if (visit.IsRecheck) await desk.SendAsync(town.Authority.Actor, new SettleRecheck(visit.Task));
        else await reports.AcceptAsync(visit.Entity);
    }

    private static T? EventOf<T>(Reply reply) where T : Event => reply.Decision is Decision.Accepted accepted
        ? accepted.Events.OfType<T>().FirstOrDefault() : null;
}

/// <summary>Where the works of the simulated entities lie: near the middle of their city.</summary>
internal static class Places
{
    private static readonly Dictionary<string, (decimal Latitude, decimal Longitude)> Cities = new()
    {
        ["420100"] = (30.593m, 114.305m), ["420200"] = (30.200m, 115.039m), ["420300"] = (32.629m, 110.798m),
        ["420500"] = (30.692m, 111.287m), ["420600"] = (32.009m, 112.122m), ["420700"] = (30.391m, 114.895m),
        ["420800"] = (31.035m, 112.199m), ["420900"] = (30.925m, 113.917m), ["421000"] = (30.335m, 112.239m),
        ["421100"] = (30.454m, 114.872m), ["421200"] = (29.841m, 114.322m), ["421300"] = (31.690m, 113.382m),
        ["422800"] = (30.272m, 109.488m), ["429004"] = (30.362m, 113.454m), ["429005"] = (30.402m, 112.900m),
        ["429006"] = (30.663m, 113.166m),
    };

    public static (decimal Latitude, decimal Longitude) Of(EntityPlan plan)
    {
        var city = Cities[plan.City.Code];
        return (city.Latitude + plan.Number % 7 * 0.01m, city.Longitude + plan.Number % 11 * 0.01m);
    }
}
