using System.Threading.Tasks.Sources;

namespace Chutan.Engine.Journal.Files;

/// <summary>
/// The one thread that writes and flushes, so that a flush blocks nobody who decides commands. One append at a time;
/// waiting for it allocates nothing.
/// </summary>
internal sealed class AppendThread : IValueTaskSource, IAsyncDisposable
{
    private readonly AutoResetEvent wake = new(initialState: false); // waits without turning round and round
    private readonly Action<JournalBatch> store;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ManualResetValueTaskSourceCore<bool> outcome = new() { RunContinuationsAsynchronously = true };
    private JournalBatch? batch;
    private int busy;

    public AppendThread(string name, Action<JournalBatch> store)
    {
        this.store = store;
        new Thread(Run) { Name = name, IsBackground = true }.Start();
    }

    /// <summary>Stores the batch on the caller's thread instead; under the same rule of one append at a time.</summary>
    public void StoreHere(JournalBatch toStore)
    {
        Begin();
        try
        {
            store(toStore);
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }

    /// <summary>Hands the batch to the thread; the task ends when it is stored, or with the error.</summary>
    public ValueTask StoreAsync(JournalBatch toStore)
    {
        Begin();
        outcome.Reset();
        batch = toStore;
        wake.Set();
        return new(this, outcome.Version);
    }

    private void Begin()
    {
        if (Interlocked.Exchange(ref busy, 1) != 0)
            throw new InvalidOperationException("The append before has not ended or was not awaited.");
    }

    /// <summary>Ends the thread after the append in hand.</summary>
    public async ValueTask DisposeAsync()
    {
        wake.Set();
        await ended.Task.ConfigureAwait(false);
        wake.Dispose();
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => outcome.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        outcome.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token)
    {
        try
        {
            outcome.GetResult(token);
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }

    private void Run()
    {
        while (true)
        {
            wake.WaitOne();
            if (Interlocked.Exchange(ref batch, null) is not { } next)
                break;
            try
            {
                store(next);
                outcome.SetResult(true);
            }
            catch (Exception error)
            {
                outcome.SetException(error);
            }
        }
        ended.SetResult();
    }
}
