using System.Globalization;
using Chutan.Market.Quantification;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Mrv;

/// <summary>Everything a year's figures come from, found in the market's own books.</summary>
/// <param name="Plan">The version that governs the last month.</param>
/// <param name="Months">One revision of each month the report covers, January first.</param>
public sealed record AnnualBasis(MonitoringPlan Plan, Methodology Method, ImmutableArray<MonthRecord> Months)
{
    public int FromMonth => Months[0].Month;

    /// <summary>What a report of these figures is calculated with.</summary>
    public InputData Input(ComplianceYear year, AnnualContent content, Faults faults) =>
        AnnualCalculation.With(MonthInput.Of(Method, year, FromMonth, 12, Months, null, faults), content);
}

/// <summary>年度核算: from a year's months to its report, by the methodology that the plan's regime and sector name for
/// that year.</summary>
public static class AnnualCalculation
{
    private const int ShownDigits = 2;
    private const int OutputDigits = 6;
    private static readonly Place Manual = new("manual");

    /// <summary>The plan, the methodology and the newest months of a year; null with all that is missing noted.
    /// </summary>
    public static AnnualBasis? Basis(ParticipantId participant, ComplianceYear year, MrvState mrv,
        QuantificationState methods, Faults faults)
    {
        var at = new Place("report");
        var governed = Enumerable.Range(1, 12)
            .Select(m => (Month: m, Plan: mrv.Plans.InForce(participant, new LocalDate(year.Year, m, 1))))
            .Where(g => g.Plan is not null).ToList();
        if (governed.Count == 0)
        {
            faults.Add(ReportRefusals.NoPlan, at, ("participant", participant), ("year", year));
            return null;
        }
        var plan = governed[^1].Plan!; // only those with a plan are in the list
        if (governed.Any(g => (g.Plan!.Content.Regime, g.Plan.Content.Sector)
            != (plan.Content.Regime, plan.Content.Sector)))
            faults.Add(ReportRefusals.RulesChange, at, ("year", year));
        if (methods.Select(plan.Content.Regime, plan.Content.Sector, year.Year) is not { } method)
        {
            faults.Add(QuantificationRefusals.NoRuleSet, at, ("sector", plan.Content.Sector), ("year", year),
                ("regime", plan.Content.Regime));
            return null;
        }
        var months = governed.Select(g => mrv.Months.Find(participant, year, g.Month))
            .OfType<MonthRecord>().Where(m => m.State == MonthState.Accepted).ToImmutableArray();
        var open = governed.Select(g => g.Month).Except(months.Select(m => m.Month)).ToList();
        if (open.Count == 0) return new AnnualBasis(plan, method, months);
        faults.Add(ReportRefusals.MonthsNotAccepted, at, ("months", string.Join(", ", open.Select(m => Text.Of(m)))),
            ("year", year));
        return null;
    }

    /// <summary>The basis a version of a report was made on, found again: the same plan, methodology and revisions.
    /// </summary>
    public static AnnualBasis? BasisOf(AnnualReport report, MrvState mrv, QuantificationState methods)
    {
        if (methods.Find(report.Result.Methodology, report.Result.Version) is not { } method
            || mrv.Plans.Find(report.Participant, report.Result.Months[^1].PlanVersion) is not { } plan) return null;
        return new AnnualBasis(plan, method, [.. report.Result.Months.Select(m =>
            mrv.Months.Revisions(report.Participant, report.Year, m.Month)[m.Revision - 1])]);
    }

    /// <summary>Calculates a year; null with everything wrong noted.</summary>
    public static (AnnualResult Result, Calculation Calculation)? Of(ComplianceYear year, AnnualContent content,
        AnnualBasis basis, RuleReader rules, Faults faults)
    {
        var own = new Faults();
        var data = basis.Input(year, content, own);
        var calculation = Calculating.Run(basis.Method, data, [], own);
        if (calculation is not null) Judge(basis.Method, calculation, content, own);
        faults.AddAll(own);
        if (own.Any || calculation is null) return null;
        var scope = basis.Plan.Content.Regime.ToUpperInvariant();
        var level = rules.Get(ReportKeys.Level, scope, year.RuleDate);
        var indirect = rules.Get(ReportKeys.Indirect, scope, year.RuleDate);
        var sources = Contributions.Of(basis.Method, calculation);
        var facilities = Facilities(year, content, basis, level, faults);
        var entity = Sum(sources, true);
        var process = facilities.Count == 0 ? entity : Total(facilities.Values, true);
        var counted = Counted(sources, facilities, level, indirect);
        if (counted.Sign < 0)
            faults.Add(ReportRefusals.Negative, new Place("report"), ("tonnes", counted.Shown(ShownDigits)));
        var activity = ActivityOf(content, basis.Method, calculation, faults);
        if (faults.Any || rules.Missing is not null) return null;
        return (new AnnualResult(basis.Method.Id, basis.Method.Version, basis.Method.Hash, calculation.TraceHash,
            basis.FromMonth, [.. basis.Months.Select(m => new MonthUsed(m.Month, m.Revision, m.PlanVersion))],
            Amount(entity), Amount(process), level, indirect,
            Whole(counted),
            Parts(sources, facilities, basis.Plan), activity, Gaps(basis),
            [.. calculation.Checks.Where(c => !c.Holds && c.Severity == CheckSeverity.Warn).Select(c => c.Id)
                .Distinct().Order(StringComparer.Ordinal)]), calculation);
    }

    /// <summary>Each month's own answer, where the month alone can be calculated.</summary>
    public static ImmutableArray<(int Month, decimal? Tonnes)> ByMonth(ComplianceYear year, AnnualBasis basis) =>
        [.. basis.Months.Select(m =>
        {
            var faults = new Faults();
            var data = MonthInput.Of(basis.Method, year, m.Month, m.Month, [m], null, faults);
            return (m.Month, Calculating.Run(basis.Method, data, [], faults) is { } result
                ? Amount(result.Exact(basis.Method.Results[0].Name)) : (decimal?)null);
        })];

    /// <summary>Figures given for the year by hand where the months have them too: each beside what the months make of
    /// it.</summary>
    internal static ImmutableArray<AnnualQuantity> Beside(AnnualReport report, AnnualBasis basis)
    {
        var months = MonthInput.Of(basis.Method, report.Year, basis.FromMonth, 12, basis.Months, null, new Faults());
        return [.. report.Content.ManualFigures.Select(m => (Manual: m,
                Input: basis.Method.Inputs.FirstOrDefault(i => i.Name == m.Column && !i.IsChoice),
                Month: months.Values.FirstOrDefault(v => v.Name == m.Column)))
            .Where(x => x.Input is not null && x.Month is not null)
            .Select(x => (x.Manual, x.Input, Annual: InUnit(x.Manual.Text, x.Manual.Unit, x.Input!),
                Months: InUnit(x.Month!.Text, x.Month.Unit, x.Input!))) // filtered above
            .Where(x => x is { Annual: not null, Months: not null })
            .Select(x => new AnnualQuantity(x.Manual.Column, x.Annual!.Value, x.Months!.Value,
                !x.Input!.Unit.Dimension.IsQuantity))]; // likewise
    }

    /// <summary>What counts by the months that are in force now, without what was given by hand where the months have
    /// it; null when they cannot be calculated.</summary>
    internal static Tonnes? OfMonthsAlone(AnnualReport report, AnnualBasis basis)
    {
        var besides = Beside(report, basis);
        if (besides.IsEmpty && report.Result.Months.AsSpan().SequenceEqual(
            [.. basis.Months.Select(m => new MonthUsed(m.Month, m.Revision, m.PlanVersion))]))
            return report.Result.Compliance;
        var (content, faults) = (report.Content with
        { ManualFigures = [.. report.Content.ManualFigures.Where(m => besides.All(b => b.Name != m.Column))] },
            new Faults());
        if (Calculating.Run(basis.Method, basis.Input(report.Year, content, faults), [], faults) is not { } calculation)
            return null;
        var facilities = Facilities(report.Year, content, basis, report.Result.Level, faults);
        return faults.Any ? null : Whole(Counted(Contributions.Of(basis.Method, calculation), facilities,
            report.Result.Level, report.Result.IncludesIndirect));
    }

    private static decimal? InUnit(string text, string unit, InputDefinition input)
    {
        var given = unit.Trim().Length == 0 ? input.Unit : Unit.Find(unit.Trim());
        return given is null || given.Dimension != input.Unit.Dimension
            || !Rational.TryParse(text.Trim(), out var number) ? null
            : MonthRows.ToDecimal(number * given.Scale / input.Unit.Scale);
    }

    private static Rational Counted(ImmutableArray<Contribution> sources,
        Dictionary<string, ImmutableArray<Contribution>> facilities, ReportLevel level, bool indirect) =>
        level == ReportLevel.Entity || facilities.Count == 0 ? Sum(sources, indirect)
            : Total(facilities.Values, indirect);

    private static Tonnes Whole(Rational counted) => new((long)counted.Round(0, RoundingMode.HalfUp).Numerator);

    /// <summary>The figures of the months with what was given for the year by hand, and the factors as stated.
    /// </summary>
    internal static InputData With(InputData data, AnnualContent content) => data with
    {
        Values =
        [
            .. data.Values.Where(v => content.ManualFigures.All(m => m.Column != v.Name)),
            .. content.ManualFigures.Select(m => new GivenValue(m.Column, m.Text.Trim(), m.Unit.Trim(),
                [.. m.Evidence.Order(StringComparer.Ordinal)], Manual)),
        ],
        StatedFactors = [.. content.StatedFactors.Select(f => new GivenValue(f.Name, f.Text, f.Unit, [], Manual))],
    };

    /// <summary>Whether the result may be used: blocking checks hold, warnings are explained, and captured CO₂ is
    /// deducted only as the months have it, with its own verified transfer.</summary>
    private static void Judge(
        Methodology method, Calculation calculation, AnnualContent content, Faults faults)
    {
        foreach (var check in calculation.Checks.Where(c => !c.Holds && c.Severity == CheckSeverity.Block))
            faults.Add(ReportRefusals.CheckBlocks, new Place("check", Cell: check.Row), ("check", check.Id),
                ("condition", $"{check.Zh} · {check.En}"));
        var warnings = calculation.Checks.Where(c => !c.Holds && c.Severity == CheckSeverity.Warn)
            .Select(c => c.Id).Distinct().ToList();
        if (warnings.Count > 0 && string.IsNullOrWhiteSpace(content.Explanation))
            faults.Add(ReportRefusals.ExplanationNeeded, new Place("explanation"),
                ("checks", string.Join(", ", warnings)));
        foreach (var figure in content.ManualFigures)
            if (method.Inputs.Any(i => i.Name == figure.Column && i.Evidence.Contains(CaptureTransfer.EvidenceKind)))
                faults.Add(ReportRefusals.ManualDeduction, Manual, ("figure", figure.Column));
    }

    /// <summary>What each facility of the plan emits by its own rows.</summary>
    private static Dictionary<string, ImmutableArray<Contribution>> Facilities(ComplianceYear year,
        AnnualContent content, AnnualBasis basis, ReportLevel level, Faults faults)
    {
        var parts = new Dictionary<string, ImmutableArray<Contribution>>(StringComparer.Ordinal);
        foreach (var facility in basis.Plan.Content.Facilities)
        {
            if (!basis.Months.Any(m => m.Content.Rows.Any(r => r.Facility == facility.Id))) continue;
            var own = new Faults();
            var data = With(MonthInput.Of(basis.Method, year, basis.FromMonth, 12,
                basis.Months.Select(m => Only(basis.Method, m, facility.Id)), null, own), content with
                { ManualFigures = [] });
            if (Calculating.Run(basis.Method, data, [], own) is { } calculation)
                parts[facility.Id] = Contributions.Of(basis.Method, calculation);
            else if (level == ReportLevel.Process)
                faults.Add(ReportRefusals.FacilityNotCalculable, new Place("facility", Cell: facility.Id),
                    ("facility", facility.Id), ("reason", own.Sorted[0].Code.Code));
        }
        return parts;
    }

    private static MonthRecord Only(Methodology method, MonthRecord month, string facility)
    {
        var kept = month.Content.Rows.Select((row, i) => (Row: Own(method, row, facility), Index: i))
            .Where(k => k.Row is not null).ToList();
        return month with
        {
            Content = month.Content with { Rows = [.. kept.Select(k => k.Row!)] },
            Substitutions = [.. month.Substitutions.Where(s => kept.Any(k => k.Index == s.Row))
                .Select(s => s with { Row = kept.FindIndex(k => k.Index == s.Row) })],
        };
    }

    /// <summary>A facility's row, or of the whole entity's single figures what holds for the facility too: classes and
    /// shares as they are, quantities as nothing, since they are counted for the entity.</summary>
    private static MonthRow? Own(Methodology method, MonthRow row, string facility)
    {
        if (row.Facility == facility) return row;
        if (row.Facility.Length > 0 || row.Table.Length > 0) return null;
        return row with
        {
            Figures = [.. row.Figures.Select(f => method.Inputs.Any(i => i.Name == f.Column && !i.IsChoice
                && i.Unit.Dimension.IsQuantity) ? f with { Text = "0", Unit = "", Evidence = [] } : f)],
        };
    }

    private static ImmutableArray<ReportPart> Parts(ImmutableArray<Contribution> sources,
        Dictionary<string, ImmutableArray<Contribution>> facilities, MonitoringPlan plan)
    {
        var parts = ImmutableArray.CreateBuilder<ReportPart>();
        parts.AddRange(sources.Select(s => new ReportPart(PartKind.Source, s.Line, s.Zh, s.En, s.Indirect,
            Amount(s.Value), s.Mass is { } mass ? Amount(mass, OutputDigits) : null)));
        foreach (var indirect in new[] { false, true })
        {
            var rest = Sum(sources.Where(s => s.Indirect == indirect), true);
            foreach (var facility in plan.Content.Facilities.Where(f => facilities.ContainsKey(f.Id)))
            {
                var tonnes = Sum(facilities[facility.Id].Where(s => s.Indirect == indirect), true);
                rest -= tonnes;
                if (!tonnes.IsZero) parts.Add(new ReportPart(PartKind.Facility, facility.Id, facility.NameZh,
                    facility.NameEn, indirect, Amount(tonnes), null));
            }
            if (!rest.IsZero)
                parts.Add(new ReportPart(PartKind.Facility, "", "法人边界内其他", "Elsewhere in the entity", indirect,
                    Amount(rest), null));
        }
        foreach (var gas in sources.GroupBy(s => s.Gas, StringComparer.Ordinal))
            parts.Add(new ReportPart(PartKind.Gas, gas.Key, gas.Key, gas.Key, false, Amount(Sum(gas, true)),
                gas.All(s => s.Mass is not null)
                    ? Amount(gas.Aggregate(Rational.Zero, (sum, s) => sum + s.Mass!.Value), OutputDigits) : null));
        return parts.ToImmutable();
    }

    private static Activity ActivityOf(
        AnnualContent content, Methodology method, Calculation calculation, Faults faults)
    {
        var outputs = ImmutableArray.CreateBuilder<ProductOutput>();
        foreach (var product in content.Products)
        {
            var line = method.Lines.FirstOrDefault(l => l.Name == product.Line);
            if (string.IsNullOrWhiteSpace(product.Product) || (product.Line.Length > 0 && line is null)
                || (line is null && (product.Quantity is null or < 0 || string.IsNullOrWhiteSpace(product.Reason))))
                faults.Add(ReportRefusals.BadProduct, new Place("products"), ("product", product.Product),
                    ("line", product.Line));
            else if (line is null)
                outputs.Add(new ProductOutput(product.Product, product.Quantity ?? 0, product.Unit));
            else
                outputs.Add(new ProductOutput(product.Product, Amount(calculation.Exact(line.Name), OutputDigits),
                    line.Unit.Symbol));
        }
        return new Activity(outputs.ToImmutable(), content.ProductionDays, content.StoppedDays);
    }

    /// <summary>What was not measured in the months: left to the default, estimated, or resting on a report that does
    /// not count.</summary>
    private static ImmutableArray<ReportGap> Gaps(AnnualBasis basis)
    {
        var found = basis.Months.SelectMany(m => m.Content.Rows.SelectMany(row => row.Figures
            .Where(f => f.Acquisition is Acquisition.Default or Acquisition.Estimated)
            .Select(f => (m.Month, row.Facility, row.Table, Choice: MonthInput.ChoiceOf(basis.Method, row), f.Column,
                Cause: f.Reason, Effect: (decimal?)null)))
            .Concat(m.Substitutions.Select(s => (m.Month, s.Facility, s.Table, s.Choice, s.Column,
                Cause: s.Fault.ToString(), Effect: s.EffectTonnes))));
        return [.. found.GroupBy(g => (g.Facility, g.Table, g.Choice, g.Column, g.Cause))
            .OrderBy(g => string.Join('\u0001', g.Key.Facility, g.Key.Table, g.Key.Choice, g.Key.Column, g.Key.Cause),
                StringComparer.Ordinal)
            .Select(g => new ReportGap(g.Key.Facility, g.Key.Table, g.Key.Choice, g.Key.Column,
                [.. g.Select(x => x.Month).Distinct().Order()], g.Key.Cause,
                g.All(x => x.Effect is not null) ? g.Sum(x => x.Effect) : null))];
    }

    private static Rational Sum(IEnumerable<Contribution> parts, bool withIndirect) =>
        parts.Where(p => withIndirect || !p.Indirect).Aggregate(Rational.Zero, (sum, p) => sum + p.Value);

    private static Rational Total(IEnumerable<ImmutableArray<Contribution>> facilities, bool withIndirect) =>
        facilities.Aggregate(Rational.Zero, (sum, f) => sum + Sum(f, withIndirect));

    /// <summary>Rounded half up to decimals.</summary>
    internal static decimal Amount(Rational value, int digits = ShownDigits) => decimal.Parse(
        value.Round(digits, RoundingMode.HalfUp).Fixed(digits), NumberStyles.Float, CultureInfo.InvariantCulture);
}
