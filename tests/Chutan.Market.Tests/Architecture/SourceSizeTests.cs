using Chutan.Tests;

namespace Chutan.Market.Tests.Architecture;

public sealed class SourceSizeTests
{
    private const int LongestLineColumns = 120;
    private const int LongestFileLines = 700;

    [Fact]
    public void Lines_and_files_are_short_enough_to_read()
    {
        var files = new[] { "src", "tests", "bench" }.SelectMany(Sources.CSharp).ToArray();
        Assert.Contains(files, f => f.Name == "src/Chutan.Market/MarketState.cs");
        var problems = files.SelectMany(Problems).ToArray();
        Assert.True(problems.Length == 0, string.Join('\n', problems));
    }

    [Fact]
    public void A_long_line_is_found_with_its_number() => Assert.StartsWith(
        "X.cs:2 ", Assert.Single(Problems(new("X.cs", "short\n" + new string('x', LongestLineColumns + 1)))));

    [Fact]
    public void A_long_file_is_found() => Assert.Contains(
        "701 lines", Assert.Single(
            Problems(new("X.cs", string.Concat(Enumerable.Repeat("x\n", LongestFileLines + 1))))));

    [Fact]
    public void Files_and_lines_at_the_limit_pass() => Assert.Empty(Problems(new(
        "X.cs", string.Concat(Enumerable.Repeat(new string('x', LongestLineColumns) + "\n", LongestFileLines)))));

    private static IEnumerable<string> Problems(SourceFile file)
    {
        var lines = file.Text.TrimEnd('\n').Split('\n');
        if (lines.Length > LongestFileLines)
            yield return $"{file.Name} has {lines.Length} lines: which noun is missing? Give it a file of its own.";
        for (var i = 0; i < lines.Length; i++)
            if (lines[i].TrimEnd('\r').Length > LongestLineColumns)
                yield return $"{file.Name}:{i + 1} is longer than {LongestLineColumns} columns: break it.";
    }
}
