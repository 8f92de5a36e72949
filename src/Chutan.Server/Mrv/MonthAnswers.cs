using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;
using Chutan.Server.Http;

namespace Chutan.Server.Mrv;

/// <summary>One thing wrong, with the place in the form: <c>rows[2].FC</c>, or a cell such as <c>fuel!C5</c>.</summary>
public sealed record FormFault(string Code, string Zh, string En, string Path);

public sealed record FormOption(string Code, Bilingual Label);

/// <summary>One figure of a methodology as a form asks for it.</summary>
/// <param name="HasDefault">The method works without it, with its own conservative value or another way.</param>
/// <param name="Least">In the unit; null when open. Likewise the most.</param>
/// <param name="Evidence">Kinds of evidence the method asks for.</param>
public sealed record FormFigure(string Name, Bilingual Label, string Unit, IReadOnlyList<FormOption> Options,
    bool Optional, bool HasDefault, string? Least, string? Most, IReadOnlyList<string> Evidence);

/// <param name="Planned">Whether the plan has any parameter in it.</param>
public sealed record FormTable(string Name, Bilingual Label, bool Optional, bool Planned,
    IReadOnlyList<FormFigure> Columns);

/// <summary>A row the plan expects every month.</summary>
public sealed record FormRow(string Table, string Facility, string Choice);

/// <summary>What one more methodology of the plan asks of the facilities that report under it.</summary>
public sealed record FormModule(string Sector, Bilingual SectorName, IReadOnlyList<string> Facilities,
    string Methodology, string Version, Bilingual MethodologyName, IReadOnlyList<FormFigure> Figures,
    IReadOnlyList<FormTable> Tables, IReadOnlyList<FormRow> Rows);

/// <summary>Everything a form for an entity's months needs: the methodology's figures and the plan's rows.</summary>
/// <param name="Modules">The plan's further methodologies; empty for most.</param>
public sealed record MonthForm(string EntityId, Bilingual Entity, int Year, string Methodology, string Version,
    Bilingual MethodologyName, int PlanVersion, IReadOnlyList<FormFigure> Figures, IReadOnlyList<FormTable> Tables,
    IReadOnlyList<FormRow> Rows, PlanContent Plan, IReadOnlyList<FormModule> Modules, AsOf AsOf);

/// <summary>One month as a tile of the year.</summary>
/// <param name="Substitutions">Measured figures that do not count.</param>
public sealed record MonthTile(int Month, MonthStanding Standing, LocalDate? Due, LocalDate? CountyDue,
    LocalDate? CityDue, bool Late, int Revision, int Substitutions, decimal SubstitutedTonnes,
    bool CorrectionPending);

/// <summary>One methodology of a plan with several.</summary>
public sealed record MonthModule(string Sector, Bilingual SectorName, string Methodology, string Version);

/// <param name="Modules">Every methodology of the plan when it has several, that of its sector first.</param>
public sealed record MonthYear(string EntityId, Bilingual Entity, int Year, int? PlanVersion,
    IReadOnlyList<MonthModule> Modules, IReadOnlyList<MonthTile> Tiles, AsOf AsOf);

public sealed record MonthRevision(int Revision, MonthState State, int PlanVersion, LocalDate DueOn, bool Late,
    Instant FiledAt, string FiledBy, string Remarks, MonthContent Content,
    IReadOnlyList<Substitution> Substitutions, IReadOnlyList<MonthCheckAnswer> Checks,
    IReadOnlyList<MonthDifference> Changes, long Position);

public sealed record MonthCheckAnswer(MonthCheckLevel Level, bool Passed, string By, Instant At, bool Late,
    string Reason);

public sealed record CorrectionAnswer(int Number, int Revision, CorrectionState State, string Reason,
    Instant RequestedAt, string RequestedBy, string Decision, IReadOnlyList<MonthDifference> Changes);

/// <summary>What one methodology makes of a month that was filed.</summary>
/// <param name="Tonnes">t CO2e; null when its rows cannot be calculated on the month alone.</param>
public sealed record MonthModuleTonnes(string Sector, Bilingual SectorName, decimal? Tonnes);

/// <param name="Modules">Of the newest revision, when its plan has several methodologies; empty otherwise.</param>
public sealed record MonthDetail(string EntityId, Bilingual Entity, int Year, int Month, MonthStanding Standing,
    IReadOnlyList<MonthModuleTonnes> Modules, IReadOnlyList<MonthRevision> Revisions,
    IReadOnlyList<CorrectionAnswer> Corrections,
    IReadOnlyList<CemsAnswer> Cems, AsOf AsOf);

public sealed record CemsAnswer(string Stack, string Document, int Hours, int Missing, decimal MeasuredTonnes,
    decimal SubstitutedTonnes, decimal Tonnes, bool IsUsable);

/// <summary>What one more methodology of the plan makes of a month.</summary>
/// <param name="TraceHash">Null when its rows cannot be calculated on the month alone.</param>
public sealed record ModuleTrial(string Sector, Bilingual SectorName, IReadOnlyList<OutputValue> Results,
    IReadOnlyList<CheckOutcome> FailedChecks, string? TraceHash);

/// <summary>What filing would do: everything wrong, what does not count, and the month's result where it can be worked
/// out.</summary>
/// <param name="Modules">Every methodology's own result when the plan has several, that of its sector first; the
/// results beside it are then of the plan's sector.</param>
/// <param name="Total">t CO2e of all of them; null when one cannot be calculated on the month alone.</param>
public sealed record MonthTrialAnswer(IReadOnlyList<FormFault> Faults, IReadOnlyList<Substitution> Substitutions,
    IReadOnlyList<OutputValue> Results, IReadOnlyList<CheckOutcome> FailedChecks, string? TraceHash,
    IReadOnlyList<ModuleTrial> Modules, string? Total);

/// <summary>One line per entity: where its months stand.</summary>
public sealed record MonthsLine(string EntityId, Bilingual Entity, Bilingual City, string Sector, int Year, int Due,
    int Filed, int Accepted, int Late, int Overdue, int Returned, int Substituted, decimal SubstitutedTonnes);

/// <summary>The months read from a workbook, each with what is wrong in it, and what is wrong with the file.</summary>
public sealed record WorkbookAnswer(string File, IReadOnlyList<WorkbookMonth> Months,
    IReadOnlyList<FormFault> Faults);

public sealed record WorkbookMonth(int Month, MonthContent Content, int Figures);

public sealed record MonthRequest(MonthContent? Content, string? Reason);
public sealed record CheckRequest(string? Level, bool? Passed, string? Reason);
public sealed record DecisionRequest(bool? Approved, string? Reason);

/// <summary>From what the market holds to answers.</summary>
internal static class MonthAnswers
{
    public static Bilingual NameOf(ParticipantId id, MarketState state) => state.Participants.Find(id) is { } p
        ? Bilingual.Of(p.NameZh, p.NameEn) : Bilingual.Same(id.ToString());

    public static string UserOf(UserId id, MarketState state) =>
        state.Participants.Find(id)?.Name ?? id.ToString();

    /// <summary>A fault with its place in the form: what stands behind the month's number and the stroke.</summary>
    public static FormFault Of(Fault fault)
    {
        var cell = fault.Place.Cell ?? "";
        return new FormFault(fault.Code.Code, fault.Zh, fault.En, cell[(cell.IndexOf('/', StringComparison.Ordinal)
            + 1)..]);
    }

    public static CemsAnswer Of(CemsMonth of) => new(of.Stack, of.Document, of.Hours, of.Missing, of.MeasuredTonnes,
        of.SubstitutedTonnes, of.Tonnes, of.IsUsable);

    public static FormFigure Of(InputDefinition input) => new(input.Name, Bilingual.Of(input.Zh, input.En),
        input.Unit.Symbol == "1" ? "" : input.Unit.Symbol,
        [.. input.Options.Select(o => new FormOption(o.Code, Bilingual.Of(o.Zh, o.En)))], input.IsOptional,
        Substituting.HasDefault(input), Bound(input.Least, input.Unit), Bound(input.Most, input.Unit),
        input.Evidence);

    public static MonthForm Form(MonitoringPlan plan, PlanMethods methods, int year, MarketState state, AsOf asOf)
    {
        var method = methods.Main.Method;
        return new MonthForm(plan.Participant.ToString(), NameOf(plan.Participant, state), year, method.Id,
            method.Version, Bilingual.Of(method.Head.Zh, method.Head.En), plan.Version,
            [.. method.Inputs.Select(Of)], Tables(methods.Main), [.. Rows(methods.Main)], plan.Content,
            [.. methods.All.Skip(1).Select(Module)], asOf);
    }

    private static FormModule Module(ModuleMethod module) => new(module.Sector, SectorOf(module.Sector),
        [.. module.Plan.Facilities.Select(f => f.Id).Where(module.Covers)], module.Method.Id, module.Method.Version,
        Bilingual.Of(module.Method.Head.Zh, module.Method.Head.En), [.. module.Method.Inputs.Select(Of)],
        Tables(module), [.. Rows(module)]);

    public static IReadOnlyList<MonthModule> Modules(PlanMethods? methods) => methods is not { All.Length: > 1 } ? []
        : [.. methods.All.Select(m => new MonthModule(m.Sector, SectorOf(m.Sector), m.Method.Id, m.Method.Version))];

    public static IReadOnlyList<MonthModuleTonnes> TonnesOf(PlanMethods? methods, MonthRecord? record) =>
        methods is not { All.Length: > 1 } || record is null ? []
        : [.. methods.All.Select(m => new MonthModuleTonnes(m.Sector, SectorOf(m.Sector),
            AnnualCalculation.OfMonth(record.Year, record, m)))];

    public static Bilingual SectorOf(string sector) => Names.Code("sector", sector);

    private static List<FormTable> Tables(ModuleMethod module) =>
        [.. module.Method.Tables.Select(t => new FormTable(t.Name, Bilingual.Of(t.Zh, t.En), t.IsOptional,
            ParametersOf(module).Any(p => p.Table == t.Name), [.. t.Columns.Select(Of)]))];

    public static IEnumerable<PlanParameter> ParametersOf(ModuleMethod module) =>
        module.Plan.Parameters.Where(p => module.Covers(p.Facility));

    /// <summary>The rows the plan expects: one for each table, facility and choice it has parameters for. The single
    /// figures of a further module stand with the facilities that have any, or else with its first.</summary>
    public static IEnumerable<FormRow> Rows(ModuleMethod module)
    {
        var rows = module.Method.Tables.Select(t => t.Name).Append("").SelectMany(table => ParametersOf(module)
            .Where(p => p.Table == table).Select(p => (p.Facility, p.Choice)).Distinct()
            .Select(row => new FormRow(table, row.Facility, row.Choice))).ToList();
        if (module.IsMain) return rows.Where(r => r.Table.Length > 0);
        var first = module.Plan.Facilities.Select(f => f.Id).FirstOrDefault(module.Covers);
        return module.Method.Inputs.IsEmpty || first is null || rows.Exists(r => r.Table.Length == 0) ? rows
            : rows.Append(new FormRow("", first, ""));
    }

    /// <summary>What each methodology of a plan with several makes of a month that is not filed.</summary>
    public static IReadOnlyList<ModuleTrial> Trials(PlanMethods methods, ComplianceYear year, int month,
        ImmutableArray<MonthRow> rows) => methods.All.Length == 1 ? []
        : [.. methods.All.Select(module => (Module: module, Result: Calculating.Run(module.Method,
                MonthInput.OfMonth(module.Method, year, month, rows, new Faults(), module.Covers), [], new Faults())))
            .Select(m => new ModuleTrial(m.Module.Sector, SectorOf(m.Module.Sector), m.Result?.Results ?? [],
                Failed(m.Result), m.Result?.TraceHash))];

    /// <summary>The checks of a method that did not hold and that are told to whoever files.</summary>
    public static IReadOnlyList<CheckOutcome> Failed(Calculation? of) =>
        [.. (of?.Checks ?? []).Where(c => !c.Holds && c.Severity != CheckSeverity.Risk)];

    public static MonthTile Tile(ParticipantId participant, ComplianceYear year, int month, MarketState state,
        LocalDate today)
    {
        var record = state.Mrv.Months.Find(participant, year, month);
        var deadlines = Deadlines(participant, year, month, state);
        var due = record?.DueOn ?? deadlines?.Enterprise;
        var standing = MonthDeadlines.Standing(record, year, month, due ?? today, today);
        return new MonthTile(month, standing, due, deadlines?.County, deadlines?.City,
            record?.Late ?? standing == MonthStanding.Overdue, record?.Revision ?? 0,
            record?.Substitutions.Length ?? 0, record?.SubstitutedTonnes ?? 0,
            state.Mrv.Months.Pending(participant, year, month) is not null);
    }

    public static MonthRevision Of(MonthRecord record, MonthRecord? before, PlanMethods? methods, MarketState state) =>
        new(record.Revision, record.State, record.PlanVersion, record.DueOn, record.Late, record.FiledAt,
            UserOf(record.FiledBy, state), record.Remarks, record.Content, record.Substitutions,
            [.. record.Checks.Select(c => new MonthCheckAnswer(c.Level, c.Passed, UserOf(c.By, state), c.At, c.Late,
                c.Reason))],
            before is null || methods is null ? [] : MonthDifference.Of(methods, before.Content, record.Content),
            record.Position);

    /// <summary>The days by which a month is due under the plan in force; null when there is no plan or rule.</summary>
    public static MonthDeadlines? Deadlines(ParticipantId participant, ComplianceYear year, int month,
        MarketState state)
    {
        if (state.Mrv.Plans.InForce(participant, new LocalDate(year.Year, month, 1)) is not { } plan) return null;
        var rules = new Chutan.Market.Rulebook.RuleReader(state.Rulebook);
        var deadlines = MonthDeadlines.Of(rules, plan.Content.Regime, year, month);
        return rules.Missing is null ? deadlines : null;
    }

    private static string? Bound(Rational? bound, Unit unit) => bound is { } b ? (b / unit.Scale).Shown(8) : null;
}
