using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;

namespace Chutan.Market.Tests.Mrv.Checks;

/// <summary>Checks at filing, alerts and what becomes of them, review and replay.</summary>
public sealed class QualityFlowTests
{
    /// <summary>Two checks: the stock balance warns and blocks; rising numbers add risk.</summary>
    private const string Catalogue = """
        {"catalogue": "test", "version": "1", "source": "tests", "checks": [
          {"id": "204", "zh": "库存", "en": "Stock", "text-zh": "{fuel} 相差 {gap}，上限 {warn}。",
           "text-en": "{fuel} is {gap} apart, {warn} allowed.", "stage": "month", "measure": "ledgers",
           "fields": ["closing"], "thresholds": [{"name": "warn", "key": "204.warn"},
             {"name": "block", "key": "204.block"}],
           "levels": [{"severity": "block", "when": "gap > block"}, {"severity": "warn", "when": "gap > warn"}]},
          {"id": "305-consecutive", "zh": "连号", "en": "Numbers", "text-zh": "{consecutive} 个月编号相连：{numbers}。",
           "text-en": "{consecutive} months follow: {numbers}.", "stage": "year", "measure": "lab-year",
           "fields": ["lab.number"], "thresholds": [{"name": "most", "key": "305.consecutive"}],
           "levels": [{"severity": "risk", "when": "consecutive >= most"}]}]}
        """;

    private readonly MonthMarket market = new(true, ("mrv.check.204.warn", "0.02"), ("mrv.check.204.block", "0.05"),
        ("mrv.check.305.consecutive", "3"));

    private LawMarket Law => market.Law;
    private ChecksState Checks => Law.State.Mrv.Checks;

    private QualityFlowTests Published(string version = "1", string limit = "204.warn")
    {
        Law.Do(new PublishChecks(Catalogue.Replace("\"version\": \"1\"", $"\"version\": \"{version}\"",
            StringComparison.Ordinal).Replace("204.warn", limit, StringComparison.Ordinal), "首次发布"), Law.Authority);
        return this;
    }

    private static MonthContent Apart(decimal received, int month = 1) => MonthMarket.Content(month) with
    {
        Ledgers = [new FuelLedger("coal", 100, received, 1000, 100, 20, 20, 12, true, MonthMarket.Ledger)],
    };

    private QualityAlert Warned()
    {
        Published();
        market.Filed(Apart(1030));
        return Assert.Single(Checks.Alerts);
    }

    private string Code(Command command, Actor by) =>
        Assert.IsType<Decision.Refused>(Law.Try(command, by)).Refusal.Code;

    [Fact]
    public void A_month_that_fails_a_blocking_check_is_refused_with_its_number()
    {
        Published();
        var refusal = Assert.IsType<Decision.Refused>(Law.Try(market.FileMonth(Apart(1070)), Law.Operator)).Refusal;
        Assert.Equal(QualityRefusals.CheckFailed.Code, refusal.Code);
        Assert.Equal("204", refusal.Parameters.Single(p => p.Name == "check").Value);
        Assert.Contains("7 % apart", refusal.Parameters.Single(p => p.Name == "text").Value, StringComparison.Ordinal);
        Assert.Null(Law.State.Mrv.Months.Find(Law.Entity, MonthMarket.Year, 1));
    }

    [Fact]
    public void A_month_that_warns_is_taken_and_leaves_an_alert_with_everything_it_goes_by()
    {
        var alert = Warned();
        Assert.Equal(("204", CheckSeverity.Warn, "1", AlertOrigin.Filing, QualityAlertState.Open),
            (alert.Hit.Check, alert.Hit.Severity, alert.Version, alert.Origin, alert.State));
        Assert.Equal("3", alert.Hit.Figures.Single(f => f.Name == "gap").Value);
        var threshold = alert.Hit.Figures.Single(f => f.Name == "warn");
        Assert.Equal(("2", "mrv.check.204.warn"), (threshold.Value, threshold.Key));
    }

    [Fact]
    public void Without_a_catalogue_nothing_is_checked()
    {
        market.Filed(Apart(1070));
        Assert.Empty(Checks.Alerts);
        Assert.Equal(QualityRefusals.NoCatalogue.Code, Code(new ReviewQuality(MonthMarket.Year), Law.Authority));
        Assert.Equal(QualityRefusals.NoCatalogue.Code, Code(new ReplayChecks(MonthMarket.Year, 1, 12, "x"),
            Law.Authority));
    }

    [Fact]
    public void An_alert_is_explained_by_the_enterprise_and_closed_by_the_authority_as_a_false_alarm()
    {
        var alert = Warned();
        Assert.Equal(QualityRefusals.NotExplained.Code,
            Code(new CloseAlert(alert.Number, AlertOutcome.Explained, "属实"), Law.Authority));
        Assert.Equal(QualityRefusals.ReasonNeeded.Code, Code(new ExplainAlert(Law.Entity, alert.Number, " "),
            Law.Operator));
        Law.Do(new ExplainAlert(Law.Entity, alert.Number, "途中损耗"), Law.Operator);
        Law.Do(new CloseAlert(alert.Number, AlertOutcome.Explained, "磅单属实"), Law.Authority);
        Assert.Equal((1, 0, 1, 1), (Checks.Record("204").Raised, Checks.Record("204").Open,
            Checks.Record("204").Closed, Checks.Record("204").FalseAlarms));
        Assert.Equal(QualityRefusals.NotNow.Code,
            Code(new CloseAlert(alert.Number, AlertOutcome.Escalated, "再查"), Law.Authority));
        Assert.Equal(QualityRefusals.NotNow.Code, Code(new ExplainAlert(Law.Entity, alert.Number, "再说"), Law.Operator));
    }

    [Fact]
    public void A_closed_alert_never_opens_again_and_other_figures_make_a_new_one_that_names_it()
    {
        var alert = Warned();
        Law.Do(new CloseAlert(alert.Number, AlertOutcome.Escalated, "移送核查"), Law.Authority);
        market.Filed(Apart(1030));
        Assert.Single(Checks.Alerts);
        market.Filed(Apart(1040));
        Assert.Equal((2, 1), (Checks.Alerts.Count, Checks.Alerts[1].Follows));
        Assert.Equal(QualityAlertState.Closed, Checks.Alerts[0].State);
    }

    [Fact]
    public void Filing_the_month_with_right_figures_closes_its_alert_as_corrected()
    {
        Warned();
        market.Filed(Apart(1000));
        var alert = Assert.Single(Checks.Alerts);
        Assert.Equal((QualityAlertState.Closed, AlertOutcome.Corrected), (alert.State, alert.Outcome));
        Assert.Equal(0, Checks.Record("204").FalseAlarms);
    }

    [Fact]
    public void Suppression_takes_a_reason_and_two_persons_and_silences_the_check_for_the_entity()
    {
        var alert = Warned();
        Law.Do(new AppointRepresentative(Law.State.Participants.All.First().Id, "b", Rights.All), Law.Authority);
        var user = Law.State.Participants.Users.Last();
        var second = new Actor(user.Id, user.Role);
        Assert.Equal(QualityRefusals.SuppressionNeedsTwo.Code,
            Code(new CloseAlert(alert.Number, AlertOutcome.Suppressed, "x"), Law.Authority));
        Assert.Equal(QualityRefusals.ReasonNeeded.Code, Code(new ProposeSuppression(alert.Number, ""), Law.Authority));
        Law.Do(new ProposeSuppression(alert.Number, "露天煤场，水分变化"), Law.Authority);
        Assert.Equal(QualityRefusals.SecondPerson.Code, Code(new DecideSuppression(alert.Number, true, "同意"),
            Law.Authority));
        Law.Do(new DecideSuppression(alert.Number, true, "已现场看过"), second);
        market.Filed(Apart(1040));
        Law.Date = new LocalDate(2022, 3, 10);
        market.Filed(Apart(1045, 2), 2);
        Assert.Equal(AlertOutcome.Suppressed, Assert.Single(Checks.Alerts).Outcome);
    }

    [Fact]
    public void What_only_adds_risk_is_hidden_from_the_enterprise()
    {
        Published();
        for (var month = 1; month <= 3; month++)
        {
            Law.Date = new LocalDate(2022, month + 1, 10);
            market.Filed(month: month);
        }
        Law.Do(new ReviewQuality(MonthMarket.Year), Law.Authority);
        var alert = Assert.Single(Checks.Alerts);
        Assert.Equal(("305-consecutive", false), (alert.Hit.Check, alert.IsShownToEnterprise));
        Assert.Equal(QualityRefusals.NoAlert.Code, Code(new ExplainAlert(Law.Entity, alert.Number, "x"), Law.Operator));
        Assert.Equal(QualityRefusals.NoAlert.Code,
            Code(new CloseAlert(99, AlertOutcome.Escalated, "x"), Law.Authority));
        Law.Do(new CloseAlert(alert.Number, AlertOutcome.Explained, "机构按月集中编号"), Law.Authority);
        Assert.True(Checks.Alerts[0].IsFalseAlarm);
    }

    [Fact]
    public void A_new_version_run_on_past_months_lists_what_it_newly_finds()
    {
        Published();
        market.Filed(Apart(1015));
        Assert.Empty(Checks.Alerts);
        Assert.Equal(QualityRefusals.VersionTaken.Code, Code(new PublishChecks(Catalogue, "再发"), Law.Authority));
        Published("2", "204.block");
        Law.Do(new PublishChecks(Catalogue.Replace("\"version\": \"1\"", "\"version\": \"3\"", StringComparison.Ordinal)
            .Replace("gap > warn", "gap > warn / 2", StringComparison.Ordinal), "收紧"), Law.Authority);
        Assert.Equal(QualityRefusals.BadSpan.Code, Code(new ReplayChecks(MonthMarket.Year, 5, 2, "x"), Law.Authority));
        Law.Do(new ReplayChecks(MonthMarket.Year, 1, 12, "收紧库存平衡"), Law.Authority);
        var replay = Assert.Single(Checks.Replays);
        Assert.Equal(("3", 1), (replay.Version, replay.Months));
        Assert.Equal(1, Assert.Single(replay.Alerts));
        Assert.Equal(AlertOrigin.Replay, Assert.Single(Checks.Alerts).Origin);
        Law.Do(new ReplayChecks(MonthMarket.Year, 1, 12, "再跑一次"), Law.Authority);
        Assert.Empty(Checks.Replays[1].Alerts);
    }

    [Fact]
    public void A_threshold_that_moves_does_not_ask_again_about_what_was_found_out()
    {
        var alert = Warned();
        Law.Do(new ExplainAlert(Law.Entity, alert.Number, "途中损耗"), Law.Operator);
        Law.Do(new CloseAlert(alert.Number, AlertOutcome.Explained, "磅单属实"), Law.Authority);
        Law.Do(new PublishChecks(Catalogue.Replace("\"version\": \"1\"", "\"version\": \"2\"", StringComparison.Ordinal)
            .Replace("{\"name\": \"warn\", \"key\": \"204.warn\"}", "{\"name\": \"warn\", \"key\": \"204.warn\"}, "
                + "{\"name\": \"tight\", \"key\": \"204.warn\"}", StringComparison.Ordinal)
            .Replace("gap > warn", "gap > tight / 2", StringComparison.Ordinal), "收紧"), Law.Authority);
        Law.Do(new ReplayChecks(MonthMarket.Year, 1, 12, "收紧后重放"), Law.Authority);
        Assert.Empty(Assert.Single(Checks.Replays).Alerts);
        market.Filed(Apart(1040));
        Assert.Equal(alert.Number, Checks.Alerts[^1].Follows);
    }

    [Fact]
    public void A_month_filed_in_time_is_not_late_because_it_was_corrected()
    {
        Law.Do(new PublishChecks("""
            {"catalogue": "test", "version": "1", "source": "tests", "checks": [
              {"id": "109", "zh": "逾期", "en": "Late", "text-zh": "逾期 {days_late} 天。",
               "text-en": "{days_late} days late.",
               "stage": "month", "measure": "lateness", "fields": ["filed"],
               "levels": [{"severity": "warn", "when": "is_report == 0 and days_late > 0"}]}]}
            """, "首次发布"), Law.Authority);
        var filed = market.Accepted();
        Law.Date = filed.DueOn.PlusDays(30);
        Law.Do(new RequestCorrection(Law.Entity, MonthMarket.Year, 1, MonthMarket.Content(), "抄表错误"), Law.Operator);
        Law.Do(new DecideCorrection(Law.Entity, MonthMarket.Year, 1, true, "属实"), Law.Authority);
        Law.Do(new ReviewQuality(MonthMarket.Year), Law.Authority);
        Assert.Empty(Checks.Alerts);
        market.Filed(month: 2);
        Assert.Equal(2, Assert.Single(Checks.Alerts).Hit.Month);
    }

    [Fact]
    public void Registers_refuse_what_cannot_be()
    {
        var laboratory = new Laboratory("检测一所", "CMA-1", new(2020, 1, 1), new(2025, 1, 1), ["carbon"], 40, true);
        Assert.Equal(QualityRefusals.BadLaboratory.Code,
            Code(new RegisterLaboratory(laboratory with { ValidThrough = new(2019, 1, 1) }), Law.Authority));
        Assert.Equal(QualityRefusals.NoLaboratory.Code,
            Code(new ImportLabCopies("CMA-1", [MonthMarket.Report()]), Law.Authority));
        Law.Do(new RegisterLaboratory(laboratory), Law.Authority);
        Assert.Equal(QualityRefusals.BadCount.Code, Code(new ImportLabCopies("CMA-1", []), Law.Authority));
        Law.Do(new ImportLabCopies("CMA-1", [MonthMarket.Report()]), Law.Authority);
        Assert.NotNull(Checks.Copy("R-1"));
        var figure = new ComparisonFigure(Law.Entity, MonthMarket.Year, 1, ComparisonKind.ElectricityBill, "", 100,
            "MWh", "国网");
        Assert.Equal(QualityRefusals.BadComparison.Code,
            Code(new RecordComparisons([figure with { Source = "" }]), Law.Authority));
        Law.Do(new RecordComparisons([figure]), Law.Authority);
        Law.Do(new NoteDocuments([new DocumentTraits(MonthMarket.Scan, new(2022, 2, 2), "Word")]), Actor.Scheduler);
        var contract = new ServiceContract(Law.Entity, MonthMarket.Year, "咨询公司", "咨询公司", true);
        Assert.Equal(QualityRefusals.BadContract.Code,
            Code(new FileContract(Law.Entity, contract with { Consultant = "" }), Law.Operator));
        Law.Do(new FileContract(Law.Entity, contract), Law.Operator);
        Assert.Single(Checks.Contracts(Law.Entity, MonthMarket.Year));
    }

    [Fact]
    public void Checks_alerts_and_registers_survive_a_snapshot_to_the_byte()
    {
        Registers_refuse_what_cannot_be();
        var alert = Warned();
        Law.Do(new ExplainAlert(Law.Entity, alert.Number, "途中损耗"), Law.Operator);
        Law.Do(new ProposeSuppression(alert.Number, "长期如此"), Law.Authority);
        Law.Do(new ReplayChecks(MonthMarket.Year, 1, 3, "试"), Law.Authority);
        var before = Bytes(Law.State);
        Assert.True(before.AsSpan().SequenceEqual(Bytes(MarketState.Load(new StateReader(before)))));
    }

    private static byte[] Bytes(MarketState state)
    {
        var writer = new StateWriter();
        state.Save(writer);
        return writer.Written.ToArray();
    }
}
