using Chutan.Market.Kernel;

namespace Chutan.Market.Tests.Mrv;

/// <summary>A state written and read again, which must be the same to the byte.</summary>
internal static class Snapshots
{
    public static void Check(MarketState state)
    {
        var first = Bytes(state);
        Assert.Equal(first, Bytes(MarketState.Load(new StateReader(first))));
    }

    private static byte[] Bytes(MarketState state)
    {
        var writer = new StateWriter();
        state.Save(writer);
        return writer.Written.ToArray();
    }
}
