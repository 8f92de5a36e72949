using System.Globalization;
using static Chutan.Market.Mrv.MeasureCatalogue;

namespace Chutan.Market.Mrv;

/// <summary>时间序列与数字特征: a year against the one before, months against one another, and how figures look that
/// somebody made up.</summary>
internal static class SeriesMeasures
{
    /// <summary>Half a standard deviation: the customary slack of a CUSUM that looks for shifts of one.</summary>
    private const decimal CusumSlack = 0.5m;

    private const int FewestBefore = 6;

    /// <summary>Columns that stand for what was made.</summary>
    private static readonly ImmutableArray<string> OutputColumns =
        ["W_fd", "Q_cli", "Q_clinker", "P_Al", "P_product", "W_in"];

    /// <summary>Parameters that are measured anew every month.</summary>
    private static readonly ImmutableArray<string> ParameterColumns = ["NCV", "NCV_v", "C_ar", "C_ad"];

    public static readonly ImmutableArray<MeasureDefinition> All =
    [
        Report("year-on-year", ["now tCO2", "before tCO2", "change share"], [], YearOnYear),
        Report("intensity", ["now", "before", "change share"], ["product"], Intensity),
        Report("month-on-month", ["ratio", "output_ratio"], ["fuel"], MonthOnMonth),
        Report("parameter-year", ["variation share", "values", "repeats", "digits", "chance"], ["parameter", "value"],
            Parameters),
        Report("annual-figures", ["now tCO2", "before tCO2", "thousands"], [], AnnualFigures),
        Report("round-quantities", ["share share", "values"], [], RoundQuantities),
        Report("last-digits", ["chi", "values"], [], LastDigits),
        Report("near-threshold", ["total tCO2"], [], Total),
        Report("verified-change", ["initial tCO2", "verified tCO2", "change share"], [], VerifiedChange),
        Report("output-comparison", ["stated", "other", "change share"], ["product", "source"], OutputComparison),
        Report("carbon-shift", ["cusum", "months_after"], ["from", "to"], CarbonShift),
        Report("switching", ["switches", "measured", "higher"], [], Switching),
        Report("corrections", ["lowering", "raising"], [], Corrections),
    ];

    private static IEnumerable<Measured> YearOnYear(CheckedReport report)
    {
        if (report is not { Annual: { } now, Before: { Total: > 0 } before }) yield break;
        yield return new Measured(report.Participant, 0, "total").With("now", now.Total).With("before", before.Total)
            .With("change", (now.Total - before.Total) / before.Total);
    }

    private static IEnumerable<Measured> Intensity(CheckedReport report)
    {
        if (report.Annual?.Intensity is not { } now || report.Before?.Intensity is not (> 0 and var before)
            || report.Annual.Products != report.Before.Products) yield break;
        yield return new Measured(report.Participant, 0, "intensity").With("now", decimal.Round(now, 6))
            .With("before", decimal.Round(before, 6)).With("change", (now - before) / before)
            .Say("product", report.Annual.Products);
    }

    /// <summary>403: a quantity that leaps or falls while output does not. Where no output is filed by month,
    /// electricity bought stands for it.</summary>
    private static IEnumerable<Measured> MonthOnMonth(CheckedReport report)
    {
        var all = report.Earlier.Where(m => m.Month == 12).Select(m => (Month: m, Number: 0))
            .Concat(report.Months.Select(m => (Month: m, Number: m.Month))).ToList();
        foreach (var (month, number) in all.Where(m => m.Number > 0))
        {
            var before = all.FirstOrDefault(m => m.Number == number - 1).Month;
            if (before is null) continue;
            var output = OutputColumns.Select(c => (Now: month.Sum(c), Then: before.Sum(c)))
                .FirstOrDefault(o => o is { Now: > 0, Then: > 0 });
            foreach (var fuel in month.Fuels())
                if (before.Fuels().FirstOrDefault(f => f.Subject == fuel.Subject) is { Quantity: > 0 } then)
                    yield return new Measured(report.Participant, number, fuel.Subject)
                        .With("ratio", fuel.Quantity / then.Quantity).With("output_ratio", output.Now / output.Then)
                        .Say("fuel", fuel.Kind);
        }
    }

    /// <summary>404 and 405: each measured parameter of each fuel over the year.</summary>
    private static IEnumerable<Measured> Parameters(CheckedReport report)
    {
        var series = report.Fuels().SelectMany(f => ParameterColumns
                .Select(c => (Name: $"{f.Subject} {c}", Figure: f.Row.Find(c))))
            .Where(x => x.Figure is { Acquisition: Acquisition.Measured })
            .GroupBy(x => x.Name, x => x.Figure!.Text.Trim(), StringComparer.Ordinal) // filtered above
            .OrderBy(g => g.Key, StringComparer.Ordinal);
        foreach (var parameter in series)
        {
            var values = parameter.Select(Decimal).OfType<decimal>().ToList();
            if (values.Count < 2) continue;
            var (mean, repeated) = (Statistics.Mean(values), parameter.GroupBy(t => t, StringComparer.Ordinal)
                .OrderByDescending(g => g.Count()).ThenByDescending(g => Statistics.SignificantDigits(g.Key)).First());
            var chance = Statistics.ChanceOfRepeats(values.Count, repeated.Count(), Statistics.LastDigit(repeated.Key),
                Statistics.Deviation(values));
            yield return new Measured(report.Participant, 0, parameter.Key)
                .With("variation", mean > 0 ? Statistics.Deviation(values) / mean : null)
                .With("values", values.Count).With("repeats", repeated.Count())
                .With("digits", Statistics.SignificantDigits(repeated.Key)).With("chance", chance)
                .Say("parameter", parameter.Key).Say("value", repeated.Key);
        }
    }

    private static IEnumerable<Measured> AnnualFigures(CheckedReport report) => report.Annual is not { } annual ? []
        :
        [
            new Measured(report.Participant, 0, "total").With("now", annual.Total)
                .With("before", report.Before?.Total).With("thousands", annual.Total % 1000 == 0),
        ];

    /// <summary>406: monthly quantities that end in two noughts.</summary>
    private static IEnumerable<Measured> RoundQuantities(CheckedReport report)
    {
        var quantities = report.Fuels().Select(f => f.Quantity).OfType<decimal>().Where(q => q > 0)
            .Concat(report.Months.Select(m => m.Sum("W_in")).OfType<decimal>().Where(q => q > 0)).ToList();
        if (quantities.Count == 0) yield break;
        yield return new Measured(report.Participant, 0, "quantities")
            .With("share", quantities.Count(q => q % 100 == 0) / (decimal)quantities.Count)
            .With("values", quantities.Count);
    }

    /// <summary>407: how often each last digit occurs in the figures as written. Defaults are not the entity's own, and
    /// a figure that never changes, such as a capacity, says nothing.</summary>
    private static IEnumerable<Measured> LastDigits(CheckedReport report)
    {
        var digits = report.Months.SelectMany(m => m.Content.Rows)
            .SelectMany(r => r.Figures.Select(f => (Name: $"{MonthRows.SubjectOf(r)} {f.Column}", Figure: f)))
            .Where(x => x.Figure.Acquisition == Acquisition.Measured && Decimal(x.Figure.Text.Trim()) is > 9)
            .GroupBy(x => x.Name, x => x.Figure.Text.Trim(), StringComparer.Ordinal)
            .Where(g => g.Count() == 1 || g.Distinct(StringComparer.Ordinal).Count() > 1)
            .SelectMany(g => g).Select(t => t[^1] - '0').Where(d => d is >= 0 and <= 9).ToList();
        if (digits.Count == 0) yield break;
        yield return new Measured(report.Participant, 0, "digits")
            .With("chi", decimal.Round(Statistics.LastDigits(digits), 4)).With("values", digits.Count);
    }

    private static IEnumerable<Measured> Total(CheckedReport report) => report.Annual is not { } annual ? []
        : [new Measured(report.Participant, 0, "total").With("total", annual.Total)];

    private static IEnumerable<Measured> VerifiedChange(CheckedReport report)
    {
        if (report.Annual is not { Total: > 0, Verified: { } verified } annual) yield break;
        yield return new Measured(report.Participant, 0, "verified").With("initial", annual.Total)
            .With("verified", verified).With("change", (verified - annual.Total) / annual.Total);
    }

    private static IEnumerable<Measured> OutputComparison(CheckedReport report)
    {
        foreach (var other in report.Comparisons.Where(c => c.Kind == ComparisonKind.OutputStatistics && c.Value > 0))
            if (report.Annual?.Outputs.FirstOrDefault(o => o.Product == other.Item) is { } stated)
                yield return new Measured(report.Participant, 0, $"output {other.Item}")
                    .With("stated", stated.Quantity).With("other", other.Value)
                    .With("change", Math.Abs(stated.Quantity - other.Value) / other.Value)
                    .Say("product", other.Item).Say("source", other.Source);
    }

    /// <summary>412: carbon per heat before and after another laboratory did the testing.</summary>
    private static IEnumerable<Measured> CarbonShift(CheckedReport report)
    {
        var months = report.Earlier.Concat(report.Months)
            .Select(m => (m.Month, Laboratory: m.Content.LabReports.FirstOrDefault(l => l.Carbon is not null)
                ?.Laboratory, Value: m.Fuels().FirstOrDefault(f => f.IsCoal && f.IsMeasured)?.CarbonPerHeat))
            .Where(m => m is { Laboratory: not null, Value: not null }).ToList();
        var change = Enumerable.Range(1, Math.Max(0, months.Count - 1)).Reverse()
            .FirstOrDefault(i => months[i].Laboratory != months[i - 1].Laboratory);
        if (change < FewestBefore) yield break;
        var before = months.Take(change).Select(m => m.Value!.Value).ToList(); // filtered above
        var (mean, deviation) = (Statistics.Mean(before), Statistics.Deviation(before));
        if (deviation == 0) yield break;
        yield return new Measured(report.Participant, 0, "carbon per heat")
            .With("cusum", decimal.Round(Statistics.LowerCusum(months.Skip(change).Select(m => m.Value!.Value), mean,
                deviation, CusumSlack), 4))
            .With("months_after", months.Count - change)
            .Say("from", months[change - 1].Laboratory!).Say("to", months[change].Laboratory!); // filtered above
    }

    /// <summary>313: months with measured carbon between months with the default.</summary>
    private static IEnumerable<Measured> Switching(CheckedReport report)
    {
        foreach (var coal in report.Fuels().Where(f => f.IsCoal).GroupBy(f => f.Subject)
            .OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var months = coal.OrderBy(f => f.Month).ToList();
            var assumed = months.Where(f => !f.IsMeasured).Select(f => f.CarbonPerHeat).OfType<decimal>().ToList();
            if (assumed.Count == 0 || assumed.Count == months.Count) continue;
            var (switches, higher) = (0, months.Count(f => f.IsMeasured && f.CarbonPerHeat >= assumed.Min()));
            for (var i = 1; i < months.Count; i++)
                if (months[i].IsMeasured != months[i - 1].IsMeasured) switches++;
            yield return new Measured(report.Participant, 0, coal.Key).With("switches", switches)
                .With("measured", months.Count(f => f.IsMeasured)).With("higher", higher);
        }
    }

    private static IEnumerable<Measured> Corrections(CheckedReport report) =>
    [
        new Measured(report.Participant, 0, "corrections")
            .With("lowering", report.Corrections.Count(c => c.Effect < 0))
            .With("raising", report.Corrections.Count(c => c.Effect > 0)),
    ];

    private static decimal? Decimal(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value : null;
}
