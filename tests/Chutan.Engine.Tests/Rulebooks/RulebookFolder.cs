using System.Runtime.CompilerServices;
using Chutan.Engine.Rulebooks;

namespace Chutan.Engine.Tests.Rulebooks;

/// <summary>A throw-away rulebook folder with one instrument and one calendar year, to be made wrong by a test.
/// </summary>
internal sealed class RulebookFolder : IDisposable
{
    private const string Head =
        "id: test\nname-zh: 测试\nname-en: Test\nterritory: CN-HB\nzone: Asia/Shanghai\n"
        + "calendar: calendar\ncovers: [offset.limit.hubei]\n";

    public const string Order = """
        instrument:
          id: order
          number: 第1号
          title-zh: 办法
          title-en: Order
          issuer: 政府
          territory: CN-HB

        values:
          - key: offset.limit.hubei
            value: 0.10
            unit: share
            base: initial allocation
            from: CY2014
            through: CY2023
            source: text
            standing: confirmed

        """;

    public const string Year2024 = """
        year: 2024
        number: 国办发明电〔2023〕7号
        sources: [https://www.gov.cn/]
        holidays:
          - name: 国庆节
            english: National Day
            off: [2024-10-01 .. 2024-10-07]
            work: [2024-09-29, 2024-10-12]

        """;

    private readonly string path;

    public RulebookFolder([CallerMemberName] string name = "")
    {
        path = Path.Combine(Path.GetTempPath(), "chutan-tests", $"{name}-{Environment.ProcessId}");
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        Directory.CreateDirectory(Path.Combine(path, "calendar"));
        With("rulebook.yaml", Head).With("order.yaml", Order).With("calendar/2024.yaml", Year2024);
    }

    public RulebookFolder With(string file, string text)
    {
        File.WriteAllText(Path.Combine(path, file), text);
        return this;
    }

    /// <summary>The order's file with one piece of text replaced.</summary>
    public RulebookFolder Order_with(string old, string replacement)
    {
        Assert.Contains(old, Order, StringComparison.Ordinal);
        return With("order.yaml", Order.Replace(old, replacement, StringComparison.Ordinal));
    }

    public RulebookFolder Without(string file)
    {
        File.Delete(Path.Combine(path, file));
        return this;
    }

    public RulebookLoad Load() => RulebookLoader.Load(path);

    /// <summary>Loads, and expects exactly these problems: place and a part of the English text.</summary>
    public void Has_problems(params (string Place, string Part)[] expected)
    {
        var load = Load();
        Assert.Null(load.Content);
        var all = string.Join("\n", load.Problems);
        Assert.True(expected.Length == load.Problems.Length, all);
        foreach (var (place, part) in expected)
            Assert.True(load.Problems.Any(p => p.ToString().StartsWith(place + ": ", StringComparison.Ordinal)
                && p.En.Contains(part, StringComparison.Ordinal)), $"{place} {part} is not among:\n{all}");
        Assert.All(load.Problems, p => Assert.Contains(p.Zh, c => c is >= '\u4e00' and <= '\u9fff'));
    }

    public void Dispose() => Directory.Delete(path, recursive: true);
}
