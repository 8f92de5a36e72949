using Chutan.Market.Rulebook;

namespace Chutan.Market.Mrv;

/// <summary>手工年度值: a figure of the year that is not, or not only, the sum of months. It needs a reason, and stays
/// marked.</summary>
/// <param name="Column">Its name among the method's single figures.</param>
/// <param name="Unit">Empty means the unit the method asks for.</param>
/// <param name="Evidence">Hashes of files in evidence.</param>
public sealed record ManualFigure(string Column, string Text, string Unit, string Reason,
    ImmutableArray<string> Evidence);

/// <summary>A factor the entity says it used; it must be the one the method takes for the year.</summary>
public sealed record StatedFactor(string Name, string Text, string Unit);

/// <summary>产品产量: what was made of one product, for the allocation.</summary>
/// <param name="Product">The product's code, as on the allocation list.</param>
/// <param name="Line">The method's line the quantity is taken from; empty when it is stated.</param>
/// <param name="Quantity">Stated by the entity; null when it is taken from a line.</param>
/// <param name="Reason">Why it is stated; empty when it is taken from a line.</param>
public sealed record ReportedProduct(string Product, string Line, decimal? Quantity, string Unit, string Reason);

/// <summary>What a service agency did for the entity in the year.</summary>
public enum AgencyKind
{
    /// <summary>检验检测机构.</summary>
    Laboratory = 0,
    /// <summary>咨询服务机构.</summary>
    Consultant = 1,
}

/// <summary>技术服务机构: a laboratory or consultant the entity used.</summary>
public sealed record ServiceAgency(AgencyKind Kind, string Name, string CreditCode);

/// <summary>What an entity itself says in an annual report; everything else follows from its months.</summary>
/// <param name="ProductionDays">Days of normal operation of the whole plant.</param>
/// <param name="StoppedDays">Days the whole plant stood still.</param>
/// <param name="Explanation">Of the change against last year and of every warning; may be empty when there is none.
/// </param>
/// <param name="BoundaryChanges">What changed in boundary and facilities against last year.</param>
public sealed record AnnualContent(ImmutableArray<ManualFigure> ManualFigures,
    ImmutableArray<StatedFactor> StatedFactors, ImmutableArray<ReportedProduct> Products, int ProductionDays,
    int StoppedDays, string Explanation, ImmutableArray<ServiceAgency> Agencies, string BoundaryChanges);

/// <summary>Along which line a total is taken apart.</summary>
public enum PartKind
{
    Source = 0,
    Facility = 1,
    Gas = 2,
}

/// <summary>One part of a report's emissions. The parts of one kind add up to the whole entity.</summary>
/// <param name="Code">The method's line, the plan's facility (empty: not of one facility), or the gas.</param>
/// <param name="Indirect">From electricity and heat bought.</param>
/// <param name="Tonnes">t CO2e, two decimals; negative for what is deducted.</param>
/// <param name="Mass">The gas itself, t; null for CO₂, for mixtures and where it is no gas.</param>
/// <param name="Module">Sector of the module it is of; empty for the plan's own, and for gases.</param>
public sealed record ReportPart(PartKind Kind, string Code, string NameZh, string NameEn, bool Indirect,
    decimal Tonnes, decimal? Mass, string Module);

/// <summary>分模块结果: what one methodology of a report with several makes of its rows.</summary>
/// <param name="EntityTonnes">法人边界, t CO2e, two decimals.</param>
/// <param name="ProcessTonnes">设施（工序）层级: its facilities added up, t CO2e, two decimals.</param>
/// <param name="Counts">Whether it is in the compliance amount.</param>
public sealed record ModuleResult(string Sector, string Methodology, string Version, string MethodologyHash,
    string TraceHash, decimal EntityTonnes, decimal ProcessTonnes, bool Counts);

/// <summary>A month's revision that a report rests on.</summary>
public readonly record struct MonthUsed(int Month, int Revision, int PlanVersion);

/// <summary>数据缺失: a figure that was not measured, or whose measurement does not count, and what stands in its place.
/// </summary>
/// <param name="Cause">As the entity put it, or the fault of the laboratory report.</param>
/// <param name="EffectTonnes">What it adds to the emissions, t CO2e; null when that is not known.</param>
public sealed record ReportGap(string Facility, string Table, string Choice, string Column, ImmutableArray<int> Months,
    string Cause, decimal? EffectTonnes);

/// <summary>What the methodology of the year makes of the months.</summary>
/// <param name="FromMonth">The first month the report covers.</param>
/// <param name="EntityTonnes">法人边界: of the whole legal entity, t CO2e, two decimals.</param>
/// <param name="ProcessTonnes">设施（工序）层级: of the plan's facilities added up, t CO2e, two decimals.</param>
/// <param name="Level">Which of the two counts for compliance.</param>
/// <param name="IncludesIndirect">Whether electricity and heat bought are in the compliance amount.</param>
/// <param name="Compliance">履约排放量, whole tonnes, rounded half up once.</param>
/// <param name="Warnings">Checks of the method that did not hold and need an explanation.</param>
/// <param name="Modules">Each methodology's share, that of the plan's own sector first; empty when it is the only one.
/// Methodology, version and hash of the report are then those of the first, and the trace hash is over all.</param>
public sealed record AnnualResult(string Methodology, string Version, string MethodologyHash, string TraceHash,
    int FromMonth, ImmutableArray<MonthUsed> Months, decimal EntityTonnes, decimal ProcessTonnes, ReportLevel Level,
    bool IncludesIndirect, Tonnes Compliance, ImmutableArray<ReportPart> Parts, Activity Activity,
    ImmutableArray<ReportGap> Gaps, ImmutableArray<string> Warnings, ImmutableArray<ModuleResult> Modules)
{
    /// <summary>Whether modules besides the plan's own sector are in the compliance amount.</summary>
    public bool CountsFurther => Modules.All(m => m.Counts);

    public IEnumerable<ReportPart> Of(PartKind kind) => Parts.Where(p => p.Kind == kind);

    /// <summary>The methodology a sector was calculated with; of a report with one, that one.</summary>
    public (string Id, string Version)? MethodOf(string sector) => Modules.IsEmpty ? (Methodology, Version)
        : Modules.FirstOrDefault(m => m.Sector == sector) is { } module ? (module.Methodology, module.Version) : null;
}

/// <summary>Where a version of an annual report stands. The state of the year's report as a whole is that of its
/// <see cref="EmissionReport"/>.</summary>
public enum AnnualState
{
    /// <summary>Made by one person of the entity, waiting for another's signature.</summary>
    Prepared = 0,
    /// <summary>Signed and handed in.</summary>
    Submitted = 1,
    /// <summary>A later version stands in its place; it is kept.</summary>
    Superseded = 2,
}

/// <summary>声明: who answers for a report.</summary>
/// <param name="Signatory">法定代表人或其授权人.</param>
public sealed record Declaration(string Signatory, LocalDate SignedOn);

/// <summary>年度排放报告: one version of one entity's report of one year, derived from its accepted months.</summary>
/// <param name="Version">From 1; earlier ones are kept.</param>
/// <param name="PreparedBy">The maker.</param>
/// <param name="ApprovedBy">The second person, who handed it in; null before.</param>
public sealed record AnnualReport(ParticipantId Participant, ComplianceYear Year, int Version, AnnualContent Content,
    AnnualResult Result, AnnualState State, UserId PreparedBy, Instant PreparedAt, Declaration? Declaration,
    UserId? ApprovedBy, Instant? SubmittedAt, long Position);
