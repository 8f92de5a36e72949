using System.Globalization;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;

namespace Chutan.Market.Tests.Mrv.Verifying;

/// <summary>A market with two verification bodies on file, each with a leader, two members and a technical reviewer who
/// sign in for themselves, and one steel maker's report of 2022 in hand.</summary>
internal sealed class VerifyingMarket
{
    public const long Reported = 100_000;
    public static readonly ComplianceYear Year = LawMarket.Year;
    public static readonly LocalDate Start = new(2023, 3, 6);
    public static readonly Activity Made = new([new ProductOutput("crude-steel", 50_000m, "t")], 300, 20);

    private static readonly (string Key, string Value)[] Rules =
    [
        ("mrv.verification.profile_required", "yes"), ("mrv.verification.team_min", "2"),
        ("mrv.verification.rotation_years", "3"), ("mrv.verification.cooling_years", "3"),
        ("mrv.verification.reports_per_person", "20"), ("mrv.verification.site_days_per_person", "5"),
        ("mrv.verification.findings_days", "2"), ("mrv.verification.answer_days", "5"),
        ("mrv.verification.answer_rounds", "2"), ("mrv.verification.conclusion_days", "5"),
        ("mrv.verification.objection_days", "7"), ("mrv.verification.decision_days", "10"),
        ("mrv.verification.site_hours", "6"), ("mrv.verification.evidence_rest_hours", "4"),
        ("mrv.verification.site_radius", "5"), ("mrv.verification.site_distance", "200"),
        ("mrv.verification.blind_alerts", "3"), ("mrv.recheck.top_share", "0.10"),
        ("mrv.recheck.random_share", "0.05"), ("mrv.recheck.change_share", "0.05"),
        ("mrv.recheck.risk.per_percent", "10"), ("mrv.recheck.risk.major", "10"), ("mrv.recheck.risk.minor", "3"),
        ("mrv.recheck.risk.conservative", "30"), ("mrv.recheck.risk.blind", "30"), ("mrv.recheck.risk.late", "10"),
        ("mrv.recheck.risk.alert", "5"), ("mrv.routine.share", "0.5"), ("mrv.routine.inspectors", "2"),
        ("mrv.quality.weight.errors", "40"), ("mrv.quality.weight.returns", "20"),
        ("mrv.quality.weight.findings", "20"), ("mrv.quality.weight.timeliness", "20"),
    ];

    private int documents;

    public VerifyingMarket(params (string Key, string Value)[] changed)
    {
        Law = new LawMarket([.. Rules, .. changed]) { Date = Start };
        First = Found("first", ["steel", "cement"]);
        Second = Found("second", ["steel"]);
        Submit(Law.Entity, Law.Operator);
    }

    public LawMarket Law { get; }
    public Body First { get; }
    public Body Second { get; }
    public VerificationState State => Law.State.Mrv.Verifications;
    public Actor Authority => Law.Authority;
    public Actor Entity => Law.Operator;

    /// <summary>A body with its people: L leads, M and N are members, R reviews; only L and M know steel.</summary>
    public sealed record Body(ParticipantId Id, ImmutableSortedDictionary<string, Actor> People)
    {
        public Actor Leader => People["L"];
        public Actor Member => People["M"];
        public Actor Reviewer => People["R"];
    }

    public Body Found(string code, ImmutableArray<string> sectors, bool checkedItself = true)
    {
        var (id, office) = Law.Representative(ParticipantKind.Verifier, code);
        Law.Do(new FileBodyProfile(id, Profile(sectors)), office);
        var people = ImmutableSortedDictionary.CreateBuilder<string, Actor>();
        foreach (var person in new[] { "L", "M", "N", "R" })
        {
            Law.Do(new AppointRepresentative(id, $"{code} {person}", Rights.All), Law.Authority);
            var user = Law.State.Participants.Users.Last();
            people.Add(person, new Actor(user.Id, user.Role));
            Law.Do(new EnterVerifier(id, new VerifierPerson(person, $"{code} {person}", user.Id,
                person is "N" ? [] : ["steel"], [], null)), office);
        }
        if (checkedItself) Law.Do(new CheckImpartiality(id, Law.Date.Year, [], "", ""), office);
        return new Body(id, people.ToImmutable());
    }

    public static BodyProfile Profile(ImmutableArray<string> sectors, params BodyService[] services) =>
        new(sectors, [BodyService.Verification, .. services], [], [], "CNAS-V001", "");

    public void Submit(ParticipantId entity, Actor actor, ComplianceYear? year = null) => Law.Do(new SubmitReport(
        entity, year ?? Year, new(Reported), [new SourceLine("coal", 40_000m, "t", 2.5m, 100_000m)], Made), actor);

    /// <summary>A file in evidence of an owner; its hash.</summary>
    public string File(ParticipantId owner, Actor actor)
    {
        var hash = (++documents).ToString("x64", CultureInfo.InvariantCulture);
        Law.Do(new FileDocument(owner, hash, $"file {documents}.pdf", "application/pdf", 100), actor);
        return hash;
    }

    public VerificationTask Task(int number = 1) => State.Find(number)!;

    public int Assign(Body? body = null)
    {
        Law.Do(new AssignVerifier(Year, Law.Entity, (body ?? First).Id), Authority);
        return State.Tasks.Count;
    }

    public int AssignedAndCleared(Body? body = null)
    {
        var task = Assign(body);
        Clear(task, body ?? First);
        return task;
    }

    public void Clear(int task, Body body) => Law.Do(
        new NameVerificationTeam(body.Id, task, "L", ["L", "M"], "R", Declared: true), body.Leader);

    /// <summary>Up to the first day on site, with a full day's evidence and every item of the list looked at.</summary>
    public int OnSite(Body? on = null, int? existing = null)
    {
        var body = on ?? First;
        var task = existing ?? AssignedAndCleared(body);
        Law.Do(new StartDocumentReview(body.Id, task), body.Member);
        Law.Do(new ReviewDocuments(body.Id, task, [new DocumentLine("coal", "belt scale", "scale log", "", true)]),
            body.Member);
        Law.Do(new PlanSiteVisit(body.Id, task, Plan(Law.Date), []), body.Leader);
        Visit(task, body);
        return task;
    }

    public static SitePlan Plan(LocalDate day) =>
        new(day, day, "works", 30.59m, 114.30m, ["L", "M"], "look, ask, see, check");

    public void Visit(int task, Body body) => Law.Do(new RecordSiteVisit(body.Id, task,
        [
            MadeAt(body, SiteEvidenceKind.SignIn, 9), MadeAt(body, SiteEvidenceKind.Photo, 12),
            MadeAt(body, SiteEvidenceKind.SignOut, 16),
        ], [.. Task(task).Checklist.Select(i => new ChecklistResult(i.Code, "seen", true))]), body.Member);

    public SiteEvidence MadeAt(Body body, SiteEvidenceKind kind, int hour) => new(kind,
        File(body.Id, body.Member), "M", Law.Date, new LocalTime(hour, 0), 30.591m, 114.301m, "");

    public void Note(int task, FindingSeverity severity = FindingSeverity.Minor, Body? body = null) =>
        Law.Do(new NoteFinding((body ?? First).Id, task, FindingClass.Data, severity, "guide 5.2",
            "coal quantity differs from the ledger", []), (body ?? First).Member);

    /// <summary>With one finding out.</summary>
    public int FindingOut()
    {
        var task = OnSite();
        Note(task);
        Law.Do(new IssueFindings(First.Id, task), First.Leader);
        return task;
    }

    public void Answer(int task, params int[] findings) => Law.Do(new AnswerFindings(Law.Entity, task,
        [.. findings.Select(f => new FindingAnswer(f, "the ledger was wrong", "ledger corrected", [], 500))]), Entity);

    public static VerificationConclusion Conclusion(long verified, long initial = Reported) => new(new(initial),
        new(verified), Made, [new SourceDifference("coal", initial, verified, verified == initial ? "" : "ledger")],
        ReportConforms: true, PlanFollowed: true, "", [], [], "");

    /// <summary>The next day: the conclusion is drafted, reviewed, handed in, and the entity told.</summary>
    public void Conclude(int task, long verified = Reported, Body? on = null)
    {
        var body = on ?? First;
        Law.Date = Law.Date.PlusDays(1);
        Draft(task, verified, body);
        if (Task(task).Kind == VerificationKind.Annual)
            Law.Do(new SubmitVerification(Year, Law.Entity, new(verified), Made, "ok"), body.Leader);
        else Law.Do(new HandInRecheck(body.Id, task), body.Leader);
        Law.Do(new NotifyConclusion(task), Authority);
    }

    public void Draft(int task, long verified, Body body)
    {
        Law.Do(new DraftConclusion(body.Id, task, Conclusion(verified, Task(task).Initial.Count)), body.Leader);
        Law.Do(new ReviewConclusion(body.Id, task, Passed: true, ""), body.Reviewer);
    }

    /// <summary>A whole verification without findings, accepted.</summary>
    public int Finished(long verified = Reported)
    {
        var task = OnSite();
        Law.Do(new IssueFindings(First.Id, task), First.Leader);
        Conclude(task, verified);
        Law.Do(new AgreeToConclusion(Law.Entity, task), Entity);
        Law.Do(new AcceptReport(Year, Law.Entity), Authority);
        return task;
    }
}
