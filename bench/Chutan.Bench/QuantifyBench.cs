using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Chutan.Market.Quantification;

namespace Chutan.Bench;

/// <summary>
/// How many evaluations of a simple formula one core makes in a second by the bulk path, what each allocates, and how
/// long the exact calculation with its trace takes for the same figures. The answers of both are compared first.
/// </summary>
internal static class QuantifyBench
{
    private const int Rounds = 7;
    private const int WarmRounds = 2;
    private const int PerRound = 10_000_000;
    private const int ExactRuns = 20_000;
    private const double GoalPerSecond = 5_000_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>A trip by a mode instead of a car, in whole grams; and the same with a cap and a case.</summary>
    private static readonly (string Name, string Formula)[] Formulas =
    [
        ("d × (EF_car − EF_mode) × n", "d * (EF_car - lookup(EF, mode)) * n"),
        ("min(…, cap) with a case", "min(case(mode == 'car' => 0, else => d * (EF_car - lookup(EF, mode)) * n), cap)"),
    ];

    public static async Task<int> RunAsync()
    {
        var machine = Machine.Describe(Directory.GetCurrentDirectory());
        var results = Formulas.Select(f => Measure(f.Name, Read(f.Formula))).ToList();
        var lines = new List<string>
        {
            "# Bulk quantification on one core",
            "",
            machine.ToString(),
            "",
            string.Create(CultureInfo.InvariantCulture,
                $"Median of {Rounds} rounds of {PerRound:N0} evaluations (range), one thread, rounded to whole grams; ")
                + "the exact calculation keeps a full trace and its hash.",
            "",
            "| formula | steps | million/s | bytes each | exact, µs | goal ≥ 5 million/s, 0 bytes |",
            "|---|---:|---:|---:|---:|---|",
        };
        lines.AddRange(results.Select(r => r.Line()));
        foreach (var line in lines) Console.WriteLine(line);
        var folder = Directory.CreateDirectory(Path.Combine("bench", "results")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "quantify.md"), string.Join('\n', lines) + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "quantify.json"),
            JsonSerializer.Serialize(new { machine, rounds = Rounds, perRound = PerRound, results }, Json) + "\n");
        return results.All(r => r.Holds) ? 0 : 1;
    }

    private static Result Measure(string name, Methodology methodology)
    {
        var faults = new Faults();
        var bulk = BulkFormula.Make(methodology, "E", [new("d", 3), new("n", 0), new("mode", 0)], 2022, "CN", faults)
            ?? throw new InvalidOperationException(string.Join('\n', faults.Sorted));
        Compare(methodology, bulk);
        for (var warm = 0; warm < WarmRounds; warm++) Round(bulk, PerRound);
        var (rates, bytes) = (new List<double>(), 0L);
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            Round(bulk, PerRound);
            var took = Stopwatch.GetElapsedTime(start);
            bytes += GC.GetAllocatedBytesForCurrentThread() - before;
            rates.Add(PerRound / took.TotalSeconds);
        }
        rates.Sort();
        for (var i = 0; i < ExactRuns; i++) Exact(methodology, [i % 1000 * 1000, 1, 1]);
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < ExactRuns; i++) Exact(methodology, [i % 1000 * 1000, 1, 1]);
        var exact = Stopwatch.GetElapsedTime(begin).TotalMicroseconds / ExactRuns;
        return new Result(name, bulk.Steps, Math.Round(rates[Rounds / 2]), Math.Round(rates[0]), Math.Round(rates[^1]),
            bytes / (double)Rounds / PerRound, Math.Round(exact, 1));
    }

    private static long Round(BulkFormula bulk, int count)
    {
        Span<long> figures = stackalloc long[3];
        var (sum, distance) = (0L, 1L);
        for (var i = 0; i < count; i++)
        {
            distance = (distance * 1_103_515_245 + 12_345) & 0x7FFF_FFFF;
            (figures[0], figures[1], figures[2]) = (distance % 100_000, 1 + i % 3, i % 4);
            if (bulk.TryEvaluate(figures, out var grams)) sum += grams;
        }
        return sum;
    }

    private static void Compare(Methodology methodology, BulkFormula bulk)
    {
        for (var i = 0; i < 1_000; i++)
        {
            long[] figures = [i * 97L % 100_000, 1 + i % 3, i % 4];
            if (!bulk.TryEvaluate(figures, out var grams)
                || Exact(methodology, figures) != grams.ToString(CultureInfo.InvariantCulture))
                throw new InvalidOperationException($"Bulk and exact differ for {string.Join(", ", figures)}.");
        }
    }

    private static string Exact(Methodology methodology, long[] figures)
    {
        var data = new InputData(2022, "CN", 1, 12,
        [
            Given("d", string.Create(CultureInfo.InvariantCulture, $"{figures[0]}e-3")),
            Given("n", figures[1].ToString(CultureInfo.InvariantCulture)),
            Given("mode", methodology.Inputs[2].Options[(int)figures[2]].Code),
        ], [], [], default);
        var faults = new Faults();
        return Calculating.Run(methodology, data, [], faults)?.Results[0].Value
            ?? throw new InvalidOperationException(string.Join('\n', faults.Sorted));
    }

    private static GivenValue Given(string name, string text) => new(name, text, "", [], default);

    private static Methodology Read(string formula)
    {
        const string text = """
            {"id": "trip", "version": "1", "zh": "出行", "en": "Trip", "sector": "bench", "issuer": "bench",
             "source": "bench",
             "series": [{"id": "trip", "zh": "因子", "en": "factor", "unit": "gCO2e/person/km", "region": "CN",
               "source": "bench", "standing": "assumed", "year": "2020", "values": [{"item": "car", "value": "171.5"},
               {"item": "bus", "value": "68.25"}, {"item": "metro", "value": "40.375"},
               {"item": "bike", "value": "0"}]}],
             "constants": [{"name": "cap", "zh": "上限", "en": "cap", "value": "5000", "unit": "gCO2e"}],
             "factors": [{"name": "EF", "zh": "因子", "en": "factor", "series": "trip", "region": "CN"},
               {"name": "EF_car", "zh": "小汽车", "en": "car", "series": "trip", "item": "car", "region": "CN"}],
             "inputs": [{"name": "d", "zh": "距离", "en": "distance", "unit": "km", "min": "0", "max": "1000"},
               {"name": "n", "zh": "人数", "en": "persons", "unit": "person", "min": "1", "max": "50"},
               {"name": "mode", "zh": "方式", "en": "mode", "options": [{"code": "car", "zh": "车", "en": "car"},
                 {"code": "bus", "zh": "公交", "en": "bus"}, {"code": "metro", "zh": "地铁", "en": "metro"},
                 {"code": "bike", "zh": "自行车", "en": "bike"}]}],
             "formulas": [{"name": "E", "zh": "减排", "en": "saved", "unit": "gCO2e", "expr": "$expr"}],
             "results": [{"name": "E", "digits": "0", "rule": "floor"}]}
            """;
        var faults = new Faults();
        return Methodology.FromContent(text.Replace("$expr", formula, StringComparison.Ordinal), faults)
            ?? throw new InvalidOperationException(string.Join('\n', faults.Sorted));
    }

    private sealed record Result(
        string Name, int Steps, double PerSecond, double Least, double Most, double BytesEach, double ExactMicroseconds)
    {
        public bool Holds => PerSecond >= GoalPerSecond && BytesEach == 0;

        public string Line() => string.Create(CultureInfo.InvariantCulture,
            $"| {Name} | {Steps} | {PerSecond / 1e6:F1} ({Least / 1e6:F1}–{Most / 1e6:F1}) | {BytesEach:F3} | "
            + $"{ExactMicroseconds:F1} | {(Holds ? "holds" : "missed")} |");
    }
}
