using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Chutan.Cli.Published;
using Chutan.Engine.Partitions;
using Chutan.Market.Rulebook;
using Spectre.Console;
using Command = System.CommandLine.Command;

namespace Chutan.Cli.Verbs;

/// <summary>履约评定: books a published market through the engine and compares the statuses it works out with those the
/// authority published.</summary>
internal static class ComplianceVerb
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file")
        {
            Description = "公布的履约报告（CSV，可为 gzip） · published compliance report",
        };
        var rulebook = Shared.Rulebook();
        rulebook.DefaultValueFactory = null;
        rulebook.Required = true;
        var allocation = new Option<FileInfo?>("--allocation") { Description = "公布的分配表 · published allocation table" };
        var json = new Option<FileInfo?>("--json") { Description = "结果写入 JSON 文件 · write the result to a JSON file" };
        var data = new Option<DirectoryInfo?>("--data")
        {
            Description = "保留市场数据的目录；不给则用临时目录 · keep the market in this directory; a temporary one otherwise",
        };
        var verb = new Command("compliance", "用公布的数据核对履约评定 · check compliance against published figures")
        {
            file, rulebook, allocation, json, data,
        };
        verb.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(file)!, parsed.GetValue(rulebook)!,
            parsed.GetValue(allocation), parsed.GetValue(json), parsed.GetValue(data), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(FileInfo file, string rulebookName, FileInfo? allocationFile,
        FileInfo? json, DirectoryInfo? data, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var rulebook = RulebookSource.Content(rulebookName);
        var report = ComplianceReport.Read(file.ToString());
        var allocation = allocationFile is null ? null : AllocationTable.Read(allocationFile.ToString());
        var directory = data?.FullName ?? Directory.CreateTempSubdirectory("chutan-compliance-").FullName;
        try
        {
            var (comparison, commands, head) = await PlayAsync(rulebook, report, allocation, directory, cancel);
            var seconds = Math.Round(clock.Elapsed.TotalSeconds, 2);
            if (json is not null) await WriteAsync(json, comparison, commands, head, seconds, cancel);
            Print(comparison, commands, head, seconds);
            return comparison.Equal ? ExitCode.Done : ExitCode.Refused;
        }
        finally
        {
            if (data is null) Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<(Comparison, long Commands, string Head)> PlayAsync(RulebookContent rulebook,
        ComplianceReport report, AllocationTable? allocation, string directory, CancellationToken cancel)
    {
        await using var partition = await MarketDirectory.OpenAsync(directory, cancel: cancel);
        var (commands, market) = (0L, (PublishedMarket?)null);
        await Progress.RunAsync("登记 booking", async progress =>
        {
            var books = new Bookkeeper(partition, Digests.Of(report.Digest, allocation?.Digest, rulebook), progress);
            await books.MustBeOursAsync(cancel);
            market = new PublishedMarket(rulebook, report, allocation, books);
            await market.PlayAsync(cancel);
            commands = books.Commands;
        });
        var comparison = await partition.AskAsync(state => Comparison.Of(report, allocation, market!, state), cancel);
        return (comparison, commands, Convert.ToHexStringLower(partition.Head.Hash.Span));
    }

    private static Task WriteAsync(
        FileInfo file, Comparison it, long commands, string head, double seconds, CancellationToken cancel) =>
        File.WriteAllTextAsync(file.FullName, Output.Json(new
        {
            year = it.Year,
            operators = it.Operators,
            evaluated = it.Evaluated,
            agree = it.Agree,
            differ = it.Differences.Length,
            listed = it.List.Length,
            emissionsTonnes = it.Emissions,
            surrenderedTonnes = it.Surrenders,
            differences = it.Differences,
            list = it.List,
            issued = it.Issued,
            issuedCellsDiffering = it.IssuedCellsDiffering,
            commands,
            headHash = head,
            seconds,
        }) + "\n", cancel);

    private static void Print(Comparison it, long commands, string head, double seconds)
    {
        foreach (var each in it.List)
            Console.WriteLine($"{each.Operator}  {each.ReasonZh} · {each.Reason}");
        foreach (var each in it.Differences)
            Console.WriteLine($"{each.Operator}  不一致 DIFFERS: 公布 published {each.Published}, 引擎 engine {each.Engine} " +
                $"({each.Surrendered}/{each.Due} t)");
        var table = new Table().Border(TableBorder.Simple).AddColumns("项目 item", "结果 result");
        table.AddRow("年度 year", it.Year.ToString(CultureInfo.InvariantCulture));
        table.AddRow("经营者 operators", N(it.Operators));
        table.AddRow("评定 evaluated", N(it.Evaluated));
        table.AddRow("一致 agree", N(it.Agree));
        table.AddRow("不一致 differ", N(it.Differences.Length));
        table.AddRow("列出原因 listed", N(it.List.Length));
        table.AddRow("核定排放 emissions", $"{N(it.Emissions)} t");
        table.AddRow("缴还 surrendered", $"{N(it.Surrenders)} t");
        foreach (var year in it.Issued)
            table.AddRow($"发放 issued {year.Year}", $"{N(year.Issued)} t / 分配表 table {N(year.Table)} t");
        table.AddRow("命令 commands", N(commands));
        table.AddRow("用时 seconds", seconds.ToString("0.00", CultureInfo.InvariantCulture));
        table.AddRow("链首哈希 head hash", head);
        Output.PrintTable(table);
    }

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
