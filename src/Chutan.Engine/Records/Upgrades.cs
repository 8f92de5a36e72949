namespace Chutan.Engine.Records;

/// <summary>Raises commands and events that earlier versions of this program wrote to the shape of today. Each step is
/// kept for ever, and a golden journal in the tests has every old shape.</summary>
internal static class Upgrades
{
    /// <summary>One step: from a version of a name to the next, as JSON text.</summary>
    private static readonly ImmutableDictionary<(string Name, int From), Func<byte[], byte[]>> Steps =
        ImmutableDictionary<(string, int), Func<byte[], byte[]>>.Empty;

    public static ReadOnlySpan<byte> Raise(string name, int from, int to, ReadOnlySpan<byte> bytes)
    {
        if (from == to) return bytes;
        var current = bytes.ToArray();
        for (var version = from; version < to; version++)
            current = Steps.TryGetValue((name, version), out var step)
                ? step(current)
                : throw new FormatException($"'{name}' has no upgrade from version {version} to {version + 1}.");
        return current;
    }
}
