namespace Chutan.Engine.Journal.Files;

/// <summary>Where a block begins: segment and byte, and the position of its first record.</summary>
internal readonly record struct BlockPlace(long Position, int Segment, long Offset);

/// <summary>
/// Finds a record without reading its whole segment: remembers where a block begins about every 64 KiB of journal.
/// </summary>
internal sealed class BlockIndex
{
    private const long Interval = 64 * 1024;

    private readonly Lock gate = new();
    private readonly List<BlockPlace> places = [];

    /// <summary>Notes a block that holds records, in order.</summary>
    public void Note(BlockPlace place)
    {
        lock (gate)
        {
            if (places.Count == 0 || places[^1].Segment != place.Segment
                || place.Offset - places[^1].Offset >= Interval)
                places.Add(place);
        }
    }

    /// <summary>The nearest noted block that begins at or before this stored position.</summary>
    public BlockPlace Find(long position)
    {
        lock (gate)
        {
            int low = 0, high = places.Count - 1;
            while (low < high)
            {
                var middle = (low + high + 1) / 2;
                if (places[middle].Position <= position)
                    low = middle;
                else
                    high = middle - 1;
            }
            return places[low];
        }
    }
}
