namespace Chutan.Engine.Partitions;

/// <summary>What was decided and waits to be stored together: the works to answer, and the records as bytes, made while
/// they were fresh in the memory of the one who decided them.</summary>
internal sealed class DecidedBatch
{
    /// <summary>With so many bytes of records a batch is full.</summary>
    private const int EnoughBytes = 8 * 1024 * 1024;

    /// <summary>A buffer beyond this was for unusual records, and is not kept.</summary>
    private const int KeptBytes = 2 * EnoughBytes;

    private readonly List<int> ends = [];
    private byte[] bytes = new byte[512 * 1024];

    public List<Work> Works { get; } = [];

    /// <summary>Whether somebody in it asks to hear what comes behind.</summary>
    public bool HasListener { get; set; }

    public int Records => ends.Count;
    public bool IsLarge => End >= EnoughBytes;

    private int End => ends.Count == 0 ? 0 : ends[^1];

    public void Add(ReadOnlySpan<byte> record)
    {
        var end = End + record.Length;
        if (end > bytes.Length) Array.Resize(ref bytes, Math.Max(end, 2 * bytes.Length));
        record.CopyTo(bytes.AsSpan(End));
        ends.Add(end);
    }

    public ReadOnlySpan<byte> Record(int index)
    {
        var start = index == 0 ? 0 : ends[index - 1];
        return bytes.AsSpan(start, ends[index] - start);
    }

    /// <summary>To be filled anew. Works that were not answered stay.</summary>
    public void Reset()
    {
        ends.Clear();
        HasListener = false;
        if (bytes.Length > KeptBytes) bytes = new byte[EnoughBytes];
    }
}
