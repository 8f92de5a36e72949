using Chutan.Market.Mrv;
using Chutan.Tests;

namespace Chutan.Market.Tests.Mrv.Verifying;

/// <summary>One verification from beginning to end, told from its file.</summary>
public sealed class StoryTests
{
    private readonly VerifyingMarket market = new();
    private VerifyingMarket.Body Body => market.First;
    private LawMarket Law => market.Law;

    [Fact]
    public void A_verification_with_two_findings_and_an_objection_reads_as_a_story()
    {
        var task = market.OnSite();
        Note(task, FindingSeverity.Minor, "coal of July differs from the ledger by 400 t");
        Note(task, FindingSeverity.Major, "nobody can show the analyses of the carbon content");
        Note(task, FindingSeverity.Observation, "the belt scale is hard to reach");
        Law.Do(new IssueFindings(Body.Id, task), Body.Leader);
        Law.Do(new AcknowledgeFindings(Law.Entity, task), market.Entity);
        Later(2);
        Answer(task, 1, "the ledger was wrong", "ledger corrected");
        Answer(task, 2, "the laboratory moved", "asked the laboratory");
        Judge(task, new(1, true, ""), new(2, false, "no analysis came with it"));
        Later(3);
        Answer(task, 2, "the laboratory has none", "analyses ordered for next year");
        Judge(task, new AnswerVerdict(2, false, "the year stays without analyses"));
        Law.Do(new RecalculateConservatively(Body.Id, task,
            [new ConservativeValue(2, "carbon content", "2.50", "2.56", "default of the guide", 2_400)]), Body.Member);
        Later(1);
        Law.Do(new DraftConclusion(Body.Id, task, VerifyingMarket.Conclusion(102_000)), Body.Leader);
        Law.Do(new ReviewConclusion(Body.Id, task, Passed: false, "the default adds 2,400 t, not 2,000 t"),
            Body.Reviewer);
        Law.Do(new IssueFindings(Body.Id, task), Body.Leader);
        Later(1);
        market.Draft(task, 102_400, Body);
        Law.Do(new SubmitVerification(VerifyingMarket.Year, Law.Entity, new(102_400), VerifyingMarket.Made, ""),
            Body.Leader);
        Law.Do(new NotifyConclusion(task), market.Authority);
        Later(4);
        Law.Do(new ObjectToConclusion(Law.Entity, task, "the default is too high", ""), market.Entity);
        Later(5);
        Law.Do(new DecideConclusionObjection(task, Upheld: false, "the guide leaves no other value"),
            market.Authority);
        Law.Do(new AcceptReport(VerifyingMarket.Year, Law.Entity), market.Authority);
        Golden.Equal("verification-story.txt", VerificationStory.Of(market.Task(task)));
    }

    private void Later(int days) => Law.Date = Law.Date.PlusDays(days);

    private void Note(int task, FindingSeverity severity, string what) => Law.Do(new NoteFinding(Body.Id, task,
        FindingClass.Data, severity, "guide 5.2", what, []), Body.Member);

    private void Answer(int task, int finding, string answer, string action) => Law.Do(new AnswerFindings(Law.Entity,
        task, [new FindingAnswer(finding, answer, action, [], null)]), market.Entity);

    private void Judge(int task, params AnswerVerdict[] verdicts) => Law.Do(
        new CheckAnswers(Body.Id, task, [.. verdicts]), Body.Member);
}
