namespace Chutan.Engine.Partitions;

/// <summary>What waits for the writer, in order of arrival, so much at most: who finds it full waits for room, and is
/// let in in turn. The one reader takes many at a time, so that many senders and it seldom stand in each other's way.
/// </summary>
internal sealed class Inbox<T>(int most)
{
    private readonly Lock gate = new();
    private readonly Queue<T> waiting = new();
    private readonly Queue<(T Item, TaskCompletionSource<bool> LetIn)> outside = new();
    private TaskCompletionSource<bool>? reader;
    private bool closed;

    /// <summary>Puts an item in; false when there is no room, or no more may come.</summary>
    public bool TryAdd(in T item)
    {
        TaskCompletionSource<bool>? woken;
        lock (gate)
        {
            if (closed || waiting.Count >= most || outside.Count > 0) return false;
            waiting.Enqueue(item);
            (woken, reader) = (reader, null);
        }
        woken?.TrySetResult(true);
        return true;
    }

    /// <summary>Puts an item in, waiting for room; false when no more may come. Cancelled while it waits outside, it
    /// does not come in.</summary>
    public async ValueTask<bool> AddAsync(T item, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        TaskCompletionSource<bool> letIn;
        lock (gate)
        {
            if (closed) return false;
            letIn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            outside.Enqueue((item, letIn));
            LetIn();
        }
        await using var leaving = cancel.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource<bool>)state!).TrySetCanceled(token), letIn);
        return await letIn.Task;
    }

    /// <summary>Waits until there is something to take; false when everything was taken and no more may come.</summary>
    public ValueTask<bool> WaitAsync()
    {
        lock (gate)
        {
            if (waiting.Count > 0) return new(true);
            if (closed) return new(false);
            reader = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return new(reader.Task);
        }
    }

    /// <summary>Takes what waits, so many at most, and says how many.</summary>
    public int Take(List<T> into, int atMost)
    {
        lock (gate)
        {
            var taken = 0;
            for (; taken < atMost && waiting.TryDequeue(out var item); taken++) into.Add(item);
            if (outside.Count > 0) LetIn();
            return taken;
        }
    }

    /// <summary>No more may come; what is in stays to be taken.</summary>
    public void Close()
    {
        TaskCompletionSource<bool>? woken;
        lock (gate)
        {
            closed = true;
            while (outside.TryDequeue(out var late)) late.LetIn.TrySetResult(false);
            (woken, reader) = (waiting.Count == 0 ? reader : null, null);
        }
        woken?.TrySetResult(false);
    }

    private void LetIn()
    {
        while (waiting.Count < most && outside.TryDequeue(out var next))
            if (next.LetIn.TrySetResult(true)) waiting.Enqueue(next.Item);
        if (waiting.Count > 0 && reader is not null)
        {
            reader.TrySetResult(true);
            reader = null;
        }
    }
}
