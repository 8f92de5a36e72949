using System.Security.Cryptography;
using System.Text;
using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>核算模块: facilities of a plan that report under a methodology of their own, such as an own power plant beside
/// a cement line. What is in no module reports under the plan's own sector.</summary>
/// <param name="Sector">As in the table of rule sets; another than the plan's own.</param>
/// <param name="Facilities">Their ids; a facility is in one module at most.</param>
public sealed record PlanModule(string Sector, ImmutableArray<string> Facilities);

/// <summary>One methodology of a plan, with the facilities that report under it.</summary>
public sealed record ModuleMethod(PlanContent Plan, string Sector, Methodology Method)
{
    private const char Mark = '/';

    /// <summary>Whether it is of the plan's own sector; figures of the entity as a whole are its.</summary>
    public bool IsMain => Sector == Plan.Sector;

    /// <summary>The module's sector; empty for the plan's own.</summary>
    public string Key => IsMain ? "" : Sector;

    /// <summary>Whether a facility reports under it; none stands for the entity as a whole.</summary>
    public bool Covers(string facility) => Plan.SectorOf(facility) == Sector;

    /// <summary>A line, figure or check of the method as the whole report names it: with the sector before it, unless
    /// it is of the plan's own.</summary>
    public string Name(string own) => IsMain ? own : $"{Sector}{Mark}{own}";

    /// <summary>What the method itself calls a name of the whole report; null when it is another module's.</summary>
    public string? Own(string name) => Plan.Modules.FirstOrDefault(m => name.StartsWith(m.Sector + Mark,
        StringComparison.Ordinal)) is { } module ? module.Sector == Sector ? name[(Sector.Length + 1)..] : null
        : IsMain ? name : null;

    /// <summary>Of what an entity says about its year, what concerns this method, in its own names.</summary>
    public AnnualContent Of(AnnualContent content) => content with
    {
        ManualFigures = [.. from figure in content.ManualFigures
                            where Own(figure.Column) is not null
                            select figure with { Column = Own(figure.Column)! }], // just asked
        StatedFactors = [.. from factor in content.StatedFactors
                            where Own(factor.Name) is not null
                            select factor with { Name = Own(factor.Name)! }], // just asked
    };
}

/// <summary>方案适用的方法学: the methodologies a plan reports under in a year, the plan's own first.</summary>
public sealed record PlanMethods(PlanContent Plan, ImmutableArray<ModuleMethod> All)
{
    public ModuleMethod Main => All[0];

    /// <summary>The methodologies selected for a plan in a year; null while one of its sectors has none.</summary>
    public static PlanMethods? Of(PlanContent plan, int year, QuantificationState methods) =>
        With(plan, sector => methods.Select(plan.Regime, sector, year));

    /// <summary>The sectors of a plan for which no methodology is selected in a year.</summary>
    public static IEnumerable<string> Missing(PlanContent plan, int year, QuantificationState methods) =>
        plan.Sectors.Where(s => methods.Select(plan.Regime, s, year) is null);

    /// <summary>The methodologies of a plan's sectors; null while one has none.</summary>
    internal static PlanMethods? With(PlanContent plan, Func<string, Methodology?> of)
    {
        var found = plan.Sectors.Select(s => (Sector: s, Method: of(s))).ToList();
        return found.Exists(f => f.Method is null) ? null
            : new PlanMethods(plan, [.. found.Select(f => new ModuleMethod(plan, f.Sector, f.Method!))]); // just asked
    }

    /// <summary>The method a facility reports under.</summary>
    public ModuleMethod For(string facility) => All.FirstOrDefault(m => m.Covers(facility)) ?? Main;

    /// <summary>The table a row of a month is of; null for single figures, and when the method has none of the name.
    /// </summary>
    public TableDefinition? TableOf(MonthRow row) => For(row.Facility).Method.Table(row.Table);

    /// <summary>The figures a row of a month may have.</summary>
    public ImmutableArray<InputDefinition> ColumnsOf(MonthRow row) => row.Table.Length == 0
        ? For(row.Facility).Method.Inputs : TableOf(row)?.Columns ?? [];

    /// <summary>The code that tells a row of a table apart, such as the fuel; empty when it has none.</summary>
    public string ChoiceOf(MonthRow row) => MonthInput.ChoiceOf(For(row.Facility).Method, row);

    /// <summary>What a module has of a month: its own rows, and what does not count of them.</summary>
    public static MonthRecord Only(MonthRecord month, Func<MonthRow, MonthRow?> own)
    {
        var kept = month.Content.Rows.Select((row, i) => (Row: own(row), Index: i)).Where(k => k.Row is not null)
            .ToList();
        return month with
        {
            Content = month.Content with { Rows = [.. kept.Select(k => k.Row!)] }, // filtered just before
            Substitutions = [.. month.Substitutions.Where(s => kept.Exists(k => k.Index == s.Row))
                .Select(s => s with { Row = kept.FindIndex(k => k.Index == s.Row) })],
        };
    }

    /// <summary>The emissions of one month that is not (yet) a record, by all methods; null when one of them cannot be
    /// calculated on the month alone. A module without a row in the month has none.</summary>
    public Rational? OfMonth(ComplianceYear year, int month, ImmutableArray<MonthRow> rows)
    {
        var sum = Rational.Zero;
        foreach (var module in All.Where(m => m.IsMain || rows.Any(r => m.Covers(r.Facility))))
        {
            var faults = new Faults();
            var data = MonthInput.OfMonth(module.Method, year, month, rows, faults, module.Covers);
            if (Calculating.Run(module.Method, data, [], faults) is not { } result) return null;
            sum += InTonnes(module.Method, result.Exact(module.Method.Results[0].Name));
        }
        return sum;
    }

    /// <summary>The answer of a method in tonnes, so that answers of several add up.</summary>
    internal static Rational InTonnes(Methodology method, Rational answer) =>
        answer * method.Line(method.Results[0].Name).Unit.Scale / Tonne.Scale;

    /// <summary>One hash over the traces of all modules; a single trace is its own.</summary>
    internal static string HashOf(IReadOnlyList<(string Sector, string TraceHash)> traces) => traces is [var only]
        ? only.TraceHash : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', traces.Select(t => $"{t.Sector} {t.TraceHash}")))));

    private static Unit Tonne { get; } = Unit.Find("tCO2")!; // a unit that is always known
}
