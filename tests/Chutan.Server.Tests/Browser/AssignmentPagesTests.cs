using System.Collections.Immutable;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Tests.World;
using Microsoft.Playwright;

namespace Chutan.Tests.Browser;

/// <summary>指派、回避与改派 in a real browser, in a market of its own: who may verify whom is shown before anybody
/// chooses, and nothing is lost when a body is suspended.</summary>
[Trait("needs", "browser")]
public sealed class AssignmentPagesTests(PlayedMarket played) : IClassFixture<PlayedMarket>
{
    private const string Consulting = "为该企业编制过监测方案";
    private const string Found = "八月燃煤量与台账不符";

    [Fact]
    public async Task A_body_that_declares_an_interest_is_barred_where_bodies_are_chosen_in_both_languages()
    {
        var (body, task) = await ClosedAsync(back: 1);
        await using (var own = await MarketBrowser.SignedInAsync(played, "verifier",
            $"/verification/bodies/{body.Participant}"))
        {
            var form = Form(own.Page, "申报利益关系");
            await form.Locator("> summary").ClickAsync();
            await ChooseAsync(form, 0, "五、");
            Assert.Equal(0, await form.GetByText("核查人员（仅个人关系）").CountAsync());
            await form.Locator(".ant-select input").Nth(1).FillAsync(task.Name);
            await form.Page.Locator(OpenOptions, new() { HasTextString = task.Name }).First.ClickAsync();
            await form.Locator(".ant-picker input").First.FillAsync("2025-06-02");
            await form.Locator(".ant-picker input").First.PressAsync("Enter");
            await form.Locator("textarea").FillAsync(Consulting);
            await form.Locator("button[type=submit]").ClickAsync();
            await own.ShowsAsync(Consulting);
            await own.FitsAsync();
        }

        await using var regulator = await MarketBrowser.SignedInAsync(played, "regulator",
            $"/verification/{task.Number}");
        var choice = Form(regulator.Page, "启动复查");
        await choice.Locator("> summary").ClickAsync();
        var barred = choice.Locator("label", new() { HasTextString = body.Name });
        await barred.GetByText("不得指派").WaitForAsync();
        Assert.True(await barred.Locator("input").IsDisabledAsync());
        Assert.Contains(Consulting, await barred.InnerTextAsync(), StringComparison.Ordinal);
        await regulator.FitsAsync();
        await regulator.Page.GetByText("English").First.ClickAsync();
        await regulator.Page.GetByText("may not take it").First.WaitForAsync();
        var english = Form(regulator.Page, "Open a recheck");
        await english.Locator("input[type=radio]:not([disabled])").First.CheckAsync();
        await english.Locator("textarea").FillAsync("drawn");
        await english.Locator("button[type=submit]").ClickAsync();
        await regulator.Page.Locator(".mark", new() { HasTextString = "Re-verification" }).WaitForAsync();
        Assert.Equal(VerificationStage.ReVerification, await played.Market.AskAsync(s =>
            s.Mrv.Verifications.Find(task.Number)!.Stage));
    }

    [Fact]
    public async Task A_team_is_named_person_by_person_on_a_phone_and_who_is_in_conflict_cannot_be_chosen()
    {
        var (body, first) = await ClosedAsync(back: 2);
        var (regulator, leader) = await ActorsAsync();
        var people = await played.Market.AskAsync(s => s.Mrv.Verifications.FindBody(body.Participant)!.Staff);
        var steps = new RecheckCase(played);
        await steps.MustAsync(new DeclareInterest(body.Participant, InterestKind.PersonalTie, first.Participant,
            people[2].Code, new LocalDate(2024, 1, 1), null, "配偶在该企业任职"), leader);
        await steps.MustAsync(new OpenRecheck(first.Number, body.Participant, "抽取"), regulator);
        var task = await played.Market.AskAsync(s => s.Mrv.Verifications.Tasks.Count);
        await using var own = await MarketBrowser.SignedInAsync(played, "verifier", $"/verification/{task}",
            phone: true);
        var conflicted = own.Page.Locator(".verify-team li", new() { HasTextString = people[2].Code });
        await conflicted.GetByText("须回避").WaitForAsync();
        Assert.Contains("配偶在该企业任职", await conflicted.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(3, await conflicted.Locator("input:disabled").CountAsync());
        await PartAsync(own.Page, people[0], "组长");
        await PartAsync(own.Page, people[1], "成员");
        await PartAsync(own.Page, people[^1], "技术复核");
        var submit = own.Page.Locator(".verify-team button[type=submit]");
        Assert.True(await submit.IsDisabledAsync());
        await own.Page.GetByText("本机构已逐人核对利益冲突").ClickAsync();
        await own.FitsAsync();
        await submit.ClickAsync();
        await own.Page.Locator(".mark", new() { HasTextString = "冲突审查通过" }).WaitForAsync();
        Assert.Equal((people[0].Code, people[^1].Code), await played.Market.AskAsync(s => (
            s.Mrv.Verifications.Find(task)!.Leader, s.Mrv.Verifications.Find(task)!.Reviewer)));
    }

    [Fact]
    public async Task Work_of_a_suspended_body_stands_still_and_goes_to_the_next_one_with_its_findings()
    {
        var steps = new RecheckCase(played);
        var (task, _) = await steps.OnSiteAsync();
        var (regulator, leader) = await ActorsAsync();
        var body = await played.Market.AskAsync(s => s.Mrv.Verifications.Find(task)!.Body);
        await steps.MustAsync(new NoteFinding(body, task, FindingClass.Data, FindingSeverity.Major, "指南 5.2", Found,
            []), leader);
        await steps.MustAsync(new IssueFindings(body, task), leader);
        await steps.MustAsync(new SetParticipantStatus(body, ParticipantStatus.Suspended, "立案调查"), regulator);
        await using (var own = await MarketBrowser.SignedInAsync(played, "verifier", $"/verification/{task}"))
        {
            await own.ShowsAsync("已暂停：核查机构被暂停");
            Assert.Equal(0, await own.Page.GetByText("现在可以办理").CountAsync());
        }

        await using var page = await MarketBrowser.SignedInAsync(played, "regulator", $"/verification/{task}");
        var form = Form(page.Page, "改派");
        await form.Locator("> summary").ClickAsync();
        await form.Locator("input[type=radio]:not([disabled])").First.CheckAsync();
        await form.Locator("textarea").FillAsync("原机构被暂停");
        await form.Locator("button[type=submit]").ClickAsync();
        await page.Page.GetByText("后继任务").ClickAsync();
        await page.ShowsAsync("前任机构移交");
        await page.ShowsAsync(Found);
        await page.FitsAsync();
        await steps.MustAsync(new SetParticipantStatus(body, ParticipantStatus.Active, "整改完成"), regulator);
    }

    private const string OpenOptions =
        ".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option";

    private static ILocator Form(IPage page, string title) => page.Locator(".act-form", new()
    { Has = page.Locator("summary", new() { HasTextString = title }) });

    private static async Task ChooseAsync(ILocator form, int field, string option)
    {
        await form.Locator(".ant-select").Nth(field).ClickAsync();
        await form.Page.Locator(OpenOptions, new() { HasTextString = option }).First.ClickAsync();
    }

    private static Task PartAsync(IPage page, VerifierPerson person, string part) => page
        .Locator(".verify-team li", new() { HasTextString = person.Code })
        .Locator(".ant-segmented-item", new() { HasTextString = part }).ClickAsync();

    private async Task<(Actor Regulator, Actor Leader)> ActorsAsync() => await played.Market.AskAsync(s => (
        new Actor(s.Participants.Users.First(u => u.Active && u.Role == Role.Authority).Id, Role.Authority),
        new Actor(s.Participants.Users.First(u => u.Active && u.Role == Role.Verifier).Id, Role.Verifier)));

    /// <summary>The body whose people can sign in, and a closed verification by another one, counted from the last.
    /// </summary>
    private async Task<((ParticipantId Participant, string Name) Body,
        (int Number, ParticipantId Participant, string Name) Task)> ClosedAsync(int back) =>
        await played.Market.AskAsync(s =>
        {
            var body = s.Participants.Find(s.Participants.Users.First(u => u.Active && u.Role == Role.Verifier)
                .Participant)!;
            var signedIn = s.Participants.Users.Where(u => u.Active && u.Role == Role.CoveredEntity).Take(4)
                .Select(u => u.Participant).ToImmutableArray();
            var task = s.Mrv.Verifications.Tasks.Where(t => t.Kind == VerificationKind.Annual && t.Body != body.Id
                && t.Stage == VerificationStage.Closed && t.Conclusion is not null
                && !signedIn.Contains(t.Participant)).ToImmutableArray()[^back];
            return ((body.Id, body.NameZh), (task.Number, task.Participant,
                s.Participants.Find(task.Participant)!.NameZh));
        });
}
