using Chutan.Market.Accounting;

namespace Chutan.Simulation.World;

/// <summary>A site of a company outside the market.</summary>
internal sealed record EnterpriseSite(string NameZh, string NameEn, LocalDate From, decimal Equity, StakeCause Cause);

/// <summary>A source and its usual month.</summary>
/// <param name="Figure">Name of the quantity in the methodology.</param>
/// <param name="Season">More in winter and less in summer, in thousandths; negative the other way round.</param>
/// <param name="Growth">From year to year, in thousandths.</param>
/// <param name="Factor">The supplier's factor where the methodology asks one; otherwise 0.</param>
/// <param name="Green">Percent with certificates from 2024 on.</param>
internal sealed record EnterpriseSource(int Site, string NameZh, string NameEn, EmissionScope Scope, int Category,
    string Method, string Figure, decimal Usual, int Season, int Growth, DataQuality Quality, string Product = "",
    decimal Factor = 0, int Green = 0)
{
    public ImmutableArray<(string Name, string Code)> Choices { get; init; } = [];
}

internal sealed record EnterpriseReference(
    int Year, ReferenceKind Kind, string Product, decimal Quantity, string Unit);

internal sealed record EnterprisePlan(string NameZh, string NameEn, string Sector, string City,
    ImmutableArray<int> Years, ImmutableArray<EnterpriseSite> Sites, ImmutableArray<EnterpriseSource> Sources,
    ImmutableArray<EnterpriseReference> References);

internal sealed record MeasurePlan(int Source, string NameZh, string NameEn, long CostYuan, int Life, long SavingYuan,
    MeasureEffect Effect, decimal Amount);

/// <summary>市场外企业的设定: who the companies are and what they use in a usual month. Invented, of plausible size.
/// </summary>
internal static class EnterpriseBook
{
    private const string Machinery = "equipment";
    private static readonly LocalDate Long = new(2016, 1, 1);

    public static readonly ImmutableArray<MeasurePlan> Measures =
    [
        new(2, "车间照明与空压机节能改造", "Lighting and compressors", 680_000, 8, 310_000, MeasureEffect.Percent, 7),
        new(2, "厂房屋顶光伏", "Rooftop photovoltaics", 5_200_000, 20, 610_000, MeasureEffect.Percent, 16),
        new(0, "锅炉烟气余热回收", "Heat recovery at the boiler", 960_000, 10, 180_000, MeasureEffect.Percent, 8),
        new(0, "热泵替代燃气供暖", "Heat pump for gas heating", 4_300_000, 15, 90_000, MeasureEffect.Percent, 45),
        new(1, "电动叉车替换柴油叉车", "Electric fork-lifts", 1_150_000, 8, 96_000, MeasureEffect.Tonnes, 60),
        new(5, "采购低碳铸件", "Castings with lower carbon", 0, 1, -900_000, MeasureEffect.Percent, 12),
    ];

    public static readonly ImmutableArray<EnterprisePlan> Companies =
    [
        new("江城泵业有限公司（模拟）", "Jiangcheng Pumps (simulated)", Machinery, "420100", [2023, 2024],
            [
                new("武汉一厂", "Wuhan works", Long, 100, StakeCause.Opened),
                new("襄阳二厂", "Xiangyang works", new(2024, 4, 1), 60, StakeCause.Acquired),
            ],
            [
                Gas(0, 9.2m, -20),
                new(0, "叉车柴油", "Fork-lift diesel", EmissionScope.Direct, 0, "enterprise-fuel", "FC", 1.9m, 0, 10,
                    DataQuality.Calculated) { Choices = [("fuel_kind", "diesel")] },
                Power(0, 620, 25, green: 18),
                new(0, "外购蒸汽", "Steam bought", EmissionScope.Energy, 0, "enterprise-heat", "Q_bought", 420, 260, -10,
                    DataQuality.Calculated),
                Coolant(0, 1.6m),
                new(0, "外购铸件", "Castings bought", EmissionScope.ValueChain, 1, "enterprise-goods", "A", 182, 0, 60,
                    DataQuality.Calculated, "离心泵", 2.1m),
                new(0, "成品物流", "Deliveries", EmissionScope.ValueChain, 9, "enterprise-freight", "A", 262_000, 0, 70,
                    DataQuality.Estimated, "离心泵", 0.078m),
                new(0, "员工通勤", "Commuting", EmissionScope.ValueChain, 7, "enterprise-travel", "D", 183_000, 0, 15,
                    DataQuality.Estimated) { Choices = [("mode", "bus")] },
                new(0, "危险废物处置", "Hazardous waste", EmissionScope.ValueChain, 5, "enterprise-goods", "A", 6.4m, 0,
                    20, DataQuality.Calculated, "", 0.92m),
                Power(1, 285, 40),
                Gas(1, 3.1m, 0),
            ],
            [
                new(2023, ReferenceKind.Output, "离心泵", 42_000, "item"),
                new(2024, ReferenceKind.Output, "离心泵", 47_600, "item"),
                new(2023, ReferenceKind.Revenue, "", 31_800, "10^4CNY"),
                new(2024, ReferenceKind.Revenue, "", 36_900, "10^4CNY"),
                new(2023, ReferenceKind.Area, "", 38_500, "m2"), new(2024, ReferenceKind.Area, "", 52_300, "m2"),
                new(2024, ReferenceKind.Staff, "", 640, "person"),
            ]),
        new("东湖云数据中心有限公司（模拟）", "Donghu Cloud data centre (simulated)", "data-centre", "420100",
            [2023, 2024], [new("光谷机房", "Optics Valley hall", Long, 100, StakeCause.Opened)],
            [
                Power(0, 4_150, 30, green: 55),
                new(0, "备用柴油发电机", "Stand-by generator", EmissionScope.Direct, 0, "enterprise-fuel", "FC", 0.9m, 0,
                    0, DataQuality.Calculated) { Choices = [("fuel_kind", "diesel")] },
                Coolant(0, 6.5m),
                new(0, "员工通勤", "Commuting", EmissionScope.ValueChain, 7, "enterprise-travel", "D", 52_000, 0, 10,
                    DataQuality.Estimated) { Choices = [("mode", "rail")] },
            ],
            [
                new(2023, ReferenceKind.Area, "", 12_400, "m2"), new(2024, ReferenceKind.Area, "", 12_400, "m2"),
                new(2023, ReferenceKind.Revenue, "", 22_600, "10^4CNY"),
                new(2024, ReferenceKind.Revenue, "", 25_100, "10^4CNY"),
            ]),
        Peer("荆州减速机有限公司（模拟）", "Jingzhou Gears (simulated)", "421000", 6.1m, 455, 27_400),
        Peer("宜昌阀门有限公司（模拟）", "Yichang Valves (simulated)", "420500", 11.8m, 730, 33_900),
        Peer("孝感机床有限公司（模拟）", "Xiaogan Machine Tools (simulated)", "420900", 4.4m, 390, 29_800),
        Peer("黄石压缩机有限公司（模拟）", "Huangshi Compressors (simulated)", "420200", 15.2m, 1_080, 41_200),
    ];

    private static EnterprisePlan Peer(
        string zh, string en, string city, decimal gas, decimal power, decimal revenue) =>
        new(zh, en, Machinery, city, [2024], [new("本部", "Main works", Long, 100, StakeCause.Opened)],
            [Gas(0, gas, 0), Power(0, power, 20)], [new(2024, ReferenceKind.Revenue, "", revenue, "10^4CNY")]);

    private static EnterpriseSource Gas(int site, decimal usual, int growth) => new(site, "燃气锅炉", "Gas boiler",
        EmissionScope.Direct, 0, "enterprise-gas", "FV", usual, 320, growth, DataQuality.Calculated)
    { Choices = [("gas_kind", "natural-gas")] };

    private static EnterpriseSource Power(int site, decimal usual, int growth, int green = 0) => new(site, "外购电力",
        "Electricity bought", EmissionScope.Energy, 0, "enterprise-electricity", "W_bought", usual, -60, growth,
        DataQuality.Calculated, Green: green);

    private static EnterpriseSource Coolant(int site, decimal usual) => new(site, "空调制冷剂 R-410A", "Coolant R-410A",
        EmissionScope.Direct, 0, "enterprise-fugitive", "M", usual, -200, 0, DataQuality.Calculated)
    { Choices = [("gas", "r-410a")] };
}
