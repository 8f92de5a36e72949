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

    public static TheoryData<int> All =>
        Environment.GetEnvironmentVariable("CHUTAN_SEEDS") is { Length: > 0 } one
            ? new TheoryData<int>(int.Parse(one, NumberStyles.None, CultureInfo.InvariantCulture))
            : new TheoryData<int>(Enumerable.Range(1, Count));
}
