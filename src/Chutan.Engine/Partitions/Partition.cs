using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chutan.Engine.Journal;
using Chutan.Engine.Records;
using Chutan.Market;
using Chutan.Market.Kernel;

namespace Chutan.Engine.Partitions;

/// <summary>One market on one journal. A single writer decides commands in one total order; a batch is stored while
/// the next one is decided; replies and answers wait for the flush of everything they saw.</summary>
public sealed class Partition : IMarket, IAsyncDisposable
{
    /// <summary>So many batches may be decided before the first of them is stored.</summary>
    private const int BatchesAhead = 7;

    /// <summary>For so many at once, the memory they will need is fetched ahead.</summary>
    private const int AtOnce = 16;

    private readonly IJournal journal;
    private readonly PartitionOptions options;
    private readonly MarketMachine machine;
    private readonly RecordCodec readCodec = new();
    private readonly Lock reading = new();
    private readonly AnsweredRequests requests;
    private readonly Inbox<Queued> inbox;
    private readonly CommandPool pool;
    private readonly Decision?[] latest; // by position, round and round; only the writer looks at it
    private readonly TaskCompletionSource written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly BatchStore store;
    private volatile MarketStoppedException? stopped;
    private long nextPosition;
    private long lastSnapshot;
    private long forgotten;
    private bool isHeard; // somebody hears everything decided from now on
    private DecidedBatch filling = new();

    private Partition(IJournal journal, PartitionOptions options, MarketMachine machine,
        AnsweredRequests requests, long lastSnapshot)
    {
        this.journal = journal;
        this.options = options;
        this.machine = machine;
        this.requests = requests;
        this.lastSnapshot = lastSnapshot;
        nextPosition = forgotten = journal.NextPosition;
        inbox = new Inbox<Queued>(options.QueueLength);
        pool = new CommandPool(options.QueueLength);
        store = new BatchStore(journal, position => ReadOneAsync(position), (cause, batch) => Stop(cause, batch));
        // Large enough for all that is not durable: the batches being stored and the one being decided.
        latest = new Decision?[BitOperations.RoundUpToPowerOf2((uint)options.BatchRecords * (BatchesAhead + 1))];
        new Thread(Write) { Name = "market writer", IsBackground = true }.Start();
    }

    public (long Next, ReadOnlyMemory<byte> Hash) Head => (journal.NextPosition, journal.HeadHash);

    /// <summary>Opens a market on a journal: newest snapshot, then the recorded events after it. Never re-decides.
    /// The partition owns the journal from here on.</summary>
    /// <exception cref="JournalDamagedException">The journal is damaged; position and place are named.</exception>
    public static async Task<Partition> OpenAsync(
        IJournal journal, PartitionOptions options, IProgress<(long Done, long Total)>? progress,
        CancellationToken cancel)
    {
        var snapshot = options.SnapshotDirectory is { } directory ? Snapshot.ReadNewest(directory, out _) : null;
        if (snapshot is not null && !await BelongsAsync(snapshot, journal, cancel)) snapshot = null;
        var machine = new MarketMachine(
            snapshot?.State ?? new MarketState(), snapshot?.RulesPosition ?? -1, Checking.AtClose);
        var requests = snapshot?.Requests ?? new AnsweredRequests();
        var codec = new RecordCodec();
        await foreach (var entry in journal.ReadAsync(snapshot?.Next ?? 0, cancel))
        {
            var record = codec.Decode(entry.Payload.Span, entry.Hash);
            machine.Apply(record);
            requests.FindOrAdd(record.Request, record.Position);
            if (record.Position % 4096 == 0) progress?.Report((record.Position, journal.NextPosition));
        }
        var live = new MarketMachine(machine.State, machine.RulesPosition, options.Checking);
        return new Partition(journal, options, live, requests, snapshot?.Next ?? 0);
    }

    /// <summary>The first record the listener gets is the first one flushed after this call: everything decided before
    /// has been flushed when the writer comes to it.</summary>
    public async ValueTask<long> ListenAsync(Func<MarketRecord, ValueTask> listener)
    {
        var work = new Registration(listener);
        await EnqueueAsync(new Queued(work, default), CancellationToken.None);
        return await work.Done.Task;
    }

    public ValueTask<Reply> SubmitAsync(Submission submission, CancellationToken cancel = default)
    {
        var work = pool.Rent();
        var answer = work.Answer; // asked for before anybody else can finish the work
        var queued = new Queued(work, submission);
        // The usual case, room in the queue and nobody who might stop waiting, needs no machinery of its own.
        return !cancel.CanBeCanceled && stopped is null && inbox.TryAdd(queued)
            ? answer
            : WaitAsync(queued, answer, cancel);
    }

    private async ValueTask<Reply> WaitAsync(Queued queued, ValueTask<Reply> answer, CancellationToken cancel)
    {
        await EnqueueAsync(queued, cancel);
        return cancel.CanBeCanceled ? await answer.AsTask().WaitAsync(cancel) : await answer;
    }

    public async ValueTask<T> AskAsync<T>(Func<MarketState, T> question, CancellationToken cancel = default)
    {
        var work = new Question<T>(question);
        await EnqueueAsync(new Queued(work, default), cancel);
        return await work.Done.Task.WaitAsync(cancel);
    }

    public async IAsyncEnumerable<MarketRecord> ReadAsync(
        long from, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var own = new RecordCodec();
        await foreach (var entry in journal.ReadAsync(from, cancel))
            yield return own.Decode(entry.Payload.Span, entry.Hash);
    }

    public async ValueTask<MarketRecord> ReadOneAsync(long position, CancellationToken cancel = default)
    {
        var entry = await journal.ReadOneAsync(position, cancel);
        lock (reading) return readCodec.Decode(entry.Payload.Span, entry.Hash);
    }

    /// <summary>Finishes what is queued, takes a last snapshot when one is kept, and closes the journal.</summary>
    public async ValueTask DisposeAsync()
    {
        inbox.Close();
        await written.Task;
        if (stopped is null && options.SnapshotDirectory is not null && nextPosition > lastSnapshot) TakeSnapshot();
        await journal.DisposeAsync();
    }

    private static async Task<bool> BelongsAsync(Snapshot snapshot, IJournal journal, CancellationToken cancel)
    {
        if (snapshot.Next > journal.NextPosition) return false;
        if (snapshot.Next == 0) return true;
        var last = await journal.ReadOneAsync(snapshot.Next - 1, cancel);
        return last.Hash.Span.SequenceEqual(snapshot.Head.Span);
    }

    private async ValueTask EnqueueAsync(Queued queued, CancellationToken cancel)
    {
        if (stopped is { } reason) throw reason;
        if (inbox.TryAdd(queued) || await inbox.AddAsync(queued, cancel)) return;
        throw stopped ?? new MarketStoppedException("市场正在关闭。", "The market is closing.");
    }

    /// <summary>Decides what is queued. Meanwhile what was decided before is written, flushed and answered: one batch
    /// at a time, in order. Full batches may be a few ahead of the store; one that is not full waits until all before
    /// it is stored, and gathers what comes in meanwhile.</summary>
    private void Write()
    {
        var batches = Enumerable.Range(0, BatchesAhead + 1).Select(_ => new DecidedBatch()).ToArray();
        var stores = new Task[batches.Length]; // what each waits for before it can be filled again
        Array.Fill(stores, Task.CompletedTask);
        try
        {
            for (var turn = 0; Ended(inbox.WaitAsync()); turn = (turn + 1) % batches.Length)
            {
                Wait(stores[turn]);
                stores[turn] = Decide(batches[turn]);
            }
            Wait(store.Stored);
            foreach (var batch in batches) batch.Dispose();
        }
        catch (Exception e)
        {
            Wait(Task.WhenAny(store.Stored)); // what is being stored gets the answer it deserves
            Stop(e, batches);
        }
        written.SetResult();
    }

    /// <summary>Decides a batch and hands it on to be stored; takes a snapshot behind it when one is due.</summary>
    private Task Decide(DecidedBatch batch)
    {
        batch.Reset();
        if (!Fill(batch))
        {
            Wait(store.Stored);
            Fill(batch);
        }
        Forget();
        var snapshot = options.SnapshotDirectory is not null && nextPosition - lastSnapshot >= options.SnapshotEvery;
        var stored = store.Take(batch);
        if (!snapshot) return stored;
        Wait(stored);
        TakeSnapshot();
        return stored;
    }

    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    private static bool Ended(ValueTask<bool> task) =>
        task.IsCompleted ? task.Result : task.AsTask().GetAwaiter().GetResult();

    /// <summary>Lets go of the decisions that are durable: a repeated request finds them in the journal.</summary>
    private void Forget()
    {
        for (var durable = journal.NextPosition; forgotten < durable; forgotten++)
            latest[forgotten & (latest.Length - 1)] = null;
    }

    /// <summary>Decides what waits; true when the batch is full.</summary>
    private bool Fill(DecidedBatch batch)
    {
        var items = batch.Items;
        (filling, batch.IsHeard) = (batch, isHeard);
        Span<int> foreseen = stackalloc int[MarketState.ForeseenIn];
        while (true)
        {
            var done = items.Count;
            var room = Math.Min(options.BatchRecords - batch.Records, 4 * options.BatchRecords - done);
            if (room <= 0 || batch.IsLarge) return true;
            if (inbox.Take(items, room) == 0) return false;
            var taken = CollectionsMarshal.AsSpan(items);
            foreseen.Fill(done);
            for (var from = done; done < taken.Length; done++)
            {
                if ((done - from) % AtOnce == 0) Foresee(taken, done, foreseen);
                batch.Add(Run(taken[done]));
            }
        }
    }

    /// <summary>From here on somebody hears; the position of the first record that will be heard.</summary>
    internal long Hear()
    {
        isHeard = filling.IsHeard = true;
        return nextPosition;
    }

    /// <summary>Has the memory fetched that running the next ones will need; each step so far ahead of the one after it
    /// that it finds what it needs.</summary>
    /// <param name="done">How many are run.</param>
    /// <param name="foreseen">How far each step has come.</param>
    private void Foresee(ReadOnlySpan<Queued> taken, int done, Span<int> foreseen)
    {
        for (var step = 0; step < foreseen.Length; step++)
        {
            var through = Math.Min(done + (foreseen.Length - step) * AtOnce, taken.Length);
            for (ref var next = ref foreseen[step]; next < through; next++)
            {
                ref readonly var queued = ref taken[next];
                if (!queued.IsCommand) continue;
                if (step == 0) requests.Foresee(queued.Submission.Request);
                machine.State.Foresee(queued.Submission.Command, step);
            }
        }
    }

    private Outcome Run(in Queued queued)
    {
        if (!queued.IsCommand)
        {
            queued.Work.Run(this);
            return default;
        }
        var position = requests.FindOrAdd(queued.Submission.Request, nextPosition);
        if (position != nextPosition)
        {
            var isRecent = position >= Math.Max(forgotten, nextPosition - latest.Length);
            return new Outcome(position, default, default, 0,
                isRecent ? latest[position & (latest.Length - 1)] : null, IsNew: false);
        }
        var decision = machine.Take(queued.Submission, nextPosition, out var head);
        latest[nextPosition & (latest.Length - 1)] = decision;
        return new Outcome(nextPosition++, head.Date, head.Time, head.RulesPosition, decision, IsNew: true);
    }

    private void TakeSnapshot()
    {
        Snapshot.Write(options.SnapshotDirectory!, new Snapshot(nextPosition, journal.HeadHash, machine.RulesPosition,
            requests, machine.State));
        lastSnapshot = nextPosition;
    }

    private void Stop(Exception cause, params ReadOnlySpan<DecidedBatch> unanswered)
    {
        stopped ??= cause switch
        {
            JournalUnavailableException e => new MarketStoppedException(
                $"日志无法写入，市场已停止服务：{e.Chinese}",
                $"The journal cannot be written; the market has stopped: {e.English}", e),
            InvariantBrokenException e => new MarketStoppedException(
                $"账目守恒检查未通过，市场已停止服务：{e.Message}",
                $"An invariant does not hold; the market has stopped: {e.Message}", e),
            _ => new MarketStoppedException($"程序错误，市场已停止服务：{cause.Message}",
                $"A program error has stopped the market: {cause.Message}", cause),
        };
        inbox.Close();
        foreach (var batch in unanswered) batch.Fail(stopped);
        using var waiting = new DecidedBatch();
        while (inbox.Take(waiting.Items, options.QueueLength) > 0) waiting.Fail(stopped);
    }

    private sealed class Question<T>(Func<MarketState, T> question) : Work
    {
        private T? answer;
        private Exception? failure;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>A question that fails is the asker's trouble, not the market's.</summary>
        public override void Run(Partition partition)
        {
            try
            {
                answer = question(partition.machine.State);
            }
            catch (Exception e)
            {
                failure = e;
            }
        }

        public override void Finish(in Reply reply)
        {
            if (failure is null) Done.TrySetResult(answer!);
            else Done.TrySetException(failure);
        }

        public override void Fail(MarketStoppedException reason) => Done.TrySetException(reason);
    }
}
