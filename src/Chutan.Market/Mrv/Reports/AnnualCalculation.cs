using System.Globalization;
using Chutan.Market.Quantification;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Mrv;

/// <summary>Everything a year's figures come from, found in the market's own books.</summary>
/// <param name="Plan">The version that governs the last month.</param>
/// <param name="Months">One revision of each month the report covers, January first.</param>
public sealed record AnnualBasis(MonitoringPlan Plan, PlanMethods Methods, ImmutableArray<MonthRecord> Months)
{
    public int FromMonth => Months[0].Month;

    /// <summary>The methodology of the plan's own sector.</summary>
    public Methodology Method => Methods.Main.Method;

    /// <summary>The first month of a module: a further one begins with its first rows.</summary>
    public int FirstOf(ModuleMethod module) => module.IsMain ? FromMonth
        : Months.FirstOrDefault(m => m.Content.Rows.Any(r => module.Covers(r.Facility)))?.Month ?? FromMonth;

    /// <summary>The figures of the months that a module is calculated with.</summary>
    public InputData OfMonths(ModuleMethod module, ComplianceYear year, Faults faults) =>
        MonthInput.Of(module.Method, year, FirstOf(module), 12, Months, module.Covers, faults);

    /// <summary>What a module of a report of these figures is calculated with.</summary>
    public InputData Input(ModuleMethod module, ComplianceYear year, AnnualContent content, Faults faults) =>
        AnnualCalculation.With(OfMonths(module, year, faults), module.Of(content));
}

/// <summary>年度核算: from a year's months to its report, by the methodology that the plan's regime and sector name for
/// that year.</summary>
public static class AnnualCalculation
{
    private const int ShownDigits = 2;
    internal const int OutputDigits = 6;
    internal static readonly Place Manual = new("manual");

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
        if (governed.Any(g => !SameRules(g.Plan!.Content, plan.Content))) // only those with a plan are in the list
            faults.Add(ReportRefusals.RulesChange, at, ("year", year));
        if (PlanMethods.Of(plan.Content, year.Year, methods) is not { } all)
        {
            faults.Add(QuantificationRefusals.NoRuleSet, at,
                ("sector", PlanMethods.Missing(plan.Content, year.Year, methods).First()), ("year", year), // one is
                ("regime", plan.Content.Regime));
            return null;
        }
        var months = governed.Select(g => mrv.Months.Find(participant, year, g.Month))
            .OfType<MonthRecord>().Where(m => m.State == MonthState.Accepted).ToImmutableArray();
        var open = governed.Select(g => g.Month).Except(months.Select(m => m.Month)).ToList();
        if (open.Count == 0) return new AnnualBasis(plan, all, months);
        faults.Add(ReportRefusals.MonthsNotAccepted, at, ("months", string.Join(", ", open.Select(m => Text.Of(m)))),
            ("year", year));
        return null;
    }

    /// <summary>One report has one regime and sector, and a facility stays in its module.</summary>
    private static bool SameRules(PlanContent one, PlanContent last) =>
        (one.Regime, one.Sector) == (last.Regime, last.Sector)
        && one.Facilities.All(f => one.SectorOf(f.Id) == last.SectorOf(f.Id));

    /// <summary>The basis a version of a report was made on, found again: the same plan, methodologies and revisions.
    /// </summary>
    public static AnnualBasis? BasisOf(AnnualReport report, MrvState mrv, QuantificationState methods)
    {
        if (mrv.Plans.Find(report.Participant, report.Result.Months[^1].PlanVersion) is not { } plan
            || PlanMethods.With(plan.Content, sector => report.Result.MethodOf(sector) is var (id, version)
                ? methods.Find(id, version) : null) is not { } used) return null;
        return new AnnualBasis(plan, used, [.. report.Result.Months.Select(m =>
            mrv.Months.Revisions(report.Participant, report.Year, m.Month)[m.Revision - 1])]);
    }

    /// <summary>Calculates a year, module by module; null with everything wrong noted.</summary>
    /// <returns>The result and the calculation of each module, that of the plan's own sector first.</returns>
    public static (AnnualResult Result, ImmutableArray<Calculation> Calculations)? Of(ComplianceYear year,
        AnnualContent content, AnnualBasis basis, RuleReader rules, Faults faults)
    {
        var scope = basis.Plan.Content.Regime.ToUpperInvariant();
        var calculated = basis.Methods.All.Select(m => ModuleYear.Calculated(year, content, basis, m, faults)).ToList();
        if (calculated.Exists(m => m is null)) return null;
        var level = rules.Get(ReportKeys.Level, scope, year.RuleDate);
        var indirect = rules.Get(ReportKeys.Indirect, scope, year.RuleDate);
        var further = calculated.Count == 1 || rules.Get(ReportKeys.Modules, scope, year.RuleDate);
        var modules = calculated.OfType<ModuleYear>()
            .Select(m => m.WithFacilities(year, content, basis, level, faults)).ToList();
        var counted = Counted(modules, level, indirect, further);
        if (counted.Sign < 0)
            faults.Add(ReportRefusals.Negative, new Place("report"), ("tonnes", counted.Shown(ShownDigits)));
        var activity = ActivityOf(content, modules, faults);
        if (faults.Any || rules.Missing is not null) return null;
        var (main, hash) = (basis.Method, PlanMethods.HashOf([.. modules.Select(m =>
            (m.Module.Sector, m.Calculation.TraceHash))]));
        return (new AnnualResult(main.Id, main.Version, main.Hash, hash,
            basis.FromMonth, [.. basis.Months.Select(m => new MonthUsed(m.Month, m.Revision, m.PlanVersion))],
            Amount(Added(modules, m => m.Entity)), Amount(Added(modules, m => m.Process)), level, indirect,
            Whole(counted), AnnualParts.Of(modules, basis.Plan), activity, Gaps(basis),
            [.. modules.SelectMany(m => m.Warnings).Distinct().Order(StringComparer.Ordinal)],
            modules.Count == 1 ? [] : [.. modules.Select(m => m.Result(further))]),
            [.. modules.Select(m => m.Calculation)]);
    }

    /// <summary>Each month's own answer, where the month alone can be calculated.</summary>
    public static ImmutableArray<(int Month, decimal? Tonnes)> ByMonth(ComplianceYear year, AnnualBasis basis) =>
        [.. basis.Months.Select(m => (m.Month, Together([.. basis.Methods.All.Select(module =>
            OfMonth(year, m, module))])))];

    /// <summary>What a month's own figures make of one module; nothing when it has no rows in it, null when the month
    /// alone cannot be calculated.</summary>
    public static decimal? OfMonth(ComplianceYear year, MonthRecord month, ModuleMethod module)
    {
        if (!module.IsMain && !month.Content.Rows.Any(r => module.Covers(r.Facility))) return 0;
        var faults = new Faults();
        var data = MonthInput.Of(module.Method, year, month.Month, month.Month, [month], module.Covers, faults);
        return Calculating.Run(module.Method, data, [], faults) is { } result ? Amount(PlanMethods.InTonnes(
            module.Method, result.Exact(module.Method.Results[0].Name))) : null;
    }

    private static decimal? Together(ImmutableArray<decimal?> parts) =>
        parts.Any(p => p is null) ? null : parts.Sum();

    /// <summary>Figures given for the year by hand where the months have them too: each beside what the months make of
    /// it.</summary>
    internal static ImmutableArray<AnnualQuantity> Beside(AnnualReport report, AnnualBasis basis) =>
        [.. basis.Methods.All.SelectMany(module => Beside(report, basis, module))];

    private static IEnumerable<AnnualQuantity> Beside(AnnualReport report, AnnualBasis basis, ModuleMethod module)
    {
        var months = basis.OfMonths(module, report.Year, new Faults());
        return module.Of(report.Content).ManualFigures.Select(m => (Manual: m,
                Input: module.Method.Inputs.FirstOrDefault(i => i.Name == m.Column && !i.IsChoice),
                Month: months.Values.FirstOrDefault(v => v.Name == m.Column)))
            .Where(x => x.Input is not null && x.Month is not null)
            .Select(x => (x.Manual, x.Input, Annual: InUnit(x.Manual.Text, x.Manual.Unit, x.Input!),
                Months: InUnit(x.Month!.Text, x.Month.Unit, x.Input!))) // filtered above
            .Where(x => x is { Annual: not null, Months: not null })
            .Select(x => new AnnualQuantity(module.Name(x.Manual.Column), x.Annual!.Value, x.Months!.Value,
                !x.Input!.Unit.Dimension.IsQuantity)); // likewise
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
        var modules = basis.Methods.All.Select(m => ModuleYear.Tried(report.Year, content, basis, m, faults)?
            .WithFacilities(report.Year, content, basis, report.Result.Level, faults)).ToList();
        return faults.Any || modules.Exists(m => m is null) ? null : Whole(Counted([.. modules.Select(m => m!)],
            report.Result.Level, report.Result.IncludesIndirect, report.Result.CountsFurther)); // none is missing
    }

    private static decimal? InUnit(string text, string unit, InputDefinition input)
    {
        var given = unit.Trim().Length == 0 ? input.Unit : Unit.Find(unit.Trim());
        return given is null || given.Dimension != input.Unit.Dimension
            || !Rational.TryParse(text.Trim(), out var number) ? null
            : MonthRows.ToDecimal(number * given.Scale / input.Unit.Scale);
    }

    /// <summary>What counts for compliance: of the entity or of its facilities, with or without what others emitted for
    /// it, and with or without the modules besides the plan's own sector.</summary>
    private static Rational Counted(List<ModuleYear> modules, ReportLevel level, bool indirect, bool further) =>
        Added(modules.Where(m => further || m.Module.IsMain), m => m.Counted(level, indirect));

    private static Rational Added(IEnumerable<ModuleYear> modules, Func<ModuleYear, Rational> of) =>
        modules.Aggregate(Rational.Zero, (sum, m) => sum + of(m));

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

    private static Activity ActivityOf(AnnualContent content, List<ModuleYear> modules, Faults faults)
    {
        var outputs = ImmutableArray.CreateBuilder<ProductOutput>();
        foreach (var product in content.Products)
        {
            var of = modules.FirstOrDefault(m => m.Module.Own(product.Line) is not null);
            var line = of?.Module.Method.Lines.FirstOrDefault(l => l.Name == of.Module.Own(product.Line));
            if (string.IsNullOrWhiteSpace(product.Product) || (product.Line.Length > 0 && line is null)
                || (line is null && (product.Quantity is null or < 0 || string.IsNullOrWhiteSpace(product.Reason))))
                faults.Add(ReportRefusals.BadProduct, new Place("products"), ("product", product.Product),
                    ("line", product.Line));
            else if (line is null)
                outputs.Add(new ProductOutput(product.Product, product.Quantity ?? 0, product.Unit));
            else
                outputs.Add(new ProductOutput(product.Product, Amount(of!.Calculation.Exact(line.Name), // it has it
                    OutputDigits), line.Unit.Symbol));
        }
        return new Activity(outputs.ToImmutable(), content.ProductionDays, content.StoppedDays);
    }

    /// <summary>What was not measured in the months: left to the default, estimated, or resting on a report that does
    /// not count.</summary>
    private static ImmutableArray<ReportGap> Gaps(AnnualBasis basis)
    {
        var found = basis.Months.SelectMany(m => m.Content.Rows.SelectMany(row => row.Figures
            .Where(f => f.Acquisition is Acquisition.Default or Acquisition.Estimated)
            .Select(f => (m.Month, row.Facility, row.Table, Choice: basis.Methods.ChoiceOf(row), f.Column,
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

    /// <summary>Rounded half up to decimals.</summary>
    internal static decimal Amount(Rational value, int digits = ShownDigits) => decimal.Parse(
        value.Round(digits, RoundingMode.HalfUp).Fixed(digits), NumberStyles.Float, CultureInfo.InvariantCulture);
}
