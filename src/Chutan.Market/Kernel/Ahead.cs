using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Chutan.Market.Kernel;

/// <summary>Tells the processor what will be read soon, so that it fetches the memory of many commands together instead
/// of waiting for each. It changes nothing, and where the processor does not know of it, nothing happens.</summary>
public static unsafe class Ahead
{
    public static void Expect<T>(ref readonly T place)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in place)));
    }

    /// <summary>An object's own fields. That it may be moved meanwhile does no harm.</summary>
    public static void ExpectFields(object? thing)
    {
        if (!Sse.IsSupported) return;
        var start = *(byte**)Unsafe.AsPointer(ref thing);
        Sse.Prefetch0(start);
        Sse.Prefetch0(start + LineBytes);
    }

    private const int LineBytes = 64;
}
