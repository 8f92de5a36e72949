using Chutan.Market.Kernel;
using Chutan.Market.Mrv;

namespace Chutan.Simulation.World;

/// <summary>热电机组的一个月: what a small back-pressure unit really made of the heat of its coal: steam for its customers
/// and some power. Its meters show this, whatever is said of the coal.</summary>
/// <param name="Boiler">Heat of the boiler, GJ.</param>
/// <param name="Generated">MWh.</param>
/// <param name="Steam">t.</param>
internal sealed record PlantMonth(decimal Boiler, decimal Generated, decimal Steam)
{
    public const decimal Megawatt = 2m;
    public const decimal SteamEnthalpy = 2950m;
    private const decimal FeedWaterEnthalpy = 83.74m;

    /// <summary>Parts of the coal's heat in the boiler's steam and in power, and of the boiler's heat to customers.
    /// </summary>
    private const decimal OfBoiler = 0.86m, OfPower = 0.0495m, OfCustomers = 0.55m;

    /// <summary>How far it is used while it runs, and the most hours it runs in a month.</summary>
    private const decimal UsualLoad = 0.72m, MostHours = 640m;

    public static PlantMonth Idle { get; } = new(0, 0, 0);

    public decimal Auxiliary => Generated * 0.07m;
    public decimal AuxiliaryOfHeat => Generated * 0.03m;
    public decimal Hours => Math.Min(MostHours, decimal.Round(Generated / (Megawatt * UsualLoad), 0));

    /// <summary>GJ to customers.</summary>
    public decimal Supplied => Steam * (SteamEnthalpy - FeedWaterEnthalpy) / 1000m;
    public decimal HeatRatio => Boiler > 0 ? Supplied / Boiler : 0;

    /// <summary>A month's run: efficiency differs by a percent or so.</summary>
    /// <param name="heat">Of the coal burnt, GJ.</param>
    public static PlantMonth Of(decimal heat, Chance chance)
    {
        var boiler = heat * OfBoiler * (1 + chance.Normal() * 0.008m / 1000m);
        var generated = heat * OfPower * (1 + chance.Normal() * 0.012m / 1000m);
        var customers = OfCustomers * (1 + chance.Normal() * 0.01m / 1000m);
        return new PlantMonth(boiler, generated, boiler * customers * 1000m / (SteamEnthalpy - FeedWaterEnthalpy));
    }

    /// <summary>The hours its stack's own monitor has of a month's emissions; a few of them are missing.</summary>
    /// <param name="density">t of CO2 in 10^3 Nm3.</param>
    public static ImmutableArray<CemsHour> StackHours(LocalDate first, decimal tonnes, decimal density, Chance chance)
    {
        var count = 24 * CalendarSystem.Iso.GetDaysInMonth(first.Year, first.Month);
        var perHour = tonnes * (1 + chance.Normal() * 0.015m / 1000m) / count;
        return
        [
            .. Enumerable.Range(0, count).Select(hour =>
            {
                var share = decimal.Round(11.5m + chance.Normal() * 0.3m / 1000m, 2);
                var flow = decimal.Round(perHour * 100m / (share * density), 3);
                var missing = chance.PerMille(8);
                return new CemsHour(first.PlusDays(hour / 24), hour % 24, missing ? null : share,
                    missing ? null : flow, null);
            }),
        ];
    }
}
