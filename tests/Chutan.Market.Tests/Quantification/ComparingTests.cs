using Chutan.Market.Quantification;

namespace Chutan.Market.Tests.Quantification;

/// <summary>按另一版本重算: the same figures under another version stand beside the first result and change nothing.
/// </summary>
public sealed class ComparingTests
{
    private static readonly Methodology First = Method.Read();

    [Fact]
    public void The_same_version_gives_the_same_in_every_line()
    {
        var both = Compare(First, First);
        Assert.All(both.Results.Concat(both.Factors).Concat(both.Lines),
            v => Assert.Equal(ComparedChange.Same, v.Change));
        Assert.Equal(both.First.TraceHash, both.Second.TraceHash);
        Assert.False(both.Second.IsWhatIf);
    }

    [Fact]
    public void A_version_with_another_factor_shows_the_factor_the_step_and_the_result_that_differ()
    {
        var second = Method.Read("{'year': '2022', 'value': '0.5703'}", "{'year': '2022', 'value': '0.6'}");
        var both = Compare(First, second);
        var factor = Assert.Single(both.Factors, v => v.Change != ComparedChange.Same);
        Assert.Equal(("EF", "0.5703", "0.6", "0.0297"),
            (factor.Name, factor.First, factor.Second, factor.Difference));
        Assert.Equal(["E_el", "E"], both.Lines.Where(v => v.Change == ComparedChange.Changed).Select(v => v.Name));
        Assert.Equal(ComparedChange.Changed, both.Results.Single().Change);
        Assert.Equal("0.29", both.Results.Single().Difference);
    }

    [Fact]
    public void A_version_that_is_not_for_the_year_is_compared_all_the_same_and_marked_as_tried_out()
    {
        var old = Method.Read("'through-year': '2024'", "'through-year': '2021'");
        Assert.Equal("quantification.year-outside", Method.Refused(old, Method.Data()).Code.Code);
        var both = Compare(First, old);
        Assert.False(both.First.IsWhatIf);
        Assert.True(both.Second.IsWhatIf);
        Assert.False(both.Second.IsUsable);
    }

    [Fact]
    public void A_value_tried_out_is_in_the_second_only_and_marked()
    {
        var both = Compare(First, First, new Override("W", "20", "MWh"));
        Assert.False(both.First.IsWhatIf);
        Assert.True(both.Second.IsWhatIf);
        Assert.Contains(both.Lines, v => v.Name == "W" && (v.First, v.Second, v.Difference) == ("10", "20", "10"));
    }

    [Fact]
    public void Figures_the_other_version_does_not_ask_for_are_named_and_left_out()
    {
        var data = Method.Data();
        var (fitted, notAsked) = Comparing.Fit(data with
        {
            Values = data.Values.Add(Method.Given("sulphur", "1")),
            Tables = data.Tables.Add(new GivenTable("heat", [], new Place("x"))),
        }, First);
        Assert.Equal("heat, sulphur", string.Join(", ", notAsked));
        Assert.Equal(data.Values.Length, fitted.Values.Length);
    }

    [Fact]
    public void What_the_other_version_needs_and_nobody_gave_is_a_fault_with_its_name()
    {
        var more = Method.Read("'unit': 't', 'optional': 'yes'", "'unit': 't'");
        var faults = new Faults();
        Assert.Null(Comparing.Run(First, more, Method.Data(), [], faults));
        Assert.Equal("quantification.input-missing", faults.Sorted[0].Code.Code);
    }

    [Theory]
    [InlineData("W=20 MWh", "W", "20", "MWh")]
    [InlineData(" W = 20 ", "W", "20", "")]
    public void A_value_to_try_is_read_from_its_text(string text, string name, string value, string unit) =>
        Assert.Equal(new Override(name, value, unit), Override.Read(text));

    [Fact]
    public void A_text_without_a_name_is_no_value_to_try() => Assert.Null(Override.Read("=20"));

    private static Comparison Compare(Methodology first, Methodology second, params Override[] overrides)
    {
        var faults = new Faults();
        var comparison = Comparing.Run(first, second, Method.Data(), [.. overrides], faults);
        Assert.True(comparison is not null, string.Join('\n', faults.Sorted));
        return comparison;
    }
}
