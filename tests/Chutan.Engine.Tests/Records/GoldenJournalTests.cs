using System.Text;
using Chutan.Engine.Journal.Files;
using Chutan.Engine.Partitions;
using Chutan.Engine.Records;
using Chutan.Engine.Tests.Journal;
using Chutan.Tests;

namespace Chutan.Engine.Tests.Records;

/// <summary>Journals that earlier programs wrote, kept for ever in <c>tests/golden/journal-vN</c>: every later program
/// reads them and decides as they did.</summary>
/// <remarks>
/// When records, block format or decisions have changed, keep the folders there are and record one more: run this class
/// with <c>CHUTAN_GOLDEN_JOURNAL=journal-v2</c> (a folder that is not there yet; an existing one is never written to),
/// then with CHUTAN_ACCEPT=1 for the readable text beside it, and commit both. A decision that falls differently today
/// on purpose is listed in the old folder's <c>differences.txt</c>, one line each: position, then the record in
/// docs/decisions that says why.
/// </remarks>
public sealed class GoldenJournalTests : IDisposable
{
    private const string Head = "head.txt";
    private const string Differences = "differences.txt";
    private const int LongestLine = 600;
    private const int LargestBytes = 600 * 1024;
    private readonly TemporaryDirectory directory = new();

    private static string[] Kept => [.. Directory.GetDirectories(Repository.At("tests", "golden"), "journal-v*")
        .Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Journals => [.. Kept];

    public void Dispose() => directory.Dispose();

    [Theory, MemberData(nameof(Journals))]
    public async Task A_kept_journal_replays_to_its_recorded_head_and_decides_as_it_did(string name)
    {
        await using var journal = await OpenAsync(name);
        var report = await Verification.RunAsync(journal, null, null, default);
        Assert.Null(report.Broken);
        Assert.Equal((await File.ReadAllTextAsync(Repository.At("tests", "golden", name, Head))).Trim(),
            $"{report.Records} {report.HeadHash}");
        Assert.True(Expected(name).SetEquals(report.Differences.Select(d => d.Position)),
            $"decided differently today:\n{string.Join('\n', report.Differences)}");
    }

    [Theory, MemberData(nameof(Journals))]
    public async Task A_kept_journal_reads_as_it_always_read_and_gives_the_same_state(string name)
    {
        await using var journal = await OpenAsync(name);
        var (codec, text) = (new RecordCodec(), new StringBuilder());
        await foreach (var entry in journal.ReadAsync(0, default))
        {
            var record = codec.Decode(entry.Payload.Span, entry.Hash);
            foreach (var line in RecordText.Of(record, codec.Catalogue).Split('\n'))
                text.Append(Short(line)).Append('\n');
        }
        var report = await Verification.RunAsync(journal, null, null, default);
        text.Append("\nstate ").Append(report.StateHash).Append('\n');
        Golden.Equal($"{name}.txt", text.ToString());
    }

    [Fact]
    public void The_first_journal_is_kept() => Assert.Contains("journal-v1", Kept);

    /// <summary>Records today's market: into a directory that is thrown away, or, when asked to, into a new folder
    /// that is kept.</summary>
    [Fact]
    public async Task Todays_market_can_be_recorded_as_the_next_journal_to_keep()
    {
        var asked = Environment.GetEnvironmentVariable("CHUTAN_GOLDEN_JOURNAL");
        var into = asked is null ? directory["journal"] : Repository.At("tests", "golden", asked);
        Assert.False(Directory.Exists(into), $"{into} is kept as it is; give the new journal the next number.");
        var options = new FileJournalOptions(into) { FirstSegmentBytes = 8 * 1024, SegmentBytes = 32 * 1024 };
        await using (var market = await Partition.OpenAsync(await FileJournal.OpenAsync(options, default),
            new PartitionOptions { Checking = Checking.Everything }, null, default))
            await new GoldenMarket(market).RunAsync();
        foreach (var mark in Directory.GetFiles(into).Where(f => !f.EndsWith(".segment", StringComparison.Ordinal)))
            File.Delete(mark);

        await using var journal = await FileJournal.OpenReadOnlyAsync(new FileJournalOptions(into), default);
        var report = await Verification.RunAsync(journal, null, null, default);
        Assert.True(report.Sound, report.ToString());
        Assert.InRange(Directory.GetFiles(into).Sum(f => new FileInfo(f).Length), 1, LargestBytes);
        await File.WriteAllTextAsync(Path.Combine(into, Head), $"{report.Records} {report.HeadHash}\n");
    }

    private static async Task<FileJournal> OpenAsync(string name) => await FileJournal.OpenReadOnlyAsync(
        new FileJournalOptions(Repository.At("tests", "golden", name)), default);

    private static HashSet<long> Expected(string name)
    {
        var path = Repository.At("tests", "golden", name, Differences);
        if (!File.Exists(path)) return [];
        var lines = File.ReadAllLines(path).Where(l => l.Length > 0).Select(l => l.Split(' ', 2)).ToArray();
        foreach (var line in lines)
            Assert.True(File.Exists(Repository.At(line[1])), $"{path}: {line[1]} is not there.");
        return [.. lines.Select(l => long.Parse(l[0], System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static string Short(string line) =>
        line.Length <= LongestLine ? line : $"{line[..LongestLine]}… ({line.Length} characters)";
}
