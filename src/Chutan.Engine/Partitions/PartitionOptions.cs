namespace Chutan.Engine.Partitions;

/// <summary>How much is checked after each accepted command.</summary>
public enum Checking
{
    /// <summary>Only at the close of a business day.</summary>
    AtClose = 0,
    /// <summary>What the command touched, after each; everything at the close of a business day.</summary>
    EachCommand = 1,
    /// <summary>Everything after each command: for small tests.</summary>
    Everything = 2,
}

/// <summary>Settings of one partition; every queue and batch has its bound here.</summary>
public sealed record PartitionOptions
{
    /// <summary>Records in one group commit at most.</summary>
    public int BatchRecords { get; init; } = 1024;

    /// <summary>Commands and questions waiting at most; senders wait beyond that.</summary>
    public int QueueLength { get; init; } = 16 * 1024;

    /// <summary>Where snapshots are kept; null for none.</summary>
    public string? SnapshotDirectory { get; init; }

    /// <summary>Records between two snapshots.</summary>
    public long SnapshotEvery { get; init; } = 100_000;

    public Checking Checking { get; init; } = Checking.AtClose;
}
