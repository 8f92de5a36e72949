using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Chutan.Engine.Rulebooks;

/// <summary>Collects the problems of one file as they are met; reading always goes on to find the rest.</summary>
internal sealed class ProblemList(string file, List<RulebookProblem> all)
{
    public string File { get; } = file;

    public void Add(long line, string zh, string en) =>
        all.Add(new RulebookProblem(File, (int)Math.Max(line, 1), zh, en));
}

/// <summary>One mapping in a YAML file, read field by field with the line of everything that is wrong.</summary>
internal sealed class YamlSection
{
    private readonly Dictionary<string, YamlNode> fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> read = new(StringComparer.Ordinal);
    private readonly ProblemList problems;

    public YamlSection(YamlMappingNode node, ProblemList problems)
    {
        this.problems = problems;
        Line = node.Start.Line;
        foreach (var (key, value) in node.Children)
            if (key is YamlScalarNode { Value: { } name }) fields[name] = value;
            else problems.Add(key.Start.Line, "字段名必须是文字。", "A field name must be a text.");
    }

    public long Line { get; }

    /// <summary>The root mapping of a file; null, with the problem noted, when there is none.</summary>
    public static YamlSection? Root(string text, ProblemList problems)
    {
        try
        {
            var stream = new YamlStream();
            using var reader = new StringReader(text);
            stream.Load(reader);
            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root)
                return new YamlSection(root, problems);
            problems.Add(1, "文件应为一个由字段组成的 YAML 文档。", "The file must be one YAML document made of fields.");
        }
        catch (YamlException wrong)
        {
            problems.Add(wrong.Start.Line, $"YAML 有误：{wrong.Message}", $"Wrong YAML: {wrong.Message}");
        }
        return null;
    }

    public bool Has(string name) => fields.ContainsKey(name);

    public long LineOf(string name) => fields.TryGetValue(name, out var node) ? node.Start.Line : Line;

    /// <summary>A text that must be there and not empty.</summary>
    public string? Required(string name)
    {
        if (Optional(name) is { Length: > 0 } text) return text;
        if (!fields.TryGetValue(name, out var node) || node is YamlScalarNode)
            problems.Add(LineOf(name), $"缺少字段 {name}。", $"The field '{name}' is missing.");
        return null;
    }

    /// <summary>A text, or null when the field is not there.</summary>
    public string? Optional(string name)
    {
        read.Add(name);
        if (!fields.TryGetValue(name, out var node)) return null;
        if (node is YamlScalarNode scalar) return (scalar.Value ?? "").Trim();
        problems.Add(node.Start.Line, $"字段 {name} 应为文字。", $"The field '{name}' must be a text.");
        return null;
    }

    /// <summary>A day, month or compliance year; null when absent or wrong.</summary>
    public (LocalDate Date, string Label)? Date(string name, bool required, bool end)
    {
        var text = required ? Required(name) : Optional(name);
        if (string.IsNullOrEmpty(text)) return null;
        if (DateLabel.Read(text, end) is { } date) return (date, text);
        problems.Add(LineOf(name), $"{name} 的日期“{text}”无效：应为 2024-03-01、2015-04 或 CY2024。",
            $"The date '{text}' of '{name}' is not valid: expected 2024-03-01, 2015-04 or CY2024.");
        return null;
    }

    /// <summary>A mapping inside this one; null, with the problem noted, when it is not there.</summary>
    public YamlSection? Section(string name)
    {
        read.Add(name);
        if (fields.TryGetValue(name, out var node) && node is YamlMappingNode mapping)
            return new YamlSection(mapping, problems);
        problems.Add(LineOf(name), $"缺少 {name} 部分。", $"The section '{name}' is missing.");
        return null;
    }

    /// <summary>The mappings in a list.</summary>
    public IReadOnlyList<YamlSection> Sections(string name, bool required)
    {
        var result = new List<YamlSection>();
        foreach (var item in Items(name, required))
            if (item is YamlMappingNode mapping) result.Add(new YamlSection(mapping, problems));
            else problems.Add(item.Start.Line, $"{name} 的每一项应由字段组成。", $"Each item of '{name}' must be made of fields.");
        return result;
    }

    /// <summary>The texts in a list, with their lines.</summary>
    public IReadOnlyList<(string Text, long Line)> Texts(string name, bool required)
    {
        var result = new List<(string, long)>();
        foreach (var item in Items(name, required))
            if (item is YamlScalarNode { Value: { } text }) result.Add((text, item.Start.Line));
            else problems.Add(item.Start.Line, $"{name} 的每一项应为文字。", $"Each item of '{name}' must be a text.");
        return result;
    }

    /// <summary>Notes every field nobody asked for. Call last.</summary>
    public void RefuseOthers()
    {
        foreach (var (name, node) in fields)
            if (!read.Contains(name))
                problems.Add(node.Start.Line, $"没有名为 {name} 的字段。", $"There is no field '{name}' here.");
    }

    private IEnumerable<YamlNode> Items(string name, bool required)
    {
        read.Add(name);
        if (fields.TryGetValue(name, out var node))
        {
            if (node is YamlSequenceNode list) return list.Children;
            problems.Add(node.Start.Line, $"{name} 应为列表。", $"'{name}' must be a list.");
        }
        else if (required) problems.Add(Line, $"缺少列表 {name}。", $"The list '{name}' is missing.");
        return [];
    }
}
