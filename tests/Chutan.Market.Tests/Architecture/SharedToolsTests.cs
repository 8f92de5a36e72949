using Chutan.Tests;

namespace Chutan.Market.Tests.Architecture;

public sealed class SharedToolsTests
{
    [Fact]
    public void The_repository_root_holds_the_one_script() => Assert.True(File.Exists(Repository.At("chutan")));

    [Fact]
    public void A_golden_difference_names_the_line_and_both_texts() =>
        Assert.Equal("Line 2:\n  expected: b\n  actual:   c", Golden.FirstDifference("a\nb", "a\nc"));

    [Fact]
    public void A_golden_text_that_goes_on_differs_at_its_first_extra_line() =>
        Assert.Equal("Line 2:\n  expected: (end of file)\n  actual:   b", Golden.FirstDifference("a", "a\nb"));
}
