using Chutan.Market.Kernel;

namespace Chutan.Simulation.Report;

/// <summary>A text in both languages.</summary>
public sealed record BothLanguages(string Zh, string En);

/// <summary>配额总量及其构成 of the year.</summary>
public sealed record CapPart(int Year, long Total, long Initial, long NewEntrantReserve, long GovernmentReserve,
    long? Position);

public sealed record MethodRow(string Method, int Entities, long Initial, long Final);

public sealed record SectorName(string Id, BothLanguages Name);

public sealed record SectorRow(SectorName Sector, int Entities, long Initial, long Final, long Verified);

/// <summary>事后调节: top-ups and withdrawals.</summary>
public sealed record CorrectionTotals(int TopUps, long TopUpTonnes, int Withdrawals, long WithdrawnTonnes);

/// <summary>One month of trading; prices in fen per tonne.</summary>
public sealed record MonthRow(string Month, int TradingDays, long Volume, long TurnoverFen, long? AveragePriceFen,
    long? LowFen, long? HighFen, long CloseFen);

/// <summary>What was published for the real year.</summary>
public sealed record PublishedYear(long Volume, long AveragePriceFen, string Source);

public sealed record MarketTotals(ImmutableArray<MonthRow> Months, long Volume, long TurnoverFen, long? AveragePriceFen,
    PublishedYear? Published);

/// <summary>Offsets used, and how much the entities together might have used.</summary>
public sealed record OffsetTotals(long Used, long Cap, int Entities);

/// <summary>One entity that ended the year short.</summary>
public sealed record ShortEntity(string EntityId, BothLanguages Name, long Shortfall, long PenaltyFen,
    long NextYearDeduction, long? Position);

public sealed record UnitClassName(string Kind, int? Vintage, BothLanguages Name);

/// <summary>One unit class: issued = held + surrendered + cancelled + expired.</summary>
public sealed record AssetRow(UnitClassName Unit, long Issued, long Held, long Surrendered, long Cancelled,
    long Expired,
    bool Holds);

/// <summary>Cash: participants' accounts + fees = bank; the bank's figure is the bank's own.</summary>
public sealed record CashRow(long ParticipantsFen, long FeesFen, long BankFen, bool Holds);

public sealed record ConservationStatement(bool Holds, ImmutableArray<AssetRow> Assets, CashRow Cash);

public sealed record ReportAsOf(long Position, Instant Instant);

/// <summary>Next year's pre-allocation: what was handed out, and what was taken off it for this year's
/// shortfalls.</summary>
public sealed record NextYear(int Year, int Entities, long Expected, long PreAllocated, long Deducted);

/// <summary>How the year went: what is shown in the terminal, written as JSON, and kept beside the journal for the
/// browser. Tonnes are whole tonnes, money and prices whole fen.</summary>
/// <param name="Seconds">Wall-clock seconds of this run; null when it was resumed.</param>
/// <param name="HeadHash">Chain hash of the year's last record.</param>
public sealed record YearReport(string Scenario, ulong Seed, int Year, long Commands, long Refusals, decimal? Seconds,
    int Entities, int Institutions, int Individuals, int TradingDays, CapPart Cap,
    ImmutableArray<MethodRow> AllocationByMethod, ImmutableArray<SectorRow> AllocationBySector,
    CorrectionTotals Corrections, long ReportedTonnes, long VerifiedTonnes, MarketTotals Market, OffsetTotals Offsets,
    ImmutableArray<ShortEntity> ShortEntities, long PenaltiesFen, long ExpiredTonnes, NextYear Next,
    ImmutableArray<RefusalCount> RefusalsByCode, ConservationStatement Conservation, string HeadHash, ReportAsOf AsOf)
{
    /// <summary>How the market was stressed and steadied; null in an ordinary year.</summary>
    public Chutan.Simulation.Year.StressReport? Stress { get; init; }

    /// <summary>The year's evidence and its seeded frauds; null in a year without monthly evidence.</summary>
    public QualityReport? Quality { get; init; }
}

/// <summary>How often a reason for refusal was given.</summary>
public sealed record RefusalCount(string Code, long Count);
