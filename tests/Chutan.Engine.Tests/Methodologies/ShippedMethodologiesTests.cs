using Chutan.Engine.Methodologies;
using Chutan.Market.Quantification;
using Chutan.Market.Rulebook;

namespace Chutan.Tests.Methodologies;

/// <summary>The methodologies that are shipped load without a fault, and every worked example in them holds.</summary>
public sealed class ShippedMethodologiesTests
{
    private static readonly MethodologyLibrary Library = MethodologyLibrary.Load(Repository.At("methodologies"));

    [Fact]
    public void Every_shipped_methodology_loads_without_a_fault()
    {
        Assert.True(Library.Faults.IsEmpty, string.Join('\n', Library.Faults));
        Assert.NotEmpty(Library.All);
    }

    public static TheoryData<string, string> Fixtures()
    {
        var data = new TheoryData<string, string>();
        foreach (var methodology in Library.All)
            foreach (var fixture in methodology.Fixtures)
                data.Add($"{methodology.Id}@{methodology.Version}", fixture.Name);
        return data;
    }

    [Theory, MemberData(nameof(Fixtures))]
    public void A_worked_example_gives_what_it_says(string methodology, string fixture)
    {
        var faults = new Faults();
        Calculating.CheckFixture(Library.Find(methodology)!, Library.Find(methodology)!.Fixtures
            .Single(f => f.Name == fixture), faults);
        Assert.True(!faults.Any, string.Join('\n', faults.Sorted));
    }

    /// <summary>What the worked examples name on their way to the answer: fuel by fuel, and heat.</summary>
    [Theory]
    [InlineData("cn-cement@2024", "C1 a Portland clinker line", "bituminous", 435_419.28)]
    [InlineData("cn-cement@2024", "C1 a Portland clinker line", "diesel", 990.69)]
    [InlineData("cn-steel@2024", "S1 an integrated works", "coke", 4_509_046.00)]
    [InlineData("cn-steel@2024", "S1 an integrated works", "anthracite", 1_538_450.65)]
    [InlineData("cn-steel@2024", "S1 an integrated works", "natural-gas", 64_950.46)]
    [InlineData("cn-power@2022", "P5 heat of steam and of water", "steam", 1_224_199.20)]
    [InlineData("cn-power@2022", "P5 heat of steam and of water", "water", 471_015.00)]
    public void The_rows_of_a_worked_example_give_the_parts_it_names(
        string methodology, string fixture, string row, double part)
    {
        var method = Library.Find(methodology)!;
        var faults = new Faults();
        var result = Calculating.Run(method, method.Fixtures.Single(f => f.Name == fixture).Data, [], faults)!;
        Assert.False(faults.Any, string.Join('\n', faults.Sorted));
        var sum = Rational.Zero;
        foreach (var line in result.Trace.Where(t => t.Name is "E_row" or "E_gas_row" or "Q"
            && t.Row.Split(' ').Contains(row)))
            sum += Rational.TryParse(line.Value, out var value) ? value : Rational.Zero;
        Assert.Equal(part.ToString("F2", System.Globalization.CultureInfo.InvariantCulture),
            sum.Round(2, RoundingMode.HalfUp).Fixed(2));
    }

    [Fact]
    public void Every_row_of_the_rule_set_table_names_a_methodology_that_is_there() => Assert.All(
        Library.RuleSets.Rows, r => Assert.NotNull(Library.Find($"{r.Methodology}@{r.Version}")));

    /// <summary>The 24 sectors the guides of 2013 to 2015 were written for.</summary>
    [Theory]
    [InlineData("power"), InlineData("power-grid"), InlineData("steel"), InlineData("chemicals")]
    [InlineData("aluminium"), InlineData("magnesium"), InlineData("flat-glass"), InlineData("cement")]
    [InlineData("ceramics"), InlineData("aviation"), InlineData("coking"), InlineData("coal"), InlineData("oil-gas")]
    [InlineData("petrochemicals"), InlineData("paper"), InlineData("other-nonferrous"), InlineData("electronics")]
    [InlineData("machinery"), InlineData("mining"), InlineData("food"), InlineData("public-buildings")]
    [InlineData("road-transport"), InlineData("fluorochemicals"), InlineData("other-industry")]
    public void Every_one_of_the_24_sectors_has_a_methodology_for_a_report_of_2015(string sector)
    {
        var faults = new Faults();
        var row = Library.RuleSets.Select("hubei-pilot", sector, 2015, faults);
        Assert.False(faults.Any, string.Join('\n', faults.Sorted));
        Assert.Equal(sector, Library.Find($"{row!.Methodology}@{row.Version}")!.Head.Sector);
    }

    [Theory]
    [InlineData("hubei-pilot", "power", 2015, "cn-power-ndrc", "2013")]
    [InlineData("national", "power", 2019, "cn-power", "2021")]
    [InlineData("national", "power", 2024, "cn-power", "2022")]
    [InlineData("hubei-pilot", "cement", 2019, "cn-cement-ndrc", "2013")]
    [InlineData("national", "cement", 2024, "cn-cement", "2024")]
    public void A_year_is_calculated_by_the_rules_of_that_year(
        string regime, string sector, int year, string methodology, string version)
    {
        var row = Library.RuleSets.Select(regime, sector, year, new Faults());
        Assert.Equal((methodology, version), (row!.Methodology, row.Version));
    }

    [Fact]
    public void Both_carbon_values_of_bituminous_coal_are_kept_and_the_disputed_one_is_never_taken()
    {
        var method = Library.Find("cn-steel@2024")!;
        var slot = method.Factors.Single(f => f.Name == "CC_default");
        var values = method.SeriesOf(slot).Values.Where(v => v.Item == "bituminous" && v.Source == "mee-2024")
            .Select(v => (v.Written, v.Standing)).Order().ToArray();
        Assert.Equal([("0.02308", Standing.Disputed), ("0.02618", Standing.Reported)], values);
        var faults = new Faults();
        Assert.Equal("0.02618",
            method.SeriesOf(slot).Resolve(slot, "bituminous", "CN", 2024, default, faults)!.Written);
        Assert.False(faults.Any);
    }

    /// <summary>Whatever the formula, the parts an answer is taken apart into add up to it exactly.</summary>
    [Theory, MemberData(nameof(Fixtures))]
    public void The_parts_of_a_worked_example_add_up_to_its_answer(string methodology, string fixture)
    {
        var method = Library.Find(methodology)!;
        var faults = new Faults();
        var data = method.Fixtures.Single(f => f.Name == fixture).Data;
        if (Calculating.Run(method, data, [], faults) is not { } calculation) return; // one that must be refused
        var parts = Contributions.Of(method, calculation);
        Assert.Equal(calculation.Exact(method.Results[0].Name),
            parts.Aggregate(Rational.Zero, (sum, p) => sum + p.Value));
    }

    [Theory]
    [InlineData("cn-steel@2024", "E_fuel E_process R_sequestered")]
    [InlineData("cn-aluminium@2024", "E_anode E_CF4 E_C2F6")]
    [InlineData("cn-coal-ndrc@2014", "E_mine_CO2 E_el E_CH4")]
    [InlineData("cn-power@2022", "E_coal_oil")]
    public void An_answer_is_taken_apart_into_its_sources(string methodology, string some)
    {
        var method = Library.Find(methodology)!;
        var found = method.Fixtures.SelectMany(f => Calculating.Run(method, f.Data, [], new Faults()) is { } c
            ? Contributions.Of(method, c).Select(p => p.Line) : []).ToHashSet(StringComparer.Ordinal);
        Assert.True(some.Split(' ').All(found.Contains), string.Join(' ', found));
    }

    [Fact]
    public void Gases_have_their_own_mass_and_electricity_bought_is_marked_as_indirect()
    {
        var method = Library.Find("cn-aluminium@2024")!;
        var parts = Contributions.Of(method, Calculating.Run(method, method.Fixtures[0].Data, [], new Faults())!);
        var gas = parts.Single(p => p.Line == "E_CF4");
        Assert.Equal(("CF4", "6"), (gas.Gas, gas.Mass!.Value.ToString()));
        var power = Library.Find("cn-coal-ndrc@2014")!;
        var electricity = Contributions.Of(power, Calculating.Run(power, power.Fixtures[0].Data, [], new Faults())!)
            .Single(p => p.Line == "E_el");
        Assert.Equal((true, "CO2"), (electricity.Indirect, electricity.Gas));
    }
}
