using System.Globalization;

namespace Chutan.Tests;

/// <summary>
/// The seeds of the property and simulation tests: 1 to 20, or the one named by <c>./chutan check --seed N</c>
/// (CHUTAN_SEEDS=N). A test that uses them carries <c>[Trait("kind", "simulation")]</c>, or that command cannot find
/// it.
/// </summary>
public static class Seeds
{
    public const int Count = 20;

    /// <summary>Ten times as many, for the trading rooms, whose commands are many and quick.</summary>
    public static TheoryData<int> Many => Of(Count * 10);

    public static TheoryData<int> All => Of(Count);

    private static TheoryData<int> Of(int count) =>
        Environment.GetEnvironmentVariable("CHUTAN_SEEDS") is { Length: > 0 } one
            ? new TheoryData<int>(int.Parse(one, NumberStyles.None, CultureInfo.InvariantCulture))
            : new TheoryData<int>(Enumerable.Range(1, count));
}
