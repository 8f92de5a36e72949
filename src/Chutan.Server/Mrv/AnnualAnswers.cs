using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Server.Compliance;
using Chutan.Server.Http;

namespace Chutan.Server.Mrv;

/// <summary>One entity's report of one year in a list.</summary>
/// <param name="State">Of the year's report: draft, submitted, underVerification, … reopened.</param>
/// <param name="Version">Newest derived version; zero when none was derived.</param>
/// <param name="Waiting">A prepared version waits for its signature.</param>
/// <param name="Accepted">The figure that counts.</param>
public sealed record AnnualRow(int Year, string EntityId, Bilingual Name, SectorAnswer Sector, Bilingual City,
    string State, int Version, bool Waiting, LocalDate? DueOn, LocalDate? SubmittedOn, bool Late, long? Reported,
    long? Verified, long? Accepted, string Methodology, bool Extended, bool Determined, bool Reopened, long Position);

/// <summary>One part of a report, beside last year's and the version before.</summary>
/// <param name="LastYear">The same part of last year's report; null when there was none.</param>
/// <param name="Before">The same part of the version before; null when there was none.</param>
/// <param name="Module">Sector of the module it is of; empty for the plan's own, and for gases.</param>
public sealed record AnnualPart(string Kind, string Code, Bilingual Name, bool Indirect, decimal Tonnes, decimal? Mass,
    decimal? LastYear, decimal? Before, string Module);

/// <summary>One methodology's share of a report with several.</summary>
/// <param name="Counts">Whether it is in the compliance amount.</param>
/// <param name="Months">Each month's own answer, January first; null when a month alone cannot be calculated.</param>
public sealed record AnnualModule(string Sector, Bilingual SectorName, string Methodology, string Version,
    Bilingual MethodologyName, string MethodologyHash, string TraceHash, decimal EntityTonnes, decimal ProcessTonnes,
    bool Counts, Bilingual Facilities, IReadOnlyList<AnnualModuleMonth> Months);

public sealed record AnnualModuleMonth(int Month, decimal? Tonnes);

/// <param name="Revision">Which revision of the month's evidence the report rests on.</param>
/// <param name="Newest">Its newest revision now.</param>
/// <param name="Tonnes">The month's own answer; null when a month alone cannot be calculated.</param>
public sealed record AnnualMonth(int Month, int Revision, int Newest, decimal? Tonnes);

public sealed record AnnualVersion(int Version, string State, long Tonnes, decimal EntityTonnes, string TraceHash,
    string PreparedBy, Instant PreparedAt, string? ApprovedBy, Instant? SubmittedAt, string? Signatory, long Position);

/// <param name="Intensity">t per unit of the product; null without output.</param>
/// <param name="LastIntensity">Last year's.</param>
public sealed record AnnualProduct(string Product, decimal Quantity, string Unit, string Line, string Reason,
    decimal? Intensity, decimal? LastIntensity);

public sealed record AnnualManual(string Column, string Text, string Unit, string Reason,
    IReadOnlyList<string> Evidence);

public sealed record AnnualGap(string Facility, string Table, string Choice, string Column,
    IReadOnlyList<int> Months, string Cause, decimal? EffectTonnes);

public sealed record AnnualReopening(string Order, string Reason, bool Fraud, long Standing, LocalDate OrderedOn,
    long? Restated, int? Recheck, long Position);

public sealed record AnnualDetermination(string Basis, long Emissions, string Decision, LocalDate DecidedOn,
    IReadOnlyList<AllocationLine> Lines, long Position);

public sealed record AnnualExtension(LocalDate Date, LocalDate Before, string Decision, LocalDate DecidedOn);

public sealed record AnnualAgency(string Kind, string Name, string CreditCode);

/// <summary>What the method answers a report with.</summary>
/// <param name="Modules">Each methodology's share, that of the plan's sector first; empty when there is only one.
/// </param>
/// <param name="Checks">What the year's checks say of a version that is not handed in yet; one that blocks stops it.
/// </param>
public sealed record AnnualFigures(string Methodology, string MethodologyVersion, Bilingual MethodologyName,
    string MethodologyHash, string TraceHash, decimal EntityTonnes, decimal ProcessTonnes, string Level,
    bool IncludesIndirect, long Compliance, IReadOnlyList<AnnualPart> Parts, IReadOnlyList<AnnualGap> Gaps,
    IReadOnlyList<string> Warnings, IReadOnlyList<AnnualModule> Modules, IReadOnlyList<HitAnswer> Checks);

/// <summary>A deduction of a month and the transfer it rests on.</summary>
/// <param name="Column">The figure that deducts, as the method names it.</param>
/// <param name="Claimed">As the month's evidence has it.</param>
/// <param name="Credited">Credits issued for the same project: always zero, since what is deducted is never credited.
/// </param>
public sealed record AnnualCapture(int Month, string Column, string Claimed, string Unit, CaptureAnswer Transfer,
    long Credited);

public sealed record AnnualStated(string Name, string Text, string Unit);

/// <summary>What the entity says in a version.</summary>
public sealed record AnnualStatement(IReadOnlyList<AnnualManual> ManualFigures,
    IReadOnlyList<AnnualStated> StatedFactors, IReadOnlyList<AnnualProduct> Products, int ProductionDays,
    int StoppedDays, string Explanation, IReadOnlyList<AnnualAgency> Agencies,
    string BoundaryChanges);

/// <summary>What this caller may do with the report now.</summary>
/// <param name="TakeOver">Take over the figure of the recheck the report was opened again on.</param>
/// <param name="BringIn">Bring in what another system had accepted of the year.</param>
public sealed record AnnualActs(bool Prepare, bool Submit, bool Extend, bool Determine, bool TakeOver, bool Reopen,
    bool Penalise, bool BringIn);

/// <summary>A line or an input of the method that a form offers.</summary>
public sealed record AnnualChoice(string Name, Bilingual Label, string Unit);

/// <summary>A version of a methodology that a report, or a module of it, may be recalculated under.</summary>
/// <param name="Module">Sector of the module; empty for the plan's own.</param>
public sealed record AnnualOther(string Id, string Version, Bilingual Name, string Module);

/// <summary>One report with everything about it.</summary>
/// <param name="Months">Of the version shown, or of the months accepted so far.</param>
/// <param name="LastYear">Last year's compliance amount, accepted or as handed in.</param>
/// <param name="Lines">Lines of the method a product's output may be taken from.</param>
/// <param name="Inputs">Single figures of the method that may be given by hand.</param>
/// <param name="Factors">Factors of the method that may be stated.</param>
/// <param name="Captures">Captured CO2 the months deduct, with the transfers that cover it.</param>
public sealed record AnnualDetail(AnnualRow Head, int Shown, AnnualFigures? Figures, AnnualStatement? Statement,
    IReadOnlyList<AnnualMonth> Months, IReadOnlyList<AnnualVersion> Versions, long? LastYear,
    IReadOnlyList<AnnualReopening> Reopenings, AnnualDetermination? Determination, AnnualExtension? Extension,
    LocalDate? Reminded, IReadOnlyList<AnnualChoice> Lines, IReadOnlyList<AnnualChoice> Inputs,
    IReadOnlyList<AnnualChoice> Factors, IReadOnlyList<AnnualCapture> Captures, IReadOnlyList<AnnualOther> Others,
    AnnualActs Acts, AsOf AsOf);

/// <summary>公开信息: what the law has every entity disclose of a year.</summary>
/// <param name="Facilities">Names of the plan's facilities, with semicolons between them.</param>
public sealed record DisclosureRow(int Year, string EntityId, Bilingual Name, SectorAnswer Sector, Bilingual City,
    long Emissions, string Methodology, Bilingual MethodologyName, Bilingual Facilities, bool Restated);

public sealed record ManualFigureBody(string? Column, string? Text, string? Unit, string? Reason,
    IReadOnlyList<string>? Evidence);
public sealed record StatedFactorBody(string? Name, string? Text, string? Unit);
public sealed record ProductBody(string? Product, string? Line, decimal? Quantity, string? Unit, string? Reason);
public sealed record AgencyBody(string? Kind, string? Name, string? CreditCode);
public sealed record AnnualContentBody(IReadOnlyList<ManualFigureBody>? ManualFigures,
    IReadOnlyList<StatedFactorBody>? StatedFactors, IReadOnlyList<ProductBody>? Products, int? ProductionDays,
    int? StoppedDays, string? Explanation, IReadOnlyList<AgencyBody>? Agencies, string? BoundaryChanges);
public sealed record AnnualSubmissionBody(int? Version, string? Signatory, LocalDate? SignedOn);
public sealed record ExtensionBody(LocalDate? Date, string? Decision);
public sealed record DeterminationBody(string? Basis, decimal? Capacity, decimal? PerUnit, string? Decision);
/// <param name="Product">The first product, with its quantity and unit; more of them in the list.</param>
public sealed record HistoryBody(long? Emissions, string? Product, decimal? Quantity, string? Unit,
    IReadOnlyList<ProductBody>? Products, int? ProductionDays, int? StoppedDays, string? Source);
public sealed record ReopeningBody(string? Order, string? Reason, bool? Fraud);
public sealed record FraudPenaltyBody(long? GainFen, decimal? Multiple, long? FineFen, decimal? Cut, string? Decision);
