using Chutan.Engine.Records;

namespace Chutan.Engine.Partitions;

/// <summary>A listener on its way in. It hears what comes behind it in the queue.</summary>
internal sealed class Registration(Func<MarketRecord, ValueTask> listener) : Work
{
    private long first;

    public Func<MarketRecord, ValueTask> Listener { get; } = listener;
    public TaskCompletionSource<long> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override void Run(Partition partition) => first = partition.Hear();
    public override void Finish(in Reply reply) => Done.TrySetResult(first);
    public override void Fail(MarketStoppedException reason) => Done.TrySetException(reason);
}
