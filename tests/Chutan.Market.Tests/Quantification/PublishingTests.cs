using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;

namespace Chutan.Market.Tests.Quantification;

/// <summary>发布与选用: a published version never changes, and a report's own year says which is used.</summary>
public sealed class PublishingTests
{
    private static readonly Actor Authority = new(Founded().State.Participants.Users.First().Id, Role.Authority);

    private static Scenario Founded()
    {
        var scenario = new Scenario().Given(new RegisterParticipant(
            ParticipantKind.Authority, "省生态环境厅", "Authority", "A", "", ""), Actor.Scheduler);
        return scenario.Given(new AppointRepresentative(
            scenario.State.Participants.All.First().Id, "a", Rights.All), Actor.Scheduler);
    }

    private static Scenario Market() => Founded().Given(new PublishMethodology(Method.Content(), ""), Authority);

    [Fact]
    public void A_methodology_whose_examples_hold_is_published_and_survives_a_snapshot() => Market()
        .Given(new SelectMethodology("hubei-pilot", "power", 2020, 2022, "test", "1", "tests"), Authority)
        .Reload()
        .Then(s => Assert.Equal(Method.Read().Hash, s.Quantification.Select("hubei-pilot", "power", 2021)!.Hash))
        .Then(s => Assert.Null(s.Quantification.Select("hubei-pilot", "power", 2023)));

    [Fact]
    public void A_methodology_whose_example_fails_is_not_published() => Founded()
        .When(new PublishMethodology(Method.Content("'E': '12.303'", "'E': '12'"), ""), Authority)
        .ThenRefused(QuantificationRefusals.FixtureFailed);

    [Fact]
    public void The_same_version_with_other_content_is_refused() => Market()
        .When(new PublishMethodology(Method.Content("'zh': '试验'", "'zh': '改动'"), ""), Authority)
        .ThenRefused(QuantificationRefusals.AlreadyPublished);

    [Fact]
    public void The_same_content_again_is_refused() => Market()
        .When(new PublishMethodology(Method.Content(), ""), Authority)
        .ThenRefused(QuantificationRefusals.SameContent);

    [Fact]
    public void Values_without_a_source_need_a_reason()
    {
        var content = Method.Content("'value': '0.5703'", "'value': '0.5703', 'standing': 'assumed'");
        Founded().When(new PublishMethodology(content, " "), Authority)
            .ThenRefused(QuantificationRefusals.AssumptionsNotAdopted)
            .When(new PublishMethodology(content, "the operator's own value"), Authority).ThenAccepted();
    }

    [Fact]
    public void Only_a_published_methodology_can_be_selected() => Founded()
        .When(new SelectMethodology("hubei-pilot", "power", 2020, 2022, "test", "1", "tests"), Authority)
        .ThenRefused(QuantificationRefusals.UnknownMethodology);

    [Fact]
    public void A_methodology_is_not_selected_for_years_it_is_not_for() => Market()
        .When(new SelectMethodology("hubei-pilot", "power", 2020, null, "test", "1", "tests"), Authority)
        .ThenRefused(QuantificationRefusals.YearOutside);

    [Fact]
    public void Two_methodologies_for_one_year_are_refused() => Market()
        .Given(new SelectMethodology("hubei-pilot", "power", 2020, 2022, "test", "1", "tests"), Authority)
        .When(new SelectMethodology("hubei-pilot", "power", 2022, 2023, "test", "1", "tests"), Authority)
        .ThenRefused(QuantificationRefusals.RuleSetOverlap);

    [Fact]
    public void A_new_version_never_changes_an_old_result()
    {
        var scenario = Market();
        var before = Method.Run(scenario.State.Quantification.Find("test", "1")!, Method.Data());
        var newer = Method.Content("'value': '0.5703'", "'value': '0.5366'").Replace("\"version\": \"1\"",
            "\"version\": \"2\"", StringComparison.Ordinal).Replace("12.303", "11.966", StringComparison.Ordinal);
        scenario.Given(new PublishMethodology(newer, ""), Authority);
        var after = Method.Run(scenario.State.Quantification.Find("test", "1")!, Method.Data());
        Assert.Equal(before.TraceHash, after.TraceHash);
        Assert.NotEqual(before.TraceHash,
            Method.Run(scenario.State.Quantification.Find("test", "2")!, Method.Data()).TraceHash);
    }

    [Fact]
    public void A_report_without_a_rule_set_is_refused_with_sector_year_and_regime()
    {
        var faults = new Faults();
        Assert.Null(RuleSetTable.Empty.Select("national", "steel", 2019, faults));
        Assert.Equal(QuantificationRefusals.NoRuleSet, Assert.Single(faults.Sorted).Code);
    }
}
