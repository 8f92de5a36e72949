using System.Threading.Tasks.Sources;

namespace Chutan.Engine.Partitions;

/// <summary>Something that waits for the writer: run in turn, and answered when everything it saw is durable. It is
/// finished or failed once, by one of the two.</summary>
internal abstract class Work
{
    /// <summary>What is to be done in turn; a command's own work is done by the writer.</summary>
    public virtual void Run(Partition partition) { }

    /// <param name="reply">The answer to a command; nothing else has one.</param>
    public abstract void Finish(in Reply reply);
    public abstract void Fail(MarketStoppedException reason);
}

/// <summary>The answer that the sender of a command waits for. Used again for another command once it is heard.
/// </summary>
internal sealed class CommandWork(CommandPool pool) : Work, IValueTaskSource<Reply>
{
    private ManualResetValueTaskSourceCore<Reply> answer = new() { RunContinuationsAsynchronously = true };

    /// <summary>To be awaited once.</summary>
    public ValueTask<Reply> Answer => new(this, answer.Version);

    public override void Finish(in Reply reply) => answer.SetResult(reply);

    public override void Fail(MarketStoppedException reason) => answer.SetException(reason);

    Reply IValueTaskSource<Reply>.GetResult(short token)
    {
        try
        {
            return answer.GetResult(token);
        }
        finally
        {
            answer.Reset();
            pool.Return(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<Reply>.GetStatus(short token) => answer.GetStatus(token);

    void IValueTaskSource<Reply>.OnCompleted(Action<object?> continuation, object? state, short token,
        ValueTaskSourceOnCompletedFlags flags) => answer.OnCompleted(continuation, state, token, flags);
}

/// <summary>Commands' work that is not under way, so many at most.</summary>
internal sealed class CommandPool(int most)
{
    private readonly Lock gate = new();
    private readonly Stack<CommandWork> idle = new();

    public CommandWork Rent()
    {
        CommandWork? work;
        lock (gate) idle.TryPop(out work);
        return work ?? new CommandWork(this);
    }

    public void Return(CommandWork work)
    {
        lock (gate)
            if (idle.Count < most) idle.Push(work);
    }
}
