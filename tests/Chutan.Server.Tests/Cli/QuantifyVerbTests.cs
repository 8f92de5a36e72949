using System.Text.Json;

namespace Chutan.Tests.Cli;

/// <summary>核算 at the command line: a month of the power example in every form of file, and what is refused.</summary>
public sealed class QuantifyVerbTests : IDisposable
{
    private const string Month = """
        name,value,unit,evidence
        year,2022
        through-month,1
        unit_class,ordinary
        [fuel]
        month,fuel_kind,FC,C_ad [%],M_ar,M_ad,NCV
        1,coal,120000 t,58.32,14.60,3.85,19850 MJ/t
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("quantify");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_month_is_calculated_with_the_reason_of_every_figure()
    {
        var (exit, said, _) = await ChutanProgram.RunAsync("quantify", "cn-power@2022", Put("p1.csv", Month),
            "--trace");
        Assert.Equal(0, exit);
        Assert.Contains("225640.80 tCO2", said, StringComparison.Ordinal);
        Assert.Contains("OF_coal = 0.99", said, StringComparison.Ordinal);
        Assert.Contains("FC * C * OF * CO2_per_C", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_month_as_json_has_the_same_trace_hash()
    {
        var csv = await JsonOf("cn-power@2022", Put("p1.csv", Month));
        var json = await JsonOf("cn-power@2022", Put("p1.json", """
            {"year": 2022, "throughMonth": 1, "inputs": {"unit_class": "ordinary"}, "rows": {"fuel": [
              {"month": 1, "fuel_kind": "coal", "FC": "120000 t", "C_ad": "58.32 %", "M_ar": 14.60, "M_ad": 3.85,
               "NCV": {"value": 19850, "unit": "MJ/t"}}]}}
            """));
        Assert.Equal("225640.80", json.GetProperty("value").GetString());
        Assert.Equal(csv.GetProperty("traceHash").GetString(), json.GetProperty("traceHash").GetString());
    }

    [Theory]
    [InlineData("national/power", "2022", "2022")]
    [InlineData("national/power", "2019", "2021")]
    [InlineData("cn-power", "2019", "2021")]
    [InlineData("cn-power", "2024", "2022")]
    public async Task The_year_of_the_file_decides_which_edition_counts(string asked, string year, string version)
    {
        var answer = await JsonOf(asked, Put("p.csv", Month.Replace("2022", year, StringComparison.Ordinal)));
        Assert.Equal(version, answer.GetProperty("methodology").GetProperty("version").GetString());
        Assert.False(answer.GetProperty("whatIf").GetBoolean());
    }

    [Fact]
    public async Task Figures_of_2019_are_recalculated_under_the_later_edition_beside_their_own()
    {
        var file = Put("p.csv", Month.Replace("2022", "2019", StringComparison.Ordinal));
        var (exit, said, _) = await ChutanProgram.RunAsync("quantify", "national/power", file, "--json",
            "--compare", "cn-power@2022", "--set", "OF_coal=0.98");
        Assert.Equal(0, exit);
        var both = JsonDocument.Parse(said).RootElement;
        Assert.Equal("2021", both.GetProperty("first").GetProperty("version").GetString());
        Assert.False(both.GetProperty("first").GetProperty("whatIf").GetBoolean());
        Assert.True(both.GetProperty("second").GetProperty("whatIf").GetBoolean());
        Assert.Equal("-2279.2", both.GetProperty("results").EnumerateArray()
            .First(r => r.GetProperty("name").GetString() == "E_fuel").GetProperty("difference").GetString());
    }

    [Theory]
    [InlineData("120000 t", "120000 GJ", "quantification.unit-mismatch")]
    [InlineData("120000 t", "120000 bushel", "quantification.unknown-unit")]
    [InlineData("120000 t", "-5", "quantification.out-of-bounds")]
    [InlineData("through-month,1", "through-month,2", "quantification.month-missing")]
    [InlineData("ordinary", "extraordinary", "quantification.unknown-option")]
    [InlineData("year,2022", "year,1971", "quantification.field-missing")]
    public async Task Wrong_figures_are_refused_with_their_place(string from, string to, string code)
    {
        var file = Put("p.csv", Month.Replace(from, to, StringComparison.Ordinal));
        var (exit, said, _) = await ChutanProgram.RunAsync("quantify", "cn-power@2022", file, "--json");
        Assert.Equal(1, exit);
        var faults = JsonDocument.Parse(said).RootElement.GetProperty("faults").EnumerateArray().ToList();
        var fault = faults.Find(f => f.GetProperty("code").GetString() == code);
        Assert.True(fault.ValueKind == JsonValueKind.Object, said);
        Assert.StartsWith("p.csv", fault.GetProperty("place").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_methodology_with_a_dimension_error_is_refused_with_file_line_and_both_dimensions()
    {
        var text = await File.ReadAllTextAsync(Repository.At("methodologies/power/cn-power-2022.yaml"));
        var file = Put("wrong.yaml", text.Replace("expr: E_total}", "expr: E_total + Q_gr}", StringComparison.Ordinal));
        var (exit, _, error) = await ChutanProgram.RunAsync("quantify", file, Put("p.csv", Month));
        Assert.Equal(1, exit);
        Assert.Matches(@"wrong\.yaml:\d+:\d+: .*tCO2.*GJ", error);
        Assert.Matches(@"[\u4e00-\u9fff].*tCO2.*GJ", error); // in both languages
    }

    /// <summary>A market that is started with a wrong methodology beside it says so, with file, line and both
    /// dimensions, and goes without.</summary>
    [Fact]
    public async Task A_year_played_beside_a_methodology_with_a_dimension_error_names_it_and_goes_without()
    {
        foreach (var name in new[] { "rulebooks", "methodologies", "checks" })
            foreach (var file in Directory.EnumerateFiles(Repository.At(name), "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(folder.FullName, Path.GetRelativePath(Repository.Root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        var wrong = Path.Combine(folder.FullName, "methodologies", "steel", "cn-steel.yaml");
        var text = await File.ReadAllTextAsync(Repository.At("methodologies/power/cn-power-2022.yaml"));
        await File.WriteAllTextAsync(wrong, text.Replace("expr: E_total}", "expr: E_total + Q_gr}",
            StringComparison.Ordinal).Replace("id: cn-power", "id: cn-wrong", StringComparison.Ordinal));
        var (exit, said, error) = await ChutanProgram.RunInAsync(folder.FullName, "year", "--seed", "7", "--entities",
            "16", "--days", "1", "--data", Path.Combine(folder.FullName, "data"));
        Assert.True(exit == 0, error + said);
        Assert.Matches(@"methodologies/steel/cn-steel\.yaml:\d+:\d+: .*tCO2.*GJ", error);
    }

    [Theory]
    [InlineData("power.csv")]
    [InlineData("power.xlsx")]
    public async Task An_empty_template_asks_for_what_is_missing_and_nothing_else(string name)
    {
        var file = Path.Combine(folder.FullName, name);
        Assert.Equal(0, (await ChutanProgram.RunAsync("quantify", "cn-power@2022", "--template", file)).Exit);
        var (exit, said, _) = await ChutanProgram.RunAsync("quantify", "cn-power@2022", file, "--json");
        Assert.Equal(1, exit);
        Assert.Equal(["quantification.input-missing"], JsonDocument.Parse(said).RootElement.GetProperty("faults")
            .EnumerateArray().Select(f => f.GetProperty("code").GetString()!).Distinct());
    }

    [Theory]
    [InlineData("national/windmills", "national/power")]
    [InlineData("cn-nothing", "cn-power@2022")]
    public async Task What_is_not_known_is_answered_with_what_is(string asked, string known)
    {
        var (exit, _, error) = await ChutanProgram.RunAsync("quantify", asked, Put("p.csv", Month));
        Assert.Equal(1, exit);
        Assert.Contains(known, error, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> JsonOf(string asked, string file)
    {
        var (exit, said, error) = await ChutanProgram.RunAsync("quantify", asked, file, "--json");
        Assert.True(exit == 0, said + error);
        return JsonDocument.Parse(said).RootElement;
    }

    private string Put(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
