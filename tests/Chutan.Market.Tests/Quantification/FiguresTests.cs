using Chutan.Market.Quantification;

namespace Chutan.Market.Tests.Quantification;

/// <summary>What is refused in the figures given to a methodology, what is taken in their place, and what a trace
/// keeps.</summary>
public sealed class FiguresTests
{
    private static readonly Methodology Test = Method.Read();

    [Fact]
    public void A_result_is_exact_and_rounded_once()
    {
        var calculation = Method.Run(Test, Method.Data());
        // (3 × 0.6 + 4 × 0.8) × 44/12 + 10 × 0.5703
        Assert.Equal(Rational.Of(5) * Rational.Of(44, 12) + Rational.Of(5.703m), calculation.Exact("E"));
        Assert.Equal("24.04", calculation.Results[0].Value);
        Assert.True(calculation.IsUsable);
        Assert.Equal("fuel m01 coal C, fuel m02 oil C", string.Join(", ", calculation.EvidenceGaps));
    }

    [Fact]
    public void A_missing_figure_is_refused_with_its_name_and_unit()
    {
        var fault = Method.Refused(Test, Method.Data() with { Values = [] });
        Assert.Equal(QuantificationRefusals.InputMissing, fault.Code);
        Assert.Contains("MWh", fault.En, StringComparison.Ordinal);
    }

    [Fact]
    public void An_optional_figure_that_is_absent_is_refused_where_a_formula_needs_it() => Assert.Equal(
        QuantificationRefusals.InputMissing,
        Method.Refused(Method.Read("'W * EF'", "'(W + note * 0[MWh/t]) * EF'"), Method.Data()).Code);

    [Theory]
    [InlineData("X", "1", "", "quantification.input-unknown")]
    [InlineData("W", "约12万", "", "quantification.not-a-number")]
    [InlineData("W", "1,000", "", "quantification.not-a-number")]
    [InlineData("W", "10", "GJ", "quantification.unit-mismatch")]
    [InlineData("W", "10", "furlong", "quantification.unknown-unit")]
    [InlineData("W", "-1", "", "quantification.out-of-bounds")]
    [InlineData("W", "2000", "GWh", "quantification.out-of-bounds")]
    public void A_wrong_figure_is_refused(string name, string text, string unit, string code) => Assert.Equal(code,
        Method.Refused(Test, Method.Data() with { Values = [Method.Given(name, text, unit)] }).Code.Code);

    [Fact]
    public void A_figure_given_twice_is_refused() => Assert.Equal(QuantificationRefusals.InputTwice, Method.Refused(
        Test, Method.Data() with { Values = [Method.Given("W", "1"), Method.Given("W", "2")] }).Code);

    [Fact]
    public void An_unknown_code_of_a_choice_is_refused() => Assert.Equal(QuantificationRefusals.UnknownOption,
        Method.Refused(Test, Rows(Method.Row(1, "wood", "1", "1"), Method.Row(2, "oil", "1", "1"))).Code);

    [Fact]
    public void A_missing_month_is_named()
    {
        var fault = Method.Refused(Test, Rows(Method.Row(1, "coal", "1", "1")));
        Assert.Equal(QuantificationRefusals.MonthMissing, fault.Code);
        Assert.Contains("2", fault.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_month_given_twice_is_refused() => Assert.Equal(QuantificationRefusals.MonthTwice, Method.Refused(Test,
        Rows(Method.Row(1, "coal", "1", "1"), Method.Row(1, "oil", "1", "1"), Method.Row(2, "oil", "1", "1"))).Code);

    [Fact]
    public void A_month_outside_the_period_is_refused() => Assert.Equal(QuantificationRefusals.BadMonth,
        Method.Refused(Test, Rows(Method.Row(13, "coal", "1", "1"))).Code);

    [Fact]
    public void A_figure_in_another_unit_of_the_same_dimension_is_converted_and_said()
    {
        var calculation = Method.Run(Test, Method.Data() with { Values = [Method.Given("W", "10000", "kWh")] });
        Assert.Equal(Method.Run(Test, Method.Data()).Exact("E"), calculation.Exact("E"));
        Assert.Equal("10000 kWh", calculation.Trace.Single(t => t.Name == "W").Formula);
    }

    [Fact]
    public void The_conservative_value_stands_in_by_itself_where_the_method_has_one()
    {
        var calculation = Method.Run(Test, Rows(Method.Row(1, "coal", "3", ""), Method.Row(2, "oil", "4", "0.8")));
        var line = calculation.Trace.Single(t => t.Kind == TraceKind.Substitute);
        Assert.Equal(("C", "fuel m01 coal", "0.5"), (line.Name, line.Row, line.Value));
    }

    [Theory]
    [InlineData(2021, "0.6101", 2020)]
    [InlineData(2022, "0.5703", 2022)]
    [InlineData(2024, "0.5703", 2022)]
    public void A_report_takes_its_own_years_factor_or_else_the_latest_before_it(int year, string value, int data)
    {
        var line = Method.Run(Test, Method.Data() with { Year = year }).Trace.Single(t => t.Name == "EF");
        Assert.Equal(value, line.Value);
        Assert.Contains($"CN {data}", line.Source, StringComparison.Ordinal);
        Assert.Equal(Chutan.Market.Rulebook.Standing.Reported, line.Standing);
    }

    [Fact]
    public void A_factor_that_is_not_there_is_a_gap_that_names_what_there_is()
    {
        var fault = Method.Refused(Test, Method.Data() with { Region = "CN-Y" });
        Assert.Equal(QuantificationRefusals.FactorGap, fault.Code);
        Assert.Contains("CN 2020 s1", fault.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_active_factors_of_one_year_are_ambiguous()
    {
        var two = Method.Read("{'year': '2022', 'value': '0.5703'}",
            "{'year': '2022', 'value': '0.5703'}, {'year': '2022', 'value': '0.5366', 'source': 's2'}");
        var fault = Method.Refused(two, Method.Data());
        Assert.Equal(QuantificationRefusals.FactorAmbiguous, fault.Code);
        Assert.Contains("0.5703 (s1), 0.5366 (s2)", fault.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disputed_factor_is_never_taken() => Assert.Equal(QuantificationRefusals.FactorDisputed,
        Method.Refused(Test, Method.Data() with { Region = "CN-X" }).Code);

    [Fact]
    public void The_factor_of_another_year_is_recognised()
    {
        var fault = Method.Refused(Test, Method.Data() with { StatedFactors = [Method.Given("EF", "0.6101")] });
        Assert.Equal(QuantificationRefusals.FactorWrongYear, fault.Code);
        Assert.Contains("the value of CN 2020", fault.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_factor_of_no_year_differs() => Assert.Equal(QuantificationRefusals.FactorDiffers, Method.Refused(Test,
        Method.Data() with { StatedFactors = [Method.Given("EF", "0.6")] }).Code);

    [Fact]
    public void Dividing_by_zero_is_refused_with_the_formulas_name() => Assert.Equal(
        QuantificationRefusals.DivisionByZero,
        Method.Refused(Method.Read("'W * EF'", "'W * EF / (W - W) * W'"), Method.Data()).Code);

    [Fact]
    public void A_methodology_is_refused_where_it_does_not_apply() => Assert.Equal(QuantificationRefusals.NotApplicable,
        Method.Refused(Method.Read("'results':", "'conditions': [{'id': 'A1', 'zh': '应小', 'en': 'is small', "
            + "'expr': 'W < 5[MWh]'}], 'results':"), Method.Data()).Code);

    [Fact]
    public void A_year_outside_the_methodologys_years_is_refused() => Assert.Equal(QuantificationRefusals.YearOutside,
        Method.Refused(Test, Method.Data() with { Year = 2025 }).Code);

    [Fact]
    public void A_failed_blocking_check_makes_the_result_unusable()
    {
        var calculation = Method.Run(Method.Read("1000000[tCO2]", "10[tCO2]"), Method.Data());
        Assert.False(calculation.IsUsable);
        Assert.False(Assert.Single(calculation.Checks).Holds);
    }

    [Fact]
    public void A_what_if_is_marked_and_never_usable()
    {
        var calculation = Method.Run(Test, Method.Data(), new Override("EF", "0.4", ""));
        Assert.True(calculation.IsWhatIf);
        Assert.False(calculation.IsUsable);
        Assert.True(calculation.Trace.Single(t => t.Name == "EF").IsWhatIf);
        Assert.NotEqual(Method.Run(Test, Method.Data()).TraceHash, calculation.TraceHash);
        Assert.Equal(QuantificationRefusals.UnknownOverride,
            Method.Refused(Test, Method.Data(), new Override("GWP", "28", "")).Code);
    }

    [Fact]
    public void The_trace_hash_holds_evidence_and_values_but_not_the_form_they_came_in()
    {
        var data = Method.Data();
        var hash = Method.Run(Test, data).TraceHash;
        var elsewhere = data with
        {
            Values = [Method.Given("W", "10.0", "MWh") with { Place = new Place("book.xlsx", 0, 0, "inputs!B2") }],
            Tables = [data.Tables[0] with { Rows = [data.Tables[0].Rows[1], data.Tables[0].Rows[0]] }],
        };
        Assert.Equal(hash, Method.Run(Test, elsewhere).TraceHash);
        Assert.NotEqual(hash, Method.Run(Test, data with { Values = [Method.Given("W", "10", "", "bill-1")] })
            .TraceHash);
    }

    private static InputData Rows(params GivenRow[] rows) =>
        Method.Data() with { Tables = [new GivenTable("fuel", [.. rows], new Place("x"))] };
}
