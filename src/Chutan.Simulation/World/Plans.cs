using Chutan.Market.Kernel;

namespace Chutan.Simulation.World;

/// <summary>How an entity goes about its duty.</summary>
internal enum Temper
{
    /// <summary>Covers its gap through the year.</summary>
    Planner = 0,
    /// <summary>Starts only after its report is in.</summary>
    Waiter = 1,
    /// <summary>Ends the year short: no money, or no will.</summary>
    Defaulter = 2,
}

/// <summary>Something an entity could do to emit less, at a cost only it knows.</summary>
/// <param name="Tonnes">Less emitted in a full year.</param>
/// <param name="Cost">Cost per tonne: worth doing when the allowance price is above it.</param>
internal readonly record struct Abatement(long Tonnes, Price Cost);

/// <summary>One product of an entity, as the list and the reports speak of it.</summary>
/// <param name="Intensity">Own historical intensity, t CO2e per unit.</param>
/// <param name="Expected">Output the entity expects before the year.</param>
/// <param name="Actual">Output the year brings.</param>
internal sealed record ProductPlan(string Product, string Unit, decimal Intensity, decimal Expected, decimal Actual);

/// <summary>A covered entity as the world was made: what the market will hear of it only bit by bit.</summary>
/// <param name="Base">Historical base emissions B, t.</param>
/// <param name="Emissions">Emissions of the year if nothing is abated, t.</param>
/// <param name="ReportBiasPerMille">How far its own report is off before verification.</param>
/// <param name="Banked">Allowances of the year before that it still holds, t.</param>
/// <param name="CreditShare">Part of its offset limit it means to use, in thousandths.</param>
internal sealed record EntityPlan(int Number, Sector Sector, City City, string NameZh, string NameEn, string CreditCode,
    long Base, long Emissions, ImmutableArray<ProductPlan> Products, bool ClearBoundaries, bool BuysClinker,
    int ProductionDays, int StoppedDays, ImmutableArray<Abatement> Abatements, Temper Temper, int ReportBiasPerMille,
    bool ReportsLate, bool ReportsBadly, long Banked, int CreditShare)
{
    /// <summary>热电联产: a heat plant that also generates.</summary>
    public bool Cogenerates { get; init; }
}

/// <summary>An investor: an institution or a person.</summary>
/// <param name="Cash">Money brought to the market, fen.</param>
/// <param name="Stock">Allowances of the year before that it still holds, t.</param>
/// <param name="BiasPerMille">How much more, or less, it thinks an allowance worth than others do.</param>
internal sealed record InvestorPlan(int Number, bool IsInstitution, City City, string NameZh, string NameEn,
    string CreditCode, long Cash, long Stock, int BiasPerMille);

/// <summary>A project whose reductions may be used as offsets.</summary>
internal sealed record CreditPlan(string Code, string NameZh, string NameEn, City City, long Tonnes, bool Inclusion);

/// <summary>Everybody there is, before the first day.</summary>
internal sealed record WorldPlan(ImmutableArray<EntityPlan> Entities, ImmutableArray<InvestorPlan> Institutions,
    ImmutableArray<InvestorPlan> Individuals, ImmutableArray<(string Zh, string En, string Code)> Verifiers,
    ImmutableArray<CreditPlan> Credits);
