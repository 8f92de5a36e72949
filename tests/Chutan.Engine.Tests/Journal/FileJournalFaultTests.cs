using Chutan.Engine.Journal;
using Chutan.Engine.Journal.Files;

namespace Chutan.Engine.Tests.Journal;

/// <summary>
/// Cut-off tails and damage on real segment files: what was never answered is cut, what was answered and changed is
/// refused by name.
/// </summary>
public sealed class FileJournalFaultTests : IDisposable
{
    private const int RecordCount = 24;
    private const int PerCommit = 4;
    private const int SegmentHeader = 128, BlockHeader = 104, RecordHead = 36;

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    private static FileJournalOptions At(string path, long segmentBytes = 64 * 1024) =>
        new(path) { FirstSegmentBytes = segmentBytes, SegmentBytes = segmentBytes };

    private static ValueTask<FileJournal> OpenAsync(string path, long segmentBytes = 64 * 1024) =>
        FileJournal.OpenAsync(At(path, segmentBytes), CancellationToken.None);

    /// <summary>
    /// A journal as a crash leaves it: the files are copied while the owner still has them open, so that there is no
    /// mark of a good end.
    /// </summary>
    private async Task<string> CrashedAsync(int records = RecordCount, long segmentBytes = 64 * 1024)
    {
        var path = directory["origin"];
        await using var journal = await OpenAsync(path, segmentBytes);
        await journal.AppendManyAsync(records, PerCommit);
        return directory.Copy(path, "crashed");
    }

    private static string SegmentIn(string path, int number) =>
        Directory.EnumerateFiles(path, "*.segment").Order(StringComparer.Ordinal).ElementAt(number);

    private static int BodyOf(int first, int count) =>
        Enumerable.Range(first, count).Sum(at => RecordHead + Records.Payload(at).Length);

    /// <summary>Where the commit that begins with this record begins in a single segment.</summary>
    private static int BlockOf(int record)
    {
        var offset = SegmentHeader;
        for (var first = 0; first < record; first += PerCommit)
            offset += (BlockHeader + BodyOf(first, PerCommit) + 8 + 7) / 8 * 8;
        return offset;
    }

    [Fact]
    public async Task A_tail_torn_at_any_byte_is_cut_and_reported_and_the_journal_goes_on()
    {
        var origin = SegmentIn(await CrashedAsync(), 0);
        var whole = await File.ReadAllBytesAsync(origin);
        int lastBlock = BlockOf(RecordCount - PerCommit), end = BlockOf(RecordCount);
        var path = Directory.CreateDirectory(directory["torn"]).FullName;
        var segment = Path.Combine(path, Path.GetFileName(origin));
        for (var cut = lastBlock; cut < end; cut++)
        {
            // The room behind the cut is still zero; or, every other time, the file ends there.
            var torn = whole[..cut];
            await File.WriteAllBytesAsync(segment, cut % 2 == 0 ? torn : [.. torn, .. new byte[whole.Length - cut]]);
            await using var journal = await OpenAsync(path);
            var recordsArrived = cut >= lastBlock + BlockHeader + BodyOf(RecordCount - PerCommit, PerCommit);
            Assert.Equal(recordsArrived ? RecordCount : RecordCount - PerCommit, journal.NextPosition);
            if (cut > lastBlock && !recordsArrived)
                Assert.Equal(
                    (lastBlock, RecordCount - PerCommit),
                    (journal.Torn.GetValueOrDefault().ByteOffset, journal.Torn.GetValueOrDefault().Position));
            await journal.AppendManyAsync(PerCommit, PerCommit);
            await journal.HoldsAsync(recordsArrived ? RecordCount + PerCommit : RecordCount);
        }
    }

    [Fact]
    public async Task A_tail_that_lacks_whole_sectors_is_cut()
    {
        var path = directory["journal"];
        await using (var journal = await OpenAsync(path))
            await journal.AppendManyAsync(8, PerCommit);
        byte[] large = [.. Enumerable.Repeat((byte)7, 6000)];
        await using (var journal = await OpenAsync(path))
        {
            await journal.AppendAsync(large, large);
            directory.Copy(path, "copy");
        }
        var segment = SegmentIn(directory["copy"], 0);
        await using (var file = File.OpenWrite(segment))
        {
            file.Position = 4096;
            file.Write(new byte[512]);
        }
        await using var cut = await OpenAsync(directory["copy"]);
        Assert.Equal(8, cut.Torn?.Position);
        await cut.HoldsAsync(8);
    }

    [Fact]
    public async Task Any_changed_byte_is_refused_by_name_even_in_the_last_answered_commit()
    {
        var origin = SegmentIn(await CrashedAsync(), 0);
        var whole = await File.ReadAllBytesAsync(origin);
        var path = Directory.CreateDirectory(directory["damaged"]).FullName;
        var segment = Path.Combine(path, Path.GetFileName(origin));
        // Every byte of the segment's head, a commit in the middle, and the last commit, up to its end marks.
        var middle = BlockOf(8);
        var last = BlockOf(RecordCount - PerCommit);
        var lastBytes = BlockHeader + BodyOf(RecordCount - PerCommit, PerCommit);
        int[] places =
        [
            .. Enumerable.Range(0, SegmentHeader),
            .. Enumerable.Range(middle, BlockHeader + BodyOf(8, PerCommit)),
            .. Enumerable.Range(last, lastBytes),
        ];
        foreach (var place in places)
        {
            whole[place] ^= 0x55;
            await File.WriteAllBytesAsync(segment, whole);
            whole[place] ^= 0x55;
            var damage = await Assert.ThrowsAsync<JournalDamagedException>(async () => await OpenAsync(path));
            Assert.Equal(Path.GetFileName(segment), damage.Segment);
            var (from, position) = place < SegmentHeader ? (0, 0) : place < last ? (middle, 8) : (last, 20);
            Assert.InRange(damage.ByteOffset!.Value, from, place);
            Assert.InRange(damage.Position, position, position + PerCommit);
        }
    }

    [Fact]
    public async Task A_changed_payload_names_the_very_record()
    {
        var path = await CrashedAsync();
        var place = BlockOf(8) + BlockHeader + BodyOf(8, 2);
        await FlipAsync(SegmentIn(path, 0), place + RecordHead + 3);
        var damage = await Assert.ThrowsAsync<JournalDamagedException>(async () => await OpenAsync(path));
        Assert.Equal((place, 10, DamageReason.RecordBytes), (damage.ByteOffset, damage.Position, damage.Reason));
        Assert.Contains("journal-0000000000.segment", damage.Message, StringComparison.Ordinal);
        Assert.Contains("日志损坏", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_while_the_journal_is_open_is_found_when_it_is_read()
    {
        await using var journal = await OpenAsync(directory["journal"]);
        await journal.AppendManyAsync(RecordCount, PerCommit);
        var place = BlockOf(8) + BlockHeader;
        await using (var file = new FileStream(
            SegmentIn(directory["journal"], 0), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = place + RecordHead;
            file.WriteByte(0xFF);
        }
        var all = await Assert.ThrowsAsync<JournalDamagedException>(() => journal.AllAsync());
        var one = await Assert.ThrowsAsync<JournalDamagedException>(
            async () => await journal.ReadOneAsync(8, CancellationToken.None));
        Assert.Equal((8, 8), (all.Position, one.Position));
    }

    [Fact]
    public async Task After_a_good_end_a_last_commit_that_was_wiped_is_damage_and_not_a_torn_tail()
    {
        var path = directory["journal"];
        await using (var journal = await OpenAsync(path))
            await journal.AppendManyAsync(RecordCount, PerCommit);
        int last = BlockOf(RecordCount - PerCommit), end = BlockOf(RecordCount);
        await using (var file = File.OpenWrite(SegmentIn(path, 0)))
        {
            file.Position = last;
            file.Write(new byte[end - last]);
        }
        var damage = await Assert.ThrowsAsync<JournalDamagedException>(async () => await OpenAsync(path));
        Assert.Equal((last, RecordCount - PerCommit), (damage.ByteOffset, damage.Position));
    }

    [Fact]
    public async Task A_missing_segment_is_refused_whichever_it_is()
    {
        var path = await CrashedAsync(200, segmentBytes: 8192);
        var names = Directory.EnumerateFiles(path, "*.segment").Order(StringComparer.Ordinal).ToList();
        Assert.True(names.Count >= 4);
        for (var missing = 0; missing < names.Count; missing++)
        {
            var copy = directory.Copy(path, $"without-{missing}");
            var name = Path.GetFileName(names[missing]);
            File.Delete(Path.Combine(copy, name));
            var damage = await Assert.ThrowsAsync<JournalDamagedException>(async () => await OpenAsync(copy, 8192));
            Assert.Equal((name, DamageReason.SegmentMissing), (damage.Segment, damage.Reason));
        }
    }

    [Fact]
    public async Task A_segment_of_another_journal_is_refused()
    {
        var path = await CrashedAsync(200, segmentBytes: 8192);
        await using (var other = await OpenAsync(directory["other"], 8192))
            for (var commit = 0; commit < 100; commit++)
                await other.AppendAsync(Records.Payload(commit + 1, 300));
        File.Copy(SegmentIn(directory["other"], 1), SegmentIn(path, 1), overwrite: true);
        var damage = await Assert.ThrowsAsync<JournalDamagedException>(async () => await OpenAsync(path, 8192));
        Assert.Equal(DamageReason.SegmentOutOfOrder, damage.Reason);
    }

    [Fact]
    public async Task A_segment_cut_short_in_the_middle_of_the_journal_is_refused()
    {
        var path = await CrashedAsync(200, segmentBytes: 8192);
        await using (var file = File.OpenWrite(SegmentIn(path, 1)))
            file.SetLength(4000);
        await Assert.ThrowsAsync<JournalDamagedException>(async () => await OpenAsync(path, 8192));
    }

    [Fact]
    public async Task A_segment_whose_creation_was_cut_off_is_removed()
    {
        var path = await CrashedAsync();
        var unfinished = Path.Combine(path, "journal-0000000001.segment.new");
        await File.WriteAllBytesAsync(unfinished, [1, 2, 3]);
        await using var journal = await OpenAsync(path);
        await journal.HoldsAsync(RecordCount);
        Assert.False(File.Exists(unfinished));
    }

    private static async Task FlipAsync(string file, long place)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = place;
        var value = stream.ReadByte();
        stream.Position = place;
        stream.WriteByte((byte)(value ^ 0x55));
    }
}
