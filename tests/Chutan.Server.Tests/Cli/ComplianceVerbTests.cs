using System.Text.Json;

namespace Chutan.Tests.Cli;

public sealed class ComplianceVerbTests : IDisposable
{
    private const string Header =
        "Regulator,Account type,Account status,Operator ID,First Year of Operation,Last Year of Operation,"
        + "Recorded emissions 2023,Recorded emissions 2024,Cumulative emissions,Cumulative surrenders,"
        + "Static surrender status 2023,Static surrender status 2024,NACE Code\n";

    private const string AllocationHeader =
        "Installation ID,(A) Allocation (Standard) 2024,(B) Allocation (NER) 2024,(C) Allocation (Total) 2024\n";

    private readonly string folder = Directory.CreateTempSubdirectory("chutan-compliance-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_whole_published_market_is_reproduced()
    {
        var json = Path.Combine(folder, "out.json");
        var (exit, said, error) = await ChutanProgram.RunAsync("compliance", "--rulebook", "uk-ets",
            Repository.At("tests", "data", "uk-ets", "compliance_2021_2024.csv.gz"),
            "--allocation", Repository.At("tests", "data", "uk-ets", "allocation_2021_2026.csv.gz"), "--json", json);
        Assert.True(exit == 0, said + error);
        var result = JsonDocument.Parse(await File.ReadAllTextAsync(json)).RootElement;
        Assert.Equal(1341, result.GetProperty("operators").GetInt32());
        Assert.Equal(1225, result.GetProperty("evaluated").GetInt32());
        Assert.Equal(1225, result.GetProperty("agree").GetInt32());
        Assert.Equal(0, result.GetProperty("differ").GetInt32());
        Assert.Equal(116, result.GetProperty("listed").GetInt32());
        Assert.Equal(400_889_119, result.GetProperty("emissionsTonnes").GetInt64());
        Assert.Equal(400_800_614, result.GetProperty("surrenderedTonnes").GetInt64());
        Assert.Equal(0, result.GetProperty("issuedCellsDiffering").GetInt32());
        Assert.All(result.GetProperty("issued").EnumerateArray(),
            year => Assert.Equal(year.GetProperty("table").GetInt64(), year.GetProperty("issued").GetInt64()));
        Assert.All(result.GetProperty("list").EnumerateArray(),
            each => Assert.NotEmpty(each.GetProperty("reason").GetString()!));
    }

    [Fact]
    public async Task Each_kind_of_operator_is_evaluated_or_listed_with_its_reason()
    {
        var json = Path.Combine(folder, "out.json");
        var file = Write("report.csv", Header
            + "EA,OPERATOR,OPEN,A1,2023,,100,50,150,150,A,A,1\n"
            + "EA,OPERATOR,OPEN,A2,2023,,100,EXCLUDED,100,160,A,A,1\n"
            + "EA,OPERATOR,OPEN,B1,2023,,100,50,150,149,A,B,1\n"
            + "EA,OPERATOR,OPEN,B2,2023,2023,7,,7,0,B,B,1\n"
            + "EA,OPERATOR,OPEN,C1,2023,,100,,100,100,A,C,1\n"
            + "EA,OPERATOR,OPEN,C2,2024,,,,0,5,,C,1\n"
            + "EA,OPERATOR,OPEN,E1,2023,,EXCLUDED,EXCLUDED,0,0,EXCLUDED,EXCLUDED,1\n"
            + "EA,OPERATOR,OPEN,N1,2025,,,,0,0,,NOT_APPLICABLE,1\n"
            + "EA,OPERATOR,CLOSED,X1,2023,2023,40,,40,40,A,,1\n"
            + "EA,OPERATOR,OPEN,Z1,2023,,0,0,0,0,A,A,1\n");
        var (exit, said, error) =
            await ChutanProgram.RunAsync("compliance", "--rulebook", "uk-ets", file, "--json", json);
        Assert.True(exit == 0, said + error);
        var result = JsonDocument.Parse(await File.ReadAllTextAsync(json)).RootElement;
        Assert.Equal(5, result.GetProperty("agree").GetInt32());
        var reasons = result.GetProperty("list").EnumerateArray().ToDictionary(
            e => e.GetProperty("operator").GetString()!, e => e.GetProperty("reason").GetString()!);
        Assert.Equal(["C1", "C2", "E1", "N1", "X1"], reasons.Keys.Order(StringComparer.Ordinal));
        Assert.StartsWith("unreported", reasons["C1"], StringComparison.Ordinal);
        Assert.StartsWith("excluded", reasons["E1"], StringComparison.Ordinal);
        Assert.StartsWith("not applicable: operation begins in 2025", reasons["N1"], StringComparison.Ordinal);
        Assert.Contains("operation ended in 2023, account closed", reasons["X1"], StringComparison.Ordinal);
        Assert.Equal(604, result.GetProperty("surrenderedTonnes").GetInt64());
    }

    [Fact]
    public async Task A_status_that_differs_is_shown_and_ends_with_1()
    {
        var file = Write("report.csv", Header + "EA,OPERATOR,OPEN,A1,2023,,100,50,150,149,A,A,1\n");
        var (exit, said, _) = await ChutanProgram.RunAsync("compliance", "--rulebook", "uk-ets", file);
        Assert.Equal(1, exit);
        Assert.Contains("A1", said, StringComparison.Ordinal);
        Assert.Contains("published A, 引擎 engine B (149/150 t)", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Malformed_rows_are_all_reported_with_their_lines_and_nothing_is_booked()
    {
        var file = Write("report.csv", Header
            + "EA,OPERATOR,OPEN,A1,2023,,100,50,150,150,A,A,1\n"
            + "EA,OPERATOR,OPEN,A2,2023,,100,-50,150,150,A,A,1\n"
            + "EA,OPERATOR,OPEN,A3,2023,,100\n"
            + "EA,OPERATOR,HALF,A1,2023,,100,50,151,150,A,Q,1\n");
        var data = Path.Combine(folder, "data");
        var (exit, _, error) =
            await ChutanProgram.RunAsync("compliance", "--rulebook", "uk-ets", file, "--data", data);
        Assert.Equal(1, exit);
        Assert.Contains($"{file}:3: '-50' in 'Recorded emissions 2024' is not a whole number", error,
            StringComparison.Ordinal);
        Assert.Contains($"{file}:4: 13 fields are expected, 7 are there.", error, StringComparison.Ordinal);
        Assert.Contains($"{file}:5: The account status 'HALF' is not known.", error, StringComparison.Ordinal);
        Assert.Contains($"{file}:5: The cumulative emissions 151 are not the sum 150", error, StringComparison.Ordinal);
        Assert.Contains($"{file}:5: The status 'Q' of 2024 is not known.", error, StringComparison.Ordinal);
        Assert.Contains($"{file}:5: The operator A1 already stands on line 2.", error, StringComparison.Ordinal);
        Assert.Contains("nothing was booked", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task The_same_files_booked_again_change_nothing_and_another_market_is_refused()
    {
        var file = Write("report.csv", Header + "EA,OPERATOR,OPEN,A1,2023,,100,50,150,150,A,A,1\n");
        var data = Path.Combine(folder, "data");
        string[] words =
            ["compliance", "--rulebook", "uk-ets", file, "--data", data, "--json", Path.Combine(folder, "out.json")];
        Assert.Equal(0, (await ChutanProgram.RunAsync(words)).Exit);
        var first = HeadHash();
        Assert.Equal(0, (await ChutanProgram.RunAsync(words)).Exit);
        Assert.Equal(first, HeadHash());
        Assert.Equal(0, (await ChutanProgram.RunAsync("verify", "--data", data)).Exit);

        Write("report.csv", Header + "EA,OPERATOR,OPEN,A1,2023,,100,51,151,150,A,B,1\n");
        var (exit, _, error) = await ChutanProgram.RunAsync(words);
        Assert.Equal(1, exit);
        Assert.Contains("another market; nothing was booked", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_allocation_table_whose_parts_do_not_add_up_is_refused_with_its_line()
    {
        var report = Write("report.csv", Header + "EA,OPERATOR,OPEN,A1,2023,,100,50,150,150,A,A,1\n");
        var table = Write("allocation.csv", AllocationHeader + "A1,10,5,15\nA2,10,5,16\n");
        var (exit, _, error) =
            await ChutanProgram.RunAsync("compliance", "--rulebook", "uk-ets", report, "--allocation", table);
        Assert.Equal(1, exit);
        Assert.Contains($"{table}:3: In 2024, 10 + 5 is not the total 16.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_column_and_a_missing_file_are_refused()
    {
        var file = Write("report.csv", Header.Replace("Cumulative surrenders", "Surrenders", StringComparison.Ordinal));
        var (exit, _, error) = await ChutanProgram.RunAsync("compliance", "--rulebook", "uk-ets", file);
        Assert.Equal(1, exit);
        Assert.Contains($"{file}:1: The column 'Cumulative surrenders' is missing.", error, StringComparison.Ordinal);
        Assert.Equal(1, (await ChutanProgram.RunAsync("compliance", "--rulebook", "uk-ets", file + ".gone")).Exit);
    }

    private string HeadHash() => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "out.json"))).RootElement
        .GetProperty("headHash").GetString()!;

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
