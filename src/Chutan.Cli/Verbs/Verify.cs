using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Chutan.Engine.Partitions;
using Chutan.Engine.Records;
using Spectre.Console;

namespace Chutan.Cli.Verbs;

/// <summary>校验: walks the chain, decides every command again, checks every invariant.</summary>
internal static class Verify
{
    public static Command Create()
    {
        var data = Shared.Data();
        var json = Shared.Json();
        var verb = new Command("verify", "校验日志：哈希链、重新决定、守恒 · check chain, decisions and conservation") { data, json };
        verb.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(data)!, parsed.GetValue(json), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(DirectoryInfo directory, bool json, CancellationToken cancel)
    {
        Shared.MustHoldMarket(directory);
        await using var journal = await MarketDirectory.OpenReadOnlyAsync(directory.FullName, cancel);
        VerificationReport? report = null;
        await Progress.RunAsync("校验 verifying", async progress => report = await Verification.RunAsync(
            journal, MarketDirectory.SnapshotsOf(directory.FullName), progress, cancel,
            MarketDirectory.DocumentsOf(directory.FullName)));
        if (json) Console.WriteLine(JsonSerializer.Serialize(report, WireJson.Options));
        else Print(report!);
        return report!.Sound ? ExitCode.Done : ExitCode.Refused;
    }

    private static void Print(VerificationReport report)
    {
        var table = new Table().AddColumns("项目 item", "结果 result").Border(TableBorder.Simple);
        table.AddRow("记录 records checked", report.Records.ToString("N0", CultureInfo.InvariantCulture));
        table.AddRow("链首哈希 head hash", report.HeadHash);
        table.AddRow("状态哈希 state hash", report.StateHash);
        table.AddRow("重新决定的差异 differences", report.DifferenceCount.ToString(CultureInfo.InvariantCulture));
        table.AddRow("守恒 invariants", report.Broken is null ? "成立 hold" : Markup.Escape(report.Broken));
        table.AddRow("快照 snapshots", report.SnapshotsAgree switch
        {
            null => "无 none",
            true => "一致 agree",
            false => "不一致 DIFFER",
        });
        table.AddRow("存证材料 documents", report.Documents.ToString(CultureInfo.InvariantCulture));
        AnsiConsole.Write(table);
        foreach (var damaged in report.Damaged) Console.WriteLine($"材料损坏 DAMAGED document {damaged}");
        foreach (var d in report.Differences)
            Console.WriteLine($"{d.Position} {d.Command}\n  原 recorded: {d.Recorded}\n  今 now:      {d.Now}");
    }
}
