using System.Text.Json;

namespace Chutan.Tests.Cli;

/// <summary>What a market's own journal answers in the terminal: its records, and by whose decision a rule holds.
/// </summary>
public sealed class JournalVerbsTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("chutan-journal-verbs-").FullName;

    private string Data => Path.Combine(folder, "data");

    public async Task InitializeAsync()
    {
        var report = Path.Combine(folder, "report.csv");
        await File.WriteAllTextAsync(report,
            "Regulator,Account type,Account status,Operator ID,First Year of Operation,Last Year of Operation,"
            + "Recorded emissions 2024,Cumulative emissions,Cumulative surrenders,Static surrender status 2024\n"
            + "EA,OPERATOR,OPEN,A1,2024,,150,150,150,A\n");
        var (exit, said, error) =
            await ChutanProgram.RunAsync("compliance", "--rulebook", "uk-ets", report, "--data", Data);
        Assert.True(exit == 0, said + error);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("surrender")]
    [InlineData("compliance.surrender")]
    public async Task Records_are_found_by_name_with_or_without_the_room(string type)
    {
        var record = Assert.Single(await RecordsAsync("--type", type));
        Assert.Equal("compliance.surrender", record.GetProperty("command").GetString());
        Assert.True(record.GetProperty("accepted").GetBoolean());
        Assert.NotEqual(0, record.GetProperty("events").GetArrayLength());
        Assert.Equal(64, record.GetProperty("hash").GetString()!.Length);
    }

    [Fact]
    public async Task Records_begin_where_it_is_asked_to()
    {
        var all = await RecordsAsync();
        var later = await RecordsAsync("--from", "3");
        Assert.Equal(Enumerable.Range(0, all.Length), all.Select(r => r.GetProperty("position").GetInt32()));
        Assert.Equal(all.Skip(3).Select(r => r.GetRawText()), later.Select(r => r.GetRawText()));
    }

    [Fact]
    public async Task A_type_that_no_command_or_event_has_is_refused()
    {
        var (exit, said, error) = await ChutanProgram.RunAsync("journal", "--data", Data, "--type", "barter");
        Assert.Equal(1, exit);
        Assert.Empty(said);
        Assert.Contains("No command or event has a name that begins with 'barter'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_names_who_put_the_rulebook_in_force_in_a_market()
    {
        var adoption = Assert.Single(await RecordsAsync("--type", "rulebook.adopted"));
        var (exit, said, error) = await ChutanProgram.RunAsync("rulebook", "explain", "compliance.obligation",
            "--on", "2024-06-01", "--data", Data);
        Assert.True(exit == 0, said + error);
        Assert.Contains("取值 value: cumulative", said, StringComparison.Ordinal);
        Assert.Contains($"{adoption.GetProperty("role").GetString()} 用户 user {adoption.GetProperty("user")}", said,
            StringComparison.Ordinal);
        Assert.Contains($"日志 journal #{adoption.GetProperty("position")}", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_year_is_played_into_the_market_of_another()
    {
        var before = await RecordsAsync();
        var (exit, _, error) = await ChutanProgram.RunAsync("year", "--seed", "8", "--data", Data);
        Assert.Equal(1, exit);
        Assert.Contains("another program, seed or size wrote it", error, StringComparison.Ordinal);
        Assert.Equal(before.Length, (await RecordsAsync()).Length);
    }

    private async Task<JsonElement[]> RecordsAsync(params string[] words)
    {
        var (exit, said, error) = await ChutanProgram.RunAsync(["journal", "--data", Data, "--json", .. words]);
        Assert.True(exit == 0, error);
        return [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
