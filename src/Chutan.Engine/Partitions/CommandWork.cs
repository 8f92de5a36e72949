using System.Threading.Tasks.Sources;
using Chutan.Engine.Records;
using Chutan.Market.Kernel;

namespace Chutan.Engine.Partitions;

/// <summary>Something that waits for the writer: run in turn, and answered when everything it saw is durable. It is
/// finished or failed once, by one of the two.</summary>
internal abstract class Work
{
    /// <summary>Reads what <see cref="Run"/> will need.</summary>
    public virtual long Foresee(Partition partition) => 0;
    public abstract void Run(Partition partition);
    public abstract void Finish();
    public abstract void Fail(MarketStoppedException reason);
}

/// <summary>A command on its way through the market, and the answer that its sender waits for. Used again for another
/// command once its sender has heard the answer.</summary>
internal sealed class CommandWork(CommandPool pool) : Work, IValueTaskSource<Reply>
{
    private ManualResetValueTaskSourceCore<Reply> answer = new() { RunContinuationsAsynchronously = true };
    private Submission submission;
    private RecordHead head;

    public ref readonly Submission Submission => ref submission;
    public long Position { get; private set; }
    public bool Repeated { get; private set; }

    /// <summary>How it was decided; null of a repeated request whose first answer is in the journal only.</summary>
    public Decision? Decision { get; set; }

    /// <summary>To be awaited once.</summary>
    public ValueTask<Reply> Answer => new(this, answer.Version);

    public void Begin(in Submission next) => submission = next;

    public void Decided(in RecordHead of, Decision decision) => (head, Position, Decision) = (of, of.Position, decision);

    public void Answered(long before, Decision? decision) => (Position, Repeated, Decision) = (before, true, decision);

    /// <summary>The bytes of what was decided; valid until the codec is used again.</summary>
    public ReadOnlySpan<byte> Encode(RecordCodec codec) => codec.Encode(head, submission.Command, Decision!);

    /// <summary>What was decided here, as a record of its own.</summary>
    public MarketRecord Record(ReadOnlyMemory<byte> hash)
    {
        var record = MarketRecord.Of(head, submission.Command, Decision!);
        record.Hash = hash;
        return record;
    }

    public override long Foresee(Partition partition) => partition.Foresee(submission);

    public override void Run(Partition partition) => partition.Take(this);

    public override void Finish()
    {
        var reply = new Reply(Position, Decision!, Repeated); // a command that was stored is decided
        answer.SetResult(reply);
    }

    public override void Fail(MarketStoppedException reason) => answer.SetException(reason);

    Reply IValueTaskSource<Reply>.GetResult(short token)
    {
        try
        {
            return answer.GetResult(token);
        }
        finally
        {
            (submission, Position, Repeated, Decision) = (default, 0, false, null);
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

    public CommandWork Rent(in Submission submission)
    {
        CommandWork? work;
        lock (gate) idle.TryPop(out work);
        work ??= new CommandWork(this);
        work.Begin(submission);
        return work;
    }

    public void Return(CommandWork work)
    {
        lock (gate)
            if (idle.Count < most) idle.Push(work);
    }
}
