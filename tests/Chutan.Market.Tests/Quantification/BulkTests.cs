using System.Globalization;
using Chutan.Market.Quantification;
using Chutan.Tests;

namespace Chutan.Market.Tests.Quantification;

/// <summary>The bulk path gives what the exact calculation gives, to the digit, or refuses to be made.</summary>
public sealed class BulkTests
{
    private const string Head = """
        {'id': 'trip', 'version': '1', 'zh': '出行', 'en': 'Trip', 'sector': 'inclusion', 'issuer': '试验',
         'source': 'tests',
         'series': [{'id': 'car', 'zh': '因子', 'en': 'factor', 'unit': 'gCO2e/person/km', 'region': 'CN',
            'source': 's1', 'standing': 'reported', 'year': '2020', 'values': [{'item': 'car', 'value': '171.5'},
            {'item': 'bus', 'value': '68.25'}, {'item': 'bike', 'value': '0'}]}],
         'constants': [{'name': 'third', 'zh': '三分之一', 'en': 'third', 'value': '1/3', 'unit': '1'}],
         'factors': [{'name': 'EF', 'zh': '因子', 'en': 'factor', 'series': 'car', 'region': 'CN'},
            {'name': 'EF_car', 'zh': '小汽车', 'en': 'car', 'series': 'car', 'item': 'car', 'region': 'CN'}],
         'inputs': [{'name': 'd', 'zh': '距离', 'en': 'distance', 'unit': 'km', 'min': '0', 'max': '1000'},
            {'name': 'n', 'zh': '人数', 'en': 'persons', 'unit': 'person', 'min': '1', 'max': '50'},
            {'name': 'x', 'zh': '数', 'en': 'number', 'unit': '1', 'min': '-100', 'max': '100'},
            {'name': 'free', 'zh': '数', 'en': 'number', 'unit': '1', 'optional': 'yes'},
            {'name': 'mode', 'zh': '方式', 'en': 'mode', 'options': [{'code': 'car', 'zh': '车', 'en': 'car'},
              {'code': 'bus', 'zh': '公交', 'en': 'bus'}, {'code': 'bike', 'zh': '自行车', 'en': 'bike'}]}],
         'formulas': [{'name': 'E', 'zh': '减排', 'en': 'saved', 'unit': '$unit', 'expr': '$expr' $round}],
         'results': [{'name': 'E', 'digits': '$digits', 'rule': '$rule'}],
         'fixtures': [{'name': 'none', 'year': '2022', 'refused': 'quantification.input-missing'}]}
        """;

    private static readonly ImmutableArray<BulkInput> Given =
        [new("d", 3), new("n", 0), new("x", 2), new("mode", 0)];

    [Fact]
    public void A_trip_saves_grams_rounded_down()
    {
        var bulk = Bulk(Read("(EF_car - lookup(EF, mode)) * d * n", "gCO2e", 0, "floor"));
        Assert.True(bulk.IsNarrow);
        Assert.True(bulk.TryEvaluate([12_345, 2, 0, 1], out var grams));
        Assert.Equal(2_549, grams); // (171.5 − 68.25) × 12.345 × 2 = 2549.2425
    }

    [Fact]
    public void A_figure_outside_its_bounds_is_not_calculated()
    {
        var bulk = Bulk(Read("EF_car * d * n", "gCO2e", 0, "floor"));
        Assert.False(bulk.TryEvaluate([1_000_001, 1, 0, 0], out _));
        Assert.False(bulk.TryEvaluate([1, 1, 0, 3], out _));
        Assert.False(bulk.TryEvaluate([1], out _));
    }

    [Theory]
    [InlineData("EF_car * d * n / x", "divides by a figure")]
    [InlineData("EF_car * d * n * free", "free is not among its figures")]
    [InlineData("EF_car * d * n * x * x * x * x * x * x * x * x * x * x * x * x", "overflow")]
    public void What_could_not_be_exact_is_refused_when_it_is_made(string expression, string reason)
    {
        var faults = new Faults();
        Assert.Null(BulkFormula.Make(Read(expression, "gCO2e", 0, "floor"), "E", Given, 2022, "CN", faults));
        Assert.Contains(faults.Sorted, f => f.Code == QuantificationRefusals.NotBulk
            && f.En.Contains(reason, StringComparison.Ordinal));
    }

    /// <summary>Goal: bulk and exact never differ by a digit. Method: random expressions over three figures, random
    /// figures within their bounds, every rounding rule; both answers are compared as text.</summary>
    [Theory, MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    [Trait("kind", "simulation")]
    public void Bulk_and_exact_agree_to_the_digit(int seed)
    {
        var random = new Random(seed);
        string[] rules = ["half-up", "half-even", "floor", "ceiling"];
        for (var round = 0; round < 25; round++)
        {
            var (digits, rule) = (random.Next(-1, 5), rules[random.Next(4)]);
            var own = random.Next(3) > 0 ? ""
                : $", 'digits': '{random.Next(0, 4)}', 'rule': '{rules[random.Next(4)]}'";
            var methodology = Read(Expression(random, 3), "1", digits, rule, own);
            var bulk = Bulk(methodology);
            for (var i = 0; i < 20; i++)
            {
                long[] figures = [random.Next(0, 1_000_001), random.Next(1, 51), random.Next(-10_000, 10_001),
                    random.Next(3)];
                var exact = Method.Run(methodology, Data(figures)).Results[0].Value;
                Assert.True(bulk.TryEvaluate(figures, out var answer));
                Assert.Equal(exact, (new Rational(answer) * Rational.Power(Rational.Of(10), -digits))
                    .Fixed(Math.Max(digits, 0)));
            }
        }
    }

    [Fact]
    public void An_evaluation_allocates_nothing()
    {
        var bulk = Bulk(Read("(EF_car - lookup(EF, mode)) * d * n", "gCO2e", 0, "floor"));
        long[] figures = [12_345, 2, 0, 1];
        bulk.TryEvaluate(figures, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) bulk.TryEvaluate(figures, out _);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static string Expression(Random random, int depth)
    {
        if (depth == 0 || random.Next(5) == 0)
            return random.Next(7) switch
            {
                0 => "d / 1[km]",
                1 => "n / 1[person]",
                2 => "third",
                3 => random.Next(-50, 50).ToString(CultureInfo.InvariantCulture),
                4 => "lookup(EF, mode) / 1[gCO2e/person/km]",
                _ => "x",
            };
        string Next() => Expression(random, depth - 1);
        return random.Next(9) switch
        {
            0 or 1 => $"({Next()} + {Next()})",
            2 => $"({Next()} - {Next()})",
            3 => $"(({Expression(random, 1)}) * ({Expression(random, 1)}))",
            4 => $"({Next()} / {random.Next(1, 60)})",
            5 => $"max({Next()}, {Next()})",
            6 => $"min({Next()}, abs({Next()}))",
            7 => $"case({Next()} >= {Next()} and not mode == \\'bus\\' => {Next()}, else => {Next()})",
            _ => $"case({Next()} < {Next()} or {Next()} != 3 => {Next()}, else => {Next()})",
        };
    }

    private static BulkFormula Bulk(Methodology methodology)
    {
        var faults = new Faults();
        var bulk = BulkFormula.Make(methodology, "E", Given, 2022, "CN", faults);
        Assert.True(bulk is not null, string.Join('\n', faults.Sorted));
        return bulk;
    }

    private static InputData Data(long[] figures) => new(2022, "CN", 1, 12,
    [
        Method.Given("d", (new Rational(figures[0]) / Rational.Of(1000)).ToString()),
        Method.Given("n", new Rational(figures[1]).ToString()),
        Method.Given("x", (new Rational(figures[2]) / Rational.Of(100)).ToString()),
        Method.Given("mode", figures[3] switch { 0 => "car", 1 => "bus", _ => "bike" }),
    ], [], [], new Place("x"));

    private static Methodology Read(string expression, string unit, int digits, string rule, string round = "")
    {
        var text = Head.Replace("$unit", unit, StringComparison.Ordinal)
            .Replace("$expr", expression, StringComparison.Ordinal)
            .Replace("$digits", digits.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("$rule", rule, StringComparison.Ordinal).Replace("$round", round, StringComparison.Ordinal);
        var faults = new Faults();
        var json = text.Replace("\\'", "\u0001", StringComparison.Ordinal).Replace('\'', '"').Replace('\u0001', '\'');
        var methodology = Methodology.FromContent(json, faults);
        Assert.True(methodology is not null, expression + "\n" + string.Join('\n', faults.Sorted));
        return methodology;
    }
}
