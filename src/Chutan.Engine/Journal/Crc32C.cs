using System.Numerics;
using System.Runtime.InteropServices;

namespace Chutan.Engine.Journal;

/// <summary>CRC-32C (Castagnoli), continued over consecutive pieces; it finds changed bytes, not changed
/// intent.</summary>
internal static class Crc32C
{
    /// <summary>The checksum of everything so far and then these bytes. Begin with 0.</summary>
    public static uint Continue(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : System.Buffers.Binary
                .BinaryPrimitives.ReverseEndianness(word));
        foreach (var rest in bytes[(words.Length * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }
}
