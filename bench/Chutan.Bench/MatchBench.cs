using System.Diagnostics;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Chutan.Engine.OrderFlow;
using Chutan.Market.Exchange;

namespace Chutan.Bench;

/// <summary>
/// The matching core alone: the carbon flow of 10 million events, with cash and units of every account checked and
/// every outgoing event written and read. Rounds of the core, of the core without funds and of the plain book
/// alternate; each must end with the published trade hash. Delays of single events are measured in rounds of their
/// own, because reading the clock costs about as much as an event.
/// </summary>
internal static class MatchBench
{
    private const int Rounds = 9;
    private const int WarmUps = 2;
    private const int DelayRounds = 3;
    private const int Events = 10_000_000;
    private const int FewerEvents = 1_000_000;
    private const int LiveOrders = 16_384;
    private const int MostEventsOfOneOrder = 8_192;
    private const string Hash = "1b254be495b4bd58";
    private const string FewerHash = "034e7069e19b7f2b";
    private const long Cash = 1_000_000_000_000_000;
    private const long Units = 1_000_000_000_000;
    private const double Goal = 25;
    private const long DelayGoal = 250;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>Runs; writes bench/results/match.json and .md below the working directory.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var folder = arguments is [var given, ..] ? given : Path.GetTempPath();
        var flow = Load(folder, Events, 1, out var header);
        var fewer = Load(folder, FewerEvents, 2, out var fewerHeader);
        List<Round> core = [], bare = [], plain = [], small = [];
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var measured = new[]
            {
                RunCore(flow, header, Funds(header), Hash), RunCore(flow, header, null, Hash),
                RunCore(fewer, fewerHeader, Funds(fewerHeader), FewerHash), RunPlain(fewer, fewerHeader),
            };
            if (round < 0) continue;
            core.Add(measured[0]);
            bare.Add(measured[1]);
            small.Add(measured[2]);
            plain.Add(measured[3]);
        }
        var delays = Enumerable.Range(0, DelayRounds).Select(_ => Delays.Of(flow, header)).ToList();
        var result = new Result(Rounds, Events,
            Speed(core, Events), Measured.Of(core.Select(r => Events / r.Busy.TotalMicroseconds), 2),
            Nanoseconds(core, Events), Speed(bare, Events), Speed(small, FewerEvents),
            Speed(plain, FewerEvents),
            Math.Round(Speed(small, FewerEvents).Median / Speed(plain, FewerEvents).Median, 1),
            core.Max(r => r.Bytes), core.Max(r => r.Collections),
            delays.OrderBy(d => d.P99).ElementAt(DelayRounds / 2));
        await ReportAsync(Machine.Describe(folder), result);
        return result.Holds ? 0 : 1;
    }

    /// <summary>The flow in memory. It lies in a file only while it is written and read back.</summary>
    private static FlowEvent[] Load(string folder, int count, ulong seed, out FlowHeader header)
    {
        var path = Path.Combine(folder, $"chutan-flow-{Environment.ProcessId}.bin");
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
            FlowGenerator.Write(FlowProfile.Carbon, count, seed, file);
            file.Position = 0;
            var reader = new FlowReader(file);
            header = reader.Header;
            var events = new FlowEvent[count];
            reader.Read(events);
            return events;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static BookFunds Funds(in FlowHeader header)
    {
        var funds = new BookFunds(header.Accounts + 1, cashAtOnce: true, unitsAtOnce: false);
        for (var account = 1; account <= header.Accounts; account++) funds.Deposit(account, Cash, Units);
        return funds;
    }

    private static Round RunCore(FlowEvent[] flow, in FlowHeader header, BookFunds? funds, string hash)
    {
        var replay = new FlowReplay(FlowReplay.NewBook(header, LiveOrders, funds), new(MostEventsOfOneOrder));
        Quiet();
        var (bytes, collections) = (GC.GetAllocatedBytesForCurrentThread(), Collections());
        var (start, busy) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        PlayAll(replay, flow);
        var time = Stopwatch.GetElapsedTime(start);
        busy = Environment.CpuUsage.TotalTime - busy;
        var round = new Round(time, busy, GC.GetAllocatedBytesForCurrentThread() - bytes, Collections() - collections);
        Require(replay.Result().TradeHash, hash);
        return round;
    }

    private static Round RunPlain(FlowEvent[] flow, in FlowHeader header)
    {
        var book = new ReferenceBook(new PriceBand(header.Lowest, header.Highest), default, header.Reference,
            Funds(header));
        var tally = new FlowTally();
        var events = new BookEvents(MostEventsOfOneOrder);
        Quiet();
        var start = Stopwatch.GetTimestamp();
        foreach (ref readonly var one in flow.AsSpan())
        {
            events.Clear();
            if (one.Operation == FlowOperation.Cancel) book.Cancel((long)one.Order, events);
            else if (one.Operation == FlowOperation.New) book.Enter(one.ToOrder(), events);
            else book.Replace((long)one.Replaced, one.ToOrder(), events);
            tally.Add(events.Items);
        }
        var time = Stopwatch.GetElapsedTime(start);
        Require(tally.Hash, FewerHash);
        return new Round(time, time, 0, 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PlayAll(FlowReplay replay, FlowEvent[] flow)
    {
        foreach (ref readonly var one in flow.AsSpan()) replay.Play(one);
    }

    private static void Quiet()
    {
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private static int Collections() => GC.CollectionCount(0) + GC.CollectionCount(1) + GC.CollectionCount(2);

    private static void Require(string hash, string expected)
    {
        if (hash != expected) throw new InvalidOperationException($"Trade hash {hash} instead of {expected}.");
    }

    private static Measured Speed(List<Round> rounds, int events) =>
        Measured.Of(rounds.Select(r => events / r.Time.TotalMicroseconds), 2);

    private static Measured Nanoseconds(List<Round> rounds, int events) =>
        Measured.Of(rounds.Select(r => r.Time.TotalNanoseconds / events), 1);

    private static async Task ReportAsync(Machine machine, Result result)
    {
        string[] lines =
        [
            "# The matching core",
            "",
            machine.ToString(),
            "",
            $"Carbon flow, seed 1, {Events:N0} events; median of {Rounds} alternating rounds (range), one thread. Cash "
                + "and units of 2,500 accounts are checked, all outgoing events are written and read. Every round ends "
                + "with the published trade hash.",
            "",
            "Processor time leaves out what other programs took from a machine that was not quiet.",
            "",
            "| | million events/s |",
            "|---|---:|",
            $"| core, with funds | {result.Core.Text(1)} |",
            $"| the same, by processor time | {result.CoreByProcessorTime.Text(1)} |",
            $"| core, without funds | {result.CoreWithoutFunds.Text(1)} |",
            $"| core, with funds, seed 2, {FewerEvents:N0} events | {result.CoreFewerEvents.Text(1)} |",
            $"| plain book, with funds, the same {FewerEvents:N0} events | {result.PlainBook.Text(2)} |",
            "",
            $"{result.CoreNanoseconds.Text(1)} ns per event; {result.TimesPlainBook:N1} times the plain book. "
                + $"Allocated in {Events:N0} events: {result.Bytes:N0} bytes, {result.Collections} collections.",
            "",
            $"Delay of single events, ns (median of {DelayRounds} rounds by p99; the clock's own "
                + $"{result.Delay.ClockNanoseconds:N0} ns are in every figure): p50 {result.Delay.P50:N0}, "
                + $"p99 {result.Delay.P99:N0}, p99.9 {result.Delay.P999:N0}, p99.99 {result.Delay.P9999:N0}, "
                + $"longest {result.Delay.Longest:N0}.",
            "",
            $"Goals: at least {Goal} million events/s, p99 at most {DelayGoal} ns, nothing allocated, no collection: "
                + (result.Holds ? "hold." : "missed."),
        ];
        foreach (var line in lines) Console.WriteLine(line);
        var folder = Directory.CreateDirectory(Path.Combine("bench", "results")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "match.md"), string.Join('\n', lines) + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "match.json"),
            JsonSerializer.Serialize(new { machine, result }, Json) + "\n");
    }

    private sealed record Round(TimeSpan Time, TimeSpan Busy, long Bytes, int Collections);

    private sealed record Result(int Rounds, int Events, Measured Core, Measured CoreByProcessorTime,
        Measured CoreNanoseconds,
        Measured CoreWithoutFunds, Measured CoreFewerEvents, Measured PlainBook, double TimesPlainBook, long Bytes,
        int Collections, Delays Delay)
    {
        public bool Holds => Core.Median >= Goal && Delay.P99 <= DelayGoal && Bytes == 0 && Collections == 0;
    }

    /// <summary>How long single events took, in nanoseconds, the clock included.</summary>
    private sealed record Delays(double ClockNanoseconds, long P50, long P99, long P999, long P9999, long Longest)
    {
        public static Delays Of(FlowEvent[] flow, in FlowHeader header)
        {
            var replay = new FlowReplay(FlowReplay.NewBook(header, LiveOrders, Funds(header)),
                new(MostEventsOfOneOrder));
            var took = new int[flow.Length];
            took.AsSpan().Fill(1);
            Quiet();
            PlayTimed(replay, flow, took);
            Require(replay.Result().TradeHash, Hash);
            Array.Sort(took);
            var perTick = 1e9 / Stopwatch.Frequency;
            long At(double share) => (long)(took[(int)(took.Length * share)] * perTick);
            return new(Clock() * perTick, At(0.5), At(0.99), At(0.999), At(0.9999), (long)(took[^1] * perTick));
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void PlayTimed(FlowReplay replay, FlowEvent[] flow, int[] took)
        {
            var before = Stopwatch.GetTimestamp();
            for (var i = 0; i < flow.Length; i++)
            {
                replay.Play(flow[i]);
                var now = Stopwatch.GetTimestamp();
                took[i] = (int)(now - before);
                before = now;
            }
        }

        private static double Clock()
        {
            const int Reads = 1_000_000;
            var start = Stopwatch.GetTimestamp();
            for (var i = 1; i < Reads; i++) Stopwatch.GetTimestamp();
            return (double)(Stopwatch.GetTimestamp() - start) / Reads;
        }
    }
}
