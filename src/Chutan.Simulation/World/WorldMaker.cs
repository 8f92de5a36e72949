namespace Chutan.Simulation.World;

/// <summary>Makes a whole world from a seed: the same seed, the same world.</summary>
internal static class WorldMaker
{
    private static readonly ImmutableArray<(string Zh, string En)> Verifiers =
    [
        ("湖北楚核认证有限公司", "Hubei Chuhe Certification"), ("武汉江衡核查技术有限公司", "Wuhan Jiangheng Verification"),
        ("华中碳核查中心", "Central China Carbon Verification Centre"), ("荆楚质量认证中心", "Jingchu Quality Certification"),
        ("宜昌清源检验有限公司", "Yichang Qingyuan Inspection"), ("湖北信衡节能评估有限公司", "Hubei Xinheng Assessment"),
        ("襄阳中正核查有限公司", "Xiangyang Zhongzheng Verification"), ("武汉绿尺认证有限公司", "Wuhan Lüchi Certification"),
    ];

    public static WorldPlan Make(ulong seed, Scenario scenario, YearSize size)
    {
        var names = new Names(Chance.For(seed, "names"));
        var entities = new EntityMaker(seed, scenario, names).Make(size.Entities);
        var plan = new WorldPlan(entities,
            [.. Enumerable.Range(0, size.Institutions).Select(n => Institution(seed, n, names))],
            [.. Enumerable.Range(0, size.Individuals).Select(n => Individual(seed, n))],
            [.. Verifiers.Select((v, n) => (v.Zh, v.En, CreditCode.Of("52", "420100", n + 1)))],
            Credits(seed, size));
        return WithStock(plan, scenario.CarriedOver * size.Entities / scenario.Entities);
    }

    /// <summary>Scales what everybody still holds of the year before to the scenario's total.</summary>
    private static WorldPlan WithStock(WorldPlan plan, long total)
    {
        var all = plan.Entities.Sum(e => e.Banked) + plan.Institutions.Sum(i => i.Stock)
            + plan.Individuals.Sum(i => i.Stock);
        long Scaled(long stock) => (long)((Int128)stock * total / Math.Max(1, all));
        return plan with
        {
            Entities = [.. plan.Entities.Select(e => e with { Banked = Scaled(e.Banked) })],
            Institutions = [.. plan.Institutions.Select(i => i with { Stock = Scaled(i.Stock) })],
            Individuals = [.. plan.Individuals.Select(i => i with { Stock = Scaled(i.Stock) })],
        };
    }

    private static InvestorPlan Institution(ulong seed, int number, Names names)
    {
        var chance = Chance.For(seed, "institution", number);
        var city = chance.PerMille(600) ? Sectors.Cities[0] : chance.Pick(Sectors.Cities);
        var (zh, en) = names.Firm(city, "碳资产管理", "Carbon Asset Management");
        return new InvestorPlan(number, true, city, zh, en, CreditCode.Of("91", city.Code, 500_000 + number),
            chance.Scaled(6_000_000_00, 60_000_000_00), chance.Scaled(20_000, 160_000), chance.Normal() * 6 / 1000);
    }

    private static InvestorPlan Individual(ulong seed, int number)
    {
        var chance = Chance.For(seed, "individual", number);
        var city = chance.Pick(Sectors.Cities);
        var name = (number + 1).ToString("000", System.Globalization.CultureInfo.InvariantCulture);
        return new InvestorPlan(number, false, city, $"个人投资者{name}", $"Investor {name}",
            CreditCode.Of("P0", city.Code, number + 1), chance.Scaled(20_000_00, 800_000_00),
            chance.PerMille(600) ? chance.Scaled(50, 3_000) : 0, chance.Normal() * 12 / 1000);
    }

    private static ImmutableArray<CreditPlan> Credits(ulong seed, YearSize size)
    {
        var chance = Chance.For(seed, "credits");
        long Volume(long full) => full * chance.Between(900, 1100) / 1000 * size.Entities / 340;
        return
        [
            new("CCER-HB-SWINE-01", "鄂西北户用沼气项目", "Rural biogas in north-west Hubei", Sectors.Cities[2],
                Volume(320_000), false),
            new("CCER-HB-FOREST-02", "恩施造林碳汇项目", "Afforestation in Enshi", Sectors.Cities[12], Volume(210_000), false),
            new("CCER-HB-LANDFILL-03", "孝感填埋气利用项目", "Landfill gas in Xiaogan", Sectors.Cities[7], Volume(150_000),
                false),
            new("WH-PHCER-01", "武汉分布式光伏碳普惠项目", "Distributed solar in Wuhan", Sectors.Cities[0], Volume(60_000), true),
        ];
    }
}
