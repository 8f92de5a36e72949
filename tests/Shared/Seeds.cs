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

    /// <summary>Whether one seed was named: what only many together show cannot be asked then.</summary>
    public static bool IsOne => Named is not null;

    /// <summary>The seeds for a test that goes through them itself: so many times <see cref="Count"/>.</summary>
    public static IEnumerable<int> Numbers(int times) => Named is { } one ? [one] : Enumerable.Range(1, Count * times);

    private static int? Named => Environment.GetEnvironmentVariable("CHUTAN_SEEDS") is { Length: > 0 } one
        ? int.Parse(one, NumberStyles.None, CultureInfo.InvariantCulture)
        : null;

    private static TheoryData<int> Of(int count) =>
        Named is { } one ? new TheoryData<int>(one) : new TheoryData<int>(Enumerable.Range(1, count));
}
