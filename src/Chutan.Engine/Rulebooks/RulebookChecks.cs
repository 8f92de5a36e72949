using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;

namespace Chutan.Engine.Rulebooks;

/// <summary>What can only be seen when all files of a rulebook are read.</summary>
internal static class RulebookChecks
{
    /// <summary>No two files may describe the same instrument.</summary>
    public static void Instruments(IReadOnlyList<InstrumentFile> files, List<RulebookProblem> found)
    {
        foreach (var same in files.GroupBy(f => f.Instrument.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            var first = same.First();
            foreach (var again in same.Skip(1))
                Add(found, again.File, again.Line,
                    $"文件 {first.File} 第 {first.Line} 行已有编号为 {same.Key} 的文件。",
                    $"An instrument '{same.Key}' already stands at {first.File}:{first.Line}.");
        }
    }

    /// <summary>On no day may a key have two values; the same first day twice is a duplicate.</summary>
    public static void Intervals(IReadOnlyList<InstrumentFile> files, List<RulebookProblem> found)
    {
        var keys = files.SelectMany(f => f.Values).GroupBy(v => v.Value.Key, StringComparer.Ordinal);
        foreach (var versions in keys)
        {
            PlacedValue? reaching = null;
            foreach (var next in versions.OrderBy(v => v.Value.From))
            {
                if (reaching is not null && (reaching.Value.Through is not { } end || next.Value.From <= end))
                    AddOverlap(found, versions.Key, reaching, next);
                if (reaching is null || (reaching.Value.Through is { } until
                        && (next.Value.Through is not { } later || later > until)))
                    reaching = next;
            }
        }
    }

    /// <summary>Every key the rulebook says it covers has a row or stands under "unset", and not both.</summary>
    public static void Coverage(RulebookHead head, IReadOnlyList<InstrumentFile> files, List<RulebookProblem> found)
    {
        const string file = "rulebook.yaml";
        var given = files.SelectMany(f => f.Values)
            .Select(v => RuleKeys.WithoutScope(v.Value.Key)).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, line) in head.Unset)
            if (given.Contains(key))
                Add(found, file, line, $"{key} 列为未设，却已有取值。", $"{key} stands under 'unset' but has a value.");
        var unset = head.Unset.Select(u => u.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (prefix, line) in head.Covers)
        {
            var covered = RuleKeys.Keys.Where(k => k.Name == prefix
                || k.Name.StartsWith(prefix + ".", StringComparison.Ordinal)).ToList();
            if (covered.Count == 0)
                Add(found, file, line, $"没有以 {prefix} 开头的参数。", $"No key begins with '{prefix}'.");
            foreach (var key in covered)
                if (!given.Contains(key.Name) && !unset.Contains(key.Name))
                    Add(found, file, line, $"参数 {key.Name} 没有任何取值，也未列为未设。",
                        $"The key {key.Name} has no value and does not stand under 'unset'.");
        }
    }

    private static void AddOverlap(List<RulebookProblem> found, string key, PlacedValue first, PlacedValue second)
    {
        if (first.Value.From == second.Value.From)
            Add(found, second.File, second.Line,
                $"{key} 自 {Text.Of(second.Value.From)} 起的取值重复：另见 {first.File} 第 {first.Line} 行。",
                $"{key} from {Text.Of(second.Value.From)} is a duplicate: see also {first.File}:{first.Line}.");
        else
            Add(found, second.File, second.Line,
                $"{key} 自 {Text.Of(second.Value.From)} 起的取值与 {first.File} 第 {first.Line} 行的取值重叠。",
                $"{key} from {Text.Of(second.Value.From)} overlaps the value at {first.File}:{first.Line}.");
    }

    private static void Add(List<RulebookProblem> found, string file, long line, string zh, string en) =>
        new ProblemList(file, found).Add(line, zh, en);
}
