using System.Globalization;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;

namespace Chutan.Simulation.World;

/// <summary>What some plants of a sector have and others have not.</summary>
internal enum Trait
{
    None = 0,
    /// <summary>自备发电机组: a back-pressure unit behind the boilers.</summary>
    Station = 1,
    /// <summary>替代原料: carbide slag in the raw mix of a kiln.</summary>
    Slag = 2,
    /// <summary>碳平衡: a feedstock part of whose carbon leaves in the product.</summary>
    Feedstock = 3,
    /// <summary>电解铝: pots, anodes and their gases.</summary>
    Smelter = 4,
}

/// <summary>How a sector of the list accounts: its rules, its sources, and what one unit of each emits by the
/// methodology itself.</summary>
/// <param name="Shares">Thousandths of the emissions by coal, gas, coke, electricity and process, in this
/// order.</param>
internal sealed record Profile(string Regime, string Sector, Methodology Method, ImmutableArray<int> Shares,
    Trait Trait)
{
    public const int Coal = 0;
    public const int Gas = 1;
    public const int Coke = 2;
    public const int Power = 3;
    public const int Process = 4;

    /// <summary>t CO2e per tC of coal, 10^4 Nm3 of gas, t of coke, MWh, and t of clinker, clay, feedstock or aluminium.
    /// </summary>
    public ImmutableArray<decimal> Factors { get; init; } = [];

    /// <summary>Whether electricity bought is in the amount that counts.</summary>
    public bool CountsPower { get; init; } = true;

    public bool Counts(int source) => source != Power || CountsPower;

    /// <summary>Thousandths that count.</summary>
    public int CountedShares => Shares.Where((_, source) => Counts(source)).Sum();

    /// <summary>The method's own heat of natural gas, which the guides of the pilot have filled in where nobody
    /// measures it; empty where it is not asked.</summary>
    public string GasHeat { get; init; } = "";

    /// <summary>Of the power bought so much more, and handed on to neighbours.</summary>
    public decimal HandsOn => Sector == "paper" ? 0.08m : 0;

    public bool IsStation => Trait == Trait.Station;

    /// <summary>What the methodology calls the coal burnt.</summary>
    public string CoalCode => IsStation ? "coal" : "bituminous";

    public bool IsCement => Sector == "cement";
    public bool IsSteel => Sector == "steel";
    public bool IsCeramics => Sector == "ceramics";
}

/// <summary>Which rules a sector of the simulated list goes by. Steel and cement are under the national guides since
/// 2024; the others under the guides of the pilot. A heat plant that also generates stays in the pilot while it emits
/// less than the 26,000 t from which power stations are in the national market; it accounts by the power guide.
/// </summary>
internal static class Profiles
{
    private const string Pilot = "hubei-pilot";
    private const string National = "national";
    private const int Year = 2024;
    private const decimal Unit = 10_000;

    /// <summary>A heat plant that also generates, and plants of a sector with something of their own.</summary>
    private const string Cogeneration = "cogeneration", Slag = "cement-slag", Feedstock = "chemicals-feedstock",
        Smelter = "smelter";

    private static readonly ImmutableArray<Row> Table =
    [
        new("steel", National, "steel", "cn-steel", "2024", [270, 40, 600, 90, 0]),
        new(Sectors.Cement, National, "cement", "cn-cement", "2024", [390, 0, 0, 0, 610]),
        new(Slag, National, "cement", "cn-cement", "2024", [400, 0, 0, 0, 600], Trait.Slag),
        new("chemicals", Pilot, "chemicals", "cn-chemicals-ndrc", "2013", [560, 260, 0, 180, 0]),
        new(Feedstock, Pilot, "chemicals", "cn-chemicals-ndrc", "2013", [510, 240, 0, 160, 90], Trait.Feedstock),
        new("petrochemicals", Pilot, "petrochemicals", "cn-petrochemicals-ndrc", "2014", [430, 420, 0, 150, 0]),
        new("non-ferrous", Pilot, "other-nonferrous", "cn-nonferrous-ndrc", "2015", [300, 250, 0, 450, 0]),
        // Its power is filed, but does not count; it goes by the aluminium made.
        new(Smelter, National, "aluminium", "cn-aluminium", "2024", [60, 60, 0, 1, 880], Trait.Smelter),
        new("glass-and-building-materials", Pilot, "flat-glass", "cn-flat-glass-ndrc", "2013", [250, 600, 0, 150, 0]),
        new(Sectors.Ceramics, Pilot, "ceramics", "cn-ceramics-ndrc", "2013", [240, 580, 0, 150, 30]),
        new("paper", Pilot, "paper", "cn-paper-ndrc", "2015", [600, 150, 0, 250, 0]),
        new("vehicles", Pilot, "machinery", "cn-machinery-ndrc", "2015", [60, 340, 0, 600, 0]),
        new("equipment", Pilot, "machinery", "cn-machinery-ndrc", "2015", [80, 320, 0, 600, 0]),
        new("food-and-drink", Pilot, "food", "cn-food-ndrc", "2015", [450, 200, 0, 350, 0]),
        new(Cogeneration, Pilot, "power", "cn-power", "2022", [985, 0, 0, 15, 0], Trait.Station),
    ];

    private static readonly Row Others = new("", Pilot, "other-industry", "cn-industry-ndrc", "2015",
        [500, 250, 0, 250, 0]);

    /// <summary>Which profile a plant has.</summary>
    public static string KeyOf(EntityPlan plan) => (plan.Sector.Code, plan.Number % 8) switch
    {
        _ when plan.Cogenerates => Cogeneration,
        (Sectors.Cement, 3) => Slag,
        ("chemicals", 1 or 4) => Feedstock,
        ("non-ferrous", 0) => Smelter,
        var (sector, _) => sector,
    };

    /// <summary>The profile of each sector of the list; empty when a methodology is not at hand.</summary>
    /// <param name="countsPower">Whether a regime counts electricity bought.</param>
    public static IReadOnlyDictionary<string, Profile> Of(ImmutableArray<Methodology> methods,
        Func<string, bool> countsPower)
    {
        var found = new Dictionary<string, Profile>(StringComparer.Ordinal);
        foreach (var code in Sectors.All.Select(s => s.Code).Union(Table.Select(r => r.Code)))
        {
            var row = Table.FirstOrDefault(r => r.Code == code) ?? Others;
            if (methods.FirstOrDefault(m => m.Id == row.Method && m.Version == row.Version) is not { } method)
                return new Dictionary<string, Profile>(StringComparer.Ordinal);
            found.Add(code, WithFactors(new Profile(row.Regime, row.Sector, method, row.Shares, row.Trait)
            {
                CountsPower = countsPower(row.Regime),
                GasHeat = row.Regime == Pilot ? GasHeatOf(method) : "",
            }));
        }
        return found;
    }

    private static string GasHeatOf(Methodology method)
    {
        if (method.Factors.FirstOrDefault(f => f.Name == "NCV_gas") is not { } slot) return "";
        var series = method.SeriesOf(slot);
        return series.Resolve(slot, "natural-gas", slot.Region, Year, slot.Place, new Faults()) is { } value
            ? (value.Value / series.Unit.Scale).Shown(6) : "";
    }

    /// <summary>Asks the methodology what a round amount of each source emits, over a month without any.</summary>
    private static Profile WithFactors(Profile profile)
    {
        var nothing = new decimal[5];
        var before = Emissions(profile, nothing);
        var factors = Enumerable.Range(0, 5).Select(source =>
        {
            if (profile.Shares[source] == 0) return 0m;
            var one = new decimal[5];
            one[source] = Unit;
            return (Emissions(profile, one) - before) / Unit;
        });
        return profile with { Factors = [.. factors] };
    }

    private static decimal Emissions(Profile profile, decimal[] amounts)
    {
        var rows = EvidenceRows.Of(profile, amounts, carbon: 1m, ncv: 20m, PlantMonth.Idle, "", "");
        var faults = new Faults();
        var data = MonthInput.OfMonth(profile.Method, new ComplianceYear(Year), 1, rows, faults);
        var result = Calculating.Run(profile.Method, data, [], faults) ?? throw new InvalidOperationException(
            $"{profile.Method.Id} cannot calculate: {string.Join("; ", faults.Sorted)}");
        return decimal.Parse(result.Results[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private sealed record Row(string Code, string Regime, string Sector, string Method, string Version,
        ImmutableArray<int> Shares, Trait Trait = Trait.None);
}
