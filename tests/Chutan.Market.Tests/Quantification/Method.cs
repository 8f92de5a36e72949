using Chutan.Market.Quantification;

namespace Chutan.Market.Tests.Quantification;

/// <summary>A small methodology for tests: coal per month, electricity, and one dated factor. Written as JSON with
/// single quotes; tests replace the piece they are about.</summary>
internal static class Method
{
    public const string Text = """
        {'id': 'test', 'version': '1', 'zh': '试验', 'en': 'Test', 'sector': 'power', 'issuer': '试验', 'source': 'tests',
         'from-year': '2020', 'through-year': '2024',
         'series': [{'id': 'el', 'zh': '电', 'en': 'power', 'unit': 'tCO2/MWh', 'region': 'CN', 'source': 's1',
            'standing': 'reported', 'values': [
              {'year': '2020', 'value': '0.6101'}, {'year': '2022', 'value': '0.5703'},
              {'year': '2022', 'region': 'CN-X', 'value': '0.5', 'standing': 'disputed'}]},
          {'id': 'ncv', 'zh': '热值', 'en': 'heat', 'unit': 'GJ/t', 'region': 'CN', 'source': 's1', 'year': '2020',
            'standing': 'reported', 'values': [{'item': 'coal', 'value': '20'}, {'item': 'oil', 'value': '42'}]}],
         'constants': [{'name': 'CO2_per_C', 'zh': '比', 'en': 'ratio', 'value': '44/12', 'unit': 'tCO2/tC'}],
         'factors': [{'name': 'EF', 'zh': '电因子', 'en': 'factor', 'series': 'el', 'region': '$region'},
                     {'name': 'NCV', 'zh': '热值', 'en': 'heat', 'series': 'ncv', 'region': 'CN'}],
         'inputs': [{'name': 'W', 'zh': '电量', 'en': 'power', 'unit': 'MWh', 'min': '0', 'max': '1000000'},
                    {'name': 'note', 'zh': '备注', 'en': 'note', 'unit': 't', 'optional': 'yes'}],
         'tables': [{'name': 'fuel', 'zh': '燃料', 'en': 'fuel', 'months': 'each', 'columns': [
             {'name': 'kind', 'zh': '种类', 'en': 'kind', 'options': [{'code': 'coal', 'zh': '煤', 'en': 'coal'},
                {'code': 'oil', 'zh': '油', 'en': 'oil'}, {'code': 'peat', 'zh': '泥炭', 'en': 'peat'}]},
             {'name': 'FC', 'zh': '消耗量', 'en': 'use', 'unit': 't', 'min': '0', 'max': '100000'},
             {'name': 'C', 'zh': '含碳量', 'en': 'carbon', 'unit': 'tC/t', 'missing': '0.5[tC/t]',
              'evidence': ['lab-report']}]}],
         'formulas': [
             {'name': 'E_fuel', 'zh': '燃料', 'en': 'fuel', 'unit': 'tCO2', 'expr': 'sum(fuel, FC * C) * CO2_per_C'},
             {'name': 'E_el', 'zh': '电力', 'en': 'power', 'unit': 'tCO2', 'expr': 'W * EF'},
             {'name': 'E', 'zh': '总量', 'en': 'total', 'unit': 'tCO2', 'expr': 'E_fuel + E_el'}],
         'checks': [{'id': 'c1', 'zh': '应小于', 'en': 'is below', 'severity': 'block', 'expr': 'E < 1000000[tCO2]'}],
         'results': [{'name': 'E', 'digits': '2'}],
         'fixtures': [{'name': 'one month', 'year': '2022', 'region': 'CN', 'through-month': '1',
             'inputs': {'W': '10'}, 'rows': {'fuel': [{'month': '1', 'kind': 'coal', 'FC': '3', 'C': '0.6'}]},
             'within': '0', 'expect': {'E': '12.303'}}]}
        """;

    public static string Content(string from = "", string to = "")
    {
        Assert.True(from.Length == 0 || Text.Contains(from, StringComparison.Ordinal), $"'{from}' is not there.");
        var text = from.Length == 0 ? Text : Text.Replace(from, to, StringComparison.Ordinal);
        return text.Replace("\\'", "\u0001").Replace('\'', '"').Replace('\u0001', '\'');
    }

    public static Methodology Read(string from = "", string to = "")
    {
        var faults = new Faults();
        var methodology = Methodology.FromContent(Content(from, to), faults);
        Assert.True(methodology is not null, string.Join('\n', faults.Sorted));
        return methodology;
    }

    public static ImmutableArray<Fault> FaultsOf(string from, string to)
    {
        var faults = new Faults();
        if (Methodology.FromContent(Content(from, to), faults) is { } read) Calculating.CheckFixtures(read, faults);
        return faults.Sorted;
    }

    /// <summary>A good set of figures for two months of 2022.</summary>
    public static InputData Data() => new(2022, "CN", 1, 2, [Given("W", "10")],
        [new GivenTable("fuel", [Row(1, "coal", "3", "0.6"), Row(2, "oil", "4", "0.8")], new Place("x"))], [],
        new Place("x"));

    public static GivenRow Row(int month, string kind, string fc, string carbon) => new(
        [Given("month", month.ToString(System.Globalization.CultureInfo.InvariantCulture)), Given("kind", kind),
            Given("FC", fc), Given("C", carbon)], new Place("x", month));

    public static GivenValue Given(string name, string text, string unit = "", params string[] evidence) =>
        new(name, text, unit, [.. evidence], new Place("x"));

    public static Calculation Run(Methodology methodology, InputData data, params Override[] overrides)
    {
        var faults = new Faults();
        var calculation = Calculating.Run(methodology, data, [.. overrides], faults);
        Assert.True(calculation is not null, string.Join('\n', faults.Sorted));
        return calculation;
    }

    public static Fault Refused(Methodology methodology, InputData data, params Override[] overrides)
    {
        var faults = new Faults();
        Assert.Null(Calculating.Run(methodology, data, [.. overrides], faults));
        return faults.Sorted[0];
    }
}
