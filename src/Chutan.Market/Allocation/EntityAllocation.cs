namespace Chutan.Market.Allocation;

/// <summary>How an entity's free allowances are worked out.</summary>
public enum AllocationMethod
{
    None = 0,
    /// <summary>标杆法: output × sector benchmark.</summary>
    Benchmark = 1,
    /// <summary>历史强度法: output × own historical intensity.</summary>
    HistoricalIntensity = 2,
    /// <summary>历史法: own historical emissions.</summary>
    Historical = 3,
}

/// <summary>Why an entity is issued nothing, and what it was issued is taken back (AP-2022).</summary>
public enum ExclusionGround
{
    /// <summary>Built against regulations 违规建设.</summary>
    BuiltAgainstRegulations = 0,
    /// <summary>Ordered to close but not closed 应关未关.</summary>
    OrderedToClose = 1,
    /// <summary>No compliance history and no base-year data.</summary>
    NoHistory = 2,
    /// <summary>Whole plant stopped too long, with low emissions 停产.</summary>
    Shutdown = 3,
}

/// <summary>A product an entity makes, with its own history.</summary>
/// <param name="Intensity">Own historical intensity, t CO2e per unit.</param>
/// <param name="ExpectedOutput">Output expected for the year, for the pre-allocation.</param>
public sealed record ProductBaseline(string Product, string Unit, decimal Intensity, decimal ExpectedOutput);

/// <summary>One entry in the yearly list of covered entities, with the data its method is chosen by.</summary>
/// <param name="Industrial">Industrial enterprises have a threshold; for others the list's own decision stands.</param>
/// <param name="ReferenceEmissions">Emissions of the reference year, t CO2e.</param>
/// <param name="ReferenceEnergy">Energy use of the reference year, tce.</param>
/// <param name="HistoricalBase">Historical base emissions B, t CO2e.</param>
/// <param name="ClearBoundaries">Products are homogeneous and their energy boundaries clear.</param>
/// <param name="BuysClinker">A cement mill that buys its clinker.</param>
public sealed record ListedEntity(ParticipantId Participant, string Sector, bool Industrial, Tonnes ReferenceEmissions,
    int ReferenceEnergy, Tonnes HistoricalBase, bool ClearBoundaries, bool BuysClinker,
    ImmutableArray<ProductBaseline> Products);

/// <summary>A request to review an allocation, with both timers.</summary>
/// <param name="DecideBy">Last day for the decision.</param>
public sealed record Objection(
    string Grounds, LocalDate FiledOn, LocalDate DecideBy, LocalDate? DecidedOn, bool? Upheld,
    string Reason);

/// <summary>What one entity was allocated for one compliance year, and how each figure came about.</summary>
public sealed record EntityAllocation(ComplianceYear Year, ListedEntity Entity, AllocationMethod Method,
    string MethodReason, string Decision)
{
    public ParticipantId Participant => Entity.Participant;
    public ExclusionGround? Excluded { get; init; }
    public Tonnes? PreAllocated { get; init; }
    /// <summary>年度初始配额: the amount determined after verification, before deductions; null until then.</summary>
    public Tonnes? Initial { get; init; }
    /// <summary>The day of the notice of the determination, from which the objection timer runs.</summary>
    public LocalDate? NoticeOn { get; init; }
    /// <summary>Taken off for an earlier year's shortfall.</summary>
    public Tonnes Deducted { get; init; }
    public Tonnes TopUp { get; init; }
    public Tonnes Withdrawn { get; init; }
    public bool Corrected { get; init; }
    /// <summary>Received from the new-entrant reserve.</summary>
    public Tonnes NewEntrant { get; init; }
    /// <summary>Net amount in the entity's hands from its initial allocation: issued less taken back.</summary>
    public Tonnes NetIssued { get; init; }
    /// <summary>What could not be taken back for want of holdings; deducted from the next year.</summary>
    public Tonnes Outstanding { get; init; }
    public Objection? Objection { get; init; }
    public ImmutableArray<ExplanationLine> PreAllocationLines { get; init; } = [];
    public ImmutableArray<ExplanationLine> DeterminationLines { get; init; } = [];
    public ImmutableArray<ExplanationLine> CorrectionLines { get; init; } = [];
    /// <summary>How it came about again after the emissions were restated; empty when they never were.</summary>
    public ImmutableArray<ExplanationLine> RecalculationLines { get; init; } = [];
    public long DeterminedAt { get; init; }
    public long CorrectedAt { get; init; }
    /// <summary>Journal position of the last recalculation; zero when there was none.</summary>
    public long RecalculatedAt { get; init; }
    /// <summary>Journal position of the last change.</summary>
    public long Position { get; init; }

    /// <summary>Initial less deductions, plus corrections and reserve; null before the determination.</summary>
    public Tonnes? Final => Initial is { } initial
        ? (initial + TopUp + NewEntrant).Beyond(Deducted + Withdrawn)
        : null;
}

/// <summary>配额总量: the cap of a compliance year, and what it consists of.</summary>
public sealed record Cap(Tonnes Initial, Tonnes NewEntrant, Tonnes GovernmentReserve, string Decision, long Position)
{
    public Tonnes Total => Initial + NewEntrant + GovernmentReserve;
}

/// <summary>市场调节因子: common to all entities of a year, fixed once.</summary>
/// <param name="Stock">Unexpired stock carried from the year before, t; zero when declared.</param>
public sealed record MarketFactor(Rate Value, Tonnes Stock, Citation Basis, ImmutableArray<ExplanationLine> Lines,
    long Position);

/// <summary>A sector's parameters in one year's allocation plan.</summary>
/// <param name="Coefficient">行业控排系数 k.</param>
/// <param name="Benchmark">t per unit product; null until fixed by the plan or from verified values.</param>
public sealed record SectorParameters(Rate Coefficient, decimal? Benchmark, Citation Basis,
    ImmutableArray<ExplanationLine> BenchmarkLines, long Position);
