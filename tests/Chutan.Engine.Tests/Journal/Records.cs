using Chutan.Engine.Journal;

namespace Chutan.Engine.Tests.Journal;

/// <summary>Payloads, batches and readings the journal tests share.</summary>
internal static class Records
{
    /// <summary>A payload that differs at every position and in length, and may contain zeros like binary
    /// records.</summary>
    public static byte[] Payload(long position, int bytes)
    {
        var payload = new byte[bytes];
        for (var index = 0; index < bytes; index++)
            payload[index] = (byte)((position * 31 + index * 7) % 251);
        return payload;
    }

    public static byte[] Payload(long position) => Payload(position, (int)(20 + position * 37 % 180));

    /// <summary>Appends payloads as one group commit.</summary>
    public static async Task AppendAsync(this IJournal journal, params byte[][] payloads)
    {
        using var batch = new JournalBatch();
        batch.Reset(journal);
        foreach (var payload in payloads)
            batch.Add(payload);
        await journal.AppendAsync(batch, CancellationToken.None);
    }

    /// <summary>Appends that many records in commits of the given size.</summary>
    public static async Task AppendManyAsync(this IJournal journal, int records, int perCommit)
    {
        for (var end = journal.NextPosition + records; journal.NextPosition < end;)
        {
            var count = (int)Math.Min(perCommit, end - journal.NextPosition);
            var first = journal.NextPosition;
            await journal.AppendAsync([.. Enumerable.Range(0, count).Select(index => Payload(first + index))]);
        }
    }

    public static async Task<List<JournalEntry>> AllAsync(this IJournal journal, long from = 0)
    {
        var entries = new List<JournalEntry>();
        await foreach (var entry in journal.ReadAsync(from, CancellationToken.None))
            entries.Add(entry);
        return entries;
    }

    /// <summary>Checks that the journal holds exactly these first records of the sequence
    /// <see cref="Payload(long)"/>.</summary>
    public static async Task HoldsAsync(this IJournal journal, long records)
    {
        Assert.Equal(records, journal.NextPosition);
        var entries = await journal.AllAsync();
        Assert.Equal(records, entries.Count);
        for (var position = 0; position < entries.Count; position++)
        {
            Assert.Equal(position, entries[position].Position);
            Assert.Equal(Payload(position), entries[position].Payload.ToArray());
        }
    }
}
