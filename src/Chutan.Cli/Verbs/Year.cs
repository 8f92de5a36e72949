using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Chutan.Engine.Journal.Postgres;
using Chutan.Engine.Partitions;
using Chutan.Engine.Rulebooks;
using Chutan.Market.Rulebook;
using Chutan.Simulation.Report;
using Chutan.Simulation.World;
using Chutan.Simulation.Year;
using NodaTime.Text;
using Spectre.Console;
using Command = System.CommandLine.Command;

namespace Chutan.Cli.Verbs;

/// <summary>年度: plays a whole simulated compliance year through the engine, or plays on where it was cut off.</summary>
internal static class Year
{
    /// <summary>A year needs at least one entity of each sector.</summary>
    private const int Sectors = 16;
    private const string RulebookName = "hubei";

    /// <summary>The year as it may have been, under a shock, and without anybody who cheats.</summary>
    private const string Usual = "hubei-2024", Stress = "stress", Honest = "honest";

    /// <summary>The partition's name where several share a database.</summary>
    private const string MarketName = "market";

    public static Command Create()
    {
        var seed = new Option<ulong>("--seed") { Description = "种子 · seed", DefaultValueFactory = _ => 7 };
        var data = new Option<DirectoryInfo?>("--data") { Description = "数据目录 · data directory (./data/year-SEED)" };
        var json = new Option<FileInfo?>("--json") { Description = "报告写入此文件 · write the report to this file" };
        var journal = new Option<string>("--journal")
        {
            Description = "日志 · journal: file | postgres",
            DefaultValueFactory = _ => "file"
        };
        journal.AcceptOnlyFromAmong("file", "postgres");
        var connection = new Option<string?>("--connection") { Description = "PostgreSQL 连接串 · connection string" };
        var entities = new Option<int>("--entities")
        {
            Description = "重点排放单位数 · covered entities",
            DefaultValueFactory = _ => 340
        };
        var days = new Option<int?>("--days")
        { Description = "只演若干交易日 · play only so many trading days, spread over the year" };
        var acks = new Option<string?>("--answers")
        { Description = "逐条写出已答复的序号 · write each answered position to this file, - for stdout" };
        var scenario = new Option<string>("--scenario")
        {
            Description = "情景 · scenario: hubei-2024 | stress | honest (无人造假的对照年 · control year, nobody cheats)",
            DefaultValueFactory = _ => Usual
        };
        scenario.AcceptOnlyFromAmong(Usual, Stress, Honest);
        var verb = new Command("year", "模拟一个履约年度 · play a simulated compliance year")
            { seed, data, json, journal, connection, entities, days, acks, scenario };
        verb.SetAction((parsed, cancel) =>
        {
            var (played, number) = (parsed.GetValue(scenario)!, parsed.GetValue(seed)); // it has a default
            return RunAsync(new Call(number, parsed.GetValue(data)?.FullName ?? Path.Combine(Shared.Root(), "data",
                string.Create(CultureInfo.InvariantCulture, $"{(played == Usual ? "year" : played)}-{number}")),
                parsed.GetValue(json), parsed.GetValue(journal) == "postgres", parsed.GetValue(connection),
                YearSize.Of(parsed.GetValue(entities), parsed.GetValue(days)), parsed.GetValue(data) is null,
                parsed.GetValue(acks), played == Stress, played == Honest), cancel);
        });
        return verb;
    }

    private sealed record Call(ulong Seed, string Data, FileInfo? Json, bool Postgres, string? Connection,
        YearSize Size, bool IsUsualPlace, string? Answers, bool Stressed, bool Honest);

    private static async Task<int> RunAsync(Call call, CancellationToken cancel)
    {
        if (call.Size.Entities < Sectors || call.Size.TradingDays is < 1)
            throw new CannotException($"至少需要 {Sectors} 家重点排放单位和 1 个交易日。",
                $"At least {Sectors} covered entities and one trading day are needed.");
        MustBeOurs(call.Data);
        if (call.IsUsualPlace) ClearFinished(call.Data);
        var rulebook = LoadRulebook();
        var watch = Stopwatch.StartNew();
        await using var market = await OpenAsync(call, cancel);
        await using var answers = call.Answers switch
        {
            null => null,
            "-" => new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true },
            _ => new StreamWriter(call.Answers, append: true) { AutoFlush = true },
        };
        var files = new List<string>();
        var year = new YearOptions(call.Seed, call.Size, answers is null ? null : (reply, request) =>
            answers.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reply.Position} {request}")),
            call.Stressed)
        { Methodologies = Shared.Methodologies(), Checks = Shared.Checks(), Evidence = files.Add,
            Honest = call.Honest };
        YearReport? report = null;
        await YearBar.RunAsync(async progress =>
            report = await SimulatedYear.PlayAsync(market, rulebook, year, progress, cancel));
        await Shared.KeepEvidenceAsync(call.Data, files, cancel);
        report = report! with { Seconds = Math.Round(watch.ElapsedMilliseconds / 1000m, 1) };
        await YearReportFile.KeepAsync(report, call.Data, cancel);
        if (call.Json is not null) await File.WriteAllTextAsync(call.Json.FullName, YearReportFile.Short(report),
            cancel);
        YearTables.Print(report);
        return report.Conservation.Holds ? ExitCode.Done : ExitCode.Refused;
    }

    private static async Task<Partition> OpenAsync(Call call, CancellationToken cancel)
    {
        Directory.CreateDirectory(call.Data);
        var options = new PartitionOptions { Checking = Checking.EachCommand };
        if (!call.Postgres) return await MarketDirectory.OpenAsync(call.Data, options, null, cancel);
        var journal = await PostgresJournal.OpenAsync(call.Connection
            ?? throw new CannotException("请用 --connection 给出 PostgreSQL 连接串。",
                "Give the connection string with --connection."),
            MarketName, cancel);
        return await Partition.OpenAsync(journal, options, null, cancel);
    }

    /// <summary>A year that was finished in its usual place is played anew, from nothing; one that was cut off goes on,
    /// and one in a directory that somebody named is never touched.</summary>
    private static void ClearFinished(string directory)
    {
        if (YearReportFile.Read(directory) is null) return;
        Console.Error.WriteLine($"{directory}：上次已演完，重新演练 · finished before, playing anew");
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>A directory that holds something else than a market is left alone.</summary>
    private static void MustBeOurs(string directory)
    {
        if (Directory.Exists(directory) && !MarketDirectory.Exists(directory)
            && Directory.EnumerateFileSystemEntries(directory).Any())
            throw new CannotException($"{directory} 不是空目录，也没有市场数据。",
                $"{directory} is not empty and holds no market.");
    }

    private static RulebookContent LoadRulebook()
    {
        var loaded = RulebookLoader.Load(Path.Combine(Shared.Root(), "rulebooks", RulebookName));
        return loaded.Content ?? throw new CannotException(
            $"规则库 {RulebookName} 有错误：\n{string.Join('\n', loaded.Problems)}",
                $"The rulebook {RulebookName} has errors.");
    }
}

/// <summary>The progress of a year: a bar on a terminal, a line for each month elsewhere.</summary>
internal static class YearBar
{
    public static async Task RunAsync(Func<IProgress<YearProgress>, Task> work)
    {
        if (Console.IsErrorRedirected)
        {
            await work(new Lines());
            return;
        }
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress().StartAsync(async context =>
        {
            var task = context.AddTask("模拟年度 simulated year");
            await work(new Bar(task));
            task.Value = task.MaxValue;
        });
    }

    private static string Text(YearProgress at) => string.Create(CultureInfo.InvariantCulture,
        $"{LocalDatePattern.Iso.Format(at.Date)} · {at.LastPrice / 100m:0.00} CNY/t · {at.Commands:N0}")
        + (at.Resuming ? " · 接续 resuming" : "");

    private sealed class Bar(ProgressTask task) : IProgress<YearProgress>
    {
        public void Report(YearProgress value)
        {
            task.MaxValue = value.Days;
            task.Value = value.Day;
            task.Description = Markup.Escape(Text(value));
        }
    }

    private sealed class Lines : IProgress<YearProgress>
    {
        private int month;

        public void Report(YearProgress value)
        {
            if (value.Date.Month == month && value.Day != value.Days) return;
            month = value.Date.Month;
            Console.Error.WriteLine(Text(value));
        }
    }
}
