using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Quantification;
using Chutan.Server;
using Chutan.Server.Access;
using Chutan.Server.Scheduling;
using Chutan.Simulation.Live;
using Chutan.Simulation.Report;
using Chutan.Simulation.World;
using Chutan.Simulation.Year;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;
using Command = System.CommandLine.Command;

namespace Chutan.Cli.Verbs;

/// <summary>启动: a working market in the browser. A new data directory first plays a compliance year.</summary>
internal static class Up
{
    private const int UsualPort = 5080;

    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "数据目录，默认 ./data · data directory; ./data",
            DefaultValueFactory = _ => new DirectoryInfo(Shared.OwnData()),
        };
        var port = new Option<int?>("--port") { Description = "端口，默认 5080 或一个空闲端口 · port; 5080 or a free one" };
        var host = new Option<string>("--host")
        {
            Description = "监听地址 · address to listen on",
            DefaultValueFactory = _ => "127.0.0.1",
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "新目录所用的种子 · seed for a new directory",
            DefaultValueFactory = _ => 7,
        };
        var byHand = new Option<bool>("--settle-by-hand")
        {
            Description = "日终步骤由清算机构在页面上逐步执行 · the clearing house takes the end-of-day steps itself",
        };
        var still = new Option<bool>("--still")
        {
            Description = "模拟投资者不再报单 · the invented investors stop trading after the year",
        };
        var verb = new Command("up", "启动市场并在浏览器中查看 · start the market and see it in the browser")
        {
            data, port, host, seed, byHand, still,
        };
        verb.SetAction((parsed, cancel) =>
            RunAsync(parsed.GetValue(data)!, parsed.GetValue(port), parsed.GetValue(host)!,
            parsed.GetValue(seed), parsed.GetValue(byHand), parsed.GetValue(still), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(
        DirectoryInfo directory, int? port, string host, ulong seed, bool byHand, bool still, CancellationToken cancel)
    {
        if (port is < 1 or > 65_535)
            throw new CannotException($"端口 {port} 无效：应为 1–65535。", $"Port {port} is not valid: expected 1–65535.");
        if (!IPAddress.TryParse(host, out var address))
            throw new CannotException($"地址 {host} 无效。", $"{host} is not an address.");
        var chosen = port ?? FreePort(address);
        var methodologies = Shared.Methodologies();
        if (YearReportFile.Read(directory.FullName) is null)
            await PlayAsync(directory, seed, methodologies, cancel);
        await using var market = await OpenAsync(directory, cancel);
        var clock = await ClockAsync(market);
        WebApplication? app = null;
        await Progress.RunAsync("读取历史 reading the history", async progress =>
            app = await ChutanServer.BuildAsync(market,
            new ServerOptions($"http://{host}:{chosen}", directory.FullName, WebRoot(), clock)
            {
                IsSimulated = true,
                SettlesByHand = byHand,
                Progress = progress,
                Methodologies = Path.Combine(Shared.Root(), "methodologies"),
            }, cancel));
        await using (app)
        {
            await app!.StartAsync(cancel);
            Greet(app, directory);
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var investors = still ? Task.CompletedTask
                : new LiveTrading(market, clock, await PeopleAsync(market, app), luck: (ulong)market.Head.Next)
                    .RunAsync(ends.Token);
            await app.WaitForShutdownAsync(cancel);
            await ends.CancelAsync();
            await investors;
        }
        return ExitCode.Done;
    }

    private static async Task PlayAsync(DirectoryInfo directory, ulong seed, ImmutableArray<Methodology> methodologies,
        CancellationToken cancel)
    {
        var rulebook = RulebookSource.Content("hubei");
        await using var market = await MarketDirectory.OpenAsync(directory.FullName,
            new PartitionOptions { Checking = Checking.EachCommand }, null, cancel);
        await Progress.RunAsync("演练 2024 履约年度 playing compliance year 2024", async progress =>
        {
            var files = new List<string>();
            var report = await SimulatedYear.PlayAsync(market, rulebook, new YearOptions(seed, new YearSize())
                { Methodologies = methodologies, Checks = Shared.Checks(), Evidence = files.Add },
                new Relay(progress), cancel);
            await Shared.KeepEvidenceAsync(directory.FullName, files, cancel);
            await YearReportFile.KeepAsync(report, directory.FullName, cancel);
        });
    }

    private static async Task<Partition> OpenAsync(DirectoryInfo directory, CancellationToken cancel)
    {
        Partition? market = null;
        await Progress.RunAsync("打开市场 opening the market", async progress =>
            market = await MarketDirectory.OpenAsync(directory.FullName, null, progress, cancel));
        return market!;
    }

    /// <summary>Whom the people of the demonstration act for.</summary>
    private static async Task<IReadOnlySet<ParticipantId>> PeopleAsync(Partition market, WebApplication app)
    {
        var entries = app.Services.GetRequiredService<UserDirectory>().Entries;
        return await market.AskAsync(s => entries.Select(e => s.Participants.Find(new UserId(e.User))?.Participant)
            .OfType<ParticipantId>().ToHashSet());
    }

    /// <summary>The demonstration goes on from the morning after its history.</summary>
    private static async Task<DemoClock> ClockAsync(Partition market)
    {
        var last = (await market.ReadOneAsync(market.Head.Next - 1)).At;
        var start = await market.AskAsync(s => DemoClock.After(last, s.Rulebook.Calendar,
            DateTimeZoneProviders.Tzdb[s.Rulebook.Content!.Zone]));
        return new DemoClock(SystemTime.Clock, start);
    }

    /// <summary>The usual port when it is free, otherwise one the system picks.</summary>
    private static int FreePort(IPAddress address)
    {
        foreach (var wanted in new[] { UsualPort, 0 })
        {
            try
            {
                using var listener = new TcpListener(address, wanted);
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException) when (wanted != 0)
            {
                // Somebody else has the usual port; the next round asks for any.
            }
        }
        return UsualPort;
    }

    private static string? WebRoot()
    {
        var dist = Path.Combine(Shared.Root(), "web", "dist");
        return File.Exists(Path.Combine(dist, "index.html")) ? dist : null;
    }

    private static void Greet(WebApplication app, DirectoryInfo directory)
    {
        Console.WriteLine();
        Console.WriteLine($"  楚碳 Chutan  {app.Urls.First()}");
        Console.WriteLine($"  数据 data    {directory.FullName}");
        if (WebRoot() is null) Console.WriteLine("  网页尚未编译，仅提供 API · the web pages are not built; API only");
        Console.WriteLine("  演示登录 demo sign-ins:");
        var table = new Table().AddColumns("用户 user", "密码 password", "用途 purpose").Border(TableBorder.Simple);
        foreach (var entry in app.Services.GetRequiredService<UserDirectory>().Entries.Where(e =>
            e.DemoPassword is not null))
            table.AddRow(entry.Name, entry.DemoPassword!, Markup.Escape($"{entry.PurposeZh}\n{entry.PurposeEn}"));
        AnsiConsole.Write(table);
        Console.WriteLine("  Ctrl+C 停止 stops");
    }

    private sealed class Relay(IProgress<(long Done, long Total)> to) : IProgress<YearProgress>
    {
        public void Report(YearProgress value) => to.Report((value.Day, value.Days));
    }
}

/// <summary>The one place where the program asks the machine for the time.</summary>
internal static class SystemTime
{
    public static IClock Clock => SystemClock.Instance;
}
