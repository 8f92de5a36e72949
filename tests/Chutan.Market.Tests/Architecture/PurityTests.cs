using Chutan.Market.Kernel;

namespace Chutan.Market.Tests.Architecture;

public sealed class PurityTests
{
    private static readonly ImmutableArray<Type> Market = [.. typeof(Tonnes).Assembly.GetTypes()];

    [Fact]
    public void The_core_knows_nothing_of_the_outside_world() => None(Purity.OutsideWorld(Market));

    [Fact]
    public void The_core_has_no_binary_floating_point() => None(Purity.BinaryFloatingPoint(Market));

    [Fact]
    public void Types_of_the_core_are_sealed() => None(Purity.Unsealed(Market));

    [Fact]
    public void The_core_has_no_static_that_can_change() => None(Purity.ChangeableStatics(Market));

    [Theory]
    [InlineData(typeof(ReadsAFile), "System.IO.File")]
    [InlineData(typeof(ReadsTheClock), "System.DateTime")]
    [InlineData(typeof(StartsATask), "System.Threading.Tasks.Task")]
    [InlineData(typeof(InventsAnId), "System.Guid.NewGuid")]
    [InlineData(typeof(AsksTheHost), "System.Environment")]
    [InlineData(typeof(HashesByIdentity), "System.Object.GetHashCode")]
    public void A_use_of_the_outside_world_is_found(Type sample, string used) =>
        Assert.Contains(Purity.OutsideWorld([sample]), s => s.Contains($" uses {used}:", StringComparison.Ordinal));

    [Fact]
    public void An_iterator_is_not_mistaken_for_a_use_of_the_host() =>
        Assert.Empty(Purity.OutsideWorld(typeof(Iterates).GetNestedTypes(System.Reflection.BindingFlags.NonPublic)));

    [Theory]
    [InlineData(typeof(HoldsADouble))]
    [InlineData(typeof(TakesAFloat))]
    [InlineData(typeof(DividesOnTheWay))]
    [InlineData(typeof(AveragesWithLinq))]
    public void Binary_floating_point_is_found(Type sample) => Assert.Single(Purity.BinaryFloatingPoint([sample]));

    [Fact]
    public void Decimal_is_not_binary_floating_point() =>
        Assert.Empty(Purity.BinaryFloatingPoint([typeof(HoldsADecimal)]));

    [Theory]
    [InlineData(typeof(CouldBeInherited))]
    [InlineData(typeof(NobodyDerives))]
    [InlineData(typeof(IOnlyOnce))]
    public void An_open_type_is_found(Type sample) => Assert.Single(Purity.Unsealed([sample, typeof(OnlyOnce)]));

    [Theory]
    [InlineData(typeof(CountsInAStatic))]
    [InlineData(typeof(KeepsAStaticList))]
    [InlineData(typeof(KeepsAStaticArray))]
    public void A_static_that_can_change_is_found(Type sample) => Assert.Single(Purity.ChangeableStatics([sample]));

    [Fact]
    public void A_frozen_table_is_no_static_that_can_change() =>
        Assert.Empty(Purity.ChangeableStatics([typeof(KeepsATable)]));

    private static void None(IReadOnlyCollection<string> problems) =>
        Assert.True(problems.Count == 0, string.Join('\n', problems));
}
