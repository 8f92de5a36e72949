namespace Chutan.Market.Quantification;

/// <summary>How a value of one calculation relates to the same value of the other.</summary>
public enum ComparedChange
{
    Same = 0,
    Changed = 1,
    /// <summary>Only the first calculation has it.</summary>
    FirstOnly = 2,
    /// <summary>Only the second calculation has it.</summary>
    SecondOnly = 3,
}

/// <summary>One value of two calculations side by side.</summary>
/// <param name="Row">Which row of which table; empty for single figures.</param>
/// <param name="First">As shown to people; empty where the first has none. Likewise the second.</param>
/// <param name="Difference">Second less first; empty when they cannot be subtracted.</param>
public sealed record ComparedValue(TraceKind Kind, string Name, string Row, string Zh, string En, string Unit,
    string First, string Second, string Difference, ComparedChange Change);

/// <summary>版本对比: the same figures under two versions. Neither result is touched by it.</summary>
/// <param name="Results">What the methods answer with.</param>
/// <param name="Factors">Constants and dated factors.</param>
/// <param name="Lines">Inputs, substituted values and steps.</param>
/// <param name="NotAsked">Given figures the second method does not ask for; they had no part in it.</param>
public sealed record Comparison(Calculation First, Calculation Second, ImmutableArray<ComparedValue> Results,
    ImmutableArray<ComparedValue> Factors, ImmutableArray<ComparedValue> Lines, ImmutableArray<string> NotAsked);

/// <summary>按另一版本重算: recalculates under another version, or with other values, beside the first result.</summary>
public static class Comparing
{
    private const int ShownDigits = 8;

    /// <summary>Both calculations side by side, or null with everything wrong noted. The second may be of any version,
    /// also one that is not for the year; it is then marked as tried out, as it is when values are overridden.
    /// </summary>
    public static Comparison? Run(Methodology first, Methodology second, InputData data,
        ImmutableArray<Override> overrides, Faults faults)
    {
        var own = new Faults();
        var before = Calculating.Run(first, data, [], own);
        var (fitted, notAsked) = Fit(data, second);
        var after = Calculating.RunInAnyYear(second, fitted, overrides, own);
        faults.AddAll(own);
        return before is null || after is null ? null : Of(before, after, notAsked);
    }

    /// <summary>Two calculations that were made, side by side.</summary>
    public static Comparison Of(Calculation first, Calculation second, ImmutableArray<string> notAsked)
    {
        var results = Pair(
            first.Results.Select(r => (r.Name, Line(r))), second.Results.Select(r => (r.Name, Line(r))));
        var lines = Pair(first.Trace.Select(t => (Key(t), t)), second.Trace.Select(t => (Key(t), t)));
        return new Comparison(first, second, results, [.. lines.Where(IsFixed)], [.. lines.Where(l => !IsFixed(l))],
            notAsked);
    }

    /// <summary>The part of the figures a method asks for, and the names of the rest. Factors somebody stated belong to
    /// the first method and are left out without a word.</summary>
    internal static (InputData Data, ImmutableArray<string> NotAsked) Fit(InputData data, Methodology to)
    {
        var dropped = new SortedSet<string>(StringComparer.Ordinal);
        var tables = ImmutableArray.CreateBuilder<GivenTable>();
        foreach (var table in data.Tables)
        {
            if (to.Table(table.Name) is not { } asked)
            {
                dropped.Add(table.Name);
                continue;
            }
            tables.Add(table with
            {
                Rows = [.. table.Rows.Select(r => r with
                {
                    Values = [.. r.Values.Where(v => Keep(v.Name, asked.Column(v.Name) is not null
                        || (asked.HasMonths && v.Name == InputData.MonthColumn), table.Name))],
                })],
            });
        }
        return (data with
        {
            Values = [.. data.Values.Where(v => Keep(v.Name, to.Inputs.Any(i => i.Name == v.Name), ""))],
            Tables = tables.ToImmutable(),
            StatedFactors = [],
        }, [.. dropped]);

        bool Keep(string name, bool asked, string table)
        {
            if (!asked) dropped.Add(table.Length == 0 ? name : $"{table}.{name}");
            return asked;
        }
    }

    private static bool IsFixed(ComparedValue line) => line.Kind is TraceKind.Constant or TraceKind.Factor;

    private static string Key(TraceLine line) => line.Kind switch
    {
        TraceKind.Constant or TraceKind.Factor => $"fixed|{line.Name}",
        TraceKind.Input or TraceKind.Substitute => $"given|{line.Row}|{line.Name}",
        _ => $"step|{line.Row}|{line.Name}",
    };

    private static TraceLine Line(OutputValue result) => new(TraceKind.Result, result.Name, "", result.Zh, result.En,
        "", result.Value, result.Value, result.Unit == "1" ? "" : result.Unit, [], "", null, false);

    /// <summary>In the order of the first, then what only the second has.</summary>
    private static ImmutableArray<ComparedValue> Pair(
        IEnumerable<(string Key, TraceLine Line)> first, IEnumerable<(string Key, TraceLine Line)> second)
    {
        var after = new Dictionary<string, TraceLine>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (var (key, line) in second)
            if (after.TryAdd(key, line)) order.Add(key);
        var pairs = ImmutableArray.CreateBuilder<ComparedValue>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, line) in first)
            if (seen.Add(key)) pairs.Add(Compare(line, after.GetValueOrDefault(key)));
        foreach (var key in order.Where(k => !seen.Contains(k))) pairs.Add(Compare(null, after[key]));
        return pairs.ToImmutable();
    }

    private static ComparedValue Compare(TraceLine? first, TraceLine? second)
    {
        var named = first ?? second ?? throw new ArgumentNullException(nameof(first));
        var change = (first, second) switch
        {
            (null, _) => ComparedChange.SecondOnly,
            (_, null) => ComparedChange.FirstOnly,
            var (a, b) => a.Value == b.Value && a.Unit == b.Unit ? ComparedChange.Same : ComparedChange.Changed,
        };
        return new ComparedValue(named.Kind, named.Name, named.Row, named.Zh, named.En, named.Unit, first?.Shown ?? "",
            second?.Shown ?? "", Difference(first, second), change);
    }

    private static string Difference(TraceLine? first, TraceLine? second) =>
        first is not null && second is not null && first.Unit == second.Unit
        && Rational.Exact(first.Value) is { } a && Rational.Exact(second.Value) is { } b
            ? (b - a).Shown(ShownDigits) : "";
}
