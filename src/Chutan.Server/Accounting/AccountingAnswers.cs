using Chutan.Market.Accounting;
using Chutan.Market.Kernel;
using Chutan.Market.Quantification;
using Chutan.Server.Http;

namespace Chutan.Server.Accounting;

public sealed record MethodChoiceAnswer(string Name, Bilingual Label, bool Optional,
    IReadOnlyList<MethodOptionAnswer> Options);
public sealed record MethodOptionAnswer(string Code, Bilingual Name);

/// <param name="Certified">Certificates must cover it.</param>
public sealed record MethodFigureAnswer(string Name, Bilingual Label, string Unit, bool Optional, bool Certified);

/// <summary>A published methodology that a source may use.</summary>
/// <param name="Energy">About energy bought: scope 2 or 3, never 1.</param>
public sealed record SourceMethodAnswer(string Id, string Version, Bilingual Name, bool Energy, string Source,
    IReadOnlyList<MethodChoiceAnswer> Choices, IReadOnlyList<MethodFigureAnswer> Figures);

public sealed record CompanyRow(string Id, Bilingual Name, string Sector, bool Covered, int Sites, int Sources,
    int? IssuedYear, decimal? Location, decimal? Market);

public sealed record StakeAnswer(LocalDate From, decimal EquityPercent, bool OperationalControl, bool FinancialControl,
    StakeCause Cause, string Reason);
public sealed record SiteAnswer(long Id, Bilingual Name, string Region, IReadOnlyList<StakeAnswer> Stakes);
public sealed record ChoiceAnswer(string Name, Bilingual Label, string Code, Bilingual Value);
public sealed record SourceAnswer(long Id, long Site, Bilingual Name, int Scope, int ValueChainCategory,
    int IsoCategory, string Methodology, string Version, Bilingual Method, IReadOnlyList<ChoiceAnswer> Choices,
    string Product, LocalDate From, LocalDate? ClosedFrom);
public sealed record TotalsAnswer(decimal Scope1, decimal Scope2Location, decimal Scope2Market, decimal Scope3,
    decimal Location, decimal Market);
public sealed record YearRow(int Year, int Revision, bool Issued, int LockedMonths, int ReviewedMonths,
    ConsolidationApproach Approach, WarmingSet Warming, TotalsAnswer Totals);
public sealed record BaseYearAnswer(int Year, int Revision, TotalsAnswer Totals);
public sealed record TargetAnswer(string Name, TargetKind Kind, FootprintBasis Basis, int Year,
    decimal ReductionPercent);

/// <summary>A company's boundary, sources and years.</summary>
/// <param name="Mine">The caller acts for it and may enter figures.</param>
public sealed record CompanyAnswer(string Id, Bilingual Name, string Sector, bool Mine, string? Account,
    IReadOnlyList<SiteAnswer> Sites, IReadOnlyList<SourceAnswer> Sources, IReadOnlyList<YearRow> Years,
    BaseYearAnswer? BaseYear, IReadOnlyList<TargetAnswer> Targets, AsOf AsOf);

public sealed record PersonAnswer(long User, string Name, Instant At);
public sealed record MonthAnswer(int Month, PersonAnswer? Reviewed, PersonAnswer? Locked, string Note, int Entries,
    int Due, IReadOnlyList<long> Missing, decimal Location, decimal Market);
public sealed record FigureAnswer(string Name, string Value, string Unit);
public sealed record GasAnswer(string Gas, decimal Location, decimal Market);
public sealed record CertificateAnswer(string Reference, decimal Quantity);
public sealed record EntryAnswer(long Source, int Month, DataQuality Quality, IReadOnlyList<FigureAnswer> Figures,
    IReadOnlyList<string> Evidence, IReadOnlyList<CertificateAnswer> Certificates, string Note, decimal Percent,
    decimal Location, decimal Market, IReadOnlyList<GasAnswer> Gases, string TraceHash, PersonAnswer Entered);
public sealed record ReferenceAnswer(ReferenceKind Kind, string Product, decimal Quantity, string Unit);
public sealed record RevisionAnswer(int Revision, string Reason, Instant OpenedAt, PersonAnswer? Issued,
    TotalsAnswer Totals);

/// <summary>One revision of a year's inventory with every entry.</summary>
/// <param name="Me">The caller's user number where he acts for the company.</param>
public sealed record InventoryAnswer(string Company, Bilingual Name, int Year, int Revision, int Newest, bool Issued,
    bool Mine, long? Me, ConsolidationApproach Approach, WarmingSet Warming, string Reason,
    IReadOnlyList<MonthAnswer> Months,
    IReadOnlyList<EntryAnswer> Entries, IReadOnlyList<ReferenceAnswer> References,
    IReadOnlyList<RevisionAnswer> Revisions, TotalsAnswer Totals, AsOf AsOf);

public sealed record PartAnswer(string Key, Bilingual Name, decimal Location, decimal Market);
public sealed record BreakdownAnswer(Breakdown Side, IReadOnlyList<PartAnswer> Parts);
public sealed record IntensityAnswer(ReferenceKind Kind, string Product, decimal Quantity, string Unit,
    decimal Emissions, decimal Value);
public sealed record TargetStandingAnswer(TargetAnswer Target, decimal Base, decimal Aim, decimal Path,
    decimal Actual, string Unit, bool OnPath);
public sealed record SourceChangeAnswer(long Source, Bilingual Name, decimal Before, decimal After, decimal Activity,
    decimal Structure, decimal Factor);
public sealed record ChangeAnswer(int From, int To, decimal Before, decimal After, decimal Activity,
    decimal Structure, decimal Factor, decimal? Growth, IReadOnlyList<SourceChangeAnswer> Sources);
public sealed record PeerAnswer(ReferenceKind Kind, string Unit, string Sector, decimal Own, int Companies,
    int Smallest, int? Place, decimal? LowerQuartile, decimal? Median, decimal? UpperQuartile);
public sealed record BaseYearCheckAnswer(decimal Base, decimal Change, decimal SharePercent, decimal ThresholdPercent,
    bool Due);

/// <summary>An inventory from every side.</summary>
public sealed record AnalysisAnswer(string Company, int Year, FootprintBasis Basis, TotalsAnswer Totals,
    IReadOnlyList<BreakdownAnswer> Breakdowns, IReadOnlyList<IntensityAnswer> Intensities,
    IReadOnlyList<TargetStandingAnswer> Targets, ChangeAnswer? Change, IReadOnlyList<PeerAnswer> Peers,
    BaseYearCheckAnswer? BaseYear, AsOf AsOf);

/// <summary>A measure with the figures its place rests on; money in fen.</summary>
public sealed record MeasureAnswer(long Id, int Rank, Bilingual Name, long Source, Bilingual SourceName, long CostFen,
    int LifetimeYears, long YearlySavingFen, MeasureEffect Effect, decimal Amount, decimal SourceEmissions,
    decimal Left, decimal Wanted, decimal Saved, bool Capped, long YearlyCostFen, long NetCostFen,
    long? CostPerTonneFen, decimal Cumulative);
public sealed record MeasuresAnswer(string Company, int Year, FootprintBasis Basis, decimal DiscountRate,
    IReadOnlyList<MeasureAnswer> Measures, AsOf AsOf);

public sealed record NeedAnswer(FootprintBasis Basis, decimal Footprint, long Needed, long Missing);
public sealed record RetirementAnswer(string Certificate, string Kind, long Tonnes, LocalDate Date,
    FootprintBasis Basis, string Purpose, bool Revoked);

/// <param name="Overtaken">The year has been restated since.</param>
public sealed record NeutralityCertificateAnswer(string Number, string Company, Bilingual Name, int Year, int Revision,
    FootprintBasis Basis, decimal Footprint, long Needed, long Retired, LocalDate Date, bool Overtaken,
    IReadOnlyList<RetirementAnswer> Retirements);
public sealed record HoldingAnswer(string Kind, Bilingual Name, long Available);
/// <param name="AppliedOn">When the company asked for an account that it does not have yet; null when it did not.
/// </param>
/// <param name="Declined">Why the registry turned that application down; null while it waits.</param>
public sealed record NeutralityAnswer(string Company, int Year, bool Issued, string? Account,
    LocalDate? AppliedOn, string? Declined,
    IReadOnlyList<HoldingAnswer> Holdings, IReadOnlyList<NeedAnswer> Needs, long Retired,
    IReadOnlyList<RetirementAnswer> Retirements, IReadOnlyList<NeutralityCertificateAnswer> Certificates, AsOf AsOf);

/// <summary>An entry tried before it is sent: nothing is written.</summary>
public sealed record TrialAnswer(decimal Location, decimal Market, decimal Percent, Calculation Calculation);

public sealed record SiteRequest(string? NameZh, string? NameEn, string? Region, LocalDate From, decimal EquityPercent,
    bool OperationalControl, bool FinancialControl, StakeCause Cause);
public sealed record StakeRequest(LocalDate From, decimal EquityPercent, bool OperationalControl,
    bool FinancialControl, StakeCause Cause, string? Reason);
public sealed record ChoiceRequest(string Name, string Code);
public sealed record SourceRequest(long Site, string? NameZh, string? NameEn, int Scope, int ValueChainCategory,
    string? Methodology, string? Version, IReadOnlyList<ChoiceRequest>? Choices, string? Product, LocalDate From);
public sealed record ClosureRequest(LocalDate From, string? Reason);
public sealed record InventoryRequest(int Year, ConsolidationApproach Approach, WarmingSet Warming);
public sealed record ReferenceRequest(ReferenceKind Kind, string? Product, decimal Quantity, string? Unit);
public sealed record FigureRequest(string Name, string Value, string? Unit);
public sealed record ActivityRequest(long Source, int Month, DataQuality Quality,
    IReadOnlyList<FigureRequest>? Figures, IReadOnlyList<FigureRequest>? StatedFactors,
    IReadOnlyList<string>? Evidence, IReadOnlyList<CertificateAnswer>? Certificates, string? Note);
public sealed record RemovalRequest(long Source, int Month, string? Reason);
public sealed record ReviewRequest(bool Passed, string? Note);
public sealed record RestatementRequest(string? Reason, IReadOnlyList<int>? Months);
public sealed record BaseYearRequest(int Year, string? Reason);
public sealed record TargetRequest(string? Name, TargetKind Kind, FootprintBasis Basis, int Year,
    decimal ReductionPercent);
public sealed record MeasureRequest(long Source, string? NameZh, string? NameEn, long CostFen, int LifetimeYears,
    long YearlySavingFen, MeasureEffect Effect, decimal Amount);
public sealed record RetirementRequest(FootprintBasis Basis, string? Kind, long? Tonnes, string? Purpose);
public sealed record NeutralityRequest(FootprintBasis Basis);
