using System.Collections.Immutable;
using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Tests.World;

namespace Chutan.Tests.Browser;

/// <summary>A second verification of a signed-in company's report by the body whose people can sign in, brought as far
/// as a page needs it.</summary>
internal sealed class RecheckCase(PlayedMarket played)
{
    /// <summary>Cases in one market never share a request id: the second would be given the first one's answer.
    /// </summary>
    private static long requests;

    /// <summary>Up to a full day on site.</summary>
    public async Task<(int Task, string Company)> OnSiteAsync()
    {
        var (task, company, team, leader, _) = await OpenAsync();
        await VisitAsync(task, team, leader);
        return (task, company);
    }

    /// <summary>Concluded without a finding, reviewed, accepted by the company and settled: it found so much more than
    /// the first did.</summary>
    public async Task<(int Task, string Company, long Before)> ClosedAsync(long beyond)
    {
        var (task, company, team, leader, reviewer) = await OpenAsync();
        await VisitAsync(task, team, leader);
        var body = await played.Market.AskAsync(s => s.Mrv.Verifications.Find(task)!.Body);
        await MustAsync(new IssueFindings(body, task), leader);
        played.MoveTo(played.Morning + Duration.FromHours(6));
        var (found, activity) = await played.Market.AskAsync(s => (s.Mrv.Verifications.Find(task)!,
            s.Mrv.Find(s.Mrv.Verifications.Find(task)!.Year, s.Mrv.Verifications.Find(task)!.Participant)!
                .ReportedActivity!));
        var total = new Tonnes(found.Initial.Count + beyond);
        await MustAsync(new DraftConclusion(body, task, new VerificationConclusion(found.Initial, total, activity,
            [new SourceDifference("燃煤", found.Initial.Count, total.Count, "备用锅炉用煤未计入")], true, true, "", [],
            [], "")), leader);
        await MustAsync(new ReviewConclusion(body, task, Passed: true, "复核通过"), reviewer);
        await MustAsync(new HandInRecheck(body, task), leader);
        var (regulator, owner) = await played.Market.AskAsync(s => (
            s.Participants.Users.First(u => u.Active && u.Role == Role.Authority),
            s.Participants.Users.First(u => u.Active && u.Participant == found.Participant)));
        await MustAsync(new NotifyConclusion(task), new Actor(regulator.Id, Role.Authority));
        await MustAsync(new AgreeToConclusion(found.Participant, task), new Actor(owner.Id, Role.CoveredEntity));
        await MustAsync(new SettleRecheck(task), new Actor(regulator.Id, Role.Authority));
        return (task, company, found.Initial.Count);
    }

    public async Task MustAsync(Command command, Actor actor)
    {
        var answer = await played.Market.SubmitAsync(new Submission(command, actor,
            new RequestId(88, (ulong)Interlocked.Increment(ref requests)), played.Now));
        if (answer.Decision is Decision.Refused refused)
            throw new InvalidOperationException($"{command.GetType().Name}: {refused.Refusal}");
    }

    private async Task<(int Task, string Company, ImmutableArray<string> Team, Actor Leader, Actor Reviewer)>
        OpenAsync()
    {
        var (authority, body, first) = await played.Market.AskAsync(s => (
            s.Participants.Users.First(u => u.Active && u.Role == Role.Authority),
            s.Participants.Users.First(u => u.Active && u.Role == Role.Verifier),
            s.Mrv.Verifications.Tasks.First(t => t.Kind == VerificationKind.Annual
                && t.Stage == VerificationStage.Closed && (t.Participant == s.Participants.Users.First(u =>
                    u.Active && u.Role == Role.CoveredEntity).Participant
                    || t.Participant == s.Participants.Users.Where(u => u.Active && u.Role == Role.CoveredEntity
                        && s.Participants.Find(u.Participant)!.City == "420100").Skip(1).First().Participant))));
        var (regulator, leader) = (new Actor(authority.Id, Role.Authority), new Actor(body.Id, Role.Verifier));
        await MustAsync(new OpenRecheck(first.Number, body.Participant, "举报"), regulator);
        var (task, staff, company) = await played.Market.AskAsync(s => (s.Mrv.Verifications.Tasks.Count,
            s.Mrv.Verifications.FindBody(body.Participant)!.Staff, s.Participants.Users.First(u => u.Active
                && u.Role == Role.CoveredEntity).Participant == first.Participant ? "company" : "company2"));
        ImmutableArray<string> team = [staff[0].Code, staff[1].Code];
        await MustAsync(new NameVerificationTeam(body.Participant, task, team[0], team, staff[^1].Code, true), leader);
        return (task, company, team, leader, new Actor(staff[^1].User, Role.Verifier));
    }

    private async Task VisitAsync(int task, ImmutableArray<string> team, Actor leader)
    {
        var body = await played.Market.AskAsync(s => s.Mrv.Verifications.Find(task)!.Body);
        await MustAsync(new StartDocumentReview(body, task), leader);
        await MustAsync(new ReviewDocuments(body, task, [new DocumentLine("燃煤", "皮带秤", "台账", "", true)]),
            leader);
        var today = Chutan.Server.Verifying.Days.Of(played.Now);
        await MustAsync(new PlanSiteVisit(body, task,
            new SitePlan(today, today, "厂区", 30.59m, 114.30m, team, "查、问、看、验"), []), leader);
        var evidence = ImmutableArray.CreateBuilder<SiteEvidence>();
        foreach (var (kind, hour) in new[] { (SiteEvidenceKind.SignIn, 8), (SiteEvidenceKind.Photo, 11),
            (SiteEvidenceKind.SignOut, 16) })
        {
            var hash = new string((char)('a' + evidence.Count), 64);
            await MustAsync(new FileDocument(body, hash, "现场.jpg", "image/jpeg", 10), leader);
            evidence.Add(new SiteEvidence(kind, hash, team[0], today, new LocalTime(hour, 0), 30.59m, 114.30m, ""));
        }
        var list = await played.Market.AskAsync(s => s.Mrv.Verifications.Find(task)!.Checklist);
        await MustAsync(new RecordSiteVisit(body, task, evidence.ToImmutable(),
            [.. list.Select(i => new ChecklistResult(i.Code, "已核对", true))]), leader);
    }
}
