using Chutan.Market.Quantification;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Mrv;

/// <summary>One module's year: what its methodology makes of its rows of the months, for the entity and for each of its
/// facilities.</summary>
/// <param name="Sources">The parts of its answer, t.</param>
/// <param name="Facilities">The same of each facility that has rows of its own.</param>
internal sealed record ModuleYear(ModuleMethod Module, Calculation Calculation, ImmutableArray<Contribution> Sources,
    ImmutableDictionary<string, ImmutableArray<Contribution>> Facilities)
{
    /// <summary>Of the whole entity, t.</summary>
    public Rational Entity => Sum(Sources, true);

    /// <summary>Of the facilities added up; of the entity while none has rows of its own, t.</summary>
    public Rational Process => Facilities.IsEmpty ? Entity : OfFacilities(true);

    /// <summary>Checks that did not hold and need an explanation, as the whole report names them.</summary>
    public IEnumerable<string> Warnings => Calculation.Checks.Where(c => !c.Holds && c.Severity == CheckSeverity.Warn)
        .Select(c => Module.Name(c.Id));

    /// <summary>What of it counts for compliance, t.</summary>
    public Rational Counted(ReportLevel level, bool indirect) =>
        level == ReportLevel.Entity || Facilities.IsEmpty ? Sum(Sources, indirect) : OfFacilities(indirect);

    public ModuleResult Result(bool furtherCounts) => new(Module.Sector, Module.Method.Id, Module.Method.Version,
        Module.Method.Hash, Calculation.TraceHash, AnnualCalculation.Amount(Entity), AnnualCalculation.Amount(Process),
        Module.IsMain || furtherCounts);

    /// <summary>Calculates a module; null with everything wrong noted, checks that block and unexplained warnings among
    /// it.</summary>
    public static ModuleYear? Calculated(ComplianceYear year, AnnualContent content, AnnualBasis basis,
        ModuleMethod module, Faults faults)
    {
        var own = new Faults();
        var result = Tried(year, content, basis, module, own);
        if (result is not null) Judge(result, content, own);
        faults.AddAll(own);
        return own.Any ? null : result;
    }

    /// <summary>Calculates a module whatever its checks say; null with what is wrong in its figures noted.</summary>
    public static ModuleYear? Tried(ComplianceYear year, AnnualContent content, AnnualBasis basis, ModuleMethod module,
        Faults faults) => Calculating.Run(module.Method, basis.Input(module, year, content, faults), [], faults) is
        { } calculation ? new ModuleYear(module, calculation, Parts(module.Method, calculation),
            ImmutableDictionary<string, ImmutableArray<Contribution>>.Empty) : null;

    /// <summary>The module with what each of its facilities emits by its own rows.</summary>
    public ModuleYear WithFacilities(ComplianceYear year, AnnualContent content, AnnualBasis basis, ReportLevel level,
        Faults faults)
    {
        var parts = ImmutableDictionary.CreateBuilder<string, ImmutableArray<Contribution>>(StringComparer.Ordinal);
        var said = Module.Of(content) with { ManualFigures = [] };
        foreach (var facility in basis.Plan.Content.Facilities.Where(f => Module.Covers(f.Id)))
        {
            if (!basis.Months.Any(m => m.Content.Rows.Any(r => r.Facility == facility.Id))) continue;
            var own = new Faults();
            var data = AnnualCalculation.With(MonthInput.Of(Module.Method, year, basis.FirstOf(Module), 12,
                basis.Months.Select(m => PlanMethods.Only(m, row => Own(row, facility.Id))), null, own), said);
            if (Calculating.Run(Module.Method, data, [], own) is { } calculation)
                parts[facility.Id] = Parts(Module.Method, calculation);
            else if (level == ReportLevel.Process)
                faults.Add(ReportRefusals.FacilityNotCalculable, new Place("facility", Cell: facility.Id),
                    ("facility", facility.Id), ("reason", own.Sorted[0].Code.Code));
        }
        return this with { Facilities = parts.ToImmutable() };
    }

    internal static Rational Sum(IEnumerable<Contribution> parts, bool withIndirect) =>
        parts.Where(p => withIndirect || !p.Indirect).Aggregate(Rational.Zero, (sum, p) => sum + p.Value);

    private Rational OfFacilities(bool withIndirect) =>
        Facilities.Values.Aggregate(Rational.Zero, (sum, f) => sum + Sum(f, withIndirect));

    private static ImmutableArray<Contribution> Parts(Methodology method, Calculation calculation) =>
        [.. Contributions.Of(method, calculation).Select(c => c with
            { Value = PlanMethods.InTonnes(method, c.Value) })];

    /// <summary>Whether the result may be used: blocking checks hold, warnings are explained, and captured CO₂ is
    /// deducted only as the months have it, with its own verified transfer.</summary>
    private static void Judge(ModuleYear of, AnnualContent content, Faults faults)
    {
        foreach (var check in of.Calculation.Checks.Where(c => !c.Holds && c.Severity == CheckSeverity.Block))
            faults.Add(ReportRefusals.CheckBlocks, new Place("check", Cell: check.Row),
                ("check", of.Module.Name(check.Id)), ("condition", $"{check.Zh} · {check.En}"));
        var warnings = of.Warnings.Distinct().ToList();
        if (warnings.Count > 0 && string.IsNullOrWhiteSpace(content.Explanation))
            faults.Add(ReportRefusals.ExplanationNeeded, new Place("explanation"),
                ("checks", string.Join(", ", warnings)));
        foreach (var figure in of.Module.Of(content).ManualFigures)
            if (of.Module.Method.Inputs.Any(i => i.Name == figure.Column
                && i.Evidence.Contains(CaptureTransfer.EvidenceKind)))
                faults.Add(ReportRefusals.ManualDeduction, AnnualCalculation.Manual,
                    ("figure", of.Module.Name(figure.Column)));
    }

    /// <summary>A facility's row, or of the whole entity's single figures what holds for the facility too: classes and
    /// shares as they are, quantities as nothing, since they are counted for the entity.</summary>
    private MonthRow? Own(MonthRow row, string facility)
    {
        if (row.Facility == facility) return row;
        if (row.Facility.Length > 0 || row.Table.Length > 0 || !Module.IsMain) return null;
        return row with
        {
            Figures = [.. row.Figures.Select(f => Module.Method.Inputs.Any(i => i.Name == f.Column && !i.IsChoice
                && i.Unit.Dimension.IsQuantity) ? f with { Text = "0", Unit = "", Evidence = [] } : f)],
        };
    }
}
