using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Chutan.Engine.Journal;
using Chutan.Engine.Journal.Files;
using Microsoft.Win32.SafeHandles;

namespace Chutan.Bench;

/// <summary>
/// The file journal against the device. Raw and journal rounds alternate in one run, in preallocated files of the same
/// directory, so that both meet the same noise; the median of the rounds counts.
/// </summary>
internal static class JournalBench
{
    private const int Rounds = 15;
    private const int WarmUps = 3;
    private const int BatchRecords = 1024;
    private const int BatchesPerRound = 100;
    private const int SinglesPerRound = 400;
    private const double ThroughputGoal = 0.6;
    private const double LatencyGoal = 2.0;

    private static readonly int[] PayloadBytes = [100, 200, 400];
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>Runs all sizes; writes bench/results/journal.json and .md below the working directory.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = arguments is [var given, ..] ? given : Path.GetTempPath();
        var directory = Path.Combine(root, $"chutan-bench-{Environment.ProcessId}");
        Directory.CreateDirectory(directory);
        try
        {
            var results = new List<Result>();
            foreach (var bytes in PayloadBytes)
                results.Add(await MeasureAsync(directory, bytes, BatchRecords, BatchesPerRound));
            results.Add(await MeasureAsync(directory, 200, 1, SinglesPerRound));
            await ReportAsync(Machine.Describe(directory), results);
            return results.All(result => result.Holds) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<Result> MeasureAsync(string directory, int bytes, int records, int commits)
    {
        var room = (long)(Rounds + WarmUps) * commits * records * (bytes + 64) + (64L << 20);
        var rawPath = Path.Combine(directory, "raw");
        var journalPath = Path.Combine(directory, "journal");
        var raws = new List<double>();
        var journals = new List<double>();
        using (var raw = File.OpenHandle(rawPath, FileMode.Create, FileAccess.ReadWrite))
        {
            StableStorage.Reserve(raw, room);
            await using var journal = await FileJournal.OpenAsync(
                new(journalPath) { FirstSegmentBytes = room, SegmentBytes = room }, CancellationToken.None);
            long offset = 0;
            for (var round = -WarmUps; round < Rounds; round++)
            {
                var rawTime = Raw(raw, ref offset, bytes, records, commits);
                var journalTime = await AppendAsync(journal, bytes, records, commits);
                if (round < 0)
                    continue;
                raws.Add(rawTime.TotalMicroseconds / commits);
                journals.Add(journalTime.TotalMicroseconds / commits);
            }
        }
        File.Delete(rawPath);
        Directory.Delete(journalPath, recursive: true);
        return new(records, bytes, Spread.Of(raws), Spread.Of(journals));
    }

    /// <summary>One write of all the payloads and one fdatasync per commit: what the device allows.</summary>
    private static TimeSpan Raw(SafeFileHandle file, ref long offset, int bytes, int records, int commits)
    {
        var block = new byte[bytes * records];
        new Random(7).NextBytes(block);
        var start = Stopwatch.GetTimestamp();
        for (var commit = 0; commit < commits; commit++)
        {
            RandomAccess.Write(file, block, offset);
            StableStorage.Flush(file);
            offset += block.Length;
        }
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>As a partition does it: one batch is filled and hashed while the one before is flushed.</summary>
    private static async Task<TimeSpan> AppendAsync(FileJournal journal, int bytes, int records, int commits)
    {
        using var one = new JournalBatch();
        using var other = new JournalBatch();
        var payload = new byte[bytes];
        new Random(7).NextBytes(payload);
        var start = Stopwatch.GetTimestamp();
        var (filling, storing) = (one, other);
        filling.Reset(journal);
        Fill(filling, payload, records);
        for (var commit = 0; commit < commits; commit++)
        {
            var stored = journal.AppendAsync(filling, CancellationToken.None);
            (filling, storing) = (storing, filling);
            if (records > 1 && commit + 1 < commits)
            {
                filling.Reset(storing.NextPosition, storing.HeadHash);
                Fill(filling, payload, records);
            }
            await stored;
            if (records > 1)
                continue;
            // One client sends its next request only when it has the answer to this one.
            filling.Reset(journal);
            Fill(filling, payload, records);
        }
        return Stopwatch.GetElapsedTime(start);
    }

    private static void Fill(JournalBatch batch, byte[] payload, int records)
    {
        for (var record = 0; record < records; record++)
            batch.Add(payload);
    }

    private static async Task ReportAsync(Machine machine, List<Result> results)
    {
        var lines = new List<string>
        {
            "# File journal against the raw device",
            "",
            machine.ToString(),
            "",
            $"Microseconds per commit, median of {Rounds} alternating rounds (range). Raw: one write, one fdatasync.",
            "",
            "| records per commit | payload bytes | raw | journal | ratio | goal |",
            "|---:|---:|---:|---:|---:|---|",
        };
        lines.AddRange(results.Select(result => result.Line()));
        foreach (var line in lines)
            Console.WriteLine(line);
        var folder = Directory.CreateDirectory(Path.Combine("bench", "results")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "journal.md"), string.Join('\n', lines) + "\n");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "journal.json"),
            JsonSerializer.Serialize(new { machine, rounds = Rounds, results }, Json) + "\n");
    }

    /// <summary>Median and range of the rounds, in microseconds per commit.</summary>
    private sealed record Spread(double Median, double Least, double Most)
    {
        public static Spread Of(List<double> rounds)
        {
            var sorted = rounds.Select(value => Math.Round(value, 1)).Order().ToList();
            return new(sorted[sorted.Count / 2], sorted[0], sorted[^1]);
        }

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{Median:F0} ({Least:F0}–{Most:F0})");
    }

    /// <summary>One size. Ratio: throughput over raw for batches, latency over raw for a single client.</summary>
    private sealed record Result(int Records, int PayloadBytes, Spread RawMicroseconds, Spread JournalMicroseconds)
    {
        public double Ratio => Math.Round(
            Records > 1
                ? RawMicroseconds.Median / JournalMicroseconds.Median
                : JournalMicroseconds.Median / RawMicroseconds.Median,
            3);

        public bool Holds => Records > 1 ? Ratio >= ThroughputGoal : Ratio <= LatencyGoal;

        public string Line()
        {
            var goal = Records > 1 ? $"throughput ≥ {ThroughputGoal}" : $"latency ≤ {LatencyGoal}";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"| {Records} | {PayloadBytes} | {RawMicroseconds} | {JournalMicroseconds} | {Ratio:F2} | {goal}: "
                    + $"{(Holds ? "holds" : "missed")} |");
        }
    }
}
