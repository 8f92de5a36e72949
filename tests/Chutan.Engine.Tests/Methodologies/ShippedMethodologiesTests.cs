using Chutan.Engine.Methodologies;
using Chutan.Market.Quantification;

namespace Chutan.Tests.Methodologies;

/// <summary>The methodologies that are shipped load without a fault, and every worked example in them holds.</summary>
public sealed class ShippedMethodologiesTests
{
    private static readonly MethodologyLibrary Library = MethodologyLibrary.Load(Repository.At("methodologies"));

    [Fact]
    public void Every_shipped_methodology_loads_without_a_fault()
    {
        Assert.True(Library.Faults.IsEmpty, string.Join('\n', Library.Faults));
        Assert.NotEmpty(Library.All);
    }

    public static TheoryData<string, string> Fixtures()
    {
        var data = new TheoryData<string, string>();
        foreach (var methodology in Library.All)
            foreach (var fixture in methodology.Fixtures)
                data.Add($"{methodology.Id}@{methodology.Version}", fixture.Name);
        return data;
    }

    [Theory, MemberData(nameof(Fixtures))]
    public void A_worked_example_gives_what_it_says(string methodology, string fixture)
    {
        var faults = new Faults();
        Calculating.CheckFixture(Library.Find(methodology)!, Library.Find(methodology)!.Fixtures
            .Single(f => f.Name == fixture), faults);
        Assert.True(!faults.Any, string.Join('\n', faults.Sorted));
    }

    [Fact]
    public void Every_row_of_the_rule_set_table_names_a_methodology_that_is_there() => Assert.All(
        Library.RuleSets.Rows, r => Assert.NotNull(Library.Find($"{r.Methodology}@{r.Version}")));
}
