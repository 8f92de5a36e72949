using Chutan.Market.Quantification;
using static Chutan.Market.Mrv.MeasureCatalogue;

namespace Chutan.Market.Mrv;

/// <summary>完整性与形式: whether everything is there, in its unit, with its proof, in time, and adds up.</summary>
internal static class FormMeasures
{
    private const string LaboratoryMark = "lab:";

    /// <summary>Columns of what is handed on: the method takes them off, so they are given without a sign.</summary>
    private static readonly ImmutableArray<string> HandedOn = ["FC_out", "FV_out", "W_out", "Q_out", "Q_CO2"];

    /// <summary>Words in the name of a source that is taken off.</summary>
    private static readonly ImmutableArray<string> TakenOff =
        ["扣减", "回收", "固碳", "封存", "外供", "外输", "deduct", "recovered", "captured", "sequest", "exported", "handed on"];

    public static readonly ImmutableArray<MeasureDefinition> All =
    [
        Month("plan-parameters", ["missing"], ["parameters"], PlanParameters).ByModule(),
        Month("evidence", ["without_evidence", "without_reason"], ["figures"], Evidence),
        Month("units", ["unknown", "mismatched"], ["figure", "unit"], Units).ByModule(),
        Report("heat-values", ["is_gas", "is_coal", "is_liquid", "NCV GJ/t", "NCV_v GJ/10^4Nm3", "to_median"],
            ["fuel"], HeatValues),
        Report("editions", ["editions", "gwp_sets"], ["found"], Editions),
        Month("electricity-factor", ["stated", "series"], ["factor"], ElectricityFactor).ByModule(),
        Month("defaults", ["stated", "table"], ["figure"], Defaults).ByModule(),
        Month("pfc-factors", ["ratio"], [], PfcFactors).ByModule(),
        Month("fractions", ["value", "is_oxidation"], ["figure"], Fractions).ByModule(),
        Month("lateness", ["days_late", "is_report"], ["due", "filed"], Lateness),
        Report("coverage", ["uncovered", "overlapping", "off_boundary"], ["months"], Coverage),
        Report("parts", ["difference", "parts", "digit", "total", "sum"], [], Parts),
        Month("signs", ["contribution"], ["source"], Signs),
    ];

    /// <summary>101: parameters of the plan in force without a value in a month. A parameter whose row stands with a
    /// reason instead of a value is not applicable there.</summary>
    private static IEnumerable<Measured> PlanParameters(CheckedReport report)
    {
        foreach (var month in report.Months)
        {
            if (PlanOf(report, month) is not { } plan) continue;
            var missing = plan.Content.Parameters.Where(p => !IsGiven(p, month)).Select(p => p.Id).ToList();
            yield return new Measured(report.Participant, month.Month, "plan").With("missing", missing.Count)
                .Say("parameters", string.Join("、", missing.Take(6)));
        }
    }

    private static bool IsGiven(PlanParameter parameter, MonthRecord month) => month.Content.Rows.Any(r =>
        r.Table == parameter.Table && (parameter.Facility.Length == 0 || r.Facility == parameter.Facility)
        && (parameter.Choice.Length == 0 || r.Figures.Any(f => f.Text.Trim() == parameter.Choice))
        && r.Find(parameter.Column) is { } figure
        && (figure.Text.Trim().Length > 0 || figure.Reason.Trim().Length > 0));

    private static MonitoringPlan? PlanOf(CheckedReport report, MonthRecord month) =>
        report.Plans.LastOrDefault(p => p.Version == month.PlanVersion)
        ?? report.Plans.LastOrDefault(p => p.From <= new LocalDate(month.Year.Year, month.Month, 1));

    /// <summary>102: measured figures need a file or a laboratory report, defaults and estimates a reason.</summary>
    private static IEnumerable<Measured> Evidence(CheckedReport report)
    {
        foreach (var month in report.Months)
        {
            var figures = month.Content.Rows.SelectMany(r => r.Figures.Select(f => (Row: r, Figure: f)))
                .Where(x => Rational.TryParse(x.Figure.Text.Trim(), out _)).ToList();
            var unproven = figures.Where(x => x.Figure.Acquisition == Acquisition.Measured
                && !x.Figure.Evidence.Any(e => IsProof(e, month))).ToList();
            var unreasoned = figures.Where(x => x.Figure.Acquisition is Acquisition.Default or Acquisition.Estimated
                && string.IsNullOrWhiteSpace(x.Figure.Reason)).ToList();
            yield return new Measured(report.Participant, month.Month, "evidence")
                .With("without_evidence", unproven.Count).With("without_reason", unreasoned.Count)
                .Say("figures", string.Join("、", unproven.Concat(unreasoned)
                    .Select(x => $"{MonthRows.SubjectOf(x.Row)} {x.Figure.Column}").Distinct().Take(6)));
        }
    }

    /// <summary>A file's hash, or the number of a laboratory report that is filed with the month.</summary>
    private static bool IsProof(string evidence, MonthRecord month) =>
        evidence.StartsWith(LaboratoryMark, StringComparison.Ordinal)
            ? month.Content.LabReports.Any(l => l.Number == evidence[LaboratoryMark.Length..])
            : Documents.IsHash(evidence);

    /// <summary>103: units that are not known or of another dimension, and a quantity whose product with its heat is
    /// not heat.</summary>
    private static IEnumerable<Measured> Units(CheckedReport report)
    {
        foreach (var month in report.Months)
            foreach (var row in month.Content.Rows)
            {
                foreach (var figure in row.Figures.Where(f => f.Unit.Length > 0))
                {
                    var asked = InputOf(report.Methodology, row, figure.Column);
                    var unit = Unit.Find(figure.Unit);
                    yield return new Measured(report.Participant, month.Month,
                            $"{MonthRows.SubjectOf(row)} {figure.Column}")
                        .With("unknown", unit is null)
                        .With("mismatched", unit is not null && (asked is not null
                            && asked.Unit.Dimension != unit.Dimension || !PairsWithHeat(row, figure.Column, unit)))
                        .Say("figure", figure.Column).Say("unit", figure.Unit);
                }
            }
    }

    private static InputDefinition? InputOf(Methodology? methodology, MonthRow row, string column) =>
        row.Table.Length > 0 ? methodology?.Table(row.Table)?.Column(column)
            : methodology?.Inputs.FirstOrDefault(i => i.Name == column);

    private static bool PairsWithHeat(MonthRow row, string column, Unit unit)
    {
        var heat = column switch { "FC" => "NCV", "FV" => "NCV_v", _ => "" };
        if (heat.Length == 0 || row.Find(heat) is not { Unit.Length: > 0 } given) return true;
        return Unit.Find(given.Unit) is not { } per || (unit.Dimension * per.Dimension) == Dimension.Of("GJ");
    }

    /// <summary>104: heat outside what a fuel can have, and a quantity out of all proportion to the other months.
    /// </summary>
    private static IEnumerable<Measured> HeatValues(CheckedReport report)
    {
        var rows = report.Fuels().ToList();
        foreach (var fuel in rows)
        {
            var others = rows.Where(r => r.Month != fuel.Month && r.Subject == fuel.Subject)
                .Select(r => r.Quantity).OfType<decimal>().Where(q => q > 0).ToList();
            yield return new Measured(report.Participant, fuel.Month, fuel.Subject)
                .With("is_gas", fuel.IsGas && fuel.Kind == "natural-gas").With("is_coal", fuel.IsCoal)
                .With("is_liquid", MonthRows.Liquids.Contains(fuel.Kind))
                .With(fuel.IsGas ? "NCV_v" : "NCV", fuel.Ncv)
                .With("to_median", others.Count == 0 ? null : fuel.Quantity / Statistics.Median(others))
                .Say("fuel", fuel.Kind);
        }
    }

    /// <summary>105: one edition of the rules and one set of warming potentials in a report.</summary>
    private static IEnumerable<Measured> Editions(CheckedReport report)
    {
        var editions = report.Plans.Where(p => p.From.Year <= report.Year.Year)
            .Where(p => report.Months.Any(m => PlanOf(report, m) == p))
            .Select(p => $"{p.Content.Regime}/{p.Content.Sector}").Distinct().ToList();
        var sets = report.Months.SelectMany(m => m.Content.Rows).Select(r => r.Code("gwp_set"))
            .Where(s => s.Length > 0).Distinct().ToList();
        yield return new Measured(report.Participant, 0, "report").With("editions", editions.Count)
            .With("gwp_sets", sets.Count).Say("found", string.Join("、", editions.Concat(sets)));
    }

    /// <summary>106: an electricity factor that was stated must be that of the series for the year.</summary>
    private static IEnumerable<Measured> ElectricityFactor(CheckedReport report)
    {
        if (report.Methodology is not { } methodology
            || methodology.Factors.FirstOrDefault(f => f.Name == "EF_el") is not { } slot) yield break;
        var value = methodology.SeriesOf(slot).Resolve(slot, slot.Item, slot.Region, report.Year.Year,
            slot.Place, new Faults());
        if (value is null || MonthRows.ToDecimal(value.Value) is not { } series) yield break;
        foreach (var month in report.Months)
            foreach (var row in month.Content.Rows)
                if (row.Number("EF_el", "tCO2/MWh") is { } stated)
                    yield return new Measured(report.Participant, month.Month, MonthRows.SubjectOf(row))
                        .With("stated", stated).With("series", series)
                        .Say("factor", $"{value.Source} {value.Region} {Text.Of(value.DataYear)}");
    }

    /// <summary>107: a figure marked as a default must be the method's own, digit for digit.</summary>
    private static IEnumerable<Measured> Defaults(CheckedReport report)
    {
        if (report.Methodology is not { } methodology) yield break;
        foreach (var month in report.Months)
            foreach (var row in month.Content.Rows)
                foreach (var figure in row.Figures.Where(f => f.Acquisition == Acquisition.Default))
                {
                    var input = methodology.Table(row.Table)?.Column(figure.Column);
                    if (input is null || row.Number(figure.Column, input.Unit.Symbol) is not { } stated) continue;
                    var own = DefaultsOf(methodology, input, row, report.Year.Year).ToList();
                    if (own.Count == 0) continue;
                    yield return new Measured(report.Participant, month.Month,
                            $"{MonthRows.SubjectOf(row)} {figure.Column}")
                        .With("stated", stated).With("table", own.Contains(stated) ? stated : own[0])
                        .Say("figure", figure.Column);
                }
    }

    /// <summary>The values the method would put in place of a missing figure, from the factors its substitute looks up.
    /// </summary>
    private static IEnumerable<decimal> DefaultsOf(Methodology methodology, InputDefinition input, MonthRow row,
        int year)
    {
        foreach (var slot in methodology.Factors.Where(f => input.MissingText.Contains($"lookup({f.Name},",
            StringComparison.Ordinal)))
        {
            var series = methodology.SeriesOf(slot);
            foreach (var item in row.Figures.Select(f => f.Text.Trim()).Where(t => series.Values.Any(v => v.Item == t)))
                if (series.Resolve(slot, item, slot.Region, year, slot.Place, new Faults()) is { } value
                    && MonthRows.ToDecimal(value.Value / input.Unit.Scale) is { } number)
                    yield return number;
        }
    }

    private static IEnumerable<Measured> PfcFactors(CheckedReport report) =>
        from month in report.Months
        let hexafluoroethane = month.Sum("EF_C2F6", "kgC2F6/t")
        let tetrafluoromethane = month.Sum("EF_CF4", "kgCF4/t")
        where tetrafluoromethane > 0
        select new Measured(report.Participant, month.Month, "PFC")
            .With("ratio", hexafluoroethane / tetrafluoromethane);

    /// <summary>108: oxidation rates and shares.</summary>
    private static IEnumerable<Measured> Fractions(CheckedReport report)
    {
        foreach (var month in report.Months)
            foreach (var row in month.Content.Rows)
                foreach (var figure in row.Figures)
                {
                    var oxidation = figure.Column is "OF" or "OF_v";
                    var unit = figure.Unit.Length > 0 ? figure.Unit
                        : InputOf(report.Methodology, row, figure.Column)?.Unit.Symbol ?? "";
                    if (!oxidation && unit != "%" || !Rational.TryParse(figure.Text.Trim(), out var value)) continue;
                    if (unit == "%") value /= Rational.Of(100);
                    yield return new Measured(report.Participant, month.Month,
                            $"{MonthRows.SubjectOf(row)} {figure.Column}")
                        .With("value", MonthRows.ToDecimal(value)).With("is_oxidation", oxidation)
                        .Say("figure", figure.Column);
                }
    }

    /// <summary>109: a month or report after its day.</summary>
    private static IEnumerable<Measured> Lateness(CheckedReport report)
    {
        foreach (var month in report.Months)
        {
            var filed = month.FiledAt.InUtc().PlusHours(8).Date;
            yield return Late(month.Month, "month", month.DueOn, month.Late && filed <= month.DueOn
                ? month.DueOn.PlusDays(1) : filed);
        }
        if (report.Annual is { SubmittedOn: { } on, DueOn: { } due }) yield return Late(0, "report", due, on);

        Measured Late(int month, string subject, LocalDate due, LocalDate filed) =>
            new Measured(report.Participant, month, subject)
                .With("days_late", Math.Max(0, Period.DaysBetween(due, filed))).With("is_report", month == 0)
                .Say("due", Text.Of(due)).Say("filed", Text.Of(filed));
    }

    /// <summary>110: every month under one version of the plan, versions beginning with a month and not together, and
    /// each month filed once. A year in which an entity's first plan begins counts from there, unless it reported the
    /// year before.</summary>
    private static IEnumerable<Measured> Coverage(CheckedReport report)
    {
        var first = report.Plans is [{ From: var begun }, ..] && begun.Year == report.Year.Year
            && report is { Before: null, Earlier.IsEmpty: true } ? begun.Month : 1;
        var months = Enumerable.Range(first, 13 - first).ToList();
        var gaps = months.Where(m => report.Months.All(r => r.Month != m)
            || report.Plans.All(p => p.From > new LocalDate(report.Year.Year, m, 1))).ToList();
        yield return new Measured(report.Participant, 0, "report").With("uncovered", gaps.Count)
            .With("overlapping", report.Plans.GroupBy(p => p.From).Count(g => g.Count() > 1)
                + report.Months.GroupBy(m => m.Month).Count(g => g.Count() > 1))
            .With("off_boundary", report.Plans.Count(p => p.From.Day != 1))
            .Say("months", string.Join("、", gaps.Select(m => Text.Of(m))));
    }

    /// <summary>111: the parts as shown against the total as shown.</summary>
    private static IEnumerable<Measured> Parts(CheckedReport report)
    {
        if (report.Annual is not { Parts.Length: > 0 } annual) yield break;
        var sum = annual.Parts.Sum(p => decimal.Round(p.Emissions, annual.ShownDigits,
            MidpointRounding.AwayFromZero));
        var digit = 1m;
        for (var i = 0; i < annual.ShownDigits; i++) digit /= 10;
        yield return new Measured(report.Participant, 0, "report").With("difference", annual.Total - sum)
            .With("parts", annual.Parts.Length).With("digit", digit).With("total", annual.Total).With("sum", sum);
    }

    /// <summary>Whether a part is one the methodology takes off, or says so in its name.</summary>
    private static bool IsTakenOff(string source, ImmutableHashSet<string> lines) =>
        lines.Any(l => source.EndsWith($" {l}", StringComparison.Ordinal)
            || source.EndsWith($"/{l}", StringComparison.Ordinal))
        || TakenOff.Any(w => source.Contains(w, StringComparison.OrdinalIgnoreCase));

    /// <summary>112: what is taken off must enter the total negative.</summary>
    private static IEnumerable<Measured> Signs(CheckedReport report)
    {
        var takenOff = (report.Modules.IsEmpty ? [report] : report.Modules).Select(m => m.Methodology)
            .OfType<Methodology>().SelectMany(Contributions.TakenOff).ToImmutableHashSet(StringComparer.Ordinal);
        foreach (var part in (report.Annual?.Parts ?? []).Where(p => p.Sign < 0 || IsTakenOff(p.Source, takenOff)))
            yield return new Measured(report.Participant, 0, part.Source).With("contribution", part.Emissions)
                .Say("source", part.Source);
        foreach (var month in report.Months)
            foreach (var row in month.Content.Rows)
                foreach (var column in HandedOn)
                    if (row.Number(column) is { } given)
                        yield return new Measured(report.Participant, month.Month,
                            $"{MonthRows.SubjectOf(row)} {column}").With("contribution", -given).Say("source", column);
    }
}
