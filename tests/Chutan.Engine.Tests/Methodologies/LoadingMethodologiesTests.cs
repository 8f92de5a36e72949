using Chutan.Engine.Methodologies;
using Chutan.Market.Quantification;

namespace Chutan.Tests.Methodologies;

/// <summary>Methodology files that are wrong are refused with file, line and column, all faults at once.</summary>
public sealed class LoadingMethodologiesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("chutan-methods-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private const string Good = """
        id: m
        version: "1"
        zh: 试
        en: M
        sector: test
        issuer: 试
        source: tests
        inputs:
          - {name: W, zh: 电, en: power, unit: MWh}
          - {name: EF, zh: 因子, en: factor, unit: tCO2/MWh}
        formulas:
          - name: E
            zh: 排放
            en: emissions
            unit: tCO2
            expr: W * EF
        results: [{name: E, digits: 0}]
        fixtures:
          - {name: f, year: 2022, inputs: {W: 2, EF: 3}, expect: {E: 6}}
        """;

    [Fact]
    public void A_good_file_loads()
    {
        var library = Load(Good);
        Assert.True(library.Faults.IsEmpty, string.Join('\n', library.Faults));
        Assert.Equal("m", Assert.Single(library.All).Id);
    }

    [Fact]
    public void A_dimension_error_is_refused_with_file_line_column_and_both_dimensions()
    {
        var fault = Assert.Single(Load(Good.Replace("expr: W * EF", "expr: W + EF", StringComparison.Ordinal)).Faults);
        Assert.Equal("m.yaml:16:13", fault.Place.ToString());
        Assert.Contains("MWh + tCO2/MWh", fault.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_reported_at_once()
    {
        var library = Load(Good.Replace("unit: MWh}", "unit: Mwh}", StringComparison.Ordinal)
            .Replace("sector: test\n", "", StringComparison.Ordinal)
            .Replace("issuer:", "isuer:", StringComparison.Ordinal));
        Assert.Empty(library.All);
        Assert.Contains(library.Faults, f => f.Code == QuantificationRefusals.UnknownUnit && f.Place.Line == 8);
        Assert.Contains(library.Faults, f => f.Code == QuantificationRefusals.FieldUnknown && f.Place.Line == 5);
        Assert.Equal(2, library.Faults.Count(f => f.Code == QuantificationRefusals.FieldMissing));
    }

    [Fact]
    public void A_template_that_is_not_there_is_refused() => Assert.Equal(QuantificationRefusals.UnknownStream,
        Assert.Single(Load(Good + "\ninclude: [steam]\n").Faults).Code);

    [Fact]
    public void What_is_no_yaml_is_refused() => Assert.Equal(QuantificationRefusals.BadDocument,
        Assert.Single(Load("id: [\n").Faults).Code);

    [Fact]
    public void Two_files_of_one_version_are_refused()
    {
        File.WriteAllText(Path.Combine(folder, "n.yaml"), Good);
        Assert.Equal(QuantificationRefusals.NameTaken, Assert.Single(Load(Good).Faults).Code);
    }

    [Fact]
    public void Rule_sets_that_overlap_are_refused()
    {
        File.WriteAllText(Path.Combine(folder, "rule-sets.yaml"), """
            rule-sets:
              - {regime: national, sector: test, from-year: 2020, methodology: m, version: "1", source: a}
              - {regime: national, sector: test, from-year: 2021, methodology: m, version: "1", source: b}
            """);
        var fault = Assert.Single(Load(Good).Faults);
        Assert.Equal(QuantificationRefusals.RuleSetOverlap, fault.Code);
        Assert.Equal(3, fault.Place.Line);
    }

    private MethodologyLibrary Load(string text)
    {
        File.WriteAllText(Path.Combine(folder, "m.yaml"), text);
        return MethodologyLibrary.Load(folder);
    }
}
