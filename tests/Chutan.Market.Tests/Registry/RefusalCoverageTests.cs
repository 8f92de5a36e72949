using System.Reflection;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Tests;

namespace Chutan.Market.Tests.Registry;

public sealed class RefusalCoverageTests
{
    public static TheoryData<string> Codes => [.. typeof(RegistryRefusals)
        .GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.FieldType == typeof(RefusalCode))
        .Select(f => f.Name).Order()];

    /// <summary>Each refusal of the room is produced by a test of the room, which names it.</summary>
    [Theory, MemberData(nameof(Codes))]
    public void Every_refusal_of_the_registry_has_a_test_that_produces_it(string name) =>
        Assert.Contains(Directory.GetFiles(Repository.At("tests", "Chutan.Market.Tests", "Registry"), "*.cs"),
            f => File.ReadAllText(f).Contains($"RegistryRefusals.{name}", StringComparison.Ordinal));
}
