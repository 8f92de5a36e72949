using System.Collections.Immutable;
using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>核查 in a real browser, in a market of its own: a second verification of a company's report, opened by the
/// authority and already on site.</summary>
[Trait("needs", "browser")]
public sealed class VerificationPagesTests(PlayedMarket played) : IClassFixture<PlayedMarket>
{
    private const string Found = "七月燃煤量与台账不符";
    private const string Said = "七月台账漏记一车";
    private ulong requests = 1;

    [Fact]
    public async Task A_finding_is_written_answered_on_a_phone_and_judged_before_the_conclusion_is_drafted()
    {
        var (task, answering) = await OnSiteAsync();
        var path = $"/verification/{task}";
        played.MoveTo(played.Morning + Duration.FromHours(6));
        await using var verifier = await MarketBrowser.SignedInAsync(played, "verifier", path);
        var note = Form(verifier.Page, "记录不符合项");
        await note.Locator("> summary").ClickAsync();
        await ChooseAsync(note, 0, "数据");
        await ChooseAsync(note, 1, "一般");
        await note.Locator("input.ant-input").FillAsync("指南 5.2");
        await note.Locator("textarea").FillAsync(Found);
        await note.Locator("button[type=submit]").ClickAsync();
        await verifier.ShowsAsync("未开具");
        var issue = Form(verifier.Page, "开具不符合项清单");
        await issue.Locator("> summary").ClickAsync();
        await issue.Locator("button[type=submit]").ClickAsync();
        await verifier.ShowsAsync("待答复");

        await using (var company = await MarketBrowser.SignedInAsync(played, answering, path, phone: true))
        {
            await company.ShowsAsync(Found);
            await company.FitsAsync();
            var answers = Form(company.Page, "答复不符合项");
            await answers.Locator("textarea").Nth(0).FillAsync(Said);
            await answers.Locator("textarea").Nth(1).FillAsync("台账已更正");
            await answers.Locator("button[type=submit]").ClickAsync();
            await company.ShowsAsync("轮到核查组办理");
            await company.ShowsAsync($"{Said}；台账已更正");
            await company.FitsAsync();
        }

        await verifier.Page.ReloadAsync();
        await Form(verifier.Page, "答复验证").Locator("button[type=submit]").ClickAsync();
        await verifier.ShowsAsync("待复核关闭");
        await Form(verifier.Page, "拟定结论").Locator("button[type=submit]").ClickAsync();
        await verifier.ShowsAsync("报告符合指南");
        Assert.Contains("拟定结论", await verifier.Page.Locator("ol.timeline li").First.InnerTextAsync(),
            StringComparison.Ordinal);
        await verifier.FitsAsync();
    }

    private static ILocator Form(IPage page, string title) => page.Locator(".act-form", new()
    { Has = page.Locator("summary", new() { HasTextString = title }) });

    private static async Task ChooseAsync(ILocator form, int field, string option)
    {
        await form.Locator(".ant-select").Nth(field).ClickAsync();
        await form.Page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option",
            new() { HasTextString = option }).First.ClickAsync();
    }

    /// <summary>A recheck of the company's report by the body whose people can sign in, up to a full day on site.
    /// </summary>
    private async Task<(int Task, string Entity)> OnSiteAsync()
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
        var (task, people) = await played.Market.AskAsync(s => (s.Mrv.Verifications.Tasks.Count,
            s.Mrv.Verifications.FindBody(body.Participant)!.Staff.Select(p => p.Code).ToArray()));
        ImmutableArray<string> team = [people[0], people[1]];
        await MustAsync(new NameVerificationTeam(body.Participant, task, team[0], team, people[^1], true), leader);
        await MustAsync(new StartDocumentReview(body.Participant, task), leader);
        await MustAsync(new ReviewDocuments(body.Participant, task,
            [new DocumentLine("燃煤", "皮带秤", "台账", "", true)]), leader);
        var today = Chutan.Server.Verifying.Days.Of(played.Morning);
        await MustAsync(new PlanSiteVisit(body.Participant, task,
            new SitePlan(today, today, "厂区", 30.59m, 114.30m, team, "查、问、看、验"), []), leader);
        var evidence = ImmutableArray.CreateBuilder<SiteEvidence>();
        foreach (var (kind, hour) in new[] { (SiteEvidenceKind.SignIn, 8), (SiteEvidenceKind.Photo, 11),
            (SiteEvidenceKind.SignOut, 16) })
        {
            var hash = new string((char)('a' + evidence.Count), 64);
            await MustAsync(new FileDocument(body.Participant, hash, "现场.jpg", "image/jpeg", 10), leader);
            evidence.Add(new SiteEvidence(kind, hash, team[0], today, new LocalTime(hour, 0), 30.59m, 114.30m, ""));
        }
        var list = await played.Market.AskAsync(s => s.Mrv.Verifications.Find(task)!.Checklist);
        await MustAsync(new RecordSiteVisit(body.Participant, task, evidence.ToImmutable(),
            [.. list.Select(i => new ChecklistResult(i.Code, "已核对", true))]), leader);
        return (task, await played.Market.AskAsync(s => s.Participants.Users.First(u => u.Active
            && u.Role == Role.CoveredEntity).Participant == first.Participant ? "company" : "company2"));
    }

    private async Task MustAsync(Command command, Actor actor)
    {
        var answer = await played.Market.SubmitAsync(new Submission(command, actor, new RequestId(88, requests++),
            played.Morning));
        if (answer.Decision is Decision.Refused refused)
            throw new InvalidOperationException($"{command.GetType().Name}: {refused.Refusal}");
    }
}
