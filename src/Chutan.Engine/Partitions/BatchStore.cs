using System.Runtime.InteropServices;
using Chutan.Engine.Journal;
using Chutan.Engine.Records;

namespace Chutan.Engine.Partitions;

/// <summary>What becomes of decided batches: turned into bytes, stored, answered; each step in their order. While one
/// is being flushed, the next is turned into bytes and chained to it.</summary>
internal sealed class BatchStore
{
    /// <summary>So many are stored without a thread of their own: a lone client is answered sooner.</summary>
    private const int Few = 16;

    private readonly IJournal journal;
    private readonly Func<long, ValueTask<MarketRecord>> readOne;
    private readonly Action<Exception, DecidedBatch> failed;
    private readonly RecordCodec codec = new();
    private readonly byte[] head = new byte[RecordChain.HashBytes]; // of what was turned into bytes last
    private long nextPosition;
    private ImmutableArray<Func<MarketRecord, ValueTask>> listeners = [];
    private Task encoded = Task.CompletedTask;
    private Task appended = Task.CompletedTask;

    /// <param name="readOne">Reads a stored record again.</param>
    /// <param name="failed">Told when a batch could not be stored; nothing after it will be.</param>
    public BatchStore(IJournal journal, Func<long, ValueTask<MarketRecord>> readOne,
        Action<Exception, DecidedBatch> failed)
    {
        (this.journal, this.readOne, this.failed) = (journal, readOne, failed);
        journal.HeadHash.CopyTo(head);
        nextPosition = journal.NextPosition;
    }

    /// <summary>Ends when everything given so far is stored and answered, or with the first error.</summary>
    public Task Stored { get; private set; } = Task.CompletedTask;

    /// <summary>Takes a batch, to be stored behind those before it. Called by one thread.</summary>
    public Task Take(DecidedBatch batch)
    {
        if (batch.Items.Count <= Few && Stored.IsCompletedSuccessfully)
        {
            // A few are turned into bytes here, many on a thread of their own, beside the deciding of the next.
            encoded = Task.CompletedTask;
            return Stored = appended = StoreHereAsync(batch);
        }
        encoded = EncodeBesideAsync(encoded, batch);
        appended = AppendBehindAsync(appended, encoded, batch);
        return Stored = AnswerBehindAsync(Stored, appended, batch);
    }

    private async Task StoreHereAsync(DecidedBatch batch)
    {
        try
        {
            Encode(batch);
            foreach (var block in batch.Blocks) journal.Append(block);
            await AnswerAsync(batch);
        }
        catch (Exception e)
        {
            failed(e, batch);
            throw;
        }
    }

    private Task EncodeBesideAsync(Task before, DecidedBatch batch) => Task.Run(async () =>
    {
        await before;
        Encode(batch);
    });

    private async Task AppendBehindAsync(Task before, Task encoding, DecidedBatch batch)
    {
        await Task.WhenAll(before, encoding); // if one before failed, this one is not stored either
        await AppendAsync(batch);
    }

    /// <summary>Answers what is stored. A failure is answered at once: nobody may be waiting in the queue to bring the
    /// writer back.</summary>
    private async Task AnswerBehindAsync(Task before, Task storing, DecidedBatch batch)
    {
        try
        {
            // Not on the thread that ends the append: the next one begins there.
            await Task.WhenAll(before, storing).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            await AnswerAsync(batch);
        }
        catch (Exception e)
        {
            failed(e, batch);
            throw;
        }
    }

    /// <summary>Turns the records of a batch into bytes: into more than one block when they are too large for one.
    /// </summary>
    private void Encode(DecidedBatch batch)
    {
        var block = batch.FirstBlock;
        block.Reset(nextPosition, head);
        var items = CollectionsMarshal.AsSpan(batch.Items);
        var outcomes = batch.Outcomes;
        for (var i = 0; i < items.Length; i++)
        {
            ref readonly var outcome = ref outcomes[i];
            if (!outcome.IsNew) continue;
            var submission = items[i].Submission;
            var bytes = codec.Encode(outcome.Head(submission), submission.Command, outcome.Decision!); // it is decided
            if (!block.Fits(bytes.Length))
            {
                var next = batch.AddBlock();
                next.Reset(block.NextPosition, block.HeadHash);
                block = next;
            }
            block.Add(bytes);
            if (batch.IsHeard) batch.Hashes.AddRange(block.HeadHash);
        }
        nextPosition = block.NextPosition;
        block.HeadHash.CopyTo(head);
    }

    private async ValueTask AppendAsync(DecidedBatch batch)
    {
        foreach (var block in batch.Blocks)
            if (block.Count > 0) await journal.AppendAsync(block, CancellationToken.None);
    }

    private async Task AnswerAsync(DecidedBatch batch)
    {
        var (items, answered, told) = (batch.Items, 0, 0);
        try
        {
            while (answered < items.Count)
            {
                var (work, reply) = (items[answered].Work, default(Reply));
                if (items[answered].IsCommand)
                {
                    reply = ReplyTo(batch, answered, out var isNew);
                    if (!isNew && reply.Decision is null)
                        reply = reply with { Decision = (await readOne(reply.Position)).Decision };
                    if (isNew && listeners.Length > 0) await TellAsync(batch, answered, batch.HashOf(told));
                    if (isNew) told++;
                }
                else if (work is Registration registration) listeners = listeners.Add(registration.Listener);
                answered++; // from here on the work may be used again for another command
                work.Finish(reply);
            }
        }
        finally
        {
            items.RemoveRange(0, answered);
        }
    }

    private static Reply ReplyTo(DecidedBatch batch, int item, out bool isNew)
    {
        ref readonly var outcome = ref batch.Outcomes[item];
        isNew = outcome.IsNew;
        return new Reply(outcome.Position, outcome.Decision!, !isNew); // where it is missing, it is read again
    }

    private async ValueTask TellAsync(DecidedBatch batch, int item, ReadOnlyMemory<byte> hash)
    {
        var record = batch.Outcomes[item].Record(batch.Items[item].Submission, hash);
        foreach (var listener in listeners) await listener(record);
    }
}
