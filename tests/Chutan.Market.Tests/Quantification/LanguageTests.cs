using Chutan.Market.Quantification;

namespace Chutan.Market.Tests.Quantification;

/// <summary>The calculation language: what it refuses when a methodology is read, with both dimensions and the place.
/// </summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("'zh': '试验', ", "", "quantification.field-missing")]
    [InlineData("'sector':", "'colour': 'x', 'sector':", "quantification.field-unknown")]
    [InlineData("'months': 'each'", "'months': 'all'", "quantification.field-shape")]
    [InlineData("'value': '44/12'", "'value': '44/0'", "quantification.bad-number")]
    [InlineData("'unit': 'tCO2/tC'", "'unit': 'tCO2/tX'", "quantification.unknown-unit")]
    [InlineData("'name': 'CO2_per_C'", "'name': 'CO2 per C'", "quantification.bad-name")]
    [InlineData("'name': 'E_el'", "'name': 'W'", "quantification.name-taken")]
    [InlineData("'W * EF'", "'W * * EF'", "quantification.syntax")]
    [InlineData("'W * EF'", "'W * (EF'", "quantification.syntax")]
    [InlineData("'W * EF'", "'case(W > 0 => W * EF)'", "quantification.syntax")]
    [InlineData("'W * EF'", "'W[MWh] * EF'", "quantification.syntax")]
    [InlineData("'W * EF'", "'W * E'", "quantification.unknown-name")]
    [InlineData("'W * EF'", "'W * lookup(EF, \\'coal\\')'", "quantification.unknown-name")]
    [InlineData("'W * EF'", "'W * sqrt(EF)'", "quantification.unknown-function")]
    [InlineData("'E_fuel + E_el'", "'E_fuel + W'", "quantification.dimension")]
    [InlineData("'W * EF'", "'W'", "quantification.result-dimension")]
    [InlineData("'E < 1000000[tCO2]'", "'E + E_el'", "quantification.kind")]
    [InlineData("'E < 1000000[tCO2]'", "'all(fuel, kind == \\'wood\\')'", "quantification.unknown-option")]
    [InlineData("'series': 'el'", "'series': 'steam'", "quantification.unknown-series")]
    [InlineData("'fixtures': [", "'tags': [", "quantification.no-fixture")]
    [InlineData("'E': '12.303'", "'E': '12.304'", "quantification.fixture-failed")]
    public void A_wrong_methodology_is_refused_when_it_is_read(string from, string to, string code) =>
        Assert.Contains(Method.FaultsOf(from, to), f => f.Code.Code == code);

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    public void What_is_no_document_is_refused(string content)
    {
        var faults = new Faults();
        Assert.Null(Methodology.FromContent(content, faults));
        Assert.Equal(QuantificationRefusals.BadDocument, Assert.Single(faults.Sorted).Code);
    }

    [Fact]
    public void A_dimension_error_names_both_dimensions_and_the_column()
    {
        var fault = Assert.Single(Method.FaultsOf("'E_fuel + E_el'", "'E_fuel + W'"));
        Assert.Contains("tCO2 + MWh", fault.En, StringComparison.Ordinal);
        Assert.Contains("量纲不符", fault.Zh, StringComparison.Ordinal);
        Assert.Equal(8, fault.Place.Column);
    }

    [Fact]
    public void A_unit_slip_in_a_formula_names_what_was_declared_and_what_came_out()
    {
        var fault = Assert.Single(Method.FaultsOf("'sum(fuel, FC * C) * CO2_per_C'", "'sum(fuel, FC * C)'"));
        Assert.Contains("tCO2", fault.En, StringComparison.Ordinal);
        Assert.Contains("gives tC.", fault.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tCO2", "tCO2e")]
    [InlineData("t", "tCO2")]
    [InlineData("tC", "tCO2")]
    [InlineData("GJ", "MWh")]
    [InlineData("t", "tce")]
    [InlineData("10^4Nm3", "m3")]
    [InlineData("person·km", "km")]
    public void Quantities_that_must_not_be_added_have_different_dimensions(string one, string other) =>
        Assert.NotEqual(Unit.Find(one)!.Dimension, Unit.Find(other)!.Dimension);

    [Theory]
    [InlineData("kJ/kg", "GJ/t", 1, 1000)]
    [InlineData("kgCO2e", "tCO2e", 1, 1000)]
    [InlineData("gCO2e/person/km", "tCO2e/person/m", 1, 1000000000)]
    [InlineData("万Nm3", "Nm3", 10000, 1)]
    [InlineData("kWh", "MWh", 1, 1000)]
    [InlineData("gce/kWh", "kgce/MWh", 1, 1)]
    [InlineData("%", "1", 1, 100)]
    [InlineData("L", "m^3", 1, 1000)]
    [InlineData("person·km", "pkm", 1, 1)]
    public void Units_of_one_dimension_convert_exactly(string from, string to, long numerator, long denominator)
    {
        var (a, b) = (Unit.Find(from)!, Unit.Find(to)!);
        Assert.Equal(a.Dimension, b.Dimension);
        Assert.Equal(Rational.Of(numerator, denominator), a.Scale / b.Scale);
    }

    [Fact]
    public void Precedence_and_signs_are_those_of_arithmetic()
    {
        Assert.Equal(Rational.Of(7), Value("1 + 2 * 3"));
        Assert.Equal(Rational.Of(9), Value("(1 + 2) × 3"));
        Assert.Equal(Rational.Of(1, 2), Value("2 ÷ 4"));
        Assert.Equal(Rational.Of(-6), Value("-2 * 3"));
        Assert.Equal(Rational.Of(5), Value("2 − -3"));
        Assert.Equal(Rational.Of(2), Value("10 - 5 - 3"));
        Assert.Equal(Rational.Of(3), Value("case(1 > 2 => 1, 2 > 1 and not 1 == 2 => 3, else => 4)"));
        Assert.Equal(Rational.Of(4), Value("max(1, min(4, 5), 2)"));
        Assert.Equal(Rational.Of(4), Value("abs(-4)"));
        Assert.Equal(Rational.Of(11, 3), Value("44 / 12"));
    }

    [Fact]
    public void Parentheses_inside_one_another_have_a_limit() => Assert.Contains(
        Method.FaultsOf("'W * EF'", $"'{new string('(', 200)}W{new string(')', 200)}'"),
        f => f.Code == QuantificationRefusals.Syntax);

    [Fact]
    public void Equal_content_has_an_equal_hash_whatever_its_order()
    {
        var reordered = Method.Read("'id': 'test', 'version': '1',", "'version': '1', 'id': 'test',");
        Assert.Equal(Method.Read().Hash, reordered.Hash);
        Assert.NotEqual(Method.Read().Hash, Method.Read("'value': '0.5703'", "'value': '0.5704'").Hash);
    }

    private static Rational Value(string expression) => Method.Run(
        Method.Read("'name': 'E', 'zh': '总量', 'en': 'total', 'unit': 'tCO2', 'expr': 'E_fuel + E_el'}",
            "'name': 'E', 'zh': '总量', 'en': 'total', 'unit': 'tCO2', 'expr': 'E_fuel + E_el'},"
            + $"{{'name': 'V', 'zh': '值', 'en': 'value', 'unit': '1', 'expr': '{expression}'}}"),
        Method.Data()).Exact("V");
}
