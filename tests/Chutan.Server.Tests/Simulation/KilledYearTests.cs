using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Chutan.Engine.Partitions;
using Chutan.Market.Clearing;

namespace Chutan.Tests.Simulation;

/// <summary>The real program, killed in the middle of a year.</summary>
public sealed class KilledYearTests : IDisposable
{
    private const int Kills = 20;
    private const string Seed = "7";

    private readonly string folder = Directory.CreateTempSubdirectory("chutan-kill-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>
    /// Goal: what was answered is never lost, and a killed year goes on as if nothing had been.
    /// Method: kill −9 at 20 random places of the year, each time restarting on the same directory; remember every
    /// answer the program gave, and compare with an uninterrupted year.
    /// </summary>
    [Fact, Trait("speed", "slow")]
    public async Task Killed_at_twenty_random_moments_nothing_answered_is_lost()
    {
        var (whole, commands) = await FinishAsync("whole");
        var answers = new Dictionary<long, string>();
        var random = new Random(20);
        var moments = Enumerable.Range(0, Kills).Select(_ => random.NextInt64(commands)).Order().ToArray();
        foreach (var moment in moments) await KillAsync("killed", moment, answers);
        var (resumed, _) = await FinishAsync("killed");
        Assert.Equal(whole, resumed);
        await CompareAsync("killed", answers);
        var (exit, said, error) = await Cli.ChutanProgram.RunAsync("verify", "--data", At("killed"));
        Assert.True(exit == 0, said + error);
    }

    /// <summary>
    /// Goal: the end of a day that was cut off between delivery and statements goes on where it was.
    /// Method: kill −9 as soon as delivery against payment was answered, on one day after another until a kill fell
    /// before the statements; the market then stands between the two, and the year ends as if it had not been.
    /// </summary>
    [Fact, Trait("speed", "slow")]
    public async Task Killed_between_delivery_and_statements_the_end_of_the_day_goes_on_where_it_was()
    {
        var (whole, _) = await FinishAsync("whole");
        var caught = false;
        foreach (var moment in await DeliveriesAsync("whole"))
        {
            await KillAsync("killed", moment, []);
            await using var market = await MarketDirectory.OpenAsync(At("killed"));
            var step = await market.AskAsync(s => s.Clearing.Run.DoneOn(s.Clearing.BusinessDate!.Value));
            caught = step is >= RunStep.Delivered and < RunStep.StatementsIssued;
            if (caught) break;
        }
        Assert.True(caught, "no kill fell between delivery and statements");
        var (resumed, _) = await FinishAsync("killed");
        Assert.Equal(whole, resumed);
    }

    /// <summary>Where the days of a year were delivered and paid.</summary>
    private async Task<List<long>> DeliveriesAsync(string data)
    {
        var positions = new List<long>();
        await using var market = await MarketDirectory.OpenAsync(At(data));
        await foreach (var record in market.ReadAsync(0))
            if (record.Command is RunSettlementStep { Step: RunStep.Delivered }) positions.Add(record.Position);
        return positions;
    }

    private string At(string name) => Path.Combine(folder, name);

    private string[] Words(string data) => ["year", "--seed", Seed, "--entities", "40", "--days", "24", "--data",
        At(data)];

    private async Task<(string HeadHash, long Commands)> FinishAsync(string data)
    {
        var json = At(data + ".json");
        var (exit, said, error) = await Cli.ChutanProgram.RunAsync([.. Words(data), "--json", json]);
        Assert.True(exit == 0, said + error);
        var report = JsonDocument.Parse(await File.ReadAllTextAsync(json)).RootElement;
        Assert.True(report.GetProperty("conservation").GetBoolean());
        return (report.GetProperty("headHash").GetString()!, report.GetProperty("commands").GetInt64());
    }

    /// <summary>Runs until the answer at a position has come, then kills; takes in every answer given by
    /// then.</summary>
    private async Task KillAsync(string data, long moment, Dictionary<long, string> answers)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Repository.Root
        };
        start.Environment["CHUTAN_ROOT"] = Repository.Root;
        foreach (var word in (string[])[Path.Combine(AppContext.BaseDirectory, "chutan-cli.dll"), .. Words(data),
            "--answers", "-"])
            start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var killed = false;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ') is not [var at, { Length: 32 } request]) continue; // cut off by the kill
            var position = long.Parse(at, CultureInfo.InvariantCulture);
            if (answers.TryGetValue(position, out var first)) Assert.Equal(first, request);
            answers[position] = request;
            if (position < moment || killed) continue;
            process.Kill();
            killed = true;
        }
        await process.WaitForExitAsync();
    }

    /// <summary>Every answer stands in the journal, at its place.</summary>
    private async Task CompareAsync(string data, Dictionary<long, string> answers)
    {
        var (exit, said, error) = await Cli.ChutanProgram.RunAsync("journal", "--data", At(data), "--json");
        Assert.True(exit == 0, error);
        var stored = new Dictionary<long, string>();
        foreach (var line in said.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var record = JsonDocument.Parse(line).RootElement;
            stored.Add(record.GetProperty("position").GetInt64(), record.GetProperty("request").GetString()!);
        }
        Assert.NotEmpty(answers);
        Assert.All(answers, answer => Assert.Equal(answer.Value, stored[answer.Key]));
    }
}
