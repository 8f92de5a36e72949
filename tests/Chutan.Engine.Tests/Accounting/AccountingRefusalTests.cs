using Chutan.Market.Accounting;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;

namespace Chutan.Tests.Accounting;

/// <summary>What the accounting platform does not take, each with its code.</summary>
public sealed class AccountingRefusalTests
{
    private readonly AccountingMarket market = new();
    private readonly SiteId site;
    private readonly SourceId boiler;
    private readonly SourceId power;

    public AccountingRefusalTests()
    {
        site = market.Site();
        boiler = market.Source(site, "enterprise-gas", EmissionScope.Direct, choices: ("gas_kind", "natural-gas"));
        power = market.Source(site, "enterprise-electricity", EmissionScope.Energy);
        market.Do(new OpenInventory(market.Company, 2022, ConsolidationApproach.OperationalControl, WarmingSet.Ar5));
    }

    [Theory]
    [InlineData("-1", "", "quantification.out-of-bounds")]
    [InlineData("10", "MWh", "quantification.unit-mismatch")]
    [InlineData("10", "furlong", "quantification.unknown-unit")]
    [InlineData("lots", "", "quantification.not-a-number")]
    [InlineData("99999999999999", "", "quantification.out-of-bounds")]
    public void A_bad_figure_is_refused_by_the_methodology(string value, string unit, string code)
    {
        var refused = Assert.IsType<Decision.Refused>(
            market.Try(market.Activity(boiler, 1, "FV", value, unit), market.Maker));
        Assert.Equal(code, refused.Refusal.Code);
    }

    [Fact]
    public void A_figure_the_methodology_does_not_know_is_refused() =>
        market.Refused(QuantificationRefusals.InputUnknown, market.Activity(boiler, 1, "XX", "1"));

    [Fact]
    public void The_choice_of_a_source_cannot_be_given_again_with_a_figure() =>
        market.Refused(QuantificationRefusals.InputTwice, market.Activity(boiler, 1, "gas_kind", "coke-oven-gas"));

    [Fact]
    public void A_factor_of_the_wrong_year_is_refused_naming_the_right_one()
    {
        var activity = market.Activity(power, 1, "W_bought", "100");
        var refusal = market.Refused(QuantificationRefusals.FactorWrongYear, activity with
        { Given = activity.Given with { StatedFactors = [new("EF_location", "0.3672", "")] } });
        Assert.Contains(refusal.Parameters, p => p.Name == "other" && p.Value.Contains("2021"));
    }

    [Fact]
    public void A_region_without_a_factor_is_refused_naming_the_gap()
    {
        var away = market.Do(new RegisterSite(market.Company, "海南厂", "", "CN-HI", new LocalDate(2020, 1, 1), 100, true,
            true, StakeCause.Opened)).OfType<SiteRegistered>().Single().Site.Id;
        var bought = market.Source(away, "enterprise-electricity", EmissionScope.Energy);
        market.Refused(QuantificationRefusals.FactorGap, market.Activity(bought, 1, "W_bought", "1"));
    }

    [Fact]
    public void Two_active_factors_are_refused_naming_both()
    {
        market.Do(new PublishMethodology(Method("""{"year":"2022","value":"0.4"},{"year":"2022","value":"0.5"}"""),
            "试验"), market.Authority);
        var source = market.Source(site, "two-factors", EmissionScope.Direct);
        var refusal = market.Refused(QuantificationRefusals.FactorAmbiguous, market.Activity(source, 1, "A", "1"));
        Assert.Contains(refusal.Parameters, p => p.Name == "values"
            && p.Value.Contains("0.4") && p.Value.Contains("0.5"));
    }

    [Fact]
    public void More_green_power_than_was_bought_fails_the_check_of_the_method()
    {
        var activity = market.Activity(power, 1, "W_bought", "100");
        market.Refused(AccountingRefusals.CheckFailed, activity with
        {
            Given = activity.Given with
            {
                Figures = [.. activity.Given.Figures, new("W_green", "101", "")],
                Certificates = [new("G1", 101)],
            },
        });
    }

    [Fact]
    public void Green_power_needs_certificates_for_as_much()
    {
        market.Refused(AccountingRefusals.CertificatesDiffer, Green(1, "60", new GreenCertificate("G1", 50)));
        market.Refused(AccountingRefusals.CertificatesDiffer, Green(1, "60"));
        market.Refused(AccountingRefusals.CertificatesDiffer, Green(1, "0", new GreenCertificate("G1", 50)));
        var inKilowattHours = Green(1, "60", new GreenCertificate("G1", 50));
        market.Do(inKilowattHours with
        {
            Given = inKilowattHours.Given with
            { Figures = [new("W_bought", "100", ""), new("W_green", "50000", "kWh")] },
        });
    }

    [Fact]
    public void A_certificate_is_used_once_only_in_the_whole_market()
    {
        market.Do(Green(1, "50", new GreenCertificate("G1", 50)));
        market.Refused(AccountingRefusals.CertificateUsed, Green(2, "50", new GreenCertificate("G1", 50)));
        market.Refused(AccountingRefusals.CertificateUsed,
            Green(2, "50", new GreenCertificate("G2", 25), new GreenCertificate("G2", 25)));
        market.Do(Green(1, "40", new GreenCertificate("G1", 40)));
        market.Do(new RemoveActivity(market.Company, 2022, 1, power, "记错月份"));
        market.Do(Green(2, "50", new GreenCertificate("G1", 50)));
    }

    [Fact]
    public void Measured_figures_need_a_document_this_company_has_filed()
    {
        var activity = market.Activity(boiler, 1, "FV", "1") with { Quality = DataQuality.Measured };
        market.Refused(AccountingRefusals.NoEvidence, activity);
        market.Refused(AccountingRefusals.UnknownEvidence,
            activity with { Given = activity.Given with { Evidence = [new string('c', 64)] } });
    }

    [Fact]
    public void Months_and_years_that_are_not_there_are_refused()
    {
        market.Refused(AccountingRefusals.BadMonth, market.Activity(boiler, 13, "FV", "1"));
        market.Refused(AccountingRefusals.NoInventory, market.Activity(boiler, 1, "FV", "1", year: 2021));
        market.Refused(AccountingRefusals.BadYear,
            new OpenInventory(market.Company, 2026, ConsolidationApproach.EquityShare, WarmingSet.Ar5));
        market.Do(new OpenInventory(market.Company, 2025, ConsolidationApproach.EquityShare, WarmingSet.Ar5));
        market.Refused(AccountingRefusals.FutureMonth, market.Activity(boiler, 4, "FV", "1", year: 2025));
    }

    [Fact]
    public void A_source_has_no_figures_before_its_site_is_held_or_after_it_closes()
    {
        market.Do(market.Activity(boiler, 5, "FV", "1"));
        market.Refused(AccountingRefusals.FiguresAfterClosing,
            new CloseSource(market.Company, boiler, new LocalDate(2022, 5, 1), "停炉"));
        market.Do(new CloseSource(market.Company, boiler, new LocalDate(2022, 6, 1), "停炉"));
        market.Refused(AccountingRefusals.NotRunning, market.Activity(boiler, 6, "FV", "1"));
        var late = market.Site("二厂", new LocalDate(2022, 7, 1), cause: StakeCause.Acquired);
        var kiln = market.Source(late, "enterprise-gas", EmissionScope.Direct, choices: ("gas_kind", "natural-gas"));
        market.Refused(AccountingRefusals.NotRunning, market.Activity(kiln, 6, "FV", "1"));
        market.Do(market.Activity(kiln, 7, "FV", "1"));
    }

    [Fact]
    public void A_month_is_reviewed_by_somebody_else_and_only_when_complete()
    {
        market.Do(market.Activity(boiler, 1, "FV", "1"));
        var missing = market.Refused(AccountingRefusals.MonthIncomplete,
            new ReviewMonth(market.Company, 2022, 1, true, ""), market.Reviewer);
        Assert.Contains(missing.Parameters, p => p.Value == "enterprise-electricity");
        market.Do(market.Activity(power, 1, "W_bought", "0"));
        market.Refused(AccountingRefusals.NotReviewed, new LockMonth(market.Company, 2022, 1));
        market.Refused(AccountingRefusals.MonthIncomplete, new LockMonth(market.Company, 2022, 2));
        market.Refused(AccountingRefusals.ReviewerIsMaker, new ReviewMonth(market.Company, 2022, 1, true, ""));
        market.Refused(AccountingRefusals.Incomplete, new ReviewMonth(market.Company, 2022, 1, false, ""),
            market.Reviewer);
        market.Do(new ReviewMonth(market.Company, 2022, 1, true, ""), market.Reviewer);
        market.Do(market.Activity(boiler, 1, "FV", "2"));
        market.Refused(AccountingRefusals.NotReviewed, new LockMonth(market.Company, 2022, 1));
        market.Do(new ReviewMonth(market.Company, 2022, 1, true, ""), market.Reviewer);
        market.Do(new LockMonth(market.Company, 2022, 1), market.Reviewer);
        var refusal = market.Refused(AccountingRefusals.Locked, market.Activity(boiler, 1, "FV", "3"));
        Assert.Contains(refusal.Parameters, p => p.Name == "user" && p.Value == market.Reviewer.User.ToString());
        market.Refused(AccountingRefusals.Locked, new SetStake(market.Company, site, new LocalDate(2021, 1, 1), 50,
            true, true, StakeCause.Corrected, "更正"));
        market.Refused(AccountingRefusals.Locked,
            new OpenInventory(market.Company, 2022, ConsolidationApproach.EquityShare, WarmingSet.Ar5));
        market.Refused(AccountingRefusals.MonthsOpen, new IssueInventory(market.Company, 2022));
        market.Refused(AccountingRefusals.NotIssued, new RestateInventory(market.Company, 2022, "更正", []));
        market.Refused(AccountingRefusals.NotIssued, new SetBaseYear(market.Company, 2022, "首年"));
    }

    [Fact]
    public void An_issued_inventory_stands_until_it_is_restated()
    {
        var other = new AccountingMarket();
        var gas = other.IssuedBoiler();
        other.Refused(AccountingRefusals.AlreadyIssued, new IssueInventory(other.Company, 2022));
        other.Refused(AccountingRefusals.AlreadyIssued,
            new SetReference(other.Company, 2022, ReferenceKind.Output, "泵", 10, "item"));
        other.Refused(AccountingRefusals.Locked, other.Activity(gas, 1, "FV", "1"));
    }

    [Fact]
    public void Sites_and_sources_are_of_this_company_and_right()
    {
        market.Refused(AccountingRefusals.UnknownSite, Registering("enterprise-gas", EmissionScope.Direct) with
        { Site = new(99) });
        market.Refused(AccountingRefusals.UnknownSource, market.Activity(new(99), 1, "FV", "1"));
        market.Refused(AccountingRefusals.UnknownMethod, Registering("enterprise-inventory", EmissionScope.Direct));
        market.Refused(AccountingRefusals.WrongScope, Registering("enterprise-gas", EmissionScope.Energy));
        market.Refused(AccountingRefusals.WrongScope, Registering("enterprise-heat", EmissionScope.Direct));
        market.Refused(AccountingRefusals.WrongCategory, Registering("enterprise-goods", EmissionScope.ValueChain) with
        { ValueChainCategory = 16 });
        market.Refused(AccountingRefusals.WrongCategory, Registering("enterprise-goods", EmissionScope.Direct) with
        { ValueChainCategory = 1 });
        market.Refused(AccountingRefusals.WrongChoice, Registering("enterprise-gas", EmissionScope.Direct) with
        { Choices = [new("gas_kind", "wood")] });
        market.Refused(AccountingRefusals.WrongChoice, Registering("enterprise-gas", EmissionScope.Direct) with
        { Choices = [] });
        market.Refused(AccountingRefusals.BadShare, new RegisterSite(market.Company, "三厂", "", "CN-HB",
            new LocalDate(2022, 1, 1), 101, true, true, StakeCause.Opened));
        market.Refused(AccountingRefusals.NotMonthStart, new RegisterSite(market.Company, "三厂", "", "CN-HB",
            new LocalDate(2022, 1, 2), 100, true, true, StakeCause.Opened));
        market.Refused(AccountingRefusals.Incomplete, new RegisterSite(market.Company, " ", "", "CN-HB",
            new LocalDate(2022, 1, 1), 100, true, true, StakeCause.Opened));
        market.Refused(AccountingRefusals.NoEntry, new RemoveActivity(market.Company, 2022, 1, boiler, "重复"));
    }

    [Fact]
    public void Nobody_acts_for_another_company()
    {
        var other = market.Register(ParticipantKind.CoveredEntity, "F");
        var clerk = market.Appoint(other, "他人");
        Assert.Equal("access.not-permitted", Assert.IsType<Decision.Refused>(
            market.Try(market.Activity(boiler, 1, "FV", "1"), clerk)).Refusal.Code);
        market.Do(new OpenInventory(other, 2022, ConsolidationApproach.EquityShare, WarmingSet.Ar5), clerk);
        market.Refused(AccountingRefusals.UnknownSource, market.Activity(boiler, 1, "FV", "1", of: other), clerk);
    }

    [Theory]
    [InlineData(ReferenceKind.Revenue, "100", "t")]
    [InlineData(ReferenceKind.Area, "100", "CNY")]
    [InlineData(ReferenceKind.Staff, "100", "t")]
    [InlineData(ReferenceKind.Output, "0", "t")]
    [InlineData(ReferenceKind.Output, "10", "stone")]
    public void A_reference_figure_is_positive_and_in_a_unit_of_its_kind(
        ReferenceKind kind, string count, string unit) =>
        market.Refused(AccountingRefusals.BadReference, new SetReference(market.Company, 2022, kind, "",
            decimal.Parse(count, System.Globalization.CultureInfo.InvariantCulture), unit));

    [Fact]
    public void Targets_need_a_base_year_and_measures_sound_figures()
    {
        var target = new Target("近期", TargetKind.Absolute, FootprintBasis.OperationsMarket, 2030, 30);
        market.Refused(AccountingRefusals.NoBaseYear, new SetTarget(market.Company, target));
        market.Refused(AccountingRefusals.BadMeasure, Measure(0, MeasureEffect.Percent, 10));
        market.Refused(AccountingRefusals.BadMeasure, Measure(10, MeasureEffect.Percent, 101));
        market.Refused(AccountingRefusals.UnknownMeasure, new WithdrawMeasure(market.Company, new(1)));
        var other = new AccountingMarket();
        other.IssuedBoiler();
        other.Do(new SetBaseYear(other.Company, 2022, "首年"));
        other.Refused(AccountingRefusals.BadTarget, new SetTarget(other.Company, target with { Year = 2022 }));
        other.Do(new SetTarget(other.Company, target));
    }

    private EnterMeasure Measure(int years, MeasureEffect effect, decimal amount) => new(market.Company, boiler, "余热回收",
        "", new Money(1_000_000), years, new Money(100_000), effect, amount);

    private RegisterSource Registering(string methodology, EmissionScope scope) => new(market.Company, site, "源", "",
        scope, 0, methodology, "1", methodology == "enterprise-gas" ? [new("gas_kind", "natural-gas")] : [], "",
        new LocalDate(2020, 1, 1));

    private RecordActivity Green(int month, string green, params GreenCertificate[] certificates) => new(market.Company,
        2022, month, power, DataQuality.Calculated, new ActivityFigures(
            [new("W_bought", "100", ""), new("W_green", green, "")], [], [], [.. certificates]), "");

    /// <summary>A method of sources whose one factor has these values.</summary>
    private static string Method(string values) => """
        {"id":"two-factors","version":"1","zh":"试验","en":"Test","sector":"enterprise-source","issuer":"试","source":"试",
         "standing":"reported","series":[{"id":"x","zh":"因","en":"factor","unit":"tCO2e/t","region":"CN","source":"s",
         "standing":"reported","values":[{"year":"2021","through":"2021","value":"1"},VALUES]}],
         "factors":[{"name":"EF","zh":"因","en":"factor","series":"x","region":"CN"}],
         "inputs":[{"name":"A","zh":"量","en":"amount","unit":"t","min":"0"}],
         "formulas":[{"name":"CO2e","zh":"量","en":"amount","unit":"tCO2e","expr":"A * EF"}],
         "results":[{"name":"CO2e","digits":"3"}],
         "fixtures":[{"name":"a","year":"2021","within":"0","inputs":{"A":"2"},"expect":{"CO2e":"2"}}]}
        """.Replace("VALUES", values, StringComparison.Ordinal);
}
