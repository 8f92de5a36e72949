using Chutan.Market.Registry;

namespace Chutan.Market.Compliance;

/// <summary>缴还 (清缴): hands in units for a compliance year.</summary>
[Wire("compliance.surrender"), By(Scope.Own, Rights.Surrender, Role.CoveredEntity)]
public sealed record SurrenderUnits(AccountId Account, ComplianceYear Year, UnitKind Kind, Tonnes Quantity)
    : Command, IConcernsAccount;

/// <summary>履约评定: after the deadline, establishes for every entity of a year what was due and what is missing.
/// </summary>
[Wire("compliance.assess"), By(Scope.Any, Rights.None, Role.Authority, Role.Scheduler)]
public sealed record AssessCompliance(ComplianceYear Year) : Command;

/// <summary>处罚未足额缴还: imposes the penalty for a shortfall under the provisions of the day of the deadline.</summary>
/// <param name="Multiple">Chosen multiple, where the law gives a range of multiples.</param>
/// <param name="Fine">Chosen amount, where the law gives a range of amounts.</param>
/// <param name="Refused">The entity refused to make the shortfall up after it was told to.</param>
[Wire("compliance.impose-penalty"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record ImposePenalty(ComplianceYear Year, ParticipantId Participant, Rate? Multiple, Money? Fine,
    bool Refused, string Decision) : Command, IConcernsParticipant;

/// <summary>处罚报告与核查违规: for a missing report a fine; for blocked verification a share of the next allocation.
/// </summary>
/// <param name="Fine">Chosen amount; null for a warning, and for blocked verification.</param>
[Wire("compliance.impose-report-penalty"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record ImposeReportPenalty(ComplianceYear Year, ParticipantId Participant, Breach Breach, Money? Fine,
    string Decision) : Command, IConcernsParticipant;

/// <summary>处罚数据造假: a fine, and a cut of the next allocation, for a report that was re-opened for fraud.</summary>
/// <param name="Gain">违法所得; zero when there was none.</param>
/// <param name="Multiple">Chosen multiple of the gain, where it is of some size.</param>
/// <param name="Fine">Chosen amount, where there was no gain or a small one.</param>
/// <param name="Cut">Share taken off the next allocation; null when it is left.</param>
[Wire("compliance.penalise-fraud"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record PenaliseFraud(ComplianceYear Year, ParticipantId Participant, Money Gain, Rate? Multiple,
    Money? Fine, Rate? Cut, string Decision) : Command, IConcernsParticipant;

/// <summary>注销剩余配额: after the assessment, cancels the left-over units that the law does not let be kept.</summary>
[Wire("compliance.expire-units"), By(Scope.Any, Rights.None, Role.Authority, Role.Registry, Role.Scheduler)]
public sealed record ExpireUnits(ComplianceYear Year) : Command;

/// <param name="FromPartners">Part that came from partner provinces.</param>
/// <param name="MakeUp">After the deadline.</param>
[Wire("compliance.surrendered")]
public sealed record UnitsSurrendered(ComplianceYear Year, ParticipantId Participant, AccountId Account, UnitKind Kind,
    Tonnes Quantity, Tonnes FromPartners, bool MakeUp) : ComplianceEvent;

/// <param name="Due">What was to be covered: of the year, or of all years where the duty is cumulative.</param>
/// <param name="Surrendered">What counted towards it.</param>
[Wire("compliance.assessed")]
public sealed record ComplianceAssessed(ComplianceYear Year, ParticipantId Participant, ComplianceStatus Status,
    Tonnes Due, Tonnes Surrendered, Tonnes Offsets, Tonnes Shortfall) : ComplianceEvent;

/// <summary>After an assessment the emissions were restated: what was due and what is missing follow; the assessment
/// itself is kept in the journal.</summary>
/// <param name="DueBefore">As assessed, or adjusted last.</param>
/// <param name="Order">By which the report was re-opened.</param>
[Wire("compliance.obligation-adjusted")]
public sealed record ObligationAdjusted(ComplianceYear Year, ParticipantId Participant, Tonnes DueBefore, Tonnes Due,
    Tonnes ShortfallBefore, Tonnes Shortfall, ComplianceStatus Status, string Order) : ComplianceEvent;

/// <summary>抵作下一年度: units surrendered beyond a restated figure count towards a later year.</summary>
/// <param name="To">The first year that is not assessed yet.</param>
/// <param name="Order">By which the report was re-opened.</param>
[Wire("compliance.surplus-credited")]
public sealed record SurplusCredited(ComplianceYear Year, ParticipantId Participant, ComplianceYear To,
    Tonnes Quantity, string Order, ImmutableArray<ExplanationLine> Lines) : ComplianceEvent;

[Wire("compliance.year-assessed")]
public sealed record YearAssessed(ComplianceYear Year, LocalDate Deadline, int Settled, int Short, int Others)
    : ComplianceEvent;

[Wire("compliance.penalty-imposed")]
public sealed record PenaltyImposed(ComplianceYear Year, ParticipantId Participant, Penalty Penalty) : ComplianceEvent;

/// <param name="Cancelled">Cancelled in participants' accounts, t.</param>
/// <param name="Reserves">Cancelled in the reserve accounts, t.</param>
[Wire("compliance.units-expired")]
public sealed record UnitsExpired(ComplianceYear Year, Tonnes Cancelled, Tonnes Reserves) : ComplianceEvent;
