using System.Text;

namespace Chutan.Tests;

/// <summary>
/// Reviewed text output, in <c>tests/golden</c>. A difference fails and shows the first differing line;
/// <c>./chutan check --accept</c> (CHUTAN_ACCEPT=1) writes the new text, for review in the commit.
/// </summary>
internal static class Golden
{
    public static void Equal(string name, string actual)
    {
        var path = Repository.At("tests", "golden", name);
        var text = actual.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("CHUTAN_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? Repository.Root);
            File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return;
        }

        Assert.True(File.Exists(path), $"tests/golden/{name} is not there: run ./chutan check --accept and review it.");
        var expected = File.ReadAllText(path, Encoding.UTF8).ReplaceLineEndings("\n");
        if (expected != text)
            Assert.Fail($"tests/golden/{name} differs. {FirstDifference(expected, text)}\n"
                + "If the new text is right, run ./chutan check --accept and review the change in the commit.");
    }

    internal static string FirstDifference(string expected, string actual)
    {
        var left = expected.Split('\n');
        var right = actual.Split('\n');
        for (var i = 0; ; i++)
        {
            var was = i < left.Length ? left[i] : "(end of file)";
            var now = i < right.Length ? right[i] : "(end of file)";
            if (was != now || (i >= left.Length && i >= right.Length))
                return $"Line {i + 1}:\n  expected: {was}\n  actual:   {now}";
        }
    }
}
