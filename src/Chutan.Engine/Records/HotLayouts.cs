namespace Chutan.Engine.Records;

/// <summary>Fixed binary layouts of the order flow. The first byte is the layout's tag, below 32, so that it can never
/// be taken for the '{' of a JSON text.</summary>
internal static class HotLayouts
{
    public static bool TryWrite(object value, RecordWriter to) => false;

    public static object? TryRead(Type type, ReadOnlySpan<byte> bytes) => null;
}
