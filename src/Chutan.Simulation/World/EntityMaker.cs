using Chutan.Market.Kernel;

namespace Chutan.Simulation.World;

/// <summary>Makes the covered entities of one world.</summary>
internal sealed class EntityMaker(ulong seed, Scenario scenario, Names names)
{
    private const long SmallestEntity = 13_400;
    private const int DaysOfYear = 366;

    /// <summary>Entities in a thousand whose new line multiplies their output.</summary>
    private const int Booms = 25;
    private const long LargestBoom = 700_000;

    /// <summary>Historical emissions of the heat plants that also generate, t: a power station of 26,000 t would not be
    /// in the pilot but in the national market.</summary>
    private static readonly ImmutableArray<long> StationBases = [19_000, 21_500, 16_800];
    private const long StationMost = 25_900;

    /// <summary>One heat plant in so many generates.</summary>
    private const int HeatPerStation = 4;

    /// <summary>All entities, sector by sector, their sizes scaled to the sector's part of the province.</summary>
    public ImmutableArray<EntityPlan> Make(int count)
    {
        var plans = ImmutableArray.CreateBuilder<EntityPlan>(count);
        foreach (var (sector, entities) in Counts(count))
        {
            var chance = Chance.For(seed, "sizes", Sectors.All.IndexOf(sector));
            var sizes = Enumerable.Range(0, entities).Select(_ => chance.LogNormal(sector.Spread)).ToArray();
            var part = (decimal)scenario.CoveredEmissions * sector.SharePerMille / 1000m * entities / sector.Entities;
            var scale = part / sizes.Sum();
            var stations = sector.Code == Sectors.Heat ? Math.Max(1, entities / HeatPerStation) : 0;
            for (var i = 0; i < entities; i++)
                plans.Add(entities - 1 - i < stations
                    ? One(plans.Count, sector, StationBases[(entities - 1 - i) % StationBases.Length]) with
                    { Cogenerates = true }
                    : One(plans.Count, sector, Math.Max(SmallestEntity, (long)(sizes[i] * scale))));
        }
        return Settled(plans.ToImmutable());
    }

    /// <summary>Brings everybody's emissions of the year to the scenario's total.</summary>
    private ImmutableArray<EntityPlan> Settled(ImmutableArray<EntityPlan> plans)
    {
        var aim = (decimal)plans.Sum(p => p.Base) * scenario.EmissionsPerMille / 1000m;
        var factor = Math.Clamp(aim / plans.Sum(p => p.Emissions), 0.9m, 1.1m);
        return [.. plans.Select(p => p with { Emissions = Math.Min((long)(p.Emissions * factor),
            p.Cogenerates ? StationMost : long.MaxValue) })];
    }

    /// <summary>Entities per sector: at least one of each, the rest by the scenario's proportions.</summary>
    private IEnumerable<(Sector Sector, int Entities)> Counts(int count)
    {
        var counts = Sectors.All.Select(s => Math.Max(1, s.Entities * count / scenario.Entities)).ToArray();
        for (var i = 0; counts.Sum() < count; i = (i + 1) % counts.Length) counts[i]++;
        for (var i = 0; counts.Sum() > count; i = (i + 1) % counts.Length)
            if (counts[i] > 1) counts[i]--;
        return Sectors.All.Select((s, i) => (s, counts[i]));
    }

    private EntityPlan One(int number, Sector sector, long historical)
    {
        var chance = Chance.For(seed, "entity", number);
        var city = PickCity(chance);
        var (zh, en) = names.Firm(city, sector.TradeZh, sector.TradeEn);
        var stopped = chance.PerMille(12) && historical < 150_000 ? (int)chance.Between(190, 260) : 0;
        var buysClinker = sector.Code == Sectors.Cement && chance.PerMille(140);
        var days = DaysOfYear - stopped - (int)chance.Between(6, 60);
        // Ceramics are allocated by production days, so their output goes by them too.
        var idle = sector.Code == Sectors.Ceramics ? DaysOfYear - days : stopped;
        var products = Products(chance, sector, historical, idle);
        var emissions = Emissions(chance, sector, historical, products, stopped);
        return new EntityPlan(number, sector, city, zh, en,
            CreditCode.Of("91", Districts.OfficeOf(city, number), number + 1), historical, emissions, products,
            !chance.PerMille(150), buysClinker, days, stopped, Abatements(chance, emissions), PickTemper(chance),
            chance.PerMille(250) ? (int)chance.Between(-15, 12) : 0,
            ReportsLate: chance.PerMille(30), ReportsBadly: chance.PerMille(40),
            chance.PerMille(300) ? chance.Between(historical / 400, historical / 60) : 0,
            chance.PerMille(220) ? (int)chance.Between(300, 1000) : 0);
    }

    private static City PickCity(Chance chance)
    {
        var left = chance.Below(Sectors.Cities.Sum(c => c.Weight));
        foreach (var city in Sectors.Cities)
            if ((left -= city.Weight) < 0) return city;
        return Sectors.Cities[^1];
    }

    private static ImmutableArray<ProductPlan> Products(Chance chance, Sector sector, long historical, int stopped)
    {
        var count = chance.PerMille(700) ? 1 : chance.PerMille(700) ? 2 : 3;
        var growth = historical < LargestBoom && chance.PerMille(Booms) ? 1.42m : 0.975m;
        var products = ImmutableArray.CreateBuilder<ProductPlan>(count);
        for (var i = 0; i < count; i++)
        {
            // Own intensity differs little within a sector: cement mills by some percent, as their benchmark needs.
            var spread = sector.Code == Sectors.Cement ? 30 : 110;
            var intensity = decimal.Round(sector.Intensity * chance.LogNormal(spread), 6);
            var expected = decimal.Round(historical / (decimal)count / intensity, 0);
            var year = growth * chance.LogNormal(35) * (DaysOfYear - stopped) / DaysOfYear;
            products.Add(new ProductPlan(i == 0 ? sector.Product : $"{sector.Product}-{i + 1}", sector.ProductUnit,
                intensity, expected, decimal.Round(expected * year, 0)));
        }
        return products.ToImmutable();
    }

    /// <summary>What the year's output emits: own intensity, a little better or worse than in the past.</summary>
    private static long Emissions(Chance chance, Sector sector, long historical, ImmutableArray<ProductPlan> products,
        int stopped)
    {
        var change = chance.LogNormal(sector.Code == Sectors.Cement ? 8 : 26);
        var emissions = products.Sum(p => p.Actual * p.Intensity) * change;
        return Math.Max(stopped > 0 ? 2_000 : 9_000, Math.Min((long)emissions, historical * 3 / 2));
    }

    private static ImmutableArray<Abatement> Abatements(Chance chance, long emissions)
    {
        var steps = ImmutableArray.CreateBuilder<Abatement>();
        for (var step = 0; step < 3; step++)
            steps.Add(new Abatement(emissions * chance.Between(2, 9) / 1000,
                new Price(chance.Between(1_800 + 1_000 * step, 5_200 + 2_500 * step))));
        return steps.ToImmutable();
    }

    private static Temper PickTemper(Chance chance) =>
        chance.PerMille(35) ? Temper.Defaulter : chance.PerMille(350) ? Temper.Waiter : Temper.Planner;
}
