using Chutan.Market.Kernel;

namespace Chutan.Simulation.World;

/// <summary>How many take part, and for how many trading days. Smaller years run the whole cycle all the
/// same.</summary>
/// <param name="TradingDays">Trading days to play, spread evenly over the year; null for every one of them.</param>
public sealed record YearSize(int Entities = 340, int Institutions = 30, int Individuals = 600, int? TradingDays = null)
{
    /// <summary>A year of this many entities, with investors in proportion.</summary>
    public static YearSize Of(int entities, int? tradingDays) =>
        new(entities, Math.Max(4, entities * 30 / 340), Math.Max(10, entities * 600 / 340), tradingDays);
}

/// <summary>The scenario hubei-2024: compliance year 2024, played over the allowance year from 1 July 2024 to 30 June
/// 2025. Law comes from the rulebook. What stands here is what the simulated people do not decide themselves: the size
/// of the province, and the calibration to what was published.</summary>
internal sealed record Scenario
{
    public static Scenario Hubei2024 { get; } = new();

    public string Name => "hubei-2024";
    public ComplianceYear Year => new(2024);
    public LocalDate First => new(2024, 7, 1);
    public LocalDate Last => new(2025, 6, 30);
    public int Entities => 340;

    /// <summary>Emissions of all covered entities in the base years, t: with the reserves, of the order of the 180 Mt
    /// of the plans for 2021 and 2022 (ets-rules §2.1).</summary>
    public long CoveredEmissions => 163_000_000;

    /// <summary>Emissions of the year before abatement, against the base years, in thousandths: a little less than what
    /// is allocated, so that the year can be settled out of allowances, stock and offsets.</summary>
    public int EmissionsPerMille => 962;

    /// <summary>年度初始配额 ceiling of the cap, t.</summary>
    public long CapInitial => 161_000_000;

    /// <summary>New-entrant reserve, t; with the two others 180 Mt.</summary>
    public long CapNewEntrant => 4_600_000;

    /// <summary>Government reserve: 8 % of the cap (ets-rules §2.1).</summary>
    public long CapGovernment => 14_400_000;

    /// <summary>Traded allowances of the year before, still in the market on the first day, t: the stock that the
    /// market-regulation factor takes off, near the factor of 0.98 to 0.99 of earlier years (ets-rules §2.2).</summary>
    public long CarriedOver => 3_000_000;

    /// <summary>Published for the calendar year 2024 (ets-rules §11, daily series of the exchange).</summary>
    public long PublishedVolume => 9_512_597;
    public Price PublishedAverage => new(4163);
    public string PublishedSource => "HBEA 2024: 9,512,597 t, 395,970,515 CNY";

    /// <summary>The reference price of the first day: the close at which the market is taken over.</summary>
    public Price TakenOverAt => new(4150);

    /// <summary>What people in general think an allowance is worth, in fen, month by month from July: within the lows
    /// and highs published for 2024 (34.93 and 48.40), dear before the deadline and cheap after the year's
    /// end.</summary>
    public ImmutableArray<int> WorthByMonth { get; } =
        [4180, 4290, 4420, 4360, 4210, 3910, 3700, 3830, 4060, 4290, 4520, 4080];

    /// <summary>Part of the year's volume in each month from July, in thousandths: peaks at the year's end and before
    /// the surrender deadline.</summary>
    public ImmutableArray<int> VolumeByMonth { get; } = [48, 50, 55, 62, 110, 150, 70, 55, 85, 115, 160, 40];

    /// <summary>How far general opinion wanders from one day to the next, in fen.</summary>
    public int Wander => 38;
}
