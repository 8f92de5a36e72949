using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;

namespace Chutan.Market.Tests.Mrv.Verifying;

/// <summary>核查行为校核 501–509: each fires and stays silent over verifications that really took their course.</summary>
public sealed class ConductCheckTests
{
    private static readonly ComplianceYear Year = VerifyingMarket.Year;

    private static readonly (string Key, string Value)[] Rules =
    [
        ("mrv.verification.likeness.run", "4"), ("mrv.verification.likeness.least", "20"),
        ("mrv.check.501.days", "1"), ("mrv.check.502.hours", "4"), ("mrv.check.503.alerts", "3"),
        ("mrv.check.504.share", "0.90"), ("mrv.check.507.km", "200"), ("mrv.check.507.reports", "20"),
        ("mrv.check.508.years", "3"),
    ];

    /// <summary>The conditions of the published catalogue; 903 stands for any warning about the data.</summary>
    private const string Catalogue = """
        {"catalogue": "test", "version": "1", "source": "tests", "checks": [
        """ + Begin + """
          "id": "501", "thresholds": [{"name": "days", "key": "501.days"}], "levels": [{"severity": "block",
            "when": "concluded == 1 and (site_days < days or photographs == 0 or signed_in == 0)"}]},
        """ + Begin + """
          "id": "502", "thresholds": [{"name": "least", "key": "502.hours"}], "levels": [
            {"severity": "block", "when": "before_site == 1"}, {"severity": "block", "when": "hours < least"}]},
        """ + Begin + """
          "id": "503", "thresholds": [{"name": "most", "key": "503.alerts"}], "levels": [
            {"severity": "risk", "when": "concluded == 1 and findings == 0 and open_warnings >= most"}]},
        """ + Begin + """
          "id": "504", "thresholds": [{"name": "limit", "key": "504.share"}],
            "levels": [{"severity": "risk", "when": "likeness > limit"}]},
        """ + Begin + """
          "id": "505", "thresholds": [], "levels": [{"severity": "block", "when": "conflicts > 0"}]},
        """ + Begin + """
          "id": "507", "thresholds": [{"name": "km", "key": "507.km"}, {"name": "most", "key": "507.reports"}],
            "levels": [{"severity": "risk", "when": "reports > most"}, {"severity": "risk", "when": "farthest > km"}]},
        """ + Begin + """
          "id": "508", "thresholds": [{"name": "years", "key": "508.years"}],
            "levels": [{"severity": "warn", "when": "agency_years > years or leader_years > years"}]},
        """ + Begin + """
          "id": "509", "thresholds": [], "levels": [{"severity": "block", "when": "same_person == 1"}]}]}
        """;

    private const string Begin = """
        {"zh": "核查行为", "en": "Conduct", "text-zh": "{agency}", "text-en": "{agency}", "stage": "verification",
         "measure": "verification", "fields": ["team"],
        """;

    private static VerifyingMarket Market(params (string Key, string Value)[] changed)
    {
        var market = new VerifyingMarket([.. Rules, .. changed]);
        market.Law.Do(new PublishChecks(Catalogue, "首次发布"), market.Authority);
        return market;
    }

    private static string[] Raised(VerifyingMarket market) =>
        [.. market.Law.State.Mrv.Checks.Alerts.Select(a => a.Hit.Check)];

    private static void Blocked(string check, VerifyingMarket market, Command command, Actor by) => Assert.Equal(check,
        market.Law.Refused("mrv.check-failed", command, by).Parameters.Single(p => p.Name == "check").Value);

    /// <summary>A second entity with a report in hand, and the task the first body has for it.</summary>
    private static (int Task, Actor Actor, ParticipantId Entity) Another(VerifyingMarket market, string code = "E2")
    {
        var (entity, actor) = market.Law.Representative(ParticipantKind.CoveredEntity, code, "420200");
        market.Submit(entity, actor);
        market.Law.Do(new AssignVerifier(Year, entity, market.First.Id), market.Authority);
        market.Clear(market.State.Tasks.Count, market.First);
        return (market.State.Tasks.Count, actor, entity);
    }

    private static int Clean(VerifyingMarket market)
    {
        var task = market.OnSite();
        market.Law.Do(new IssueFindings(market.First.Id, task), market.First.Leader);
        market.Law.Date = market.Law.Date.PlusDays(1);
        return task;
    }

    private static DraftConclusion Draft(VerifyingMarket market, int task) =>
        new(market.First.Id, task, VerifyingMarket.Conclusion(VerifyingMarket.Reported));

    [Fact]
    public void An_honest_verification_passes_every_check_of_conduct()
    {
        var market = Market();
        market.Finished();
        market.Law.Do(new ReviewQuality(Year), market.Authority);
        Assert.Empty(Raised(market));
    }

    [Fact]
    public void Check_501_stops_a_conclusion_without_enough_full_days_on_site()
    {
        var market = Market(("mrv.check.501.days", "2"));
        var task = Clean(market);
        Blocked("501", market, Draft(market, task), market.First.Leader);
        Assert.Equal(VerificationStage.TechReview, market.Task(task).Stage);
    }

    [Fact]
    public void Check_502_stops_a_conclusion_drawn_within_hours_of_the_entitys_own_evidence()
    {
        var market = Market();
        var task = market.FindingOut();
        market.Law.Date = market.Law.Date.PlusDays(1);
        var proof = market.File(market.Law.Entity, market.Entity);
        market.Law.Do(new AnswerFindings(market.Law.Entity, task,
            [new FindingAnswer(1, "the ledger was wrong", "corrected", [proof], null)]), market.Entity);
        market.Law.Do(new CheckAnswers(market.First.Id, task, [new AnswerVerdict(1, true, "")]), market.First.Member);
        Blocked("502", market, Draft(market, task), market.First.Leader);
        market.Law.Date = market.Law.Date.PlusDays(1);
        market.Law.Do(Draft(market, task), market.First.Leader);
    }

    [Fact]
    public void Check_503_marks_a_verification_that_found_nothing_among_open_warnings()
    {
        var market = Market();
        Warn(market, 3);
        Conclude(market, Clean(market));
        Assert.Equal(["503"], Raised(market)[3..]);
        var alert = market.Law.State.Mrv.Checks.Alerts[^1];
        Assert.Equal((AlertOrigin.Verification, 1, CheckSeverity.Risk), (alert.Origin, alert.Verification,
            alert.Hit.Severity));
        Assert.False(alert.IsShownToEnterprise);

        var fewer = Market();
        Warn(fewer, 2);
        Conclude(fewer, Clean(fewer));
        Assert.Equal(2, Raised(fewer).Length);
    }

    [Theory]
    [InlineData("逐项核对了入炉煤皮带秤、化验室留样与财务结算凭证，全年十二个月均一致。", true)]
    [InlineData("抽查了天然气流量计的检定证书与电网公司结算单，三月有一笔跨月，已说明。", false)]
    public void Check_504_marks_the_words_of_another_report_with_another_name(string second, bool fires)
    {
        var market = Market();
        Worded(market, market.AssignedAndCleared(), "逐项核对了入炉煤皮带秤、化验室留样与财务结算凭证，全年十二个月均一致。甲厂");
        market.Law.Date = market.Law.Date.PlusDays(1);
        Worded(market, Another(market).Task, second + "乙厂");
        Assert.Equal(fires, Raised(market).Contains("504"));
        Assert.Equal(fires, market.Law.State.Mrv.Checks.Alerts.Any(a => a.Verification == 2));
    }

    [Fact]
    public void Check_505_warns_of_an_interest_declared_in_the_middle_and_stops_the_conclusion()
    {
        var market = Market();
        var task = Clean(market);
        var own = new DeclareInterest(market.First.Id, InterestKind.EmissionConsulting, market.Law.Entity, "",
            market.Law.Date, null, "新签咨询合同");
        market.Law.Do(own, market.First.Leader);
        var alert = Assert.Single(market.Law.State.Mrv.Checks.Alerts);
        Assert.Equal(("505", task), (alert.Hit.Check, alert.Verification));
        Blocked("505", market, Draft(market, task), market.First.Leader);
    }

    [Fact]
    public void Check_505_leaves_alone_what_began_after_the_verification_was_closed()
    {
        var market = Market();
        market.Finished();
        market.Law.Date = market.Law.Date.PlusDays(3);
        var later = new DeclareInterest(market.First.Id, InterestKind.EmissionConsulting, market.Law.Entity, "",
            market.Law.Date, null, "新签咨询合同");
        market.Law.Do(later, market.First.Leader);
        market.Law.Do(new ReviewQuality(Year), market.Authority);
        Assert.Empty(Raised(market));
        market.Law.Do(later with { From = VerifyingMarket.Start }, market.First.Leader);
        market.Law.Do(new ReviewQuality(Year), market.Authority);
        Assert.Equal(["505"], Raised(market));
    }

    [Fact]
    public void Check_507_counts_the_kilometres_between_evidence_of_one_person_on_one_day()
    {
        var market = Market(("mrv.check.507.km", "20"));
        market.OnSite();
        var (task, _, _) = Another(market);
        OnSiteAt(market, task, 31.2m);
        Assert.Equal(["507"], Raised(market));
        Assert.Equal(2, market.Law.State.Mrv.Checks.Alerts[0].Verification);

        var near = Market();
        near.OnSite();
        OnSiteAt(near, Another(near).Task, 31.2m);
        Assert.Empty(Raised(near));
    }

    [Fact]
    public void Check_507_counts_the_reports_of_the_busiest_of_the_group()
    {
        var market = Market(("mrv.check.507.reports", "1"));
        market.AssignedAndCleared();
        Assert.Empty(Raised(market));
        Another(market);
        Assert.Equal(["507"], Raised(market));
    }

    [Fact]
    public void Check_508_is_for_the_body_to_explain_and_not_for_the_enterprise()
    {
        var market = Market(("mrv.check.508.years", "1"));
        market.Law.Given(new ReportSubmitted(market.Law.Entity, Year.Previous, new(1), [], VerifyingMarket.Made, 1,
            ReportState.Submitted, market.Law.Date, false, new("test")),
            new VerifierAssigned(Year.Previous, market.Law.Entity, market.First.Id));
        market.AssignedAndCleared();
        var alert = Assert.Single(market.Law.State.Mrv.Checks.Alerts);
        Assert.Equal(("508", true, false), (alert.Hit.Check, alert.IsShown, alert.IsShownToEnterprise));
        market.Law.Refused("mrv.quality-alert-unknown", new ExplainAlert(market.Law.Entity, 1, "x"), market.Entity);
        market.Law.Refused("mrv.quality-alert-unknown", new ExplainAlert(market.Second.Id, 1, "x"),
            market.Second.Leader);
        market.Law.Refused("mrv.quality-alert-not-explained", new CloseAlert(1, AlertOutcome.Explained, "属实"),
            market.Authority);
        market.Law.Do(new ExplainAlert(market.First.Id, 1, "组长今年已更换"), market.First.Leader);
        market.Law.Do(new CloseAlert(1, AlertOutcome.Explained, "属实"), market.Authority);

        var first = Market();
        first.AssignedAndCleared();
        Assert.Empty(Raised(first));
    }

    [Fact]
    public void Check_509_sees_through_a_reviewer_who_signs_in_as_the_one_who_drafted()
    {
        var market = Market();
        var task = Clean(market);
        market.Law.Do(Draft(market, task), market.First.Leader);
        market.Law.Do(new EndVerifier(market.First.Id, "L", market.Law.Date), market.First.Leader);
        market.Law.Do(new EnterVerifier(market.First.Id, new VerifierPerson("R", "first R", market.First.Leader.User,
            ["steel"], [], null)), market.First.Member);
        Blocked("509", market, new ReviewConclusion(market.First.Id, task, true, ""), market.First.Leader);
    }

    [Fact]
    public void A_review_of_the_market_looks_at_every_verification_and_says_nothing_twice()
    {
        var market = Market();
        market.Finished();
        market.Law.Do(new DeclareInterest(market.First.Id, InterestKind.GiftOrContract, market.Law.Entity, "",
            VerifyingMarket.Start, null, "事后查明"), market.Authority);
        market.Law.Do(new ReviewQuality(Year), market.Authority);
        market.Law.Do(new ReviewQuality(Year), market.Authority);
        var alert = Assert.Single(market.Law.State.Mrv.Checks.Alerts);
        Assert.Equal(("505", AlertOrigin.Review, 1), (alert.Hit.Check, alert.Origin, alert.Verification));
        Snapshots.Check(market.Law.State);
    }

    private static void Conclude(VerifyingMarket market, int task)
    {
        market.Law.Do(Draft(market, task), market.First.Leader);
        market.Law.Do(new ReviewConclusion(market.First.Id, task, true, ""), market.First.Reviewer);
    }

    /// <summary>Open warnings about the entity's data.</summary>
    private static void Warn(VerifyingMarket market, int count)
    {
        for (var i = 1; i <= count; i++)
            market.Law.Given(new QualityAlertRaised(i, new CheckHit("401", CheckSeverity.Warn, market.Law.Entity, Year,
                i, "year", [], [], []), "1", AlertOrigin.Review, null));
    }

    /// <summary>A whole visit whose remarks are these words, and its conclusion.</summary>
    private static void Worded(VerifyingMarket market, int task, string words)
    {
        var first = market.First;
        market.Law.Do(new StartDocumentReview(first.Id, task), first.Member);
        market.Law.Do(new ReviewDocuments(first.Id, task, [new DocumentLine("coal", "scale", words, "", true)]),
            first.Member);
        market.Law.Do(new PlanSiteVisit(first.Id, task, VerifyingMarket.Plan(market.Law.Date), []), first.Leader);
        market.Visit(task, first);
        market.Law.Do(new IssueFindings(first.Id, task), first.Leader);
        market.Law.Date = market.Law.Date.PlusDays(1);
        market.Law.Do(Draft(market, task), first.Leader);
    }

    private static void OnSiteAt(VerifyingMarket market, int task, decimal latitude)
    {
        var first = market.First;
        market.Law.Do(new StartDocumentReview(first.Id, task), first.Member);
        market.Law.Do(new ReviewDocuments(first.Id, task, [new DocumentLine("coal", "scale", "scale log", "", true)]),
            first.Member);
        market.Law.Do(new PlanSiteVisit(first.Id, task, VerifyingMarket.Plan(market.Law.Date) with
        { Latitude = latitude }, []), first.Leader);
        market.Law.Do(new RecordSiteVisit(first.Id, task,
            [market.MadeAt(first, SiteEvidenceKind.Photo, 19) with { Latitude = latitude }], []), first.Member);
    }
}
